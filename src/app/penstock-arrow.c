/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-arrow.h"

#include "penstock-theme.h"

#define WIDTH  8
#define HEIGHT 7

struct _PenstockArrow
{
  GtkWidget          parent_instance;

  int                direction;
  PenstockConvention convention;
};

enum { PROP_0, PROP_DIRECTION, PROP_CONVENTION, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenstockArrow, penstock_arrow, GTK_TYPE_WIDGET)

static void
penstock_arrow_measure (GtkWidget      *widget,
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
penstock_arrow_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  PenstockArrow *self = PENSTOCK_ARROW (widget);
  const PenstockTheme *theme = penstock_theme_get_current ();
  double x = (gtk_widget_get_width (widget) - WIDTH) / 2.0;
  double y = (gtk_widget_get_height (widget) - HEIGHT) / 2.0;
  double base = self->direction > 0 ? y + HEIGHT : y;
  double tip = self->direction > 0 ? y : y + HEIGHT;
  cairo_t *cr;

  if (self->direction == 0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float)x, (float)y, WIDTH, HEIGHT));
  gdk_cairo_set_source_rgba (cr, self->direction > 0 ? penstock_theme_up (theme, self->convention)
                                                     : penstock_theme_down (theme, self->convention));
  cairo_move_to (cr, x, base);
  cairo_line_to (cr, x + WIDTH, base);
  cairo_line_to (cr, x + WIDTH / 2.0, tip);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
penstock_arrow_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PenstockArrow *self = PENSTOCK_ARROW (object);

  if (property_id == PROP_DIRECTION)
    penstock_arrow_set (self, g_value_get_int (value), self->convention);
  else if (property_id == PROP_CONVENTION)
    penstock_arrow_set (self, self->direction, (PenstockConvention)g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
penstock_arrow_class_init (PenstockArrowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = penstock_arrow_set_property;
  widget_class->measure = penstock_arrow_measure;
  widget_class->snapshot = penstock_arrow_snapshot;

  properties[PROP_DIRECTION] = g_param_spec_int ("direction", NULL, NULL, -1, 1, 0, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONVENTION] = g_param_spec_int ("convention", NULL, NULL, PENSTOCK_GREEN_UP, PENSTOCK_RED_UP, PENSTOCK_GREEN_UP,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "arrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
penstock_arrow_init (PenstockArrow *self)
{
  penstock_theme_track (GTK_WIDGET (self));
}

GtkWidget *
penstock_arrow_new (void)
{
  return g_object_new (PENSTOCK_TYPE_ARROW, NULL);
}

void
penstock_arrow_set (PenstockArrow      *self,
                    int                 direction,
                    PenstockConvention  convention)
{
  g_return_if_fail (PENSTOCK_IS_ARROW (self));

  if (self->direction == direction && self->convention == convention)
    return;

  self->direction = direction;
  self->convention = convention;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
