/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-memory.h"

#include <string.h>

void
penstock_memory_init (PenstockMemory *self,
                      PenstockEngine *engine)
{
  self->engine = engine;
  self->newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->closures = g_new0 (PenstockClosure, engine->chain->n_exchanges + 1);
}

void
penstock_memory_clear (PenstockMemory *self)
{
  g_clear_pointer (&self->newest, g_hash_table_unref);
  g_clear_pointer (&self->answered, g_hash_table_unref);
  g_clear_pointer (&self->filed, g_hash_table_unref);
  g_clear_pointer (&self->closures, g_free);
}

PenstockDay
penstock_memory_newest (const PenstockMemory   *self,
                        const PenstockProvider *provider,
                        const char             *key)
{
  g_autofree char *name = g_strdup_printf ("%s\n%s", provider->id, key);
  gpointer day;

  return g_hash_table_lookup_extended (self->newest, name, NULL, &day) ? GPOINTER_TO_INT (day) : PENSTOCK_DAY_NONE;
}

gboolean
penstock_memory_has_answered (const PenstockMemory   *self,
                              const PenstockProvider *provider,
                              const char             *key)
{
  g_autofree char *name = g_strdup_printf ("%s\n%s", provider->id, key);

  return g_hash_table_contains (self->answered, name);
}

gint64
penstock_memory_filed_at (const PenstockMemory *self,
                          guint64               cik)
{
  const gint64 *filed = g_hash_table_lookup (self->filed, &cik);

  return filed != NULL ? *filed : 0;
}

static PenstockDay
newest_of (const PenstockBatch *batch)
{
  PenstockDay newest = PENSTOCK_DAY_NONE;

  for (guint i = 0; i < batch->bars->len; i++)
    {
      const PenstockBars *bars = g_ptr_array_index (batch->bars, i);

      if (bars->n > 0)
        newest = MAX (newest, bars->day[bars->n - 1]);
    }
  for (guint i = 0; i < batch->quotes->len; i++)
    newest = MAX (newest, g_array_index (batch->quotes, PenstockQuoteRow, i).quote.day);
  for (guint i = 0; i < batch->rates->len; i++)
    newest = MAX (newest, g_array_index (batch->rates, PenstockRate, i).day);
  for (guint i = 0; i < batch->revenue->len; i++)
    {
      const PenstockRevenueRow *row = &g_array_index (batch->revenue, PenstockRevenueRow, i);

      newest = MAX (newest, penstock_period_end (row->figure.period, row->periods_per_year) - 1);
    }

  return newest;
}

static void
take_quote (PenstockMemory      *self,
            const char          *symbol,
            const PenstockQuote *quote)
{
  const PenstockChain *chain = self->engine->chain;
  const int company = penstock_chain_find_symbol (chain, symbol);
  const int exchange = company >= 0 ? chain->companies[company].exchange : -1;

  if (exchange >= 0)
    penstock_closure_answer (&self->closures[exchange], &chain->exchanges[exchange], (guint)company, quote->day, penstock_clock_now (self->engine->clock));
}

/* "2.02" among "2.02,9.01" */
static gboolean
has_item (const char *items,
          const char *item)
{
  g_auto(GStrv) all = items != NULL ? g_strsplit (items, ",", -1) : NULL;

  for (guint i = 0; all != NULL && all[i] != NULL; i++)
    if (g_str_equal (g_strstrip (all[i]), item))
      return TRUE;

  return FALSE;
}

static gboolean
has_results (const PenstockNewsItem *item)
{
  static const char *const forms[] = { "10-Q", "10-K", "20-F", "40-F" };

  if (item->form == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_has_prefix (item->form, forms[i]))
      return TRUE;

  return g_str_has_prefix (item->form, "8-K") && has_item (item->items, "2.02");
}

void
penstock_memory_take_filing (PenstockMemory         *self,
                             const PenstockNewsItem *item)
{
  gint64 *filed;

  if (item->cik == 0 || item->date_assumed || !has_results (item))
    return;

  filed = g_hash_table_lookup (self->filed, &item->cik);
  if (filed == NULL)
    {
      guint64 *cik = g_new (guint64, 1);

      *cik = item->cik;
      filed = g_new0 (gint64, 1);
      g_hash_table_insert (self->filed, cik, filed);
    }
  *filed = MAX (*filed, item->published_at);
}

void
penstock_memory_take (PenstockMemory         *self,
                      const PenstockQuestion *question,
                      const PenstockFetch    *fetch)
{
  const PenstockBatch *batch = fetch->batch;
  PenstockDay newest;

  if (fetch->outcome == PENSTOCK_OUTCOME_DATA || fetch->outcome == PENSTOCK_OUTCOME_EMPTY)
    g_hash_table_add (self->answered, g_strdup_printf ("%s\n%s", question->provider->id, question->key));
  /* Nothing is said about days: what the last answer said still holds. */
  if (batch == NULL)
    return;

  newest = newest_of (batch);
  if (newest != PENSTOCK_DAY_NONE)
    g_hash_table_replace (self->newest, g_strdup_printf ("%s\n%s", question->provider->id, question->key), GINT_TO_POINTER (newest));
  for (guint i = 0; i < batch->quotes->len; i++)
    {
      const PenstockQuoteRow *row = &g_array_index (batch->quotes, PenstockQuoteRow, i);

      take_quote (self, row->symbol, &row->quote);
    }
  for (guint i = 0; i < batch->news->len; i++)
    penstock_memory_take_filing (self, g_ptr_array_index (batch->news, i));
}
