/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-momentum.h"

#include <math.h>

#include "penstock-calc-indicators.h"
#include "penstock-calc-series.h"
#include "penstock-score-private.h"

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

_Static_assert (PENSTOCK_COLUMN_ret_1m == 0 && PENSTOCK_COLUMN_high_52w == PENSTOCK_SCORE_N_MOMENTUM - 1,
                "the columns of this section are the first ones");

/* Everything below looks at one window of bars and nothing before it, so that the last bars alone give the bits of the whole series. */
void
penstock_score_momentum_of_series (const double *price,
                                   size_t        n,
                                   double *const column[PENSTOCK_SCORE_N_MOMENTUM],
                                   double       *work)
{
  double *const vol = column[PENSTOCK_COLUMN_vol_63], *const high = column[PENSTOCK_COLUMN_high_52w];
  double *const returns = high; /* until its turn comes */
  const double year = sqrt ((double)YEAR);

  penstock_calc_log_returns (price, n, returns);
  penstock_calc_rolling_sd (returns, n, RETURNS, vol, work);
  penstock_calc_change (price, n, 0, MONTH, column[PENSTOCK_COLUMN_ret_1m]);
  penstock_calc_change (price, n, MONTH, HALF_YEAR, column[PENSTOCK_COLUMN_mom_6_1]);
  penstock_calc_change (price, n, MONTH, YEAR, column[PENSTOCK_COLUMN_mom_12_1]);
  penstock_calc_rolling_max (price, n, YEAR, high);

  for (size_t i = 0; i < n; i++)
    {
      vol[i] *= year;
      column[PENSTOCK_COLUMN_ram_6_1][i] = vol[i] > 0.0 ? column[PENSTOCK_COLUMN_mom_6_1][i] / vol[i] : NAN;
      column[PENSTOCK_COLUMN_ram_12_1][i] = vol[i] > 0.0 ? column[PENSTOCK_COLUMN_mom_12_1][i] / vol[i] : NAN;
      high[i] = price[i] / high[i];
    }
}

/* P(t − later) / P(t − earlier) − 1 */
static double
change_between (const double *price,
                size_t        n,
                size_t        earlier,
                size_t        later)
{
  return n < earlier + 1 ? NAN : price[n - 1 - later] / price[n - 1 - earlier] - 1.0;
}

static double
volatility (const double *price,
            size_t        n)
{
  double returns[RETURNS + 1], deviation[RETURNS], work[2 * RETURNS];

  if (n < RETURNS + 1)
    return NAN;

  penstock_calc_log_returns (price + n - RETURNS - 1, RETURNS + 1, returns);
  penstock_calc_rolling_sd (returns + 1, RETURNS, RETURNS, deviation, work);

  return deviation[RETURNS - 1] * sqrt ((double)YEAR);
}

static double
share_of_high (const double *price,
               size_t        n)
{
  double high;

  if (n < YEAR)
    return NAN;

  high = price[n - YEAR];
  for (size_t i = n - YEAR + 1; i < n; i++)
    high = price[i] > high ? price[i] : high;

  return price[n - 1] / high;
}

void
penstock_score_momentum_of_last (const double *price,
                                 size_t        n,
                                 double        value[PENSTOCK_SCORE_N_MOMENTUM])
{
  const double vol = volatility (price, n);
  const double half_year = change_between (price, n, HALF_YEAR, MONTH);
  const double year = change_between (price, n, YEAR, MONTH);

  value[PENSTOCK_COLUMN_ret_1m] = change_between (price, n, MONTH, 0);
  value[PENSTOCK_COLUMN_mom_6_1] = half_year;
  value[PENSTOCK_COLUMN_mom_12_1] = year;
  value[PENSTOCK_COLUMN_vol_63] = vol;
  value[PENSTOCK_COLUMN_ram_6_1] = vol > 0.0 ? half_year / vol : NAN;
  value[PENSTOCK_COLUMN_ram_12_1] = vol > 0.0 ? year / vol : NAN;
  value[PENSTOCK_COLUMN_high_52w] = share_of_high (price, n);
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
      double value[PENSTOCK_SCORE_N_MOMENTUM];

      if (penstock_score_is_kept (frame, i, PENSTOCK_OWN_PRICE) || !takes_part (company, frame->day))
        continue;

      penstock_score_momentum_of_last (company->price, company->n_bars, value);
      for (size_t c = 0; c < PENSTOCK_SCORE_N_MOMENTUM; c++)
        column[c][i] = value[c];
    }

  penstock_score_z_of_mean (parts, sizeof parts / sizeof *parts, frame->table->n, frame->work,
                            column[PENSTOCK_COLUMN_price_z]);
}

const PenstockScoreSection penstock_score_section_momentum = {
  .id = "momentum",
  .compute = compute,
};
