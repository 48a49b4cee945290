/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-mover-row.h"

#include "penstock-change-label.h"
#include "penstock-money.h"
#include "penstock-plots.h"

struct _PenstockMoverRow
{
  GtkListBoxRow        parent_instance;

  guint                company;

  /* Template */
  GtkLabel            *symbol;
  GtkLabel            *name;
  PenstockChangeLabel *change;
  PenstockSparkline   *trend;
};

G_DEFINE_FINAL_TYPE (PenstockMoverRow, penstock_mover_row, GTK_TYPE_LIST_BOX_ROW)

static void
penstock_mover_row_class_init (PenstockMoverRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PENSTOCK_TYPE_CHANGE_LABEL);
  g_type_ensure (PENSTOCK_TYPE_SPARKLINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-mover-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockMoverRow, symbol);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoverRow, name);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoverRow, change);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoverRow, trend);
}

static void
penstock_mover_row_init (PenstockMoverRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
penstock_mover_row_new (GtkSizeGroup *symbols,
                        GtkSizeGroup *changes)
{
  PenstockMoverRow *self = g_object_new (PENSTOCK_TYPE_MOVER_ROW, NULL);

  gtk_size_group_add_widget (symbols, GTK_WIDGET (self->symbol));
  gtk_size_group_add_widget (changes, GTK_WIDGET (self->change));
  return GTK_WIDGET (self);
}

void
penstock_mover_row_set (PenstockMoverRow    *self,
                        const PenstockMover *data,
                        gboolean             divided)
{
  PenstockInstrument *instrument = data->instrument;
  const char *symbol = penstock_instrument_get_symbol (instrument);
  const char *name = penstock_instrument_get_name (instrument);
  g_autofree char *change = penstock_format_percent (data->change, 1);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", symbol, name, change);

  g_return_if_fail (PENSTOCK_IS_MOVER_ROW (self));

  self->company = penstock_instrument_get_company (instrument);
  gtk_label_set_label (self->symbol, symbol);
  gtk_label_set_label (self->name, name);
  penstock_change_label_set (self->change, data->change, penstock_instrument_get_convention (instrument), NULL);
  penstock_sparkline_set_bars (self->trend, penstock_instrument_get_bars (instrument));
  if (divided)
    gtk_widget_add_css_class (GTK_WIDGET (self), "divided");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "divided");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

guint
penstock_mover_row_get_company (PenstockMoverRow *self)
{
  g_return_val_if_fail (PENSTOCK_IS_MOVER_ROW (self), 0);

  return self->company;
}
