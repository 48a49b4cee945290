/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

static const char *const session_ids[] = {
  [PENSTOCK_SESSION_CLOSED] = "closed",
  [PENSTOCK_SESSION_PRE] = "pre",
  [PENSTOCK_SESSION_REGULAR] = "regular",
  [PENSTOCK_SESSION_POST] = "post",
};

void
penstock_stored_quote_free (PenstockStoredQuote *self)
{
  g_free (self->symbol);
  g_free (self);
}

static gboolean
put_quote_in_thread (PenstockStore  *self,
                     gpointer        data,
                     guint          *n_changed,
                     GError        **error)
{
  const PenstockStoredQuote *stored = data;
  const PenstockQuote *quote = &stored->quote;
  const double numbers[] = { quote->price, quote->previous_close, quote->open, quote->high, quote->low, quote->volume, quote->extended_price };
  g_autoptr(PenstockStatement) statement = NULL;

  statement = penstock_store_prepare (self, "INSERT OR REPLACE INTO quote (symbol, price, previous_close, open, high, low, volume, extended_price, "
                                      "market_time, fetched_at, day, session, delay_minutes, simulated, currency, source) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, stored->symbol);
  for (int i = 0; i < (int)G_N_ELEMENTS (numbers); i++)
    penstock_statement_bind_number (statement, 2 + i, numbers[i]);
  sqlite3_bind_int64 (statement, 9, quote->market_time);
  sqlite3_bind_int64 (statement, 10, quote->fetched_at);
  sqlite3_bind_int (statement, 11, quote->day);
  penstock_statement_bind_text (statement, 12, session_ids[quote->session]);
  sqlite3_bind_int64 (statement, 13, quote->delay_minutes);
  sqlite3_bind_int (statement, 14, quote->simulated != FALSE);
  penstock_statement_bind_text (statement, 15, quote->currency);
  penstock_statement_bind_text (statement, 16, quote->source);
  return penstock_store_run (self, statement, error);
}

void
penstock_store_put_quote_async (PenstockStore       *self,
                                const char          *symbol,
                                const PenstockQuote *quote,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  PenstockStoredQuote *stored;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (symbol != NULL && quote != NULL);
  g_return_if_fail ((guint)quote->session < G_N_ELEMENTS (session_ids));

  stored = g_new0 (PenstockStoredQuote, 1);
  stored->symbol = g_strdup (symbol);
  stored->quote = *quote;
  penstock_store_push_write (self, put_quote_in_thread, penstock_store_put_quote_async, stored, (GDestroyNotify)penstock_stored_quote_free,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_quote_finish (PenstockStore  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_quote_async, NULL, error);
}

/* A session this program does not know is not an open one. */
static PenstockSession
parse_session (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (session_ids); i++)
    if (g_strcmp0 (id, session_ids[i]) == 0)
      return (PenstockSession)i;

  return PENSTOCK_SESSION_CLOSED;
}

static void
read_quote (PenstockStatement *statement,
            PenstockQuote     *quote)
{
  penstock_quote_clear (quote);
  quote->price = penstock_statement_get_number (statement, 1);
  quote->previous_close = penstock_statement_get_number (statement, 2);
  quote->open = penstock_statement_get_number (statement, 3);
  quote->high = penstock_statement_get_number (statement, 4);
  quote->low = penstock_statement_get_number (statement, 5);
  quote->volume = penstock_statement_get_number (statement, 6);
  quote->extended_price = penstock_statement_get_number (statement, 7);
  quote->market_time = sqlite3_column_int64 (statement, 8);
  quote->fetched_at = sqlite3_column_int64 (statement, 9);
  quote->day = sqlite3_column_int (statement, 10);
  quote->session = parse_session ((const char *)sqlite3_column_text (statement, 11));
  quote->delay_minutes = (guint)sqlite3_column_int64 (statement, 12);
  quote->simulated = sqlite3_column_int (statement, 13) != 0;
  penstock_statement_copy_text (statement, 14, quote->currency, sizeof quote->currency);
  penstock_statement_copy_text (statement, 15, quote->source, sizeof quote->source);
}

gboolean
penstock_store_load_quotes (PenstockStore  *self,
                            GPtrArray      *quotes,
                            GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT symbol, price, previous_close, open, high, low, volume, extended_price, "
                                      "market_time, fetched_at, day, session, delay_minutes, simulated, currency, source "
                                      "FROM quote ORDER BY symbol", error);
  if (statement == NULL)
    return FALSE;

  while (penstock_store_step (self, statement, &row, error))
    {
      PenstockStoredQuote *stored;

      if (!row)
        return TRUE;

      stored = g_new0 (PenstockStoredQuote, 1);
      stored->symbol = penstock_statement_dup_text (statement, 0);
      read_quote (statement, &stored->quote);
      g_ptr_array_add (quotes, stored);
    }

  return FALSE;
}
