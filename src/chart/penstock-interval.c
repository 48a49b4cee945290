/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-money.h"
#include "penstock-plot-kinds.h"

#define DOT 3.0

typedef struct
{
  PenstockPlot plot;

  double       value, low, high; /* NAN = not computed */
  double       limit;
} IntervalPlot;

struct _PenstockInterval
{
  GtkWidget    parent_instance;

  IntervalPlot interval;
};

static void
interval_init (PenstockPlot *plot)
{
  IntervalPlot *self = (IntervalPlot *)plot;

  self->value = self->low = self->high = NAN;
  self->limit = 1.0;
}

/* One value of many in a table: it is spoken with its row, and no stop of the Tab key of its own. */
void
penstock_interval_fill (PenstockPlot *plot,
                        double        value,
                        double        half,
                        double        limit)
{
  IntervalPlot *self = (IntervalPlot *)plot;

  self->value = penstock_plot_number (value);
  self->low = self->value - fabs (penstock_plot_number (half));
  self->high = self->value + fabs (penstock_plot_number (half));
  self->limit = penstock_plot_number (limit) > 0.0 ? limit : 1.0;
  penstock_plot_reset (plot, _("Mean rank IC"), isfinite (self->value) ? 1 : 0, 0);
}

static char *
interval_describe (const PenstockPlot *plot)
{
  const IntervalPlot *self = (const IntervalPlot *)plot;
  g_autofree char *value = penstock_format_signed (self->value, 3);
  g_autofree char *low = penstock_format_signed (self->low, 3);
  g_autofree char *high = penstock_format_signed (self->high, 3);

  if (!isfinite (self->value))
    return g_strdup (_("not computed"));
  if (!isfinite (self->low))
    return g_steal_pointer (&value);
  /* Translators: a mean and its confidence interval: "+0.047, 95 % interval +0.002 to +0.092". */
  return g_strdup_printf (_("%s, 95\u2009%% interval %s to %s"), value, low, high);
}

static void
interval_draw (PenstockPlot *plot,
               PenstockPen  *pen,
               double        width,
               double        height)
{
  const IntervalPlot *self = (const IntervalPlot *)plot;
  const double radius = DOT * pen->line;
  const double middle = penstock_pen_snap (pen, height / 2.0);
  PenstockCalcScale x;

  penstock_calc_scale_init (&x, -self->limit, self->limit, MIN (radius, width / 2.0), MAX (width - radius, width / 2.0), FALSE);
  penstock_pen_vline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_MARK), penstock_calc_scale_to_pixel (&x, 0.0), 0.0, height);
  if (!isfinite (self->value))
    return;
  if (isfinite (self->low))
    {
      const double left = penstock_calc_scale_to_pixel (&x, CLAMP (self->low, -self->limit, self->limit));
      const double right = penstock_calc_scale_to_pixel (&x, CLAMP (self->high, -self->limit, self->limit));

      penstock_pen_hline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_FG), left, right, middle - pen->pixel / 2.0);
    }
  penstock_plot_dot (pen, penstock_pen_token (pen, self->value < 0.0 ? PENSTOCK_TOKEN_NEGBG : PENSTOCK_TOKEN_POSBG), NULL,
                     penstock_calc_scale_to_pixel (&x, CLAMP (self->value, -self->limit, self->limit)), middle - pen->pixel / 2.0, DOT);
}

static void
interval_measure (const PenstockPlot *plot,
                  PenstockPen        *pen,
                  GtkOrientation      orientation,
                  int                *minimum,
                  int                *natural)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 40 : 12;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 76 : 16;
}

const PenstockPlotKind penstock_interval_plot = {
  .size = sizeof (IntervalPlot),
  .init = interval_init,
  .draw = interval_draw,
  .measure = interval_measure,
  .describe = interval_describe,
};

PENSTOCK_DEFINE_PLOT (PenstockInterval, penstock_interval, "penstock-interval", penstock_interval_plot)

void
penstock_interval_set_value (PenstockInterval *self,
                             double            value,
                             double            half,
                             double            limit)
{
  g_return_if_fail (PENSTOCK_IS_INTERVAL (self));

  penstock_interval_fill (&self->interval.plot, value, half, limit);
  penstock_plot_widget_changed (GTK_WIDGET (self));
}
