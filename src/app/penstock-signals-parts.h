/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-event.h"

G_BEGIN_DECLS

/* Small widgets that the tabs of the page Signals share. New widgets are floating. */

GtkWidget *penstock_signals_label        (const char *text, const char *css_class);       /* one line, left, cut at its end; @css_class may be NULL */
GtkWidget *penstock_signals_words        (const char *text, const char *css_class);       /* wraps */
GtkWidget *penstock_signals_figure       (const char *text, double value);                /* right; coloured by the sign of @value, NAN = not */
void       penstock_signals_clear        (GtkWidget *box);                                /* removes all children of a GtkBox, GtkGrid or GtkListBox */
void       penstock_signals_set_badge    (GtkLabel *badge, PenstockStatus status);
void       penstock_signals_set_classes  (GtkWidget *widget, const char *const *all, const char *chosen); /* at most one of @all */

typedef gboolean (*PenstockSignalsKeyFunc) (GtkWidget *widget, GVariant *args, gpointer user_data);
/* A key without a modifier, before @widget itself sees it. */
void       penstock_signals_add_key      (GtkWidget *widget, guint key, PenstockSignalsKeyFunc func, gpointer user_data);

G_END_DECLS
