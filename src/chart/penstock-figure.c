/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "penstock-chart-layer.h"
#include "penstock-error.h"
#include "penstock-figure-private.h"
#include "penstock-figure.h"
#include "penstock-picture.h"

#define DESIGN_WIDTH 1600.0
#define DESIGN_HEIGHT 900.0
#define SMALLEST 200.0
#define LARGEST 8000.0
/* What text sizes of the design are for the screen's 1.0. */
#define LINE 1.6

void
penstock_figure_init (void)
{
  /* Fails without a display, but registers the render nodes. */
  gtk_init_check ();
}

gboolean
penstock_figure_parse_size (const char *text,
                            double     *width,
                            double     *height)
{
  unsigned int w, h;
  int end = 0;

  if (g_strcmp0 (text, "square") == 0)
    w = h = 1080;
  else if (g_strcmp0 (text, "a4") == 0) /* landscape, in points: printed at 100 % it is 297 × 210 mm */
    {
      w = 842;
      h = 595;
    }
  else if (text == NULL || !g_ascii_isdigit (*text) || sscanf (text, "%5ux%5u%n", &w, &h, &end) != 2 || text[end] != '\0'
           || !g_ascii_isdigit (strchr (text, 'x')[1]))
    return FALSE;
  if (w < SMALLEST || h < SMALLEST || w > LARGEST || h > LARGEST)
    return FALSE;
  *width = w;
  *height = h;
  return TRUE;
}

/* --- what is in view --- */

/* A figure knows nothing after its last day: neither the tag nor a mark may. Owned. */
static PenstockBars *
cut_bars (const PenstockBars *bars,
          PenstockDay         until)
{
  gsize n = until == PENSTOCK_DAY_NONE ? bars->n : (gsize)(penstock_bars_find (bars, until) + 1);
  PenstockBars *cut = penstock_bars_new (bars->symbol, bars->currency, bars->source, n);

  for (gsize i = 0; i < n; i++)
    {
      cut->day[i] = bars->day[i];
      for (int f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
        cut->field[f][i] = bars->field[f][i];
    }
  return cut;
}

static PenstockChartSeries *
make_series (const PenstockFigure  *self,
             gsize                 *first,
             GError               **error)
{
  PenstockChartData data = self->data;
  g_autoptr(PenstockBars) cut = cut_bars (self->data.bars, self->until);
  g_autoptr(PenstockChartSeries) series = NULL;

  data.bars = cut;
  data.last_is_live = data.last_is_live && cut->n == self->data.bars->n;
  series = penstock_chart_series_new (&data, self->sma);
  *first = penstock_chart_series_first (series, self->from);
  if (penstock_chart_series_last (series, cut->n) < (gssize)*first)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, "%s has no prices in that range: there is nothing to draw",
                   data.symbol != NULL ? data.symbol : "The series");
      return NULL;
    }
  return g_steal_pointer (&series);
}

/* --- drawing --- */

/* Cantarell, else Inter; Han characters of the interface's language, of Taiwan otherwise. */
static char *
font_families (void)
{
  const char *language = pango_language_to_string (pango_language_get_default ());
  const char *han = "TC";

  if (g_str_has_prefix (language, "ja"))
    han = "JP";
  else if (g_str_has_prefix (language, "ko"))
    han = "KR";
  else if (g_str_has_prefix (language, "zh-cn") || g_str_has_prefix (language, "zh-sg") || g_str_equal (language, "zh"))
    han = "SC";
  return g_strdup_printf ("Cantarell, Inter, Noto Sans CJK %s, sans-serif", han);
}

static PangoContext *
make_pango (const char *families)
{
  PangoContext *pango = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  /* The same on every machine, and at every scale. */
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango, options);
  pango_cairo_context_set_resolution (pango, 96.0);
  pango_context_set_round_glyph_positions (pango, FALSE);
  pango_font_description_set_family (font, families);
  pango_context_set_font_description (pango, font);
  pango_font_description_free (font);
  cairo_font_options_destroy (options);
  return pango;
}

static void
draw_chart (const PenstockFigure      *self,
            const PenstockChartSeries *series,
            PenstockPen               *pen,
            gsize                      first,
            double                     top,
            double                     bottom)
{
  const double margin = FIGURE_MARGIN * pen->text;
  const gsize n = series->data.bars->n;
  const char *currency = series->data.currency;
  PenstockChartView view = {
    .pen = pen, .series = series, .style = self->style, .logarithmic = self->logarithmic,
    .frame = { penstock_pen_snap (pen, margin), penstock_pen_snap (pen, top), self->width - 2.0 * margin, MAX (bottom - top, 1.0) },
    .text_size = 18.0, .top = 34.0 * pen->text, .from = first, .first = (double)first, .span = (double)(n - first), .cursor = -1,
    .unit = currency != NULL ? penstock_money_sign (currency) : NULL,
  };

  /* A handful of bars is not drawn as a handful of walls. */
  if (view.span < 5.0)
    {
      view.first -= (5.0 - view.span) / 2.0;
      view.span = 5.0;
    }
  penstock_chart_view_layout (&view);
  penstock_chart_layers_draw (&view, FALSE);
  penstock_chart_layers_draw (&view, TRUE);
  penstock_chart_view_clear (&view);
}

static gboolean
make_picture (const PenstockFigure  *self,
              double                 pixel,
              PenstockPicture       *picture,
              GError               **error)
{
  g_autoptr(PenstockChartSeries) series = NULL;
  PangoContext *pango;
  PenstockTheme theme;
  PenstockPen pen;
  gsize first = 0;
  double unit, top, bottom;

  series = make_series (self, &first, error);
  if (series == NULL)
    return FALSE;

  /* Text follows the picture's area, but a tall picture has no more room for its lines. */
  unit = MIN (sqrt (self->width * self->height / (DESIGN_WIDTH * DESIGN_HEIGHT)),
              1.35 * MIN (self->width / DESIGN_WIDTH, 1.2 * self->height / DESIGN_HEIGHT));
  penstock_theme_init (&theme, self->theme, self->colours);
  *picture = (PenstockPicture){
    .width = self->width, .height = self->height, .texts = penstock_pen_texts_new (), .font = font_families (), .time = self->data_time,
    .title = g_strdup_printf ("%s %s", series->data.name != NULL ? series->data.name : "", series->data.symbol != NULL ? series->data.symbol : ""),
  };
  pango = make_pango (picture->font);
  pen = (PenstockPen){ .snapshot = gtk_snapshot_new (), .pango = pango, .theme = &theme, .text = unit, .line = LINE * unit, .pixel = pixel,
                       .texts = picture->texts };
  penstock_pen_rect (&pen, penstock_pen_token (&pen, PENSTOCK_TOKEN_CARD), 0.0, 0.0, self->width, self->height);
  top = penstock_figure_draw_header (self, series, first, &pen);
  bottom = penstock_figure_draw_footer (self, series, &pen);
  draw_chart (self, series, &pen, first, top, bottom);
  picture->node = gtk_snapshot_free_to_node (pen.snapshot);
  g_object_unref (pango);
  return TRUE;
}

/* --- the formats --- */

static gboolean
check (const PenstockFigure  *self,
       GError               **error)
{
  if (self->data.bars == NULL || self->data.bars->n == 0)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, "%s has no prices: there is nothing to draw",
                   self->data.symbol != NULL ? self->data.symbol : "The series");
      return FALSE;
    }
  if (!(self->width >= SMALLEST && self->width <= LARGEST && self->height >= SMALLEST && self->height <= LARGEST))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, "A picture of %g × %g is not possible: between %g and %g", self->width,
                   self->height, SMALLEST, LARGEST);
      return FALSE;
    }
  if (!(self->scale >= 0.5 && self->scale <= 4.0))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, "A scale of %g is not possible: between 0.5 and 4", self->scale);
      return FALSE;
    }
  return TRUE;
}

static GBytes *
encode (const PenstockFigure  *self,
        const char            *path,
        GError               **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  PenstockPicture picture = { 0 };
  gboolean pdf = g_str_has_suffix (lower, ".pdf");
  gboolean svg = g_str_has_suffix (lower, ".svg");
  GBytes *bytes;

  if (!pdf && !svg && !g_str_has_suffix (lower, ".png"))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, "%s: the name must end in .png, .svg or .pdf", path);
      return NULL;
    }
  /* Paper has no pixels worth snapping to; halves keep lines from vanishing. */
  if (!make_picture (self, pdf ? 0.5 : svg ? 1.0 : 1.0 / self->scale, &picture, error))
    return NULL;
  if (pdf)
    bytes = penstock_picture_to_pdf (&picture, error);
  else if (svg)
    bytes = penstock_picture_to_svg (&picture, error);
  else
    bytes = penstock_picture_to_png (&picture, self->scale, error);
  penstock_picture_clear (&picture);
  return bytes;
}

gboolean
penstock_figure_save (const PenstockFigure  *self,
                      const char            *path,
                      GError               **error)
{
  g_autoptr(GBytes) bytes = NULL;
  gsize length;
  const char *data;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (!check (self, error))
    return FALSE;
  bytes = encode (self, path, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  return g_file_set_contents_full (path, data, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}

cairo_surface_t *
penstock_figure_render (const PenstockFigure *self)
{
  PenstockPicture picture = { 0 };
  cairo_surface_t *surface = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (check (self, NULL) && make_picture (self, 1.0 / self->scale, &picture, NULL))
    surface = penstock_picture_to_surface (&picture, self->scale);
  penstock_picture_clear (&picture);
  return surface;
}
