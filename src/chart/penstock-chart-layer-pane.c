/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-chart-layer.h"

/* The scores under the price, in the colour of signals. Titles and labels are in penstock-chart-panes.c. */

static void
draw_frame (const PenstockChartView *view,
            const PenstockPaneView  *pane)
{
  PenstockPen *pen = view->pen;
  const double right = penstock_chart_view_right (view);

  for (gsize i = 0; i < pane->n_ticks; i++)
    if (pane->tick[i] != pane->guide)
      penstock_pen_hline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_GRID), pane->box.x, right,
                          penstock_calc_scale_to_pixel (&pane->value, pane->tick[i]));
  if (isfinite (pane->guide))
    penstock_pen_hline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_MARK), pane->box.x, right,
                        penstock_calc_scale_to_pixel (&pane->value, pane->guide));
  penstock_pen_hline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_LINE), pane->box.x, right, pane->box.y + pane->box.height);
}

static void
pane_snapshot (const PenstockChartView *view)
{
  for (guint i = 0; i < view->series->n_panes; i++)
    {
      const PenstockPaneView *pane = &view->pane[i];
      cairo_t *cr;

      if (pane->box.height <= 0.0)
        continue;
      draw_frame (view, pane);
      cr = penstock_pen_begin (view->pen, &GRAPHENE_RECT_INIT ((float)pane->box.x, (float)pane->box.y, (float)view->price.width, (float)pane->box.height),
                               penstock_pen_token (view->pen, PENSTOCK_TOKEN_POS), 1.5 * view->pen->line);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      penstock_chart_view_line_on (view, cr, view->series->pane[i].value, &pane->value);
      cairo_stroke (cr);
      cairo_destroy (cr);
    }
}

static char *
pane_describe (const PenstockChartSeries *series,
               gsize                      bar)
{
  GString *words = NULL;

  for (guint i = 0; i < series->n_panes; i++)
    {
      const PenstockSeriesPane *pane = &series->pane[i];
      g_autofree char *value = penstock_series_pane_format (pane, pane->value[bar], pane->decimals);

      if (words == NULL)
        words = g_string_new (NULL);
      g_string_append_printf (words, "%s%s %s", i > 0 ? ", " : "", pane->title, value);
    }
  return words != NULL ? g_string_free (words, FALSE) : NULL;
}

const PenstockChartLayer penstock_chart_layer_pane = {
  .id = "pane",
  .snapshot = pane_snapshot,
  .describe = pane_describe,
};
