/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-method-window.h"
#include "penstock-method.h"

struct _PenstockMethodWindow
{
  AdwWindow          parent_instance;

  /* Template */
  GtkListBox        *contents;
  GtkScrolledWindow *scroller;
  GtkBox            *body;
};

G_DEFINE_FINAL_TYPE (PenstockMethodWindow, penstock_method_window, ADW_TYPE_WINDOW)

static GtkWidget *
label_new (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* Tab walks the contents, not every paragraph. */
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
append_remark (GtkBox     *card,
               const char *heading,
               const char *text)
{
  if (text == NULL)
    return;

  gtk_box_append (card, label_new (heading, "method-heading"));
  gtk_box_append (card, label_new (_(text), "method-remark"));
}

static GtkWidget *
card_new (const PenstockMethod *method)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (card, "penstock-card");
  gtk_widget_add_css_class (card, "method-card");
  gtk_box_append (GTK_BOX (card), label_new (_(method->title), "method-title"));
  gtk_box_append (GTK_BOX (card), label_new (_(method->text), "method-text"));
  if (method->formula != NULL)
    gtk_box_append (GTK_BOX (card), label_new (_(method->formula), "method-formula"));
  append_remark (GTK_BOX (card), _("Source"), method->source);
  append_remark (GTK_BOX (card), _("Limit"), method->limit);
  return card;
}

static void
row_selected_cb (PenstockMethodWindow *self,
                 GtkListBoxRow        *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->body));
  double y = 0.0;

  if (row == NULL)
    return;

  for (int i = gtk_list_box_row_get_index (row); i > 0 && card != NULL; i--)
    card = gtk_widget_get_next_sibling (card);
  if (card != NULL && gtk_widget_translate_coordinates (card, GTK_WIDGET (self->body), 0, 0, NULL, &y))
    gtk_adjustment_set_value (adjustment, y);
}

static void
penstock_method_window_class_init (PenstockMethodWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-method-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockMethodWindow, contents);
  gtk_widget_class_bind_template_child (widget_class, PenstockMethodWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, PenstockMethodWindow, body);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
penstock_method_window_init (PenstockMethodWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (const PenstockMethod *method = penstock_methods; method->id != NULL; method++)
    {
      GtkWidget *label = gtk_label_new (_(method->title));

      gtk_label_set_xalign (GTK_LABEL (label), 0.f);
      gtk_list_box_append (self->contents, label);
      gtk_box_append (self->body, card_new (method));
    }
}

GtkWidget *
penstock_method_window_new (GtkWindow *parent)
{
  return g_object_new (PENSTOCK_TYPE_METHOD_WINDOW, "transient-for", parent, NULL);
}
