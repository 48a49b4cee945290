/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-plane-labels.h"

#define TAKEN 1000.0   /* another label, a head, a corner */
#define LINE 12.0      /* each piece of a lit trail */
#define ORDER 0.5      /* reading order of the places around a head */
#define RING 30.0      /* each ring further out: a label belongs to the nearest head */
#define TOO_MUCH 900.0

static double
overlap (const PenstockBox *a,
         const PenstockBox *b)
{
  const double wide = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
  const double tall = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

  return wide > 0.0 && tall > 0.0 ? wide * tall : 0.0;
}

/* Liang and Barsky: does any of the line lie in the box? */
static gboolean
crosses (const PenstockPlaneLine *line,
         const PenstockBox       *box)
{
  double from = 0.0, until = 1.0;
  const double p[] = { -(line->x1 - line->x0), line->x1 - line->x0, -(line->y1 - line->y0), line->y1 - line->y0 };
  const double q[] = { line->x0 - box->x, box->x + box->width - line->x0, line->y0 - box->y, box->y + box->height - line->y0 };

  for (gsize i = 0; i < G_N_ELEMENTS (p); i++)
    {
      if (p[i] == 0.0 && q[i] < 0.0)
        return FALSE;
      if (p[i] < 0.0)
        from = MAX (from, q[i] / p[i]);
      else if (p[i] > 0.0)
        until = MIN (until, q[i] / p[i]);
    }
  return from <= until;
}

static double
cost (const PenstockPlaneLabel *labels,
      guint                     n,
      guint                     self,
      const PenstockBox        *box,
      const PenstockPlaneLine  *lines,
      guint                     n_lines)
{
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    {
      const PenstockBox head = { labels[i].x - labels[i].radius, labels[i].y - labels[i].radius, 2.0 * labels[i].radius, 2.0 * labels[i].radius };

      if (i != self && overlap (box, &head) > 0.0)
        sum += TAKEN;
      if (i < self && labels[i].shown && overlap (box, &labels[i].box) > 0.0)
        sum += TAKEN;
    }
  for (guint i = 0; i < n_lines; i++)
    if (crosses (&lines[i], box))
      sum += LINE;
  return sum;
}

static PenstockBox
candidate (const PenstockPlaneLabel *label,
           guint                     at)
{
  /* Right, left, then above and below to either side, then straight above and below. */
  static const struct { double x, y; } side[] = {
    { 1.0, 0.0 }, { -1.0, 0.0 }, { 0.7, -1.0 }, { 0.7, 1.0 }, { -0.7, -1.0 }, { -0.7, 1.0 }, { 0.0, -1.0 }, { 0.0, 1.0 },
  };
  const double away = label->radius + 5.0 + 9.0 * (at / G_N_ELEMENTS (side));
  const double sx = side[at % G_N_ELEMENTS (side)].x;
  const double sy = side[at % G_N_ELEMENTS (side)].y;
  PenstockBox box = { label->x - label->width / 2.0, label->y - label->height / 2.0, label->width, label->height };

  if (sx > 0.0)
    box.x = label->x + sx * away;
  else if (sx < 0.0)
    box.x = label->x + sx * away - label->width;
  if (sy != 0.0)
    box.y += sy * (away + label->height / 2.0 - 2.0);
  return box;
}

static gboolean
is_within (const PenstockBox *box,
           const PenstockBox *within)
{
  return box->x >= within->x && box->y >= within->y && box->x + box->width <= within->x + within->width
         && box->y + box->height <= within->y + within->height;
}

static void
place (PenstockPlaneLabel      *labels,
       guint                    n,
       guint                    self,
       const PenstockPlaneLine *lines,
       guint                    n_lines,
       const PenstockBox       *corners,
       guint                    n_corners,
       const PenstockBox       *within)
{
  double best = G_MAXDOUBLE;

  for (guint at = 0; at < 24; at++)
    {
      const PenstockBox box = candidate (&labels[self], at);
      double sum;

      if (!is_within (&box, within))
        continue;
      sum = cost (labels, n, self, &box, lines, n_lines) + ORDER * (at % 8) + RING * (at / 8);
      for (guint i = 0; i < n_corners; i++)
        if (overlap (&box, &corners[i]) > 0.0)
          sum += TAKEN;
      if (sum < best)
        {
          best = sum;
          labels[self].box = box;
        }
    }
  labels[self].shown = best < TOO_MUCH || (labels[self].must && best < G_MAXDOUBLE);
}

void
penstock_plane_labels_place (PenstockPlaneLabel      *labels,
                             guint                    n,
                             const PenstockPlaneLine *lines,
                             guint                    n_lines,
                             const PenstockBox       *corners,
                             guint                    n_corners,
                             const PenstockBox       *within)
{
  for (guint i = 0; i < n; i++)
    labels[i].shown = FALSE;
  for (guint i = 0; i < n; i++)
    place (labels, n, i, lines, n_lines, corners, n_corners, within);
}
