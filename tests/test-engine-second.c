/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-server.h"

/* Several feeds that give the same: who counts, who stands in, who is only heard; and what the desk says about it. */

#define DAY (world_today ())

#define TSMC "2330.TW"
#define TABLE "/v1/exchangeReport/STOCK_DAY_ALL"

static const char *const both[] = { "yahoo-chart", "twse-day", NULL };
static const char *const yahoo[] = { "yahoo-chart", NULL };
static const char *const twse[] = { "twse-day", NULL };
static const char *const tsmc_only[] = { TSMC, NULL };

/* Yahoo's shape: closes of 300 weekdays up to @last, the last one @close. */
static void
put_yahoo (Server      *server,
           PenstockDay  last,
           double       close)
{
  g_autoptr(PenstockBars) bars = world_bars (TSMC, last, 300);
  g_autoptr(GString) times = g_string_new (NULL);
  g_autoptr(GString) closes = g_string_new (NULL);
  g_autofree char *body = NULL;

  for (gsize i = 0; i < bars->n; i++)
    {
      const gint64 opens = penstock_day_to_unix_utc (bars->day[i]) + 3600;

      g_string_append_printf (times, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", opens);
      g_string_append_printf (closes, "%s%.2f", i > 0 ? "," : "", i + 1 < bars->n ? 1000 + (double)(i % 7) : close);
    }
  body = g_strdup_printf ("{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"TWD\",\"symbol\":\"" TSMC "\",\"instrumentType\":\"EQUITY\","
                          "\"exchangeTimezoneName\":\"Asia/Taipei\",\"regularMarketTime\":%" G_GINT64_FORMAT ",\"regularMarketPrice\":%.2f,"
                          "\"currentTradingPeriod\":{\"regular\":{\"start\":%" G_GINT64_FORMAT ",\"end\":%" G_GINT64_FORMAT "}},"
                          "\"dataGranularity\":\"1d\"},\"timestamp\":[%s],\"indicators\":{\"quote\":[{\"open\":[%s],\"high\":[%s],\"low\":[%s],"
                          "\"close\":[%s]}],\"adjclose\":[{\"adjclose\":[%s]}]}}],\"error\":null}}",
                          penstock_day_to_unix_utc (last) + 5 * 3600 + 1800, close,
                          penstock_day_to_unix_utc (last) + 3600, penstock_day_to_unix_utc (last) + 5 * 3600 + 1800, times->str, closes->str, closes->str, closes->str, closes->str, closes->str);
  server_put (server, "/v8/finance/chart/" TSMC, "application/json", body);
}

/* The exchange's table of one day: TSMC, and @others that are in no chain. */
static void
put_table (Server      *server,
           PenstockDay  day,
           double       close,
           guint        others)
{
  GString *body = g_string_new ("[");
  int year, month, date;

  penstock_day_to_ymd (day, &year, &month, &date);
  for (guint i = 0; i <= others; i++)
    g_string_append_printf (body, "%s{\"Date\":\"%03d%02d%02d\",\"Code\":\"%u\",\"Name\":\"x\",\"TradeVolume\":\"1000\",\"TradeValue\":\"1\","
                            "\"OpeningPrice\":\"%.2f\",\"HighestPrice\":\"%.2f\",\"LowestPrice\":\"%.2f\",\"ClosingPrice\":\"%.2f\",\"Change\":\"0\","
                            "\"Transaction\":\"1\"}",
                            i > 0 ? "," : "", year - 1911, month, date, i == 0 ? 2330 : 700000 + i, close, close, close, close);
  g_string_append_c (body, ']');
  server_put (server, TABLE, "application/json", body->str);
  g_string_free (body, TRUE);
}

static PenstockInstrument *
tsmc (Server *server)
{
  return penstock_engine_get_instrument (server->world.engine, (guint)penstock_chain_find_symbol (server->world.chain, TSMC));
}

static const PenstockBars *
stored (Server *server)
{
  return penstock_engine_listing (server->world.engine, TSMC, FALSE)->bars;
}

static double
last_close (Server *server)
{
  const PenstockBars *bars = stored (server);

  return bars->field[PENSTOCK_BAR_CLOSE][bars->n - 1];
}

static void
reopen (Server *server)
{
  server_run_for (30);
  world_close (&server->world);
  world_open (&server->world);
  server_point (server, both);
}

static void
assert_disagreements (Server *server,
                      guint   n)
{
  g_autoptr(GArray) all = penstock_engine_dup_disagreements (server->world.engine);

  g_assert_cmpuint (all->len, ==, n);
}

/* The preferred feed has no bar of the day yet: the table's stands in, says so, and gives way. */
static void
test_stands_in (Server        *server,
                gconstpointer  data)
{
  gsize n;

  server_point (server, both);
  put_yahoo (server, DAY - 1, 1000);
  put_table (server, DAY, 1020, 1370);
  g_assert_cmpuint (server_poll (server, yahoo, tsmc_only, FALSE), ==, 0);
  n = stored (server)->n;
  g_assert_cmpuint (server_poll (server, twse, NULL, TRUE), ==, 0);

  for (guint restart = 0; restart < 2; restart++)
    {
      g_assert_cmpuint (stored (server)->n, ==, n + 1);
      g_assert_cmpfloat (last_close (server), ==, 1020);
      g_assert_cmpstr (stored (server)->source, ==, "yahoo-chart");
      g_assert_true (penstock_instrument_get_stands_in (tsmc (server)));
      g_assert_cmpstr (penstock_instrument_get_source (tsmc (server)), ==, "TWSE daily prices, standing in for Yahoo Finance");
      g_assert_cmpfloat (penstock_instrument_get_last (tsmc (server)), ==, 1020);
      g_assert_cmpuint (penstock_instrument_get_state (tsmc (server)), ==, PENSTOCK_STATE_CURRENT);
      assert_disagreements (server, 0);
      reopen (server);
    }
  g_assert_cmpuint (penstock_feed_health_get_standing_in (server_health (server, "twse-day")), ==, 1);

  /* Of 1,371 rows only the chain's are kept. */
  {
    g_autoptr(GAsyncResult) result = NULL;
    g_autoptr(GPtrArray) all = NULL;

    penstock_store_get_all_bars_async (server->world.store, NULL, world_result_cb, &result);
    all = penstock_store_get_all_bars_finish (server->world.store, world_wait (&result), NULL, NULL);
    g_assert_cmpuint (all->len, ==, 1);
  }

  put_yahoo (server, DAY, 1019);
  g_assert_cmpuint (server_poll (server, yahoo, tsmc_only, FALSE), ==, 0);
  g_assert_cmpfloat (last_close (server), ==, 1019);
  g_assert_false (penstock_instrument_get_stands_in (tsmc (server)));
  g_assert_cmpstr (penstock_instrument_get_source (tsmc (server)), ==, "Yahoo Finance");
  reopen (server);
  g_assert_cmpfloat (last_close (server), ==, 1019);
  g_assert_false (penstock_instrument_get_stands_in (tsmc (server)));
  /* A thousandth apart: they agree. */
  assert_disagreements (server, 0);
}

/* Who is asked alone, for once, does not write over what a better feed gave. */
static void
test_better_one_is_off (Server        *server,
                        gconstpointer  data)
{
  server_point (server, both);
  put_yahoo (server, DAY, 1000);
  put_table (server, DAY, 1050, 0);
  server_poll (server, yahoo, tsmc_only, FALSE);
  penstock_engine_set_enabled_feeds (server->world.engine, twse);
  server_poll (server, twse, NULL, TRUE);

  g_assert_cmpfloat (last_close (server), ==, 1000);
  g_assert_cmpstr (stored (server)->source, ==, "yahoo-chart");
  assert_disagreements (server, 1);
}

/* An answer in another currency is about something else: it is said, and takes nobody's place. */
static void
test_other_currency (Server        *server,
                     gconstpointer  data)
{
  server_point (server, both);
  put_yahoo (server, DAY, 1000);
  g_assert_cmpuint (server_poll (server, yahoo, tsmc_only, FALSE), ==, 0);

  server_put (server, "/v8/finance/chart/" TSMC, "application/json",
              "{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"symbol\":\"" TSMC "\",\"exchangeTimezoneName\":\"Asia/Taipei\","
              "\"regularMarketTime\":1778500000,\"regularMarketPrice\":31.5,\"dataGranularity\":\"1d\"},\"timestamp\":[1778202000],"
              "\"indicators\":{\"quote\":[{\"close\":[31.5]}]}}],\"error\":null}}");
  penstock_clock_advance (server->world.clock, 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (server_poll (server, yahoo, tsmc_only, FALSE), ==, 1);
  g_assert_cmpfloat (last_close (server), ==, 1000);
  g_assert_cmpstr (stored (server)->currency, ==, "TWD");
  g_assert_nonnull (strstr (penstock_feed_health_get_reason (server_health (server, "yahoo-chart")), "prices in USD"));
}

/* Two that give another close are shown; what is stored stays. */
static void
test_disagreement (Server        *server,
                   gconstpointer  data)
{
  g_autoptr(GArray) all = NULL;
  const PenstockDisagreement *found;

  server_point (server, both);
  put_yahoo (server, DAY, 1000);
  put_table (server, DAY, 1004.9, 0);
  server_poll (server, yahoo, tsmc_only, FALSE);
  server_poll (server, twse, NULL, TRUE);
  assert_disagreements (server, 0);
  g_assert_cmpstr (penstock_instrument_get_disagreement (tsmc (server)), ==, "");

  put_table (server, DAY, 1006, 0);
  penstock_clock_advance (server->world.clock, 60 * G_USEC_PER_SEC);
  server_poll (server, twse, NULL, TRUE);
  g_assert_cmpfloat (last_close (server), ==, 1000);
  all = penstock_engine_dup_disagreements (server->world.engine);
  g_assert_cmpuint (all->len, ==, 1);
  found = &g_array_index (all, PenstockDisagreement, 0);
  g_assert_cmpstr (found->symbol, ==, TSMC);
  g_assert_cmpint (found->day, ==, DAY);
  g_assert_cmpfloat (found->ours, ==, 1000);
  g_assert_cmpfloat (found->theirs, ==, 1006);
  g_assert_cmpstr (found->our_source, ==, "yahoo-chart");
  g_assert_cmpstr (found->their_source, ==, "twse-day");
  g_assert_cmpstr (penstock_instrument_get_disagreement (tsmc (server)), ==,
                   "Close of 12 May 2026: 1,000.0 by Yahoo Finance, but 1,006.0 by TWSE daily prices");
  reopen (server);
  assert_disagreements (server, 1);

  /* Healed by one who was wrong. */
  put_yahoo (server, DAY, 1006);
  server_poll (server, yahoo, tsmc_only, FALSE);
  assert_disagreements (server, 0);
  g_assert_cmpstr (penstock_instrument_get_disagreement (tsmc (server)), ==, "");
}

/* A listing that another serves is current, though the preferred feed refuses; without another it is refused. */
static void
test_state (Server        *server,
            gconstpointer  data)
{
  Page *page;

  server_point (server, both);
  put_yahoo (server, DAY - 1, 1000);
  put_table (server, DAY, 1002, 0);
  server_poll (server, yahoo, tsmc_only, FALSE);
  page = g_hash_table_lookup (server->pages, "/v8/finance/chart/" TSMC);
  page->status = 429;
  penstock_clock_advance (server->world.clock, 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (server_poll (server, yahoo, tsmc_only, FALSE), ==, 1);
  g_assert_cmpuint (penstock_instrument_get_state (tsmc (server)), ==, PENSTOCK_STATE_REFUSED);

  server_poll (server, twse, NULL, TRUE);
  g_assert_cmpuint (penstock_instrument_get_state (tsmc (server)), ==, PENSTOCK_STATE_CURRENT);
  g_assert_true (penstock_instrument_get_stands_in (tsmc (server)));
  g_assert_cmpstr (penstock_feed_health_get_state (server_health (server, "yahoo-chart")), ==, "refused");
  g_assert_cmpuint (penstock_feed_health_get_failing (server_health (server, "yahoo-chart")), ==, 1);

  /* The other has nothing newer by the end of the next day: never current. */
  penstock_clock_advance (server->world.clock, G_GINT64_CONSTANT (25) * 3600 * G_USEC_PER_SEC);
  penstock_engine_set_tier (server->world.engine, 1);
  g_assert_cmpuint (penstock_instrument_get_state (tsmc (server)), ==, PENSTOCK_STATE_STALE);

  /* The user asks again: what it waits for is forgotten. */
  page->status = 200;
  page->asked = 0;
  penstock_engine_retry_feed (server->world.engine, "yahoo-chart");
  while (penstock_engine_is_polling (server->world.engine))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (page->asked, >=, 1);
  g_assert_cmpstr (penstock_feed_health_get_state (server_health (server, "yahoo-chart")), !=, "refused");
}

static PenstockBatch *
batch_of (const char  *symbol,
          const char  *currency,
          const char  *source,
          PenstockDay  last,
          gsize        n,
          double       close)
{
  PenstockBatch *batch = penstock_batch_new ();
  PenstockBars *bars = world_bars (symbol, last, n);
  PenstockBars *named = penstock_bars_new (symbol, currency, source, n);

  for (gsize i = 0; i < n; i++)
    {
      named->day[i] = bars->day[i];
      named->field[PENSTOCK_BAR_CLOSE][i] = close;
    }
  penstock_bars_unref (bars);
  g_ptr_array_add (batch->bars, named);

  return batch;
}

static const PenstockBars *
bars_of (Server     *server,
         const char *symbol)
{
  return penstock_engine_listing (server->world.engine, symbol, FALSE)->bars;
}

/* Another currency, or made-up prices, never come among real ones of the listing. */
static void
test_misfits (Server        *server,
              gconstpointer  data)
{
  g_autoptr(PenstockBatch) first = batch_of ("NVDA", "USD", "yahoo-chart", DAY - 1, 30, 100);
  g_autoptr(PenstockBatch) other = batch_of ("NVDA", "EUR", "stooq", DAY, 5, 90);
  g_autoptr(PenstockBatch) old = batch_of ("NVDA", "USD", "stooq", DAY - 200, 5, 90);

  penstock_http_set_key (server->world.http, penstock_provider_find ("stooq"), "k");
  give (server, "yahoo-chart", "NVDA", first);
  give (server, "stooq", "NVDA", other);
  give (server, "stooq", "NVDA", old);
  g_assert_cmpuint (bars_of (server, "NVDA")->n, ==, 30);
  g_assert_cmpstr (bars_of (server, "NVDA")->currency, ==, "USD");
  assert_disagreements (server, 0);
}

/* A stand-in tells of a split: its new level is not put beside the old one; the preferred feed is asked for the whole history. */
static void
test_split (Server        *server,
            gconstpointer  data)
{
  g_autoptr(PenstockBatch) first = batch_of ("NVDA", "USD", "yahoo-chart", DAY - 4, 30, 1000);
  g_autoptr(PenstockBatch) other = batch_of ("NVDA", "USD", "stooq", DAY, 2, 100);
  g_autoptr(PenstockBatch) short_answer = batch_of ("NVDA", "USD", "yahoo-chart", DAY, 5, 100);
  const PenstockAction split = { PENSTOCK_ACTION_SPLIT_PROVIDER, DAY - 1, 10, 1 };
  PenstockQuote quote;
  PenstockDay from;
  gboolean replace;

  penstock_http_set_key (server->world.http, penstock_provider_find ("stooq"), "k");
  give (server, "yahoo-chart", "NVDA", first);
  g_array_append_val (other->splits, split);
  penstock_quote_clear (&quote);
  quote.price = 100;
  quote.day = DAY;
  quote.market_time = WORLD_NOW - 60;
  g_strlcpy (quote.source, "stooq", sizeof quote.source);
  penstock_batch_add_quote (other, "NVDA", &quote);
  give (server, "stooq", "NVDA", other);
  g_assert_cmpuint (bars_of (server, "NVDA")->n, ==, 30);
  g_assert_false (penstock_engine_listing (server->world.engine, "NVDA", FALSE)->has_quote);
  assert_disagreements (server, 0);

  /* The preferred feed's usual week does not do. */
  g_assert_true (penstock_answer_needs_more (server->world.engine, penstock_provider_find ("yahoo-chart"), "NVDA", DAY - 8, short_answer, &from, &replace));
  g_assert_true (replace);
  g_assert_cmpint (from, <=, bars_of (server, "NVDA")->day[0]);
  /* Asked for once. */
  g_assert_false (penstock_answer_needs_more (server->world.engine, penstock_provider_find ("yahoo-chart"), "NVDA", from, short_answer, &from, &replace));
}

/* Days that a stand-in gave are asked for again, once, when the preferred feed is back. */
static void
test_heals_from (Server        *server,
                 gconstpointer  data)
{
  g_autoptr(PenstockBatch) first = batch_of ("NVDA", "USD", "yahoo-chart", DAY - 30, 30, 100);
  g_autoptr(PenstockBatch) other = batch_of ("NVDA", "USD", "stooq", DAY - 1, 20, 101);
  g_autoptr(PenstockBatch) week = batch_of ("NVDA", "USD", "yahoo-chart", DAY, 5, 100);
  const PenstockProvider *preferred = penstock_provider_find ("yahoo-chart");
  const PenstockListing *listing;
  PenstockDay from, stood;
  gboolean replace;

  penstock_http_set_key (server->world.http, penstock_provider_find ("stooq"), "k");
  give (server, "yahoo-chart", "NVDA", first);
  give (server, "stooq", "NVDA", other);
  listing = penstock_engine_listing (server->world.engine, "NVDA", FALSE);
  stood = penstock_second_first (listing);
  g_assert_cmpint (stood, >, DAY - 30);
  g_assert_cmpint (stood, <, DAY - 20);
  g_assert_cmpstr (penstock_second_source (listing, DAY - 1), ==, "stooq");
  g_assert_cmpuint (bars_of (server, "NVDA")->n, >, 45);

  g_assert_true (penstock_answer_needs_more (server->world.engine, preferred, "NVDA", DAY - 8, week, &from, &replace));
  g_assert_false (replace);
  g_assert_cmpint (from, <=, stood);
  g_assert_false (penstock_answer_needs_more (server->world.engine, preferred, "NVDA", from, week, &from, &replace));
  g_assert_false (penstock_answer_needs_more (server->world.engine, preferred, "NVDA", DAY - 8, week, &from, &replace));
}

static void
give_quote (Server     *server,
            const char *provider,
            double      price,
            gint64      market_time)
{
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  PenstockQuote quote;

  penstock_quote_clear (&quote);
  quote.price = price;
  quote.day = penstock_day_from_unix_utc (market_time);
  quote.market_time = market_time;
  g_strlcpy (quote.source, provider, sizeof quote.source);
  penstock_batch_add_quote (batch, TSMC, &quote);
  give (server, provider, TSMC, batch);
}

static void
begin (Server        *server,
       const char    *provider,
       PenstockBatch *batch)
{
  PenstockAnswer answer = {
    .engine = server->world.engine, .provider = penstock_provider_find (provider), .subject = "NVDA", .from = PENSTOCK_DAY_NONE,
    .said_something = TRUE,
  };

  answer.write = penstock_write_begin (server->world.engine, NULL, NULL);
  penstock_answer_write (&answer, batch);
  penstock_write_end (answer.write);
}

/* Both answers of one day on their way at once, in either order: the preferred feed's stays. */
static void
test_at_once (Server        *server,
              gconstpointer  data)
{
  g_autoptr(PenstockBatch) first = batch_of ("NVDA", "USD", "yahoo-chart", DAY - 4, 30, 100);
  const PenstockListing *listing;

  penstock_http_set_key (server->world.http, penstock_provider_find ("stooq"), "k");
  give (server, "yahoo-chart", "NVDA", first);
  listing = penstock_engine_listing (server->world.engine, "NVDA", FALSE);
  for (guint order = 0; order < 2; order++)
    {
      g_autoptr(PenstockBatch) own = batch_of ("NVDA", "USD", "yahoo-chart", DAY - 1 + (int)order, 1, 100);
      g_autoptr(PenstockBatch) other = batch_of ("NVDA", "USD", "stooq", DAY - 1 + (int)order, 1, 120);

      begin (server, order == 0 ? "yahoo-chart" : "stooq", order == 0 ? own : other);
      begin (server, order == 0 ? "stooq" : "yahoo-chart", order == 0 ? other : own);
      world_settle (&server->world);
      g_assert_cmpfloat (listing->bars->field[PENSTOCK_BAR_CLOSE][listing->bars->n - 1], ==, 100);
      g_assert_cmpint (penstock_second_first (listing), ==, PENSTOCK_DAY_NONE);
      assert_disagreements (server, order + 1);
    }
  reopen (server);
  listing = penstock_engine_listing (server->world.engine, "NVDA", FALSE);
  g_assert_cmpint (penstock_second_first (listing), ==, PENSTOCK_DAY_NONE);
  assert_disagreements (server, 2);
}

/* The first price there is of a listing is a stand-in's: the preferred feed's history takes its place. */
static void
test_first (Server        *server,
            gconstpointer  data)
{
  server_point (server, both);
  put_table (server, DAY, 1020, 0);
  put_yahoo (server, DAY, 1019);
  server_poll (server, twse, NULL, TRUE);
  g_assert_cmpuint (stored (server)->n, ==, 1);
  g_assert_true (penstock_instrument_get_stands_in (tsmc (server)));
  server_poll (server, yahoo, tsmc_only, FALSE);
  g_assert_cmpuint (stored (server)->n, ==, 300);
  g_assert_cmpstr (stored (server)->source, ==, "yahoo-chart");
  g_assert_cmpfloat (last_close (server), ==, 1019);
  g_assert_false (penstock_instrument_get_stands_in (tsmc (server)));
}

/* Of two feeds the newer price counts; a table of several gives several. */
static void
test_quotes (Server        *server,
             gconstpointer  data)
{
  const PenstockListing *listing;
  g_autoptr(PenstockBatch) several = penstock_batch_new ();
  PenstockQuote quote;

  give_quote (server, "yahoo-chart", 1000, WORLD_NOW - 300);
  listing = penstock_engine_listing (server->world.engine, TSMC, FALSE);
  give_quote (server, "twse-mis", 1001, WORLD_NOW - 10);
  g_assert_cmpfloat (listing->quote.price, ==, 1001);
  g_assert_cmpstr (penstock_instrument_get_source (tsmc (server)), ==, "TWSE market information, standing in for Yahoo Finance");
  give_quote (server, "yahoo-chart", 999, WORLD_NOW - 200);
  g_assert_cmpfloat (listing->quote.price, ==, 1001);
  give_quote (server, "twse-mis", 1002, WORLD_NOW - 10);
  g_assert_cmpfloat (listing->quote.price, ==, 1002);
  give_quote (server, "yahoo-chart", 1003, WORLD_NOW - 10);
  g_assert_cmpfloat (listing->quote.price, ==, 1003);

  penstock_quote_clear (&quote);
  quote.price = 5;
  quote.day = DAY;
  quote.market_time = WORLD_NOW;
  penstock_batch_add_quote (several, "2317.TW", &quote);
  penstock_batch_add_quote (several, "2308.TW", &quote);
  penstock_batch_add_quote (several, "9999.TW", &quote);
  give (server, "twse-mis", "2317.TW,2308.TW", several);
  g_assert_nonnull (penstock_engine_listing (server->world.engine, "2317.TW", FALSE));
  g_assert_nonnull (penstock_engine_listing (server->world.engine, "2308.TW", FALSE));
  g_assert_null (penstock_engine_listing (server->world.engine, "9999.TW", FALSE));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/engine/second/" path, Server, NULL, server_setup, function, server_teardown)
  ADD ("stands-in", test_stands_in);
  ADD ("better-one-is-off", test_better_one_is_off);
  ADD ("other-currency", test_other_currency);
  ADD ("disagreement", test_disagreement);
  ADD ("state", test_state);
  ADD ("misfits", test_misfits);
  ADD ("split", test_split);
  ADD ("heals-from", test_heals_from);
  ADD ("at-once", test_at_once);
  ADD ("first", test_first);
  ADD ("quotes", test_quotes);
#undef ADD

  return g_test_run ();
}
