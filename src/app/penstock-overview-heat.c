/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-overview-data.h"

#include <math.h>

#define SATURATION 1.6 /* the score at which a cell has its full colour */
#define CHANGE_WEEKS 4

static PenstockGroupValue
group_value (PenstockOverviewValue which)
{
  switch (which)
    {
    case PENSTOCK_OVERVIEW_BREADTH:
      return PENSTOCK_GROUP_VALUE_BREADTH;
    case PENSTOCK_OVERVIEW_PRICE:
      return PENSTOCK_GROUP_VALUE_PRICE;
    case PENSTOCK_OVERVIEW_SCORE:
    default:
      return PENSTOCK_GROUP_VALUE_SCORE;
    }
}

static gsize
members_with (const PenstockScoreGroup *group,
              PenstockOverviewValue     which)
{
  return which == PENSTOCK_OVERVIEW_BREADTH ? group->members_with_validation : group->members_with_own;
}

/* Too few members make no segment: their mean would be one company's. */
static double
cell (const PenstockScoreGroup *group,
      PenstockOverviewValue     which)
{
  if (members_with (group, which) < PENSTOCK_OVERVIEW_LEAST)
    return NAN;

  return penstock_group_value (group, group_value (which));
}

/* The board is newer than the last row of the history, or the same day with live prices: it takes the last place. */
static gsize
list_weeks (const PenstockHistory *history,
            PenstockDay            as_of,
            gsize                 *rows)
{
  gsize n = penstock_history_weeks (history, PENSTOCK_OVERVIEW_HEAT_WEEKS, rows);

  while (n > 0 && penstock_history_get_day (history, rows[n - 1]) > as_of)
    n--;

  return n;
}

static gboolean
has_value (const double *values,
           guint         n)
{
  for (guint k = 0; k < n; k++)
    if (!isnan (values[k]))
      return TRUE;

  return FALSE;
}

static void
fill_row (PenstockOverviewHeat     *self,
          const PenstockHistory    *history,
          const PenstockScoreboard *board,
          const gsize              *rows,
          guint                     segment,
          PenstockOverviewValue     which)
{
  PenstockHeatRow *row = &self->rows[segment];
  const PenstockScoreGroup *now = &board->segments[segment].values;
  double *values = &self->values[segment * self->n_weeks];
  guint last = self->n_weeks - 1;

  for (guint k = 0; k < last; k++)
    values[k] = cell (&penstock_history_get_group (history, rows[k], PENSTOCK_GROUP_SEGMENT (board->chain, segment))->values, which);
  values[last] = cell (now, which);

  row->label = board->chain->segments[segment].name;
  row->value = values;
  row->now = values[last];
  row->change = last >= CHANGE_WEEKS ? values[last] - values[last - CHANGE_WEEKS] : NAN;
  /* Translators: members of a segment that have the value, and all of them */
  if (!has_value (values, self->n_weeks))
    row->too_few = g_strdup_printf (_("%u of %u: too few"), (guint)members_with (now, which), (guint)now->members);
}

PenstockOverviewHeat *
penstock_overview_heat_new (const PenstockScoreboard *board,
                            const PenstockHistory    *history,
                            PenstockOverviewValue     which)
{
  gsize rows[PENSTOCK_OVERVIEW_HEAT_WEEKS];
  gsize n = board != NULL && history != NULL && penstock_history_get_n (history) > 0 ? list_weeks (history, board->as_of, rows) : 0;
  PenstockOverviewHeat *self;

  if (n == 0)
    return NULL;

  self = g_new0 (PenstockOverviewHeat, 1);
  self->scale = which == PENSTOCK_OVERVIEW_BREADTH ? PENSTOCK_HEAT_SHARE : PENSTOCK_HEAT_SIGNED;
  self->limit = which == PENSTOCK_OVERVIEW_BREADTH ? 1.0 : SATURATION;
  self->n_weeks = (guint)n;
  self->n_rows = board->n_segments;
  self->weeks = g_new (PenstockDay, n);
  self->values = g_new (double, n * self->n_rows + 1);
  self->rows = g_new0 (PenstockHeatRow, self->n_rows + 1);
  for (gsize k = 0; k + 1 < n; k++)
    self->weeks[k] = penstock_history_get_day (history, rows[k]);
  self->weeks[n - 1] = board->as_of;
  for (guint s = 0; s < self->n_rows; s++)
    fill_row (self, history, board, rows, s, which);

  return self;
}

void
penstock_overview_heat_free (PenstockOverviewHeat *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_rows; i++)
    g_free ((char *)self->rows[i].too_few);
  g_free (self->rows);
  g_free (self->weeks);
  g_free (self->values);
  g_free (self);
}
