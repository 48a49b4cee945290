/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* The page Overview.
 *
 * Signals: "company-activated" (guint company), "segment-activated" (guint segment), "event-activated" (const char *event_id),
 * "page-requested" (const char *page: "signals"). */
#define PENSTOCK_TYPE_OVERVIEW_PAGE (penstock_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (PenstockOverviewPage, penstock_overview_page, PENSTOCK, OVERVIEW_PAGE, AdwBin)

GtkWidget *penstock_overview_page_new      (void);
/* Once, before it is shown. */
void       penstock_overview_page_set_desk (PenstockOverviewPage *self, PenstockDesk *desk);

G_END_DECLS
