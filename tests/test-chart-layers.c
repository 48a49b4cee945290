/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-chart-layer.h"
#include "penstock-figure.h"
#include "test-chart.h"
#include "test-golden.h"

/* Each layer on its own against tests/golden/chart-NAME.png, text left out. After a wanted change of the drawing:
 *   PENSTOCK_UPDATE_GOLDEN=1 meson test chart-layers
 * writes them anew; look at them before committing. */

#define WIDTH 320
#define HEIGHT 200

typedef struct
{
  PenstockTheme        theme;
  PenstockPen          pen;
  PangoContext        *pango;
  PenstockChartSeries *series;
  PenstockChartView    view;
} Fixture;

static void
fixture_init_data (Fixture                 *self,
                   PenstockBars            *bars,
                   GArray                  *markers,
                   PenstockChartStyle       style,
                   const PenstockChartPane *panes,
                   guint                    n_panes)
{
  static const guint sma[] = { 5, 12, 0 };
  PangoFontDescription *font = pango_font_description_from_string ("sans");
  PenstockChartData data = test_data (bars);

  memset (self, 0, sizeof *self);
  data.markers = markers;
  data.panes = panes;
  data.n_panes = n_panes;
  data.simulated = TRUE;
  data.last_is_live = TRUE;
  data.unverified_from = bars->n > 30 ? bars->day[30] : PENSTOCK_DAY_NONE;
  penstock_theme_init (&self->theme, PENSTOCK_THEME_LIGHT, PENSTOCK_COLOURS_EXCHANGE);
  self->pango = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_context_set_font_description (self->pango, font);
  self->series = penstock_chart_series_new (&data, sma);
  self->pen = (PenstockPen){ .pango = self->pango, .theme = &self->theme, .text = 1.0, .line = 1.0, .pixel = 1.0, .texts = penstock_pen_texts_new () };
  self->view = (PenstockChartView){
    .pen = &self->pen, .series = self->series, .style = style, .frame = { 0.0, 0.0, WIDTH, HEIGHT }, .text_size = 11.0, .top = 36.0, .axis_width = 60.0,
    .first = 0.0, .span = MAX ((double)bars->n, 1.0), .legend = TRUE, .mark_simulated = TRUE, .cursor = bars->n > 20 ? 20 : -1,
  };
  penstock_chart_view_layout (&self->view);
  pango_font_description_free (font);
}

static void
fixture_init (Fixture            *self,
              PenstockBars       *bars,
              GArray             *markers,
              PenstockChartStyle  style)
{
  fixture_init_data (self, bars, markers, style, NULL, 0);
}

static void
fixture_clear (Fixture *self)
{
  penstock_chart_view_clear (&self->view);
  penstock_chart_series_free (self->series);
  g_ptr_array_unref (self->pen.texts);
  g_object_unref (self->pango);
}

static cairo_surface_t *
draw_layer (Fixture                 *fixture,
            const PenstockChartLayer *layer)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  fixture->pen.snapshot = gtk_snapshot_new ();
  layer->snapshot (&fixture->view);
  node = gtk_snapshot_free_to_node (fixture->pen.snapshot);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  if (node != NULL)
    {
      gsk_render_node_draw (node, cr);
      gsk_render_node_unref (node);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* A box around text is as wide as the machine's font makes it. */
static guint
tolerance (const PenstockChartLayer *layer)
{
  static const char *const around_text[] = { "crosshair", "legend", "simulated", NULL };

  return g_strv_contains (around_text, layer->id) ? 150 : 20;
}

static void
test_golden (gconstpointer data)
{
  const PenstockChartLayer *layer = data;
  g_autoptr(PenstockBars) bars = test_bars (40);
  g_autoptr(GArray) markers = test_markers (bars);
  g_autofree char *name = g_strdup_printf ("chart-%s.png", layer->id);
  cairo_surface_t *drawn;
  Fixture fixture;

  test_blank (bars, 10);
  test_blank (bars, 11);
  if (g_str_equal (layer->id, "pane"))
    {
      g_autofree double *score = test_scores (bars);
      const PenstockChartPane panes[] = { { "Benefit", bars->n, bars->day, score, -3.0, 3.0, 2 } };

      fixture_init_data (&fixture, bars, markers, PENSTOCK_CHART_CANDLES, panes, 1);
    }
  else
    fixture_init (&fixture, bars, markers, g_str_equal (layer->id, "line") ? PENSTOCK_CHART_LINE : PENSTOCK_CHART_CANDLES);
  drawn = draw_layer (&fixture, layer);
  test_golden_compare (drawn, name, tolerance (layer));
  /* The axis is nothing but text. */
  if (!g_str_equal (layer->id, "axis"))
    g_assert_cmpuint (test_golden_ink (drawn), >, 10);
  cairo_surface_destroy (drawn);
  fixture_clear (&fixture);
}

static void
count_path (Fixture *fixture,
            guint   *moves,
            guint   *points)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_path_t *path;

  penstock_chart_view_line (&fixture->view, cr, fixture->series->data.bars->field[PENSTOCK_BAR_CLOSE]);
  path = cairo_copy_path (cr);
  *moves = *points = 0;
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      g_assert_true (isfinite (path->data[i + 1].point.x) && isfinite (path->data[i + 1].point.y));
      (*points)++;
      if (path->data[i].header.type == CAIRO_PATH_MOVE_TO)
        (*moves)++;
    }
  cairo_path_destroy (path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* 20,000 closes are no more work for cairo than the pixels they lie on. */
static void
test_reduction (void)
{
  g_autoptr(PenstockBars) bars = test_bars (20000);
  guint moves, points;
  Fixture fixture;

  fixture_init (&fixture, bars, NULL, PENSTOCK_CHART_LINE);
  count_path (&fixture, &moves, &points);
  g_assert_cmpuint (points, >, WIDTH / 2);
  g_assert_cmpuint (points, <=, 2 * (guint)fixture.view.price.width + 2);
  g_assert_cmpuint (moves, ==, 1);
  fixture_clear (&fixture);
}

static void
test_gap_lifts_the_pen (void)
{
  g_autoptr(PenstockBars) bars = test_bars (40);
  guint moves, points;
  Fixture fixture;

  test_blank (bars, 10);
  test_blank (bars, 20);
  test_blank (bars, 21);
  fixture_init (&fixture, bars, NULL, PENSTOCK_CHART_LINE);
  count_path (&fixture, &moves, &points);
  g_assert_cmpuint (moves, ==, 3);
  g_assert_cmpuint (points, ==, 37);
  fixture_clear (&fixture);
}

static void
test_body_width (void)
{
  g_autoptr(PenstockBars) bars = test_bars (40);
  Fixture fixture;

  fixture_init (&fixture, bars, NULL, PENSTOCK_CHART_CANDLES);
  for (double pitch = 1.2; pitch < 60.0; pitch += 0.37)
    {
      double body;

      fixture.view.pitch = pitch;
      body = penstock_chart_view_body (&fixture.view);
      g_assert_cmpfloat (fmod (body, 2.0), ==, 1.0);
      g_assert_cmpfloat (body, <=, MAX (0.84 * pitch, 1.0));
      g_assert_cmpint (penstock_chart_view_is_dense (&fixture.view), ==, pitch < 3.0);
    }
  fixture_clear (&fixture);
}

/* Years stand at the first label and each January; labels never touch. */
static void
test_dates (void)
{
  static const gsize lengths[] = { 5, 21, 63, 126, 250, 1200, 5000, 20000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr(PenstockBars) bars = test_bars (lengths[i]);
      gboolean first = TRUE;
      double taken = 0.0;
      Fixture fixture;

      fixture_init (&fixture, bars, NULL, PENSTOCK_CHART_CANDLES);
      g_assert_cmpuint (fixture.view.time_ticks->len, >=, 1);
      for (guint t = 0; t < fixture.view.time_ticks->len; t++)
        {
          const PenstockTimeTick *tick = &g_array_index (fixture.view.time_ticks, PenstockTimeTick, t);
          PenstockTextStyle style = penstock_chart_view_text (&fixture.view, PENSTOCK_TOKEN_DIM);

          if (tick->label == NULL)
            continue;
          g_assert_cmpfloat (tick->x, >=, taken);
          taken = tick->x + penstock_pen_text_width (&fixture.pen, tick->label, &style);
          if (first || g_str_has_prefix (tick->label, "Jan"))
            g_assert_true (g_regex_match_simple ("[0-9]{4}$", tick->label, 0, 0));
          first = FALSE;
        }
      fixture_clear (&fixture);
    }
}

static void
test_extent (void)
{
  g_autoptr(PenstockBars) bars = test_bars (40);
  Fixture fixture;

  bars->field[PENSTOCK_BAR_HIGH][7] = 500.0;
  fixture_init (&fixture, bars, NULL, PENSTOCK_CHART_CANDLES);
  g_assert_cmpfloat (fixture.view.value.v1, >=, 500.0);
  g_assert_cmpfloat (fixture.view.value.v0, >, 0.0);
  for (gsize i = 0; i < fixture.view.n_ticks; i++)
    g_assert_true (fixture.view.tick[i] >= fixture.view.value.v0 && fixture.view.tick[i] <= fixture.view.value.v1);
  fixture_clear (&fixture);
}

static void
test_words (void)
{
  g_autoptr(PenstockBars) bars = test_bars (40);
  g_autoptr(GArray) markers = test_markers (bars);
  g_autofree char *words = NULL;
  g_autofree char *last = NULL;
  Fixture fixture;

  fixture_init (&fixture, bars, markers, PENSTOCK_CHART_CANDLES);
  words = penstock_chart_layers_describe (fixture.series, 14);
  g_assert_true (g_str_has_prefix (words, "20 Mar 2026, "));
  g_assert_nonnull (strstr (words, "close "));
  g_assert_nonnull (strstr (words, "Dell results"));
  g_assert_nonnull (strstr (words, "SMA 5 "));
  g_assert_nonnull (strstr (words, "simulated"));
  g_assert_null (strstr (words, "not verified"));
  last = penstock_chart_layers_describe (fixture.series, 39);
  g_assert_nonnull (strstr (last, "not verified"));
  g_assert_nonnull (strstr (last, "live"));
  fixture_clear (&fixture);
}

static gboolean
axis_says (Fixture    *fixture,
           gssize      cursor,
           const char *label)
{
  gboolean found = FALSE;

  fixture->view.cursor = cursor;
  g_ptr_array_set_size (fixture->pen.texts, 0);
  cairo_surface_destroy (draw_layer (fixture, penstock_chart_layer_find ("axis")));
  for (guint i = 0; i < fixture->pen.texts->len; i++)
    found = found || g_str_equal (((PenstockPenText *)g_ptr_array_index (fixture->pen.texts, i))->text, label);
  return found;
}

/* A label under the crosshair's tag would be half a label. */
static void
test_labels_under_tags (void)
{
  g_autoptr(PenstockBars) bars = test_bars (40);
  Fixture fixture;

  bars->field[PENSTOCK_BAR_CLOSE][23] = 100.0;
  fixture_init (&fixture, bars, NULL, PENSTOCK_CHART_CANDLES);
  g_assert_true (axis_says (&fixture, -1, "Apr 2026"));
  g_assert_true (axis_says (&fixture, 2, "Apr 2026"));
  g_assert_false (axis_says (&fixture, 23, "Apr 2026"));
  g_assert_true (axis_says (&fixture, -1, "100"));
  g_assert_false (axis_says (&fixture, 23, "100"));
  fixture_clear (&fixture);
}

/* A bar has the last score at or before its day, at most a week old; a missing score lifts the pen. */
static void
test_pane_values (void)
{
  g_autoptr(PenstockBars) bars = test_bars (29); /* from Monday, 2 March 2026 */
  const PenstockDay monday = bars->day[0];
  const PenstockDay day[] = { monday - 3, monday + 2, monday + 3, monday + 18, monday + 40 };
  const double value[] = { 1.0, 2.0, NAN, 4.0, 5.0 };
  const PenstockChartPane panes[] = { { "Benefit", G_N_ELEMENTS (day), day, value, -3.0, 3.0, 2 }, { NULL, 0, NULL, NULL, NAN, NAN, 0 } };
  g_autofree char *words = NULL;
  Fixture fixture;

  fixture_init_data (&fixture, bars, NULL, PENSTOCK_CHART_LINE, panes, 2);
  g_assert_cmpuint (fixture.series->n_panes, ==, 2);
  for (gsize i = 0; i < bars->n; i++)
    {
      const double got = fixture.series->pane[0].value[i];
      const int since = bars->day[i] - monday;

      if (since < 2)
        g_assert_cmpfloat (got, ==, 1.0);
      else if (since == 2)
        g_assert_cmpfloat (got, ==, 2.0);
      else if (since < 18)
        g_assert_true (isnan (got));
      else
        g_assert_true (since <= 25 ? got == 4.0 : isnan (got));
      g_assert_true (isnan (fixture.series->pane[1].value[i]));
    }
  words = penstock_chart_layers_describe (fixture.series, 1);
  g_assert_nonnull (strstr (words, "Benefit +1.00"));
  fixture_clear (&fixture);
}

static void
assert_apart (const PenstockBox *above,
              const PenstockBox *below)
{
  if (above->height > 0.0 && below->height > 0.0)
    g_assert_cmpfloat (above->y + above->height, <=, below->y);
}

/* Two panes never take the price's place nor that of the dates; where there is no room, there is none. */
static void
test_pane_room (void)
{
  g_autoptr(PenstockBars) bars = test_bars (40);
  g_autofree double *score = test_scores (bars);
  const PenstockChartPane panes[] = { { "Benefit", bars->n, bars->day, score, -3.0, 3.0, 2 }, { "Own", bars->n, bars->day, score, NAN, NAN, 2 } };
  Fixture fixture;
  PenstockChartView *view = &fixture.view;

  fixture_init_data (&fixture, bars, NULL, PENSTOCK_CHART_CANDLES, panes, 2);
  for (double height = 1.0; height < 700.0; height += 7.0)
    {
      view->frame.height = height;
      penstock_chart_view_layout (view);
      assert_apart (&view->price, &view->volume);
      assert_apart (&view->volume, &view->pane[0].box);
      assert_apart (&view->pane[0].box, &view->pane[1].box);
      g_assert_cmpint (view->pane[0].box.height > 0.0, ==, view->pane[1].box.height > 0.0);
      g_assert_cmpint (view->pane[0].box.height > 0.0, ==, height >= 232.0);
      if (height > 100.0)
        g_assert_cmpfloat (penstock_chart_view_bottom (view) + 19.0, <=, height);
      if (height > 300.0)
        g_assert_cmpfloat (view->price.height, >=, 0.3 * height);
    }
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  penstock_figure_init ();
  for (gsize i = 0; i < penstock_n_chart_layers; i++)
    {
      g_autofree char *path = g_strdup_printf ("/chart/layers/golden/%s", penstock_chart_layers[i]->id);

      g_test_add_data_func (path, penstock_chart_layers[i], test_golden);
    }
  g_test_add_func ("/chart/layers/reduction", test_reduction);
  g_test_add_func ("/chart/layers/gap", test_gap_lifts_the_pen);
  g_test_add_func ("/chart/layers/body-width", test_body_width);
  g_test_add_func ("/chart/layers/dates", test_dates);
  g_test_add_func ("/chart/layers/extent", test_extent);
  g_test_add_func ("/chart/layers/words", test_words);
  g_test_add_func ("/chart/layers/labels-under-tags", test_labels_under_tags);
  g_test_add_func ("/chart/layers/pane-values", test_pane_values);
  g_test_add_func ("/chart/layers/pane-room", test_pane_room);
  return g_test_run ();
}
