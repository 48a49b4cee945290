/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-chart-layer.h"
#include "penstock-money.h"

/* Prices at the right, dates below. In front, because a label under the crosshair's tag is dropped. */

/* Is @y free of the tags? */
static gboolean
is_free (const PenstockChartView *view,
         double                   y)
{
  const double distance = (penstock_chart_view_tag (view) + view->text_size * view->pen->text) / 2.0;
  double tag;
  gsize bar;

  if (penstock_chart_view_last (view, &bar, &tag) && fabs (tag - y) < distance)
    return FALSE;
  if (view->cursor >= (gssize)view->begin && view->cursor < (gssize)view->end)
    {
      tag = penstock_chart_view_y (view, view->series->data.bars->field[PENSTOCK_BAR_CLOSE][view->cursor]);
      if (fabs (tag - y) < distance)
        return FALSE;
    }
  return TRUE;
}

static void
price_labels (const PenstockChartView *view)
{
  PenstockTextStyle style = penstock_chart_view_text (view, PENSTOCK_TOKEN_DIM);
  const double x = penstock_chart_view_right (view) + 6.0 * view->pen->line;

  for (gsize i = 0; i < view->n_ticks; i++)
    {
      double y = penstock_chart_view_y (view, view->tick[i]);
      g_autofree char *text = penstock_chart_view_format_tick (view, view->tick[i]);

      if (is_free (view, y))
        penstock_pen_text (view->pen, text, &style, x, penstock_pen_baseline (view->pen, style.size, y));
    }
  if (view->unit != NULL)
    penstock_pen_text (view->pen, view->unit, &style, x, view->price.y - 12.0 * view->pen->line);
}

static void
volume_label (const PenstockChartView *view)
{
  PenstockTextStyle style = penstock_chart_view_text (view, PENSTOCK_TOKEN_DIM);
  g_autofree char *text = NULL;
  double y;

  if (view->volume.height <= 0.0 || !(view->max_volume > 0.0))
    return;

  y = penstock_calc_scale_to_pixel (&view->amount, view->max_volume) + 0.4 * style.size * view->pen->text;
  text = penstock_format_compact (view->max_volume);
  if (is_free (view, y))
    penstock_pen_text (view->pen, text, &style, penstock_chart_view_right (view) + 6.0 * view->pen->line,
                       penstock_pen_baseline (view->pen, style.size, y));
}

static void
dates (const PenstockChartView *view)
{
  PenstockTextStyle style = penstock_chart_view_text (view, PENSTOCK_TOKEN_DIM);
  const double baseline = penstock_pen_baseline (view->pen, style.size, penstock_chart_view_dates (view));
  const double gap = 3.0 * view->pen->line;
  double tag = 0.0, tag_width = 0.0;

  if (view->cursor >= (gssize)view->begin && view->cursor < (gssize)view->end)
    penstock_chart_view_date_tag_extent (view, (gsize)view->cursor, &tag, &tag_width);
  for (guint i = 0; i < view->time_ticks->len; i++)
    {
      const PenstockTimeTick *tick = &g_array_index (view->time_ticks, PenstockTimeTick, i);
      double left = tick->x + gap;

      if (tick->label == NULL)
        continue;
      if (tag_width > 0.0 && left < tag + tag_width + gap && left + penstock_pen_text_width (view->pen, tick->label, &style) > tag - gap)
        continue;
      penstock_pen_text (view->pen, tick->label, &style, left, baseline);
    }
}

static void
axis_snapshot (const PenstockChartView *view)
{
  price_labels (view);
  volume_label (view);
  penstock_chart_panes_labels (view);
  dates (view);
}

const PenstockChartLayer penstock_chart_layer_axis = {
  .id = "axis",
  .front = TRUE,
  .snapshot = axis_snapshot,
};
