/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-panel-private.h"

#include <math.h>
#include <string.h>

#include "penstock-compute.h"

#define YEAR_ROOM (2 * PENSTOCK_REL_DAYS)

static void
forget_years (PenstockPanel *self)
{
  for (gsize i = 0; i < self->draft_table.n; i++)
    self->year[i].n = self->year[i].next = 0;
}

void
penstock_panel_init_draft (PenstockPanel *self)
{
  self->draft = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_history_row_unref);
  self->year = g_new0 (PenstockPanelYear, self->draft_table.n + 1);
}

void
penstock_panel_clear_draft (PenstockPanel *self)
{
  for (gsize i = 0; i < self->draft_table.n; i++)
    g_free (self->year[i].benefit);
  g_free (self->year);
  g_ptr_array_unref (self->draft);
  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->history, penstock_history_unref);
}

void
penstock_panel_forget_draft (PenstockPanel *self,
                             PenstockDay    from)
{
  guint n = self->draft->len;

  while (n > 0 && ((const PenstockHistoryRow *)g_ptr_array_index (self->draft, n - 1))->day >= from)
    n--;

  g_ptr_array_set_size (self->draft, (int)n);
  forget_years (self);
}

/* Takes the benefit of the company's trading days up to @day, of which @count are verified, that are not in its year yet. */
static void
continue_year (PenstockPanel            *self,
               guint                     company,
               const PenstockEpoch      *epoch,
               gsize                     count,
               PenstockDay               day)
{
  PenstockPanelYear *year = &self->year[company];

  if (year->benefit == NULL)
    year->benefit = g_new (double, YEAR_ROOM);
  if (count - year->next > PENSTOCK_REL_DAYS)
    {
      year->next = count - PENSTOCK_REL_DAYS;
      year->n = 0;
    }

  for (; year->next < count; year->next++)
    {
      const PenstockDay at = epoch->day[year->next];

      if (year->n == YEAR_ROOM)
        {
          year->n = PENSTOCK_REL_DAYS;
          memmove (year->benefit, year->benefit + PENSTOCK_REL_DAYS, PENSTOCK_REL_DAYS * sizeof (double));
        }
      year->benefit[year->n++] = at == day ? self->draft_table.column[PENSTOCK_COLUMN_benefit][company] : penstock_panel_row (self, at)[company];
    }
}

/* The same rule as a board's, from what is known of past days without a walk. */
static double
benefit_rel (PenstockPanel *self,
             guint          company,
             PenstockDay    day)
{
  const PenstockPastBars *past = penstock_inputs_get_bars (self->inputs, company);
  const guint e = penstock_past_bars_find_epoch (past, day);
  const PenstockEpoch *epoch = penstock_past_bars_get_epoch (past, e);
  PenstockPanelYear *year = &self->year[company];
  const gsize count = penstock_epoch_count_near (epoch, day, year->next);
  PenstockScoreYear sums;
  gsize n;

  if (count == 0 || day - epoch->day[count - 1] > PENSTOCK_STALE_DAYS || penstock_epoch_is_doubtful (epoch, day))
    return NAN;

  if (year->epoch != e || year->next > count)
    {
      year->epoch = e;
      year->next = year->n = 0;
    }
  continue_year (self, company, epoch, count, day);

  n = MIN (year->n, PENSTOCK_REL_DAYS);
  sums = penstock_score_year (year->benefit + year->n - n, n);

  return penstock_score_year_rel (&sums, self->draft_table.column[PENSTOCK_COLUMN_benefit][company]);
}

static void
add_row (PenstockPanel *self,
         PenstockDay    day)
{
  PenstockScoreTable *table = &self->draft_table;
  PenstockHistoryRow *row = penstock_history_row_new (self->graph, day);

  penstock_panel_compute_day (self, day, table);
  penstock_panel_keep_row (self, day, table);
  for (guint i = 0; i < table->n; i++)
    if (penstock_score_graph_row (self->graph->graph, i, NULL, NULL, NULL) > 0)
      table->column[PENSTOCK_COLUMN_benefit_rel][i] = benefit_rel (self, i, day);

  penstock_history_row_fill (row, table);
  penstock_history_walk (self->graph, (PenstockHistoryRow *const *)self->draft->pdata, self->draft->len, day, table,
                         row->groups, &row->resonance, &row->triple);
  g_ptr_array_add (self->draft, row);
}

gboolean
penstock_panel_grow (PenstockPanel *self,
                     PenstockDay    until,
                     const int     *stop)
{
  if (self->days == NULL)
    self->days = penstock_inputs_list_days (self->inputs);

  while (self->draft->len < self->days->len)
    {
      const PenstockDay day = g_array_index (self->days, PenstockDay, self->draft->len);

      if (day > until)
        return TRUE;
      if (stop != NULL && g_atomic_int_get (stop) != 0)
        return FALSE;
      add_row (self, day);
    }

  return TRUE;
}

/* Does @history hold the first @n rows of the draft? Its last row and those before it were there together. */
static gboolean
is_of_draft (const PenstockPanel   *self,
             const PenstockHistory *history,
             gsize                  n)
{
  if (history == NULL || penstock_history_get_n (history) != n)
    return FALSE;

  return n == 0 || penstock_history_get_group (history, n - 1, 0) == ((const PenstockHistoryRow *)g_ptr_array_index (self->draft, n - 1))->groups;
}

PenstockHistory *
penstock_panel_get_history (PenstockPanel *self,
                            PenstockDay    until)
{
  gsize n = self->draft->len;

  while (n > 0 && ((const PenstockHistoryRow *)g_ptr_array_index (self->draft, n - 1))->day > until)
    n--;

  if (!is_of_draft (self, self->history, n))
    {
      g_clear_pointer (&self->history, penstock_history_unref);
      self->history = penstock_history_new (self->graph, (PenstockHistoryRow *const *)self->draft->pdata, n);
    }

  return penstock_history_ref (self->history);
}
