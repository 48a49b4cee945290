/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-inputs-private.h"

#include <string.h>

static void
clear_bars (PenstockCompanyInputs *self)
{
  penstock_past_bars_clear (&self->past);
  g_clear_pointer (&self->block.value, g_free);
  self->block.n = 0;
}

static void
clear_revenue (PenstockCompanyInputs *self)
{
  g_clear_pointer (&self->revenue, penstock_revenue_unref);
  g_clear_pointer (&self->figures, g_free);
  self->n_figures = 0;
  self->known_from = G_MAXINT32;
}

void
penstock_inputs_clear (PenstockCompanyInputs *self)
{
  clear_bars (self);
  clear_revenue (self);
  g_clear_pointer (&self->named_in, g_array_unref);
  g_clear_pointer (&self->events, g_free);
  g_clear_pointer (&self->tail_day, g_free);
  g_clear_pointer (&self->tail_price, g_free);
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

static PenstockScoreFigure *
sort_figures (const PenstockRevenue *revenue)
{
  PenstockScoreFigure *figures = g_new (PenstockScoreFigure, revenue->n + 1);
  g_autofree PenstockRevenueFigure *sorted = g_memdup2 (revenue->figures, revenue->n * sizeof (PenstockRevenueFigure));

  if (sorted != NULL)
    qsort (sorted, revenue->n, sizeof (PenstockRevenueFigure), compare_figures);
  for (gsize k = 0; k < revenue->n; k++)
    figures[k] = (PenstockScoreFigure) {
      .period = sorted[k].period,
      .published_day = penstock_day_from_unix_utc (sorted[k].published_at),
      .value = sorted[k].value,
    };

  return figures;
}

/* Which of two figures stands first in a list of them; 0 where they are in the same place. */
static int
compare_places (const PenstockScoreFigure *a,
                const PenstockScoreFigure *b)
{
  if (a->period != b->period)
    return a->period < b->period ? -1 : 1;
  return a->published_day < b->published_day ? -1 : a->published_day > b->published_day;
}

/* The earliest publication of a figure that is in one list and not in the other: no day before it knows the difference. */
static PenstockDay
first_other_figure (const PenstockScoreFigure *a,
                    gsize                      n_a,
                    const PenstockScoreFigure *b,
                    gsize                      n_b)
{
  PenstockDay first = G_MAXINT32;
  gsize i = 0, j = 0;

  while (i < n_a || j < n_b)
    {
      const int order = i == n_a ? 1 : j == n_b ? -1 : compare_places (&a[i], &b[j]);

      if (order != 0 || memcmp (&a[i].value, &b[j].value, sizeof (double)) != 0)
        first = MIN (first, order > 0 ? b[j].published_day : a[i].published_day);
      i += order <= 0;
      j += order >= 0;
    }

  return first;
}

static PenstockDay
take_revenue (PenstockCompanyInputs *self,
              PenstockRevenue       *revenue)
{
  PenstockScoreFigure *figures = revenue != NULL ? sort_figures (revenue) : NULL;
  const gsize n = revenue != NULL ? revenue->n : 0;
  PenstockDay touched = G_MININT32;

  if (revenue == NULL || self->revenue == NULL || revenue->periods_per_year == self->revenue->periods_per_year)
    touched = first_other_figure (self->figures, self->n_figures, figures, n);

  clear_revenue (self);
  self->revenue = revenue != NULL ? penstock_revenue_ref (revenue) : NULL;
  self->figures = figures;
  self->n_figures = n;

  return touched;
}

PenstockDay
penstock_inputs_take_company (PenstockCompanyInputs       *self,
                              const PenstockMarketCompany *from)
{
  PenstockDay touched = G_MAXINT32;

  if (self->past.bars != from->bars || self->past.actions != from->actions || self->past.epochs == NULL)
    {
      touched = penstock_past_bars_difference (&self->past, from->bars, from->actions);
      clear_bars (self);
      penstock_past_bars_init (&self->past, from->bars, from->actions);
      self->changed |= PENSTOCK_OWN_PRICE;
    }
  if (self->revenue != from->revenue)
    {
      const PenstockDay published = take_revenue (self, from->revenue);

      touched = MIN (touched, published);
      self->changed |= PENSTOCK_OWN_REVENUE;
    }

  return touched;
}

static PenstockDay
first_day (const PenstockEvent *event)
{
  return event->history->len > 0 ? g_array_index (event->history, PenstockStatusChange, 0).day : G_MAXINT32;
}

static gboolean
same_companies (const PenstockEvent *a,
                const PenstockEvent *b)
{
  if (a->companies->len != b->companies->len)
    return FALSE;

  for (guint i = 0; i < a->companies->len; i++)
    {
      const PenstockEventCompany *first = &g_array_index (a->companies, PenstockEventCompany, i);
      const PenstockEventCompany *second = &g_array_index (b->companies, PenstockEventCompany, i);

      if (!g_str_equal (first->company, second->company) || first->relevance != second->relevance)
        return FALSE;
    }

  return TRUE;
}

/* The first day on which two versions of an event say something different. */
static PenstockDay
first_other_status (const PenstockEvent *a,
                    const PenstockEvent *b)
{
  if (a->direction != b->direction || !same_companies (a, b))
    return MIN (first_day (a), first_day (b));

  for (guint i = 0; i < a->history->len && i < b->history->len; i++)
    {
      const PenstockStatusChange *first = &g_array_index (a->history, PenstockStatusChange, i);
      const PenstockStatusChange *second = &g_array_index (b->history, PenstockStatusChange, i);

      if (first->day != second->day || first->status != second->status)
        return MIN (first->day, second->day);
    }

  if (a->history->len == b->history->len)
    return G_MAXINT32;
  return a->history->len > b->history->len ? g_array_index (a->history, PenstockStatusChange, b->history->len).day
                                           : g_array_index (b->history, PenstockStatusChange, a->history->len).day;
}

static void
set_changed (PenstockInputs      *self,
             const PenstockEvent *event)
{
  for (guint k = 0; k < event->companies->len; k++)
    {
      const int company = penstock_chain_find_id (self->graph->chain, g_array_index (event->companies, PenstockEventCompany, k).company);

      if (company >= 0)
        self->company[company].changed |= PENSTOCK_OWN_EVENTS;
    }
}

/* Both arrays are sorted by id. */
static PenstockDay
compare_events (PenstockInputs *self,
                GPtrArray      *before,
                GPtrArray      *after)
{
  PenstockDay touched = G_MAXINT32;
  guint i = 0, j = 0;

  while ((before != NULL && i < before->len) || j < after->len)
    {
      const PenstockEvent *a = before != NULL && i < before->len ? g_ptr_array_index (before, i) : NULL;
      const PenstockEvent *b = j < after->len ? g_ptr_array_index (after, j) : NULL;
      const int order = a == NULL ? 1 : b == NULL ? -1 : strcmp (a->id, b->id);
      PenstockDay day = G_MAXINT32;

      if (order != 0)
        day = first_day (order < 0 ? a : b);
      else if (a != b)
        day = first_other_status (a, b);
      if (day != G_MAXINT32)
        {
          if (order <= 0)
            set_changed (self, a);
          if (order >= 0)
            set_changed (self, b);
        }
      touched = MIN (touched, day);
      i += order <= 0;
      j += order >= 0;
    }

  return touched;
}

static void
list_events (PenstockInputs *self,
             GPtrArray      *events)
{
  for (guint i = 0; i < self->n; i++)
    g_array_set_size (self->company[i].named_in, 0);

  for (guint i = 0; i < events->len; i++)
    {
      const PenstockEvent *event = g_ptr_array_index (events, i);

      for (guint k = 0; k < event->companies->len; k++)
        {
          const PenstockEventCompany *named = &g_array_index (event->companies, PenstockEventCompany, k);
          const int company = penstock_chain_find_id (self->graph->chain, named->company);
          PenstockNamedIn entry = { event, named->relevance };

          if (company >= 0)
            g_array_append_val (self->company[company].named_in, entry);
        }
    }

  for (guint i = 0; i < self->n; i++)
    {
      g_free (self->company[i].events);
      self->company[i].events = g_new0 (PenstockScoreEvent, self->company[i].named_in->len + 1);
    }
}

PenstockDay
penstock_inputs_take_events (PenstockInputs *self,
                             GPtrArray      *before,
                             GPtrArray      *events)
{
  const PenstockDay touched = compare_events (self, before, events);

  list_events (self, events);

  return touched;
}
