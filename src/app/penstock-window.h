/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* The desk: segments, companies, one company. Shown before any data is there. */
#define PENSTOCK_TYPE_WINDOW (penstock_window_get_type ())
G_DECLARE_FINAL_TYPE (PenstockWindow, penstock_window, PENSTOCK, WINDOW, AdwApplicationWindow)

GtkWidget *penstock_window_new         (GtkApplication *application, PenstockDesk *desk);
void       penstock_window_open        (PenstockWindow *self, guint company);
void       penstock_window_open_segment (PenstockWindow *self, guint segment);
void       penstock_window_say         (PenstockWindow *self, const char *text);
/* The Feeds page, opened at @feed (NULL: at the top). */
void       penstock_window_show_feeds  (PenstockWindow *self, const char *feed);
/* Redraws what names the colours of the exchanges. */
void       penstock_window_restyle     (PenstockWindow *self);

G_END_DECLS
