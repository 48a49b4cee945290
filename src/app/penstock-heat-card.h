/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-overview-data.h"

G_BEGIN_DECLS

/* Segments by weeks: score, revenue breadth or price.
 * Signal "segment-activated" (guint segment). */
#define PENSTOCK_TYPE_HEAT_CARD (penstock_heat_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockHeatCard, penstock_heat_card, PENSTOCK, HEAT_CARD, AdwBin)

/* Both are kept, for the other choices. */
void penstock_heat_card_show (PenstockHeatCard *self, PenstockScoreboard *board, PenstockHistory *history);

G_END_DECLS
