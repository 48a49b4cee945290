/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "engine-server.h"

#include "penstock-error.h"

/* Keys are kept by the keyring and nowhere else. No real one is touched: libsecret's file backend in a folder of the test, or no service at all. */

#define KEY "sEcr3t-0123456789abcdef"

static const PenstockProvider *
tiingo (void)
{
  return penstock_provider_find ("tiingo");
}

static gboolean
set (Server      *server,
     const char  *key,
     GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  penstock_keys_set_async (server->world.http, tiingo (), key, NULL, world_result_cb, &result);
  return penstock_keys_set_finish (server->world.http, world_wait (&result), error);
}

static gboolean
load_keys (Server  *server,
           GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  penstock_keys_load_async (server->world.http, NULL, world_result_cb, &result);
  return penstock_keys_load_finish (server->world.http, world_wait (&result), error);
}

static void
assert_nowhere (const char *dir_path)
{
  g_autoptr(GDir) dir = g_dir_open (dir_path, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir_path, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (!g_file_get_contents (path, &contents, &length, NULL))
        continue;
      n++;
      g_assert_null (strstr (name, KEY));
      g_assert_null (memmem (contents, length, KEY, strlen (KEY)));
    }
  g_assert_cmpuint (n, >, 0);
}

/* Everything that is written to the log while the key is in use. */
static GString *heard;

static GLogWriterOutput
hear_cb (GLogLevelFlags   level,
         const GLogField *fields,
         gsize            n,
         gpointer         user_data)
{
  for (gsize i = 0; i < n; i++)
    if (fields[i].length < 0)
      g_string_append_printf (heard, "%s\n", (const char *)fields[i].value);

  return G_LOG_WRITER_HANDLED;
}

static void
test_kept (Server        *server,
           gconstpointer  data)
{
  const char *const enabled[] = { "tiingo", NULL }, *const feeds[] = { "tiingo", NULL }, *const symbols[] = { "NVDA", NULL };
  g_autoptr(GError) error = NULL;
  const PenstockFeedState *state;
  GHashTableIter iter;
  gpointer value;

  g_assert_true (load_keys (server, &error));
  g_assert_no_error (error);
  g_assert_false (penstock_http_has_key (server->world.http, tiingo ()));
  g_assert_true (set (server, "  " KEY "\n", &error));
  g_assert_no_error (error);
  g_assert_true (penstock_http_has_key (server->world.http, tiingo ()));

  /* In use: asked with it, and refused for it. */
  server_point (server, enabled);
  server_put (server, "/tiingo/daily/nvda/prices", "application/json", "{\"detail\":\"Invalid token " KEY "\"}")->status = 401;
  server_poll (server, feeds, symbols, FALSE);
  g_assert_cmpuint (server->log->len, >, 0);
  g_hash_table_iter_init (&iter, server->world.engine->feed_states);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      state = value;
      g_assert_null (strstr (state->reason != NULL ? state->reason : "", KEY));
      g_assert_null (strstr (state->uri != NULL ? state->uri : "", KEY));
    }
  g_assert_null (strstr (penstock_feed_health_get_reason (server_health (server, "tiingo")), KEY));
  g_assert_null (strstr (heard->str, KEY));

  server_run_for (30);
  world_close (&server->world);
  assert_nowhere (server->world.dir);

  /* Another day. */
  world_open (&server->world);
  g_assert_false (penstock_http_has_key (server->world.http, tiingo ()));
  g_assert_true (load_keys (server, &error));
  g_assert_true (penstock_http_has_key (server->world.http, tiingo ()));

  g_assert_true (set (server, "", &error));
  g_assert_no_error (error);
  g_assert_false (penstock_http_has_key (server->world.http, tiingo ()));
  g_assert_true (load_keys (server, &error));
  g_assert_false (penstock_http_has_key (server->world.http, tiingo ()));
  /* There is none to clear: that is no fault. */
  g_assert_true (set (server, NULL, &error));
  g_assert_no_error (error);
}

static void
test_no_key (Server        *server,
             gconstpointer  data)
{
  g_autofree char *most = g_strnfill (256, 'k');
  g_autofree char *longer = g_strnfill (257, 'k');
  const char *const bad[] = { "two words", "line\nbreak", "bell\a", longer };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (set (server, bad[i], &error));
      g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
      g_assert_null (strstr (error->message, bad[i]));
      g_assert_false (penstock_http_has_key (server->world.http, tiingo ()));
    }
  g_assert_true (set (server, most, NULL));
  g_assert_true (set (server, NULL, NULL));
}

/* Run as a program of its own: which keyring there is is found out once a program. */
static void
test_no_keyring (Server        *server,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) load_error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_unsetenv ("SECRET_BACKEND");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/penstock", TRUE);
  g_assert_false (load_keys (server, &load_error));
  g_assert_error (load_error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  g_assert_true (g_str_has_prefix (load_error->message, "No keyring answers"));

  /* Until the program ends it is used all the same. */
  g_assert_false (set (server, KEY, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  g_assert_true (g_str_has_prefix (error->message, "No keyring answers, so keys are kept only until Penstock ends"));
  g_assert_null (strstr (error->message, KEY));
  g_assert_true (penstock_http_has_key (server->world.http, tiingo ()));
}

/* Cancelled is cancelled, not a locked keyring. */
static void
test_cancelled (Server        *server,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  penstock_keys_load_async (server->world.http, cancellable, world_result_cb, &result);
  g_assert_false (penstock_keys_load_finish (server->world.http, world_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *dir = g_dir_make_tmp ("penstock-keys-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "keyring", NULL);
  int result;

  /* Before anybody asks libsecret for anything. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  heard = g_string_new (NULL);
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (hear_cb, NULL, NULL);

#define ADD(path, function) g_test_add ("/engine/keys/" path, Server, NULL, server_setup, function, server_teardown)
  ADD ("kept", test_kept);
  ADD ("no-key", test_no_key);
  ADD ("cancelled", test_cancelled);
  ADD ("no-keyring", test_no_keyring);
#undef ADD

  result = g_test_run ();
  g_unlink (path);
  g_rmdir (dir);
  g_string_free (heard, TRUE);

  return result;
}
