/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <string.h>

#include <glib.h>

#include "penstock-calc-stats.h"

/* Percentile ranks against counting, whatever the values look like: how they are sorted must not show. */

typedef double (*Make) (GRand *rand, gsize i);

static double
uniform (GRand *rand, gsize i)
{
  return g_rand_double (rand);
}

/* Shares of a high: many are exactly 1. */
static double
with_ties (GRand *rand, gsize i)
{
  return fmin (1.0, g_rand_double_range (rand, 0.5, 1.3));
}

static double
few_levels (GRand *rand, gsize i)
{
  return (double)g_rand_int_range (rand, -3, 4);
}

static double
with_gaps (GRand *rand, gsize i)
{
  return g_rand_boolean (rand) ? NAN : g_rand_double_range (rand, -1.0, 1.0);
}

/* A crowd, and one value far from it: the numbers of the crowd are all the same. */
static double
with_outlier (GRand *rand, gsize i)
{
  return i == 17 ? 1e12 : g_rand_double (rand);
}

static double
with_infinite (GRand *rand, gsize i)
{
  return i == 5 ? -INFINITY : i % 11 == 0 ? INFINITY : g_rand_double (rand);
}

static double
huge_and_tiny (GRand *rand, gsize i)
{
  return i % 3 == 0 ? DBL_MAX * g_rand_double_range (rand, -1.0, 1.0) : i % 3 == 1 ? 5e-324 * (double)g_rand_int_range (rand, -9, 9) : 0.0;
}

static double
zeros_of_both_signs (GRand *rand, gsize i)
{
  return i % 2 ? 0.0 : -0.0;
}

static double
ascending (GRand *rand, gsize i)
{
  return (double)i;
}

static double
exponential (GRand *rand, gsize i)
{
  return exp (g_rand_double_range (rand, -40.0, 40.0));
}

static double
all_missing (GRand *rand, gsize i)
{
  return NAN;
}

static const Make makes[] = { uniform, with_ties, few_levels, with_gaps, with_outlier, with_infinite, huge_and_tiny, zeros_of_both_signs, ascending,
                              exponential, all_missing };

static double
percentile_by_counting (const double *x,
                        gsize         n,
                        double        value)
{
  gsize below = 0, equal = 0;

  for (gsize i = 0; i < n; i++)
    {
      below += x[i] < value;
      equal += x[i] == value;
    }

  return isnan (value) ? NAN : ((double)below + 0.5 * (double)equal) / (double)penstock_calc_count (x, n) * 100.0;
}

static void
assert_percentiles (const double *x,
                    gsize         n,
                    const double *ranks,
                    gsize         stride)
{
  for (gsize i = 0; i < n; i += n > 3000 ? 97 : 1)
    {
      const double expected = percentile_by_counting (x, n, x[i]);

      if (isnan (expected))
        g_assert_true (isnan (ranks[i * stride]));
      else
        g_assert_cmpfloat (ranks[i * stride], ==, expected);
    }
}

static void
test_one_day (void)
{
  static const gsize sizes[] = { 0, 1, 2, 63, 127, 128, 129, 1000, 5003, 65536, 70001 };
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (gsize m = 0; m < G_N_ELEMENTS (makes); m++)
      {
        const gsize n = sizes[k];
        g_autofree double *x = g_new (double, n + 1);
        g_autofree double *out = g_new (double, n + 1);
        g_autofree double *work = g_new (double, n + 1);

        for (gsize i = 0; i < n; i++)
          x[i] = makes[m](rand, i);
        penstock_calc_percentile (x, n, out, work);
        assert_percentiles (x, n, out, 1);

        /* in place */
        penstock_calc_percentile (x, n, x, work);
        if (n > 0)
          g_assert_cmpmem (x, n * sizeof *x, out, n * sizeof *x);
      }
}

/* Day after day of series that lie one after the other: the same bits as each day alone. */
static void
assert_days (gsize n,
             gsize days,
             gsize stride)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (2);
  g_autofree double *x = g_new (double, n * stride);
  g_autofree double *out = g_new (double, n * stride);
  g_autofree double *work = g_new (double, penstock_calc_percentile_work (n));
  g_autofree double *day = g_new (double, n);
  g_autofree double *rank = g_new (double, n);
  g_autofree double *day_work = g_new (double, n);

  for (gsize i = 0; i < n * stride; i++)
    {
      x[i] = makes[i % stride % G_N_ELEMENTS (makes)](rand, i / stride);
      out[i] = -1.0;
    }
  penstock_calc_percentile_days (x, n, days, stride, out, work);

  for (gsize d = 0; d < stride; d++)
    {
      for (gsize i = 0; i < n; i++)
        day[i] = x[i * stride + d];
      penstock_calc_percentile (day, n, rank, day_work);
      for (gsize i = 0; i < n; i++)
        if (d >= days)
          g_assert_cmpfloat (out[i * stride + d], ==, -1.0);
        else if (isnan (rank[i]))
          g_assert_true (isnan (out[i * stride + d]));
        else
          g_assert_cmpfloat (out[i * stride + d], ==, rank[i]);
    }
}

static void
test_many_days (void)
{
  assert_days (1, 1, 1);
  assert_days (3, 40, 41);
  assert_days (150, 16, 16);
  assert_days (203, 37, 50);
  assert_days (1201, 33, 33);
  assert_days (20000, 64, 64); /* more than a cache holds */
}

static void
test_no_values (void)
{
  double work[64];

  penstock_calc_percentile_days (NULL, 0, 0, 0, NULL, work);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calc/rank/one-day", test_one_day);
  g_test_add_func ("/calc/rank/many-days", test_many_days);
  g_test_add_func ("/calc/rank/no-values", test_no_values);

  return g_test_run ();
}
