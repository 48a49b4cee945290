/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-theme.h"

/* The design's palette, row by row: light, dark, high contrast light, high contrast dark, print.
 * The design gives the blue/orange pair for light and dark only: the other sets take their own pos and neg. */
static const struct
{
  const char *name;
  guint32     rgb[PENSTOCK_N_THEMES];
} palette[PENSTOCK_N_TOKENS] = {
  [PENSTOCK_TOKEN_BG]       = { "bg",       { 0xfafafa, 0x242424, 0xffffff, 0x000000, 0xffffff } },
  [PENSTOCK_TOKEN_VIEW]     = { "view",     { 0xffffff, 0x1e1e1e, 0xffffff, 0x000000, 0xffffff } },
  [PENSTOCK_TOKEN_CARD]     = { "card",     { 0xffffff, 0x343434, 0xffffff, 0x141414, 0xffffff } },
  [PENSTOCK_TOKEN_HB]       = { "hb",       { 0xebebeb, 0x303030, 0xffffff, 0x000000, 0xffffff } },
  [PENSTOCK_TOKEN_SEL]      = { "sel",      { 0xe4eefb, 0x22354f, 0xd6e6ff, 0x10355f, 0xe6e6e6 } },
  [PENSTOCK_TOKEN_LINE]     = { "line",     { 0xd9d8d6, 0x4d4d4d, 0x6e6e6e, 0x9a9996, 0x8a8a8a } },
  [PENSTOCK_TOKEN_GRID]     = { "grid",     { 0xe6e5e3, 0x484848, 0xa0a0a0, 0x6e6e6e, 0xdcdcdc } },
  [PENSTOCK_TOKEN_FG]       = { "fg",       { 0x2e3436, 0xffffff, 0x000000, 0xffffff, 0x000000 } },
  [PENSTOCK_TOKEN_DIM]      = { "dim",      { 0x5e5c64, 0xc0bfbc, 0x241f31, 0xf6f5f4, 0x404040 } },
  [PENSTOCK_TOKEN_ACCT]     = { "acct",     { 0x1a5fb4, 0x99c1f1, 0x003f8c, 0xa8d0ff, 0x1a5fb4 } },
  [PENSTOCK_TOKEN_RED]      = { "red",      { 0xc01c28, 0xff7b72, 0x9b0a16, 0xff9d96, 0xa51d2d } },
  [PENSTOCK_TOKEN_GREEN]    = { "green",    { 0x1b7742, 0x57d992, 0x00522b, 0x7cf0b4, 0x15603a } },
  [PENSTOCK_TOKEN_POS]      = { "pos",      { 0x1a5fb4, 0x78aeed, 0x0b4f9e, 0xa8d0ff, 0x1a5fb4 } },
  [PENSTOCK_TOKEN_NEG]      = { "neg",      { 0xad3b00, 0xffa348, 0x8f3000, 0xffbe6f, 0xa33b00 } },
  [PENSTOCK_TOKEN_WARN]     = { "warn",     { 0x8f5902, 0xf8e45c, 0x5c3600, 0xf9f06b, 0x6b4300 } },
  [PENSTOCK_TOKEN_OV]       = { "ov",       { 0x813d9c, 0xdc8add, 0x5a1f75, 0xf0b3f0, 0x6d2f86 } },
  [PENSTOCK_TOKEN_POSBG]    = { "posbg",    { 0x3584e4, 0x62a0ea, 0x0b4f9e, 0x78aeed, 0x1a5fb4 } },
  [PENSTOCK_TOKEN_NEGBG]    = { "negbg",    { 0xd9650e, 0xe08a2f, 0x8f3000, 0xffa348, 0xb04a00 } },
  [PENSTOCK_TOKEN_MARK]     = { "mark",     { 0x77767b, 0x9a9996, 0x3d3846, 0xd0cfcc, 0x6a6a6a } },
  [PENSTOCK_TOKEN_VOL]      = { "vol",      { 0x8f8e94, 0x8b8a90, 0x5e5c64, 0xa9a8ae, 0x8c8c8c } },
  [PENSTOCK_TOKEN_GHOST]    = { "ghost",    { 0xc0bfbc, 0x6b6a70, 0xc0bfbc, 0x6b6a70, 0xc0bfbc } },
  [PENSTOCK_TOKEN_GHOST2]   = { "ghost2",   { 0xdeddda, 0x504f54, 0xdeddda, 0x504f54, 0xdeddda } },
  [PENSTOCK_TOKEN_CVD_UP]   = { "cvd-up",   { 0x1a5fb4, 0x8ab9f1, 0x0b4f9e, 0xa8d0ff, 0x1a5fb4 } },
  [PENSTOCK_TOKEN_CVD_DOWN] = { "cvd-down", { 0xb54300, 0xffb05c, 0x8f3000, 0xffbe6f, 0xa33b00 } },
};

static const char *const theme_names[PENSTOCK_N_THEMES] = { "light", "dark", "hc-light", "hc-dark", "print" };

void
penstock_theme_init (PenstockTheme   *self,
                     PenstockThemeId  id,
                     PenstockColours  colours)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail ((guint)id < PENSTOCK_N_THEMES);

  self->id = id;
  self->colours = colours;
  for (guint i = 0; i < PENSTOCK_N_TOKENS; i++)
    {
      guint32 rgb = palette[i].rgb[id];

      self->token[i] = (GdkRGBA){ (float)(rgb >> 16 & 0xff) / 255.f, (float)(rgb >> 8 & 0xff) / 255.f, (float)(rgb & 0xff) / 255.f, 1.f };
    }
}

static const GdkRGBA *
price_colour (const PenstockTheme *self,
              PenstockConvention   convention,
              gboolean             up)
{
  gboolean red_up = convention == PENSTOCK_RED_UP;

  switch (self->colours)
    {
    case PENSTOCK_COLOURS_BLUE_ORANGE:
      return &self->token[up ? PENSTOCK_TOKEN_CVD_UP : PENSTOCK_TOKEN_CVD_DOWN];
    case PENSTOCK_COLOURS_GREEN_UP:
      red_up = FALSE;
      break;
    case PENSTOCK_COLOURS_RED_UP:
      red_up = TRUE;
      break;
    case PENSTOCK_COLOURS_EXCHANGE:
    default:
      break;
    }
  return &self->token[red_up == up ? PENSTOCK_TOKEN_RED : PENSTOCK_TOKEN_GREEN];
}

const GdkRGBA *
penstock_theme_up (const PenstockTheme *self,
                   PenstockConvention   convention)
{
  return price_colour (self, convention, TRUE);
}

const GdkRGBA *
penstock_theme_down (const PenstockTheme *self,
                     PenstockConvention   convention)
{
  return price_colour (self, convention, FALSE);
}

const char *
penstock_token_name (PenstockToken token)
{
  g_return_val_if_fail ((guint)token < PENSTOCK_N_TOKENS, NULL);

  return palette[token].name;
}

char *
penstock_theme_to_css (const PenstockTheme *self)
{
  GString *css = g_string_new (NULL);

  for (guint i = 0; i < PENSTOCK_N_TOKENS; i++)
    {
      const GdkRGBA *c = &self->token[i];
      g_autofree char *name = g_strdelimit (g_strdup (palette[i].name), "-", '_');

      g_string_append_printf (css, "@define-color penstock_%s #%02x%02x%02x;\n", name,
                              (guint)lroundf (c->red * 255.f), (guint)lroundf (c->green * 255.f), (guint)lroundf (c->blue * 255.f));
    }
  return g_string_free (css, FALSE);
}

static double
linear_channel (double c)
{
  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *c)
{
  return 0.2126 * linear_channel ((double)c->red) + 0.7152 * linear_channel ((double)c->green) + 0.0722 * linear_channel ((double)c->blue);
}

double
penstock_theme_contrast (const GdkRGBA *a,
                         const GdkRGBA *b)
{
  double x = luminance (a);
  double y = luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

gboolean
penstock_theme_parse_id (const char      *text,
                         PenstockThemeId *id)
{
  for (guint i = 0; text != NULL && i < PENSTOCK_N_THEMES; i++)
    if (g_str_equal (text, theme_names[i]))
      {
        *id = (PenstockThemeId)i;
        return TRUE;
      }
  return FALSE;
}

/* The current theme belongs to the process as the style manager's does: CSS is per display, drawing has no other way to ask.
 * Main thread only. */
static PenstockTheme current;
static gboolean      current_set;
static GPtrArray    *tracked; /* borrowed; each widget leaves by its weak reference */

void
penstock_theme_set_current (const PenstockTheme *theme)
{
  g_return_if_fail (theme != NULL);

  current = *theme;
  current_set = TRUE;
  for (guint i = 0; tracked != NULL && i < tracked->len; i++)
    gtk_widget_queue_draw (g_ptr_array_index (tracked, i));
}

const PenstockTheme *
penstock_theme_get_current (void)
{
  if (!current_set)
    {
      penstock_theme_init (&current, PENSTOCK_THEME_LIGHT, PENSTOCK_COLOURS_EXCHANGE);
      current_set = TRUE;
    }
  return &current;
}

static void
widget_gone_cb (gpointer  user_data,
                GObject  *where_it_was)
{
  g_ptr_array_remove_fast (tracked, where_it_was);
}

void
penstock_theme_track (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (tracked == NULL)
    tracked = g_ptr_array_new ();
  g_ptr_array_add (tracked, widget);
  g_object_weak_ref (G_OBJECT (widget), widget_gone_cb, NULL);
}
