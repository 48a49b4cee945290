/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* The page Signals: inbox, claims, indicators.
 * Signal "company-activated" (guint company). */
#define PENSTOCK_TYPE_SIGNALS_PAGE (penstock_signals_page_get_type ())
G_DECLARE_FINAL_TYPE (PenstockSignalsPage, penstock_signals_page, PENSTOCK, SIGNALS_PAGE, AdwBin)

void penstock_signals_page_set_desk   (PenstockSignalsPage *self, PenstockDesk *desk); /* once */
void penstock_signals_page_show_event (PenstockSignalsPage *self, const char *event_id);

G_END_DECLS
