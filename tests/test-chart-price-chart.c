/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-price-chart-private.h"
#include "test-chart.h"

/* The chart in a window. The controllers get the signals the pointer would send. */

typedef struct
{
  GtkWidget          *window;
  PenstockPriceChart *chart;
  GtkEventController *motion, *scroll, *shortcuts;
  GtkGesture         *drag, *click;
} Fixture;

static void
wait_for_frame (Fixture *self)
{
  guint draws = penstock_price_chart_get_series_draws (self->chart);

  for (int i = 0; i < 100 && penstock_price_chart_get_series_draws (self->chart) == draws; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

/* As long as frames that have nothing to draw anew would take. */
static void
wait_some_frames (void)
{
  for (int i = 0; i < 60; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

static void
show (Fixture      *self,
      PenstockBars *bars)
{
  PenstockChartData data = test_data (bars);

  penstock_price_chart_set_data (self->chart, &data, NULL);
}

static void
find_controllers (Fixture *self)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->chart));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        self->motion = controller;
      else if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        self->scroll = controller;
      else if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        self->shortcuts = controller;
      else if (GTK_IS_GESTURE_DRAG (controller))
        self->drag = GTK_GESTURE (controller);
      else if (GTK_IS_GESTURE_CLICK (controller))
        self->click = GTK_GESTURE (controller);
    }
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(PenstockBars) bars = test_bars (300);

  self->window = gtk_window_new ();
  self->chart = PENSTOCK_PRICE_CHART (penstock_price_chart_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->window), 500, 300);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->chart));
  g_object_add_weak_pointer (G_OBJECT (self->chart), (gpointer *)&self->chart);
  find_controllers (self);
  show (self, bars);
  gtk_window_present (GTK_WINDOW (self->window));
  wait_for_frame (self);
  g_assert_cmpuint (penstock_price_chart_get_series_draws (self->chart), >=, 1);
  wait_some_frames ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_null (self->chart);
}

static void
move_pointer (Fixture *self,
              double   x)
{
  g_signal_emit_by_name (self->motion, "motion", x, 80.0);
}

static void
turn_wheel (Fixture *self,
            double   dy)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (self->scroll, "scroll", 0.0, dy, &handled);
  g_assert_true (handled);
}

static void
drag (Fixture *self,
      double   dx)
{
  g_signal_emit_by_name (self->drag, "drag-begin", 200.0, 80.0);
  g_signal_emit_by_name (self->drag, "drag-update", dx, 0.0);
}

static void
press_key (Fixture         *self,
           guint            key,
           GdkModifierType  modifiers)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shortcuts)); i++)
    {
      g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (self->shortcuts), i);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
          && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
        {
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (self->chart), gtk_shortcut_get_arguments (shortcut));
          return;
        }
    }
  g_error ("no binding for key %u", key);
}

static PenstockDay
last_visible (Fixture *self)
{
  PenstockDay from, until;

  penstock_price_chart_get_visible (self->chart, &from, &until);
  return until;
}

static PenstockDay
first_visible (Fixture *self)
{
  PenstockDay from, until;

  penstock_price_chart_get_visible (self->chart, &from, &until);
  return from;
}

/* --- what a user notices --- */

static void
test_starts_with_three_months (Fixture       *self,
                               gconstpointer  data)
{
  const PenstockBars *bars = self->chart->series->data.bars;

  g_assert_cmpint (penstock_price_chart_get_range (self->chart), ==, PENSTOCK_RANGE_3M);
  g_assert_cmpint (last_visible (self), ==, bars->day[bars->n - 1]);
  g_assert_cmpint (first_visible (self), >=, penstock_range_start (PENSTOCK_RANGE_3M, bars->day[bars->n - 1]));
  g_assert_cmpint (first_visible (self), <=, penstock_range_start (PENSTOCK_RANGE_3M, bars->day[bars->n - 1]) + 3);
}

static void
test_wheel_keeps_what_is_under_the_pointer (Fixture       *self,
                                            gconstpointer  data)
{
  static const double turns[] = { -1.0, -1.0, 3.0, -2.0, 0.5, 8.0, -9.0 };
  double before, span;

  penstock_price_chart_set_range (self->chart, PENSTOCK_RANGE_6M);
  penstock_price_chart_move (self->chart, 80.0, 100.0);
  wait_for_frame (self);
  move_pointer (self, 150.0);
  for (gsize i = 0; i < 4; i++)
    {
      before = penstock_price_chart_bar_at (self->chart, 150.0);
      span = self->chart->span;
      turn_wheel (self, turns[i]);
      g_assert_cmpfloat_with_epsilon (penstock_price_chart_bar_at (self->chart, 150.0), before, 1e-6);
      wait_for_frame (self);
      g_assert_cmpfloat_with_epsilon (penstock_price_chart_bar_at (self->chart, 150.0), before, 0.5);
      g_assert_true (turns[i] < 0.0 ? self->chart->span < span : self->chart->span > span);
    }
  g_assert_false (self->chart->range_exact);
}

static void
test_zoom_ends_at_the_data (Fixture       *self,
                            gconstpointer  data)
{
  move_pointer (self, 150.0);
  for (int i = 0; i < 60; i++)
    turn_wheel (self, 1.0);
  g_assert_cmpfloat (self->chart->span, ==, 300.0);
  g_assert_cmpfloat (self->chart->first, ==, 0.0);
  for (int i = 0; i < 60; i++)
    turn_wheel (self, -1.0);
  g_assert_cmpfloat (self->chart->span, ==, 5.0);
  g_assert_cmpfloat (self->chart->first, >=, 0.0);
}

static void
test_drag_pans (Fixture       *self,
                gconstpointer  data)
{
  const double span = self->chart->span;
  const double first = self->chart->first;
  const double points = self->chart->view.price.width / span;

  drag (self, 10.0 * points);
  g_assert_cmpfloat_with_epsilon (self->chart->first, first - 10.0, 1e-6);
  g_assert_cmpfloat (self->chart->span, ==, span);
  g_signal_emit_by_name (self->drag, "drag-update", -1000.0 * points, 0.0);
  g_assert_cmpfloat (self->chart->first, ==, 300.0 - span);
  g_assert_false (self->chart->range_exact);
}

static void
glide (Fixture  *self,
       gboolean  animations)
{
  const double points = self->chart->view.price.width / self->chart->span;
  double released;

  g_object_set (gtk_widget_get_settings (GTK_WIDGET (self->chart)), "gtk-enable-animations", animations, NULL);
  drag (self, 2.0 * points);
  g_usleep (8000);
  g_signal_emit_by_name (self->drag, "drag-update", 12.0 * points, 0.0);
  g_signal_emit_by_name (self->drag, "drag-end", 12.0 * points, 0.0);
  released = self->chart->first;
  wait_some_frames ();
  if (animations)
    g_assert_cmpfloat (self->chart->first, <, released);
  else
    g_assert_cmpfloat (self->chart->first, ==, released);
}

static void
test_momentum (Fixture       *self,
               gconstpointer  data)
{
  glide (self, FALSE);
  glide (self, TRUE);
  /* The widget goes while it glides. */
}

static void
test_double_click_fits (Fixture       *self,
                        gconstpointer  data)
{
  g_signal_emit_by_name (self->click, "pressed", 2, 100.0, 80.0);
  g_assert_cmpfloat (self->chart->span, ==, 300.0);
  penstock_price_chart_set_range (self->chart, PENSTOCK_RANGE_3M);
  g_assert_true (self->chart->range_exact);
  g_assert_cmpfloat (self->chart->span, <, 80.0);
}

/* A crosshair is not a new chart. */
static void
test_motion_draws_no_series (Fixture       *self,
                             gconstpointer  data)
{
  guint draws = penstock_price_chart_get_series_draws (self->chart);

  for (double x = 10.0; x < 400.0; x += 7.0)
    {
      move_pointer (self, x);
      g_assert_cmpint (self->chart->cursor, >=, 0);
      if (fmod (x, 5.0) < 1.0)
        wait_some_frames ();
    }
  g_signal_emit_by_name (self->motion, "leave");
  g_assert_cmpint (self->chart->cursor, ==, -1);
  wait_some_frames ();
  g_assert_cmpuint (penstock_price_chart_get_series_draws (self->chart), ==, draws);
  penstock_price_chart_set_style (self->chart, PENSTOCK_CHART_LINE);
  wait_for_frame (self);
  g_assert_cmpuint (penstock_price_chart_get_series_draws (self->chart), ==, draws + 1);
}

static void
test_keyboard_walk (Fixture       *self,
                    gconstpointer  data)
{
  double span;

  press_key (self, GDK_KEY_Left, 0);
  g_assert_cmpint (self->chart->cursor, ==, 299);
  press_key (self, GDK_KEY_Left, 0);
  g_assert_cmpint (self->chart->cursor, ==, 298);
  press_key (self, GDK_KEY_Left, GDK_CONTROL_MASK);
  g_assert_cmpint (self->chart->cursor, ==, 288);
  press_key (self, GDK_KEY_Right, 0);
  g_assert_cmpint (self->chart->cursor, ==, 289);
  press_key (self, GDK_KEY_Right, GDK_CONTROL_MASK);
  press_key (self, GDK_KEY_Right, GDK_CONTROL_MASK);
  g_assert_cmpint (self->chart->cursor, ==, 299);
  press_key (self, GDK_KEY_Home, 0);
  g_assert_cmpint (self->chart->cursor, ==, 0);
  g_assert_cmpfloat (self->chart->first, ==, 0.0);
  /* The pointer leaving does not take away what the keyboard set. */
  g_signal_emit_by_name (self->motion, "leave");
  g_assert_cmpint (self->chart->cursor, ==, 0);
  press_key (self, GDK_KEY_End, 0);
  g_assert_cmpint (self->chart->cursor, ==, 299);
  g_assert_cmpint (last_visible (self), ==, self->chart->series->data.bars->day[299]);
  span = self->chart->span;
  press_key (self, GDK_KEY_plus, 0);
  g_assert_cmpfloat (self->chart->span, <, span);
  press_key (self, GDK_KEY_minus, 0);
  g_assert_cmpfloat_with_epsilon (self->chart->span, span, 1e-6);
  press_key (self, GDK_KEY_Escape, 0);
  g_assert_cmpint (self->chart->cursor, ==, -1);
}

/* A tick of the market changes neither zoom, scroll nor crosshair. */
static void
test_update_keeps_place (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr(PenstockBars) more = test_bars (302);
  PenstockDay from, until, at;

  penstock_price_chart_move (self->chart, 100.25, 40.0);
  penstock_price_chart_walk (self->chart, 120);
  at = self->chart->series->data.bars->day[120];
  penstock_price_chart_get_visible (self->chart, &from, &until);
  show (self, more);
  g_assert_cmpint (first_visible (self), ==, from);
  g_assert_cmpint (last_visible (self), ==, until);
  g_assert_cmpfloat (self->chart->first, ==, 100.25);
  g_assert_cmpint (self->chart->series->data.bars->day[self->chart->cursor], ==, at);
}

static void
test_update_follows_the_newest (Fixture       *self,
                                gconstpointer  data)
{
  g_autoptr(PenstockBars) more = test_bars (302);

  penstock_price_chart_move (self->chart, 260.0, 40.0);
  show (self, more);
  g_assert_cmpint (last_visible (self), ==, more->day[301]);
  g_assert_cmpfloat (self->chart->span, ==, 40.0);
  g_assert_false (self->chart->range_exact);
}

static void
test_other_symbol_resets (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr(PenstockBars) bars = test_bars (300);
  PenstockChartData other = test_data (bars);

  penstock_price_chart_move (self->chart, 100.0, 40.0);
  penstock_price_chart_walk (self->chart, 120);
  other.symbol = "2317.TW";
  penstock_price_chart_set_data (self->chart, &other, NULL);
  g_assert_true (self->chart->range_exact);
  g_assert_cmpint (self->chart->cursor, ==, -1);
  g_assert_cmpint (last_visible (self), ==, bars->day[299]);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  ++*(guint *)user_data;
}

static void
test_range_exact_notifies (Fixture       *self,
                           gconstpointer  data)
{
  guint notified = 0, changed = 0;

  g_signal_connect (self->chart, "notify::range-exact", G_CALLBACK (count_cb), &notified);
  g_signal_connect_swapped (self->chart, "range-changed", G_CALLBACK (g_atomic_int_inc), &changed);
  penstock_price_chart_move (self->chart, 100.0, 40.0);
  penstock_price_chart_move (self->chart, 101.0, 40.0);
  g_assert_cmpuint (notified, ==, 1);
  penstock_price_chart_set_range (self->chart, PENSTOCK_RANGE_1M);
  g_assert_cmpuint (notified, ==, 2);
  g_assert_cmpuint (changed, ==, 2);
}

/* Every odd series is drawn without a warning, and so is none. */
static void
test_odd_series (Fixture       *self,
                 gconstpointer  data)
{
  static const gsize lengths[] = { 1, 2, 4, 20000, 0 };
  PenstockDay from, until;

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr(PenstockBars) bars = test_bars (lengths[i]);

      if (lengths[i] == 4)
        for (gsize b = 0; b < 4; b++)
          test_blank (bars, b);
      show (self, bars);
      penstock_price_chart_set_range (self->chart, PENSTOCK_RANGE_MAX);
      move_pointer (self, 100.0);
      wait_some_frames ();
    }
  penstock_price_chart_set_data (self->chart, NULL, "refused until 14:10");
  press_key (self, GDK_KEY_Left, 0);
  press_key (self, GDK_KEY_plus, 0);
  wait_some_frames ();
  penstock_price_chart_get_visible (self->chart, &from, &until);
  g_assert_cmpint (from, ==, PENSTOCK_DAY_NONE);
  g_assert_cmpint (until, ==, PENSTOCK_DAY_NONE);
}

static void
test_theme_redraws (Fixture       *self,
                    gconstpointer  data)
{
  guint draws = penstock_price_chart_get_series_draws (self->chart);
  PenstockTheme dark;

  penstock_theme_init (&dark, PENSTOCK_THEME_DARK, PENSTOCK_COLOURS_EXCHANGE);
  penstock_theme_set_current (&dark);
  wait_for_frame (self);
  g_assert_cmpuint (penstock_price_chart_get_series_draws (self->chart), ==, draws + 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      printf ("1..0 # SKIP no display\n");
      return 0;
    }
#define ADD(name, function) g_test_add ("/chart/price-chart/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("starts-with-three-months", test_starts_with_three_months);
  ADD ("wheel", test_wheel_keeps_what_is_under_the_pointer);
  ADD ("zoom-ends", test_zoom_ends_at_the_data);
  ADD ("drag", test_drag_pans);
  ADD ("momentum", test_momentum);
  ADD ("double-click", test_double_click_fits);
  ADD ("motion-draws-no-series", test_motion_draws_no_series);
  ADD ("keyboard", test_keyboard_walk);
  ADD ("update-keeps-place", test_update_keeps_place);
  ADD ("update-follows-newest", test_update_follows_the_newest);
  ADD ("other-symbol", test_other_symbol_resets);
  ADD ("range-exact", test_range_exact_notifies);
  ADD ("odd-series", test_odd_series);
  ADD ("theme", test_theme_redraws);
  return g_test_run ();
}
