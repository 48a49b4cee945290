/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <string.h>

#include <glib.h>

#include "penstock-calc-indicators.h"
#include "penstock-calc-series.h"
#include "penstock-calc-stats.h"

/* Every function over a whole history: against slow direct ones, and what must hold of all of them. */

#define N 1200

typedef struct
{
  const char *name;
  void      (*compute) (const double *x, gsize n, double *out, double *work);
  gsize       window;   /* points it looks at; 0 = all before */
  gboolean    ends;     /* and of those only the first and a later one */
} Kernel;

static void
change (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_change (x, n, 0, 21, out);
}

static void
skipping_change (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_change (x, n, 21, 252, out);
}

static void
log_returns (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_log_returns (x, n, out);
}

static void
deviation (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_rolling_sd (x, n, 63, out, work);
}

static void
deviation_of_prime (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_rolling_sd (x, n, 22, out, work);
}

static void
turnover (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_rolling_mean_product (x, x, n, 20, out, work);
}

static void
greatest (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_rolling_max (x, n, 252, out);
}

static void
greatest_of_five (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_rolling_max (x, n, 5, out);
}

static void
mean_of_20 (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_sma (x, n, 20, out);
}

static void
ema (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_ema (x, n, 20, out);
}

static void
ema_from_first (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_ema_from_first (x, n, 20, out);
}

static void
rsi (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_rsi (x, n, 14, out);
}

static void
rsi_from_first (const double *x, gsize n, double *out, double *work)
{
  penstock_calc_rsi_from_first (x, n, 14, out);
}

static const Kernel kernels[] = {
  { "change", change, 22, TRUE },
  { "change less the last", skipping_change, 253, TRUE },
  { "log returns", log_returns, 2 },
  { "deviation of 63", deviation, 63 },
  { "deviation of 22", deviation_of_prime, 22 },
  { "turnover", turnover, 20 },
  { "greatest of 252", greatest, 252 },
  { "greatest of 5", greatest_of_five, 5 },
  { "mean", mean_of_20, 0 },
  { "EMA", ema, 0 },
  { "EMA from first", ema_from_first, 0 },
  { "RSI", rsi, 0 },
  { "RSI from first", rsi_from_first, 0 },
};

/* A walk of prices; @gaps in a thousand are missing. */
static void
make_prices (double *x,
             gsize   n,
             guint32 seed,
             int     gaps)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  double price = 100.0;

  for (gsize i = 0; i < n; i++)
    {
      price *= exp (g_rand_double_range (rand, -0.05, 0.05));
      x[i] = g_rand_int_range (rand, 0, 1000) < gaps ? NAN : round (price * 100.0) / 100.0;
    }
}

static void
assert_same_bits (const char   *name,
                  const double *a,
                  const double *b,
                  gsize         n)
{
  for (gsize i = 0; i < n; i++)
    if (!(isnan (a[i]) && isnan (b[i])) && memcmp (&a[i], &b[i], sizeof *a) != 0)
      g_error ("%s differs at %" G_GSIZE_FORMAT ": %.17g, %.17g", name, i, a[i], b[i]);
}

static void
run (const Kernel *kernel,
     const double *x,
     gsize         n,
     double       *out)
{
  g_autofree double *work = g_new (double, 2 * n + 1); /* no longer than promised: what writes further is seen by ASan */

  kernel->compute (x, n, out, work);
}

/* What is known on a day stays as it was, bit for bit, however many days follow, and whatever they bring. */
static void
test_later_points_change_nothing (void)
{
  double x[N], whole[N], part[N];

  for (gsize k = 0; k < G_N_ELEMENTS (kernels); k++)
    for (int gaps = 0; gaps <= 40; gaps += 20)
      {
        make_prices (x, N, 7 + (guint32)gaps, gaps);
        if (gaps == 20)
          x[N - 3] = DBL_MAX / 4.0; /* a huge one at the end, too */
        run (&kernels[k], x, N, whole);
        for (gsize n = 0; n < N; n += n < 300 ? 1 : 37)
          {
            run (&kernels[k], x, n, part);
            assert_same_bits (kernels[k].name, part, whole, n);
          }
      }
}

/* Those of a window find the same bits in the window alone: the newest day is what the whole history ends with. */
static void
test_windows_see_nothing_before (void)
{
  double x[N], whole[N], part[N];

  make_prices (x, N, 11, 0);
  for (gsize k = 0; k < G_N_ELEMENTS (kernels); k++)
    {
      const gsize window = kernels[k].window;

      run (&kernels[k], x, N, whole);
      for (gsize end = window; window > 0 && end <= N; end += 13)
        {
          run (&kernels[k], x + end - window, window, part);
          assert_same_bits (kernels[k].name, part + window - 1, whole + end - 1, 1);
        }
    }
}

/* A missing point is missing in each window that has it and in no other; means go on without it. */
static void
test_missing_points (void)
{
  double x[N], out[N];

  for (gsize k = 0; k < G_N_ELEMENTS (kernels); k++)
    {
      const gsize window = kernels[k].window;

      if (kernels[k].ends)
        continue;
      make_prices (x, N, 3, 0);
      x[600] = NAN;
      run (&kernels[k], x, N, out);
      g_assert_true (isnan (out[600]));
      if (window == 0)
        {
          g_assert_false (isnan (out[640]));
          continue;
        }
      g_assert_false (isnan (out[599]));
      g_assert_true (isnan (out[600 + window - 1]));
      g_assert_false (isnan (out[600 + window]));
      for (gsize i = 0; i + 1 < window; i++)
        g_assert_true (isnan (out[i]));
    }
}

/* With gaps, means are those of the known points alone. */
static void
test_means_skip_gaps (void)
{
  double x[N], known[N], with_gaps[N], without[N];

  make_prices (x, N, 5, 100);
  for (gsize k = 0; k < G_N_ELEMENTS (kernels); k++)
    {
      gsize n = 0;

      if (kernels[k].compute != ema && kernels[k].compute != ema_from_first && kernels[k].compute != rsi && kernels[k].compute != rsi_from_first)
        continue;
      run (&kernels[k], x, N, with_gaps);
      for (gsize i = 0; i < N; i++)
        if (!isnan (x[i]))
          {
            with_gaps[n] = with_gaps[i];
            known[n++] = x[i];
          }
      run (&kernels[k], known, n, without);
      assert_same_bits (kernels[k].name, with_gaps, without, n);
    }
}

static void
assert_near (const char *name,
             gsize       i,
             double      found,
             double      expected,
             double      error)
{
  if (isnan (found) != isnan (expected) || fabs (found - expected) > error * fabs (expected))
    g_error ("%s at %" G_GSIZE_FORMAT " is %.17g, not %.17g", name, i, found, expected);
}

static void
test_changes (void)
{
  double x[N], out[N];

  make_prices (x, N, 1, 30);
  penstock_calc_change (x, N, 21, 252, out);
  for (gsize i = 0; i < N; i++)
    assert_near ("change", i, out[i], i < 252 ? NAN : x[i - 21] / x[i - 252] - 1.0, 0.0);

  penstock_calc_ratio (x, x, N, out);
  for (gsize i = 0; i < N; i++)
    assert_near ("ratio", i, out[i], isnan (x[i]) ? NAN : 1.0, 0.0);
}

static void
test_log_returns (void)
{
  static const double odd[] = { 1.0, 1.0, 1.8, 1.0, 1e-300, 1e300, 5e-324, 1.0, DBL_MAX, DBL_MAX, 0.0, 1.0, -1.0, -1.0, 1.0, INFINITY, INFINITY, 1.0 };
  double x[N], out[N];

  make_prices (x, N, 2, 30);
  penstock_calc_log_returns (x, N, out);
  for (gsize i = 1; i < N; i++)
    assert_near ("log return", i, out[i], log1p ((x[i] - x[i - 1]) / x[i - 1]), 1e-15);

  penstock_calc_log_returns (odd, G_N_ELEMENTS (odd), out);
  g_assert_true (isnan (out[0]));
  for (gsize i = 1; i < G_N_ELEMENTS (odd); i++)
    {
      const gboolean prices = odd[i] > 0.0 && odd[i - 1] > 0.0 && odd[i] <= DBL_MAX && odd[i - 1] <= DBL_MAX;

      assert_near ("odd log return", i, out[i], prices ? log (odd[i]) - log (odd[i - 1]) : NAN, 1e-15);
    }
  g_assert_cmpfloat (out[1], ==, 0.0);
  g_assert_cmpfloat (out[9], ==, 0.0);
}

static void
test_deviation (void)
{
  double x[N], returns[N], out[N], work[2 * N];
  const gsize periods[] = { 2, 3, 5, 13, 20, 63, 64, 121, 252, N };

  make_prices (x, N, 4, 10);
  penstock_calc_log_returns (x, N, returns);
  for (gsize k = 0; k < G_N_ELEMENTS (periods); k++)
    {
      const gsize period = periods[k];

      penstock_calc_rolling_sd (returns, N, period, out, work);
      for (gsize i = 0; i < N; i++)
        {
          const gboolean whole = i + 1 >= period && penstock_calc_count (returns + i + 1 - period, period) == period;

          assert_near ("deviation", i, out[i], whole ? penstock_calc_sd_sample (returns + i + 1 - period, period) : NAN, 1e-12);
        }
    }
}

/* Ten years on a high level that hardly moves, then not at all: running sums would have nothing left but rounding. */
static void
test_deviation_where_sums_cancel (void)
{
  double x[N], out[N], work[2 * N];

  for (gsize i = 0; i < N; i++)
    x[i] = i < 600 ? 1e6 + 1e-3 * (double)(i % 7) : 0.1;
  penstock_calc_rolling_sd (x, N, 63, out, work);
  for (gsize i = 62; i < N; i++)
    assert_near ("deviation", i, out[i], penstock_calc_sd_sample (x + i - 62, 63), 1e-12);
  for (gsize i = 662; i < N; i++)
    g_assert_cmpfloat (out[i], ==, 0.0);

  /* 0.1 % a day, every day */
  x[0] = 1.0;
  for (gsize i = 1; i < N; i++)
    x[i] = x[i - 1] * 1.001;
  penstock_calc_log_returns (x, N, out);
  memcpy (x, out, sizeof x);
  penstock_calc_rolling_sd (x, N, 63, out, work);
  for (gsize i = 63; i < N; i++)
    g_assert_cmpfloat (out[i], ==, 0.0);
}

/* What a huge point leaves behind in a window it has left: nothing. */
static void
test_nothing_stays_behind (void)
{
  double x[N], calm[N], out[N], expected[N], work[2 * N];

  make_prices (x, N, 6, 0);
  memcpy (calm, x, sizeof x);
  x[300] = 1e200;
  x[301] = INFINITY;
  penstock_calc_rolling_sd (x, N, 63, out, work);
  penstock_calc_rolling_sd (calm, N, 63, expected, work);
  g_assert_true (isnan (out[320]));
  assert_same_bits ("deviation", out + 364, expected + 364, N - 364);
  penstock_calc_rolling_mean_product (x, x, N, 20, out, work);
  penstock_calc_rolling_mean_product (calm, calm, N, 20, expected, work);
  assert_same_bits ("turnover", out + 321, expected + 321, N - 321);
}

static void
test_turnover (void)
{
  double x[N], y[N], out[N], work[N];

  make_prices (x, N, 8, 5);
  make_prices (y, N, 9, 5);
  penstock_calc_rolling_mean_product (x, y, N, 20, out, work);
  for (gsize i = 0; i < N; i++)
    {
      double sum = 0.0;

      for (gsize k = 0; k < 20; k++)
        sum += i >= 19 ? x[i - k] * y[i - k] : NAN;
      assert_near ("turnover", i, out[i], sum / 20.0, 1e-14);
    }
}

static void
test_greatest (void)
{
  double x[N], out[N];
  const gsize periods[] = { 1, 2, 3, 4, 5, 15, 16, 17, 63, 64, 65, 252, N, N + 1 };

  for (int gaps = 0; gaps <= 3; gaps += 3)
    for (gsize k = 0; k < G_N_ELEMENTS (periods); k++)
      {
        make_prices (x, N, 10, gaps);
        penstock_calc_rolling_max (x, N, periods[k], out);
        for (gsize i = 0; i < N; i++)
          {
            double expected = i + 1 >= periods[k] ? x[i] : NAN;

            for (gsize back = 1; back < periods[k] && back <= i; back++)
              expected = isnan (expected) || isnan (x[i - back]) ? NAN : MAX (expected, x[i - back]);
            assert_near ("greatest", i, out[i], expected, 0.0);
          }
      }
}

static void
test_ema (void)
{
  double x[N], out[N], mean = 0.0;

  make_prices (x, N, 12, 0);
  penstock_calc_ema_from_first (x, N, 20, out);
  for (gsize i = 0; i < N; i++)
    {
      mean = i == 0 ? x[0] : mean + 2.0 / 21.0 * (x[i] - mean);
      assert_near ("EMA", i, out[i], mean, 1e-13);
    }

  for (gsize i = 0; i < N; i++)
    x[i] = 0.1;
  penstock_calc_ema (x, N, 20, out);
  for (gsize i = 25; i < N; i++)
    assert_near ("EMA of equal points", i, out[i], 0.1, 1e-15);
  penstock_calc_ema_from_first (x, N, 20, out);
  for (gsize i = 0; i < N; i++)
    g_assert_cmpfloat (out[i], ==, 0.1);
}

static void
assert_rsi (const double *x,
            gsize         first,
            const double *out)
{
  double up = 0.0, down = 0.0;

  for (gsize i = 1; i < N; i++)
    {
      const double rise = fmax (x[i] - x[i - 1], 0.0), fall = fmax (x[i - 1] - x[i], 0.0);
      const double weight = i <= first ? 1.0 / (double)i : 1.0 / 14.0;

      up += weight * (rise - up);
      down += weight * (fall - down);
      assert_near ("RSI", i, out[i], i < 14 ? NAN : 100.0 * up / (up + down), 1e-12);
    }
}

static void
test_rsi (void)
{
  double x[N], out[N];

  make_prices (x, N, 13, 0);
  penstock_calc_rsi (x, N, 14, out);
  assert_rsi (x, 14, out);
  penstock_calc_rsi_from_first (x, N, 14, out);
  assert_rsi (x, 1, out);

  for (gsize i = 0; i < N; i++)
    x[i] = 5.0;
  penstock_calc_rsi (x, N, 14, out);
  g_assert_cmpfloat (out[13 + 1], ==, 50.0);
  g_assert_cmpfloat (out[N - 1], ==, 50.0);
  for (gsize i = 0; i < N; i++)
    x[i] = (double)i;
  penstock_calc_rsi (x, N, 14, out);
  g_assert_cmpfloat (out[N - 1], ==, 100.0);
}

/* Wilder's own example, as charting handbooks print it: closes of 15 days, first index 70.46. */
static void
test_rsi_of_handbook (void)
{
  static const double x[] = { 44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328,
                              45.6140, 46.2820, 46.2820, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439 };
  double out[G_N_ELEMENTS (x)];

  penstock_calc_rsi (x, G_N_ELEMENTS (x), 14, out);
  g_assert_true (isnan (out[13]));
  g_assert_cmpfloat_with_epsilon (out[14], 70.53, 0.1);
  g_assert_cmpfloat_with_epsilon (out[15], 66.32, 0.1);
  g_assert_cmpfloat_with_epsilon (out[19], 57.97, 0.1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calc/series/later-points-change-nothing", test_later_points_change_nothing);
  g_test_add_func ("/calc/series/windows-see-nothing-before", test_windows_see_nothing_before);
  g_test_add_func ("/calc/series/missing-points", test_missing_points);
  g_test_add_func ("/calc/series/means-skip-gaps", test_means_skip_gaps);
  g_test_add_func ("/calc/series/changes", test_changes);
  g_test_add_func ("/calc/series/log-returns", test_log_returns);
  g_test_add_func ("/calc/series/deviation", test_deviation);
  g_test_add_func ("/calc/series/deviation-where-sums-cancel", test_deviation_where_sums_cancel);
  g_test_add_func ("/calc/series/nothing-stays-behind", test_nothing_stays_behind);
  g_test_add_func ("/calc/series/turnover", test_turnover);
  g_test_add_func ("/calc/series/greatest", test_greatest);
  g_test_add_func ("/calc/series/ema", test_ema);
  g_test_add_func ("/calc/series/rsi", test_rsi);
  g_test_add_func ("/calc/series/rsi-of-handbook", test_rsi_of_handbook);

  return g_test_run ();
}
