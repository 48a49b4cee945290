/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-write-private.h"

/* What the disk would not have, added to what memory had. */
static PenstockRevenue *
append_figures (PenstockEngine             *self,
                const PenstockStoredFigure *given,
                PenstockRevenue            *old)
{
  g_autoptr(GArray) figures = g_array_new (FALSE, FALSE, sizeof (PenstockRevenueFigure));

  if (old != NULL && old->periods_per_year == given->periods_per_year)
    g_array_append_vals (figures, old->figures, (guint)old->n);
  g_array_append_val (figures, given->figure);

  return penstock_revenue_new (given->symbol, given->currency, given->periods_per_year,
                               (const PenstockRevenueFigure *)(gpointer)figures->data, figures->len);
}

static void
keep_figures (PenstockWrite *write)
{
  PenstockEngine *self = write->engine;

  for (guint i = 0; i < write->figures->len; i++)
    {
      const PenstockStoredFigure *given = &g_array_index (write->figures, PenstockStoredFigure, i);
      const int company = penstock_chain_find_symbol (self->chain, given->symbol);
      g_autoptr(PenstockRevenue) revenue = NULL;

      if (company < 0)
        continue;
      revenue = append_figures (self, given, self->market->company[company].revenue);
      penstock_engine_take_revenue (self, revenue);
    }
}

static void
keep_events (PenstockWrite *write)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  g_autoptr(GHashTable) given = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *known = write->engine->market->events;

  for (guint i = 0; i < write->events->len; i++)
    {
      PenstockEvent *event = g_ptr_array_index (write->events, i);

      g_ptr_array_add (all, penstock_event_ref (event));
      g_hash_table_add (given, event->id);
    }
  for (guint i = 0; i < known->len; i++)
    {
      PenstockEvent *event = g_ptr_array_index (known, i);

      if (!g_hash_table_contains (given, event->id))
        g_ptr_array_add (all, penstock_event_ref (event));
    }

  penstock_engine_take_events (write->engine, all);
}

static void
take_bars (PenstockWrite       *write,
           PenstockWrittenBars *bars)
{
  PenstockListing *listing = penstock_engine_listing (write->engine, bars->symbol, TRUE);
  g_autoptr(PenstockBars) kept = NULL;

  if (!bars->failed && bars->stored != NULL)
    kept = penstock_bars_ref (bars->stored);
  else if (bars->replace)
    kept = penstock_bars_ref (bars->given);
  else
    kept = penstock_bars_merge (listing->bars, bars->given);

  penstock_engine_take_bars (write->engine, listing, kept);
}

void
penstock_write_take (PenstockWrite *write)
{
  PenstockEngine *self = write->engine;

  for (guint i = 0; i < write->actions->len; i++)
    {
      const PenstockWrittenAction *action = &g_array_index (write->actions, PenstockWrittenAction, i);

      penstock_engine_take_action (self, penstock_engine_listing (self, action->symbol, TRUE), &action->action);
    }
  for (guint i = 0; i < write->bars->len; i++)
    take_bars (write, g_ptr_array_index (write->bars, i));
  for (guint i = 0; i < write->quotes->len; i++)
    {
      const PenstockWrittenQuote *quote = &g_array_index (write->quotes, PenstockWrittenQuote, i);

      penstock_engine_take_quote (self, penstock_engine_listing (self, quote->symbol, TRUE), &quote->quote);
    }

  if (write->revenue_failed)
    keep_figures (write);
  for (guint i = 0; write->contents != NULL && i < write->contents->revenue->len; i++)
    penstock_engine_take_revenue (self, g_ptr_array_index (write->contents->revenue, i));

  if (write->events != NULL && write->events_failed)
    keep_events (write);
  else if (write->events != NULL)
    penstock_engine_take_events (self, write->contents->events);

  for (guint i = 0; i < write->feed_states->len; i++)
    penstock_engine_take_feed_state (self, g_ptr_array_index (write->feed_states, i));
  g_ptr_array_set_size (write->feed_states, 0);
}
