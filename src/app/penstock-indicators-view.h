/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* The tab Indicators of the page Signals.
 * Signal "toast" (AdwToast), to be shown by who holds it. */
#define PENSTOCK_TYPE_INDICATORS_VIEW (penstock_indicators_view_get_type ())
G_DECLARE_FINAL_TYPE (PenstockIndicatorsView, penstock_indicators_view, PENSTOCK, INDICATORS_VIEW, AdwBin)

void penstock_indicators_view_set_desk    (PenstockIndicatorsView *self, PenstockDesk *desk); /* once */
/* Rows of a CSV file; what came of it is said by "toast". */
void penstock_indicators_view_import_file (PenstockIndicatorsView *self, const char *path);

G_END_DECLS
