/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-chart-layer.h"
#include "penstock-plane-labels.h"
#include "penstock-plane-private.h"
#include "test-chart.h"
#include "test-golden.h"

/* The plots of Overview, Evidence and Signals, and charts with score panes: pictures without text and without a display, words, walks, hostile values. */

#define N_ROWS 6
#define N_WEEKS 26
#define N_DRAWS 200

static const char *const names[N_ROWS] = { "EDA", "Foundry and IDM", "Memory and storage", "Substrates and PCB", "Server power", "AI platforms" };

/* What the plots are filled with; no random numbers. */
typedef struct
{
  PenstockDay week[N_WEEKS];
  double      cell[N_ROWS][N_WEEKS], x[N_ROWS][N_WEEKS], y[N_ROWS][N_WEEKS];
  double      draw[N_DRAWS];
} Values;

static void
values_init (Values *self)
{
  for (int i = 0; i < N_WEEKS; i++)
    self->week[i] = penstock_day_from_ymd (2026, 8, 21) - 7 * (N_WEEKS - 1 - i);
  for (int r = 0; r < N_ROWS; r++)
    for (int i = 0; i < N_WEEKS; i++)
      {
        self->cell[r][i] = 1.8 * sin (r * 1.3 + i * 0.21);
        self->x[r][i] = r * 0.5 - 1.2 + 0.6 * sin (i * 0.2 + r);
        self->y[r][i] = r * 0.25 - 0.3 + 0.3 * cos (i * 0.23 + r * 2.0);
      }
  self->cell[1][5] = NAN;
  self->x[2][10] = NAN;
  for (int i = 0; i < N_DRAWS; i++)
    self->draw[i] = -0.04 + 0.0006 * i;
}

static PenstockPlot *
make_heat (const Values *values)
{
  PenstockPlot *plot = penstock_plot_new (&penstock_heat_strip_plot);
  PenstockHeatRow rows[N_ROWS];

  for (int r = 0; r < N_ROWS; r++)
    rows[r] = (PenstockHeatRow){ names[r], values->cell[r], values->cell[r][25], values->cell[r][25] - values->cell[r][21], r == 4 ? "2 of 9: too few" : NULL };
  penstock_heat_strip_fill (plot, rows, N_ROWS, values->week, N_WEEKS, PENSTOCK_HEAT_SIGNED, 1.6, "Segments, 26 weeks");
  return plot;
}

static PenstockPlot *
make_plane (const Values *values)
{
  PenstockPlot *plot = penstock_plot_new (&penstock_plane_plot);
  PenstockPlaneTrail trails[N_ROWS];

  for (int r = 0; r < N_ROWS; r++)
    trails[r] = (PenstockPlaneTrail){ names[r], values->x[r], values->y[r], "accelerated validation", r == 2 || r == 3 };
  penstock_plane_fill (plot, trails, N_ROWS, values->week, N_WEEKS);
  return plot;
}

static PenstockPlot *
make_trend (const Values *values)
{
  PenstockPlot *plot = penstock_plot_new (&penstock_trend_plot);
  double value[N_WEEKS];

  for (int i = 0; i < N_WEEKS; i++)
    value[i] = i == 7 ? NAN : 40.0 + i * 1.28;
  penstock_trend_fill (plot, "Resonance", values->week, value, N_WEEKS, NAN, NAN, 50.0, 0);
  return plot;
}

static PenstockPlot *
make_levels (const Values *values)
{
  static const PenstockLevelRow rows[] = {
    { "Compute supply", 0.88, 0.76, NULL }, { "Hardware manufacturing", -0.4, NAN, NULL }, { "Application infrastructure", NAN, NAN, "2 of 5 segments" },
  };
  PenstockPlot *plot = penstock_plot_new (&penstock_level_bars_plot);

  penstock_level_bars_fill (plot, rows, G_N_ELEMENTS (rows), "value", "28 days");
  return plot;
}

static PenstockPlot *
make_interval (const Values *values)
{
  PenstockPlot *plot = penstock_plot_new (&penstock_interval_plot);

  penstock_interval_fill (plot, 0.047, 0.045, 0.12);
  return plot;
}

static PenstockPlot *
make_quantiles (const Values *values)
{
  static const double five[] = { -0.004, 0.006, 0.012, 0.01, 0.021 };
  const PenstockQuantileGroup groups[] = { { "5 days", 5, five, 0.025 }, { "63 days", 0, NULL, NAN } };
  PenstockPlot *plot = penstock_plot_new (&penstock_quantile_bars_plot);

  penstock_quantile_bars_fill (plot, "Benefit", groups, G_N_ELEMENTS (groups));
  return plot;
}

static PenstockPlot *
make_histogram (const Values *values)
{
  PenstockPlot *plot = penstock_plot_new (&penstock_histogram_plot);

  penstock_histogram_fill (plot, values->draw, N_DRAWS, 0.047, "mean rank IC", "this graph", NULL);
  return plot;
}

static PenstockPlot *
make_vintages (const Values *values)
{
  static const char *const source[] = { "WSTS", NULL, "WSTS" };
  static const double first[] = { 400.0, 420.0, 450.0 };
  static const double second[] = { 500.0, 520.0, NAN };
  const PenstockDay day[] = { values->week[0], values->week[8], values->week[16] };
  const PenstockVintageLine lines[] = {
    { "2025", 3, day, first, source, 470.0, values->week[20] }, { "2026", 3, day, second, NULL, NAN, PENSTOCK_DAY_NONE },
  };
  PenstockPlot *plot = penstock_plot_new (&penstock_vintage_plot);

  penstock_vintage_fill (plot, "Chips", "bn USD", lines, G_N_ELEMENTS (lines), 410.0, NAN);
  return plot;
}

static PenstockPlot *
make_key (const Values *values)
{
  PenstockPlot *plot = penstock_plot_new (&penstock_heat_key_plot);

  penstock_heat_key_fill (plot, "below", "above the chain");
  return plot;
}

typedef struct
{
  const char    *name;
  PenstockPlot *(*make) (const Values *values);
  int            width, height;
} Case;

static const Case cases[] = {
  { "trend", make_trend, 360, 90 }, { "level-bars", make_levels, 360, 100 }, { "heat-strip", make_heat, 480, 122 }, { "heat-key", make_key, 260, 16 },
  { "plane", make_plane, 400, 320 }, { "interval", make_interval, 76, 16 }, { "quantile-bars", make_quantiles, 360, 180 },
  { "histogram", make_histogram, 360, 124 }, { "vintages", make_vintages, 360, 200 },
};

/* --- drawing without a display --- */

static cairo_surface_t *
node_to_surface (GskRenderNode *node_take,
                 int            width,
                 int            height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  if (node_take != NULL)
    {
      gsk_render_node_draw (node_take, cr);
      gsk_render_node_unref (node_take);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static PangoContext *
make_pango (void)
{
  PangoContext *pango = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string ("sans");

  pango_context_set_font_description (pango, font);
  pango_font_description_free (font);
  return pango;
}

/* @texts: what was written, in place of drawing it; NULL draws it. */
static cairo_surface_t *
draw (PenstockPlot    *plot,
      double           width,
      double           height,
      PenstockThemeId  id,
      double           text,
      GPtrArray       *texts)
{
  PangoContext *pango = make_pango ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  PenstockTheme theme;
  PenstockPen pen = { .snapshot = snapshot, .pango = pango, .theme = &theme, .text = text, .line = 1.0, .pixel = 1.0, .texts = texts };

  penstock_theme_init (&theme, id, PENSTOCK_COLOURS_EXCHANGE);
  penstock_plot_draw (plot, &pen, width, height);
  g_object_unref (pango);
  return node_to_surface (gtk_snapshot_free_to_node (snapshot), (int)MAX (width, 1.0), (int)MAX (height, 1.0));
}

static void
test_golden (gconstpointer data)
{
  const Case *each = data;
  g_autofree char *name = g_strdup_printf ("plot-%s.png", each->name);
  g_autoptr(GPtrArray) texts = penstock_pen_texts_new ();
  Values values;
  PenstockPlot *plot;
  cairo_surface_t *drawn;

  values_init (&values);
  plot = each->make (&values);
  drawn = draw (plot, each->width, each->height, PENSTOCK_THEME_LIGHT, 1.0, texts);
  /* Columns are as wide as the machine's font makes their words. */
  test_golden_compare (drawn, name, (guint)(each->width * each->height / 50));
  g_assert_cmpuint (test_golden_ink (drawn), >, 50);
  cairo_surface_destroy (drawn);
  penstock_plot_free (plot);
}

/* Every box of an item lies in the picture, and every piece of text begins in it: nothing is cut. */
static void
test_inside (void)
{
  Values values;

  values_init (&values);
  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    for (int rtl = 0; rtl < 2; rtl++)
      {
        g_autoptr(GPtrArray) texts = penstock_pen_texts_new ();
        PenstockPlot *plot = cases[c].make (&values);

        plot->rtl = rtl == 1;
        cairo_surface_destroy (draw (plot, cases[c].width, cases[c].height, PENSTOCK_THEME_LIGHT, 1.0, texts));
        for (guint i = 0; i < texts->len; i++)
          {
            const PenstockPenText *text = g_ptr_array_index (texts, i);
            PangoRectangle logical;

            pango_layout_get_extents (text->layout, NULL, &logical);
            if (text->left < -0.5 || text->left + (double)logical.width / PANGO_SCALE > cases[c].width + 1.0 || text->baseline > cases[c].height)
              g_error ("%s, rtl %d: \"%s\" from %g to %g, %g leaves the picture", cases[c].name, rtl, text->text, text->left,
                       text->left + (double)logical.width / PANGO_SCALE, text->baseline);
          }
        penstock_plot_free (plot);
      }
}

/* --- words --- */

static void
assert_item (PenstockPlot *plot,
             guint         item,
             const char   *expected)
{
  g_autofree char *words = plot->kind->item (plot, item);

  g_assert_cmpstr (words, ==, expected);
}

static void
assert_words (PenstockPlot *plot,
              const char   *expected)
{
  g_autofree char *words = plot->kind->describe (plot);

  if (strstr (words, expected) == NULL)
    g_error ("\"%s\" is not in \"%s\"", expected, words);
}

static void
test_words (void)
{
  PenstockPlot *plot[G_N_ELEMENTS (cases)];
  Values values;

  values_init (&values);
  values.cell[3][18] = 1.2149;
  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    plot[c] = cases[c].make (&values);
  assert_item (plot[0], 25, "21 Aug 2026: 72");
  assert_item (plot[0], 7, "17 Apr 2026: —");
  assert_words (plot[0], "from 27 Feb 2026: 40 to 21 Aug 2026: 72");
  assert_words (plot[1], "Compute supply: +0.88, +0.12 in 28 days; Hardware manufacturing: −0.40; Application infrastructure: 2 of 5 segments");
  assert_item (plot[2], 3 * N_WEEKS + 18, "Substrates and PCB, week to 3 Jul 2026: +1.21");
  assert_item (plot[2], 4 * N_WEEKS + 18, "Server power: 2 of 9: too few");
  assert_item (plot[2], N_WEEKS + 5, "Foundry and IDM, week to 3 Apr 2026: —");
  assert_words (plot[2], "Server power: 2 of 9: too few; AI platforms: ");
  assert_words (plot[3], "orange: below; blue: above the chain");
  assert_words (plot[4], "26 weeks to 21 Aug 2026; EDA: narrative −1.78, validation −0.04, accelerated validation; ");
  assert_words (plot[4], "Substrates and PCB: narrative +0.89, validation +0.66, accelerated validation, highlighted");
  assert_words (plot[5], "+0.047, 95\u2009% interval +0.002 to +0.092");
  assert_item (plot[6], 4, "5 days, quantile 5 of 5: +2.10\u2009%");
  assert_words (plot[6], "5 days: highest scores minus lowest +2.50\u2009%; 63 days: not computed");
  assert_words (plot[7], "200 values from −0.040 to +0.080, 95\u2009% of them up to +0.073; this graph +0.047");
  assert_item (plot[7], 0, "−0.040 to −0.035: 9 of 200");
  assert_item (plot[8], 0, "2025, forecast of 27 Feb 2026 (WSTS): 400 bn USD");
  assert_item (plot[8], 1, "2025, forecast of 24 Apr 2026: 420 bn USD");
  assert_item (plot[8], 3, "2025, outcome of 17 Jul 2026: 470 bn USD");
  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    penstock_plot_free (plot[c]);
}

static void
test_share (void)
{
  const double value[] = { 0.25, 0.63 };
  const PenstockHeatRow row = { "AI chips", value, 0.63, 0.38, NULL };
  const PenstockDay week[] = { 20000, 20007 };
  PenstockPlot *plot = penstock_plot_new (&penstock_heat_strip_plot);

  penstock_heat_strip_fill (plot, &row, 1, week, 2, PENSTOCK_HEAT_SHARE, 1.0, "Breadth");
  assert_words (plot, "AI chips: 63\u2009%, +38 in 4 weeks");
  assert_item (plot, 0, "AI chips, week to 4 Oct 2024: 25\u2009%");
  penstock_plot_free (plot);
}

/* Each draw is in one bar, and the mark is the least that 95 % do not exceed. */
static void
test_counts (void)
{
  const double value[] = { 0.0, 1.0, 1.0, 2.0, 10.0 };
  PenstockPlot *plot = penstock_plot_new (&penstock_histogram_plot);
  guint sum = 0;

  penstock_histogram_fill (plot, value, G_N_ELEMENTS (value), 25.0, "", "real", NULL);
  for (guint i = 0; i < plot->n_items; i++)
    {
      g_autofree char *words = plot->kind->item (plot, i);
      const char *colon = strrchr (words, ':');

      sum += (guint)g_ascii_strtoull (colon + 2, NULL, 10);
    }
  g_assert_cmpuint (sum, ==, 5);
  assert_words (plot, "up to +10.000; real +25.000");
  penstock_histogram_fill (plot, NULL, 0, NAN, "", "", "too few links");
  assert_words (plot, "too few links");
  g_assert_cmpuint (plot->n_items, ==, 0);
  penstock_plot_free (plot);
}

/* --- walking and lighting --- */

static void
assert_walk (PenstockPlot     *plot,
             PenstockPlotStep  step,
             int               expected)
{
  plot->cursor = penstock_plot_step (plot, step);
  g_assert_cmpint (plot->cursor, ==, expected);
}

static void
test_walk (void)
{
  PenstockPlot *heat, *trend, *plane, *vintages;
  Values values;

  values_init (&values);
  heat = make_heat (&values);
  assert_walk (heat, PENSTOCK_STEP_DOWN, 25); /* begins at the newest week of the first row */
  assert_walk (heat, PENSTOCK_STEP_RIGHT, 25);
  assert_walk (heat, PENSTOCK_STEP_DOWN, 51);
  assert_walk (heat, PENSTOCK_STEP_LEFT, 50);
  assert_walk (heat, PENSTOCK_STEP_FIRST, 26);
  assert_walk (heat, PENSTOCK_STEP_LEFT, 26);
  assert_walk (heat, PENSTOCK_STEP_UP, 0);
  assert_walk (heat, PENSTOCK_STEP_UP, 0);
  heat->cursor = N_ROWS * N_WEEKS - 1;
  assert_walk (heat, PENSTOCK_STEP_DOWN, N_ROWS * N_WEEKS - 1);
  trend = make_trend (&values);
  assert_walk (trend, PENSTOCK_STEP_LEFT, 25);
  assert_walk (trend, PENSTOCK_STEP_DOWN, 25);
  assert_walk (trend, PENSTOCK_STEP_FIRST, 0);
  plane = make_plane (&values);
  assert_walk (plane, PENSTOCK_STEP_DOWN, 0);
  assert_walk (plane, PENSTOCK_STEP_RIGHT, 1);
  assert_walk (plane, PENSTOCK_STEP_LAST, 5);
  assert_walk (plane, PENSTOCK_STEP_DOWN, 5);
  assert_walk (plane, PENSTOCK_STEP_FIRST, 0);
  vintages = make_vintages (&values);
  assert_walk (vintages, PENSTOCK_STEP_LEFT, 6);
  assert_walk (vintages, PENSTOCK_STEP_UP, 3);
  assert_walk (vintages, PENSTOCK_STEP_RIGHT, 3);
  assert_walk (vintages, PENSTOCK_STEP_FIRST, 0);
  assert_walk (vintages, PENSTOCK_STEP_DOWN, 6);
  penstock_plot_free (heat);
  penstock_plot_free (trend);
  penstock_plot_free (plane);
  penstock_plot_free (vintages);
}

static void
assert_lit (PenstockPlot *plot,
            const char   *expected)
{
  g_autoptr(GString) lit = g_string_new (NULL);

  for (guint i = 0; i < N_ROWS; i++)
    if (penstock_plane_is_lit ((PenstockPlanePlot *)plot, i))
      g_string_append_printf (lit, "%u", i);
  g_assert_cmpstr (lit->str, ==, expected);
}

static void
test_light (void)
{
  PenstockPlaneTrail trails[N_ROWS] = { { 0 } };
  PenstockPlot *plot;
  Values values;

  values_init (&values);
  plot = make_plane (&values);
  assert_lit (plot, "23");
  penstock_plane_light (plot, 5);
  penstock_plane_light (plot, 0); /* a fourth takes the first's place */
  assert_lit (plot, "035");
  penstock_plane_light (plot, 3);
  assert_lit (plot, "05");
  penstock_plane_light (plot, 99);
  assert_lit (plot, "05");
  for (int r = 0; r < N_ROWS; r++)
    trails[r] = (PenstockPlaneTrail){ names[r], values.x[r], values.y[r], NULL, r == 1 };
  penstock_plane_fill (plot, trails, N_ROWS, values.week, N_WEEKS);
  assert_lit (plot, "05"); /* the same segments on another day */
  trails[2].label = "Other";
  penstock_plane_fill (plot, trails, N_ROWS, values.week, N_WEEKS);
  assert_lit (plot, "1");
  penstock_plot_free (plot);
}

/* Labels of a crowd: those shown touch neither each other nor a head, and the important ones are there. */
static void
test_labels (void)
{
  const PenstockBox within = { 0.0, 0.0, 600.0, 400.0 };
  const PenstockBox corner = { 0.0, 0.0, 120.0, 20.0 };
  const PenstockPlaneLine line = { 0.0, 200.0, 600.0, 210.0 };
  PenstockPlaneLabel labels[16] = { { 0 } };
  guint shown = 0;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    labels[i] = (PenstockPlaneLabel){ .x = 200.0 + 9.0 * (i % 3), .y = 90.0 + 12.0 * i, .radius = 4.0, .width = 90.0, .height = 15.0, .must = i < 3 };
  penstock_plane_labels_place (labels, G_N_ELEMENTS (labels), &line, 1, &corner, 1, &within);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const PenstockBox *a = &labels[i].box;

      g_assert_true (i >= 3 || labels[i].shown);
      if (!labels[i].shown)
        continue;
      shown++;
      g_assert_true (a->x >= 0.0 && a->y >= 0.0 && a->x + a->width <= 600.0 && a->y + a->height <= 400.0);
      for (guint j = 0; j < G_N_ELEMENTS (labels); j++)
        {
          const PenstockBox *b = &labels[j].box;

          if (j != i && labels[j].shown)
            g_assert_false (a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height);
          if (j != i)
            g_assert_false (a->x < labels[j].x + 4.0 && labels[j].x - 4.0 < a->x + a->width && a->y < labels[j].y + 4.0
                            && labels[j].y - 4.0 < a->y + a->height);
        }
    }
  g_assert_cmpuint (shown, >=, 8);
}

/* The pointer finds what is under it: the cell, and its row from the name. */
static void
test_find (void)
{
  PenstockBox box;
  PenstockPlot *plot;
  Values values;

  values_init (&values);
  plot = make_heat (&values);
  cairo_surface_destroy (draw (plot, 480.0, 122.0, PENSTOCK_THEME_LIGHT, 1.0, NULL));
  g_assert_true (penstock_plot_box (plot, 3 * N_WEEKS + 18, &box));
  g_assert_cmpint (penstock_plot_find (plot, box.x + 2.0, box.y + 2.0), ==, 3 * N_WEEKS + 18);
  g_assert_cmpint (penstock_plot_find (plot, 3.0, box.y + 2.0), ==, 3 * N_WEEKS + 25);
  g_assert_cmpint (penstock_plot_find (plot, 3.0, 121.0), ==, -1);
  penstock_plot_free (plot);
  plot = make_plane (&values);
  cairo_surface_destroy (draw (plot, 400.0, 320.0, PENSTOCK_THEME_LIGHT, 1.0, NULL));
  g_assert_true (penstock_plot_box (plot, 5, &box));
  g_assert_cmpint (penstock_plot_find (plot, box.x + box.width / 2.0, box.y + box.height / 2.0), ==, 5);
  penstock_plot_free (plot);
}

/* --- hostile values --- */

static double
hostile (guint i)
{
  static const double all[] = { 0.0, -0.0, 1.0, -1.0, NAN, INFINITY, -INFINITY, 1e308, -1e308, 1e-308, 5e-324, 1e15, -1e15, 0.1, 3.0, 1e9 };

  return all[i % G_N_ELEMENTS (all)];
}

static PenstockDay
hostile_day (guint i)
{
  static const PenstockDay all[] = { 0, 20000, 20001, PENSTOCK_DAY_NONE, G_MAXINT32, -700000, 20100, 2900000 };

  return all[i % G_N_ELEMENTS (all)];
}

static void
fill_hostile (PenstockPlot *plot,
              gsize         which,
              guint         seed,
              guint         n)
{
  g_autofree double *value = g_new (double, n + 1);
  g_autofree double *other = g_new (double, n + 1);
  g_autofree PenstockDay *day = g_new (PenstockDay, n + 1);
  g_autofree PenstockLevelRow *levels = g_new0 (PenstockLevelRow, n + 1);
  g_autofree PenstockHeatRow *heat = g_new0 (PenstockHeatRow, n + 1);
  g_autofree PenstockPlaneTrail *trails = g_new0 (PenstockPlaneTrail, n + 1);
  g_autofree PenstockQuantileGroup *groups = g_new0 (PenstockQuantileGroup, n + 1);
  g_autofree PenstockVintageLine *lines = g_new0 (PenstockVintageLine, n + 1);

  for (guint i = 0; i <= n; i++)
    {
      value[i] = hostile (seed + i * 7);
      other[i] = hostile (seed * 3 + i * 5);
      day[i] = seed % 2 == 0 ? 20000 + (PenstockDay)i : hostile_day (seed + i);
      levels[i] = (PenstockLevelRow){ i % 2 ? "a label that is rather long for its place" : NULL, hostile (seed + i), hostile (seed - i), i % 3 ? "why" : NULL };
      heat[i] = (PenstockHeatRow){ i % 2 ? "x" : NULL, i % 4 ? value : NULL, hostile (i), hostile (seed), i % 5 ? NULL : "too few" };
      trails[i] = (PenstockPlaneTrail){ i % 2 ? "trail" : NULL, value, other, NULL, i % 2 };
      groups[i] = (PenstockQuantileGroup){ NULL, i % 3 ? n : 0, value, hostile (seed) };
      lines[i] = (PenstockVintageLine){ NULL, n, day, value, NULL, hostile (i + seed), i % 2 ? day[i] : PENSTOCK_DAY_NONE };
    }
  switch (which)
    {
    case 0:
      penstock_trend_fill (plot, NULL, day, value, n, hostile (seed), hostile (seed + 1), hostile (seed + 2), (int)seed - 3);
      break;
    case 1:
      penstock_level_bars_fill (plot, levels, n, NULL, NULL);
      break;
    case 2:
      penstock_heat_strip_fill (plot, heat, n, day, n, seed % 2 ? PENSTOCK_HEAT_SIGNED : PENSTOCK_HEAT_SHARE, hostile (seed), NULL);
      break;
    case 4:
      penstock_plane_fill (plot, trails, n, day, n);
      break;
    case 5:
      penstock_interval_fill (plot, hostile (seed), hostile (seed + 3), hostile (seed + 5));
      break;
    case 6:
      penstock_quantile_bars_fill (plot, NULL, groups, n);
      break;
    case 7:
      penstock_histogram_fill (plot, value, n, hostile (seed), NULL, NULL, NULL);
      break;
    case 8:
      penstock_vintage_fill (plot, NULL, NULL, lines, n, hostile (seed), hostile (seed + 1));
      break;
    default:
      break;
    }
}

static void
try_all (PenstockPlot *plot,
         guint         seed)
{
  static const struct { double width, height; } sizes[] = { { 1, 1 }, { 2, 300 }, { 300, 2 }, { 17, 13 }, { 60, 60 }, { 340, 170 }, { 0.5, 40 } };
  g_autofree char *words = plot->kind->describe (plot);
  const guint items = MIN (plot->n_items, 40);

  g_assert_true (g_utf8_validate (words, -1, NULL));
  for (guint i = 0; plot->kind->item != NULL && i < items; i++)
    g_free (plot->kind->item (plot, i));
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      plot->rtl = s % 2 == 1;
      plot->focused = TRUE;
      plot->cursor = plot->n_items > 0 ? (int)(seed % plot->n_items) : -1;
      plot->hover = plot->n_items > 0 ? 0 : -1;
      cairo_surface_destroy (draw (plot, sizes[s].width, sizes[s].height, (PenstockThemeId)(seed % PENSTOCK_N_THEMES), s % 3 == 0 ? 1.5 : 1.0, NULL));
      penstock_plot_find (plot, sizes[s].width / 2.0, sizes[s].height / 2.0);
      for (int step = 0; step <= PENSTOCK_STEP_LAST; step++)
        g_assert_cmpint (penstock_plot_step (plot, (PenstockPlotStep)step), <, (int)plot->n_items);
    }
}

static void
test_hostile (void)
{
  static const guint counts[] = { 0, 1, 2, 9, 40 };

  for (gsize which = 0; which < G_N_ELEMENTS (cases); which++)
    for (guint seed = 0; seed < 16; seed++)
      {
        Values values;
        PenstockPlot *plot;

        values_init (&values);
        plot = cases[which].make (&values);
        try_all (plot, seed);
        fill_hostile (plot, which, seed, counts[seed % G_N_ELEMENTS (counts)]);
        try_all (plot, seed);
        penstock_plot_free (plot);
      }
}

/* --- a chart with two panes --- */

static void
test_panes (gconstpointer data)
{
  const PenstockThemeId id = (PenstockThemeId)GPOINTER_TO_INT (data);
  g_autoptr(PenstockBars) bars = test_bars (90);
  g_autofree double *score = test_scores (bars);
  g_autofree double *percent = g_new (double, bars->n);
  PangoContext *pango = make_pango ();
  g_autoptr(GPtrArray) texts = penstock_pen_texts_new ();
  g_autoptr(PenstockChartSeries) series = NULL;
  PenstockChartData chart = test_data (bars);
  const PenstockChartPane panes[] = {
    { "Benefit", bars->n, bars->day, score, -3.0, 3.0, 2 }, { "Score", bars->n, bars->day, percent, 0.0, 100.0, 0 },
  };
  cairo_surface_t *drawn;
  PenstockTheme theme;
  PenstockPen pen = { .snapshot = gtk_snapshot_new (), .pango = pango, .theme = &theme, .text = 1.0, .line = 1.0, .pixel = 1.0, .texts = texts };
  PenstockChartView view = { .pen = &pen, .style = PENSTOCK_CHART_CANDLES, .frame = { 0.0, 0.0, 480.0, 400.0 }, .text_size = 11.0, .top = 20.0,
                             .axis_width = 60.0, .span = (double)bars->n, .legend = TRUE, .cursor = -1 };

  for (gsize i = 0; i < bars->n; i++)
    percent[i] = 50.0 + 40.0 * cos ((double)i / 14.0);
  chart.panes = panes;
  chart.n_panes = G_N_ELEMENTS (panes);
  penstock_theme_init (&theme, id, PENSTOCK_COLOURS_EXCHANGE);
  series = penstock_chart_series_new (&chart, NULL);
  view.series = series;
  penstock_chart_view_layout (&view);
  penstock_chart_layers_draw (&view, FALSE);
  penstock_chart_layers_draw (&view, TRUE);
  drawn = node_to_surface (gtk_snapshot_free_to_node (pen.snapshot), 480, 400);
  test_golden_compare (drawn, id == PENSTOCK_THEME_PRINT ? "chart-panes-print.png" : "chart-panes-light.png", 300);
  for (guint i = 0; i < texts->len; i++)
    {
      const PenstockPenText *text = g_ptr_array_index (texts, i);
      PangoRectangle logical;

      pango_layout_get_extents (text->layout, NULL, &logical);
      g_assert_cmpfloat (text->left + (double)logical.width / PANGO_SCALE, <=, 480.5);
    }
  cairo_surface_destroy (drawn);
  penstock_chart_view_clear (&view);
  g_object_unref (pango);
}

/* --- widgets --- */

static PenstockPlot *
get_plot (GtkWidget *widget)
{
  return &((PenstockPlotWidget *)widget)->plot;
}

static void
press_key (GtkWidget *widget,
           guint      key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint c = 0; c < g_list_model_get_n_items (controllers); c++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, c);

      for (guint i = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && i < g_list_model_get_n_items (G_LIST_MODEL (controller)); i++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), i);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            {
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, gtk_shortcut_get_arguments (shortcut));
              return;
            }
        }
    }
  g_error ("no binding for key %u", key);
}

static void
show (GtkWidget *widget,
      GtkWidget *window)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GdkPaintable) paintable = NULL;
  GskRenderNode *node;

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 200 && gtk_widget_get_width (widget) == 0; i++)
    g_main_context_iteration (NULL, FALSE);
  paintable = gtk_widget_paintable_new (widget);
  gdk_paintable_snapshot (paintable, snapshot, 300.0, 120.0);
  node = gtk_snapshot_free_to_node (snapshot);
  g_clear_pointer (&node, gsk_render_node_unref);
}

static void
count_cb (GtkWidget *widget,
          guint      item,
          guint     *last)
{
  *last = item;
}

static void
test_heat_widget (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = g_object_ref_sink (penstock_heat_strip_new ());
  PenstockHeatRow rows[N_ROWS] = { { 0 } };
  guint activated = 99;
  int minimum, natural;
  Values values;

  values_init (&values);
  for (int r = 0; r < N_ROWS; r++)
    rows[r] = (PenstockHeatRow){ names[r], values.cell[r], 0.1, 0.2, NULL };
  g_assert_false (gtk_widget_get_focusable (widget));
  penstock_heat_strip_set_rows (PENSTOCK_HEAT_STRIP (widget), rows, N_ROWS, values.week, N_WEEKS, PENSTOCK_HEAT_SIGNED, 1.6, "Segments");
  g_assert_true (gtk_widget_get_focusable (widget));
  g_assert_true (gtk_widget_get_has_tooltip (widget));
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 17 * N_ROWS + 20);
  g_assert_cmpint (minimum, <, natural);
  g_signal_connect (widget, "row-activated", G_CALLBACK (count_cb), &activated);
  show (widget, window);
  press_key (widget, GDK_KEY_Return);
  g_assert_cmpuint (activated, ==, 99);
  press_key (widget, GDK_KEY_Down);
  press_key (widget, GDK_KEY_Down);
  press_key (widget, GDK_KEY_Left);
  g_assert_cmpint (get_plot (widget)->cursor, ==, 50);
  press_key (widget, GDK_KEY_Return);
  g_assert_cmpuint (activated, ==, 1);
  press_key (widget, GDK_KEY_Escape);
  g_assert_cmpint (get_plot (widget)->cursor, ==, -1);
  penstock_heat_strip_set_rows (PENSTOCK_HEAT_STRIP (widget), NULL, 0, NULL, 0, PENSTOCK_HEAT_SIGNED, NAN, NULL);
  g_assert_false (gtk_widget_get_focusable (widget));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (widget);
}

static void
test_plane_widget (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = g_object_ref_sink (penstock_plane_new ());
  PenstockPlaneTrail trails[N_ROWS] = { { 0 } };
  guint toggled = 99;
  Values values;

  values_init (&values);
  for (int r = 0; r < N_ROWS; r++)
    trails[r] = (PenstockPlaneTrail){ names[r], values.x[r], values.y[r], "dormant", FALSE };
  penstock_plane_set_trails (PENSTOCK_PLANE (widget), trails, N_ROWS, values.week, N_WEEKS);
  g_signal_connect (widget, "trail-toggled", G_CALLBACK (count_cb), &toggled);
  show (widget, window);
  press_key (widget, GDK_KEY_Down);
  press_key (widget, GDK_KEY_Down);
  press_key (widget, GDK_KEY_space);
  g_assert_cmpuint (toggled, ==, 1);
  assert_lit (get_plot (widget), "1");
  toggled = 99;
  penstock_plane_toggle (PENSTOCK_PLANE (widget), 4); /* from code: no signal */
  g_assert_cmpuint (toggled, ==, 99);
  assert_lit (get_plot (widget), "14");
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (widget);
}

/* Each as the page makes it: empty, drawn, turned round, gone. */
static void
test_every_widget (void)
{
  GtkWidget *(*const make[]) (void) = {
    penstock_trend_new, penstock_level_bars_new, penstock_heat_strip_new, penstock_heat_key_new, penstock_plane_new, penstock_interval_new,
    penstock_quantile_bars_new, penstock_histogram_new, penstock_vintage_chart_new,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (make); i++)
    {
      GtkWidget *window = gtk_window_new ();
      GtkWidget *widget = g_object_ref_sink (make[i] ());

      show (widget, window);
      fill_hostile (get_plot (widget), i, 3, 9);
      penstock_plot_widget_changed (widget);
      gtk_widget_set_direction (widget, GTK_TEXT_DIR_RTL);
      show (widget, window);
      gtk_window_destroy (GTK_WINDOW (window));
      g_assert_finalize_object (widget);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  penstock_figure_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/chart/market-plots/golden/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_golden);
    }
  g_test_add_func ("/chart/market-plots/inside", test_inside);
  g_test_add_func ("/chart/market-plots/words", test_words);
  g_test_add_func ("/chart/market-plots/share", test_share);
  g_test_add_func ("/chart/market-plots/counts", test_counts);
  g_test_add_func ("/chart/market-plots/walk", test_walk);
  g_test_add_func ("/chart/market-plots/light", test_light);
  g_test_add_func ("/chart/market-plots/labels", test_labels);
  g_test_add_func ("/chart/market-plots/find", test_find);
  g_test_add_func ("/chart/market-plots/hostile", test_hostile);
  g_test_add_data_func ("/chart/market-plots/panes/light", GINT_TO_POINTER (PENSTOCK_THEME_LIGHT), test_panes);
  g_test_add_data_func ("/chart/market-plots/panes/print", GINT_TO_POINTER (PENSTOCK_THEME_PRINT), test_panes);
  if (gtk_init_check ())
    {
      g_test_add_func ("/chart/market-plots/heat-widget", test_heat_widget);
      g_test_add_func ("/chart/market-plots/plane-widget", test_plane_widget);
      g_test_add_func ("/chart/market-plots/every-widget", test_every_widget);
    }
  return g_test_run ();
}
