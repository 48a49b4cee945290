/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-history-private.h"

#include <math.h>
#include <string.h>

#include "penstock-compute.h"

struct PenstockHistory
{
  gatomicrefcount      ref_count;
  PenstockGraph       *graph;
  gsize                n;
  PenstockHistoryRow  *rows[];
};

static const PenstockColumn kept[] = {
  PENSTOCK_COLUMN_price_z, PENSTOCK_COLUMN_revenue_z, PENSTOCK_COLUMN_event_z, PENSTOCK_COLUMN_own, PENSTOCK_COLUMN_benefit,
  PENSTOCK_COLUMN_benefit_z, PENSTOCK_COLUMN_benefit_rel, PENSTOCK_COLUMN_gap, PENSTOCK_COLUMN_score, PENSTOCK_COLUMN_validation,
  PENSTOCK_COLUMN_narrative, PENSTOCK_COLUMN_yoy_3m, PENSTOCK_COLUMN_ret_1m,
};

static int
place_of (PenstockColumn column)
{
  for (guint k = 0; k < G_N_ELEMENTS (kept); k++)
    if (kept[k] == column)
      return (int)k;

  return -1;
}

/* -- rows -- */

PenstockHistoryRow *
penstock_history_row_new (const PenstockGraph *graph,
                          PenstockDay          day)
{
  PenstockHistoryRow *self = g_malloc (sizeof (PenstockHistoryRow) + G_N_ELEMENTS (kept) * graph->chain->n_companies * sizeof (double));

  g_atomic_ref_count_init (&self->ref_count);
  self->day = day;
  self->resonance = NAN;
  self->triple = FALSE;
  self->groups = g_new0 (PenstockGroupPast, graph->n_groups);

  return self;
}

PenstockHistoryRow *
penstock_history_row_ref (PenstockHistoryRow *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_history_row_unref (PenstockHistoryRow *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->groups);
  g_free (self);
}

void
penstock_history_row_fill (PenstockHistoryRow       *self,
                           const PenstockScoreTable *table)
{
  for (guint k = 0; k < G_N_ELEMENTS (kept); k++)
    memcpy (self->values + k * table->n, table->column[kept[k]], table->n * sizeof (double));
}

/* The last of @n rows at or before @day; -1 if there is none. */
static gssize
find_row (PenstockHistoryRow *const *rows,
          gsize                      n,
          PenstockDay                day)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (rows[middle]->day <= day)
        low = middle + 1;
      else
        high = middle;
    }

  return (gssize)low - 1;
}

/* v of a group on the last row at or before @day. */
static double
validation_on (PenstockHistoryRow *const *rows,
               gssize                     row,
               guint                      group)
{
  return row >= 0 ? rows[row]->groups[group].values.validation : NAN;
}

static void
walk_group (PenstockGroupPast       *self,
            const PenstockGroupPast *before,
            PenstockDay              day,
            double                   validation_then)
{
  const PenstockPhase phase_before = before != NULL ? before->phase : PENSTOCK_PHASE_UNDETERMINED;

  self->change = self->values.validation - validation_then;
  self->phase = penstock_score_phase_next (phase_before, self->values.narrative, self->values.validation, self->change,
                                           self->values.members_with_validation);
  if (self->phase == PENSTOCK_PHASE_UNDETERMINED)
    self->since = PENSTOCK_DAY_NONE;
  else
    self->since = self->phase == phase_before ? before->since : day;
}

/* Resonance is a word about all layers: where one is undetermined there is none, and no triple resonance either. */
static void
listen_to_layers (const PenstockGraph       *graph,
                  PenstockHistoryRow *const *rows,
                  gssize                     month_ago,
                  const PenstockGroupPast   *groups,
                  double                    *resonance,
                  gboolean                  *triple)
{
  const PenstockChain *chain = graph->chain;
  g_autofree double *validation = g_new (double, chain->n_layers + 1);

  *triple = chain->n_layers > 0;
  for (guint l = 0; l < chain->n_layers; l++)
    {
      const guint group = PENSTOCK_GROUP_LAYER (chain, l);
      const PenstockGroupPast *layer = &groups[group];

      validation[l] = layer->phase == PENSTOCK_PHASE_UNDETERMINED ? NAN : layer->values.validation;
      *triple = *triple && validation[l] > 0 && validation[l] > validation_on (rows, month_ago, group);
    }
  *resonance = penstock_score_resonance (validation, chain->n_layers);
}

void
penstock_history_walk (const PenstockGraph       *graph,
                       PenstockHistoryRow *const *rows,
                       gsize                      n,
                       PenstockDay                day,
                       const PenstockScoreTable  *table,
                       PenstockGroupPast         *groups,
                       double                    *resonance,
                       gboolean                  *triple)
{
  const gssize then = find_row (rows, n, day - PENSTOCK_PHASE_CHANGE_DAYS);

  for (guint g = 0; g < graph->n_groups; g++)
    {
      const PenstockGraphGroup *members = &graph->group[g];

      groups[g].values = penstock_score_group_of (table, members->company, members->weight, members->n);
      walk_group (&groups[g], n > 0 ? &rows[n - 1]->groups[g] : NULL, day, validation_on (rows, then, g));
    }

  listen_to_layers (graph, rows, find_row (rows, n, day - PENSTOCK_RESONANCE_DAYS), groups, resonance, triple);
}

/* -- the history -- */

PenstockHistory *
penstock_history_new (PenstockGraph             *graph,
                      PenstockHistoryRow *const *rows,
                      gsize                      n)
{
  PenstockHistory *self = g_malloc (sizeof (PenstockHistory) + n * sizeof (PenstockHistoryRow *));

  g_atomic_ref_count_init (&self->ref_count);
  self->graph = penstock_graph_ref (graph);
  self->n = n;
  for (gsize i = 0; i < n; i++)
    self->rows[i] = penstock_history_row_ref (rows[i]);

  return self;
}

PenstockHistory *
penstock_history_ref (PenstockHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_history_unref (PenstockHistory *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (gsize i = 0; i < self->n; i++)
    penstock_history_row_unref (self->rows[i]);
  penstock_graph_unref (self->graph);
  g_free (self);
}

PenstockChain *
penstock_history_get_chain (const PenstockHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->graph->chain;
}

gsize
penstock_history_get_n (const PenstockHistory *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

PenstockDay
penstock_history_get_day (const PenstockHistory *self,
                          gsize                  row)
{
  g_return_val_if_fail (self != NULL && row < self->n, PENSTOCK_DAY_NONE);

  return self->rows[row]->day;
}

gssize
penstock_history_find (const PenstockHistory *self,
                       PenstockDay            day)
{
  g_return_val_if_fail (self != NULL, -1);

  return find_row (self->rows, self->n, day);
}

gboolean
penstock_history_keeps (PenstockColumn column)
{
  return place_of (column) >= 0;
}

const double *
penstock_history_get_column (const PenstockHistory *self,
                             gsize                  row,
                             PenstockColumn         column)
{
  const int place = place_of (column);

  g_return_val_if_fail (self != NULL && row < self->n, NULL);

  return place >= 0 ? self->rows[row]->values + (gsize)place * self->graph->chain->n_companies : NULL;
}

const PenstockGroupPast *
penstock_history_get_group (const PenstockHistory *self,
                            gsize                  row,
                            guint                  group)
{
  g_return_val_if_fail (self != NULL && row < self->n && group < self->graph->n_groups, NULL);

  return &self->rows[row]->groups[group];
}

double
penstock_history_get_resonance (const PenstockHistory *self,
                                gsize                  row)
{
  g_return_val_if_fail (self != NULL && row < self->n, NAN);

  return self->rows[row]->resonance;
}

gboolean
penstock_history_get_triple (const PenstockHistory *self,
                             gsize                  row)
{
  g_return_val_if_fail (self != NULL && row < self->n, FALSE);

  return self->rows[row]->triple;
}

PenstockGroupPast *
penstock_history_phases_on (const PenstockHistory    *self,
                            const PenstockScoreboard *board,
                            double                   *resonance,
                            gboolean                 *triple)
{
  PenstockScoreTable table;
  PenstockGroupPast *groups;
  double ignored_resonance;
  gboolean ignored_triple;

  g_return_val_if_fail (self != NULL && board != NULL && board->n == self->graph->chain->n_companies, NULL);

  table.n = board->n;
  memcpy (table.column, board->column, sizeof table.column);
  groups = g_new0 (PenstockGroupPast, self->graph->n_groups);
  penstock_history_walk (self->graph, self->rows, (gsize)(find_row (self->rows, self->n, board->as_of - 1) + 1), board->as_of, &table, groups,
                         resonance != NULL ? resonance : &ignored_resonance, triple != NULL ? triple : &ignored_triple);

  return groups;
}

static double
mean_of_available (double a,
                   double b)
{
  if (isnan (a) || isnan (b))
    return isnan (a) ? b : a;

  return (a + b) / 2;
}

double
penstock_group_value (const PenstockScoreGroup *group,
                      PenstockGroupValue        which)
{
  g_return_val_if_fail (group != NULL, NAN);

  switch (which)
    {
    case PENSTOCK_GROUP_VALUE_SCORE: return mean_of_available (group->own, group->benefit_z);
    case PENSTOCK_GROUP_VALUE_BREADTH: return group->breadth;
    case PENSTOCK_GROUP_VALUE_PRICE: return group->price_z;
    case PENSTOCK_GROUP_VALUE_OWN: return group->own;
    case PENSTOCK_GROUP_VALUE_BENEFIT: return group->benefit_z;
    case PENSTOCK_GROUP_VALUE_GAP: return group->gap;
    case PENSTOCK_GROUP_VALUE_REVENUE: return group->revenue_z;
    case PENSTOCK_GROUP_VALUE_VALIDATION: return group->validation;
    case PENSTOCK_GROUP_VALUE_NARRATIVE: return group->narrative;
    default: g_return_val_if_reached (NAN);
    }
}

void
penstock_history_company_line (const PenstockHistory *self,
                               guint                  company,
                               PenstockColumn         column,
                               PenstockDay           *day,
                               double                *value)
{
  const int place = place_of (column);

  g_return_if_fail (self != NULL && company < self->graph->chain->n_companies && place >= 0);

  for (gsize row = 0; row < self->n; row++)
    {
      day[row] = self->rows[row]->day;
      value[row] = self->rows[row]->values[(gsize)place * self->graph->chain->n_companies + company];
    }
}

void
penstock_history_group_line (const PenstockHistory *self,
                             guint                  group,
                             PenstockGroupValue     which,
                             PenstockDay           *day,
                             double                *value)
{
  g_return_if_fail (self != NULL && group < self->graph->n_groups);

  for (gsize row = 0; row < self->n; row++)
    {
      day[row] = self->rows[row]->day;
      value[row] = penstock_group_value (&self->rows[row]->groups[group].values, which);
    }
}

/* A week in which nobody traded has the row of the week before: it is listed once. */
gsize
penstock_history_weeks (const PenstockHistory *self,
                        gsize                  weeks,
                        gsize                 *rows)
{
  gsize n = 0;

  g_return_val_if_fail (self != NULL && (rows != NULL || weeks == 0), 0);

  if (self->n == 0)
    return 0;

  for (gsize k = weeks; k-- > 0;)
    {
      const gssize row = find_row (self->rows, self->n, self->rows[self->n - 1]->day - 7 * (PenstockDay)k);

      if (row >= 0 && (n == 0 || rows[n - 1] != (gsize)row))
        rows[n++] = (gsize)row;
    }

  return n;
}
