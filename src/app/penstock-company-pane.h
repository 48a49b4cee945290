/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"
#include "penstock-figure.h"

G_BEGIN_DECLS

/* One company: price, chart, why this score, revenue. In a narrow window one of the three at a time.
 * Signals:
 *   "split-requested" (guint company)  the user wants to enter the split behind a jump */
#define PENSTOCK_TYPE_COMPANY_PANE (penstock_company_pane_get_type ())
G_DECLARE_FINAL_TYPE (PenstockCompanyPane, penstock_company_pane, PENSTOCK, COMPANY_PANE, AdwBin)

/* How the cards lie: below each other, two columns, or one at a time under tabs. */
typedef enum { PENSTOCK_PANE_STACKED, PENSTOCK_PANE_COLUMNS, PENSTOCK_PANE_TABS } PenstockPaneShape;

void                penstock_company_pane_set_desk    (PenstockCompanyPane *self, PenstockDesk *desk); /* once */
void                penstock_company_pane_show        (PenstockCompanyPane *self, guint company);
int                 penstock_company_pane_get_company (PenstockCompanyPane *self); /* -1 = none */
void                penstock_company_pane_set_shape   (PenstockCompanyPane *self, PenstockPaneShape shape);
PenstockPriceChart *penstock_company_pane_get_chart   (PenstockCompanyPane *self);
/* Names of the scores drawn under the price. */
const char *const  *penstock_company_pane_get_chart_panes (PenstockCompanyPane *self);
void                penstock_company_pane_set_style   (PenstockCompanyPane *self, PenstockChartStyle style);
/* Texts that grow old; once a second. */
void                penstock_company_pane_tick        (PenstockCompanyPane *self);

G_END_DECLS
