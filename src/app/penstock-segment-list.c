/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-segment-list.h"


#include "penstock-company-list-private.h"

struct _PenstockSegmentList
{
  AdwBin      parent_instance;

  GtkListBox *all;      /* one row */
  GtkListBox *segments;
};

enum { SEGMENT_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockSegmentList, penstock_segment_list, ADW_TYPE_BIN)

static void
row_selected_cb (PenstockSegmentList *self,
                 GtkListBoxRow       *row,
                 GtkListBox          *box)
{
  if (row == NULL)
    return;

  gtk_list_box_unselect_all (box == self->all ? self->segments : self->all);
  g_signal_emit (self, signals[SEGMENT_CHOSEN], 0, box == self->all ? -1 : gtk_list_box_row_get_index (row));
}

static void
penstock_segment_list_class_init (PenstockSegmentListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SEGMENT_CHOSEN] = g_signal_new ("segment-chosen", PENSTOCK_TYPE_SEGMENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-segment-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockSegmentList, all);
  gtk_widget_class_bind_template_child (widget_class, PenstockSegmentList, segments);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
penstock_segment_list_init (PenstockSegmentList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
append_row (GtkListBox *box,
            const char *name,
            const char *covers,
            guint       count)
{
  g_autofree char *number = g_strdup_printf ("%u", count);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *tally = gtk_label_new (number);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (tally, "segment-count");
  gtk_widget_add_css_class (tally, "numeric");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), tally);
  if (covers != NULL)
    {
      g_autofree char *tip = g_strdup_printf ("%s\n%s", name, covers);

      gtk_widget_set_tooltip_text (row, tip);
    }
  gtk_list_box_append (box, row);
}

static guint
count_companies (const PenstockChain *chain,
                 int                  segment,
                 guint                tier)
{
  guint count = 0;

  for (guint i = 0; i < chain->n_companies; i++)
    count += penstock_company_is_listed_in (&chain->companies[i], segment, tier) ? 1 : 0;

  return count;
}

void
penstock_segment_list_set_chain (PenstockSegmentList *self,
                                 PenstockChain       *chain,
                                 guint                tier)
{
  g_return_if_fail (PENSTOCK_IS_SEGMENT_LIST (self));

  append_row (self->all, _("All companies"), NULL, count_companies (chain, -1, tier));
  for (guint i = 0; i < chain->n_segments; i++)
    append_row (self->segments, chain->segments[i].name, chain->segments[i].covers, count_companies (chain, (int)i, tier));

  penstock_segment_list_select (self, -1);
}

void
penstock_segment_list_select (PenstockSegmentList *self,
                              int                  segment)
{
  GtkListBox *box;
  GtkListBoxRow *row;

  g_return_if_fail (PENSTOCK_IS_SEGMENT_LIST (self));

  box = segment < 0 ? self->all : self->segments;
  row = gtk_list_box_get_row_at_index (box, MAX (segment, 0));
  if (row != NULL && !gtk_list_box_row_is_selected (row))
    gtk_list_box_select_row (box, row);
}
