/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-indicators-private.h"
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
take_many (PenstockWrite *write)
{
  for (guint i = 0; write->many != NULL && i < write->many->len; i++)
    {
      PenstockBars *given = g_ptr_array_index (write->many, i);
      PenstockListing *listing = penstock_engine_listing (write->engine, given->symbol, TRUE);
      g_autoptr(PenstockBars) merged = penstock_bars_merge (listing->bars, given);

      penstock_engine_take_bars (write->engine, listing, merged);
    }
}

/* What came to stand in for one of these days while they were on their way. */
static void
heal (PenstockEngine        *self,
      PenstockListing       *listing,
      const PenstockBars    *given)
{
  g_autoptr(GArray) healed = penstock_second_healed (listing, given);
  PenstockWrite *write;

  if (healed == NULL)
    return;

  penstock_engine_take_opinions (self, healed);
  write = penstock_write_begin (self, NULL, NULL);
  penstock_write_opinions (write, healed);
  penstock_write_end (write);
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
  heal (write->engine, listing, bars->given);
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
  /* Opinions first: who a bar is by is looked at as it comes. */
  penstock_engine_take_opinions (self, write->opinions);
  for (guint i = 0; i < write->bars->len; i++)
    take_bars (write, g_ptr_array_index (write->bars, i));
  take_many (write);
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
    penstock_engine_take_stories (self, write->events);
  else if (write->events != NULL)
    penstock_engine_take_events (self, write->contents->events);

  if (write->stories != NULL)
    penstock_engine_take_stories (self, write->stories);
  if (write->rates->len > 0)
    penstock_engine_take_rates (self, (const PenstockRate *)(gpointer)write->rates->data, write->rates->len);

  penstock_write_take_indicators (write);
  for (guint i = 0; i < write->feed_states->len; i++)
    penstock_engine_take_feed_state (self, g_ptr_array_index (write->feed_states, i));
  g_ptr_array_set_size (write->feed_states, 0);
}
