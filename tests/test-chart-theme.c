/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-theme.h"

/* The lowest contrast the design's table gives for each token, and the surfaces it may lie on. */
static const struct
{
  PenstockToken token;
  double        least;
  gboolean      on_header, on_selection;
  double        stated[PENSTOCK_N_THEMES];
} table[] = {
  { PENSTOCK_TOKEN_FG,    4.5, TRUE, TRUE,   { 10.6, 12.4, 16.6, 12.4, 16.8 } },
  { PENSTOCK_TOKEN_DIM,   4.5, TRUE, TRUE,   { 5.5, 6.8, 12.6, 11.4, 8.3 } },
  { PENSTOCK_TOKEN_ACCT,  4.5, TRUE, TRUE,   { 5.3, 6.7, 8.0, 7.7, 5.0 } },
  { PENSTOCK_TOKEN_RED,   4.5, TRUE, TRUE,   { 5.1, 4.9, 6.8, 6.2, 6.0 } },
  { PENSTOCK_TOKEN_GREEN, 4.5, TRUE, TRUE,   { 4.7, 6.9, 7.4, 8.8, 6.1 } },
  { PENSTOCK_TOKEN_POS,   4.5, TRUE, TRUE,   { 5.3, 5.4, 6.3, 7.7, 5.0 } },
  { PENSTOCK_TOKEN_NEG,   4.5, TRUE, TRUE,   { 5.2, 6.3, 6.4, 7.6, 5.3 } },
  { PENSTOCK_TOKEN_WARN,  4.5, TRUE, TRUE,   { 4.9, 9.6, 8.4, 10.4, 6.9 } },
  { PENSTOCK_TOKEN_OV,    4.5, TRUE, TRUE,   { 5.7, 5.2, 8.8, 7.3, 7.0 } },
  { PENSTOCK_TOKEN_POSBG, 3.0, FALSE, TRUE,  { 3.2, 4.6, 6.3, 5.3, 5.0 } },
  { PENSTOCK_TOKEN_NEGBG, 3.0, FALSE, TRUE,  { 3.1, 4.6, 6.4, 6.2, 4.4 } },
  { PENSTOCK_TOKEN_MARK,  3.0, FALSE, TRUE,  { 3.8, 4.4, 9.0, 7.9, 4.3 } },
  { PENSTOCK_TOKEN_VOL,   3.0, FALSE, FALSE, { 3.1, 3.6, 6.6, 7.8, 3.4 } },
  { PENSTOCK_TOKEN_CVD_UP,   4.5, TRUE, TRUE, { 5.3, 6.1, 0.0, 0.0, 0.0 } },
  { PENSTOCK_TOKEN_CVD_DOWN, 4.5, TRUE, TRUE, { 4.7, 6.9, 0.0, 0.0, 0.0 } },
};

static double
lowest (const PenstockTheme *theme,
        gsize                row)
{
  double least = 100.0;

  for (PenstockToken surface = PENSTOCK_TOKEN_BG; surface <= PENSTOCK_TOKEN_SEL; surface++)
    {
      if ((surface == PENSTOCK_TOKEN_HB && !table[row].on_header) || (surface == PENSTOCK_TOKEN_SEL && !table[row].on_selection))
        continue;
      least = MIN (least, penstock_theme_contrast (&theme->token[table[row].token], &theme->token[surface]));
    }
  return least;
}

/* Every token is legible wherever it may lie, and the design's figures are those of the code's colours. */
static void
test_contrast (void)
{
  for (PenstockThemeId id = 0; id < PENSTOCK_N_THEMES; id++)
    for (gsize row = 0; row < G_N_ELEMENTS (table); row++)
      {
        PenstockTheme theme;
        double least;

        penstock_theme_init (&theme, id, PENSTOCK_COLOURS_EXCHANGE);
        least = lowest (&theme, row);
        g_test_message ("theme %d, %s: %.2f", id, penstock_token_name (table[row].token), least);
        g_assert_cmpfloat (least, >=, table[row].least);
        if (table[row].stated[id] > 0.0)
          g_assert_cmpfloat_with_epsilon (least, table[row].stated[id], 0.15);
      }
}

static void
test_tag_text (void)
{
  for (PenstockThemeId id = 0; id < PENSTOCK_N_THEMES; id++)
    for (PenstockToken token = PENSTOCK_TOKEN_RED; token <= PENSTOCK_TOKEN_GREEN; token++)
      {
        PenstockTheme theme;

        penstock_theme_init (&theme, id, PENSTOCK_COLOURS_EXCHANGE);
        g_assert_cmpfloat (penstock_theme_contrast (&theme.token[PENSTOCK_TOKEN_CARD], &theme.token[token]), >=, 4.5);
      }
}

static void
test_black_on_white (void)
{
  GdkRGBA black = { 0.f, 0.f, 0.f, 1.f };
  GdkRGBA white = { 1.f, 1.f, 1.f, 1.f };

  g_assert_cmpfloat_with_epsilon (penstock_theme_contrast (&black, &white), 21.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (penstock_theme_contrast (&white, &black), 21.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (penstock_theme_contrast (&white, &white), 1.0, 1e-6);
}

/* Red rises in Taipei and falls in New York, unless the user says otherwise. */
static void
test_convention (void)
{
  PenstockTheme theme;

  penstock_theme_init (&theme, PENSTOCK_THEME_LIGHT, PENSTOCK_COLOURS_EXCHANGE);
  g_assert_true (penstock_theme_up (&theme, PENSTOCK_RED_UP) == &theme.token[PENSTOCK_TOKEN_RED]);
  g_assert_true (penstock_theme_down (&theme, PENSTOCK_RED_UP) == &theme.token[PENSTOCK_TOKEN_GREEN]);
  g_assert_true (penstock_theme_up (&theme, PENSTOCK_GREEN_UP) == &theme.token[PENSTOCK_TOKEN_GREEN]);
  penstock_theme_init (&theme, PENSTOCK_THEME_LIGHT, PENSTOCK_COLOURS_GREEN_UP);
  g_assert_true (penstock_theme_up (&theme, PENSTOCK_RED_UP) == &theme.token[PENSTOCK_TOKEN_GREEN]);
  penstock_theme_init (&theme, PENSTOCK_THEME_LIGHT, PENSTOCK_COLOURS_RED_UP);
  g_assert_true (penstock_theme_down (&theme, PENSTOCK_GREEN_UP) == &theme.token[PENSTOCK_TOKEN_GREEN]);
  penstock_theme_init (&theme, PENSTOCK_THEME_DARK, PENSTOCK_COLOURS_BLUE_ORANGE);
  g_assert_true (penstock_theme_up (&theme, PENSTOCK_RED_UP) == &theme.token[PENSTOCK_TOKEN_CVD_UP]);
  g_assert_true (penstock_theme_down (&theme, PENSTOCK_RED_UP) == &theme.token[PENSTOCK_TOKEN_CVD_DOWN]);
}

static void
test_css (void)
{
  PenstockTheme theme;
  g_autofree char *css = NULL;
  g_auto(GStrv) lines = NULL;

  penstock_theme_init (&theme, PENSTOCK_THEME_LIGHT, PENSTOCK_COLOURS_EXCHANGE);
  css = penstock_theme_to_css (&theme);
  lines = g_strsplit (css, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, PENSTOCK_N_TOKENS + 1);
  g_assert_true (g_strv_contains ((const char *const *)lines, "@define-color penstock_fg #2e3436;"));
  g_assert_true (g_strv_contains ((const char *const *)lines, "@define-color penstock_posbg #3584e4;"));
  g_assert_true (g_strv_contains ((const char *const *)lines, "@define-color penstock_cvd_up #1a5fb4;"));
}

static void
test_names (void)
{
  PenstockThemeId id = PENSTOCK_N_THEMES;

  g_assert_true (penstock_theme_parse_id ("print", &id));
  g_assert_cmpint (id, ==, PENSTOCK_THEME_PRINT);
  g_assert_true (penstock_theme_parse_id ("dark", &id));
  g_assert_cmpint (id, ==, PENSTOCK_THEME_DARK);
  g_assert_false (penstock_theme_parse_id ("Dark grey", &id));
  g_assert_false (penstock_theme_parse_id (NULL, &id));
  g_assert_cmpint (id, ==, PENSTOCK_THEME_DARK);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/theme/contrast", test_contrast);
  g_test_add_func ("/chart/theme/tag-text", test_tag_text);
  g_test_add_func ("/chart/theme/black-on-white", test_black_on_white);
  g_test_add_func ("/chart/theme/convention", test_convention);
  g_test_add_func ("/chart/theme/css", test_css);
  g_test_add_func ("/chart/theme/names", test_names);
  return g_test_run ();
}
