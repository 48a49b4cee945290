/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-chart-layer.h"
#include "penstock-money.h"

static void
column (const PenstockChartView *view,
        double                   x,
        double                   width,
        double                   volume)
{
  const double bottom = penstock_chart_view_volume_bottom (view);
  double left = MAX (x, view->volume.x);
  double right = MIN (x + width, penstock_chart_view_right (view));
  double top;

  if (!(volume > 0.0))
    return;

  top = penstock_pen_snap (view->pen, penstock_calc_scale_to_pixel (&view->amount, volume));
  top = MIN (top, bottom - view->pen->pixel);
  penstock_pen_rect (view->pen, penstock_pen_token (view->pen, PENSTOCK_TOKEN_VOL), left, top, right - left, bottom - top);
}

/* Denser than one bar per pixel: the greatest of each pixel column. */
static void
dense_columns (const PenstockChartView *view,
               const double            *volume)
{
  const double pixel = view->pen->pixel;
  double at = NAN, greatest = NAN;

  for (gsize i = view->begin; i < view->end; i++)
    {
      double x = penstock_chart_view_left (view, i, pixel);

      if (x != at)
        {
          column (view, at, pixel, greatest);
          at = x;
          greatest = NAN;
        }
      if (isfinite (volume[i]) && !(greatest >= volume[i]))
        greatest = volume[i];
    }
  column (view, at, pixel, greatest);
}

static void
volume_snapshot (const PenstockChartView *view)
{
  const double *volume = view->series->data.bars->field[PENSTOCK_BAR_VOLUME];
  const double width = penstock_chart_view_body (view);

  if (view->volume.height <= 0.0)
    return;

  if (view->pitch < 2.0 * view->pen->pixel)
    dense_columns (view, volume);
  else
    for (gsize i = view->begin; i < view->end; i++)
      column (view, penstock_chart_view_left (view, i, width), width, volume[i]);
}

static char *
volume_describe (const PenstockChartSeries *series,
                 gsize                      bar)
{
  double volume = series->data.bars->field[PENSTOCK_BAR_VOLUME][bar];
  g_autofree char *amount = penstock_format_compact (volume);

  return isfinite (volume) ? g_strdup_printf (_("volume %s"), amount) : NULL;
}

const PenstockChartLayer penstock_chart_layer_volume = {
  .id = "volume",
  .snapshot = volume_snapshot,
  .describe = volume_describe,
};
