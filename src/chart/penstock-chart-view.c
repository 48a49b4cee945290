/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-reduce.h"
#include "penstock-calc-ticks.h"
#include "penstock-chart-layer.h"
#include "penstock-chart-view.h"
#include "penstock-money.h"

#define DATES_HEIGHT 20.0
#define LANE_HEIGHT 20.0
#define PANE_GAP 4.0
#define VOLUME_SHARE 0.2
#define TICK_SPACING 26.0 /* at least: lines come about every 32 */
#define WIDEST_BODY 41.0 /* device pixels: a chart of three bars is not three walls */

static void
find_bars (PenstockChartView *self)
{
  const double n = (double)self->series->data.bars->n;

  self->begin = (gsize)CLAMP (floor (self->first), MIN ((double)self->from, n), n);
  self->end = (gsize)CLAMP (ceil (self->first + self->span), (double)self->begin, n);
}

static void
place_panes (PenstockChartView *self)
{
  const double line = self->pen->line;
  double bottom = self->frame.y + self->frame.height - DATES_HEIGHT * line;
  double top = self->frame.y + self->top;
  double volume = 0.0, lane = 0.0, gap = 0.0;

  bottom = penstock_chart_panes_place (self, top, bottom);
  if (isfinite (self->series->max_volume))
    {
      volume = VOLUME_SHARE * (bottom - top);
      gap = PANE_GAP * line;
    }
  if (penstock_chart_series_has_markers (self->series))
    {
      lane = LANE_HEIGHT * line;
      gap = 0.0;
    }
  bottom = penstock_pen_snap (self->pen, bottom);
  self->volume = (PenstockBox){ self->frame.x, penstock_pen_snap (self->pen, bottom - volume), 0.0, 0.0 };
  self->volume.height = bottom - self->volume.y;
  self->lane = (PenstockBox){ self->frame.x, penstock_pen_snap (self->pen, self->volume.y - lane), 0.0, 0.0 };
  self->lane.height = self->volume.y - self->lane.y;
  self->price = (PenstockBox){ self->frame.x, penstock_pen_snap (self->pen, top), 0.0, 0.0 };
  self->price.height = MAX (1.0, penstock_pen_snap (self->pen, self->lane.y - gap) - self->price.y);
}

/* The range of all that is drawn on the price axis. */
static void
scale_values (PenstockChartView *self)
{
  double low = NAN, high = NAN;

  for (gsize i = 0; i < penstock_n_chart_layers; i++)
    {
      double l, h;

      if (penstock_chart_layers[i]->extent != NULL && penstock_chart_layers[i]->extent (self, &l, &h))
        {
          low = isnan (low) ? l : MIN (low, l);
          high = isnan (high) ? h : MAX (high, h);
        }
    }
  if (isnan (low))
    low = high = 1.0;
  penstock_calc_scale_pad (&low, &high, 0.05, self->logarithmic && low > 0.0);
  penstock_calc_scale_init (&self->value, low, high, self->price.y + self->price.height, self->price.y, self->logarithmic);
}

static void
place_ticks (PenstockChartView *self)
{
  const double spacing = TICK_SPACING * MAX (self->pen->line, self->pen->text);

  if (self->value.log)
    {
      self->n_ticks = penstock_calc_ticks_log (self->value.v0, self->value.v1, self->price.height, spacing, self->tick, PENSTOCK_MAX_TICKS);
      self->tick_decimals = -1;
    }
  else
    {
      double step = penstock_calc_tick_step (self->value.v0, self->value.v1, self->price.height, spacing);

      self->n_ticks = isfinite (step) ? penstock_calc_ticks (self->value.v0, self->value.v1, step, self->tick, PENSTOCK_MAX_TICKS) : 0;
      self->tick_decimals = isfinite (step) ? penstock_calc_tick_decimals (step) : 0;
    }
}

static void
scale_volume (PenstockChartView *self)
{
  double least;

  penstock_calc_extent (self->series->data.bars->field[PENSTOCK_BAR_VOLUME], self->begin, self->end, &least, &self->max_volume);
  /* The tallest bar leaves a little air, so that it does not read as the pane's edge. */
  penstock_calc_scale_init (&self->amount, 0.0, self->max_volume > 0.0 ? self->max_volume / 0.88 : 1.0, self->volume.y + self->volume.height,
                            self->volume.y, FALSE);
}

static double
widest (PenstockChartView *self,
        double             width,
        char              *text,
        gboolean           bold)
{
  PenstockTextStyle style = penstock_chart_view_text (self, PENSTOCK_TOKEN_DIM);
  g_autofree char *owned = text;

  style.bold = bold;
  return MAX (width, penstock_pen_text_width (self->pen, owned, &style));
}

/* Wide enough for every label and tag; in steps, so that it does not tremble while panning. */
static double
measure_axis (PenstockChartView *self)
{
  const double line = self->pen->line;
  double width = 0.0;

  for (gsize i = 0; i < self->n_ticks; i++)
    width = widest (self, width, penstock_chart_view_format_tick (self, self->tick[i]), FALSE);
  if (isfinite (self->series->max_price))
    width = widest (self, width, penstock_chart_series_format (self->series, self->series->max_price), TRUE);
  if (isfinite (self->max_volume))
    width = widest (self, width, penstock_format_compact (self->max_volume), FALSE);
  width = penstock_chart_panes_measure (self, width);
  return ceil ((width + 12.0 * line) / (4.0 * line)) * 4.0 * line;
}

void
penstock_chart_view_layout (PenstockChartView *self)
{
  double width;

  g_clear_pointer (&self->time_ticks, g_array_unref);
  find_bars (self);
  place_panes (self);
  scale_values (self);
  place_ticks (self);
  scale_volume (self);
  penstock_chart_panes_scale (self);
  self->axis_width = MAX (self->axis_width, measure_axis (self));
  width = MAX (1.0, penstock_pen_snap (self->pen, self->frame.width - self->axis_width));
  self->price.width = self->lane.width = self->volume.width = width;
  for (guint i = 0; i < self->series->n_panes; i++)
    self->pane[i].box.width = width;
  self->pitch = width / MAX (self->span, 1e-6);
  self->time_ticks = penstock_chart_time_ticks (self);
}

void
penstock_chart_view_clear (PenstockChartView *self)
{
  g_clear_pointer (&self->time_ticks, g_array_unref);
}

double
penstock_chart_view_x (const PenstockChartView *self,
                       double                   bar)
{
  return self->price.x + (bar + 0.5 - self->first) * self->pitch;
}

double
penstock_chart_view_y (const PenstockChartView *self,
                       double                   value)
{
  return penstock_calc_scale_to_pixel (&self->value, value);
}

double
penstock_chart_view_right (const PenstockChartView *self)
{
  return self->price.x + self->price.width;
}

double
penstock_chart_view_bottom (const PenstockChartView *self)
{
  double bottom = penstock_chart_view_volume_bottom (self);

  for (guint i = 0; i < self->series->n_panes; i++)
    if (self->pane[i].box.height > 0.0)
      bottom = self->pane[i].box.y + self->pane[i].box.height;
  return bottom;
}

double
penstock_chart_view_volume_bottom (const PenstockChartView *self)
{
  return self->volume.y + self->volume.height;
}

double
penstock_chart_view_dates (const PenstockChartView *self)
{
  return penstock_chart_view_bottom (self) + 0.55 * DATES_HEIGHT * self->pen->line;
}

double
penstock_chart_view_body (const PenstockChartView *self)
{
  double pixels = floor (0.84 * self->pitch / self->pen->pixel);

  pixels = CLAMP (pixels, 1.0, WIDEST_BODY * self->pen->line / self->pen->pixel);
  if (fmod (floor (pixels), 2.0) == 0.0)
    pixels = floor (pixels) - 1.0;
  return floor (pixels) * self->pen->pixel;
}

gboolean
penstock_chart_view_is_dense (const PenstockChartView *self)
{
  return self->pitch < 3.0;
}

double
penstock_chart_view_left (const PenstockChartView *self,
                          gsize                    bar,
                          double                   width)
{
  const double pixel = self->pen->pixel;

  return round ((penstock_chart_view_x (self, (double)bar) - width / 2.0) / pixel) * pixel;
}

char *
penstock_chart_view_format_tick (const PenstockChartView *self,
                                 double                   value)
{
  return penstock_format_number (value, self->tick_decimals >= 0 ? self->tick_decimals : penstock_calc_value_decimals (value));
}

static void
line_to (const PenstockCalcScale *scale,
         cairo_t                 *cr,
         double                   x,
         double                   value,
         gboolean                *pen_down)
{
  double y = penstock_calc_scale_to_pixel (scale, value);

  if (!isfinite (y))
    *pen_down = FALSE;
  else if (*pen_down)
    cairo_line_to (cr, x, y);
  else
    {
      cairo_move_to (cr, x, y);
      *pen_down = TRUE;
    }
}

void
penstock_chart_view_line (const PenstockChartView *self,
                          cairo_t                 *cr,
                          const double            *y)
{
  penstock_chart_view_line_on (self, cr, y, &self->value);
}

void
penstock_chart_view_line_on (const PenstockChartView *self,
                             cairo_t                 *cr,
                             const double            *y,
                             const PenstockCalcScale *scale)
{
  const double from = self->first - 0.5 - (double)self->from;
  gsize columns = (gsize)MAX (1.0, ceil (self->price.width / self->pen->pixel));
  g_autofree PenstockCalcColumn *column = g_new (PenstockCalcColumn, columns + 2);
  gsize n = penstock_calc_reduce_line (y + self->from, self->series->data.bars->n - self->from, from, from + self->span, columns, column);
  gboolean pen_down = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      const PenstockCalcColumn *c = &column[i];
      double x = penstock_chart_view_x (self, (double)(c->i_first + self->from));

      pen_down = pen_down && !c->gap_before;
      if (c->i_first == c->i_last)
        {
          gboolean alone = !pen_down && (i + 1 == n || column[i + 1].gap_before);

          line_to (scale, cr, x, c->last, &pen_down);
          if (alone) /* a round cap makes a dot of it */
            line_to (scale, cr, x, c->last, &pen_down);
          continue;
        }
      x = (x + penstock_chart_view_x (self, (double)(c->i_last + self->from))) / 2.0;
      line_to (scale, cr, x, c->first <= c->last ? c->min : c->max, &pen_down);
      line_to (scale, cr, x, c->first <= c->last ? c->max : c->min, &pen_down);
    }
}

const GdkRGBA *
penstock_chart_view_colour (const PenstockChartView *self,
                            double                   from,
                            double                   to)
{
  PenstockConvention convention = self->series->data.convention;

  if (to > from)
    return penstock_theme_up (self->pen->theme, convention);
  if (to < from)
    return penstock_theme_down (self->pen->theme, convention);
  return penstock_pen_token (self->pen, PENSTOCK_TOKEN_DIM);
}

PenstockTextStyle
penstock_chart_view_text (const PenstockChartView *self,
                          PenstockToken            token)
{
  return (PenstockTextStyle){ .size = self->text_size, .colour = *penstock_pen_token (self->pen, token) };
}

gboolean
penstock_chart_view_last (const PenstockChartView *self,
                          gsize                   *bar,
                          double                  *y)
{
  gssize last = penstock_chart_series_last (self->series, self->series->data.bars->n);

  if (last < 0)
    return FALSE;
  *bar = (gsize)last;
  *y = penstock_chart_view_y (self, self->series->data.bars->field[PENSTOCK_BAR_CLOSE][last]);
  return *y >= self->price.y && *y <= self->price.y + self->price.height;
}

double
penstock_chart_view_tag (const PenstockChartView *self)
{
  return penstock_pen_snap (self->pen, MAX (17.0 * self->pen->line, (self->text_size + 6.0) * self->pen->text));
}

static void
fill_tag (const PenstockChartView *self,
          const GdkRGBA           *colour,
          double                   x,
          double                   y,
          double                   width)
{
  const double height = penstock_chart_view_tag (self);
  cairo_t *cr = penstock_pen_begin (self->pen, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height), colour, 1.0);

  penstock_pen_round_rect (cr, x, y, width, height, 3.0 * self->pen->line);
  cairo_fill (cr);
  cairo_destroy (cr);
}

void
penstock_chart_view_price_tag (const PenstockChartView *self,
                               const GdkRGBA           *colour,
                               double                   y,
                               const char              *text)
{
  const double height = penstock_chart_view_tag (self);
  const double gap = penstock_pen_stroke (self->pen, 1.0);
  const double left = penstock_chart_view_right (self) + gap;
  const double top = penstock_pen_snap (self->pen, CLAMP (y - height / 2.0, self->frame.y, self->frame.y + self->frame.height - height));
  PenstockTextStyle style = penstock_chart_view_text (self, PENSTOCK_TOKEN_CARD);

  style.bold = TRUE;
  fill_tag (self, colour, left, top, self->frame.x + self->frame.width - left);
  penstock_pen_text (self->pen, text, &style, penstock_chart_view_right (self) + 6.0 * self->pen->line,
                     penstock_pen_baseline (self->pen, style.size, top + height / 2.0));
}

char *
penstock_chart_view_format_day (const PenstockChartView *self,
                                PenstockDay              day)
{
  const PenstockBars *bars = self->series->data.bars;
  g_autoptr(GDateTime) date = NULL;

  if (self->begin < bars->n && penstock_day_year (bars->day[self->begin]) != penstock_day_year (bars->day[bars->n - 1]))
    return penstock_format_day (day);
  date = g_date_time_new_from_unix_utc (penstock_day_to_unix_utc (day));
  return date != NULL ? g_date_time_format (date, C_("axis", "%-d %b")) : g_strdup ("");
}

static PenstockTextStyle
date_tag_style (const PenstockChartView *self)
{
  PenstockTextStyle style = penstock_chart_view_text (self, PENSTOCK_TOKEN_CARD);

  style.bold = TRUE;
  style.anchor = PENSTOCK_ANCHOR_MIDDLE;
  return style;
}

void
penstock_chart_view_date_tag_extent (const PenstockChartView *self,
                                     gsize                    bar,
                                     double                  *left,
                                     double                  *width)
{
  const PenstockTextStyle style = date_tag_style (self);
  g_autofree char *text = penstock_chart_view_format_day (self, self->series->data.bars->day[bar]);
  double x = CLAMP (penstock_chart_view_x (self, (double)bar), self->price.x, penstock_chart_view_right (self));

  *width = penstock_pen_snap (self->pen, penstock_pen_text_width (self->pen, text, &style) + 14.0 * self->pen->line);
  *left = penstock_pen_snap (self->pen, CLAMP (x - *width / 2.0, self->frame.x, MAX (self->frame.x, self->frame.x + self->frame.width - *width)));
}

void
penstock_chart_view_date_tag (const PenstockChartView *self,
                              const GdkRGBA           *colour,
                              gsize                    bar)
{
  const double height = penstock_chart_view_tag (self);
  const double top = penstock_pen_snap (self->pen, penstock_chart_view_dates (self) - height / 2.0);
  const PenstockTextStyle style = date_tag_style (self);
  g_autofree char *text = penstock_chart_view_format_day (self, self->series->data.bars->day[bar]);
  double left, width;

  penstock_chart_view_date_tag_extent (self, bar, &left, &width);
  fill_tag (self, colour, left, top, width);
  penstock_pen_text (self->pen, text, &style, left + width / 2.0, penstock_pen_baseline (self->pen, style.size, top + height / 2.0));
}
