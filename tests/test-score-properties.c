/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <glib.h>

#include "penstock-score.h"

/* What must hold on any chain, whatever its links and numbers are: a hundred random ones, and a market of one day on them. */

#define N        24
#define SEGMENTS 5
#define LINKS    70
#define CHAINS   100
#define BARS     300
#define DAY      20000

typedef struct
{
  PenstockScoreExposure exposures[2 * N];
  PenstockScoreLink     links[LINKS];
  gsize                 n_exposures, n_links;
} Chain;

static void
make_chain (Chain *self)
{
  self->n_exposures = 0;
  for (guint i = 0; i < N; i++)
    for (guint k = 0; k < 2; k++)
      {
        const guint segment = (i + k * 2) % SEGMENTS;

        if (k == 0 || g_test_rand_bit ())
          self->exposures[self->n_exposures++] = (PenstockScoreExposure){ i, segment, g_test_rand_double_range (0.05, 1) };
      }

  self->n_links = (gsize)g_test_rand_int_range (1, LINKS);
  for (gsize k = 0; k < self->n_links; k++)
    {
      PenstockScoreLink *link = &self->links[k];

      link->from_segment = g_test_rand_int_range (0, 5) == 0;
      link->to_segment = g_test_rand_int_range (0, 5) == 0;
      link->from = (guint32)g_test_rand_int_range (0, link->from_segment ? SEGMENTS : N - 2); /* the last two supply nobody by a link of their own */
      link->to = (guint32)g_test_rand_int_range (0, link->to_segment ? SEGMENTS : N);
      link->value = g_test_rand_double_range (0.03, 0.8);
    }
}

static PenstockScoreGraph *
build (const Chain *self)
{
  PenstockScoreGraph *graph = penstock_score_graph_new (N, SEGMENTS, self->exposures, self->n_exposures, self->links, self->n_links);

  g_assert_nonnull (graph);
  return graph;
}

static void
fill (double *x)
{
  for (guint i = 0; i < N; i++)
    x[i] = g_test_rand_double_range (-3, 3);
}

static void
check_linear (const PenstockScoreGraph *graph,
              double                    alpha)
{
  double a[N], b[N], both[N], benefit_a[N], benefit_b[N], benefit[N];
  const double s = g_test_rand_double_range (-2, 2), t = g_test_rand_double_range (-2, 2);

  fill (a);
  fill (b);
  for (guint i = 0; i < N; i++)
    both[i] = s * a[i] + t * b[i];
  penstock_score_solve (graph, alpha, a, benefit_a);
  penstock_score_solve (graph, alpha, b, benefit_b);
  penstock_score_solve (graph, alpha, both, benefit);
  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (benefit[i], s * benefit_a[i] + t * benefit_b[i], 1e-10);
}

static void
check_rows (const PenstockScoreGraph *graph,
            double                    alpha)
{
  double own[N], benefit[N], none[N];

  fill (own);
  penstock_score_solve (graph, alpha, own, benefit);
  penstock_score_solve (graph, 0, own, none);
  for (guint i = 0; i < N; i++)
    {
      const double *weights;
      double sum = 0;
      const gsize n = penstock_score_graph_row (graph, i, NULL, &weights, NULL);

      for (gsize k = 0; k < n; k++)
        sum += weights[k];
      g_assert_cmpfloat (sum, <=, 1 + 1e-12);
      if (n == 0)
        g_assert_cmpfloat (benefit[i], ==, 0); /* no link, no benefit */
      g_assert_cmpfloat (none[i], ==, 0);
    }
}

static void
check_contributions (const PenstockScoreGraph *graph,
                     double                    alpha)
{
  double own[N], benefit[N], contribution[N], work[N];

  fill (own);
  own[3] = NAN;
  penstock_score_solve (graph, alpha, own, benefit);
  for (guint i = 0; i < N; i++)
    {
      double sum = 0;

      penstock_score_contributions (graph, alpha, own, i, contribution, work);
      for (guint j = 0; j < N; j++)
        sum += contribution[j];
      g_assert_cmpfloat_with_epsilon (sum, benefit[i], 1e-9);
      g_assert_cmpfloat (contribution[3], ==, 0);
    }
}

static void
shuffle (guint *place)
{
  for (guint i = 0; i < N; i++)
    place[i] = i;
  for (guint i = N - 1; i > 0; i--)
    {
      const guint j = (guint)g_test_rand_int_range (0, (int)i + 1), kept = place[i];

      place[i] = place[j];
      place[j] = kept;
    }
}

static Chain
permute (const Chain *self,
         const guint *place)
{
  Chain turned = *self;

  for (gsize k = 0; k < turned.n_exposures; k++)
    turned.exposures[k].company = place[turned.exposures[k].company];
  for (gsize k = 0; k < turned.n_links; k++)
    {
      if (!turned.links[k].from_segment)
        turned.links[k].from = place[turned.links[k].from];
      if (!turned.links[k].to_segment)
        turned.links[k].to = place[turned.links[k].to];
    }

  return turned;
}

static void
test_chains (void)
{
  static const double alphas[] = { 0.1, 0.6, 0.95 };

  for (guint c = 0; c < CHAINS; c++)
    {
      Chain chain;
      PenstockScoreGraph *graph;

      make_chain (&chain);
      graph = build (&chain);
      check_linear (graph, alphas[c % 3]);
      check_rows (graph, alphas[c % 3]);
      check_contributions (graph, alphas[c % 3]);
      penstock_score_graph_free (graph);
    }
}

/* -- a day on such a chain -- */

typedef struct
{
  PenstockScoreCompany company[N];
  gint32               day[N][BARS];
  double               price[N][BARS];
  PenstockScoreFigure  figures[N][48];
  PenstockScoreEvent   event[N];
  double               value[PENSTOCK_N_COLUMNS][N], work[8 * N];
  PenstockScoreTable   table;
} Market;

static void
init_table (Market *self)
{
  self->table.n = N;
  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    self->table.column[c] = self->value[c];
}

static void
point (Market *self,
       guint   i)
{
  self->company[i].day = self->day[i];
  self->company[i].price = self->price[i];
  self->company[i].figures = self->figures[i];
  self->company[i].events = &self->event[i];
}

static Market *
make_market (void)
{
  Market *self = g_new0 (Market, 1);

  init_table (self);
  for (guint i = 0; i < N; i++)
    {
      double price = 100;

      self->company[i].listed = i % 6 != 5;
      self->company[i].n_bars = self->company[i].listed ? BARS : 0;
      for (guint k = 0; k < BARS; k++)
        {
          price *= exp (g_test_rand_double_range (-0.03, 0.031));
          self->day[i][k] = DAY - BARS + 1 + (gint32)k;
          self->price[i][k] = price;
        }
      self->company[i].periods_per_year = self->company[i].listed && i % 2 == 0 ? 12 : 0;
      self->company[i].n_figures = 48;
      for (gint32 k = 0; k < 48; k++)
        self->figures[i][k] = (PenstockScoreFigure){ k, DAY - 5 - 30 * (47 - k), g_test_rand_double_range (50, 150) };
      self->company[i].n_events = i % 3 == 0;
      self->event[i] = (PenstockScoreEvent){ DAY - 10, 1, PENSTOCK_SCORE_REPORTED, 0.7 };
      point (self, i);
    }

  return self;
}

static void
compute (Market                   *self,
         const PenstockScoreGraph *graph)
{
  penstock_score_compute (DAY, self->company, graph, &penstock_score_default_settings, &self->table, self->work);
}

static gboolean
same (double a,
      double b,
      double epsilon)
{
  return (isnan (a) && isnan (b)) || fabs (a - b) <= epsilon * fmax (1, fabs (a));
}

/* The order companies stand in is nobody's business: exactly for what each has alone, within rounding for what is summed over all. */
static void
test_permutation (void)
{
  for (guint c = 0; c < 20; c++)
    {
      Chain chain, other;
      guint place[N];
      Market *market = make_market (), *turned = g_new0 (Market, 1);
      PenstockScoreGraph *graph, *turned_graph;

      make_chain (&chain);
      shuffle (place);
      other = permute (&chain, place);
      graph = build (&chain);
      turned_graph = build (&other);
      init_table (turned);
      for (guint i = 0; i < N; i++)
        turned->company[place[i]] = market->company[i];
      compute (market, graph);
      compute (turned, turned_graph);

      for (guint column = 0; column < PENSTOCK_N_COLUMNS; column++)
        for (guint i = 0; i < N; i++)
          {
            const gboolean alone = column < PENSTOCK_COLUMN_price_z || (column >= PENSTOCK_COLUMN_yoy && column <= PENSTOCK_COLUMN_fresh) ||
                                   column == PENSTOCK_COLUMN_event_raw || column == PENSTOCK_COLUMN_event_z || column >= PENSTOCK_COLUMN_validation;

            if (!same (market->value[column][i], turned->value[column][place[i]], alone ? 0 : column == PENSTOCK_COLUMN_score ? 1e-9 : 1e-11))
              g_error ("%s of %u: %.17g and %.17g", penstock_score_columns[column].id, i, market->value[column][i], turned->value[column][place[i]]);
          }

      penstock_score_graph_free (graph);
      penstock_score_graph_free (turned_graph);
      g_free (market);
      g_free (turned);
    }
}

/* An event of a company nobody can buy reaches its suppliers, and nobody else. */
static void
test_private_transmits (void)
{
  const PenstockScoreExposure exposures[] = { { 0, 0, 1 }, { 1, 0, 1 }, { 5, 1, 1 } };
  const PenstockScoreLink links[] = { { false, false, 0, 5, 0.8 }, { false, false, 1, 0, 0.5 } };
  PenstockScoreGraph *graph = penstock_score_graph_new (N, 2, exposures, 3, links, 2);
  Market *market = make_market ();

  for (guint i = 0; i < N; i++)
    {
      market->company[i].n_events = i == 5;
      market->company[i].n_bars = 0;
      market->company[i].periods_per_year = 0;
    }
  g_assert_false (market->company[5].listed);
  compute (market, graph);
  g_assert_cmpfloat (market->value[PENSTOCK_COLUMN_own][5], >, 0);
  g_assert_true (isnan (market->value[PENSTOCK_COLUMN_score][5]));
  for (guint i = 0; i < N; i++)
    {
      const double reach = i == 0 ? 0.6 * 0.8 : i == 1 ? 0.6 * 0.8 * 0.6 * 0.5 : 0;

      g_assert_cmpfloat_with_epsilon (market->value[PENSTOCK_COLUMN_benefit][i], reach * market->value[PENSTOCK_COLUMN_own][5], 1e-11);
    }

  penstock_score_graph_free (graph);
  g_free (market);
}

/* What is kept is not computed and not touched, and the rest comes out as if it had been: byte for byte, for any choice of what is kept. */
static void
test_kept (void)
{
  for (guint c = 0; c < 20; c++)
    {
      Chain chain;
      Market *market = make_market ();
      PenstockScoreGraph *graph;
      g_autofree double *all = g_new (double, PENSTOCK_N_COLUMNS * N);
      unsigned char kept[N];

      make_chain (&chain);
      graph = build (&chain);
      compute (market, graph);
      memcpy (all, market->value, sizeof market->value);
      for (guint i = 0; i < N; i++)
        {
          kept[i] = (unsigned char)g_test_rand_int_range (0, PENSTOCK_OWN_ALL + 1);
          if (kept[i] & PENSTOCK_OWN_REVENUE)
            market->company[i].figures = NULL; /* not read */
          if (kept[i] & PENSTOCK_OWN_EVENTS)
            market->company[i].events = NULL;
        }
      penstock_score_compute_kept (DAY, market->company, kept, graph, &penstock_score_default_settings, &market->table, market->work);
      g_assert_cmpmem (all, sizeof market->value, market->value, sizeof market->value);

      penstock_score_graph_free (graph);
      g_free (market);
    }
}

/* The year added up beforehand and one value more, or all at once; and against the textbook. */
static void
test_year (void)
{
  for (guint c = 0; c < 200; c++)
    {
      double x[300], mean = 0, squares = 0, rel;
      const gsize n = (gsize)g_test_rand_int_range (1, 253);
      PenstockScoreYear year;
      gsize known = 0;

      for (gsize i = 0; i < n; i++)
        {
          x[i] = g_test_rand_int_range (0, 9) == 0 ? NAN : 5 + g_test_rand_double_range (-0.1, 0.1);
          known += !isnan (x[i]);
          mean += isnan (x[i]) ? 0 : x[i];
        }
      mean /= (double)known;
      for (gsize i = 0; i < n; i++)
        squares += isnan (x[i]) ? 0 : (x[i] - mean) * (x[i] - mean);

      year = penstock_score_year (x, n - 1);
      penstock_score_year_add (&year, x[n - 1]);
      rel = penstock_score_year_rel (&year, 5.05);
      g_assert_true (same (rel, penstock_score_benefit_rel (5.05, x, n), 0));
      g_assert_cmpint (isnan (rel), ==, known < 126);
      if (known >= 126)
        g_assert_cmpfloat_with_epsilon (rel, (5.05 - mean) / sqrt (squares / (double)(known - 1)), 1e-11);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/score/properties/chains", test_chains);
  g_test_add_func ("/score/properties/permutation", test_permutation);
  g_test_add_func ("/score/properties/private-transmits", test_private_transmits);
  g_test_add_func ("/score/properties/kept", test_kept);
  g_test_add_func ("/score/properties/year", test_year);

  return g_test_run ();
}
