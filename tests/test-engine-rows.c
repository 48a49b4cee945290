/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-server.h"

/* Revenue by tags, rates, minutes, symbols, and the health of every feed. */

#define DAY (world_today ())

#define TSMC "2330.TW"

static const char *const yahoo[] = { "yahoo-chart", NULL };
static const char *const tsmc_only[] = { TSMC, NULL };

static void
add_quarter (PenstockBatch *batch,
             int            period,
             double         value,
             gint64         published)
{
  PenstockRevenueRow row = {
    .symbol = g_strdup ("NVDA"), .currency = g_strdup ("USD"), .periods_per_year = 4,
    .figure = { .period = period, .value = value, .published_at = published, .first_seen = WORLD_NOW, .source = "sec-revenue" },
  };

  g_array_append_val (batch->revenue, row);
}

/* Two tags tell of the same quarter in two amounts: no restatement. Nothing is stored before all tags have spoken. */
static void
test_tags (Server        *server,
           gconstpointer  data)
{
  const PenstockProvider *sec = penstock_provider_find ("sec-revenue");
  const guint nvda = (guint)penstock_chain_find_symbol (server->world.chain, "NVDA");
  const PenstockRevenue *revenue;

  for (guint round = 0; round < 2; round++)
    for (guint k = 0; sec->parts[k] != NULL; k++)
      {
        g_autoptr(PenstockBatch) batch = penstock_batch_new ();

        if (round == 0)
          g_assert_null (penstock_engine_get_revenue (server->world.engine, nvda));
        for (int quarter = 0; k == 0 && quarter < 4; quarter++)
          add_quarter (batch, 2024 * 4 + quarter, 100 + quarter, 1700000000 + quarter * 7776000);
        for (int quarter = 0; k == 1 && quarter < 8; quarter++)
          add_quarter (batch, 2024 * 4 + quarter, 110 + quarter, 1700000000 + quarter * 7776000);
        give (server, "sec-revenue", sec->parts[k], batch);
      }

  revenue = penstock_engine_get_revenue (server->world.engine, nvda);
  g_assert_nonnull (revenue);
  g_assert_cmpint (revenue->periods_per_year, ==, 4);
  g_assert_cmpuint (revenue->n, ==, 8);
  for (gsize i = 0; i < revenue->n; i++)
    g_assert_cmpfloat (revenue->figures[i].value, ==, 110 + (double)i);
}

static void
test_rates_and_minutes (Server        *server,
                        gconstpointer  data)
{
  const guint nvda = (guint)penstock_chain_find_symbol (server->world.chain, "NVDA");
  const PenstockRate first = { "USD", "EUR", DAY - 1, 1.1, "ecb" }, second = { "USD", "EUR", DAY - 1, 1.2, "ecb" };
  g_autoptr(PenstockBatch) rates = penstock_batch_new ();
  g_autoptr(PenstockBatch) healed = penstock_batch_new ();
  g_autoptr(PenstockBatch) minutes = penstock_batch_new ();

  g_assert_cmpuint (penstock_rates_get_n (penstock_engine_get_rates (server->world.engine)), ==, 0);
  g_array_append_val (rates->rates, first);
  g_array_append_val (healed->rates, second);
  give (server, "ecb", NULL, rates);
  give (server, "ecb", NULL, healed);
  g_ptr_array_add (minutes->intraday, penstock_intraday_new ("NVDA", "yahoo-chart", 3));
  give (server, "yahoo-chart", "NVDA", minutes);
  g_assert_cmpuint (penstock_engine_get_intraday (server->world.engine, nvda)->n, ==, 3);

  server_run_for (30);
  world_close (&server->world);
  world_open (&server->world);
  g_assert_cmpuint (penstock_rates_get_n (penstock_engine_get_rates (server->world.engine)), ==, 1);
  g_assert_cmpfloat (penstock_rates_find (penstock_engine_get_rates (server->world.engine), "EUR", "USD", DAY, NULL, NULL), ==, 1.2);
  g_assert_null (penstock_engine_get_intraday (server->world.engine, nvda));
}

static char *
search (Server      *server,
        const char  *words,
        char       **reason)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) found = NULL;
  GString *text = g_string_new (NULL);

  penstock_engine_search_async (server->world.engine, words, NULL, world_result_cb, &result);
  found = penstock_engine_search_finish (server->world.engine, world_wait (&result), reason, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", g_array_index (found, PenstockSymbolRow, i).symbol);

  return g_string_free (text, FALSE);
}

/* The chain's own first, then the registers; a feed that cannot be asked leaves its part out and says why. */
static void
test_search (Server        *server,
             gconstpointer  data)
{
  const char *const enabled[] = { "yahoo-search", NULL };
  const PenstockSymbolRow row = { (char *)"NVDX", (char *)"Nvidia, twice", NULL, NULL, 0 }, known = { (char *)"NVDA", (char *)"NVIDIA CORP", NULL, NULL, 0 };
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autofree char *found = NULL;
  g_autofree char *off = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *none = NULL;

  g_array_append_val (batch->symbols, row);
  g_array_append_val (batch->symbols, known);
  give (server, "sec-tickers", NULL, batch);
  g_array_set_clear_func (batch->symbols, NULL);

  server_point (server, (const char *const[]){ NULL });
  off = search (server, "nvidia", &none);
  g_assert_cmpstr (off, ==, "NVDA NVDX");
  g_assert_null (none);
  server_point (server, enabled);
  found = search (server, " nvidia ", &reason);
  g_assert_cmpstr (found, ==, "NVDA NVDX");
  g_assert_nonnull (reason);
  g_assert_true (g_str_has_prefix (reason, "Yahoo"));
  nothing = search (server, "  ", NULL);
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_health (Server        *server,
             gconstpointer  data)
{
  const char *const enabled[] = { "yahoo-chart", "tiingo", "twse-history", "twse-day", NULL };
  const char *const order[] = { "twse-history", NULL };
  PenstockFeedHealth *feed;
  Page *page;

  server_point (server, enabled);
  feed = server_health (server, "tiingo");
  g_assert_cmpstr (penstock_feed_health_get_state (feed), ==, "no-key");
  g_assert_cmpstr (penstock_feed_health_get_key_state (feed), ==, "missing");
  g_assert_cmpstr (penstock_feed_health_get_key_url (feed), !=, "");
  g_assert_cmpstr (penstock_feed_health_get_reason (feed), !=, "");
  penstock_http_set_key (server->world.http, penstock_provider_find ("tiingo"), "k");
  penstock_engine_set_tier (server->world.engine, 1);
  g_assert_cmpstr (penstock_feed_health_get_state (server_health (server, "tiingo")), ==, "standby");
  g_assert_cmpstr (penstock_feed_health_get_key_state (feed), ==, "set");
  g_assert_cmpstr (penstock_feed_health_get_state (server_health (server, "twse-history")), ==, "standby");
  g_assert_cmpstr (penstock_feed_health_get_state (server_health (server, "yahoo-chart")), ==, "idle");
  g_assert_cmpstr (penstock_feed_health_get_state (server_health (server, "ecb")), ==, "off");
  g_assert_cmpuint (penstock_feed_health_get_most_per_hour (server_health (server, "yahoo-chart")), ==, 360);
  g_assert_cmpstr (penstock_feed_health_get_sends (feed), !=, "");
  g_assert_cmpstr (penstock_feed_health_get_terms_url (feed), !=, "");

  /* The user prefers another. */
  penstock_engine_set_feed_order (server->world.engine, order);
  g_assert_cmpstr (penstock_feed_health_get_state (server_health (server, "twse-history")), ==, "idle");
  penstock_engine_set_feed_order (server->world.engine, NULL);

  /* Broken: says when it is asked again, though no timetable runs. */
  page = server_put (server, "/v8/finance/chart/" TSMC, "application/json", "{\"chart\":[");
  g_assert_cmpuint (server_poll (server, yahoo, tsmc_only, FALSE), ==, 1);
  g_assert_cmpuint (page->asked, >=, 1);
  feed = server_health (server, "yahoo-chart");
  g_assert_cmpstr (penstock_feed_health_get_state (feed), ==, "broken");
  g_assert_cmpint (penstock_feed_health_get_next_try (feed), >=, WORLD_NOW);
  g_assert_cmpuint (penstock_feed_health_get_requests_hour (feed), >=, 1);
  g_assert_cmpuint (penstock_feed_health_get_requests_today (feed), >=, 1);
  g_assert_cmpuint (penstock_feed_health_get_subjects (feed), ==, 1);
  g_assert_cmpuint (penstock_feed_health_get_failing (feed), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/engine/rows/" path, Server, NULL, server_setup, function, server_teardown)
  ADD ("tags", test_tags);
  ADD ("rates-and-minutes", test_rates_and_minutes);
  ADD ("search", test_search);
  ADD ("health", test_health);
#undef ADD

  return g_test_run ();
}
