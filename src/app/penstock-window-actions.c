/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-compat.h"
#include "penstock-export-dialog.h"
#include "penstock-feeds-window.h"
#include "penstock-method-window.h"
#include "penstock-settings.h"
#include "penstock-split-dialog.h"
#include "penstock-theme.h"
#include "penstock-window-private.h"

static void
sidebar_activated (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  PenstockWindow *self = PENSTOCK_WINDOW (widget);

  penstock_window_show_page (self, "watchlists");
  penstock_window_show_sidebar (self, !self->sidebar_open);
}

static void
search_activated (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  PenstockWindow *self = PENSTOCK_WINDOW (widget);

  penstock_window_show_page (self, "watchlists");
  penstock_company_list_start_search (self->list);
}

static void
refresh_activated (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  penstock_desk_refresh (PENSTOCK_WINDOW (widget)->desk, NULL);
}

void
penstock_window_show_feeds (PenstockWindow *self,
                            const char     *feed)
{
  g_return_if_fail (PENSTOCK_IS_WINDOW (self));

  if (self->feeds == NULL)
    g_set_weak_pointer (&self->feeds, GTK_WINDOW (penstock_feeds_window_new (GTK_WINDOW (self), self->desk)));
  if (feed != NULL)
    penstock_feeds_window_show_feed (PENSTOCK_FEEDS_WINDOW (self->feeds), feed);
  gtk_window_present (self->feeds);
}

static void
feeds_activated (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  penstock_window_show_feeds (PENSTOCK_WINDOW (widget), NULL);
}

static void
page_activated (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  penstock_window_show_page (PENSTOCK_WINDOW (widget), g_variant_get_string (parameter, NULL));
  penstock_window_focus_page (PENSTOCK_WINDOW (widget));
}

static void
what_if_activated (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  PenstockWindow *self = PENSTOCK_WINDOW (widget);
  const int company = penstock_company_pane_get_company (self->pane);

  if (company >= 0)
    penstock_window_ask_what_if (self, (guint)company);
}

static void
method_activated (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  PenstockWindow *self = PENSTOCK_WINDOW (widget);

  if (self->method == NULL)
    g_set_weak_pointer (&self->method, GTK_WINDOW (penstock_method_window_new (GTK_WINDOW (self))));
  gtk_window_present (self->method);
}

/* ---- Copy ---- */

static void
copy (PenstockWindow *self,
      gboolean        all)
{
  g_autofree char *text = NULL;

  if (!all && penstock_company_list_get_selected (self->list) < 0)
    {
      penstock_window_say (self, _("Nothing copied: choose a company first"));
      return;
    }

  text = penstock_company_list_dup_text (self->list, all);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  penstock_window_say (self, all ? _("All rows copied") : _("Row copied"));
}

static void
copy_activated (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  copy (PENSTOCK_WINDOW (widget), FALSE);
}

static void
copy_all_activated (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  copy (PENSTOCK_WINDOW (widget), TRUE);
}

/* ---- Export ---- */

static void
show_in_folder_activated (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  g_autoptr(GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  penstock_compat_show_in_folder (GTK_WINDOW (widget), file);
}

static void
saved_cb (PenstockWindow *self,
          GFile          *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = g_strdup_printf (_("%s saved"), name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _("Show in folder"));
  adw_toast_set_action_name (toast, "win.show-in-folder");
  adw_toast_set_action_target (toast, "s", path);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static char *
file_name_for (const PenstockChartSource *source,
               PenstockRange              range,
               PenstockChartStyle         style)
{
  static const char *const ranges[PENSTOCK_N_RANGES] = { "5d", "1m", "3m", "6m", "1y", "max" };

  return g_strdup_printf ("%s-%s-%s", source->data.symbol, ranges[range], style == PENSTOCK_CHART_LINE ? "line" : "candles");
}

static void
export_activated (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  PenstockWindow *self = PENSTOCK_WINDOW (widget);
  PenstockPriceChart *chart = penstock_company_pane_get_chart (self->pane);
  int company = penstock_company_pane_get_company (self->pane);
  PenstockChartSource *source = company >= 0 ? penstock_chart_source_new (penstock_desk_get_engine (self->desk), (guint)company,
                                                                              penstock_company_pane_get_chart_panes (self->pane)) : NULL;
  g_autoptr(PenstockExport) figure = NULL;
  g_autofree char *name = NULL;
  PenstockDay from, until;
  GtkWidget *dialog;

  if (source == NULL)
    {
      penstock_window_say (self, company < 0 ? _("Nothing to export: choose a company first") : _("Nothing to export: this company has no prices"));
      return;
    }

  name = file_name_for (source, penstock_price_chart_get_range (chart), penstock_price_chart_get_style (chart));
  penstock_price_chart_get_visible (chart, &from, &until);
  figure = penstock_export_new (source, penstock_price_chart_get_style (chart), from, until);
  figure->figure.colours = penstock_theme_get_current ()->colours;
  dialog = penstock_export_dialog_new (GTK_WINDOW (self), figure, name);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Chart style ---- */

static void
chart_style_changed_cb (GSimpleAction *action,
                        GVariant      *value,
                        gpointer       user_data)
{
  PenstockWindow *self = user_data;
  const char *word = g_variant_get_string (value, NULL);

  g_simple_action_set_state (action, value);
  penstock_company_pane_set_style (self->pane, g_str_equal (word, "line") ? PENSTOCK_CHART_LINE : PENSTOCK_CHART_CANDLES);
  penstock_settings_set_string (penstock_desk_get_settings (self->desk), "chart-style", word);
}

static void
about_activated (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  penstock_compat_show_about (GTK_WINDOW (widget));
}

void
penstock_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.sidebar", NULL, sidebar_activated);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_activated);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_activated);
  gtk_widget_class_install_action (widget_class, "win.feeds", NULL, feeds_activated);
  gtk_widget_class_install_action (widget_class, "win.page", "s", page_activated);
  gtk_widget_class_install_action (widget_class, "win.what-if", NULL, what_if_activated);
  gtk_widget_class_install_action (widget_class, "win.method", NULL, method_activated);
  gtk_widget_class_install_action (widget_class, "win.copy", NULL, copy_activated);
  gtk_widget_class_install_action (widget_class, "win.copy-all", NULL, copy_all_activated);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_activated);
  gtk_widget_class_install_action (widget_class, "win.show-in-folder", "s", show_in_folder_activated);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_activated);

  /* Not in the menu bar of keys of the application: a text field keeps its own Ctrl+C. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "win.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.copy-all", NULL);
}

void
penstock_window_init_actions (PenstockWindow *self)
{
  g_autofree char *style = penstock_settings_get_string (penstock_desk_get_settings (self->desk), "chart-style", "candles");
  g_autoptr(GSimpleAction) action = g_simple_action_new_stateful ("chart-style", G_VARIANT_TYPE_STRING, g_variant_new_string (style));

  g_signal_connect_object (action, "change-state", G_CALLBACK (chart_style_changed_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
  penstock_company_pane_set_style (self->pane, g_str_equal (style, "line") ? PENSTOCK_CHART_LINE : PENSTOCK_CHART_CANDLES);
}
