/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-plot-kinds.h"

G_BEGIN_DECLS

/* Private to chart/: the validation plane. Its data and words are in penstock-plane.c, its drawing in penstock-plane-draw.c. */

typedef struct
{
  char   *label, *phase;
  double *x, *y;
  int     head; /* the newest point that is known, −1 = none */
} PenstockTrail;

typedef struct
{
  PenstockPlot plot;

  GArray      *trails; /* PenstockTrail */
  guint        n_points;
  PenstockDay  newest;
  guint        lit[PENSTOCK_PLANE_MOST_LIT], n_lit; /* the one lit longest ago first */
  double       x_low, x_high, y_low, y_high;
} PenstockPlanePlot;

gboolean penstock_plane_is_lit (const PenstockPlanePlot *self, guint trail);
void     penstock_plane_draw   (PenstockPlot *plot, PenstockPen *pen, double width, double height);

G_END_DECLS
