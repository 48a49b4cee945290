/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-evidence-data.h"

G_BEGIN_DECLS

/* The real graph among shuffled ones, and the look-ahead check. */
#define PENSTOCK_TYPE_PLACEBO_CARD (penstock_placebo_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockPlaceboCard, penstock_placebo_card, PENSTOCK, PLACEBO_CARD, AdwBin)

/* Keeps a reference for the other choices. @reason: what stands there without @evidence. */
void penstock_placebo_card_show   (PenstockPlaceboCard *self, PenstockEvidence *evidence, const char *reason);
/* Shows that pair, if there is a placebo for it. */
void penstock_placebo_card_choose (PenstockPlaceboCard *self, PenstockColumn score, guint horizon);

G_END_DECLS
