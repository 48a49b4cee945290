/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-overview-data.h"

G_BEGIN_DECLS

/* A company of the card "Unpriced beneficiaries". @month and @gap: size groups of its columns. */
#define PENSTOCK_TYPE_BENEFICIARY_ROW (penstock_beneficiary_row_get_type ())
G_DECLARE_FINAL_TYPE (PenstockBeneficiaryRow, penstock_beneficiary_row, PENSTOCK, BENEFICIARY_ROW, GtkListBoxRow)

GtkWidget *penstock_beneficiary_row_new         (GtkSizeGroup *month, GtkSizeGroup *gap);
void       penstock_beneficiary_row_set         (PenstockBeneficiaryRow *self, const PenstockScoreboard *board, const PenstockBeneficiary *data);
guint      penstock_beneficiary_row_get_company (PenstockBeneficiaryRow *self);

G_END_DECLS
