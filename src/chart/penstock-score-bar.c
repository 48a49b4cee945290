/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-money.h"
#include "penstock-pen.h"
#include "penstock-plots.h"

#define WIDTH 26
#define HEIGHT 6

struct _PenstockScoreBar
{
  GtkWidget parent_instance;

  double    value; /* 0 … 100, NAN = unknown */
};

enum { PROP_0, PROP_VALUE, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_TYPE (PenstockScoreBar, penstock_score_bar, GTK_TYPE_WIDGET)

static void
update_description (PenstockScoreBar *self)
{
  g_autofree char *number = penstock_format_number (self->value, 0);
  g_autofree char *words = isfinite (self->value) ? g_strdup_printf (_("score %s of 100"), number) : g_strdup (_("no score"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
penstock_score_bar_set_value (PenstockScoreBar *self,
                              double            value)
{
  g_return_if_fail (PENSTOCK_IS_SCORE_BAR (self));

  if (self->value == value || (isnan (self->value) && isnan (value)))
    return;
  self->value = value;
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static void
penstock_score_bar_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  PenstockScoreBar *self = PENSTOCK_SCORE_BAR (widget);
  const double y = floor ((gtk_widget_get_height (widget) - HEIGHT) / 2.0);
  double filled;
  PenstockPen pen;

  if (!isfinite (self->value))
    return;
  penstock_pen_init_widget (&pen, widget, snapshot);
  filled = penstock_pen_snap (&pen, WIDTH * CLAMP (self->value, 0.0, 100.0) / 100.0);
  penstock_pen_rect (&pen, penstock_pen_token (&pen, PENSTOCK_TOKEN_GHOST2), filled, y, WIDTH - filled, HEIGHT);
  penstock_pen_rect (&pen, penstock_pen_token (&pen, PENSTOCK_TOKEN_POSBG), 0.0, y, filled, HEIGHT);
}

static void
penstock_score_bar_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
penstock_score_bar_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_VALUE)
    g_value_set_double (value, PENSTOCK_SCORE_BAR (object)->value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
penstock_score_bar_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  if (id == PROP_VALUE)
    penstock_score_bar_set_value (PENSTOCK_SCORE_BAR (object), g_value_get_double (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
penstock_score_bar_class_init (PenstockScoreBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = penstock_score_bar_get_property;
  object_class->set_property = penstock_score_bar_set_property;
  widget_class->snapshot = penstock_score_bar_snapshot;
  widget_class->measure = penstock_score_bar_measure;

  /* NAN is outside every range: without lax validation a binding that carries it would warn. */
  properties[PROP_VALUE] = g_param_spec_double ("value", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0.0,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS | G_PARAM_LAX_VALIDATION);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "penstock-score-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
penstock_score_bar_init (PenstockScoreBar *self)
{
  self->value = NAN;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  penstock_theme_track (GTK_WIDGET (self));
}

GtkWidget *
penstock_score_bar_new (void)
{
  return g_object_new (PENSTOCK_TYPE_SCORE_BAR, NULL);
}
