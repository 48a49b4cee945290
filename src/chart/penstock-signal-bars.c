/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-scale.h"
#include "penstock-money.h"
#include "penstock-pen.h"
#include "penstock-plots.h"

#define ROW 18.0
#define TEXT 12.0
#define SMALL_TEXT 11.0
#define RANGE 3.0
#define GUIDE 2.0
#define INPUT_BAR 9.0
#define RESULT_BAR 12.0
#define GAP 12.0

struct _PenstockSignalBars
{
  GtkWidget parent_instance;

  GArray   *rows; /* PenstockSignalRow with strings of our own */
};

G_DEFINE_TYPE (PenstockSignalBars, penstock_signal_bars, GTK_TYPE_WIDGET)

/* Where the three columns lie in one drawing. */
typedef struct
{
  double            row;
  double            width;
  double            label_width, value_width;
  PenstockCalcScale scale;
} Columns;

static void
row_clear (gpointer data)
{
  PenstockSignalRow *row = data;

  g_free ((char *)row->label);
  g_free ((char *)row->weight);
  g_free ((char *)row->missing);
}

static void
update_description (PenstockSignalBars *self)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const PenstockSignalRow *row = &g_array_index (self->rows, PenstockSignalRow, i);
      g_autofree char *value = isfinite (row->value) || row->missing == NULL ? penstock_format_signed (row->value, 2) : g_strdup (row->missing);

      g_string_append_printf (words, "%s%s %s%s%s", i > 0 ? "; " : "", row->label, row->weight != NULL ? row->weight : "",
                              row->weight != NULL ? " " : "", value);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why this score"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
}

void
penstock_signal_bars_set_rows (PenstockSignalBars      *self,
                               const PenstockSignalRow *rows,
                               guint                    n)
{
  g_return_if_fail (PENSTOCK_IS_SIGNAL_BARS (self));

  g_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++)
    {
      PenstockSignalRow row = rows[i];

      row.label = g_strdup (row.label != NULL ? row.label : "");
      row.weight = g_strdup (row.weight);
      row.missing = g_strdup (row.missing);
      g_array_append_val (self->rows, row);
    }
  update_description (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static PenstockTextStyle
text_style (const PenstockPen *pen,
            PenstockToken      token,
            double             size,
            gboolean           bold)
{
  return (PenstockTextStyle){ .size = size, .bold = bold, .colour = *penstock_pen_token (pen, token) };
}

static double
label_width (PenstockPen             *pen,
             const PenstockSignalRow *row)
{
  PenstockTextStyle label = text_style (pen, PENSTOCK_TOKEN_FG, TEXT, row->result);
  PenstockTextStyle weight = text_style (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE);
  double width = penstock_pen_text_width (pen, row->label, &label);

  if (row->weight != NULL)
    width += 3.0 + penstock_pen_text_width (pen, row->weight, &weight);
  return width;
}

static Columns
measure_columns (PenstockSignalBars *self,
                 PenstockPen        *pen,
                 double              width)
{
  PenstockTextStyle bold = text_style (pen, PENSTOCK_TOKEN_FG, TEXT, TRUE);
  Columns columns = { .row = ROW * pen->text, .width = width };
  double left, right;

  for (guint i = 0; i < self->rows->len; i++)
    columns.label_width = MAX (columns.label_width, label_width (pen, &g_array_index (self->rows, PenstockSignalRow, i)));
  /* Labels never take the plot's place. */
  columns.label_width = MIN (ceil (columns.label_width), width * 0.45);
  columns.value_width = ceil (penstock_pen_text_width (pen, "+0.00", &bold));
  left = columns.label_width + GAP;
  right = MAX (left + 1.0, width - columns.value_width - GAP);
  penstock_calc_scale_init (&columns.scale, -RANGE, RANGE, left, right, FALSE);
  return columns;
}

static void
draw_bar (PenstockPen             *pen,
          const Columns           *columns,
          const PenstockSignalRow *row,
          double                   middle)
{
  const double zero = penstock_pen_snap (pen, penstock_calc_scale_to_pixel (&columns->scale, 0.0));
  const double end = penstock_pen_snap (pen, penstock_calc_scale_to_pixel (&columns->scale, CLAMP (row->value, -RANGE, RANGE)));
  const double height = row->result ? RESULT_BAR : INPUT_BAR;
  const GdkRGBA *colour = penstock_pen_token (pen, row->value >= 0.0 ? PENSTOCK_TOKEN_POSBG : PENSTOCK_TOKEN_NEGBG);

  penstock_pen_rect (pen, colour, MIN (zero, end), penstock_pen_snap (pen, middle - height / 2.0), fabs (end - zero), height);
}

/* The reason stands where the bar would, and moves left when it is long. */
static void
draw_missing (PenstockPen             *pen,
              const Columns           *columns,
              const PenstockSignalRow *row,
              double                   middle)
{
  PenstockTextStyle style = text_style (pen, PENSTOCK_TOKEN_DIM, SMALL_TEXT, FALSE);
  const double right = columns->width - columns->value_width - 6.0;
  double x = penstock_calc_scale_to_pixel (&columns->scale, 0.0) + 6.0;

  if (row->missing == NULL)
    return;
  x = MAX (columns->label_width + 6.0, MIN (x, right - penstock_pen_text_width (pen, row->missing, &style)));
  style.max_width = MAX (right - x, 1.0);
  penstock_pen_text (pen, row->missing, &style, x, penstock_pen_baseline (pen, style.size, middle));
}

static void
draw_row (PenstockPen             *pen,
          const Columns           *columns,
          const PenstockSignalRow *row,
          double                   top)
{
  const double middle = top + columns->row / 2.0;
  const double baseline = penstock_pen_baseline (pen, TEXT, middle);
  gboolean known = isfinite (row->value);
  PenstockToken token = !known || row->value == 0.0 ? PENSTOCK_TOKEN_DIM : row->value > 0.0 ? PENSTOCK_TOKEN_POS : PENSTOCK_TOKEN_NEG;
  PenstockTextStyle label = text_style (pen, PENSTOCK_TOKEN_FG, TEXT, row->result);
  PenstockTextStyle weight = text_style (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE);
  PenstockTextStyle value = text_style (pen, token, TEXT, row->result && known);
  g_autofree char *text = penstock_format_signed (row->value, 2);
  double x;

  label.max_width = columns->label_width;
  x = penstock_pen_text (pen, row->label, &label, 0.0, baseline);
  if (row->weight != NULL && x + 6.0 < columns->label_width)
    {
      weight.max_width = columns->label_width - x - 2.0;
      penstock_pen_text (pen, row->weight, &weight, x + 3.0, baseline);
    }
  value.anchor = PENSTOCK_ANCHOR_RIGHT;
  penstock_pen_text (pen, text, &value, columns->width, baseline);
  if (known)
    draw_bar (pen, columns, row, middle);
  else
    draw_missing (pen, columns, row, middle);
}

static void
penstock_signal_bars_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  PenstockSignalBars *self = PENSTOCK_SIGNAL_BARS (widget);
  const double width = gtk_widget_get_width (widget);
  PenstockPen pen;
  Columns columns;
  double bottom;

  if (self->rows->len == 0)
    return;
  penstock_pen_init_widget (&pen, widget, snapshot);
  columns = measure_columns (self, &pen, width);
  bottom = columns.row * self->rows->len;
  for (int side = -1; side <= 1; side += 2)
    penstock_pen_vline (&pen, penstock_pen_token (&pen, PENSTOCK_TOKEN_GRID), penstock_calc_scale_to_pixel (&columns.scale, side * GUIDE), 0.0,
                        bottom);
  for (guint i = 1; i < self->rows->len; i++)
    if (g_array_index (self->rows, PenstockSignalRow, i).result)
      penstock_pen_hline (&pen, penstock_pen_token (&pen, PENSTOCK_TOKEN_GRID), 0.0, width, columns.row * i);
  for (guint i = 0; i < self->rows->len; i++)
    draw_row (&pen, &columns, &g_array_index (self->rows, PenstockSignalRow, i), columns.row * i);
  penstock_pen_vline (&pen, penstock_pen_token (&pen, PENSTOCK_TOKEN_MARK), penstock_calc_scale_to_pixel (&columns.scale, 0.0), 0.0, bottom);
}

static void
penstock_signal_bars_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  PenstockPen pen;

  penstock_pen_init_widget (&pen, widget, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 310;
    }
  else
    *minimum = *natural = (int)ceil (ROW * pen.text * PENSTOCK_SIGNAL_BARS (widget)->rows->len);
}

static void
penstock_signal_bars_finalize (GObject *object)
{
  g_array_unref (PENSTOCK_SIGNAL_BARS (object)->rows);
  G_OBJECT_CLASS (penstock_signal_bars_parent_class)->finalize (object);
}

static void
penstock_signal_bars_class_init (PenstockSignalBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = penstock_signal_bars_finalize;
  widget_class->snapshot = penstock_signal_bars_snapshot;
  widget_class->measure = penstock_signal_bars_measure;
  gtk_widget_class_set_css_name (widget_class, "penstock-signal-bars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
penstock_signal_bars_init (PenstockSignalBars *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (PenstockSignalRow));
  g_array_set_clear_func (self->rows, row_clear);
  penstock_theme_track (GTK_WIDGET (self));
}

GtkWidget *
penstock_signal_bars_new (void)
{
  return g_object_new (PENSTOCK_TYPE_SIGNAL_BARS, NULL);
}
