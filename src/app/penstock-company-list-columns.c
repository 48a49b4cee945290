/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-company-list-private.h"

#define CELL_PADDING 12 /* 6 px at each side */
#define NAME_DIGITS  11 /* of the name column, before others are dropped for it */
#define NAME_LEAST   6  /* when there is nothing left to drop */
#define TREND_WIDTH  64
#define SCORE_EXTRA  8

/* In the table's own font, so that the columns grow with the text. */
static double
digit_width (PenstockCompanyList *self)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), "0000000000");
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width / 10.0 * 0.95;
}

static int
column_width (const PenstockListColumn *column,
              double                    digit)
{
  if (g_str_equal (column->id, "trend"))
    return TREND_WIDTH + CELL_PADDING;

  return (int)(column->digits * digit) + CELL_PADDING;
}

static void
fit_columns (PenstockCompanyList *self,
             int                  room)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  double digit = digit_width (self);
  int name = (int)(NAME_DIGITS * digit) + CELL_PADDING;
  int least = (int)(NAME_LEAST * digit) + CELL_PADDING;
  int needed = name;
  guint dropped = 0;

  for (guint i = 0; i < penstock_n_list_columns; i++)
    needed += penstock_list_columns[i].digits > 0 ? column_width (&penstock_list_columns[i], digit) : 0;

  /* Never shorten a number: drop a column first. */
  for (guint drop = 1; drop <= penstock_n_list_columns && needed > room; drop++)
    for (guint i = 0; i < penstock_n_list_columns; i++)
      if (penstock_list_columns[i].drop == drop)
        {
          needed -= column_width (&penstock_list_columns[i], digit);
          dropped = drop;
        }

  for (guint i = 0; i < penstock_n_list_columns; i++)
    {
      const PenstockListColumn *info = &penstock_list_columns[i];
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_visible (column, info->drop == 0 || info->drop > dropped);
      /* An expanding column does not take what is left in GTK 4.8: it is told. */
      gtk_column_view_column_set_fixed_width (column, info->digits > 0 ? column_width (info, digit) : MAX (name + room - needed, least));
    }
}

static gboolean
fit_cb (gpointer user_data)
{
  PenstockCompanyList *self = user_data;

  self->fit_source = 0;
  fit_columns (self, self->fit_width);
  penstock_company_list_mark_sorted (self);
  return G_SOURCE_REMOVE;
}

/* Columns must not change while the view is being allocated. */
static void
queue_fit (PenstockCompanyList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  int width = (int)gtk_adjustment_get_page_size (adjustment);

  if (width <= 1)
    return;

  self->fit_width = width;
  if (self->fit_source == 0)
    self->fit_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
page_size_cb (PenstockCompanyList *self)
{
  if ((int)gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scroller)) != self->fit_width)
    queue_fit (self);
}

void
penstock_company_list_init_columns (PenstockCompanyList *self)
{
  for (guint i = 0; i < penstock_n_list_columns; i++)
    {
      const PenstockListColumn *info = &penstock_list_columns[i];
      g_autoptr(GtkSorter) sorter = penstock_column_sorter_new (info);
      g_autoptr(GtkColumnViewColumn) column = gtk_column_view_column_new (_(info->title), penstock_list_column_factory (info));

      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_append_column (self->view, column);
    }

  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "notify::page-size",
                           G_CALLBACK (page_size_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi", G_CALLBACK (queue_fit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-font-name", G_CALLBACK (queue_fit), self, G_CONNECT_SWAPPED);
}

void
penstock_company_list_sort_by (PenstockCompanyList *self,
                               const char          *column,
                               GtkSortType          order)
{
  GListModel *columns;

  g_return_if_fail (PENSTOCK_IS_COMPANY_LIST (self));

  columns = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < penstock_n_list_columns; i++)
    if (g_str_equal (penstock_list_columns[i].id, column))
      {
        g_autoptr(GtkColumnViewColumn) item = g_list_model_get_item (columns, i);

        gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
        gtk_column_view_sort_by_column (self->view, item, order);
      }
}

/* ---- Headings: GTK 4.8 lets no one align or explain them, so this goes to their widgets, and leaves alone what it doesn't know ---- */

static const PenstockListColumn *
column_titled (const char *title)
{
  for (guint i = 0; i < penstock_n_list_columns; i++)
    if (g_strcmp0 (_(penstock_list_columns[i].title), title) == 0)
      return &penstock_list_columns[i];

  return NULL;
}

static void
dress_heading (PenstockCompanyList *self,
               GtkWidget           *heading)
{
  GtkWidget *box = gtk_widget_get_first_child (heading);
  GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;
  GtkWidget *triangle = box != NULL ? gtk_widget_get_last_child (box) : NULL;
  const PenstockListColumn *column;

  while (label != NULL && !GTK_IS_LABEL (label))
    label = gtk_widget_get_next_sibling (label);
  if (!GTK_IS_BOX (box) || label == NULL)
    return;

  column = column_titled (gtk_label_get_label (GTK_LABEL (label)));
  if (column == NULL)
    return;

  if (column->tooltip != NULL)
    gtk_widget_set_tooltip_text (heading, _(column->tooltip));
  if (column->numeric)
    {
      gtk_widget_set_halign (box, GTK_ALIGN_END);
      if (triangle != label)
        gtk_box_reorder_child_after (GTK_BOX (box), triangle, NULL);
    }
  if (column == self->sort_column)
    gtk_widget_add_css_class (heading, "sorted");
  else
    gtk_widget_remove_css_class (heading, "sorted");
}

void
penstock_company_list_mark_sorted (PenstockCompanyList *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  if (header == NULL)
    return;

  for (GtkWidget *heading = gtk_widget_get_first_child (header); heading != NULL; heading = gtk_widget_get_next_sibling (heading))
    dress_heading (self, heading);
}
