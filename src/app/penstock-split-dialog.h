/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* Asks for the split behind a jump, with the nearest usual one filled in. */
#define PENSTOCK_TYPE_SPLIT_DIALOG (penstock_split_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PenstockSplitDialog, penstock_split_dialog, PENSTOCK, SPLIT_DIALOG, AdwWindow)

GtkWidget *penstock_split_dialog_new (GtkWindow *parent, PenstockDesk *desk, guint company);

G_END_DECLS
