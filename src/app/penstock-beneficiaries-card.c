/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-beneficiaries-card.h"

#include "penstock-beneficiary-row.h"
#include "penstock-card-state.h"

#define ROWS 6

struct _PenstockBeneficiariesCard
{
  AdwBin             parent_instance;

  GtkSizeGroup      *months, *gaps;  /* columns of heading and rows */
  GtkWidget         *pool[ROWS];     /* filled anew, so that the focus stays; borrowed */

  /* Template */
  GtkWidget         *month_heading;
  GtkWidget         *gap_heading;
  GtkStack          *stack;
  PenstockCardState *state;
  GtkListBox        *rows;
};

enum { COMPANY_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockBeneficiariesCard, penstock_beneficiaries_card, ADW_TYPE_BIN)

static void
row_activated_cb (PenstockBeneficiariesCard *self,
                  GtkListBoxRow             *row)
{
  g_signal_emit (self, signals[COMPANY_ACTIVATED], 0, penstock_beneficiary_row_get_company (PENSTOCK_BENEFICIARY_ROW (row)));
}

void
penstock_beneficiaries_card_show (PenstockBeneficiariesCard *self,
                                  const PenstockScoreboard  *board)
{
  g_autoptr(GArray) found = penstock_overview_dup_beneficiaries (board, ROWS);

  g_return_if_fail (PENSTOCK_IS_BENEFICIARIES_CARD (self));

  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "rows" : "state");
  gtk_widget_set_visible (self->month_heading, found->len > 0);
  gtk_widget_set_visible (self->gap_heading, found->len > 0);
  for (guint i = 0; i < ROWS; i++)
    {
      gtk_widget_set_visible (self->pool[i], i < found->len);
      if (i < found->len)
        penstock_beneficiary_row_set (PENSTOCK_BENEFICIARY_ROW (self->pool[i]), board, &g_array_index (found, PenstockBeneficiary, i));
    }

  if (board == NULL || board->n_ranked == 0)
    penstock_card_state_set (self->state, _("Companies appear as soon as prices are in."), _("Feed health"), "win.feeds");
  else if (found->len == 0)
    penstock_card_state_set (self->state,
                             _("No company has an unpriced benefit: it takes a month of current prices and a customer in the chain with a signal above zero."),
                             _("Feed health"), "win.feeds");
}

static void
penstock_beneficiaries_card_dispose (GObject *object)
{
  PenstockBeneficiariesCard *self = PENSTOCK_BENEFICIARIES_CARD (object);

  g_clear_object (&self->months);
  g_clear_object (&self->gaps);

  G_OBJECT_CLASS (penstock_beneficiaries_card_parent_class)->dispose (object);
}

static void
penstock_beneficiaries_card_class_init (PenstockBeneficiariesCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_beneficiaries_card_dispose;

  signals[COMPANY_ACTIVATED] = g_signal_new ("company-activated", PENSTOCK_TYPE_BENEFICIARIES_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (PENSTOCK_TYPE_CARD_STATE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-beneficiaries-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiariesCard, month_heading);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiariesCard, gap_heading);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiariesCard, stack);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiariesCard, state);
  gtk_widget_class_bind_template_child (widget_class, PenstockBeneficiariesCard, rows);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
penstock_beneficiaries_card_init (PenstockBeneficiariesCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->months = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->gaps = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_size_group_add_widget (self->months, self->month_heading);
  gtk_size_group_add_widget (self->gaps, self->gap_heading);
  for (guint i = 0; i < ROWS; i++)
    {
      self->pool[i] = penstock_beneficiary_row_new (self->months, self->gaps);
      gtk_list_box_append (self->rows, self->pool[i]);
    }
}
