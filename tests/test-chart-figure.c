/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "penstock-error.h"
#include "penstock-figure.h"
#include "penstock-money.h"
#include "test-chart.h"

static const guint sma[] = { 5, 20, 0 };

static PenstockFigure
test_figure (PenstockBars *bars)
{
  return (PenstockFigure){
    .data = test_data (bars), .style = PENSTOCK_CHART_CANDLES, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE, .sma = sma,
    .theme = PENSTOCK_THEME_PRINT, .width = 1600.0, .height = 900.0, .scale = 1.0, .source = "Yahoo Finance daily bars", .delay = "end of day",
    .data_time = 1787290200,
  };
}

static char *
temporary (const char *name)
{
  g_autofree char *directory = g_dir_make_tmp ("penstock-figure-XXXXXX", NULL);

  g_assert_nonnull (directory);
  return g_build_filename (directory, name, NULL);
}

static void
discard (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (directory);
}

static char *
save (const PenstockFigure *figure,
      const char           *name,
      gsize                *length)
{
  g_autofree char *path = temporary (name);
  g_autoptr(GError) error = NULL;
  char *contents = NULL;

  g_assert_true (penstock_figure_save (figure, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, length, NULL));
  discard (path);
  return contents;
}

static gboolean
run (const char        *program,
     const char *const *arguments,
     char             **output)
{
  g_autofree char *found = g_find_program_in_path (program);
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  int status;

  if (found == NULL)
    return FALSE;
  g_ptr_array_add (argv, found);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer)*arguments);
  g_ptr_array_add (argv, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, output, NULL, &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return TRUE;
}

/* The words of all <text> elements, one per line. */
static void
collect_cb (GMarkupParseContext  *context,
            const char           *text,
            gsize                 length,
            gpointer              user_data,
            GError              **error)
{
  if (g_str_equal (g_markup_parse_context_get_element (context), "text"))
    {
      g_string_append_len (user_data, text, (gssize)length);
      g_string_append_c (user_data, '\n');
    }
}

static char *
svg_words (const char *svg)
{
  GMarkupParser parser = { .text = collect_cb };
  GString *words = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, words, NULL);

  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_markup_parse_context_free (context);
  return g_string_free (words, FALSE);
}

static void
assert_contains (const char *words,
                 const char *part)
{
  if (strstr (words, part) == NULL)
    g_error ("\"%s\" is not in:\n%s", part, words);
}

static void
test_svg_text (void)
{
  g_autoptr(PenstockBars) bars = test_bars (90);
  g_autoptr(GArray) markers = test_markers (bars);
  PenstockFigure figure = test_figure (bars);
  g_autofree char *svg = NULL;
  g_autofree char *words = NULL;
  static const char *const parts[] = {
    "Wistron 緯創", "3231.TW, TWSE", "NT$", "Daily prices, NT$, adjusted for splits", "2 Mar 2026 to 3 Jul 2026", "up (Taipei: red, hollow)",
    "down (green, filled)", "SMA 5", "SMA 20", "own event", "customer’s event", "volume, shares", "Apr 2026", "May", "Simulated",
    "Source: Yahoo Finance daily bars", "Data as of 21 Aug 2026 13:30 Asia/Taipei", "Delay: end of day", "Penstock 0.1.0 · 3231.TW", "May rev", "AAPL",
  };

  figure.data.markers = markers;
  figure.data.simulated = TRUE;
  svg = save (&figure, "chart.svg", NULL);
  words = svg_words (svg);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_contains (words, parts[i]);
  /* It would touch the marker after it. */
  g_assert_null (strstr (words, "DELL"));
  assert_contains (svg, "text-anchor=\"middle\"");
  assert_contains (svg, "<title>Wistron 緯創 3231.TW</title>");
  g_assert_null (strstr (svg, "<symbol"));
  g_assert_null (strstr (svg, "<image"));
}

static void
test_svg_valid (void)
{
  g_autoptr(PenstockBars) bars = test_bars (60);
  PenstockFigure figure = test_figure (bars);
  g_autofree char *path = temporary ("chart.svg");

  figure.data.name = "A & B <\"C\">";
  g_assert_true (penstock_figure_save (&figure, path, NULL));
  if (!run ("xmllint", (const char *const[]){ "--noout", path, NULL }, NULL))
    g_test_message ("no xmllint");
  discard (path);
}

static guint
count_overlay_pixels (cairo_surface_t *surface)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint32 *row = (const guint32 *)(gpointer)(cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        n += (row[x] & 0xffffff) == 0x6d2f86; /* "ov" of the print theme */
    }
  return n;
}

/* The overlay lies in the SVG as it lies in the PNG: cairo 1.16 loses recordings that do not begin at 0, 0. */
static void
test_svg_lines (void)
{
  g_autoptr(PenstockBars) bars = test_bars (90);
  PenstockFigure figure = test_figure (bars);
  g_autofree char *path = temporary ("chart.svg");
  g_autofree char *png = g_strconcat (path, ".png", NULL);

  g_assert_true (penstock_figure_save (&figure, path, NULL));
  if (run ("rsvg-convert", (const char *const[]){ "-o", png, path, NULL }, NULL))
    {
      cairo_surface_t *drawn = penstock_figure_render (&figure);
      cairo_surface_t *read = cairo_image_surface_create_from_png (png);
      guint expected = count_overlay_pixels (drawn);

      g_assert_cmpuint (expected, >, 500);
      g_assert_cmpuint (count_overlay_pixels (read), >, expected * 8 / 10);
      cairo_surface_destroy (read);
      cairo_surface_destroy (drawn);
      g_remove (png);
    }
  else
    g_test_message ("no rsvg-convert");
  discard (path);
}

/* What a reader copies from the PDF is what stands there, digits included. */
static void
test_pdf_text (void)
{
  g_autoptr(PenstockBars) bars = test_bars (90);
  PenstockFigure figure = test_figure (bars);
  g_autofree char *path = temporary ("chart.pdf");
  g_autofree char *words = NULL;

  figure.data.simulated = TRUE;
  g_assert_true (penstock_figure_save (&figure, path, NULL));
  if (run ("pdftotext", (const char *const[]){ path, "-", NULL }, &words))
    {
      assert_contains (words, "Wistron 緯創");
      assert_contains (words, "Data as of 21 Aug 2026 13:30 Asia/Taipei");
      assert_contains (words, "2 Mar 2026 to 3 Jul 2026");
      assert_contains (words, "Simulated");
      assert_contains (words, "100");
    }
  else
    g_test_message ("no pdftotext");
  discard (path);
}

static void
test_not_simulated (void)
{
  g_autoptr(PenstockBars) bars = test_bars (30);
  PenstockFigure figure = test_figure (bars);
  g_autofree char *svg = save (&figure, "chart.svg", NULL);

  g_assert_null (strstr (svg, "Simulated"));
}

static void
test_colour_words (void)
{
  g_autoptr(PenstockBars) bars = test_bars (30);
  PenstockFigure figure = test_figure (bars);
  g_autofree char *forced = NULL;
  g_autofree char *line = NULL;

  figure.colours = PENSTOCK_COLOURS_BLUE_ORANGE;
  forced = save (&figure, "chart.svg", NULL);
  assert_contains (forced, "up (blue, hollow)");
  assert_contains (forced, "down (orange, filled)");
  figure.colours = PENSTOCK_COLOURS_EXCHANGE;
  figure.data.convention = PENSTOCK_GREEN_UP;
  figure.data.zone = "America/New_York";
  figure.style = PENSTOCK_CHART_LINE;
  line = save (&figure, "chart.svg", NULL);
  assert_contains (line, "up (New York: green)");
  assert_contains (line, "America/New_York");
}

/* Nothing after its last day is known to a figure. */
static void
test_range (void)
{
  g_autoptr(PenstockBars) bars = test_bars (90);
  PenstockFigure figure = test_figure (bars);
  g_autofree char *svg = NULL;
  g_autofree char *words = NULL;
  g_autoptr(GError) error = NULL;

  figure.from = penstock_day_from_ymd (2026, 4, 4); /* a Saturday: the Monday after */
  figure.until = penstock_day_from_ymd (2026, 5, 15);
  figure.data.last_is_live = TRUE;
  svg = save (&figure, "chart.svg", NULL);
  words = svg_words (svg);
  assert_contains (words, "6 Apr 2026 to 15 May 2026");
  g_assert_null (strstr (words, "live"));
  g_assert_null (strstr (words, "Jul"));

  figure.until = penstock_day_from_ymd (2026, 4, 5);
  g_assert_false (penstock_figure_save (&figure, "/tmp/never.png", &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  g_assert_null (penstock_figure_render (&figure));
}

static void
check_numbers (const char *svg)
{
  g_assert_false (g_regex_match_simple ("[\" ,-](nan|inf)[\" ,]", svg, G_REGEX_CASELESS, 0));
}

/* Any number of bars of any kind in every size, theme and style: no warning, no NaN, a picture. */
static void
test_everything (void)
{
  static const gsize lengths[] = { 1, 2, 5, 40, 500, 20000 };
  static const char *const sizes[] = { "1600x900", "1200x675", "square", "a4", "200x200" };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (int kind = 0; kind < 4; kind++)
      {
        g_autoptr(PenstockBars) bars = test_bars (lengths[i]);
        g_autoptr(GArray) markers = lengths[i] >= 40 ? test_markers (bars) : NULL;
        PenstockFigure figure = test_figure (bars);
        guint turn = (guint)(i * 4) + (guint)kind;

        for (gsize b = 0; b < bars->n; b++)
          {
            if (kind == 1) /* all equal, no volume */
              for (int f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
                bars->field[f][b] = f == PENSTOCK_BAR_VOLUME ? NAN : 50.0;
            if (kind == 2 && b % 3 == 1)
              test_blank (bars, b);
            if (kind == 3) /* closes only */
              bars->field[PENSTOCK_BAR_OPEN][b] = bars->field[PENSTOCK_BAR_HIGH][b] = bars->field[PENSTOCK_BAR_LOW][b] = NAN;
          }
        figure.data.markers = markers;
        figure.data.simulated = turn % 2 == 0;
        figure.data.unverified_from = turn % 3 == 0 ? bars->day[bars->n / 2] : PENSTOCK_DAY_NONE;
        figure.theme = turn % PENSTOCK_N_THEMES;
        figure.colours = turn % 4;
        figure.logarithmic = turn % 5 == 0;
        g_assert_true (penstock_figure_parse_size (sizes[turn % G_N_ELEMENTS (sizes)], &figure.width, &figure.height));
        for (figure.style = PENSTOCK_CHART_LINE; figure.style <= PENSTOCK_CHART_CANDLES; figure.style++)
          {
            g_autofree char *svg = save (&figure, "chart.svg", NULL);
            cairo_surface_t *surface = penstock_figure_render (&figure);

            check_numbers (svg);
            g_assert_nonnull (surface);
            g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
            g_assert_cmpint (cairo_image_surface_get_width (surface), ==, (int)figure.width);
            cairo_surface_destroy (surface);
          }
      }
}

static void
test_all_themes_and_sizes (void)
{
  static const char *const sizes[] = { "1600x900", "1200x675", "square", "a4" };
  g_autoptr(PenstockBars) bars = test_bars (120);
  PenstockFigure figure = test_figure (bars);

  for (figure.theme = 0; figure.theme < PENSTOCK_N_THEMES; figure.theme++)
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        g_autofree char *png = NULL;
        gsize length = 0;

        g_assert_true (penstock_figure_parse_size (sizes[i], &figure.width, &figure.height));
        png = save (&figure, "chart.png", &length);
        g_assert_cmpmem (png, 8, "\x89PNG\r\n\x1a\n", 8);
        g_assert_cmpuint (length, >, 4000);
      }
}

/* A long name is shortened, the words around it stay, and nothing leaves the picture. */
static void
test_long_title (void)
{
  g_autoptr(PenstockBars) bars = test_bars (60);
  PenstockFigure figure = test_figure (bars);
  g_autofree char *svg = NULL;
  g_autofree char *words = NULL;
  g_autoptr(GMatchInfo) match = NULL;
  g_autoptr(GRegex) regex = g_regex_new ("<text x=\"([-0-9.]+)\" y=\"([-0-9.]+)\"", 0, 0, NULL);

  figure.data.name = "An extraordinarily long company name 鴻海精密工業股份有限公司 that goes on and on, Incorporated (Cayman) Holdings Limited";
  figure.data.simulated = TRUE;
  figure.source = "a source whose description is so long that it cannot stand beside the moment it was taken at, because it names each provider in full";
  figure.width = figure.height = 1080.0;
  svg = save (&figure, "chart.svg", NULL);
  words = svg_words (svg);
  assert_contains (words, "An extraordinarily long company name");
  assert_contains (words, "…");
  assert_contains (words, "3231.TW, TWSE");
  assert_contains (words, "Data as of 21 Aug 2026 13:30 Asia/Taipei");
  g_assert_null (strstr (words, "Holdings Limited"));
  for (g_regex_match (regex, svg, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *x = g_match_info_fetch (match, 1);
      g_autofree char *y = g_match_info_fetch (match, 2);

      g_assert_true (g_ascii_strtod (x, NULL) >= 0.0 && g_ascii_strtod (x, NULL) <= 1080.0);
      g_assert_true (g_ascii_strtod (y, NULL) >= 0.0 && g_ascii_strtod (y, NULL) <= 1080.0);
    }
}

static void
test_same_bytes (void)
{
  static const char *const names[] = { "chart.png", "chart.svg", "chart.pdf" };
  g_autoptr(PenstockBars) bars = test_bars (60);
  PenstockFigure figure = test_figure (bars);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize a_length, b_length;
      g_autofree char *a = save (&figure, names[i], &a_length);
      g_autofree char *b = save (&figure, names[i], &b_length);

      g_assert_cmpmem (a, a_length, b, b_length);
    }
}

static void
test_scale (void)
{
  g_autoptr(PenstockBars) bars = test_bars (60);
  PenstockFigure figure = test_figure (bars);
  cairo_surface_t *surface;

  figure.scale = 3.0;
  figure.width = 400.0;
  figure.height = 300.0;
  surface = penstock_figure_render (&figure);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1200);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 900);
  cairo_surface_destroy (surface);
}

/* Scores under the price keep their words, with candles and with a line. */
static void
test_panes (void)
{
  g_autoptr(PenstockBars) bars = test_bars (60);
  g_autofree double *score = test_scores (bars);
  const PenstockChartPane panes[] = {
    { "Benefit", bars->n, bars->day, score, -3.0, 3.0, 2 }, { "Validation, Substrates and PCB", bars->n, bars->day, score, NAN, NAN, 2 },
  };
  PenstockFigure figure = test_figure (bars);
  g_autofree char *without = save (&figure, "chart.svg", NULL);
  g_autofree char *value = penstock_format_signed (score[bars->n - 1], 2);
  g_autofree char *svg = NULL;
  g_autofree char *words = NULL;

  figure.data.panes = panes;
  figure.data.n_panes = 2;
  for (figure.style = PENSTOCK_CHART_LINE; figure.style <= PENSTOCK_CHART_CANDLES; figure.style++)
    {
      g_free (svg);
      g_free (words);
      svg = save (&figure, "chart.svg", NULL);
      words = svg_words (svg);
      assert_contains (words, "Benefit");
      assert_contains (words, "Validation, Substrates and PCB");
      assert_contains (words, value);
      check_numbers (svg);
    }
  g_assert_null (strstr (without, "Benefit"));
}

/* A failure names the path and leaves what was there. */
static void
test_errors (void)
{
  g_autoptr(PenstockBars) empty = test_bars (0);
  g_autoptr(PenstockBars) bars = test_bars (20);
  g_autofree char *path = temporary ("old.png");
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  PenstockFigure figure = test_figure (empty);

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_false (penstock_figure_save (&figure, path, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  assert_contains (error->message, "3231.TW");
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
  discard (path);
  g_clear_error (&error);

  figure = test_figure (bars);
  g_assert_false (penstock_figure_save (&figure, "/tmp/picture.gif", &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  assert_contains (error->message, "/tmp/picture.gif");
  g_clear_error (&error);

  g_assert_false (penstock_figure_save (&figure, "/nonexistent/picture.png", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  assert_contains (error->message, "/nonexistent/picture.png");
  g_clear_error (&error);

  figure.width = NAN;
  g_assert_false (penstock_figure_save (&figure, "/tmp/picture.png", &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
}

static void
test_sizes (void)
{
  double width = 0.0, height = 0.0;

  g_assert_true (penstock_figure_parse_size ("1200x675", &width, &height));
  g_assert_cmpfloat (width, ==, 1200.0);
  g_assert_cmpfloat (height, ==, 675.0);
  g_assert_true (penstock_figure_parse_size ("square", &width, &height));
  g_assert_cmpfloat (width, ==, height);
  g_assert_true (penstock_figure_parse_size ("a4", &width, &height));
  g_assert_cmpfloat (width, ==, 842.0);
  g_assert_cmpfloat (height, ==, 595.0);
  for (const char *const *bad = (const char *const[]){ "", "x", "1600", "1600x", "x900", "1600x900x2", "1600x-900", "-1600x900", "10x10", "99999x900",
                                                       "1600 x900", "1600x 900", NULL }; *bad != NULL; bad++)
    g_assert_false (penstock_figure_parse_size (*bad, &width, &height));
  g_assert_false (penstock_figure_parse_size (NULL, &width, &height));
  g_assert_cmpfloat (width, ==, 842.0);
}

static void
test_range_start (void)
{
  const PenstockDay last = penstock_day_parse ("2026-08-21");
  PenstockRange range;

  g_assert_cmpint (penstock_range_start (PENSTOCK_RANGE_3M, last), ==, penstock_day_parse ("2026-05-21"));
  g_assert_cmpint (penstock_range_start (PENSTOCK_RANGE_1Y, last), ==, penstock_day_parse ("2025-08-21"));
  g_assert_cmpint (penstock_range_start (PENSTOCK_RANGE_5D, last), ==, penstock_day_parse ("2026-08-15"));
  g_assert_cmpint (penstock_range_start (PENSTOCK_RANGE_6M, penstock_day_parse ("2026-08-31")), ==, penstock_day_parse ("2026-02-28"));
  g_assert_cmpint (penstock_range_start (PENSTOCK_RANGE_3M, penstock_day_parse ("2026-02-10")), ==, penstock_day_parse ("2025-11-10"));
  g_assert_cmpint (penstock_range_start (PENSTOCK_RANGE_MAX, last), ==, PENSTOCK_DAY_NONE);
  g_assert_true (penstock_range_parse ("6m", &range) && range == PENSTOCK_RANGE_6M);
  g_assert_true (penstock_range_parse ("MAX", &range) && range == PENSTOCK_RANGE_MAX);
  g_assert_false (penstock_range_parse ("7m", &range));
  g_assert_cmpstr (penstock_range_label (PENSTOCK_RANGE_3M), ==, "3M");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  penstock_figure_init ();
  g_test_add_func ("/chart/figure/svg-text", test_svg_text);
  g_test_add_func ("/chart/figure/svg-valid", test_svg_valid);
  g_test_add_func ("/chart/figure/svg-lines", test_svg_lines);
  g_test_add_func ("/chart/figure/pdf-text", test_pdf_text);
  g_test_add_func ("/chart/figure/not-simulated", test_not_simulated);
  g_test_add_func ("/chart/figure/colour-words", test_colour_words);
  g_test_add_func ("/chart/figure/range", test_range);
  g_test_add_func ("/chart/figure/everything", test_everything);
  g_test_add_func ("/chart/figure/all-themes-and-sizes", test_all_themes_and_sizes);
  g_test_add_func ("/chart/figure/long-title", test_long_title);
  g_test_add_func ("/chart/figure/same-bytes", test_same_bytes);
  g_test_add_func ("/chart/figure/scale", test_scale);
  g_test_add_func ("/chart/figure/panes", test_panes);
  g_test_add_func ("/chart/figure/errors", test_errors);
  g_test_add_func ("/chart/figure/sizes", test_sizes);
  g_test_add_func ("/chart/figure/range-start", test_range_start);
  return g_test_run ();
}
