/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-overview-data.h"

G_BEGIN_DECLS

/* Companies that demand reaches before their price shows it.
 * Signal "company-activated" (guint company). */
#define PENSTOCK_TYPE_BENEFICIARIES_CARD (penstock_beneficiaries_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockBeneficiariesCard, penstock_beneficiaries_card, PENSTOCK, BENEFICIARIES_CARD, AdwBin)

void penstock_beneficiaries_card_show (PenstockBeneficiariesCard *self, const PenstockScoreboard *board);

G_END_DECLS
