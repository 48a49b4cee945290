/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-plot.h"

#define LARGEST 1e15
#define FIRST_DAY (-719162) /* 1 January of the year 1 */
#define LAST_DAY 2932896    /* 31 December 9999 */
#define TAG_TEXT 11.0
#define TAG_HEIGHT 19.0

/* --- the plot --- */

void
penstock_plot_init (PenstockPlot           *self,
                    const PenstockPlotKind *kind)
{
  self->kind = kind;
  self->cursor = self->hover = -1;
  self->boxes = g_array_new (FALSE, TRUE, sizeof (PenstockBox));
  if (kind->init != NULL)
    kind->init (self);
}

void
penstock_plot_clear (PenstockPlot *self)
{
  if (self->kind->clear != NULL)
    self->kind->clear (self);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->boxes, g_array_unref);
}

PenstockPlot *
penstock_plot_new (const PenstockPlotKind *kind)
{
  PenstockPlot *self = g_malloc0 (kind->size);

  penstock_plot_init (self, kind);
  return self;
}

void
penstock_plot_free (PenstockPlot *self)
{
  penstock_plot_clear (self);
  g_free (self);
}

void
penstock_plot_reset (PenstockPlot *self,
                     const char   *title,
                     guint         n_items,
                     guint         columns)
{
  g_free (self->title);
  self->title = g_strdup (title != NULL ? title : "");
  self->n_items = n_items;
  self->columns = columns;
  self->hover = -1;
  if (self->cursor >= (int)n_items)
    self->cursor = (int)n_items - 1;
  g_array_set_size (self->boxes, 0);
}

static int
step_grid (const PenstockPlot *self,
           int                 at,
           PenstockPlotStep    step)
{
  const int n = (int)self->n_items;
  const int columns = self->columns > 1 ? (int)self->columns : n; /* a list is walked like a row */
  const gboolean one_row = columns >= n;
  const int row = at - at % columns;

  switch (step)
    {
    case PENSTOCK_STEP_LEFT:
      return MAX (at - 1, row);
    case PENSTOCK_STEP_RIGHT:
      return MIN (at + 1, MIN (row + columns, n) - 1);
    case PENSTOCK_STEP_UP:
      return one_row ? MAX (at - 1, 0) : at - columns >= 0 ? at - columns : at;
    case PENSTOCK_STEP_DOWN:
      return one_row ? MIN (at + 1, n - 1) : at + columns < n ? at + columns : at;
    case PENSTOCK_STEP_FIRST:
      return row;
    case PENSTOCK_STEP_LAST:
    default:
      return MIN (row + columns, n) - 1;
    }
}

int
penstock_plot_step (const PenstockPlot *self,
                    PenstockPlotStep    step)
{
  if (self->n_items == 0)
    return -1;
  /* Time ends at the right, where the newest is; a list begins at the top. */
  if (self->cursor < 0)
    return self->columns == 1 ? 0 : step_grid (self, 0, PENSTOCK_STEP_LAST);
  if (self->kind->step != NULL)
    return self->kind->step (self, (guint)self->cursor, step);
  return step_grid (self, self->cursor, step);
}

gboolean
penstock_plot_box (const PenstockPlot *self,
                   int                 item,
                   PenstockBox        *box)
{
  if (item < 0 || (guint)item >= self->boxes->len)
    return FALSE;
  *box = g_array_index (self->boxes, PenstockBox, item);
  return box->width > 0.0 && box->height > 0.0;
}

void
penstock_plot_put (PenstockPlot *self,
                   guint         item,
                   double        x,
                   double        y,
                   double        width,
                   double        height)
{
  if (item >= self->n_items)
    return;
  if (self->boxes->len <= item)
    g_array_set_size (self->boxes, self->n_items);
  g_array_index (self->boxes, PenstockBox, item) = (PenstockBox){ x, y, width, height };
}

int
penstock_plot_find (const PenstockPlot *self,
                    double              x,
                    double              y)
{
  double nearest = G_MAXDOUBLE;
  int found = -1;

  if (self->kind->find != NULL)
    return self->kind->find (self, x, y);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      PenstockBox box;
      double distance;

      if (!penstock_plot_box (self, (int)i, &box) || x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height)
        continue;
      distance = hypot (x - box.x - box.width / 2.0, y - box.y - box.height / 2.0);
      if (distance < nearest)
        {
          nearest = distance;
          found = (int)i;
        }
    }
  return found;
}

/* The words of the item under the keyboard's cursor: who looks must not need the pointer to read them. */
static void
draw_tag (PenstockPlot      *self,
          PenstockPen       *pen,
          const PenstockBox *box,
          double             width,
          double             height)
{
  g_autofree char *words = self->kind->item != NULL ? self->kind->item (self, (guint)self->cursor) : NULL;
  PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_CARD, TAG_TEXT, TRUE, PENSTOCK_ANCHOR_LEFT);
  const double tall = penstock_pen_snap (pen, TAG_HEIGHT * pen->text);
  double wide, x, y;
  cairo_t *cr;

  if (words == NULL || width < 40.0 || height < tall + 4.0)
    return;
  style.max_width = width - 12.0;
  wide = MIN (ceil (penstock_pen_text_width (pen, words, &style)), style.max_width) + 12.0;
  x = penstock_pen_snap (pen, CLAMP (box->x + box->width / 2.0 - wide / 2.0, 0.0, width - wide));
  y = box->y - tall - 4.0;
  if (y < 0.0)
    y = box->y + box->height + 4.0;
  y = penstock_pen_snap (pen, CLAMP (y, 0.0, height - tall));
  cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)wide, (float)tall), penstock_pen_token (pen, PENSTOCK_TOKEN_FG), 1.0);
  penstock_pen_round_rect (cr, x, y, wide, tall, 4.0);
  cairo_fill (cr);
  cairo_destroy (cr);
  penstock_pen_text (pen, words, &style, x + 6.0, penstock_pen_baseline (pen, TAG_TEXT, y + tall / 2.0));
}

static void
draw_cursor (PenstockPlot *self,
             PenstockPen  *pen,
             double        width,
             double        height)
{
  const double edge = penstock_pen_stroke (pen, 2.0);
  PenstockBox box;

  if (!self->focused || !penstock_plot_box (self, self->cursor, &box))
    return;
  penstock_pen_frame (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_FG), penstock_pen_snap (pen, box.x) - edge, penstock_pen_snap (pen, box.y) - edge,
                      penstock_pen_snap (pen, box.width) + 2.0 * edge, penstock_pen_snap (pen, box.height) + 2.0 * edge, edge);
  if (!self->kind->plain)
    draw_tag (self, pen, &box, width, height);
}

void
penstock_plot_draw (PenstockPlot *self,
                    PenstockPen  *pen,
                    double        width,
                    double        height)
{
  PenstockBox box;

  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  if (self->boxes->len > 0)
    memset (self->boxes->data, 0, self->boxes->len * sizeof (PenstockBox));
  self->kind->draw (self, pen, width, height);
  if (self->hover >= 0 && !(self->focused && self->hover == self->cursor) && penstock_plot_box (self, self->hover, &box))
    penstock_pen_frame (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_FG), penstock_pen_snap (pen, box.x), penstock_pen_snap (pen, box.y),
                        penstock_pen_snap (pen, box.width), penstock_pen_snap (pen, box.height), penstock_pen_stroke (pen, 1.0));
  draw_cursor (self, pen, width, height);
}

/* --- drawing --- */

double
penstock_plot_number (double value)
{
  return fabs (value) <= LARGEST ? value : NAN;
}

double *
penstock_plot_numbers (const double *value,
                       gsize         n)
{
  double *copy = g_new (double, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    copy[i] = penstock_plot_number (value[i]);
  return copy;
}

PenstockDay
penstock_plot_day (PenstockDay day)
{
  return day >= FIRST_DAY && day <= LAST_DAY ? day : PENSTOCK_DAY_NONE;
}

PenstockDay *
penstock_plot_days (const PenstockDay *day,
                    gsize              n)
{
  PenstockDay *copy = g_new (PenstockDay, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    copy[i] = penstock_plot_day (day[i]);
  return copy;
}

PenstockTextStyle
penstock_plot_text (const PenstockPen *pen,
                    PenstockToken      token,
                    double             size,
                    gboolean           bold,
                    PenstockAnchor     anchor)
{
  return (PenstockTextStyle){ .size = size, .bold = bold, .anchor = anchor, .colour = *penstock_pen_token (pen, token) };
}

PenstockToken
penstock_plot_sign (double value,
                    double centre)
{
  return value > centre ? PENSTOCK_TOKEN_POS : value < centre ? PENSTOCK_TOKEN_NEG : PENSTOCK_TOKEN_DIM;
}

GdkRGBA
penstock_plot_mix (const PenstockPen *pen,
                   PenstockToken      ground,
                   PenstockToken      token,
                   double             share)
{
  const GdkRGBA *a = penstock_pen_token (pen, ground);
  const GdkRGBA *b = penstock_pen_token (pen, token);
  const float t = (float)CLAMP (share, 0.0, 1.0);

  return (GdkRGBA){ a->red + (b->red - a->red) * t, a->green + (b->green - a->green) * t, a->blue + (b->blue - a->blue) * t, 1.f };
}

GdkRGBA
penstock_plot_tint (const PenstockPen *pen,
                    double             value)
{
  return penstock_plot_mix (pen, PENSTOCK_TOKEN_CARD, value < 0.0 ? PENSTOCK_TOKEN_NEGBG : PENSTOCK_TOKEN_POSBG,
                            0.08 + 0.92 * MIN (fabs (value), 1.0));
}

void
penstock_plot_reason (PenstockPen *pen,
                      const char  *reason,
                      double       width,
                      double       height)
{
  PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, 12.0, FALSE, PENSTOCK_ANCHOR_MIDDLE);

  style.max_width = MAX (width, 1.0);
  penstock_pen_text (pen, reason, &style, width / 2.0, penstock_pen_baseline (pen, style.size, height / 2.0));
}

void
penstock_plot_dot (PenstockPen   *pen,
                   const GdkRGBA *fill,
                   const GdkRGBA *edge,
                   double         x,
                   double         y,
                   double         radius)
{
  const double r = radius * pen->line;
  const double stroke = 1.25 * pen->line;
  const double room = r + stroke;
  cairo_t *cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT ((float)(x - room), (float)(y - room), (float)(2.0 * room), (float)(2.0 * room)), fill, stroke);

  cairo_arc (cr, x, y, r, 0.0, 2.0 * G_PI);
  cairo_fill_preserve (cr);
  if (edge != NULL)
    {
      gdk_cairo_set_source_rgba (cr, edge);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

void
penstock_plot_dashed (PenstockPen   *pen,
                      const GdkRGBA *colour,
                      double         x0,
                      double         y0,
                      double         x1,
                      double         y1)
{
  const double half = pen->pixel / 2.0;
  const double left = MIN (x0, x1) - 1.0;
  const double top = MIN (y0, y1) - 1.0;
  cairo_t *cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT ((float)left, (float)top, (float)(fabs (x1 - x0) + 2.0), (float)(fabs (y1 - y0) + 2.0)),
                                    colour, penstock_pen_stroke (pen, 1.0));

  penstock_pen_dash (pen, cr, 3.0, 3.0);
  cairo_move_to (cr, penstock_pen_snap (pen, x0 - half) + half, penstock_pen_snap (pen, y0 - half) + half);
  cairo_line_to (cr, penstock_pen_snap (pen, x1 - half) + half, penstock_pen_snap (pen, y1 - half) + half);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
penstock_plot_hatch (PenstockPen *pen,
                     double       x,
                     double       y,
                     double       width,
                     double       height)
{
  cairo_t *cr;

  if (width < 1.0 || height < 1.0)
    return;
  cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height), penstock_pen_token (pen, PENSTOCK_TOKEN_GRID),
                           1.0 * pen->line);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  for (double at = x - height; at < x + width; at += 6.0 * pen->line)
    {
      cairo_move_to (cr, at, y + height);
      cairo_line_to (cr, at + height, y);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
penstock_plot_say (GString    *words,
                   const char *part)
{
  if (words->len > 0)
    g_string_append (words, "; ");
  g_string_append (words, part);
}

/* --- dates --- */

static char *
month_label (int      month, /* since the year 0 */
             gboolean years)
{
  g_autoptr(GDateTime) date = g_date_time_new_utc (month / 12, month % 12 + 1, 1, 0, 0, 0);

  /* A year stands in its January's place. */
  if (date == NULL)
    return g_strdup ("");
  return years && month % 12 == 0 ? g_date_time_format (date, C_("axis", "%Y")) : g_date_time_format (date, C_("axis", "%b"));
}

static int
month_of (PenstockDay day)
{
  int year, month, of_month;

  penstock_day_to_ymd (day, &year, &month, &of_month);
  return year * 12 + month - 1;
}

static PenstockDay
month_begin (int month)
{
  return penstock_day_from_ymd (month / 12, month % 12 + 1, 1);
}

/* Months between names, so that they keep apart. */
static int
month_step (PenstockPen             *pen,
            const PenstockCalcScale *days,
            int                      months)
{
  static const int steps[] = { 1, 2, 3, 6, 12, 24, 60, 120 };
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, 11.0, FALSE, PENSTOCK_ANCHOR_LEFT);
  const double room = fabs (days->p1 - days->p0) / MAX (months, 1);
  const double wide = penstock_pen_text_width (pen, "0000", &style) + 14.0 * pen->line;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (room * steps[i] >= wide)
      return steps[i];
  return 1200;
}

void
penstock_plot_dates (PenstockPen             *pen,
                     const PenstockCalcScale *days,
                     double                   top,
                     double                   bottom,
                     double                   baseline)
{
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, 11.0, FALSE, PENSTOCK_ANCHOR_LEFT);
  const int first = month_of ((PenstockDay)ceil (days->v0));
  const int last = month_of ((PenstockDay)floor (days->v1));
  const int step = month_step (pen, days, last - first);

  for (int month = first - first % step; month <= last; month += step)
    {
      const double x = penstock_calc_scale_to_pixel (days, (double)month_begin (month));
      g_autofree char *label = month_label (month, last - first >= 12);

      if ((double)month_begin (month) < days->v0 || !isfinite (x))
        continue;
      if (top < bottom)
        penstock_pen_vline (pen, penstock_pen_token (pen, PENSTOCK_TOKEN_GRID), x, top, bottom);
      if (x + 3.0 + penstock_pen_text_width (pen, label, &style) <= days->p1 + 24.0)
        penstock_pen_text (pen, label, &style, x + 3.0 * pen->line, baseline);
    }
}
