/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-width-bin.h"

#define NARROWEST 360

struct _PenstockWidthBin
{
  AdwBin             parent_instance;

  PenstockWidthClass width_class;
  gboolean           allocated;   /* the first allocation is news, whatever its class */
  guint              source;
};

enum { CLASS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockWidthBin, penstock_width_bin, ADW_TYPE_BIN)

static PenstockWidthClass
classify (int width)
{
  if (width >= 1920)
    return PENSTOCK_WIDTH_HUGE;
  if (width >= 1180)
    return PENSTOCK_WIDTH_WIDE;

  return width >= 900 ? PENSTOCK_WIDTH_MEDIUM : PENSTOCK_WIDTH_NARROW;
}

static gboolean
class_changed_cb (gpointer user_data)
{
  PenstockWidthBin *self = user_data;

  self->source = 0;
  g_signal_emit (self, signals[CLASS_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Otherwise the widest layout would keep the window from ever becoming narrow. */
static void
penstock_width_bin_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  int child_minimum = 0;

  *minimum = *natural = 0;
  if (child == NULL)
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL, NULL);
      for_size = MAX (for_size, child_minimum);
    }
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, NARROWEST);
}

static void
penstock_width_bin_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  PenstockWidthBin *self = PENSTOCK_WIDTH_BIN (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  PenstockWidthClass width_class = classify (width);
  int minimum = 0;

  if (child != NULL)
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_allocate (child, MAX (width, minimum), height, baseline, NULL);
    }

  if (self->allocated && width_class == self->width_class)
    return;

  self->allocated = TRUE;
  self->width_class = width_class;
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH, class_changed_cb, self, NULL);
}

static void
penstock_width_bin_dispose (GObject *object)
{
  g_clear_handle_id (&PENSTOCK_WIDTH_BIN (object)->source, g_source_remove);

  G_OBJECT_CLASS (penstock_width_bin_parent_class)->dispose (object);
}

static void
penstock_width_bin_class_init (PenstockWidthBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_width_bin_dispose;
  widget_class->measure = penstock_width_bin_measure;
  widget_class->size_allocate = penstock_width_bin_size_allocate;

  signals[CLASS_CHANGED] = g_signal_new ("class-changed", PENSTOCK_TYPE_WIDTH_BIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
penstock_width_bin_init (PenstockWidthBin *self)
{
  self->width_class = PENSTOCK_WIDTH_WIDE;
  /* AdwBin's own layout would measure the child as it is. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
penstock_width_bin_expect (PenstockWidthBin *self,
                           int               width)
{
  g_return_if_fail (PENSTOCK_IS_WIDTH_BIN (self));

  self->width_class = classify (width);
}

PenstockWidthClass
penstock_width_bin_get_class (PenstockWidthBin *self)
{
  g_return_val_if_fail (PENSTOCK_IS_WIDTH_BIN (self), PENSTOCK_WIDTH_WIDE);

  return self->width_class;
}
