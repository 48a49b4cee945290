/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-http-private.h"

#include <string.h>

/* By which rules a source is asked: keys, redirects, hosts of the user's own addresses, pauses. */

#define START_US G_GINT64_CONSTANT (1778594400000000) /* Tuesday 12 May 2026 14:00:00 UTC */
#define SECRET   "S3CR3T+k/y z"

/* -- providers as simple as can be -- */

static void
build_keyed (const char          *base_url,
             const PenstockQuery *query,
             PenstockRequest     *request)
{
  g_autofree char *key = query->key != NULL ? g_uri_escape_string (query->key, NULL, FALSE) : NULL;

  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/%s?token=%s&x=1", base_url, query->subject, key != NULL ? key : "none");
}

static void
build_address (const char          *base_url,
               const PenstockQuery *query,
               PenstockRequest     *request)
{
  request->method = g_strdup ("GET");
  request->uri = g_strdup (query->subject);
}

static PenstockOutcome
recognise (guint       status,
           const char *content_type,
           GBytes     *body,
           char      **reason)
{
  if (status == 200)
    return PENSTOCK_OUTCOME_DATA;

  *reason = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return status == 401 || status == 429 ? PENSTOCK_OUTCOME_REFUSED : PENSTOCK_OUTCOME_BROKEN;
}

static gboolean
parse (GBytes               *body,
       const PenstockQuery  *query,
       gint64                now,
       PenstockBatch        *batch,
       GError              **error)
{
  batch->kept = batch->rows = 1;
  penstock_batch_reject (batch, 2, "%s", query->key != NULL ? query->key : "no key");
  penstock_batch_reject (batch, 3, "%s", query->charset != NULL ? query->charset : "no charset");
  return TRUE;
}

static const PenstockPolicy keyed_policy = { .host_key = "keyed", .min_interval_ms = 1000, .max_per_day = 3, .backoff_first_s = 300,
    .backoff_most_s = 600, .follow_redirects = TRUE };
static const PenstockPolicy address_policy = { .min_interval_ms = 1000, .backoff_first_s = 300, .backoff_most_s = 600, .follow_redirects = TRUE };
static const PenstockProvider keyed = {
  .id = "keyed", .base_url = "http://127.0.0.1:9", .key_need = PENSTOCK_KEY_NEEDED, .policy = &keyed_policy, .build_request = build_keyed,
      .recognise = recognise, .parse = parse,
};
static const PenstockProvider address = {
  .id = "address", .asks = PENSTOCK_ASKS_ADDRESS, .policy = &address_policy, .build_request = build_address, .recognise = recognise, .parse = parse,
};

/* -- the world -- */

typedef struct
{
  SoupServer    *server;
  PenstockClock *clock;
  PenstockHttp  *http;
  char          *base;
  char          *query;       /* as the server saw it */
  guint          requests;
} World;

/* "/STATUS" answers with that; "/STATUS/rest" redirects to "/rest". */
static void
server_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *table,
           gpointer           user_data)
{
  World *world = user_data;
  const char *rest = strchr (path + 1, '/');
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  const guint status = (guint)g_ascii_strtoull (path + 1, NULL, 10);
  g_autofree char *body = g_strdup_printf ("you sent %s and " SECRET, query != NULL ? query : "nothing");

  world->requests++;
  g_free (world->query);
  world->query = g_strdup (query);
  soup_server_message_set_status (message, status, NULL);
  if (rest != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", rest);
  else
    soup_server_message_set_response (message, "text/plain; charset=Big5", SOUP_MEMORY_COPY, body, strlen (body));
}

static void
set_up (World         *world,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  world->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (world->server, NULL, server_cb, world, NULL);
  soup_server_listen_local (world->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (world->server);
  world->base = g_uri_to_string (uris->data);
  world->base[strlen (world->base) - 1] = '\0';
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  world->clock = penstock_clock_new_fixed (START_US);
  world->http = penstock_http_new (world->clock);
  penstock_http_set_base_url (world->http, &keyed, world->base);
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  g_assert_finalize_object (world->http);
  soup_server_disconnect (world->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&world->server);
  g_clear_object (&world->clock);
  g_free (world->base);
  g_free (world->query);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(PenstockFetch **)user_data = penstock_http_fetch_finish (PENSTOCK_HTTP (object), result, NULL);
}

static PenstockFetch *
fetch (World                  *world,
       const PenstockProvider *provider,
       const char             *subject)
{
  g_autofree char *whole = provider == &address ? g_strdup_printf ("%s/%s", world->base, subject) : g_strdup (subject);
  const PenstockQuery query = { .subject = whole, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE, .key = "of somebody else" };
  PenstockFetch *got = NULL;

  penstock_http_fetch_async (world->http, provider, &query, NULL, NULL, fetched_cb, &got);
  while (got == NULL)
    g_main_context_iteration (NULL, TRUE);
  return got;
}

static const char *
rejection (const PenstockFetch *got,
           guint                index)
{
  return g_array_index (got->batch->rejected, PenstockRejection, index).reason;
}

/* -- keys -- */

static void
test_needs_key (World         *world,
                gconstpointer  data)
{
  g_autoptr(PenstockFetch) without = fetch (world, &keyed, "200");
  g_autoptr(PenstockFetch) with = NULL;
  PenstockHostState state;

  g_assert_cmpint (without->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
  g_assert_cmpstr (without->reason, ==, "needs a key");
  g_assert_cmpint (without->next_try, ==, 0);
  g_assert_cmpuint (world->requests, ==, 0);
  g_assert_true (!penstock_http_get_host_state (world->http, "keyed", &state) || (state.refusals == 0 && state.requests_day == 0));

  penstock_http_set_key (world->http, &keyed, SECRET);
  g_assert_true (penstock_http_has_key (world->http, &keyed));
  with = fetch (world, &keyed, "200");
  g_assert_cmpint (with->outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpstr (world->query, ==, "token=S3CR3T%2Bk%2Fy%20z&x=1");

  penstock_http_set_key (world->http, &keyed, "");
  g_assert_false (penstock_http_has_key (world->http, &keyed));
}

/* It goes into the request and nowhere else, however the source throws it back. */
static void
test_secret (World         *world,
             gconstpointer  data)
{
  g_autoptr(PenstockFetch) good = NULL;
  g_autoptr(PenstockFetch) bad = NULL;

  penstock_http_set_key (world->http, &keyed, SECRET);
  good = fetch (world, &keyed, "200");
  g_assert_true (g_str_has_suffix (good->uri, "/200?token=KEY&x=1"));
  g_assert_cmpstr (rejection (good, 0), ==, "KEY");
  bad = fetch (world, &keyed, "500");
  g_assert_cmpstr (bad->reason, ==, "you sent token=KEY&x=1 and KEY");
}

static void
test_spellings (void)
{
  static const char *const texts[][2] = {
    { "a S3CR3T+k/y z b", "a KEY b" }, { "S3CR3T%2Bk%2Fy%20z", "KEY" }, { "S3CR3T%2bk%2fy%20z", "KEY" }, { "s3cr3t+k/y z", "KEY" },
    { "%53%33%43%52%33%54%2B%6B%2F%79%20%7A", "KEY" }, { "S3CR3T+k/y%20z", "KEY" }, { "nothing of it", "nothing of it" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *clean = penstock_http_without_key (texts[i][0], SECRET);

      g_assert_cmpstr (clean, ==, texts[i][1]);
    }
  g_assert_null (penstock_http_without_key (NULL, SECRET));
}

/* A host that would not have the old key is asked at once with the new one. */
static void
test_new_key (World         *world,
              gconstpointer  data)
{
  g_autoptr(PenstockFetch) refused = NULL;
  g_autoptr(PenstockFetch) still = NULL;
  g_autoptr(PenstockFetch) after = NULL;

  penstock_http_set_key (world->http, &keyed, "old");
  refused = fetch (world, &keyed, "401");
  g_assert_cmpint (refused->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
  g_assert_cmpint (refused->next_try, >=, START_US / G_USEC_PER_SEC + 300);
  penstock_http_set_key (world->http, &keyed, "old"); /* no news */
  still = fetch (world, &keyed, "200");
  g_assert_cmpint (still->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
  g_assert_cmpuint (world->requests, ==, 1);
  penstock_http_set_key (world->http, &keyed, "new");
  after = fetch (world, &keyed, "200");
  g_assert_cmpint (after->outcome, ==, PENSTOCK_OUTCOME_DATA);
}

/* -- budgets -- */

static void
test_day (World         *world,
          gconstpointer  data)
{
  g_autoptr(PenstockFetch) spent = NULL;

  penstock_http_set_strict (world->http, TRUE);
  penstock_http_set_key (world->http, &keyed, SECRET);
  for (guint i = 0; i < 3; i++)
    {
      penstock_fetch_free (fetch (world, &keyed, "200"));
      penstock_clock_advance (world->clock, G_TIME_SPAN_HOUR);
    }
  spent = fetch (world, &keyed, "200");
  g_assert_cmpint (spent->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (spent->reason, "day"));
  g_assert_cmpint (spent->next_try % 86400, ==, 0);
  g_assert_cmpint (spent->next_try - START_US / G_USEC_PER_SEC, ==, 10 * 3600);
  g_assert_cmpuint (world->requests, ==, 3);
}

/* A question that is answered with nothing of use rests for a minute, then for two, and so on; a good answer ends it; others are not held to it. */
static void
test_pause (World         *world,
            gconstpointer  data)
{
  const gint64 waits[] = { 60, 120, 240, 480, 600 };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr(PenstockFetch) got = fetch (world, &address, "500");
      gint64 wait = got->next_try - START_US / G_USEC_PER_SEC;

      g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_BROKEN);
      g_assert_cmpint (wait, >=, waits[i]);
      g_assert_cmpint (wait, <=, MIN (waits[i] * 5 / 4, 600));
    }
  {
    g_autoptr(PenstockFetch) other = fetch (world, &address, "404");

    g_assert_cmpint (other->next_try - START_US / G_USEC_PER_SEC, <=, 75);
  }
}

/* -- the user's own addresses -- */

static void
test_host_keys (World         *world,
                gconstpointer  data)
{
  g_autofree char *long_name = g_strconcat ("https://", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.org/", NULL);
  const char *const cases[][2] = {
    { "https://Example.ORG:8443/feed.xml", "host:example.org" }, { "http://me:pw@example.org/", "host:example.org" },
    { "https://b\xc3\xbc""cher.example/rss", "host:xn--bcher-kva.example" }, { "no address", "host:" },
  };
  g_autofree char *long_key = penstock_http_dup_host_key (world->http, &address, long_name);
  g_autofree char *own = penstock_http_dup_host_key (world->http, &keyed, "200");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = penstock_http_dup_host_key (world->http, &address, cases[i][0]);

      g_assert_cmpstr (key, ==, cases[i][1]);
    }
  g_assert_cmpuint (strlen (long_key), <, sizeof ((PenstockHostState *)NULL)->host_key);
  g_assert_cmpstr (own, ==, "keyed");
}

/* Each has a budget of its own: one that refuses does not silence the other. */
static void
test_hosts_apart (World         *world,
                  gconstpointer  data)
{
  g_autofree char *other = g_strdup_printf ("http://localhost:%s/200", strrchr (world->base, ':') + 1);
  const PenstockQuery query = { .subject = other, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_autoptr(PenstockFetch) refused = fetch (world, &address, "429");
  g_autoptr(PenstockFetch) still = fetch (world, &address, "200");
  g_autoptr(PenstockFetch) good = NULL;
  PenstockHostState state;

  g_assert_cmpint (refused->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
  g_assert_cmpint (still->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
  g_assert_true (penstock_http_get_host_state (world->http, "host:127.0.0.1", &state));
  g_assert_cmpuint (state.refusals, ==, 1);
  penstock_http_fetch_async (world->http, &address, &query, NULL, NULL, fetched_cb, &good);
  while (good == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (good->outcome, ==, PENSTOCK_OUTCOME_DATA);
}

static void
test_charset (World         *world,
              gconstpointer  data)
{
  g_autoptr(PenstockFetch) got = fetch (world, &address, "200");

  g_assert_cmpstr (rejection (got, 1), ==, "Big5");
}

/* -- redirects -- */

static void
test_moved (World         *world,
            gconstpointer  data)
{
  static const struct { const char *path, *moved; PenstockOutcome outcome; guint status; } cases[] = {
    { "301/200", "/200", PENSTOCK_OUTCOME_DATA, 200 },
    { "308/301/200", "/200", PENSTOCK_OUTCOME_DATA, 200 },
    { "302/200", NULL, PENSTOCK_OUTCOME_DATA, 200 },
    { "301/302/200", "/302/200", PENSTOCK_OUTCOME_DATA, 200 }, /* as far as it was for good */
    { "301/404", NULL, PENSTOCK_OUTCOME_BROKEN, 404 },         /* nothing there: not for good */
    { "301/410", NULL, PENSTOCK_OUTCOME_BROKEN, 410 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PenstockFetch) got = fetch (world, &address, cases[i].path);
      g_autofree char *moved = cases[i].moved != NULL ? g_strconcat (world->base, cases[i].moved, NULL) : NULL;
      g_autofree char *asked = g_strdup_printf ("%s/%s", world->base, cases[i].path);

      g_test_message ("%s: %s", cases[i].path, got->moved_to);
      g_assert_cmpint (got->outcome, ==, cases[i].outcome);
      g_assert_cmpuint (got->status, ==, cases[i].status);
      g_assert_cmpstr (got->moved_to, ==, moved);
      g_assert_cmpstr (got->uri, ==, asked);
      g_assert_true (got->gone == (cases[i].status == 410));
    }
}

/* Sources with an address of their own may send us about, but that is no news to anybody. */
static void
test_own_address (World         *world,
                  gconstpointer  data)
{
  g_autoptr(PenstockFetch) got = NULL;

  penstock_http_set_key (world->http, &keyed, SECRET);
  got = fetch (world, &keyed, "301/200");
  g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_null (got->moved_to);
}

static void
test_circles (World         *world,
              gconstpointer  data)
{
  g_autoptr(PenstockFetch) got = fetch (world, &address, "302/302/302/302/302/302/302/200");

  g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpstr (got->reason, ==, "sent in circles");
  g_assert_cmpuint (world->requests, ==, 6);
}

static void
test_where_to (void)
{
  static const struct { const char *from, *location; gboolean wide; const char *to, *words; } cases[] = {
    { "https://a.example.com/x/y", "z", FALSE, "https://a.example.com/x/z", NULL },
    { "https://a.example.com/x", "//b.example.com/z#top", FALSE, "https://b.example.com/z", NULL },
    { "http://a.example.com/x", "https://a.example.com/x", FALSE, "https://a.example.com/x", NULL },
    { "https://a.example.com/x", "http://a.example.com/x", TRUE, NULL, "insecure" },
    { "https://a.example.com/x", "https://other.org/x", FALSE, NULL, "another host" },
    { "https://a.example.com/x", "https://other.org/x", TRUE, "https://other.org/x", NULL },
    { "https://a.co.uk/x", "https://b.co.uk/x", FALSE, NULL, "another host" },
    { "https://a.example.com/x", "https://127.0.0.1/x", TRUE, NULL, "inside" },
    { "https://a.example.com/x", "https://[::1]/x", TRUE, NULL, "inside" },
    { "https://a.example.com/x", "https://192.168.1.1/x", TRUE, NULL, "inside" },
    { "https://a.example.com/x", "https://localhost/x", TRUE, NULL, "inside" },
    { "http://127.0.0.1:1/x", "http://127.0.0.1:2/x", FALSE, "http://127.0.0.1:2/x", NULL },
    { "https://a.example.com/x", "file:///etc/passwd", TRUE, NULL, "no web address" },
    { "https://a.example.com/x", "javascript:alert(1)", TRUE, NULL, "no web address" },
    { "https://a.example.com/x", "https://", TRUE, NULL, "no web address" },
    { "https://a.example.com/x", "https://me:pw@a.example.com/z", TRUE, "https://a.example.com/z", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reason = NULL;
      g_autofree char *to = penstock_http_redirect (cases[i].from, cases[i].location, cases[i].wide, &reason);

      g_test_message ("%s + %s: %s %s", cases[i].from, cases[i].location, to, reason);
      g_assert_cmpstr (to, ==, cases[i].to);
      g_assert_true ((reason == NULL) == (cases[i].words == NULL));
      if (reason != NULL)
        g_assert_nonnull (strstr (reason, cases[i].words));
    }
}

#define ADD(path, func) g_test_add ("/feed/asking/" path, World, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("needs-key", test_needs_key);
  ADD ("secret", test_secret);
  g_test_add_func ("/feed/asking/spellings", test_spellings);
  ADD ("new-key", test_new_key);
  ADD ("day", test_day);
  ADD ("pause", test_pause);
  ADD ("host-keys", test_host_keys);
  ADD ("hosts-apart", test_hosts_apart);
  ADD ("charset", test_charset);
  ADD ("moved", test_moved);
  ADD ("own-address", test_own_address);
  ADD ("circles", test_circles);
  g_test_add_func ("/feed/asking/where-to", test_where_to);
  return g_test_run ();
}
