/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-style.h"

#include "penstock-compat.h"

struct _PenstockStyle
{
  GObject          parent_instance;

  AdwStyleManager *manager;  /* libadwaita's own */
  GtkCssProvider  *provider;
  PenstockColours  colours;
};

G_DEFINE_FINAL_TYPE (PenstockStyle, penstock_style, G_TYPE_OBJECT)

static PenstockThemeId
theme_id (PenstockStyle *self)
{
  gboolean dark = adw_style_manager_get_dark (self->manager);

  if (adw_style_manager_get_high_contrast (self->manager))
    return dark ? PENSTOCK_THEME_HC_DARK : PENSTOCK_THEME_HC_LIGHT;

  return dark ? PENSTOCK_THEME_DARK : PENSTOCK_THEME_LIGHT;
}

static void
define_colour (GString       *css,
               const char    *name,
               const GdkRGBA *colour)
{
  g_autofree char *text = gdk_rgba_to_string (colour);

  g_string_append_printf (css, "@define-color penstock_%s %s;\n", name, text);
}

static void
apply (PenstockStyle *self)
{
  PenstockTheme theme;
  g_autofree char *tokens = NULL;
  g_autoptr(GString) css = NULL;

  penstock_theme_init (&theme, theme_id (self), self->colours);
  tokens = penstock_theme_to_css (&theme);

  /* Which of the price colours means up is the exchange's, or the user's, business: four names settle it for the style sheet. */
  css = g_string_new (tokens);
  define_colour (css, "red_up_up", penstock_theme_up (&theme, PENSTOCK_RED_UP));
  define_colour (css, "red_up_down", penstock_theme_down (&theme, PENSTOCK_RED_UP));
  define_colour (css, "green_up_up", penstock_theme_up (&theme, PENSTOCK_GREEN_UP));
  define_colour (css, "green_up_down", penstock_theme_down (&theme, PENSTOCK_GREEN_UP));

  penstock_compat_load_css (self->provider, css->str);
  penstock_theme_set_current (&theme);
}

static void
penstock_style_dispose (GObject *object)
{
  PenstockStyle *self = PENSTOCK_STYLE (object);

  if (self->provider != NULL)
    penstock_compat_remove_css (self->provider);
  g_clear_object (&self->provider);

  G_OBJECT_CLASS (penstock_style_parent_class)->dispose (object);
}

static void
penstock_style_class_init (PenstockStyleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = penstock_style_dispose;
}

static void
penstock_style_init (PenstockStyle *self)
{
  self->manager = adw_style_manager_get_default ();
  self->provider = gtk_css_provider_new ();
  self->colours = PENSTOCK_COLOURS_EXCHANGE;

  penstock_compat_add_css (self->provider);
  g_signal_connect_object (self->manager, "notify::dark", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manager, "notify::high-contrast", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  apply (self);
}

PenstockStyle *
penstock_style_new (void)
{
  return g_object_new (PENSTOCK_TYPE_STYLE, NULL);
}

void
penstock_style_set_colours (PenstockStyle   *self,
                            PenstockColours  colours)
{
  g_return_if_fail (PENSTOCK_IS_STYLE (self));

  if (self->colours == colours)
    return;

  self->colours = colours;
  apply (self);
}

PenstockColours
penstock_style_get_colours (PenstockStyle *self)
{
  g_return_val_if_fail (PENSTOCK_IS_STYLE (self), PENSTOCK_COLOURS_EXCHANGE);

  return self->colours;
}

PenstockColours
penstock_style_parse_colours (const char *text)
{
  static const char *const words[] = { "exchange", "green-up", "red-up", "blue-orange" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (text, words[i]) == 0)
      return (PenstockColours)i;

  return PENSTOCK_COLOURS_EXCHANGE;
}
