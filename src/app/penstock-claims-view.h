/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* The tab Claims of the page Signals.
 * Signal "toast" (AdwToast), to be shown by who holds it. */
#define PENSTOCK_TYPE_CLAIMS_VIEW (penstock_claims_view_get_type ())
G_DECLARE_FINAL_TYPE (PenstockClaimsView, penstock_claims_view, PENSTOCK, CLAIMS_VIEW, AdwBin)

void penstock_claims_view_set_desk (PenstockClaimsView *self, PenstockDesk *desk); /* once */
/* As if typed and checked. */
void penstock_claims_view_check    (PenstockClaimsView *self, const char *sentence);

G_END_DECLS
