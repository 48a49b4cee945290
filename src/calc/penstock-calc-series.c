/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-calc-series.h"

#include <float.h>
#include <math.h>

#include "penstock-calc-private.h"
#include "penstock-calc-stats.h"

/* Windows computed together: what they need stays in the first-level cache. */
#define CHUNK 512

/* A sum of squares less that of the mean keeps at least 13 digits where it is more than this share of the former. */
#define LEAST_SHARE (1.0 / 1024.0)

/* (√2 − 1) / (√2 + 1): within it the polynomial below holds. */
#define NEAR_ONE 0.17157287525380990

static void
fill_missing (double *out,
              size_t  n)
{
  for (size_t i = 0; i < n; i++)
    out[i] = NAN;
}

PENSTOCK_CALC_CLONES
bool
penstock_calc_any_missing (const double *x,
                           size_t        n)
{
  long long missing = 0;

  for (size_t i = 0; i < n; i++)
    missing |= x[i] != x[i] ? -1LL : 0LL;

  return missing != 0;
}

PENSTOCK_CALC_CLONES
void
penstock_calc_change (const double *restrict x,
                      size_t                 n,
                      size_t                 later,
                      size_t                 earlier,
                      double *restrict       out)
{
  fill_missing (out, earlier < n ? earlier : n);
  if (n <= earlier)
    return;

  for (size_t i = 0; i < n - earlier; i++)
    out[earlier + i] = x[earlier - later + i] / x[i] - 1.0;
}

PENSTOCK_CALC_CLONES
void
penstock_calc_ratio (const double *restrict x,
                     const double *restrict y,
                     size_t                 n,
                     double *restrict       out)
{
  for (size_t i = 0; i < n; i++)
    out[i] = x[i] / y[i];
}

/* log ((1 + s) / (1 − s)) − 2s, over s, for |s| ≤ NEAR_ONE; error under 2⁻⁵⁸. The coefficients are those of Sun's fdlibm. The C library's
 * own log() gives other last bits on a machine with fused multiply-add than on one without. */
static inline double
log_rest (double z)
{
  const double w = z * z;
  const double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01
                          + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));

  return odd + even;
}

static double
log_of_ratio (double a,
              double b)
{
  int exponent_a, exponent_b;
  double ratio, s;

  if (!(a > 0.0 && b > 0.0 && a <= DBL_MAX && b <= DBL_MAX))
    return NAN;

  ratio = frexp (a, &exponent_a) / frexp (b, &exponent_b);
  exponent_a -= exponent_b;
  if (ratio > 0x1.6a09e667f3bcdp+0)
    {
      ratio /= 2.0;
      exponent_a++;
    }
  else if (ratio < 0x1.6a09e667f3bcdp-1)
    {
      ratio *= 2.0;
      exponent_a--;
    }
  s = (ratio - 1.0) / (ratio + 1.0);

  /* ln 2 in two parts, the first so short that its product is exact */
  return (double)exponent_a * 6.93147180369123816490e-01 + (s * (2.0 + log_rest (s * s)) + (double)exponent_a * 1.90821492927058770002e-10);
}

PENSTOCK_CALC_CLONES
void
penstock_calc_log_returns (const double *restrict x,
                           size_t                 n,
                           double *restrict       out)
{
  long long far = 0;

  if (n > 0)
    out[0] = NAN;
  for (size_t i = 1; i < n; i++)
    {
      const double sum = x[i] + x[i - 1];
      const double s = (x[i] - x[i - 1]) / sum; /* log (a/b) = 2 artanh ((a − b) / (a + b)) */
      const bool near = (fabs (s) <= NEAR_ONE) & (x[i - 1] > 0.0) & (sum <= DBL_MAX);

      out[i] = near ? s * (2.0 + log_rest (s * s)) : INFINITY;
      far |= near ? 0LL : -1LL;
    }

  if (far != 0)
    for (size_t i = 1; i < n; i++)
      if (isinf (out[i]))
        out[i] = log_of_ratio (x[i], x[i - 1]);
}

/* a[i] becomes a[i] + a[i + width] + …, @parts of them. */
static inline void
join (double *a,
      size_t  n,
      size_t  parts,
      size_t  width)
{
  PENSTOCK_CALC_READS_AHEAD
  for (size_t i = 0; i < n; i++)
    {
      double sum = a[i];

      for (size_t part = 1; part < parts; part++)
        sum += a[i + part * width];
      a[i] = sum;
    }
}

/* a[i] becomes a[i] + … + a[i + period − 1] for each i < @windows: sums of so many points as the first factor of the period says, of those so
 * many as the second says, … The factors are written out so that the loops over them are. */
static inline void
sum_windows (double *a,
             size_t  windows,
             size_t  period)
{
  size_t left = period;

  for (size_t width = 1; left > 1; width = period / left)
    {
      const size_t factor = left % 3 == 0 ? 3 : left % 4 == 0 ? 4 : left % 2 == 0 ? 2 : left % 5 == 0 ? 5 : left % 7 == 0 ? 7 : left;
      const size_t n = windows + period - factor * width;

      switch (factor)
        {
        case 2:
          join (a, n, 2, width);
          break;
        case 3:
          join (a, n, 3, width);
          break;
        case 4:
          join (a, n, 4, width);
          break;
        case 5:
          join (a, n, 5, width);
          break;
        case 7:
          join (a, n, 7, width);
          break;
        default:
          join (a, n, factor, width);
          break;
        }
      left /= factor;
    }
}

/* Deviations from the sums of windows and of their squares. true: some of them would be rounding, and are infinite instead. */
static inline bool
finish_sd (const double *restrict sums,
           const double *restrict squares,
           size_t                 windows,
           size_t                 period,
           double *restrict       out)
{
  const double share = 1.0 / (double)period;
  const double rest = 1.0 / (double)(period - 1);
  long long doubtful = 0;

  for (size_t i = 0; i < windows; i++)
    {
      const double around = squares[i] - sums[i] * sums[i] * share;
      const bool sure = (around >= squares[i] * LEAST_SHARE) & (squares[i] <= DBL_MAX);

      doubtful |= sure ? 0LL : -1LL;
      out[i] = sure ? sqrt (around * rest) : INFINITY;
    }

  return doubtful != 0;
}

PENSTOCK_CALC_CLONES
void
penstock_calc_rolling_sd (const double *restrict x,
                          size_t                 n,
                          size_t                 period,
                          double *restrict       out,
                          double *restrict       work)
{
  const size_t all = n >= period ? n - period + 1 : 0;
  double *restrict sums = work, *restrict squares = work + n;

  fill_missing (out, n - all);
  for (size_t from = 0; from < all; from += CHUNK)
    {
      const size_t windows = all - from < CHUNK ? all - from : CHUNK;
      double *restrict here = out + period - 1 + from;

      for (size_t i = 0; i < windows + period - 1; i++)
        {
          sums[i] = x[from + i];
          squares[i] = x[from + i] * x[from + i];
        }
      sum_windows (sums, windows, period);
      sum_windows (squares, windows, period);

      if (finish_sd (sums, squares, windows, period, here))
        for (size_t i = 0; i < windows; i++)
          if (isinf (here[i]))
            here[i] = isnan (squares[i]) ? NAN : penstock_calc_sd_sample (x + from + i, period);
    }
}

PENSTOCK_CALC_CLONES
void
penstock_calc_rolling_mean_product (const double *restrict x,
                                    const double *restrict y,
                                    size_t                 n,
                                    size_t                 period,
                                    double *restrict       out,
                                    double *restrict       work)
{
  const size_t all = n >= period ? n - period + 1 : 0;

  fill_missing (out, n - all);
  for (size_t from = 0; from < all; from += CHUNK)
    {
      const size_t windows = all - from < CHUNK ? all - from : CHUNK;

      for (size_t i = 0; i < windows + period - 1; i++)
        work[i] = x[from + i] * y[from + i];
      sum_windows (work, windows, period);
      for (size_t i = 0; i < windows; i++)
        out[period - 1 + from + i] = work[i] / (double)period;
    }
}
