/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-engine.h"

G_BEGIN_DECLS

/* "Why this score": components as bars, the score and its population, the strongest paths as sentences. */
#define PENSTOCK_TYPE_WHY_CARD (penstock_why_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockWhyCard, penstock_why_card, PENSTOCK, WHY_CARD, AdwBin)

/* @board: NULL while nothing is computed. */
void penstock_why_card_show (PenstockWhyCard *self, const PenstockScoreboard *board, guint company);
/* Shows every path at once. */
void penstock_why_card_set_roomy (PenstockWhyCard *self, gboolean roomy);

G_END_DECLS
