/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* One feed in words: state, reason, last success, next try, and a button that asks it now. */
#define PENSTOCK_TYPE_FEED_ROW (penstock_feed_row_get_type ())
G_DECLARE_FINAL_TYPE (PenstockFeedRow, penstock_feed_row, PENSTOCK, FEED_ROW, GtkListBoxRow)

GtkWidget *penstock_feed_row_new    (PenstockDesk *desk, PenstockFeedHealth *feed);
/* Ages count on. */
void       penstock_feed_row_update (PenstockFeedRow *self);

G_END_DECLS
