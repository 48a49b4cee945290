/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-latest-card.h"

#include "penstock-card-state.h"
#include "penstock-latest-row.h"

#define ROWS 6
#define FEW  4 /* signals whose titles have room for a second line: figures stand at the end */

struct _PenstockLatestCard
{
  AdwBin             parent_instance;

  GtkSizeGroup      *days;
  GtkWidget         *pool[ROWS];  /* filled anew, so that the focus stays; borrowed */

  /* Template */
  GtkButton         *all;
  GtkStack          *stack;
  PenstockCardState *state;
  GtkListBox        *rows;
};

enum { EVENT_ACTIVATED, ALL_REQUESTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockLatestCard, penstock_latest_card, ADW_TYPE_BIN)

static void
row_activated_cb (PenstockLatestCard *self,
                  GtkListBoxRow      *row)
{
  g_signal_emit (self, signals[EVENT_ACTIVATED], 0, penstock_latest_row_get_event (PENSTOCK_LATEST_ROW (row)));
}

static void
all_clicked_cb (PenstockLatestCard *self)
{
  g_signal_emit (self, signals[ALL_REQUESTED], 0);
}

void
penstock_latest_card_show (PenstockLatestCard *self,
                           PenstockEngine     *engine)
{
  PenstockDay today = penstock_clock_today (penstock_engine_get_clock (engine));
  guint total = 0;
  g_autoptr(GArray) found = penstock_overview_dup_latest (engine, today, ROWS, &total);
  g_autofree char *all = NULL;

  g_return_if_fail (PENSTOCK_IS_LATEST_CARD (self));

  /* Translators: a button that leads to all signals; the slot is their number */
  all = g_strdup_printf (ngettext ("All %u", "All %u", total), total);
  gtk_button_set_label (self->all, all);
  gtk_widget_set_visible (GTK_WIDGET (self->all), total > 0);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "rows" : "state");
  for (guint i = 0; i < ROWS; i++)
    {
      gtk_widget_set_visible (self->pool[i], i < found->len);
      if (i < found->len)
        penstock_latest_row_set (PENSTOCK_LATEST_ROW (self->pool[i]), engine, &g_array_index (found, PenstockLatest, i), today,
                                 found->len <= FEW ? 2 : 1);
    }

  penstock_card_state_set (self->state, _("No signal yet. Filings and news appear here as feeds bring them, and what you import."),
                           _("Feed health"), "win.feeds");
}

static void
penstock_latest_card_dispose (GObject *object)
{
  g_clear_object (&PENSTOCK_LATEST_CARD (object)->days);

  G_OBJECT_CLASS (penstock_latest_card_parent_class)->dispose (object);
}

static void
penstock_latest_card_class_init (PenstockLatestCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_latest_card_dispose;

  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated", PENSTOCK_TYPE_LATEST_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ALL_REQUESTED] = g_signal_new ("all-requested", PENSTOCK_TYPE_LATEST_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PENSTOCK_TYPE_CARD_STATE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-latest-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockLatestCard, all);
  gtk_widget_class_bind_template_child (widget_class, PenstockLatestCard, stack);
  gtk_widget_class_bind_template_child (widget_class, PenstockLatestCard, state);
  gtk_widget_class_bind_template_child (widget_class, PenstockLatestCard, rows);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
}

static void
penstock_latest_card_init (PenstockLatestCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->days = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  for (guint i = 0; i < ROWS; i++)
    {
      self->pool[i] = penstock_latest_row_new (self->days);
      gtk_list_box_append (self->rows, self->pool[i]);
    }
}
