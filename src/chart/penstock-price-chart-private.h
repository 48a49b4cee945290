/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chart-layer.h"
#include "penstock-price-chart.h"

G_BEGIN_DECLS

/* What the last drawing of the series depended on besides data and zoom. */
typedef struct
{
  int           width, height;
  double        pixel, text;
  guint         font_serial;
  PenstockTheme theme;
} PenstockChartLook;

struct _PenstockPriceChart
{
  GtkWidget            parent_instance;

  /* What is shown */
  PenstockChartSeries *series;      /* owned; NULL: the empty state */
  char                *reason;
  PenstockChartStyle   style;
  PenstockRange        range;
  gboolean             range_exact;

  /* Where */
  double               first, span; /* bars; see PenstockChartView */
  gssize               cursor;      /* −1: no crosshair */
  gboolean             cursor_kept; /* set by the keyboard: stays when the pointer leaves */
  double               axis_width;  /* never shrinks while the data stays, so that a zoom keeps what is under the pointer */

  /* Drawn once for many frames */
  GskRenderNode       *node;
  gboolean             stale;
  PenstockChartView    view;
  PenstockChartLook    look;
  guint                series_draws;

  /* Pointer */
  double               pointer_x;   /* −1: not over the chart */
  double               drag_first, pinch_span, pinch_bar;
  double               drag_x, velocity; /* points, points per millisecond */
  gint64               drag_time;
  guint                momentum;    /* tick callback */
  gint64               momentum_time;
};

/* Zoom and scroll, clamped to the data; leaves the range of the buttons. */
void   penstock_price_chart_move       (PenstockPriceChart *self, double first, double span);
/* Keeps the bar at @x where it is. @factor < 1 shows fewer bars. */
void   penstock_price_chart_zoom       (PenstockPriceChart *self, double factor, double x);
void   penstock_price_chart_fit        (PenstockPriceChart *self);
void   penstock_price_chart_set_cursor (PenstockPriceChart *self, gssize bar, gboolean keep);
void   penstock_price_chart_walk       (PenstockPriceChart *self, gssize bar);
double penstock_price_chart_bar_at     (PenstockPriceChart *self, double x); /* a fraction: the position within the bar */

/* In penstock-price-chart-draw.c. All layers lie in one cached node; the crosshair, the axis and the legend are drawn over it. */
void   penstock_price_chart_snapshot     (GtkWidget *widget, GtkSnapshot *snapshot);

/* In penstock-price-chart-pointer.c */
void   penstock_price_chart_add_pointer  (PenstockPriceChart *self);
void   penstock_price_chart_stop         (PenstockPriceChart *self);
void   penstock_price_chart_add_bindings (GtkWidgetClass *widget_class);

G_END_DECLS
