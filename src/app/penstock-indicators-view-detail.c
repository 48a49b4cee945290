/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-indicators-view-private.h"
#include "penstock-money.h"
#include "penstock-signals-parts.h"
#include "penstock-words-signals.h"

/* ---- The chart ---- */

typedef struct
{
  PenstockDay *day;
  double      *value;
  const char **source;
} Line;

static void
free_lines (Line  *lines,
            guint  n)
{
  for (guint i = 0; i < n; i++)
    {
      g_free (lines[i].day);
      g_free (lines[i].value);
      g_free (lines[i].source);
    }
  g_free (lines);
}

static void
show_chart (PenstockIndicatorsView        *self,
            const PenstockIndicatorSeries *series)
{
  const guint n = series->periods->len;
  g_autofree PenstockVintageLine *shown = g_new0 (PenstockVintageLine, n + 1);
  Line *lines = g_new0 (Line, n + 1);

  for (guint p = 0; p < n; p++)
    {
      const PenstockIndicatorPeriod *period = g_ptr_array_index (series->periods, p);
      const guint m = period->vintages->len;

      lines[p] = (Line) { g_new0 (PenstockDay, m + 1), g_new0 (double, m + 1), g_new0 (const char *, m + 1) };
      for (guint i = 0; i < m; i++)
        {
          const PenstockVintage *vintage = &g_array_index (period->vintages, PenstockVintage, i);

          lines[p].day[i] = vintage->day;
          lines[p].value[i] = vintage->value;
          lines[p].source[i] = vintage->source;
        }
      shown[p] = (PenstockVintageLine) { period->period, m, lines[p].day, lines[p].value, lines[p].source, period->outcome, period->outcome_day };
    }
  penstock_vintage_chart_set_lines (self->chart, series->series, series->unit, shown, n, series->low, series->high);
  free_lines (lines, n);
}

/* ---- Thresholds, layer, forecasters ---- */

static void
show_threshold (GtkEntry *entry,
                double    value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* What is being typed is not taken away. */
  if (gtk_widget_get_state_flags (GTK_WIDGET (entry)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return;

  gtk_editable_set_text (GTK_EDITABLE (entry), isnan (value) ? "" : g_ascii_formatd (text, sizeof text, "%.10g", value));
}

static void
add_cell (PenstockIndicatorsView *self,
          int                     column,
          int                     row,
          const char             *text,
          const char             *css_class)
{
  GtkWidget *label = penstock_signals_label (text, css_class);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_grid_attach (self->forecasters, label, column, row, 1, 1);
}

static void
show_forecasters (PenstockIndicatorsView        *self,
                  const PenstockIndicatorSeries *series)
{
  static const char *const headings[] = { N_("Forecaster"), N_("forecasts"), N_("mean error"), N_("mean size"), N_("last error") };
  const guint n = series->forecasters->len;

  penstock_signals_clear (GTK_WIDGET (self->forecasters));
  gtk_widget_set_visible (self->no_forecasters, n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->forecasters), n > 0);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    add_cell (self, (int)i, 0, _(headings[i]), "table-heading");
  for (guint i = 0; i < n; i++)
    {
      const PenstockForecaster *forecaster = &g_array_index (series->forecasters, PenstockForecaster, i);
      g_autofree char *count = g_strdup_printf ("%u", forecaster->n);
      g_autofree char *mean = penstock_format_signed (forecaster->mean_error, 2);
      g_autofree char *size = penstock_format_number (forecaster->mean_absolute_error, 2);
      g_autofree char *last = penstock_format_signed (forecaster->last_error, 2);

      add_cell (self, 0, (int)i + 1, forecaster->source, NULL);
      add_cell (self, 1, (int)i + 1, count, NULL);
      add_cell (self, 2, (int)i + 1, mean, NULL);
      add_cell (self, 3, (int)i + 1, size, NULL);
      add_cell (self, 4, (int)i + 1, last, NULL);
    }
}

static char *
title_of (const PenstockIndicatorSeries *series)
{
  if (series->population != NULL && *series->population != '\0')
    return g_strdup_printf ("%s, %s (%s)", series->series, series->population, series->unit);

  return g_strdup_printf ("%s (%s)", series->series, series->unit);
}

void
penstock_indicators_view_show_detail (PenstockIndicatorsView        *self,
                                      const PenstockIndicatorSeries *series)
{
  g_autofree char *title = title_of (series);
  g_autofree char *line = penstock_words_indicator_line (series);
  g_autofree char *value = penstock_format_price (series->last);
  g_autofree char *previous = penstock_format_price (series->previous);
  g_autofree char *text = isnan (series->previous) ? g_strdup_printf ("%s · %s", value, line)
                                                   : g_strdup_printf (_("%s · %s · before: %s"), value, line, previous);
  g_autofree char *state = penstock_words_threshold (series);

  self->updating = TRUE;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->line, text);
  gtk_label_set_label (self->state, state != NULL ? state : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), state != NULL);
  show_threshold (self->low, series->low);
  show_threshold (self->high, series->high);
  gtk_widget_set_visible (GTK_WIDGET (self->threshold_fault), FALSE);
  gtk_drop_down_set_selected (self->layer, (guint)(series->layer + 1));
  show_forecasters (self, series);
  show_chart (self, series);
  self->updating = FALSE;
}

/* ---- The golden triangle ---- */

static GtkWidget *
corner_card (PenstockIndicatorsView       *self,
             const PenstockTriangleCorner *corner)
{
  const PenstockChain *chain = penstock_engine_get_chain (penstock_desk_get_engine (self->desk));
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = penstock_signals_label (chain->layers[corner->layer].name, "card-title");
  g_autofree char *value = penstock_format_signed (corner->validation, 2);
  g_autofree char *words = penstock_words_corner (corner);
  const char *said = corner->lit ? C_("corner", "Lit") : !corner->known ? C_("corner", "Not known") : C_("corner", "Not lit");
  GtkWidget *light = penstock_signals_label (said, "event-badge");

  if (corner->lit)
    gtk_widget_add_css_class (light, "confirmed");
  gtk_widget_add_css_class (card, "penstock-card");
  gtk_widget_add_css_class (card, "page-card");
  gtk_widget_set_valign (light, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (card), name);
  gtk_box_append (GTK_BOX (head), light);
  gtk_box_append (GTK_BOX (head), penstock_signals_figure (value, corner->validation));
  gtk_box_append (GTK_BOX (head), penstock_signals_words (words, "penstock-secondary"));
  gtk_box_append (GTK_BOX (card), head);
  for (guint i = 0; corner->series != NULL && i < MIN (corner->series->len, 2); i++)
    {
      const PenstockIndicatorSeries *series = g_ptr_array_index (corner->series, i);
      g_autofree char *last = penstock_format_price (series->last);
      g_autofree char *text = g_strdup_printf ("%s: %s %s", series->series, last, series->unit);

      gtk_box_append (GTK_BOX (card), penstock_signals_label (text, "penstock-caption"));
    }
  return card;
}

void
penstock_indicators_view_show_triangle (PenstockIndicatorsView *self,
                                        PenstockDay             as_of)
{
  g_autoptr(GArray) triangle = penstock_engine_dup_triangle (penstock_desk_get_engine (self->desk), as_of, self->series);

  penstock_signals_clear (GTK_WIDGET (self->triangle));
  for (guint i = 0; triangle != NULL && i < triangle->len; i++)
    gtk_box_append (self->triangle, corner_card (self, &g_array_index (triangle, PenstockTriangleCorner, i)));
}
