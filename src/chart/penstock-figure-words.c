/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "penstock-figure-private.h"
#include "penstock-flow.h"

static double
content_width (const PenstockFigure *self,
               const PenstockPen    *pen)
{
  return self->width - 2.0 * FIGURE_MARGIN * pen->text;
}

/* "Asia/Taipei" → "Taipei". Owned. */
static char *
city (const char *zone)
{
  const char *slash = zone != NULL ? strrchr (zone, '/') : NULL;

  return slash != NULL ? g_strdelimit (g_strdup (slash + 1), "_", ' ') : NULL;
}

/* --- header --- */

/* Returns its width. */
static double
draw_simulated (const PenstockFigure *self,
                PenstockPen          *pen)
{
  PenstockTextStyle style = { .size = 20.0, .bold = TRUE, .anchor = PENSTOCK_ANCHOR_MIDDLE,
                              .colour = *penstock_pen_token (pen, PENSTOCK_TOKEN_FG) };
  const double unit = pen->text;
  const double stroke = penstock_pen_stroke (pen, 1.25);
  double width, height, x, y;
  cairo_t *cr;

  if (!self->data.simulated)
    return 0.0;
  width = penstock_pen_snap (pen, penstock_pen_text_width (pen, _("Simulated"), &style) + 28.0 * unit);
  height = penstock_pen_snap (pen, 36.0 * unit);
  x = penstock_pen_snap (pen, self->width - FIGURE_MARGIN * unit - width);
  y = penstock_pen_snap (pen, 40.0 * unit);
  cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height), &style.colour, stroke);
  penstock_pen_round_rect (cr, x + stroke / 2.0, y + stroke / 2.0, width - stroke, height - stroke, 4.0 * unit);
  cairo_stroke (cr);
  cairo_destroy (cr);
  penstock_pen_text (pen, _("Simulated"), &style, x + width / 2.0, penstock_pen_baseline (pen, style.size, y + height / 2.0));
  return width + 24.0 * unit;
}

/* Name bold, symbol and exchange dim; a long one shrinks, then the name is shortened. */
static void
draw_title (const PenstockFigure *self,
            PenstockPen          *pen,
            double                width,
            double                baseline)
{
  PenstockTextStyle name = { .size = 34.0, .bold = TRUE, .colour = *penstock_pen_token (pen, PENSTOCK_TOKEN_FG) };
  PenstockTextStyle rest = { .size = 24.0, .colour = *penstock_pen_token (pen, PENSTOCK_TOKEN_DIM) };
  const PenstockChartData *data = &self->data;
  const char *title = data->name != NULL ? data->name : data->symbol != NULL ? data->symbol : "";
  g_autofree char *symbol = g_strdup_printf ("%s%s%s", data->symbol != NULL ? data->symbol : "",
                                             data->symbol != NULL && data->exchange != NULL ? ", " : "", data->exchange != NULL ? data->exchange : "");
  const double gap = 10.0 * pen->text;
  double total = penstock_pen_text_width (pen, title, &name) + gap + penstock_pen_text_width (pen, symbol, &rest);
  double used;

  if (total > width)
    {
      double shrink = MAX (width / total, 0.7);

      name.size *= shrink;
      rest.size *= shrink;
      rest.max_width = width / 2.0;
      name.max_width = MAX (width - gap - MIN (penstock_pen_text_width (pen, symbol, &rest), rest.max_width), 1.0);
    }
  used = penstock_pen_text (pen, title, &name, FIGURE_MARGIN * pen->text, baseline);
  if (*symbol != '\0')
    penstock_pen_text (pen, symbol, &rest, FIGURE_MARGIN * pen->text + used + gap, baseline);
}

/* The change from the first close in view to the last. */
static double
range_change (const PenstockChartSeries *series,
              gsize                      first)
{
  const double *close = series->data.bars->field[PENSTOCK_BAR_CLOSE];
  gssize last = penstock_chart_series_last (series, series->data.bars->n);

  for (gsize i = first; last >= 0 && i < (gsize)last; i++)
    if (isfinite (close[i]))
      return close[last] / close[i] - 1.0;
  return NAN;
}

static const GdkRGBA *
change_colour (PenstockPen        *pen,
               PenstockConvention  convention,
               double              change)
{
  if (change > 0.0)
    return penstock_theme_up (pen->theme, convention);
  if (change < 0.0)
    return penstock_theme_down (pen->theme, convention);
  return penstock_pen_token (pen, PENSTOCK_TOKEN_DIM);
}

static GArray *
make_subtitle (const PenstockFigure      *self,
               const PenstockChartSeries *series,
               gsize                      first,
               PenstockPen               *pen)
{
  const GdkRGBA *fg = penstock_pen_token (pen, PENSTOCK_TOKEN_FG);
  const PenstockBars *bars = series->data.bars;
  const double change = range_change (series, first);
  const GdkRGBA *colour = change_colour (pen, series->data.convention, change);
  g_autofree char *from = penstock_format_day (bars->day[first]);
  g_autofree char *until = penstock_format_day (bars->day[bars->n - 1]);
  g_autofree char *percent = penstock_format_percent (change, 1);
  GArray *flow = penstock_flow_new ();

  penstock_flow_add (flow, PENSTOCK_SIGN_NONE, NULL, fg, FALSE, _("Daily prices, %s, adjusted for splits"),
                     series->data.currency != NULL ? penstock_money_sign (series->data.currency) : _("currency not stated"));
  if (self->logarithmic)
    penstock_flow_add (flow, PENSTOCK_SIGN_NONE, NULL, fg, FALSE, "%s", _("logarithmic"));
  penstock_flow_add (flow, PENSTOCK_SIGN_NONE, NULL, fg, FALSE, _("%s to %s"), from, until);
  if (isfinite (change))
    penstock_flow_add (flow, change > 0.0 ? PENSTOCK_SIGN_UP : change < 0.0 ? PENSTOCK_SIGN_DOWN : PENSTOCK_SIGN_NONE, colour, colour, TRUE,
                       "%s", percent);
  if (series->data.last_is_live)
    penstock_flow_add (flow, PENSTOCK_SIGN_NONE, NULL, fg, FALSE, "%s", _("last bar live, the session has not closed"));
  return flow;
}

/* What the colour of the price pair is called. */
static const char *
colour_name (const PenstockFigure *self,
             gboolean              up)
{
  gboolean red_up = self->colours == PENSTOCK_COLOURS_RED_UP
                    || (self->colours == PENSTOCK_COLOURS_EXCHANGE && self->data.convention == PENSTOCK_RED_UP);

  if (self->colours == PENSTOCK_COLOURS_BLUE_ORANGE)
    return up ? _("blue") : _("orange");
  return red_up == up ? _("red") : _("green");
}

static void
add_price_legend (const PenstockFigure *self,
                  PenstockPen          *pen,
                  GArray               *flow)
{
  const GdkRGBA *fg = penstock_pen_token (pen, PENSTOCK_TOKEN_FG);
  const GdkRGBA *up = penstock_theme_up (pen->theme, self->data.convention);
  const GdkRGBA *down = penstock_theme_down (pen->theme, self->data.convention);
  g_autofree char *place = self->colours == PENSTOCK_COLOURS_EXCHANGE ? city (self->data.zone) : NULL;

  if (self->style == PENSTOCK_CHART_LINE)
    {
      penstock_flow_add (flow, PENSTOCK_SIGN_LINE, fg, fg, FALSE, "%s", _("close"));
      penstock_flow_add (flow, PENSTOCK_SIGN_UP, up, fg, FALSE, place != NULL ? _("up (%2$s: %1$s)") : _("up (%s)"), colour_name (self, TRUE), place);
      penstock_flow_add (flow, PENSTOCK_SIGN_DOWN, down, fg, FALSE, _("down (%s)"), colour_name (self, FALSE));
      return;
    }
  penstock_flow_add (flow, PENSTOCK_SIGN_HOLLOW, up, fg, FALSE, place != NULL ? _("up (%2$s: %1$s, hollow)") : _("up (%s, hollow)"),
                     colour_name (self, TRUE), place);
  penstock_flow_add (flow, PENSTOCK_SIGN_FILLED, down, fg, FALSE, _("down (%s, filled)"), colour_name (self, FALSE));
}

static void
add_marker_legend (const PenstockChartSeries *series,
                   gsize                      first,
                   PenstockPen               *pen,
                   GArray                    *flow)
{
  const GdkRGBA *fg = penstock_pen_token (pen, PENSTOCK_TOKEN_FG);
  const GArray *markers = series->data.markers;
  gboolean own = FALSE, customer = FALSE;

  for (guint i = 0; markers != NULL && i < markers->len; i++)
    {
      const PenstockMarker *marker = &g_array_index (markers, PenstockMarker, i);
      gsize bar = penstock_chart_series_marker_bar (series, marker);

      if (bar < first || bar >= series->data.bars->n)
        continue;
      own = own || marker->own;
      customer = customer || !marker->own;
    }
  if (own)
    penstock_flow_add (flow, PENSTOCK_SIGN_CIRCLE, fg, fg, FALSE, "%s", _("own event"));
  if (customer)
    penstock_flow_add (flow, PENSTOCK_SIGN_DIAMOND, fg, fg, FALSE, "%s", _("customer’s event"));
}

static GArray *
make_legend (const PenstockFigure      *self,
             const PenstockChartSeries *series,
             gsize                      first,
             PenstockPen               *pen)
{
  static const PenstockSign dashes[] = { PENSTOCK_SIGN_LINE, PENSTOCK_SIGN_DASHED, PENSTOCK_SIGN_DOTTED, PENSTOCK_SIGN_DOTTED };
  const GdkRGBA *fg = penstock_pen_token (pen, PENSTOCK_TOKEN_FG);
  GArray *flow = penstock_flow_new ();

  add_price_legend (self, pen, flow);
  for (guint i = 0; i < series->n_sma; i++)
    penstock_flow_add (flow, dashes[i], penstock_pen_token (pen, PENSTOCK_TOKEN_OV), fg, FALSE, _("SMA %u"), series->sma[i].period);
  add_marker_legend (series, first, pen, flow);
  if (isfinite (series->max_volume))
    penstock_flow_add (flow, PENSTOCK_SIGN_SQUARE, penstock_pen_token (pen, PENSTOCK_TOKEN_VOL), fg, FALSE, "%s", _("volume, shares"));
  if (series->data.unverified_from != PENSTOCK_DAY_NONE && series->data.unverified_from <= series->data.bars->day[series->data.bars->n - 1])
    {
      g_autofree char *day = penstock_format_day (series->data.unverified_from);

      penstock_flow_add (flow, PENSTOCK_SIGN_HATCH, penstock_pen_token (pen, PENSTOCK_TOKEN_WARN), fg, FALSE,
                         _("not verified since a jump on %s"), day);
    }
  return flow;
}

double
penstock_figure_draw_header (const PenstockFigure      *self,
                             const PenstockChartSeries *series,
                             gsize                      first,
                             PenstockPen               *pen)
{
  const double unit = pen->text;
  const double left = FIGURE_MARGIN * unit;
  g_autoptr(GArray) subtitle = make_subtitle (self, series, first, pen);
  g_autoptr(GArray) legend = make_legend (self, series, first, pen);
  double box = draw_simulated (self, pen);
  double baseline;

  draw_title (self, pen, content_width (self, pen) - box, 68.0 * unit);
  baseline = penstock_flow_draw (pen, subtitle, 20.0, "·", left, 99.0 * unit, content_width (self, pen), 27.0 * unit);
  baseline = penstock_flow_draw (pen, legend, 17.0, NULL, left, baseline + 37.0 * unit, content_width (self, pen), 26.0 * unit);
  return baseline + 12.0 * unit;
}

/* --- footer --- */

static void
draw_row (const PenstockFigure *self,
          PenstockPen          *pen,
          const char           *left,
          const char           *right,
          PenstockToken         token,
          gboolean              right_bold,
          double                baseline)
{
  const double margin = FIGURE_MARGIN * pen->text;
  PenstockTextStyle style = { .size = 16.0, .colour = *penstock_pen_token (pen, token) };

  style.max_width = content_width (self, pen);
  if (left != NULL)
    penstock_pen_text (pen, left, &style, margin, baseline);
  style.bold = right_bold;
  style.anchor = left != NULL ? PENSTOCK_ANCHOR_RIGHT : PENSTOCK_ANCHOR_LEFT;
  if (right != NULL && left != NULL)
    style.max_width = 0.0;
  if (right != NULL)
    penstock_pen_text (pen, right, &style, left != NULL ? self->width - margin : margin, baseline);
}

static gboolean
fits (const PenstockFigure *self,
      PenstockPen          *pen,
      const char           *left,
      const char           *right)
{
  PenstockTextStyle style = { .size = 16.0, .bold = TRUE };

  return penstock_pen_text_width (pen, left, &style) + penstock_pen_text_width (pen, right, &style) + 24.0 * pen->text <= content_width (self, pen);
}

/* Source, age and version travel with the picture. Two rows; what does not fit beside each other goes below. */
double
penstock_figure_draw_footer (const PenstockFigure      *self,
                             const PenstockChartSeries *series,
                             PenstockPen               *pen)
{
  const double unit = pen->text;
  const char *source_name = self->source != NULL ? self->source : series->data.bars->source;
  g_autofree char *source = g_strdup_printf (_("Source: %s"), source_name != NULL ? source_name : _("not stated"));
  g_autofree char *moment = penstock_format_moment (self->data_time, series->data.zone != NULL ? series->data.zone : "UTC");
  g_autofree char *as_of = g_strdup_printf (_("Data as of %s"), moment);
  g_autofree char *delay = g_strdup_printf (_("Delay: %s"), self->delay != NULL ? self->delay : _("not stated"));
  g_autofree char *version = g_strdup_printf ("Penstock %s · %s", PENSTOCK_VERSION, series->data.symbol != NULL ? series->data.symbol : "");
  gboolean wide[] = { fits (self, pen, source, as_of), fits (self, pen, delay, version) };
  int rows = (wide[0] ? 1 : 2) + (wide[1] ? 1 : 2);
  double baseline = self->height - 30.0 * unit - (rows - 1) * 23.0 * unit;
  double rule = penstock_pen_snap (pen, baseline - 30.0 * unit);

  penstock_pen_rect (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_FG), FIGURE_MARGIN * unit, rule, content_width (self, pen),
                     penstock_pen_stroke (pen, 1.25));
  draw_row (self, pen, source, wide[0] ? as_of : NULL, PENSTOCK_TOKEN_FG, TRUE, baseline);
  if (!wide[0])
    draw_row (self, pen, NULL, as_of, PENSTOCK_TOKEN_FG, TRUE, baseline += 23.0 * unit);
  baseline += 23.0 * unit;
  draw_row (self, pen, delay, wide[1] ? version : NULL, PENSTOCK_TOKEN_DIM, FALSE, baseline);
  if (!wide[1])
    draw_row (self, pen, NULL, version, PENSTOCK_TOKEN_DIM, FALSE, baseline += 23.0 * unit);
  return rule - 10.0 * unit;
}
