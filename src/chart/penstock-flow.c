/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-flow.h"

#define GAP 1.4        /* between pieces, of the text's size */
#define SIGN_GAP 0.5   /* between a sign and its text */
#define ARROW_GAP 0.25

static void
item_clear (gpointer data)
{
  g_free (((PenstockFlowItem *)data)->text);
}

GArray *
penstock_flow_new (void)
{
  GArray *flow = g_array_new (FALSE, FALSE, sizeof (PenstockFlowItem));

  g_array_set_clear_func (flow, item_clear);
  return flow;
}

void
penstock_flow_add (GArray        *flow,
                   PenstockSign   sign,
                   const GdkRGBA *sign_colour,
                   const GdkRGBA *colour,
                   gboolean       bold,
                   const char    *format,
                   ...)
{
  PenstockFlowItem item = { .sign = sign, .colour = *colour, .bold = bold };
  va_list arguments;

  if (sign_colour != NULL)
    item.sign_colour = *sign_colour;
  va_start (arguments, format);
  item.text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_array_append_val (flow, item);
}

static double
sign_width (PenstockSign sign,
            double       size)
{
  switch (sign)
    {
    case PENSTOCK_SIGN_NONE:
      return 0.0;
    case PENSTOCK_SIGN_LINE:
    case PENSTOCK_SIGN_DASHED:
    case PENSTOCK_SIGN_DOTTED:
    case PENSTOCK_SIGN_HATCH:
      return 1.4 * size;
    case PENSTOCK_SIGN_CIRCLE:
    case PENSTOCK_SIGN_DIAMOND:
    case PENSTOCK_SIGN_SQUARE:
      return 0.8 * size;
    case PENSTOCK_SIGN_HOLLOW:
    case PENSTOCK_SIGN_FILLED:
    case PENSTOCK_SIGN_UP:
    case PENSTOCK_SIGN_DOWN:
    default:
      return 0.6 * size;
    }
}

static void
candle_sign (PenstockPen            *pen,
             const PenstockFlowItem *item,
             double                  x,
             double                  y,
             double                  size)
{
  const double stroke = penstock_pen_stroke (pen, 1.0);
  const double width = penstock_pen_snap (pen, 0.6 * size);
  const double left = penstock_pen_snap (pen, x);
  const double top = penstock_pen_snap (pen, y - 0.35 * size);
  const double height = penstock_pen_snap (pen, 0.7 * size);
  const double wick = penstock_pen_snap (pen, left + (width - stroke) / 2.0);
  const double reach = penstock_pen_snap (pen, 0.2 * size);

  if (item->sign == PENSTOCK_SIGN_HOLLOW)
    penstock_pen_frame (pen, &item->sign_colour, left, top, width, height, stroke);
  else
    penstock_pen_rect (pen, &item->sign_colour, left, top, width, height);
  penstock_pen_rect (pen, &item->sign_colour, wick, top - reach, stroke, reach);
  penstock_pen_rect (pen, &item->sign_colour, wick, top + height, stroke, reach);
}

static void
line_sign (PenstockPen            *pen,
           const PenstockFlowItem *item,
           double                  x,
           double                  y,
           double                  size)
{
  const double width = sign_width (item->sign, size);
  cairo_t *cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT ((float)x, (float)(y - size / 2.0), (float)width, (float)size), &item->sign_colour,
                                    1.5 * pen->line);

  if (item->sign == PENSTOCK_SIGN_DASHED)
    penstock_pen_dash (pen, cr, 6.0, 3.0);
  else if (item->sign == PENSTOCK_SIGN_DOTTED)
    penstock_pen_dash (pen, cr, 2.0, 2.0);
  if (item->sign == PENSTOCK_SIGN_HATCH)
    for (double at = 0.0; at < width; at += 5.0 * pen->line)
      {
        cairo_move_to (cr, x + at, y + size / 3.0);
        cairo_line_to (cr, x + at + size / 2.0, y - size / 3.0);
      }
  else
    {
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + width, y);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
marker_sign (PenstockPen            *pen,
             const PenstockFlowItem *item,
             double                  x,
             double                  y,
             double                  size)
{
  const double r = 0.4 * size - 0.75 * pen->line;
  const double middle = x + 0.4 * size;
  cairo_t *cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT ((float)x, (float)(y - size / 2.0), (float)(0.8 * size), (float)size),
                                    &item->sign_colour, 1.5 * pen->line);

  if (item->sign == PENSTOCK_SIGN_CIRCLE)
    {
      cairo_arc (cr, middle, y, r, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
    }
  else
    {
      cairo_move_to (cr, middle, y - r);
      cairo_line_to (cr, middle + r, y);
      cairo_line_to (cr, middle, y + r);
      cairo_line_to (cr, middle - r, y);
      cairo_close_path (cr);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
draw_sign (PenstockPen            *pen,
           const PenstockFlowItem *item,
           double                  x,
           double                  baseline,
           double                  size)
{
  const double middle = baseline - 0.35 * size;

  switch (item->sign)
    {
    case PENSTOCK_SIGN_HOLLOW:
    case PENSTOCK_SIGN_FILLED:
      candle_sign (pen, item, x, middle, size);
      break;
    case PENSTOCK_SIGN_LINE:
    case PENSTOCK_SIGN_DASHED:
    case PENSTOCK_SIGN_DOTTED:
    case PENSTOCK_SIGN_HATCH:
      line_sign (pen, item, x, middle, size);
      break;
    case PENSTOCK_SIGN_CIRCLE:
    case PENSTOCK_SIGN_DIAMOND:
      marker_sign (pen, item, x, middle, size);
      break;
    case PENSTOCK_SIGN_SQUARE:
      penstock_pen_rect (pen, &item->sign_colour, penstock_pen_snap (pen, x), penstock_pen_snap (pen, middle - 0.4 * size),
                         penstock_pen_snap (pen, 0.7 * size), penstock_pen_snap (pen, 0.8 * size));
      break;
    case PENSTOCK_SIGN_UP:
    case PENSTOCK_SIGN_DOWN:
      penstock_pen_arrow (pen, &item->sign_colour, item->sign == PENSTOCK_SIGN_UP, x, baseline, 0.6 * size / pen->line);
      break;
    case PENSTOCK_SIGN_NONE:
    default:
      break;
    }
}

double
penstock_flow_draw (PenstockPen *pen,
                    GArray      *flow,
                    double       size,
                    const char  *between,
                    double       x,
                    double       baseline,
                    double       width,
                    double       row)
{
  const double points = size * pen->text;
  PenstockTextStyle style = { .size = size, .colour = *penstock_pen_token (pen, PENSTOCK_TOKEN_FG) };
  const double gap = between != NULL ? penstock_pen_text_width (pen, between, &style) + 0.5 * points : GAP * points;
  double at = x;

  for (guint i = 0; i < flow->len; i++)
    {
      const PenstockFlowItem *item = &g_array_index (flow, PenstockFlowItem, i);
      double sign = sign_width (item->sign, points);

      if (sign > 0.0)
        sign += (item->sign == PENSTOCK_SIGN_UP || item->sign == PENSTOCK_SIGN_DOWN ? ARROW_GAP : SIGN_GAP) * points;
      style.bold = item->bold;
      style.max_width = 0.0;
      if (at > x && at + gap + sign + penstock_pen_text_width (pen, item->text, &style) > x + width)
        {
          at = x;
          baseline += row;
        }
      if (at > x)
        {
          PenstockTextStyle plain = { .size = size, .anchor = PENSTOCK_ANCHOR_MIDDLE, .colour = *penstock_pen_token (pen, PENSTOCK_TOKEN_FG) };

          if (between != NULL)
            penstock_pen_text (pen, between, &plain, at + gap / 2.0, baseline);
          at += gap;
        }
      if (penstock_pen_text_width (pen, item->text, &style) > width - sign)
        style.max_width = MAX (width - sign, 1.0);
      style.colour = item->colour;
      draw_sign (pen, item, at, baseline, points);
      at += sign + penstock_pen_text (pen, item->text, &style, at + sign, baseline);
    }
  return baseline;
}
