/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-bars.h"
#include "penstock-clock.h"
#include "penstock-paths.h"
#include "penstock-quote.h"
#include "penstock-revenue.h"

#include <glib/gstdio.h>
#include <math.h>

/* Bars, revenue, quotes, the clock, paths: the plain values everybody shares. */

static PenstockBars *
bars_of (const char        *currency,
         const PenstockDay *days,
         gsize              n,
         double             close)
{
  PenstockBars *bars = penstock_bars_new ("2317.TW", currency, "test", n);

  for (gsize i = 0; i < n; i++)
    {
      bars->day[i] = days[i];
      bars->field[PENSTOCK_BAR_CLOSE][i] = close + (double)i;
      bars->field[PENSTOCK_BAR_VOLUME][i] = 1000.0 * close;
    }

  return bars;
}

static void
test_new_bars_are_unknown (void)
{
  g_autoptr(PenstockBars) bars = penstock_bars_new ("2317.TW", NULL, NULL, 3);
  g_autoptr(PenstockBars) none = penstock_bars_new ("2317.TW", "TWD", "test", 0);

  g_assert_null (bars->currency);
  g_assert_cmpuint (none->n, ==, 0);
  g_assert_cmpint (penstock_bars_find (none, 10), ==, -1);
  for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    for (gsize i = 0; i < 3; i++)
      g_assert_true (isnan (bars->field[f][i]));
}

static void
test_price_prefers_the_adjusted_close (void)
{
  const PenstockDay days[] = { 1, 2, 3 };
  g_autoptr(PenstockBars) bars = bars_of ("TWD", days, 3, 100.0);

  bars->field[PENSTOCK_BAR_ADJ_CLOSE][1] = 90.5;
  bars->field[PENSTOCK_BAR_ADJ_CLOSE][2] = INFINITY;
  g_assert_cmpfloat (penstock_bars_price (bars, 0), ==, 100.0);
  g_assert_cmpfloat (penstock_bars_price (bars, 1), ==, 90.5);
  g_assert_cmpfloat (penstock_bars_price (bars, 2), ==, 102.0);
}

static void
test_find (void)
{
  const PenstockDay days[] = { 10, 11, 14 };
  g_autoptr(PenstockBars) bars = bars_of ("TWD", days, 3, 100.0);

  g_assert_cmpint (penstock_bars_find (bars, 9), ==, -1);
  g_assert_cmpint (penstock_bars_find (bars, 10), ==, 0);
  g_assert_cmpint (penstock_bars_find (bars, 13), ==, 1);
  g_assert_cmpint (penstock_bars_find (bars, 14), ==, 2);
  g_assert_cmpint (penstock_bars_find (bars, 1000), ==, 2);
  g_assert_cmpint (penstock_bars_find (bars, PENSTOCK_DAY_NONE), ==, -1);
}

static void
test_merge (void)
{
  const PenstockDay old_days[] = { 1, 2, 3, 5 };
  const PenstockDay new_days[] = { 0, 3, 4, 5, 6 };
  const double closes[] = { 200.0, 100.0, 101.0, 201.0, 202.0, 203.0, 204.0 };
  g_autoptr(PenstockBars) older = bars_of ("TWD", old_days, 4, 100.0);
  g_autoptr(PenstockBars) newer = bars_of ("TWD", new_days, 5, 200.0);
  g_autoptr(PenstockBars) merged = NULL;

  older->simulated = TRUE;
  older->fetched_at = 900;
  newer->fetched_at = 700;
  merged = penstock_bars_merge (older, newer);

  g_assert_cmpuint (merged->n, ==, 7);
  for (int i = 0; i < 7; i++)
    {
      g_assert_cmpint (merged->day[i], ==, i);
      g_assert_cmpfloat (merged->field[PENSTOCK_BAR_CLOSE][i], ==, closes[i]);
      g_assert_true (isnan (merged->field[PENSTOCK_BAR_ADJ_CLOSE][i]));
    }
  g_assert_cmpfloat (merged->field[PENSTOCK_BAR_VOLUME][1], ==, 100000.0);
  g_assert_cmpfloat (merged->field[PENSTOCK_BAR_VOLUME][5], ==, 200000.0);
  g_assert_cmpstr (merged->currency, ==, "TWD");
  g_assert_false (merged->simulated);
  g_assert_cmpint (merged->fetched_at, ==, 900);
}

static void
test_merge_with_nothing (void)
{
  const PenstockDay days[] = { 1, 2 };
  g_autoptr(PenstockBars) bars = bars_of ("TWD", days, 2, 100.0);
  g_autoptr(PenstockBars) empty = penstock_bars_new ("2317.TW", NULL, NULL, 0);
  g_autoptr(PenstockBars) only_older = penstock_bars_merge (bars, NULL);
  g_autoptr(PenstockBars) only_newer = penstock_bars_merge (NULL, bars);
  g_autoptr(PenstockBars) with_empty = penstock_bars_merge (bars, empty);

  g_assert_true (only_older != bars && only_newer != bars);
  g_assert_cmpuint (only_older->n, ==, 2);
  g_assert_cmpfloat (only_newer->field[PENSTOCK_BAR_CLOSE][1], ==, 101.0);
  g_assert_cmpuint (with_empty->n, ==, 2);
  g_assert_cmpstr (with_empty->currency, ==, "TWD");
  g_assert_cmpstr (with_empty->source, ==, "test");
}

/* New Taiwan dollars and US dollars never stand in one series. */
static void
test_merge_of_two_currencies (void)
{
  const PenstockDay old_days[] = { 1, 2, 3 };
  const PenstockDay new_days[] = { 3, 4 };
  g_autoptr(PenstockBars) older = bars_of ("TWD", old_days, 3, 100.0);
  g_autoptr(PenstockBars) newer = bars_of ("USD", new_days, 2, 3.0);
  g_autoptr(PenstockBars) merged = penstock_bars_merge (older, newer);

  g_assert_cmpstr (merged->currency, ==, "USD");
  g_assert_cmpuint (merged->n, ==, 2);
  g_assert_cmpint (merged->day[0], ==, 3);
  g_assert_cmpfloat (merged->field[PENSTOCK_BAR_CLOSE][0], ==, 3.0);
}

static void
test_bars_are_boxed (void)
{
  PenstockBars *bars = penstock_bars_new ("2317.TW", "TWD", "test", 1);
  PenstockBars *copy = g_boxed_copy (penstock_bars_get_type (), bars);

  g_assert_true (copy == bars);
  penstock_bars_unref (bars);
  g_assert_cmpstr (copy->symbol, ==, "2317.TW");
  g_boxed_free (penstock_bars_get_type (), copy);
}

static void
test_revenue_is_sorted (void)
{
  const PenstockRevenueFigure figures[] = {
    { .period = 24316, .value = 3.0, .published_at = 300 },
    { .period = 24315, .value = 2.0, .published_at = 250 }, /* the restatement of the next */
    { .period = 24315, .value = 1.0, .published_at = 200 },
    { .period = 24316, .value = 4.0, .published_at = 300 },
  };
  g_autoptr(PenstockRevenue) revenue = penstock_revenue_new ("2317.TW", "TWD", 12, figures, G_N_ELEMENTS (figures));
  g_autoptr(PenstockRevenue) again = penstock_revenue_ref (revenue);
  g_autoptr(PenstockRevenue) none = penstock_revenue_new ("2330.TW", NULL, 4, NULL, 0);

  g_assert_cmpuint (again->n, ==, 4);
  for (gsize i = 0; i < again->n; i++)
    g_assert_cmpfloat (again->figures[i].value, ==, (double)i + 1.0);
  g_assert_cmpuint (none->n, ==, 0);
}

static void
assert_period (const char *text,
               int         expected_per_year,
               const char *end,
               const char *due)
{
  PenstockPeriod period;
  int per_year;
  char buffer[16];

  g_assert_true (penstock_period_parse (text, &period, &per_year));
  g_assert_cmpint (per_year, ==, expected_per_year);
  g_assert_cmpstr (penstock_period_format (period, per_year, buffer), ==, text);
  g_assert_cmpstr (penstock_day_format (penstock_period_end (period, per_year), buffer), ==, end);
  g_assert_cmpstr (penstock_day_format (penstock_period_due (period, per_year), buffer), ==, due);
}

static void
test_periods (void)
{
  static const char *const wrong[] = { "", "2026", "2026-4", "2026-00", "2026-13", "2026Q0", "2026Q5", "2026q1", "2026-04-01", "26-04", "2026 04", "0000-01", "202a-04" };
  PenstockPeriod april = 0;

  assert_period ("2026-04", 12, "2026-05-01", "2026-05-10");
  assert_period ("2025-12", 12, "2026-01-01", "2026-01-10");
  assert_period ("2024-01", 12, "2024-02-01", "2024-02-10");
  assert_period ("2026Q1", 4, "2026-04-01", "2026-05-15");
  assert_period ("2025Q4", 4, "2026-01-01", "2026-02-14");
  assert_period ("2026Q3", 4, "2026-10-01", "2026-11-14");

  g_assert_true (penstock_period_parse ("2026-04", &april, NULL));
  g_assert_cmpint (april, ==, 2026 * 12 + 3);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (penstock_period_parse (wrong[i], NULL, NULL));
  g_assert_false (penstock_period_parse (NULL, NULL, NULL));
  g_assert_cmpint (penstock_period_due (3, 12), ==, PENSTOCK_DAY_NONE);
  g_assert_cmpint (penstock_period_end (9999 * 12 + 11, 12), ==, PENSTOCK_DAY_NONE);
}

static void
test_quote (void)
{
  PenstockQuote quote = { .price = 1.0, .currency = "TWD", .delay_minutes = 15 };

  penstock_quote_clear (&quote);
  g_assert_true (isnan (quote.price) && isnan (quote.previous_close) && isnan (quote.volume) && isnan (quote.extended_price));
  g_assert_cmpint (quote.market_time, ==, 0);
  g_assert_cmpint (quote.day, ==, PENSTOCK_DAY_NONE);
  g_assert_cmpstr (quote.currency, ==, "");
  g_assert_cmpuint (quote.delay_minutes, ==, 0);
}

static void
test_clock (void)
{
  const gint64 start = G_GINT64_CONSTANT (1787184000) * G_USEC_PER_SEC; /* 2026-08-20 00:00 UTC */
  PenstockClock *fixed = penstock_clock_new_fixed (start);
  g_autoptr(PenstockClock) running = penstock_clock_new_at (start);
  g_autoptr(PenstockClock) system = penstock_clock_new ();
  gint64 before, now;

  g_assert_cmpint (penstock_clock_now (fixed), ==, 1787184000);
  g_assert_cmpint (penstock_clock_today (fixed), ==, penstock_day_parse ("2026-08-20"));
  penstock_clock_advance (fixed, -1);
  g_assert_cmpint (penstock_clock_now_us (fixed), ==, start - 1);
  g_assert_cmpint (penstock_clock_now (fixed), ==, 1787183999);
  g_assert_cmpint (penstock_clock_today (fixed), ==, penstock_day_parse ("2026-08-19"));
  penstock_clock_advance (fixed, -start);
  g_assert_cmpint (penstock_clock_now (fixed), ==, -1); /* a microsecond before 1970 */
  g_assert_finalize_object (fixed);

  before = penstock_clock_now_us (running);
  g_usleep (2000);
  now = penstock_clock_now_us (running);
  g_assert_cmpint (now - before, >=, 2000);
  g_assert_cmpint (now - start, <, 60 * G_USEC_PER_SEC);
  penstock_clock_advance (running, G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);
  g_assert_cmpint (penstock_clock_now_us (running) - start, >=, G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);

  g_assert_cmpint (ABS (penstock_clock_now_us (system) - g_get_real_time ()), <, 60 * G_USEC_PER_SEC);
}

static void
test_data_file (void)
{
  g_autofree char *told = g_strdup (g_getenv ("PENSTOCK_PKGDATADIR"));
  g_autoptr(GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("penstock-paths-XXXXXX", &error);
  g_autofree char *file = g_build_filename (directory, "thing.json", NULL);
  g_autofree char *found = NULL;
  g_autofree char *missing = NULL;

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (file, "{}", -1, NULL));
  g_setenv ("PENSTOCK_PKGDATADIR", directory, TRUE);
  found = penstock_paths_data_file ("thing.json");
  missing = penstock_paths_data_file ("no-such-thing.json");
  g_assert_cmpstr (found, ==, file);
  g_assert_null (missing);

  if (told != NULL)
    g_setenv ("PENSTOCK_PKGDATADIR", told, TRUE);
  else
    g_unsetenv ("PENSTOCK_PKGDATADIR");
  g_remove (file);
  g_rmdir (directory);
}

/* What a program two folders deep in a build folder does without being told. */
static void
test_data_file_beside_the_program (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = NULL;
  g_autofree char *share = NULL;
  g_autofree char *data = NULL;
  g_autofree char *file = NULL;
  g_autofree char *found = NULL;
  g_autofree char *told = g_strdup (g_getenv ("PENSTOCK_PKGDATADIR"));

  if (program == NULL)
    {
      g_test_skip ("/proc is not mounted");
      return;
    }

  directory = g_path_get_dirname (program);
  share = g_canonicalize_filename ("../share", directory);
  data = g_build_filename (share, "penstock", NULL);
  file = g_build_filename (data, "test-core-values.txt", NULL);
  if (g_mkdir_with_parents (data, 0755) != 0 || !g_file_set_contents (file, "x", -1, NULL))
    {
      g_test_skip ("cannot write beside the program");
      return;
    }

  g_unsetenv ("PENSTOCK_PKGDATADIR");
  found = penstock_paths_data_file ("test-core-values.txt");
  g_assert_cmpstr (found, ==, file);

  if (told != NULL)
    g_setenv ("PENSTOCK_PKGDATADIR", told, TRUE);
  g_remove (file);
  g_rmdir (data);
  g_rmdir (share);
}

static void
test_user_data (void)
{
  g_autofree char *own = penstock_paths_user_data (FALSE);
  g_autofree char *sample = penstock_paths_user_data (TRUE);

  g_assert_true (g_str_has_prefix (own, g_get_user_data_dir ()));
  g_assert_true (g_str_has_suffix (own, "/penstock"));
  g_assert_true (g_str_has_suffix (sample, "/penstock/sample"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/bars/new", test_new_bars_are_unknown);
  g_test_add_func ("/core/bars/price", test_price_prefers_the_adjusted_close);
  g_test_add_func ("/core/bars/find", test_find);
  g_test_add_func ("/core/bars/merge", test_merge);
  g_test_add_func ("/core/bars/merge-nothing", test_merge_with_nothing);
  g_test_add_func ("/core/bars/merge-currencies", test_merge_of_two_currencies);
  g_test_add_func ("/core/bars/boxed", test_bars_are_boxed);
  g_test_add_func ("/core/revenue/sorted", test_revenue_is_sorted);
  g_test_add_func ("/core/revenue/periods", test_periods);
  g_test_add_func ("/core/quote/clear", test_quote);
  g_test_add_func ("/core/clock", test_clock);
  g_test_add_func ("/core/paths/data-file", test_data_file);
  g_test_add_func ("/core/paths/beside-the-program", test_data_file_beside_the_program);
  g_test_add_func ("/core/paths/user-data", test_user_data);

  return g_test_run ();
}
