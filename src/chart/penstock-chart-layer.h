/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chart-view.h"

G_BEGIN_DECLS

/* Private to chart/: one thing that is drawn on a price chart. No state of its own: the view has everything. One file each,
 * penstock-chart-layer-NAME.c; its NAME in meson.build wires it in, in drawing order. */
typedef struct
{
  const char *id;
  /* Drawn anew with the crosshair instead of once per view. */
  gboolean    front;
  void      (*snapshot) (const PenstockChartView *view);
  /* The range of values in view; FALSE if there is none. NULL: does not count for the scale. */
  gboolean  (*extent)   (const PenstockChartView *view, double *low, double *high);
  /* A bar in words, for the legend's reader and the screen reader; NULL if there is nothing to say. Owned. May be NULL. */
  char     *(*describe) (const PenstockChartSeries *series, gsize bar);
} PenstockChartLayer;

extern const PenstockChartLayer *const penstock_chart_layers[];
extern const gsize                     penstock_n_chart_layers;

const PenstockChartLayer *penstock_chart_layer_find     (const char *id);
/* All layers of the one or the other kind, in order. */
void                      penstock_chart_layers_draw    (const PenstockChartView *view, gboolean front);
/* "21 Aug 2026: open 178, …". Owned. */
char                     *penstock_chart_layers_describe (const PenstockChartSeries *series, gsize bar);

G_END_DECLS
