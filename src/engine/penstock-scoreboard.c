/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-scoreboard.h"

#include <math.h>

#include "penstock-compute.h"

/* What a board is besides what it shows: the owner of its graph, and one block behind its columns. */
typedef struct
{
  PenstockScoreboard board;
  PenstockGraph     *graph;
  double            *values;
} OwnedBoard;

G_DEFINE_BOXED_TYPE (PenstockScoreboard, penstock_scoreboard, penstock_scoreboard_ref, penstock_scoreboard_unref)

static PenstockGroupRow *
new_groups (guint n)
{
  return g_new0 (PenstockGroupRow, n + 1);
}

PenstockScoreboard *
penstock_scoreboard_new (PenstockGraph *graph,
                         PenstockDay    day)
{
  const PenstockChain *chain = graph->chain;
  const gsize n = chain->n_companies;
  OwnedBoard *owned = g_new0 (OwnedBoard, 1);
  PenstockScoreboard *self = &owned->board;

  owned->graph = penstock_graph_ref (graph);
  owned->values = g_new (double, n * PENSTOCK_N_COLUMNS + 1);
  for (gsize i = 0; i < n * PENSTOCK_N_COLUMNS; i++)
    owned->values[i] = NAN;

  g_atomic_ref_count_init (&self->ref_count);
  self->as_of = day;
  self->chain = graph->chain;
  self->graph = graph->graph;
  self->n = chain->n_companies;
  for (gsize c = 0; c < PENSTOCK_N_COLUMNS; c++)
    self->column[c] = owned->values + c * n;
  self->facts = g_new0 (PenstockCompanyFacts, n + 1);
  self->n_segments = chain->n_segments;
  self->n_layers = chain->n_layers;
  self->segments = new_groups (chain->n_segments);
  self->layers = new_groups (chain->n_layers);

  return self;
}

const PenstockGraph *
penstock_scoreboard_get_graph (const PenstockScoreboard *self)
{
  return ((const OwnedBoard *)self)->graph;
}

PenstockScoreboard *
penstock_scoreboard_ref (PenstockScoreboard *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_scoreboard_unref (PenstockScoreboard *self)
{
  OwnedBoard *owned = (OwnedBoard *)self;

  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->facts);
  g_free (self->segments);
  g_free (self->layers);
  g_free (owned->values);
  penstock_graph_unref (owned->graph);
  g_free (owned);
}

double
penstock_scoreboard_get (const PenstockScoreboard *self,
                         guint                     company,
                         PenstockColumn            column)
{
  g_return_val_if_fail (self != NULL && company < self->n, NAN);
  g_return_val_if_fail (column >= 0 && column < PENSTOCK_N_COLUMNS, NAN);

  return self->column[column][company];
}
