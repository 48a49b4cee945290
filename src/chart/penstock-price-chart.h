/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-bars.h"
#include "penstock-chain.h"
#include "penstock-marker.h"

G_BEGIN_DECLS

typedef enum { PENSTOCK_CHART_LINE, PENSTOCK_CHART_CANDLES } PenstockChartStyle;
typedef enum
{
  PENSTOCK_RANGE_5D, PENSTOCK_RANGE_1M, PENSTOCK_RANGE_3M, PENSTOCK_RANGE_6M, PENSTOCK_RANGE_1Y, PENSTOCK_RANGE_MAX,
  PENSTOCK_N_RANGES
} PenstockRange;
gboolean    penstock_range_parse (const char *text, PenstockRange *range); /* "5d" "1m" "3m" "6m" "1y" "max" */
const char *penstock_range_label (PenstockRange range);                    /* translated: "3M" */
/* First day of the range that ends at @last. */
PenstockDay penstock_range_start (PenstockRange range, PenstockDay last);

/* A line of scores under the price, on the same time axis: a score of a company or a value of a segment, layer or the chain. Its days need not be the
 * bars' days: a bar shows the last value at or before its day, at most a week old. */
#define PENSTOCK_MAX_CHART_PANES 2
typedef struct
{
  const char        *title;   /* "Benefit", "Validation, Substrates and PCB"; translated */
  gsize              n;
  const PenstockDay *day;     /* ascending */
  const double      *value;   /* NAN lifts the pen */
  double             low, high; /* of the axis, at least: −3…3 for a z-score, 0…100 for a percentile; NAN = by the values in view */
  int                decimals;
} PenstockChartPane;

/* What a price chart shows: everything a reader needs to know about the values travels with them. Plain struct, deep-copied. */
typedef struct
{
  PenstockBars      *bars;          /* verified, adjusted; the last bar may be the live quote */
  const char        *name;          /* "Wistron 緯創" */
  const char        *symbol, *exchange, *currency, *zone;
  PenstockConvention convention;
  gboolean           simulated;
  gboolean           last_is_live;  /* the last bar is today's quote */
  PenstockDay        unverified_from; /* hatched from here; PENSTOCK_DAY_NONE */
  GArray            *markers;       /* PenstockMarker; NULL = none */
  guint              n_panes;       /* at most PENSTOCK_MAX_CHART_PANES */
  const PenstockChartPane *panes;   /* copied with all they point at */
} PenstockChartData;

/* The price chart: line or candles over volume, one time axis, crosshair with values, wheel zoom at the pointer, drag and kinetic pan, keyboard walk.
 * New data keeps zoom, scroll and crosshair; if the newest bar was in view it stays in view. */
#define PENSTOCK_TYPE_PRICE_CHART (penstock_price_chart_get_type ())
G_DECLARE_FINAL_TYPE (PenstockPriceChart, penstock_price_chart, PENSTOCK, PRICE_CHART, GtkWidget)

GtkWidget   *penstock_price_chart_new       (void);
/* NULL data: the empty state with @reason. A different symbol resets zoom to the current range. */
void         penstock_price_chart_set_data  (PenstockPriceChart *self, const PenstockChartData *data, const char *reason);
void         penstock_price_chart_set_style (PenstockPriceChart *self, PenstockChartStyle style);
PenstockChartStyle penstock_price_chart_get_style (PenstockPriceChart *self);
void         penstock_price_chart_set_range (PenstockPriceChart *self, PenstockRange range); /* also after zooming: goes back */
PenstockRange penstock_price_chart_get_range (PenstockPriceChart *self);
/* The visible days, for an export of just what is seen. */
void         penstock_price_chart_get_visible (PenstockPriceChart *self, PenstockDay *from, PenstockDay *until);
/* Signal "range-changed": a zoom or pan left the range of the buttons (property "range-exact" tells). */
/* How often series were drawn anew: pointer motion must not add to it. For tests. */
guint        penstock_price_chart_get_series_draws (PenstockPriceChart *self);

G_END_DECLS
