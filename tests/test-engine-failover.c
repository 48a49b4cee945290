/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-world.h"

#include <libsoup/soup.h>

#include "penstock-failover.h"
#include "penstock-poller-private.h"
#include "penstock-timetable.h"

/* Who is asked instead of whom, and who is not asked at all. Every feed has a path of its own on one server of this machine. */

typedef struct
{
  World       world;
  SoupServer *server;
  GPtrArray  *paths;    /* of the requests, with their queries */
  const char *broken;   /* a symbol about which yahoo-chart is of no use; "*" = any */
  gboolean    all_break; /* nobody is of any use */
} Fixture;

/* A price of a minute ago and one bar. */
static char *
chart_body (Fixture    *fixture,
            const char *symbol)
{
  const gint64 now = penstock_clock_now (fixture->world.clock);
  const PenstockExchange *exchange = penstock_chain_exchange_for_symbol (fixture->world.chain, symbol);
  const gint64 open = penstock_day_to_unix_utc (world_today ()) - 10 * 3600;

  return g_strdup_printf ("{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"%s\",\"symbol\":\"%s\",\"instrumentType\":\"EQUITY\","
                          "\"exchangeTimezoneName\":\"%s\",\"regularMarketTime\":%" G_GINT64_FORMAT ",\"regularMarketPrice\":100,\"dataGranularity\":\"1d\"},"
                          "\"timestamp\":[%" G_GINT64_FORMAT "],\"indicators\":{\"quote\":[{\"open\":[100],\"high\":[100],\"low\":[100],\"close\":[100]}]}}],\"error\":null}}",
                          exchange->currency, symbol, exchange->zone, now - 60, open);
}

static void
serve_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Fixture *fixture = user_data;
  const char *parameters = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char *symbol = g_path_get_basename (path);
  const gboolean breaks = fixture->broken != NULL && (*fixture->broken == '*' || g_str_equal (fixture->broken, symbol));
  char *body;

  g_ptr_array_add (fixture->paths, g_strdup_printf ("%s?%s", path, parameters != NULL ? parameters : ""));
  if (fixture->all_break || (g_str_has_prefix (path, "/yahoo-chart/") && breaks))
    {
      soup_server_message_set_status (message, 500, NULL);
      return;
    }

  if (g_str_has_prefix (path, "/sec-revenue/"))
    {
      /* Of this company nothing under this tag. */
      soup_server_message_set_status (message, 404, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "<Code>NoSuchKey</Code>", 22);
      return;
    }

  if (g_str_has_prefix (path, "/yahoo-chart/"))
    body = chart_body (fixture, symbol);
  else if (g_str_has_prefix (path, "/finnhub-quote/"))
    body = g_strdup_printf ("{\"c\":101,\"d\":1,\"dp\":1,\"h\":102,\"l\":99,\"o\":100,\"pc\":100,\"t\":%" G_GINT64_FORMAT "}",
                            penstock_clock_now (fixture->world.clock) - 30);
  else
    body = g_strdup ("{}");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, body, strlen (body));
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr(GError) error = NULL;
  GSList *uris;

  world_setup (&fixture->world, NULL);
  fixture->paths = g_ptr_array_new_with_free_func (g_free);
  fixture->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (fixture->server, NULL, serve_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      g_autofree char *base = g_strdup_printf ("%s/%s", url, penstock_providers[i]->id);

      if (penstock_providers[i]->asks != PENSTOCK_ASKS_ADDRESS)
        penstock_http_set_base_url (fixture->world.http, penstock_providers[i], base);
    }
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  world_teardown (&fixture->world, NULL);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  g_ptr_array_unref (fixture->paths);
}

/* Asks what is due, or about @symbol; forgets what was asked before. */
static void
poll (Fixture    *fixture,
      const char *feed,
      const char *symbol)
{
  const char *const feeds[] = { feed, NULL }, *const symbols[] = { symbol, NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_set_size (fixture->paths, 0);
  penstock_engine_poll_async (fixture->world.engine, feed != NULL ? feeds : NULL, symbol != NULL ? symbols : NULL, FALSE, NULL, NULL, NULL,
                              world_result_cb, &result);
  penstock_engine_poll_finish (fixture->world.engine, world_wait (&result), NULL, &error);
  g_assert_no_error (error);
}

static guint
count (Fixture    *fixture,
       const char *part)
{
  guint n = 0;

  for (guint i = 0; i < fixture->paths->len; i++)
    n += strstr (g_ptr_array_index (fixture->paths, i), part) != NULL;

  return n;
}

static const char *
serving (Fixture       *fixture,
         const char    *symbol,
         PenstockGives  gives)
{
  const PenstockFailover found = penstock_failover_find (fixture->world.engine, symbol, gives);

  return found.serving != NULL ? found.serving->id : "";
}

static void
enable (Fixture    *fixture,
        const char *feeds)
{
  g_auto(GStrv) ids = g_strsplit (feeds, " ", -1);

  penstock_engine_set_enabled_feeds (fixture->world.engine, (const char *const *)ids);
}

/* One listing of the preferred feed fails: the next one gives its quotes, at once, and only its; until the preferred one answers again. */
static void
test_one_listing (Fixture       *fixture,
                  gconstpointer  data)
{
  PenstockEngine *engine = fixture->world.engine;
  const PenstockProvider *finnhub = penstock_provider_find ("finnhub-quote");

  enable (fixture, "yahoo-chart finnhub-quote");
  /* It wants a key and has none. */
  fixture->broken = "NVDA";
  poll (fixture, NULL, NULL);
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (count (fixture, "/finnhub-quote/"), ==, 0);
  g_assert_cmpstr (serving (fixture, "NVDA", PENSTOCK_GIVES_QUOTES), ==, "");

  penstock_http_set_key (fixture->world.http, finnhub, "k");
  g_assert_cmpstr (serving (fixture, "NVDA", PENSTOCK_GIVES_QUOTES), ==, "finnhub-quote");
  g_assert_cmpstr (serving (fixture, "AMD", PENSTOCK_GIVES_QUOTES), ==, "yahoo-chart");
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (count (fixture, "/finnhub-quote/"), ==, 1);
  g_assert_cmpuint (count (fixture, "symbol=NVDA"), ==, 1);
  g_assert_cmpuint (penstock_failover_count (engine, finnhub), ==, 1);
  g_assert_false (penstock_failover_is_standby (engine, finnhub));
  g_assert_true (penstock_failover_find_stand_in (engine, "NVDA") == finnhub);
  g_assert_null (penstock_failover_find_stand_in (engine, "AMD"));

  /* By its own rhythm: not again at once. */
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (count (fixture, "/finnhub-quote/"), ==, 0);

  fixture->broken = NULL;
  poll (fixture, "yahoo-chart", "NVDA");
  g_assert_cmpstr (serving (fixture, "NVDA", PENSTOCK_GIVES_QUOTES), ==, "yahoo-chart");
  g_assert_cmpuint (penstock_failover_count (engine, finnhub), ==, 0);
  g_assert_true (penstock_failover_is_standby (engine, finnhub));
  penstock_clock_advance (fixture->world.clock, 600 * G_USEC_PER_SEC);
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (count (fixture, "/finnhub-quote/"), ==, 0);
  g_assert_cmpuint (count (fixture, "/yahoo-chart/"), >, 30);
}

/* The user prefers another: that one has the quotes, the first one goes on giving the bars. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  const char *const order[] = { "finnhub-quote", NULL };

  enable (fixture, "yahoo-chart finnhub-quote");
  penstock_http_set_key (fixture->world.http, penstock_provider_find ("finnhub-quote"), "k");
  penstock_engine_set_feed_order (fixture->world.engine, order);
  g_assert_cmpstr (serving (fixture, "NVDA", PENSTOCK_GIVES_QUOTES), ==, "finnhub-quote");
  g_assert_cmpstr (serving (fixture, "NVDA", PENSTOCK_GIVES_BARS), ==, "yahoo-chart");
  g_assert_cmpstr (serving (fixture, "2330.TW", PENSTOCK_GIVES_QUOTES), ==, "yahoo-chart");
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (count (fixture, "/finnhub-quote/"), >, 30);
  g_assert_cmpuint (count (fixture, "/yahoo-chart/"), ==, 101);
}

/* Taipei's own quotes are asked for in groups; its table of the day by its own rhythm, whoever serves. */
static void
test_groups (Fixture       *fixture,
             gconstpointer  data)
{
  const PenstockProvider *mis = penstock_provider_find ("twse-mis");
  g_autofree char *key = penstock_question_dup_key (fixture->world.engine, mis, "2330.TW");
  guint n = 0;

  enable (fixture, "yahoo-chart twse-mis twse-day");
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (count (fixture, "/twse-mis/"), ==, 0);
  g_assert_cmpuint (count (fixture, "/twse-day/"), ==, 1);
  g_assert_true (penstock_failover_is_standby (fixture->world.engine, mis));
  g_assert_false (penstock_failover_is_standby (fixture->world.engine, penstock_provider_find ("twse-day")));

  for (guint i = 0; i < fixture->world.chain->n_companies; i++)
    n += penstock_question_is_followed (fixture->world.engine, i) && penstock_provider_covers (mis, fixture->world.chain->companies[i].symbol);
  /* 2330.TW is in the first group of its zone; a symbol nobody follows is alone. */
  g_assert_true (g_str_has_prefix (key, "Asia/Taipei/"));
  fixture->broken = "2330.TW";
  penstock_clock_advance (fixture->world.clock, G_GINT64_CONSTANT (12) * 3600 * G_USEC_PER_SEC); /* Taipei's next session */
  poll (fixture, NULL, NULL);
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (count (fixture, "/twse-mis/"), ==, 1);
  g_assert_cmpuint (count (fixture, "2330.tw"), ==, 1);
  g_assert_cmpuint (count (fixture, "2317.tw"), ==, 0);

  fixture->broken = "*";
  penstock_clock_advance (fixture->world.clock, 600 * G_USEC_PER_SEC);
  poll (fixture, "yahoo-chart", NULL);
  penstock_clock_advance (fixture->world.clock, G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);
  poll (fixture, "twse-mis", NULL);
  g_assert_cmpuint (count (fixture, "/twse-mis/"), ==, (n + mis->most_listings - 1) / mis->most_listings);
}

/* All fail: all are asked, each by its own rhythm, and nobody serves. */
static void
test_all_fail (Fixture       *fixture,
               gconstpointer  data)
{
  enable (fixture, "yahoo-chart finnhub-quote");
  penstock_http_set_key (fixture->world.http, penstock_provider_find ("finnhub-quote"), "k");
  fixture->all_break = TRUE;
  poll (fixture, "yahoo-chart", "NVDA");
  poll (fixture, "finnhub-quote", "NVDA");
  g_assert_cmpstr (serving (fixture, "NVDA", PENSTOCK_GIVES_QUOTES), ==, "");
  poll (fixture, NULL, "NVDA");
  g_assert_cmpuint (count (fixture, "/yahoo-chart/"), ==, 1);
  g_assert_cmpuint (count (fixture, "/finnhub-quote/"), ==, 1);
}

/* A feed that was named is asked by what it wants to know: a registrant's number, the whole table, a month's never. */
static void
test_named (Fixture       *fixture,
            gconstpointer  data)
{
  enable (fixture, "sec-submissions sec-revenue twse-revenue mops-month yahoo-chart");
  poll (fixture, "sec-submissions", "NVDA");
  g_assert_cmpuint (fixture->paths->len, ==, 1);
  g_assert_cmpuint (count (fixture, "CIK0001045810"), ==, 1);
  poll (fixture, "sec-submissions", "2330.TW");
  g_assert_cmpuint (fixture->paths->len, <=, 1);
  poll (fixture, "sec-submissions", "ZZZZ");
  g_assert_cmpuint (fixture->paths->len, ==, 0);
  poll (fixture, "sec-revenue", "NVDA");
  g_assert_cmpuint (fixture->paths->len, ==, g_strv_length ((char **)penstock_provider_find ("sec-revenue")->parts));
  poll (fixture, "mops-month", "2330.TW");
  g_assert_cmpuint (fixture->paths->len, ==, 0);
  /* Without a name: who gives its price. */
  poll (fixture, NULL, "NVDA");
  g_assert_cmpuint (fixture->paths->len, ==, 1);
  g_assert_cmpuint (count (fixture, "/yahoo-chart/"), ==, 1);
}

/* Monthly filers are not asked for quarters, and quarters of the others tag by tag. */
static void
test_questions (Fixture       *fixture,
                gconstpointer  data)
{
  const PenstockProvider *revenue = penstock_provider_find ("sec-revenue");
  g_autoptr(GPtrArray) questions = NULL;
  guint n = 0, parts = g_strv_length ((char **)revenue->parts);

  enable (fixture, "sec-revenue yahoo-search coinbase finmind");
  questions = penstock_questions_list (fixture->world.engine, FALSE, 0);
  for (guint i = 0; i < questions->len; i++)
    {
      const PenstockQuestion *question = g_ptr_array_index (questions, i);
      const PenstockCompany *company = &fixture->world.chain->companies[question->company];

      g_assert_cmpstr (question->provider->id, !=, "yahoo-search");
      g_assert_cmpstr (question->provider->id, !=, "coinbase");
      g_assert_true (company->monthly_revenue == (question->provider != revenue));
      n += question->provider == revenue;
      if (question->provider == revenue)
        g_assert_cmpuint (question->cik, ==, company->cik);
    }
  g_assert_cmpuint (n, >, 50 * parts);
  g_assert_cmpuint (n % parts, ==, 0);
}

/* The user's own addresses are asked each for itself. */
static void
test_addresses (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *first = g_strdup_printf ("%s/feed.xml", penstock_http_get_base_url (fixture->world.http, penstock_provider_find ("ecb")));
  const char *const addresses[] = { first, NULL };

  enable (fixture, "rss");
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (fixture->paths->len, ==, 0);
  penstock_engine_set_news_addresses (fixture->world.engine, addresses);
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (count (fixture, "/ecb/feed.xml"), ==, 1);
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (fixture->paths->len, ==, 0);
}

/* The user asks for it: what failed and is waited for is asked at once. */
static void
test_retry (Fixture       *fixture,
            gconstpointer  data)
{
  enable (fixture, "yahoo-chart");
  fixture->broken = "NVDA";
  poll (fixture, "yahoo-chart", "NVDA");
  poll (fixture, NULL, NULL);
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (count (fixture, "NVDA"), ==, 0);

  fixture->broken = NULL;
  g_ptr_array_set_size (fixture->paths, 0);
  penstock_engine_retry_feed (fixture->world.engine, "yahoo-chart");
  world_settle (&fixture->world);
  g_assert_cmpuint (count (fixture, "NVDA"), ==, 1);
  g_assert_cmpstr (serving (fixture, "NVDA", PENSTOCK_GIVES_BARS), ==, "yahoo-chart");
}

/* Results were filed: their figures are asked for at once, and only of whoever filed. */
static void
test_results (Fixture       *fixture,
              gconstpointer  data)
{
  PenstockEngine *engine = fixture->world.engine;
  g_autoptr(PenstockNewsItem) item = penstock_news_item_new ("8-K", "sec-submissions", penstock_clock_now (fixture->world.clock) + 600);
  g_autoptr(GPtrArray) questions = NULL;
  const int nvda = penstock_chain_find_symbol (fixture->world.chain, "NVDA");
  guint due = 0;

  enable (fixture, "sec-revenue");
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (fixture->paths->len, >, 200);
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (fixture->paths->len, ==, 0);
  item->cik = fixture->world.chain->companies[nvda].cik;
  item->form = g_strdup ("8-K");
  item->items = g_strdup ("9.01, 2.02");
  penstock_memory_take_filing (&engine->poller->memory, item);
  penstock_clock_advance (fixture->world.clock, 1200 * G_USEC_PER_SEC);

  questions = penstock_questions_list (engine, FALSE, 0);
  for (guint i = 0; i < questions->len; i++)
    {
      const PenstockQuestion *question = g_ptr_array_index (questions, i);

      if (question->due > penstock_clock_now (fixture->world.clock))
        continue;
      g_assert_cmpint (question->company, ==, nvda);
      due++;
    }
  g_assert_cmpuint (due, ==, g_strv_length ((char **)penstock_provider_find ("sec-revenue")->parts));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/engine/failover/" path, Fixture, NULL, setup, function, teardown)
  ADD ("one-listing", test_one_listing);
  ADD ("order", test_order);
  ADD ("groups", test_groups);
  ADD ("all-fail", test_all_fail);
  ADD ("named", test_named);
  ADD ("questions", test_questions);
  ADD ("addresses", test_addresses);
  ADD ("retry", test_retry);
  ADD ("results", test_results);
#undef ADD

  return g_test_run ();
}
