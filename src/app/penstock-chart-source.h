/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine.h"
#include "penstock-price-chart.h"
#include "penstock-score-line.h"

G_BEGIN_DECLS

/* What the chart of a company shows, gathered from the engine: bars, names, unit, and the markers of its own and of its customers' events.
 * Owns or references all that @data points to, so it may outlive the engine and be read in another thread. */
typedef struct
{
  PenstockChartData data;

  PenstockChain    *chain;  /* the strings of @data */
  char             *name;
  char             *source; /* "Yahoo Finance daily bars", translated */
  char             *delay;  /* NULL = none stated */
  gint64            data_time;
  PenstockScoreLine *line[PENSTOCK_MAX_CHART_PANES]; /* what the panes of @data borrow */
  PenstockChartPane  pane[PENSTOCK_MAX_CHART_PANES];
} PenstockChartSource;

/* NULL where there is nothing to draw. @panes: names of scores under the price as penstock_chart_panes_get_chosen() gives them; those that have no past
 * (yet) are left out. */
PenstockChartSource *penstock_chart_source_new  (PenstockEngine *engine, guint company, const char *const *panes);
void                 penstock_chart_source_free (PenstockChartSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockChartSource, penstock_chart_source_free)

G_END_DECLS
