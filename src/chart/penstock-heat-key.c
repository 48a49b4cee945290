/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-plot-kinds.h"

#define TEXT 11.0
#define SWATCH 14.0
#define HEIGHT 10.0
#define N_SWATCHES 8
#define GAP 6.0

typedef struct
{
  PenstockPlot plot;

  char        *low, *high;
} KeyPlot;

struct _PenstockHeatKey
{
  GtkWidget parent_instance;

  KeyPlot   key;
};

static void
key_clear (PenstockPlot *plot)
{
  KeyPlot *self = (KeyPlot *)plot;

  g_clear_pointer (&self->low, g_free);
  g_clear_pointer (&self->high, g_free);
}

void
penstock_heat_key_fill (PenstockPlot *plot,
                        const char   *low,
                        const char   *high)
{
  KeyPlot *self = (KeyPlot *)plot;

  key_clear (plot);
  self->low = g_strdup (low);
  self->high = g_strdup (high);
  penstock_plot_reset (plot, _("Colours"), 0, 0);
}

static char *
key_describe (const PenstockPlot *plot)
{
  const KeyPlot *self = (const KeyPlot *)plot;

  /* Translators: what the colours of the heat strip mean: "orange: below; blue: above the chain". */
  return g_strdup_printf (_("orange: %s; blue: %s"), self->low != NULL ? self->low : "", self->high != NULL ? self->high : "");
}

static double
text_width (PenstockPen *pen,
            const char  *text)
{
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);

  return text != NULL ? ceil (penstock_pen_text_width (pen, text, &style)) : 0.0;
}

static void
key_draw (PenstockPlot *plot,
          PenstockPen  *pen,
          double        width,
          double        height)
{
  const KeyPlot *self = (const KeyPlot *)plot;
  const PenstockTextStyle style = penstock_plot_text (pen, PENSTOCK_TOKEN_DIM, TEXT, FALSE, PENSTOCK_ANCHOR_LEFT);
  const double baseline = penstock_pen_baseline (pen, TEXT, height / 2.0);
  double x = text_width (pen, self->low) + GAP;

  if (self->low != NULL)
    penstock_pen_text (pen, self->low, &style, 0.0, baseline);
  for (guint i = 0; i < N_SWATCHES; i++, x += SWATCH)
    {
      const GdkRGBA colour = penstock_plot_tint (pen, -1.0 + 2.0 * i / (N_SWATCHES - 1.0));

      penstock_pen_rect (pen, &colour, penstock_pen_snap (pen, x), penstock_pen_snap (pen, (height - HEIGHT) / 2.0), SWATCH, HEIGHT);
    }
  if (self->high != NULL)
    penstock_pen_text (pen, self->high, &style, x + GAP, baseline);
}

static void
key_measure (const PenstockPlot *plot,
             PenstockPen        *pen,
             GtkOrientation      orientation,
             int                *minimum,
             int                *natural)
{
  const KeyPlot *self = (const KeyPlot *)plot;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = (int)ceil (text_width (pen, self->low) + text_width (pen, self->high) + N_SWATCHES * SWATCH + 2.0 * GAP);
  else
    *minimum = *natural = (int)ceil (16.0 * pen->text);
}

const PenstockPlotKind penstock_heat_key_plot = {
  .size = sizeof (KeyPlot),
  .clear = key_clear,
  .draw = key_draw,
  .measure = key_measure,
  .describe = key_describe,
};

PENSTOCK_DEFINE_PLOT (PenstockHeatKey, penstock_heat_key, "penstock-heat-key", penstock_heat_key_plot)

void
penstock_heat_key_set_words (PenstockHeatKey *self,
                             const char      *low,
                             const char      *high)
{
  g_return_if_fail (PENSTOCK_IS_HEAT_KEY (self));

  penstock_heat_key_fill (&self->key.plot, low, high);
  penstock_plot_widget_changed (GTK_WIDGET (self));
}
