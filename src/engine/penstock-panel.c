/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-panel.h"

#include <math.h>
#include <string.h>

/* Doubles per company that penstock_score_compute() asks for. */
#define WORK_PER_COMPANY 8

struct PenstockPanel
{
  PenstockGraph        *graph;
  PenstockInputs       *inputs;
  PenstockScoreSettings settings;
  GHashTable           *rows;      /* day → n doubles */
  gsize                 computed;

  /* Reused from row to row: first touch of fresh memory costs more than the arithmetic */
  PenstockScoreTable    table;
  double               *work;
};

PenstockPanel *
penstock_panel_new (PenstockGraph *graph)
{
  PenstockPanel *self = g_new0 (PenstockPanel, 1);
  const gsize n = graph->chain->n_companies;

  self->graph = penstock_graph_ref (graph);
  self->inputs = penstock_inputs_new (graph);
  self->rows = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->table.n = n;
  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    self->table.column[c] = g_new0 (double, n + 1);
  self->work = g_new0 (double, WORK_PER_COMPANY * n + 1);

  return self;
}

void
penstock_panel_free (PenstockPanel *self)
{
  if (self == NULL)
    return;

  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    g_free (self->table.column[c]);
  g_free (self->work);
  g_hash_table_unref (self->rows);
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

static gboolean
row_is_touched (gpointer key,
                gpointer value,
                gpointer user_data)
{
  return GPOINTER_TO_INT (key) >= GPOINTER_TO_INT (user_data);
}

void
penstock_panel_sync (PenstockPanel  *self,
                     PenstockMarket *market)
{
  const PenstockDay touched = penstock_inputs_sync (self->inputs, market);

  if (!same_settings (&self->settings, &market->settings))
    g_hash_table_remove_all (self->rows);
  else if (touched != G_MAXINT32)
    g_hash_table_foreach_remove (self->rows, row_is_touched, GINT_TO_POINTER (touched));
  self->settings = market->settings;
}

PenstockInputs *
penstock_panel_get_inputs (PenstockPanel *self)
{
  return self->inputs;
}

static gboolean
anyone_has_own (const PenstockScoreTable *table)
{
  for (gsize i = 0; i < table->n; i++)
    if (!isnan (table->column[PENSTOCK_COLUMN_own][i]))
      return TRUE;

  return FALSE;
}

const double *
penstock_panel_row (PenstockPanel *self,
                    PenstockDay    day)
{
  const gsize n = self->table.n;
  double *row = g_hash_table_lookup (self->rows, GINT_TO_POINTER (day));

  if (row != NULL)
    return row;

  penstock_score_compute (day, penstock_inputs_on_day (self->inputs, day, NULL), self->graph->graph,
                          &self->settings, &self->table, self->work);
  row = g_new (double, n + 1);
  memcpy (row, self->table.column[PENSTOCK_COLUMN_benefit], n * sizeof (double));
  if (!anyone_has_own (&self->table))
    for (gsize i = 0; i < n; i++)
      row[i] = NAN;
  g_hash_table_insert (self->rows, GINT_TO_POINTER (day), row);
  self->computed++;

  return row;
}

gsize
penstock_panel_get_work (PenstockPanel *self)
{
  return self->computed;
}
