/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-chain.h"

G_BEGIN_DECLS

/* Which scores are drawn under the price: the user's choice, kept in the settings ("chart-panes"), at most PENSTOCK_MAX_CHART_PANES. A name is one of
 * penstock-score-line.h, or "VALUE:segment" for the segment the charted company belongs to most. Signal "changed". */
#define PENSTOCK_TYPE_PANE_CHOICE (penstock_pane_choice_get_type ())
G_DECLARE_FINAL_TYPE (PenstockPaneChoice, penstock_pane_choice, PENSTOCK, PANE_CHOICE, GObject)

PenstockPaneChoice *penstock_pane_choice_new         (GSettings *settings); /* NULL: the choice is not kept */
/* A boolean action for each name; a further choice takes the place of the oldest. Borrowed. */
GActionGroup       *penstock_pane_choice_get_actions (PenstockPaneChoice *self);
GMenuModel         *penstock_pane_choice_dup_menu    (const char *prefix); /* of the actions: "panes" */
const char *const  *penstock_pane_choice_get_chosen  (PenstockPaneChoice *self);
/* "validation:segment" → "validation:seg:substrates"; others as they are. Owned. */
char               *penstock_pane_choice_resolve     (const PenstockChain *chain, const char *name, guint company);

G_END_DECLS
