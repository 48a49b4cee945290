/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <math.h>

#include "penstock-calc-stats.h"

/* SCORING.md §5, from benefit to the headline. */
#define REL_DAYS  252
#define REL_LEAST 126
#define ROUNDING  1e-12 /* beside the largest value, a spread of this size is rounding */

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

/* Added up from the distances to one of the values, in four sums side by side: a year and one value more costs what the one value does, and the
 * four do not wait for one another. The distances are of the size of the spread, so nothing cancels that matters. */
static void
add_value (PenstockScoreYear *self,
           double             x,
           size_t             place)
{
  const double distance = x - self->pivot;

  self->sum[place] += distance;
  self->squares[place] += distance * distance;
  self->largest = self->largest > fabs (x) ? self->largest : fabs (x);
}

void
penstock_score_year_add (PenstockScoreYear *self,
                         double             benefit)
{
  const size_t place = self->n++ % 4;

  if (isnan (benefit))
    return;

  if (self->known++ == 0)
    self->pivot = benefit;
  add_value (self, benefit, place);
}

/* What penstock_score_year_add() does to every value, without asking each time: a missing one is a distance of 0, which adds nothing. */
PenstockScoreYear
penstock_score_year (const double *benefit,
                     size_t        n)
{
  PenstockScoreYear self = { .pivot = NAN };
  double sum[4] = { 0.0 }, squares[4] = { 0.0 }, largest[4] = { 0.0 };
  size_t first = 0, i = 0;

  while (first < n && isnan (benefit[first]))
    first++;
  if (first < n)
    self.pivot = benefit[first];

  for (; i + 4 <= n; i += 4)
    for (size_t place = 0; place < 4; place++)
      {
        const double x = benefit[i + place], size = fabs (x), distance = x - self.pivot;
        const double counted = distance == distance ? distance : 0.0;

        self.known += distance == distance;
        sum[place] += counted;
        squares[place] += counted * counted;
        largest[place] = size > largest[place] ? size : largest[place];
      }

  self.n = i;
  for (size_t place = 0; place < 4; place++)
    {
      self.sum[place] = sum[place];
      self.squares[place] = squares[place];
      self.largest = fmax (self.largest, largest[place]);
    }
  for (; i < n; i++)
    penstock_score_year_add (&self, benefit[i]);

  return self;
}

double
penstock_score_year_rel (const PenstockScoreYear *self,
                         double                   now)
{
  const double known = (double)self->known;
  const double sum = (self->sum[0] + self->sum[1]) + (self->sum[2] + self->sum[3]);
  const double squares = (self->squares[0] + self->squares[1]) + (self->squares[2] + self->squares[3]);
  double sd;

  if (self->known < REL_LEAST)
    return NAN;

  sd = sqrt (fmax (0.0, squares - sum * sum / known) / (known - 1.0));

  return sd > ROUNDING * self->largest ? (now - (self->pivot + sum / known)) / sd : NAN;
}

double
penstock_score_benefit_rel (double        now,
                            const double *benefit,
                            size_t        n)
{
  const size_t used = n < REL_DAYS ? n : REL_DAYS;
  const PenstockScoreYear year = penstock_score_year (benefit + n - used, used);

  return penstock_score_year_rel (&year, now);
}

const PenstockScoreSection penstock_score_section_headline = {
  .id = "headline",
  .compute = compute,
};
