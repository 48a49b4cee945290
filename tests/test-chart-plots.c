/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-plots.h"
#include "penstock-revenue-rows.h"
#include "penstock-theme.h"
#include "test-chart.h"

static PenstockPeriod
month (int year,
       int of_year)
{
  return year * 12 + of_year - 1;
}

/* Three years to June 2026, each public on the day it is due; June 2026 restated in September. */
static PenstockRevenue *
test_revenue (void)
{
  PenstockRevenueFigure figures[43] = { 0 };

  for (int i = 0; i < 42; i++)
    {
      figures[i].period = month (2023, 1) + i;
      figures[i].value = 1e9 * (100.0 + i);
      figures[i].published_at = penstock_day_to_unix_utc (penstock_period_due (figures[i].period, 12));
    }
  figures[42] = figures[41];
  figures[42].value = 1.0;
  figures[42].published_at = penstock_day_to_unix_utc (penstock_day_from_ymd (2026, 9, 15));
  return penstock_revenue_new ("3231.TW", "TWD", 12, figures, 43);
}

static void
test_rows (void)
{
  g_autoptr(PenstockRevenue) revenue = test_revenue ();
  PenstockRevenueRow rows[PENSTOCK_REVENUE_ROWS];

  penstock_revenue_rows_fill (rows, revenue, penstock_day_from_ymd (2026, 7, 20));
  g_assert_cmpint (rows[12].period, ==, month (2026, 6));
  g_assert_cmpint (rows[0].period, ==, month (2025, 6));
  g_assert_cmpfloat (rows[12].value[0], ==, 141e9);
  g_assert_cmpfloat (rows[12].value[1], ==, 129e9);
  g_assert_cmpfloat (rows[12].value[2], ==, 117e9);
  g_assert_false (rows[12].due);
}

/* The day it is due, a figure is not late; the day after, it is. */
static void
test_due (void)
{
  g_autoptr(PenstockRevenue) revenue = test_revenue ();
  PenstockRevenueRow rows[PENSTOCK_REVENUE_ROWS];

  penstock_revenue_rows_fill (rows, revenue, penstock_day_from_ymd (2026, 8, 10));
  g_assert_cmpint (rows[12].period, ==, month (2026, 6));
  penstock_revenue_rows_fill (rows, revenue, penstock_day_from_ymd (2026, 8, 11));
  g_assert_cmpint (rows[12].period, ==, month (2026, 7));
  g_assert_true (isnan (rows[12].value[0]));
  g_assert_true (rows[12].due);
  g_assert_cmpfloat (rows[12].value[1], ==, 130e9);
  g_assert_false (rows[11].due);
}

/* A past day knows what was public then, and a restatement counts from its own day on. */
static void
test_point_in_time (void)
{
  g_autoptr(PenstockRevenue) revenue = test_revenue ();
  PenstockRevenueRow rows[PENSTOCK_REVENUE_ROWS];

  penstock_revenue_rows_fill (rows, revenue, penstock_day_from_ymd (2026, 7, 9));
  g_assert_cmpint (rows[12].period, ==, month (2026, 5));
  penstock_revenue_rows_fill (rows, revenue, penstock_day_from_ymd (2026, 9, 14));
  g_assert_cmpfloat (rows[10].value[0], ==, 141e9);
  penstock_revenue_rows_fill (rows, revenue, penstock_day_from_ymd (2026, 9, 15));
  g_assert_cmpint (rows[10].period, ==, month (2026, 6));
  g_assert_cmpfloat (rows[10].value[0], ==, 1.0);
}

/* --- widgets --- */

static void
draw (GtkWidget *widget)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GtkWidget *window = gtk_window_new ();
  GdkPaintable *paintable;
  GskRenderNode *node;

  g_object_ref_sink (widget);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 200 && gtk_widget_get_width (widget) == 0; i++)
    g_main_context_iteration (NULL, FALSE);
  paintable = gtk_widget_paintable_new (widget);
  gdk_paintable_snapshot (paintable, snapshot, 300.0, 120.0);
  node = gtk_snapshot_free_to_node (snapshot);
  g_clear_pointer (&node, gsk_render_node_unref);
  g_object_unref (paintable);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (widget);
}

static void
test_widgets (void)
{
  static const PenstockSignalRow signals[] = {
    { "Price", "× 0.4", -0.62, NULL, FALSE }, { "Events", "× 0.2", NAN, "3 companies report, 5 are needed", FALSE }, { "Gap", NULL, 12.0, NULL, TRUE },
  };
  g_autoptr(PenstockBars) bars = test_bars (40);
  g_autoptr(PenstockBars) one = test_bars (1);
  g_autoptr(PenstockRevenue) revenue = test_revenue ();
  GtkWidget *widget;

  test_blank (bars, 30);
  for (PenstockBars **each = (PenstockBars *[]){ bars, one, NULL, NULL }; *each != NULL; each++)
    {
      widget = penstock_sparkline_new ();
      penstock_sparkline_set_bars (PENSTOCK_SPARKLINE (widget), *each);
      draw (widget);
    }
  draw (penstock_sparkline_new ());

  widget = g_object_new (PENSTOCK_TYPE_SCORE_BAR, "value", 85.0, NULL);
  draw (widget);
  draw (penstock_score_bar_new ());

  widget = penstock_signal_bars_new ();
  penstock_signal_bars_set_rows (PENSTOCK_SIGNAL_BARS (widget), signals, G_N_ELEMENTS (signals));
  draw (widget);
  draw (penstock_signal_bars_new ());

  widget = penstock_revenue_bars_new ();
  penstock_revenue_bars_set_revenue (PENSTOCK_REVENUE_BARS (widget), revenue, penstock_day_from_ymd (2026, 8, 21));
  draw (widget);
  widget = penstock_revenue_bars_new ();
  penstock_revenue_bars_set_revenue (PENSTOCK_REVENUE_BARS (widget), revenue, penstock_day_from_ymd (2020, 1, 1));
  draw (widget);
  draw (penstock_revenue_bars_new ());
}

/* A property as a list row's binding sees it. */
static void
test_properties (void)
{
  g_autoptr(PenstockBars) bars = test_bars (5);
  GtkWidget *sparkline = g_object_ref_sink (penstock_sparkline_new ());
  GtkWidget *bar = g_object_ref_sink (penstock_score_bar_new ());
  g_autoptr(PenstockBars) got = NULL;
  double value = 0.0;

  g_object_set (sparkline, "bars", bars, NULL);
  g_object_get (sparkline, "bars", &got, NULL);
  g_assert_true (got == bars);
  g_object_set (bar, "value", NAN, NULL);
  g_object_get (bar, "value", &value, NULL);
  g_assert_true (isnan (value));
  g_object_set (bar, "value", 38.5, NULL);
  g_object_get (bar, "value", &value, NULL);
  g_assert_cmpfloat (value, ==, 38.5);
  g_assert_finalize_object (sparkline);
  g_assert_finalize_object (bar);
}

/* A new theme reaches every widget, and no widget that is gone. */
static void
test_theme_change (void)
{
  GtkWidget *widget = g_object_ref_sink (penstock_score_bar_new ());
  PenstockTheme dark;

  penstock_theme_init (&dark, PENSTOCK_THEME_DARK, PENSTOCK_COLOURS_EXCHANGE);
  penstock_theme_set_current (&dark);
  g_assert_cmpint (penstock_theme_get_current ()->id, ==, PENSTOCK_THEME_DARK);
  g_assert_finalize_object (widget);
  penstock_theme_set_current (&dark);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/plots/rows", test_rows);
  g_test_add_func ("/chart/plots/due", test_due);
  g_test_add_func ("/chart/plots/point-in-time", test_point_in_time);
  if (gtk_init_check ())
    {
      g_test_add_func ("/chart/plots/widgets", test_widgets);
      g_test_add_func ("/chart/plots/properties", test_properties);
      g_test_add_func ("/chart/plots/theme-change", test_theme_change);
    }
  return g_test_run ();
}
