/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>

/* SCORING.md §1 for every bar of a series in one go. */

#define PENSTOCK_SCORE_N_MOMENTUM    7
#define PENSTOCK_SCORE_MOMENTUM_WORK 2 /* doubles per bar */

/* @price: the verified bars, split-adjusted, as penstock_score_verify() gives them. @column[c], @n doubles each, takes the column numbered c
 * of PenstockColumn (PENSTOCK_COLUMN_ret_1m is 0, … PENSTOCK_COLUMN_high_52w is 6): column[c][k] is the value of a day whose last good bar
 * is bar k, bit for bit what penstock_score_compute() finds on that day, and NAN where there are too few bars before it. Whether the
 * company takes part on a day (age of the bar, unverified series) is for the caller to say. @work: PENSTOCK_SCORE_MOMENTUM_WORK · n doubles. */
void penstock_score_momentum_of_series (const double *price, size_t n, double *const column[PENSTOCK_SCORE_N_MOMENTUM], double *work);
/* The same for the last bar alone. */
void penstock_score_momentum_of_last   (const double *price, size_t n, double value[PENSTOCK_SCORE_N_MOMENTUM]);
