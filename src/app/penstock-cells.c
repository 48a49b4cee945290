/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include <adwaita.h>
#include <math.h>

#include "penstock-cells.h"
#include "penstock-change-label.h"
#include "penstock-columns.h"
#include "penstock-money.h"
#include "penstock-plots.h"
#include "penstock-words.h"

/* The closures of ui/cell-*.ui: a property of the company in, text or style classes out. */

static char **
classes_new (const char *first,
             const char *second,
             const char *third)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, "cell-content");
  if (first != NULL)
    g_strv_builder_add (builder, first);
  if (second != NULL)
    g_strv_builder_add (builder, second);
  if (third != NULL)
    g_strv_builder_add (builder, third);

  return g_strv_builder_end (builder);
}

static gboolean
is_dimmed (PenstockState state)
{
  return state == PENSTOCK_STATE_STALE || state == PENSTOCK_STATE_REFUSED || state == PENSTOCK_STATE_BROKEN;
}

/* "3231.TW": the part that names the exchange is context. */
char *
penstock_cell_symbol_markup (GObject    *item,
                             const char *symbol)
{
  const char *dot = symbol != NULL ? strchr (symbol, '.') : NULL;
  g_autofree char *head = NULL;

  if (symbol == NULL)
    return g_strdup ("");
  if (dot == NULL)
    return g_markup_printf_escaped ("<b>%s</b>", symbol);

  head = g_strndup (symbol, (gsize)(dot - symbol));
  return g_markup_printf_escaped ("<b>%s</b><span alpha=\"75%%\">%s</span>", head, dot);
}

char **
penstock_cell_text_classes (GObject       *item,
                            PenstockState  state)
{
  return classes_new (is_dimmed (state) ? "penstock-dim" : NULL, NULL, NULL);
}

char **
penstock_cell_number_classes (GObject       *item,
                              PenstockState  state)
{
  return classes_new ("numeric", is_dimmed (state) ? "penstock-dim" : NULL, NULL);
}

char *
penstock_cell_price_text (GObject *item,
                          double   price)
{
  return penstock_format_price (price);
}

int
penstock_cell_convention_of (GObject            *item,
                             PenstockInstrument *instrument)
{
  return instrument != NULL ? (int)penstock_instrument_get_convention (instrument) : PENSTOCK_GREEN_UP;
}

char *
penstock_cell_source_text (GObject            *item,
                           const char         *source,
                           PenstockInstrument *instrument)
{
  gboolean simulated = instrument != NULL && penstock_instrument_get_simulated (instrument);

  return g_strdup (simulated ? _("Simulated") : source);
}

char *
penstock_cell_state_word (GObject       *item,
                          PenstockState  state,
                          const char    *reason)
{
  return g_strdup (penstock_words_state (state));
}

char *
penstock_cell_signed_text (GObject *item,
                           double   value)
{
  return penstock_format_signed (value, 2);
}

char **
penstock_cell_signed_classes (GObject *item,
                              double   value)
{
  /* The colour follows the figure that is shown. */
  const char *colour = isnan (value) || fabs (value) < 0.005 ? "penstock-missing" : (value > 0.0 ? "signal-positive" : "signal-negative");

  return classes_new ("numeric", colour, NULL);
}

char *
penstock_cell_delta_text (GObject *item,
                          double   value)
{
  return penstock_words_part (value);
}

char **
penstock_cell_delta_classes (GObject *item,
                             double   value)
{
  return classes_new ("numeric", "path-contribution", value > 0.0 ? "signal-positive" : value < 0.0 ? "signal-negative" : "penstock-missing");
}

char *
penstock_cell_score_text (GObject *item,
                          double   score)
{
  return penstock_format_number (score, 0);
}

/* A bar's property takes no missing value: it is hidden instead. */
gboolean
penstock_cell_is_known (GObject *item,
                        double   value)
{
  return !isnan (value);
}

double
penstock_cell_bar_value (GObject *item,
                         double   value)
{
  return isnan (value) ? 0.0 : value;
}

char *
penstock_cell_percent_text (GObject *item,
                            double   ratio)
{
  return penstock_format_percent (ratio, 0);
}

char **
penstock_cell_missing_classes (GObject *item,
                               double   value)
{
  return classes_new ("numeric", isnan (value) ? "penstock-missing" : NULL, NULL);
}

char *
penstock_cell_age_text (GObject *item,
                        gint64   age)
{
  return age >= 0 ? penstock_format_age (age) : g_strdup ("—");
}

char **
penstock_cell_age_classes (GObject       *item,
                           PenstockState  state)
{
  return classes_new ("numeric", state == PENSTOCK_STATE_STALE ? "penstock-warning" : "penstock-dim", NULL);
}

static GtkBuilderScope *
scope_new (void)
{
  GtkBuilderScope *scope = gtk_builder_cscope_new ();

  gtk_builder_cscope_add_callback_symbols (GTK_BUILDER_CSCOPE (scope),
                                           "penstock_cell_symbol_markup", G_CALLBACK (penstock_cell_symbol_markup),
                                           "penstock_cell_text_classes", G_CALLBACK (penstock_cell_text_classes),
                                           "penstock_cell_number_classes", G_CALLBACK (penstock_cell_number_classes),
                                           "penstock_cell_price_text", G_CALLBACK (penstock_cell_price_text),
                                           "penstock_cell_convention_of", G_CALLBACK (penstock_cell_convention_of),
                                           "penstock_cell_source_text", G_CALLBACK (penstock_cell_source_text),
                                           "penstock_cell_state_word", G_CALLBACK (penstock_cell_state_word),
                                           "penstock_cell_signed_text", G_CALLBACK (penstock_cell_signed_text),
                                           "penstock_cell_signed_classes", G_CALLBACK (penstock_cell_signed_classes),
                                           "penstock_cell_delta_text", G_CALLBACK (penstock_cell_delta_text),
                                           "penstock_cell_delta_classes", G_CALLBACK (penstock_cell_delta_classes),
                                           "penstock_cell_score_text", G_CALLBACK (penstock_cell_score_text),
                                           "penstock_cell_is_known", G_CALLBACK (penstock_cell_is_known),
                                           "penstock_cell_bar_value", G_CALLBACK (penstock_cell_bar_value),
                                           "penstock_cell_percent_text", G_CALLBACK (penstock_cell_percent_text),
                                           "penstock_cell_missing_classes", G_CALLBACK (penstock_cell_missing_classes),
                                           "penstock_cell_age_text", G_CALLBACK (penstock_cell_age_text),
                                           "penstock_cell_age_classes", G_CALLBACK (penstock_cell_age_classes),
                                           NULL);
  return scope;
}

/* Which session the price outside the regular one is of. */
char *
penstock_cell_extended_word (GObject            *item,
                             PenstockInstrument *instrument,
                             double              change)
{
  if (instrument == NULL || isnan (change))
    return g_strdup ("");

  return g_strdup (penstock_instrument_get_quote (instrument)->session == PENSTOCK_SESSION_PRE ? C_("before the session", "Pre")
                                                                                               : C_("after the session", "Post"));
}

GtkListItemFactory *
penstock_cells_factory (const char *name)
{
  g_autoptr(GtkBuilderScope) scope = scope_new ();
  g_autofree char *resource = g_strdup_printf ("/io/github/penstock/Penstock/%s.ui", name);

  g_type_ensure (G_TYPE_STRV);
  return gtk_builder_list_item_factory_new_from_resource (scope, resource);
}

GtkListItemFactory *
penstock_list_column_factory (const PenstockListColumn *column)
{
  g_type_ensure (PENSTOCK_TYPE_INSTRUMENT);
  g_type_ensure (PENSTOCK_TYPE_CHANGE_LABEL);
  g_type_ensure (PENSTOCK_TYPE_SPARKLINE);
  g_type_ensure (PENSTOCK_TYPE_SCORE_BAR);

  return penstock_cells_factory (column->cell);
}
