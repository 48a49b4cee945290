/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine.h"
#include "penstock-price-chart.h"

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
} PenstockChartSource;

/* NULL where there is nothing to draw. */
PenstockChartSource *penstock_chart_source_new  (PenstockEngine *engine, guint company);
void                 penstock_chart_source_free (PenstockChartSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockChartSource, penstock_chart_source_free)

G_END_DECLS
