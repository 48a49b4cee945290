/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-evidence-data.h"

G_BEGIN_DECLS

/* One rank IC. */
typedef enum
{
  PENSTOCK_IC_SCORE, PENSTOCK_IC_DAYS, PENSTOCK_IC_MEAN, PENSTOCK_IC_IR, PENSTOCK_IC_T, PENSTOCK_IC_P, PENSTOCK_IC_HOLM,
  PENSTOCK_N_IC_COLUMNS /* the words take what is left */
} PenstockIcColumn;

#define PENSTOCK_TYPE_IC_ROW (penstock_ic_row_get_type ())
G_DECLARE_FINAL_TYPE (PenstockIcRow, penstock_ic_row, PENSTOCK, IC_ROW, GtkListBoxRow)

GtkWidget *penstock_ic_row_new (GtkSizeGroup *const columns[PENSTOCK_N_IC_COLUMNS]);
/* @first: of its score, whose name it shows. */
void       penstock_ic_row_set (PenstockIcRow *self, const PenstockEvidenceRow *data, gboolean first, double limit);

G_END_DECLS
