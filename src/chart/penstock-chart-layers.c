/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-chart-layer.h"
#include "penstock-money.h"

#define LAYER(name) extern const PenstockChartLayer penstock_chart_layer_##name;
#include "penstock-chart-layers.inc"
#undef LAYER

#define LAYER(name) &penstock_chart_layer_##name,
const PenstockChartLayer *const penstock_chart_layers[] = {
#include "penstock-chart-layers.inc"
};
#undef LAYER

const gsize penstock_n_chart_layers = G_N_ELEMENTS (penstock_chart_layers);

const PenstockChartLayer *
penstock_chart_layer_find (const char *id)
{
  for (gsize i = 0; i < penstock_n_chart_layers; i++)
    if (g_str_equal (penstock_chart_layers[i]->id, id))
      return penstock_chart_layers[i];
  return NULL;
}

void
penstock_chart_layers_draw (const PenstockChartView *view,
                            gboolean                 front)
{
  for (gsize i = 0; i < penstock_n_chart_layers; i++)
    if (penstock_chart_layers[i]->front == front)
      penstock_chart_layers[i]->snapshot (view);
}

char *
penstock_chart_layers_describe (const PenstockChartSeries *series,
                                gsize                      bar)
{
  g_autofree char *day = penstock_format_day (series->data.bars->day[bar]);
  GString *words = g_string_new (day);

  for (gsize i = 0; i < penstock_n_chart_layers; i++)
    {
      g_autofree char *part = penstock_chart_layers[i]->describe != NULL ? penstock_chart_layers[i]->describe (series, bar) : NULL;

      if (part != NULL)
        g_string_append_printf (words, ", %s", part);
    }
  return g_string_free (words, FALSE);
}
