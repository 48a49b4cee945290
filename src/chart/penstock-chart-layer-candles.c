/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-reduce.h"
#include "penstock-chart-layer.h"
#include "penstock-money.h"

static gboolean
is_drawn (const PenstockChartView *view)
{
  return view->style == PENSTOCK_CHART_CANDLES && !penstock_chart_view_is_dense (view);
}

static double
price_y (const PenstockChartView *view,
         PenstockBarField         field,
         gsize                    bar)
{
  return penstock_pen_snap (view->pen, penstock_chart_view_y (view, penstock_chart_series_price (view->series, field, bar)));
}

/* Hollow up, filled down: the shape says it before the colour. Too narrow to be hollow, both are filled. */
static void
body (const PenstockChartView *view,
      const GdkRGBA           *colour,
      double                   left,
      double                   width,
      double                   top,
      double                   bottom,
      gboolean                 up)
{
  if (up && width >= 5.0)
    penstock_pen_frame (view->pen, colour, left, top, width, bottom - top, penstock_pen_stroke (view->pen, 1.0));
  else
    penstock_pen_rect (view->pen, colour, left, top, width, bottom - top);
}

static void
candle (const PenstockChartView *view,
        gsize                    bar,
        double                   width)
{
  const double open = penstock_chart_series_price (view->series, PENSTOCK_BAR_OPEN, bar);
  const double close = penstock_chart_series_price (view->series, PENSTOCK_BAR_CLOSE, bar);
  /* A flat bar has no body to tell by: a day locked at its limit has the colour of its change. */
  const GdkRGBA *colour = penstock_chart_view_colour (view, open != close ? open : penstock_chart_series_previous (view->series, bar), close);
  const double stroke = penstock_pen_stroke (view->pen, 1.0);
  const double left = penstock_chart_view_left (view, bar, width);
  const double wick = penstock_pen_snap (view->pen, left + (width - stroke) / 2.0);
  double y_open = price_y (view, PENSTOCK_BAR_OPEN, bar);
  double y_close = price_y (view, PENSTOCK_BAR_CLOSE, bar);
  double top = MIN (y_open, y_close);
  double bottom = MAX (y_open, y_close);
  double high = MIN (price_y (view, PENSTOCK_BAR_HIGH, bar), top);
  double low = MAX (price_y (view, PENSTOCK_BAR_LOW, bar), bottom);

  if (!isfinite (top + bottom + high + low))
    return;
  if (left < view->price.x - width || left > penstock_chart_view_right (view))
    return;

  /* A flat bar is a tick. */
  if (bottom - top < stroke)
    bottom = top + stroke;
  penstock_pen_rect (view->pen, colour, wick, high, stroke, top - high);
  body (view, colour, left, width, top, bottom, close > open);
  penstock_pen_rect (view->pen, colour, wick, bottom, stroke, low - bottom);
}

static void
candles_snapshot (const PenstockChartView *view)
{
  const double *close = view->series->data.bars->field[PENSTOCK_BAR_CLOSE];
  const double width = penstock_chart_view_body (view);

  if (!is_drawn (view))
    return;

  /* A bar half out of the plot is cut at its edge. */
  gtk_snapshot_push_clip (view->pen->snapshot, &GRAPHENE_RECT_INIT ((float)view->price.x, (float)view->price.y, (float)view->price.width,
                                                                  (float)view->price.height));
  for (gsize i = view->begin; i < view->end; i++)
    if (isfinite (close[i]))
      candle (view, i, width);
  gtk_snapshot_pop (view->pen->snapshot);
}

static gboolean
candles_extent (const PenstockChartView *view,
                double                  *low,
                double                  *high)
{
  double *const *field = view->series->data.bars->field;
  double close_low, close_high, other;

  if (view->style != PENSTOCK_CHART_CANDLES
      || !penstock_calc_extent (field[PENSTOCK_BAR_CLOSE], view->begin, view->end, &close_low, &close_high))
    return FALSE;

  *low = penstock_calc_extent (field[PENSTOCK_BAR_LOW], view->begin, view->end, low, &other) ? MIN (*low, close_low) : close_low;
  *high = penstock_calc_extent (field[PENSTOCK_BAR_HIGH], view->begin, view->end, &other, high) ? MAX (*high, close_high) : close_high;
  return TRUE;
}

static char *
candles_describe (const PenstockChartSeries *series,
                  gsize                      bar)
{
  double close = series->data.bars->field[PENSTOCK_BAR_CLOSE][bar];
  double previous = penstock_chart_series_previous (series, bar);
  g_autofree char *o = penstock_chart_series_format (series, series->data.bars->field[PENSTOCK_BAR_OPEN][bar]);
  g_autofree char *h = penstock_chart_series_format (series, series->data.bars->field[PENSTOCK_BAR_HIGH][bar]);
  g_autofree char *l = penstock_chart_series_format (series, series->data.bars->field[PENSTOCK_BAR_LOW][bar]);
  g_autofree char *c = penstock_chart_series_format (series, close);
  g_autofree char *change = penstock_format_percent (close / previous - 1.0, 1);

  if (!isfinite (close))
    return g_strdup (_("no price"));
  /* Translators: the bar of one day, for a screen reader; the last is the change against the previous close. */
  return g_strdup_printf (_("open %s, high %s, low %s, close %s, change %s"), o, h, l, c, change);
}

const PenstockChartLayer penstock_chart_layer_candles = {
  .id = "candles",
  .snapshot = candles_snapshot,
  .extent = candles_extent,
  .describe = candles_describe,
};
