/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <math.h>

#include "penstock-calc-stats.h"

/* SCORING.md §5, from benefit to the headline. */
#define REL_DAYS  252
#define REL_LEAST 126

/* Over listed companies that supply somebody: for the others no benefit is not a low benefit. */
static void
compute_benefit_z (const PenstockScoreFrame *frame)
{
  const double *benefit = frame->table->column[PENSTOCK_COLUMN_benefit];
  double *z = frame->table->column[PENSTOCK_COLUMN_benefit_z];

  for (size_t i = 0; i < frame->table->n; i++)
    {
      const bool supplies = penstock_score_graph_row (frame->graph, i, NULL, NULL, NULL) > 0;

      z[i] = frame->companies[i].listed && supplies ? benefit[i] : NAN;
    }
  penstock_score_z (z, frame->table->n, z);
}

/* z(ret_1m) is over all companies that have ret_1m, the line over those that have both. */
static void
compute_gap (const PenstockScoreFrame *frame)
{
  const size_t n = frame->table->n;
  double *const *column = frame->table->column;
  double *priced = frame->work;

  penstock_score_z (column[PENSTOCK_COLUMN_ret_1m], n, priced);
  penstock_calc_ols_residuals (priced, column[PENSTOCK_COLUMN_benefit_z], n, PENSTOCK_Z_LEAST, column[PENSTOCK_COLUMN_gap]);
  penstock_score_z (column[PENSTOCK_COLUMN_gap], n, column[PENSTOCK_COLUMN_gap]);
}

/* A company with neither price nor revenue gets no score, but others are still ranked among all that have own. */
static void
compute_score (const PenstockScoreFrame *frame)
{
  const size_t n = frame->table->n;
  double *const *column = frame->table->column;
  double *score = column[PENSTOCK_COLUMN_score];

  for (size_t i = 0; i < n; i++)
    {
      const double own = column[PENSTOCK_COLUMN_own][i], benefit_z = column[PENSTOCK_COLUMN_benefit_z][i];

      if (frame->companies[i].listed)
        score[i] = isnan (benefit_z) ? own : (own + benefit_z) / 2.0;
    }

  penstock_calc_percentile (score, n, score, frame->work);
  for (size_t i = 0; i < n; i++)
    if (isnan (column[PENSTOCK_COLUMN_price_z][i]) && isnan (column[PENSTOCK_COLUMN_revenue_z][i]))
      score[i] = NAN;
}

static void
compute (const PenstockScoreFrame *frame)
{
  compute_benefit_z (frame);
  compute_gap (frame);
  compute_score (frame);
}

double
penstock_score_benefit_rel (double        now,
                            const double *benefit,
                            size_t        n)
{
  const size_t used = n < REL_DAYS ? n : REL_DAYS;
  const double *year = benefit + n - used;
  double sd;

  if (penstock_calc_count (year, used) < REL_LEAST)
    return NAN;

  sd = penstock_calc_sd_sample (year, used);

  return sd > 0.0 ? (now - penstock_calc_mean (year, used)) / sd : NAN;
}

const PenstockScoreSection penstock_score_section_headline = {
  .id = "headline",
  .compute = compute,
};
