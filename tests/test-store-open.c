/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test-store.h"

#define NOBODY 65534

static const char *program;

static void
assert_says (const GError *error,
             const char   *words)
{
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
assert_refused (Fixture    *fixture,
                const char *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockStore) store = penstock_store_open (fixture->dir, &error);

  g_assert_null (store);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  assert_says (error, words);
  assert_says (error, fixture->dir);
}

static void
test_format (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *version = query_sql (fixture->path, "PRAGMA user_version");
  g_autofree char *application = query_sql (fixture->path, "PRAGMA application_id");
  g_autofree char *journal = query_sql (fixture->path, "PRAGMA journal_mode");

  g_assert_cmpstr (penstock_store_get_path (fixture->store), ==, fixture->path);
  g_assert_cmpstr (version, ==, "3");
  g_assert_cmpstr (application, ==, "1349415796");
  g_assert_cmpstr (journal, ==, "wal");
}

static char *
checksum_of (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)contents, length);
}

static void
test_newer_is_refused (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_close (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 4");
  before = checksum_of (fixture->path);
  assert_refused (fixture, "newer Penstock (format 4; this one knows up to 3)");
  after = checksum_of (fixture->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_other_program_is_refused (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_close (fixture);
  g_unlink (fixture->path);
  run_sql (fixture->path, "CREATE TABLE bookmarks (title TEXT)");
  before = checksum_of (fixture->path);
  assert_refused (fixture, "belongs to another program");
  after = checksum_of (fixture->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_no_database_is_refused (Fixture       *fixture,
                             gconstpointer  data)
{
  static const char words[] = "These are a user's notes and no database. They are somewhat longer than the header of one, so that it is read.\n"
                              "These are a user's notes and no database. They are somewhat longer than the header of one, so that it is read.\n";
  g_autofree char *contents = NULL;

  store_close (fixture);
  g_assert_true (g_file_set_contents (fixture->path, words, -1, NULL));
  assert_refused (fixture, "is not a Penstock database");
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, words);
}

/* A crash between creating and writing the file leaves an empty one: that is a new store. */
static void
test_empty_file_is_new (Fixture       *fixture,
                        gconstpointer  data)
{
  store_close (fixture);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  store_reopen (fixture);
  g_assert_true (put_setting (fixture->store, "a", "b", NULL));
}

static void
test_folder_is_made (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *parent = g_build_filename (fixture->dir, "share", NULL);
  g_autofree char *dir = g_build_filename (parent, "penstock", NULL);
  g_autofree char *path = g_build_filename (dir, "penstock.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockStore) store = penstock_store_open (dir, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  penstock_store_close (store);
  g_unlink (path);
  g_rmdir (dir);
  g_rmdir (parent);
}

static void
test_folder_is_a_file (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (penstock_store_open (fixture->path, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  assert_says (error, fixture->path);
}

/* Root may write anywhere, so the part of a user is played by nobody. */
static void
become (uid_t user)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (user), ==, 0);
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  store_close (fixture);
  g_assert_cmpint (chmod (fixture->dir, 0777), ==, 0);
  g_assert_cmpint (chmod (fixture->path, 0444), ==, 0);
  become (NOBODY);
  assert_refused (fixture, "may not write to");
  become (0);

  g_assert_cmpint (chmod (fixture->dir, 0555), ==, 0);
  g_assert_cmpint (chmod (fixture->path, 0666), ==, 0);
  become (NOBODY);
  assert_refused (fixture, "Permission denied");
  become (0);

  g_assert_cmpint (chmod (fixture->dir, 0755), ==, 0);
  g_assert_cmpint (unlink (fixture->path), ==, 0);
  g_assert_cmpint (chmod (fixture->dir, 0555), ==, 0);
  become (NOBODY);
  assert_refused (fixture, "Permission denied");
  become (0);
  g_assert_cmpint (chmod (fixture->dir, 0755), ==, 0);
}

/* A limit on the size of files is to SQLite what a full disk is: a write that stops half-way. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_disk_full (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(PenstockBars) before = make_bars ("X", 19300, 30, 10.0);
  g_autoptr(PenstockBars) large = make_bars ("X", 19300, 9000, 12.0);
  g_autoptr(PenstockBars) read = NULL;
  g_autoptr(PenstockBars) written = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (put_bars (fixture->store, before, NULL), ==, 30);
  limit_files (150 * 1024);
  g_assert_cmpint (put_bars (fixture->store, large, &error), ==, -1);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  assert_says (error, "No space left to save");

  /* What was there is there, and the store works on as soon as there is space. */
  read = get_bars (fixture->store, "X", NULL);
  assert_same_bars (read, before);
  limit_files (RLIM_INFINITY);
  g_assert_cmpint (put_bars (fixture->store, large, NULL), ==, 9000);
  store_reopen (fixture);
  written = get_bars (fixture->store, "X", NULL);
  assert_same_bars (written, large);
}

static void
test_disk_full_when_new (Fixture       *fixture,
                         gconstpointer  data)
{
  store_close (fixture);
  g_unlink (fixture->path);
  limit_files (8 * 1024);
  assert_refused (fixture, "No space left to save");
  limit_files (RLIM_INFINITY);
  store_reopen (fixture);
}

static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  sqlite3 *db = NULL;
  gint64 start;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  start = g_get_monotonic_time ();
  g_assert_false (put_setting (fixture->store, "a", "b", &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  assert_says (error, "Another program keeps");
  g_assert_cmpint (g_get_monotonic_time () - start, >, 4 * G_USEC_PER_SEC);
  sqlite3_close (db);
  g_assert_true (put_setting (fixture->store, "a", "b", NULL));
}

/* Garbage in the middle of the file: told with what the check finds, and no crash. */
static void
test_damaged_file (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(PenstockBars) bars = make_bars ("X", 12000, 9000, 10.0);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = NULL;
  char *damaged = NULL;
  gsize length;

  put_bars (fixture->store, bars, NULL);
  store_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  for (gsize i = 20 * 4096; i < length; i++)
    contents[i] = (char)(i * 7);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize)length, NULL));

  store_reopen (fixture);
  penstock_store_get_all_bars_async (fixture->store, NULL, take_result_cb, &result);
  g_assert_null (penstock_store_get_all_bars_finish (fixture->store, wait_for (&result), &damaged, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  assert_says (error, "is damaged: ");
  g_assert_null (damaged);
}

/* -- the queue -- */

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (penstock_store_put_setting_finish (PENSTOCK_STORE (source), result, &error));
  g_assert_no_error (error);
  (*(int *)user_data)++;
}

static void
queue_settings (PenstockStore *store,
                int           *done)
{
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *key = g_strdup_printf ("key%02d", i);

      penstock_store_put_setting_async (store, key, "value", NULL, count_cb, done);
    }
}

static void
assert_settings (Fixture *fixture)
{
  g_autoptr(PenstockStoreContents) contents = NULL;

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (g_hash_table_size (contents->settings), ==, 100);
}

static void
test_close_runs_the_queue (Fixture       *fixture,
                           gconstpointer  data)
{
  int done = 0;

  queue_settings (fixture->store, &done);
  penstock_store_close (fixture->store);
  while (done < 100)
    g_main_context_iteration (NULL, TRUE);
  assert_settings (fixture);
}

/* The queue's last job may hold the last reference: then the store closes on its own thread. */
static void
test_dropped_while_busy (Fixture       *fixture,
                         gconstpointer  data)
{
  int done = 0;
  gpointer weak = fixture->store;

  g_object_add_weak_pointer (G_OBJECT (fixture->store), &weak);
  queue_settings (fixture->store, &done);
  g_clear_object (&fixture->store);
  while (done < 100 || g_atomic_pointer_get (&weak) != NULL)
    g_main_context_iteration (NULL, FALSE);
  assert_settings (fixture);
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  penstock_store_close (fixture->store);
  penstock_store_close (fixture->store);
  g_assert_false (put_setting (fixture->store, "a", "b", &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PenstockStoreContents) contents = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  penstock_store_put_setting_async (fixture->store, "a", "b", cancellable, take_result_cb, &result);
  g_assert_false (penstock_store_put_setting_finish (fixture->store, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  contents = load (fixture->store);
  g_assert_cmpuint (g_hash_table_size (contents->settings), ==, 0);
}

/* -- the desk and the command line in one folder -- */

static int
run_writer (const char *dir,
            const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockStore) store = penstock_store_open (dir, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s%d", name, i);

      g_assert_true (put_setting (store, key, "value", &error));
      g_assert_no_error (error);
    }
  penstock_store_close (store);

  return 0;
}

static void
test_two_programs (Fixture       *fixture,
                   gconstpointer  data)
{
  GSubprocess *writers[2];
  g_autoptr(PenstockStoreContents) contents = NULL;

  /* Both meet at creating it, too. */
  store_close (fixture);
  g_unlink (fixture->path);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      writers[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--writer", fixture->dir, i == 0 ? "desk" : "cli", NULL);
      g_assert_no_error (error);
    }
  for (int i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (g_subprocess_wait_check (writers[i], NULL, &error));
      g_assert_no_error (error);
      g_object_unref (writers[i]);
    }

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (g_hash_table_size (contents->settings), ==, 400);
}

#define ADD(name, func) g_test_add ("/store/open/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--writer"))
    return run_writer (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);
  program = argv[0];
  signal (SIGXFSZ, SIG_IGN);

  ADD ("format", test_format);
  ADD ("newer-is-refused", test_newer_is_refused);
  ADD ("other-program-is-refused", test_other_program_is_refused);
  ADD ("no-database-is-refused", test_no_database_is_refused);
  ADD ("empty-file-is-new", test_empty_file_is_new);
  ADD ("folder-is-made", test_folder_is_made);
  ADD ("folder-is-a-file", test_folder_is_a_file);
  ADD ("read-only", test_read_only);
  ADD ("disk-full", test_disk_full);
  ADD ("disk-full-when-new", test_disk_full_when_new);
  ADD ("locked", test_locked);
  ADD ("damaged-file", test_damaged_file);
  ADD ("close-runs-the-queue", test_close_runs_the_queue);
  ADD ("dropped-while-busy", test_dropped_while_busy);
  ADD ("closed", test_closed);
  ADD ("cancelled", test_cancelled);
  ADD ("two-programs", test_two_programs);

  return g_test_run ();
}
