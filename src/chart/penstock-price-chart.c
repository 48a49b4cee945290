/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-price-chart-private.h"

#define FEWEST_BARS 5.0
#define PANE_HEIGHT 64

/* The overlay of the design's chart. */
static const guint default_sma[] = { 20, 0 };

enum { PROP_0, PROP_RANGE_EXACT, N_PROPS };
static GParamSpec *properties[N_PROPS];
enum { RANGE_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_TYPE (PenstockPriceChart, penstock_price_chart, GTK_TYPE_WIDGET)

static gsize
count_bars (PenstockPriceChart *self)
{
  return self->series != NULL ? self->series->data.bars->n : 0;
}

static guint
count_panes (PenstockPriceChart *self)
{
  return self->series != NULL ? self->series->n_panes : 0;
}

static void
invalidate (PenstockPriceChart *self)
{
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- where --- */

static void
place (PenstockPriceChart *self,
       double              first,
       double              span)
{
  const double n = (double)count_bars (self);

  span = CLAMP (span, FEWEST_BARS, MAX (n, FEWEST_BARS));
  first = n <= span ? (n - span) / 2.0 : CLAMP (first, 0.0, n - span);
  if (first == self->first && span == self->span)
    return;
  self->first = first;
  self->span = span;
  invalidate (self);
}

static void
set_range_exact (PenstockPriceChart *self,
                 gboolean            exact)
{
  if (self->range_exact == exact)
    return;
  self->range_exact = exact;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RANGE_EXACT]);
  g_signal_emit (self, signals[RANGE_CHANGED], 0);
}

static void
apply_range (PenstockPriceChart *self)
{
  gsize n = count_bars (self);
  gsize from;

  if (n == 0)
    return;
  from = penstock_chart_series_first (self->series, penstock_range_start (self->range, self->series->data.bars->day[n - 1]));
  place (self, (double)from, (double)(n - from));
}

void
penstock_price_chart_move (PenstockPriceChart *self,
                           double              first,
                           double              span)
{
  const double old_first = self->first;
  const double old_span = self->span;

  if (count_bars (self) == 0)
    return;
  place (self, first, span);
  if (self->first != old_first || self->span != old_span)
    set_range_exact (self, FALSE);
}

double
penstock_price_chart_bar_at (PenstockPriceChart *self,
                             double              x)
{
  double width = MAX (self->view.price.width, 1.0);

  return self->first + (x - self->view.price.x) / width * self->span;
}

void
penstock_price_chart_zoom (PenstockPriceChart *self,
                           double              factor,
                           double              x)
{
  const double n = (double)count_bars (self);
  const double bar = penstock_price_chart_bar_at (self, x);
  double span = CLAMP (self->span * factor, FEWEST_BARS, MAX (n, FEWEST_BARS));

  if (self->span > 0.0)
    penstock_price_chart_move (self, bar - (bar - self->first) * span / self->span, span);
}

void
penstock_price_chart_fit (PenstockPriceChart *self)
{
  penstock_price_chart_move (self, 0.0, (double)count_bars (self));
}

/* --- the crosshair --- */

/* The last bar or the one walked to, in words. */
static void
update_description (PenstockPriceChart *self)
{
  gssize bar = self->cursor;
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  if (bar < 0 && self->series != NULL)
    bar = penstock_chart_series_last (self->series, count_bars (self));
  if (bar < 0)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Price chart"),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->reason != NULL ? self->reason : _("No prices yet"), -1);
      return;
    }
  /* Translators: a price chart's name for the screen reader: company, symbol, currency. */
  title = g_strdup_printf (_("Price chart of %s, %s, in %s"), self->series->data.name != NULL ? self->series->data.name : "",
                           self->series->data.symbol != NULL ? self->series->data.symbol : "",
                           self->series->data.currency != NULL ? self->series->data.currency : _("unknown currency"));
  words = penstock_chart_layers_describe (self->series, (gsize)bar);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/* Draws anew, but not the series. */
void
penstock_price_chart_set_cursor (PenstockPriceChart *self,
                                 gssize              bar,
                                 gboolean            keep)
{
  gboolean was_kept = self->cursor_kept;

  self->cursor_kept = keep && bar >= 0;
  if (self->cursor == bar)
    return;
  self->cursor = bar;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (keep || was_kept)
    update_description (self);
}

void
penstock_price_chart_walk (PenstockPriceChart *self,
                           gssize              bar)
{
  const gsize n = count_bars (self);
  double first = self->first;

  if (n == 0)
    return;
  bar = CLAMP (bar, 0, (gssize)n - 1);
  if ((double)bar < first)
    first = (double)bar;
  else if ((double)bar + 1.0 > first + self->span)
    first = (double)bar + 1.0 - self->span;
  if (first != self->first)
    penstock_price_chart_move (self, first, self->span);
  penstock_price_chart_set_cursor (self, bar, TRUE);
}

static void
penstock_price_chart_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 440 : 220;
  if (orientation == GTK_ORIENTATION_VERTICAL && PENSTOCK_PRICE_CHART (widget)->series != NULL)
    *natural += PANE_HEIGHT * (int)PENSTOCK_PRICE_CHART (widget)->series->n_panes;
}

/* --- data --- */

/* Where the old picture lies in the new data. */
static void
keep_place (PenstockPriceChart  *self,
            PenstockChartSeries *old,
            double               first,
            double               span)
{
  const gsize old_n = old->data.bars->n;
  const gsize n = count_bars (self);
  gssize left = (gssize)CLAMP (floor (first), 0.0, (double)old_n - 1.0);

  if (self->range_exact)
    apply_range (self);
  else if (first + span >= (double)old_n - 0.5)
    place (self, first + (double)n - (double)old_n, span);
  else
    place (self, (double)penstock_chart_series_first (self->series, old->data.bars->day[left]) + first - (double)left, span);
  if (self->cursor >= 0)
    self->cursor = penstock_bars_find (self->series->data.bars, old->data.bars->day[MIN ((gsize)self->cursor, old_n - 1)]);
}

static void
take_series (PenstockPriceChart  *self,
             PenstockChartSeries *series_take)
{
  PenstockChartSeries *old = self->series;
  gboolean same = old != NULL && series_take != NULL && old->data.bars->n > 0 && series_take->data.bars->n > 0
                  && g_strcmp0 (old->data.symbol, series_take->data.symbol) == 0;

  self->series = series_take;
  self->view.series = series_take;
  if (same)
    keep_place (self, old, self->first, self->span);
  else
    {
      penstock_price_chart_stop (self);
      self->cursor = -1;
      self->cursor_kept = FALSE;
      self->axis_width = 0.0;
      apply_range (self);
      set_range_exact (self, TRUE);
    }
  penstock_chart_series_free (old);
}

void
penstock_price_chart_set_data (PenstockPriceChart      *self,
                               const PenstockChartData *data,
                               const char              *reason)
{
  guint panes;

  g_return_if_fail (PENSTOCK_IS_PRICE_CHART (self));
  g_return_if_fail (data == NULL || data->bars != NULL);

  g_free (self->reason);
  self->reason = g_strdup (reason);
  panes = count_panes (self);
  take_series (self, data != NULL ? penstock_chart_series_new (data, default_sma) : NULL);
  update_description (self);
  if (count_panes (self) != panes)
    {
      self->axis_width = 0.0;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  invalidate (self);
}

void
penstock_price_chart_set_style (PenstockPriceChart *self,
                                PenstockChartStyle  style)
{
  g_return_if_fail (PENSTOCK_IS_PRICE_CHART (self));

  if (self->style == style)
    return;
  self->style = style;
  invalidate (self);
}

PenstockChartStyle
penstock_price_chart_get_style (PenstockPriceChart *self)
{
  g_return_val_if_fail (PENSTOCK_IS_PRICE_CHART (self), PENSTOCK_CHART_CANDLES);

  return self->style;
}

void
penstock_price_chart_set_range (PenstockPriceChart *self,
                                PenstockRange       range)
{
  g_return_if_fail (PENSTOCK_IS_PRICE_CHART (self));
  g_return_if_fail ((guint)range < PENSTOCK_N_RANGES);

  penstock_price_chart_stop (self);
  self->range = range;
  apply_range (self);
  set_range_exact (self, TRUE);
}

PenstockRange
penstock_price_chart_get_range (PenstockPriceChart *self)
{
  g_return_val_if_fail (PENSTOCK_IS_PRICE_CHART (self), PENSTOCK_RANGE_3M);

  return self->range;
}

/* Bars whose middle is in view. */
void
penstock_price_chart_get_visible (PenstockPriceChart *self,
                                  PenstockDay        *from,
                                  PenstockDay        *until)
{
  double n, begin, end;

  g_return_if_fail (PENSTOCK_IS_PRICE_CHART (self));

  *from = *until = PENSTOCK_DAY_NONE;
  n = (double)count_bars (self);
  if (n == 0.0)
    return;
  begin = CLAMP (ceil (self->first - 0.5 - 1e-6), 0.0, n - 1.0);
  end = CLAMP (floor (self->first + self->span - 0.5 + 1e-6), begin, n - 1.0);
  *from = self->series->data.bars->day[(gsize)begin];
  *until = self->series->data.bars->day[(gsize)end];
}

guint
penstock_price_chart_get_series_draws (PenstockPriceChart *self)
{
  g_return_val_if_fail (PENSTOCK_IS_PRICE_CHART (self), 0);

  return self->series_draws;
}

/* --- the object --- */

static void
penstock_price_chart_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  if (id == PROP_RANGE_EXACT)
    g_value_set_boolean (value, PENSTOCK_PRICE_CHART (object)->range_exact);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* The focus ring is ours to draw. */
static void
penstock_price_chart_state_flags_changed (GtkWidget     *widget,
                                          GtkStateFlags  previous)
{
  gtk_widget_queue_draw (widget);
}

static void
penstock_price_chart_dispose (GObject *object)
{
  penstock_price_chart_stop (PENSTOCK_PRICE_CHART (object));
  G_OBJECT_CLASS (penstock_price_chart_parent_class)->dispose (object);
}

static void
penstock_price_chart_finalize (GObject *object)
{
  PenstockPriceChart *self = PENSTOCK_PRICE_CHART (object);

  penstock_chart_view_clear (&self->view);
  penstock_chart_series_free (self->series);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_free (self->reason);
  G_OBJECT_CLASS (penstock_price_chart_parent_class)->finalize (object);
}

static void
penstock_price_chart_class_init (PenstockPriceChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = penstock_price_chart_get_property;
  object_class->dispose = penstock_price_chart_dispose;
  object_class->finalize = penstock_price_chart_finalize;
  widget_class->snapshot = penstock_price_chart_snapshot;
  widget_class->measure = penstock_price_chart_measure;
  widget_class->state_flags_changed = penstock_price_chart_state_flags_changed;

  properties[PROP_RANGE_EXACT] = g_param_spec_boolean ("range-exact", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[RANGE_CHANGED] = g_signal_new ("range-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "penstock-price-chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  penstock_price_chart_add_bindings (widget_class);
}

static void
penstock_price_chart_init (PenstockPriceChart *self)
{
  self->style = PENSTOCK_CHART_CANDLES;
  self->range = PENSTOCK_RANGE_3M;
  self->range_exact = TRUE;
  self->span = 1.0;
  self->cursor = -1;
  self->pointer_x = -1.0;
  self->stale = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  penstock_theme_track (GTK_WIDGET (self));
  penstock_price_chart_add_pointer (self);
  update_description (self);
}

GtkWidget *
penstock_price_chart_new (void)
{
  return g_object_new (PENSTOCK_TYPE_PRICE_CHART, NULL);
}
