/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-ticks.h"
#include "penstock-money.h"
#include "penstock-plot-kinds.h"

#define TEXT 11.0
#define FOOT 20.0
#define HEAD 18.0
#define ABOVE 16.0 /* room for the label of the topmost point */
#define DOT 1.75
#define OUTCOME_DOT 4.0

typedef struct
{
  char        *label;
  guint        n;       /* forecasts */
  PenstockDay *day;
  double      *value;
  char       **source;  /* n of them */
  double       outcome;
  PenstockDay  outcome_day;
  guint        first, n_items; /* the forecasts, then the outcome if there is one */
} Line;

typedef struct
{
  PenstockPlot plot;

  GArray      *lines; /* Line */
  char        *unit;
  double       low, high;         /* thresholds */
  double       v0, v1, d0, d1;    /* axes */
  int          decimals;
} VintagePlot;

struct _PenstockVintageChart
{
  GtkWidget   parent_instance;

  VintagePlot vintages;
};

typedef struct
{
  double            width, right, bottom;
  PenstockCalcScale x, y;
} Place;

static void
line_clear (gpointer data)
{
  Line *line = data;

  g_free (line->label);
  g_free (line->day);
  g_free (line->value);
  for (guint i = 0; i < line->n; i++)
    g_free (line->source[i]);
  g_free (line->source);
}

static void
vintage_init (PenstockPlot *plot)
{
  VintagePlot *self = (VintagePlot *)plot;

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, line_clear);
  self->low = self->high = NAN;
}

static void
vintage_clear (PenstockPlot *plot)
{
  VintagePlot *self = (VintagePlot *)plot;

  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->unit, g_free);
}

static const Line *
get_line (const VintagePlot *self,
          guint              line)
{
  return &g_array_index (self->lines, Line, line);
}

static Line
copy_line (const PenstockVintageLine *from,
           guint                      first)
{
  Line line = { .label = g_strdup (from->label != NULL ? from->label : ""), .n = from->n, .day = penstock_plot_days (from->day, from->n),
                .value = penstock_plot_numbers (from->value, from->n), .source = g_new0 (char *, MAX (from->n, 1)),
                .outcome = penstock_plot_number (from->outcome), .outcome_day = penstock_plot_day (from->outcome_day), .first = first };

  for (guint i = 0; i < from->n; i++)
    if (line.day[i] == PENSTOCK_DAY_NONE)
      line.value[i] = NAN;
  for (guint i = 0; from->source != NULL && i < from->n; i++)
    line.source[i] = g_strdup (from->source[i]);
  if (line.outcome_day == PENSTOCK_DAY_NONE)
    line.outcome = NAN;
  line.n_items = line.n + (isfinite (line.outcome) ? 1 : 0);
  return line;
}

/* Of the items of a line, the last may be its outcome. */
static double
item_value (const Line *line,
            guint       i)
{
  return i < line->n ? line->value[i] : line->outcome;
}

static PenstockDay
item_day (const Line *line,
          guint       i)
{
  return i < line->n ? line->day[i] : line->outcome_day;
}

static void
widen (double *low,
       double *high,
       double  value)
{
  *low = fmin (*low, value);
  *high = fmax (*high, value);
}

static void
set_axes (VintagePlot *self)
{
  double step;

  self->v0 = self->v1 = self->d0 = self->d1 = NAN;
  for (guint l = 0; l < self->lines->len; l++)
    for (guint i = 0; i < get_line (self, l)->n_items; i++)
      if (isfinite (item_value (get_line (self, l), i)) && item_day (get_line (self, l), i) != PENSTOCK_DAY_NONE)
        {
          widen (&self->v0, &self->v1, item_value (get_line (self, l), i));
          widen (&self->d0, &self->d1, (double)item_day (get_line (self, l), i));
        }
  if (isnan (self->v0))
    return;
  widen (&self->v0, &self->v1, self->low);
  widen (&self->v0, &self->v1, self->high);
  penstock_calc_scale_pad (&self->v0, &self->v1, 0.06, FALSE);
  /* Values differ from each other by more than a hundredth of what is seen. */
  step = penstock_calc_tick_step (self->v0, self->v1, 100.0, 1.0);
  self->decimals = isfinite (step) ? MIN (penstock_calc_tick_decimals (step), 4) : 0;
  if (self->d0 == self->d1)
    {
      self->d0 -= 15.0;
      self->d1 += 15.0;
    }
}

void
penstock_vintage_fill (PenstockPlot              *plot,
                       const char                *title,
                       const char                *unit,
                       const PenstockVintageLine *lines,
                       guint                      n,
                       double                     low,
                       double                     high)
{
  VintagePlot *self = (VintagePlot *)plot;
  guint items = 0;

  g_array_set_size (self->lines, 0);
  g_free (self->unit);
  self->unit = g_strdup (unit != NULL ? unit : "");
  self->low = penstock_plot_number (low);
  self->high = penstock_plot_number (high);
  for (guint i = 0; i < n; i++)
    {
      Line line = copy_line (&lines[i], items);

      items += line.n_items;
      g_array_append_val (self->lines, line);
    }
  set_axes (self);
  penstock_plot_reset (plot, title, isnan (self->v0) ? 0 : items, 0);
}

/* --- words --- */

static const Line *
find_line (const VintagePlot *self,
           guint              item,
           guint             *line)
{
  for (*line = 0; *line < self->lines->len; (*line)++)
    if (item >= get_line (self, *line)->first && item - get_line (self, *line)->first < get_line (self, *line)->n_items)
      return get_line (self, *line);
  return NULL;
}

static char *
vintage_item (const PenstockPlot *plot,
              guint               item)
{
  const VintagePlot *self = (const VintagePlot *)plot;
  guint at;
  const Line *line = find_line (self, item, &at);
  g_autofree char *day = NULL;
  g_autofree char *value = NULL;

  if (line == NULL)
    return g_strdup ("");
  item -= line->first;
  day = penstock_format_day (item_day (line, item));
  value = penstock_format_number (item_value (line, item), self->decimals);
  if (item == line->n) /* Translators: what came of the period forecast: "2025, outcome of 3 Feb 2026: 412 bn USD". */
    return g_strdup_printf (_("%s, outcome of %s: %s %s"), line->label, day, value, self->unit);
  if (line->source[item] != NULL) /* Translators: "2026, forecast of 3 Feb 2026 (WSTS): 460 bn USD". */
    return g_strdup_printf (_("%s, forecast of %s (%s): %s %s"), line->label, day, line->source[item], value, self->unit);
  return g_strdup_printf (_("%s, forecast of %s: %s %s"), line->label, day, value, self->unit);
}

static char *
vintage_describe (const PenstockPlot *plot)
{
  const VintagePlot *self = (const VintagePlot *)plot;
  GString *words = g_string_new (NULL);

  if (plot->n_items == 0)
    g_string_append (words, _("no values yet"));
  for (guint l = 0; plot->n_items > 0 && l < self->lines->len; l++)
    {
      const Line *line = get_line (self, l);
      g_autofree char *last = line->n_items > 0 ? vintage_item (plot, line->first + line->n_items - 1) : NULL;

      if (last != NULL)
        penstock_plot_say (words, last);
    }
  return g_string_free (words, FALSE);
}

/* Left and right within a period, up and down to the one before or after, at its newest. */
static int
vintage_step (const PenstockPlot *plot,
              guint               item,
              PenstockPlotStep    step)
{
  const VintagePlot *self = (const VintagePlot *)plot;
  guint at;
  const Line *line = find_line (self, item, &at);
  int to;

  if (line == NULL)
    return (int)item;
  switch (step)
    {
    case PENSTOCK_STEP_LEFT:
      return item > line->first ? (int)item - 1 : (int)item;
    case PENSTOCK_STEP_RIGHT:
      return item + 1 < line->first + line->n_items ? (int)item + 1 : (int)item;
    case PENSTOCK_STEP_UP:
    case PENSTOCK_STEP_DOWN:
      for (to = (int)at + (step == PENSTOCK_STEP_UP ? -1 : 1); to >= 0 && to < (int)self->lines->len; to += step == PENSTOCK_STEP_UP ? -1 : 1)
        if (get_line (self, (guint)to)->n_items > 0)
          return (int)(get_line (self, (guint)to)->first + get_line (self, (guint)to)->n_items) - 1;
      return (int)item;
    case PENSTOCK_STEP_FIRST:
      return (int)line->first;
    case PENSTOCK_STEP_LAST:
    default:
      return (int)(line->first + line->n_items) - 1;
    }
}

/* --- drawing --- */

static void
draw_axis (const VintagePlot *self,
           PenstockPen       *pen,
           const Place       *place)
{
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
  const double step = penstock_calc_tick_step (self->v0, self->v1, place->bottom, 30.0 * pen->text);
  PenstockTextStyle unit = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_RIGHT);
  const double limits[] = { self->low, self->high };
  double tick[PENSTOCK_MAX_TICKS];
  gsize n = isfinite (step) ? penstock_calc_ticks (self->v0, self->v1, step, tick, G_N_ELEMENTS (tick)) : 0;

  for (gsize i = 0; i < n; i++)
    {
      const double y = penstock_calc_scale_to_pixel (&place->y, tick[i]);
      g_autofree char *label = penstock_format_number (tick[i], penstock_calc_tick_decimals (step));

      penstock_pen_hline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_GRID), 0.0, place->right, y);
      penstock_pen_text (pen, label, &style, place->right + 6.0, penstock_pen_baseline (pen, TEXT, y));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      const double y = penstock_calc_scale_to_pixel (&place->y, limits[i]);
      g_autofree char *value = penstock_format_number (limits[i], self->decimals);
      g_autofree char *label = NULL;

      if (!isfinite (y))
        continue;
      label = g_strdup_printf (i == 0 ? _("low below %s") : _("high above %s"), value);
      penstock_plot_dashed (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_MARK), 0.0, y, place->right, y);
      penstock_pen_text_halo (pen, label, &style, penstock_pen_token (pen, PENSTOCK_TOKEN_CARD), 2.0, y - 4.0);
    }
  unit.max_width = place->width;
  penstock_pen_text (pen, self->unit, &unit, place->width, penstock_pen_baseline (pen, TEXT, HEAD * pen->text / 2.0));
}

static void
draw_forecasts (VintagePlot *self,
                PenstockPen *pen,
                const Place *place,
                const Line  *line)
{
  const GdkRGBA *colour = penstock_pen_token (pen, PENSTOCK_TOKEN_VOL);
  cairo_t *cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT (0.f, 0.f, (float)(place->right + 4.0), (float)(place->bottom + 4.0)), colour, 1.25 * pen->line);
  gboolean down = FALSE;

  /* The line runs on to what came of it. */
  for (guint i = 0; i < line->n_items; i++)
    {
      const double x = penstock_calc_scale_to_pixel (&place->x, (double)item_day (line, i));
      const double y = penstock_calc_scale_to_pixel (&place->y, item_value (line, i));

      if (!isfinite (y))
        continue;
      if (down)
        cairo_line_to (cr, x, y);
      else
        cairo_move_to (cr, x, y);
      down = TRUE;
      penstock_plot_put (&self->plot, line->first + i, x - 4.0, y - 4.0, 8.0, 8.0);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
  for (guint i = 0; i < line->n; i++)
    {
      const double y = penstock_calc_scale_to_pixel (&place->y, line->value[i]);

      if (isfinite (y))
        penstock_plot_dot (pen, colour, NULL, penstock_calc_scale_to_pixel (&place->x, (double)line->day[i]), y, DOT);
    }
}

/* What came of the periods, one after the other. */
static void
draw_outcomes (VintagePlot *self,
               PenstockPen *pen,
               const Place *place)
{
  const GdkRGBA *colour = penstock_pen_token (pen, PENSTOCK_TOKEN_POS);
  cairo_t *cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT (0.f, 0.f, (float)(place->right + 4.0), (float)(place->bottom + 4.0)), colour, 2.0 * pen->line);
  gboolean down = FALSE;

  for (guint l = 0; l < self->lines->len; l++)
    {
      const double x = penstock_calc_scale_to_pixel (&place->x, (double)get_line (self, l)->outcome_day);
      const double y = penstock_calc_scale_to_pixel (&place->y, get_line (self, l)->outcome);

      if (!isfinite (y))
        continue;
      if (down)
        cairo_line_to (cr, x, y);
      else
        cairo_move_to (cr, x, y);
      down = TRUE;
      penstock_plot_put (&self->plot, get_line (self, l)->first + get_line (self, l)->n, x - 6.0, y - 6.0, 12.0, 12.0);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
  for (guint l = 0; l < self->lines->len; l++)
    {
      const double y = penstock_calc_scale_to_pixel (&place->y, get_line (self, l)->outcome);

      if (isfinite (y))
        penstock_plot_dot (pen, colour, NULL, penstock_calc_scale_to_pixel (&place->x, (double)get_line (self, l)->outcome_day), y, OUTCOME_DOT);
    }
}

/* The period beside the last point of its line; bold with its outcome. One that would touch another's is left to the tooltip. */
static void
draw_labels (const VintagePlot *self,
             PenstockPen       *pen,
             const Place       *place)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  for (guint turn = 0; turn < 2; turn++)
    for (guint l = 0; l < self->lines->len; l++)
      {
        const Line *line = get_line (self, l);
        const gboolean known = isfinite (line->outcome);
        PenstockTextStyle style = penstock_plot_text (pen, known ? PENSTOCK_TOKEN_POS : PENSTOCK_TOKEN_DIM, TEXT, known, PENSTOCK_ANCHOR_MIDDLE);
        double x, y, wide;
        graphene_rect_t box;
        gboolean free_place = TRUE;

        if (known != (turn == 0) || line->n_items == 0)
          continue;
        y = penstock_calc_scale_to_pixel (&place->y, item_value (line, line->n_items - 1));
        wide = penstock_pen_text_width (pen, line->label, &style);
        x = penstock_calc_scale_to_pixel (&place->x, (double)item_day (line, line->n_items - 1));
        x = CLAMP (x, wide / 2.0, MAX (place->right - wide / 2.0, wide / 2.0));
        if (!isfinite (y))
          continue;
        y += y > 24.0 * pen->text ? -8.0 : 16.0 * pen->text;
        box = GRAPHENE_RECT_INIT ((float)(x - wide / 2.0 - 2.0), (float)(y - 11.0 * pen->text), (float)wide + 4.f, (float)(14.0 * pen->text));
        for (guint i = 0; i < taken->len; i++)
          free_place = free_place && !graphene_rect_intersection (&box, &g_array_index (taken, graphene_rect_t, i), NULL);
        if (!free_place)
          continue;
        penstock_pen_text_halo (pen, line->label, &style, penstock_pen_token (pen, PENSTOCK_TOKEN_CARD), x, y);
        g_array_append_val (taken, box);
      }
}

static void
vintage_draw (PenstockPlot *plot,
              PenstockPen  *pen,
              double        width,
              double        height)
{
  VintagePlot *self = (VintagePlot *)plot;
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  double edge = OUTCOME_DOT * pen->line + 1.0;
  Place place;

  if (plot->n_items == 0)
    {
      penstock_plot_reason (pen, _("no values yet"), width, height);
      return;
    }
  low = penstock_format_number (self->v0, self->decimals);
  high = penstock_format_number (self->v1, self->decimals);
  place.width = width;
  place.right = MAX (width - MAX (penstock_pen_text_width (pen, low, &style), penstock_pen_text_width (pen, high, &style)) - 8.0, edge + 1.0);
  place.bottom = MAX (height - FOOT * pen->text, edge + 1.0);
  penstock_calc_scale_init (&place.x, self->d0, self->d1, edge, MAX (place.right - edge, edge), FALSE);
  penstock_calc_scale_init (&place.y, self->v0, self->v1, place.bottom, MIN ((HEAD + ABOVE) * pen->text, place.bottom), FALSE);
  penstock_plot_dates (pen, &place.x, HEAD * pen->text, place.bottom, height - 5.0 * pen->text);
  draw_axis (self, pen, &place);
  penstock_pen_hline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_LINE), 0.0, place.right, place.bottom);
  for (guint l = 0; l < self->lines->len; l++)
    draw_forecasts (self, pen, &place, get_line (self, l));
  draw_outcomes (self, pen, &place);
  draw_labels (self, pen, &place);
}

static void
vintage_measure (const PenstockPlot *plot,
                 PenstockPen        *pen,
                 GtkOrientation      orientation,
                 int                *minimum,
                 int                *natural)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 110;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 220;
}

const PenstockPlotKind penstock_vintage_plot = {
  .size = sizeof (VintagePlot),
  .init = vintage_init,
  .clear = vintage_clear,
  .draw = vintage_draw,
  .measure = vintage_measure,
  .describe = vintage_describe,
  .item = vintage_item,
  .step = vintage_step,
};

PENSTOCK_DEFINE_PLOT (PenstockVintageChart, penstock_vintage_chart, "penstock-vintage-chart", penstock_vintage_plot)

void
penstock_vintage_chart_set_lines (PenstockVintageChart      *self,
                                  const char                *title,
                                  const char                *unit,
                                  const PenstockVintageLine *lines,
                                  guint                      n,
                                  double                     low,
                                  double                     high)
{
  g_return_if_fail (PENSTOCK_IS_VINTAGE_CHART (self));

  penstock_vintage_fill (&self->vintages.plot, title, unit, lines, n, low, high);
  penstock_plot_widget_changed (GTK_WIDGET (self));
}
