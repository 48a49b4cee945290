/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Consent: each provider, what it sends where and on which terms, off until ticked. "Start" stores the choice and activates app.start-live. */
#define PENSTOCK_TYPE_FEEDS_DIALOG (penstock_feeds_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PenstockFeedsDialog, penstock_feeds_dialog, PENSTOCK, FEEDS_DIALOG, AdwWindow)

/* @settings: NULL where no schema is installed; the choice then holds for this run. */
GtkWidget *penstock_feeds_dialog_new (GtkWindow *parent, GSettings *settings);

G_END_DECLS
