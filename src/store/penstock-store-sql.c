/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <errno.h>
#include <math.h>

#include <glib/gi18n.h>

/* SQLite does not note the reason when a COMMIT fails; it is the errno of the write, if that was cleared before. */
static int
system_reason (PenstockStore *self)
{
  int reason = sqlite3_system_errno (self->db);

  return reason != 0 ? reason : errno;
}

/* A file-size limit or a quota reaches SQLite as a failed write, though to the user it is a full disk. */
static gboolean
is_full (int code,
         int reason)
{
  if ((code & 0xff) == SQLITE_FULL)
    return TRUE;

  return (code & 0xff) == SQLITE_IOERR && (reason == ENOSPC || reason == EDQUOT || reason == EFBIG);
}

/* The sentence for a primary result code; %s is the path of the database. NULL: only SQLite's own words will do. */
static const char *
sentence (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return _("Penstock may not write to %s");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return _("Another program keeps %s locked");
    case SQLITE_NOTADB:
      return _("%s is not a Penstock database");
    case SQLITE_CORRUPT:
      return _("%s is damaged");
    case SQLITE_NOMEM:
      return _("Not enough memory to read %s");
    default:
      return NULL;
    }
}

gboolean
penstock_store_fail (PenstockStore  *self,
                     int             code,
                     GError        **error)
{
  const int reason = system_reason (self);
  const char *words = sentence (code);
  g_autofree char *message = NULL;

  self->suspicious = (code & 0xff) == SQLITE_CORRUPT;

  if (is_full (code, reason))
    message = g_strdup_printf (_("No space left to save to %s"), self->path);
  else if (words != NULL)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      message = g_strdup_printf (words, self->path);
#pragma GCC diagnostic pop
    }
  else if (((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN) && reason != 0)
    message = g_strdup_printf (_("%s can’t be read or written: %s"), self->path, g_strerror (reason));
  else
    message = g_strdup_printf (_("%s can’t be used: %s"), self->path, sqlite3_errmsg (self->db));

  g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, message);
  return FALSE;
}

void
penstock_store_examine (PenstockStore  *self,
                        GError        **error)
{
  sqlite3_stmt *statement = NULL;
  const char *finding;

  penstock_store_assert_thread (self);
  self->suspicious = FALSE;

  if (sqlite3_prepare_v2 (self->db, "PRAGMA quick_check (1)", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    {
      finding = (const char *)sqlite3_column_text (statement, 0);
      if (error != NULL && *error != NULL && finding != NULL && !g_str_equal (finding, "ok"))
        {
          g_autofree char *message = g_strdup_printf ("%s: %s", (*error)->message, finding);

          g_free ((*error)->message);
          (*error)->message = g_steal_pointer (&message);
        }
    }

  sqlite3_finalize (statement);
}

void
penstock_statement_release (PenstockStatement *self)
{
  sqlite3_reset (self);
  sqlite3_clear_bindings (self);
}

PenstockStatement *
penstock_store_prepare (PenstockStore  *self,
                        const char     *sql,
                        GError        **error)
{
  sqlite3_stmt *statement;
  int code;

  penstock_store_assert_thread (self);

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    return statement;

  code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      penstock_store_fail (self, code, error);
      return NULL;
    }

  g_hash_table_insert (self->statements, (gpointer)sql, statement);
  return statement;
}

gboolean
penstock_store_step (PenstockStore      *self,
                     PenstockStatement  *statement,
                     gboolean           *row,
                     GError            **error)
{
  int code;

  errno = 0;
  code = sqlite3_step (statement);
  *row = code == SQLITE_ROW;
  return code == SQLITE_ROW || code == SQLITE_DONE || penstock_store_fail (self, code, error);
}

gboolean
penstock_store_run (PenstockStore      *self,
                    PenstockStatement  *statement,
                    GError            **error)
{
  gboolean row = TRUE;

  while (row)
    if (!penstock_store_step (self, statement, &row, error))
      return FALSE;

  return TRUE;
}

gboolean
penstock_store_exec (PenstockStore  *self,
                     const char     *sql,
                     GError        **error)
{
  int code;

  penstock_store_assert_thread (self);

  errno = 0;
  code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || penstock_store_fail (self, code, error);
}

gboolean
penstock_store_query_int (PenstockStore  *self,
                          const char     *sql,
                          gint64         *value,
                          GError        **error)
{
  sqlite3_stmt *statement = NULL;
  int code;

  penstock_store_assert_thread (self);

  code = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return code == SQLITE_ROW || penstock_store_fail (self, code, error);
}

void
penstock_statement_bind_text (PenstockStatement *self,
                              int                index,
                              const char        *text)
{
  sqlite3_bind_text (self, index, text, -1, SQLITE_STATIC);
}

void
penstock_statement_bind_number (PenstockStatement *self,
                                int                index,
                                double             value)
{
  if (isnan (value))
    sqlite3_bind_null (self, index);
  else
    sqlite3_bind_double (self, index, value);
}

char *
penstock_statement_dup_text (PenstockStatement *self,
                             int                column)
{
  return g_strdup ((const char *)sqlite3_column_text (self, column));
}

double
penstock_statement_get_number (PenstockStatement *self,
                               int                column)
{
  return sqlite3_column_type (self, column) == SQLITE_NULL ? NAN : sqlite3_column_double (self, column);
}

void
penstock_statement_copy_text (PenstockStatement *self,
                              int                column,
                              char              *buffer,
                              gsize              size)
{
  const char *text = (const char *)sqlite3_column_text (self, column);

  g_strlcpy (buffer, text != NULL ? text : "", size);
}
