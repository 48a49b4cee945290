/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-answer.h"

#include <math.h>

#include "penstock-indicators-private.h"
#include "penstock-parts.h"
#include "penstock-questions.h"

#define OVERLAP_DAYS   7
#define CLOCK_SECONDS  300 /* a price further in the future is of a wrong clock, and no newer one */

static gboolean
is_known_split (const PenstockListing *listing,
                const PenstockAction  *split)
{
  for (guint i = 0; i < listing->actions->len; i++)
    {
      const PenstockAction *action = &g_array_index (listing->actions, PenstockAction, i);

      if (action->kind == PENSTOCK_ACTION_SPLIT_PROVIDER && action->day == split->day)
        return TRUE;
    }

  return FALSE;
}

/* A split inside what is stored: the provider has since divided every bar before it, ours are of before. */
static gboolean
splits_stored_bars (const PenstockListing *listing,
                    const PenstockBatch   *batch)
{
  if (listing == NULL || listing->bars == NULL || listing->bars->n == 0)
    return FALSE;

  for (guint i = 0; i < batch->splits->len; i++)
    {
      const PenstockAction *split = &g_array_index (batch->splits, PenstockAction, i);

      if (split->day > listing->bars->day[0] && !is_known_split (listing, split))
        return TRUE;
    }

  return FALSE;
}

/* What would replace a history must be one: a stub instead of it is not taken. */
static gboolean
may_replace (const PenstockListing *listing,
             const PenstockBars    *bars)
{
  return listing == NULL || listing->bars == NULL || bars->n * 2 >= listing->bars->n;
}

/* Of another feed, not of a file: its prices may be adjusted in another way, and do not belong into one series with this feed's. */
static gboolean
is_of_other_feed (const PenstockListing  *listing,
                  const PenstockProvider *provider)
{
  const char *source = listing->bars->source;

  return source != NULL && !g_str_equal (source, provider->id) && penstock_provider_find (source) != NULL;
}

/* Does what @provider gives of @symbol count as it comes? */
static gboolean
is_preferred (PenstockEngine         *engine,
              const PenstockProvider *provider,
              const char             *symbol)
{
  const PenstockProvider *preferred = penstock_preference_find (engine, symbol, PENSTOCK_GIVES_BARS);

  return preferred == NULL || preferred == provider;
}

/* Is what is stored of a feed whose word counts for more? It may be switched off just now: its prices are not written over all the same. */
static gboolean
is_outranked (PenstockEngine         *engine,
              const PenstockProvider *provider,
              const PenstockListing  *listing)
{
  const PenstockProvider *stored = listing->bars->source != NULL ? penstock_provider_find (listing->bars->source) : NULL;

  return stored != NULL && stored != provider && penstock_preference_is_after (engine, provider, stored, PENSTOCK_GIVES_BARS);
}

/* Do @bars go into the listing's history as they come, rather than stand in or be heard? */
static gboolean
counts_as_it_comes (const PenstockAnswer  *self,
                    const PenstockListing *listing,
                    const PenstockBars    *bars)
{
  if (listing == NULL || listing->bars == NULL || listing->bars->n == 0)
    return TRUE;
  if (!is_preferred (self->engine, self->provider, listing->symbol))
    return FALSE;

  return !is_outranked (self->engine, self->provider, listing) || (self->replace && bars != NULL && may_replace (listing, bars));
}

gboolean
penstock_answer_needs_more (PenstockEngine         *engine,
                            const PenstockProvider *provider,
                            const char             *symbol,
                            PenstockDay             asked_from,
                            const PenstockBatch    *batch,
                            PenstockDay            *from,
                            gboolean               *replace)
{
  PenstockListing *listing = penstock_engine_listing (engine, symbol, FALSE);
  const PenstockDay all = penstock_engine_today (engine) - PENSTOCK_HISTORY_DAYS;
  PenstockDay first;

  if (listing == NULL || listing->bars == NULL || listing->bars->n == 0 || (provider->gives & PENSTOCK_GIVES_BARS) == 0 ||
      !is_preferred (engine, provider, symbol))
    return FALSE;

  *replace = TRUE;
  *from = MIN (all, listing->bars->day[0]);
  if (splits_stored_bars (listing, batch))
    return TRUE;

  /* From here on what came is good, only not enough. */
  if (asked_from != PENSTOCK_DAY_NONE && batch->bars->len > 0)
    listing->asked_from = listing->asked_from != PENSTOCK_DAY_NONE ? MIN (listing->asked_from, asked_from) : asked_from;
  if (listing->asked_from == PENSTOCK_DAY_NONE)
    return FALSE;
  if ((listing->awaits_history || is_of_other_feed (listing, provider)) && listing->asked_from > *from)
    {
      listing->asked_from = *from;
      return TRUE;
    }

  first = penstock_second_first (listing);
  if (first == PENSTOCK_DAY_NONE || first >= listing->asked_from)
    return FALSE;

  *replace = FALSE;
  *from = first - OVERLAP_DAYS;
  listing->asked_from = *from;
  return TRUE;
}

/* -- bars -- */

static void
write_splits (const PenstockAnswer  *self,
              const PenstockListing *listing,
              const PenstockBatch   *batch)
{
  for (guint i = 0; i < batch->splits->len; i++)
    {
      const PenstockAction *split = &g_array_index (batch->splits, PenstockAction, i);

      if (listing == NULL || !is_known_split (listing, split))
        penstock_write_action (self->write, self->subject, split);
    }
}

/* What stands in, or is heard as a second opinion. */
static void
take_other (const PenstockAnswer *self,
            PenstockListing      *listing,
            PenstockBars         *bars,
            GPtrArray            *many,
            GArray               *opinions)
{
  g_autoptr(PenstockBars) part = penstock_second_take (self->engine, listing, bars, opinions);

  if (part != NULL)
    g_ptr_array_add (many, g_steal_pointer (&part));
}

/* The preferred feed's word about one listing, or the first there is. */
static void
write_own (const PenstockAnswer *self,
           const PenstockBatch  *batch)
{
  PenstockListing *listing = penstock_engine_listing (self->engine, self->subject, FALSE);
  g_autoptr(GArray) opinions = g_array_new (FALSE, FALSE, sizeof (PenstockSecondOpinion));

  for (guint i = 0; i < batch->bars->len; i++)
    {
      PenstockBars *bars = g_ptr_array_index (batch->bars, i);
      const gboolean whole = may_replace (listing, bars);

      if (bars->n == 0)
        continue;
      /* After a split half a history is worse than the old one: the split stays unknown, and the next answer asks again. */
      if (self->replace && !whole && splits_stored_bars (listing, batch))
        return;
      penstock_write_bars (self->write, bars, self->replace && whole);
      if (listing != NULL && self->replace && whole)
        listing->awaits_history = FALSE;
      if (!is_preferred (self->engine, self->provider, self->subject))
        penstock_second_note (self->engine, bars, opinions);
    }
  penstock_write_opinions (self->write, opinions);
  write_splits (self, listing, batch);
}

/* Of several listings, or of one that another feed is preferred for. */
static void
write_others (const PenstockAnswer *self,
              const PenstockBatch  *batch,
              gboolean              wanted (const PenstockAnswer *self, const char *symbol))
{
  g_autoptr(GPtrArray) many = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_bars_unref);
  g_autoptr(GArray) opinions = g_array_new (FALSE, FALSE, sizeof (PenstockSecondOpinion));

  for (guint i = 0; i < batch->bars->len; i++)
    {
      PenstockBars *bars = g_ptr_array_index (batch->bars, i);
      PenstockListing *listing = penstock_engine_listing (self->engine, bars->symbol, FALSE);
      g_autoptr(GArray) healed = NULL;

      if (bars->n == 0 || !wanted (self, bars->symbol))
        continue;
      if (!counts_as_it_comes (self, listing, bars))
        {
          take_other (self, listing, bars, many, opinions);
          continue;
        }

      if (!is_preferred (self->engine, self->provider, bars->symbol))
        penstock_second_note (self->engine, bars, opinions);
      healed = penstock_second_healed (listing, bars);
      if (healed != NULL)
        g_array_append_vals (opinions, healed->data, healed->len);
      g_ptr_array_add (many, penstock_bars_ref (bars));
    }

  penstock_write_opinions (self->write, opinions);
  penstock_write_many_bars (self->write, many);
}

static gboolean
is_wanted (const PenstockAnswer *self,
           const char           *symbol)
{
  if (self->provider->asks == PENSTOCK_ASKS_LISTING && self->subject != NULL)
    return g_str_equal (symbol, self->subject);
  if (self->provider->asks == PENSTOCK_ASKS_LISTINGS && self->subject != NULL)
    {
      g_auto(GStrv) asked = g_strsplit (self->subject, ",", -1);

      return g_strv_contains ((const char *const *)asked, symbol);
    }
  if (self->symbols != NULL)
    return g_strv_contains (self->symbols, symbol);

  return penstock_chain_find_symbol (self->engine->chain, symbol) >= 0;
}

static void
write_bars (const PenstockAnswer *self,
            const PenstockBatch  *batch)
{
  const gboolean of_one = self->provider->asks == PENSTOCK_ASKS_LISTING && self->subject != NULL;
  PenstockListing *listing = of_one ? penstock_engine_listing (self->engine, self->subject, FALSE) : NULL;

  if (of_one && counts_as_it_comes (self, listing, batch->bars->len > 0 ? g_ptr_array_index (batch->bars, 0) : NULL))
    {
      write_own (self, batch);
      return;
    }

  /* Only the preferred feed can say how the days before a split are now: until it does, nobody else's new level goes beside the old one. */
  if (of_one && splits_stored_bars (listing, batch))
    listing->awaits_history = TRUE;
  write_others (self, batch, is_wanted);
}

/* -- quotes -- */

/* Of two feeds' prices the newer counts, whoever gives it; the same feed may take back what it said. */
static gboolean
quote_counts (const PenstockAnswer  *self,
              const PenstockListing *listing,
              const PenstockQuote   *quote)
{
  const PenstockQuote *stored = &listing->quote;
  const char *currency = listing->bars != NULL ? listing->bars->currency : NULL;
  const gboolean preferred = penstock_preference_find (self->engine, listing->symbol, PENSTOCK_GIVES_QUOTES) == self->provider;

  if (listing->awaits_history && !preferred)
    return FALSE;
  /* In another currency it is no price of this series. */
  if (!preferred && currency != NULL && quote->currency[0] != '\0' && !g_str_equal (currency, quote->currency))
    return FALSE;
  if (!listing->has_quote || g_str_equal (stored->source, quote->source) || stored->source[0] == '\0' ||
      stored->market_time > penstock_clock_now (self->engine->clock) + CLOCK_SECONDS)
    return TRUE;
  if (quote->market_time != stored->market_time)
    return quote->market_time > stored->market_time;

  return preferred;
}

static void
write_quotes (const PenstockAnswer *self,
              const PenstockBatch  *batch)
{
  const gboolean of_one = self->provider->asks == PENSTOCK_ASKS_LISTING && self->subject != NULL;

  for (guint i = 0; i < batch->quotes->len && !(of_one && i > 0); i++)
    {
      const PenstockQuoteRow *row = &g_array_index (batch->quotes, PenstockQuoteRow, i);
      const char *symbol = of_one ? self->subject : row->symbol;
      const PenstockListing *listing = penstock_engine_listing (self->engine, symbol, FALSE);

      if ((of_one || is_wanted (self, symbol)) && (listing == NULL || quote_counts (self, listing, &row->quote)))
        penstock_write_quote (self->write, symbol, &row->quote);
    }
}

/* -- the others -- */

static void
take_intraday (const PenstockAnswer *self,
               const PenstockBatch  *batch)
{
  for (guint i = 0; i < batch->intraday->len; i++)
    {
      PenstockIntraday *intraday = g_ptr_array_index (batch->intraday, i);

      if (intraday->n > 0 && is_wanted (self, intraday->symbol))
        penstock_engine_take_intraday (self->engine, penstock_engine_listing (self->engine, intraday->symbol, TRUE), intraday);
    }
}

static void
write_rows (const PenstockAnswer *self,
            const GArray         *rows)
{
  g_autofree PenstockStoredFigure *figures = g_new0 (PenstockStoredFigure, rows->len + 1);
  gsize n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const PenstockRevenueRow *row = &g_array_index (rows, PenstockRevenueRow, i);

      if (self->symbol != NULL || is_wanted (self, row->symbol))
        figures[n++] = (PenstockStoredFigure) { row->symbol, row->currency, row->periods_per_year, row->figure };
    }
  penstock_write_revenue (self->write, figures, n);
}

/* Also what says "nothing" counts: then the others are complete. */
static void
write_parts (const PenstockAnswer *self,
             const PenstockBatch  *batch)
{
  PenstockParts *parts = g_hash_table_lookup (self->engine->parts, self->symbol);
  g_autoptr(GArray) rows = NULL;

  if (parts == NULL)
    {
      parts = penstock_parts_new (self->provider);
      g_hash_table_insert (self->engine->parts, g_strdup (self->symbol), parts);
    }
  rows = penstock_parts_take (parts, self->subject, batch != NULL ? batch->revenue : NULL);
  if (rows != NULL)
    write_rows (self, rows);
}

void
penstock_answer_write (const PenstockAnswer *self,
                       const PenstockBatch  *batch)
{
  if (self->provider->parts != NULL && self->said_something && self->subject != NULL && self->symbol != NULL)
    write_parts (self, batch);
  if (batch == NULL)
    return;

  write_bars (self, batch);
  write_quotes (self, batch);
  take_intraday (self, batch);
  if (self->provider->parts == NULL)
    write_rows (self, batch->revenue);
  penstock_write_rates (self->write, batch->rates);
  penstock_write_indicators (self->write, batch->indicators, NULL);
  /* What somebody looked up is no register. */
  if (self->provider->asks != PENSTOCK_ASKS_WORDS)
    penstock_write_symbols (self->write, self->provider->id, batch->symbols);
}
