/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-write-private.h"

/* Rows of which memory keeps its own: nothing is read back. */

static void
many_put_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_put_many_bars_finish (PENSTOCK_STORE (object), result, NULL, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

void
penstock_write_many_bars (PenstockWrite *self,
                          GPtrArray     *bars)
{
  if (bars->len == 0)
    return;

  if (self->many == NULL)
    self->many = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_bars_unref);
  for (guint i = 0; i < bars->len; i++)
    g_ptr_array_add (self->many, penstock_bars_ref (g_ptr_array_index (bars, i)));
  self->pending++;
  penstock_store_put_many_bars_async (self->store, bars, NULL, many_put_cb, self);
}

static void
opinions_put_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_put_opinions_finish (PENSTOCK_STORE (object), result, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

void
penstock_write_opinions (PenstockWrite *self,
                         GArray        *opinions)
{
  const PenstockSecondOpinion *rows;

  if (opinions == NULL || opinions->len == 0)
    return;

  rows = (const PenstockSecondOpinion *)(gpointer)opinions->data;
  g_array_append_vals (self->opinions, rows, opinions->len);
  self->pending++;
  penstock_store_put_opinions_async (self->store, rows, opinions->len, NULL, opinions_put_cb, self);
}

static void
rates_put_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_put_rates_finish (PENSTOCK_STORE (object), result, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

void
penstock_write_rates (PenstockWrite *self,
                      GArray        *rates)
{
  const PenstockRate *rows;

  if (rates->len == 0)
    return;

  rows = (const PenstockRate *)(gpointer)rates->data;
  g_array_append_vals (self->rates, rows, rates->len);
  self->pending++;
  penstock_store_put_rates_async (self->store, rows, rates->len, NULL, rates_put_cb, self);
}

static void
symbols_put_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_replace_symbols_finish (PENSTOCK_STORE (object), result, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

void
penstock_write_symbols (PenstockWrite *self,
                        const char    *source,
                        GArray        *symbols)
{
  g_autofree PenstockStoredSymbol *rows = g_new0 (PenstockStoredSymbol, symbols->len + 1);

  if (symbols->len == 0)
    return;

  for (guint i = 0; i < symbols->len; i++)
    {
      const PenstockSymbolRow *row = &g_array_index (symbols, PenstockSymbolRow, i);

      rows[i] = (PenstockStoredSymbol) { .symbol = row->symbol, .name = row->name, .exchange = row->exchange, .kind = row->kind, .cik = row->cik };
    }
  self->pending++;
  penstock_store_replace_symbols_async (self->store, source, rows, symbols->len, NULL, symbols_put_cb, self);
}

static void
stories_put_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_put_events_finish (PENSTOCK_STORE (object), result, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

void
penstock_write_stories (PenstockWrite *self,
                        GPtrArray     *events)
{
  g_assert (self->stories == NULL);

  if (events->len == 0)
    return;

  self->stories = g_ptr_array_ref (events);
  self->pending++;
  penstock_store_put_events_async (self->store, events, NULL, stories_put_cb, self);
}

gboolean
penstock_engine_is_writing (PenstockEngine *self,
                            const char     *symbol)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->writes);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const PenstockWrite *write = key;

      for (guint i = 0; i < write->bars->len; i++)
        if (g_str_equal (((PenstockWrittenBars *)g_ptr_array_index (write->bars, i))->symbol, symbol))
          return TRUE;
    }

  return FALSE;
}
