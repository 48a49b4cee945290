/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-world.h"

#include <libsoup/soup.h>

#include "penstock-poller-private.h"
#include "penstock-preference.h"
#include "penstock-timetable.h"

/* A day of polling 160 companies on 15 exchanges, on a clock that a test moves from event to event: what every host is asked, and what a closed exchange. */

#define MINUTE G_GINT64_CONSTANT (60)
#define HOUR   (60 * MINUTE)
#define US     G_USEC_PER_SEC

#define SLACK  (8 * US) /* a question may have been on its way when the exchange closed */

typedef struct { guint provider; int company; gint64 at; } Request; /* microseconds */

typedef struct
{
  PenstockChain  *chain;
  PenstockClock  *clock;
  PenstockStore  *store;
  PenstockHttp   *http;
  PenstockEngine *engine;
  SoupServer     *server;
  char           *dir, *url;
  GHashTable     *bodies;     /* provider id → GBytes, of the fixtures */
  GArray         *requests;   /* Request */
  GHashTable     *counted;    /* host key → requests of the day, as last told */
  guint64         started;    /* requests that penstock-http let go */
  const char     *silent;     /* suffix of the exchange that does not trade today, NULL = none */
  const char     *failing;    /* a symbol about which the preferred feed is of no use */
} Day;

/* The shipped chain and three that are made up: as many as the issue says. */
static PenstockChain *
load_chain (void)
{
  static const char three[] =
    "{\"id\":\"zza\",\"name\":\"Zza\",\"ticker\":\"ZZA\",\"exchange\":\"NASDAQ\",\"country\":\"US\",\"currency\":\"USD\",\"tier\":2,"
    "\"segments\":[{\"segment\":\"eda_ip\",\"weight\":1,\"reason\":\"made up\"}],\"confidence\":\"check\"},"
    "{\"id\":\"zzb\",\"name\":\"Zzb\",\"ticker\":\"9998.TW\",\"exchange\":\"TWSE\",\"country\":\"TW\",\"currency\":\"TWD\",\"tier\":2,"
    "\"segments\":[{\"segment\":\"eda_ip\",\"weight\":1,\"reason\":\"made up\"}],\"confidence\":\"check\"},"
    "{\"id\":\"zzc\",\"name\":\"Zzc\",\"ticker\":\"ZZC.DE\",\"exchange\":\"XETRA\",\"country\":\"DE\",\"currency\":\"EUR\",\"tier\":2,"
    "\"segments\":[{\"segment\":\"eda_ip\",\"weight\":1,\"reason\":\"made up\"}],\"confidence\":\"check\"},";
  g_autofree char *path = penstock_paths_data_file ("chains/ai-infrastructure.json");
  g_autofree char *text = NULL;
  g_autoptr(GString) with = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  PenstockChain *chain;
  const char *companies;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  companies = strchr (strstr (text, "\"companies\""), '[');
  with = g_string_new_len (text, companies + 1 - text);
  g_string_append (with, three);
  g_string_append (with, companies + 1);
  bytes = g_bytes_new (with->str, with->len);
  chain = penstock_chain_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);

  return chain;
}

/* -- what the hosts answer -- */

static gint64
open_of (const PenstockExchange *exchange,
         PenstockDay             day)
{
  return penstock_timetable_close (exchange, day) -
         (gint64)((exchange->regular[1].close != 0 ? exchange->regular[1].close : exchange->regular[0].close) - exchange->regular[0].open) * 60;
}

/* The newest day of trading that has begun. */
static PenstockDay
session_day (Day                    *day,
             const PenstockExchange *exchange,
             gint64                  now)
{
  const PenstockDay today = penstock_day_from_unix (now, penstock_zone (exchange->zone));
  const gboolean silent = day->silent != NULL && g_str_equal (exchange->suffix, day->silent);

  for (PenstockDay d = silent ? today - 1 : today;; d--)
    {
      PenstockExchangeHours hours;

      if (penstock_exchange_hours (exchange, d, &hours) && open_of (exchange, d) <= now)
        return d;
    }
}

/* Yahoo's shape: three days up to the newest, and a price that is a minute old in the session. Every third listing's bar comes an hour after the close. */
static char *
chart_body (Day        *day,
            const char *symbol)
{
  const PenstockExchange *exchange = penstock_chain_exchange_for_symbol (day->chain, symbol);
  const gint64 now = penstock_clock_now (day->clock);
  const PenstockDay last = session_day (day, exchange, now);
  const gint64 open = open_of (exchange, last), close = penstock_timetable_close (exchange, last);
  g_autoptr(GString) times = g_string_new (NULL);

  for (PenstockDay d = last, n = 0; n < 3; d--)
    {
      PenstockExchangeHours hours;
      g_autofree char *before = g_strdup (times->str);

      if (!penstock_exchange_hours (exchange, d, &hours))
        continue;
      n++;
      if (d == last && now >= close && now < close + HOUR && penstock_chain_find_symbol (day->chain, symbol) % 3 == 0)
        continue;
      g_string_printf (times, "%" G_GINT64_FORMAT "%s%s", open_of (exchange, d), *before != '\0' ? "," : "", before);
    }

  return g_strdup_printf ("{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"%s\",\"symbol\":\"%s\",\"instrumentType\":\"EQUITY\","
                          "\"exchangeTimezoneName\":\"%s\",\"regularMarketTime\":%" G_GINT64_FORMAT ",\"regularMarketPrice\":100.5,"
                          "\"currentTradingPeriod\":{\"regular\":{\"start\":%" G_GINT64_FORMAT ",\"end\":%" G_GINT64_FORMAT "}},\"dataGranularity\":\"1d\"},"
                          "\"timestamp\":[%s],\"indicators\":{\"quote\":[{\"open\":[100,100,100],\"high\":[101,101,101],\"low\":[99,99,99],"
                          "\"close\":[100,100,100],\"volume\":[5,5,5]}]}}],\"error\":null}}",
                          exchange->currency, symbol, exchange->zone, CLAMP (now - 60, open, close), open, close, times->str);
}

/* The archive's table of the month that is in its name: of somebody we do not follow. */
static char *
month_body (const char *name)
{
  g_auto(GStrv) parts = g_strsplit (name, "_", -1);

  return g_strdup_printf ("\"出表日期\",\"資料年月\",\"公司代號\",\"公司名稱\",\"產業別\",\"營業收入-當月營收\",\"營業收入-上月營收\",\"營業收入-去年當月營收\","
                          "\"營業收入-上月比較增減(%%)\",\"營業收入-去年同月增減(%%)\",\"累計營業收入-當月累計營收\",\"累計營業收入-去年累計營收\","
                          "\"累計營業收入-前期比較增減(%%)\",\"備註\"\n"
                          "\"115/05/07\",\"%s/%s\",\"9901\",\"甲電子\",\"電子工業\",\"832097956\",\"1\",\"2\",\"\",\"\",\"3\",\"4\",\"\",\"-\"\n",
                          parts[1], parts[2]);
}

static guint
provider_of (const char *id)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    if (g_str_equal (penstock_providers[i]->id, id))
      return i;

  g_error ("no feed %s", id);
}

static const char *
type_of (const char *id)
{
  if (g_str_equal (id, "ecb"))
    return "application/xml";
  return g_str_equal (id, "sec-current") ? "application/atom+xml" : "application/json";
}

static void
serve_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Day *day = user_data;
  g_auto(GStrv) parts = g_strsplit (path + 1, "/", 2);
  const guint provider = provider_of (parts[0]);
  g_autofree char *name = g_path_get_basename (path);
  GBytes *body = g_hash_table_lookup (day->bodies, parts[0]);
  Request request = { .provider = provider, .company = penstock_chain_find_symbol (day->chain, name), .at = penstock_clock_now_us (day->clock) };
  char *text = NULL;

  g_array_append_val (day->requests, request);
  if (g_str_equal (parts[0], "yahoo-chart") && g_strcmp0 (day->failing, name) != 0)
    text = chart_body (day, name);
  else if (g_str_equal (parts[0], "mops-month"))
    text = month_body (name);
  else if (g_str_equal (parts[0], "sec-submissions"))
    text = g_strdup_printf ("{\"cik\":\"%.10s\",\"name\":\"Somebody\",\"filings\":{\"recent\":{\"accessionNumber\":[],\"filingDate\":[],\"reportDate\":[],"
                            "\"acceptanceDateTime\":[],\"form\":[],\"items\":[],\"primaryDocument\":[],\"primaryDocDescription\":[]}}}", name + 3);

  soup_server_message_set_status (message, text != NULL || body != NULL ? 200 : 404, NULL);
  if (text != NULL)
    soup_server_message_set_response (message, g_str_equal (parts[0], "mops-month") ? "text/csv" : "application/json", SOUP_MEMORY_TAKE, text, strlen (text));
  else if (body != NULL)
    soup_server_message_set_response (message, type_of (parts[0]), SOUP_MEMORY_STATIC, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  else if (g_str_equal (parts[0], "sec-revenue"))
    soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "<Code>NoSuchKey</Code>", 22);
  else
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
}

/* @begin: the day it is; the fixture of current filings is of another. */
static void
read_body (Day        *day,
           const char *id,
           const char *extension,
           const char *begin)
{
  g_autofree char *name = g_strdup_printf ("%s-ok.%s", id, extension);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  char *data;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  for (char *date = data; g_str_equal (id, "sec-current") && (date = g_strstr_len (date, -1, "2026-02-25")) != NULL;)
    memcpy (date, begin, strlen ("2026-02-25"));
  for (char *date = data; g_str_equal (id, "ecb") && (date = g_strstr_len (date, -1, "2026-10-01")) != NULL;)
    memcpy (date, begin, strlen ("2026-10-01"));
  g_hash_table_insert (day->bodies, g_strdup (id), g_bytes_new_take (data, length));
}

/* -- setting up -- */

/* A request went out: its host's count of the day says so. */
static void
host_state_changed_cb (PenstockHttp *http,
                       const char   *host_key,
                       gpointer      user_data)
{
  Day *day = user_data;
  PenstockHostState state;
  guint before;

  g_assert_true (penstock_http_get_host_state (http, host_key, &state));
  before = GPOINTER_TO_UINT (g_hash_table_lookup (day->counted, host_key));
  if (state.requests_day != before)
    day->started++;
  g_hash_table_replace (day->counted, g_strdup (host_key), GUINT_TO_POINTER (state.requests_day));
}

static void
start_server (Day *day)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  day->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (day->server, NULL, serve_cb, day, NULL);
  soup_server_listen_local (day->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (day->server);
  day->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
}

static void
point_feeds (Day *day)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      g_autofree char *url = g_strdup_printf ("%s/%s", day->url, penstock_providers[i]->id);

      if (penstock_providers[i]->asks != PENSTOCK_ASKS_ADDRESS)
        penstock_http_set_base_url (day->http, penstock_providers[i], url);
    }
  penstock_http_set_strict (day->http, TRUE);
  penstock_poller_set_strict (day->engine->poller, TRUE);
}

static gboolean
never_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

static void
day_begin (Day        *day,
           const char *begin)
{
  static const struct { const char *id, *extension; } fixtures[] = {
    { "twse-revenue", "json" }, { "tpex-revenue", "json" }, { "twse-day", "json" }, { "twse-announcements", "json" },
    { "tpex-announcements", "json" }, { "ecb", "xml" }, { "bank-of-canada", "json" }, { "sec-current", "xml" }, { "sec-tickers", "json" },
  };
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (begin, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  day->dir = g_dir_make_tmp ("penstock-day-XXXXXX", NULL);
  day->chain = load_chain ();
  day->clock = penstock_clock_new_fixed (g_date_time_to_unix (time) * US);
  day->requests = g_array_new (FALSE, FALSE, sizeof (Request));
  day->counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  day->bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (fixtures); i++)
    read_body (day, fixtures[i].id, fixtures[i].extension, begin);

  day->store = penstock_store_open (day->dir, &error);
  g_assert_no_error (error);
  day->http = penstock_http_new (day->clock);
  day->engine = penstock_engine_new (day->store, day->http, day->chain, day->clock);
  penstock_engine_load_async (day->engine, NULL, world_result_cb, &result);
  g_assert_true (penstock_engine_load_finish (day->engine, world_wait (&result), NULL, &error));
  /* Neither scores nor the page of feeds are what this is about: they are never worked out. */
  g_clear_handle_id (&day->engine->compute_source, g_source_remove);
  day->engine->compute_source = g_timeout_add_seconds (24 * 60 * 60, never_cb, NULL);
  g_clear_handle_id (&day->engine->feeds_source, g_source_remove);
  day->engine->feeds_source = g_timeout_add_seconds (24 * 60 * 60, never_cb, NULL);

  start_server (day);
  point_feeds (day);
  g_signal_connect (day->http, "host-state-changed", G_CALLBACK (host_state_changed_cb), day);
  penstock_engine_set_tier (day->engine, 2);
}

static void
day_end (Day *day)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  penstock_engine_shutdown (day->engine);
  g_signal_handlers_disconnect_by_data (day->http, day);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (day->engine);
  g_assert_finalize_object (day->http);
  penstock_store_close (day->store);
  g_assert_finalize_object (day->store);
  soup_server_disconnect (day->server);
  g_object_unref (day->server);
  dir = g_dir_open (day->dir, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (day->dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (day->dir);
  g_free (day->dir);
  g_free (day->url);
  g_array_unref (day->requests);
  g_hash_table_unref (day->counted);
  g_hash_table_unref (day->bodies);
  g_assert_finalize_object (day->clock);
  penstock_chain_unref (day->chain);
}

/* -- running -- */

/* Every request that went out is answered and stored: what is left waits for the clock. */
static gboolean
is_settled (Day *day)
{
  const PenstockPoller *poller = day->engine->poller;
  guint waiting = 0, in_flight = 0;

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      waiting += g_queue_get_length (&poller->lanes[i].waiting);
      in_flight += poller->lanes[i].in_flight;
    }

  return day->started + in_flight == poller->turns && g_hash_table_size (poller->asks) == waiting + in_flight &&
         g_hash_table_size (day->engine->writes) == 0;
}

static void
settle (Day *day)
{
  const gint64 deadline = g_get_monotonic_time () + 20 * US;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  while (!is_settled (day))
    {
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () > deadline)
        g_error ("a request was not answered: %" G_GUINT64_FORMAT " started, %" G_GUINT64_FORMAT " asked", day->started, day->engine->poller->turns);
    }
}

static void
run_until (Day        *day,
           const char *end)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (end, NULL);
  const gint64 until = g_date_time_to_unix (time) * US;

  for (settle (day); penstock_clock_now_us (day->clock) < until; settle (day))
    penstock_clock_advance (day->clock, MIN (penstock_clock_next_timeout (day->clock), until) - penstock_clock_now_us (day->clock));
}

/* -- judging -- */

typedef struct
{
  char   *key;
  const PenstockPolicy *policy;
  GArray *at;            /* gint64, microseconds */
} Host;

static void
host_free (gpointer data)
{
  Host *host = data;

  g_free (host->key);
  g_array_unref (host->at);
  g_free (host);
}

static GPtrArray *
collect_hosts (Day *day)
{
  GPtrArray *hosts = g_ptr_array_new_with_free_func (host_free);

  for (guint i = 0; i < day->requests->len; i++)
    {
      const Request *request = &g_array_index (day->requests, Request, i);
      const PenstockProvider *provider = penstock_providers[request->provider];
      g_autofree char *key = penstock_http_dup_host_key (day->http, provider, NULL);
      Host *host = NULL;

      for (guint h = 0; h < hosts->len && host == NULL; h++)
        if (g_str_equal (((Host *)g_ptr_array_index (hosts, h))->key, key))
          host = g_ptr_array_index (hosts, h);
      if (host == NULL)
        {
          host = g_new0 (Host, 1);
          host->key = g_strdup (key);
          host->policy = penstock_http_get_policy (day->http, provider);
          host->at = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_ptr_array_add (hosts, host);
        }
      g_array_append_val (host->at, request->at);
    }

  return hosts;
}

/* Most requests in any @seconds on end. */
static guint
most_in (const GArray *at,
         gint64        seconds)
{
  guint most = 0, first = 0;

  for (guint i = 0; i < at->len; i++)
    {
      while (g_array_index (at, gint64, i) - g_array_index (at, gint64, first) >= seconds * US)
        first++;
      most = MAX (most, i - first + 1);
    }

  return most;
}

static void
judge_hosts (Day *day)
{
  g_autoptr(GPtrArray) hosts = collect_hosts (day);

  g_test_message ("%-20s %8s %14s %12s %16s", "host", "requests", "most in 1 h", "allowed", "closest, ms");
  for (guint h = 0; h < hosts->len; h++)
    {
      const Host *host = g_ptr_array_index (hosts, h);
      const guint hour = most_in (host->at, HOUR);
      gint64 closest = G_MAXINT64;

      for (guint i = 1; i < host->at->len; i++)
        closest = MIN (closest, g_array_index (host->at, gint64, i) - g_array_index (host->at, gint64, i - 1));
      g_test_message ("%-20s %8u %14u %12u %16" G_GINT64_FORMAT, host->key, host->at->len, hour, host->policy->max_per_hour,
                      closest == G_MAXINT64 ? 0 : closest / 1000);
      g_assert_cmpint (closest, >=, (gint64)host->policy->min_interval_ms * 1000);
      if (host->policy->max_per_hour > 0)
        g_assert_cmpuint (hour, <=, host->policy->max_per_hour);
      if (host->policy->max_per_day > 0)
        g_assert_cmpuint (most_in (host->at, 24 * HOUR), <=, host->policy->max_per_day);
    }
}

typedef struct { guint open, first, after, probes; } Questions;

/* Of one listing: open, the first one of all, and after the close not more than thrice, not before 20 minutes after it. */
static void
judge_listing (Day       *day,
               int        company,
               Questions *questions)
{
  const PenstockExchange *exchange = penstock_chain_exchange (day->chain, (guint)company);
  PenstockDay closed = PENSTOCK_DAY_NONE;
  guint tries = 0, n = 0;

  for (guint i = 0; i < day->requests->len; i++)
    {
      const Request *request = &g_array_index (day->requests, Request, i);
      PenstockDay last;
      gint64 close;

      if (request->company != company || (penstock_providers[request->provider]->gives & PENSTOCK_GIVES_QUOTES) == 0)
        continue;

      if (penstock_exchange_session (exchange, request->at / US) != PENSTOCK_SESSION_CLOSED ||
          penstock_exchange_session (exchange, (request->at - SLACK) / US) != PENSTOCK_SESSION_CLOSED)
        {
          questions->open++;
          n++;
          continue;
        }
      if (n++ == 0)
        {
          questions->first++;
          continue;
        }

      close = penstock_timetable_last_close (exchange, request->at / US, &last);
      tries = last == closed ? tries + 1 : 1;
      closed = last;
      questions->after++;
      if (tries > 3 || request->at / US < close + 20 * MINUTE)
        {
          g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (request->at / US);
          g_autofree char *text = g_date_time_format_iso8601 (time);

          g_error ("%s was asked about at %s, %u times after its close", day->chain->companies[company].symbol, text, tries);
        }
    }
}

static void
judge_exchanges (Day       *day,
                 Questions *of_exchange)
{
  for (guint i = 0; i < day->chain->n_companies; i++)
    if (day->chain->companies[i].exchange >= 0)
      judge_listing (day, (int)i, &of_exchange[day->chain->companies[i].exchange]);

  g_test_message ("%-20s %14s %14s %18s", "exchange", "while open", "start-up", "after the close");
  for (guint e = 0; e < day->chain->n_exchanges; e++)
    g_test_message ("%-20s %14u %14u %18u", day->chain->exchanges[e].name, of_exchange[e].open, of_exchange[e].first, of_exchange[e].after);
}

static const Questions *
questions_of (Day             *day,
              const Questions *of_exchange,
              const char      *symbol)
{
  return &of_exchange[penstock_chain_exchange_for_symbol (day->chain, symbol) - day->chain->exchanges];
}

static guint
count_provider (Day        *day,
                const char *id)
{
  const guint provider = provider_of (id);
  guint n = 0;

  for (guint i = 0; i < day->requests->len; i++)
    n += g_array_index (day->requests, Request, i).provider == provider;

  return n;
}

/* What went wrong, a line a feed. */
static void
tell_failures (Day *day)
{
  for (guint p = 0; penstock_providers[p] != NULL; p++)
    {
      const PenstockFeedState *example = NULL;
      GHashTableIter iter;
      gpointer value;
      guint n = 0;

      g_hash_table_iter_init (&iter, day->engine->feed_states);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          const PenstockFeedState *state = value;

          if (!g_str_equal (state->feed, penstock_providers[p]->id) || state->failing_since == 0)
            continue;
          n++;
          example = example == NULL || g_strcmp0 (state->subject, example->subject) < 0 ? state : example;
        }
      if (example != NULL)
        g_test_message ("%s: %u subjects fail, such as %s: %s, %u, %s", penstock_providers[p]->id, n, example->subject, example->outcome, example->status,
                        example->reason);
    }
}

static void
play (Day        *day,
      const char *begin,
      const char *end,
      Questions  *of_exchange)
{
  const gint64 began = g_get_monotonic_time ();

  day_begin (day, begin);
  penstock_engine_start (day->engine);
  run_until (day, end);
  g_test_message ("%s to %s: %u requests, played in %.1f s", begin, end, day->requests->len, (double)(g_get_monotonic_time () - began) / US);
  tell_failures (day);
  judge_hosts (day);
  judge_exchanges (day, of_exchange);
}

static void
test_weekday (void)
{
  Questions of_exchange[64] = { 0 };
  Day day = { 0 };
  guint listed = 0;

  play (&day, "2026-05-12T00:00:00Z", "2026-05-13T00:00:00Z", of_exchange);
  for (guint i = 0; i < day.chain->n_companies; i++)
    listed += day.chain->companies[i].listed;
  g_assert_cmpuint (listed, ==, 160);
  g_assert_cmpuint (day.chain->n_exchanges, ==, 15);
  for (guint e = 0; e < day.chain->n_exchanges; e++)
    g_assert_cmpuint (of_exchange[e].open, >, 0);
  /* The other feeds had their turns: filings in New York's hours, announcements in Taipei's, rates once. */
  g_assert_cmpuint (count_provider (&day, "sec-current"), >=, 90);
  g_assert_cmpuint (count_provider (&day, "sec-submissions"), >=, 3 * 100);
  g_assert_cmpuint (count_provider (&day, "ecb"), >, 0);
  g_assert_cmpuint (count_provider (&day, "ecb"), <=, 7);
  g_assert_cmpuint (count_provider (&day, "sec-tickers"), ==, 1);
  day_end (&day);
}

/* Memorial Day: New York, Hong Kong, Seoul, Vienna and Zurich are closed, Taipei and Amsterdam are not. */
static void
test_holiday (void)
{
  Questions of_exchange[64] = { 0 };
  Day day = { 0 };

  play (&day, "2026-05-25T04:00:00Z", "2026-05-25T15:00:00Z", of_exchange);
  g_assert_cmpuint (questions_of (&day, of_exchange, "NVDA")->open, ==, 0);
  g_assert_cmpuint (questions_of (&day, of_exchange, "0700.HK")->open, ==, 0);
  g_assert_cmpuint (questions_of (&day, of_exchange, "000660.KS")->open, ==, 0);
  g_assert_cmpuint (questions_of (&day, of_exchange, "2330.TW")->open, >, 20);
  g_assert_cmpuint (questions_of (&day, of_exchange, "ASML.AS")->open, >, 10);
  day_end (&day);
}

static void
test_weekend (void)
{
  Questions of_exchange[64] = { 0 };
  Day day = { 0 };

  play (&day, "2026-05-16T01:00:00Z", "2026-05-17T01:00:00Z", of_exchange);
  for (guint e = 0; e < day.chain->n_exchanges; e++)
    {
      g_assert_cmpuint (of_exchange[e].open, ==, 0);
      g_assert_cmpuint (of_exchange[e].after, ==, 0);
    }
  day_end (&day);
}

/* The clocks go forward in New York on Sunday 8 March: on Monday its pre-market begins at 08:00 UTC, on Friday it was 09:00. */
static void
test_clock_change (void)
{
  Questions of_exchange[64] = { 0 };
  Day day = { 0 };
  gint64 first = G_MAXINT64;

  play (&day, "2026-03-08T06:00:00Z", "2026-03-09T08:10:00Z", of_exchange);
  for (guint i = 0; i < day.requests->len; i++)
    {
      const Request *request = &g_array_index (day.requests, Request, i);

      if (request->company >= 0 && request->at / US > 1773014400 + HOUR && *penstock_chain_exchange (day.chain, (guint)request->company)->suffix == '\0')
        first = MIN (first, request->at / US);
    }
  g_assert_cmpint (first, >=, 1773043200); /* Monday 08:00 UTC */
  g_assert_cmpint (first, <, 1773043200 + 2 * MINUTE);
  day_end (&day);
}

/* A typhoon over Taipei: after 45 minutes three listings still have yesterday's price, and from then on one is asked every half hour. */
static void
test_typhoon (void)
{
  Questions of_exchange[64] = { 0 };
  Day day = { .silent = ".TW" };
  guint later = 0, before = 0;

  play (&day, "2026-05-12T00:00:00Z", "2026-05-12T05:30:00Z", of_exchange);
  for (guint i = 0; i < day.requests->len; i++)
    {
      const Request *request = &g_array_index (day.requests, Request, i);
      const gint64 minute = request->at / US / MINUTE - G_GINT64_CONSTANT (1778544000) / MINUTE;

      if (request->company < 0 || !g_str_equal (penstock_chain_exchange (day.chain, (guint)request->company)->suffix, ".TW"))
        continue;
      before += minute >= 60 && minute < 105;
      later += minute >= 120;
    }
  g_test_message ("Taipei: %u questions from the opening to 09:45, %u from 10:00 to 13:30", before, later);
  g_assert_cmpuint (before, >, 30);
  g_assert_cmpuint (later, >=, 6);
  g_assert_cmpuint (later, <=, 8);
  day_end (&day);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* What is on disk is not what this is about. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);

  g_test_add_func ("/engine/day/weekday", test_weekday);
  g_test_add_func ("/engine/day/holiday", test_holiday);
  g_test_add_func ("/engine/day/weekend", test_weekend);
  g_test_add_func ("/engine/day/clock-change", test_clock_change);
  g_test_add_func ("/engine/day/typhoon", test_typhoon);

  return g_test_run ();
}
