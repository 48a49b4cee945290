/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>

/* Windows over a series: x[0..n) in, out[0..n) out (not the same array), NAN until @period points are there. period ≥ 1. */

/* Mean of the last @period points; NAN while a missing one is in the window. */
void penstock_calc_sma         (const double *x, size_t n, size_t period, double *out);
/* Exponential mean with k = 2 / (period + 1), begun with the mean of the first @period points known. A missing point gives NAN
 * in its place and leaves the mean as it was. */
void penstock_calc_ema         (const double *x, size_t n, size_t period, double *out);
/* Greatest of the last @period points; NAN while a missing one is in the window. */
void penstock_calc_rolling_max (const double *x, size_t n, size_t period, double *out);
