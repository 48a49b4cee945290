/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-world.h"

#include <libsoup/soup.h>

#include "penstock-sample.h"

/* The engine asks a server on this machine, and what it answers is on the desk: prices, refusals, nonsense, silence. */

#define DAY (world_today ())

typedef enum { ANSWER_CHART, ANSWER_REFUSE, ANSWER_NONSENSE, ANSWER_NOT_FOUND } Answer;

typedef struct
{
  World           world;
  SoupServer     *server;
  PenstockSample *sample;     /* of the one test that has it */
  guint           port;
  Answer          answer;
  gboolean        split;      /* the charts say so, and all bars are of after it */
  double          level;      /* of all prices */
  guint           requests;
  guint           short_requests; /* for the quote alone */
  char           *last_query;
  PenstockDay     last_day;   /* of the charts */
} Fixture;

/* Yahoo's shape, with the bars of world_bars() from the day asked for. */
static char *
chart_body (Fixture    *fixture,
            const char *symbol,
            PenstockDay from)
{
  g_autoptr(PenstockBars) bars = world_bars (symbol, fixture->last_day, 540);
  g_autoptr(GString) times = g_string_new (NULL);
  g_autoptr(GString) closes = g_string_new (NULL);
  const double factor = fixture->split ? 0.1 : 1;
  double last = 0;

  for (gsize i = 0; i < bars->n; i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      if (bars->day[i] < from)
        continue;
      last = bars->field[PENSTOCK_BAR_CLOSE][i] * factor * fixture->level;
      g_string_append_printf (times, "%s%" G_GINT64_FORMAT, times->len > 0 ? "," : "", penstock_day_to_unix_utc (bars->day[i]) + 14 * 3600);
      g_string_append_printf (closes, "%s%s", closes->len > 0 ? "," : "", g_ascii_dtostr (text, sizeof text, last));
    }

  return g_strdup_printf ("{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"symbol\":\"%s\",\"instrumentType\":\"EQUITY\","
                          "\"exchangeTimezoneName\":\"America/New_York\",\"regularMarketTime\":%" G_GINT64_FORMAT ",\"regularMarketPrice\":%.6f,"
                          "\"currentTradingPeriod\":{\"regular\":{\"start\":%" G_GINT64_FORMAT ",\"end\":%" G_GINT64_FORMAT "}},\"dataGranularity\":\"1d\"},"
                          "\"timestamp\":[%s],%s\"indicators\":{\"quote\":[{\"open\":[%s],\"high\":[%s],\"low\":[%s],\"close\":[%s]}],"
                          "\"adjclose\":[{\"adjclose\":[%s]}]}}],\"error\":null}}",
                          symbol, penstock_clock_now (fixture->world.clock) - 30, last * 1.01,
                          penstock_day_to_unix_utc (DAY) + 13 * 3600 + 1800, penstock_day_to_unix_utc (DAY) + 20 * 3600,
                          times->str,
                          fixture->split ? "\"events\":{\"splits\":{\"1777300200\":{\"date\":1777300200,\"numerator\":10,\"denominator\":1}}}," : "",
                          closes->str, closes->str, closes->str, closes->str, closes->str);
}

static void
serve_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Fixture *fixture = user_data;
  const char *period = query != NULL ? g_hash_table_lookup (query, "period1") : NULL;
  const PenstockDay from = period != NULL ? penstock_day_from_unix_utc (g_ascii_strtoll (period, NULL, 10)) : 0;
  g_autofree char *symbol = g_path_get_basename (path);
  char *body;

  fixture->requests++;
  g_free (fixture->last_query);
  fixture->last_query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  fixture->short_requests += fixture->last_query != NULL && strstr (fixture->last_query, "range=1d") != NULL;
  switch (fixture->answer)
    {
    case ANSWER_CHART:
      body = chart_body (fixture, symbol, from);
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, body, strlen (body));
      break;
    case ANSWER_REFUSE:
      soup_server_message_set_status (message, 429, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "Too Many Requests", 17);
      break;
    case ANSWER_NONSENSE:
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{\"chart\":[", 10);
      break;
    case ANSWER_NOT_FOUND:
    default:
      body = g_strdup ("{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\",\"description\":\"No data found, symbol may be delisted\"}}}");
      soup_server_message_set_status (message, 404, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, body, strlen (body));
      break;
    }
}

/* Every feed asks here; only the price feed is enabled unless a test says otherwise. */
static void
point_feeds (Fixture *fixture,
             guint    port)
{
  const char *const enabled[] = { "yahoo-chart", NULL };
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    penstock_http_set_base_url (fixture->world.http, penstock_providers[i], url);
  penstock_engine_set_enabled_feeds (fixture->world.engine, enabled);
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  fixture->last_day = DAY - 1;
  fixture->level = 1;
  world_setup (&fixture->world, NULL);
  fixture->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (fixture->server, NULL, serve_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->port = (guint)g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  point_feeds (fixture, fixture->port);
}

static void
run_for (guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  world_close (&fixture->world);
  /* The servers let go of their connections in their own time, once they saw the other end close. */
  run_for (100);
  g_clear_object (&fixture->sample);
  soup_server_disconnect (fixture->server);
  run_for (100);
  g_assert_finalize_object (fixture->server);
  world_teardown (&fixture->world, NULL);
  g_free (fixture->last_query);
}

static void
fetched_cb (const PenstockFetch *fetch,
            gpointer             user_data)
{
  ++*(guint *)user_data;
}

static guint
poll (Fixture    *fixture,
      const char *symbol,
      guint      *n_fetched)
{
  const char *const symbols[] = { symbol, NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_failed = 99, fetched = 0;

  penstock_engine_poll_async (fixture->world.engine, NULL, symbol != NULL ? symbols : NULL, FALSE, fetched_cb, &fetched, NULL,
                              world_result_cb, &result);
  penstock_engine_poll_finish (fixture->world.engine, world_wait (&result), &n_failed, &error);
  g_assert_no_error (error);
  if (n_fetched != NULL)
    *n_fetched = fetched;

  return n_failed;
}

static PenstockInstrument *
instrument_of (Fixture    *fixture,
               const char *symbol)
{
  return penstock_engine_get_instrument (fixture->world.engine, (guint)penstock_chain_find_symbol (fixture->world.chain, symbol));
}

static PenstockFeedHealth *
health_of (Fixture    *fixture,
           const char *id)
{
  GListModel *feeds = penstock_engine_get_feeds (fixture->world.engine);

  penstock_engine_refresh_feeds (fixture->world.engine);
  for (guint i = 0; i < g_list_model_get_n_items (feeds); i++)
    {
      g_autoptr(PenstockFeedHealth) feed = g_list_model_get_item (feeds, i);

      if (g_str_equal (penstock_feed_health_get_id (feed), id))
        return feed;
    }

  g_assert_not_reached ();
}

static void
test_data (Fixture       *fixture,
           gconstpointer  data)
{
  PenstockInstrument *nvda = instrument_of (fixture, "NVDA");
  PenstockFeedHealth *yahoo = health_of (fixture, "yahoo-chart");
  guint fetched;

  g_assert_cmpstr (penstock_feed_health_get_state (yahoo), ==, "idle");
  g_assert_cmpstr (penstock_feed_health_get_state (health_of (fixture, "mops-month")), ==, "off");

  /* Nothing stored: two years. */
  g_assert_cmpuint (poll (fixture, "NVDA", &fetched), ==, 0);
  g_assert_cmpuint (fetched, ==, 1);
  g_assert_cmpuint (penstock_instrument_get_state (nvda), ==, PENSTOCK_STATE_CURRENT);
  g_assert_cmpstr (penstock_instrument_get_source (nvda), ==, "Yahoo Finance");
  g_assert_cmpint (penstock_instrument_get_age (nvda), ==, 30);
  g_assert_cmpuint (penstock_instrument_get_bars (nvda)->n, >, 530);
  g_assert_cmpint (penstock_instrument_get_bars (nvda)->day[penstock_instrument_get_bars (nvda)->n - 1], ==, DAY);
  g_assert_cmpfloat_with_epsilon (penstock_instrument_get_change (nvda), 0.01, 1e-6);
  yahoo = health_of (fixture, "yahoo-chart");
  g_assert_cmpstr (penstock_feed_health_get_state (yahoo), ==, "ok");
  g_assert_cmpstr (penstock_feed_health_get_reason (yahoo), ==, "");
  g_assert_cmpstr (penstock_feed_health_get_host (yahoo), ==, "127.0.0.1");
  g_assert_cmpint (penstock_feed_health_get_last_success (yahoo), ==, WORLD_NOW);
  g_assert_cmpuint (penstock_feed_health_get_requests_today (yahoo), ==, 1);

  /* Something stored: from a week before the newest bar. */
  g_assert_cmpuint (poll (fixture, "NVDA", NULL), ==, 0);
  {
    g_autofree char *expected = g_strdup_printf ("period1=%" G_GINT64_FORMAT, penstock_day_to_unix_utc (DAY - 8) - 50400);

    g_assert_nonnull (strstr (fixture->last_query, expected));
  }
}

/* A refusal is a state with its reason; what is stored stays, and over a restart nobody asks before it is time. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  PenstockFeedHealth *yahoo;
  const char *reason;
  guint requests;
  gsize n;

  poll (fixture, "NVDA", NULL);
  n = penstock_instrument_get_bars (instrument_of (fixture, "NVDA"))->n;
  fixture->answer = ANSWER_REFUSE;
  g_assert_cmpuint (poll (fixture, "NVDA", NULL), ==, 1);

  g_assert_cmpuint (penstock_instrument_get_state (instrument_of (fixture, "NVDA")), ==, PENSTOCK_STATE_REFUSED);
  reason = penstock_instrument_get_state_reason (instrument_of (fixture, "NVDA"));
  g_assert_true (g_str_has_prefix (reason, "Yahoo Finance has refused us (HTTP 429) since 14:00; next try 14:0"));
  g_assert_cmpuint (penstock_instrument_get_bars (instrument_of (fixture, "NVDA"))->n, ==, n);
  yahoo = health_of (fixture, "yahoo-chart");
  g_assert_cmpstr (penstock_feed_health_get_state (yahoo), ==, "refused");
  g_assert_true (g_str_has_prefix (penstock_feed_health_get_reason (yahoo), "Yahoo Finance has refused us (HTTP 429)"));
  g_assert_cmpint (penstock_feed_health_get_next_try (yahoo), >, WORLD_NOW);

  world_close (&fixture->world);
  world_open (&fixture->world);
  point_feeds (fixture, fixture->port);
  g_assert_cmpuint (penstock_instrument_get_state (instrument_of (fixture, "NVDA")), ==, PENSTOCK_STATE_REFUSED);
  g_assert_cmpuint (penstock_instrument_get_bars (instrument_of (fixture, "NVDA"))->n, ==, n);
  g_assert_cmpstr (penstock_feed_health_get_state (health_of (fixture, "yahoo-chart")), ==, "refused");

  requests = fixture->requests;
  g_assert_cmpuint (poll (fixture, "NVDA", NULL), ==, 1);
  g_assert_cmpuint (fixture->requests, ==, requests);
  g_assert_cmpuint (poll (fixture, NULL, NULL), ==, 0);
  g_assert_cmpuint (fixture->requests, ==, requests);

  /* Time passes, and it answers again. */
  penstock_clock_advance (fixture->world.clock, 600 * G_USEC_PER_SEC);
  fixture->answer = ANSWER_CHART;
  g_assert_cmpuint (poll (fixture, "NVDA", NULL), ==, 0);
  g_assert_cmpuint (penstock_instrument_get_state (instrument_of (fixture, "NVDA")), ==, PENSTOCK_STATE_CURRENT);
  g_assert_cmpstr (penstock_feed_health_get_state (health_of (fixture, "yahoo-chart")), ==, "ok");
}

static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  PenstockInstrument *nvda = instrument_of (fixture, "NVDA");
  gsize n;

  poll (fixture, "NVDA", NULL);
  n = penstock_instrument_get_bars (nvda)->n;
  fixture->answer = ANSWER_NONSENSE;
  g_assert_cmpuint (poll (fixture, "NVDA", NULL), ==, 1);
  g_assert_cmpuint (penstock_instrument_get_state (nvda), ==, PENSTOCK_STATE_BROKEN);
  g_assert_true (g_str_has_prefix (penstock_instrument_get_state_reason (nvda), "Yahoo Finance has given no usable answer since 14:00: "));
  g_assert_cmpuint (penstock_instrument_get_bars (nvda)->n, ==, n);
  g_assert_cmpstr (penstock_feed_health_get_state (health_of (fixture, "yahoo-chart")), ==, "broken");
  g_assert_cmpint (penstock_feed_health_get_last_success (health_of (fixture, "yahoo-chart")), ==, WORLD_NOW);
}

/* The source knows no such symbol: not a fault of anybody's. */
static void
test_not_found (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->answer = ANSWER_NOT_FOUND;
  g_assert_cmpuint (poll (fixture, "NVDA", NULL), ==, 0);
  g_assert_cmpuint (penstock_instrument_get_state (instrument_of (fixture, "NVDA")), ==, PENSTOCK_STATE_EMPTY);
  g_assert_cmpstr (penstock_feed_health_get_state (health_of (fixture, "yahoo-chart")), ==, "ok");
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  PenstockEngine *engine = fixture->world.engine;
  PenstockInstrument *nvda = instrument_of (fixture, "NVDA");
  gint64 since;

  poll (fixture, "NVDA", NULL);
  point_feeds (fixture, 1);
  g_assert_cmpuint (poll (fixture, "NVDA", NULL), ==, 1);
  g_assert_false (penstock_engine_is_offline (engine, NULL));
  g_assert_cmpuint (penstock_instrument_get_state (nvda), ==, PENSTOCK_STATE_BROKEN);
  g_assert_cmpuint (poll (fixture, "AMD", NULL), ==, 1);
  g_assert_true (penstock_engine_is_offline (engine, &since));
  g_assert_cmpint (since, ==, WORLD_NOW);
  g_assert_cmpuint (penstock_instrument_get_state (nvda), ==, PENSTOCK_STATE_OFFLINE);
  g_assert_cmpstr (penstock_instrument_get_state_reason (nvda), ==, "No source has answered since 14:00");
  g_assert_cmpstr (penstock_feed_health_get_state (health_of (fixture, "yahoo-chart")), ==, "offline");

  point_feeds (fixture, fixture->port);
  penstock_clock_advance (fixture->world.clock, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (poll (fixture, "NVDA", NULL), ==, 0);
  g_assert_false (penstock_engine_is_offline (engine, NULL));
  g_assert_cmpuint (penstock_instrument_get_state (nvda), ==, PENSTOCK_STATE_CURRENT);

  /* What nobody answered is asked again at once. */
  g_assert_cmpuint (penstock_instrument_get_state (instrument_of (fixture, "AMD")), ==, PENSTOCK_STATE_BROKEN);
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (penstock_instrument_get_state (instrument_of (fixture, "AMD")), ==, PENSTOCK_STATE_CURRENT);
}

/* A new split: every stored bar is of before it, so the whole history is fetched again and replaced. */
static void
test_split (Fixture       *fixture,
            gconstpointer  data)
{
  PenstockInstrument *nvda = instrument_of (fixture, "NVDA");
  double first;
  guint fetched;

  poll (fixture, "NVDA", NULL);
  first = penstock_instrument_get_bars (nvda)->field[PENSTOCK_BAR_CLOSE][0];
  fixture->split = TRUE;
  g_assert_cmpuint (poll (fixture, "NVDA", &fetched), ==, 0);
  g_assert_cmpuint (fetched, ==, 2);
  g_assert_cmpuint (penstock_instrument_get_state (nvda), ==, PENSTOCK_STATE_CURRENT);
  g_assert_cmpfloat_with_epsilon (penstock_instrument_get_bars (nvda)->field[PENSTOCK_BAR_CLOSE][0], first / 10, 1e-6);

  /* Known by now. */
  g_assert_cmpuint (poll (fixture, "NVDA", &fetched), ==, 0);
  g_assert_cmpuint (fetched, ==, 1);
}

static void
test_outside_chain (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(PenstockSeries) series = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (poll (fixture, "ZZZZ", NULL), ==, 0);
  series = penstock_engine_get_series (fixture->world.engine, "ZZZZ", DAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (series->bars->n, >, 500);
}

static void
test_unknown_feed (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *const feeds[] = { "yahoo-chart", "nope", NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  penstock_engine_poll_async (fixture->world.engine, feeds, NULL, TRUE, NULL, NULL, NULL, world_result_cb, &result);
  g_assert_false (penstock_engine_poll_finish (fixture->world.engine, world_wait (&result), NULL, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->requests, ==, 0);
}

/* The whole tier, once; what was just asked is not due again. */
static void
test_due (Fixture       *fixture,
          gconstpointer  data)
{
  guint fetched;

  g_assert_cmpuint (poll (fixture, NULL, &fetched), ==, 0);
  g_assert_cmpuint (fetched, ==, 101);
  g_assert_cmpuint (poll (fixture, NULL, &fetched), ==, 0);
  g_assert_cmpuint (fetched, ==, 0);
  world_settle (&fixture->world);
  g_assert_cmpuint (penstock_engine_get_scoreboard (fixture->world.engine)->n_ranked, ==, 101);

  /* New York trades: after two seconds (here) only those exchanges are due. Taipei has closed and its bar is missing. */
  penstock_clock_advance (fixture->world.clock, 3 * G_USEC_PER_SEC);
  g_assert_cmpuint (poll (fixture, NULL, &fetched), ==, 0);
  g_assert_cmpuint (fetched, >, 30);
  g_assert_cmpuint (fetched, <, 90);
}

/* After the market, once the day's bar is stored, only the quote is news: the price outside the session is in the short answer. */
static void
test_after_market (Fixture       *fixture,
                   gconstpointer  data)
{
  penstock_clock_advance (fixture->world.clock, G_GINT64_CONSTANT (7) * 3600 * G_USEC_PER_SEC);
  fixture->last_day = DAY;
  poll (fixture, "NVDA", NULL);
  g_assert_cmpuint (fixture->short_requests, ==, 0);
  penstock_clock_advance (fixture->world.clock, 3 * G_USEC_PER_SEC);
  poll (fixture, NULL, NULL);
  g_assert_cmpuint (fixture->short_requests, ==, 1);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  penstock_engine_poll_async (fixture->world.engine, NULL, NULL, TRUE, NULL, NULL, cancellable, world_result_cb, &result);
  g_assert_true (penstock_engine_is_polling (fixture->world.engine));
  while (fixture->requests < 3)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  g_assert_false (penstock_engine_poll_finish (fixture->world.engine, world_wait (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->requests, <, 60);
  g_assert_false (penstock_engine_is_polling (fixture->world.engine));
}

/* Shut down in the middle of a poll: whoever waits is told, and nothing of it runs any more. */
static void
test_shutdown (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint fetched = 0, before;

  penstock_engine_poll_async (fixture->world.engine, NULL, NULL, TRUE, fetched_cb, &fetched, NULL, world_result_cb, &result);
  while (fetched < 3)
    g_main_context_iteration (NULL, TRUE);
  before = fetched;
  penstock_engine_shutdown (fixture->world.engine);
  g_assert_false (penstock_engine_poll_finish (fixture->world.engine, world_wait (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  run_for (100);
  g_assert_cmpuint (fetched, ==, before);
}

/* By the timetable, until stopped. */
static void
test_runs (Fixture       *fixture,
           gconstpointer  data)
{
  const gint64 end = g_get_monotonic_time () + 100 * G_USEC_PER_SEC;
  guint requests;

  penstock_engine_start (fixture->world.engine);
  while ((fixture->requests < 101 || penstock_engine_is_polling (fixture->world.engine)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->requests, ==, 101);

  penstock_clock_advance (fixture->world.clock, 3 * G_USEC_PER_SEC);
  while (fixture->requests < 140 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->requests, >=, 140);
  g_assert_cmpint (penstock_feed_health_get_next_try (health_of (fixture, "yahoo-chart")), >, 0);

  penstock_engine_stop (fixture->world.engine);
  while (penstock_engine_is_polling (fixture->world.engine))
    g_main_context_iteration (NULL, TRUE);
  requests = fixture->requests;
  penstock_clock_advance (fixture->world.clock, 60 * G_USEC_PER_SEC);
  run_for (1500);
  g_assert_cmpuint (fixture->requests, ==, requests);
  g_assert_cmpint (penstock_feed_health_get_next_try (health_of (fixture, "yahoo-chart")), ==, 0);
}

/* Stopped in the middle: what waits is not asked. */
static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  penstock_engine_start (fixture->world.engine);
  while (fixture->requests < 3)
    g_main_context_iteration (NULL, TRUE);
  penstock_engine_stop (fixture->world.engine);
  while (penstock_engine_is_polling (fixture->world.engine))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->requests, <, 60);
}

/* The sample market, through the ordinary feeds: prices of the tier, filed revenue, and a board within a second. */
static void
test_sample (Fixture       *fixture,
             gconstpointer  data)
{
  World *world = &fixture->world;
  const char *const simulated[] = { "yahoo-chart", "twse-revenue", "tpex-revenue", "mops-month", NULL };
  g_autoptr(GError) error = NULL;
  PenstockSample *sample = fixture->sample = penstock_sample_new (world->chain, world->clock, &error);
  g_autoptr(GAsyncResult) result = NULL;
  const gint64 began = g_get_monotonic_time ();
  const guint tsmc = (guint)penstock_chain_find_symbol (world->chain, "2330.TW");
  const PenstockScoreboard *board;
  guint n_failed, fetched = 0;

  g_assert_no_error (error);
  penstock_sample_configure (sample, world->http);
  penstock_engine_set_enabled_feeds (world->engine, simulated);
  penstock_engine_poll_async (world->engine, NULL, NULL, TRUE, fetched_cb, &fetched, NULL, world_result_cb, &result);
  penstock_engine_poll_finish (world->engine, world_wait (&result), &n_failed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_failed, ==, 0);
  g_test_message ("%u requests in %.0f ms", fetched, (double)(g_get_monotonic_time () - began) / 1000);

  world_settle (world);
  board = penstock_engine_get_scoreboard (world->engine);
  g_assert_cmpuint (board->n_ranked, ==, 101);
  g_assert_true (board->simulated);
  g_assert_true (penstock_engine_is_simulated (world->engine));
  g_assert_true (penstock_instrument_get_simulated (instrument_of (fixture, "NVDA")));
  g_assert_cmpuint (penstock_instrument_get_state (instrument_of (fixture, "NVDA")), ==, PENSTOCK_STATE_CURRENT);
  g_assert_nonnull (penstock_engine_get_revenue (world->engine, tsmc));
  g_assert_false (isnan (penstock_scoreboard_get (board, tsmc, PENSTOCK_COLUMN_yoy_3m)));
  g_assert_cmpint (board->facts[tsmc].revenue_period, ==, 2026 * 12 + 3);
  g_test_message ("last board %.1f ms", (double)board->computed_us / 1000);
  {
    g_autoptr(PenstockScoreboard) here = penstock_engine_compute (world->engine, board->as_of);

    assert_same_board (here, board);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/engine/poll/" path, Fixture, NULL, setup, function, teardown)
  ADD ("data", test_data);
  ADD ("refused", test_refused);
  ADD ("broken", test_broken);
  ADD ("not-found", test_not_found);
  ADD ("offline", test_offline);
  ADD ("split", test_split);
  ADD ("outside-chain", test_outside_chain);
  ADD ("unknown-feed", test_unknown_feed);
  ADD ("due", test_due);
  ADD ("after-market", test_after_market);
  ADD ("cancel", test_cancel);
  ADD ("shutdown", test_shutdown);
  ADD ("runs", test_runs);
  ADD ("stopped", test_stopped);
  ADD ("sample", test_sample);
#undef ADD

  return g_test_run ();
}
