/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* The chip of the header bar: "3 of 4 feeds · 3 s"; opens the health of each feed. */
#define PENSTOCK_TYPE_FEED_CHIP (penstock_feed_chip_get_type ())
G_DECLARE_FINAL_TYPE (PenstockFeedChip, penstock_feed_chip, PENSTOCK, FEED_CHIP, AdwBin)

void penstock_feed_chip_set_desk (PenstockFeedChip *self, PenstockDesk *desk); /* once */
/* Ages count on; once a second. */
void penstock_feed_chip_tick     (PenstockFeedChip *self);

G_END_DECLS
