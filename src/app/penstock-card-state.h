/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What stands in a card in place of its data: the reason, and a button that does something about it. */
#define PENSTOCK_TYPE_CARD_STATE (penstock_card_state_get_type ())
G_DECLARE_FINAL_TYPE (PenstockCardState, penstock_card_state, PENSTOCK, CARD_STATE, AdwBin)

/* @label, @action: of the button ("win.feeds"); NULL = no button. */
void penstock_card_state_set (PenstockCardState *self, const char *reason, const char *label, const char *action);

G_END_DECLS
