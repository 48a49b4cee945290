/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-inputs-private.h"

#include <math.h>
#include <string.h>

PenstockInputs *
penstock_inputs_new (PenstockGraph *graph)
{
  PenstockInputs *self = g_new0 (PenstockInputs, 1);

  self->graph = penstock_graph_ref (graph);
  self->n = graph->chain->n_companies;
  self->company = g_new0 (PenstockCompanyInputs, self->n + 1);
  self->board = g_new0 (PenstockScoreCompany, self->n + 1);
  self->board_kept = g_new0 (unsigned char, self->n + 1);
  self->verdicts = g_new0 (PenstockVerdict, self->n + 1);
  self->past = g_new0 (PenstockScoreCompany, self->n + 1);
  self->past_kept = g_new0 (unsigned char, self->n + 1);
  self->board_day = PENSTOCK_DAY_NONE;
  for (guint i = 0; i < self->n; i++)
    {
      self->company[i].named_in = g_array_new (FALSE, FALSE, sizeof (PenstockNamedIn));
      self->company[i].known_from = G_MAXINT32;
      self->board[i].listed = self->past[i].listed = graph->chain->companies[i].listed;
    }

  return self;
}

void
penstock_inputs_free (PenstockInputs *self)
{
  for (guint i = 0; i < self->n; i++)
    penstock_inputs_clear (&self->company[i]);
  g_clear_pointer (&self->market, penstock_market_unref);
  penstock_graph_unref (self->graph);
  g_free (self->company);
  g_free (self->board);
  g_free (self->board_kept);
  g_free (self->verdicts);
  g_free (self->past);
  g_free (self->past_kept);
  g_free (self->walk_day);
  g_free (self->walk_price);
  g_free (self->good_day);
  g_free (self->good_price);
  g_free (self);
}

PenstockDay
penstock_inputs_sync (PenstockInputs *self,
                      PenstockMarket *market)
{
  PenstockMarket *before = self->market;
  PenstockDay touched = G_MAXINT32;

  for (guint i = 0; i < self->n; i++)
    {
      const PenstockDay from = penstock_inputs_take_company (&self->company[i], &market->company[i]);

      touched = MIN (touched, from);
    }
  if (before == NULL || before->events != market->events)
    {
      const PenstockDay from = penstock_inputs_take_events (self, before != NULL ? before->events : NULL, market->events);

      touched = MIN (touched, from);
    }

  self->market = penstock_market_ref (market);
  g_clear_pointer (&before, penstock_market_unref);

  return touched;
}

const PenstockPastBars *
penstock_inputs_get_bars (PenstockInputs *self,
                          guint           company)
{
  return &self->company[company].past;
}

gsize
penstock_inputs_fill_events (PenstockCompanyInputs *self,
                             PenstockDay            day)
{
  gsize n = 0;

  for (guint k = 0; k < self->named_in->len; k++)
    {
      const PenstockNamedIn *entry = &g_array_index (self->named_in, PenstockNamedIn, k);
      const PenstockStatusChange *change = penstock_event_status_at (entry->event, day);

      if (change != NULL)
        self->events[n++] = (PenstockScoreEvent) {
          .status_day = change->day,
          .direction = entry->event->direction,
          .status = (int)change->status,
          .relevance = entry->relevance,
        };
    }

  return n;
}

/* Is another live bar the last one now, or none any more? Notes which it is. */
static gboolean
live_bar_changed (PenstockInputs *self,
                  guint           i,
                  PenstockDay     day)
{
  PenstockCompanyInputs *company = &self->company[i];
  const PenstockMarketCompany *from = &self->market->company[i];
  const gboolean live = from->has_quote && penstock_market_quote_counts (&from->quote, company->past.bars, self->market->today, day);
  const PenstockDay live_day = live ? from->quote.day : 0;
  const double live_price = live ? from->quote.price : 0;

  if (live == company->live && live_day == company->live_day && live_price == company->live_price)
    return FALSE;

  company->live = live;
  company->live_day = live_day;
  company->live_price = live_price;

  return TRUE;
}

static void
make_room (PenstockInputs *self,
           gsize           n)
{
  if (n <= self->room)
    return;

  self->room = n + 256;
  self->walk_day = g_renew (gint32, self->walk_day, self->room);
  self->walk_price = g_renew (double, self->walk_price, self->room);
  self->good_day = g_renew (gint32, self->good_day, self->room);
  self->good_price = g_renew (double, self->good_price, self->room);
}

static void
keep_tail (PenstockCompanyInputs *company,
           PenstockScoreCompany  *out,
           const gint32          *day,
           const double          *price,
           gsize                  n)
{
  const gsize kept = MIN (n, PENSTOCK_INPUTS_TAIL);

  if (company->tail_day == NULL)
    {
      company->tail_day = g_new (gint32, PENSTOCK_INPUTS_TAIL);
      company->tail_price = g_new (double, PENSTOCK_INPUTS_TAIL);
    }
  if (kept > 0)
    {
      memcpy (company->tail_day, day + n - kept, kept * sizeof (gint32));
      memcpy (company->tail_price, price + n - kept, kept * sizeof (double));
    }
  out->day = company->tail_day;
  out->price = company->tail_price;
  out->n_bars = kept;
}

/* Walks up to @day with the live quote, if it counts, as the last bar. */
static PenstockVerdict
walk (PenstockInputs              *self,
      const PenstockCompanyInputs *company,
      PenstockDay                  day)
{
  const PenstockBars *bars = company->past.bars;
  const GArray *actions = company->past.actions;
  gsize n = bars != NULL ? bars->n : 0;

  make_room (self, n + 1);
  if (n > 0)
    {
      memcpy (self->walk_day, bars->day, n * sizeof (gint32));
      memcpy (self->walk_price, company->past.price, n * sizeof (double));
    }
  if (company->live)
    {
      n -= n > 0 && bars->day[n - 1] == company->live_day;
      self->walk_day[n] = company->live_day;
      self->walk_price[n++] = company->live_price;
    }

  return penstock_score_verify (self->walk_day, self->walk_price, n,
                                actions != NULL ? (const PenstockScoreAction *)(gpointer)actions->data : NULL, actions != NULL ? actions->len : 0,
                                day, self->good_day, self->good_price, NULL, NULL);
}

static void
take_prices (PenstockInputs *self,
             guint           i,
             PenstockDay     day)
{
  PenstockCompanyInputs *company = &self->company[i];
  const PenstockEpoch *epoch = penstock_past_bars_get_epoch (&company->past, 0);
  PenstockVerdict *verdict = &self->verdicts[i];

  if (!company->live && penstock_past_bars_is_steady (&company->past))
    {
      const gsize n = penstock_epoch_count (epoch, day);

      *verdict = (PenstockVerdict) { .n = n, .n_good = n, .jump_ratio = NAN, .split_guess = NAN };
      keep_tail (company, &self->board[i], epoch->day, epoch->price, n);
    }
  else
    {
      *verdict = walk (self, company, day);
      keep_tail (company, &self->board[i], self->good_day, self->good_price, verdict->n_good);
    }
  self->board[i].unverified = verdict->unverified;
}

PenstockInputsOfDay
penstock_inputs_for_board (PenstockInputs *self,
                           PenstockDay     day,
                           gboolean        anew)
{
  anew |= day != self->board_day;
  self->board_day = day;

  for (guint i = 0; i < self->n; i++)
    {
      PenstockCompanyInputs *company = &self->company[i];
      PenstockScoreCompany *out = &self->board[i];

      if (live_bar_changed (self, i, day))
        company->changed |= PENSTOCK_OWN_PRICE;
      if (anew)
        company->changed = PENSTOCK_OWN_ALL;

      if (company->changed & PENSTOCK_OWN_PRICE)
        take_prices (self, i, day);
      if (company->changed & PENSTOCK_OWN_REVENUE)
        {
          out->figures = company->figures;
          out->n_figures = company->n_figures;
          out->periods_per_year = company->revenue != NULL ? company->revenue->periods_per_year : 0;
        }
      if (company->changed & PENSTOCK_OWN_EVENTS)
        {
          out->n_events = penstock_inputs_fill_events (company, day);
          out->events = company->events;
        }
      self->board_kept[i] = PENSTOCK_OWN_ALL & (unsigned char)~company->changed;
      company->changed = 0;
    }

  return (PenstockInputsOfDay) { self->board, self->board_kept, self->verdicts };
}
