/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "penstock-price-chart-private.h"

#define TEXT_SIZE 11.0
#define EMPTY_TEXT_SIZE 13.0

static void
layout (PenstockPriceChart *self,
        PenstockPen        *pen)
{
  const double row = 16.0 * pen->text;
  PenstockChartView *view = &self->view;
  /* Under the legend: the event under the crosshair, and whether all this is simulated. */
  gboolean second_row = penstock_chart_series_has_markers (self->series) || self->series->data.simulated;

  view->pen = pen;
  view->series = self->series;
  view->style = self->style;
  view->frame = (PenstockBox){ 0.0, 0.0, self->look.width, self->look.height };
  view->text_size = TEXT_SIZE;
  view->top = second_row ? 2.0 * row + 4.0 : row + 4.0;
  view->first = self->first;
  view->span = self->span;
  view->legend = TRUE;
  view->mark_simulated = TRUE;
  view->cursor = -1;
  view->axis_width = self->axis_width;
  penstock_chart_view_layout (view);
  self->axis_width = view->axis_width;
}

static gboolean
looks_the_same (const PenstockChartLook *a,
                const PenstockChartLook *b)
{
  return a->width == b->width && a->height == b->height && a->pixel == b->pixel && a->text == b->text && a->font_serial == b->font_serial
         && memcmp (&a->theme, &b->theme, sizeof a->theme) == 0;
}

static void
draw_series (PenstockPriceChart *self,
             PenstockPen        *pen)
{
  GtkSnapshot *own = gtk_snapshot_new ();
  PenstockPen inner = *pen;

  inner.snapshot = own;
  layout (self, &inner);
  penstock_chart_layers_draw (&self->view, FALSE);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  self->node = gtk_snapshot_free_to_node (own);
  self->stale = FALSE;
  self->series_draws++;
}

static void
draw_reason (PenstockPriceChart *self,
             PenstockPen        *pen)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  PenstockTextStyle style = { .size = EMPTY_TEXT_SIZE, .anchor = PENSTOCK_ANCHOR_MIDDLE, .max_width = MAX (width - 12.0, 1.0),
                              .colour = *penstock_pen_token (pen, PENSTOCK_TOKEN_DIM) };

  penstock_pen_text (pen, self->reason != NULL ? self->reason : _("No prices yet"), &style, width / 2.0,
                     penstock_pen_baseline (pen, style.size, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0));
}

/* Around the widget, in the padding of its card: within, it would run through the legend. */
static void
draw_focus (PenstockPriceChart *self,
            PenstockPen        *pen)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (-4.f, -4.f, (float)gtk_widget_get_width (GTK_WIDGET (self)) + 8.f,
                                                     (float)gtk_widget_get_height (GTK_WIDGET (self)) + 8.f);
  GdkRGBA colour = *penstock_pen_token (pen, PENSTOCK_TOKEN_ACCT);
  GskRoundedRect outline;

  if (!gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    return;
  gsk_rounded_rect_init_from_rect (&outline, &bounds, 4.f);
  gtk_snapshot_append_border (pen->snapshot, &outline, (float[]){ 2.f, 2.f, 2.f, 2.f }, (GdkRGBA[]){ colour, colour, colour, colour });
}

void
penstock_price_chart_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  PenstockPriceChart *self = PENSTOCK_PRICE_CHART (widget);
  PenstockChartLook look = { .width = gtk_widget_get_width (widget), .height = gtk_widget_get_height (widget) };
  PenstockPen pen;

  penstock_pen_init_widget (&pen, widget, snapshot);
  look.pixel = pen.pixel;
  look.text = pen.text;
  look.font_serial = pango_context_get_serial (pen.pango);
  look.theme = *pen.theme;
  if (self->series == NULL || self->series->data.bars->n == 0)
    draw_reason (self, &pen);
  else
    {
      if (self->stale || !looks_the_same (&look, &self->look))
        {
          self->look = look;
          draw_series (self, &pen);
        }
      if (self->node != NULL)
        gtk_snapshot_append_node (snapshot, self->node);
      self->view.pen = &pen;
      self->view.cursor = self->cursor;
      penstock_chart_layers_draw (&self->view, TRUE);
      self->view.pen = NULL;
    }
  draw_focus (self, &pen);
}
