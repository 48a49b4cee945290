/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-chain.h"

G_BEGIN_DECLS

/* Which scores are drawn under the price: the user's choice, kept in the settings ("chart-panes"), at most PENSTOCK_MAX_CHART_PANES. A name is one of
 * penstock-score-line.h, or "VALUE:segment" for the segment the charted company belongs to most. Signal "changed". */
#define PENSTOCK_TYPE_CHART_PANES (penstock_chart_panes_get_type ())
G_DECLARE_FINAL_TYPE (PenstockChartPanes, penstock_chart_panes, PENSTOCK, CHART_PANES, GObject)

PenstockChartPanes *penstock_chart_panes_new         (GSettings *settings); /* NULL: the choice is not kept */
/* A boolean action for each name; a further choice takes the place of the oldest. Borrowed. */
GActionGroup       *penstock_chart_panes_get_actions (PenstockChartPanes *self);
GMenuModel         *penstock_chart_panes_dup_menu    (const char *prefix); /* of the actions: "panes" */
const char *const  *penstock_chart_panes_get_chosen  (PenstockChartPanes *self);
/* "validation:segment" → "validation:seg:substrates"; others as they are. Owned. */
char               *penstock_chart_panes_resolve     (const PenstockChain *chain, const char *name, guint company);

G_END_DECLS
