/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sample-prices.h"

#include "penstock-sample-factors.h"
#include "penstock-sample-random.h"

#include <math.h>

/* The day on which every price has its plausible level: the eve of PENSTOCK_SAMPLE_START. */
#define ANCHOR_DAY 20584 /* 2026-05-11 */

struct _PenstockSamplePrices
{
  PenstockChain         *chain;
  PenstockSampleFactors *factors;
  GArray               **days; /* PenstockSampleDay; per company, NULL until asked for */
};

/* Plausible levels, and how sessions are quoted. */
typedef struct { const char *currency; double low, high, shares; } Level;
static const Level levels[] = {
  { "USD", 20.0, 900.0, 6e6 },        { "EUR", 30.0, 700.0, 2e6 },   { "TWD", 30.0, 2000.0, 1.5e7 },
  { "JPY", 1000.0, 20000.0, 4e6 },    { "KRW", 50000.0, 300000.0, 3e6 }, { "CNY", 20.0, 400.0, 2e7 },
};
static const Level any_level = { NULL, 20.0, 400.0, 3e6 };

/* Price steps by exchange currency and level: the first row whose @below exceeds the price. */
typedef struct { const char *currency; double below, step; } Step;
static const Step steps[] = {
  { "TWD", 10.0, 0.01 },     { "TWD", 50.0, 0.05 },     { "TWD", 100.0, 0.1 },     { "TWD", 500.0, 0.5 },    { "TWD", 1000.0, 1.0 },
  { "TWD", HUGE_VAL, 5.0 },  { "KRW", 2000.0, 1.0 },    { "KRW", 5000.0, 5.0 },    { "KRW", 20000.0, 10.0 }, { "KRW", 50000.0, 50.0 },
  { "KRW", 200000.0, 100.0 }, { "KRW", 500000.0, 500.0 }, { "KRW", HUGE_VAL, 1000.0 }, { "JPY", HUGE_VAL, 1.0 },
};

PenstockSamplePrices *
penstock_sample_prices_new (PenstockChain *chain)
{
  PenstockSamplePrices *self = g_new0 (PenstockSamplePrices, 1);

  self->chain = penstock_chain_ref (chain);
  self->factors = penstock_sample_factors_new (chain);
  self->days = g_new0 (GArray *, chain->n_companies);

  return self;
}

void
penstock_sample_prices_free (PenstockSamplePrices *self)
{
  for (guint i = 0; i < self->chain->n_companies; i++)
    if (self->days[i] != NULL)
      g_array_unref (self->days[i]);
  g_free (self->days);
  penstock_sample_factors_free (self->factors);
  penstock_chain_unref (self->chain);
  g_free (self);
}

PenstockChain *
penstock_sample_prices_get_chain (const PenstockSamplePrices *self)
{
  return self->chain;
}

const PenstockSampleFactors *
penstock_sample_prices_get_factors (const PenstockSamplePrices *self)
{
  return self->factors;
}

gboolean
penstock_sample_prices_has (const PenstockSamplePrices *self,
                            guint                       company)
{
  const PenstockCompany *info = &self->chain->companies[company];

  return info->listed && info->symbol != NULL && info->exchange >= 0 && info->tier == 1;
}

static const Level *
find_level (const char *currency)
{
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_str_equal (levels[i].currency, currency))
      return &levels[i];
  return &any_level;
}

/* Steps below 1 are kept as how many make 1, so that 0.1 × 3 reads 0.3. */
double
penstock_sample_on_grid (const char *currency,
                         double      price)
{
  double step = 0.01;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].currency, currency) && price < steps[i].below)
      {
        step = steps[i].step;
        break;
      }

  if (step < 1.0)
    {
      const double parts = floor (1.0 / step + 0.5);
      return MAX (floor (price * parts + 0.5), 1.0) / parts;
    }
  return MAX (floor (price / step + 0.5), 1.0) * step;
}

static double
anchor_price (const char  *symbol,
              const Level *level)
{
  const double u = penstock_sample_uniform (penstock_sample_stream ("character", symbol), 2);

  return level->low + (level->high - level->low) * u * u; /* more cheap ones than dear ones */
}

/* The level on each calendar day, 1 on the anchor day. */
static void
fill_levels (const PenstockSamplePrices *self,
             guint                       company,
             double                     *level)
{
  double at = 1.0, anchor;

  penstock_sample_factors_returns (self->factors, company, level);
  for (gint32 i = 0; i < PENSTOCK_SAMPLE_DAYS; i++)
    {
      if (penstock_day_weekday (PENSTOCK_SAMPLE_FIRST_DAY + i) < 5)
        at *= 1.0 + level[i];
      level[i] = at;
    }

  anchor = level[ANCHOR_DAY - PENSTOCK_SAMPLE_FIRST_DAY];
  for (guint i = 0; i < PENSTOCK_SAMPLE_DAYS; i++)
    level[i] /= anchor;
}

/* Open, high, low and volume around a close. */
static PenstockSampleDay
make_day (const PenstockCompany *info,
          const char            *currency,
          PenstockDay            day,
          double                 previous,
          double                 close)
{
  const guint64 stream = penstock_sample_stream ("session", info->symbol);
  const guint64 at = (guint64)day * 4;
  const double change = fabs (close / previous - 1.0);
  const double turnover = 0.3 + 1.4 * penstock_sample_uniform (penstock_sample_stream ("character", info->symbol), 3);
  PenstockSampleDay result = { .day = day };
  double open = previous + (close - previous) * 0.35 + previous * 0.004 * penstock_sample_normal (stream, at);
  double high, low;

  high = MAX (open, close) * (1.0 + 0.012 * penstock_sample_uniform (stream, at + 1));
  low = MIN (open, close) * (1.0 - 0.012 * penstock_sample_uniform (stream, at + 2));
  result.open = penstock_sample_on_grid (currency, open);
  result.close = penstock_sample_on_grid (currency, close);
  result.high = MAX (penstock_sample_on_grid (currency, high), MAX (result.open, result.close));
  result.low = MIN (penstock_sample_on_grid (currency, low), MIN (result.open, result.close));
  result.volume = find_level (currency)->shares * turnover * (0.6 + 0.8 * penstock_sample_uniform (stream, at + 3) + 15.0 * change);
  result.volume = floor (result.volume / 1000.0) * 1000.0;

  return result;
}

const PenstockSampleDay *
penstock_sample_prices_days (PenstockSamplePrices *self,
                             guint                 company,
                             gsize                *n)
{
  g_return_val_if_fail (penstock_sample_prices_has (self, company), NULL);

  if (self->days[company] == NULL)
    {
      const PenstockCompany *info = &self->chain->companies[company];
      const char *currency = self->chain->exchanges[info->exchange].currency;
      const double anchor = anchor_price (info->symbol, find_level (currency));
      g_autofree double *level = g_new (double, PENSTOCK_SAMPLE_DAYS);
      GArray *days = g_array_new (FALSE, FALSE, sizeof (PenstockSampleDay));
      double previous;

      fill_levels (self, company, level);
      previous = anchor * level[0];
      for (gint32 i = 0; i < PENSTOCK_SAMPLE_DAYS; i++)
        {
          PenstockSampleDay day;

          if (penstock_day_weekday (PENSTOCK_SAMPLE_FIRST_DAY + i) >= 5)
            continue;
          day = make_day (info, currency, PENSTOCK_SAMPLE_FIRST_DAY + i, previous, anchor * level[i]);
          g_array_append_val (days, day);
          previous = anchor * level[i];
        }
      self->days[company] = days;
    }

  *n = self->days[company]->len;
  return (const PenstockSampleDay *)self->days[company]->data;
}
