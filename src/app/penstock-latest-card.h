/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-overview-data.h"

G_BEGIN_DECLS

/* The newest events.
 * Signals: "event-activated" (const char *event_id), "all-requested". */
#define PENSTOCK_TYPE_LATEST_CARD (penstock_latest_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockLatestCard, penstock_latest_card, PENSTOCK, LATEST_CARD, AdwBin)

void penstock_latest_card_show (PenstockLatestCard *self, PenstockEngine *engine);

G_END_DECLS
