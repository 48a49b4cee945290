/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-evidence-data.h"

G_BEGIN_DECLS

/* The validation plane, or the quantiles of a score.
 * Signal "segment-activated" (guint segment). */
#define PENSTOCK_TYPE_PLANE_CARD (penstock_plane_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockPlaneCard, penstock_plane_card, PENSTOCK, PLANE_CARD, AdwBin)

void penstock_plane_card_show_history  (PenstockPlaneCard *self, const PenstockHistory *history);
/* Keeps a reference for the other scores. */
void penstock_plane_card_show_evidence (PenstockPlaneCard *self, PenstockEvidence *evidence);
/* Shows the quantiles of @score. */
void penstock_plane_card_choose        (PenstockPlaneCard *self, PenstockColumn score);

G_END_DECLS
