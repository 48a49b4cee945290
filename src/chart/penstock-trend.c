/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-reduce.h"
#include "penstock-money.h"
#include "penstock-plot-kinds.h"

#define VALUE_TEXT 12.0
#define TEXT 11.0
#define DATES 20.0
#define DOT 3.5

typedef struct
{
  PenstockPlot  plot;

  PenstockDay  *day;
  double       *value;
  gsize         n;
  gssize        first, last; /* that are known, −1 = none */
  double        low, high; /* of the axis */
  double        guide;
  int           decimals;
} TrendPlot;

struct _PenstockTrend
{
  GtkWidget parent_instance;

  TrendPlot trend;
};

/* Where things lie in one drawing. */
typedef struct
{
  PenstockCalcScale x, y;
  double            right, bottom;
} Place;

static void
trend_clear (PenstockPlot *plot)
{
  TrendPlot *self = (TrendPlot *)plot;

  g_clear_pointer (&self->day, g_free);
  g_clear_pointer (&self->value, g_free);
}

static void
set_axis (TrendPlot *self,
          double     low,
          double     high)
{
  double least, greatest;

  penstock_calc_extent (self->value, 0, self->n, &least, &greatest);
  if (isfinite (self->guide))
    {
      least = fmin (least, self->guide);
      greatest = fmax (greatest, self->guide);
    }
  self->low = isfinite (low) ? low : least;
  self->high = isfinite (high) ? high : greatest;
  if (isfinite (self->low) && (!isfinite (low) || !isfinite (high) || !(self->high > self->low)))
    penstock_calc_scale_pad (&self->low, &self->high, 0.06, FALSE);
}

void
penstock_trend_fill (PenstockPlot      *plot,
                     const char        *title,
                     const PenstockDay *day,
                     const double      *value,
                     gsize              n,
                     double             low,
                     double             high,
                     double             guide,
                     int                decimals)
{
  TrendPlot *self = (TrendPlot *)plot;

  trend_clear (plot);
  self->n = n;
  self->day = penstock_plot_days (day, n);
  self->value = penstock_plot_numbers (value, n);
  self->first = self->last = -1;
  for (gsize i = 0; i < n; i++)
    if (self->day[i] == PENSTOCK_DAY_NONE)
      self->value[i] = NAN;
    else if (isfinite (self->value[i]))
      {
        self->first = self->first < 0 ? (gssize)i : self->first;
        self->last = (gssize)i;
      }
  self->guide = penstock_plot_number (guide);
  self->decimals = CLAMP (decimals, 0, 9);
  set_axis (self, penstock_plot_number (low), penstock_plot_number (high));
  penstock_plot_reset (plot, title, self->last >= 0 ? (guint)n : 0, 0);
}

static char *
trend_item (const PenstockPlot *plot,
            guint               item)
{
  const TrendPlot *self = (const TrendPlot *)plot;
  g_autofree char *day = penstock_format_day (self->day[item]);
  g_autofree char *value = penstock_format_number (self->value[item], self->decimals);

  /* Translators: a day and a value. */
  return g_strdup_printf (_("%s: %s"), day, value);
}

static char *
trend_describe (const PenstockPlot *plot)
{
  const TrendPlot *self = (const TrendPlot *)plot;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (self->last < 0)
    return g_strdup (_("no history yet"));
  last = trend_item (plot, (guint)self->last);
  if (self->first == self->last)
    return g_steal_pointer (&last);
  first = trend_item (plot, (guint)self->first);
  /* Translators: a line over time: its first point and its last, each "1 Mar 2026: 50". */
  return g_strdup_printf (_("from %s to %s"), first, last);
}

/* The last value beside the line, and the guide's where it does not touch that. */
static void
draw_values (const TrendPlot *self,
             PenstockPen     *pen,
             const Place     *place)
{
  PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_POS, VALUE_TEXT, TRUE, PENSTOCK_ANCHOR_LEFT);
  const double x = place->right + 11.0 * pen->line;
  const double y = penstock_calc_scale_to_pixel (&place->y, self->value[self->last]);
  g_autofree char *value = penstock_format_number (self->value[self->last], self->decimals);
  double guide;

  penstock_pen_text (pen, value, &style, x, penstock_pen_baseline (pen, VALUE_TEXT, CLAMP (y, 7.0, MAX (place->bottom - 4.0, 7.0))));
  guide = penstock_calc_scale_to_pixel (&place->y, self->guide);
  if (isfinite (guide) && guide >= 0.0 && guide <= place->bottom && fabs (guide - y) > 14.0 * pen->text)
    {
      g_autofree char *label = penstock_format_number (self->guide, self->decimals);

      style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
      penstock_pen_text (pen, label, &style, x, penstock_pen_baseline (pen, TEXT, guide));
    }
}

static void
draw_line (TrendPlot   *self,
           PenstockPen *pen,
           const Place *place)
{
  const GdkRGBA *colour = penstock_pen_token (pen, PENSTOCK_TOKEN_POS);
  cairo_t *cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT (0.f, 0.f, (float)(place->right + 2.0), (float)(place->bottom + 2.0)), colour, 2.0 * pen->line);
  gboolean down = FALSE;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (gsize i = 0; i < self->n; i++)
    {
      const double x = penstock_calc_scale_to_pixel (&place->x, (double)self->day[i]);
      const double y = penstock_calc_scale_to_pixel (&place->y, self->value[i]);

      if (!isfinite (y))
        {
          down = FALSE;
          continue;
        }
      if (!down)
        cairo_move_to (cr, x, y);
      cairo_line_to (cr, x, y); /* one alone is a dot */
      down = TRUE;
      penstock_plot_put (&self->plot, (guint)i, x - 4.0, y - 4.0, 8.0, 8.0);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
  penstock_plot_dot (pen, colour, NULL, penstock_calc_scale_to_pixel (&place->x, (double)self->day[self->last]),
                     penstock_calc_scale_to_pixel (&place->y, self->value[self->last]), DOT);
}

static void
trend_draw (PenstockPlot *plot,
            PenstockPen  *pen,
            double        width,
            double        height)
{
  TrendPlot *self = (TrendPlot *)plot;
  PenstockTextStyle bold = penstock_plot_text (pen, PENSTOCK_TOKEN_POS, VALUE_TEXT, TRUE, PENSTOCK_ANCHOR_LEFT);
  g_autofree char *widest = NULL;
  double edge = DOT * pen->line + 1.0;
  Place place;

  if (self->last < 0)
    {
      penstock_plot_reason (pen, _("no history yet"), width, height);
      return;
    }
  widest = penstock_format_number (fabs (self->high) > fabs (self->low) ? self->high : self->low, self->decimals);
  place.right = MAX (width - penstock_pen_text_width (pen, widest, &bold) - 16.0 * pen->line, edge + 1.0);
  place.bottom = MAX (height - DATES * pen->text, edge + 1.0);
  penstock_calc_scale_init (&place.x, (double)self->day[self->first], (double)self->day[self->last], edge, place.right, FALSE);
  penstock_calc_scale_init (&place.y, self->low, self->high, place.bottom - edge, edge, FALSE);
  if (isfinite (self->guide))
    penstock_pen_hline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_GRID), 0.0, place.right + 6.0, penstock_calc_scale_to_pixel (&place.y, self->guide));
  if (self->last > self->first && height > 2.0 * DATES)
    penstock_plot_dates (pen, &place.x, 0.0, 0.0, height - 5.0 * pen->text);
  draw_line (self, pen, &place);
  draw_values (self, pen, &place);
}

/* The nearest point in time, wherever the pointer is above it. */
static int
trend_find (const PenstockPlot *plot,
            double              x,
            double              y)
{
  double nearest = 40.0;
  int found = -1;

  for (guint i = 0; i < plot->boxes->len; i++)
    {
      PenstockBox box;

      if (penstock_plot_box (plot, (int)i, &box) && fabs (box.x + box.width / 2.0 - x) < nearest)
        {
          nearest = fabs (box.x + box.width / 2.0 - x);
          found = (int)i;
        }
    }
  return found;
}

static void
trend_measure (const PenstockPlot *plot,
               PenstockPen        *pen,
               GtkOrientation      orientation,
               int                *minimum,
               int                *natural)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : (int)ceil (40.0 + DATES * pen->text);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 368 : (int)ceil (68.0 + DATES * pen->text);
}

static void
trend_init (PenstockPlot *plot)
{
  ((TrendPlot *)plot)->first = ((TrendPlot *)plot)->last = -1;
}

const PenstockPlotKind penstock_trend_plot = {
  .size = sizeof (TrendPlot),
  .init = trend_init,
  .clear = trend_clear,
  .draw = trend_draw,
  .measure = trend_measure,
  .describe = trend_describe,
  .item = trend_item,
  .find = trend_find,
};

PENSTOCK_DEFINE_PLOT (PenstockTrend, penstock_trend, "penstock-trend", penstock_trend_plot)

void
penstock_trend_set_values (PenstockTrend     *self,
                           const char        *title,
                           const PenstockDay *day,
                           const double      *value,
                           gsize              n,
                           double             low,
                           double             high,
                           double             guide,
                           int                decimals)
{
  g_return_if_fail (PENSTOCK_IS_TREND (self));

  penstock_trend_fill (&self->trend.plot, title, day, value, n, low, high, guide, decimals);
  penstock_plot_widget_changed (GTK_WIDGET (self));
}
