/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-latest-row.h"

#include "penstock-words-overview.h"

struct _PenstockLatestRow
{
  GtkListBoxRow  parent_instance;

  char          *event;  /* its id */

  /* Template */
  GtkLabel      *day;
  GtkLabel      *title;
  GtkLabel      *badge;
  GtkLabel      *source;
};

G_DEFINE_FINAL_TYPE (PenstockLatestRow, penstock_latest_row, GTK_TYPE_LIST_BOX_ROW)

static void
penstock_latest_row_finalize (GObject *object)
{
  g_free (PENSTOCK_LATEST_ROW (object)->event);

  G_OBJECT_CLASS (penstock_latest_row_parent_class)->finalize (object);
}

static void
penstock_latest_row_class_init (PenstockLatestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = penstock_latest_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-latest-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockLatestRow, day);
  gtk_widget_class_bind_template_child (widget_class, PenstockLatestRow, title);
  gtk_widget_class_bind_template_child (widget_class, PenstockLatestRow, badge);
  gtk_widget_class_bind_template_child (widget_class, PenstockLatestRow, source);
}

static void
penstock_latest_row_init (PenstockLatestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
penstock_latest_row_new (GtkSizeGroup *days)
{
  PenstockLatestRow *self = g_object_new (PENSTOCK_TYPE_LATEST_ROW, NULL);

  gtk_size_group_add_widget (days, GTK_WIDGET (self->day));
  return GTK_WIDGET (self);
}

void
penstock_latest_row_set (PenstockLatestRow    *self,
                         PenstockEngine       *engine,
                         const PenstockLatest *data,
                         PenstockDay           today,
                         int                   lines)
{
  const char *badge_classes[] = { "event-badge", penstock_status_id (data->status->status), NULL };
  g_autofree char *day = penstock_words_short_day (data->status->day, today);
  g_autofree char *source = penstock_words_event_source (engine, data);
  g_autofree char *spoken = penstock_words_latest (engine, data, today);

  g_return_if_fail (PENSTOCK_IS_LATEST_ROW (self));

  g_free (self->event);
  self->event = g_strdup (data->event->id);
  gtk_label_set_label (self->day, day);
  gtk_label_set_label (self->title, data->event->title);
  gtk_label_set_lines (self->title, lines);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), data->event->title);
  gtk_label_set_label (self->badge, penstock_words_event_status (data->status->status));
  gtk_widget_set_css_classes (GTK_WIDGET (self->badge), badge_classes);
  gtk_label_set_label (self->source, source);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->source), data->status->note != NULL ? data->status->note : source);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

const char *
penstock_latest_row_get_event (PenstockLatestRow *self)
{
  g_return_val_if_fail (PENSTOCK_IS_LATEST_ROW (self), NULL);

  return self->event;
}
