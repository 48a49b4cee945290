/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "penstock-chart-layer.h"
#include "penstock-money.h"

/* One row at the top left, never a box over the data. Each value has a slot as wide as its widest text, so that nothing moves while
 * the crosshair does; what has no room is left out from the least important on. */

#define GAP 7.0
#define NAME_GAP 3.0
#define ARROW 8.0

typedef struct
{
  const char   *name;    /* dim, before the value; NULL = none */
  char         *value;   /* owned */
  double        width;   /* of the value's slot */
  PenstockToken token;
  const GdkRGBA *colour; /* instead of the token */
  gboolean      bold;
  int           arrow;   /* +1, −1; 0 = none */
  gboolean      arrow_slot;
  int           rank;    /* the greatest is dropped first */
} Slot;

typedef struct
{
  Slot  slot[8 + PENSTOCK_MAX_OVERLAYS];
  guint n;
  char *overlay_name[PENSTOCK_MAX_OVERLAYS];
} Row;

static PenstockTextStyle
slot_style (const PenstockChartView *view,
            const Slot              *slot)
{
  PenstockTextStyle style = penstock_chart_view_text (view, slot->token);

  if (slot->colour != NULL)
    style.colour = *slot->colour;
  style.bold = slot->bold;
  return style;
}

/* As wide as any text of this form: every digit the widest. */
static double
template_width (const PenstockChartView *view,
                const char              *text,
                gboolean                 bold)
{
  PenstockTextStyle style = penstock_chart_view_text (view, PENSTOCK_TOKEN_FG);

  style.bold = bold;
  return ceil (penstock_pen_text_width (view->pen, text, &style));
}

static Slot *
add (Row        *row,
     const char *name,
     char       *value_take,
     double      width,
     int         rank)
{
  Slot *slot = &row->slot[row->n++];

  *slot = (Slot){ .name = name, .value = value_take, .width = width, .token = PENSTOCK_TOKEN_FG, .rank = rank };
  return slot;
}

static void
fill_row (const PenstockChartView *view,
          Row                     *row,
          gsize                    bar)
{
  const PenstockChartSeries *series = view->series;
  double *const *field = series->data.bars->field;
  g_autofree char *widest_price = penstock_chart_series_format (series, series->max_price);
  g_autofree char *widest_date = penstock_chart_view_format_day (view, series->data.bars->day[bar]);
  const double price = template_width (view, widest_price, FALSE);
  const double previous = penstock_chart_series_previous (series, bar);
  const double close = field[PENSTOCK_BAR_CLOSE][bar];
  const double change = close / previous - 1.0;
  /* Translators: open, high, low and close of a day, as short as can be. */
  const char *const names[] = { C_("bar", "O"), C_("bar", "H"), C_("bar", "L"), C_("bar", "C") };
  Slot *slot;

  slot = add (row, NULL, g_steal_pointer (&widest_date), 0.0, 0);
  slot->bold = TRUE;
  slot->width = MAX (template_width (view, slot->value, TRUE), template_width (view, "00 May", TRUE));
  for (int f = PENSTOCK_BAR_OPEN; f <= PENSTOCK_BAR_CLOSE; f++)
    add (row, names[f], penstock_chart_series_format (series, field[f][bar]), price, f == PENSTOCK_BAR_CLOSE ? 0 : 3);
  slot = add (row, NULL, penstock_format_percent (change, 1), template_width (view, "+00.0 %", TRUE), 0);
  slot->bold = TRUE;
  slot->colour = penstock_chart_view_colour (view, previous, close);
  slot->arrow = change > 0.0 ? 1 : change < 0.0 ? -1 : 0;
  slot->arrow_slot = TRUE;
  if (isfinite (series->max_volume))
    add (row, _("Vol"), penstock_format_compact (field[PENSTOCK_BAR_VOLUME][bar]), template_width (view, "000.0 M", FALSE), 4);
  for (guint i = 0; i < series->n_sma; i++)
    {
      row->overlay_name[i] = g_strdup_printf (_("SMA %u"), series->sma[i].period);
      slot = add (row, row->overlay_name[i], penstock_chart_series_format (series, series->sma[i].value[bar]), price, 5 + (int)i);
      slot->token = PENSTOCK_TOKEN_OV;
    }
  if (series->data.last_is_live && bar + 1 == series->data.bars->n)
    {
      slot = add (row, NULL, g_strdup (_("live")), template_width (view, _("live"), FALSE), 9);
      slot->token = PENSTOCK_TOKEN_DIM;
    }
}

static double
slot_width (const PenstockChartView *view,
            const Slot              *slot)
{
  double width = slot->width + GAP * view->pen->line;

  if (slot->name != NULL)
    width += template_width (view, slot->name, FALSE) + NAME_GAP * view->pen->line;
  if (slot->arrow_slot)
    width += (ARROW + 3.0) * view->pen->line;
  return width;
}

/* The rank from which on slots have no room. */
static int
choose_rank (const PenstockChartView *view,
             const Row               *row)
{
  int rank = 100;

  for (;;)
    {
      double width = -GAP * view->pen->line;
      int greatest = 0;

      for (guint i = 0; i < row->n; i++)
        if (row->slot[i].rank < rank)
          {
            width += slot_width (view, &row->slot[i]);
            greatest = MAX (greatest, row->slot[i].rank);
          }
      if (width <= view->frame.width || greatest == 0)
        return rank;
      rank = greatest;
    }
}

static void
draw_slot (const PenstockChartView *view,
           const Slot              *slot,
           double                   x,
           double                   baseline)
{
  PenstockTextStyle style = slot_style (view, slot);
  const double line = view->pen->line;

  if (slot->name != NULL)
    {
      PenstockTextStyle dim = penstock_chart_view_text (view, PENSTOCK_TOKEN_DIM);

      penstock_pen_text (view->pen, slot->name, &dim, x, baseline);
      x += template_width (view, slot->name, FALSE) + NAME_GAP * line;
    }
  if (slot->arrow_slot)
    {
      if (slot->arrow != 0)
        penstock_pen_arrow (view->pen, &style.colour, slot->arrow > 0, x, baseline - 0.5 * line, ARROW);
      x += (ARROW + 3.0) * line;
    }
  penstock_pen_text (view->pen, slot->value, &style, x, baseline);
}

static void
draw_marker (const PenstockChartView *view,
             gsize                    bar)
{
  const PenstockMarker *marker = penstock_chart_series_marker (view->series, bar);
  PenstockTextStyle style = penstock_chart_view_text (view, PENSTOCK_TOKEN_FG);

  if (marker == NULL || marker->title == NULL)
    return;
  style.max_width = view->frame.width;
  if (view->series->data.simulated)
    style.max_width = MAX (style.max_width - template_width (view, _("Simulated"), TRUE) - 24.0 * view->pen->line, 1.0);
  penstock_pen_text (view->pen, marker->title, &style, view->frame.x,
                     penstock_pen_baseline (view->pen, style.size, view->frame.y + 24.0 * view->pen->text));
}

static void
legend_snapshot (const PenstockChartView *view)
{
  gssize bar = view->cursor >= 0 ? view->cursor : penstock_chart_series_last (view->series, view->end);
  const double baseline = penstock_pen_baseline (view->pen, view->text_size, view->frame.y + 8.0 * view->pen->text);
  double x = view->frame.x;
  Row row = { 0 };
  int rank;

  penstock_chart_panes_titles (view);
  if (!view->legend || bar < 0)
    return;

  fill_row (view, &row, (gsize)bar);
  rank = choose_rank (view, &row);
  for (guint i = 0; i < row.n; i++)
    {
      if (row.slot[i].rank < rank)
        {
          draw_slot (view, &row.slot[i], x, baseline);
          x += slot_width (view, &row.slot[i]);
        }
      g_free (row.slot[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (row.overlay_name); i++)
    g_free (row.overlay_name[i]);
  if (view->lane.height > 0.0 && view->cursor >= 0)
    draw_marker (view, (gsize)bar);
}

const PenstockChartLayer penstock_chart_layer_legend = {
  .id = "legend",
  .front = TRUE,
  .snapshot = legend_snapshot,
};
