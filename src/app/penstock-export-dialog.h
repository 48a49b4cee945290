/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-export.h"

G_BEGIN_DECLS

/* Format, size, scale and theme of an exported chart, with a live preview.
 * Signal "saved" (GFile): a picture was written. */
#define PENSTOCK_TYPE_EXPORT_DIALOG (penstock_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PenstockExportDialog, penstock_export_dialog, PENSTOCK, EXPORT_DIALOG, AdwWindow)

/* @name: of the file, without extension. References @figure. */
GtkWidget *penstock_export_dialog_new (GtkWindow *parent, PenstockExport *figure, const char *name);

G_END_DECLS
