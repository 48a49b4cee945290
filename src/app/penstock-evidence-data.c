/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-evidence-data.h"

#include <math.h>

#include "penstock-words-overview.h"

#define NORMAL_95 1.959963984540054

/* ---- Plane ---- */

static gboolean
is_drawn (const PenstockGroupPast *past)
{
  return past->values.members_with_validation >= PENSTOCK_PHASE_MEMBERS && !isnan (past->values.narrative) && !isnan (past->values.validation);
}

static void
fill_trail (PenstockPlaneData     *self,
            const PenstockHistory *history,
            const gsize           *rows,
            guint                  segment)
{
  PenstockChain *chain = penstock_history_get_chain (history);
  PenstockPlaneTrail *trail = &self->trails[self->n];
  double *x = &self->values[2 * self->n * self->n_weeks];
  double *y = x + self->n_weeks;
  const PenstockGroupPast *past = NULL;

  for (guint k = 0; k < self->n_weeks; k++)
    {
      past = penstock_history_get_group (history, rows[k], PENSTOCK_GROUP_SEGMENT (chain, segment));
      x[k] = is_drawn (past) ? past->values.narrative : NAN;
      y[k] = is_drawn (past) ? past->values.validation : NAN;
    }

  if (past == NULL || !is_drawn (past))
    {
      g_array_append_val (self->not_drawn, segment);
      return;
    }

  trail->label = chain->segments[segment].name;
  trail->phase = penstock_words_phase (past->phase);
  trail->x = x;
  trail->y = y;
  self->segment[self->n++] = segment;
}

static void
light_highest (PenstockPlaneData *self)
{
  for (guint lit = 0; lit < MIN (self->n, PENSTOCK_PLANE_MOST_LIT); lit++)
    {
      int highest = -1;

      for (guint i = 0; i < self->n; i++)
        if (!self->trails[i].lit && (highest < 0 || self->trails[i].y[self->n_weeks - 1] > self->trails[highest].y[self->n_weeks - 1]))
          highest = (int)i;
      self->trails[highest].lit = TRUE;
    }
}

PenstockPlaneData *
penstock_plane_data_new (const PenstockHistory *history)
{
  gsize rows[PENSTOCK_EVIDENCE_WEEKS];
  PenstockPlaneData *self;
  guint n_segments;

  if (history == NULL || penstock_history_get_n (history) == 0)
    return NULL;

  n_segments = penstock_history_get_chain (history)->n_segments;
  self = g_new0 (PenstockPlaneData, 1);
  self->not_drawn = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_weeks = (guint)penstock_history_weeks (history, G_N_ELEMENTS (rows), rows);
  self->weeks = g_new (PenstockDay, self->n_weeks + 1);
  self->trails = g_new0 (PenstockPlaneTrail, n_segments + 1);
  self->segment = g_new (guint, n_segments + 1);
  self->values = g_new (double, 2 * (n_segments + 1) * self->n_weeks + 1);
  for (guint k = 0; k < self->n_weeks; k++)
    self->weeks[k] = penstock_history_get_day (history, rows[k]);
  for (guint s = 0; s < n_segments; s++)
    fill_trail (self, history, rows, s);
  light_highest (self);

  return self;
}

void
penstock_plane_data_free (PenstockPlaneData *self)
{
  if (self == NULL)
    return;

  g_free (self->trails);
  g_free (self->segment);
  g_free (self->weeks);
  g_free (self->values);
  g_array_unref (self->not_drawn);
  g_free (self);
}

/* ---- Rank IC ---- */

double
penstock_evidence_half (const PenstockEvidenceRow *row)
{
  double half = NORMAL_95 * fabs (row->mean_ic / row->nw_t);

  return isfinite (half) ? half : NAN;
}

double
penstock_evidence_limit (const PenstockEvidence *evidence)
{
  double limit = 0.0;

  for (guint i = 0; i < evidence->n_rows; i++)
    {
      double half = penstock_evidence_half (&evidence->rows[i]);

      if (isfinite (half))
        limit = fmax (limit, fabs (evidence->rows[i].mean_ic) + half);
    }

  return limit;
}

const PenstockEvidenceRow *
penstock_evidence_find (const PenstockEvidence *evidence,
                        PenstockColumn          score,
                        guint                   horizon)
{
  for (guint i = 0; i < evidence->n_rows; i++)
    if (evidence->rows[i].score == score && evidence->rows[i].horizon == horizon)
      return &evidence->rows[i];

  return NULL;
}

/* ---- Period ---- */

PenstockDay
penstock_period_from (PenstockPeriodChoice choice,
                      PenstockDay          last)
{
  static const int years[PENSTOCK_N_PERIODS] = { 0, 1, 3, 5, 0 };
  PenstockDay day;
  int y, m, d;

  if (years[choice] == 0 || last == PENSTOCK_DAY_NONE)
    return PENSTOCK_DAY_NONE;

  penstock_day_to_ymd (last, &y, &m, &d);
  day = penstock_day_from_ymd (y - years[choice], m, d);
  /* 29 February of a year that has none */
  return day != PENSTOCK_DAY_NONE ? day : penstock_day_from_ymd (y - years[choice], m, d - 1);
}
