/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <glib/gi18n.h>

static const char *const kind_ids[] = {
  [PENSTOCK_ACTION_SPLIT_PROVIDER] = "split-provider",
  [PENSTOCK_ACTION_SPLIT_USER] = "split-user",
  [PENSTOCK_ACTION_ACCEPT] = "accept",
};

void
penstock_stored_action_free (PenstockStoredAction *self)
{
  g_free (self->symbol);
  g_free (self);
}

/* A jump is a split or a true move, not both: the user's newest word about a day counts. */
static gboolean
forget_other_decision (PenstockStore               *self,
                       const PenstockStoredAction  *stored,
                       GError                     **error)
{
  g_autoptr(PenstockStatement) statement = NULL;

  if (stored->action.kind == PENSTOCK_ACTION_SPLIT_PROVIDER)
    return TRUE;

  statement = penstock_store_prepare (self, "DELETE FROM action WHERE symbol = ?1 AND day = ?2 AND kind IN ('split-user', 'accept')", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, stored->symbol);
  sqlite3_bind_int (statement, 2, stored->action.day);
  return penstock_store_run (self, statement, error);
}

static gboolean
put_action_in_thread (PenstockStore  *self,
                      gpointer        data,
                      guint          *n_changed,
                      GError        **error)
{
  const PenstockStoredAction *stored = data;
  g_autoptr(PenstockStatement) statement = NULL;

  if (!forget_other_decision (self, stored, error))
    return FALSE;

  statement = penstock_store_prepare (self, "INSERT INTO action (symbol, day, kind, numerator, denominator) VALUES (?1, ?2, ?3, ?4, ?5) "
                                      "ON CONFLICT DO UPDATE SET numerator = excluded.numerator, denominator = excluded.denominator", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, stored->symbol);
  sqlite3_bind_int (statement, 2, stored->action.day);
  penstock_statement_bind_text (statement, 3, kind_ids[stored->action.kind]);
  penstock_statement_bind_number (statement, 4, stored->action.numerator);
  penstock_statement_bind_number (statement, 5, stored->action.denominator);
  return penstock_store_run (self, statement, error);
}

void
penstock_store_put_action_async (PenstockStore        *self,
                                 const char           *symbol,
                                 const PenstockAction *action,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data)
{
  PenstockStoredAction *stored;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (symbol != NULL && action != NULL);
  g_return_if_fail ((guint)action->kind < G_N_ELEMENTS (kind_ids));

  stored = g_new0 (PenstockStoredAction, 1);
  stored->symbol = g_strdup (symbol);
  stored->action = *action;
  penstock_store_push_write (self, put_action_in_thread, penstock_store_put_action_async, stored, (GDestroyNotify)penstock_stored_action_free,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_action_finish (PenstockStore  *self,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_action_async, NULL, error);
}

static gboolean
parse_kind (const char          *id,
            PenstockActionKind  *kind,
            GError             **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind_ids); i++)
    if (g_strcmp0 (id, kind_ids[i]) == 0)
      {
        *kind = (PenstockActionKind)i;
        return TRUE;
      }

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, _("Unknown kind of action “%s” in the data folder"), id);
  return FALSE;
}

gboolean
penstock_store_load_actions (PenstockStore  *self,
                             GPtrArray      *actions,
                             GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT symbol, day, kind, numerator, denominator FROM action ORDER BY symbol, day, kind", error);
  if (statement == NULL)
    return FALSE;

  while (penstock_store_step (self, statement, &row, error))
    {
      PenstockStoredAction *stored;

      if (!row)
        return TRUE;

      stored = g_new0 (PenstockStoredAction, 1);
      g_ptr_array_add (actions, stored);
      stored->symbol = penstock_statement_dup_text (statement, 0);
      stored->action.day = sqlite3_column_int (statement, 1);
      stored->action.numerator = penstock_statement_get_number (statement, 3);
      stored->action.denominator = penstock_statement_get_number (statement, 4);
      if (!parse_kind ((const char *)sqlite3_column_text (statement, 2), &stored->action.kind, error))
        return FALSE;
    }

  return FALSE;
}
