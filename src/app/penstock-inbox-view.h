/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* The tab Inbox of the page Signals.
 * Signal "company-activated" (guint company). */
#define PENSTOCK_TYPE_INBOX_VIEW (penstock_inbox_view_get_type ())
G_DECLARE_FINAL_TYPE (PenstockInboxView, penstock_inbox_view, PENSTOCK, INBOX_VIEW, AdwBin)

void penstock_inbox_view_set_desk   (PenstockInboxView *self, PenstockDesk *desk); /* once */
/* Selects it, if it is known, whatever the filters were. */
void penstock_inbox_view_show_event (PenstockInboxView *self, const char *event_id);

G_END_DECLS
