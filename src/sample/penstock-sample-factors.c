/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sample-factors.h"

#include "penstock-sample-random.h"

#include <string.h>

/* Customers' demand reaches suppliers this many days later, spread over LAG_LENGTH days. */
#define LAG_FIRST  21
#define LAG_LENGTH 15
#define HISTORY    (LAG_FIRST + LAG_LENGTH)

#define MARKET_DRIFT 0.0003
#define MARKET_SD    0.0075
#define SEGMENT_SD   0.0060
#define SEGMENT_SLOW 0.0016 /* a day, of drifts that last about six weeks */
#define OWN_SLOW     0.0008
#define LEAK         0.8

/* Demand moves prices first and sales between so many days later. */
#define SALES_LAG_LEAST 30
#define SALES_LAG_RANGE 120
#define QUARTER_DAYS    91
#define STEP            7

struct _PenstockSampleFactors
{
  PenstockChain *chain;
  double         market[PENSTOCK_SAMPLE_DAYS];
  double        *segment; /* n_segments rows of HISTORY + PENSTOCK_SAMPLE_DAYS */
};

/* How prices answered the events of data/sample/events.json: the first session that could, and by how much. The claims' sources report gains of about
 * 13 to 14 % for Intel on 5 and 8 May 2026; the rest is simulated. */
static const struct { const char *symbol; PenstockDay day; double reaction; } reactions[] = {
  { "INTC",    20420, 0.06 },  /* 2025-11-28 */
  { "INTC",    20578, 0.12 },  /* 2026-05-05 */
  { "INTC",    20581, 0.12 },  /* 2026-05-08 */
  { "AAPL",    20581, 0.01 },
  { "2317.TW", 20579, 0.035 }, /* 2026-05-06: the release came after the close */
};

/* A drift that changes slowly: straight lines between random knots. @day may be negative. */
static double
slow (guint64 stream,
      int     day,
      int     knot_days)
{
  const int shifted = day + 64 * knot_days;
  const int knot = shifted / knot_days;
  const double share = (double)(shifted % knot_days) / (double)knot_days;
  const double a = penstock_sample_normal (stream, (guint64)knot);
  const double b = penstock_sample_normal (stream, (guint64)knot + 1);

  return a + (b - a) * share;
}

static void
fill_segment (const char *id,
              double     *out)
{
  const guint64 fast_stream = penstock_sample_stream ("segment", id);
  const guint64 slow_stream = penstock_sample_stream ("segment drift", id);

  for (int i = 0; i < HISTORY + PENSTOCK_SAMPLE_DAYS; i++)
    out[i] = SEGMENT_SD * penstock_sample_normal (fast_stream, (guint64)i) + SEGMENT_SLOW * slow (slow_stream, i - HISTORY, 42);
}

PenstockSampleFactors *
penstock_sample_factors_new (const PenstockChain *chain)
{
  PenstockSampleFactors *self = g_new0 (PenstockSampleFactors, 1);
  const guint64 market = penstock_sample_stream ("market", NULL);

  self->chain = penstock_chain_ref ((PenstockChain *)chain);
  for (guint i = 0; i < PENSTOCK_SAMPLE_DAYS; i++)
    self->market[i] = MARKET_DRIFT + MARKET_SD * penstock_sample_normal (market, i);

  self->segment = g_new (double, chain->n_segments * (HISTORY + PENSTOCK_SAMPLE_DAYS));
  for (guint i = 0; i < chain->n_segments; i++)
    fill_segment (chain->segments[i].id, self->segment + (gsize)i * (HISTORY + PENSTOCK_SAMPLE_DAYS));

  return self;
}

void
penstock_sample_factors_free (PenstockSampleFactors *self)
{
  penstock_chain_unref (self->chain);
  g_free (self->segment);
  g_free (self);
}

static void
add_exposures (const PenstockCompany *company,
               double                 factor,
               double                *share)
{
  for (guint i = 0; i < company->n_exposures; i++)
    share[company->exposures[i].segment] += factor * company->exposures[i].weight;
}

static gboolean
is_end (const PenstockChain *chain,
        PenstockEnd          end,
        guint                company)
{
  const PenstockCompany *info = &chain->companies[company];

  if (!end.is_segment)
    return end.index == company;
  for (guint i = 0; i < info->n_exposures; i++)
    if (info->exposures[i].segment == end.index && info->exposures[i].weight >= 0.3)
      return TRUE;
  return FALSE;
}

/* Which segments a company sells to: shares that sum to 1, or all 0. */
static void
find_customers (const PenstockChain *chain,
                guint                company,
                double              *share)
{
  double sum = 0.0;

  memset (share, 0, sizeof (double) * chain->n_segments);
  for (guint i = 0; i < chain->n_links; i++)
    {
      const PenstockLink *link = &chain->links[i];
      const double value = chain->strength_value[link->strength];

      if (link->kind != PENSTOCK_LINK_SUPPLY || !is_end (chain, link->from, company))
        continue;
      if (link->to.is_segment)
        share[link->to.index] += value;
      else
        add_exposures (&chain->companies[link->to.index], value, share);
    }

  for (guint i = 0; i < chain->n_segments; i++)
    sum += share[i];
  for (guint i = 0; i < chain->n_segments && sum > 0.0; i++)
    share[i] /= sum;
}

static void
add_segments (const PenstockSampleFactors *self,
              const double                *share,
              double                       factor,
              gboolean                     lagged,
              double                      *returns)
{
  for (guint s = 0; s < self->chain->n_segments; s++)
    {
      const double *segment = self->segment + (gsize)s * (HISTORY + PENSTOCK_SAMPLE_DAYS);
      double sum = 0.0;

      if (share[s] == 0.0)
        continue;
      for (guint i = 0; i < LAG_LENGTH; i++)
        sum += segment[i];
      for (guint i = 0; i < PENSTOCK_SAMPLE_DAYS; i++)
        {
          returns[i] += factor * share[s] * (lagged ? sum / LAG_LENGTH : segment[HISTORY + i]);
          sum += segment[i + LAG_LENGTH] - segment[i];
        }
    }
}

static void
add_own (const char *symbol,
         double     *returns)
{
  const guint64 character = penstock_sample_stream ("character", symbol);
  const guint64 noise = penstock_sample_stream ("own", symbol);
  const guint64 drift = penstock_sample_stream ("own drift", symbol);
  const double sd = 0.010 + 0.010 * penstock_sample_uniform (character, 0);

  for (guint i = 0; i < PENSTOCK_SAMPLE_DAYS; i++)
    returns[i] += sd * penstock_sample_normal (noise, i) + OWN_SLOW * slow (drift, (int)i, 63);

  for (gsize i = 0; i < G_N_ELEMENTS (reactions); i++)
    if (g_str_equal (reactions[i].symbol, symbol))
      returns[reactions[i].day - PENSTOCK_SAMPLE_FIRST_DAY] += reactions[i].reaction;
}

void
penstock_sample_factors_returns (const PenstockSampleFactors *self,
                                 guint                        company,
                                 double                      *returns)
{
  const PenstockCompany *info = &self->chain->companies[company];
  const double beta = 0.7 + 0.6 * penstock_sample_uniform (penstock_sample_stream ("character", info->symbol), 1);
  g_autofree double *share = g_new0 (double, self->chain->n_segments);

  for (guint i = 0; i < PENSTOCK_SAMPLE_DAYS; i++)
    returns[i] = beta * self->market[i];

  add_exposures (info, 1.0, share);
  add_segments (self, share, 1.0, FALSE, returns);
  find_customers (self->chain, company, share);
  add_segments (self, share, LEAK, TRUE, returns);
  add_own (info->symbol, returns);
}

/* The drift of a segment a day, as it is felt in sales on @day. */
static double
sales_drift (const char *id,
             int         day)
{
  const double lag = SALES_LAG_LEAST + SALES_LAG_RANGE * penstock_sample_uniform (penstock_sample_stream ("sales lag", id), 0);

  return SEGMENT_SLOW * slow (penstock_sample_stream ("segment drift", id), day - (int)lag, 42);
}

double
penstock_sample_factors_demand (const PenstockSampleFactors *self,
                                guint                        company,
                                gint32                       day)
{
  const PenstockCompany *info = &self->chain->companies[company];
  const guint64 own = penstock_sample_stream ("own drift", info->symbol);
  const int last = day - PENSTOCK_SAMPLE_FIRST_DAY;
  g_autofree double *share = g_new0 (double, self->chain->n_segments);
  g_autofree double *customers = g_new0 (double, self->chain->n_segments);
  double sum = 0.0;

  add_exposures (info, 1.0, share);
  find_customers (self->chain, company, customers);
  for (int at = last - QUARTER_DAYS + STEP; at <= last; at += STEP)
    {
      double drift = OWN_SLOW * slow (own, at - SALES_LAG_LEAST, 63);

      for (guint s = 0; s < self->chain->n_segments; s++)
        if (share[s] + customers[s] > 0.0)
          drift += (share[s] + LEAK * customers[s]) * sales_drift (self->chain->segments[s].id, at);
      sum += STEP * drift;
    }

  return sum;
}
