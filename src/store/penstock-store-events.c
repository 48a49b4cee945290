/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <glib/gi18n.h>

static gboolean
put_event_row (PenstockStore        *self,
               const PenstockEvent  *event,
               GError              **error)
{
  g_autoptr(PenstockStatement) statement = NULL;

  statement = penstock_store_prepare (self, "INSERT INTO event (id, title, kind, direction, direction_guessed, source, url) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET title = excluded.title, kind = excluded.kind, "
                                      "direction = excluded.direction, direction_guessed = excluded.direction_guessed, source = excluded.source, "
                                      "url = excluded.url", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, event->id);
  penstock_statement_bind_text (statement, 2, event->title);
  penstock_statement_bind_text (statement, 3, event->kind);
  sqlite3_bind_int (statement, 4, event->direction);
  sqlite3_bind_int (statement, 5, event->direction_guessed != FALSE);
  penstock_statement_bind_text (statement, 6, event->source);
  penstock_statement_bind_text (statement, 7, event->url);
  return penstock_store_run (self, statement, error);
}

static gboolean
forget_history (PenstockStore        *self,
                const PenstockEvent  *event,
                GError              **error)
{
  g_autoptr(PenstockStatement) statement = penstock_store_prepare (self, "DELETE FROM event_status WHERE event = ?1", error);

  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, event->id);
  return penstock_store_run (self, statement, error);
}

static gboolean
put_status (PenstockStore               *self,
            const PenstockEvent         *event,
            const PenstockStatusChange  *change,
            guint                        position,
            GError                     **error)
{
  g_autoptr(PenstockStatement) statement = NULL;

  statement = penstock_store_prepare (self, "INSERT INTO event_status (event, day, position, status, note, by_user) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, event->id);
  sqlite3_bind_int (statement, 2, change->day);
  sqlite3_bind_int64 (statement, 3, position);
  penstock_statement_bind_text (statement, 4, penstock_status_id (change->status));
  penstock_statement_bind_text (statement, 5, change->note);
  sqlite3_bind_int (statement, 6, change->by_user != FALSE);
  return penstock_store_run (self, statement, error);
}

static gboolean load_history (PenstockStore *self, PenstockEvent *event, GError **error);

static gboolean
is_told (const PenstockEvent *event,
         PenstockDay          day)
{
  for (guint i = 0; i < event->history->len; i++)
    if (g_array_index (event->history, PenstockStatusChange, i).day == day && !g_array_index (event->history, PenstockStatusChange, i).by_user)
      return TRUE;

  return FALSE;
}

static void
copy_days (PenstockEvent       *to,
           const PenstockEvent *from,
           const PenstockEvent *teller,
           gboolean             told)
{
  for (guint i = 0; i < from->history->len; i++)
    {
      const PenstockStatusChange *change = &g_array_index (from->history, PenstockStatusChange, i);

      if (is_told (teller, change->day) != told)
        continue;
      if (change->by_user)
        penstock_event_add_user_status (to, change->day, change->status, change->note);
      else
        penstock_event_add_status (to, change->day, change->status, change->note);
    }
}

/* Days that @event tells of are as it tells them, the others stay as they are stored; and what the user said is kept, whoever of the two did not
 * know of it. */
static PenstockEvent *
merge_history (PenstockStore        *self,
               const PenstockEvent  *event,
               GError              **error)
{
  g_autoptr(PenstockEvent) stored = penstock_event_new (event->id, event->title);
  g_autoptr(PenstockEvent) merged = penstock_event_new (event->id, event->title);

  if (!load_history (self, stored, error))
    return NULL;

  copy_days (merged, stored, event, FALSE);
  copy_days (merged, event, event, TRUE);
  penstock_event_keep_user_statuses (merged, event);
  penstock_event_keep_user_statuses (merged, stored);

  return g_steal_pointer (&merged);
}

/* What was known on a past day stays known: days that the given history leaves out keep their stored entries. */
static gboolean
put_history (PenstockStore        *self,
             const PenstockEvent  *event,
             GError              **error)
{
  g_autoptr(PenstockEvent) merged = merge_history (self, event, error);

  if (merged == NULL || !forget_history (self, event, error))
    return FALSE;

  for (guint i = 0; i < merged->history->len; i++)
    if (!put_status (self, event, &g_array_index (merged->history, PenstockStatusChange, i), i, error))
      return FALSE;

  return TRUE;
}

static gboolean
put_companies (PenstockStore        *self,
               const PenstockEvent  *event,
               GError              **error)
{
  g_autoptr(PenstockStatement) forget = penstock_store_prepare (self, "DELETE FROM event_company WHERE event = ?1", error);

  if (forget == NULL)
    return FALSE;

  penstock_statement_bind_text (forget, 1, event->id);
  if (!penstock_store_run (self, forget, error))
    return FALSE;

  for (guint i = 0; i < event->companies->len; i++)
    {
      const PenstockEventCompany *company = &g_array_index (event->companies, PenstockEventCompany, i);
      g_autoptr(PenstockStatement) statement = NULL;

      statement = penstock_store_prepare (self, "INSERT INTO event_company (event, position, company, relevance) VALUES (?1, ?2, ?3, ?4)", error);
      if (statement == NULL)
        return FALSE;

      penstock_statement_bind_text (statement, 1, event->id);
      sqlite3_bind_int64 (statement, 2, i);
      penstock_statement_bind_text (statement, 3, company->company);
      sqlite3_bind_double (statement, 4, company->relevance);
      if (!penstock_store_run (self, statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_events_in_thread (PenstockStore  *self,
                      gpointer        data,
                      guint          *n_changed,
                      GError        **error)
{
  GPtrArray *events = data;

  for (guint i = 0; i < events->len; i++)
    {
      const PenstockEvent *event = g_ptr_array_index (events, i);

      if (!put_event_row (self, event, error) || !put_history (self, event, error) || !put_companies (self, event, error) ||
          !penstock_store_put_event_sources (self, event, error))
        return FALSE;
    }

  return TRUE;
}

void
penstock_store_put_events_async (PenstockStore       *self,
                                 GPtrArray           *events,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GPtrArray *copies;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (events != NULL);

  /* The caller may change its array; the events themselves are immutable. */
  copies = g_ptr_array_new_full (events->len, (GDestroyNotify)penstock_event_unref);
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (copies, penstock_event_ref (g_ptr_array_index (events, i)));

  penstock_store_push_write (self, put_events_in_thread, penstock_store_put_events_async, copies, (GDestroyNotify)g_ptr_array_unref,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_events_finish (PenstockStore  *self,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_events_async, NULL, error);
}

static gboolean
load_history (PenstockStore  *self,
              PenstockEvent  *event,
              GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT day, status, note, by_user FROM event_status WHERE event = ?1 "
                                      "ORDER BY day, position", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, event->id);
  while (penstock_store_step (self, statement, &row, error))
    {
      const char *text;
      PenstockStatus status;

      if (!row)
        return TRUE;

      text = (const char *)sqlite3_column_text (statement, 1);
      if (!penstock_status_parse (text, &status))
        {
          g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, _("Unknown status “%s” of event %s in the data folder"), text, event->id);
          return FALSE;
        }
      if (sqlite3_column_int (statement, 3) != 0)
        penstock_event_add_user_status (event, sqlite3_column_int (statement, 0), status, (const char *)sqlite3_column_text (statement, 2));
      else
        penstock_event_add_status (event, sqlite3_column_int (statement, 0), status, (const char *)sqlite3_column_text (statement, 2));
    }

  return FALSE;
}

static gboolean
load_companies (PenstockStore  *self,
                PenstockEvent  *event,
                GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT company, relevance FROM event_company WHERE event = ?1 ORDER BY position", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, event->id);
  while (penstock_store_step (self, statement, &row, error))
    {
      if (!row)
        return TRUE;

      penstock_event_add_company (event, (const char *)sqlite3_column_text (statement, 0), sqlite3_column_double (statement, 1));
    }

  return FALSE;
}

static PenstockEvent *
read_event (PenstockStatement *statement)
{
  PenstockEvent *event = penstock_event_new ((const char *)sqlite3_column_text (statement, 0), (const char *)sqlite3_column_text (statement, 1));

  event->kind = penstock_statement_dup_text (statement, 2);
  event->direction = sqlite3_column_int (statement, 3);
  event->direction_guessed = sqlite3_column_int (statement, 4) != 0;
  event->source = penstock_statement_dup_text (statement, 5);
  event->url = penstock_statement_dup_text (statement, 6);
  return event;
}

gboolean
penstock_store_load_events (PenstockStore  *self,
                            GPtrArray      *events,
                            GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT id, title, kind, direction, direction_guessed, source, url FROM event ORDER BY id", error);
  if (statement == NULL)
    return FALSE;

  while (penstock_store_step (self, statement, &row, error))
    {
      PenstockEvent *event;

      if (!row)
        return TRUE;

      event = read_event (statement);
      g_ptr_array_add (events, event);
      if (!load_history (self, event, error) || !load_companies (self, event, error) || !penstock_store_load_event_sources (self, event, error))
        return FALSE;
    }

  return FALSE;
}
