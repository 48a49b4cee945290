/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-engine-private.h"

#include <string.h>

void
penstock_listing_free (PenstockListing *listing)
{
  g_clear_pointer (&listing->bars, penstock_bars_unref);
  g_clear_pointer (&listing->intraday, penstock_intraday_unref);
  g_array_unref (listing->actions);
  g_array_unref (listing->opinions);
  g_free (listing->symbol);
  g_free (listing);
}

/* The user's actions depend on the bars too: a split counts only while the bars show it. */
static void
update_market (PenstockEngine  *self,
               PenstockListing *listing)
{
  g_autoptr(GArray) said = NULL;

  if (listing->company < 0)
    return;

  said = penstock_market_score_actions (listing->actions, listing->bars);
  penstock_market_set_bars (self->market, (guint)listing->company, listing->bars);
  penstock_market_set_actions (self->market, (guint)listing->company, said);
  penstock_market_set_quote (self->market, (guint)listing->company, listing->has_quote ? &listing->quote : NULL);
  penstock_engine_refresh_price (self, (guint)listing->company);
  penstock_engine_queue_compute (self);
}

void
penstock_engine_take_bars (PenstockEngine  *self,
                           PenstockListing *listing,
                           PenstockBars    *bars)
{
  PenstockBars *old = listing->bars;

  listing->bars = bars != NULL ? penstock_bars_ref (bars) : NULL;
  g_clear_pointer (&old, penstock_bars_unref);
  update_market (self, listing);
  if (listing->company >= 0)
    penstock_engine_emit_instrument (self, (guint)listing->company);
}

static int
compare_actions (gconstpointer a,
                 gconstpointer b)
{
  const PenstockAction *first = a, *second = b;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  return (int)first->kind - (int)second->kind;
}

void
penstock_engine_take_action (PenstockEngine       *self,
                             PenstockListing      *listing,
                             const PenstockAction *action)
{
  gboolean known = FALSE;

  for (guint i = 0; i < listing->actions->len; i++)
    {
      PenstockAction *stored = &g_array_index (listing->actions, PenstockAction, i);

      if (stored->kind == action->kind && stored->day == action->day)
        {
          *stored = *action;
          known = TRUE;
        }
    }
  if (!known)
    g_array_append_val (listing->actions, *action);

  g_array_sort (listing->actions, compare_actions);
  update_market (self, listing);
  if (listing->company >= 0 && action->kind != PENSTOCK_ACTION_SPLIT_PROVIDER)
    penstock_engine_emit_instrument (self, (guint)listing->company);
}

void
penstock_engine_take_quote (PenstockEngine      *self,
                            PenstockListing     *listing,
                            const PenstockQuote *quote)
{
  listing->has_quote = TRUE;
  listing->quote = *quote;
  update_market (self, listing);
}

static gboolean
same_revenue (const PenstockRevenue *a,
              const PenstockRevenue *b)
{
  if (a->n != b->n || a->periods_per_year != b->periods_per_year || g_strcmp0 (a->currency, b->currency) != 0)
    return FALSE;

  for (gsize i = 0; i < a->n; i++)
    if (a->figures[i].period != b->figures[i].period || a->figures[i].value != b->figures[i].value ||
        a->figures[i].published_at != b->figures[i].published_at || a->figures[i].first_seen != b->figures[i].first_seen ||
        a->figures[i].assumed != b->figures[i].assumed || strcmp (a->figures[i].source, b->figures[i].source) != 0)
      return FALSE;

  return TRUE;
}

/* A company that files every month is scored by its months; what it files by the quarter as well is kept, but says nothing new. */
void
penstock_engine_take_revenue (PenstockEngine  *self,
                              PenstockRevenue *revenue)
{
  const int company = penstock_chain_find_symbol (self->chain, revenue->symbol);
  PenstockRevenue *old;

  if (company < 0)
    return;

  old = self->market->company[company].revenue;
  if (old != NULL && (old->periods_per_year > revenue->periods_per_year || same_revenue (old, revenue)))
    return;

  penstock_market_set_revenue (self->market, (guint)company, revenue);
  penstock_engine_queue_compute (self);
  penstock_engine_emit_instrument (self, (guint)company);
}

static gboolean
is_named (const PenstockEvent   *event,
          const PenstockCompany *company)
{
  for (guint k = 0; k < event->companies->len; k++)
    if (g_str_equal (g_array_index (event->companies, PenstockEventCompany, k).company, company->id))
      return TRUE;

  return FALSE;
}

/* Tells whoever looks at a company that one of @changed names. */
static void
emit_events (PenstockEngine *self,
             GPtrArray      *changed)
{
  for (guint i = 0; i < self->chain->n_companies; i++)
    for (guint e = 0; e < changed->len; e++)
      if (is_named (g_ptr_array_index (changed, e), &self->chain->companies[i]))
        {
          penstock_engine_emit_instrument (self, i);
          break;
        }
  penstock_engine_emit_events (self);
}

void
penstock_engine_take_events (PenstockEngine *self,
                             GPtrArray      *events)
{
  g_autoptr(GPtrArray) all = penstock_inbox_dup_events (self->inbox, events);

  penstock_market_set_events (self->market, all);
  penstock_inbox_sync (self->inbox, self->market->events);
  penstock_engine_queue_compute (self);
  emit_events (self, events);
}

void
penstock_engine_take_stories (PenstockEngine *self,
                              GPtrArray      *events)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  g_autoptr(GPtrArray) with_words = penstock_inbox_dup_events (self->inbox, events);
  g_autoptr(GHashTable) given = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *known = self->market->events;

  for (guint i = 0; i < with_words->len; i++)
    {
      PenstockEvent *event = g_ptr_array_index (with_words, i);

      g_ptr_array_add (all, penstock_event_ref (event));
      g_hash_table_add (given, event->id);
    }
  for (guint i = 0; i < known->len; i++)
    {
      PenstockEvent *event = g_ptr_array_index (known, i);

      if (!g_hash_table_contains (given, event->id))
        g_ptr_array_add (all, penstock_event_ref (event));
    }

  penstock_market_set_events (self->market, all);
  penstock_inbox_sync (self->inbox, self->market->events);
  penstock_engine_queue_compute (self);
  emit_events (self, events);
}

void
penstock_engine_take_opinions (PenstockEngine *self,
                               GArray         *opinions)
{
  for (guint i = 0; i < opinions->len; i++)
    {
      const PenstockSecondOpinion *opinion = &g_array_index (opinions, PenstockSecondOpinion, i);
      const PenstockSecondOpinion *next = i + 1 < opinions->len ? opinion + 1 : NULL;
      PenstockListing *listing = penstock_engine_listing (self, opinion->symbol, TRUE);

      penstock_second_remember (listing, opinion);
      /* Those of one listing come together. */
      if (listing->company >= 0 && (next == NULL || !g_str_equal (next->symbol, opinion->symbol)))
        penstock_engine_refresh_price (self, (guint)listing->company);
    }
}

static int
compare_rates (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const PenstockRate *first = a, *second = b;
  int order = strcmp (first->base, second->base);

  if (order == 0)
    order = strcmp (first->currency, second->currency);
  if (order == 0)
    order = first->day < second->day ? -1 : first->day > second->day;

  return order != 0 ? order : strcmp (first->source, second->source);
}

/* Of one source, base, currency and day the newest holds. */
void
penstock_engine_take_rates (PenstockEngine     *self,
                            const PenstockRate *rates,
                            gsize               n)
{
  GArray *rows = self->rate_rows;
  PenstockRate *row;
  guint kept = 0;

  g_array_append_vals (rows, rates, (guint)n);
  row = (PenstockRate *)(gpointer)rows->data;
  g_qsort_with_data (row, (int)rows->len, sizeof (PenstockRate), compare_rates, NULL); /* stable */
  for (guint i = 0; i < rows->len; i++)
    {
      if (kept > 0 && compare_rates (&row[kept - 1], &row[i], NULL) == 0)
        kept--;
      row[kept++] = row[i];
    }
  g_array_set_size (rows, kept);

  g_clear_pointer (&self->rates, penstock_rates_unref);
  self->rates = penstock_rates_new (row, kept);
}

void
penstock_engine_take_intraday (PenstockEngine   *self,
                               PenstockListing  *listing,
                               PenstockIntraday *intraday)
{
  PenstockIntraday *old = listing->intraday;

  listing->intraday = penstock_intraday_ref (intraday);
  g_clear_pointer (&old, penstock_intraday_unref);
  if (listing->company >= 0)
    penstock_engine_emit_instrument (self, (guint)listing->company);
}

void
penstock_engine_take_feed_state (PenstockEngine    *self,
                                 PenstockFeedState *state)
{
  const int company = penstock_chain_find_symbol (self->chain, state->subject);

  g_hash_table_replace (self->feed_states, g_strdup_printf ("%s\n%s", state->feed, state->subject), state);
  if (company >= 0)
    penstock_engine_refresh_state (self, (guint)company);
  penstock_engine_queue_feeds (self);
}

PenstockFeedState *
penstock_engine_find_feed_state (PenstockEngine *self,
                                 const char     *feed,
                                 const char     *subject)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", feed, subject != NULL ? subject : "");

  return g_hash_table_lookup (self->feed_states, key);
}
