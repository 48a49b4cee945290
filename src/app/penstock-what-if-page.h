/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* The Chain page: what if a company, or a segment, did better or worse? A slider for the shock, and who would feel it through the chain, with paths. Nothing is
 * stored.
 * Signals:
 *   "company-activated" (guint company) */
#define PENSTOCK_TYPE_WHAT_IF_PAGE (penstock_what_if_page_get_type ())
G_DECLARE_FINAL_TYPE (PenstockWhatIfPage, penstock_what_if_page, PENSTOCK, WHAT_IF_PAGE, AdwBin)

void penstock_what_if_page_set_desk (PenstockWhatIfPage *self, PenstockDesk *desk); /* once */
/* Whose own signal is changed. */
void penstock_what_if_page_ask      (PenstockWhatIfPage *self, gboolean is_segment, guint index);

G_END_DECLS
