/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-score.h"

/* SCORING.md §7 as arithmetic. Pure; matrices are rows of days, columns of companies; NAN is missing. */

#define PENSTOCK_EVIDENCE_PAIRS    5   /* least pairs of a rank IC */
#define PENSTOCK_EVIDENCE_QUANTILES 5  /* quintiles; terciles under PENSTOCK_EVIDENCE_NAMES names */
#define PENSTOCK_EVIDENCE_NAMES    25

/* Spearman: Pearson correlation of average ranks over the pairs where both are known; NAN with fewer than 5 pairs or where one side does not vary.
 * @work: room for 6·n doubles. */
double penstock_score_rank_ic        (const double *x, const double *y, size_t n, size_t *pairs, double *work);

typedef struct
{
  size_t days;          /* with an IC */
  double mean, sd, ir;  /* sample sd */
  double newey_west_t;  /* lags = horizon − 1, divisor n; NAN where V ≤ 0 or too few days */
  double p;             /* two-sided normal */
  double share_positive;
} PenstockScoreIcSummary;
PenstockScoreIcSummary penstock_score_ic_summary (const double *ic, size_t n, size_t horizon); /* NAN entries are days without an IC */

/* Holm's step-down: adjusted p in the order given; NAN stays and does not count. @out may not be @p. */
void   penstock_score_holm           (const double *p, size_t n, double *out);

/* -- the same where many horizons and graphs share the sorting -- */

typedef struct { double value; uint32_t item; } PenstockScoreItem;

/* The items with a value, ascending, equal ones by number; returns how many. @order: room for @n; @work: 2·n. */
size_t penstock_score_order          (const double *x, size_t n, uint32_t *order, PenstockScoreItem *work);
/* The same, and the same answer, faster where @order holds that of a day much alike, of @before items. */
size_t penstock_score_order_from     (const double *x, size_t n, uint32_t *order, size_t before, PenstockScoreItem *work);
/* Rank IC of two columns whose orders are known. @rank (zeroed at first; one per item of the columns) is given twice the average rank of x among the
 * pairs, for every item of a pair; what it has for others is undefined. All sums are of whole numbers: exact, and in whatever order. */
double penstock_score_rank_ic_ordered (const double *x, const uint32_t *x_order, size_t n_x, const double *y, const uint32_t *y_order, size_t n_y,
                                       size_t *pairs, uint32_t *rank);
/* Mean of y by quantile of x on one day, lowest first; NAN of an empty one. With n pairs an item of average rank r is of quantile ⌊(r − ½)·q/n⌋, so
 * equal scores are never parted. @rank and @pairs are those of the call above. */
void   penstock_score_quantile_means (const uint32_t *x_order, size_t n_x, const double *y, const uint32_t *rank, size_t pairs,
                                      size_t n_quantiles, double *mean);

/* -- placebo -- */

/* A permutation of 0 … n−1: Fisher–Yates from the end, i = n−1 … 1, with j = ⌊next · (i + 1) / 2⁶⁴⌋ and next from splitmix64 that begins at @seed. */
void   penstock_score_shuffle        (uint64_t seed, size_t n, uint32_t *order);
/* z(ret_1m), which a day's gap is taken against whatever the graph. @priced may not be @ret_1m. */
void   penstock_score_priced         (const double *ret_1m, size_t n, double *priced);
/* benefit_z and gap of one day from a benefit (SCORING §5). @counts: listed, and its row of W is not empty. */
void   penstock_score_benefit_scores (const double *benefit, const bool *counts, const double *priced, size_t n, double *benefit_z, double *gap);
