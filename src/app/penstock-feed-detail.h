/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* One feed on the Feeds page: its state in a line and a switch; opened, everything that is known of it and what can be done about it. */
#define PENSTOCK_TYPE_FEED_DETAIL (penstock_feed_detail_get_type ())
G_DECLARE_FINAL_TYPE (PenstockFeedDetail, penstock_feed_detail, PENSTOCK, FEED_DETAIL, AdwExpanderRow)

GtkWidget          *penstock_feed_detail_new      (PenstockDesk *desk, PenstockFeedHealth *feed);
PenstockFeedHealth *penstock_feed_detail_get_feed (PenstockFeedDetail *self);
/* Says again what changed, ages included. */
void                penstock_feed_detail_update   (PenstockFeedDetail *self);

G_END_DECLS
