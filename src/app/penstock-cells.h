/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-instrument.h"

G_BEGIN_DECLS

/* The closures of ui/cell-*.ui: properties of the company in, text (owned) or style classes (owned) out. Not static, so that a tool that checks
 * the templates finds them by name. */
char *penstock_cell_symbol_markup (GObject *item, const char *symbol);
char **penstock_cell_text_classes (GObject *item, PenstockState state);
char **penstock_cell_number_classes (GObject *item, PenstockState state);
char *penstock_cell_price_text (GObject *item, double price);
int penstock_cell_convention_of (GObject *item, PenstockInstrument *instrument);
char *penstock_cell_source_text (GObject *item, const char *source, PenstockInstrument *instrument);
char *penstock_cell_state_word (GObject *item, PenstockState state, const char *reason);
char *penstock_cell_signed_text (GObject *item, double value);
char **penstock_cell_signed_classes (GObject *item, double value);
/* A part of a benefit: small ones keep figures that tell them from nothing. */
char *penstock_cell_delta_text (GObject *item, double value);
char **penstock_cell_delta_classes (GObject *item, double value);
char *penstock_cell_score_text (GObject *item, double score);
gboolean penstock_cell_is_known (GObject *item, double value);
double penstock_cell_bar_value (GObject *item, double value);
char *penstock_cell_extended_word (GObject *item, PenstockInstrument *instrument, double change);
char *penstock_cell_percent_text (GObject *item, double ratio);
char **penstock_cell_missing_classes (GObject *item, double value);
char *penstock_cell_age_text (GObject *item, gint64 age);
char **penstock_cell_age_classes (GObject *item, PenstockState state);

/* Rows from ui/@name.ui with these closures. Owned. */
GtkListItemFactory *penstock_cells_factory (const char *name);

G_END_DECLS
