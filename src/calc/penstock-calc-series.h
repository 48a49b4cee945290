/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>

/* Whole history in, whole history out: x[0..n) in, out[0..n) out, work in place of allocation; none of them overlap.
 * All of them are causal and stable: out[k] depends on nothing after x[k], and is the same bit for bit however much longer the series is.
 * Those of a window (all but the means of penstock-calc-indicators.h) depend on nothing before it either: computed over the last
 * points alone they give the same bits as over the whole history.
 * Missing (NAN) in, NAN out for every window that has it, and for none besides; NAN too while a window is not full. */

/* x[t − later] / x[t − earlier] − 1, later ≤ earlier; plain IEEE division, so from 0 it is infinite or NAN. */
void penstock_calc_change       (const double *x, size_t n, size_t later, size_t earlier, double *out);
/* x[t] / y[t], likewise. */
void penstock_calc_ratio        (const double *x, const double *y, size_t n, double *out);
/* log (x[t] / x[t − 1]) within 2 units of the last place, exactly 0 for equal ones; NAN where either is missing, infinite, zero or negative. */
void penstock_calc_log_returns  (const double *x, size_t n, double *out);
/* penstock_calc_sd_sample() of the last @period points, from the sums of every window and of its squares, each built up anew, so that
 * nothing drifts; where the two nearly cancel it is penstock_calc_sd_sample() itself, so equal values have
 * a deviation of exactly 0. NAN with an infinite point, period ≥ 2. @work: 2 · n doubles. */
void penstock_calc_rolling_sd   (const double *x, size_t n, size_t period, double *out, double *work);
/* Mean of x·y over the last @period points: turnover of price and volume. @work: n doubles. */
void penstock_calc_rolling_mean_product (const double *x, const double *y, size_t n, size_t period, double *out, double *work);
