/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-calc-indicators.h"

#include <math.h>

static double
add (double a,
     double b)
{
  return a + b;
}

/* The greater; a missing one makes it missing, unlike fmax. */
static double
greater (double a,
         double b)
{
  if (isnan (a) || isnan (b))
    return NAN;

  return a > b ? a : b;
}

/* Combines every window of @period points without ever subtracting (van Herk): a window is the end of one block of @period points
 * and the beginning of the next. So nothing is left behind of a huge or missing point once it is out of the window, and time does not
 * depend on the period. @out first takes the ends of blocks, one place after where they begin, then the result. */
static void
slide (const double *x,
       size_t        n,
       size_t        period,
       double      (*combine) (double a, double b),
       double       *out)
{
  for (size_t block = 0; block + period <= n; block += period)
    {
      double tail = x[block + period - 1];

      for (size_t i = block + period - 1; i > block; i--)
        {
          /* the window that ends at i − 1 + period begins at i */
          if (i - 1 + period < n)
            out[i - 1 + period] = tail;
          tail = combine (x[i - 1], tail);
        }
      out[block + period - 1] = tail;
    }

  for (size_t block = period; block < n; block += period)
    {
      double head = x[block];

      for (size_t i = block; i < n && i + 1 < block + period; i++)
        {
          if (i > block)
            head = combine (head, x[i]);
          out[i] = combine (out[i], head);
        }
    }

  for (size_t i = 0; i < n && i + 1 < period; i++)
    out[i] = NAN;
}

void
penstock_calc_sma (const double *x,
                   size_t        n,
                   size_t        period,
                   double       *out)
{
  slide (x, n, period, add, out);
  for (size_t i = 0; i < n; i++)
    out[i] /= (double)period;
}

void
penstock_calc_rolling_max (const double *x,
                           size_t        n,
                           size_t        period,
                           double       *out)
{
  slide (x, n, period, greater, out);
}

void
penstock_calc_ema (const double *x,
                   size_t        n,
                   size_t        period,
                   double       *out)
{
  const double k = 2.0 / ((double)period + 1.0);
  double mean = 0.0;
  size_t known = 0;

  for (size_t i = 0; i < n; i++)
    {
      out[i] = NAN;
      if (isnan (x[i]))
        continue;

      known++;
      if (known < period)
        mean += x[i];
      else if (known == period)
        mean = (mean + x[i]) / (double)period;
      else
        mean += k * (x[i] - mean);

      if (known >= period)
        out[i] = mean;
    }
}
