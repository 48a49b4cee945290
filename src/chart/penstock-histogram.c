/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-ticks.h"
#include "penstock-money.h"
#include "penstock-plot-kinds.h"

#define TEXT 11.0
#define BINS 24
#define MOST_BINS 64
#define FOOT 36.0
#define HEAD 6.0

typedef struct
{
  PenstockPlot plot;

  double       low, high;        /* of the axis */
  double       begin, step;      /* of the bins */
  guint        count[MOST_BINS], most, n_bins, n;
  double       real, mark;       /* NAN = none */
  int          decimals;
  char        *axis, *real_label, *reason;
} HistogramPlot;

struct _PenstockHistogram
{
  GtkWidget     parent_instance;

  HistogramPlot histogram;
};

static void
histogram_init (PenstockPlot *plot)
{
  HistogramPlot *self = (HistogramPlot *)plot;

  self->real = self->mark = NAN;
}

static void
histogram_clear (PenstockPlot *plot)
{
  HistogramPlot *self = (HistogramPlot *)plot;

  g_clear_pointer (&self->axis, g_free);
  g_clear_pointer (&self->real_label, g_free);
  g_clear_pointer (&self->reason, g_free);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const double x = *(const double *)a;
  const double y = *(const double *)b;

  return (x > y) - (x < y);
}

/* Bins of a round width that begin at its multiples. @value: known, ascending. */
static void
count_values (HistogramPlot *self,
              const double  *value,
              guint          n)
{
  double low = value[0], high = value[n - 1];

  if (!(high > low))
    penstock_calc_scale_pad (&low, &high, 0.0, FALSE);
  self->step = penstock_calc_tick_step (low, high, BINS, 1.0);
  if (!isfinite (self->step))
    self->step = 1.0;
  self->begin = floor (low / self->step) * self->step;
  self->n_bins = (guint)CLAMP (floor ((high - self->begin) / self->step) + 1.0, 1.0, (double)MOST_BINS);
  for (guint i = 0; i < n; i++)
    {
      const guint bin = (guint)CLAMP (floor ((value[i] - self->begin) / self->step), 0.0, self->n_bins - 1.0);

      self->count[bin]++;
      self->most = MAX (self->most, self->count[bin]);
    }
  /* The least draw that at least 95 % of all do not exceed. */
  self->mark = value[(guint)ceil (0.95 * n) - 1];
  self->low = self->begin;
  self->high = self->begin + self->step * self->n_bins;
}

void
penstock_histogram_fill (PenstockPlot *plot,
                         const double *value,
                         guint         n,
                         double        real,
                         const char   *axis,
                         const char   *real_label,
                         const char   *reason)
{
  HistogramPlot *self = (HistogramPlot *)plot;
  g_autofree double *known = g_new (double, MAX (n, 1));

  histogram_clear (plot);
  self->axis = g_strdup (axis != NULL ? axis : "");
  self->real_label = g_strdup (real_label != NULL ? real_label : "");
  self->reason = g_strdup (reason);
  self->real = penstock_plot_number (real);
  self->mark = NAN;
  self->n = self->n_bins = self->most = 0;
  memset (self->count, 0, sizeof self->count);
  for (guint i = 0; i < n; i++)
    if (isfinite (penstock_plot_number (value[i])))
      known[self->n++] = value[i];
  qsort (known, self->n, sizeof *known, compare);
  if (self->n > 0)
    count_values (self, known, self->n);
  if (self->n > 0 && isfinite (self->real))
    {
      self->low = MIN (self->low, self->real);
      self->high = MAX (self->high, self->real);
    }
  self->decimals = self->n > 0 ? CLAMP (penstock_calc_tick_decimals (self->step), 2, 9) : 2;
  penstock_plot_reset (plot, self->axis, self->n_bins, 0);
}

static char *
histogram_item (const PenstockPlot *plot,
                guint               item)
{
  const HistogramPlot *self = (const HistogramPlot *)plot;
  g_autofree char *low = penstock_format_signed (self->begin + self->step * item, self->decimals);
  g_autofree char *high = penstock_format_signed (self->begin + self->step * (item + 1), self->decimals);

  /* Translators: a bar of a histogram: "+0.010 to +0.015: 14 of 200". */
  return g_strdup_printf (_("%s to %s: %u of %u"), low, high, self->count[item], self->n);
}

static char *
histogram_describe (const PenstockPlot *plot)
{
  const HistogramPlot *self = (const HistogramPlot *)plot;
  g_autofree char *real = penstock_format_signed (self->real, 3);
  g_autofree char *mark = penstock_format_signed (self->mark, 3);
  g_autofree char *low = penstock_format_signed (self->begin, self->decimals);
  g_autofree char *high = penstock_format_signed (self->begin + self->step * self->n_bins, self->decimals);

  if (self->n == 0)
    return g_strdup (self->reason != NULL ? self->reason : _("not computed"));
  /* Translators: a histogram: "200 values from −0.040 to +0.075, 95 % of them up to +0.062; this graph +0.047". */
  return g_strdup_printf (_("%u values from %s to %s, 95\u2009%% of them up to %s; %s %s"), self->n, low, high, mark, self->real_label, real);
}

/* Beside its line, on the side where there is room. */
static void
label_line (PenstockPen             *pen,
            const PenstockTextStyle *wanted,
            const char              *text,
            double                   x,
            double                   middle,
            double                   width)
{
  PenstockTextStyle style = *wanted;
  const double room = penstock_pen_text_width (pen, text, &style) + 6.0;
  const gboolean left = x + room > width && x > room;

  style.anchor = left ? PENSTOCK_ANCHOR_RIGHT : PENSTOCK_ANCHOR_LEFT;
  style.max_width = MAX (left ? x - 6.0 : width - x - 6.0, 1.0);
  penstock_pen_text_halo (pen, text, &style, penstock_pen_token (pen, PENSTOCK_TOKEN_CARD), left ? x - 6.0 : x + 6.0,
                          penstock_pen_baseline (pen, style.size, middle));
}

/* The words beside the 95 % mark lie right of it, over the tail and not over the bars: the axis leaves them room. */
static const char *
mark_label (void)
{
  /* xgettext:no-c-format */
  return _("95\u2009% of shuffled");
}

static void
place_axis (const HistogramPlot *self,
            PenstockPen         *pen,
            PenstockCalcScale   *x,
            double               width)
{
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
  const double left = MIN (2.0, width / 2.0);
  const double room = penstock_pen_text_width (pen, mark_label (), &style) + 8.0;
  double right = MAX (width - 2.0, width / 2.0);
  double mark;

  penstock_calc_scale_init (x, self->low, self->high, left, right, FALSE);
  mark = penstock_calc_scale_to_pixel (x, self->mark);
  if (mark + room > width && mark > left)
    right = MAX (left + (right - left) * (width - room - left) / (mark - left), 0.6 * width);
  penstock_calc_scale_init (x, self->low, self->high, left, right, FALSE);
}

static void
draw_marks (const HistogramPlot     *self,
            PenstockPen             *pen,
            const PenstockCalcScale *x,
            double                   bottom,
            double                   width)
{
  PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
  const double wide = penstock_pen_stroke (pen, 2.5);
  const double mark = penstock_calc_scale_to_pixel (x, self->mark);
  const double real = penstock_calc_scale_to_pixel (x, self->real);
  const double row = 17.0 * pen->text;
  g_autofree char *value = penstock_format_signed (self->real, 3);
  g_autofree char *words = g_strdup_printf ("%s %s", self->real_label, value);

  penstock_plot_dashed (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_MARK), mark, HEAD + 1.1 * row, mark, bottom);
  label_line (pen, &style, mark_label (), mark, HEAD + 1.6 * row, width);
  if (!isfinite (real))
    return;
  penstock_pen_rect (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_POSBG), penstock_pen_snap (pen, CLAMP (real - wide / 2.0, 0.0, MAX (width - wide, 0.0))),
                     MIN (2.0, bottom), wide, MAX (bottom - 2.0, 1.0));
  style = penstock_plot_text (pen, PENSTOCK_TOKEN_POS, TEXT, TRUE, PENSTOCK_ANCHOR_LEFT);
  label_line (pen, &style, words, real, HEAD + 0.3 * row, width);
}

static void
draw_axis (const HistogramPlot     *self,
           PenstockPen             *pen,
           const PenstockCalcScale *x,
           double                   bottom,
           double                   width)
{
  PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_MIDDLE);
  const double step = penstock_calc_tick_step (self->low, self->high, width, 64.0 * pen->text);
  double tick[PENSTOCK_MAX_TICKS];
  gsize n = isfinite (step) ? penstock_calc_ticks (self->low, self->high, step, tick, G_N_ELEMENTS (tick)) : 0;

  for (gsize i = 0; i < n; i++)
    {
      const double at = penstock_calc_scale_to_pixel (x, tick[i]);
      g_autofree char *label = tick[i] == 0.0 ? g_strdup ("0") : penstock_format_signed (tick[i], penstock_calc_tick_decimals (step));
      const double half = penstock_pen_text_width (pen, label, &style) / 2.0;

      if (at - half >= 0.0 && at + half <= width)
        penstock_pen_text (pen, label, &style, at, penstock_pen_baseline (pen, TEXT, bottom + 9.0 * pen->text));
    }
  style.max_width = width;
  penstock_pen_text (pen, self->axis, &style, width / 2.0, penstock_pen_baseline (pen, TEXT, bottom + 25.0 * pen->text));
}

static void
histogram_draw (PenstockPlot *plot,
                PenstockPen  *pen,
                double        width,
                double        height)
{
  HistogramPlot *self = (HistogramPlot *)plot;
  const double bottom = penstock_pen_snap (pen, MAX (height - FOOT * pen->text, 1.0));
  PenstockCalcScale x, y;

  if (self->n == 0)
    {
      penstock_plot_reason (pen, self->reason != NULL ? self->reason : _("not computed"), width, height);
      return;
    }
  place_axis (self, pen, &x, width);
  penstock_calc_scale_init (&y, 0.0, self->most, bottom, MIN (HEAD + 8.0, bottom), FALSE);
  for (guint i = 0; i < self->n_bins; i++)
    {
      const double left = penstock_pen_snap (pen, penstock_calc_scale_to_pixel (&x, self->begin + self->step * i));
      const double right = penstock_pen_snap (pen, penstock_calc_scale_to_pixel (&x, self->begin + self->step * (i + 1)));
      const double top = penstock_pen_snap (pen, penstock_calc_scale_to_pixel (&y, self->count[i]));

      penstock_plot_put (plot, i, left, 0.0, MAX (right - left - 1.0, 1.0), bottom);
      penstock_pen_rect (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_VOL), left, top, MAX (right - left - 1.0, pen->pixel), bottom - top);
    }
  penstock_pen_hline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_MARK), 0.0, width, bottom);
  draw_axis (self, pen, &x, bottom, width);
  draw_marks (self, pen, &x, bottom, width);
}

static void
histogram_measure (const PenstockPlot *plot,
                   PenstockPen        *pen,
                   GtkOrientation      orientation,
                   int                *minimum,
                   int                *natural)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : (int)ceil (50.0 + FOOT * pen->text);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 520 : (int)ceil (88.0 + FOOT * pen->text);
}

const PenstockPlotKind penstock_histogram_plot = {
  .size = sizeof (HistogramPlot),
  .init = histogram_init,
  .clear = histogram_clear,
  .draw = histogram_draw,
  .measure = histogram_measure,
  .describe = histogram_describe,
  .item = histogram_item,
};

PENSTOCK_DEFINE_PLOT (PenstockHistogram, penstock_histogram, "penstock-histogram", penstock_histogram_plot)

void
penstock_histogram_set_values (PenstockHistogram *self,
                               const double      *value,
                               guint              n,
                               double             real,
                               const char        *axis,
                               const char        *real_label,
                               const char        *reason)
{
  g_return_if_fail (PENSTOCK_IS_HISTOGRAM (self));

  penstock_histogram_fill (&self->histogram.plot, value, n, real, axis, real_label, reason);
  penstock_plot_widget_changed (GTK_WIDGET (self));
}
