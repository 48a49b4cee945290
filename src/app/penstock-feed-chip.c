/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-feed-chip.h"


#include "penstock-feed-row.h"
#include "penstock-money.h"

struct _PenstockFeedChip
{
  AdwBin         parent_instance;

  PenstockDesk  *desk;

  /* Template */
  GtkMenuButton *button;
  GtkWidget     *dot;
  GtkLabel      *label;
  GtkPopover    *popover;
  GtkListBox    *rows;
};

G_DEFINE_FINAL_TYPE (PenstockFeedChip, penstock_feed_chip, ADW_TYPE_BIN)

typedef struct
{
  guint  n_on, n_fine, n_asked;
  gint64 newest;                /* last success of any, 0 = none */
} Tally;

static Tally
count_feeds (PenstockFeedChip *self)
{
  GListModel *feeds = penstock_engine_get_feeds (penstock_desk_get_engine (self->desk));
  guint n = g_list_model_get_n_items (feeds);
  Tally tally = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PenstockFeedHealth) feed = g_list_model_get_item (feeds, i);
      const char *state = penstock_feed_health_get_state (feed);

      if (g_str_equal (state, "off"))
        continue;

      tally.n_on++;
      tally.n_fine += g_str_equal (state, "ok") || g_str_equal (state, "standby") ? 1 : 0;
      tally.n_asked += g_str_equal (state, "idle") ? 0 : 1;
      tally.newest = MAX (tally.newest, penstock_feed_health_get_last_success (feed));
    }

  return tally;
}

static char *
describe (PenstockFeedChip *self,
          const Tally      *tally)
{
  gint64 now = penstock_clock_now (penstock_engine_get_clock (penstock_desk_get_engine (self->desk)));
  g_autofree char *age = NULL;

  if (tally->n_on == 0)
    return g_strdup (_("no feeds yet"));
  if (tally->newest == 0)
    return g_strdup_printf (ngettext ("%u of %u feed", "%u of %u feeds", tally->n_on), tally->n_fine, tally->n_on);

  age = penstock_format_age (MAX (now - tally->newest, 0));
  return g_strdup_printf (ngettext ("%u of %u feed · %s", "%u of %u feeds · %s", tally->n_on), tally->n_fine, tally->n_on, age);
}

static void
update_rows (PenstockFeedChip *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (PENSTOCK_IS_FEED_ROW (row))
      penstock_feed_row_update (PENSTOCK_FEED_ROW (row));
}

void
penstock_feed_chip_tick (PenstockFeedChip *self)
{
  Tally tally;
  g_autofree char *text = NULL;
  const char *colour;

  g_return_if_fail (PENSTOCK_IS_FEED_CHIP (self));

  if (self->desk == NULL)
    return;

  tally = count_feeds (self);
  text = describe (self, &tally);
  if (g_strcmp0 (gtk_label_get_label (self->label), text) != 0)
    gtk_label_set_label (self->label, text);

  if (tally.n_on == 0 || tally.n_asked == 0)
    colour = "idle";
  else
    colour = tally.n_fine == tally.n_on ? "fine" : "trouble";
  if (!gtk_widget_has_css_class (self->dot, colour))
    {
      const char *classes[] = { "dot", colour, NULL };

      gtk_widget_set_css_classes (self->dot, classes);
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    update_rows (self);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  PenstockFeedChip *self = user_data;

  return penstock_feed_row_new (self->desk, item);
}

static void
shown_cb (PenstockFeedChip *self)
{
  update_rows (self);
}

static void
close_popover_cb (PenstockFeedChip *self)
{
  gtk_popover_popdown (self->popover);
}

static void
penstock_feed_chip_dispose (GObject *object)
{
  PenstockFeedChip *self = PENSTOCK_FEED_CHIP (object);

  if (self->desk != NULL)
    gtk_list_box_bind_model (self->rows, NULL, NULL, NULL, NULL);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (penstock_feed_chip_parent_class)->dispose (object);
}

static void
penstock_feed_chip_class_init (PenstockFeedChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_feed_chip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-feed-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedChip, button);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedChip, dot);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedChip, label);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedChip, popover);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedChip, rows);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_popover_cb);
}

static void
penstock_feed_chip_init (PenstockFeedChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
penstock_feed_chip_set_desk (PenstockFeedChip *self,
                             PenstockDesk     *desk)
{
  PenstockEngine *engine;

  g_return_if_fail (PENSTOCK_IS_FEED_CHIP (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  engine = penstock_desk_get_engine (desk);
  gtk_list_box_bind_model (self->rows, penstock_engine_get_feeds (engine), create_row, self, NULL);
  g_signal_connect_object (engine, "feeds-changed", G_CALLBACK (penstock_feed_chip_tick), self, G_CONNECT_SWAPPED);
  penstock_feed_chip_tick (self);
}
