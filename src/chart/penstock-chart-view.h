/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-calc-scale.h"
#include "penstock-chart-series.h"
#include "penstock-pen.h"

G_BEGIN_DECLS

/* Private to chart/: one picture of a series. Rectangles, scales, ticks and the pen. The screen makes one, the exporter another; a layer cannot
 * tell which. The time axis counts bars, so that trading days have equal pitch and holidays leave no hole. */

typedef struct { double x, y, width, height; } PenstockBox;

typedef struct
{
  double x;
  char  *label;
} PenstockTimeTick;

#define PENSTOCK_MAX_TICKS 64
#define PENSTOCK_MAX_PANE_TICKS 8

/* A score under the price. */
typedef struct
{
  PenstockBox       box;   /* no height: no room for it */
  PenstockCalcScale value;
  double            guide; /* zero, or the middle of an axis without one; NAN = none */
  gsize             n_ticks;
  double            tick[PENSTOCK_MAX_PANE_TICKS];
  int               tick_decimals;
} PenstockPaneView;

typedef struct
{
  /* Set by who makes the view */
  PenstockPen               *pen;        /* borrowed */
  const PenstockChartSeries *series;     /* borrowed */
  PenstockChartStyle         style;
  gboolean                   logarithmic;
  PenstockBox                frame;      /* of everything */
  double                     text_size;  /* of axis text, at 100 % */
  double                     top;        /* points kept free above the plot, for a legend or the unit */
  gsize                      from;       /* bars before it are not shown */
  double                     first;      /* bar at the left edge; a fraction is a part of the bar's pitch */
  double                     span;       /* bars in view */
  const char                *unit;       /* above the price axis; NULL = none */
  gboolean                   legend;         /* a row above the plot */
  gboolean                   mark_simulated; /* within the plot */
  gssize                     cursor;     /* bar under the crosshair, -1 = none */
  double                     axis_width; /* of the prices at the right, at least; the layout widens it to what they need */

  /* Set by penstock_chart_view_layout () */
  gsize                      begin, end; /* bars in view: [begin, end) */
  double                     pitch;      /* points per bar */
  PenstockBox                price, lane, volume; /* no height: not there */
  PenstockPaneView           pane[PENSTOCK_MAX_CHART_PANES]; /* as many as the series has */
  PenstockCalcScale          value;
  PenstockCalcScale          amount;     /* of the volume */
  double                     max_volume; /* in view */
  gsize                      n_ticks;
  double                     tick[PENSTOCK_MAX_TICKS];
  int                        tick_decimals; /* −1: each tick its own, on a logarithmic scale */
  GArray                    *time_ticks; /* PenstockTimeTick; owned */
} PenstockChartView;

void     penstock_chart_view_layout   (PenstockChartView *self);
void     penstock_chart_view_clear    (PenstockChartView *self);

double   penstock_chart_view_x        (const PenstockChartView *self, double bar);   /* of a bar's middle */
double   penstock_chart_view_y        (const PenstockChartView *self, double value);
/* Right edge of the plot. */
double   penstock_chart_view_right    (const PenstockChartView *self);
double   penstock_chart_view_bottom   (const PenstockChartView *self);
/* Of the volume: what is below are panes. */
double   penstock_chart_view_volume_bottom (const PenstockChartView *self);
/* Middle of the row of dates. */
double   penstock_chart_view_dates    (const PenstockChartView *self);
/* Width of a body in points: an odd number of device pixels. */
double   penstock_chart_view_body     (const PenstockChartView *self);
/* Bars too dense for candles: a line of closes instead. */
gboolean penstock_chart_view_is_dense (const PenstockChartView *self);
/* Left edge of what is @width points wide and stands on a bar's middle, on whole pixels. */
double   penstock_chart_view_left     (const PenstockChartView *self, gsize bar, double width);
char    *penstock_chart_view_format_tick (const PenstockChartView *self, double value);
/* A line through y[0..n), reduced to at most two points per pixel column, with the pen lifted at gaps. */
void     penstock_chart_view_line     (const PenstockChartView *self, cairo_t *cr, const double *y);
/* Colour of a bar by its own open and close, and of a change. */
const GdkRGBA *penstock_chart_view_colour (const PenstockChartView *self, double from, double to);
/* The last price as the tag shows it. FALSE if there is none in view. */
gboolean penstock_chart_view_last     (const PenstockChartView *self, gsize *bar, double *y);
/* Height of a price or date tag. */
double   penstock_chart_view_tag      (const PenstockChartView *self);
/* "21 Aug", with the year where the view reaches into another. Owned. */
char    *penstock_chart_view_format_day (const PenstockChartView *self, PenstockDay day);
/* A filled tag at the right edge, and one under the plot. */
void     penstock_chart_view_price_tag (const PenstockChartView *self, const GdkRGBA *colour, double y, const char *text);
void     penstock_chart_view_date_tag  (const PenstockChartView *self, const GdkRGBA *colour, gsize bar);
/* Where that tag stands. */
void     penstock_chart_view_date_tag_extent (const PenstockChartView *self, gsize bar, double *left, double *width);
/* The same line on another axis. */
void     penstock_chart_view_line_on   (const PenstockChartView *self, cairo_t *cr, const double *y, const PenstockCalcScale *scale);
PenstockTextStyle penstock_chart_view_text (const PenstockChartView *self, PenstockToken token);

/* In penstock-chart-time.c: month starts where they fit, else weeks and days or quarters and years. */
GArray  *penstock_chart_time_ticks    (const PenstockChartView *self);

/* In penstock-chart-panes.c. Takes the panes' room from the bottom; returns what is left for price and volume. */
double   penstock_chart_panes_place   (PenstockChartView *self, double top, double bottom);
void     penstock_chart_panes_scale   (PenstockChartView *self);
/* Width of the widest label and tag, at least @width. */
double   penstock_chart_panes_measure (const PenstockChartView *self, double width);
/* What is in front: labels at the right, the titles with their values, the crosshair's tags. */
void     penstock_chart_panes_labels  (const PenstockChartView *self);
void     penstock_chart_panes_titles  (const PenstockChartView *self);
void     penstock_chart_panes_tags    (const PenstockChartView *self);

G_END_DECLS
