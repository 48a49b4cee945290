/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "penstock-paths.h"
#include "penstock-sample-factors.h"
#include "penstock-sample.h"
#include "penstock-sample-session.h"

static PenstockChain *
load_chain (void)
{
  g_autofree char *path = penstock_paths_data_file ("chains/ai-infrastructure.json");
  g_autoptr(GError) error = NULL;
  PenstockChain *chain = penstock_chain_new_from_file (path, NULL, &error);

  g_assert_no_error (error);
  return chain;
}

/* A chain that stays as it is. */
static PenstockChain *
load_small_chain (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "sample-chain.json", NULL);
  g_autoptr(GError) error = NULL;
  PenstockChain *chain = penstock_chain_new_from_file (path, NULL, &error);

  g_assert_no_error (error);
  return chain;
}

static guint
company_of (PenstockChain *chain,
            const char    *symbol)
{
  const int company = penstock_chain_find_symbol (chain, symbol);

  g_assert_cmpint (company, >=, 0);
  return (guint)company;
}

static char *
checksum (PenstockSamplePrices *prices,
          guint                 company)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gsize n;
  const PenstockSampleDay *days = penstock_sample_prices_days (prices, company, &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%d %.10g %.10g %.10g %.10g %.10g\n", days[i].day,
                            days[i].open, days[i].high, days[i].low, days[i].close, days[i].volume);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize)text->len);
}

/* The same on every machine, today and in ten years. */
static void
test_frozen (void)
{
  g_autoptr(PenstockChain) chain = load_small_chain ();
  g_autoptr(PenstockSamplePrices) prices = penstock_sample_prices_new (chain);
  g_autofree char *intel = checksum (prices, company_of (chain, "INTC"));
  g_autofree char *wistron = checksum (prices, company_of (chain, "3231.TW"));

  g_assert_cmpstr (intel, ==, "c025de8700e7364d3fb95726afe84610b961176df283ee1a88a3a246dd567800");
  g_assert_cmpstr (wistron, ==, "672ce44b6737abe56aa8e7416cdc2f4b1ba879e5b04c829c7b0032fbf0b25ced");
}

/* One symbol's series does not depend on which were asked for before. */
static void
test_independent_of_order (void)
{
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockSamplePrices) alone = penstock_sample_prices_new (chain);
  g_autoptr(PenstockSamplePrices) all = penstock_sample_prices_new (chain);
  const guint nvidia = company_of (chain, "NVDA");
  g_autofree char *first = checksum (alone, nvidia);
  g_autofree char *last = NULL;
  gsize n;

  for (guint i = chain->n_companies; i-- > 0;)
    if (i != nvidia && penstock_sample_prices_has (all, i))
      penstock_sample_prices_days (all, i, &n);
  last = checksum (all, nvidia);
  g_assert_cmpstr (first, ==, last);
}

static void
check_day (const PenstockSampleDay *day,
           const char              *currency)
{
  g_assert_cmpint (penstock_day_weekday (day->day), <, 5);
  g_assert_cmpfloat (day->low, >, 0.0);
  g_assert_cmpfloat (day->low, <=, MIN (day->open, day->close));
  g_assert_cmpfloat (day->high, >=, MAX (day->open, day->close));
  g_assert_cmpfloat (day->volume, >, 0.0);
  g_assert_cmpfloat (fmod (day->volume, 1.0), ==, 0.0);
  g_assert_cmpfloat (penstock_sample_on_grid (currency, day->close), ==, day->close);
  if (g_str_equal (currency, "JPY") || g_str_equal (currency, "KRW"))
    g_assert_cmpfloat (fmod (day->close, 1.0), ==, 0.0);
}

/* No return beyond one half, nothing a verified series would stumble over, each price on its exchange's grid. */
static void
test_plausible (void)
{
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockSamplePrices) prices = penstock_sample_prices_new (chain);
  guint n_companies = 0;

  for (guint i = 0; i < chain->n_companies; i++)
    {
      const PenstockSampleDay *days;
      const char *currency;
      gsize n;

      if (!penstock_sample_prices_has (prices, i))
        continue;
      n_companies++;
      days = penstock_sample_prices_days (prices, i, &n);
      currency = penstock_chain_exchange (chain, i)->currency;
      g_assert_cmpuint (n, >, 1200);
      for (gsize d = 0; d < n; d++)
        {
          check_day (&days[d], currency);
          if (d > 0)
            g_assert_cmpfloat (fabs (days[d].close / days[d - 1].close - 1.0), <, 0.5);
          if (d > 0)
            g_assert_cmpint (days[d].day, >, days[d - 1].day);
        }
    }
  g_assert_cmpuint (n_companies, >=, 95);
}

/* Prices at the sample's start are such as people know them. */
static void
test_levels (void)
{
  static const struct { const char *symbol; double low, high; } expected[] = {
    { "2330.TW", 30, 2000 }, { "NVDA", 20, 900 }, { "8035.T", 1000, 20000 }, { "005930.KS", 50000, 300000 }, { "ASML.AS", 30, 700 },
  };
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockSamplePrices) prices = penstock_sample_prices_new (chain);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      PenstockSampleMoment moment;
      const int company = penstock_chain_find_symbol (chain, expected[i].symbol);

      if (company < 0 || !penstock_sample_prices_has (prices, (guint)company))
        continue;
      g_assert_true (penstock_sample_look (prices, (guint)company, PENSTOCK_SAMPLE_START, &moment));
      g_assert_cmpfloat (moment.price, >, expected[i].low * 0.85);
      g_assert_cmpfloat (moment.price, <, expected[i].high * 1.15);
    }
}

/* What servers do reaches the supplier of processors; what chips do does not reach the maker of servers. */
static void
test_demand_moves_upstream (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "sample-chain.json", NULL);
  g_autofree char *text = NULL, *apart_text = NULL;
  g_auto(GStrv) parts = NULL;
  g_autofree double *with = g_new (double, PENSTOCK_SAMPLE_DAYS), *without = g_new (double, PENSTOCK_SAMPLE_DAYS);
  g_autoptr(PenstockChain) linked = load_small_chain ();
  g_autoptr(PenstockChain) apart = NULL;
  g_autoptr(PenstockSampleFactors) linked_factors = NULL, apart_factors = NULL;
  g_autoptr(GBytes) bytes = NULL;
  double difference = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parts = g_strsplit (text, "\"kind\": \"supply\"", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  apart_text = g_strjoinv ("\"kind\": \"finance\"", parts);
  bytes = g_bytes_new (apart_text, strlen (apart_text));
  apart = penstock_chain_new_from_bytes (bytes, NULL, NULL);
  g_assert_nonnull (apart);
  linked_factors = penstock_sample_factors_new (linked);
  apart_factors = penstock_sample_factors_new (apart);

  penstock_sample_factors_returns (linked_factors, company_of (linked, "INTC"), with);
  penstock_sample_factors_returns (apart_factors, company_of (apart, "INTC"), without);
  for (guint i = 0; i < PENSTOCK_SAMPLE_DAYS; i++)
    difference = MAX (difference, fabs (with[i] - without[i]));
  g_assert_cmpfloat (difference, >, 0.001);

  penstock_sample_factors_returns (linked_factors, company_of (linked, "3231.TW"), with);
  penstock_sample_factors_returns (apart_factors, company_of (apart, "3231.TW"), without);
  for (guint i = 0; i < PENSTOCK_SAMPLE_DAYS; i++)
    g_assert_cmpfloat (with[i], ==, without[i]);
}

/* Intel answers the report of 8 May 2026, Hon Hai its release of the 5th. */
static double
return_on (PenstockSamplePrices *prices,
           guint                 company,
           PenstockDay           day)
{
  gsize n;
  const PenstockSampleDay *days = penstock_sample_prices_days (prices, company, &n);

  for (gsize i = 1; i < n; i++)
    if (days[i].day == day)
      return days[i].close / days[i - 1].close - 1.0;
  return NAN;
}

static void
test_events_are_felt (void)
{
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockSamplePrices) prices = penstock_sample_prices_new (chain);

  g_assert_cmpfloat (return_on (prices, company_of (chain, "INTC"), penstock_day_parse ("2026-05-08")), >, 0.05);
  g_assert_cmpfloat (return_on (prices, company_of (chain, "2317.TW"), penstock_day_parse ("2026-05-06")), >, 0.0);
}

/* While New York trades the price moves every two seconds, the same for all who ask; at the close it has arrived at the day's close and stands. */
static void
test_live (void)
{
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockSamplePrices) prices = penstock_sample_prices_new (chain);
  const guint intel = company_of (chain, "INTC");
  const gint64 close = PENSTOCK_SAMPLE_START + 6 * 3600;
  PenstockSampleMoment a, b, whole;
  guint n_moves = 0;
  double high = 0;

  g_assert_true (penstock_sample_look (prices, intel, close, &whole));
  g_assert_false (whole.trading);
  for (gint64 now = PENSTOCK_SAMPLE_START; now < PENSTOCK_SAMPLE_START + 600; now += 2)
    {
      g_assert_true (penstock_sample_look (prices, intel, now, &a));
      g_assert_true (penstock_sample_look (prices, intel, now + 1, &b));
      g_assert_true (a.trading);
      g_assert_cmpfloat (a.price, ==, b.price);
      g_assert_cmpfloat (a.live.high, >=, high);
      g_assert_cmpfloat (a.live.high, <=, whole.days[whole.n - 1].high);
      g_assert_cmpfloat (a.live.low, >=, whole.days[whole.n - 1].low);
      g_assert_cmpint (a.market_time, ==, now);
      n_moves += now > PENSTOCK_SAMPLE_START && a.price != high;
      high = a.live.high;
    }
  g_assert_cmpuint (n_moves, >, 100);

  g_assert_true (penstock_sample_look (prices, intel, close - 2, &a));
  g_assert_cmpfloat (fabs (a.price / whole.price - 1.0), <, 0.003);
  g_assert_true (penstock_sample_look (prices, intel, close + 7200, &b));
  g_assert_cmpfloat (b.price, ==, whole.price);
  g_assert_cmpint (b.market_time, ==, close);
  g_assert_true (isfinite (b.extended));
}

/* Before half past nine New York has a pre-market price that leads to the open; Taipei has none at any time. */
static void
test_before_the_open (void)
{
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockSamplePrices) prices = penstock_sample_prices_new (chain);
  const guint intel = company_of (chain, "INTC"), honhai = company_of (chain, "2317.TW");
  const gint64 open = PENSTOCK_SAMPLE_START - 1800;
  PenstockSampleMoment before, after;
  g_autoptr(GArray) bars = NULL;

  g_assert_true (penstock_sample_look (prices, intel, open - 10, &before));
  g_assert_true (penstock_sample_look (prices, intel, open, &after));
  g_assert_cmpint (before.session, ==, PENSTOCK_SESSION_PRE);
  g_assert_false (before.trading);
  g_assert_true (isfinite (before.extended));
  g_assert_true (isnan (after.extended));
  g_assert_true (after.trading);
  g_assert_cmpfloat (fabs (before.extended / after.live.open - 1.0), <, 0.002);
  g_assert_cmpfloat (before.price, ==, before.days[before.n - 1].close);

  bars = penstock_sample_intraday (prices, intel, open - 10, &before, TRUE);
  g_assert_cmpuint (bars->len, >, 60);
  g_assert_cmpfloat (g_array_index (bars, PenstockSampleBar, bars->len - 1).close, ==, before.extended);

  g_assert_true (penstock_sample_look (prices, honhai, PENSTOCK_SAMPLE_START, &before));
  g_assert_true (isnan (before.extended));
  g_assert_false (before.trading);
}

/* Tokyo's lunch break: the price of half past eleven stays, bars of minutes are unknown. */
static void
test_lunch (void)
{
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockSamplePrices) prices = penstock_sample_prices_new (chain);
  const gint64 noon = PENSTOCK_SAMPLE_START - 11 * 3600; /* 03:00 UTC, 12:00 in Tokyo */
  PenstockSampleMoment moment, later;
  guint n_unknown = 0;
  guint company = 0;
  g_autoptr(GArray) bars = NULL;

  while (!penstock_sample_prices_has (prices, company) || !g_str_has_suffix (chain->companies[company].symbol, ".T"))
    company++;
  g_assert_true (penstock_sample_look (prices, company, noon, &moment));
  g_assert_true (penstock_sample_look (prices, company, noon + 900, &later));
  g_assert_true (moment.trading);
  g_assert_cmpfloat (moment.price, ==, later.price);
  g_assert_cmpint (moment.market_time, ==, noon - 1800);

  bars = penstock_sample_intraday (prices, company, noon + 900, &later, FALSE);
  for (guint i = 0; i < bars->len; i++)
    n_unknown += isnan (g_array_index (bars, PenstockSampleBar, i).close);
  g_assert_cmpuint (n_unknown, ==, 9);
}

/* A weekend has no session of its own. */
static void
test_weekend (void)
{
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockSamplePrices) prices = penstock_sample_prices_new (chain);
  PenstockSampleMoment moment;

  g_assert_true (penstock_sample_look (prices, company_of (chain, "INTC"), PENSTOCK_SAMPLE_START + 4 * 86400, &moment));
  g_assert_false (moment.trading);
  g_assert_cmpint (moment.session_day, ==, penstock_day_parse ("2026-05-15"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/prices/frozen", test_frozen);
  g_test_add_func ("/sample/prices/independent-of-order", test_independent_of_order);
  g_test_add_func ("/sample/prices/plausible", test_plausible);
  g_test_add_func ("/sample/prices/levels", test_levels);
  g_test_add_func ("/sample/prices/demand-moves-upstream", test_demand_moves_upstream);
  g_test_add_func ("/sample/prices/events-are-felt", test_events_are_felt);
  g_test_add_func ("/sample/prices/live", test_live);
  g_test_add_func ("/sample/prices/before-the-open", test_before_the_open);
  g_test_add_func ("/sample/prices/lunch", test_lunch);
  g_test_add_func ("/sample/prices/weekend", test_weekend);
  return g_test_run ();
}
