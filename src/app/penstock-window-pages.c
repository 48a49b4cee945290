/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-evidence-page.h"
#include "penstock-overview-page.h"
#include "penstock-settings.h"
#include "penstock-signals-page.h"
#include "penstock-what-if-page.h"
#include "penstock-window-private.h"

static void
company_activated_cb (PenstockWindow *self,
                      guint           company)
{
  penstock_window_open (self, company);
}

static void
segment_activated_cb (PenstockWindow *self,
                      guint           segment)
{
  penstock_window_open_segment (self, segment);
}

static void
event_activated_cb (PenstockWindow *self,
                    const char     *event)
{
  penstock_window_show_page (self, "signals");
  penstock_signals_page_show_event (PENSTOCK_SIGNALS_PAGE (adw_bin_get_child (self->signals_bin)), event);
}

static void
page_requested_cb (PenstockWindow *self,
                   const char     *page)
{
  penstock_window_show_page (self, page);
}

static GtkWidget *
create_overview (PenstockWindow *self)
{
  GtkWidget *page = penstock_overview_page_new ();

  penstock_overview_page_set_desk (PENSTOCK_OVERVIEW_PAGE (page), self->desk);
  g_signal_connect_object (page, "company-activated", G_CALLBACK (company_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "segment-activated", G_CALLBACK (segment_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "event-activated", G_CALLBACK (event_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "page-requested", G_CALLBACK (page_requested_cb), self, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
create_signals (PenstockWindow *self)
{
  GtkWidget *page = g_object_new (PENSTOCK_TYPE_SIGNALS_PAGE, NULL);

  penstock_signals_page_set_desk (PENSTOCK_SIGNALS_PAGE (page), self->desk);
  g_signal_connect_object (page, "company-activated", G_CALLBACK (company_activated_cb), self, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
create_evidence (PenstockWindow *self)
{
  GtkWidget *page = penstock_evidence_page_new ();

  penstock_evidence_page_set_desk (PENSTOCK_EVIDENCE_PAGE (page), self->desk);
  g_signal_connect_object (page, "segment-activated", G_CALLBACK (segment_activated_cb), self, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
create_chain (PenstockWindow *self)
{
  GtkWidget *page = g_object_new (PENSTOCK_TYPE_WHAT_IF_PAGE, NULL);

  penstock_what_if_page_set_desk (PENSTOCK_WHAT_IF_PAGE (page), self->desk);
  g_signal_connect_object (page, "company-activated", G_CALLBACK (company_activated_cb), self, G_CONNECT_SWAPPED);
  return page;
}

/* A page costs memory and time: it is made when it is first shown. */
static void
fill (PenstockWindow *self,
      AdwBin         *bin,
      GtkWidget    *(*create) (PenstockWindow *self))
{
  if (adw_bin_get_child (bin) == NULL)
    adw_bin_set_child (bin, create (self));
}

void
penstock_window_page_shown (PenstockWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->pages);
  gboolean watchlists = g_strcmp0 (name, "watchlists") == 0;
  AdwViewStackPage *page;

  /* While the template is built there is no desk yet. */
  if (self->desk == NULL || name == NULL)
    return;

  if (g_str_equal (name, "overview"))
    fill (self, self->overview_bin, create_overview);
  else if (g_str_equal (name, "chain"))
    fill (self, self->chain_bin, create_chain);
  else if (g_str_equal (name, "signals"))
    fill (self, self->signals_bin, create_signals);
  else if (g_str_equal (name, "evidence"))
    fill (self, self->evidence_bin, create_evidence);

  page = adw_view_stack_get_page (self->pages, adw_view_stack_get_visible_child (self->pages));
  g_object_set (adw_bin_get_child (self->switcher_bin), "title", adw_view_stack_page_get_title (page), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar_button), watchlists);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), watchlists);
  penstock_settings_set_string (penstock_desk_get_settings (self->desk), "page", name);
}

void
penstock_window_show_page (PenstockWindow *self,
                           const char     *page)
{
  if (adw_view_stack_get_child_by_name (self->pages, page) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, page);
}

/* The keys of a page that was asked for work at once: j and k walk its rows. */
void
penstock_window_focus_page (PenstockWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->pages);
  GtkWidget *page = adw_view_stack_get_visible_child (self->pages);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (g_str_equal (name, "watchlists"))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
  else if (g_str_equal (name, "signals"))
    gtk_widget_grab_focus (adw_bin_get_child (self->signals_bin));
  else if (focus == NULL || !gtk_widget_is_ancestor (focus, page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

void
penstock_window_ask_what_if (PenstockWindow *self,
                             guint           company)
{
  penstock_window_show_page (self, "chain");
  penstock_what_if_page_ask (PENSTOCK_WHAT_IF_PAGE (adw_bin_get_child (self->chain_bin)), FALSE, company);
}

void
penstock_window_restore_page (PenstockWindow *self)
{
  g_autofree char *page = penstock_settings_get_string (penstock_desk_get_settings (self->desk), "page", "overview");

  penstock_window_show_page (self, page);
  penstock_window_page_shown (self);
}
