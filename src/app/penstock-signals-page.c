/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-signals-page-private.h"

G_DEFINE_FINAL_TYPE (PenstockSignalsPage, penstock_signals_page, ADW_TYPE_BIN)

enum { COMPANY_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
company_activated_cb (PenstockSignalsPage *self,
                      guint                company)
{
  g_signal_emit (self, signals[COMPANY_ACTIVATED], 0, company);
}

/* The overlay takes the toast over. */
static void
toast_cb (PenstockSignalsPage *self,
          AdwToast            *toast)
{
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

void
penstock_signals_page_set_desk (PenstockSignalsPage *self,
                                PenstockDesk        *desk)
{
  g_return_if_fail (PENSTOCK_IS_SIGNALS_PAGE (self) && PENSTOCK_IS_DESK (desk));

  penstock_inbox_view_set_desk (self->inbox, desk);
  penstock_claims_view_set_desk (self->claims, desk);
  penstock_indicators_view_set_desk (self->indicators, desk);
}

void
penstock_signals_page_show_event (PenstockSignalsPage *self,
                                  const char          *event_id)
{
  g_return_if_fail (PENSTOCK_IS_SIGNALS_PAGE (self) && event_id != NULL);

  gtk_stack_set_visible_child_name (self->tabs, "inbox");
  penstock_inbox_view_show_event (self->inbox, event_id);
}

static gboolean
penstock_signals_page_grab_focus (GtkWidget *widget)
{
  GtkWidget *tab = gtk_stack_get_visible_child (PENSTOCK_SIGNALS_PAGE (widget)->tabs);

  return PENSTOCK_IS_INBOX_VIEW (tab) ? gtk_widget_grab_focus (tab) : gtk_widget_child_focus (tab, GTK_DIR_TAB_FORWARD);
}

static void
penstock_signals_page_class_init (PenstockSignalsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = penstock_signals_page_grab_focus;
  signals[COMPANY_ACTIVATED] = g_signal_new ("company-activated", PENSTOCK_TYPE_SIGNALS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (PENSTOCK_TYPE_INBOX_VIEW);
  g_type_ensure (PENSTOCK_TYPE_CLAIMS_VIEW);
  g_type_ensure (PENSTOCK_TYPE_INDICATORS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-signals-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalsPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalsPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalsPage, inbox);
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalsPage, claims);
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalsPage, indicators);
}

static void
penstock_signals_page_init (PenstockSignalsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->inbox, "company-activated", G_CALLBACK (company_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->claims, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->indicators, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
}
