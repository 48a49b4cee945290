/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-beneficiary-row.h"

#include "penstock-change-label.h"
#include "penstock-money.h"
#include "penstock-words-overview.h"

#define NAME_CHARS 12 /* of a name that are shown before the tags beside it */

struct _PenstockBeneficiaryRow
{
  GtkListBoxRow        parent_instance;

  guint                company;

  /* Template */
  GtkLabel            *name;
  GtkLabel            *symbol;
  GtkLabel            *tags;
  GtkLabel            *path;
  PenstockChangeLabel *month;
  GtkWidget           *gap_box;
  GtkLevelBar         *bar;
  GtkLabel            *gap;
};

G_DEFINE_FINAL_TYPE (PenstockBeneficiaryRow, penstock_beneficiary_row, GTK_TYPE_LIST_BOX_ROW)

static void
penstock_beneficiary_row_class_init (PenstockBeneficiaryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PENSTOCK_TYPE_CHANGE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-beneficiary-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiaryRow, name);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiaryRow, symbol);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiaryRow, tags);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiaryRow, path);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiaryRow, month);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiaryRow, gap_box);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiaryRow, bar);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiaryRow, gap);
}

static void
penstock_beneficiary_row_init (PenstockBeneficiaryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* One blue for all sizes: the offsets of GTK colour a full bar green. */
  gtk_level_bar_remove_offset_value (self->bar, NULL);
}

GtkWidget *
penstock_beneficiary_row_new (GtkSizeGroup *month,
                              GtkSizeGroup *gap)
{
  PenstockBeneficiaryRow *self = g_object_new (PENSTOCK_TYPE_BENEFICIARY_ROW, NULL);

  gtk_size_group_add_widget (month, GTK_WIDGET (self->month));
  gtk_size_group_add_widget (gap, self->gap_box);
  return GTK_WIDGET (self);
}

void
penstock_beneficiary_row_set (PenstockBeneficiaryRow    *self,
                              const PenstockScoreboard  *board,
                              const PenstockBeneficiary *data)
{
  const PenstockCompany *info = &board->chain->companies[data->company];
  const PenstockExchange *exchange = penstock_chain_exchange (board->chain, data->company);
  g_autofree char *path = penstock_words_path (board, &data->path);
  g_autofree char *links = penstock_words_path_links (board, &data->path);
  g_autofree char *gap = penstock_format_signed (data->gap, 2);
  g_autofree char *spoken = penstock_words_beneficiary (board, data);
  const gboolean is_long = g_utf8_strlen (info->name, -1) > NAME_CHARS;

  g_return_if_fail (PENSTOCK_IS_BENEFICIARY_ROW (self));

  self->company = data->company;
  gtk_label_set_label (self->name, info->name);
  /* A width in characters is a guess that leaves a gap behind a short name: such a name is never cut. */
  gtk_label_set_ellipsize (self->name, is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (self->name, is_long ? NAME_CHARS : -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), info->name);
  gtk_label_set_label (self->symbol, info->symbol != NULL ? info->symbol : "");
  gtk_label_set_label (self->tags, links);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->tags), links);
  gtk_label_set_markup (self->path, path);
  gtk_widget_set_tooltip_markup (GTK_WIDGET (self->path), path);
  penstock_change_label_set (self->month, data->ret_1m, exchange != NULL ? exchange->convention : PENSTOCK_GREEN_UP, NULL);
  gtk_level_bar_set_value (self->bar, data->gap);
  gtk_label_set_label (self->gap, gap);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

guint
penstock_beneficiary_row_get_company (PenstockBeneficiaryRow *self)
{
  g_return_val_if_fail (PENSTOCK_IS_BENEFICIARY_ROW (self), 0);

  return self->company;
}
