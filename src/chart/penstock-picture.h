/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-pen.h"

G_BEGIN_DECLS

/* Private to chart/: a finished drawing apart from its words, and the formats it is written in. */

typedef struct
{
  double         width, height; /* points */
  GskRenderNode *node;          /* owned; NULL if nothing was drawn */
  GPtrArray     *texts;         /* PenstockPenText; owned; above everything else */
  char          *title;         /* owned; of the file */
  char          *font;          /* owned; families as in CSS */
  gint64         time;          /* UTC seconds, the file's date: the same input gives the same bytes */
} PenstockPicture;

void             penstock_picture_clear (PenstockPicture *self);
/* @scale: pixels per point. Owned. */
cairo_surface_t *penstock_picture_to_surface (const PenstockPicture *self, double scale);
GBytes          *penstock_picture_to_png (const PenstockPicture *self, double scale, GError **error);
GBytes          *penstock_picture_to_pdf (const PenstockPicture *self, GError **error);
/* In penstock-picture-svg.c: cairo writes the shapes, each piece of text becomes a <text> element. */
GBytes          *penstock_picture_to_svg (const PenstockPicture *self, GError **error);

/* For cairo's stream surfaces; @closure is a GByteArray. */
cairo_status_t   penstock_picture_write (void *closure, const unsigned char *data, unsigned int length);
gboolean         penstock_picture_check (cairo_status_t status, GError **error);

G_END_DECLS
