/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-compat.h"
#include "penstock-split-dialog.h"
#include "penstock-settings.h"
#include "penstock-window-private.h"
#include "penstock-words.h"

#define SPIN_AFTER_MS 300

enum { PROP_0, PROP_DESK, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenstockWindow, penstock_window, ADW_TYPE_APPLICATION_WINDOW)

static PenstockEngine *
engine_of (PenstockWindow *self)
{
  return penstock_desk_get_engine (self->desk);
}

/* ---- Lists ---- */

static void
show_segment (PenstockWindow *self,
              int             segment)
{
  penstock_segment_list_select (self->segments, segment);
  penstock_company_list_set_segment (self->list, segment);
}

static void
segment_chosen_cb (PenstockWindow *self,
                   int             segment)
{
  show_segment (self, segment);
  /* Over the table the sidebar has done its duty. */
  if (penstock_width_bin_get_class (self->room) < PENSTOCK_WIDTH_WIDE)
    penstock_window_show_sidebar (self, FALSE);
}

static void
company_selected_cb (PenstockWindow *self,
                     guint           company)
{
  penstock_company_pane_show (self->pane, company);
}

static void
company_activated_cb (PenstockWindow *self,
                      guint           company)
{
  penstock_company_pane_show (self->pane, company);
  gtk_widget_grab_focus (GTK_WIDGET (penstock_company_pane_get_chart (self->pane)));
}

static void
split_requested_cb (PenstockWindow *self,
                    guint           company)
{
  if (penstock_engine_get_scoreboard (engine_of (self)) != NULL)
    gtk_window_present (GTK_WINDOW (penstock_split_dialog_new (GTK_WINDOW (self), self->desk, company)));
}

static void
sidebar_toggled_cb (PenstockWindow *self)
{
  gboolean open = gtk_toggle_button_get_active (self->sidebar_button);

  if (open != self->sidebar_open)
    penstock_window_show_sidebar (self, open);
}

static void
scrim_pressed_cb (PenstockWindow *self)
{
  penstock_window_show_sidebar (self, FALSE);
}

/* ---- State of the feeds ---- */

static gboolean
spin_cb (gpointer user_data)
{
  PenstockWindow *self = user_data;

  self->spin = 0;
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->refresh_stack, "busy");
  return G_SOURCE_REMOVE;
}

/* A short poll is not worth a moving thing, and the timetable's never stop. */
static void
show_polling (PenstockWindow *self)
{
  if (penstock_desk_is_refreshing (self->desk))
    {
      if (self->spin == 0 && !gtk_spinner_get_spinning (self->spinner))
        self->spin = g_timeout_add (SPIN_AFTER_MS, spin_cb, self);
      return;
    }

  g_clear_handle_id (&self->spin, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_stack_set_visible_child_name (self->refresh_stack, "idle");
}

static void
show_offline (PenstockWindow *self)
{
  gint64 since = 0;
  gboolean offline = penstock_engine_is_offline (engine_of (self), &since);

  if (offline)
    {
      g_autofree char *moment = penstock_words_clock_time (since, penstock_clock_now (penstock_engine_get_clock (engine_of (self))));
      g_autofree char *text = g_strdup_printf (_("Offline since %s. What is stored stays; ages keep counting."), moment);

      gtk_label_set_label (self->offline_text, text);
    }
  gtk_revealer_set_reveal_child (self->offline_bar, offline);
}

static void
feeds_changed_cb (PenstockWindow *self)
{
  show_offline (self);
  show_polling (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  PenstockWindow *self = user_data;

  penstock_feed_chip_tick (self->chip);
  penstock_company_pane_tick (self->pane);
  show_polling (self);
  return G_SOURCE_CONTINUE;
}

/* The best of what is scored is what a newcomer sees first: the top row, until the end of the first poll or the user settles it. */
static void
suggest_company (PenstockWindow *self)
{
  g_autoptr(PenstockInstrument) first = g_list_model_get_item (penstock_company_list_get_model (self->list), 0);

  int selected = penstock_company_list_get_selected (self->list);

  if (selected == self->suggestion && first != NULL)
    selected = self->suggestion = (int)penstock_instrument_get_company (first);
  if (selected >= 0)
    penstock_company_list_select (self->list, (guint)selected);
}

static void
scoreboard_changed_cb (PenstockWindow *self)
{
  if (self->suggestion == PENSTOCK_SUGGESTION_OVER)
    return;

  /* Before the first prices nothing is best. */
  suggest_company (self);
  if (penstock_engine_get_scoreboard (engine_of (self))->n_ranked == 0)
    return;

  if (!penstock_engine_is_polling (engine_of (self)))
    self->suggestion = PENSTOCK_SUGGESTION_OVER;
}

/* ---- Life ---- */

static gboolean
close_request_cb (PenstockWindow *self)
{
  penstock_window_save_size (self);
  return FALSE;
}

static void
penstock_window_constructed (GObject *object)
{
  PenstockWindow *self = PENSTOCK_WINDOW (object);
  guint tier = penstock_desk_is_sample (self->desk) ? 1 : penstock_settings_get_tier (penstock_desk_get_settings (self->desk));

  G_OBJECT_CLASS (penstock_window_parent_class)->constructed (object);

  penstock_company_pane_set_desk (self->pane, self->desk);
  penstock_company_list_set_engine (self->list, engine_of (self), tier);
  penstock_segment_list_set_chain (self->segments, penstock_engine_get_chain (engine_of (self)), tier);
  penstock_feed_chip_set_desk (self->chip, self->desk);
  gtk_widget_set_visible (GTK_WIDGET (self->sample_badge), penstock_desk_is_sample (self->desk));
  g_object_bind_property (penstock_company_list_get_search_bar (self->list), "search-mode-enabled", self->search_button, "active",
                          G_BINDING_BIDIRECTIONAL);

  adw_bin_set_child (self->switcher_bin, penstock_compat_create_switcher (self->pages, self->switcher_bar));
  penstock_window_init_actions (self);
  penstock_window_restore_page (self);
  penstock_window_restore_size (self);
  penstock_window_lay_out (self);
  g_signal_connect_object (engine_of (self), "feeds-changed", G_CALLBACK (feeds_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine_of (self), "scoreboard-changed", G_CALLBACK (scoreboard_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "message", G_CALLBACK (penstock_window_say), self, G_CONNECT_SWAPPED);
  self->tick = g_timeout_add_seconds (1, tick_cb, self);
  feeds_changed_cb (self);
}

static void
penstock_window_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (property_id == PROP_DESK)
    PENSTOCK_WINDOW (object)->desk = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
penstock_window_dispose (GObject *object)
{
  PenstockWindow *self = PENSTOCK_WINDOW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->spin, g_source_remove);
  g_clear_weak_pointer (&self->feeds);
  g_clear_weak_pointer (&self->method);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (penstock_window_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, PenstockWindow, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-window.ui");
  BIND (pages);
  BIND (overview_bin);
  BIND (chain_bin);
  BIND (signals_bin);
  BIND (evidence_bin);
  BIND (switcher_bar);
  BIND (switcher_bin);
  BIND (sidebar_button);
  BIND (search_button);
  BIND (chip);
  BIND (sample_badge);
  BIND (refresh_stack);
  BIND (spinner);
  BIND (offline_bar);
  BIND (offline_text);
  BIND (toasts);
  BIND (room);
  BIND (docked);
  BIND (overlay);
  BIND (overlaid);
  BIND (scrim);
  BIND (panes);
  BIND (list);
  BIND (pane);
  BIND (segments);
  gtk_widget_class_bind_template_callback (widget_class, penstock_window_lay_out);
  gtk_widget_class_bind_template_callback (widget_class, penstock_window_page_shown);
  gtk_widget_class_bind_template_callback (widget_class, segment_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, company_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, company_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, scrim_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
penstock_window_class_init (PenstockWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = penstock_window_constructed;
  object_class->set_property = penstock_window_set_property;
  object_class->dispose = penstock_window_dispose;

  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, PENSTOCK_TYPE_DESK,
                                               G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (PENSTOCK_TYPE_WIDTH_BIN);
  g_type_ensure (PENSTOCK_TYPE_FEED_CHIP);
  g_type_ensure (PENSTOCK_TYPE_COMPANY_LIST);
  g_type_ensure (PENSTOCK_TYPE_COMPANY_PANE);
  g_type_ensure (PENSTOCK_TYPE_SEGMENT_LIST);
  bind_template (GTK_WIDGET_CLASS (klass));
  penstock_window_install_actions (GTK_WIDGET_CLASS (klass));
}

static void
penstock_window_init (PenstockWindow *self)
{
  self->suggestion = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
penstock_window_new (GtkApplication *application,
                     PenstockDesk   *desk)
{
  return g_object_new (PENSTOCK_TYPE_WINDOW, "application", application, "desk", desk, NULL);
}

void
penstock_window_open (PenstockWindow *self,
                      guint           company)
{
  g_return_if_fail (PENSTOCK_IS_WINDOW (self));

  penstock_window_show_page (self, "watchlists");
  if (!penstock_company_list_select (self->list, company))
    {
      show_segment (self, -1);
      /* A private company has no row; its page is shown all the same. */
      if (!penstock_company_list_select (self->list, company))
        penstock_company_pane_show (self->pane, company);
    }
  penstock_window_focus_page (self);
}

void
penstock_window_open_segment (PenstockWindow *self,
                              guint           segment)
{
  g_return_if_fail (PENSTOCK_IS_WINDOW (self));

  penstock_window_show_page (self, "watchlists");
  show_segment (self, (int)segment);
}

void
penstock_window_say (PenstockWindow *self,
                     const char     *text)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (PENSTOCK_IS_WINDOW (self));

  escaped = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

void
penstock_window_restyle (PenstockWindow *self)
{
  g_return_if_fail (PENSTOCK_IS_WINDOW (self));

  penstock_company_list_refresh_labels (self->list);
}
