/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-calc-indicators.h"

#include <math.h>
#include <string.h>

#include "penstock-calc-private.h"

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

static inline double
larger (double a,
        double b)
{
  return a > b ? a : b;
}

/* to[i] = the greatest of from[i], from[i + b], from[i + c], from[i + d]. @to may be @from. */
static inline void
join_four (const double *from,
           double       *to,
           size_t        n,
           size_t        b,
           size_t        c,
           size_t        d)
{
  PENSTOCK_CALC_READS_AHEAD
  for (size_t i = 0; i < n; i++)
    to[i] = larger (larger (from[i], from[i + b]), larger (from[i + c], from[i + d]));
}

/* Runs of 4, 16, 64 … points, each of four of a quarter the length; four of the longest, overlapping, make a window. Nothing may be missing. */
PENSTOCK_CALC_CLONES
static void
max_of_known (const double *x,
              size_t        n,
              size_t        period,
              double       *out)
{
  const size_t windows = n - period + 1;
  const double *from = x;
  size_t run = 1;

  for (; 4 * run <= period; run *= 4)
    {
      join_four (from, out, n - 4 * run + 1, run, 2 * run, 3 * run);
      from = out;
    }

  join_four (from, out, windows, run < period - run ? run : period - run, 2 * run < period - run ? 2 * run : period - run, period - run);
  memmove (out + period - 1, out, windows * sizeof *out);
}

/* The greatest of n ≥ 16 points, sixteen side by side. Nothing may be missing. */
PENSTOCK_CALC_CLONES
static double
greatest_of_known (const double *x,
                   size_t        n)
{
  double side[16];

  memcpy (side, x, sizeof side);
  for (size_t i = 16; i < n; i += 16)
    {
      const double *next = x + (i + 16 <= n ? i : n - 16); /* the last sixteen may overlap those before */

      for (size_t k = 0; k < 16; k++)
        side[k] = larger (side[k], next[k]);
    }
  for (size_t k = 1; k < 16; k++)
    side[0] = larger (side[0], side[k]);

  return side[0];
}

void
penstock_calc_rolling_max (const double *x,
                           size_t        n,
                           size_t        period,
                           double       *out)
{
  if (n < period || penstock_calc_any_missing (x, n))
    {
      slide (x, n, period, greater, out);
    }
  else
    {
      if (n == period && n >= 16)
        out[n - 1] = greatest_of_known (x, n);
      else
        max_of_known (x, n, period, out);
      for (size_t i = 0; i + 1 < period; i++)
        out[i] = NAN;
    }

  for (size_t i = 0; i < n; i++)
    out[i] += 0.0; /* −0 becomes 0: which of the two came out would depend on the way there */
}
