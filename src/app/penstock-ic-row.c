/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-ic-row.h"

#include "penstock-money.h"
#include "penstock-words-evidence.h"

#define LEAST_CHANCE 0.01 /* that two decimals can say */

struct _PenstockIcRow
{
  GtkListBoxRow     parent_instance;

  /* Template */
  GtkLabel         *score;
  GtkLabel         *days;
  GtkWidget        *mean_box;
  PenstockInterval *plot;
  GtkLabel         *mean;
  GtkLabel         *ir;
  GtkLabel         *t;
  GtkLabel         *p;
  GtkLabel         *holm;
  GtkLabel         *words;
};

G_DEFINE_FINAL_TYPE (PenstockIcRow, penstock_ic_row, GTK_TYPE_LIST_BOX_ROW)

static void
penstock_ic_row_class_init (PenstockIcRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PENSTOCK_TYPE_INTERVAL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-ic-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockIcRow, score);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcRow, days);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcRow, mean_box);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcRow, plot);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcRow, mean);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcRow, ir);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcRow, t);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcRow, p);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcRow, holm);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcRow, words);
}

static void
penstock_ic_row_init (PenstockIcRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
penstock_ic_row_new (GtkSizeGroup *const columns[PENSTOCK_N_IC_COLUMNS])
{
  PenstockIcRow *self = g_object_new (PENSTOCK_TYPE_IC_ROW, NULL);

  gtk_size_group_add_widget (columns[PENSTOCK_IC_SCORE], GTK_WIDGET (self->score));
  gtk_size_group_add_widget (columns[PENSTOCK_IC_DAYS], GTK_WIDGET (self->days));
  gtk_size_group_add_widget (columns[PENSTOCK_IC_MEAN], self->mean_box);
  gtk_size_group_add_widget (columns[PENSTOCK_IC_IR], GTK_WIDGET (self->ir));
  gtk_size_group_add_widget (columns[PENSTOCK_IC_T], GTK_WIDGET (self->t));
  gtk_size_group_add_widget (columns[PENSTOCK_IC_P], GTK_WIDGET (self->p));
  gtk_size_group_add_widget (columns[PENSTOCK_IC_HOLM], GTK_WIDGET (self->holm));
  return GTK_WIDGET (self);
}

static void
set_number (GtkLabel *label,
            double    value,
            int       decimals)
{
  g_autofree char *text = penstock_format_number (value, decimals);

  gtk_label_set_label (label, text);
}

/* A chance is never nought. */
static void
set_chance (GtkLabel *label,
            double    p)
{
  g_autofree char *least = penstock_format_number (LEAST_CHANCE, 2);
  g_autofree char *below = g_strdup_printf ("<%s", least);

  if (p < LEAST_CHANCE / 2.0)
    gtk_label_set_label (label, below);
  else
    set_number (label, p, 2);
}

/* Figures of too few days look like a finding: the reason takes their place. */
static void
set_computed (PenstockIcRow *self,
              gboolean       computed)
{
  GtkWidget *figures[] = { self->mean_box, GTK_WIDGET (self->ir), GTK_WIDGET (self->t), GTK_WIDGET (self->p), GTK_WIDGET (self->holm) };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    gtk_widget_set_visible (figures[i], computed);
}

/* What the columns beside say as figures is not said again: the finding is to be read whole. */
static void
set_words (PenstockIcRow             *self,
           const PenstockEvidenceRow *data)
{
  GtkWidget *words = GTK_WIDGET (self->words);

  gtk_label_set_label (self->words, data->finding == PENSTOCK_FINDING_NONE ? _("No evidence in this data") : data->words);
  gtk_widget_set_tooltip_text (words, data->words);
  /* What was found, for or against, is rare and worth a second line. */
  gtk_label_set_lines (self->words, data->finding == PENSTOCK_FINDING_FOR || data->finding == PENSTOCK_FINDING_AGAINST ? 2 : 1);
  gtk_widget_remove_css_class (words, "penstock-dim");
  gtk_widget_remove_css_class (words, "row-title");
  if (data->finding == PENSTOCK_FINDING_NOT_COMPUTED)
    gtk_widget_add_css_class (words, "penstock-dim");
  else if (data->finding != PENSTOCK_FINDING_NONE)
    gtk_widget_add_css_class (words, "row-title");
}

void
penstock_ic_row_set (PenstockIcRow             *self,
                     const PenstockEvidenceRow *data,
                     gboolean                   first,
                     double                     limit)
{
  g_autofree char *days = g_strdup_printf ("%u", data->horizon);
  g_autofree char *mean = penstock_format_signed (data->mean_ic, 3);
  g_autofree char *spoken = penstock_words_evidence_row (data);

  g_return_if_fail (PENSTOCK_IS_IC_ROW (self));

  gtk_label_set_label (self->score, first ? penstock_words_evidence_score (data->score) : "");
  gtk_label_set_label (self->days, days);
  penstock_interval_set_value (self->plot, data->mean_ic, penstock_evidence_half (data), limit);
  gtk_label_set_label (self->mean, mean);
  set_number (self->ir, data->ir, 2);
  set_number (self->t, data->nw_t, 1);
  set_chance (self->p, data->p);
  set_chance (self->holm, data->p_holm);
  set_computed (self, data->finding != PENSTOCK_FINDING_NOT_COMPUTED);
  set_words (self, data);
  if (first)
    gtk_widget_add_css_class (GTK_WIDGET (self), "first");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "first");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
