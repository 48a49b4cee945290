/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <math.h>

#include "penstock-error.h"
#include "penstock-picture.h"

void
penstock_picture_clear (PenstockPicture *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->font, g_free);
}

cairo_status_t
penstock_picture_write (void                *closure,
                        const unsigned char *data,
                        unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

gboolean
penstock_picture_check (cairo_status_t   status,
                        GError         **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, "The picture could not be drawn: %s", cairo_status_to_string (status));
  return FALSE;
}

/* Words by pango, not by the node: a PDF then maps glyphs back to the characters they stand for, tabular digits included. */
static void
draw (const PenstockPicture *self,
      cairo_t               *cr)
{
  if (self->node != NULL)
    gsk_render_node_draw (self->node, cr);
  for (guint i = 0; i < self->texts->len; i++)
    {
      const PenstockPenText *text = g_ptr_array_index (self->texts, i);

      cairo_save (cr);
      gdk_cairo_set_source_rgba (cr, &text->colour);
      cairo_move_to (cr, text->left, text->baseline - (double)pango_layout_get_baseline (text->layout) / PANGO_SCALE);
      pango_cairo_show_layout (cr, text->layout);
      cairo_restore (cr);
    }
}

cairo_surface_t *
penstock_picture_to_surface (const PenstockPicture *self,
                             double                 scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int)ceil (self->width * scale), (int)ceil (self->height * scale));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  draw (self, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

GBytes *
penstock_picture_to_png (const PenstockPicture  *self,
                         double                  scale,
                         GError                **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = penstock_picture_to_surface (self, scale);
  gboolean ok = penstock_picture_check (cairo_surface_write_to_png_stream (surface, penstock_picture_write, bytes), error);

  cairo_surface_destroy (surface);
  return ok ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

GBytes *
penstock_picture_to_pdf (const PenstockPicture  *self,
                         GError                **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc (self->time);
  g_autofree char *date = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (penstock_picture_write, bytes, self->width, self->height);
  cairo_t *cr;
  gboolean ok;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Penstock " PENSTOCK_VERSION);
  /* The data's time, not the clock's: the same input gives the same bytes. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date != NULL ? date : "1970-01-01T00:00:00Z");
  cr = cairo_create (surface);
  draw (self, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  ok = penstock_picture_check (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);
  return ok ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
