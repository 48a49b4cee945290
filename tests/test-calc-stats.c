/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <glib.h>

#include "penstock-calc-stats.h"

#define NEAR 1e-12

static void
test_missing_is_left_out (void)
{
  const double x[] = { NAN, 1.0, NAN, 3.0 };

  g_assert_cmpuint (penstock_calc_count (x, 4), ==, 2);
  g_assert_cmpfloat (penstock_calc_mean (x, 4), ==, 2.0);
  g_assert_cmpfloat_with_epsilon (penstock_calc_sd_population (x, 4), 1.0, NEAR);
  g_assert_cmpfloat_with_epsilon (penstock_calc_sd_sample (x, 4), sqrt (2.0), NEAR);
}

static void
test_nothing_known (void)
{
  const double x[] = { NAN, 5.0 };

  g_assert_true (isnan (penstock_calc_mean (x, 1)));
  g_assert_true (isnan (penstock_calc_sd_population (x, 1)));
  g_assert_true (isnan (penstock_calc_sd_sample (x, 2)));
  g_assert_true (isnan (penstock_calc_mean (x, 0)));
  g_assert_cmpfloat (penstock_calc_sd_population (x, 2), ==, 0.0);
}

/* 0.1 summed and divided does not give 0.1 back: without care the "spread" of equal values would be rounding, and z anything. */
static void
test_equal_values_have_no_spread (void)
{
  double x[11], z[11];

  for (gsize i = 0; i < G_N_ELEMENTS (x); i++)
    x[i] = i % 2 ? 0.1 : 1.1 - 1.0;

  g_assert_cmpfloat (penstock_calc_sd_population (x, G_N_ELEMENTS (x)), ==, 0.0);
  g_assert_cmpfloat (penstock_calc_sd_sample (x, G_N_ELEMENTS (x)), ==, 0.0);
  penstock_calc_z (x, G_N_ELEMENTS (x), 5, 3.0, z);
  for (gsize i = 0; i < G_N_ELEMENTS (x); i++)
    g_assert_cmpfloat (z[i], ==, 0.0);
}

static void
test_z (void)
{
  double x[] = { 1.0, NAN, 2.0, 3.0, 4.0, 5.0 };

  penstock_calc_z (x, 6, 5, 3.0, x);
  g_assert_cmpfloat_with_epsilon (x[0], -sqrt (2.0), NEAR);
  g_assert_true (isnan (x[1]));
  g_assert_cmpfloat_with_epsilon (x[3], 0.0, NEAR);
  g_assert_cmpfloat_with_epsilon (x[5], sqrt (2.0), NEAR);
}

static void
test_z_of_four (void)
{
  double x[] = { 1.0, NAN, 2.0, 3.0, 4.0 };

  penstock_calc_z (x, 5, 5, 3.0, x);
  for (gsize i = 0; i < 5; i++)
    g_assert_true (isnan (x[i]));
}

/* One of 21 far off: its z is √20 = 4.47. */
static void
test_z_is_clipped (void)
{
  double x[21] = { 0.0 };

  x[7] = 1.0;
  penstock_calc_z (x, 21, 5, 3.0, x);
  g_assert_cmpfloat (x[7], ==, 3.0);
  g_assert_cmpfloat (penstock_calc_clip (-4.0, 3.0), ==, -3.0);
  g_assert_true (isnan (penstock_calc_clip (NAN, 3.0)));
}

static void
test_percentile (void)
{
  double x[] = { 3.0, 1.0, NAN, 3.0, 2.0 }, work[5];

  penstock_calc_percentile (x, 5, x, work);
  g_assert_cmpfloat (x[0], ==, 75.0); /* 2 below, 2 equal: (2 + 1) / 4 */
  g_assert_cmpfloat (x[1], ==, 12.5);
  g_assert_true (isnan (x[2]));
  g_assert_cmpfloat (x[3], ==, 75.0);
  g_assert_cmpfloat (x[4], ==, 37.5);
}

static void
test_ols (void)
{
  /* y = 1 + 2x and residuals +1, −2, +1, which x does not explain */
  const double x[] = { 0.0, 1.0, 2.0, NAN, 5.0 };
  const double y[] = { 2.0, 1.0, 6.0, 7.0, NAN };
  double r[5];

  penstock_calc_ols_residuals (x, y, 5, 3, r);
  g_assert_cmpfloat_with_epsilon (r[0], 1.0, NEAR);
  g_assert_cmpfloat_with_epsilon (r[1], -2.0, NEAR);
  g_assert_cmpfloat_with_epsilon (r[2], 1.0, NEAR);
  g_assert_true (isnan (r[3]));
  g_assert_true (isnan (r[4]));

  penstock_calc_ols_residuals (x, y, 5, 4, r);
  g_assert_true (isnan (r[0]));
}

static void
test_ols_without_spread_in_x (void)
{
  const double x[] = { 0.1, 0.1, 0.1 };
  double y[] = { 1.0, 2.0, 6.0 };

  penstock_calc_ols_residuals (x, y, 3, 3, y);
  g_assert_cmpfloat_with_epsilon (y[0], -2.0, NEAR);
  g_assert_cmpfloat_with_epsilon (y[2], 3.0, NEAR);
}

static void
test_ols_of_a_line_leaves_nothing (void)
{
  double x[7], y[7];

  for (int i = 0; i < 7; i++)
    {
      x[i] = 0.1 * i;
      y[i] = 0.3 - 0.7 * x[i];
    }
  penstock_calc_ols_residuals (x, y, 7, 5, y);
  for (int i = 0; i < 7; i++)
    g_assert_cmpfloat (y[i], ==, 0.0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/stats/missing-is-left-out", test_missing_is_left_out);
  g_test_add_func ("/calc/stats/nothing-known", test_nothing_known);
  g_test_add_func ("/calc/stats/equal-values-have-no-spread", test_equal_values_have_no_spread);
  g_test_add_func ("/calc/stats/z", test_z);
  g_test_add_func ("/calc/stats/z-of-four", test_z_of_four);
  g_test_add_func ("/calc/stats/z-is-clipped", test_z_is_clipped);
  g_test_add_func ("/calc/stats/percentile", test_percentile);
  g_test_add_func ("/calc/stats/ols", test_ols);
  g_test_add_func ("/calc/stats/ols-without-spread-in-x", test_ols_without_spread_in_x);
  g_test_add_func ("/calc/stats/ols-of-a-line-leaves-nothing", test_ols_of_a_line_leaves_nothing);

  return g_test_run ();
}
