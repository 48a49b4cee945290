/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-revenue-card.h"


#include "penstock-plots.h"
#include "penstock-words.h"

struct _PenstockRevenueCard
{
  AdwBin               parent_instance;

  PenstockDesk        *desk;

  /* Template */
  GtkLabel            *title;
  GtkLabel            *headline;
  GtkStack            *stack;
  PenstockRevenueBars *bars;
  GtkLabel            *reason;
  GtkWidget           *overdue_box;
  GtkLabel            *overdue;
  GtkWidget           *ask;
};

G_DEFINE_FINAL_TYPE (PenstockRevenueCard, penstock_revenue_card, ADW_TYPE_BIN)

static void
ask_clicked_cb (PenstockRevenueCard *self)
{
  if (self->desk != NULL)
    penstock_desk_refresh (self->desk, NULL);
}

static void
show_none (PenstockRevenueCard *self,
           PenstockEngine      *engine,
           guint                company)
{
  g_autofree char *reason = penstock_words_no_revenue (engine, company);

  gtk_label_set_label (self->title, _("Revenue"));
  gtk_label_set_label (self->headline, "");
  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (self->ask, penstock_engine_get_chain (engine)->companies[company].monthly_revenue);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
show_revenue (PenstockRevenueCard *self,
              PenstockEngine      *engine,
              guint                company,
              PenstockRevenue     *revenue)
{
  PenstockDay today = penstock_clock_today (penstock_engine_get_clock (engine));
  PenstockScoreboard *board = penstock_engine_get_scoreboard (engine);
  g_autofree char *headline = board != NULL ? penstock_words_revenue_headline (board, company, revenue) : NULL;
  g_autofree char *overdue = penstock_words_overdue (revenue, today);
  const char *what = revenue->periods_per_year == 12 ? _("Monthly revenue") : _("Quarterly revenue");
  g_autofree char *title = penstock_revenue_is_simulated (revenue) ? g_strdup_printf ("%s · %s", what, _("Simulated")) : g_strdup (what);

  gtk_label_set_label (self->title, title);
  gtk_label_set_markup (self->headline, headline != NULL ? headline : "");
  gtk_label_set_markup (self->overdue, overdue != NULL ? overdue : "");
  gtk_widget_set_visible (self->overdue_box, overdue != NULL);
  penstock_revenue_bars_set_revenue (self->bars, revenue, today);
  gtk_stack_set_visible_child_name (self->stack, "bars");
}

void
penstock_revenue_card_show (PenstockRevenueCard *self,
                            PenstockDesk        *desk,
                            guint                company)
{
  PenstockEngine *engine;
  PenstockRevenue *revenue;

  g_return_if_fail (PENSTOCK_IS_REVENUE_CARD (self));

  g_set_object (&self->desk, desk);
  engine = penstock_desk_get_engine (desk);
  revenue = penstock_engine_get_revenue (engine, company);
  if (revenue == NULL || revenue->n == 0)
    show_none (self, engine, company);
  else
    show_revenue (self, engine, company, revenue);
}

static void
penstock_revenue_card_dispose (GObject *object)
{
  g_clear_object (&PENSTOCK_REVENUE_CARD (object)->desk);

  G_OBJECT_CLASS (penstock_revenue_card_parent_class)->dispose (object);
}

static void
penstock_revenue_card_class_init (PenstockRevenueCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_revenue_card_dispose;

  g_type_ensure (PENSTOCK_TYPE_REVENUE_BARS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-revenue-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockRevenueCard, title);
  gtk_widget_class_bind_template_child (widget_class, PenstockRevenueCard, headline);
  gtk_widget_class_bind_template_child (widget_class, PenstockRevenueCard, stack);
  gtk_widget_class_bind_template_child (widget_class, PenstockRevenueCard, bars);
  gtk_widget_class_bind_template_child (widget_class, PenstockRevenueCard, reason);
  gtk_widget_class_bind_template_child (widget_class, PenstockRevenueCard, overdue_box);
  gtk_widget_class_bind_template_child (widget_class, PenstockRevenueCard, overdue);
  gtk_widget_class_bind_template_child (widget_class, PenstockRevenueCard, ask);
  gtk_widget_class_bind_template_callback (widget_class, ask_clicked_cb);
}

static void
penstock_revenue_card_init (PenstockRevenueCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
