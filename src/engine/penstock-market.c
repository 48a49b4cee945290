/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-market.h"

#include <math.h>
#include <string.h>

#include "penstock-event.h"

static void
unref_array (GArray *array)
{
  g_clear_pointer (&array, g_array_unref);
}

PenstockMarket *
penstock_market_new (PenstockGraph *graph)
{
  const guint n = graph->chain->n_companies;
  PenstockMarket *self = g_malloc0 (sizeof (PenstockMarket) + n * sizeof (PenstockMarketCompany));

  g_atomic_ref_count_init (&self->ref_count);
  self->graph = penstock_graph_ref (graph);
  self->settings = penstock_score_default_settings;
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  self->n = n;

  return self;
}

PenstockMarket *
penstock_market_copy (const PenstockMarket *self)
{
  const gsize size = sizeof (PenstockMarket) + self->n * sizeof (PenstockMarketCompany);
  PenstockMarket *copy = g_malloc (size);

  memcpy (copy, self, size);
  g_atomic_ref_count_init (&copy->ref_count);
  penstock_graph_ref (copy->graph);
  g_ptr_array_ref (copy->events);
  for (guint i = 0; i < copy->n; i++)
    {
      PenstockMarketCompany *company = &copy->company[i];

      if (company->bars != NULL)
        penstock_bars_ref (company->bars);
      if (company->actions != NULL)
        g_array_ref (company->actions);
      if (company->revenue != NULL)
        penstock_revenue_ref (company->revenue);
    }

  return copy;
}

PenstockMarket *
penstock_market_ref (PenstockMarket *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_market_unref (PenstockMarket *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n; i++)
    {
      g_clear_pointer (&self->company[i].bars, penstock_bars_unref);
      unref_array (self->company[i].actions);
      g_clear_pointer (&self->company[i].revenue, penstock_revenue_unref);
    }
  g_ptr_array_unref (self->events);
  penstock_graph_unref (self->graph);
  g_free (self);
}

void
penstock_market_set_bars (PenstockMarket *self,
                          guint           company,
                          PenstockBars   *bars)
{
  PenstockBars *old = self->company[company].bars;

  self->company[company].bars = bars != NULL ? penstock_bars_ref (bars) : NULL;
  g_clear_pointer (&old, penstock_bars_unref);
}

void
penstock_market_set_actions (PenstockMarket *self,
                             guint           company,
                             GArray         *actions)
{
  GArray *old = self->company[company].actions;

  self->company[company].actions = actions != NULL ? g_array_ref (actions) : NULL;
  unref_array (old);
}

void
penstock_market_set_revenue (PenstockMarket  *self,
                             guint            company,
                             PenstockRevenue *revenue)
{
  PenstockRevenue *old = self->company[company].revenue;

  self->company[company].revenue = revenue != NULL ? penstock_revenue_ref (revenue) : NULL;
  g_clear_pointer (&old, penstock_revenue_unref);
}

void
penstock_market_set_quote (PenstockMarket      *self,
                           guint                company,
                           const PenstockQuote *quote)
{
  self->company[company].has_quote = quote != NULL;
  if (quote != NULL)
    self->company[company].quote = *quote;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const PenstockEvent *first = *(PenstockEvent *const *)a;
  const PenstockEvent *second = *(PenstockEvent *const *)b;

  return strcmp (first->id, second->id);
}

void
penstock_market_set_events (PenstockMarket *self,
                            GPtrArray      *events)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (sorted, penstock_event_ref (g_ptr_array_index (events, i)));
  g_ptr_array_sort (sorted, compare_events);

  g_ptr_array_unref (self->events);
  self->events = sorted;
}

static double
last_price_before (const PenstockBars *bars,
                   PenstockDay         day)
{
  for (gssize i = penstock_bars_find (bars, day - 1); i >= 0; i--)
    if (penstock_bars_price (bars, (gsize)i) > 0)
      return penstock_bars_price (bars, (gsize)i);

  return NAN;
}

static double
first_price_from (const PenstockBars *bars,
                  PenstockDay         day)
{
  for (gsize i = (gsize)(penstock_bars_find (bars, day - 1) + 1); i < bars->n; i++)
    if (penstock_bars_price (bars, i) > 0)
      return penstock_bars_price (bars, i);

  return NAN;
}

/* A provider that has since put the split into its own bars shows no jump any more: adjusting again would make one. */
static gboolean
split_shows (const PenstockBars *bars,
             PenstockDay         day,
             double              ratio)
{
  const double jump = first_price_from (bars, day) / last_price_before (bars, day);

  return isnan (jump) || fabs (log (jump * ratio)) < fabs (log (jump));
}

static int
compare_score_actions (gconstpointer a,
                       gconstpointer b)
{
  const PenstockScoreAction *first = a, *second = b;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  if (first->accept != second->accept)
    return first->accept ? 1 : -1;
  return first->ratio < second->ratio ? -1 : first->ratio > second->ratio;
}

GArray *
penstock_market_score_actions (GArray             *actions,
                               const PenstockBars *bars)
{
  g_autoptr(GArray) said = g_array_new (FALSE, FALSE, sizeof (PenstockScoreAction));

  if (actions == NULL || bars == NULL)
    return NULL;

  for (guint i = 0; i < actions->len; i++)
    {
      const PenstockAction *action = &g_array_index (actions, PenstockAction, i);
      PenstockScoreAction number = { action->day, action->kind == PENSTOCK_ACTION_ACCEPT, 1 };

      if (action->kind == PENSTOCK_ACTION_SPLIT_PROVIDER)
        continue;
      if (action->kind == PENSTOCK_ACTION_SPLIT_USER)
        {
          number.ratio = action->numerator / action->denominator;
          if (!split_shows (bars, action->day, number.ratio))
            continue;
        }
      g_array_append_val (said, number);
    }

  g_array_sort (said, compare_score_actions);
  return said->len > 0 ? g_steal_pointer (&said) : NULL;
}

gboolean
penstock_market_quote_counts (const PenstockQuote *quote,
                              const PenstockBars  *bars,
                              PenstockDay          today,
                              PenstockDay          day)
{
  if (quote == NULL || day != today || quote->day > day)
    return FALSE;
  if (!isfinite (quote->price) || quote->price <= 0)
    return FALSE;

  if (bars != NULL && bars->currency != NULL && quote->currency[0] != '\0' && !g_str_equal (bars->currency, quote->currency))
    return FALSE;

  return bars == NULL || bars->n == 0 || quote->day >= bars->day[bars->n - 1];
}
