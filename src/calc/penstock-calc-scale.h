/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>

/* A straight or logarithmic line from values to pixels. @v0 lies at pixel @p0 and @v1 at @p1; either pair may run downwards
 * (a vertical axis has p0 at the bottom). Set up by _init: the transformed ends are kept in it. */
typedef struct
{
  double v0, v1;
  double p0, p1;
  bool   log;
  double t0, t1; /* v0 and v1, or their logarithms */
} PenstockCalcScale;

/* A scale whose ends coincide puts every value half-way between the pixels. @log needs v0, v1 > 0, otherwise the scale is linear
 * (look at .log afterwards). */
void   penstock_calc_scale_init     (PenstockCalcScale *self, double v0, double v1, double p0, double p1, bool log);
/* Not clamped. NAN for a value that is NAN, or not positive on a logarithmic scale. */
double penstock_calc_scale_to_pixel (const PenstockCalcScale *self, double value);
double penstock_calc_scale_to_value (const PenstockCalcScale *self, double pixel);
/* Widens *low and *high by @share of their distance at either end (in logarithms when @log), so that a line does not touch the
 * frame. Equal ends are moved apart by one per cent of the value (1 at zero). */
void   penstock_calc_scale_pad      (double *low, double *high, double share, bool log);
