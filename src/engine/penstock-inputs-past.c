/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-inputs-private.h"

#include <math.h>

#include "penstock-compute.h"
#include "penstock-score-momentum.h"

/* Bars whose price columns are computed in one go: many, so that the year that leads up to them is not much of the work, and fewer where there are
 * thousands of companies, for the memory's sake (seven columns of 8 bytes each). */
#define BLOCK_BARS      512
#define BLOCK_BARS_MANY 128
#define MANY            1000
#define LOOK_BACK       252

static void
compute_block (PenstockPriceBlock  *block,
               const PenstockEpoch *epoch,
               gsize                bar,
               gsize                bars)
{
  const gsize until = MIN (epoch->n, bar + bars);
  double *column[PENSTOCK_SCORE_N_MOMENTUM];
  g_autofree double *work = NULL;

  block->start = bar > LOOK_BACK ? bar - LOOK_BACK : 0;
  block->valid = bar > LOOK_BACK ? bar : 0;
  block->n = until - block->start;
  g_free (block->value);
  block->value = g_new (double, PENSTOCK_SCORE_N_MOMENTUM * block->n);
  work = g_new (double, PENSTOCK_SCORE_MOMENTUM_WORK * block->n);
  for (guint c = 0; c < PENSTOCK_SCORE_N_MOMENTUM; c++)
    column[c] = block->value + c * block->n;

  penstock_score_momentum_of_series (epoch->price + block->start, block->n, column, work);
}

/* On a past day a company takes part as on any other: verified, and its last good bar at most seven days old. */
static void
fill_prices (PenstockInputs     *self,
             guint               i,
             PenstockDay         day,
             PenstockScoreTable *table)
{
  PenstockCompanyInputs *company = &self->company[i];
  PenstockPriceBlock *block = &company->block;
  const guint e = penstock_past_bars_find_epoch (&company->past, day);
  const PenstockEpoch *epoch = penstock_past_bars_get_epoch (&company->past, e);
  const gsize n = penstock_epoch_count_near (epoch, day, block->last);

  block->last = n;
  if (!self->past[i].listed || n == 0 || day - epoch->day[n - 1] > PENSTOCK_STALE_DAYS || penstock_epoch_is_doubtful (epoch, day))
    {
      for (guint c = 0; c < PENSTOCK_SCORE_N_MOMENTUM; c++)
        table->column[c][i] = NAN;
      return;
    }

  if (block->n == 0 || block->epoch != e || n - 1 < block->valid || n - 1 >= block->start + block->n)
    {
      compute_block (block, epoch, n - 1, self->n > MANY ? BLOCK_BARS_MANY : BLOCK_BARS);
      block->epoch = e;
    }
  for (guint c = 0; c < PENSTOCK_SCORE_N_MOMENTUM; c++)
    table->column[c][i] = block->value[c * block->n + (n - 1 - block->start)];
}

static void
fill_revenue (PenstockInputs     *self,
              guint               i,
              PenstockDay         day,
              PenstockScoreTable *table)
{
  PenstockCompanyInputs *company = &self->company[i];

  if (day < company->known_from || day >= company->known.until)
    {
      PenstockScoreCompany *out = &self->past[i];

      out->figures = company->figures;
      out->n_figures = company->n_figures;
      out->periods_per_year = company->revenue != NULL ? company->revenue->periods_per_year : 0;
      company->known = penstock_score_revenue (day, out);
      company->known_from = day;
    }

  table->column[PENSTOCK_COLUMN_yoy][i] = company->known.yoy;
  table->column[PENSTOCK_COLUMN_yoy_3m][i] = company->known.yoy_3m;
  table->column[PENSTOCK_COLUMN_accel][i] = company->known.accel;
  table->column[PENSTOCK_COLUMN_sue][i] = company->known.sue;
  table->column[PENSTOCK_COLUMN_same_month_rank][i] = company->known.same_month_rank;
  table->column[PENSTOCK_COLUMN_same_month_years][i] = company->known.same_month_years;
  table->column[PENSTOCK_COLUMN_fresh][i] = penstock_score_fresh (day, &company->known);
}

PenstockInputsOfDay
penstock_inputs_for_past (PenstockInputs     *self,
                          PenstockDay         day,
                          PenstockScoreTable *table)
{
  for (guint i = 0; i < self->n; i++)
    {
      PenstockCompanyInputs *company = &self->company[i];

      fill_prices (self, i, day, table);
      fill_revenue (self, i, day, table);
      self->past_kept[i] = PENSTOCK_OWN_PRICE | PENSTOCK_OWN_REVENUE;
      if (company->named_in->len > 0)
        {
          self->past[i].n_events = penstock_inputs_fill_events (company, day);
          self->past[i].events = company->events;
        }
      else
        {
          self->past_kept[i] = PENSTOCK_OWN_ALL;
          table->column[PENSTOCK_COLUMN_event_raw][i] = NAN;
          table->column[PENSTOCK_COLUMN_event_z][i] = NAN;
        }
    }

  return (PenstockInputsOfDay) { self->past, self->past_kept, NULL };
}

GArray *
penstock_inputs_list_days (PenstockInputs *self)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (PenstockDay));
  PenstockDay first = G_MAXINT32, last = G_MININT32;
  g_autofree guint8 *seen = NULL;
  gsize n;

  for (guint i = 0; i < self->n; i++)
    {
      const PenstockBars *bars = self->company[i].past.bars;

      if (bars == NULL || bars->n == 0 || !self->past[i].listed)
        continue;
      first = MIN (first, bars->day[0]);
      last = MAX (last, bars->day[bars->n - 1]);
    }
  if (first > last)
    return days;

  n = (gsize)(last - first) + 1;
  seen = g_new0 (guint8, n);
  for (guint i = 0; i < self->n; i++)
    if (self->company[i].past.bars != NULL && self->past[i].listed)
      penstock_past_bars_mark_days (&self->company[i].past, first, n, seen);

  for (gsize k = 0; k < n; k++)
    if (seen[k])
      {
        const PenstockDay day = first + (PenstockDay)k;

        g_array_append_val (days, day);
      }

  return days;
}
