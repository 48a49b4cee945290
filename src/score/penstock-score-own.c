/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <math.h>

/* SCORING.md §4. A private company has neither price_z nor revenue_z (their sections pass it over), so events alone are left to it.
 * Our reading: where own is missing its coverage is missing too, not 0. */
static void
compute (const PenstockScoreFrame *frame)
{
  double *const *column = frame->table->column;
  const struct
  {
    const double *x;
    double        weight;
  } parts[] = {
    { column[PENSTOCK_COLUMN_price_z], frame->settings->weight_price },
    { column[PENSTOCK_COLUMN_revenue_z], frame->settings->weight_revenue },
    { column[PENSTOCK_COLUMN_event_z], frame->settings->weight_event },
  };

  for (size_t i = 0; i < frame->table->n; i++)
    {
      double sum = 0.0, weights = 0.0;

      for (size_t part = 0; part < sizeof parts / sizeof *parts; part++)
        if (!isnan (parts[part].x[i]))
          {
            sum += parts[part].weight * parts[part].x[i];
            weights += parts[part].weight;
          }

      column[PENSTOCK_COLUMN_own][i] = weights > 0.0 ? sum / weights : NAN;
      column[PENSTOCK_COLUMN_coverage][i] = weights > 0.0 ? weights : NAN;
    }
}

const PenstockScoreSection penstock_score_section_own = {
  .id = "own",
  .compute = compute,
};
