/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-calc-ticks.h"
#include "penstock-money.h"
#include "penstock-plane-labels.h"
#include "penstock-plane-private.h"

#define TEXT 11.0
#define LABEL_TEXT 12.0
#define LIT_HEAD 5.0
#define HEAD 3.0
#define WEEKS_PER_DOT 4
#define OLDEST 0.3 /* strength of a trail's begin */

typedef struct
{
  PenstockPlanePlot *self;
  PenstockPen       *pen;
  double             width, height;
  PenstockBox        box; /* of the plot */
  PenstockCalcScale  x, y;
  gboolean           words; /* there is room for them */
} Place;

static const PenstockTrail *
get_trail (const Place *place,
           guint        trail)
{
  return &g_array_index (place->self->trails, PenstockTrail, trail);
}

static void
place_plot (Place *place)
{
  const double text = place->pen->text;
  const PenstockTextStyle style = penstock_plot_text (place->pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
  const double axis = place->words ? 20.0 * text + ceil (penstock_pen_text_width (place->pen, "+0.0", &style)) + 8.0 : 0.0;
  const double foot = place->words ? 36.0 * text : 0.0;

  place->box = (PenstockBox){ penstock_pen_snap (place->pen, place->self->plot.rtl ? 0.0 : axis), 0.0,
                              MAX (penstock_pen_snap (place->pen, place->width - axis), 1.0), MAX (penstock_pen_snap (place->pen, place->height - foot), 1.0) };
  penstock_calc_scale_init (&place->x, place->self->x_low, place->self->x_high, place->box.x, place->box.x + place->box.width, FALSE);
  penstock_calc_scale_init (&place->y, place->self->y_low, place->self->y_high, place->box.height, 0.0, FALSE);
}

/* --- axes --- */

static void
draw_tick (const Place *place,
           gboolean     vertical,
           double       value,
           int          decimals)
{
  PenstockPen *pen = place->pen;
  const double at = penstock_calc_scale_to_pixel (vertical ? &place->y : &place->x, value);
  const GdkRGBA *colour = penstock_pen_token (pen, value == 0.0 ? PENSTOCK_TOKEN_MARK : PENSTOCK_TOKEN_GRID);
  g_autofree char *label = value == 0.0 ? g_strdup ("0") : penstock_format_signed (value, decimals);
  PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE,
                                                !vertical ? PENSTOCK_ANCHOR_MIDDLE : place->self->plot.rtl ? PENSTOCK_ANCHOR_LEFT : PENSTOCK_ANCHOR_RIGHT);
  double half;

  if (vertical)
    penstock_pen_hline (pen, colour, place->box.x, place->box.x + place->box.width, at);
  else
    penstock_pen_vline (pen, colour, at, 0.0, place->box.height);
  if (!place->words)
    return;
  if (vertical)
    {
      if (at > 5.0 * pen->text && at < place->box.height - 5.0 * pen->text)
        penstock_pen_text (pen, label, &style, place->self->plot.rtl ? place->box.width + 7.0 : place->box.x - 7.0, penstock_pen_baseline (pen, TEXT, at));
      return;
    }
  half = penstock_pen_text_width (pen, label, &style) / 2.0;
  if (at - half >= 0.0 && at + half <= place->width)
    penstock_pen_text (pen, label, &style, at, penstock_pen_baseline (pen, TEXT, place->box.height + 11.0 * pen->text));
}

static void
draw_axis (const Place *place,
           gboolean     vertical)
{
  const double low = vertical ? place->self->y_low : place->self->x_low;
  const double high = vertical ? place->self->y_high : place->self->x_high;
  const double length = vertical ? place->box.height : place->box.width;
  const double step = penstock_calc_tick_step (low, high, length, (vertical ? 60.0 : 72.0) * place->pen->text);
  double tick[PENSTOCK_MAX_TICKS];
  gsize n = isfinite (step) ? penstock_calc_ticks (low, high, step, tick, G_N_ELEMENTS (tick)) : 0;

  for (int zero = 0; zero < 2; zero++) /* the zero lines lie above the grid */
    for (gsize i = 0; i < n; i++)
      if ((tick[i] == 0.0) == (zero == 1))
        draw_tick (place, vertical, tick[i], penstock_calc_tick_decimals (step));
}

static void
draw_titles (const Place *place)
{
  PenstockPen *pen = place->pen;
  PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_FG, TEXT, FALSE, PENSTOCK_ANCHOR_MIDDLE);

  style.max_width = place->box.width;
  penstock_pen_text (pen, _("Narrative: price momentum and events"), &style, place->box.x + place->box.width / 2.0,
                     penstock_pen_baseline (pen, TEXT, place->box.height + 28.0 * pen->text));
  if (pen->texts != NULL) /* a file's words lie flat */
    return;
  style.max_width = place->box.height;
  gtk_snapshot_save (pen->snapshot);
  gtk_snapshot_translate (pen->snapshot, &GRAPHENE_POINT_INIT ((float)(place->self->plot.rtl ? place->width - 4.0 * pen->text : 10.0 * pen->text),
                                                              (float)(place->box.height / 2.0)));
  gtk_snapshot_rotate (pen->snapshot, -90.f);
  penstock_pen_text (pen, _("Validation: revenue"), &style, 0.0, 0.0);
  gtk_snapshot_restore (pen->snapshot);
}

/* Names of the four corners; their boxes are kept free of labels. */
static guint
draw_corners (const Place *place,
              PenstockBox  corners[4])
{
  static const struct { const char *name; gboolean right, below; } each[] = {
    { N_("validation before the story"), FALSE, FALSE }, { N_("validation, accelerated when rising"), TRUE, FALSE },
    { N_("dormant"), FALSE, TRUE }, { N_("narrative"), TRUE, TRUE },
  };
  PenstockPen *pen = place->pen;
  const double tall = 18.0 * pen->text;

  for (gsize i = 0; i < G_N_ELEMENTS (each); i++)
    {
      PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, each[i].right ? PENSTOCK_ANCHOR_RIGHT : PENSTOCK_ANCHOR_LEFT);
      const double top = each[i].below ? place->box.height - tall - 4.0 : 6.0;
      double wide;

      style.italic = TRUE;
      style.max_width = MAX (place->box.width / 2.0 - 10.0, 1.0);
      wide = MIN (penstock_pen_text_width (pen, _(each[i].name), &style), style.max_width);
      corners[i] = (PenstockBox){ each[i].right ? place->box.x + place->box.width - wide - 5.0 : place->box.x + 5.0, top, wide, tall };
      penstock_pen_text_halo (pen, _(each[i].name), &style, penstock_pen_token (pen, PENSTOCK_TOKEN_CARD),
                              each[i].right ? place->box.x + place->box.width - 5.0 : place->box.x + 5.0,
                              penstock_pen_baseline (pen, TEXT, top + tall / 2.0));
    }
  return G_N_ELEMENTS (each);
}

/* --- trails --- */

static gboolean
point (const Place         *place,
       const PenstockTrail *trail,
       int                  i,
       double              *x,
       double              *y)
{
  *x = penstock_calc_scale_to_pixel (&place->x, trail->x[i]);
  *y = penstock_calc_scale_to_pixel (&place->y, trail->y[i]);
  return isfinite (*x) && isfinite (*y);
}

/* Opaque: the older, the nearer to the card. */
static GdkRGBA
age_colour (const Place *place,
            gboolean     lit,
            int          i)
{
  const double age = place->self->n_points > 1 ? (double)i / (place->self->n_points - 1.0) : 1.0;

  return penstock_plot_mix (place->pen, PENSTOCK_TOKEN_CARD, lit ? PENSTOCK_TOKEN_POS : PENSTOCK_TOKEN_VOL, OLDEST + (1.0 - OLDEST) * age * age);
}

static void
draw_trail (const Place         *place,
            const PenstockTrail *trail,
            gboolean             lit)
{
  PenstockPen *pen = place->pen;
  GdkRGBA colour = age_colour (place, lit, 0);
  cairo_t *cr = penstock_pen_begin (pen, &GRAPHENE_RECT_INIT ((float)place->box.x, 0.f, (float)place->box.width, (float)place->box.height), &colour,
                                    (lit ? 2.0 : 1.25) * pen->line);
  double x0, y0, x1, y1;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 1; i <= trail->head; i++)
    {
      if (!point (place, trail, i - 1, &x0, &y0) || !point (place, trail, i, &x1, &y1))
        continue;
      colour = age_colour (place, lit, i);
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_move_to (cr, x0, y0);
      cairo_line_to (cr, x1, y1);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
draw_weeks (const Place         *place,
            const PenstockTrail *trail)
{
  for (int i = (int)place->self->n_points - 1 - WEEKS_PER_DOT; i >= 0; i -= WEEKS_PER_DOT)
    {
      const GdkRGBA colour = age_colour (place, TRUE, i);
      double x, y;

      if (i < trail->head && point (place, trail, i, &x, &y))
        penstock_plot_dot (place->pen, penstock_pen_token (place->pen, PENSTOCK_TOKEN_CARD), &colour, x, y, 1.75);
    }
}

static void
draw_head (const Place         *place,
           const PenstockTrail *trail,
           guint                item,
           gboolean             lit)
{
  const double room = (lit ? LIT_HEAD : HEAD) * place->pen->line + 3.0;
  double x, y;

  if (trail->head < 0 || !point (place, trail, trail->head, &x, &y))
    return;
  penstock_plot_dot (place->pen, penstock_pen_token (place->pen, lit ? PENSTOCK_TOKEN_POS : PENSTOCK_TOKEN_MARK),
                     penstock_pen_token (place->pen, PENSTOCK_TOKEN_CARD), x, y, lit ? LIT_HEAD : HEAD);
  penstock_plot_put (&place->self->plot, item, x - room, y - room, 2.0 * room, 2.0 * room);
}

/* --- labels --- */

static GArray *
lit_lines (const Place *place)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (PenstockPlaneLine));

  for (guint l = 0; l < place->self->n_lit; l++)
    {
      const PenstockTrail *trail = get_trail (place, place->self->lit[l]);

      for (int i = 1; i <= trail->head; i++)
        {
          PenstockPlaneLine line;

          if (point (place, trail, i - 1, &line.x0, &line.y0) && point (place, trail, i, &line.x1, &line.y1))
            g_array_append_val (lines, line);
        }
    }
  return lines;
}

static PenstockTextStyle
label_style (const Place *place,
             gboolean     lit)
{
  return penstock_plot_text (place->pen, lit ? PENSTOCK_TOKEN_FG : PENSTOCK_TOKEN_DIM, LABEL_TEXT, lit, PENSTOCK_ANCHOR_LEFT);
}

static void
draw_labels (const Place       *place,
             const PenstockBox *corners,
             guint              n_corners)
{
  const guint n = place->self->trails->len;
  g_autofree PenstockPlaneLabel *labels = g_new0 (PenstockPlaneLabel, MAX (n, 1));
  g_autofree guint *trail_of = g_new0 (guint, MAX (n, 1));
  g_autoptr(GArray) lines = lit_lines (place);
  guint count = 0;

  for (int wanted = 1; wanted >= 0; wanted--) /* those that are lit choose first */
    for (guint t = 0; t < n; t++)
      {
        const gboolean lit = penstock_plane_is_lit (place->self, t);
        const PenstockTextStyle style = label_style (place, lit);
        PenstockPlaneLabel *label = &labels[count];

        if (lit != (wanted == 1) || get_trail (place, t)->head < 0 || !point (place, get_trail (place, t), get_trail (place, t)->head, &label->x, &label->y))
          continue;
        label->radius = (lit ? LIT_HEAD : HEAD) * place->pen->line + 1.0;
        label->width = penstock_pen_text_width (place->pen, get_trail (place, t)->label, &style);
        label->height = 15.0 * place->pen->text;
        label->must = lit;
        trail_of[count++] = t;
      }
  penstock_plane_labels_place (labels, count, (const PenstockPlaneLine *)(gpointer)lines->data, lines->len, corners, n_corners, &place->box);
  for (guint i = count; i > 0; i--)
    {
      const PenstockPlaneLabel *label = &labels[i - 1];
      const PenstockTextStyle style = label_style (place, label->must);

      if (label->shown)
        penstock_pen_text_halo (place->pen, get_trail (place, trail_of[i - 1])->label, &style, penstock_pen_token (place->pen, PENSTOCK_TOKEN_CARD),
                                label->box.x, penstock_pen_baseline (place->pen, LABEL_TEXT, label->box.y + label->height / 2.0));
    }
}

void
penstock_plane_draw (PenstockPlot *plot,
                     PenstockPen  *pen,
                     double        width,
                     double        height)
{
  PenstockPlanePlot *self = (PenstockPlanePlot *)plot;
  Place place = { .self = self, .pen = pen, .width = width, .height = height, .words = width >= 160.0 * pen->text && height >= 120.0 * pen->text };
  PenstockBox corners[4];
  guint n_corners = 0;

  if (self->trails->len == 0)
    {
      penstock_plot_reason (pen, _("no history yet"), width, height);
      return;
    }
  place_plot (&place);
  draw_axis (&place, FALSE);
  draw_axis (&place, TRUE);
  for (int lit = 0; lit < 2; lit++)
    for (guint t = 0; t < self->trails->len; t++)
      if (penstock_plane_is_lit (self, t) == (lit == 1))
        draw_trail (&place, get_trail (&place, t), lit == 1);
  for (guint l = 0; l < self->n_lit; l++)
    draw_weeks (&place, get_trail (&place, self->lit[l]));
  if (place.words)
    {
      draw_titles (&place);
      n_corners = draw_corners (&place, corners);
    }
  for (int lit = 0; lit < 2; lit++)
    for (guint t = 0; t < self->trails->len; t++)
      if (penstock_plane_is_lit (self, t) == (lit == 1))
        draw_head (&place, get_trail (&place, t), t, lit == 1);
  if (place.words)
    draw_labels (&place, corners, n_corners);
}
