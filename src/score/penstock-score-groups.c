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

/* The members of a group: of every company, or of those listed. */
typedef struct
{
  const uint32_t *company; /* NULL: member i is company i */
  const double   *weight;  /* 0 = not a member after all */
  size_t          n;
} Members;

static inline double
value_of (const Members *members,
          const double  *value,
          size_t         i)
{
  return value[members->company != NULL ? members->company[i] : i];
}

/* Σ x·value / Σ x over the members that have it; *had says how many. */
static double
weighted_mean (const double  *value,
               const Members *members,
               size_t        *had)
{
  double sum = 0.0, weights = 0.0;

  *had = 0;
  for (size_t i = 0; i < members->n; i++)
    {
      const double weight = members->weight[i], x = value_of (members, value, i);

      if (weight > 0.0 && !isnan (x))
        {
          sum += weight * x;
          weights += weight;
          (*had)++;
        }
    }

  return *had > 0 ? sum / weights : NAN;
}

static double
weighted_share_above_zero (const double  *value,
                           const Members *members)
{
  double above = 0.0, weights = 0.0;

  for (size_t i = 0; i < members->n; i++)
    {
      const double weight = members->weight[i], x = value_of (members, value, i);

      if (weight > 0.0 && !isnan (x))
        {
          above += x > 0.0 ? weight : 0.0;
          weights += weight;
        }
    }

  return weights > 0.0 ? above / weights : NAN;
}

static PenstockScoreGroup
compute_group (const PenstockScoreTable *table,
               const Members            *members)
{
  double *const *column = table->column;
  PenstockScoreGroup group = { 0 };
  size_t ignored;

  for (size_t i = 0; i < members->n; i++)
    group.members += members->weight[i] > 0.0;

  group.own = weighted_mean (column[PENSTOCK_COLUMN_own], members, &group.members_with_own);
  group.benefit_z = weighted_mean (column[PENSTOCK_COLUMN_benefit_z], members, &ignored);
  group.price_z = weighted_mean (column[PENSTOCK_COLUMN_price_z], members, &ignored);
  group.revenue_z = weighted_mean (column[PENSTOCK_COLUMN_revenue_z], members, &ignored);
  group.gap = weighted_mean (column[PENSTOCK_COLUMN_gap], members, &ignored);
  group.validation = weighted_mean (column[PENSTOCK_COLUMN_validation], members, &group.members_with_validation);
  group.narrative = weighted_mean (column[PENSTOCK_COLUMN_narrative], members, &ignored);
  group.breadth = weighted_share_above_zero (column[PENSTOCK_COLUMN_yoy_3m], members);

  return group;
}

PenstockScoreGroup
penstock_score_group (const PenstockScoreTable *table,
                      const double             *weight)
{
  return compute_group (table, &(const Members){ .weight = weight, .n = table->n });
}

PenstockScoreGroup
penstock_score_group_of (const PenstockScoreTable *table,
                         const uint32_t           *company,
                         const double             *weight,
                         size_t                    n)
{
  return compute_group (table, &(const Members){ .company = company, .weight = weight, .n = n });
}

const PenstockScoreSection penstock_score_section_groups = {
  .id = "groups",
  .compute = compute,
};
