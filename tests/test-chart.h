/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>
#include <string.h>

#include "penstock-price-chart.h"

/* Bars for the chart tests: weekdays from 2 March 2026 on, a wave that needs no random numbers. */

static inline PenstockBars *
test_bars (gsize n)
{
  PenstockBars *bars = penstock_bars_new ("TEST.TW", "TWD", "file", n);
  PenstockDay day = penstock_day_from_ymd (2026, 3, 2);
  double before = 100.0;

  for (gsize i = 0; i < n; i++, day++)
    {
      double close = 100.0 + 20.0 * sin ((double)i / 9.0) + 3.0 * sin ((double)i * 1.7);

      while (penstock_day_weekday (day) > 4)
        day++;
      bars->day[i] = day;
      bars->field[PENSTOCK_BAR_OPEN][i] = before;
      bars->field[PENSTOCK_BAR_CLOSE][i] = close;
      bars->field[PENSTOCK_BAR_HIGH][i] = MAX (before, close) + 1.5;
      bars->field[PENSTOCK_BAR_LOW][i] = MIN (before, close) - 1.25;
      bars->field[PENSTOCK_BAR_VOLUME][i] = 1e6 * (2.0 + cos ((double)i / 3.0));
      before = close;
    }
  return bars;
}

static inline void
test_blank (PenstockBars *bars,
            gsize         i)
{
  for (int f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    bars->field[f][i] = NAN;
}

static inline GArray *
test_markers (const PenstockBars *bars)
{
  GArray *markers = g_array_new (FALSE, FALSE, sizeof (PenstockMarker));
  PenstockMarker all[] = {
    { bars->day[4], (char *)"May revenue", TRUE, FALSE, (char *)"May rev" },
    { bars->day[14], (char *)"Dell results", FALSE, FALSE, (char *)"DELL" },
    { bars->day[16], (char *)"Talks with Apple", FALSE, TRUE, (char *)"AAPL" },
    { bars->day[30], (char *)"A second plant", TRUE, TRUE, (char *)"Plant" },
  };

  g_array_append_vals (markers, all, G_N_ELEMENTS (all));
  return markers;
}

/* A score of each bar, with a hole. Owned. */
static inline double *
test_scores (const PenstockBars *bars)
{
  double *score = g_new (double, MAX (bars->n, 1));

  for (gsize i = 0; i < bars->n; i++)
    score[i] = i == 12 || i == 13 ? NAN : 2.4 * sin ((double)i / 11.0) + 0.3 * cos ((double)i * 2.1);
  return score;
}

static inline PenstockChartData
test_data (PenstockBars *bars)
{
  return (PenstockChartData){
    .bars = bars, .name = "Wistron 緯創", .symbol = "3231.TW", .exchange = "TWSE", .currency = "TWD", .zone = "Asia/Taipei",
    .convention = PENSTOCK_RED_UP, .unverified_from = PENSTOCK_DAY_NONE,
  };
}
