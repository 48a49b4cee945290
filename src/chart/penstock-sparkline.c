/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-reduce.h"
#include "penstock-calc-scale.h"
#include "penstock-money.h"
#include "penstock-pen.h"
#include "penstock-plots.h"

#define MONTH 22 /* trading days */
#define DOT 4.5

struct _PenstockSparkline
{
  GtkWidget     parent_instance;

  PenstockBars *bars;
};

enum { PROP_0, PROP_BARS, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_TYPE (PenstockSparkline, penstock_sparkline, GTK_TYPE_WIDGET)

static gsize
month_begin (const PenstockBars *bars)
{
  return bars->n > MONTH ? bars->n - MONTH : 0;
}

static void
update_description (PenstockSparkline *self)
{
  g_autofree char *words = NULL;

  if (self->bars != NULL && self->bars->n > 0)
    {
      const double *close = self->bars->field[PENSTOCK_BAR_CLOSE];
      g_autofree char *change = penstock_format_percent (close[self->bars->n - 1] / close[month_begin (self->bars)] - 1.0, 1);

      words = g_strdup_printf (_("one month: %s"), change);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words != NULL ? words : _("no prices"), -1);
}

void
penstock_sparkline_set_bars (PenstockSparkline *self,
                             PenstockBars      *bars)
{
  g_return_if_fail (PENSTOCK_IS_SPARKLINE (self));

  if (self->bars == bars)
    return;
  g_clear_pointer (&self->bars, penstock_bars_unref);
  self->bars = bars != NULL ? penstock_bars_ref (bars) : NULL;
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BARS]);
}

/* At most a month of points: they need no reduction. */
static void
draw_line (PenstockPen             *pen,
           const double            *close,
           gsize                    begin,
           gsize                    end,
           double                   width,
           double                   height,
           const PenstockCalcScale *scale)
{
  const double step = (width - 2.0 * DOT) / MAX ((double)(end - begin) - 1.0, 1.0);
  cairo_t *cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT (0.f, 0.f, (float)width, (float)height), penstock_pen_token (pen, PENSTOCK_TOKEN_MARK),
                                    1.25);
  double x = 0.0, y = 0.0;
  gboolean pen_down = FALSE;

  for (gsize i = begin; i < end; i++)
    {
      if (!isfinite (close[i]))
        {
          pen_down = FALSE;
          continue;
        }
      x = DOT + step * (double)(i - begin);
      y = penstock_calc_scale_to_pixel (scale, close[i]);
      if (pen_down)
        cairo_line_to (cr, x, y);
      else
        cairo_move_to (cr, x, y);
      pen_down = TRUE;
    }
  cairo_stroke (cr);
  if (pen_down)
    {
      gdk_cairo_set_source_rgba (cr, penstock_pen_token (pen, PENSTOCK_TOKEN_FG));
      cairo_arc (cr, x, y, DOT / 2.0, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
penstock_sparkline_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  PenstockSparkline *self = PENSTOCK_SPARKLINE (widget);
  const double width = gtk_widget_get_width (widget);
  const double height = gtk_widget_get_height (widget);
  PenstockCalcScale scale;
  PenstockPen pen;
  double low, high;
  gsize begin;

  if (self->bars == NULL || self->bars->n == 0 || width < 3.0 * DOT || height < 2.0 * DOT)
    return;
  begin = month_begin (self->bars);
  if (!penstock_calc_extent (self->bars->field[PENSTOCK_BAR_CLOSE], begin, self->bars->n, &low, &high))
    return;
  penstock_pen_init_widget (&pen, widget, snapshot);
  penstock_calc_scale_init (&scale, low, high, height - DOT / 2.0 - 0.5, DOT / 2.0 + 0.5, FALSE);
  draw_line (&pen, self->bars->field[PENSTOCK_BAR_CLOSE], begin, self->bars->n, width, height, &scale);
}

static void
penstock_sparkline_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 56 : 20;
}

static void
penstock_sparkline_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_BARS)
    g_value_set_boxed (value, PENSTOCK_SPARKLINE (object)->bars);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
penstock_sparkline_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  if (id == PROP_BARS)
    penstock_sparkline_set_bars (PENSTOCK_SPARKLINE (object), g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
penstock_sparkline_finalize (GObject *object)
{
  g_clear_pointer (&PENSTOCK_SPARKLINE (object)->bars, penstock_bars_unref);
  G_OBJECT_CLASS (penstock_sparkline_parent_class)->finalize (object);
}

static void
penstock_sparkline_class_init (PenstockSparklineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = penstock_sparkline_get_property;
  object_class->set_property = penstock_sparkline_set_property;
  object_class->finalize = penstock_sparkline_finalize;
  widget_class->snapshot = penstock_sparkline_snapshot;
  widget_class->measure = penstock_sparkline_measure;

  properties[PROP_BARS] = g_param_spec_boxed ("bars", NULL, NULL, penstock_bars_get_type (),
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "penstock-sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
penstock_sparkline_init (PenstockSparkline *self)
{
  penstock_theme_track (GTK_WIDGET (self));
}

GtkWidget *
penstock_sparkline_new (void)
{
  return g_object_new (PENSTOCK_TYPE_SPARKLINE, NULL);
}
