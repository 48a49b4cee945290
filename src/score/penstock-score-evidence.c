/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-evidence.h"

#include <math.h>

#include "penstock-calc-stats.h"

/* SCORING.md §7: what a series of rank ICs says, and what it says beside others that were tried. */

/* Beside γ₀, this much of V is rounding. */
#define ROUNDING 1e-12

static size_t
next_known (const double *x,
            size_t        n,
            size_t        i)
{
  while (i < n && isnan (x[i]))
    i++;

  return i;
}

/* γ_k with divisor @days, over the days that have an IC in order: a day without one is not a gap of the series. */
static double
autocovariance (const double *ic,
                size_t        n,
                double        mean,
                size_t        days,
                size_t        lag)
{
  size_t early = next_known (ic, n, 0), late = early;
  double sum = 0.0;

  for (size_t k = 0; k < lag && late < n; k++)
    late = next_known (ic, n, late + 1);

  while (late < n)
    {
      sum += (ic[late] - mean) * (ic[early] - mean);
      early = next_known (ic, n, early + 1);
      late = next_known (ic, n, late + 1);
    }

  return sum / (double)days;
}

static double
newey_west (const double *ic,
            size_t        n,
            double        mean,
            size_t        days,
            size_t        horizon)
{
  const double variance = autocovariance (ic, n, mean, days, 0);
  double sum = 0.0;

  for (size_t k = 1; k < horizon && k < days; k++)
    sum += (1.0 - (double)k / (double)horizon) * autocovariance (ic, n, mean, days, k);

  return variance + 2.0 * sum > ROUNDING * variance ? mean / sqrt ((variance + 2.0 * sum) / (double)days) : NAN;
}

PenstockScoreIcSummary
penstock_score_ic_summary (const double *ic,
                           size_t        n,
                           size_t        horizon)
{
  PenstockScoreIcSummary self = {
    .days = penstock_calc_count (ic, n),
    .mean = penstock_calc_mean (ic, n),
    .sd = penstock_calc_sd_sample (ic, n),
    .ir = NAN, .newey_west_t = NAN, .p = NAN, .share_positive = NAN,
  };
  size_t positive = 0;

  if (self.days == 0)
    return self;

  for (size_t i = 0; i < n; i++)
    positive += ic[i] > 0.0;
  self.share_positive = (double)positive / (double)self.days;

  /* sd is exactly 0 where all that differs is rounding */
  if (self.sd > 0.0)
    {
      self.ir = self.mean / self.sd;
      self.newey_west_t = newey_west (ic, n, self.mean, self.days, horizon);
      self.p = erfc (fabs (self.newey_west_t) / sqrt (2.0));
    }

  return self;
}

/* How many p are smaller, or equal and earlier. */
static size_t
place_of (const double *p,
          size_t        n,
          size_t        i)
{
  size_t place = 0;

  for (size_t k = 0; k < n; k++)
    place += p[k] < p[i] || (p[k] == p[i] && k < i);

  return place;
}

/* adjusted p of the k-th smallest = max over j ≤ k of (m − j)·p, j from 0; at most 1. There are a handful of p, so nothing is sorted. */
void
penstock_score_holm (const double *p,
                     size_t        n,
                     double       *out)
{
  const size_t tried = penstock_calc_count (p, n);

  for (size_t i = 0; i < n; i++)
    {
      out[i] = isnan (p[i]) ? NAN : 0.0;
      for (size_t k = 0; k < n && !isnan (p[i]); k++)
        if (place_of (p, n, k) <= place_of (p, n, i) && !isnan (p[k]))
          out[i] = fmax (out[i], fmin (1.0, (double)(tried - place_of (p, n, k)) * p[k]));
    }
}
