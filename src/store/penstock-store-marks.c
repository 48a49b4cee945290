/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

void
penstock_event_mark_free (PenstockEventMark *self)
{
  if (self == NULL)
    return;

  g_free (self->event);
  g_free (self);
}

static PenstockEventMark *
copy_mark (const PenstockEventMark *mark)
{
  PenstockEventMark *copy = g_new (PenstockEventMark, 1);

  *copy = *mark;
  copy->event = g_strdup (mark->event);
  return copy;
}

/* 0 = never → NULL */
static void
bind_moment (PenstockStatement *statement,
             int                index,
             gint64             moment)
{
  if (moment != 0)
    sqlite3_bind_int64 (statement, index, moment);
  else
    sqlite3_bind_null (statement, index);
}

static gboolean
put_mark (PenstockStore            *self,
          const PenstockEventMark  *mark,
          GError                  **error)
{
  g_autoptr(PenstockStatement) statement = NULL;

  statement = penstock_store_prepare (self, "INSERT OR REPLACE INTO event_mark (event, read_at, direction, direction_at) VALUES (?1, ?2, ?3, ?4)", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, mark->event);
  bind_moment (statement, 2, mark->read_at);
  if (mark->has_direction)
    sqlite3_bind_int (statement, 3, mark->direction);
  else
    sqlite3_bind_null (statement, 3);
  bind_moment (statement, 4, mark->has_direction ? mark->direction_at : 0);
  return penstock_store_run (self, statement, error);
}

static gboolean
put_marks_in_thread (PenstockStore  *self,
                     gpointer        data,
                     guint          *n_changed,
                     GError        **error)
{
  GPtrArray *marks = data;

  for (guint i = 0; i < marks->len; i++)
    if (!put_mark (self, g_ptr_array_index (marks, i), error))
      return FALSE;

  return TRUE;
}

void
penstock_store_put_event_marks_async (PenstockStore       *self,
                                      GPtrArray           *marks,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  GPtrArray *copies;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (marks != NULL);

  copies = g_ptr_array_new_full (marks->len, (GDestroyNotify)penstock_event_mark_free);
  for (guint i = 0; i < marks->len; i++)
    g_ptr_array_add (copies, copy_mark (g_ptr_array_index (marks, i)));

  penstock_store_push_write (self, put_marks_in_thread, penstock_store_put_event_marks_async, copies, (GDestroyNotify)g_ptr_array_unref,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_event_marks_finish (PenstockStore  *self,
                                       GAsyncResult   *result,
                                       GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_event_marks_async, NULL, error);
}

gboolean
penstock_store_load_event_marks (PenstockStore  *self,
                                 GPtrArray      *marks,
                                 GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT event, read_at, direction, direction_at FROM event_mark ORDER BY event", error);
  if (statement == NULL)
    return FALSE;

  while (penstock_store_step (self, statement, &row, error))
    {
      PenstockEventMark *mark;

      if (!row)
        return TRUE;

      mark = g_new0 (PenstockEventMark, 1);
      mark->event = penstock_statement_dup_text (statement, 0);
      mark->read_at = sqlite3_column_int64 (statement, 1);
      mark->has_direction = sqlite3_column_type (statement, 2) != SQLITE_NULL;
      mark->direction = sqlite3_column_int (statement, 2);
      mark->direction_at = sqlite3_column_int64 (statement, 3);
      g_ptr_array_add (marks, mark);
    }

  return FALSE;
}
