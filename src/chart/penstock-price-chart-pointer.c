/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-price-chart-private.h"

#define WHEEL_FACTOR 1.15
#define MOMENTUM_MS 325.0
#define SLOWEST 0.02 /* points per millisecond */

/* --- pointer --- */

static void
point_at (PenstockPriceChart *self,
          double              x)
{
  const gsize n = self->series != NULL ? self->series->data.bars->n : 0;
  double right = self->view.price.x + self->view.price.width;

  self->pointer_x = x;
  if (n == 0 || x > right)
    {
      if (!self->cursor_kept)
        penstock_price_chart_set_cursor (self, -1, FALSE);
      return;
    }
  penstock_price_chart_set_cursor (self, (gssize)CLAMP (floor (penstock_price_chart_bar_at (self, x)), 0.0, (double)n - 1.0), FALSE);
}

static void
motion_cb (PenstockPriceChart *self,
           double              x,
           double              y)
{
  point_at (self, x);
}

static void
leave_cb (PenstockPriceChart *self)
{
  self->pointer_x = -1.0;
  if (!self->cursor_kept)
    penstock_price_chart_set_cursor (self, -1, FALSE);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           gpointer                  user_data)
{
  PenstockPriceChart *self = user_data;
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double middle = self->view.price.x + self->view.price.width / 2.0;

  penstock_price_chart_stop (self);
  if (state & GDK_SHIFT_MASK)
    {
      dx += dy;
      dy = 0.0;
    }
  if (dy != 0.0)
    penstock_price_chart_zoom (self, pow (WHEEL_FACTOR, dy), self->pointer_x >= 0.0 ? self->pointer_x : middle);
  if (dx != 0.0)
    penstock_price_chart_move (self, self->first + dx * self->span / 20.0, self->span);
  return GDK_EVENT_STOP;
}

static void
pressed_cb (PenstockPriceChart *self,
            int                 n_press,
            double              x,
            double              y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2)
    penstock_price_chart_fit (self);
}

/* --- drag and momentum --- */

static double
points_per_bar (PenstockPriceChart *self)
{
  return MAX (self->view.price.width, 1.0) / MAX (self->span, 1e-6);
}

void
penstock_price_chart_stop (PenstockPriceChart *self)
{
  if (self->momentum != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->momentum);
  self->momentum = 0;
}

static void
drag_begin_cb (PenstockPriceChart *self,
               double              x,
               double              y)
{
  penstock_price_chart_stop (self);
  self->drag_first = self->first;
  self->drag_x = 0.0;
  self->velocity = 0.0;
  self->drag_time = g_get_monotonic_time ();
}

static void
drag_update_cb (PenstockPriceChart *self,
                double              dx,
                double              dy)
{
  gint64 now = g_get_monotonic_time ();
  double elapsed = (double)(now - self->drag_time) / 1000.0;

  if (elapsed > 0.0)
    {
      /* The newest movement counts most, a single jittery event does not. */
      self->velocity = 0.4 * self->velocity + 0.6 * (dx - self->drag_x) / MAX (elapsed, 4.0);
      self->drag_time = now;
      self->drag_x = dx;
    }
  penstock_price_chart_move (self, self->drag_first - dx / points_per_bar (self), self->span);
}

static gboolean
momentum_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  PenstockPriceChart *self = PENSTOCK_PRICE_CHART (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double elapsed = self->momentum_time != 0 ? (double)(now - self->momentum_time) / 1000.0 : 16.0;
  double before = self->first;

  self->momentum_time = now;
  penstock_price_chart_move (self, self->first - self->velocity * elapsed / points_per_bar (self), self->span);
  self->velocity *= exp (-elapsed / MOMENTUM_MS);
  if (fabs (self->velocity) >= SLOWEST && (self->first != before || elapsed <= 0.0))
    return G_SOURCE_CONTINUE;
  self->momentum = 0;
  return G_SOURCE_REMOVE;
}

static void
drag_end_cb (PenstockPriceChart *self,
             double              dx,
             double              dy)
{
  gboolean animations = TRUE;
  double rest = (double)(g_get_monotonic_time () - self->drag_time) / 1000.0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  /* Who stops before letting go does not want to glide. */
  if (!animations || rest > 60.0 || fabs (self->velocity) < SLOWEST)
    return;
  self->momentum_time = 0;
  self->momentum = gtk_widget_add_tick_callback (GTK_WIDGET (self), momentum_cb, NULL, NULL);
}

/* --- pinch --- */

static void
pinch_begin_cb (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                gpointer          user_data)
{
  PenstockPriceChart *self = user_data;
  double x = 0.0, y = 0.0;

  penstock_price_chart_stop (self);
  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  self->pinch_span = self->span;
  self->pinch_bar = penstock_price_chart_bar_at (self, x);
}

/* Two fingers zoom and pan at once: the bar between them stays between them. */
static void
pinch_cb (GtkGestureZoom *gesture,
          double          scale,
          gpointer        user_data)
{
  PenstockPriceChart *self = user_data;
  double span = self->pinch_span / MAX (scale, 1e-3);
  double x = 0.0, y = 0.0;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  penstock_price_chart_move (self, self->pinch_bar - (x - self->view.price.x) / MAX (self->view.price.width, 1.0) * span, span);
}

void
penstock_price_chart_add_pointer (PenstockPriceChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);

  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}

/* --- keyboard --- */

static gboolean
walk_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  PenstockPriceChart *self = PENSTOCK_PRICE_CHART (widget);
  int step;

  g_variant_get (arguments, "(i)", &step);
  if (self->series == NULL || self->series->data.bars->n == 0)
    return GDK_EVENT_PROPAGATE;
  if (step == G_MININT)
    penstock_price_chart_walk (self, 0);
  else if (step == G_MAXINT)
    penstock_price_chart_walk (self, (gssize)self->series->data.bars->n - 1);
  else if (self->cursor < 0) /* begins at the newest bar in view */
    penstock_price_chart_walk (self, (gssize)ceil (self->first + self->span - 0.5 - 1e-6) - 1);
  else
    penstock_price_chart_walk (self, self->cursor + step);
  return GDK_EVENT_STOP;
}

static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  PenstockPriceChart *self = PENSTOCK_PRICE_CHART (widget);
  double x = self->view.price.x + self->view.price.width;
  int direction;

  g_variant_get (arguments, "(i)", &direction);
  if (self->series == NULL)
    return GDK_EVENT_PROPAGATE;
  /* About the crosshair, else about the newest bar in view. */
  if (self->cursor >= 0)
    x = self->view.price.x + ((double)self->cursor + 0.5 - self->first) * points_per_bar (self);
  penstock_price_chart_zoom (self, pow (WHEEL_FACTOR, -2.0 * direction), x);
  return GDK_EVENT_STOP;
}

static gboolean
hide_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  PenstockPriceChart *self = PENSTOCK_PRICE_CHART (widget);

  if (self->cursor < 0)
    return GDK_EVENT_PROPAGATE;
  penstock_price_chart_set_cursor (self, -1, TRUE);
  return GDK_EVENT_STOP;
}

void
penstock_price_chart_add_bindings (GtkWidgetClass *widget_class)
{
  static const struct { guint key, keypad; GdkModifierType modifiers; int step; } walks[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, 0, -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 0, 1 },
    { GDK_KEY_Left, GDK_KEY_KP_Left, GDK_CONTROL_MASK, -10 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, GDK_CONTROL_MASK, 10 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, 0, G_MININT },
    { GDK_KEY_End, GDK_KEY_KP_End, 0, G_MAXINT },
  };
  static const struct { guint key; int direction; } zooms[] = {
    { GDK_KEY_plus, 1 }, { GDK_KEY_equal, 1 }, { GDK_KEY_KP_Add, 1 }, { GDK_KEY_minus, -1 }, { GDK_KEY_KP_Subtract, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      gtk_widget_class_add_binding (widget_class, walks[i].key, walks[i].modifiers, walk_cb, "(i)", walks[i].step);
      gtk_widget_class_add_binding (widget_class, walks[i].keypad, walks[i].modifiers, walk_cb, "(i)", walks[i].step);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (widget_class, zooms[i].key, 0, zoom_cb, "(i)", zooms[i].direction);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, hide_cb, NULL);
}
