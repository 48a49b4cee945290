/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n.h>

#define BUSY_MILLISECONDS 5000

static gboolean
make_folder (PenstockStore  *self,
             GError        **error)
{
  g_autofree char *dir = g_path_get_dirname (self->path);

  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, _("The folder %s can’t be created: %s"), dir, g_strerror (errno));
      return FALSE;
    }

  /* Asked beforehand, because SQLite's attempts end in an error that names another reason. */
  if (faccessat (AT_FDCWD, dir, W_OK | X_OK, AT_EACCESS) != 0)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, _("Penstock may not write to the folder %s: %s"), dir, g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

static gboolean
connect_to_file (PenstockStore  *self,
                 GError        **error)
{
  /* No mutex: one thread owns the connection. */
  int code = sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

  if (self->db == NULL)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, _("Not enough memory to read %s"), self->path);
      return FALSE;
    }

  if (code != SQLITE_OK)
    return penstock_store_fail (self, code, error);

  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_MILLISECONDS);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  /* SQLite falls back to reading a file it may not write; that would only show at the first write. */
  if (sqlite3_db_readonly (self->db, "main") == 1)
    return penstock_store_fail (self, SQLITE_READONLY, error);

  return TRUE;
}

/* Two programs that open a new folder together can meet here, where SQLite does not always wait by itself. */
static gboolean
use_write_ahead_log (PenstockStore  *self,
                     GError        **error)
{
  int code = SQLITE_BUSY;

  for (guint waited = 0; waited < BUSY_MILLISECONDS && (code & 0xff) == SQLITE_BUSY; waited += 50)
    {
      if (waited > 0)
        g_usleep (50 * 1000);
      code = sqlite3_exec (self->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    }

  return code == SQLITE_OK || penstock_store_fail (self, code, error);
}

/* secure_delete is on in Debian's SQLite and would write what a replaced year leaves behind once more. The log is bounded so that a
 * long import does not leave a huge file behind. */
static gboolean
configure (PenstockStore  *self,
           GError        **error)
{
  return penstock_store_exec (self, "PRAGMA synchronous = NORMAL", error) &&
         penstock_store_exec (self, "PRAGMA foreign_keys = ON", error) &&
         penstock_store_exec (self, "PRAGMA secure_delete = OFF", error) &&
         penstock_store_exec (self, "PRAGMA temp_store = MEMORY", error) &&
         penstock_store_exec (self, "PRAGMA mmap_size = 0x7fff0000", error) &&
         penstock_store_exec (self, "PRAGMA cache_size = -16384", error) &&
         penstock_store_exec (self, "PRAGMA wal_autocheckpoint = 4000", error) &&
         penstock_store_exec (self, "PRAGMA journal_size_limit = 16777216", error);
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

gboolean
penstock_store_open_database (PenstockStore  *self,
                              GError        **error)
{
  g_autoptr(GError) local_error = NULL;

  penstock_store_assert_thread (self);
  self->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, finalize_statement);

  if (make_folder (self, &local_error) &&
      connect_to_file (self, &local_error) &&
      penstock_store_check_format (self, &local_error) &&
      use_write_ahead_log (self, &local_error) &&
      configure (self, &local_error) &&
      penstock_store_migrate (self, &local_error))
    return TRUE;

  if (self->suspicious)
    penstock_store_examine (self, &local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

void
penstock_store_close_database (PenstockStore *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (self->db == NULL)
    return;

  penstock_store_assert_thread (self);
  /* Best effort: what is in the log is as safe there, and another program may be reading it. */
  sqlite3_busy_timeout (self->db, 0);
  sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_close (self->db);
  self->db = NULL;
}
