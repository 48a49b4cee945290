/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <math.h>

#include "penstock-calc-stats.h"

/* SCORING.md §6: absolute measures, since z-scores can never all be up. */
#define LIMIT        3.0
#define UNIT_YOY_3M  0.20
#define UNIT_ACCEL   0.10

static void
compute (const PenstockScoreFrame *frame)
{
  double *const *column = frame->table->column;

  for (size_t i = 0; i < frame->table->n; i++)
    {
      const double filed[] = {
        penstock_calc_clip (column[PENSTOCK_COLUMN_yoy_3m][i] / UNIT_YOY_3M, LIMIT),
        penstock_calc_clip (column[PENSTOCK_COLUMN_accel][i] / UNIT_ACCEL, LIMIT),
        penstock_calc_clip (column[PENSTOCK_COLUMN_sue][i], LIMIT),
      };
      const double told[] = {
        penstock_calc_clip (column[PENSTOCK_COLUMN_ram_6_1][i], LIMIT),
        penstock_calc_clip (column[PENSTOCK_COLUMN_ram_12_1][i], LIMIT),
        column[PENSTOCK_COLUMN_event_z][i],
      };

      column[PENSTOCK_COLUMN_validation][i] = column[PENSTOCK_COLUMN_fresh][i]
                                              * penstock_calc_mean (filed, sizeof filed / sizeof *filed);
      column[PENSTOCK_COLUMN_narrative][i] = penstock_calc_mean (told, sizeof told / sizeof *told);
    }
}

/* Σ x·value / Σ x over the members that have it; *members says how many had. */
static double
weighted_mean (const double *value,
               const double *weight,
               size_t        n,
               size_t       *members)
{
  double sum = 0.0, weights = 0.0;

  *members = 0;
  for (size_t i = 0; i < n; i++)
    if (weight[i] > 0.0 && !isnan (value[i]))
      {
        sum += weight[i] * value[i];
        weights += weight[i];
        (*members)++;
      }

  return *members > 0 ? sum / weights : NAN;
}

static double
weighted_share_above_zero (const double *value,
                           const double *weight,
                           size_t        n)
{
  double above = 0.0, weights = 0.0;

  for (size_t i = 0; i < n; i++)
    if (weight[i] > 0.0 && !isnan (value[i]))
      {
        above += value[i] > 0.0 ? weight[i] : 0.0;
        weights += weight[i];
      }

  return weights > 0.0 ? above / weights : NAN;
}

PenstockScoreGroup
penstock_score_group (const PenstockScoreTable *table,
                      const double             *weight)
{
  double *const *column = table->column;
  PenstockScoreGroup group = { 0 };
  size_t ignored;

  for (size_t i = 0; i < table->n; i++)
    group.members += weight[i] > 0.0;

  group.own = weighted_mean (column[PENSTOCK_COLUMN_own], weight, table->n, &group.members_with_own);
  group.benefit_z = weighted_mean (column[PENSTOCK_COLUMN_benefit_z], weight, table->n, &ignored);
  group.price_z = weighted_mean (column[PENSTOCK_COLUMN_price_z], weight, table->n, &ignored);
  group.revenue_z = weighted_mean (column[PENSTOCK_COLUMN_revenue_z], weight, table->n, &ignored);
  group.gap = weighted_mean (column[PENSTOCK_COLUMN_gap], weight, table->n, &ignored);
  group.validation = weighted_mean (column[PENSTOCK_COLUMN_validation], weight, table->n, &group.members_with_validation);
  group.narrative = weighted_mean (column[PENSTOCK_COLUMN_narrative], weight, table->n, &ignored);
  group.breadth = weighted_share_above_zero (column[PENSTOCK_COLUMN_yoy_3m], weight, table->n);

  return group;
}

const PenstockScoreSection penstock_score_section_groups = {
  .id = "groups",
  .compute = compute,
};
