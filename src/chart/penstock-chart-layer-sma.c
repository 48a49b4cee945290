/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-reduce.h"
#include "penstock-chart-layer.h"

static void
sma_snapshot (const PenstockChartView *view)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float)view->price.x, (float)view->price.y, (float)view->price.width,
                                                     (float)view->price.height);

  for (guint i = 0; i < view->series->n_sma; i++)
    {
      cairo_t *cr = penstock_pen_begin (view->pen, &bounds, penstock_pen_token (view->pen, PENSTOCK_TOKEN_OV), 1.5 * view->pen->line);

      /* The first is solid, the others differ by more than colour. */
      if (i == 1)
        penstock_pen_dash (view->pen, cr, 6.0, 3.0);
      else if (i > 1)
        penstock_pen_dash (view->pen, cr, 2.0, 2.0);
      penstock_chart_view_line (view, cr, view->series->sma[i].value);
      cairo_stroke (cr);
      cairo_destroy (cr);
    }
}

static gboolean
sma_extent (const PenstockChartView *view,
            double                  *low,
            double                  *high)
{
  gboolean any = FALSE;

  for (guint i = 0; i < view->series->n_sma; i++)
    {
      double l, h;

      if (!penstock_calc_extent (view->series->sma[i].value, view->begin, view->end, &l, &h))
        continue;
      *low = any ? MIN (*low, l) : l;
      *high = any ? MAX (*high, h) : h;
      any = TRUE;
    }
  return any;
}

static char *
sma_describe (const PenstockChartSeries *series,
              gsize                      bar)
{
  GString *words = NULL;

  for (guint i = 0; i < series->n_sma; i++)
    {
      double value = series->sma[i].value[bar];
      g_autofree char *text = penstock_chart_series_format (series, value);

      if (!isfinite (value))
        continue;
      if (words == NULL)
        words = g_string_new (NULL);
      else
        g_string_append (words, ", ");
      g_string_append_printf (words, _("SMA %u %s"), series->sma[i].period, text);
    }
  return words != NULL ? g_string_free (words, FALSE) : NULL;
}

const PenstockChartLayer penstock_chart_layer_sma = {
  .id = "sma",
  .snapshot = sma_snapshot,
  .extent = sma_extent,
  .describe = sma_describe,
};
