/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

void
penstock_feed_state_free (PenstockFeedState *self)
{
  if (self == NULL)
    return;

  g_free (self->feed);
  g_free (self->subject);
  g_free (self->outcome);
  g_free (self->reason);
  g_free (self->uri);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}

static PenstockFeedState *
copy_state (const PenstockFeedState *self)
{
  PenstockFeedState *copy = g_new (PenstockFeedState, 1);

  *copy = *self;
  copy->feed = g_strdup (self->feed);
  copy->subject = g_strdup (self->subject != NULL ? self->subject : "");
  copy->outcome = g_strdup (self->outcome);
  copy->reason = g_strdup (self->reason);
  copy->uri = g_strdup (self->uri);
  copy->etag = g_strdup (self->etag);
  copy->last_modified = g_strdup (self->last_modified);
  return copy;
}

static gboolean
put_feed_state_in_thread (PenstockStore  *self,
                          gpointer        data,
                          guint          *n_changed,
                          GError        **error)
{
  const PenstockFeedState *state = data;
  g_autoptr(PenstockStatement) statement = NULL;

  statement = penstock_store_prepare (self, "INSERT OR REPLACE INTO feed_state (feed, subject, outcome, status, reason, last_try, last_success, "
                                      "next_try, failing_since, uri, etag, last_modified) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, state->feed);
  penstock_statement_bind_text (statement, 2, state->subject);
  penstock_statement_bind_text (statement, 3, state->outcome);
  sqlite3_bind_int64 (statement, 4, state->status);
  penstock_statement_bind_text (statement, 5, state->reason);
  sqlite3_bind_int64 (statement, 6, state->last_try);
  sqlite3_bind_int64 (statement, 7, state->last_success);
  sqlite3_bind_int64 (statement, 8, state->next_try);
  sqlite3_bind_int64 (statement, 9, state->failing_since);
  penstock_statement_bind_text (statement, 10, state->uri);
  penstock_statement_bind_text (statement, 11, state->etag);
  penstock_statement_bind_text (statement, 12, state->last_modified);
  return penstock_store_run (self, statement, error);
}

void
penstock_store_put_feed_state_async (PenstockStore           *self,
                                     const PenstockFeedState *state,
                                     GCancellable            *cancellable,
                                     GAsyncReadyCallback      callback,
                                     gpointer                 user_data)
{
  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (state != NULL && state->feed != NULL);

  penstock_store_push_write (self, put_feed_state_in_thread, penstock_store_put_feed_state_async, copy_state (state),
                             (GDestroyNotify)penstock_feed_state_free, cancellable, callback, user_data);
}

gboolean
penstock_store_put_feed_state_finish (PenstockStore  *self,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_feed_state_async, NULL, error);
}

static PenstockFeedState *
read_state (PenstockStatement *statement)
{
  PenstockFeedState *state = g_new0 (PenstockFeedState, 1);

  state->feed = penstock_statement_dup_text (statement, 0);
  state->subject = penstock_statement_dup_text (statement, 1);
  state->outcome = penstock_statement_dup_text (statement, 2);
  state->status = (guint)sqlite3_column_int64 (statement, 3);
  state->reason = penstock_statement_dup_text (statement, 4);
  state->last_try = sqlite3_column_int64 (statement, 5);
  state->last_success = sqlite3_column_int64 (statement, 6);
  state->next_try = sqlite3_column_int64 (statement, 7);
  state->failing_since = sqlite3_column_int64 (statement, 8);
  state->uri = penstock_statement_dup_text (statement, 9);
  state->etag = penstock_statement_dup_text (statement, 10);
  state->last_modified = penstock_statement_dup_text (statement, 11);
  return state;
}

gboolean
penstock_store_load_feed_states (PenstockStore  *self,
                                 GPtrArray      *states,
                                 GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT feed, subject, outcome, status, reason, last_try, last_success, next_try, failing_since, "
                                      "uri, etag, last_modified FROM feed_state ORDER BY feed, subject", error);
  if (statement == NULL)
    return FALSE;

  while (penstock_store_step (self, statement, &row, error))
    {
      if (!row)
        return TRUE;

      g_ptr_array_add (states, read_state (statement));
    }

  return FALSE;
}
