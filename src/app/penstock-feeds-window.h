/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* The Feeds page: every feed with its state, budget, times and what can be done; the user's own news addresses. A window of its own, so that it can stay
 * open beside the desk. */
#define PENSTOCK_TYPE_FEEDS_WINDOW (penstock_feeds_window_get_type ())
G_DECLARE_FINAL_TYPE (PenstockFeedsWindow, penstock_feeds_window, PENSTOCK, FEEDS_WINDOW, AdwWindow)

GtkWidget *penstock_feeds_window_new  (GtkWindow *parent, PenstockDesk *desk);
/* Opens the row of @feed, and scrolls there. */
void       penstock_feeds_window_show_feed (PenstockFeedsWindow *self, const char *feed);

G_END_DECLS
