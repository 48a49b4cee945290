/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-ticks.h"
#include "penstock-money.h"
#include "penstock-plot-kinds.h"

#define TEXT 11.0
#define FOOT 50.0
#define GAP 18.0
#define WIDEST_BAR 34.0

typedef struct
{
  char   *label;
  double *value;
  guint   n, first; /* items of the group begin at @first */
  double  difference;
} Group;

typedef struct
{
  PenstockPlot plot;

  GArray      *groups; /* Group */
  double       low, high;
} QuantilePlot;

struct _PenstockQuantileBars
{
  GtkWidget    parent_instance;

  QuantilePlot quantiles;
};

typedef struct
{
  double            right, bottom, group; /* of the plot; width of a group */
  PenstockCalcScale y;
} Place;

static void
group_clear (gpointer data)
{
  Group *group = data;

  g_free (group->label);
  g_free (group->value);
}

static void
quantiles_init (PenstockPlot *plot)
{
  QuantilePlot *self = (QuantilePlot *)plot;

  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (self->groups, group_clear);
}

static void
quantiles_clear (PenstockPlot *plot)
{
  g_clear_pointer (&((QuantilePlot *)plot)->groups, g_array_unref);
}

void
penstock_quantile_bars_fill (PenstockPlot                *plot,
                             const char                  *title,
                             const PenstockQuantileGroup *groups,
                             guint                        n)
{
  QuantilePlot *self = (QuantilePlot *)plot;
  guint items = 0;

  g_array_set_size (self->groups, 0);
  self->low = self->high = 0.0;
  for (guint i = 0; i < n; i++)
    {
      Group group = { .label = g_strdup (groups[i].label != NULL ? groups[i].label : ""), .n = groups[i].n, .first = items,
                      .value = penstock_plot_numbers (groups[i].value, groups[i].n), .difference = penstock_plot_number (groups[i].top_minus_bottom) };

      for (guint q = 0; q < group.n; q++)
        {
          self->low = fmin (self->low, group.value[q]);
          self->high = fmax (self->high, group.value[q]);
        }
      items += group.n;
      g_array_append_val (self->groups, group);
    }
  if (self->low == self->high)
    {
      self->low = -0.01;
      self->high = 0.01;
    }
  penstock_plot_reset (plot, title, items, 0);
}

static const Group *
find_group (const QuantilePlot *self,
            guint               item)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = &g_array_index (self->groups, Group, i);

      if (item >= group->first && item - group->first < group->n)
        return group;
    }
  return NULL;
}

static char *
quantiles_item (const PenstockPlot *plot,
                guint               item)
{
  const Group *group = find_group ((const QuantilePlot *)plot, item);
  g_autofree char *value = NULL;

  if (group == NULL)
    return g_strdup ("");
  value = penstock_format_percent (group->value[item - group->first], 2);
  /* Translators: mean later return of a quantile of a score: "21 days, quantile 2 of 5: +1.20 %"; 1 has the lowest scores. */
  return g_strdup_printf (_("%s, quantile %u of %u: %s"), group->label, item - group->first + 1, group->n, value);
}

static char *
quantiles_describe (const PenstockPlot *plot)
{
  const QuantilePlot *self = (const QuantilePlot *)plot;
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = &g_array_index (self->groups, Group, i);
      g_autofree char *difference = penstock_format_percent (group->difference, 2);
      g_autofree char *part = group->n == 0 ? g_strdup_printf (_("%s: not computed"), group->label)
                                            : g_strdup_printf (_("%s: highest scores minus lowest %s"), group->label, difference);

      penstock_plot_say (words, part);
    }
  return g_string_free (words, FALSE);
}

/* Returns at the right, as on every chart. */
static void
draw_axis (const QuantilePlot *self,
           PenstockPen        *pen,
           const Place        *place)
{
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
  const double step = penstock_calc_tick_step (self->low, self->high, place->bottom, 26.0 * pen->text);
  double tick[PENSTOCK_MAX_TICKS];
  gsize n = isfinite (step) ? penstock_calc_ticks (self->low, self->high, step, tick, G_N_ELEMENTS (tick)) : 0;
  const int decimals = isfinite (step) ? MAX (penstock_calc_tick_decimals (step) - 2, 0) : 0;

  for (gsize i = 0; i < n; i++)
    {
      const double y = penstock_calc_scale_to_pixel (&place->y, tick[i]);
      g_autofree char *label = tick[i] == 0.0 ? g_strdup ("0") : penstock_format_percent (tick[i], decimals);

      penstock_pen_hline (pen, penstock_pen_token (pen, tick[i] == 0.0 ? PENSTOCK_TOKEN_MARK : PENSTOCK_TOKEN_GRID), 0.0, place->right, y);
      penstock_pen_text (pen, label, &style, place->right + 6.0, penstock_pen_baseline (pen, TEXT, y));
    }
}

/* The score's two ends carry the colours of a score; what lies between is context. */
static PenstockToken
bar_token (const Group *group,
           guint        quantile)
{
  return quantile + 1 == group->n ? PENSTOCK_TOKEN_POSBG : quantile == 0 ? PENSTOCK_TOKEN_NEGBG : PENSTOCK_TOKEN_VOL;
}

static void
draw_bars (QuantilePlot *self,
           PenstockPen  *pen,
           const Place  *place,
           const Group  *group,
           double        left)
{
  const double inside = MAX (place->group - GAP, 1.0);
  const double pitch = MIN (inside / group->n, WIDEST_BAR * pen->line);
  const double begin = left + (place->group - pitch * group->n) / 2.0;
  const double zero = penstock_pen_snap (pen, penstock_calc_scale_to_pixel (&place->y, 0.0));

  for (guint q = 0; q < group->n; q++)
    {
      const double x = penstock_pen_snap (pen, begin + pitch * q);
      const double wide = MAX (penstock_pen_snap (pen, begin + pitch * (q + 1)) - x - MAX (1.0, pen->pixel), pen->pixel);
      const double y = penstock_calc_scale_to_pixel (&place->y, group->value[q]);

      penstock_plot_put (&self->plot, group->first + q, x, 0.0, wide, place->bottom);
      if (isfinite (y))
        penstock_pen_rect (pen, penstock_pen_token (pen, bar_token (group, q)), x, MIN (penstock_pen_snap (pen, y), zero), wide,
                           fabs (zero - penstock_pen_snap (pen, y)));
    }
}

static void
draw_words (PenstockPen *pen,
            const Place *place,
            const Group *group,
            double       left)
{
  PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
  const double inside = MAX (place->group - GAP, 1.0);
  const double pitch = MIN (inside / MAX (group->n, 1), WIDEST_BAR * pen->line);
  const double begin = left + (place->group - pitch * MAX (group->n, 1)) / 2.0;
  const double middle = left + place->group / 2.0;
  const double line = 15.0 * pen->text;
  g_autofree char *difference = penstock_format_percent (group->difference, 2);
  /* Translators: below the bars: mean return of the highest scores minus that of the lowest. */
  g_autofree char *words = g_strdup_printf (_("high − low %s"), difference);

  if (group->n > 0 && inside > 80.0 * pen->text)
    {
      penstock_pen_text (pen, C_("scores", "low"), &style, begin, place->bottom + 0.85 * line);
      style.anchor = PENSTOCK_ANCHOR_RIGHT;
      penstock_pen_text (pen, C_("scores", "high"), &style, begin + pitch * group->n, place->bottom + 0.85 * line);
    }
  style.anchor = PENSTOCK_ANCHOR_MIDDLE;
  if (group->n == 0)
    penstock_pen_text (pen, _("not computed"), &style, middle, penstock_pen_baseline (pen, TEXT, place->bottom / 2.0));
  else
    penstock_pen_text (pen, penstock_pen_text_width (pen, words, &style) <= inside ? words : difference, &style, middle, place->bottom + 2.85 * line);
  style.max_width = inside;
  style.colour = *penstock_pen_token (pen, PENSTOCK_TOKEN_FG);
  style.bold = TRUE;
  penstock_pen_text (pen, group->label, &style, middle, place->bottom + 1.85 * line);
}

static void
quantiles_draw (PenstockPlot *plot,
                PenstockPen  *pen,
                double        width,
                double        height)
{
  QuantilePlot *self = (QuantilePlot *)plot;
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
  Place place;

  if (self->groups->len == 0)
    {
      penstock_plot_reason (pen, _("not computed"), width, height);
      return;
    }
  place.right = MAX (width - penstock_pen_text_width (pen, "+10.00 %", &style) - 6.0, 1.0);
  place.bottom = MAX (height - FOOT * pen->text, 1.0);
  place.group = place.right / self->groups->len;
  penstock_calc_scale_init (&place.y, self->low, self->high, MAX (place.bottom - 4.0, 1.0), MIN (8.0, place.bottom), FALSE);
  if (plot->n_items > 0)
    draw_axis (self, pen, &place);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = &g_array_index (self->groups, Group, i);

      if (group->n > 0)
        draw_bars (self, pen, &place, group, place.group * i);
      draw_words (pen, &place, group, place.group * i);
    }
}

static void
quantiles_measure (const PenstockPlot *plot,
                   PenstockPen        *pen,
                   GtkOrientation      orientation,
                   int                *minimum,
                   int                *natural)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 220 : (int)ceil (60.0 + FOOT * pen->text);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 520 : (int)ceil (150.0 + FOOT * pen->text);
}

const PenstockPlotKind penstock_quantile_bars_plot = {
  .size = sizeof (QuantilePlot),
  .init = quantiles_init,
  .clear = quantiles_clear,
  .draw = quantiles_draw,
  .measure = quantiles_measure,
  .describe = quantiles_describe,
  .item = quantiles_item,
};

PENSTOCK_DEFINE_PLOT (PenstockQuantileBars, penstock_quantile_bars, "penstock-quantile-bars", penstock_quantile_bars_plot)

void
penstock_quantile_bars_set_groups (PenstockQuantileBars        *self,
                                   const char                  *title,
                                   const PenstockQuantileGroup *groups,
                                   guint                        n)
{
  g_return_if_fail (PENSTOCK_IS_QUANTILE_BARS (self));

  penstock_quantile_bars_fill (&self->quantiles.plot, title, groups, n);
  penstock_plot_widget_changed (GTK_WIDGET (self));
}
