/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chart-view.h"

G_BEGIN_DECLS

/* Private to chart/: where labels stand beside their points. Greedy: each takes the best place that those before it left. No GTK. */

typedef struct
{
  double          x, y, radius;  /* the point and its dot */
  double          width, height; /* of the label */
  gboolean        must;          /* shown even where it touches something */

  /* Set by penstock_plane_labels_place () */
  gboolean        shown;
  PenstockBox     box;
} PenstockPlaneLabel;

typedef struct { double x0, y0, x1, y1; } PenstockPlaneLine;

/* @labels: the most important first. @lines: what they keep off. @corners: boxes nobody may touch. */
void penstock_plane_labels_place (PenstockPlaneLabel *labels, guint n, const PenstockPlaneLine *lines, guint n_lines, const PenstockBox *corners,
                                  guint n_corners, const PenstockBox *within);

G_END_DECLS
