/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-money.h"
#include "penstock-plot-kinds.h"

#define PITCH 17.0
#define TIGHTEST 14.0
#define WIDEST 22.0
#define FOOT 20.0
#define TEXT 11.0
#define GAP 8.0

typedef struct
{
  char   *label;
  char   *too_few;
  double *value; /* per week */
  double  now, change;
} Row;

typedef struct
{
  PenstockPlot      plot;

  GArray           *rows; /* Row */
  PenstockDay      *week;
  guint             n_weeks;
  PenstockHeatScale scale;
  double            limit;

  /* From the last drawing */
  double            left, right, pitch;
} HeatPlot;

struct _PenstockHeatStrip
{
  GtkWidget parent_instance;

  HeatPlot  heat;
};

typedef struct
{
  double   width, bottom;
  double   label;        /* width of the names */
  double   now, change;  /* widths of the figures */
} Columns;

static guint row_activated;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->label);
  g_free (row->too_few);
  g_free (row->value);
}

static void
heat_init (PenstockPlot *plot)
{
  HeatPlot *self = (HeatPlot *)plot;

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  self->limit = 1.0;
}

static void
heat_clear (PenstockPlot *plot)
{
  HeatPlot *self = (HeatPlot *)plot;

  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->week, g_free);
}

void
penstock_heat_strip_fill (PenstockPlot          *plot,
                          const PenstockHeatRow *rows,
                          guint                  n,
                          const PenstockDay     *weeks,
                          guint                  n_weeks,
                          PenstockHeatScale      scale,
                          double                 limit,
                          const char            *title)
{
  HeatPlot *self = (HeatPlot *)plot;

  g_array_set_size (self->rows, 0);
  g_free (self->week);
  self->week = penstock_plot_days (weeks, n_weeks);
  self->n_weeks = n_weeks;
  self->scale = scale;
  self->limit = limit > 0.0 && isfinite (limit) ? limit : 1.0;
  for (guint i = 0; i < n; i++)
    {
      Row row = { .label = g_strdup (rows[i].label != NULL ? rows[i].label : ""), .too_few = g_strdup (rows[i].too_few),
                  .now = penstock_plot_number (rows[i].now), .change = penstock_plot_number (rows[i].change) };

      row.value = rows[i].value != NULL ? penstock_plot_numbers (rows[i].value, n_weeks) : NULL;
      g_array_append_val (self->rows, row);
    }
  penstock_plot_reset (plot, title, n * n_weeks, n_weeks);
}

static const Row *
get_row (const HeatPlot *self,
         guint           row)
{
  return &g_array_index (self->rows, Row, row);
}

static double
get_cell (const HeatPlot *self,
          const Row      *row,
          guint           week)
{
  return row->value != NULL && row->too_few == NULL ? row->value[week] : NAN;
}

/* "63 %", "+1.21"; a change of a share is in points. */
static char *
format_value (const HeatPlot *self,
              double          value,
              gboolean        change)
{
  g_autofree char *percent = NULL;

  if (self->scale == PENSTOCK_HEAT_SIGNED)
    return penstock_format_signed (value, 2);
  if (change)
    return penstock_format_signed (value * 100.0, 0);
  percent = penstock_format_number (value * 100.0, 0);
  /* Translators: a share in per cent, with a thin space. */
  return isfinite (value) ? g_strdup_printf (_("%s\u2009%%"), percent) : g_steal_pointer (&percent);
}

static double
centre (const HeatPlot *self)
{
  return self->scale == PENSTOCK_HEAT_SHARE ? 0.5 : 0.0;
}

/* Between −1 and 1. */
static double
shade (const HeatPlot *self,
       double          value)
{
  return CLAMP (self->scale == PENSTOCK_HEAT_SHARE ? (value - 0.5) / 0.5 : value / self->limit, -1.0, 1.0);
}

static char *
heat_item (const PenstockPlot *plot,
           guint               item)
{
  const HeatPlot *self = (const HeatPlot *)plot;
  const Row *row = get_row (self, item / self->n_weeks);
  g_autofree char *week = penstock_format_day (self->week[item % self->n_weeks]);
  g_autofree char *value = format_value (self, get_cell (self, row, item % self->n_weeks), FALSE);

  if (row->too_few != NULL)
    return g_strdup_printf ("%s: %s", row->label, row->too_few);
  /* Translators: a cell of the heat strip: "Substrates and PCB, week to 3 Jul 2026: +1.21". */
  return g_strdup_printf (_("%s, week to %s: %s"), row->label, week, value);
}

static char *
heat_describe (const PenstockPlot *plot)
{
  const HeatPlot *self = (const HeatPlot *)plot;
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = get_row (self, i);
      g_autofree char *now = format_value (self, row->now, FALSE);
      g_autofree char *change = format_value (self, row->change, TRUE);
      g_autofree char *part = NULL;

      if (row->too_few != NULL)
        part = g_strdup_printf ("%s: %s", row->label, row->too_few);
      else /* Translators: a segment, its value now, its change: "AI chips: +0.31, +0.05 in 4 weeks". */
        part = g_strdup_printf (_("%s: %s, %s in 4 weeks"), row->label, now, change);
      penstock_plot_say (words, part);
    }
  return g_string_free (words, FALSE);
}

/* --- drawing --- */

static double
widest (PenstockPen *pen,
        double       width,
        const char  *text,
        gboolean     bold)
{
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_FG, TEXT, bold, PENSTOCK_ANCHOR_LEFT);

  return MAX (width, ceil (penstock_pen_text_width (pen, text, &style)));
}

static double
edge_of (const HeatPlot    *self,
         const PenstockPen *pen,
         guint              week)
{
  return penstock_pen_snap (pen, self->left + (self->right - self->left) * week / MAX (self->n_weeks, 1));
}

/* Names at the reading side, figures at the other; the weeks run to the right in every language. */
static Columns
place (HeatPlot    *self,
       PenstockPen *pen,
       double       width,
       double       height)
{
  Columns columns = { .width = width };
  double near, far;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = get_row (self, i);
      g_autofree char *now = format_value (self, row->now, FALSE);
      g_autofree char *change = format_value (self, row->change, TRUE);

      columns.label = widest (pen, columns.label, row->label, FALSE);
      if (row->too_few == NULL)
        {
          columns.now = widest (pen, columns.now, now, TRUE);
          columns.change = widest (pen, columns.change, change, FALSE);
        }
    }
  columns.now = widest (pen, columns.now, _("now"), FALSE);
  columns.change = widest (pen, columns.change, C_("heading", "4 wk"), FALSE);
  /* A reason takes both columns. */
  for (guint i = 0; i < self->rows->len; i++)
    if (get_row (self, i)->too_few != NULL)
      columns.change = MAX (columns.change, MIN (widest (pen, 0.0, get_row (self, i)->too_few, FALSE) - columns.now - GAP, 60.0 * pen->text));
  columns.label = MIN (columns.label, 0.3 * width);
  near = penstock_pen_snap (pen, columns.label + GAP);
  far = penstock_pen_snap (pen, MAX (width - columns.now - columns.change - 2.0 * GAP, near + 1.0));
  self->left = self->plot.rtl ? width - far : near;
  self->right = self->plot.rtl ? width - near : far;
  self->pitch = CLAMP ((height - FOOT * pen->text) / MAX (self->rows->len, 1), 1.0, WIDEST * pen->text);
  self->pitch = self->pitch > 4.0 ? floor (self->pitch / pen->pixel) * pen->pixel : self->pitch;
  columns.bottom = self->pitch * self->rows->len;
  return columns;
}

static void
draw_cells (HeatPlot    *self,
            PenstockPen *pen,
            guint        index)
{
  const Row *row = get_row (self, index);
  const double gap = penstock_pen_stroke (pen, 1.0);
  const double top = penstock_pen_snap (pen, self->pitch * index);
  const double tall = MAX (penstock_pen_snap (pen, self->pitch * (index + 1)) - top - gap, gap);

  if (row->too_few != NULL)
    penstock_plot_hatch (pen, self->left, top, self->right - self->left, tall);
  for (guint week = 0; week < self->n_weeks; week++)
    {
      const double x = edge_of (self, pen, week);
      const double wide = MAX (edge_of (self, pen, week + 1) - x - gap, 0.0);
      const double value = get_cell (self, row, week);

      penstock_plot_put (&self->plot, index * self->n_weeks + week, x, top, MAX (wide, gap), tall);
      if (isfinite (value))
        {
          const GdkRGBA colour = penstock_plot_tint (pen, shade (self, value));

          penstock_pen_rect (pen, &colour, x, top, wide, tall);
        }
    }
}

/* Ends @from points before the edge where figures stand. */
static void
figure (const HeatPlot *self,
        PenstockPen    *pen,
        const Columns  *columns,
        const char     *text,
        PenstockToken   token,
        gboolean        bold,
        double          from,
        double          middle)
{
  const PenstockTextStyle style = penstock_plot_text (pen, token, TEXT, bold, PENSTOCK_ANCHOR_RIGHT);
  const double far = self->plot.rtl ? self->left - GAP : columns->width;

  penstock_pen_text (pen, text, &style, far - from, penstock_pen_baseline (pen, TEXT, middle));
}

static void
draw_words (const HeatPlot *self,
            PenstockPen    *pen,
            const Columns  *columns,
            guint           index)
{
  const Row *row = get_row (self, index);
  const double middle = self->pitch * (index + 0.5) - 0.5;
  const double baseline = penstock_pen_baseline (pen, TEXT, middle);
  PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_FG, TEXT, FALSE, self->plot.rtl ? PENSTOCK_ANCHOR_RIGHT : PENSTOCK_ANCHOR_LEFT);
  g_autofree char *now = format_value (self, row->now, FALSE);
  g_autofree char *change = format_value (self, row->change, TRUE);

  style.max_width = MAX (columns->label, 1.0);
  penstock_pen_text (pen, row->label, &style, self->plot.rtl ? columns->width : 0.0, baseline);
  if (row->too_few != NULL)
    {
      style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, self->plot.rtl ? PENSTOCK_ANCHOR_RIGHT : PENSTOCK_ANCHOR_LEFT);
      style.max_width = columns->now + columns->change + GAP;
      penstock_pen_text (pen, row->too_few, &style, self->plot.rtl ? self->left - GAP : self->right + GAP, baseline);
      return;
    }
  figure (self, pen, columns, now, isfinite (row->now) ? penstock_plot_sign (row->now, centre (self)) : PENSTOCK_TOKEN_DIM, isfinite (row->now),
          columns->change + GAP, middle);
  figure (self, pen, columns, change, PENSTOCK_TOKEN_DIM, FALSE, 0.0, middle);
}

/* A line where a month begins among the weeks, its name right of it. */
static void
draw_months (const HeatPlot *self,
             PenstockPen    *pen,
             const Columns  *columns)
{
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
  const double middle = columns->bottom + FOOT * pen->text / 2.0;
  double taken = -G_MAXDOUBLE;
  int before = 0;

  for (guint week = 0; week < self->n_weeks; week++)
    {
      g_autoptr(GDateTime) date = NULL;
      int year, month, day;
      double x = edge_of (self, pen, week);

      if (self->week[week] == PENSTOCK_DAY_NONE)
        continue;
      penstock_day_to_ymd (self->week[week], &year, &month, &day);
      if (before != 0 && month != before)
        {
          g_autofree char *label = NULL;

          date = g_date_time_new_from_unix_utc (penstock_day_to_unix_utc (self->week[week]));
          label = date != NULL ? g_date_time_format (date, C_("axis", "%b")) : g_strdup ("");
          penstock_pen_vline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_GHOST), x - pen->pixel / 2.0, 0.0, columns->bottom + 4.0 * pen->line);
          if (x >= taken && x + 3.0 + penstock_pen_text_width (pen, label, &style) <= self->right)
            taken = x + 9.0 + penstock_pen_text (pen, label, &style, x + 3.0, penstock_pen_baseline (pen, TEXT, middle));
        }
      before = month;
    }
  figure (self, pen, columns, _("now"), PENSTOCK_TOKEN_DIM, FALSE, columns->change + GAP, middle);
  figure (self, pen, columns, C_("heading", "4 wk"), PENSTOCK_TOKEN_DIM, FALSE, 0.0, middle);
}

static void
heat_draw (PenstockPlot *plot,
           PenstockPen  *pen,
           double        width,
           double        height)
{
  HeatPlot *self = (HeatPlot *)plot;
  Columns columns;

  if (self->rows->len == 0 || self->n_weeks == 0)
    {
      penstock_plot_reason (pen, _("no history yet"), width, height);
      return;
    }
  columns = place (self, pen, width, height);
  for (guint i = 0; i < self->rows->len; i++)
    {
      draw_cells (self, pen, i);
      draw_words (self, pen, &columns, i);
    }
  draw_months (self, pen, &columns);
}

/* A name or a figure stands for the newest week of its row. */
static int
heat_find (const PenstockPlot *plot,
           double              x,
           double              y)
{
  const HeatPlot *self = (const HeatPlot *)plot;
  double row, week;

  if (self->n_weeks == 0 || !(self->pitch > 0.0) || y < 0.0)
    return -1;
  row = floor (y / self->pitch);
  if (row >= self->rows->len)
    return -1;
  week = x < self->left || x >= self->right ? self->n_weeks - 1.0 : floor ((x - self->left) / (self->right - self->left) * self->n_weeks);
  return (int)row * (int)self->n_weeks + (int)CLAMP (week, 0.0, self->n_weeks - 1.0);
}

static void
heat_activate (PenstockPlot *plot,
               GtkWidget    *widget,
               guint         item)
{
  g_signal_emit (widget, row_activated, 0, item / ((HeatPlot *)plot)->n_weeks);
}

static void
heat_measure (const PenstockPlot *plot,
              PenstockPen        *pen,
              GtkOrientation      orientation,
              int                *minimum,
              int                *natural)
{
  const guint rows = MAX (((const HeatPlot *)plot)->rows->len, 1);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 320;
      *natural = 850;
      return;
    }
  *minimum = (int)ceil ((TIGHTEST * rows + FOOT) * pen->text);
  *natural = (int)ceil ((PITCH * rows + FOOT) * pen->text);
}

const PenstockPlotKind penstock_heat_strip_plot = {
  .size = sizeof (HeatPlot),
  .init = heat_init,
  .clear = heat_clear,
  .draw = heat_draw,
  .measure = heat_measure,
  .describe = heat_describe,
  .item = heat_item,
  .find = heat_find,
  .activate = heat_activate,
};

PENSTOCK_DEFINE_PLOT_WITH (PenstockHeatStrip, penstock_heat_strip, "penstock-heat-strip", penstock_heat_strip_plot,
  row_activated = g_signal_new ("row-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT))

void
penstock_heat_strip_set_rows (PenstockHeatStrip     *self,
                              const PenstockHeatRow *rows,
                              guint                  n,
                              const PenstockDay     *weeks,
                              guint                  n_weeks,
                              PenstockHeatScale      scale,
                              double                 limit,
                              const char            *title)
{
  g_return_if_fail (PENSTOCK_IS_HEAT_STRIP (self));

  penstock_heat_strip_fill (&self->heat.plot, rows, n, weeks, n_weeks, scale, limit, title);
  penstock_plot_widget_changed (GTK_WIDGET (self));
}
