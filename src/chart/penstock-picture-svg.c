/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#include "penstock-error.h"
#include "penstock-picture.h"

/* A point in every locale. */
static void
add_number (GString    *svg,
            const char *name,
            double      value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (svg, " %s=\"%s\"", name, g_ascii_formatd (buffer, sizeof buffer, "%.2f", value));
}

static void
add_text (GString               *svg,
          const PenstockPicture *picture,
          const PenstockPenText *text)
{
  static const char *const anchors[] = { "start", "middle", "end" };
  g_autofree char *escaped = g_markup_escape_text (text->text, -1);

  g_string_append (svg, "<text");
  add_number (svg, "x", text->x);
  add_number (svg, "y", text->baseline);
  add_number (svg, "font-size", text->size);
  if (text->bold)
    g_string_append (svg, " font-weight=\"bold\"");
  if (text->anchor != PENSTOCK_ANCHOR_LEFT)
    g_string_append_printf (svg, " text-anchor=\"%s\"", anchors[text->anchor]);
  g_string_append_printf (svg, " fill=\"#%02x%02x%02x\">%s</text>\n", (guint)lroundf (text->colour.red * 255.f),
                          (guint)lroundf (text->colour.green * 255.f), (guint)lroundf (text->colour.blue * 255.f), escaped);
}

/* cairo numbers its symbols through the life of the process; in a file they begin at 0. */
static void
renumber (GString    *svg,
          const char *prefix)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) out = g_string_sized_new (svg->len);
  const char *at = svg->str;
  const char *hit;

  while ((hit = strstr (at, prefix)) != NULL)
    {
      const char *digits = hit + strlen (prefix);
      gsize length = strspn (digits, "0123456789");
      g_autofree char *id = g_strndup (digits, length);
      gpointer number;

      g_string_append_len (out, at, digits - at);
      at = digits + length;
      if (length == 0)
        continue;
      if (!g_hash_table_lookup_extended (numbers, id, NULL, &number))
        {
          number = GUINT_TO_POINTER (g_hash_table_size (numbers));
          g_hash_table_insert (numbers, g_steal_pointer (&id), number);
        }
      g_string_append_printf (out, "%u", GPOINTER_TO_UINT (number));
    }
  g_string_append (out, at);
  g_string_assign (svg, out->str);
}

static GString *
draw_shapes (const PenstockPicture  *self,
             GError                **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (penstock_picture_write, bytes, self->width, self->height);
  cairo_t *cr;
  gboolean ok;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  if (self->node != NULL)
    gsk_render_node_draw (self->node, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  ok = penstock_picture_check (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);
  return ok ? g_string_new_len ((const char *)bytes->data, bytes->len) : NULL;
}

GBytes *
penstock_picture_to_svg (const PenstockPicture  *self,
                         GError                **error)
{
  g_autoptr(GString) svg = draw_shapes (self, error);
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *title = g_markup_escape_text (self->title, -1);
  g_autofree char *font = g_markup_escape_text (self->font, -1);
  g_autofree char *head = g_strdup_printf ("<title>%s</title>\n", title);
  static const char *const numbered[] = { "surface", "clip", "mask", "image" };
  const char *root, *end;

  if (svg == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (numbered); i++)
    renumber (svg, numbered[i]);
  g_string_append_printf (words, "<g font-family=\"%s\" style=\"font-variant-numeric: tabular-nums lining-nums\">\n", font);
  for (guint i = 0; i < self->texts->len; i++)
    add_text (words, self, g_ptr_array_index (self->texts, i));
  g_string_append (words, "</g>\n");

  end = g_strrstr (svg->str, "</svg>");
  if (end == NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "cairo wrote no SVG document");
      return NULL;
    }
  g_string_insert (svg, end - svg->str, words->str);
  root = strstr (svg->str, "<svg");
  root = root != NULL ? strstr (root, ">\n") : NULL;
  if (root != NULL)
    g_string_insert (svg, root + 2 - svg->str, head);
  return g_string_free_to_bytes (g_steal_pointer (&svg));
}
