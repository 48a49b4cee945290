/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>

/* Of one day's cross-section or one stretch of a series. Missing values (NAN) are left out everywhere and stay missing. Sums run
 * in array order, so the same input gives the same bytes. */

size_t penstock_calc_count         (const double *x, size_t n);
double penstock_calc_mean          (const double *x, size_t n); /* NAN of none */
/* Standard deviations. Exactly 0 when all that differs is rounding (sd ≤ 1e-12 of the largest |x|), so that equal values computed
 * by different ways count as equal. NAN of fewer than 1 (population) or 2 (sample) values. */
double penstock_calc_sd_population (const double *x, size_t n);
double penstock_calc_sd_sample     (const double *x, size_t n);

double penstock_calc_clip          (double x, double limit); /* to ±limit; NAN stays */

/* z-scores with the population sd, clipped to ±limit. Fewer than @least values: all NAN; sd 0: all 0. @out may be @x. */
void   penstock_calc_z             (const double *x, size_t n, size_t least, double limit, double *out);
/* (values below + half of the equal ones, itself included) / count × 100. @work: n doubles, apart from x and out. @out may be @x. */
void   penstock_calc_percentile    (const double *x, size_t n, double *out, double *work);
/* The same of each of @n_days days over @n series: that of series i on day d is x[i · stride + d], and so is its rank in @out, which is not @x.
 * @work: penstock_calc_percentile_work (n) doubles. */
void   penstock_calc_percentile_days (const double *x, size_t n, size_t n_days, size_t stride, double *out, double *work);
size_t penstock_calc_percentile_work (size_t n);
/* y − (a + b·x), a and b by ordinary least squares over the pairs where both are known; NAN elsewhere, and everywhere with fewer than
 * @least pairs. b = 0 when x does not vary. What is only rounding beside the largest |y| is 0. @out may be @x or @y. */
void   penstock_calc_ols_residuals (const double *x, const double *y, size_t n, size_t least, double *out);
