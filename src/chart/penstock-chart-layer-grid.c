/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-chart-layer.h"

static void
grid_snapshot (const PenstockChartView *view)
{
  PenstockPen *pen = view->pen;
  const GdkRGBA *grid = penstock_pen_token (pen, PENSTOCK_TOKEN_GRID);
  const GdkRGBA *edge = penstock_pen_token (pen, PENSTOCK_TOKEN_LINE);
  const double left = view->price.x;
  const double right = penstock_chart_view_right (view);

  for (gsize i = 0; i < view->n_ticks; i++)
    penstock_pen_hline (pen, grid, left, right, penstock_chart_view_y (view, view->tick[i]));
  for (guint i = 0; i < view->time_ticks->len; i++)
    penstock_pen_vline (pen, grid, g_array_index (view->time_ticks, PenstockTimeTick, i).x, view->price.y, penstock_chart_view_bottom (view));

  penstock_pen_hline (pen, edge, left, right, view->price.y + view->price.height);
  if (view->lane.height > 0.0)
    penstock_pen_hline (pen, edge, left, right, view->volume.y);
  if (view->volume.height > 0.0)
    penstock_pen_hline (pen, edge, left, right, penstock_chart_view_volume_bottom (view));
}

const PenstockChartLayer penstock_chart_layer_grid = {
  .id = "grid",
  .snapshot = grid_snapshot,
};
