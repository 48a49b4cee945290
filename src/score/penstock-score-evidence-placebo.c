/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-evidence.h"

#include <math.h>

#include "penstock-calc-stats.h"
#include "penstock-score-private.h"

/* SCORING.md §7: graphs with their customers shuffled. */

/* Steele, Lea & Flood 2014 */
static uint64_t
splitmix64 (uint64_t *state)
{
  uint64_t z = (*state += UINT64_C (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

/* ⌊a · b / 2⁶⁴⌋ for b < 2³² */
static uint64_t
multiply_high (uint64_t a,
               uint64_t b)
{
  return ((a >> 32) * b + (((a & UINT32_MAX) * b) >> 32)) >> 32;
}

void
penstock_score_shuffle (uint64_t  seed,
                        size_t    n,
                        uint32_t *order)
{
  uint64_t state = seed;

  for (size_t i = 0; i < n; i++)
    order[i] = (uint32_t)i;

  for (size_t i = n; i-- > 1;)
    {
      const size_t j = (size_t)multiply_high (splitmix64 (&state), i + 1);
      const uint32_t kept = order[i];

      order[i] = order[j];
      order[j] = kept;
    }
}

void
penstock_score_priced (const double *ret_1m,
                       size_t        n,
                       double       *priced)
{
  penstock_score_z (ret_1m, n, priced);
}

void
penstock_score_benefit_scores (const double *benefit,
                               const bool   *counts,
                               const double *priced,
                               size_t        n,
                               double       *benefit_z,
                               double       *gap)
{
  for (size_t i = 0; i < n; i++)
    benefit_z[i] = counts[i] ? benefit[i] : NAN;

  penstock_score_z (benefit_z, n, benefit_z);
  penstock_calc_ols_residuals (priced, benefit_z, n, PENSTOCK_Z_LEAST, gap);
  penstock_score_z (gap, n, gap);
}
