/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <glib.h>

#include "penstock-calc-indicators.h"
#include "penstock-calc-reduce.h"
#include "penstock-calc-scale.h"
#include "penstock-calc-ticks.h"

#define NEAR 1e-9

static void
test_scale_there_and_back (void)
{
  for (int log_wanted = 0; log_wanted <= 1; log_wanted++)
    {
      PenstockCalcScale scale;

      penstock_calc_scale_init (&scale, 10.0, 1000.0, 400.0, 0.0, log_wanted);
      g_assert_cmpfloat_with_epsilon (penstock_calc_scale_to_pixel (&scale, 10.0), 400.0, NEAR);
      g_assert_cmpfloat_with_epsilon (penstock_calc_scale_to_pixel (&scale, 1000.0), 0.0, NEAR);
      for (double value = 5.0; value < 2000.0; value *= 1.7)
        g_assert_cmpfloat_with_epsilon (penstock_calc_scale_to_value (&scale, penstock_calc_scale_to_pixel (&scale, value)), value, NEAR);
      g_assert_true (isnan (penstock_calc_scale_to_pixel (&scale, NAN)));
    }
}

static void
test_scale_log_halves_by_ratio (void)
{
  PenstockCalcScale scale;

  penstock_calc_scale_init (&scale, 10.0, 1000.0, 0.0, 200.0, true);
  g_assert_cmpfloat_with_epsilon (penstock_calc_scale_to_pixel (&scale, 100.0), 100.0, NEAR);
  g_assert_true (isnan (penstock_calc_scale_to_pixel (&scale, 0.0)));

  penstock_calc_scale_init (&scale, 0.0, 1000.0, 0.0, 200.0, true);
  g_assert_false (scale.log);
}

static void
test_scale_of_one_value (void)
{
  PenstockCalcScale scale;
  double low = 50.0, high = 50.0;

  penstock_calc_scale_init (&scale, low, high, 100.0, 0.0, false);
  g_assert_cmpfloat (penstock_calc_scale_to_pixel (&scale, 50.0), ==, 50.0);

  penstock_calc_scale_pad (&low, &high, 0.05, false);
  g_assert_cmpfloat_with_epsilon (low, 49.5, NEAR);
  g_assert_cmpfloat_with_epsilon (high, 50.5, NEAR);
}

static void
test_scale_pad (void)
{
  double low = 10.0, high = 1000.0;

  penstock_calc_scale_pad (&low, &high, 0.5, true);
  g_assert_cmpfloat_with_epsilon (low, 1.0, NEAR);
  g_assert_cmpfloat_with_epsilon (high, 10000.0, 1e-6);
  penstock_calc_scale_pad (&low, &high, 0.0, false);
  g_assert_cmpfloat_with_epsilon (low, 1.0, NEAR);
}

/* Within any range: at least the spacing apart, not more than two and a half times wider than need be. */
static void
test_tick_step (void)
{
  static const struct { double low, high, pixels, spacing, step; } cases[] = {
    { 0.0, 100.0, 400.0, 40.0, 10.0 },
    { 0.0, 100.0, 400.0, 41.0, 20.0 },
    { 0.0, 100.0, 400.0, 81.0, 25.0 },
    { 0.0, 100.0, 400.0, 101.0, 50.0 },
    { 0.0, 100.0, 400.0, 201.0, 100.0 },
    { 0.0, 1.0, 400.0, 100.0, 0.25 },
    { 0.997, 0.9985, 300.0, 50.0, 0.00025 },
    { -3e9, 5e9, 400.0, 50.0, 1e9 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (penstock_calc_tick_step (cases[i].low, cases[i].high, cases[i].pixels, cases[i].spacing), ==, cases[i].step);
  g_assert_true (isnan (penstock_calc_tick_step (5.0, 5.0, 400.0, 40.0)));
  g_assert_true (isnan (penstock_calc_tick_step (NAN, 5.0, 400.0, 40.0)));
  g_assert_true (isnan (penstock_calc_tick_step (0.0, 5.0, 0.0, 40.0)));
}

static void
test_tick_decimals (void)
{
  g_assert_cmpint (penstock_calc_tick_decimals (50.0), ==, 0);
  g_assert_cmpint (penstock_calc_tick_decimals (2.5), ==, 1);
  g_assert_cmpint (penstock_calc_tick_decimals (0.25), ==, 2);
  g_assert_cmpint (penstock_calc_tick_decimals (0.00025), ==, 5);
  g_assert_cmpint (penstock_calc_tick_decimals (0.1), ==, 1);
  g_assert_cmpint (penstock_calc_value_decimals (0.05), ==, 2);
  g_assert_cmpint (penstock_calc_value_decimals (0.0), ==, 0);
}

static void
test_ticks_are_the_round_values (void)
{
  static const double expected[] = { -0.2, -0.1, 0.0, 0.1, 0.2, 0.3 };
  double ticks[10];

  g_assert_cmpuint (penstock_calc_ticks (-0.25, 0.3, 0.1, ticks, G_N_ELEMENTS (ticks)), ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpfloat (ticks[i], ==, expected[i]);
  g_assert_false (signbit (ticks[2]));

  g_assert_cmpuint (penstock_calc_ticks (-0.05, 0.05, 0.1, ticks, G_N_ELEMENTS (ticks)), ==, 1);
  g_assert_false (signbit (ticks[0]));

  g_assert_cmpuint (penstock_calc_ticks (0.0, 100.0, 1.0, ticks, G_N_ELEMENTS (ticks)), ==, G_N_ELEMENTS (ticks));
  g_assert_cmpuint (penstock_calc_ticks (0.0, 100.0, NAN, ticks, G_N_ELEMENTS (ticks)), ==, 0);
}

static void
assert_log_ticks (double        low,
                  double        high,
                  double        spacing,
                  const double *expected,
                  gsize         n)
{
  double ticks[32];

  g_assert_cmpuint (penstock_calc_ticks_log (low, high, 300.0, spacing, ticks, G_N_ELEMENTS (ticks)), ==, n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (ticks[i], ==, expected[i]);
}

static void
test_log_ticks (void)
{
  const double all[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000 };
  const double thirds[] = { 1, 3, 10, 30, 100, 300, 1000 };
  const double decades[] = { 1, 10, 100, 1000 };
  const double small[] = { 0.001, 1.0 };
  const double linear[] = { 100, 120, 140, 160, 180, 200 };

  assert_log_ticks (1.0, 1000.0, 30.0, all, G_N_ELEMENTS (all));
  assert_log_ticks (1.0, 1000.0, 40.0, thirds, G_N_ELEMENTS (thirds));
  assert_log_ticks (1.0, 1000.0, 60.0, decades, G_N_ELEMENTS (decades));
  assert_log_ticks (0.0005, 50.0, 150.0, small, G_N_ELEMENTS (small));
  assert_log_ticks (100.0, 200.0, 40.0, linear, G_N_ELEMENTS (linear));
  assert_log_ticks (0.0, 200.0, 40.0, NULL, 0);
}

/* Whatever the range, labels do not run into each other. */
static void
test_log_ticks_keep_their_distance (void)
{
  for (double ratio = 1.02; ratio < 1e9; ratio *= 1.3)
    {
      PenstockCalcScale scale;
      double ticks[64];
      const gsize n = penstock_calc_ticks_log (7.0, 7.0 * ratio, 300.0, 40.0, ticks, G_N_ELEMENTS (ticks));

      penstock_calc_scale_init (&scale, 7.0, 7.0 * ratio, 0.0, 300.0, true);
      for (gsize i = 1; i < n; i++)
        g_assert_cmpfloat (penstock_calc_scale_to_pixel (&scale, ticks[i]) - penstock_calc_scale_to_pixel (&scale, ticks[i - 1]), >=, 39.999);
      g_assert_cmpuint (n, >=, 1);
    }
}

static void
test_line_keeps_extremes (void)
{
  double y[1000];
  PenstockCalcColumn out[102];
  gsize n;

  for (gsize i = 0; i < G_N_ELEMENTS (y); i++)
    y[i] = sin ((double)i);
  y[123] = 50.0;
  y[124] = -40.0;

  n = penstock_calc_reduce_line (y, G_N_ELEMENTS (y), 0.0, 1000.0, 100, out);
  g_assert_cmpuint (n, ==, 100);
  g_assert_cmpint (out[12].column, ==, 12);
  g_assert_cmpuint (out[12].i_first, ==, 120);
  g_assert_cmpuint (out[12].i_last, ==, 129);
  g_assert_cmpfloat (out[12].first, ==, y[120]);
  g_assert_cmpfloat (out[12].last, ==, y[129]);
  g_assert_cmpfloat (out[12].max, ==, 50.0);
  g_assert_cmpfloat (out[12].min, ==, -40.0);
}

/* Zoomed in: the points on either side of the picture come too, and the edges lie in the first and last column. */
static void
test_line_leaves_the_picture (void)
{
  const double y[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  PenstockCalcColumn out[12];

  g_assert_cmpuint (penstock_calc_reduce_line (y, 8, 2.5, 5.0, 10, out), ==, 5);
  g_assert_cmpint (out[0].column, ==, -1);
  g_assert_cmpfloat (out[0].first, ==, 2.0);
  g_assert_cmpint (out[1].column, ==, 2);
  g_assert_cmpint (out[3].column, ==, 9);
  g_assert_cmpfloat (out[3].first, ==, 5.0);
  g_assert_cmpint (out[4].column, ==, 10);
  g_assert_cmpfloat (out[4].first, ==, 6.0);

  g_assert_cmpuint (penstock_calc_reduce_line (y, 8, -4.0, 12.0, 10, out), ==, 5);
  g_assert_cmpint (out[0].column, ==, 2);
  g_assert_cmpuint (penstock_calc_reduce_line (y, 8, 5.0, 5.0, 10, out), ==, 0);
  g_assert_cmpuint (penstock_calc_reduce_line (y, 0, 0.0, 5.0, 10, out), ==, 0);
}

static void
test_line_lifts_the_pen_at_a_gap (void)
{
  const double y[] = { 1.0, 2.0, NAN, NAN, 3.0, 4.0 };
  PenstockCalcColumn out[8];

  g_assert_cmpuint (penstock_calc_reduce_line (y, 6, 0.0, 6.0, 6, out), ==, 4);
  g_assert_false (out[1].gap_before);
  g_assert_true (out[2].gap_before);
  g_assert_cmpuint (out[2].i_first, ==, 4);
  g_assert_false (out[3].gap_before);
}

static void
test_candles (void)
{
  const double open[] = { 10, 11, 12, NAN, 14, 15 };
  const double high[] = { 11, 15, 13, NAN, 15, 16 };
  const double low[] = { 9, 10, 7, NAN, 13, 14 };
  const double close[] = { 11, 12, 12.5, NAN, 14.5, 15.5 };
  const double volume[] = { 100, 200, NAN, NAN, 300, NAN };
  PenstockCalcCandle out[8];

  g_assert_cmpuint (penstock_calc_reduce_candles (open, high, low, close, volume, 6, 1, 5, 2, out), ==, 3);
  g_assert_cmpuint (out[0].i_first, ==, 0); /* groups do not move with the range */
  g_assert_cmpuint (out[0].i_last, ==, 1);
  g_assert_cmpfloat (out[0].open, ==, 10);
  g_assert_cmpfloat (out[0].high, ==, 15);
  g_assert_cmpfloat (out[0].low, ==, 9);
  g_assert_cmpfloat (out[0].close, ==, 12);
  g_assert_cmpfloat (out[0].volume, ==, 300);
  g_assert_cmpfloat (out[1].close, ==, 12.5); /* the bar without close is not in it */
  g_assert_true (isnan (out[1].volume));
  g_assert_cmpuint (out[2].i_last, ==, 5);
  g_assert_cmpfloat (out[2].volume, ==, 300);
  g_assert_cmpuint (penstock_calc_reduce_candles (open, high, low, close, NULL, 6, 6, 9, 2, out), ==, 0);
}

/* A feed that gives only closes still has candles: a stroke at the close. */
static void
test_candle_of_a_close (void)
{
  const double nothing[] = { NAN }, close[] = { 5.0 };
  PenstockCalcCandle out[3];

  g_assert_cmpuint (penstock_calc_reduce_candles (nothing, nothing, nothing, close, NULL, 1, 0, 1, 1, out), ==, 1);
  g_assert_cmpfloat (out[0].open, ==, 5.0);
  g_assert_cmpfloat (out[0].high, ==, 5.0);
  g_assert_cmpfloat (out[0].low, ==, 5.0);
}

static void
test_bars_per_candle (void)
{
  g_assert_cmpuint (penstock_calc_bars_per_candle (100.0, 800.0, 4.0), ==, 1);
  g_assert_cmpuint (penstock_calc_bars_per_candle (500.0, 800.0, 4.0), ==, 5);
  g_assert_cmpuint (penstock_calc_bars_per_candle (5000.0, 800.0, 4.0), ==, 50);
  g_assert_cmpuint (penstock_calc_bars_per_candle (500.0, 0.0, 4.0), ==, 1);
}

static void
test_extent (void)
{
  const double y[] = { 9.0, NAN, 2.0, 5.0, NAN, -1.0 };
  double min, max;

  g_assert_true (penstock_calc_extent (y, 1, 5, &min, &max));
  g_assert_cmpfloat (min, ==, 2.0);
  g_assert_cmpfloat (max, ==, 5.0);
  g_assert_false (penstock_calc_extent (y, 4, 5, &min, &max));
  g_assert_true (isnan (min));
}

/* Every period on every length against the definition. */
static void
test_windows (void)
{
  double x[40], sma[40], max[40];

  for (gsize i = 0; i < G_N_ELEMENTS (x); i++)
    x[i] = i == 17 ? NAN : 100.0 * sin (1.7 * (double)i);

  for (gsize n = 0; n <= G_N_ELEMENTS (x); n++)
    for (gsize period = 1; period <= 13; period++)
      {
        penstock_calc_sma (x, n, period, sma);
        penstock_calc_rolling_max (x, n, period, max);
        for (gsize i = 0; i < n; i++)
          {
            const gboolean missing = i + 1 < period || (i >= 17 && i - 17 < period);
            double sum = 0.0, greatest = -INFINITY;

            g_assert_cmpint (isnan (sma[i]) != 0, ==, missing);
            g_assert_cmpint (isnan (max[i]) != 0, ==, missing);
            for (gsize k = 0; k < period && !missing; k++)
              {
                sum += x[i - k];
                greatest = MAX (greatest, x[i - k]);
              }
            if (!missing)
              {
                g_assert_cmpfloat_with_epsilon (sma[i], sum / (double)period, NEAR);
                g_assert_cmpfloat (max[i], ==, greatest);
              }
          }
      }
}

/* A running sum would keep the rounding of the giant for ever. */
static void
test_sma_forgets (void)
{
  const double x[] = { 1.0, 1e20, 1.0, 1.0, 1.0 };
  double sma[5];

  penstock_calc_sma (x, 5, 2, sma);
  g_assert_cmpfloat (sma[3], ==, 1.0);
  g_assert_cmpfloat (sma[4], ==, 1.0);
}

static void
test_ema (void)
{
  const double x[] = { 1.0, 2.0, 3.0, NAN, 7.0 };
  double ema[5];

  penstock_calc_ema (x, 5, 3, ema);
  g_assert_true (isnan (ema[0]) && isnan (ema[1]));
  g_assert_cmpfloat (ema[2], ==, 2.0);
  g_assert_true (isnan (ema[3]));
  g_assert_cmpfloat (ema[4], ==, 4.5); /* 2 + (7 − 2) · 2 / 4 */
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/scale/there-and-back", test_scale_there_and_back);
  g_test_add_func ("/calc/scale/log-halves-by-ratio", test_scale_log_halves_by_ratio);
  g_test_add_func ("/calc/scale/one-value", test_scale_of_one_value);
  g_test_add_func ("/calc/scale/pad", test_scale_pad);
  g_test_add_func ("/calc/ticks/step", test_tick_step);
  g_test_add_func ("/calc/ticks/decimals", test_tick_decimals);
  g_test_add_func ("/calc/ticks/round-values", test_ticks_are_the_round_values);
  g_test_add_func ("/calc/ticks/log", test_log_ticks);
  g_test_add_func ("/calc/ticks/log-distance", test_log_ticks_keep_their_distance);
  g_test_add_func ("/calc/reduce/extremes", test_line_keeps_extremes);
  g_test_add_func ("/calc/reduce/leaves-the-picture", test_line_leaves_the_picture);
  g_test_add_func ("/calc/reduce/gap", test_line_lifts_the_pen_at_a_gap);
  g_test_add_func ("/calc/reduce/candles", test_candles);
  g_test_add_func ("/calc/reduce/candle-of-a-close", test_candle_of_a_close);
  g_test_add_func ("/calc/reduce/bars-per-candle", test_bars_per_candle);
  g_test_add_func ("/calc/reduce/extent", test_extent);
  g_test_add_func ("/calc/indicators/windows", test_windows);
  g_test_add_func ("/calc/indicators/sma-forgets", test_sma_forgets);
  g_test_add_func ("/calc/indicators/ema", test_ema);

  return g_test_run ();
}
