/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-chart-layer.h"

/* Inside the picture, so that no screenshot is without it; above the plot, so that it hides no data. An exporter says it larger, beside the title. */
static void
simulated_snapshot (const PenstockChartView *view)
{
  const double line = view->pen->line;
  PenstockTextStyle style = penstock_chart_view_text (view, PENSTOCK_TOKEN_FG);
  double width, height, x, y;

  if (!view->series->data.simulated || !view->mark_simulated)
    return;

  style.bold = TRUE;
  width = penstock_pen_snap (view->pen, penstock_pen_text_width (view->pen, _("Simulated"), &style) + 12.0 * line);
  height = penstock_pen_snap (view->pen, style.size * view->pen->text + 5.0 * line);
  x = penstock_chart_view_right (view) - width;
  y = view->price.y - height - penstock_pen_snap (view->pen, 2.0 * line);
  penstock_pen_frame (view->pen, &style.colour, x, y, width, height, penstock_pen_stroke (view->pen, 1.0));
  penstock_pen_text (view->pen, _("Simulated"), &style, x + 6.0 * line, penstock_pen_baseline (view->pen, style.size, y + height / 2.0));
}

static char *
simulated_describe (const PenstockChartSeries *series,
                    gsize                      bar)
{
  return series->data.simulated ? g_strdup (_("simulated")) : NULL;
}

const PenstockChartLayer penstock_chart_layer_simulated = {
  .id = "simulated",
  .snapshot = simulated_snapshot,
  .describe = simulated_describe,
};
