/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-signal-row.h"

#include "penstock-money.h"
#include "penstock-signals-parts.h"
#include "penstock-words-overview.h"
#include "penstock-words-signals.h"

struct _PenstockSignalRow
{
  AdwBin          parent_instance;

  PenstockEngine *engine; /* owned, while there is a signal */
  PenstockSignal *signal; /* owned; NULL */
  PenstockDay     today;  /* its weight is of */

  /* Template */
  GtkWidget      *dot;
  GtkLabel       *title;
  GtkLabel       *badge;
  GtkLabel       *line;
  GtkLabel       *day;
  GtkLabel       *weight;
};

G_DEFINE_FINAL_TYPE (PenstockSignalRow, penstock_signal_row, ADW_TYPE_BIN)

static PenstockDay
today_of (PenstockSignalRow *self)
{
  return penstock_clock_today (penstock_engine_get_clock (self->engine));
}

static void
update (PenstockSignalRow *self)
{
  static const char *const signs[] = { "signal-positive", "signal-negative", NULL };
  const PenstockEvent *event = penstock_signal_get_event (self->signal);
  const PenstockDay today = today_of (self);
  const PenstockDay day = penstock_signal_get_day (self->signal);
  const double weight = penstock_event_weight (event, 1.0, today);
  const gboolean unread = penstock_signal_get_unread (self->signal);
  g_autofree char *line = penstock_words_signal_line (event);
  g_autofree char *when = day != PENSTOCK_DAY_NONE ? penstock_words_short_day (day, today) : g_strdup ("—");
  g_autofree char *weighs = penstock_words_signal_weight (weight);
  g_autofree char *spoken = penstock_words_signal (self->signal);

  self->today = today;
  gtk_label_set_label (self->title, event->title);
  gtk_label_set_label (self->line, line);
  gtk_label_set_label (self->day, when);
  gtk_label_set_label (self->weight, weighs);
  penstock_signals_set_classes (GTK_WIDGET (self->weight), signs, weight > 0.0 ? signs[0] : weight < 0.0 ? signs[1] : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), event->history->len > 0);
  if (event->history->len > 0)
    penstock_signals_set_badge (self->badge, g_array_index (event->history, PenstockStatusChange, event->history->len - 1).status);
  gtk_widget_set_opacity (self->dot, unread ? 1.0 : 0.0);
  if (unread)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unread");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* Weights fade with the days, and with nothing else. */
static void
scoreboard_changed_cb (PenstockSignalRow *self)
{
  if (self->today != today_of (self))
    update (self);
}

void
penstock_signal_row_set_signal (PenstockSignalRow *self,
                                PenstockEngine    *engine,
                                PenstockSignal    *signal)
{
  g_return_if_fail (PENSTOCK_IS_SIGNAL_ROW (self));

  if (self->signal != NULL)
    g_signal_handlers_disconnect_by_data (self->signal, self);
  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_data (self->engine, self);
  g_set_object (&self->signal, signal);
  g_set_object (&self->engine, engine);
  if (signal == NULL)
    return;

  g_signal_connect_object (signal, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "scoreboard-changed", G_CALLBACK (scoreboard_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
penstock_signal_row_dispose (GObject *object)
{
  penstock_signal_row_set_signal (PENSTOCK_SIGNAL_ROW (object), NULL, NULL);

  G_OBJECT_CLASS (penstock_signal_row_parent_class)->dispose (object);
}

static void
penstock_signal_row_class_init (PenstockSignalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_signal_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-signal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalRow, dot);
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalRow, title);
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalRow, badge);
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalRow, line);
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalRow, day);
  gtk_widget_class_bind_template_child (widget_class, PenstockSignalRow, weight);
}

static void
penstock_signal_row_init (PenstockSignalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
penstock_signal_row_new (void)
{
  return g_object_new (PENSTOCK_TYPE_SIGNAL_ROW, NULL);
}
