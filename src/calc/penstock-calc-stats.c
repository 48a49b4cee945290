/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-calc-stats.h"

#include <math.h>

/* Beside the largest value, this much is rounding. */
#define ROUNDING 1e-12

size_t
penstock_calc_count (const double *x,
                     size_t        n)
{
  size_t count = 0;

  for (size_t i = 0; i < n; i++)
    count += !isnan (x[i]);

  return count;
}

double
penstock_calc_mean (const double *x,
                    size_t        n)
{
  double sum = 0.0;
  size_t count = 0;

  for (size_t i = 0; i < n; i++)
    if (!isnan (x[i]))
      {
        sum += x[i];
        count++;
      }

  return count > 0 ? sum / (double)count : NAN;
}

/* @taken is what the divisor is less than the count: 0 population, 1 sample. */
static double
sd (const double *x,
    size_t        n,
    size_t        taken)
{
  const size_t count = penstock_calc_count (x, n);
  const double mean = penstock_calc_mean (x, n);
  double squares = 0.0, largest = 0.0, result;

  if (count <= taken)
    return NAN;

  for (size_t i = 0; i < n; i++)
    if (!isnan (x[i]))
      {
        squares += (x[i] - mean) * (x[i] - mean);
        largest = fmax (largest, fabs (x[i]));
      }
  result = sqrt (squares / (double)(count - taken));

  return result <= ROUNDING * largest ? 0.0 : result;
}

double
penstock_calc_sd_population (const double *x,
                             size_t        n)
{
  return sd (x, n, 0);
}

double
penstock_calc_sd_sample (const double *x,
                         size_t        n)
{
  return sd (x, n, 1);
}

double
penstock_calc_clip (double x,
                    double limit)
{
  if (x > limit)
    return limit;

  return x < -limit ? -limit : x;
}

void
penstock_calc_z (const double *x,
                 size_t        n,
                 size_t        least,
                 double        limit,
                 double       *out)
{
  const double mean = penstock_calc_mean (x, n);
  const double spread = penstock_calc_sd_population (x, n);
  const int enough = penstock_calc_count (x, n) >= least;

  for (size_t i = 0; i < n; i++)
    if (isnan (x[i]) || !enough)
      out[i] = NAN;
    else
      out[i] = spread > 0.0 ? penstock_calc_clip ((x[i] - mean) / spread, limit) : 0.0;
}

/* Means of x and y over the pairs, and b. Returns the number of pairs. */
static size_t
fit_line (const double *x,
          const double *y,
          size_t        n,
          double       *mean_x,
          double       *mean_y,
          double       *slope)
{
  double sum_x = 0.0, sum_y = 0.0, xx = 0.0, xy = 0.0;
  size_t pairs = 0;

  for (size_t i = 0; i < n; i++)
    if (!isnan (x[i]) && !isnan (y[i]))
      {
        sum_x += x[i];
        sum_y += y[i];
        pairs++;
      }
  *mean_x = sum_x / (double)pairs;
  *mean_y = sum_y / (double)pairs;

  for (size_t i = 0; i < n; i++)
    if (!isnan (x[i]) && !isnan (y[i]))
      {
        xx += (x[i] - *mean_x) * (x[i] - *mean_x);
        xy += (x[i] - *mean_x) * (y[i] - *mean_y);
      }
  *slope = sqrt (xx / (double)pairs) <= ROUNDING * fabs (*mean_x) || xx == 0.0 ? 0.0 : xy / xx;

  return pairs;
}

void
penstock_calc_ols_residuals (const double *x,
                             const double *y,
                             size_t        n,
                             size_t        least,
                             double       *out)
{
  double mean_x, mean_y, slope, largest = 0.0;
  const size_t pairs = fit_line (x, y, n, &mean_x, &mean_y, &slope);

  for (size_t i = 0; i < n; i++)
    {
      const double at_x = x[i], at_y = y[i]; /* read before out, which may be either, is written */

      if (!isnan (at_x) && !isnan (at_y))
        largest = fmax (largest, fabs (at_y));
      out[i] = pairs < least ? NAN : at_y - mean_y - slope * (at_x - mean_x);
    }

  for (size_t i = 0; i < n; i++)
    if (fabs (out[i]) <= ROUNDING * largest)
      out[i] = 0.0;
}
