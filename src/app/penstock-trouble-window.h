/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is shown instead of the desk when its data cannot be opened: why, and what to do. */
#define PENSTOCK_TYPE_TROUBLE_WINDOW (penstock_trouble_window_get_type ())
G_DECLARE_FINAL_TYPE (PenstockTroubleWindow, penstock_trouble_window, PENSTOCK, TROUBLE_WINDOW, AdwApplicationWindow)

GtkWidget *penstock_trouble_window_new (GtkApplication *application, const GError *error);

G_END_DECLS
