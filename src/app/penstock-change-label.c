/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-change-label.h"

#include <math.h>

#include "penstock-arrow.h"
#include "penstock-money.h"

struct _PenstockChangeLabel
{
  GtkBox              parent_instance;

  PenstockArrow      *arrow;
  GtkLabel           *label;
  double              change;
  PenstockConvention  convention;
  char               *word;
};

enum { PROP_0, PROP_CHANGE, PROP_CONVENTION, PROP_WORD, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenstockChangeLabel, penstock_change_label, GTK_TYPE_BOX)

/* What is shown is rounded to a tenth of a per cent: the sign and the colour follow what is shown. */
static int
shown_direction (double change)
{
  if (isnan (change) || fabs (change) < 0.0005)
    return 0;

  return change > 0.0 ? 1 : -1;
}

static void
update (PenstockChangeLabel *self)
{
  GtkWidget *label = GTK_WIDGET (self->label);
  int direction = self->word != NULL ? 0 : shown_direction (self->change);
  gboolean red_up = self->convention == PENSTOCK_RED_UP;
  const char *colour = red_up ? (direction > 0 ? "red-up-up" : "red-up-down") : (direction > 0 ? "green-up-up" : "green-up-down");
  const char *classes[] = { "numeric", direction != 0 ? colour : "flat-change", NULL };
  const char *warning[] = { "penstock-warning", NULL };
  g_autofree char *text = NULL;

  text = self->word != NULL ? g_strdup (self->word) : penstock_format_percent (self->change, 1);
  if (g_strcmp0 (gtk_label_get_label (self->label), text) != 0)
    gtk_label_set_label (self->label, text);
  gtk_widget_set_css_classes (label, self->word != NULL ? warning : classes);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), direction != 0);
  penstock_arrow_set (self->arrow, direction, self->convention);
}

static void
penstock_change_label_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  PenstockChangeLabel *self = PENSTOCK_CHANGE_LABEL (object);

  if (property_id == PROP_CHANGE)
    penstock_change_label_set (self, g_value_get_double (value), self->convention, self->word);
  else if (property_id == PROP_CONVENTION)
    penstock_change_label_set (self, self->change, (PenstockConvention)g_value_get_int (value), self->word);
  else if (property_id == PROP_WORD)
    penstock_change_label_set (self, self->change, self->convention, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
penstock_change_label_finalize (GObject *object)
{
  g_free (PENSTOCK_CHANGE_LABEL (object)->word);

  G_OBJECT_CLASS (penstock_change_label_parent_class)->finalize (object);
}

static void
penstock_change_label_class_init (PenstockChangeLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = penstock_change_label_set_property;
  object_class->finalize = penstock_change_label_finalize;

  properties[PROP_CHANGE] = g_param_spec_double ("change", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0.0,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_LAX_VALIDATION);
  properties[PROP_CONVENTION] = g_param_spec_int ("convention", NULL, NULL, PENSTOCK_GREEN_UP, PENSTOCK_RED_UP, PENSTOCK_GREEN_UP,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WORD] = g_param_spec_string ("word", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
penstock_change_label_init (PenstockChangeLabel *self)
{
  self->change = NAN;
  self->arrow = PENSTOCK_ARROW (penstock_arrow_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));

  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_widget_set_valign (GTK_WIDGET (self->arrow), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->arrow));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
  update (self);
}

void
penstock_change_label_set (PenstockChangeLabel *self,
                           double               change,
                           PenstockConvention   convention,
                           const char          *word)
{
  gboolean same_change;

  g_return_if_fail (PENSTOCK_IS_CHANGE_LABEL (self));

  same_change = self->change == change || (isnan (self->change) && isnan (change));
  if (same_change && self->convention == convention && g_strcmp0 (self->word, word) == 0)
    return;

  self->change = change;
  self->convention = convention;
  if (word != self->word)
    {
      g_free (self->word);
      self->word = g_strdup (word);
    }
  update (self);
}
