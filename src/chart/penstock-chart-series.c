/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-calc-indicators.h"
#include "penstock-calc-reduce.h"
#include "penstock-chart-series.h"
#include "penstock-money.h"

static void
marker_clear (gpointer data)
{
  PenstockMarker *marker = data;

  g_free (marker->title);
  g_free (marker->label);
}

static GArray *
copy_markers (GArray *markers)
{
  GArray *copy;

  if (markers == NULL)
    return NULL;

  copy = g_array_new (FALSE, FALSE, sizeof (PenstockMarker));
  g_array_set_clear_func (copy, marker_clear);
  for (guint i = 0; i < markers->len; i++)
    {
      PenstockMarker marker = g_array_index (markers, PenstockMarker, i);

      marker.title = g_strdup (marker.title);
      marker.label = g_strdup (marker.label);
      g_array_append_val (copy, marker);
    }
  return copy;
}

/* Float32 feeds carry 70.57 as 70.5699997: a two-hundredth of the last decimal is noise. */
static gboolean
needs_more_decimals (double value,
                     double scale)
{
  double scaled = value * scale;

  return isfinite (scaled) && fabs (scaled - round (scaled)) > 0.005;
}

static int
count_decimals (const PenstockBars *bars,
                double              max_price)
{
  const int most = max_price < 1.0 ? 4 : max_price < 1000.0 ? 2 : max_price < 10000.0 ? 1 : 0;
  int decimals = 0;
  double scale = 1.0;

  for (gsize i = 0; i < bars->n && decimals < most;)
    if (needs_more_decimals (bars->field[PENSTOCK_BAR_CLOSE][i], scale))
      {
        decimals++;
        scale *= 10.0;
      }
    else
      i++;
  return decimals;
}

static void
add_sma (PenstockChartSeries *self,
         guint                period)
{
  const PenstockBars *bars = self->data.bars;
  PenstockOverlay *overlay = &self->sma[self->n_sma++];

  overlay->period = period;
  overlay->value = g_new (double, MAX (bars->n, 1));
  penstock_calc_sma (bars->field[PENSTOCK_BAR_CLOSE], bars->n, period, overlay->value);
}

#define OLDEST 7 /* days: an older score says nothing about a bar */

/* Both days ascend: one pass. */
static double *
align_values (const PenstockChartPane *pane,
              const PenstockBars      *bars)
{
  double *value = g_new (double, MAX (bars->n, 1));
  gsize next = 0;

  for (gsize i = 0; i < bars->n; i++)
    {
      while (next < pane->n && pane->day[next] <= bars->day[i])
        next++;
      value[i] = next > 0 && (gint64)bars->day[i] - pane->day[next - 1] <= OLDEST ? pane->value[next - 1] : NAN;
      /* As elsewhere in the plots: what cannot be a score is none. */
      if (!(fabs (value[i]) <= 1e15))
        value[i] = NAN;
    }
  return value;
}

static void
copy_panes (PenstockChartSeries     *self,
            const PenstockChartData *data)
{
  self->data.panes = NULL;
  self->data.n_panes = 0;
  self->n_panes = data->panes != NULL ? MIN (data->n_panes, PENSTOCK_MAX_CHART_PANES) : 0;
  for (guint i = 0; i < self->n_panes; i++)
    self->pane[i] = (PenstockSeriesPane){
      .title = g_strdup (data->panes[i].title != NULL ? data->panes[i].title : ""), .value = align_values (&data->panes[i], data->bars),
      .low = data->panes[i].low, .high = data->panes[i].high, .decimals = CLAMP (data->panes[i].decimals, 0, 9),
    };
}

PenstockChartSeries *
penstock_chart_series_new (const PenstockChartData *data,
                           const guint             *sma)
{
  PenstockChartSeries *self = g_new0 (PenstockChartSeries, 1);
  const PenstockBars *bars = data->bars;
  double least;

  self->data = *data;
  self->data.bars = penstock_bars_ref (data->bars);
  self->data.name = g_strdup (data->name);
  self->data.symbol = g_strdup (data->symbol);
  self->data.exchange = g_strdup (data->exchange);
  self->data.currency = g_strdup (data->currency);
  self->data.zone = g_strdup (data->zone);
  self->data.markers = copy_markers (data->markers);
  copy_panes (self, data);

  penstock_calc_extent (bars->field[PENSTOCK_BAR_HIGH], 0, bars->n, &least, &self->max_price);
  if (isnan (self->max_price))
    penstock_calc_extent (bars->field[PENSTOCK_BAR_CLOSE], 0, bars->n, &least, &self->max_price);
  penstock_calc_extent (bars->field[PENSTOCK_BAR_VOLUME], 0, bars->n, &least, &self->max_volume);
  if (!(self->max_volume > 0.0))
    self->max_volume = NAN;
  self->decimals = count_decimals (bars, self->max_price);
  for (guint i = 0; sma != NULL && sma[i] != 0 && self->n_sma < PENSTOCK_MAX_OVERLAYS; i++)
    add_sma (self, sma[i]);
  return self;
}

void
penstock_chart_series_free (PenstockChartSeries *self)
{
  if (self == NULL)
    return;

  penstock_bars_unref (self->data.bars);
  g_free ((char *)self->data.name);
  g_free ((char *)self->data.symbol);
  g_free ((char *)self->data.exchange);
  g_free ((char *)self->data.currency);
  g_free ((char *)self->data.zone);
  g_clear_pointer (&self->data.markers, g_array_unref);
  for (guint i = 0; i < self->n_sma; i++)
    g_free (self->sma[i].value);
  for (guint i = 0; i < self->n_panes; i++)
    {
      g_free (self->pane[i].title);
      g_free (self->pane[i].value);
    }
  g_free (self);
}

double
penstock_chart_series_price (const PenstockChartSeries *self,
                             PenstockBarField           field,
                             gsize                      bar)
{
  double value = self->data.bars->field[field][bar];

  return isfinite (value) ? value : self->data.bars->field[PENSTOCK_BAR_CLOSE][bar];
}

gssize
penstock_chart_series_last (const PenstockChartSeries *self,
                            gsize                      until)
{
  const double *close = self->data.bars->field[PENSTOCK_BAR_CLOSE];

  for (gsize i = MIN (until, self->data.bars->n); i > 0; i--)
    if (isfinite (close[i - 1]))
      return (gssize)i - 1;
  return -1;
}

double
penstock_chart_series_previous (const PenstockChartSeries *self,
                                gsize                      bar)
{
  gssize previous = penstock_chart_series_last (self, bar);

  return previous >= 0 ? self->data.bars->field[PENSTOCK_BAR_CLOSE][previous] : NAN;
}

gsize
penstock_chart_series_first (const PenstockChartSeries *self,
                             PenstockDay                day)
{
  return day == PENSTOCK_DAY_NONE ? 0 : (gsize)(penstock_bars_find (self->data.bars, day - 1) + 1);
}

gboolean
penstock_chart_series_has_markers (const PenstockChartSeries *self)
{
  return self->data.markers != NULL && self->data.markers->len > 0;
}

gsize
penstock_chart_series_marker_bar (const PenstockChartSeries *self,
                                  const PenstockMarker *marker)
{
  return penstock_chart_series_first (self, marker->day);
}

const PenstockMarker *
penstock_chart_series_marker (const PenstockChartSeries *self,
                              gsize                      bar)
{
  for (guint i = 0; self->data.markers != NULL && i < self->data.markers->len; i++)
    {
      const PenstockMarker *marker = &g_array_index (self->data.markers, PenstockMarker, i);

      if (penstock_chart_series_marker_bar (self, marker) == bar)
        return marker;
    }
  return NULL;
}

char *
penstock_chart_series_format (const PenstockChartSeries *self,
                              double                     price)
{
  return penstock_format_number (price, self->decimals);
}

char *
penstock_series_pane_format (const PenstockSeriesPane *self,
                             double                    value,
                             int                       decimals)
{
  return self->low >= 0.0 ? penstock_format_number (value, decimals) : penstock_format_signed (value, decimals);
}
