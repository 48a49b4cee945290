/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-scale.h"
#include "penstock-calc-ticks.h"
#include "penstock-money.h"
#include "penstock-pen.h"
#include "penstock-plots.h"
#include "penstock-revenue-rows.h"

#define TEXT 11.0
#define NAMES 18.0
#define LEGEND 20.0
#define MAX_TICKS 8

struct _PenstockRevenueBars
{
  GtkWidget           parent_instance;

  char               *currency;
  int                 per_year; /* 0: no revenue at all */
  PenstockRevenueRow  rows[PENSTOCK_REVENUE_ROWS];
};

G_DEFINE_TYPE (PenstockRevenueBars, penstock_revenue_bars, GTK_TYPE_WIDGET)

/* One drawing of the bars. */
typedef struct
{
  PenstockPen       *pen;
  double             width, bottom; /* of the plot */
  double             slot;
  PenstockCalcScale  scale;
  double             tick[MAX_TICKS];
  gsize              n_ticks;
  double             placeholder;   /* height of what is missing: the last known value */
} Plot;

/* "Jul", "Q3"; with the year for words. */
static char *
period_name (PenstockPeriod period,
             int            per_year,
             gboolean       in_full)
{
  const int quarter = period % 4 + 1;
  g_autoptr(GDateTime) date = NULL;

  if (per_year == 4)
    return in_full ? g_strdup_printf (_("Q%d %d"), quarter, period / 4) : g_strdup_printf (_("Q%d"), quarter);
  date = g_date_time_new_utc (period / 12, period % 12 + 1, 1, 0, 0, 0.0);
  /* Translators: a month, see g_date_time_format(). */
  return date != NULL ? g_date_time_format (date, in_full ? C_("month", "%B %Y") : C_("axis", "%b")) : g_strdup ("");
}

static const PenstockRevenueRow *
newest_row (PenstockRevenueBars *self)
{
  for (int i = PENSTOCK_REVENUE_ROWS - 1; i >= 0; i--)
    if (isfinite (self->rows[i].value[0]))
      return &self->rows[i];
  return NULL;
}

static const PenstockRevenueRow *
first_due (PenstockRevenueBars *self)
{
  for (int i = 0; i < PENSTOCK_REVENUE_ROWS; i++)
    if (self->rows[i].due && (newest_row (self) == NULL || self->rows[i].period > newest_row (self)->period))
      return &self->rows[i];
  return NULL;
}

/* "July 2026 not received, due 10 Aug 2026". NULL: nothing is missing. */
static char *
missing_words (PenstockRevenueBars *self)
{
  const PenstockRevenueRow *row = first_due (self);
  g_autofree char *name = NULL;
  g_autofree char *day = NULL;

  if (row == NULL)
    return NULL;
  name = period_name (row->period, self->per_year, TRUE);
  day = penstock_format_day (penstock_period_due (row->period, self->per_year));
  return g_strdup_printf (_("%s not received, due %s"), name, day);
}

static void
update_description (PenstockRevenueBars *self)
{
  const PenstockRevenueRow *row = self->per_year > 0 ? newest_row (self) : NULL;
  g_autofree char *missing = self->per_year > 0 ? missing_words (self) : NULL;
  g_autoptr(GString) words = g_string_new (NULL);

  if (row != NULL)
    {
      g_autofree char *name = period_name (row->period, self->per_year, TRUE);
      g_autofree char *value = penstock_format_compact (row->value[0]);
      g_autofree char *change = penstock_format_percent (row->value[1] > 0.0 ? row->value[0] / row->value[1] - 1.0 : NAN, 1);

      g_string_append_printf (words, _("%s: %s %s, %s against the year before"), name, self->currency != NULL ? self->currency : "", value, change);
    }
  if (missing != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", missing);
  if (words->len == 0)
    g_string_append (words, _("no revenue filed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Revenue"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
}

void
penstock_revenue_bars_set_revenue (PenstockRevenueBars *self,
                                   PenstockRevenue     *revenue,
                                   PenstockDay          as_of)
{
  g_return_if_fail (PENSTOCK_IS_REVENUE_BARS (self));

  g_clear_pointer (&self->currency, g_free);
  self->per_year = 0;
  if (revenue != NULL && revenue->n > 0 && as_of != PENSTOCK_DAY_NONE)
    {
      self->currency = g_strdup (revenue->currency);
      self->per_year = revenue->periods_per_year;
      penstock_revenue_rows_fill (self->rows, revenue, as_of);
    }
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- drawing --- */

static PenstockTextStyle
text_style (const Plot    *plot,
            PenstockToken  token)
{
  return (PenstockTextStyle){ .size = TEXT, .colour = *penstock_pen_token (plot->pen, token) };
}

static void
plot_init (Plot                *plot,
           PenstockRevenueBars *self,
           PenstockPen         *pen,
           double               width,
           double               height)
{
  const PenstockRevenueRow *newest = newest_row (self);
  PenstockTextStyle style;
  double low = 0.0, high = 0.0, step, labels = 0.0;

  *plot = (Plot){ .pen = pen, .bottom = floor (height - (NAMES + LEGEND) * pen->text), .placeholder = newest != NULL ? newest->value[0] : NAN };
  for (int i = 0; i < PENSTOCK_REVENUE_ROWS; i++)
    for (int year = 0; year < 3; year++)
      if (isfinite (self->rows[i].value[year]))
        {
          low = MIN (low, self->rows[i].value[year]);
          high = MAX (high, self->rows[i].value[year]);
        }
  if (high == low)
    high = low + 1.0;
  penstock_calc_scale_init (&plot->scale, low, high, plot->bottom, 4.0, FALSE);
  step = penstock_calc_tick_step (low, high, plot->bottom - 4.0, 20.0 * pen->text);
  if (isfinite (step))
    plot->n_ticks = penstock_calc_ticks (low, high, step, plot->tick, MAX_TICKS);
  style = text_style (plot, PENSTOCK_TOKEN_DIM);
  for (gsize i = 0; i < plot->n_ticks; i++)
    {
      g_autofree char *label = penstock_format_compact (plot->tick[i]);

      labels = MAX (labels, penstock_pen_text_width (pen, label, &style));
    }
  plot->width = MAX (1.0, floor (width - labels - 8.0));
  plot->slot = plot->width / PENSTOCK_REVENUE_ROWS;
}

static void
draw_grid (const Plot *plot,
           double      width)
{
  PenstockTextStyle style = text_style (plot, PENSTOCK_TOKEN_DIM);

  style.anchor = PENSTOCK_ANCHOR_RIGHT;
  for (gsize i = 0; i < plot->n_ticks; i++)
    {
      const double y = penstock_calc_scale_to_pixel (&plot->scale, plot->tick[i]);
      g_autofree char *label = penstock_format_compact (plot->tick[i]);

      if (plot->tick[i] == 0.0)
        continue;
      penstock_pen_hline (plot->pen, penstock_pen_token (plot->pen, PENSTOCK_TOKEN_GRID), 0.0, plot->width, y);
      penstock_pen_text (plot->pen, label, &style, width, penstock_pen_baseline (plot->pen, TEXT, y));
    }
}

static void
draw_bar (const Plot    *plot,
          PenstockToken  token,
          gboolean       cap,
          double         x,
          double         width,
          double         value)
{
  const double zero = penstock_pen_snap (plot->pen, penstock_calc_scale_to_pixel (&plot->scale, 0.0));
  const double y = penstock_pen_snap (plot->pen, penstock_calc_scale_to_pixel (&plot->scale, value));

  if (!isfinite (value))
    return;
  penstock_pen_rect (plot->pen, penstock_pen_token (plot->pen, token), x, MIN (y, zero), width, fabs (zero - y));
  if (cap)
    penstock_pen_rect (plot->pen, penstock_pen_token (plot->pen, PENSTOCK_TOKEN_MARK), x, y, width, 1.5);
}

/* Due, but not there: a dashed frame, never a value. */
static void
draw_missing (const Plot *plot,
              double      x,
              double      width)
{
  const double middle = penstock_calc_scale_to_pixel (&plot->scale, plot->scale.v1 / 2.0);
  const double end = isfinite (plot->placeholder) ? penstock_calc_scale_to_pixel (&plot->scale, plot->placeholder) : middle;
  const double top = penstock_pen_snap (plot->pen, end);
  const double bottom = penstock_pen_snap (plot->pen, penstock_calc_scale_to_pixel (&plot->scale, 0.0));
  cairo_t *cr = penstock_pen_begin (plot->pen, &GRAPHENE_RECT_INIT ((float)x, (float)MIN (top, bottom), (float)width, (float)fabs (bottom - top)),
                                    penstock_pen_token (plot->pen, PENSTOCK_TOKEN_WARN), 1.0);

  penstock_pen_dash (plot->pen, cr, 3.0, 2.0);
  cairo_rectangle (cr, x + 0.5, MIN (top, bottom) + 0.5, MAX (width - 1.0, 0.0), MAX (fabs (bottom - top) - 1.0, 0.0));
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* The years before stand behind and to the left. */
static void
draw_row (const Plot               *plot,
          const PenstockRevenueRow *row,
          int                       i)
{
  const double shift = MAX (2.0, floor (plot->slot * 0.17));
  const double width = MAX (2.0, floor (plot->slot * 0.42));
  const double right = penstock_pen_snap (plot->pen, plot->slot * (i + 1) - MAX (1.0, plot->slot * 0.05));

  draw_bar (plot, PENSTOCK_TOKEN_GHOST2, TRUE, right - width - 2.0 * shift, width, row->value[2]);
  draw_bar (plot, PENSTOCK_TOKEN_GHOST, TRUE, right - width - shift, width, row->value[1]);
  draw_bar (plot, PENSTOCK_TOKEN_POSBG, FALSE, right - width, width, row->value[0]);
  if (row->due)
    draw_missing (plot, right - width, width);
}

static void
draw_name (const Plot               *plot,
           const PenstockRevenueRow *row,
           int                       i,
           int                       per_year,
           gboolean                  newest)
{
  PenstockTextStyle style = text_style (plot, row->due ? PENSTOCK_TOKEN_WARN : PENSTOCK_TOKEN_DIM);
  g_autofree char *name = period_name (row->period, per_year, FALSE);

  style.bold = row->due || newest;
  style.anchor = PENSTOCK_ANCHOR_MIDDLE;
  /* Too narrow for all: every second, counted from the newest. */
  if (penstock_pen_text_width (plot->pen, name, &style) + 3.0 > plot->slot && (PENSTOCK_REVENUE_ROWS - 1 - i) % 2 != 0)
    return;
  penstock_pen_text (plot->pen, name, &style, plot->slot * (i + 0.55),
                     penstock_pen_baseline (plot->pen, TEXT, plot->bottom + NAMES / 2.0 * plot->pen->text));
}

static double
legend_entry (const Plot    *plot,
              PenstockToken  token,
              const char    *text,
              double         right,
              double         middle)
{
  PenstockTextStyle style = text_style (plot, PENSTOCK_TOKEN_DIM);
  const double width = penstock_pen_text_width (plot->pen, text, &style);

  penstock_pen_text (plot->pen, text, &style, right - width, penstock_pen_baseline (plot->pen, TEXT, middle));
  penstock_pen_rect (plot->pen, penstock_pen_token (plot->pen, token), penstock_pen_snap (plot->pen, right - width - 15.0),
                     penstock_pen_snap (plot->pen, middle - 4.5), 9.0, 9.0);
  return right - width - 25.0;
}

static void
draw_legend (const Plot          *plot,
             PenstockRevenueBars *self,
             double               width,
             double               height)
{
  const double middle = height - LEGEND / 2.0 * plot->pen->text + 1.0;
  g_autofree char *missing = missing_words (self);
  PenstockTextStyle style = text_style (plot, missing != NULL ? PENSTOCK_TOKEN_WARN : PENSTOCK_TOKEN_DIM);
  const char *sign = self->currency != NULL ? penstock_money_sign (self->currency) : NULL;
  double left = width;

  /* Translators: the same month one and two years before, as short as can be. */
  left = legend_entry (plot, PENSTOCK_TOKEN_GHOST2, _("−2 y"), left, middle);
  left = legend_entry (plot, PENSTOCK_TOKEN_GHOST, _("−1 y"), left, middle);
  left = legend_entry (plot, PENSTOCK_TOKEN_POSBG, _("now"), left, middle);
  style.bold = missing != NULL;
  style.max_width = MAX (left, 1.0);
  if (missing != NULL || sign != NULL)
    penstock_pen_text (plot->pen, missing != NULL ? missing : sign, &style, 0.0, penstock_pen_baseline (plot->pen, TEXT, middle));
}

static void
draw_empty (PenstockPen *pen,
            double       width,
            double       height)
{
  PenstockTextStyle style = { .size = 12.0, .anchor = PENSTOCK_ANCHOR_MIDDLE, .max_width = MAX (width, 1.0),
                              .colour = *penstock_pen_token (pen, PENSTOCK_TOKEN_DIM) };

  penstock_pen_text (pen, _("no revenue filed"), &style, width / 2.0, penstock_pen_baseline (pen, style.size, height / 2.0));
}

static void
penstock_revenue_bars_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  PenstockRevenueBars *self = PENSTOCK_REVENUE_BARS (widget);
  const double width = gtk_widget_get_width (widget);
  const double height = gtk_widget_get_height (widget);
  const PenstockRevenueRow *newest;
  PenstockPen pen;
  Plot plot;

  penstock_pen_init_widget (&pen, widget, snapshot);
  if (self->per_year == 0)
    {
      draw_empty (&pen, width, height);
      return;
    }
  newest = newest_row (self);
  plot_init (&plot, self, &pen, width, height);
  draw_grid (&plot, width);
  for (int i = 0; i < PENSTOCK_REVENUE_ROWS; i++)
    {
      draw_row (&plot, &self->rows[i], i);
      draw_name (&plot, &self->rows[i], i, self->per_year, newest == &self->rows[i]);
    }
  penstock_pen_hline (&pen, penstock_pen_token (&pen, PENSTOCK_TOKEN_MARK), 0.0, plot.width, penstock_calc_scale_to_pixel (&plot.scale, 0.0));
  draw_legend (&plot, self, width, height);
}

static void
penstock_revenue_bars_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 220 : 80;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 430 : 108;
}

static void
penstock_revenue_bars_finalize (GObject *object)
{
  g_free (PENSTOCK_REVENUE_BARS (object)->currency);
  G_OBJECT_CLASS (penstock_revenue_bars_parent_class)->finalize (object);
}

static void
penstock_revenue_bars_class_init (PenstockRevenueBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = penstock_revenue_bars_finalize;
  widget_class->snapshot = penstock_revenue_bars_snapshot;
  widget_class->measure = penstock_revenue_bars_measure;
  gtk_widget_class_set_css_name (widget_class, "penstock-revenue-bars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
penstock_revenue_bars_init (PenstockRevenueBars *self)
{
  penstock_theme_track (GTK_WIDGET (self));
}

GtkWidget *
penstock_revenue_bars_new (void)
{
  return g_object_new (PENSTOCK_TYPE_REVENUE_BARS, NULL);
}
