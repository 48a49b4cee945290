/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-money.h"
#include "penstock-plane-private.h"

static guint trail_toggled;

struct _PenstockPlane
{
  GtkWidget         parent_instance;

  PenstockPlanePlot plane;
};

static void
trail_clear (gpointer data)
{
  PenstockTrail *trail = data;

  g_free (trail->label);
  g_free (trail->phase);
  g_free (trail->x);
  g_free (trail->y);
}

static void
plane_init (PenstockPlot *plot)
{
  PenstockPlanePlot *self = (PenstockPlanePlot *)plot;

  self->trails = g_array_new (FALSE, FALSE, sizeof (PenstockTrail));
  g_array_set_clear_func (self->trails, trail_clear);
}

static void
plane_clear (PenstockPlot *plot)
{
  g_clear_pointer (&((PenstockPlanePlot *)plot)->trails, g_array_unref);
}

/* The names are those of before: the same segments, so the same are lit. */
static gboolean
same_names (const PenstockPlanePlot  *self,
            const PenstockPlaneTrail *trails,
            guint                     n)
{
  if (self->trails->len != n || n == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (g_array_index (self->trails, PenstockTrail, i).label, trails[i].label) != 0)
      return FALSE;
  return TRUE;
}

static PenstockTrail
copy_trail (const PenstockPlaneTrail *from,
            guint                     n_points)
{
  PenstockTrail trail = { .label = g_strdup (from->label != NULL ? from->label : ""), .phase = g_strdup (from->phase), .head = -1,
                          .x = penstock_plot_numbers (from->x, n_points), .y = penstock_plot_numbers (from->y, n_points) };

  for (guint i = 0; i < n_points; i++)
    if (isfinite (trail.x[i]) && isfinite (trail.y[i]))
      trail.head = (int)i;
  return trail;
}

static void
widen (double *low,
       double *high,
       double  value)
{
  *low = MIN (*low, value);
  *high = MAX (*high, value);
}

/* Both axes hold their zero, and a little more than the values. */
static void
set_axes (PenstockPlanePlot *self)
{
  self->x_low = self->y_low = -0.5;
  self->x_high = self->y_high = 0.5;
  for (guint t = 0; t < self->trails->len; t++)
    {
      const PenstockTrail *trail = &g_array_index (self->trails, PenstockTrail, t);

      for (int i = 0; i <= trail->head; i++)
        if (isfinite (trail->x[i]) && isfinite (trail->y[i]))
          {
            widen (&self->x_low, &self->x_high, trail->x[i]);
            widen (&self->y_low, &self->y_high, trail->y[i]);
          }
    }
  penstock_calc_scale_pad (&self->x_low, &self->x_high, 0.07, FALSE);
  penstock_calc_scale_pad (&self->y_low, &self->y_high, 0.09, FALSE);
}

static void
light (PenstockPlanePlot *self,
       guint              trail)
{
  if (self->n_lit == PENSTOCK_PLANE_MOST_LIT)
    {
      memmove (self->lit, self->lit + 1, (PENSTOCK_PLANE_MOST_LIT - 1) * sizeof *self->lit);
      self->n_lit--;
    }
  self->lit[self->n_lit++] = trail;
}

gboolean
penstock_plane_is_lit (const PenstockPlanePlot *self,
                       guint                    trail)
{
  for (guint i = 0; i < self->n_lit; i++)
    if (self->lit[i] == trail)
      return TRUE;
  return FALSE;
}

void
penstock_plane_light (PenstockPlot *plot,
                      guint         trail)
{
  PenstockPlanePlot *self = (PenstockPlanePlot *)plot;

  for (guint i = 0; i < self->n_lit; i++)
    if (self->lit[i] == trail)
      {
        memmove (self->lit + i, self->lit + i + 1, (self->n_lit - i - 1) * sizeof *self->lit);
        self->n_lit--;
        return;
      }
  if (trail < self->trails->len)
    light (self, trail);
}

void
penstock_plane_fill (PenstockPlot             *plot,
                     const PenstockPlaneTrail *trails,
                     guint                     n,
                     const PenstockDay        *weeks,
                     guint                     n_points)
{
  PenstockPlanePlot *self = (PenstockPlanePlot *)plot;
  const gboolean same = same_names (self, trails, n);

  g_array_set_size (self->trails, 0);
  self->n_points = n_points;
  self->newest = n_points > 0 && weeks != NULL ? penstock_plot_day (weeks[n_points - 1]) : PENSTOCK_DAY_NONE;
  if (!same)
    self->n_lit = 0;
  for (guint i = 0; i < n; i++)
    {
      PenstockTrail trail = copy_trail (&trails[i], n_points);

      g_array_append_val (self->trails, trail);
      if (!same && trails[i].lit)
        light (self, i);
    }
  set_axes (self);
  penstock_plot_reset (plot, _("Validation plane"), n, 1);
}

static char *
plane_item (const PenstockPlot *plot,
            guint               item)
{
  const PenstockPlanePlot *self = (const PenstockPlanePlot *)plot;
  const PenstockTrail *trail = &g_array_index (self->trails, PenstockTrail, item);
  const char *phase = trail->phase != NULL ? trail->phase : _("undetermined");
  g_autofree char *x = penstock_format_signed (trail->head >= 0 ? trail->x[trail->head] : NAN, 2);
  g_autofree char *y = penstock_format_signed (trail->head >= 0 ? trail->y[trail->head] : NAN, 2);

  if (trail->head < 0)
    return g_strdup_printf (_("%s: not drawn"), trail->label);
  if (penstock_plane_is_lit (self, item)) /* Translators: a segment on the validation plane whose trail is lit. */
    return g_strdup_printf (_("%s: narrative %s, validation %s, %s, highlighted"), trail->label, x, y, phase);
  /* Translators: a segment on the validation plane: "AI chips: narrative +0.20, validation +0.81, accelerated validation". */
  return g_strdup_printf (_("%s: narrative %s, validation %s, %s"), trail->label, x, y, phase);
}

static char *
plane_describe (const PenstockPlot *plot)
{
  const PenstockPlanePlot *self = (const PenstockPlanePlot *)plot;
  g_autofree char *newest = penstock_format_day (self->newest);
  GString *words = g_string_new (NULL);

  if (self->n_points > 0) /* Translators: how long the trails of the plane are, and to which day. */
    g_string_append_printf (words, ngettext ("%u week to %s", "%u weeks to %s", self->n_points), self->n_points, newest);
  for (guint i = 0; i < plot->n_items; i++)
    {
      g_autofree char *item = plane_item (plot, i);

      penstock_plot_say (words, item);
    }
  return g_string_free (words, FALSE);
}

static void
plane_activate (PenstockPlot *plot,
                GtkWidget    *widget,
                guint         item)
{
  penstock_plane_toggle (PENSTOCK_PLANE (widget), item);
  g_signal_emit (widget, trail_toggled, 0, item);
}

static void
plane_measure (const PenstockPlot *plot,
               PenstockPen        *pen,
               GtkOrientation      orientation,
               int                *minimum,
               int                *natural)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : 260;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 676 : 640;
}

const PenstockPlotKind penstock_plane_plot = {
  .size = sizeof (PenstockPlanePlot),
  .init = plane_init,
  .clear = plane_clear,
  .draw = penstock_plane_draw,
  .measure = plane_measure,
  .describe = plane_describe,
  .item = plane_item,
  .activate = plane_activate,
};

PENSTOCK_DEFINE_PLOT_WITH (PenstockPlane, penstock_plane, "penstock-plane", penstock_plane_plot,
  trail_toggled = g_signal_new ("trail-toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT))

void
penstock_plane_set_trails (PenstockPlane            *self,
                           const PenstockPlaneTrail *trails,
                           guint                     n,
                           const PenstockDay        *weeks,
                           guint                     n_points)
{
  g_return_if_fail (PENSTOCK_IS_PLANE (self));

  penstock_plane_fill (&self->plane.plot, trails, n, weeks, n_points);
  penstock_plot_widget_changed (GTK_WIDGET (self));
}

void
penstock_plane_toggle (PenstockPlane *self,
                       guint          trail)
{
  g_return_if_fail (PENSTOCK_IS_PLANE (self));

  penstock_plane_light (&self->plane.plot, trail);
  penstock_plot_widget_changed (GTK_WIDGET (self));
}

const guint *
penstock_plane_get_lit (PenstockPlane *self,
                        guint         *n)
{
  g_return_val_if_fail (PENSTOCK_IS_PLANE (self), NULL);

  *n = self->plane.n_lit;
  return self->plane.lit;
}
