/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-signals.h"

G_BEGIN_DECLS

/* One signal in the inbox: kept in step with it while it is set. */
#define PENSTOCK_TYPE_SIGNAL_ROW (penstock_signal_row_get_type ())
G_DECLARE_FINAL_TYPE (PenstockSignalRow, penstock_signal_row, PENSTOCK, SIGNAL_ROW, AdwBin)

GtkWidget *penstock_signal_row_new        (void);
void       penstock_signal_row_set_signal (PenstockSignalRow *self, PenstockEngine *engine, PenstockSignal *signal); /* NULL: none */

G_END_DECLS
