/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>

/* Windows over a series: x[0..n) in, out[0..n) out (not the same array), NAN until @period points are there. period ≥ 1. */

/* Mean of the last @period points; NAN while a missing one is in the window. */
void penstock_calc_sma         (const double *x, size_t n, size_t period, double *out);
/* Greatest of the last @period points; NAN while a missing one is in the window. */
void penstock_calc_rolling_max (const double *x, size_t n, size_t period, double *out);

/* Means that never forget. A missing point gives NAN in its place and leaves them as they were: the known points count, the gaps do not.
 * out[k] depends on nothing after x[k], bit for bit. Infinite points are not allowed. */

/* Exponential mean with k = 2 / (period + 1), begun with the mean of the first @period points known. */
void penstock_calc_ema            (const double *x, size_t n, size_t period, double *out);
/* The same begun with the first point known, and known from there on. */
void penstock_calc_ema_from_first (const double *x, size_t n, size_t period, double *out);
/* Wilder's relative strength index, 100 · mean rise / (mean rise + mean fall) over the changes from known point to known point, with
 * exponential means of k = 1 / period begun with the mean of the first @period changes; NAN before those. 50 when nothing has moved. */
void penstock_calc_rsi            (const double *x, size_t n, size_t period, double *out);
/* The same with means begun with the first change; NAN before @period changes all the same. */
void penstock_calc_rsi_from_first (const double *x, size_t n, size_t period, double *out);
