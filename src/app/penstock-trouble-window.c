/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-trouble-window.h"


struct _PenstockTroubleWindow
{
  AdwApplicationWindow parent_instance;

  AdwStatusPage       *page;
};

G_DEFINE_FINAL_TYPE (PenstockTroubleWindow, penstock_trouble_window, ADW_TYPE_APPLICATION_WINDOW)

static void
penstock_trouble_window_class_init (PenstockTroubleWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-trouble-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockTroubleWindow, page);
}

static void
penstock_trouble_window_init (PenstockTroubleWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
penstock_trouble_window_new (GtkApplication *application,
                             const GError   *error)
{
  PenstockTroubleWindow *self = g_object_new (PENSTOCK_TYPE_TROUBLE_WINDOW, "application", application, NULL);
  g_autofree char *text = g_strdup_printf (_("%s\n\nNothing was changed. Put it right and try again, "
                                             "start with another folder (penstock --data-dir DIR), or look round in the sample market."),
                                           error->message);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->page, escaped);
  return GTK_WIDGET (self);
}
