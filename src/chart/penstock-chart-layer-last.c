/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-chart-layer.h"

/* Coloured by the change against the previous close, as the headline is. */
static void
last_snapshot (const PenstockChartView *view)
{
  const double right = penstock_chart_view_right (view);
  const GdkRGBA *colour;
  g_autofree char *text = NULL;
  double close, y, x;
  cairo_t *cr;
  gsize bar;

  if (!penstock_chart_view_last (view, &bar, &y))
    return;

  close = view->series->data.bars->field[PENSTOCK_BAR_CLOSE][bar];
  colour = penstock_chart_view_colour (view, penstock_chart_series_previous (view->series, bar), close);
  x = CLAMP (penstock_chart_view_x (view, (double)bar), view->price.x, right);
  y = penstock_pen_snap (view->pen, y) - view->pen->pixel / 2.0;
  cr = penstock_pen_begin (view->pen, &GRAPHENE_RECT_INIT ((float)x, (float)(y - 2.0 * view->pen->line), (float)(right - x),
                                                         (float)(4.0 * view->pen->line)),
                           colour, penstock_pen_stroke (view->pen, 1.0));
  penstock_pen_dash (view->pen, cr, 1.0, 2.0);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, right, y);
  cairo_stroke (cr);
  cairo_destroy (cr);

  text = penstock_chart_series_format (view->series, close);
  penstock_chart_view_price_tag (view, colour, y, text);
}

const PenstockChartLayer penstock_chart_layer_last = {
  .id = "last",
  .snapshot = last_snapshot,
};
