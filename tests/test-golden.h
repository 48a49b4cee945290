/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

/* Pictures against those of tests/golden. After a wanted change of the drawing PENSTOCK_UPDATE_GOLDEN=1 writes them anew; look at them before committing. */

/* Antialiasing may differ between versions of cairo, shapes may not. */
#define TEST_SHADES 40

/* Pixels of which a channel differs by more than @shades. */
static inline guint
test_golden_count (cairo_surface_t *a,
                   cairo_surface_t *b,
                   int              shades)
{
  guint different = 0;

  g_assert_cmpint (cairo_image_surface_get_width (a), ==, cairo_image_surface_get_width (b));
  g_assert_cmpint (cairo_image_surface_get_height (a), ==, cairo_image_surface_get_height (b));
  for (int y = 0; y < cairo_image_surface_get_height (a); y++)
    {
      const guint32 *p = (const guint32 *)(gpointer)(cairo_image_surface_get_data (a) + y * cairo_image_surface_get_stride (a));
      const guint32 *q = (const guint32 *)(gpointer)(cairo_image_surface_get_data (b) + y * cairo_image_surface_get_stride (b));

      for (int x = 0; x < cairo_image_surface_get_width (a); x++)
        for (int shift = 0; shift < 24; shift += 8)
          if (ABS ((int)(p[x] >> shift & 0xff) - (int)(q[x] >> shift & 0xff)) > shades)
            {
              different++;
              break;
            }
    }
  return different;
}

/* What is not white. */
static inline guint
test_golden_ink (cairo_surface_t *surface)
{
  cairo_surface_t *blank = cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (surface),
                                                       cairo_image_surface_get_height (surface));
  cairo_t *cr = cairo_create (blank);
  guint ink;

  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (blank);
  ink = test_golden_count (surface, blank, 4);
  cairo_surface_destroy (blank);
  return ink;
}

static inline void
test_golden_compare (cairo_surface_t *drawn,
                     const char      *name,
                     guint            tolerance)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
  cairo_surface_t *golden;

  if (g_getenv ("PENSTOCK_UPDATE_GOLDEN") != NULL)
    g_assert_cmpint (cairo_surface_write_to_png (drawn, path), ==, CAIRO_STATUS_SUCCESS);
  golden = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (golden), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpuint (test_golden_count (drawn, golden, TEST_SHADES), <=, tolerance);
  cairo_surface_destroy (golden);
}
