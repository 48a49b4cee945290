/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-money.h"
#include "penstock-plot-kinds.h"

#define ROW 25.0
#define HEAD 19.0
#define TEXT 12.0
#define SMALL_TEXT 11.0
#define BAR 12.0
#define TICK 17.0
#define GAP 12.0

typedef struct
{
  char  *label;
  char  *missing;
  double value, before, change;
} Level;

typedef struct
{
  PenstockPlot plot;

  GArray      *rows; /* Level */
  char        *value_heading, *change_heading;
  double       low, high; /* of the axis: whole numbers */
} LevelPlot;

struct _PenstockLevelBars
{
  GtkWidget parent_instance;

  LevelPlot levels;
};

/* The columns of one drawing, from the label's side. */
typedef struct
{
  gboolean          rtl;
  double            width, label, value, change; /* widths */
  double            top;
  double            row;
  PenstockCalcScale x;
} Columns;

static void
level_clear (gpointer data)
{
  Level *row = data;

  g_free (row->label);
  g_free (row->missing);
}

static void
levels_init (PenstockPlot *plot)
{
  LevelPlot *self = (LevelPlot *)plot;

  self->rows = g_array_new (FALSE, FALSE, sizeof (Level));
  g_array_set_clear_func (self->rows, level_clear);
  self->high = 1.0;
}

static void
levels_clear (PenstockPlot *plot)
{
  LevelPlot *self = (LevelPlot *)plot;

  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self->value_heading);
  g_free (self->change_heading);
}

/* From 0 to 1, further where values are. */
static void
widen (LevelPlot *self,
       double     value)
{
  if (!isfinite (value))
    return;
  self->low = MIN (self->low, floor (value));
  self->high = MAX (self->high, ceil (value));
}

void
penstock_level_bars_fill (PenstockPlot           *plot,
                          const PenstockLevelRow *rows,
                          guint                   n,
                          const char             *value_heading,
                          const char             *change_heading)
{
  LevelPlot *self = (LevelPlot *)plot;

  g_array_set_size (self->rows, 0);
  g_free (self->value_heading);
  g_free (self->change_heading);
  self->value_heading = g_strdup (value_heading != NULL ? value_heading : "");
  self->change_heading = g_strdup (change_heading != NULL ? change_heading : "");
  self->low = 0.0;
  self->high = 1.0;
  for (guint i = 0; i < n; i++)
    {
      Level row = { .label = g_strdup (rows[i].label != NULL ? rows[i].label : ""), .missing = g_strdup (rows[i].missing),
                    .value = penstock_plot_number (rows[i].value), .before = penstock_plot_number (rows[i].before) };

      row.change = row.value - row.before;
      widen (self, row.value);
      widen (self, row.before);
      g_array_append_val (self->rows, row);
    }
  penstock_plot_reset (plot, _("Layers"), n, 1);
}

static char *
levels_item (const PenstockPlot *plot,
             guint               item)
{
  const LevelPlot *self = (const LevelPlot *)plot;
  const Level *row = &g_array_index (self->rows, Level, item);
  g_autofree char *value = penstock_format_signed (row->value, 2);
  g_autofree char *change = penstock_format_signed (row->change, 2);

  if (!isfinite (row->value))
    return g_strdup_printf ("%s: %s", row->label, row->missing != NULL ? row->missing : value);
  if (!isfinite (row->change))
    return g_strdup_printf ("%s: %s", row->label, value);
  /* Translators: a layer, its value, its change and over what: "Compute supply: +0.88, +0.12 in 28 days". */
  return g_strdup_printf (_("%s: %s, %s in %s"), row->label, value, change, self->change_heading);
}

static char *
levels_describe (const PenstockPlot *plot)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < plot->n_items; i++)
    {
      g_autofree char *item = levels_item (plot, i);

      penstock_plot_say (words, item);
    }
  return g_string_free (words, FALSE);
}

static double
text_width (PenstockPen *pen,
            const char  *text,
            double       size,
            gboolean     bold)
{
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_FG, size, bold, PENSTOCK_ANCHOR_LEFT);

  return ceil (penstock_pen_text_width (pen, text, &style));
}

static Columns
measure_columns (const LevelPlot *self,
                 PenstockPen     *pen,
                 double           width)
{
  Columns columns = { .rtl = self->plot.rtl, .width = width, .row = ROW * pen->text, .top = HEAD * pen->text };
  double left, right;

  for (guint i = 0; i < self->rows->len; i++)
    columns.label = MAX (columns.label, text_width (pen, g_array_index (self->rows, Level, i).label, TEXT, FALSE));
  /* As in the design: the bars begin at the middle, wherever labels allow it. */
  columns.label = MIN (MAX (columns.label + GAP, 0.36 * width), width * 0.52);
  columns.value = MAX (text_width (pen, "+0.00", TEXT, TRUE), text_width (pen, self->value_heading, SMALL_TEXT, FALSE));
  columns.change = MAX (text_width (pen, "+0.00", TEXT, FALSE), text_width (pen, self->change_heading, SMALL_TEXT, FALSE));
  if (width < 280.0 * pen->text)
    columns.change = 0.0;
  left = columns.label;
  right = MAX (left + 1.0, width - columns.value - columns.change - (columns.change > 0.0 ? 2.0 : 1.0) * GAP);
  if (columns.rtl)
    penstock_calc_scale_init (&columns.x, self->low, self->high, width - right, width - left, FALSE);
  else
    penstock_calc_scale_init (&columns.x, self->low, self->high, left, right, FALSE);
  return columns;
}

/* Ends the text at @from_right points before the far edge, which RTL turns round. */
static void
figure (PenstockPen    *pen,
        const Columns  *columns,
        const char     *text,
        PenstockToken   token,
        double          size,
        gboolean        bold,
        double          from_right,
        double          middle)
{
  const PenstockTextStyle style = penstock_plot_text (pen, token, size, bold, columns->rtl ? PENSTOCK_ANCHOR_LEFT : PENSTOCK_ANCHOR_RIGHT);

  penstock_pen_text (pen, text, &style, columns->rtl ? from_right : columns->width - from_right, penstock_pen_baseline (pen, size, middle));
}

static double
change_room (const Columns *columns)
{
  return columns->change > 0.0 ? columns->change + GAP : 0.0;
}

static void
draw_head (const LevelPlot *self,
           PenstockPen     *pen,
           const Columns   *columns)
{
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, SMALL_TEXT, FALSE, PENSTOCK_ANCHOR_MIDDLE);
  const double middle = columns->top / 2.0 - 1.0;
  const double bottom = columns->top + columns->row * self->rows->len;
  const double marks[] = { self->low, 0.0, self->high };

  for (gsize i = self->low < 0.0 ? 0 : 1; i < G_N_ELEMENTS (marks); i++)
    {
      const double x = penstock_calc_scale_to_pixel (&columns->x, marks[i]);
      g_autofree char *label = penstock_format_number (marks[i], 0);

      penstock_pen_vline (pen, penstock_pen_token (pen, i == 1 ? PENSTOCK_TOKEN_MARK : PENSTOCK_TOKEN_GRID), x, columns->top, bottom);
      penstock_pen_text (pen, label, &style, x, penstock_pen_baseline (pen, SMALL_TEXT, middle));
    }
  figure (pen, columns, self->value_heading, PENSTOCK_TOKEN_DIM, SMALL_TEXT, FALSE, change_room (columns), middle);
  if (columns->change > 0.0)
    figure (pen, columns, self->change_heading, PENSTOCK_TOKEN_DIM, SMALL_TEXT, FALSE, 0.0, middle);
}

static void
draw_bar (PenstockPen   *pen,
          const Columns *columns,
          const Level   *row,
          double         middle)
{
  const double zero = penstock_pen_snap (pen, penstock_calc_scale_to_pixel (&columns->x, 0.0));
  const double end = penstock_pen_snap (pen, penstock_calc_scale_to_pixel (&columns->x, row->value));
  const double tick = penstock_calc_scale_to_pixel (&columns->x, row->before);
  const double wide = penstock_pen_stroke (pen, 2.0);

  penstock_pen_rect (pen, penstock_pen_token (pen, row->value >= 0.0 ? PENSTOCK_TOKEN_POSBG : PENSTOCK_TOKEN_NEGBG), MIN (zero, end),
                     penstock_pen_snap (pen, middle - BAR / 2.0), fabs (end - zero), BAR);
  if (isfinite (tick))
    penstock_pen_rect (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_FG), penstock_pen_snap (pen, tick - wide / 2.0),
                       penstock_pen_snap (pen, middle - TICK / 2.0), wide, TICK);
}

static void
draw_row (const LevelPlot *self,
          PenstockPen     *pen,
          const Columns   *columns,
          const Level     *row,
          double           middle)
{
  PenstockTextStyle label = penstock_plot_text (pen, PENSTOCK_TOKEN_FG, TEXT, FALSE, columns->rtl ? PENSTOCK_ANCHOR_RIGHT : PENSTOCK_ANCHOR_LEFT);
  const gboolean known = isfinite (row->value);
  g_autofree char *value = penstock_format_signed (row->value, 2);
  g_autofree char *change = penstock_format_signed (row->change, 2);

  label.max_width = MAX (columns->label - GAP, 1.0);
  penstock_pen_text (pen, row->label, &label, columns->rtl ? columns->width : 0.0, penstock_pen_baseline (pen, TEXT, middle));
  if (known)
    draw_bar (pen, columns, row, middle);
  else if (row->missing != NULL)
    {
      PenstockTextStyle words = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, SMALL_TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
      const double wide = penstock_pen_text_width (pen, row->missing, &words);
      const double end = columns->rtl ? columns->x.p1 : columns->width; /* there are no figures to keep clear of */
      double x = penstock_calc_scale_to_pixel (&columns->x, 0.0) + 6.0;

      x = MAX (columns->x.p0 + 2.0, MIN (x, end - wide));
      words.max_width = MAX (end - x, 1.0);
      penstock_pen_text (pen, row->missing, &words, x, penstock_pen_baseline (pen, SMALL_TEXT, middle));
      return;
    }
  figure (pen, columns, value, known ? penstock_plot_sign (row->value, 0.0) : PENSTOCK_TOKEN_DIM, TEXT, known, change_room (columns), middle);
  if (columns->change > 0.0)
    figure (pen, columns, change, PENSTOCK_TOKEN_DIM, TEXT, FALSE, 0.0, middle);
}

static void
levels_draw (PenstockPlot *plot,
             PenstockPen  *pen,
             double        width,
             double        height)
{
  LevelPlot *self = (LevelPlot *)plot;
  Columns columns;

  if (self->rows->len == 0)
    return;
  columns = measure_columns (self, pen, width);
  draw_head (self, pen, &columns);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const double top = columns.top + columns.row * i;

      draw_row (self, pen, &columns, &g_array_index (self->rows, Level, i), top + columns.row / 2.0);
      penstock_plot_put (plot, i, 0.0, top, width, columns.row);
    }
}

static void
levels_measure (const PenstockPlot *plot,
                PenstockPen        *pen,
                GtkOrientation      orientation,
                int                *minimum,
                int                *natural)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 368;
    }
  else
    *minimum = *natural = (int)ceil ((HEAD + ROW * plot->n_items) * pen->text);
}

const PenstockPlotKind penstock_level_bars_plot = {
  .size = sizeof (LevelPlot),
  .init = levels_init,
  .clear = levels_clear,
  .draw = levels_draw,
  .measure = levels_measure,
  .describe = levels_describe,
  .item = levels_item,
  .plain = TRUE,
};

PENSTOCK_DEFINE_PLOT (PenstockLevelBars, penstock_level_bars, "penstock-level-bars", penstock_level_bars_plot)

void
penstock_level_bars_set_rows (PenstockLevelBars      *self,
                              const PenstockLevelRow *rows,
                              guint                   n,
                              const char             *value_heading,
                              const char             *change_heading)
{
  g_return_if_fail (PENSTOCK_IS_LEVEL_BARS (self));

  penstock_level_bars_fill (&self->levels.plot, rows, n, value_heading, change_heading);
  penstock_plot_widget_changed (GTK_WIDGET (self));
}
