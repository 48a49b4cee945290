/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-calc-reduce.h"
#include "penstock-calc-ticks.h"
#include "penstock-chart-view.h"

/* Scores under the price: where their panes lie, and what stands in front of them. The lines are penstock-chart-layer-pane.c. */

#define GAP 4.0
#define SHARE 0.2       /* of the height, one pane; two take a sixth each */
#define SHARE_OF_TWO 0.165
#define LEAST 40.0      /* lower than that and a pane is not drawn: the price comes first */
#define TITLE 15.0
#define SPACING 1.2     /* of ticks, in heights of their labels */

double
penstock_chart_panes_place (PenstockChartView *self,
                            double             top,
                            double             bottom)
{
  const guint n = self->series->n_panes;
  const double line = self->pen->line;
  double height = (n > 1 ? SHARE_OF_TWO : SHARE) * (bottom - top);
  gboolean room;

  if (n == 0)
    return bottom;
  height = MAX (height, LEAST * self->pen->text);
  room = n * (height + GAP * line) <= 0.5 * (bottom - top);
  for (guint i = n; i > 0; i--)
    {
      const double end = penstock_pen_snap (self->pen, bottom);
      const double begin = room ? penstock_pen_snap (self->pen, end - height) : end;

      self->pane[i - 1].box = (PenstockBox){ self->frame.x, begin, 0.0, end - begin };
      if (room)
        bottom = begin - penstock_pen_snap (self->pen, GAP * line);
    }
  return bottom;
}

/* The axis a score has by its nature, and all that is in view. */
static void
find_range (const PenstockChartView  *self,
            const PenstockSeriesPane *pane,
            double                   *low,
            double                   *high)
{
  double least, greatest;

  penstock_calc_extent (pane->value, self->begin, self->end, &least, &greatest);
  *low = fmin (least, pane->low);
  *high = fmax (greatest, pane->high);
  if (!isfinite (*low) || !isfinite (*high) || *low > *high)
    {
      *low = -1.0;
      *high = 1.0;
    }
  penstock_calc_scale_pad (low, high, isfinite (pane->low) && isfinite (pane->high) ? 0.0 : 0.06, FALSE);
}

static void
scale_pane (const PenstockChartView  *self,
            const PenstockSeriesPane *pane,
            PenstockPaneView         *view)
{
  const double title = TITLE * self->pen->text;
  /* Half a label of air at either end, so that the labels of neighbours never touch. */
  const double air = 0.55 * self->text_size * self->pen->text;
  double low, high, step;

  find_range (self, pane, &low, &high);
  penstock_calc_scale_init (&view->value, low, high, view->box.y + view->box.height - air, view->box.y + title, FALSE);
  view->guide = low < 0.0 && high > 0.0 ? 0.0 : isfinite (pane->low) && isfinite (pane->high) ? (pane->low + pane->high) / 2.0 : NAN;
  step = penstock_calc_tick_step (low, high, view->box.height - title - air, SPACING * self->text_size * self->pen->text);
  view->n_ticks = isfinite (step) ? penstock_calc_ticks (low, high, step, view->tick, PENSTOCK_MAX_PANE_TICKS) : 0;
  view->tick_decimals = isfinite (step) ? penstock_calc_tick_decimals (step) : 0;
}

void
penstock_chart_panes_scale (PenstockChartView *self)
{
  for (guint i = 0; i < self->series->n_panes; i++)
    scale_pane (self, &self->series->pane[i], &self->pane[i]);
}

double
penstock_chart_panes_measure (const PenstockChartView *self,
                              double                   width)
{
  PenstockTextStyle style = penstock_chart_view_text (self, PENSTOCK_TOKEN_DIM);

  style.bold = TRUE;
  for (guint i = 0; i < self->series->n_panes; i++)
    {
      const PenstockPaneView *view = &self->pane[i];
      const double ends[] = { view->value.v0, view->value.v1 };

      for (gsize e = 0; view->box.height > 0.0 && e < G_N_ELEMENTS (ends); e++)
        {
          g_autofree char *text = penstock_series_pane_format (&self->series->pane[i], ends[e], self->series->pane[i].decimals);

          width = MAX (width, penstock_pen_text_width (self->pen, text, &style));
        }
      for (gsize t = 0; view->box.height > 0.0 && t < view->n_ticks; t++)
        {
          g_autofree char *text = penstock_series_pane_format (&self->series->pane[i], view->tick[t], view->tick_decimals);

          width = MAX (width, penstock_pen_text_width (self->pen, text, &style));
        }
    }
  return width;
}

static gboolean
has_cursor (const PenstockChartView *self)
{
  return self->cursor >= (gssize)self->begin && self->cursor < (gssize)self->end;
}

/* Where the crosshair's tag stands on a pane; NAN if there is none. */
static double
tag_at (const PenstockChartView *self,
        guint                    pane)
{
  return has_cursor (self) ? penstock_calc_scale_to_pixel (&self->pane[pane].value, self->series->pane[pane].value[self->cursor]) : NAN;
}

void
penstock_chart_panes_labels (const PenstockChartView *self)
{
  const PenstockTextStyle style = penstock_chart_view_text (self, PENSTOCK_TOKEN_DIM);
  const double distance = (penstock_chart_view_tag (self) + self->text_size * self->pen->text) / 2.0;

  for (guint i = 0; i < self->series->n_panes; i++)
    for (gsize t = 0; self->pane[i].box.height > 0.0 && t < self->pane[i].n_ticks; t++)
      {
        const double y = penstock_calc_scale_to_pixel (&self->pane[i].value, self->pane[i].tick[t]);
        g_autofree char *label = penstock_series_pane_format (&self->series->pane[i], self->pane[i].tick[t], self->pane[i].tick_decimals);

        if (!(fabs (tag_at (self, i) - y) < distance))
          penstock_pen_text (self->pen, label, &style, penstock_chart_view_right (self) + 6.0 * self->pen->line,
                             penstock_pen_baseline (self->pen, style.size, y));
      }
}

/* The bar under the crosshair, else the last in view that has a value. */
static double
current_value (const PenstockChartView *self,
               guint                    pane)
{
  const double *value = self->series->pane[pane].value;

  if (has_cursor (self))
    return value[self->cursor];
  for (gsize i = self->end; i > self->begin; i--)
    if (isfinite (value[i - 1]))
      return value[i - 1];
  return NAN;
}

/* At the top left, as the price's legend. */
void
penstock_chart_panes_titles (const PenstockChartView *self)
{
  const GdkRGBA *card = penstock_pen_token (self->pen, PENSTOCK_TOKEN_CARD);
  const double gap = 5.0 * self->pen->line;

  for (guint i = 0; i < self->series->n_panes; i++)
    {
      const PenstockBox *box = &self->pane[i].box;
      const double baseline = penstock_pen_baseline (self->pen, self->text_size, box->y + 0.5 * TITLE * self->pen->text);
      g_autofree char *text = penstock_series_pane_format (&self->series->pane[i], current_value (self, i), self->series->pane[i].decimals);
      PenstockTextStyle value = penstock_chart_view_text (self, PENSTOCK_TOKEN_POS);
      PenstockTextStyle title = penstock_chart_view_text (self, PENSTOCK_TOKEN_DIM);
      double wide;

      if (box->height <= 0.0)
        continue;
      value.bold = TRUE;
      wide = penstock_pen_text_width (self->pen, text, &value);
      title.max_width = MAX (box->width - wide - 3.0 * gap, 1.0);
      wide = penstock_pen_text_halo (self->pen, self->series->pane[i].title, &title, card, box->x + 2.0, baseline);
      penstock_pen_text_halo (self->pen, text, &value, card, box->x + 2.0 + wide + gap, baseline);
    }
}

void
penstock_chart_panes_tags (const PenstockChartView *self)
{
  for (guint i = 0; i < self->series->n_panes; i++)
    {
      const double y = tag_at (self, i);
      g_autofree char *text = NULL;

      if (self->pane[i].box.height <= 0.0 || !isfinite (y))
        continue;
      text = penstock_series_pane_format (&self->series->pane[i], self->series->pane[i].value[self->cursor], self->series->pane[i].decimals);
      penstock_chart_view_price_tag (self, penstock_pen_token (self->pen, PENSTOCK_TOKEN_FG), y, text);
    }
}
