/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-chart-layer.h"

/* Prices from here on are shown but not believed: a jump nobody has confirmed. */
static void
hatching_snapshot (const PenstockChartView *view)
{
  const PenstockDay from = view->series->data.unverified_from;
  const double step = 6.0 * view->pen->line;
  double x, width, height;
  GdkRGBA colour;
  cairo_t *cr;

  if (from == PENSTOCK_DAY_NONE)
    return;
  x = penstock_chart_view_x (view, (double)penstock_chart_series_first (view->series, from)) - view->pitch / 2.0;
  x = penstock_pen_snap (view->pen, MAX (x, view->price.x));
  width = penstock_chart_view_right (view) - x;
  height = view->price.height;
  if (width <= 0.0)
    return;

  colour = penstock_pen_alpha (view->pen, PENSTOCK_TOKEN_WARN, 0.25);
  cr = penstock_pen_begin (view->pen, &GRAPHENE_RECT_INIT ((float)x, (float)view->price.y, (float)width, (float)height), &colour,
                           1.0 * view->pen->line);
  cairo_rectangle (cr, x, view->price.y, width, height);
  cairo_clip (cr);
  for (double at = x - height; at < x + width; at += step)
    {
      cairo_move_to (cr, at, view->price.y + height);
      cairo_line_to (cr, at + height, view->price.y);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
  penstock_pen_vline (view->pen, penstock_pen_token (view->pen, PENSTOCK_TOKEN_WARN), x, view->price.y, view->price.y + height);
}

static char *
hatching_describe (const PenstockChartSeries *series,
                   gsize                      bar)
{
  const PenstockDay from = series->data.unverified_from;

  return from != PENSTOCK_DAY_NONE && series->data.bars->day[bar] >= from ? g_strdup (_("not verified since a jump")) : NULL;
}

const PenstockChartLayer penstock_chart_layer_hatching = {
  .id = "hatching",
  .snapshot = hatching_snapshot,
  .describe = hatching_describe,
};
