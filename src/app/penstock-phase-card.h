/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-overview-data.h"

G_BEGIN_DECLS

/* The phase and resonance of the chain, with its layers. */
#define PENSTOCK_TYPE_PHASE_CARD (penstock_phase_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockPhaseCard, penstock_phase_card, PENSTOCK, PHASE_CARD, AdwBin)

void penstock_phase_card_show (PenstockPhaseCard *self, const PenstockScoreboard *board, const PenstockHistory *history);

G_END_DECLS
