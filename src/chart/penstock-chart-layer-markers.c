/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-chart-layer.h"

#define CIRCLE 9.0
#define DIAMOND 11.0

/* Filled for the company's own event, hollow for a customer's, a dashed outline while it is a rumour. */
static void
shape (const PenstockChartView   *view,
       cairo_t                   *cr,
       const PenstockMarker *marker,
       double                     x,
       double                     y)
{
  const double line = view->pen->line;
  const double radius = (marker->own ? CIRCLE : DIAMOND) * line / 2.0;

  cairo_new_path (cr);
  if (marker->own)
    cairo_arc (cr, x, y, marker->rumour ? radius - 0.75 * line : radius, 0.0, 2.0 * G_PI);
  else
    {
      cairo_move_to (cr, x, y - radius);
      cairo_line_to (cr, x + radius, y);
      cairo_line_to (cr, x, y + radius);
      cairo_line_to (cr, x - radius, y);
    }
  cairo_close_path (cr);
  if (marker->own && !marker->rumour)
    {
      cairo_fill (cr);
      return;
    }

  gdk_cairo_set_source_rgba (cr, penstock_pen_token (view->pen, PENSTOCK_TOKEN_CARD));
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, penstock_pen_token (view->pen, PENSTOCK_TOKEN_FG));
  if (marker->rumour)
    penstock_pen_dash (view->pen, cr, 2.0, 1.5);
  cairo_set_line_width (cr, 1.5 * line);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

/* From the lane up to the bar. */
static void
leader (const PenstockChartView *view,
        cairo_t                 *cr,
        gsize                    bar,
        double                   x)
{
  double low = penstock_chart_view_y (view, penstock_chart_series_price (view->series, PENSTOCK_BAR_LOW, bar));
  double middle = penstock_pen_snap (view->pen, x) + view->pen->pixel / 2.0;

  if (!isfinite (low))
    return;
  gdk_cairo_set_source_rgba (cr, penstock_pen_token (view->pen, PENSTOCK_TOKEN_MARK));
  cairo_set_line_width (cr, penstock_pen_stroke (view->pen, 1.0));
  penstock_pen_dash (view->pen, cr, 1.0, 2.0);
  cairo_move_to (cr, middle, view->lane.y);
  cairo_line_to (cr, middle, MIN (view->lane.y, low + 3.0 * view->pen->line));
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
  gdk_cairo_set_source_rgba (cr, penstock_pen_token (view->pen, PENSTOCK_TOKEN_FG));
}

/* FALSE: not in view. */
static gboolean
place (const PenstockChartView   *view,
       const PenstockMarker *marker,
       gsize                     *bar,
       double                    *x)
{
  *bar = penstock_chart_series_marker_bar (view->series, marker);
  *x = penstock_chart_view_x (view, (double)*bar);
  return *bar < view->series->data.bars->n && *x >= view->price.x && *x <= penstock_chart_view_right (view);
}

/* A label that would touch the next marker or leave the plot is dropped. */
static void
label (const PenstockChartView *view,
       guint                    i,
       double                   x,
       double                   y)
{
  const GArray *markers = view->series->data.markers;
  const PenstockMarker *marker = &g_array_index (markers, PenstockMarker, i);
  PenstockTextStyle style = penstock_chart_view_text (view, PENSTOCK_TOKEN_FG);
  double left = x + (DIAMOND / 2.0 + 4.0) * view->pen->line;
  double limit = penstock_chart_view_right (view);
  double next;
  gsize bar;

  if (marker->label == NULL)
    return;
  for (guint j = 0; j < markers->len; j++)
    if (place (view, &g_array_index (markers, PenstockMarker, j), &bar, &next) && next > x)
      limit = MIN (limit, next - (DIAMOND / 2.0 + 2.0) * view->pen->line);
  if (left + penstock_pen_text_width (view->pen, marker->label, &style) <= limit)
    penstock_pen_text (view->pen, marker->label, &style, left, penstock_pen_baseline (view->pen, style.size, y));
}

static void
markers_snapshot (const PenstockChartView *view)
{
  const GArray *markers = view->series->data.markers;
  const double y = view->lane.y + view->lane.height / 2.0;
  const double margin = DIAMOND * view->pen->line;
  cairo_t *cr;
  double x;
  gsize bar;

  if (view->lane.height <= 0.0)
    return;

  /* Wider than the plot: a marker on the first bar is not cut in half. */
  cr = penstock_pen_begin (view->pen, &GRAPHENE_RECT_INIT ((float)(view->price.x - margin), (float)view->price.y,
                                                         (float)(view->price.width + 2.0 * margin),
                                                         (float)(view->lane.y + view->lane.height - view->price.y)),
                           penstock_pen_token (view->pen, PENSTOCK_TOKEN_FG), 1.5 * view->pen->line);
  for (guint i = 0; i < markers->len; i++)
    if (place (view, &g_array_index (markers, PenstockMarker, i), &bar, &x))
      leader (view, cr, bar, x);
  for (guint i = 0; i < markers->len; i++)
    if (place (view, &g_array_index (markers, PenstockMarker, i), &bar, &x))
      shape (view, cr, &g_array_index (markers, PenstockMarker, i), x, y);
  cairo_destroy (cr);

  for (guint i = 0; i < markers->len; i++)
    if (place (view, &g_array_index (markers, PenstockMarker, i), &bar, &x))
      label (view, i, x, y);
}

static char *
markers_describe (const PenstockChartSeries *series,
                  gsize                      bar)
{
  const PenstockMarker *marker = penstock_chart_series_marker (series, bar);

  return marker != NULL ? g_strdup (marker->title) : NULL;
}

const PenstockChartLayer penstock_chart_layer_markers = {
  .id = "markers",
  .snapshot = markers_snapshot,
  .describe = markers_describe,
};
