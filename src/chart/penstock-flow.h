/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-pen.h"

G_BEGIN_DECLS

/* Private to chart/: pieces of text with a sign before them, set in rows that wrap at the width: legend and subtitle of a figure. */

typedef enum
{
  PENSTOCK_SIGN_NONE, PENSTOCK_SIGN_HOLLOW, PENSTOCK_SIGN_FILLED, PENSTOCK_SIGN_LINE, PENSTOCK_SIGN_DASHED, PENSTOCK_SIGN_DOTTED,
  PENSTOCK_SIGN_CIRCLE, PENSTOCK_SIGN_DIAMOND, PENSTOCK_SIGN_SQUARE, PENSTOCK_SIGN_HATCH, PENSTOCK_SIGN_UP, PENSTOCK_SIGN_DOWN
} PenstockSign;

typedef struct
{
  PenstockSign sign;
  GdkRGBA      sign_colour;
  char        *text; /* owned */
  GdkRGBA      colour;
  gboolean     bold;
} PenstockFlowItem;

GArray *penstock_flow_new  (void);
/* @format is for the text. */
void    penstock_flow_add  (GArray *flow, PenstockSign sign, const GdkRGBA *sign_colour, const GdkRGBA *colour, gboolean bold, const char *format, ...)
        G_GNUC_PRINTF (6, 7);
/* Draws at @size (design pixels) in @width points, rows @row points apart, the first on @baseline. @between goes between the pieces of a row
 * ("·"); NULL: a wider gap. Returns the last row's baseline. */
double  penstock_flow_draw (PenstockPen *pen, GArray *flow, double size, const char *between, double x, double baseline, double width, double row);

G_END_DECLS
