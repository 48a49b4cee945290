/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-pen.h"

static void
text_free (gpointer data)
{
  PenstockPenText *self = data;

  g_free (self->text);
  g_object_unref (self->layout);
  g_free (self);
}

GPtrArray *
penstock_pen_texts_new (void)
{
  return g_ptr_array_new_with_free_func (text_free);
}

void
penstock_pen_init_widget (PenstockPen *self,
                          GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  PangoContext *pango = gtk_widget_get_pango_context (widget);
  double resolution = pango_cairo_context_get_resolution (pango);

  *self = (PenstockPen){
    .snapshot = snapshot,
    .pango = pango,
    .theme = penstock_theme_get_current (),
    .text = resolution > 0.0 ? resolution / 96.0 : 1.0,
    .line = 1.0,
    .pixel = 1.0 / gtk_widget_get_scale_factor (widget),
  };
}

const GdkRGBA *
penstock_pen_token (const PenstockPen *self,
                    PenstockToken      token)
{
  return &self->theme->token[token];
}

GdkRGBA
penstock_pen_alpha (const PenstockPen *self,
                    PenstockToken      token,
                    double             alpha)
{
  GdkRGBA colour = self->theme->token[token];

  colour.alpha = (float)alpha;
  return colour;
}

double
penstock_pen_snap (const PenstockPen *self,
                   double             position)
{
  return round (position / self->pixel) * self->pixel;
}

double
penstock_pen_stroke (const PenstockPen *self,
                     double             width)
{
  return MAX (1.0, round (width * self->line / self->pixel)) * self->pixel;
}

void
penstock_pen_rect (PenstockPen   *self,
                   const GdkRGBA *colour,
                   double         x,
                   double         y,
                   double         width,
                   double         height)
{
  if (width > 0.0 && height > 0.0)
    gtk_snapshot_append_color (self->snapshot, colour, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height));
}

void
penstock_pen_frame (PenstockPen   *self,
                    const GdkRGBA *colour,
                    double         x,
                    double         y,
                    double         width,
                    double         height,
                    double         stroke)
{
  if (width <= 2.0 * stroke || height <= 2.0 * stroke)
    {
      penstock_pen_rect (self, colour, x, y, width, height);
      return;
    }
  penstock_pen_rect (self, colour, x, y, width, stroke);
  penstock_pen_rect (self, colour, x, y + height - stroke, width, stroke);
  penstock_pen_rect (self, colour, x, y + stroke, stroke, height - 2.0 * stroke);
  penstock_pen_rect (self, colour, x + width - stroke, y + stroke, stroke, height - 2.0 * stroke);
}

void
penstock_pen_hline (PenstockPen   *self,
                    const GdkRGBA *colour,
                    double         x0,
                    double         x1,
                    double         y)
{
  double width = penstock_pen_stroke (self, 1.0);

  penstock_pen_rect (self, colour, x0, penstock_pen_snap (self, y - width / 2.0), x1 - x0, width);
}

void
penstock_pen_vline (PenstockPen   *self,
                    const GdkRGBA *colour,
                    double         x,
                    double         y0,
                    double         y1)
{
  double width = penstock_pen_stroke (self, 1.0);

  penstock_pen_rect (self, colour, penstock_pen_snap (self, x - width / 2.0), y0, width, y1 - y0);
}

cairo_t *
penstock_pen_begin (PenstockPen           *self,
                    const graphene_rect_t *bounds,
                    const GdkRGBA         *colour,
                    double                 width)
{
  const graphene_point_t *origin = &bounds->origin;
  /* cairo 1.16 misplaces a recording that does not begin at 0, 0 when it writes SVG; so it does, within a translation. */
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0.f, 0.f, bounds->size.width, bounds->size.height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  gtk_snapshot_save (self->snapshot);
  gtk_snapshot_translate (self->snapshot, origin);
  gtk_snapshot_append_node (self->snapshot, node);
  gtk_snapshot_restore (self->snapshot);
  gsk_render_node_unref (node);
  cairo_translate (cr, -(double)origin->x, -(double)origin->y);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  return cr;
}

void
penstock_pen_dash (PenstockPen *self,
                   cairo_t     *cr,
                   double       on,
                   double       off)
{
  cairo_set_dash (cr, (double[]){ on * self->line, off * self->line }, 2, 0.0);
}

void
penstock_pen_round_rect (cairo_t *cr,
                         double   x,
                         double   y,
                         double   width,
                         double   height,
                         double   radius)
{
  double r = MIN (radius, MIN (width, height) / 2.0);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0.0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0.0, G_PI_2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

double
penstock_pen_arrow (PenstockPen   *self,
                    const GdkRGBA *colour,
                    gboolean       up,
                    double         x,
                    double         baseline,
                    double         size)
{
  double width = size * self->line;
  double height = width * 0.8;
  cairo_t *cr = penstock_pen_begin (self, &GRAPHENE_RECT_INIT ((float)x, (float)(baseline - height), (float)width, (float)height), colour, 1.0);

  cairo_move_to (cr, x, up ? baseline : baseline - height);
  cairo_line_to (cr, x + width, up ? baseline : baseline - height);
  cairo_line_to (cr, x + width / 2.0, up ? baseline - height : baseline);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
  return width;
}

/* Tabular lining digits: Cantarell's are proportional by default. */
static PangoLayout *
make_layout (PenstockPen             *self,
             const char              *text,
             const PenstockTextStyle *style)
{
  PangoLayout *layout = pango_layout_new (self->pango);
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (self->pango));
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, style->size * self->text * PANGO_SCALE);
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  if (style->italic)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  pango_layout_set_font_description (layout, font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1, lnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  if (style->max_width > 0.0)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, (int)ceil (style->max_width * PANGO_SCALE));
    }
  pango_font_description_free (font);
  pango_attr_list_unref (attributes);
  return layout;
}

static double
layout_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double)logical.width / PANGO_SCALE;
}

/* The words a viewer sees: what an ellipsis hides must not stand in the file. */
static char *
visible_text (PangoLayout             *layout,
              const char              *text,
              const PenstockTextStyle *style)
{
  PangoLayoutIter *iter;
  GString *visible;

  if (style->max_width <= 0.0 || !pango_layout_is_ellipsized (layout))
    return g_strdup (text);

  visible = g_string_new (NULL);
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

      if (run != NULL && !(run->item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS))
        g_string_append_len (visible, text + run->item->offset, run->item->length);
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  g_string_append (visible, "…");
  return g_string_free (visible, FALSE);
}

static void
put_text (PenstockPen             *self,
          PangoLayout             *layout,
          const char              *text,
          const PenstockTextStyle *style,
          double                   x,
          double                   left,
          double                   baseline)
{
  if (self->texts != NULL)
    {
      PenstockPenText *entry = g_new0 (PenstockPenText, 1);

      *entry = (PenstockPenText){
        .text = visible_text (layout, text, style), .layout = g_object_ref (layout), .x = x, .baseline = baseline, .left = left,
        .size = style->size * self->text, .bold = style->bold, .anchor = style->anchor, .colour = style->colour,
      };
      g_ptr_array_add (self->texts, entry);
      return;
    }
  gtk_snapshot_save (self->snapshot);
  gtk_snapshot_translate (self->snapshot, &GRAPHENE_POINT_INIT ((float)penstock_pen_snap (self, left),
                                                               (float)(penstock_pen_snap (self, baseline)
                                                                       - (double)pango_layout_get_baseline (layout) / PANGO_SCALE)));
  gtk_snapshot_append_layout (self->snapshot, layout, &style->colour);
  gtk_snapshot_restore (self->snapshot);
}

double
penstock_pen_text (PenstockPen             *self,
                   const char              *text,
                   const PenstockTextStyle *style,
                   double                   x,
                   double                   baseline)
{
  g_autoptr(PangoLayout) layout = make_layout (self, text, style);
  double width = layout_width (layout);
  double left = x;

  if (style->anchor == PENSTOCK_ANCHOR_MIDDLE)
    left -= width / 2.0;
  else if (style->anchor == PENSTOCK_ANCHOR_RIGHT)
    left -= width;
  put_text (self, layout, text, style, x, left, baseline);
  return width;
}

double
penstock_pen_text_halo (PenstockPen             *self,
                        const char              *text,
                        const PenstockTextStyle *style,
                        const GdkRGBA           *halo,
                        double                   x,
                        double                   baseline)
{
  g_autoptr(PangoLayout) layout = make_layout (self, text, style);
  const double rim = 4.0 * self->line;
  const double width = layout_width (layout);
  const double tall = style->size * self->text * 1.4;
  double left = x;
  cairo_t *cr;

  if (style->anchor == PENSTOCK_ANCHOR_MIDDLE)
    left -= width / 2.0;
  else if (style->anchor == PENSTOCK_ANCHOR_RIGHT)
    left -= width;
  cr = penstock_pen_begin (self, &GRAPHENE_RECT_INIT ((float)(left - rim), (float)(baseline - tall - rim), (float)(width + 2.0 * rim),
                                                    (float)(1.4 * tall + 2.0 * rim)), halo, rim);
  cairo_move_to (cr, penstock_pen_snap (self, left), penstock_pen_snap (self, baseline) - (double)pango_layout_get_baseline (layout) / PANGO_SCALE);
  if (self->texts == NULL)
    {
      pango_cairo_layout_path (cr, layout);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  put_text (self, layout, text, style, x, left, baseline);
  return width;
}

double
penstock_pen_text_width (PenstockPen             *self,
                         const char              *text,
                         const PenstockTextStyle *style)
{
  g_autoptr(PangoLayout) layout = make_layout (self, text, style);

  return layout_width (layout);
}

double
penstock_pen_baseline (const PenstockPen *self,
                       double             size,
                       double             middle)
{
  return middle + 0.35 * size * self->text;
}
