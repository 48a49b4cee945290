/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <glib.h>

#include "penstock-score-evidence.h"

/* SCORING §7's arithmetic against figures worked out by hand and against slow ways of doing the same. */

#define NEAR 1e-12
#define MOST 60

static double
rank_ic (const double *x,
         const double *y,
         gsize         n,
         gsize        *pairs)
{
  g_autofree double *work = g_new (double, 6 * n + 1);

  return penstock_score_rank_ic (x, y, n, pairs, work);
}

static void
test_rank_ic_by_hand (void)
{
  /* ranks 1 2 3 4 5 and 2 1 4 3 5: Σd² = 4, 1 − 6·4/(5·24) = 0.8 */
  const double x[] = { 10, 20, 30, 40, 50 }, y[] = { -1, -2, 7, 3, 100 };
  /* ranks 1 2.5 2.5 4 5 and 1.5 1.5 3 5 4 (means 3): Σ of products of deviations −2·−1.5 + −.5·−1.5 + −.5·0 + 1·2 + 2·1 = 7.75, 9.5 and 9.5 */
  const double tied_x[] = { 1, 2, 2, 3, 4 }, tied_y[] = { 5, 5, 6, 9, 8 };
  gsize pairs;

  g_assert_cmpfloat_with_epsilon (rank_ic (x, y, 5, &pairs), 0.8, NEAR);
  g_assert_cmpuint (pairs, ==, 5);
  g_assert_cmpfloat_with_epsilon (rank_ic (tied_x, tied_y, 5, NULL), 7.75 / 9.5, NEAR);
}

static void
test_rank_ic_of_pairs (void)
{
  const double x[] = { NAN, 10, 20, 30, 5, 40, 50 }, y[] = { 3, -1, -2, 7, NAN, 3, 100 };
  const double few[] = { 1, 2, 3, 4, NAN }, flat[] = { 2, 2, 2, 2, 2 }, rise[] = { 1, 2, 3, 4, 5 };
  gsize pairs;

  /* the one by hand above, between two that lack a side */
  g_assert_cmpfloat_with_epsilon (rank_ic (x, y, 7, &pairs), 0.8, NEAR);
  g_assert_cmpuint (pairs, ==, 5);
  g_assert_true (isnan (rank_ic (few, rise, 5, &pairs)));
  g_assert_cmpuint (pairs, ==, 4);
  g_assert_true (isnan (rank_ic (flat, rise, 5, NULL)));
  g_assert_true (isnan (rank_ic (rise, flat, 5, NULL)));
  g_assert_true (isnan (rank_ic (NULL, NULL, 0, &pairs)));
}

/* Average ranks by counting, then Pearson's formula as it stands. */
static double
slow_ic (const double *x,
         const double *y,
         gsize         n)
{
  double rx[MOST], ry[MOST], mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
  gsize m = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (x[i]) && !isnan (y[i]))
      {
        double below_x = 0.5, below_y = 0.5;

        for (gsize k = 0; k < n; k++)
          if (!isnan (x[k]) && !isnan (y[k]))
            {
              below_x += x[k] < x[i] ? 1 : x[k] == x[i] ? 0.5 : 0;
              below_y += y[k] < y[i] ? 1 : y[k] == y[i] ? 0.5 : 0;
            }
        rx[m] = below_x;
        ry[m++] = below_y;
      }
  for (gsize i = 0; i < m; i++)
    {
      mx += rx[i] / (double)m;
      my += ry[i] / (double)m;
    }
  for (gsize i = 0; i < m; i++)
    {
      xx += (rx[i] - mx) * (rx[i] - mx);
      yy += (ry[i] - my) * (ry[i] - my);
      xy += (rx[i] - mx) * (ry[i] - my);
    }

  return m < 5 || xx < 1e-9 || yy < 1e-9 ? NAN : xy / sqrt (xx * yy);
}

static void
test_rank_ic_of_many (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 3000; round++)
    {
      const gsize n = (gsize)g_rand_int_range (rand, 0, MOST + 1);
      const int levels = g_rand_int_range (rand, 1, 40);
      double x[MOST], y[MOST], slow, fast;

      for (gsize i = 0; i < n; i++)
        {
          x[i] = g_rand_double (rand) < 0.2 ? NAN : g_rand_int_range (rand, -levels, levels) * 0.1;
          y[i] = g_rand_double (rand) < 0.2 ? NAN : g_rand_int_range (rand, -levels, levels) * 0.1;
        }
      slow = slow_ic (x, y, n);
      fast = rank_ic (x, y, n, NULL);
      g_assert_cmpint (isnan (slow), ==, isnan (fast));
      if (!isnan (slow))
        g_assert_cmpfloat_with_epsilon (slow, fast, NEAR);
    }
}

static void
test_order (void)
{
  const gsize n = 1000;
  g_autofree double *x = g_new (double, n);
  g_autofree guint32 *order = g_new (guint32, n);
  g_autofree PenstockScoreItem *work = g_new (PenstockScoreItem, 2 * n);
  gsize known, with_value = 0;

  for (gsize i = 0; i < n; i++)
    {
      x[i] = i % 7 == 3 ? NAN : (double)(i * 7919 % 311);
      with_value += !isnan (x[i]);
    }
  known = penstock_score_order (x, n, order, work);
  g_assert_cmpuint (known, ==, with_value);
  for (gsize k = 1; k < known; k++)
    g_assert_true (x[order[k - 1]] < x[order[k]] || (x[order[k - 1]] == x[order[k]] && order[k - 1] < order[k]));
}

static void
test_quantiles (void)
{
  /* six names in terciles: two each; then the middle four equal: average rank 3.5 puts them all into the middle */
  const double x[] = { 6, 5, 4, 3, 2, 1 }, tied[] = { 9, 5, 5, 5, 5, 1 }, y[] = { 60, 50, 40, 30, 20, 10 };
  guint32 order[6], y_order[6], rank[6];
  PenstockScoreItem work[12];
  double mean[5];
  gsize pairs, known;

  penstock_score_order (y, 6, y_order, work);
  known = penstock_score_order (x, 6, order, work);
  penstock_score_rank_ic_ordered (x, order, known, y, y_order, 6, &pairs, rank);
  penstock_score_quantile_means (order, known, y, rank, pairs, 3, mean);
  g_assert_cmpfloat (mean[0], ==, 15);
  g_assert_cmpfloat (mean[1], ==, 35);
  g_assert_cmpfloat (mean[2], ==, 55);

  known = penstock_score_order (tied, 6, order, work);
  penstock_score_rank_ic_ordered (tied, order, known, y, y_order, 6, &pairs, rank);
  penstock_score_quantile_means (order, known, y, rank, pairs, 3, mean);
  g_assert_cmpfloat (mean[0], ==, 10);
  g_assert_cmpfloat (mean[1], ==, 35);
  g_assert_cmpfloat (mean[2], ==, 60);
  penstock_score_quantile_means (order, known, y, rank, pairs, 5, mean);
  g_assert_true (isnan (mean[1]) && isnan (mean[3]));
}

static void
test_summary (void)
{
  /* mean 0.5, deviations −.4 −.2 .0 .2 .4; Σ squares 0.4, γ₀ = .08; γ₁ = (.08 + 0 + 0 + .08)/5 = .032; γ₂ = (0 − .04 + 0)/5 = −.008 */
  const double ic[] = { 0.1, NAN, 0.3, 0.5, NAN, NAN, 0.7, 0.9, NAN };
  const PenstockScoreIcSummary one = penstock_score_ic_summary (ic, G_N_ELEMENTS (ic), 1);
  const PenstockScoreIcSummary two = penstock_score_ic_summary (ic, G_N_ELEMENTS (ic), 2);
  const PenstockScoreIcSummary three = penstock_score_ic_summary (ic, G_N_ELEMENTS (ic), 3);

  g_assert_cmpuint (one.days, ==, 5);
  g_assert_cmpfloat_with_epsilon (one.mean, 0.5, NEAR);
  g_assert_cmpfloat_with_epsilon (one.sd, sqrt (0.1), NEAR);
  g_assert_cmpfloat_with_epsilon (one.ir, 0.5 / sqrt (0.1), NEAR);
  g_assert_cmpfloat (one.share_positive, ==, 1);
  g_assert_cmpfloat_with_epsilon (one.newey_west_t, 0.5 / sqrt (0.08 / 5), NEAR);
  /* V = γ₀ + 2·½·γ₁ */
  g_assert_cmpfloat_with_epsilon (two.newey_west_t, 0.5 / sqrt ((0.08 + 0.032) / 5), NEAR);
  /* V = γ₀ + 2·(⅔·γ₁ + ⅓·γ₂) */
  g_assert_cmpfloat_with_epsilon (three.newey_west_t, 0.5 / sqrt ((0.08 + 2 * (0.032 * 2 / 3 - 0.008 / 3)) / 5), 1e-11);
}

static void
test_summary_of_little (void)
{
  const double none[] = { NAN, NAN }, one[] = { NAN, 0.2 }, same[] = { 0.3, 0.1 + 0.2, 0.3, 0.3 };
  /* mean 1.959964/√n·sd makes p 0.05: ±1 with mean m has γ₀ = 1 − m² */
  double even[1000];
  PenstockScoreIcSummary summary = penstock_score_ic_summary (none, 2, 5);

  g_assert_cmpuint (summary.days, ==, 0);
  g_assert_true (isnan (summary.mean) && isnan (summary.newey_west_t) && isnan (summary.p) && isnan (summary.share_positive));
  summary = penstock_score_ic_summary (one, 2, 5);
  g_assert_cmpfloat (summary.mean, ==, 0.2);
  g_assert_true (isnan (summary.sd) && isnan (summary.ir) && isnan (summary.newey_west_t) && isnan (summary.p));
  /* equal but for rounding: no spread, so no test */
  summary = penstock_score_ic_summary (same, 4, 2);
  g_assert_cmpfloat (summary.sd, ==, 0);
  g_assert_true (isnan (summary.ir) && isnan (summary.newey_west_t) && isnan (summary.p));

  for (gsize i = 0; i < 1000; i++)
    even[i] = i < 531 ? 1 : -1;
  summary = penstock_score_ic_summary (even, 1000, 1);
  g_assert_cmpfloat_with_epsilon (summary.newey_west_t, 0.062 / sqrt ((1 - 0.062 * 0.062) / 1000), 1e-10);
  g_assert_cmpfloat_with_epsilon (summary.p, 0.04949, 1e-4);
  g_assert_cmpfloat (summary.share_positive, ==, 0.531);
}

/* The example in every textbook: 0.01, 0.04, 0.03, 0.005 → 0.03, 0.06, 0.06, 0.02. */
static void
test_holm (void)
{
  const double p[] = { 0.01, 0.04, NAN, 0.03, 0.005 }, expected[] = { 0.03, 0.06, NAN, 0.06, 0.02 };
  const double large[] = { 0.5, 0.6, 0.5 };
  double out[5];

  penstock_score_holm (p, 5, out);
  for (gsize i = 0; i < 5; i++)
    if (isnan (expected[i]))
      g_assert_true (isnan (out[i]));
    else
      g_assert_cmpfloat_with_epsilon (out[i], expected[i], NEAR);

  penstock_score_holm (large, 3, out);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpfloat (out[i], ==, 1);
}

/* Whoever wants to draw the same lots needs these: splitmix64 from 0 begins with e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f. */
static void
test_shuffle (void)
{
  const guint64 next[] = { G_GUINT64_CONSTANT (0xe220a8397b1dcdaf), G_GUINT64_CONSTANT (0x6e789e6aa1b965f4), G_GUINT64_CONSTANT (0x06c45d188009454f) };
  guint32 expected[] = { 0, 1, 2, 3 }, order[4], many[307];
  gboolean there[307] = { FALSE };

  for (guint k = 0; k < 3; k++)
    {
      const guint i = 3 - k, j = (guint)(((unsigned __int128)next[k] * (i + 1)) >> 64);
      const guint32 kept = expected[i];

      expected[i] = expected[j];
      expected[j] = kept;
    }
  penstock_score_shuffle (0, 4, order);
  g_assert_cmpmem (order, sizeof order, expected, sizeof expected);

  penstock_score_shuffle (42, 307, many);
  for (gsize i = 0; i < 307; i++)
    there[many[i]] = TRUE;
  for (gsize i = 0; i < 307; i++)
    g_assert_true (there[i]);
}

/* A chain of 60 with 200 links: many days at once are, bit for bit, each day alone, in whatever company. */
static void
test_solve_many (void)
{
  enum { N = 60, N_LINKS = 200, DAYS = 21 };
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  PenstockScoreLink links[N_LINKS];
  g_autofree double *own = g_new (double, N * DAYS), *together = g_new (double, N * DAYS), *work = g_new (double, 2 * PENSTOCK_SOLVE_LANES * N);
  PenstockScoreGraph *graph;

  for (gsize k = 0; k < N_LINKS; k++)
    links[k] = (PenstockScoreLink) { FALSE, FALSE, (guint32)g_rand_int_range (rand, 0, N), (guint32)g_rand_int_range (rand, 0, N),
                                     g_rand_double_range (rand, 0.05, 0.8) };
  for (gsize k = 0; k < N * DAYS; k++)
    own[k] = g_rand_double (rand) < 0.3 ? NAN : g_rand_double_range (rand, -3, 3) * (k / N == 4 ? 1e6 : k / N == 9 ? 1e-9 : 1);
  graph = penstock_score_graph_new (N, 0, NULL, 0, links, N_LINKS);

  for (gsize from = 0; from < DAYS; from += 5)
    {
      penstock_score_solve_many (graph, 0.6, own + from * N, DAYS - from, together + from * N, work);
      for (gsize day = from; day < DAYS; day++)
        {
          double alone[N];

          penstock_score_solve (graph, 0.6, own + day * N, alone);
          g_assert_cmpmem (alone, sizeof alone, together + day * N, sizeof alone);
        }
    }
  penstock_score_graph_free (graph);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score/evidence/rank-ic-by-hand", test_rank_ic_by_hand);
  g_test_add_func ("/score/evidence/rank-ic-of-pairs", test_rank_ic_of_pairs);
  g_test_add_func ("/score/evidence/rank-ic-of-many", test_rank_ic_of_many);
  g_test_add_func ("/score/evidence/order", test_order);
  g_test_add_func ("/score/evidence/quantiles", test_quantiles);
  g_test_add_func ("/score/evidence/summary", test_summary);
  g_test_add_func ("/score/evidence/summary-of-little", test_summary_of_little);
  g_test_add_func ("/score/evidence/holm", test_holm);
  g_test_add_func ("/score/evidence/shuffle", test_shuffle);
  g_test_add_func ("/score/evidence/solve-many", test_solve_many);

  return g_test_run ();
}
