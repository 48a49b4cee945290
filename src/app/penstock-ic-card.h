/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-evidence-data.h"

G_BEGIN_DECLS

/* The table of rank ICs. Signal "row-activated" (guint row of the evidence). */
#define PENSTOCK_TYPE_IC_CARD (penstock_ic_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockIcCard, penstock_ic_card, PENSTOCK, IC_CARD, AdwBin)

/* @reason: what stands there without @evidence. */
void penstock_ic_card_show (PenstockIcCard *self, const PenstockEvidence *evidence, gboolean older, const char *reason);

G_END_DECLS
