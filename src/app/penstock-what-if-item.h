/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-what-if.h"

G_BEGIN_DECLS

/* One row of the what-if's answer. Properties: "symbol" "name" "path" (Pango markup) "evidence" "delta". Only "delta" changes: the answer is linear in the
 * amount, so a slider moves figures and nothing else. */
#define PENSTOCK_TYPE_WHAT_IF_ITEM (penstock_what_if_item_get_type ())
G_DECLARE_FINAL_TYPE (PenstockWhatIfItem, penstock_what_if_item, PENSTOCK, WHAT_IF_ITEM, GObject)

/* @row: of an answer for an amount of 1. */
PenstockWhatIfItem *penstock_what_if_item_new         (const PenstockScoreboard *board, const PenstockWhatIfRow *row);
guint               penstock_what_if_item_get_company (PenstockWhatIfItem *self);
void                penstock_what_if_item_set_amount  (PenstockWhatIfItem *self, double amount);

G_END_DECLS
