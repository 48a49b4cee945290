/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <math.h>

#include <glib/gi18n.h>

static gboolean
put_rates_in_thread (PenstockStore  *self,
                     gpointer        data,
                     guint          *n_changed,
                     GError        **error)
{
  GArray *rates = data;

  for (guint i = 0; i < rates->len; i++)
    {
      const PenstockRate *rate = &g_array_index (rates, PenstockRate, i);
      g_autoptr(PenstockStatement) statement = NULL;

      if (!isfinite (rate->rate) || rate->rate <= 0)
        {
          g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("Rate of %s in %s: no value"), rate->base, rate->currency);
          return FALSE;
        }

      statement = penstock_store_prepare (self, "INSERT INTO rate (base, currency, day, source, rate) VALUES (?1, ?2, ?3, ?4, ?5) "
                                          "ON CONFLICT DO UPDATE SET rate = excluded.rate", error);
      if (statement == NULL)
        return FALSE;

      penstock_statement_bind_text (statement, 1, rate->base);
      penstock_statement_bind_text (statement, 2, rate->currency);
      sqlite3_bind_int (statement, 3, rate->day);
      penstock_statement_bind_text (statement, 4, rate->source);
      sqlite3_bind_double (statement, 5, rate->rate);
      if (!penstock_store_run (self, statement, error))
        return FALSE;
    }

  return TRUE;
}

void
penstock_store_put_rates_async (PenstockStore       *self,
                                const PenstockRate  *rates,
                                gsize                n,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GArray *copies;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (rates != NULL || n == 0);

  copies = g_array_sized_new (FALSE, FALSE, sizeof (PenstockRate), (guint)n);
  if (n > 0)
    g_array_append_vals (copies, rates, (guint)n);
  penstock_store_push_write (self, put_rates_in_thread, penstock_store_put_rates_async, copies, (GDestroyNotify)g_array_unref,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_rates_finish (PenstockStore  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_rates_async, NULL, error);
}

gboolean
penstock_store_load_rates (PenstockStore  *self,
                           GArray         *rates,
                           GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT base, currency, day, source, rate FROM rate ORDER BY base, currency, day, source", error);
  if (statement == NULL)
    return FALSE;

  while (penstock_store_step (self, statement, &row, error))
    {
      PenstockRate rate = { .day = 0 };

      if (!row)
        return TRUE;

      penstock_statement_copy_text (statement, 0, rate.base, sizeof rate.base);
      penstock_statement_copy_text (statement, 1, rate.currency, sizeof rate.currency);
      rate.day = sqlite3_column_int (statement, 2);
      penstock_statement_copy_text (statement, 3, rate.source, sizeof rate.source);
      rate.rate = sqlite3_column_double (statement, 4);
      g_array_append_val (rates, rate);
    }

  return FALSE;
}
