/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Runs the built penstock-cli as a user does, and looks at what comes out. */
typedef struct { int code; char *out, *err; } CliRun;

static inline void
cli_run_clear (CliRun *self)
{
  g_free (self->out);
  g_free (self->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliRun, cli_run_clear)

static inline char *
cli_program (void)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "penstock-cli", NULL);
}

static inline CliRun
cli_run_strv (const char *const *args)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *program = cli_program ();
  g_autoptr(GError) error = NULL;
  CliRun run = { 0 };

  g_ptr_array_add (argv, program);
  for (; *args != NULL; args++)
    g_ptr_array_add (argv, (char *)*args);
  g_ptr_array_add (argv, NULL);

  /* no display: none is needed */
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &run.out, &run.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run.code = g_subprocess_get_exit_status (process);
  return run;
}

#define cli_run(...) cli_run_strv ((const char *const[]){ __VA_ARGS__, NULL })

/* Must succeed without a word on stderr; returns stdout. */
static inline char *
cli_output_strv (const char *const *args)
{
  CliRun run = cli_run_strv (args);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.code, ==, 0);
  g_free (run.err);
  return run.out;
}

#define cli_output(...) cli_output_strv ((const char *const[]){ __VA_ARGS__, NULL })

static inline JsonNode *
cli_json_parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *root = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (root);
  return root;
}

static inline JsonNode *
cli_json_strv (const char *const *args)
{
  g_autofree char *text = cli_output_strv (args);

  return cli_json_parse (text);
}

#define cli_json(...) cli_json_strv ((const char *const[]){ __VA_ARGS__, NULL })

/* The object whose "id" is @id in an array. */
static inline JsonObject *
cli_find_id (JsonArray  *array,
             const char *id)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (g_strcmp0 (json_object_get_string_member (object, "id"), id) == 0)
        return object;
    }
  g_assert_not_reached ();
}

static inline gboolean
cli_is_null (JsonObject *object,
             const char *key)
{
  g_assert_true (json_object_has_member (object, key));
  return json_object_get_null_member (object, key);
}

static inline char *
cli_temp_dir (void)
{
  g_autoptr(GError) error = NULL;
  char *dir = g_dir_make_tmp ("penstock-cli-XXXXXX", &error);

  g_assert_no_error (error);
  return dir;
}

static inline void
cli_remove_dir (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        cli_remove_dir (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static inline char *
cli_write (const char *dir,
           const char *name,
           const char *text)
{
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename (dir, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}
