/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-overview-data.h"

G_BEGIN_DECLS

/* The largest changes of the last session.
 * Signal "company-activated" (guint company). */
#define PENSTOCK_TYPE_MOVERS_CARD (penstock_movers_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockMoversCard, penstock_movers_card, PENSTOCK, MOVERS_CARD, AdwBin)

void penstock_movers_card_show (PenstockMoversCard *self, PenstockEngine *engine);

G_END_DECLS
