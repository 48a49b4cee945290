/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

static gboolean
put_opinions_in_thread (PenstockStore  *self,
                        gpointer        data,
                        guint          *n_changed,
                        GError        **error)
{
  GArray *opinions = data;

  for (guint i = 0; i < opinions->len; i++)
    {
      const PenstockSecondOpinion *opinion = &g_array_index (opinions, PenstockSecondOpinion, i);
      g_autoptr(PenstockStatement) statement = NULL;

      statement = penstock_store_prepare (self, "INSERT OR REPLACE INTO second_opinion (symbol, day, source, close, currency, fetched_at, stands_in) "
                                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", error);
      if (statement == NULL)
        return FALSE;

      penstock_statement_bind_text (statement, 1, opinion->symbol);
      sqlite3_bind_int (statement, 2, opinion->day);
      penstock_statement_bind_text (statement, 3, opinion->source);
      sqlite3_bind_double (statement, 4, opinion->close);
      penstock_statement_bind_text (statement, 5, opinion->currency);
      sqlite3_bind_int64 (statement, 6, opinion->fetched_at);
      sqlite3_bind_int (statement, 7, opinion->stands_in != FALSE);
      if (!penstock_store_run (self, statement, error))
        return FALSE;
    }

  return TRUE;
}

void
penstock_store_put_opinions_async (PenstockStore               *self,
                                   const PenstockSecondOpinion *opinions,
                                   gsize                        n,
                                   GCancellable                *cancellable,
                                   GAsyncReadyCallback          callback,
                                   gpointer                     user_data)
{
  GArray *copies;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (opinions != NULL || n == 0);

  copies = g_array_sized_new (FALSE, FALSE, sizeof (PenstockSecondOpinion), (guint)n);
  if (n > 0)
    g_array_append_vals (copies, opinions, (guint)n);
  penstock_store_push_write (self, put_opinions_in_thread, penstock_store_put_opinions_async, copies, (GDestroyNotify)g_array_unref,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_opinions_finish (PenstockStore  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_opinions_async, NULL, error);
}

gboolean
penstock_store_load_opinions (PenstockStore  *self,
                              GArray         *opinions,
                              GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT symbol, day, source, close, currency, fetched_at, stands_in FROM second_opinion "
                                      "ORDER BY symbol, day, source", error);
  if (statement == NULL)
    return FALSE;

  while (penstock_store_step (self, statement, &row, error))
    {
      PenstockSecondOpinion opinion = { .day = 0 };

      if (!row)
        return TRUE;

      penstock_statement_copy_text (statement, 0, opinion.symbol, sizeof opinion.symbol);
      opinion.day = sqlite3_column_int (statement, 1);
      penstock_statement_copy_text (statement, 2, opinion.source, sizeof opinion.source);
      opinion.close = sqlite3_column_double (statement, 3);
      penstock_statement_copy_text (statement, 4, opinion.currency, sizeof opinion.currency);
      opinion.fetched_at = sqlite3_column_int64 (statement, 5);
      opinion.stands_in = sqlite3_column_int (statement, 6) != 0;
      g_array_append_val (opinions, opinion);
    }

  return FALSE;
}
