/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-chart-layer.h"

/* The last bar is today's quote and not a close yet: it stands on a tint. */
static void
session_snapshot (const PenstockChartView *view)
{
  const gsize n = view->series->data.bars->n;
  double left, right;
  GdkRGBA tint;

  if (!view->series->data.last_is_live || n == 0 || view->end < n)
    return;

  left = penstock_pen_snap (view->pen, MAX (view->price.x, penstock_chart_view_x (view, (double)n - 1.0) - MAX (view->pitch, 3.0) / 2.0));
  right = penstock_pen_snap (view->pen, penstock_chart_view_x (view, (double)n - 1.0) + MAX (view->pitch, 3.0) / 2.0);
  right = MIN (right, penstock_chart_view_right (view));
  tint = penstock_pen_alpha (view->pen, PENSTOCK_TOKEN_GHOST2, 0.5);
  penstock_pen_rect (view->pen, &tint, left, view->price.y, right - left, penstock_chart_view_bottom (view) - view->price.y);
}

static char *
session_describe (const PenstockChartSeries *series,
                  gsize                      bar)
{
  return series->data.last_is_live && bar + 1 == series->data.bars->n ? g_strdup (_("live, the session has not closed")) : NULL;
}

const PenstockChartLayer penstock_chart_layer_session = {
  .id = "session",
  .snapshot = session_snapshot,
  .describe = session_describe,
};
