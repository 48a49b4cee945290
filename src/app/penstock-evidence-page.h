/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* The page Evidence. Computes when it is first shown, and quietly again when the past of the scores has changed.
 *
 * Signal "segment-activated" (guint segment). */
#define PENSTOCK_TYPE_EVIDENCE_PAGE (penstock_evidence_page_get_type ())
G_DECLARE_FINAL_TYPE (PenstockEvidencePage, penstock_evidence_page, PENSTOCK, EVIDENCE_PAGE, AdwBin)

GtkWidget *penstock_evidence_page_new      (void);
/* Once, before it is shown. */
void       penstock_evidence_page_set_desk (PenstockEvidencePage *self, PenstockDesk *desk);

G_END_DECLS
