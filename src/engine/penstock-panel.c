/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-panel-private.h"

#include <math.h>
#include <string.h>

/* Doubles per company that penstock_score_compute() asks for. */
#define WORK_PER_COMPANY 8

/* Room for rows before the first one asked for: a board asks for a year, newest company first. */
#define ROOM_BEFORE 1024

static void
init_table (PenstockScoreTable *table,
            gsize               n)
{
  table->n = n;
  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    table->column[c] = g_new0 (double, n + 1);
}

static void
clear_table (PenstockScoreTable *table)
{
  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    g_free (table->column[c]);
}

PenstockPanel *
penstock_panel_new (PenstockGraph *graph)
{
  PenstockPanel *self = g_new0 (PenstockPanel, 1);
  const gsize n = graph->chain->n_companies;

  self->graph = penstock_graph_ref (graph);
  self->inputs = penstock_inputs_new (graph);
  self->rows = g_ptr_array_new_with_free_func (g_free);
  init_table (&self->table, n);
  init_table (&self->draft_table, n);
  self->work = g_new0 (double, WORK_PER_COMPANY * n + 1);
  self->last = (PenstockLastBoard) {
    .day = PENSTOCK_DAY_NONE,
    .values = g_new0 (double, PENSTOCK_N_COLUMNS * n + 1),
    .facts = g_new0 (PenstockCompanyFacts, n + 1),
    .year = g_new0 (PenstockScoreYear, n + 1),
    .year_is = g_new0 (guint8, n + 1),
  };
  penstock_panel_init_draft (self);

  return self;
}

void
penstock_panel_free (PenstockPanel *self)
{
  if (self == NULL)
    return;

  penstock_panel_clear_draft (self);
  g_free (self->last.values);
  g_free (self->last.facts);
  g_free (self->last.year);
  g_free (self->last.year_is);
  clear_table (&self->table);
  clear_table (&self->draft_table);
  g_free (self->work);
  g_ptr_array_unref (self->rows);
  penstock_inputs_free (self->inputs);
  penstock_graph_unref (self->graph);
  g_free (self);
}

static gboolean
same_settings (const PenstockScoreSettings *a,
               const PenstockScoreSettings *b)
{
  return a->weight_price == b->weight_price && a->weight_revenue == b->weight_revenue &&
         a->weight_event == b->weight_event && a->alpha == b->alpha;
}

static void
forget_from (PenstockPanel *self,
             PenstockDay    touched)
{
  if (touched <= self->first)
    g_ptr_array_set_size (self->rows, 0);
  else if ((gint64)touched - self->first < self->rows->len)
    g_ptr_array_set_size (self->rows, touched - self->first);

  penstock_panel_forget_draft (self, touched);
  if (touched < self->last.day)
    memset (self->last.year_is, PENSTOCK_YEAR_UNKNOWN, self->table.n);
}

void
penstock_panel_sync (PenstockPanel  *self,
                     PenstockMarket *market)
{
  PenstockDay touched = penstock_inputs_sync (self->inputs, market);

  if (touched != G_MAXINT32)
    g_clear_pointer (&self->days, g_array_unref);
  if (!same_settings (&self->settings, &market->settings))
    touched = G_MININT32;
  if (touched != G_MAXINT32)
    forget_from (self, touched);
  self->settings = market->settings;
}

PenstockInputs *
penstock_panel_get_inputs (PenstockPanel *self)
{
  return self->inputs;
}

PenstockLastBoard *
penstock_panel_get_last (PenstockPanel *self)
{
  return &self->last;
}

/* Where the row of @day is kept. */
static gpointer *
row_of (PenstockPanel *self,
        PenstockDay    day)
{
  if (self->rows->len == 0)
    self->first = day - ROOM_BEFORE;

  if (day < self->first)
    {
      const gsize before = (gsize)(self->first - day) + ROOM_BEFORE;
      const gsize n = self->rows->len;

      g_ptr_array_set_size (self->rows, (int)(n + before));
      memmove (self->rows->pdata + before, self->rows->pdata, n * sizeof (gpointer));
      memset (self->rows->pdata, 0, before * sizeof (gpointer));
      self->first -= (PenstockDay)before;
    }
  if ((gsize)(day - self->first) >= self->rows->len)
    g_ptr_array_set_size (self->rows, day - self->first + 1);

  return &self->rows->pdata[day - self->first];
}

void
penstock_panel_compute_day (PenstockPanel      *self,
                            PenstockDay         day,
                            PenstockScoreTable *table)
{
  const PenstockInputsOfDay inputs = penstock_inputs_for_past (self->inputs, day, table);

  penstock_score_compute_kept (day, inputs.companies, inputs.kept, self->graph->graph, &self->settings, table, self->work);
  self->computed++;
}

void
penstock_panel_keep_row (PenstockPanel            *self,
                         PenstockDay               day,
                         const PenstockScoreTable *table)
{
  gpointer *row = row_of (self, day);

  if (*row == NULL)
    *row = g_new (double, table->n + 1);
  memcpy (*row, table->column[PENSTOCK_COLUMN_benefit], table->n * sizeof (double));
}

const double *
penstock_panel_row (PenstockPanel *self,
                    PenstockDay    day)
{
  const gsize place = (gsize)((gint64)day - self->first);

  if (day >= self->first && place < self->rows->len && self->rows->pdata[place] != NULL)
    return self->rows->pdata[place];

  penstock_panel_compute_day (self, day, &self->table);
  penstock_panel_keep_row (self, day, &self->table);

  return *row_of (self, day);
}

gsize
penstock_panel_get_work (PenstockPanel *self)
{
  return self->computed;
}
