/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-cache.h"
#include "penstock-http.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

/* What is kept between runs, and when it may speak for the source. */

#define START_US G_GINT64_CONSTANT (1778594400000000) /* Tuesday 12 May 2026 14:00:00 UTC */
#define KEY      "S3CR3T/key"

/* -- a provider of one line: "rows" -- */

static void
lines_build_request (const char          *base_url,
                     const PenstockQuery *query,
                     PenstockRequest     *request)
{
  g_autofree char *key = query->key != NULL ? g_uri_escape_string (query->key, NULL, FALSE) : NULL;

  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/%s?token=%s", base_url, query->subject, key != NULL ? key : "");
}

static PenstockOutcome
lines_recognise (guint       status,
                 const char *content_type,
                 GBytes     *body,
                 char      **reason)
{
  if (status == 200)
    return PENSTOCK_OUTCOME_DATA;

  *reason = g_strdup ("no");
  return status == 429 ? PENSTOCK_OUTCOME_REFUSED : PENSTOCK_OUTCOME_BROKEN;
}

static gboolean
lines_parse (GBytes               *body,
             const PenstockQuery  *query,
             gint64                now,
             PenstockBatch        *batch,
             GError              **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  PenstockQuote quote = { .market_time = now };

  if (length == 0 || *data == '!')
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "damaged");
      return FALSE;
    }
  if (*data == '-')
    return TRUE;

  batch->kept = (guint)length;
  penstock_batch_add_quote (batch, query->charset != NULL ? query->charset : "none", &quote);
  return TRUE;
}

static const PenstockPolicy policy = { .host_key = "lines", .min_interval_ms = 1000, .backoff_first_s = 60, .backoff_most_s = 600 };
static const PenstockProvider lines = {
  .id = "lines", .base_url = "http://127.0.0.1:9", .key_need = PENSTOCK_KEY_OPTIONAL, .policy = &policy, .build_request = lines_build_request,
      .recognise = lines_recognise, .parse = lines_parse,
};

/* -- the world -- */

typedef struct
{
  char          *dir, *base;
  SoupServer    *server;
  PenstockClock *clock;
  PenstockHttp  *http;
  const char    *body, *control;
  gboolean       refuses;
  guint          requests, conditional;
} World;

static void
server_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  World *world = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *asked = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match");
  g_autofree char *etag = g_strdup_printf ("\"%s\"", world->body);

  world->requests++;
  world->conditional += asked != NULL;
  if (world->refuses)
    {
      soup_server_message_set_status (message, 429, NULL);
      return;
    }

  soup_message_headers_replace (headers, "ETag", etag);
  if (world->control != NULL)
    soup_message_headers_replace (headers, "Cache-Control", world->control);
  if (g_strcmp0 (asked, etag) == 0)
    {
      soup_server_message_set_status (message, 304, NULL);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain; charset=big5", SOUP_MEMORY_COPY, world->body, strlen (world->body));
}

/* Another start of the program. */
static void
restart (World *world)
{
  if (world->http != NULL)
    g_assert_finalize_object (world->http);
  world->http = penstock_http_new (world->clock);
  penstock_http_set_base_url (world->http, &lines, world->base);
  penstock_http_set_cache_dir (world->http, world->dir);
  penstock_http_set_key (world->http, &lines, KEY);
}

static void
set_up (World         *world,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  world->dir = g_dir_make_tmp ("penstock-cache-XXXXXX", NULL);
  world->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (world->server, NULL, server_cb, world, NULL);
  soup_server_listen_local (world->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (world->server);
  world->base = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  world->clock = penstock_clock_new_fixed (START_US);
  world->body = "hello";
  restart (world);
}

static GPtrArray *
list (World *world)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (world->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (world->dir, name, NULL));
  return paths;
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) paths = NULL;

  g_assert_finalize_object (world->http);
  soup_server_disconnect (world->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&world->server);
  g_clear_object (&world->clock);
  g_chmod (world->dir, 0700);
  paths = list (world);
  for (guint i = 0; i < paths->len; i++)
    g_unlink (g_ptr_array_index (paths, i));
  g_rmdir (world->dir);
  g_free (world->dir);
  g_free (world->base);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(PenstockFetch **)user_data = penstock_http_fetch_finish (PENSTOCK_HTTP (object), result, NULL);
}

static PenstockFetch *
fetch (World                   *world,
       const PenstockValidator *validator)
{
  const PenstockQuery query = { .subject = "s", .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  PenstockFetch *got = NULL;

  penstock_http_fetch_async (world->http, &lines, &query, validator, NULL, fetched_cb, &got);
  while (got == NULL)
    g_main_context_iteration (NULL, TRUE);
  return got;
}

static void
assert_rows (const PenstockFetch *got,
             gint64               seen)
{
  g_assert_cmpstr (got->reason, ==, NULL);
  g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (got->rows, ==, 5);
  g_assert_cmpint (penstock_batch_get_quote (got->batch, "big5")->market_time, ==, seen);
}

/* -- nothing has changed: the rows come out of what is kept, as of when they were fetched -- */

static void
test_not_modified (World         *world,
                   gconstpointer  data)
{
  const gint64 start = START_US / G_USEC_PER_SEC;
  g_autoptr(PenstockFetch) first = fetch (world, NULL);
  g_autoptr(PenstockFetch) again = NULL;
  g_autoptr(PenstockFetch) newer = NULL;

  assert_rows (first, start);
  g_assert_false (first->not_modified);
  restart (world);
  penstock_clock_advance (world->clock, G_TIME_SPAN_HOUR);
  again = fetch (world, NULL);
  assert_rows (again, start);
  g_assert_true (again->not_modified);
  g_assert_cmpuint (again->status, ==, 304);
  g_assert_false (again->from_cache);
  g_assert_cmpuint (world->conditional, ==, 1);

  world->body = "fresh";
  newer = fetch (world, NULL);
  assert_rows (newer, start + 3600);
  g_assert_false (newer->not_modified);
}

/* -- as long as the answer says of itself that it is good -- */

static void
test_max_age (World         *world,
              gconstpointer  data)
{
  const gint64 start = START_US / G_USEC_PER_SEC;
  PenstockHostState state;

  world->control = "public, max-age=300";
  penstock_fetch_free (fetch (world, NULL));
  restart (world);
  penstock_clock_advance (world->clock, 299 * G_USEC_PER_SEC);
  {
    g_autoptr(PenstockFetch) kept = fetch (world, NULL);

    assert_rows (kept, start);
    g_assert_true (kept->from_cache);
    g_assert_cmpuint (world->requests, ==, 1);
    g_assert_true (!penstock_http_get_host_state (world->http, "lines", &state) || state.requests_day == 0);
  }

  penstock_clock_advance (world->clock, G_USEC_PER_SEC);
  {
    g_autoptr(PenstockFetch) asked = fetch (world, NULL);

    g_assert_false (asked->from_cache);
    g_assert_true (asked->not_modified);
    g_assert_cmpuint (world->requests, ==, 2);
  }

  /* A clock that was set back makes nothing younger. */
  penstock_clock_advance (world->clock, -G_TIME_SPAN_DAY);
  {
    g_autoptr(PenstockFetch) asked = fetch (world, NULL);

    g_assert_false (asked->from_cache);
    g_assert_cmpuint (world->requests, ==, 3);
  }
}

/* A source that refuses does not take away what is kept, nor what is still good. */
static void
test_refused (World         *world,
              gconstpointer  data)
{
  g_autoptr(PenstockFetch) refused = NULL;
  g_autoptr(PenstockFetch) after = NULL;

  penstock_fetch_free (fetch (world, NULL));
  world->refuses = TRUE;
  refused = fetch (world, NULL);
  g_assert_cmpint (refused->outcome, ==, PENSTOCK_OUTCOME_REFUSED);
  g_assert_null (refused->batch);

  world->refuses = FALSE;
  penstock_clock_advance (world->clock, G_TIME_SPAN_HOUR);
  after = fetch (world, NULL);
  assert_rows (after, START_US / G_USEC_PER_SEC);
  g_assert_true (after->not_modified);
}

static void
test_not_kept (World         *world,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) emptied = NULL;

  world->control = "no-store, max-age=300";
  penstock_fetch_free (fetch (world, NULL));
  restart (world); /* everything is written by then */
  none = list (world);
  g_assert_cmpuint (none->len, ==, 0);

  /* Only an empty answer takes away what was kept. */
  world->control = NULL;
  penstock_fetch_free (fetch (world, NULL));
  world->body = "!broken";
  penstock_fetch_free (fetch (world, NULL));
  restart (world);
  {
    g_autoptr(GPtrArray) one = list (world);

    g_assert_cmpuint (one->len, ==, 1);
  }
  world->body = "-";
  penstock_fetch_free (fetch (world, NULL));
  restart (world);
  emptied = list (world);
  g_assert_cmpuint (emptied->len, ==, 0);
}

/* -- damage -- */

static void
damage (const char *path,
        gssize      cut,
        gsize       flip)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  text[(length - 1) - flip] ^= 1;
  g_assert_true (g_file_set_contents (path, text, (gssize)length - cut, NULL));
}

/* One bit, a lost end, an empty file: asked again, in full, and healed. */
static void
test_damaged (World         *world,
              gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GPtrArray) paths = NULL;
      g_autoptr(PenstockFetch) healed = NULL;
      g_autoptr(PenstockFetch) after = NULL;

      penstock_fetch_free (fetch (world, NULL));
      restart (world);
      paths = list (world);
      g_assert_cmpuint (paths->len, ==, 1);
      if (i < 2)
        damage (g_ptr_array_index (paths, 0), i == 1 ? 3 : 0, 0);
      else
        g_assert_true (g_file_set_contents (g_ptr_array_index (paths, 0), "", 0, NULL));

      healed = fetch (world, NULL);
      assert_rows (healed, START_US / G_USEC_PER_SEC);
      g_assert_false (healed->not_modified);
      g_assert_cmpuint (healed->status, ==, 200);
      after = fetch (world, NULL);
      assert_rows (after, START_US / G_USEC_PER_SEC);
      g_assert_true (after->not_modified);
    }
}

/* Who has it stored is not asked for it again because of a damaged copy. */
static void
test_damaged_but_stored (World         *world,
                         gconstpointer  data)
{
  g_autoptr(PenstockFetch) first = fetch (world, NULL);
  const PenstockValidator validator = { first->uri, first->etag, NULL };
  g_autoptr(GPtrArray) paths = NULL;
  g_autoptr(PenstockFetch) got = NULL;

  restart (world);
  paths = list (world);
  damage (g_ptr_array_index (paths, 0), 0, 0);
  got = fetch (world, &validator);
  g_assert_cmpint (got->outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_true (got->not_modified);
  g_assert_cmpuint (world->requests, ==, 2);
}

/* A directory that takes nothing: as if there were no cache. */
static void
test_nowhere_to_write (World         *world,
                       gconstpointer  data)
{
  g_autofree char *file = g_build_filename (world->dir, "file", NULL);
  g_autofree char *below = g_build_filename (file, "cache", NULL);

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  penstock_http_set_cache_dir (world->http, below);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(PenstockFetch) got = fetch (world, NULL);

      assert_rows (got, START_US / G_USEC_PER_SEC);
      g_assert_false (got->not_modified);
    }
  g_assert_cmpuint (world->conditional, ==, 0);
}

static void
test_nothing_secret (World         *world,
                     gconstpointer  data)
{
  g_autoptr(PenstockFetch) got = fetch (world, NULL);
  g_autoptr(GPtrArray) paths = NULL;
  g_autofree char *text = NULL;
  GStatBuf info;

  g_assert_true (g_str_has_suffix (got->uri, "/s?token=KEY"));
  restart (world);
  paths = list (world);
  g_assert_cmpuint (paths->len, ==, 1);
  g_assert_true (g_file_get_contents (g_ptr_array_index (paths, 0), &text, NULL, NULL));
  g_assert_null (strstr (text, "S3CR3T"));
  g_assert_null (strstr (text, world->base));
  g_assert_null (strstr (g_ptr_array_index (paths, 0), "S3CR3T"));
  g_assert_cmpint (g_stat (g_ptr_array_index (paths, 0), &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 077, ==, 0);
}

/* -- the cache by itself -- */

static void
put (PenstockCache *cache,
     const char    *name,
     gsize          size)
{
  PenstockCacheEntry *entry = g_new0 (PenstockCacheEntry, 1);
  g_autofree char *body = g_strnfill (size, 'x');

  entry->etag = g_strdup ("\"e\"");
  entry->fetched_at = 1;
  entry->body = g_bytes_new (body, size);
  penstock_cache_put (cache, name, entry);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static PenstockCacheEntry *
find (PenstockCache *cache,
      const char    *name)
{
  g_autoptr(GAsyncResult) result = NULL;

  penstock_cache_find_async (cache, name, TRUE, found_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return penstock_cache_find_finish (result);
}

static gint64
total (World *world)
{
  g_autoptr(GPtrArray) paths = list (world);
  gint64 sum = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      GStatBuf info;

      g_assert_cmpint (g_stat (g_ptr_array_index (paths, i), &info), ==, 0);
      sum += info.st_size;
    }

  return sum;
}

/* The oldest go first; what was of use stays. */
static void
test_cap (World         *world,
          gconstpointer  data)
{
  PenstockCache *cache = penstock_cache_new (world->dir);

  penstock_cache_set_most (cache, 10 * 1024);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02u", i);
      g_autoptr(PenstockCacheEntry) first = NULL;

      put (cache, name, 900);
      g_usleep (2000); /* a file's time is no finer than the kernel's tick */
      first = find (cache, "00");
      g_assert_nonnull (first);
      g_assert_cmpuint (g_bytes_get_size (first->body), ==, 900);
      g_usleep (6000);
    }
  {
    g_autoptr(PenstockCacheEntry) old = find (cache, "01");
    g_autoptr(PenstockCacheEntry) last = find (cache, "39");

    g_assert_null (old);
    g_assert_nonnull (last);
    g_assert_cmpstr (last->etag, ==, "\"e\"");
  }
  put (cache, "huge", 9 * 1024); /* more than half of all there may be: not kept */
  penstock_cache_free (cache);
  g_assert_cmpint (total (world), <=, 10 * 1024);
  g_assert_cmpint (total (world), >, 8 * 1024);
}

#define ADD(path, func) g_test_add ("/feed/cache/" path, World, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("not-modified", test_not_modified);
  ADD ("max-age", test_max_age);
  ADD ("refused", test_refused);
  ADD ("not-kept", test_not_kept);
  ADD ("damaged", test_damaged);
  ADD ("damaged-but-stored", test_damaged_but_stored);
  ADD ("nowhere-to-write", test_nowhere_to_write);
  ADD ("nothing-secret", test_nothing_secret);
  ADD ("cap", test_cap);
  return g_test_run ();
}
