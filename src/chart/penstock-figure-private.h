/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chart-series.h"
#include "penstock-figure.h"
#include "penstock-money.h"
#include "penstock-pen.h"

G_BEGIN_DECLS

/* Private to chart/: the words around an exported chart, in penstock-figure-words.c. */

#define FIGURE_MARGIN 44.0 /* at 1600 × 900 */

/* Both return the edge of what is left for the chart. */
double penstock_figure_draw_header (const PenstockFigure *self, const PenstockChartSeries *series, gsize first, PenstockPen *pen);
double penstock_figure_draw_footer (const PenstockFigure *self, const PenstockChartSeries *series, PenstockPen *pen);

G_END_DECLS
