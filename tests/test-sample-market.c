/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "penstock-event.h"
#include "penstock-paths.h"
#include "penstock-sample-bodies.h"
#include "penstock-sample-filings.h"
#include "penstock-sample.h"

/* The sample market asked over HTTP as the engine asks the world, and read by the real providers. */
typedef struct
{
  PenstockChain  *chain;
  PenstockClock  *clock;
  PenstockHttp   *http;
  PenstockSample *sample;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = penstock_paths_data_file ("chains/ai-infrastructure.json");
  g_autoptr(GError) error = NULL;

  fixture->chain = penstock_chain_new_from_file (path, NULL, &error);
  g_assert_no_error (error);
  fixture->clock = penstock_clock_new_fixed (PENSTOCK_SAMPLE_START * G_USEC_PER_SEC);
  fixture->http = penstock_http_new (fixture->clock);
  fixture->sample = penstock_sample_new (fixture->chain, fixture->clock, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (penstock_sample_get_port (fixture->sample), >, 0);
  penstock_sample_configure (fixture->sample, fixture->http);
}

/* The thread that parsed the last answer may hold on a moment longer. */
static void
let_go (gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  while (weak != NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  let_go (fixture->http);
  /* the server must see that its connections were closed, or libsoup leaks their sockets */
  for (guint i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_usleep (1000);
    }
  let_go (fixture->sample);
  let_go (fixture->clock);
  penstock_chain_unref (fixture->chain);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  *(PenstockFetch **)user_data = penstock_http_fetch_finish (PENSTOCK_HTTP (object), result, &error);
  g_assert_no_error (error);
}

static PenstockFetch *
ask (Fixture                 *fixture,
     const char              *feed,
     const PenstockQuery     *query,
     const PenstockValidator *validator)
{
  PenstockFetch *fetch = NULL;

  penstock_http_fetch_async (fixture->http, penstock_provider_find (feed), query, validator, NULL, fetched_cb, &fetch);
  while (fetch == NULL)
    g_main_context_iteration (NULL, TRUE);
  return fetch;
}

static PenstockFetch *
ask_bars (Fixture    *fixture,
          const char *symbol,
          gboolean    quote_only)
{
  const PenstockQuery query = { .subject = symbol, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE, .quote_only = quote_only };

  return ask (fixture, "yahoo-chart", &query, NULL);
}

/* Two years of bars for each company of the default tier, marked as simulated; nothing for the second tier. */
static void
test_every_company (Fixture       *fixture,
                    gconstpointer  data)
{
  guint n = 0;

  for (guint i = 0; i < fixture->chain->n_companies; i++)
    {
      const PenstockCompany *company = &fixture->chain->companies[i];
      g_autoptr(PenstockFetch) fetch = NULL;
      PenstockBars *bars;

      if (company->symbol == NULL || (company->tier == 2 && n > 20))
        continue;
      fetch = ask_bars (fixture, company->symbol, FALSE);
      if (company->tier != 1)
        {
          g_assert_cmpint (fetch->outcome, ==, PENSTOCK_OUTCOME_EMPTY);
          g_assert_cmpuint (fetch->status, ==, 404);
          continue;
        }

      n++;
      g_assert_cmpstr (fetch->reason, ==, NULL);
      g_assert_cmpint (fetch->outcome, ==, PENSTOCK_OUTCOME_DATA);
      g_assert_cmpuint (fetch->batch->bars->len, ==, 1);
      bars = fetch->batch->bars->pdata[0];
      g_assert_cmpuint (bars->n, >=, 518);
      g_assert_true (bars->simulated);
      g_assert_cmpstr (bars->currency, ==, penstock_chain_exchange (fixture->chain, i)->currency);
      g_assert_true (penstock_batch_get_quote (fetch->batch, NULL) != NULL);
      g_assert_true (penstock_batch_get_quote (fetch->batch, NULL)->simulated);
      g_assert_true (isfinite (penstock_batch_get_quote (fetch->batch, NULL)->previous_close));
    }
  g_assert_cmpuint (n, >=, 95);
}

/* At 10:00 in New York today is a quote, not a bar; Taipei's day is over and is a bar. */
static void
test_today (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(PenstockFetch) intel = ask_bars (fixture, "INTC", FALSE);
  g_autoptr(PenstockFetch) honhai = ask_bars (fixture, "2317.TW", FALSE);
  const PenstockDay today = penstock_day_parse ("2026-05-12");
  const PenstockBars *bars = intel->batch->bars->pdata[0];

  g_assert_cmpint (bars->day[bars->n - 1], ==, today - 1);
  g_assert_cmpint (penstock_batch_get_quote (intel->batch, NULL)->day, ==, today);
  g_assert_cmpint (penstock_batch_get_quote (intel->batch, NULL)->session, ==, PENSTOCK_SESSION_REGULAR);
  g_assert_cmpfloat (penstock_batch_get_quote (intel->batch, NULL)->previous_close, ==, bars->field[PENSTOCK_BAR_CLOSE][bars->n - 1]);

  bars = honhai->batch->bars->pdata[0];
  g_assert_cmpint (bars->day[bars->n - 1], ==, today);
  g_assert_cmpfloat (penstock_batch_get_quote (honhai->batch, NULL)->price, ==, bars->field[PENSTOCK_BAR_CLOSE][bars->n - 1]);
}

static double
price_now (Fixture    *fixture,
           const char *symbol)
{
  g_autoptr(PenstockFetch) fetch = ask_bars (fixture, symbol, TRUE);

  g_assert_cmpstr (fetch->reason, ==, NULL);
  g_assert_true (penstock_batch_get_quote (fetch->batch, NULL) != NULL);
  g_assert_cmpint (penstock_batch_get_quote (fetch->batch, NULL)->market_time, <=, penstock_clock_now (fixture->clock));
  return penstock_batch_get_quote (fetch->batch, NULL)->price;
}

/* Polling shows movement while the clock runs, and none once Taipei has closed. */
static void
test_ticks (Fixture       *fixture,
            gconstpointer  data)
{
  const double honhai = price_now (fixture, "2317.TW");
  double last = price_now (fixture, "INTC");
  guint n_moves = 0;

  g_assert_cmpfloat (price_now (fixture, "INTC"), ==, last);
  for (guint i = 0; i < 20; i++)
    {
      double price;

      penstock_clock_advance (fixture->clock, 10 * G_USEC_PER_SEC);
      price = price_now (fixture, "INTC");
      n_moves += price != last;
      last = price;
    }
  g_assert_cmpuint (n_moves, >, 10);
  g_assert_cmpfloat (price_now (fixture, "2317.TW"), ==, honhai);
}

/* 08:00 in New York: the price is yesterday's, and there is a pre-market one. */
static void
test_pre_market (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(PenstockFetch) fetch = NULL;

  penstock_clock_advance (fixture->clock, -G_GINT64_CONSTANT (7200) * G_USEC_PER_SEC);
  fetch = ask_bars (fixture, "INTC", TRUE);
  g_assert_cmpstr (fetch->reason, ==, NULL);
  g_assert_cmpint (penstock_batch_get_quote (fetch->batch, NULL)->session, ==, PENSTOCK_SESSION_PRE);
  g_assert_true (isfinite (penstock_batch_get_quote (fetch->batch, NULL)->extended_price));
  g_assert_cmpint (penstock_batch_get_quote (fetch->batch, NULL)->day, ==, penstock_day_parse ("2026-05-11"));
}

static void
test_ranges (Fixture       *fixture,
             gconstpointer  data)
{
  const PenstockQuery week = { .subject = "INTC", .from = penstock_day_parse ("2026-05-04"), .until = penstock_day_parse ("2026-05-08") };
  const PenstockQuery weekend = { .subject = "INTC", .from = penstock_day_parse ("2026-03-07"), .until = penstock_day_parse ("2026-03-07") };
  g_autoptr(PenstockFetch) some = ask (fixture, "yahoo-chart", &week, NULL);
  g_autoptr(PenstockFetch) few = ask (fixture, "yahoo-chart", &weekend, NULL);
  const PenstockBars *bars = some->batch->bars->pdata[0];

  g_assert_cmpuint (bars->n, ==, 5);
  g_assert_cmpint (bars->day[0], ==, week.from);
  g_assert_cmpint (bars->day[4], ==, week.until);
  g_assert_cmpint (few->outcome, !=, PENSTOCK_OUTCOME_BROKEN);
}

static const PenstockRevenueRow *
find_row (const PenstockFetch *fetch,
          const char          *symbol)
{
  for (guint i = 0; fetch->batch != NULL && i < fetch->batch->revenue->len; i++)
    {
      const PenstockRevenueRow *row = &g_array_index (fetch->batch->revenue, PenstockRevenueRow, i);

      if (g_str_equal (row->symbol, symbol))
        return row;
    }
  return NULL;
}

/* What Hon Hai, TSMC and Quanta filed for April 2026, from the exchange's table. */
static void
test_revenue_table (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct { const char *symbol; double value; } filed[] = {
    { "2317.TW", 832097956e3 }, { "2330.TW", 410725118e3 }, { "2382.TW", 339921315e3 },
  };
  const PenstockQuery query = { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_autoptr(PenstockFetch) twse = ask (fixture, "twse-revenue", &query, NULL);
  g_autoptr(PenstockFetch) tpex = ask (fixture, "tpex-revenue", &query, NULL);

  g_assert_cmpstr (twse->reason, ==, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (filed); i++)
    {
      const PenstockRevenueRow *row = find_row (twse, filed[i].symbol);

      g_assert_nonnull (row);
      g_assert_cmpfloat (row->figure.value, ==, filed[i].value);
      g_assert_cmpint (row->figure.period, ==, 2026 * 12 + 3);
      g_assert_cmpint (penstock_day_from_unix_utc (row->figure.published_at), <=, penstock_day_parse ("2026-05-12"));
    }
  g_assert_cmpint (tpex->outcome, ==, PENSTOCK_OUTCOME_EMPTY);
}

/* The archive's Big5 pages: a month is there once it is published, not a day before. */
static void
test_revenue_months (Fixture       *fixture,
                     gconstpointer  data)
{
  const PenstockQuery april = { .subject = "sii/0", .month = 2026 * 12 + 3 }, may = { .subject = "sii/0", .month = 2026 * 12 + 4 };
  const PenstockQuery foreign = { .subject = "otc/0", .month = 2026 * 12 + 3 };
  g_autoptr(PenstockFetch) known = ask (fixture, "mops-month", &april, NULL);
  g_autoptr(PenstockFetch) unknown = ask (fixture, "mops-month", &may, NULL);
  g_autoptr(PenstockFetch) other = ask (fixture, "mops-month", &foreign, NULL);
  g_autoptr(PenstockFetch) later = NULL;

  g_assert_cmpstr (known->reason, ==, NULL);
  g_assert_cmpuint (known->batch->revenue->len, ==, 3);
  g_assert_cmpfloat (find_row (known, "2317.TW")->figure.value, ==, 832097956e3);
  g_assert_cmpint (unknown->outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpint (other->outcome, ==, PENSTOCK_OUTCOME_EMPTY);

  penstock_clock_advance (fixture->clock, G_GINT64_CONSTANT (30) * 86400 * G_USEC_PER_SEC);
  later = ask (fixture, "mops-month", &may, NULL);
  g_assert_cmpstr (later->reason, ==, NULL);
  g_assert_cmpfloat (find_row (later, "2330.TW")->figure.value, ==, 416975163e3);
}

static PenstockFetch *
ask_quarters (Fixture    *fixture,
              const char *symbol,
              const char *part)
{
  const int company = penstock_chain_find_symbol (fixture->chain, symbol);
  const PenstockQuery query = { .subject = part, .symbol = symbol, .cik = fixture->chain->companies[company].cik };

  g_assert_cmpuint (query.cik, !=, 0);
  return ask (fixture, "sec-revenue", &query, NULL);
}

#define REVENUE_TAG "us-gaap/RevenueFromContractWithCustomerExcludingAssessedTax"

/* Six years of quarters in a row, each filed some five weeks after its end, none before its day, and every one marked. Who files by the month, files no
 * simulated quarters beside it. */
static void
test_quarters (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PenstockFetch) nvidia = ask_quarters (fixture, "NVDA", REVENUE_TAG);
  g_autoptr(PenstockFetch) other = ask_quarters (fixture, "NVDA", "us-gaap/Revenues");
  g_autoptr(PenstockFetch) tsmc = ask_quarters (fixture, "2330.TW", REVENUE_TAG);
  const gint64 now = penstock_clock_now (fixture->clock);

  g_assert_cmpstr (nvidia->reason, ==, NULL);
  g_assert_cmpint (nvidia->outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (nvidia->batch->rejected->len, ==, 0);
  g_assert_cmpuint (nvidia->batch->revenue->len, >=, 24);
  for (guint i = 0; i < nvidia->batch->revenue->len; i++)
    {
      const PenstockRevenueRow *row = &g_array_index (nvidia->batch->revenue, PenstockRevenueRow, i);
      const int delay = penstock_day_from_unix_utc (row->figure.published_at) - penstock_period_end (row->figure.period, 4);

      g_assert_cmpint (row->figure.period, ==, PENSTOCK_SAMPLE_FIRST_QUARTER + (int)i);
      g_assert_cmpstr (row->figure.source, ==, PENSTOCK_REVENUE_SIMULATED);
      g_assert_cmpint (row->figure.published_at, <=, now);
      g_assert_cmpint (delay, >=, 34);
      g_assert_cmpint (delay, <=, 45);
      g_assert_cmpfloat (row->figure.value, >=, 10e9);
      g_assert_cmpfloat (row->figure.value, <=, 300e9);
      g_assert_cmpstr (row->currency, ==, "USD");
    }
  g_assert_cmpint (other->outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpint (tsmc->outcome, ==, PENSTOCK_OUTCOME_EMPTY);
}

/* On its filing day at noon a quarter is not known yet, the day after it is. */
static void
test_quarter_waits_for_its_day (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(PenstockSamplePrices) prices = penstock_sample_prices_new (fixture->chain);
  const int company = penstock_chain_find_symbol (fixture->chain, "COIN");
  g_autoptr(GArray) quarters = penstock_sample_filings_new (prices, (guint)company);
  const PenstockSampleQuarter *next = &g_array_index (quarters, PenstockSampleQuarter, 2026 * 4 - PENSTOCK_SAMPLE_FIRST_QUARTER);
  const gint64 noon = penstock_day_to_unix_utc (next->filed) + 17 * 3600;
  g_autoptr(PenstockFetch) before = NULL, after = NULL;

  g_assert_cmpint (next->quarter, ==, 2026 * 4);
  penstock_clock_advance (fixture->clock, (noon - penstock_clock_now (fixture->clock)) * G_USEC_PER_SEC);
  before = ask_quarters (fixture, "COIN", REVENUE_TAG);
  penstock_clock_advance (fixture->clock, G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC);
  after = ask_quarters (fixture, "COIN", REVENUE_TAG);

  g_assert_cmpuint (after->batch->revenue->len, ==, before->batch->revenue->len + 1);
  g_assert_cmpint (g_array_index (after->batch->revenue, PenstockRevenueRow, after->batch->revenue->len - 1).figure.period, ==, 2026 * 4);
  g_assert_cmpfloat (g_array_index (after->batch->revenue, PenstockRevenueRow, after->batch->revenue->len - 1).figure.value, ==, (double)next->value);
}

/* The same bytes from two sample markets, whatever was asked for before; and in ten years, on a chain that stays as it is. */
static void
test_quarters_are_frozen (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "sample-chain.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockChain) chain = penstock_chain_new_from_file (path, NULL, &error);
  g_autoptr(PenstockSamplePrices) first = penstock_sample_prices_new (chain), second = penstock_sample_prices_new (chain);
  const guint intel = (guint)penstock_chain_find_symbol (chain, "INTC"), wistron = (guint)penstock_chain_find_symbol (chain, "3231.TW");
  g_autoptr(GBytes) a = NULL, b = NULL, none = NULL;
  g_autofree char *checksum = NULL;
  gsize n;

  g_assert_no_error (error);
  penstock_sample_prices_days (second, intel, &n);
  a = penstock_sample_concept_body (first, intel, REVENUE_TAG, PENSTOCK_SAMPLE_START);
  b = penstock_sample_concept_body (second, intel, REVENUE_TAG, PENSTOCK_SAMPLE_START);
  none = penstock_sample_concept_body (first, wistron, REVENUE_TAG, PENSTOCK_SAMPLE_START);
  g_assert_true (g_bytes_equal (a, b));
  g_assert_null (none);
  checksum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, a);
  g_assert_cmpstr (checksum, ==, "8984d17c4eda28a0bc2606d4610e6cb3af2cede18ed0c38d6450dd44a2942c71");
}

/* The page is Big5, as MOPS writes it, not UTF-8 that happens to be read. */
static void
test_big5 (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = penstock_paths_data_file ("sample/monthly_revenue_tw.csv");
  g_autoptr(PenstockSampleRevenue) revenue = penstock_sample_revenue_load (path, NULL);
  g_autoptr(GBytes) page = penstock_sample_mops_html_body (revenue, 2026 * 12 + 3, penstock_day_parse ("2026-05-12"));
  gsize length;
  const char *bytes = g_bytes_get_data (page, &length);
  g_autofree char *text = g_convert (bytes, (gssize)length, "UTF-8", "CP950", NULL, NULL, NULL);

  g_assert_false (g_utf8_validate (bytes, (gssize)length, NULL));
  g_assert_nonnull (strstr (text, "鴻海"));
  g_assert_nonnull (strstr (text, "832,097,956"));
}

/* A table that has not changed is not sent again. */
static void
test_not_modified (Fixture       *fixture,
                   gconstpointer  data)
{
  const PenstockQuery query = { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_autoptr(PenstockFetch) first = ask (fixture, "twse-revenue", &query, NULL);
  PenstockValidator validator = { first->uri, first->etag, first->last_modified };
  g_autoptr(PenstockFetch) second = NULL;

  g_assert_nonnull (first->etag);
  second = ask (fixture, "twse-revenue", &query, &validator);
  g_assert_true (second->not_modified);
  g_assert_cmpuint (second->status, ==, 304);
  g_assert_cmpint (second->outcome, ==, PENSTOCK_OUTCOME_EMPTY);
}

/* The events are facts: they parse, name companies of the chain, and nothing lies after the sample's day. */
static void
test_events (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *json = penstock_sample_dup_events (fixture->sample, &error);
  g_autoptr(GPtrArray) events = penstock_events_parse (json, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 3);
  for (guint i = 0; i < events->len; i++)
    {
      const PenstockEvent *event = events->pdata[i];

      g_assert_nonnull (event->source);
      for (guint k = 0; k < event->companies->len; k++)
        g_assert_cmpint (penstock_chain_find_id (fixture->chain, g_array_index (event->companies, PenstockEventCompany, k).company), >=, 0);
      for (guint k = 0; k < event->history->len; k++)
        g_assert_cmpint (g_array_index (event->history, PenstockStatusChange, k).day, <=, penstock_day_parse ("2026-05-12"));
    }
}

#define ADD(name, test) g_test_add ("/sample/market/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-company", test_every_company);
  ADD ("today", test_today);
  ADD ("ticks", test_ticks);
  ADD ("pre-market", test_pre_market);
  ADD ("ranges", test_ranges);
  ADD ("revenue-table", test_revenue_table);
  ADD ("revenue-months", test_revenue_months);
  ADD ("quarters", test_quarters);
  ADD ("quarter-waits-for-its-day", test_quarter_waits_for_its_day);
  g_test_add_func ("/sample/market/quarters-are-frozen", test_quarters_are_frozen);
  ADD ("big5", test_big5);
  ADD ("not-modified", test_not_modified);
  ADD ("events", test_events);
  return g_test_run ();
}
