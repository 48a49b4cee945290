/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-score.h"

/* SCORING.md, notation: z over the companies that have x, population sd, clipped to ±3; fewer than 5: NAN for all; sd 0: 0. */
#define PENSTOCK_Z_LEAST 5
#define PENSTOCK_Z_LIMIT 3.0

struct PenstockScoreGraph
{
  size_t    n;

  /* Rows of W: what supplier i gets of the demand of its customers. n + 1 starts; customers ascending. */
  size_t   *row_start;
  uint32_t *customer;
  double   *weight;
  uint32_t *link;         /* the strongest link behind the entry */
  uint32_t *twin;         /* the first company whose row is the same but for rounding, maybe itself: their benefit must be equal, not nearly equal */

  /* The same by columns, suppliers ascending, for the transposed solve. */
  size_t   *column_start;
  uint32_t *supplier;
  double   *supplied;
};

/* What of a company's own signal flows through the chain: SCORING's own⁰. */
static inline double
penstock_score_source (double own)
{
  return own == own ? own : 0.0;
}

/* z-score of one cross-section. @out may be @x. */
void penstock_score_z (const double *x, size_t n, double *out);
/* z(mean of the available z of each of @parts), the way price_z and revenue_z are made: the outer z is over the companies that have at
 * least one part. @work: n_parts · n doubles, apart from everything else. */
void penstock_score_z_of_mean (const double *const *parts, size_t n_parts, size_t n, double *work, double *out);
