/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-price-chart.h"

G_BEGIN_DECLS

/* Private to chart/: the data of one chart with what is computed from it once, so that drawing computes nothing. */

#define PENSTOCK_MAX_OVERLAYS 4

typedef struct
{
  guint   period;
  double *value; /* one per bar */
} PenstockOverlay;

/* A pane's values where the bars are. */
typedef struct
{
  char   *title;
  double *value;     /* one per bar: the last at or before its day, at most a week old; NAN = none */
  double  low, high; /* of the axis at least; NAN = by the values in view */
  int     decimals;
} PenstockSeriesPane;

typedef struct
{
  PenstockChartData data;       /* without its panes: @pane has them */
  PenstockOverlay   sma[PENSTOCK_MAX_OVERLAYS];
  guint             n_sma;
  int               decimals;   /* that tell the prices apart, the same for all of them */
  double            max_price;  /* of all bars; NAN if there is none. For the width of slots */
  double            max_volume; /* NAN: no volume pane */
  PenstockSeriesPane pane[PENSTOCK_MAX_CHART_PANES];
  guint             n_panes;
} PenstockChartSeries;

/* A z-score has its sign, a percentile has none. Owned. */
char *penstock_series_pane_format (const PenstockSeriesPane *self, double value, int decimals);

/* Deep copy. @sma: periods, 0-terminated, or NULL; at most PENSTOCK_MAX_OVERLAYS count. */
PenstockChartSeries *penstock_chart_series_new  (const PenstockChartData *data, const guint *sma);
void                 penstock_chart_series_free (PenstockChartSeries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockChartSeries, penstock_chart_series_free)

/* A bar's price where the source gives one, else the close. */
double   penstock_chart_series_price    (const PenstockChartSeries *self, PenstockBarField field, gsize bar);
/* The last known close before @bar; NAN if there is none. */
double   penstock_chart_series_previous (const PenstockChartSeries *self, gsize bar);
/* The last bar before @until with a close, -1 if there is none. */
gssize   penstock_chart_series_last     (const PenstockChartSeries *self, gsize until);
/* First bar at or after @day; n if there is none. */
gsize    penstock_chart_series_first    (const PenstockChartSeries *self, PenstockDay day);
/* The marker of @bar, NULL if it has none. A marker on a day without a bar belongs to the next bar. */
const PenstockMarker *penstock_chart_series_marker (const PenstockChartSeries *self, gsize bar);
gsize    penstock_chart_series_marker_bar (const PenstockChartSeries *self, const PenstockMarker *marker);
gboolean penstock_chart_series_has_markers (const PenstockChartSeries *self);

/* With the decimals of the series. Owned. */
char    *penstock_chart_series_format   (const PenstockChartSeries *self, double price);

G_END_DECLS
