/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

void
penstock_stored_claim_free (PenstockStoredClaim *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->json);
  g_free (self);
}

static gboolean
put_claim_in_thread (PenstockStore  *self,
                     gpointer        data,
                     guint          *n_changed,
                     GError        **error)
{
  const PenstockStoredClaim *claim = data;
  g_autoptr(PenstockStatement) statement = NULL;

  statement = penstock_store_prepare (self, claim->json != NULL
                                              ? "INSERT INTO claim (id, created, json) VALUES (?1, ?2, ?3) "
                                                "ON CONFLICT (id) DO UPDATE SET json = excluded.json"
                                              : "DELETE FROM claim WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, claim->id);
  if (claim->json != NULL)
    {
      sqlite3_bind_int64 (statement, 2, claim->created);
      penstock_statement_bind_text (statement, 3, claim->json);
    }
  return penstock_store_run (self, statement, error);
}

void
penstock_store_put_claim_async (PenstockStore       *self,
                                const char          *id,
                                gint64               created,
                                const char          *json,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  PenstockStoredClaim *claim;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (id != NULL);

  claim = g_new0 (PenstockStoredClaim, 1);
  claim->id = g_strdup (id);
  claim->created = created;
  claim->json = g_strdup (json);
  penstock_store_push_write (self, put_claim_in_thread, penstock_store_put_claim_async, claim, (GDestroyNotify)penstock_stored_claim_free,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_claim_finish (PenstockStore  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_claim_async, NULL, error);
}

gboolean
penstock_store_load_claims (PenstockStore  *self,
                            GPtrArray      *claims,
                            GError        **error)
{
  g_autoptr(PenstockStatement) statement = penstock_store_prepare (self, "SELECT id, created, json FROM claim ORDER BY created, id", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;

  while (penstock_store_step (self, statement, &row, error))
    {
      PenstockStoredClaim *claim;

      if (!row)
        return TRUE;

      claim = g_new0 (PenstockStoredClaim, 1);
      claim->id = penstock_statement_dup_text (statement, 0);
      claim->created = sqlite3_column_int64 (statement, 1);
      claim->json = penstock_statement_dup_text (statement, 2);
      g_ptr_array_add (claims, claim);
    }

  return FALSE;
}
