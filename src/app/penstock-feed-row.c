/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-feed-row.h"


#include "penstock-money.h"
#include "penstock-words.h"

struct _PenstockFeedRow
{
  GtkListBoxRow       parent_instance;

  PenstockDesk       *desk;
  PenstockFeedHealth *feed;

  /* Template */
  GtkLabel           *title;
  GtkLabel           *state;
  GtkLabel           *reason;
  GtkLabel           *times;
  GtkWidget          *ask;
};

G_DEFINE_FINAL_TYPE (PenstockFeedRow, penstock_feed_row, GTK_TYPE_LIST_BOX_ROW)

static char *
describe_times (PenstockFeedRow *self)
{
  gint64 now = penstock_clock_now (penstock_engine_get_clock (penstock_desk_get_engine (self->desk)));
  gint64 success = penstock_feed_health_get_last_success (self->feed);
  gint64 next = penstock_feed_health_get_next_try (self->feed);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, g_strdup (penstock_feed_health_get_host (self->feed)));
  if (success > 0)
    {
      g_autofree char *age = penstock_format_age (MAX (now - success, 0));

      g_ptr_array_add (parts, g_strdup_printf (_("last answer %s ago"), age));
    }
  else
    g_ptr_array_add (parts, g_strdup (_("no answer yet")));
  if (next > now)
    {
      g_autofree char *wait = penstock_format_age (next - now);

      g_ptr_array_add (parts, g_strdup_printf (_("next try in %s"), wait));
    }
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **)parts->pdata);
}

void
penstock_feed_row_update (PenstockFeedRow *self)
{
  const char *state = penstock_feed_health_get_state (self->feed);
  const char *reason = penstock_feed_health_get_reason (self->feed);
  gboolean fine = g_str_equal (state, "ok") || g_str_equal (state, "idle") || g_str_equal (state, "off") ||
                  g_str_equal (state, "standby");
  g_autofree char *times = describe_times (self);
  g_autofree char *action = g_strdup_printf (_("Try %s now"), penstock_feed_health_get_title (self->feed));

  gtk_widget_set_visible (GTK_WIDGET (self), !g_str_equal (state, "off"));
  gtk_label_set_label (self->title, penstock_feed_health_get_title (self->feed));
  gtk_label_set_label (self->state, penstock_words_feed_state (state));
  if (fine)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "penstock-warning");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "penstock-warning");
  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL && *reason != '\0');
  gtk_label_set_label (self->times, times);
  gtk_widget_set_visible (self->ask, !g_str_equal (state, "off"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ask), GTK_ACCESSIBLE_PROPERTY_LABEL, action, -1);
}

static void
ask_clicked_cb (PenstockFeedRow *self)
{
  penstock_desk_retry_feed (self->desk, penstock_feed_health_get_id (self->feed));
}

static void
penstock_feed_row_dispose (GObject *object)
{
  PenstockFeedRow *self = PENSTOCK_FEED_ROW (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->feed);

  G_OBJECT_CLASS (penstock_feed_row_parent_class)->dispose (object);
}

static void
penstock_feed_row_class_init (PenstockFeedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_feed_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-feed-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedRow, title);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedRow, state);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedRow, reason);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedRow, times);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedRow, ask);
  gtk_widget_class_bind_template_callback (widget_class, ask_clicked_cb);
}

static void
penstock_feed_row_init (PenstockFeedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
penstock_feed_row_new (PenstockDesk       *desk,
                       PenstockFeedHealth *feed)
{
  PenstockFeedRow *self = g_object_new (PENSTOCK_TYPE_FEED_ROW, NULL);

  self->desk = g_object_ref (desk);
  self->feed = g_object_ref (feed);
  penstock_feed_row_update (self);
  return GTK_WIDGET (self);
}
