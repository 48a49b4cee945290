/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-http.h"

#include <libsoup/soup.h>
#include <string.h>

/* Against a server of our own on 127.0.0.1; never the internet. */

#define START_US G_GINT64_CONSTANT (1778594400000000) /* Tuesday 12 May 2026 14:00:00 UTC */

typedef struct
{
  SoupServer    *server;
  PenstockHttp  *http;
  PenstockClock *clock;
  GMainLoop     *loop;
  char          *base;
  char          *mode;          /* what the server does */
  guint          requests;
  guint          pending;       /* answers wanted before the loop ends */
  guint          most;          /* requests under way at once */
  guint          changes;       /* of the host's state */
  char          *seen_etag, *seen_agent;
  GPtrArray     *fetches;       /* PenstockFetch; NULL where there was a GError */
  GPtrArray     *order;         /* subjects as asked */
  GError        *error;
} World;

#define CHART "{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"symbol\":\"%s\",\"exchangeTimezoneName\":\"America/New_York\"," \
              "\"dataGranularity\":\"1d\",\"regularMarketTime\":1778530000,\"currentTradingPeriod\":{\"regular\":{\"start\":1778506200," \
              "\"end\":1778529600}}},\"timestamp\":[1778247000,1778506200],\"indicators\":{\"quote\":[{\"close\":[10,11]}]}}],\"error\":null}}"

/* -- a provider as simple as can be, that follows redirects -- */

static void
follower_build_request (const char          *base_url,
                        const PenstockQuery *query,
                        PenstockRequest     *request)
{
  request->method = g_strdup ("GET");
  request->uri = g_strconcat (base_url, "/follow", NULL);
}

static PenstockOutcome
follower_recognise (guint       status,
                    const char *content_type,
                    GBytes     *body,
                    char      **reason)
{
  *reason = g_strdup ("never data");
  return PENSTOCK_OUTCOME_BROKEN;
}

static const PenstockPolicy follower_policy = { .host_key = "follower", .follow_redirects = TRUE, .backoff_first_s = 60, .backoff_most_s = 60 };
static const PenstockProvider follower = {
  .id = "follower", .base_url = "http://127.0.0.1:9", .policy = &follower_policy, .build_request = follower_build_request,
      .recognise = follower_recognise,
};

/* One that is not on loopback as far as Penstock can tell (0.0.0.0 is this machine to the kernel), with a budget a test can wait for. */
static const PenstockPolicy spaced_policy = { .host_key = "spaced", .min_interval_ms = 200, .max_per_hour = 3, .backoff_first_s = 60,
    .backoff_most_s = 60 };
static const PenstockProvider spaced = {
  .id = "spaced", .base_url = "http://0.0.0.0:9", .policy = &spaced_policy, .build_request = follower_build_request, .recognise = follower_recognise,
};

static const PenstockProvider *
yahoo (void)
{
  return penstock_provider_find ("yahoo-chart");
}

/* -- a network without names: nothing is asked of the real one -- */

typedef GResolver NoNames;
typedef GResolverClass NoNamesClass;
static GType no_names_get_type (void);
G_DEFINE_TYPE (NoNames, no_names, G_TYPE_RESOLVER)

static void
lookup_async (GResolver                *resolver,
              const char               *host,
              GResolverNameLookupFlags  flags,
              GCancellable             *cancellable,
              GAsyncReadyCallback       callback,
              gpointer                  user_data)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, "no resolver");
}

static GList *
lookup_finish (GResolver     *resolver,
               GAsyncResult  *result,
               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
no_names_class_init (NoNamesClass *class)
{
  class->lookup_by_name_with_flags_async = lookup_async;
  class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
no_names_init (NoNames *self)
{
}

/* -- the server -- */

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *type,
        const char        *body,
        gssize             length)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, length >= 0 ? (gsize)length : strlen (body));
}

static void
set_header (SoupServerMessage *message,
            const char        *name,
            const char        *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

static GBytes *
compress (const char *data,
          gsize       length)
{
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (stream, data, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
answer_compressed (SoupServerMessage *message,
                   const char        *data,
                   gsize              length,
                   gsize              cut)
{
  g_autoptr(GBytes) bytes = compress (data, length);

  set_header (message, "Content-Encoding", "gzip");
  answer (message, 200, "application/json", g_bytes_get_data (bytes, NULL), (gssize)(g_bytes_get_size (bytes) - cut));
}

/* Says more than it sends, then hangs up. */
static void
answer_half (SoupServerMessage *message)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);
  const char *half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"chart\":";

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), half, strlen (half), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
unpause_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

static void
answer_by_mode (World             *world,
                SoupServerMessage *message,
                const char        *path)
{
  const char *mode = world->mode, *name = strrchr (path, '/') + 1;
  g_autofree char *good = g_strdup_printf (CHART, name);
  g_autofree char *large = NULL;

  if (g_str_equal (mode, "good"))
    answer (message, 200, "application/json;charset=utf-8", good, -1);
  else if (g_str_equal (mode, "html"))
    answer (message, 200, "text/html", "<html>hello</html>", -1);
  else if (g_str_equal (mode, "type"))
    answer (message, 200, "image/png", good, -1);
  else if (g_str_has_prefix (mode, "status-"))
    answer (message, (guint)atoi (mode + 7), "text/plain", "no", -1);
  else if (g_str_has_prefix (mode, "date-"))
    {
      /* By its own clock it is two. */
      set_header (message, "Date", "Tue, 12 May 2026 14:00:00 GMT");
      set_header (message, "Retry-After", mode + 9);
      answer (message, 429, "text/plain", "Too Many Requests", -1);
    }
  else if (g_str_has_prefix (mode, "retry-"))
    {
      set_header (message, "Retry-After", mode + 10);
      answer (message, (guint)atoi (mode + 6), "text/plain", "Too Many Requests", -1);
    }
  else if (g_str_equal (mode, "etag"))
    {
      set_header (message, "ETag", "\"v1\"");
      set_header (message, "Last-Modified", "Tue, 12 May 2026 10:00:00 GMT");
      if (g_strcmp0 (world->seen_etag, "\"v1\"") == 0)
        answer (message, 304, NULL, NULL, 0);
      else
        answer (message, 200, "application/json", good, -1);
    }
  else if (g_str_equal (mode, "gzip"))
    answer_compressed (message, good, strlen (good), 0);
  else if (g_str_equal (mode, "gzip-half"))
    answer_compressed (message, good, strlen (good), 40);
  else if (g_str_equal (mode, "bomb"))
    {
      large = g_strnfill (40 * 1024 * 1024, ' ');
      answer_compressed (message, large, 40 * 1024 * 1024, 0);
    }
  else if (g_str_equal (mode, "large"))
    {
      large = g_strnfill (64 * 1024 * 1024, ' ');
      answer (message, 200, "application/json", large, 64 * 1024 * 1024);
    }
  else if (g_str_equal (mode, "loop"))
    soup_server_message_set_redirect (message, 302, path);
  else if (g_str_equal (mode, "half"))
    answer_half (message);
  else if (g_str_equal (mode, "stall"))
    soup_server_message_pause (message);
  else if (g_str_equal (mode, "slow"))
    {
      answer (message, 200, "application/json", good, -1);
      soup_server_message_pause (message);
      g_timeout_add (30, unpause_cb, message);
    }
  else
    g_assert_not_reached ();
}

static void
server_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  World *world = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  world->requests++;
  world->most = MAX (world->most, world->requests - world->fetches->len);
  g_free (world->seen_etag);
  world->seen_etag = g_strdup (soup_message_headers_get_one (headers, "If-None-Match"));
  g_free (world->seen_agent);
  world->seen_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  g_ptr_array_add (world->order, g_strdup (strrchr (path, '/') + 1));
  answer_by_mode (world, message, path);
}

/* -- the world -- */

static void
changed_cb (PenstockHttp *http,
            const char   *host_key,
            World        *world)
{
  world->changes++;
}

static void
set_up (World         *world,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSList) uris = NULL;
  g_autofree char *uri = NULL;

  world->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (world->server, NULL, server_cb, world, NULL);
  soup_server_listen_local (world->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (world->server);
  uri = g_uri_to_string (uris->data);
  g_slist_free_full (g_steal_pointer (&uris), (GDestroyNotify)g_uri_unref);

  world->base = g_strdup (uri);
  world->mode = g_strdup ("good");
  world->clock = penstock_clock_new_fixed (START_US);
  world->http = penstock_http_new (world->clock);
  world->loop = g_main_loop_new (NULL, FALSE);
  world->fetches = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_fetch_free);
  world->order = g_ptr_array_new_with_free_func (g_free);
  penstock_http_set_base_url (world->http, yahoo (), world->base);
  penstock_http_set_base_url (world->http, &follower, world->base);
  g_signal_connect (world->http, "host-state-changed", G_CALLBACK (changed_cb), world);
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  g_assert_finalize_object (world->http);
  soup_server_disconnect (world->server);
  while (g_main_context_iteration (NULL, FALSE))
    ; /* the server lets go of its connections in its own time */
  g_clear_object (&world->server);
  g_clear_object (&world->clock);
  g_main_loop_unref (world->loop);
  g_ptr_array_unref (world->fetches);
  g_ptr_array_unref (world->order);
  g_clear_error (&world->error);
  g_free (world->base);
  g_free (world->mode);
  g_free (world->seen_etag);
  g_free (world->seen_agent);
}

static void
set_mode (World      *world,
          const char *mode)
{
  g_free (world->mode);
  world->mode = g_strdup (mode);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  World *world = user_data;

  g_clear_error (&world->error);
  g_ptr_array_add (world->fetches, penstock_http_fetch_finish (PENSTOCK_HTTP (object), result, &world->error));
  if (--world->pending == 0)
    g_main_loop_quit (world->loop);
}

static void
begin (World                   *world,
       const PenstockProvider  *provider,
       const char              *symbol,
       const PenstockValidator *validator,
       GCancellable            *cancellable)
{
  const PenstockQuery query = { .subject = symbol, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };

  world->pending++;
  penstock_http_fetch_async (world->http, provider, &query, validator, cancellable, fetched_cb, world);
}

static PenstockFetch *
last_fetch (World *world)
{
  return g_ptr_array_index (world->fetches, world->fetches->len - 1);
}

static PenstockFetch *
fetch (World      *world,
       const char *mode)
{
  if (mode != NULL)
    set_mode (world, mode);
  begin (world, yahoo (), "EXMP", NULL, NULL);
  g_main_loop_run (world->loop);
  g_assert_no_error (world->error);
  return last_fetch (world);
}

static void
assert_good (const PenstockFetch *got)
{
  g_assert_cmpstr (got->reason, ==, NULL);
  g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (got->status, ==, 200);
  g_assert_cmpuint (got->rows, ==, 2);
  g_assert_cmpuint (got->batch->bars->len, ==, 1);
  g_assert_cmpuint (got->bytes, >, 300);
  g_assert_cmpint (got->next_try, ==, 0);
}

/* Whatever happened: one bad answer with its reason, and the next request works. */
static void
assert_bad (World           *world,
            const char      *mode,
            PenstockOutcome  outcome,
            guint            status,
            const char      *words)
{
  const PenstockFetch *got = fetch (world, mode);

  g_test_message ("%s: %s, %u, %s", mode, penstock_outcome_id (got->outcome), got->status, got->reason);
  g_assert_cmpstr (penstock_outcome_id (got->outcome), ==, penstock_outcome_id (outcome));
  g_assert_cmpuint (got->status, ==, status);
  g_assert_nonnull (got->reason);
  g_assert_nonnull (strstr (got->reason, words));
  g_assert_null (got->batch);
  g_assert_cmpint (got->next_try, >, penstock_clock_now (world->clock));

  if (outcome == PENSTOCK_OUTCOME_REFUSED)
    penstock_clock_advance (world->clock, 2 * G_TIME_SPAN_DAY);
  assert_good (fetch (world, "good"));
}

static void
test_good (World         *world,
           gconstpointer  data)
{
  const PenstockFetch *got = fetch (world, "good");

  assert_good (got);
  g_assert_cmpstr (got->subject, ==, "EXMP");
  g_assert_true (g_str_has_prefix (got->uri, world->base));
  g_assert_cmpfloat (got->ms, >, 0.0);
  g_assert_true (got->provider == yahoo ());
  g_assert_cmpstr (world->seen_agent, ==, yahoo ()->policy->user_agent);
  assert_good (fetch (world, "gzip"));
}

static void
test_bad_answers (World         *world,
                  gconstpointer  data)
{
  assert_bad (world, "html", PENSTOCK_OUTCOME_BROKEN, 200, "HTML page instead of data");
  assert_bad (world, "type", PENSTOCK_OUTCOME_BROKEN, 200, "image/png");
  assert_bad (world, "status-401", PENSTOCK_OUTCOME_REFUSED, 401, "401");
  assert_bad (world, "status-403", PENSTOCK_OUTCOME_REFUSED, 403, "403");
  assert_bad (world, "status-404", PENSTOCK_OUTCOME_BROKEN, 404, "404");
  assert_bad (world, "status-500", PENSTOCK_OUTCOME_BROKEN, 500, "500");
  assert_bad (world, "status-503", PENSTOCK_OUTCOME_BROKEN, 503, "503");
  assert_bad (world, "loop", PENSTOCK_OUTCOME_BROKEN, 302, "302"); /* not followed: there is no such table */
  assert_bad (world, "half", PENSTOCK_OUTCOME_BROKEN, 200, "broke off");
  assert_bad (world, "gzip-half", PENSTOCK_OUTCOME_BROKEN, 200, "");
}

static void
test_too_large (World         *world,
                gconstpointer  data)
{
  assert_bad (world, "large", PENSTOCK_OUTCOME_BROKEN, 200, "more than 16 MiB");
  assert_bad (world, "bomb", PENSTOCK_OUTCOME_BROKEN, 200, "more than 16 MiB");
  for (guint i = 0; i < world->fetches->len; i++)
    g_assert_cmpuint (((PenstockFetch *)g_ptr_array_index (world->fetches, i))->bytes, <=, 16 * 1024 * 1024);
}

static void
test_stall (World         *world,
            gconstpointer  data)
{
  penstock_http_set_timeout (world->http, 1);
  assert_bad (world, "stall", PENSTOCK_OUTCOME_BROKEN, 0, "within 1 second");
}

static void
test_redirects_followed (World         *world,
                         gconstpointer  data)
{
  const PenstockFetch *got;

  set_mode (world, "loop");
  begin (world, &follower, NULL, NULL, NULL);
  g_main_loop_run (world->loop);
  got = last_fetch (world);
  g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpstr (got->reason, ==, "sent in circles");
  g_assert_cmpuint (world->requests, >, 2);
}

static void
test_refused (World         *world,
              gconstpointer  data)
{
  static const struct { const char *mode; gint64 least, most; } cases[] = {
    { "retry-429-120", 120, 150 },
    { "date-429-Tue, 12 May 2026 14:05:00 GMT", 300, 375 },
    { "status-429", 60, 75 },
    { "retry-503-90", 90, 113 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PenstockFetch *got;
      gint64 wait;
      guint asked;

      set_mode (world, cases[i].mode);
      got = fetch (world, NULL);
      g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
      wait = got->next_try - penstock_clock_now (world->clock);
      g_test_message ("%s: %s, %d s", cases[i].mode, got->reason, (int)wait);
      g_assert_cmpint (wait, >=, cases[i].least);
      g_assert_cmpint (wait, <=, cases[i].most);

      /* Now it answers at once, and asks nobody. */
      asked = world->requests;
      got = fetch (world, "good");
      g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
      g_assert_cmpint (got->next_try - penstock_clock_now (world->clock), ==, wait);
      g_assert_cmpuint (got->status, ==, 0);
      g_assert_nonnull (got->reason);
      g_assert_cmpuint (world->requests, ==, asked);

      /* Until the time has come. */
      penstock_clock_advance (world->clock, wait * G_USEC_PER_SEC);
      assert_good (fetch (world, "good"));

      /* Back to 14:00 for the next. */
      penstock_http_set_host_state (world->http, &(PenstockHostState) { .host_key = "yahoo", .day = PENSTOCK_DAY_NONE });
      penstock_clock_advance (world->clock, START_US - penstock_clock_now_us (world->clock));
    }
}

/* Those who wait when the host refuses are told at once. */
static void
test_refusal_ends_the_queue (World         *world,
                             gconstpointer  data)
{
  set_mode (world, "status-429");
  for (guint i = 0; i < 30; i++)
    begin (world, yahoo (), "EXMP", NULL, NULL);
  g_main_loop_run (world->loop);

  g_assert_cmpuint (world->requests, <, 30);
  for (guint i = 0; i < 30; i++)
    g_assert_cmpint (((PenstockFetch *)g_ptr_array_index (world->fetches, i))->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
}

static void
test_host_state (World         *world,
                 gconstpointer  data)
{
  g_autoptr(PenstockHttp) http = penstock_http_new (world->clock);
  PenstockHostState state, again;
  PenstockHttp *first = world->http;
  guint changes;

  g_assert_false (penstock_http_get_host_state (world->http, "yahoo", &state));
  assert_good (fetch (world, "good"));
  g_assert_true (penstock_http_get_host_state (world->http, "yahoo", &state));
  g_assert_cmpuint (state.requests_hour, ==, 1);
  g_assert_cmpuint (state.requests_day, ==, 1);
  g_assert_cmpint (state.last_request, ==, START_US / G_USEC_PER_SEC);
  g_assert_cmpint (state.refused_until, ==, 0);
  changes = world->changes;
  g_assert_cmpuint (changes, >, 0);

  fetch (world, "retry-429-600");
  g_assert_cmpuint (world->changes, >, changes);
  g_assert_true (penstock_http_get_host_state (world->http, "yahoo", &state));
  g_assert_cmpuint (state.refusals, ==, 1);

  /* Another start of the program. */
  penstock_http_set_host_state (http, &state);
  g_assert_true (penstock_http_get_host_state (http, "yahoo", &again));
  g_assert_cmpint (again.refused_until, ==, state.refused_until);
  g_assert_cmpint (again.refused_until, >=, START_US / G_USEC_PER_SEC + 600);
  penstock_http_set_base_url (http, yahoo (), world->base);
  world->http = http;
  g_assert_cmpint (fetch (world, "good")->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
  world->http = first;
}

static void
test_conditional (World         *world,
                  gconstpointer  data)
{
  const PenstockFetch *first = fetch (world, "etag");
  PenstockValidator validator = { first->uri, first->etag, first->last_modified };
  PenstockValidator other = { (char *)"http://elsewhere/", first->etag, first->last_modified };
  const PenstockFetch *got;

  assert_good (first);
  g_assert_cmpstr (first->etag, ==, "\"v1\"");
  g_assert_cmpstr (first->last_modified, ==, "Tue, 12 May 2026 10:00:00 GMT");

  begin (world, yahoo (), "EXMP", &validator, NULL);
  g_main_loop_run (world->loop);
  got = last_fetch (world);
  g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_true (got->not_modified);
  g_assert_cmpuint (got->status, ==, 304);

  /* Validators of another question are none. */
  begin (world, yahoo (), "EXMP", &other, NULL);
  g_main_loop_run (world->loop);
  assert_good (last_fetch (world));
}

/* First come, first asked; no more than eight at once. */
static void
test_queue (World         *world,
            gconstpointer  data)
{
  set_mode (world, "slow");
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("S%02u", i);

      begin (world, yahoo (), symbol, NULL, NULL);
    }
  g_main_loop_run (world->loop);

  g_assert_cmpuint (world->requests, ==, 40);
  g_assert_cmpuint (world->most, <=, 8);
  g_assert_cmpuint (world->most, >, 1);
  for (guint i = 0; i < 40; i++)
    assert_good (g_ptr_array_index (world->fetches, i));
  for (guint i = 16; i < 40; i++) /* nobody of the third eight before the first */
    g_assert_cmpint (atoi ((char *)g_ptr_array_index (world->order, i) + 1), >=, 8);
}

/* A host out there is asked one question at a time, with its rest between two, and no more than its hour allows; all of it by Penstock's clock. */
static void
test_spacing (World         *world,
              gconstpointer  data)
{
  g_autofree char *base = g_strconcat ("http://0.0.0.0:", strrchr (world->base, ':') + 1, NULL);
  guint refused = 0;

  penstock_http_set_base_url (world->http, &spaced, base);
  for (guint i = 0; i < 4; i++)
    begin (world, &spaced, NULL, NULL, NULL);

  for (guint i = 1; i <= 3; i++)
    {
      while (world->requests < i || world->fetches->len < i)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (world->requests, ==, i);
      penstock_clock_advance (world->clock, 199 * 1000);
      for (guint k = 0; k < 20; k++)
        g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (world->requests, ==, i);
      penstock_clock_advance (world->clock, 1000);
    }
  if (world->pending > 0)
    g_main_loop_run (world->loop);

  g_assert_cmpuint (world->requests, ==, 3);
  g_assert_cmpuint (world->most, ==, 1);
  for (guint i = 0; i < 4; i++)
    {
      const PenstockFetch *got = g_ptr_array_index (world->fetches, i);

      if (got->outcome != PENSTOCK_OUTCOME_REFUSED)
        continue;
      refused++;
      g_assert_cmpint (got->next_try, ==, START_US / G_USEC_PER_SEC + 3600);
      g_assert_nonnull (strstr (got->reason, "hour"));
    }
  g_assert_cmpuint (refused, ==, 1);
}

/* On this machine too, where a test of a day's polling wants it. */
static void
test_strict (World         *world,
             gconstpointer  data)
{
  penstock_http_set_strict (world->http, TRUE);
  for (guint i = 0; i < 2; i++)
    begin (world, yahoo (), "EXMP", NULL, NULL);
  while (world->fetches->len < 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (world->requests, ==, 1);
  penstock_clock_advance (world->clock, 2 * G_USEC_PER_SEC);
  g_main_loop_run (world->loop);
  g_assert_cmpuint (world->requests, ==, 2);
}

static void
test_cancelled (World         *world,
                gconstpointer  data)
{
  g_autoptr(GCancellable) running = g_cancellable_new ();
  g_autoptr(GCancellable) done = g_cancellable_new ();

  set_mode (world, "stall");
  begin (world, yahoo (), "EXMP", NULL, running);
  while (world->requests == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (running);
  g_main_loop_run (world->loop);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (last_fetch (world));

  g_cancellable_cancel (done);
  begin (world, yahoo (), "EXMP", NULL, done);
  g_main_loop_run (world->loop);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  assert_good (fetch (world, "good"));
}

/* In the queue behind eight that stall. */
static void
test_cancelled_while_waiting (World         *world,
                              gconstpointer  data)
{
  g_autoptr(GCancellable) stalled = g_cancellable_new ();
  g_autoptr(GCancellable) waiting = g_cancellable_new ();

  set_mode (world, "stall");
  for (guint i = 0; i < 8; i++)
    begin (world, yahoo (), "EXMP", NULL, stalled);
  begin (world, yahoo (), "LAST", NULL, waiting);
  while (world->requests < 8)
    g_main_context_iteration (NULL, TRUE);

  g_cancellable_cancel (waiting);
  while (world->pending == 9)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_cancellable_cancel (stalled);
  g_main_loop_run (world->loop);
  g_assert_cmpuint (world->requests, ==, 8);
  assert_good (fetch (world, "good"));
}

static void
test_nobody_there (World         *world,
                   gconstpointer  data)
{
  g_autoptr(GResolver) before = g_resolver_get_default ();
  g_autoptr(GResolver) no_names = g_object_new (no_names_get_type (), NULL);
  const PenstockFetch *got;

  penstock_http_set_base_url (world->http, yahoo (), "http://127.0.0.1:1");
  got = fetch (world, "good");
  g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpuint (got->status, ==, 0);
  g_assert_cmpstr (got->reason, ==, "127.0.0.1 does not take connections");

  penstock_clock_advance (world->clock, G_TIME_SPAN_MINUTE); /* no spacing on loopback, but out there */
  g_resolver_set_default (no_names);
  penstock_http_set_base_url (world->http, yahoo (), "http://penstock.invalid");
  got = fetch (world, NULL);
  g_resolver_set_default (before);
  g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpuint (got->status, ==, 0);
  g_assert_cmpstr (got->reason, ==, "the name penstock.invalid cannot be found: is the network there?");

  penstock_clock_advance (world->clock, G_TIME_SPAN_MINUTE);
  penstock_http_set_base_url (world->http, yahoo (), "no address");
  got = fetch (world, NULL);
  g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpstr (got->reason, ==, "there is no address to ask");

  penstock_http_set_base_url (world->http, yahoo (), NULL);
  g_assert_cmpstr (penstock_http_get_base_url (world->http, yahoo ()), ==, "https://query1.finance.yahoo.com");
}

/* A name and password in a setting are nobody's business. */
static void
test_no_secrets (World         *world,
                 gconstpointer  data)
{
  g_autofree char *base = g_strconcat ("http://me:secret@", world->base + strlen ("http://"), NULL);
  const PenstockFetch *got;

  penstock_http_set_base_url (world->http, yahoo (), base);
  got = fetch (world, "good");
  g_assert_null (strstr (got->uri, "secret"));
  assert_good (got);
}

#define ADD(path, func) g_test_add ("/feed/http/" path, World, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("good", test_good);
  ADD ("bad-answers", test_bad_answers);
  ADD ("too-large", test_too_large);
  ADD ("stall", test_stall);
  ADD ("redirects-followed", test_redirects_followed);
  ADD ("refused", test_refused);
  ADD ("refusal-ends-the-queue", test_refusal_ends_the_queue);
  ADD ("host-state", test_host_state);
  ADD ("conditional", test_conditional);
  ADD ("queue", test_queue);
  ADD ("spacing", test_spacing);
  ADD ("strict", test_strict);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-while-waiting", test_cancelled_while_waiting);
  ADD ("nobody-there", test_nobody_there);
  ADD ("no-secrets", test_no_secrets);
  return g_test_run ();
}
