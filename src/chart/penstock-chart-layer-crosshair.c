/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-chart-layer.h"

static void
dashed_lines (const PenstockChartView *view,
              double                   x,
              double                   y)
{
  const double bottom = penstock_chart_view_bottom (view);
  const double half = view->pen->pixel / 2.0;
  GdkRGBA colour = penstock_pen_alpha (view->pen, PENSTOCK_TOKEN_FG, 0.7);
  cairo_t *cr = penstock_pen_begin (view->pen, &GRAPHENE_RECT_INIT ((float)view->price.x, (float)view->price.y, (float)view->price.width,
                                                                  (float)(bottom - view->price.y)),
                                    &colour, penstock_pen_stroke (view->pen, 1.0));

  penstock_pen_dash (view->pen, cr, 3.0, 3.0);
  cairo_move_to (cr, penstock_pen_snap (view->pen, x - half) + half, view->price.y);
  cairo_line_to (cr, penstock_pen_snap (view->pen, x - half) + half, bottom);
  if (isfinite (y))
    {
      cairo_move_to (cr, view->price.x, penstock_pen_snap (view->pen, y - half) + half);
      cairo_line_to (cr, view->price.x + view->price.width, penstock_pen_snap (view->pen, y - half) + half);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* It stands on a bar and its close, so that every value it names is one that was traded. */
static void
crosshair_snapshot (const PenstockChartView *view)
{
  const GdkRGBA *colour = penstock_pen_token (view->pen, PENSTOCK_TOKEN_FG);
  const PenstockBars *bars = view->series->data.bars;
  double x, y, close;

  if (view->cursor < (gssize)view->begin || view->cursor >= (gssize)view->end)
    return;

  close = bars->field[PENSTOCK_BAR_CLOSE][view->cursor];
  x = CLAMP (penstock_chart_view_x (view, (double)view->cursor), view->price.x, penstock_chart_view_right (view));
  y = penstock_chart_view_y (view, close);
  dashed_lines (view, x, y);
  penstock_chart_view_date_tag (view, colour, (gsize)view->cursor);
  if (isfinite (y))
    {
      g_autofree char *price = penstock_chart_series_format (view->series, close);

      penstock_chart_view_price_tag (view, colour, y, price);
    }
  penstock_chart_panes_tags (view);
}

const PenstockChartLayer penstock_chart_layer_crosshair = {
  .id = "crosshair",
  .front = TRUE,
  .snapshot = crosshair_snapshot,
};
