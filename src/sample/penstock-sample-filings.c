/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sample-filings.h"

#include "penstock-sample-factors.h"
#include "penstock-sample-random.h"

#include <math.h>

#define TAXONOMY "us-gaap"
#define TAG      "RevenueFromContractWithCustomerExcludingAssessedTax"

#define LAST_QUARTER   (2028 * 4 + 3)
#define N_QUARTERS     (LAST_QUARTER - PENSTOCK_SAMPLE_FIRST_QUARTER + 1)
#define ANCHOR_QUARTER (2026 * 4) /* has its plausible size: the newest quarter at PENSTOCK_SAMPLE_START */

#define TREND     0.035 /* a quarter */
#define DEMAND    0.6   /* of the drift of prices, in sales */
#define SEASON_SD 0.03
#define NOISE_SD  0.008
#define GROWTH    0.30  /* a quarter's growth stays within ±GROWTH */

#define DELAY_LEAST 36  /* days from the end of a quarter to its filing */
#define DELAY_RANGE 8

/* About how many billion a quarter the largest sell, so that nobody takes a giant for a dwarf. The others are between SMALLEST and SMALLEST + SPREAD. */
static const struct { const char *symbol; double billions; } sizes[] = {
  { "AMZN", 170.0 }, { "AAPL", 105.0 }, { "GOOGL", 100.0 }, { "MSFT", 78.0 }, { "NVDA", 60.0 }, { "META", 52.0 }, { "DELL", 26.0 }, { "AVGO", 18.0 },
  { "ORCL", 16.0 },  { "INTC", 13.0 },  { "MU", 12.0 },     { "GEV", 9.5 },   { "AMD", 9.0 },   { "ASML", 8.5 },  { "HPE", 8.5 },   { "AMAT", 7.0 },
  { "ETN", 6.8 },    { "APH", 6.5 },    { "CEG", 6.3 },     { "LRCX", 5.2 },
};
#define SMALLEST 0.3
#define SPREAD   3.2

gboolean
penstock_sample_filings_has (const PenstockSamplePrices *prices,
                             guint                       company)
{
  const PenstockCompany *info = &penstock_sample_prices_get_chain (prices)->companies[company];

  return penstock_sample_prices_has (prices, company) && info->cik != 0 && !info->monthly_revenue;
}

static double
size_of (const char *symbol)
{
  const double u = penstock_sample_uniform (penstock_sample_stream ("character", symbol), 4);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (g_str_equal (sizes[i].symbol, symbol))
      return sizes[i].billions;

  return SMALLEST + SPREAD * u * u;
}

static PenstockSampleQuarter
make_quarter (const char     *symbol,
              PenstockPeriod  quarter)
{
  const double habit = penstock_sample_uniform (penstock_sample_stream ("character", symbol), 5);
  const double whim = penstock_sample_uniform (penstock_sample_stream ("filing", symbol), (guint64)quarter);
  PenstockSampleQuarter made = { .quarter = quarter, .start = penstock_period_end (quarter - 1, 4), .end = penstock_period_end (quarter, 4) - 1 };

  made.filed = made.end + DELAY_LEAST + (int)((0.7 * habit + 0.3 * whim) * (DELAY_RANGE + 1));
  made.filed -= MAX (penstock_day_weekday (made.filed) - 4, 0);
  return made;
}

/* The level of each quarter, 1 in the anchor's: demand as it reached the company by the middle of the quarter, a trend, and what is only this quarter's. */
static void
fill_levels (const PenstockSamplePrices *prices,
             guint                       company,
             double                     *level)
{
  const PenstockSampleFactors *factors = penstock_sample_prices_get_factors (prices);
  const char *symbol = penstock_sample_prices_get_chain (prices)->companies[company].symbol;
  const guint64 season = penstock_sample_stream ("season", symbol), noise = penstock_sample_stream ("quarter", symbol);
  double trend = 1.0, anchor;

  for (int i = 0; i < N_QUARTERS; i++)
    {
      const PenstockPeriod quarter = PENSTOCK_SAMPLE_FIRST_QUARTER + i;
      const PenstockDay last = penstock_period_end (quarter, 4) - 46;

      trend *= 1.0 + CLAMP (TREND + DEMAND * penstock_sample_factors_demand (factors, company, last), -GROWTH, GROWTH);
      level[i] = trend * (1.0 + SEASON_SD * penstock_sample_normal (season, (guint64)(quarter % 4)))
                 * (1.0 + NOISE_SD * penstock_sample_normal (noise, (guint64)quarter));
    }

  anchor = level[ANCHOR_QUARTER - PENSTOCK_SAMPLE_FIRST_QUARTER];
  for (int i = 0; i < N_QUARTERS; i++)
    level[i] /= anchor;
}

GArray *
penstock_sample_filings_new (const PenstockSamplePrices *prices,
                             guint                       company)
{
  GArray *quarters = g_array_sized_new (FALSE, FALSE, sizeof (PenstockSampleQuarter), N_QUARTERS);
  const char *symbol = penstock_sample_prices_get_chain (prices)->companies[company].symbol;
  const double millions = size_of (symbol) * 1000.0;
  double level[N_QUARTERS];

  g_return_val_if_fail (penstock_sample_filings_has (prices, company), quarters);

  fill_levels (prices, company, level);
  for (int i = 0; i < N_QUARTERS; i++)
    {
      PenstockSampleQuarter quarter = make_quarter (symbol, PENSTOCK_SAMPLE_FIRST_QUARTER + i);

      quarter.value = (gint64)MAX (floor (millions * level[i] + 0.5), 1.0) * 1000000;
      g_array_append_val (quarters, quarter);
    }

  return quarters;
}

/* -- as EDGAR writes it -- */

static void
append_fact (GString                     *json,
             const PenstockCompany       *info,
             const PenstockSampleQuarter *filing,
             PenstockDay                  start,
             gint64                       value)
{
  static const char *const names[] = { "Q1", "Q2", "Q3", "FY" };
  const int number = filing->quarter % 4;
  char from[16], until[16], filed[16];

  g_string_append_printf (json, "%s{\"start\":\"%s\",\"end\":\"%s\",\"val\":%" G_GINT64_FORMAT ",", g_str_has_suffix (json->str, "}") ? "," : "",
                          penstock_day_format (start, from), penstock_day_format (filing->end, until), value);
  g_string_append_printf (json, "\"accn\":\"%010" G_GUINT64_FORMAT "-%02d-%06d\",\"fy\":%d,\"fp\":\"%s\",\"form\":\"%s\",\"filed\":\"%s\"}", info->cik,
                          penstock_day_year (filing->filed) % 100, filing->quarter, filing->quarter / 4, names[number],
                          number == 3 ? "10-K" : "10-Q", penstock_day_format (filing->filed, filed));
}

/* Quarter and year to date in a 10-Q; in a 10-K the year alone, so that the fourth quarter is a difference, as it is with EDGAR. */
static void
append_filings (GString               *json,
                const PenstockCompany *info,
                const GArray          *quarters,
                PenstockDay            until)
{
  gint64 to_date = 0;
  PenstockDay year_start = PENSTOCK_DAY_NONE;

  for (guint i = 0; i < quarters->len; i++)
    {
      const PenstockSampleQuarter *filing = &g_array_index (quarters, PenstockSampleQuarter, i);
      const int number = filing->quarter % 4;

      if (filing->filed >= until)
        return;
      to_date = number == 0 ? filing->value : to_date + filing->value;
      year_start = number == 0 ? filing->start : year_start;
      if (number < 3)
        append_fact (json, info, filing, filing->start, filing->value);
      if (number > 0)
        append_fact (json, info, filing, year_start, to_date);
    }
}

GBytes *
penstock_sample_concept_body (const PenstockSamplePrices *prices,
                              guint                       company,
                              const char                 *concept,
                              gint64                      now)
{
  const PenstockCompany *info = &penstock_sample_prices_get_chain (prices)->companies[company];
  g_autoptr(GArray) quarters = NULL;
  GString *json;

  if (!penstock_sample_filings_has (prices, company) || !g_str_equal (concept, TAXONOMY "/" TAG))
    return NULL;

  quarters = penstock_sample_filings_new (prices, company);
  json = g_string_new ("{");
  g_string_append_printf (json, "\"cik\":%" G_GUINT64_FORMAT ",\"taxonomy\":\"" TAXONOMY "\",\"tag\":\"" TAG "\",\"label\":\"Revenues\","
                          "\"description\":\"Simulated by Penstock's sample market; nobody filed it\",\"entityName\":\"%s\",\"penstockSimulated\":true,"
                          "\"units\":{\"%s\":[", info->cik, info->symbol, info->currency != NULL ? info->currency : "USD");
  append_filings (json, info, quarters, penstock_day_from_unix (now, penstock_zone ("America/New_York")));
  g_string_append (json, "]}}");

  return g_string_free_to_bytes (json);
}
