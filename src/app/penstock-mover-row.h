/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-overview-data.h"

G_BEGIN_DECLS

/* A company of the card "Movers". @symbols and @changes: size groups of its columns. */
#define PENSTOCK_TYPE_MOVER_ROW (penstock_mover_row_get_type ())
G_DECLARE_FINAL_TYPE (PenstockMoverRow, penstock_mover_row, PENSTOCK, MOVER_ROW, GtkListBoxRow)

GtkWidget *penstock_mover_row_new         (GtkSizeGroup *symbols, GtkSizeGroup *changes);
/* @divided: a line above it parts those that fell from those that rose. */
void       penstock_mover_row_set         (PenstockMoverRow *self, const PenstockMover *data, gboolean divided);
guint      penstock_mover_row_get_company (PenstockMoverRow *self);

G_END_DECLS
