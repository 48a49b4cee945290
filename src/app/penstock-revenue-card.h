/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* Revenue by period over the same periods of earlier years, its headline in words, or the reason there is none. */
#define PENSTOCK_TYPE_REVENUE_CARD (penstock_revenue_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockRevenueCard, penstock_revenue_card, PENSTOCK, REVENUE_CARD, AdwBin)

void penstock_revenue_card_show (PenstockRevenueCard *self, PenstockDesk *desk, guint company);

G_END_DECLS
