/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-price-chart.h"
#include "penstock-theme.h"

G_BEGIN_DECLS

/* A chart as it goes into a report: title, subtitle with unit, adjustment, range and change, legend in words, the chart, source line, "data as of" with
 * its time zone, delay, version, and a boxed "Simulated" where due. PNG, SVG and PDF from the same drawing as the screen; text stays text in SVG and PDF.
 * Works with no display: call penstock_figure_init () once instead of gtk_init (). */

typedef struct
{
  PenstockChartData  data;
  PenstockChartStyle style;
  PenstockDay        from, until;  /* visible days; PENSTOCK_DAY_NONE: the first and last bar */
  gboolean           logarithmic;
  const guint       *sma;          /* periods, 0-terminated; NULL = none */
  PenstockThemeId    theme;
  PenstockColours    colours;
  double             width, height; /* points of the drawing: 1600 × 900 by default */
  double             scale;        /* pixels per point of a PNG: 1, 2, 3 */
  const char        *source;       /* "Yahoo Finance daily bars" */
  const char        *delay;        /* "end of day", "15 min"; NULL = none stated */
  gint64             data_time;    /* UTC seconds of the newest value */
} PenstockFigure;

void     penstock_figure_init     (void);
/* "1600x900", "1200x675", "1080x1080", "square", "a4". */
gboolean penstock_figure_parse_size (const char *text, double *width, double *height);
/* By the extension of @path: .png, .svg, .pdf. Written to a temporary file and renamed: an old file is never half-overwritten. */
gboolean penstock_figure_save     (const PenstockFigure *self, const char *path, GError **error);
/* The same as a texture, for the clipboard and tests. */
cairo_surface_t *penstock_figure_render (const PenstockFigure *self);

G_END_DECLS
