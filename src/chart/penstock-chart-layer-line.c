/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-calc-reduce.h"
#include "penstock-chart-layer.h"

/* Closes as a line: the line style, and candles too dense to be told apart. */
static void
line_snapshot (const PenstockChartView *view)
{
  cairo_t *cr;

  if (view->style != PENSTOCK_CHART_LINE && !penstock_chart_view_is_dense (view))
    return;

  cr = penstock_pen_begin (view->pen, &GRAPHENE_RECT_INIT ((float)view->price.x, (float)view->price.y, (float)view->price.width,
                                                         (float)view->price.height),
                           penstock_pen_token (view->pen, PENSTOCK_TOKEN_FG), 1.5 * view->pen->line);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  penstock_chart_view_line (view, cr, view->series->data.bars->field[PENSTOCK_BAR_CLOSE]);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static gboolean
line_extent (const PenstockChartView *view,
             double                  *low,
             double                  *high)
{
  return view->style == PENSTOCK_CHART_LINE
         && penstock_calc_extent (view->series->data.bars->field[PENSTOCK_BAR_CLOSE], view->begin, view->end, low, high);
}

const PenstockChartLayer penstock_chart_layer_line = {
  .id = "line",
  .snapshot = line_snapshot,
  .extent = line_extent,
};
