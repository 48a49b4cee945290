/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-plot.h"

static PenstockPlot *
get_plot (GtkWidget *widget)
{
  return &((PenstockPlotWidget *)widget)->plot;
}

/* The item walked to, else all of it. */
static void
update_words (GtkWidget *widget)
{
  PenstockPlot *plot = get_plot (widget);
  g_autofree char *all = plot->kind->describe (plot);
  g_autofree char *item = plot->cursor >= 0 && plot->kind->item != NULL ? plot->kind->item (plot, (guint)plot->cursor) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, plot->title != NULL ? plot->title : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, item != NULL ? item : all,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, item != NULL ? item : all, -1);
}

void
penstock_plot_widget_changed (GtkWidget *widget)
{
  PenstockPlot *plot = get_plot (widget);

  gtk_widget_set_focusable (widget, plot->n_items > 0 && plot->kind->item != NULL);
  gtk_widget_set_has_tooltip (widget, plot->n_items > 0);
  update_words (widget);
  gtk_widget_queue_resize (widget);
  gtk_widget_queue_draw (widget);
}

void
penstock_plot_widget_walk (GtkWidget *widget,
                           int        item)
{
  PenstockPlot *plot = get_plot (widget);

  if (plot->cursor == item || item >= (int)plot->n_items)
    return;
  plot->cursor = item;
  update_words (widget);
  gtk_widget_queue_draw (widget);
}

/* --- keyboard --- */

static gboolean
walk_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  int step;

  g_variant_get (arguments, "(i)", &step);
  if (get_plot (widget)->n_items == 0)
    return GDK_EVENT_PROPAGATE;
  penstock_plot_widget_walk (widget, penstock_plot_step (get_plot (widget), (PenstockPlotStep)step));
  return GDK_EVENT_STOP;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  PenstockPlot *plot = get_plot (widget);

  if (plot->kind->activate == NULL || plot->cursor < 0)
    return GDK_EVENT_PROPAGATE;
  plot->kind->activate (plot, widget, (guint)plot->cursor);
  return GDK_EVENT_STOP;
}

static gboolean
leave_cursor_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   user_data)
{
  if (get_plot (widget)->cursor < 0)
    return GDK_EVENT_PROPAGATE;
  penstock_plot_widget_walk (widget, -1);
  return GDK_EVENT_STOP;
}

static void
add_bindings (GtkWidgetClass *klass)
{
  static const struct { guint key, keypad; PenstockPlotStep step; } walks[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, PENSTOCK_STEP_LEFT }, { GDK_KEY_Right, GDK_KEY_KP_Right, PENSTOCK_STEP_RIGHT },
    { GDK_KEY_Up, GDK_KEY_KP_Up, PENSTOCK_STEP_UP }, { GDK_KEY_Down, GDK_KEY_KP_Down, PENSTOCK_STEP_DOWN },
    { GDK_KEY_Home, GDK_KEY_KP_Home, PENSTOCK_STEP_FIRST }, { GDK_KEY_End, GDK_KEY_KP_End, PENSTOCK_STEP_LAST },
  };
  static const guint activations[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space, GDK_KEY_KP_Space };

  for (gsize i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      gtk_widget_class_add_binding (klass, walks[i].key, 0, walk_cb, "(i)", (int)walks[i].step);
      gtk_widget_class_add_binding (klass, walks[i].keypad, 0, walk_cb, "(i)", (int)walks[i].step);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (activations); i++)
    gtk_widget_class_add_binding (klass, activations[i], 0, activate_cb, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, leave_cursor_cb, NULL);
}

/* --- pointer --- */

static void
set_hover (GtkWidget *widget,
           int        item)
{
  PenstockPlot *plot = get_plot (widget);

  if (plot->hover == item)
    return;
  plot->hover = item;
  gtk_widget_set_cursor_from_name (widget, item >= 0 && plot->kind->activate != NULL ? "pointer" : NULL);
  gtk_widget_queue_draw (widget);
}

static void
motion_cb (GtkWidget *widget,
           double     x,
           double     y)
{
  set_hover (widget, penstock_plot_find (get_plot (widget), x, y));
}

static void
pointer_left_cb (GtkWidget *widget)
{
  set_hover (widget, -1);
}

static void
released_cb (GtkWidget *widget,
             int        n_press,
             double     x,
             double     y)
{
  PenstockPlot *plot = get_plot (widget);
  int item = penstock_plot_find (plot, x, y);

  if (item < 0)
    return;
  gtk_widget_grab_focus (widget);
  penstock_plot_widget_walk (widget, item);
  if (plot->kind->activate != NULL)
    plot->kind->activate (plot, widget, (guint)item);
}

static void
add_pointer (GtkWidget *widget)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), widget);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), widget);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_left_cb), widget);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), widget);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

static gboolean
query_tooltip (GtkWidget  *widget,
               int         x,
               int         y,
               gboolean    keyboard,
               GtkTooltip *tooltip)
{
  PenstockPlot *plot = get_plot (widget);
  int item = keyboard ? plot->cursor : penstock_plot_find (plot, x, y);
  g_autofree char *words = NULL;
  PenstockBox box;

  if (item < 0 && plot->kind->item != NULL)
    return FALSE;
  words = plot->kind->item != NULL ? plot->kind->item (plot, (guint)item) : plot->kind->describe (plot);
  gtk_tooltip_set_text (tooltip, words);
  if (penstock_plot_box (plot, item, &box))
    gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int)box.x, (int)box.y, (int)ceil (box.width), (int)ceil (box.height) });
  return TRUE;
}

/* --- the widget --- */

/* Around the widget, in the padding of its card. */
static void
draw_focus (GtkWidget   *widget,
            PenstockPen *pen)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (-4.f, -4.f, (float)gtk_widget_get_width (widget) + 8.f, (float)gtk_widget_get_height (widget) + 8.f);
  const GdkRGBA colour = *penstock_pen_token (pen, PENSTOCK_TOKEN_ACCT);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, 4.f);
  gtk_snapshot_append_border (pen->snapshot, &outline, (float[]){ 2.f, 2.f, 2.f, 2.f }, (GdkRGBA[]){ colour, colour, colour, colour });
}

static void
snapshot (GtkWidget   *widget,
          GtkSnapshot *into)
{
  PenstockPlot *plot = get_plot (widget);
  PenstockPen pen;

  penstock_pen_init_widget (&pen, widget, into);
  plot->rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  plot->focused = gtk_widget_has_visible_focus (widget);
  penstock_plot_draw (plot, &pen, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  if (plot->focused)
    draw_focus (widget, &pen);
}

static void
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  PenstockPlot *plot = get_plot (widget);
  PenstockPen pen;

  penstock_pen_init_widget (&pen, widget, NULL);
  plot->kind->measure (plot, &pen, orientation, minimum, natural);
  *natural = MAX (*natural, *minimum);
}

/* The focus ring and the cursor are ours to draw. */
static void
state_flags_changed (GtkWidget     *widget,
                     GtkStateFlags  previous)
{
  gtk_widget_queue_draw (widget);
}

static void
direction_changed (GtkWidget        *widget,
                   GtkTextDirection  previous)
{
  gtk_widget_queue_draw (widget);
}

void
penstock_plot_widget_class_init (GtkWidgetClass *klass,
                                 const char     *css_name)
{
  klass->snapshot = snapshot;
  klass->measure = measure;
  klass->query_tooltip = query_tooltip;
  klass->state_flags_changed = state_flags_changed;
  klass->direction_changed = direction_changed;
  gtk_widget_class_set_css_name (klass, css_name);
  gtk_widget_class_set_accessible_role (klass, GTK_ACCESSIBLE_ROLE_IMG);
  add_bindings (klass);
}

void
penstock_plot_widget_init (GtkWidget              *widget,
                           const PenstockPlotKind *kind)
{
  penstock_plot_init (get_plot (widget), kind);
  penstock_theme_track (widget);
  add_pointer (widget);
}

void
penstock_plot_widget_finalize (GtkWidget *widget)
{
  penstock_plot_clear (get_plot (widget));
}
