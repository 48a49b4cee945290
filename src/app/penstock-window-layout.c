/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-settings.h"
#include "penstock-window-private.h"

#define PANE_LEAST    420
#define PANE_USUAL    460
#define PANE_HUGE     960
#define NARROW_TABLE  0.44 /* of the height, where the company is below the table */

static gboolean
is_docked (PenstockWidthClass width_class)
{
  return width_class == PENSTOCK_WIDTH_WIDE || width_class == PENSTOCK_WIDTH_HUGE;
}

/* One sidebar, in one of two places. */
static void
place_sidebar (PenstockWindow *self,
               gboolean        docked)
{
  AdwBin *from = docked ? self->overlaid : self->docked;
  AdwBin *to = docked ? self->docked : self->overlaid;

  if (adw_bin_get_child (to) != NULL)
    return;

  g_object_ref (self->segments);
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, GTK_WIDGET (self->segments));
  g_object_unref (self->segments);
}

void
penstock_window_show_sidebar (PenstockWindow *self,
                              gboolean        open)
{
  gboolean docked = is_docked (penstock_width_bin_get_class (self->room));

  self->sidebar_open = open;
  gtk_widget_set_visible (GTK_WIDGET (self->docked), docked && open);
  gtk_revealer_set_reveal_child (self->overlay, !docked && open);
  gtk_widget_set_visible (self->scrim, !docked && open);
  if (gtk_toggle_button_get_active (self->sidebar_button) != open)
    gtk_toggle_button_set_active (self->sidebar_button, open);
}

static int
wanted_pane_width (PenstockWindow     *self,
                   PenstockWidthClass  width_class)
{
  int stored = penstock_settings_get_int (penstock_desk_get_settings (self->desk), "pane-position", -1);

  if (width_class == PENSTOCK_WIDTH_HUGE)
    return PANE_HUGE;
  if (width_class == PENSTOCK_WIDTH_WIDE && stored >= PANE_LEAST)
    return stored;

  return width_class == PENSTOCK_WIDTH_WIDE ? PANE_USUAL + 14 : PANE_LEAST;
}

static void
place_divider (PenstockWindow *self)
{
  PenstockWidthClass width_class = penstock_width_bin_get_class (self->room);
  int width = gtk_widget_get_width (GTK_WIDGET (self->room));
  int height = gtk_widget_get_height (GTK_WIDGET (self->room));
  int sidebar = 0;

  if (width == 0)
    gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width_class == PENSTOCK_WIDTH_NARROW)
    {
      gtk_paned_set_position (self->panes, (int)(height * NARROW_TABLE));
      return;
    }

  if (gtk_widget_get_visible (GTK_WIDGET (self->docked)))
    gtk_widget_measure (GTK_WIDGET (self->docked), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &sidebar, NULL, NULL);
  gtk_paned_set_position (self->panes, width - sidebar - wanted_pane_width (self, width_class));
}

/* A paned that is about to get another size would move its divider along: it is placed again when the new size is there. */
static gboolean
divider_cb (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  PenstockWindow *self = PENSTOCK_WINDOW (widget);

  if (self->divider_waits > 0)
    {
      self->divider_waits--;
      return G_SOURCE_CONTINUE;
    }

  self->divider = 0;
  place_divider (self);
  return G_SOURCE_REMOVE;
}

static PenstockPaneShape
shape_for (PenstockWidthClass width_class)
{
  switch (width_class)
    {
    case PENSTOCK_WIDTH_NARROW:
      return PENSTOCK_PANE_TABS;
    case PENSTOCK_WIDTH_HUGE:
      return PENSTOCK_PANE_COLUMNS;
    case PENSTOCK_WIDTH_MEDIUM:
    case PENSTOCK_WIDTH_WIDE:
    default:
      return PENSTOCK_PANE_STACKED;
    }
}

void
penstock_window_lay_out (PenstockWindow *self)
{
  PenstockWidthClass width_class = penstock_width_bin_get_class (self->room);
  gboolean narrow = width_class == PENSTOCK_WIDTH_NARROW;
  gboolean docked = is_docked (width_class);

  place_sidebar (self, docked);
  penstock_window_show_sidebar (self, docked && penstock_settings_get_boolean (penstock_desk_get_settings (self->desk), "sidebar-visible", TRUE));
  penstock_company_list_set_compact (self->list, !docked, narrow);
  gtk_label_set_label (self->sample_badge, docked ? _("Sample market · simulated") : _("Simulated"));
  penstock_company_pane_set_shape (self->pane, shape_for (width_class));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  /* Further room goes to the table, but to the company where it lies below. */
  gtk_paned_set_resize_start_child (self->panes, !narrow);
  gtk_paned_set_resize_end_child (self->panes, narrow);
  place_divider (self);
  self->divider_waits = 1;
  if (self->divider == 0)
    self->divider = gtk_widget_add_tick_callback (GTK_WIDGET (self), divider_cb, NULL, NULL);
}

void
penstock_window_restore_size (PenstockWindow *self)
{
  GSettings *settings = penstock_desk_get_settings (self->desk);

  int width = penstock_settings_get_int (settings, "window-width", 1280);

  gtk_window_set_default_size (GTK_WINDOW (self), width, penstock_settings_get_int (settings, "window-height", 800));
  penstock_width_bin_expect (self->room, width);
  if (penstock_settings_get_boolean (settings, "window-maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
}

void
penstock_window_save_size (PenstockWindow *self)
{
  GSettings *settings = penstock_desk_get_settings (self->desk);
  PenstockWidthClass width_class = penstock_width_bin_get_class (self->room);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  penstock_settings_set_int (settings, "window-width", width);
  penstock_settings_set_int (settings, "window-height", height);
  penstock_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (is_docked (width_class))
    penstock_settings_set_boolean (settings, "sidebar-visible", self->sidebar_open);
  if (width_class == PENSTOCK_WIDTH_WIDE)
    penstock_settings_set_int (settings, "pane-position", gtk_widget_get_width (GTK_WIDGET (self->pane)));
}
