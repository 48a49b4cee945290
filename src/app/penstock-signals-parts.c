/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-signals-parts.h"

#include "penstock-words-overview.h"

GtkWidget *
penstock_signals_label (const char *text,
                        const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
penstock_signals_words (const char *text,
                        const char *css_class)
{
  GtkWidget *label = penstock_signals_label (text, css_class);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

GtkWidget *
penstock_signals_figure (const char *text,
                         double      value)
{
  GtkWidget *label = penstock_signals_label (text, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  if (value > 0.0)
    gtk_widget_add_css_class (label, "signal-positive");
  else if (value < 0.0)
    gtk_widget_add_css_class (label, "signal-negative");
  return label;
}

void
penstock_signals_clear (GtkWidget *box)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (GTK_IS_GRID (box))
        gtk_grid_remove (GTK_GRID (box), child);
      else if (GTK_IS_BOX (box))
        gtk_box_remove (GTK_BOX (box), child);
      else if (GTK_IS_LIST_BOX (box) && GTK_IS_LIST_BOX_ROW (child))
        gtk_list_box_remove (GTK_LIST_BOX (box), child);
      child = next;
    }
}

void
penstock_signals_set_classes (GtkWidget         *widget,
                              const char *const *all,
                              const char        *chosen)
{
  for (; *all != NULL; all++)
    if (g_strcmp0 (*all, chosen) == 0)
      gtk_widget_add_css_class (widget, *all);
    else
      gtk_widget_remove_css_class (widget, *all);
}

void
penstock_signals_set_badge (GtkLabel       *badge,
                            PenstockStatus  status)
{
  static const char *const all[] = { "rumour", "reported", "confirmed", "denied", "expired", NULL };

  gtk_label_set_label (badge, penstock_words_event_status (status));
  gtk_widget_add_css_class (GTK_WIDGET (badge), "event-badge");
  penstock_signals_set_classes (GTK_WIDGET (badge), all, penstock_status_id (status));
}

void
penstock_signals_add_key (GtkWidget              *widget,
                          guint                   key,
                          PenstockSignalsKeyFunc  func,
                          gpointer                user_data)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, 0), gtk_callback_action_new (func, user_data, NULL)));
  gtk_widget_add_controller (widget, controller);
}
