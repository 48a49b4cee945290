/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "penstock-score.h"

/* The sparse graph, solve, contributions and paths against dense matrices made here from SCORING's formulas, on random chains. */

#define MOST     24
#define SEGMENTS 5
#define LINKS    40
#define NEAR     1e-9

typedef struct
{
  gsize                 n, n_exposures, n_links;
  PenstockScoreExposure exposures[MOST * SEGMENTS];
  PenstockScoreLink     links[LINKS];
  double                own[MOST];
  PenstockScoreGraph   *graph;
} Chain;

static void
chain_build (Chain *self)
{
  self->graph = penstock_score_graph_new (self->n, SEGMENTS, self->exposures, self->n_exposures, self->links, self->n_links);
  g_assert_nonnull (self->graph);
}

static void
chain_random (Chain *self,
              GRand *rand)
{
  *self = (Chain) { .n = (gsize)g_rand_int_range (rand, 1, MOST + 1), .n_links = (gsize)g_rand_int_range (rand, 0, LINKS + 1) };
  for (guint32 i = 0; i < self->n; i++)
    {
      self->own[i] = g_rand_double (rand) < 0.3 ? NAN : g_rand_double_range (rand, -3.0, 3.0);
      for (guint32 segment = 0; segment < SEGMENTS; segment++)
        if (g_rand_double (rand) < 0.25)
          self->exposures[self->n_exposures++] = (PenstockScoreExposure) { i, segment, g_rand_double_range (rand, 0.05, 1.0) };
    }

  for (gsize k = 0; k < self->n_links; k++)
    {
      PenstockScoreLink *link = &self->links[k];

      link->from_segment = g_rand_boolean (rand);
      link->to_segment = g_rand_boolean (rand);
      link->from = (guint32)g_rand_int_range (rand, 0, link->from_segment ? SEGMENTS : (int)self->n);
      link->to = (guint32)g_rand_int_range (rand, 0, link->to_segment ? SEGMENTS : (int)self->n);
      link->value = g_rand_double_range (rand, 0.01, 0.8);
    }
  chain_build (self);
}

static double
exposure (const Chain *self,
          gsize        company,
          gsize        segment)
{
  for (gsize k = 0; k < self->n_exposures; k++)
    if (self->exposures[k].company == company && self->exposures[k].segment == segment)
      return self->exposures[k].weight;

  return 0.0;
}

/* SCORING §5 for one link and one pair, before rows are divided. */
static double
part_of_link (const Chain             *self,
              const PenstockScoreLink *link,
              gsize                    i,
              gsize                    j)
{
  double part = link->value, others = 0.0;

  if (i == j)
    return 0.0;

  part *= link->from_segment ? exposure (self, i, link->from) : link->from == i;
  if (!link->to_segment)
    return link->to == j ? part : 0.0;

  for (gsize k = 0; k < self->n; k++)
    others += k == i ? 0.0 : exposure (self, k, link->to);

  return others > 0.0 ? part * exposure (self, j, link->to) / others : 0.0;
}

/* W, and for each pair the greatest part that one link has in it. */
static void
dense_rows (const Chain *self,
            double       w[MOST][MOST],
            double       greatest[MOST][MOST],
            double       part[LINKS][MOST][MOST])
{
  memset (w, 0, sizeof (double[MOST][MOST]));
  memset (greatest, 0, sizeof (double[MOST][MOST]));
  for (gsize i = 0; i < self->n; i++)
    {
      double sum[2] = { 0.0, 0.0 };

      for (gsize k = 0; k < self->n_links; k++)
        for (gsize j = 0; j < self->n; j++)
          sum[self->links[k].from_segment] += part[k][i][j] = part_of_link (self, &self->links[k], i, j);

      for (gsize k = 0; k < self->n_links; k++)
        for (gsize j = 0; j < self->n; j++)
          {
            const gboolean implied = self->links[k].from_segment;

            part[k][i][j] /= MAX (1.0, sum[implied]);
            if (implied)
              part[k][i][j] *= 1.0 - MIN (1.0, sum[0]);
            w[i][j] += part[k][i][j];
            greatest[i][j] = MAX (greatest[i][j], part[k][i][j]);
          }
    }
}

/* (I − αW) x = right, by elimination with pivoting. */
static void
dense_solve (gsize  n,
             double alpha,
             double w[MOST][MOST],
             double x[MOST])
{
  double a[MOST][MOST];

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      a[i][j] = (i == j) - alpha * w[i][j];

  for (gsize c = 0; c < n; c++)
    {
      gsize pivot = c;

      for (gsize i = c + 1; i < n; i++)
        if (fabs (a[i][c]) > fabs (a[pivot][c]))
          pivot = i;
      for (gsize j = 0; j < n; j++)
        {
          const double kept = a[c][j];

          a[c][j] = a[pivot][j];
          a[pivot][j] = kept;
        }
      {
        const double kept = x[c];

        x[c] = x[pivot];
        x[pivot] = kept;
      }
      for (gsize i = 0; i < n; i++)
        if (i != c)
          {
            const double factor = a[i][c] / a[c][c];

            for (gsize j = c; j < n; j++)
              a[i][j] -= factor * a[c][j];
            x[i] -= factor * x[c];
          }
    }
  for (gsize i = 0; i < n; i++)
    x[i] /= a[i][i];
}

static double
source (double own)
{
  return isnan (own) ? 0.0 : own;
}

static void
test_rows_are_the_formulas (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  static double w[MOST][MOST], greatest[MOST][MOST], part[LINKS][MOST][MOST];

  for (guint round = 0; round < 200; round++)
    {
      Chain chain;

      chain_random (&chain, rand);
      dense_rows (&chain, w, greatest, part);
      g_assert_cmpuint (penstock_score_graph_size (chain.graph), ==, chain.n);
      for (gsize i = 0; i < chain.n; i++)
        {
          const guint32 *customers, *links;
          const double *weights;
          const gsize n = penstock_score_graph_row (chain.graph, i, &customers, &weights, &links);
          double sum = 0.0;
          gsize entry = 0;

          for (gsize j = 0; j < chain.n; j++)
            if (w[i][j] > 0.0)
              {
                g_assert_cmpuint (entry, <, n);
                g_assert_cmpuint (customers[entry], ==, j);
                g_assert_cmpfloat_with_epsilon (weights[entry], w[i][j], 1e-12);
                g_assert_cmpfloat_with_epsilon (part[links[entry]][i][j], greatest[i][j], 1e-12);
                sum += weights[entry++];
              }
          g_assert_cmpuint (entry, ==, n);
          g_assert_cmpfloat (sum, <=, 1.0 + 1e-12);
        }
      penstock_score_graph_free (chain.graph);
    }
}

static void
test_solve_is_the_inverse (void)
{
  static const double alphas[] = { 0.0, 0.3, 0.6, 0.95 };
  g_autoptr(GRand) rand = g_rand_new_with_seed (2);
  static double w[MOST][MOST], greatest[MOST][MOST], part[LINKS][MOST][MOST];

  for (guint round = 0; round < 200; round++)
    {
      const double alpha = alphas[round % G_N_ELEMENTS (alphas)];
      double benefit[MOST], x[MOST];
      Chain chain;

      chain_random (&chain, rand);
      dense_rows (&chain, w, greatest, part);
      for (gsize i = 0; i < chain.n; i++)
        x[i] = source (chain.own[i]);
      dense_solve (chain.n, alpha, w, x);
      g_assert_cmpuint (penstock_score_solve (chain.graph, alpha, chain.own, benefit), >=, 1);
      for (gsize i = 0; i < chain.n; i++)
        {
          g_assert_cmpfloat_with_epsilon (benefit[i], x[i] - source (chain.own[i]), NEAR);
          if (alpha == 0.0)
            g_assert_cmpfloat (benefit[i], ==, 0.0);
        }
      penstock_score_graph_free (chain.graph);
    }
}

/* c_ij is own⁰_j times column j of the dense inverse. */
static void
test_contributions (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  static double w[MOST][MOST], greatest[MOST][MOST], part[LINKS][MOST][MOST];

  for (guint round = 0; round < 60; round++)
    {
      const double alpha = round % 2 ? 0.6 : 0.95;
      double benefit[MOST], contribution[MOST][MOST], work[MOST];
      Chain chain;

      chain_random (&chain, rand);
      dense_rows (&chain, w, greatest, part);
      penstock_score_solve (chain.graph, alpha, chain.own, benefit);
      for (gsize i = 0; i < chain.n; i++)
        {
          double sum = 0.0;

          penstock_score_contributions (chain.graph, alpha, chain.own, i, contribution[i], work);
          for (gsize j = 0; j < chain.n; j++)
            sum += contribution[i][j];
          g_assert_cmpfloat_with_epsilon (sum, benefit[i], NEAR);
        }
      for (gsize j = 0; j < chain.n; j++)
        {
          double x[MOST] = { 0.0 };

          x[j] = source (chain.own[j]);
          dense_solve (chain.n, alpha, w, x);
          for (gsize i = 0; i < chain.n; i++)
            g_assert_cmpfloat_with_epsilon (contribution[i][j], x[i] - (i == j ? source (chain.own[j]) : 0.0), NEAR);
        }
      penstock_score_graph_free (chain.graph);
    }
}

/* Every walk of up to four links that ends at path->node[n_links], source last turned first, appended to @all. */
static void
walk_all (const Chain       *self,
          double             alpha,
          double             w[MOST][MOST],
          const guint32     *trail,
          gsize              links,
          double             product,
          GArray            *all)
{
  const double contribution = product * source (self->own[trail[links]]);
  guint32 longer[PENSTOCK_PATH_LINKS + 1];

  if (links > 0 && contribution != 0.0)
    {
      PenstockScorePath path = { .n_links = links, .contribution = contribution };

      for (gsize k = 0; k <= links; k++)
        path.node[k] = trail[links - k];
      g_array_append_val (all, path);
    }
  if (links == PENSTOCK_PATH_LINKS)
    return;

  memcpy (longer, trail, (links + 1) * sizeof *trail);
  for (guint32 j = 0; j < self->n; j++)
    if (w[trail[links]][j] > 0.0)
      {
        longer[links + 1] = j;
        walk_all (self, alpha, w, longer, links + 1, product * alpha * w[trail[links]][j], all);
      }
}

static int
stronger_first (const void *a,
                const void *b)
{
  const double x = fabs (((const PenstockScorePath *)a)->contribution), y = fabs (((const PenstockScorePath *)b)->contribution);

  return (x < y) - (x > y);
}

/* A path tells a true story: its weights and links are those of its pairs and make its contribution. */
static void
assert_path (const Chain             *self,
             const PenstockScorePath *path,
             double                   alpha,
             gsize                    company,
             double                   w[MOST][MOST],
             double                   greatest[MOST][MOST],
             double                   part[LINKS][MOST][MOST])
{
  double product = source (self->own[path->node[0]]);

  g_assert_cmpuint (path->n_links, >=, 1);
  g_assert_cmpuint (path->n_links, <=, PENSTOCK_PATH_LINKS);
  g_assert_cmpuint (path->node[path->n_links], ==, company);
  for (gsize k = 0; k < path->n_links; k++)
    {
      const guint32 customer = path->node[k], supplier = path->node[k + 1];

      g_assert_cmpfloat_with_epsilon (path->weight[k], w[supplier][customer], 1e-12);
      g_assert_cmpfloat_with_epsilon (part[path->link[k]][supplier][customer], greatest[supplier][customer], 1e-12);
      product *= alpha * path->weight[k];
    }
  g_assert_cmpfloat_with_epsilon (path->contribution, product, 1e-12);
}

static void
test_paths (void)
{
  static const gsize maxima[] = { 0, 1, 3, 20, 100000 };
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);
  g_autofree PenstockScorePath *paths = g_new (PenstockScorePath, 100000);
  static double w[MOST][MOST], greatest[MOST][MOST], part[LINKS][MOST][MOST];

  for (guint round = 0; round < 60; round++)
    {
      const double alpha = 0.6;
      const gsize max = maxima[round % G_N_ELEMENTS (maxima)];
      Chain chain;

      chain_random (&chain, rand);
      chain.n_links /= 3;
      penstock_score_graph_free (chain.graph);
      chain_build (&chain);
      dense_rows (&chain, w, greatest, part);
      for (guint32 i = 0; i < chain.n; i++)
        {
          g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (PenstockScorePath));
          gsize total, n;

          walk_all (&chain, alpha, w, &i, 0, 1.0, all);
          g_array_sort (all, stronger_first);
          n = penstock_score_paths (chain.graph, alpha, chain.own, i, paths, max, &total);
          g_assert_cmpuint (total, ==, all->len);
          g_assert_cmpuint (n, ==, MIN (max, total));
          for (gsize k = 0; k < n; k++)
            {
              g_assert_cmpfloat_with_epsilon (fabs (paths[k].contribution),
                                              fabs (g_array_index (all, PenstockScorePath, k).contribution), 1e-12);
              assert_path (&chain, &paths[k], alpha, i, w, greatest, part);
            }
        }
      penstock_score_graph_free (chain.graph);
    }
}

/* Equally strong: the shorter first, then by the number of the source; so the same five paths are shown every time. */
static void
test_equal_paths_have_an_order (void)
{
  Chain chain = {
    .n = 6, .n_links = 5, .own = { 0.0, 1.0, 0.0, 1.0, 1.0, -1.0 },
    .links = {
      { .from = 0, .to = 2, .value = 0.25 }, { .from = 2, .to = 1, .value = 0.5 }, { .from = 0, .to = 5, .value = 0.0625 },
      { .from = 0, .to = 4, .value = 0.0625 }, { .from = 0, .to = 3, .value = 0.0625 },
    },
  };
  PenstockScorePath paths[4];
  gsize total;

  chain_build (&chain);
  for (gsize max = 1; max <= 4; max++)
    {
      g_assert_cmpuint (penstock_score_paths (chain.graph, 0.5, chain.own, 0, paths, max, &total), ==, max);
      g_assert_cmpuint (total, ==, 4);
      for (gsize k = 0; k < max; k++)
        g_assert_cmpuint (paths[k].node[0], ==, k < 3 ? 3 + k : 1);
    }
  g_assert_cmpuint (paths[3].n_links, ==, 2);
  g_assert_cmpfloat (paths[3].contribution, ==, paths[0].contribution);
  penstock_score_graph_free (chain.graph);
}

/* a → b → c, and what each of them knows of the others. */
static void
test_no_link_no_benefit (void)
{
  Chain chain = {
    .n = 4, .n_links = 2, .own = { 1.0, -1.0, 2.0, 3.0 },
    .links = { { .from = 0, .to = 1, .value = 0.5 }, { .from = 1, .to = 2, .value = 0.8 } },
  };
  double benefit[4], contribution[4], work[4];

  chain_build (&chain);
  penstock_score_solve (chain.graph, 0.6, chain.own, benefit);
  g_assert_cmpfloat (benefit[2], ==, 0.0);
  g_assert_cmpfloat (benefit[3], ==, 0.0);
  g_assert_cmpfloat_with_epsilon (benefit[1], 0.6 * 0.8 * 2.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (benefit[0], 0.6 * 0.5 * (-1.0 + 0.96), 1e-12);

  penstock_score_contributions (chain.graph, 0.6, chain.own, 0, contribution, work);
  g_assert_cmpfloat (contribution[0], ==, 0.0);
  g_assert_cmpfloat_with_epsilon (contribution[1], -0.3, 1e-12);
  g_assert_cmpfloat_with_epsilon (contribution[2], 0.288, 1e-12);
  g_assert_cmpfloat (contribution[3], ==, 0.0);
  penstock_score_graph_free (chain.graph);
}

static void
test_benefit_is_linear (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  double shock[MOST], sum[MOST], of_own[MOST], of_shock[MOST], of_sum[MOST];

  for (guint round = 0; round < 50; round++)
    {
      Chain chain;

      chain_random (&chain, rand);
      for (gsize i = 0; i < chain.n; i++)
        {
          shock[i] = g_rand_double_range (rand, -1e6, 1e6);
          sum[i] = 2.0 * source (chain.own[i]) + shock[i];
        }
      penstock_score_solve (chain.graph, 0.6, chain.own, of_own);
      penstock_score_solve (chain.graph, 0.6, shock, of_shock);
      penstock_score_solve (chain.graph, 0.6, sum, of_sum);
      for (gsize i = 0; i < chain.n; i++)
        g_assert_cmpfloat_with_epsilon (of_sum[i], 2.0 * of_own[i] + of_shock[i], 1e-6);
      penstock_score_graph_free (chain.graph);
    }
}

/* The names of companies and the order of links do not matter. */
static void
test_order_does_not_matter (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);

  for (guint round = 0; round < 50; round++)
    {
      double before[MOST], after[MOST];
      guint32 moved[MOST];
      Chain chain, other;

      chain_random (&chain, rand);
      for (guint32 i = 0; i < chain.n; i++)
        moved[i] = (i * 7 + 3) % (guint32)chain.n;
      if (chain.n % 7 == 0)
        for (guint32 i = 0; i < chain.n; i++)
          moved[i] = (guint32)chain.n - 1 - i;

      other = chain;
      for (gsize i = 0; i < chain.n; i++)
        other.own[moved[i]] = chain.own[i];
      for (gsize k = 0; k < chain.n_exposures; k++)
        other.exposures[k].company = moved[chain.exposures[k].company];
      for (gsize k = 0; k < chain.n_links; k++)
        {
          PenstockScoreLink link = chain.links[k];

          link.from = link.from_segment ? link.from : moved[link.from];
          link.to = link.to_segment ? link.to : moved[link.to];
          other.links[chain.n_links - 1 - k] = link;
        }
      chain_build (&other);

      penstock_score_solve (chain.graph, 0.6, chain.own, before);
      penstock_score_solve (other.graph, 0.6, other.own, after);
      for (gsize i = 0; i < chain.n; i++)
        g_assert_cmpfloat_with_epsilon (before[i], after[moved[i]], NEAR);
      penstock_score_graph_free (chain.graph);
      penstock_score_graph_free (other.graph);
    }
}

/* A hub gets the average of its customers, however many they are. */
static void
test_hub_gets_the_average (void)
{
  Chain chain = { .n = MOST, .n_links = MOST - 1 };
  double benefit[MOST];

  for (guint32 k = 0; k + 1 < MOST; k++)
    {
      chain.links[k] = (PenstockScoreLink) { .from = 0, .to = k + 1, .value = 0.8 };
      chain.own[k + 1] = 1.0;
    }
  chain_build (&chain);
  penstock_score_solve (chain.graph, 0.6, chain.own, benefit);
  g_assert_cmpfloat_with_epsilon (benefit[0], 0.6, NEAR);
  penstock_score_graph_free (chain.graph);
}

/* Links that lead nowhere: to itself, to a segment without other members, from a segment without any. */
static void
test_links_that_lead_nowhere (void)
{
  Chain chain = {
    .n = 2, .n_exposures = 1, .n_links = 4,
    .exposures = { { 0, 0, 1.0 } },
    .links = {
      { .from = 0, .to = 0, .value = 0.5 },
      { .from = 0, .to = 0, .to_segment = true, .value = 0.5 },
      { .from = 1, .from_segment = true, .to = 0, .value = 0.5 },
      { .from = 0, .from_segment = true, .to = 0, .to_segment = true, .value = 0.5 },
    },
  };

  chain_build (&chain);
  g_assert_cmpuint (penstock_score_graph_row (chain.graph, 0, NULL, NULL, NULL), ==, 0);
  g_assert_cmpuint (penstock_score_graph_row (chain.graph, 1, NULL, NULL, NULL), ==, 0);
  penstock_score_graph_free (chain.graph);

  chain = (Chain) { 0 };
  chain_build (&chain);
  g_assert_cmpuint (penstock_score_graph_size (chain.graph), ==, 0);
  penstock_score_graph_free (chain.graph);
  penstock_score_graph_free (NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score/chain/rows-are-the-formulas", test_rows_are_the_formulas);
  g_test_add_func ("/score/chain/solve-is-the-inverse", test_solve_is_the_inverse);
  g_test_add_func ("/score/chain/contributions", test_contributions);
  g_test_add_func ("/score/chain/paths", test_paths);
  g_test_add_func ("/score/chain/equal-paths-have-an-order", test_equal_paths_have_an_order);
  g_test_add_func ("/score/chain/no-link-no-benefit", test_no_link_no_benefit);
  g_test_add_func ("/score/chain/benefit-is-linear", test_benefit_is_linear);
  g_test_add_func ("/score/chain/order-does-not-matter", test_order_does_not_matter);
  g_test_add_func ("/score/chain/hub-gets-the-average", test_hub_gets_the_average);
  g_test_add_func ("/score/chain/links-that-lead-nowhere", test_links_that_lead_nowhere);

  return g_test_run ();
}
