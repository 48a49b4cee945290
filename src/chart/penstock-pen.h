/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-theme.h"

G_BEGIN_DECLS

/* Private to chart/: what every picture is drawn with. The screen fills a snapshot, text included. An exporter sets @texts: text is then
 * kept apart, because render nodes hold glyphs and a file should hold words; it lies above everything else. Who draws cannot tell.
 *
 * Sizes that are handed in are those of the design at 100 %; the pen applies @text and @line. Coordinates are points. */

typedef enum { PENSTOCK_ANCHOR_LEFT, PENSTOCK_ANCHOR_MIDDLE, PENSTOCK_ANCHOR_RIGHT } PenstockAnchor;

typedef struct
{
  double         size;
  gboolean       bold;
  PenstockAnchor anchor;
  GdkRGBA        colour;
  double         max_width; /* points; shortened with an ellipsis. 0: as long as it is */
  gboolean       italic;    /* on the screen; a file's words stand upright */
} PenstockTextStyle;

/* A piece of text as an exporter gets it. */
typedef struct
{
  char          *text;
  PangoLayout   *layout;
  double         x, baseline; /* of the anchor */
  double         left;        /* of the layout */
  double         size;        /* points */
  gboolean       bold;
  PenstockAnchor anchor;
  GdkRGBA        colour;
} PenstockPenText;

typedef struct
{
  GtkSnapshot         *snapshot;
  PangoContext        *pango;
  const PenstockTheme *theme;
  double               text;  /* factor on text sizes */
  double               line;  /* factor on line widths, marks and distances */
  double               pixel; /* size of a device pixel in points: edges are snapped to it */
  GPtrArray           *texts; /* PenstockPenText; NULL on screen */
} PenstockPen;

GPtrArray *penstock_pen_texts_new   (void);
/* From a widget's font, scale factor and text size, and the current theme. */
void       penstock_pen_init_widget (PenstockPen *self, GtkWidget *widget, GtkSnapshot *snapshot);

const GdkRGBA *penstock_pen_token   (const PenstockPen *self, PenstockToken token);
GdkRGBA        penstock_pen_alpha   (const PenstockPen *self, PenstockToken token, double alpha);

double     penstock_pen_snap        (const PenstockPen *self, double position);
/* A line width of the design in whole device pixels, at least one. */
double     penstock_pen_stroke      (const PenstockPen *self, double width);
void       penstock_pen_rect        (PenstockPen *self, const GdkRGBA *colour, double x, double y, double width, double height);
/* An outline of @stroke points that lies within the rectangle. */
void       penstock_pen_frame       (PenstockPen *self, const GdkRGBA *colour, double x, double y, double width, double height, double stroke);
/* One device line at the pixel that holds @y or @x. */
void       penstock_pen_hline       (PenstockPen *self, const GdkRGBA *colour, double x0, double x1, double y);
void       penstock_pen_vline       (PenstockPen *self, const GdkRGBA *colour, double x, double y0, double y1);
/* A cairo context for what is not a rectangle, with source and line width set; the caller destroys it. */
cairo_t   *penstock_pen_begin       (PenstockPen *self, const graphene_rect_t *bounds, const GdkRGBA *colour, double width);
/* @on and @off are of the design at 100 %. */
void       penstock_pen_dash        (PenstockPen *self, cairo_t *cr, double on, double off);
void       penstock_pen_round_rect  (cairo_t *cr, double x, double y, double width, double height, double radius);
/* The 8 px triangle beside a change, standing on @baseline. Returns its width. */
double     penstock_pen_arrow       (PenstockPen *self, const GdkRGBA *colour, gboolean up, double x, double baseline, double size);

/* Returns the width, points. */
double     penstock_pen_text        (PenstockPen *self, const char *text, const PenstockTextStyle *style, double x, double baseline);
/* The same with a rim of @halo around each letter, where it stands on lines. Screen only. */
double     penstock_pen_text_halo   (PenstockPen *self, const char *text, const PenstockTextStyle *style, const GdkRGBA *halo, double x, double baseline);
double     penstock_pen_text_width  (PenstockPen *self, const char *text, const PenstockTextStyle *style);
/* The baseline that centres digits of this size on @middle, whatever the font. */
double     penstock_pen_baseline    (const PenstockPen *self, double size, double middle);

G_END_DECLS
