/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How the numbers are made: every formula, its source and its limit. */
#define PENSTOCK_TYPE_METHOD_WINDOW (penstock_method_window_get_type ())
G_DECLARE_FINAL_TYPE (PenstockMethodWindow, penstock_method_window, PENSTOCK, METHOD_WINDOW, AdwWindow)

GtkWidget *penstock_method_window_new (GtkWindow *parent);

G_END_DECLS
