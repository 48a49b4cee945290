/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-overview-data.h"

G_BEGIN_DECLS

/* An event of the card "Latest signals". @days: size group of the day; @lines: the most its title may take. */
#define PENSTOCK_TYPE_LATEST_ROW (penstock_latest_row_get_type ())
G_DECLARE_FINAL_TYPE (PenstockLatestRow, penstock_latest_row, PENSTOCK, LATEST_ROW, GtkListBoxRow)

GtkWidget  *penstock_latest_row_new       (GtkSizeGroup *days);
void        penstock_latest_row_set       (PenstockLatestRow *self, PenstockEngine *engine, const PenstockLatest *data, PenstockDay today,
                                           int lines);
const char *penstock_latest_row_get_event (PenstockLatestRow *self);

G_END_DECLS
