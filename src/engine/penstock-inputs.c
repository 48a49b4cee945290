/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-inputs.h"

#include <string.h>

#include "penstock-event.h"

typedef struct { const PenstockEvent *event; double relevance; } NamedIn;

typedef struct
{
  /* What the numbers below were made from */
  PenstockBars        *bars;
  GArray              *actions;
  PenstockRevenue     *revenue;

  gsize                n;          /* stored bars; the arrays have room for a live one */
  gint32              *day;
  double              *price;
  gint32              *good_day;   /* verified over all bars */
  double              *good_price;
  gsize                n_good;
  gboolean             steady;     /* no jump and nothing said about one: on any earlier day the verified bars are the first ones of these */
  gint32              *walk_day;   /* verified up to the day asked for, where the series is not steady */
  double              *walk_price;

  PenstockScoreFigure *figures;
  gsize                n_figures;
  GArray              *named_in;   /* NamedIn */
} CompanyInputs;

struct PenstockInputs
{
  PenstockGraph        *graph;
  PenstockMarket       *market;    /* of the last sync */
  guint                 n;
  CompanyInputs        *company;
  PenstockScoreCompany *on_day;
  PenstockScoreEvent   *events;    /* room for all; the companies point into it */
};

PenstockInputs *
penstock_inputs_new (PenstockGraph *graph)
{
  PenstockInputs *self = g_new0 (PenstockInputs, 1);

  self->graph = penstock_graph_ref (graph);
  self->n = graph->chain->n_companies;
  self->company = g_new0 (CompanyInputs, self->n + 1);
  self->on_day = g_new0 (PenstockScoreCompany, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    self->company[i].named_in = g_array_new (FALSE, FALSE, sizeof (NamedIn));

  return self;
}

static void
clear_bars (CompanyInputs *company)
{
  g_clear_pointer (&company->bars, penstock_bars_unref);
  g_clear_pointer (&company->actions, g_array_unref);
  g_clear_pointer (&company->day, g_free);
  g_clear_pointer (&company->price, g_free);
  g_clear_pointer (&company->good_day, g_free);
  g_clear_pointer (&company->good_price, g_free);
  g_clear_pointer (&company->walk_day, g_free);
  g_clear_pointer (&company->walk_price, g_free);
  company->n = company->n_good = 0;
  company->steady = FALSE;
}

static void
clear_revenue (CompanyInputs *company)
{
  g_clear_pointer (&company->revenue, penstock_revenue_unref);
  g_clear_pointer (&company->figures, g_free);
  company->n_figures = 0;
}

void
penstock_inputs_free (PenstockInputs *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      clear_bars (&self->company[i]);
      clear_revenue (&self->company[i]);
      g_array_unref (self->company[i].named_in);
    }
  g_clear_pointer (&self->market, penstock_market_unref);
  penstock_graph_unref (self->graph);
  g_free (self->company);
  g_free (self->on_day);
  g_free (self->events);
  g_free (self);
}

static PenstockVerdict
walk (const CompanyInputs *company,
      gsize                n,
      PenstockDay          until,
      gint32              *out_day,
      double              *out_price)
{
  const GArray *actions = company->actions;

  return penstock_score_verify (company->day, company->price, n,
                                actions != NULL ? (const PenstockScoreAction *)(gpointer)actions->data : NULL,
                                actions != NULL ? actions->len : 0,
                                until, out_day, out_price, NULL, NULL);
}

static void
take_bars (CompanyInputs               *company,
           const PenstockMarketCompany *from)
{
  const gsize n = from->bars != NULL ? from->bars->n : 0;
  PenstockVerdict verdict;

  clear_bars (company);
  company->bars = from->bars != NULL ? penstock_bars_ref (from->bars) : NULL;
  company->actions = from->actions != NULL ? g_array_ref (from->actions) : NULL;

  company->n = n;
  company->day = g_new (gint32, n + 1);
  company->price = g_new (double, n + 1);
  company->good_day = g_new (gint32, n + 1);
  company->good_price = g_new (double, n + 1);
  company->walk_day = g_new (gint32, n + 1);
  company->walk_price = g_new (double, n + 1);
  for (gsize k = 0; k < n; k++)
    {
      company->day[k] = from->bars->day[k];
      company->price[k] = penstock_bars_price (from->bars, k);
    }

  verdict = walk (company, n, G_MAXINT32, company->good_day, company->good_price);
  company->n_good = verdict.n_good;
  company->steady = !verdict.unverified && verdict.n_glitches == 0 && company->actions == NULL;
}

/* By period, then by when it could be known; of two known at one moment the one seen first goes first, whatever order they were loaded in. */
static int
compare_figures (gconstpointer a,
                 gconstpointer b)
{
  const PenstockRevenueFigure *first = a, *second = b;

  if (first->period != second->period)
    return first->period < second->period ? -1 : 1;
  if (first->published_at != second->published_at)
    return first->published_at < second->published_at ? -1 : 1;
  if (first->first_seen != second->first_seen)
    return first->first_seen < second->first_seen ? -1 : 1;
  if (first->value != second->value)
    return first->value < second->value ? -1 : 1;
  return strcmp (first->source, second->source);
}

static void
take_revenue (CompanyInputs   *company,
              PenstockRevenue *revenue)
{
  g_autofree PenstockRevenueFigure *sorted = NULL;

  clear_revenue (company);
  if (revenue == NULL)
    return;

  company->revenue = penstock_revenue_ref (revenue);
  company->n_figures = revenue->n;
  company->figures = g_new (PenstockScoreFigure, revenue->n + 1);
  sorted = g_memdup2 (revenue->figures, revenue->n * sizeof (PenstockRevenueFigure));
  if (sorted != NULL)
    qsort (sorted, revenue->n, sizeof (PenstockRevenueFigure), compare_figures);

  for (gsize k = 0; k < revenue->n; k++)
    company->figures[k] = (PenstockScoreFigure) {
      .period = sorted[k].period,
      .published_day = penstock_day_from_unix_utc (sorted[k].published_at),
      .value = sorted[k].value,
    };
}

static void
take_events (PenstockInputs *self,
             GPtrArray      *events)
{
  gsize total = 0;

  for (guint i = 0; i < self->n; i++)
    g_array_set_size (self->company[i].named_in, 0);

  for (guint i = 0; i < events->len; i++)
    {
      const PenstockEvent *event = g_ptr_array_index (events, i);

      for (guint k = 0; k < event->companies->len; k++)
        {
          const PenstockEventCompany *named = &g_array_index (event->companies, PenstockEventCompany, k);
          const int company = penstock_chain_find_id (self->graph->chain, named->company);
          NamedIn entry = { event, named->relevance };

          if (company < 0)
            continue;
          g_array_append_val (self->company[company].named_in, entry);
          total++;
        }
    }

  g_free (self->events);
  self->events = g_new0 (PenstockScoreEvent, total + 1);
}

/* The first day whose bar is not the same in both. */
static PenstockDay
first_difference (const PenstockBars *a,
                  const PenstockBars *b)
{
  const gsize n_a = a != NULL ? a->n : 0;
  const gsize n_b = b != NULL ? b->n : 0;

  for (gsize i = 0; i < n_a && i < n_b; i++)
    {
      const double price_a = penstock_bars_price (a, i);
      const double price_b = penstock_bars_price (b, i);

      if (a->day[i] != b->day[i] || memcmp (&price_a, &price_b, sizeof (double)) != 0)
        return MIN (a->day[i], b->day[i]);
    }

  if (n_a == n_b)
    return G_MAXINT32;
  return n_a > n_b ? a->day[n_b] : b->day[n_a];
}

static gboolean
same_actions (const GArray *a,
              const GArray *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const PenstockScoreAction *first = &g_array_index (a, PenstockScoreAction, i);
      const PenstockScoreAction *second = &g_array_index (b, PenstockScoreAction, i);

      if (first->day != second->day || first->accept != second->accept || first->ratio != second->ratio)
        return FALSE;
    }

  return TRUE;
}

static PenstockDay
sync_company (CompanyInputs               *company,
              const PenstockMarketCompany *from)
{
  PenstockDay touched = G_MAXINT32;

  if (!same_actions (company->actions, from->actions))
    touched = G_MININT32;
  if (company->bars != from->bars && touched == G_MAXINT32)
    touched = first_difference (company->bars, from->bars);
  if (company->day == NULL || company->bars != from->bars || touched != G_MAXINT32)
    take_bars (company, from);

  if (company->revenue != from->revenue)
    {
      take_revenue (company, from->revenue);
      touched = G_MININT32;
    }

  return touched;
}

PenstockDay
penstock_inputs_sync (PenstockInputs *self,
                      PenstockMarket *market)
{
  PenstockMarket *before = self->market;
  PenstockDay touched = G_MAXINT32;

  for (guint i = 0; i < self->n; i++)
    {
      const PenstockDay from = sync_company (&self->company[i], &market->company[i]);

      touched = MIN (touched, from);
    }
  if (before == NULL || before->events != market->events)
    {
      take_events (self, market->events);
      touched = G_MININT32;
    }

  self->market = penstock_market_ref (market);
  g_clear_pointer (&before, penstock_market_unref);

  return touched;
}

/* Walks up to @day with the live quote, if it counts, as the last bar. */
static PenstockVerdict
walk_live (PenstockInputs *self,
           guint           i,
           PenstockDay     day)
{
  CompanyInputs *company = &self->company[i];
  const PenstockMarketCompany *from = &self->market->company[i];
  PenstockVerdict verdict;
  gsize at = company->n;
  double stored;

  if (!from->has_quote || !penstock_market_quote_counts (&from->quote, company->bars, self->market->today, day))
    return walk (company, company->n, day, company->walk_day, company->walk_price);

  if (at > 0 && company->day[at - 1] == from->quote.day)
    at--;
  stored = at < company->n ? company->price[at] : 0;
  company->day[at] = from->quote.day;
  company->price[at] = from->quote.price;
  verdict = walk (company, at + 1, day, company->walk_day, company->walk_price);
  company->price[at] = stored;

  return verdict;
}

static gsize
count_until (const gint32 *day,
             gsize         n,
             PenstockDay   until)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (day[middle] <= until)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gsize
fill_events (const CompanyInputs *company,
             PenstockDay          day,
             PenstockScoreEvent  *events)
{
  gsize n = 0;

  for (guint k = 0; k < company->named_in->len; k++)
    {
      const NamedIn *entry = &g_array_index (company->named_in, NamedIn, k);
      const PenstockStatusChange *change = penstock_event_status_at (entry->event, day);

      if (change != NULL)
        events[n++] = (PenstockScoreEvent) {
          .status_day = change->day,
          .direction = entry->event->direction,
          .status = (int)change->status,
          .relevance = entry->relevance,
        };
    }

  return n;
}

const PenstockScoreCompany *
penstock_inputs_on_day (PenstockInputs  *self,
                        PenstockDay      day,
                        PenstockVerdict *verdicts)
{
  const PenstockChain *chain = self->graph->chain;
  PenstockScoreEvent *events = self->events;

  for (guint i = 0; i < self->n; i++)
    {
      const CompanyInputs *company = &self->company[i];
      PenstockScoreCompany *out = &self->on_day[i];

      *out = (PenstockScoreCompany) {
        .day = company->walk_day, .price = company->walk_price,
        .figures = company->figures, .n_figures = company->n_figures,
        .periods_per_year = company->revenue != NULL ? company->revenue->periods_per_year : 0,
        .events = events, .listed = chain->companies[i].listed,
      };

      if (verdicts == NULL && company->steady)
        {
          out->day = company->good_day;
          out->price = company->good_price;
          out->n_bars = count_until (company->good_day, company->n_good, day);
        }
      else
        {
          const PenstockVerdict verdict = verdicts != NULL
            ? walk_live (self, i, day)
            : walk (company, company->n, day, company->walk_day, company->walk_price);

          out->n_bars = verdict.n_good;
          out->unverified = verdict.unverified;
          if (verdicts != NULL)
            verdicts[i] = verdict;
        }

      out->n_events = fill_events (company, day, events);
      events += out->n_events;
    }

  return self->on_day;
}
