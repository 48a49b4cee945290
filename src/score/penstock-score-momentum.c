/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <math.h>

#include "penstock-calc-stats.h"

/* SCORING.md §1. Days are the listing's own bars. */
#define MONTH        21
#define HALF_YEAR    126
#define YEAR         252
#define RETURNS      63 /* behind vol_63 */
#define MAX_AGE_DAYS 7  /* calendar days */

/* Our reading of "the cross-section of day t": a company takes part when its series is verified and its last good bar is at most seven
 * calendar days before the day. Otherwise all its price columns are missing, also those its bars would allow. */
static bool
takes_part (const PenstockScoreCompany *company,
            int32_t                     day)
{
  return company->listed && !company->unverified && company->n_bars > 0
         && day - company->day[company->n_bars - 1] <= MAX_AGE_DAYS;
}

/* P(t − later) / P(t − earlier) − 1 */
static double
change_between (const PenstockScoreCompany *company,
                size_t                      earlier,
                size_t                      later)
{
  const double *last = company->price + company->n_bars - 1;

  if (company->n_bars < earlier + 1)
    return NAN;

  return *(last - later) / *(last - earlier) - 1.0;
}

static double
volatility (const PenstockScoreCompany *company)
{
  double returns[RETURNS];

  if (company->n_bars < RETURNS + 1)
    return NAN;

  for (size_t i = 0; i < RETURNS; i++)
    {
      const double *price = company->price + company->n_bars - RETURNS + i;

      returns[i] = log (price[0] / price[-1]);
    }

  return penstock_calc_sd_sample (returns, RETURNS) * sqrt ((double)YEAR);
}

static double
share_of_high (const PenstockScoreCompany *company)
{
  const double *price = company->price + company->n_bars - 1;
  double high = *price;

  if (company->n_bars < YEAR)
    return NAN;

  for (size_t i = 1; i < YEAR; i++)
    high = fmax (high, *(price - i));

  return *price / high;
}

static void
compute (const PenstockScoreFrame *frame)
{
  double *const *column = frame->table->column;
  const double *const parts[] = {
    column[PENSTOCK_COLUMN_ram_6_1], column[PENSTOCK_COLUMN_ram_12_1], column[PENSTOCK_COLUMN_high_52w],
  };

  for (size_t i = 0; i < frame->table->n; i++)
    {
      const PenstockScoreCompany *company = &frame->companies[i];
      double vol;

      if (!takes_part (company, frame->day))
        continue;

      vol = volatility (company);
      column[PENSTOCK_COLUMN_ret_1m][i] = change_between (company, MONTH, 0);
      column[PENSTOCK_COLUMN_mom_6_1][i] = change_between (company, HALF_YEAR, MONTH);
      column[PENSTOCK_COLUMN_mom_12_1][i] = change_between (company, YEAR, MONTH);
      column[PENSTOCK_COLUMN_vol_63][i] = vol;
      column[PENSTOCK_COLUMN_ram_6_1][i] = vol > 0.0 ? column[PENSTOCK_COLUMN_mom_6_1][i] / vol : NAN;
      column[PENSTOCK_COLUMN_ram_12_1][i] = vol > 0.0 ? column[PENSTOCK_COLUMN_mom_12_1][i] / vol : NAN;
      column[PENSTOCK_COLUMN_high_52w][i] = share_of_high (company);
    }

  penstock_score_z_of_mean (parts, sizeof parts / sizeof *parts, frame->table->n, frame->work,
                            column[PENSTOCK_COLUMN_price_z]);
}

const PenstockScoreSection penstock_score_section_momentum = {
  .id = "momentum",
  .compute = compute,
};
