/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-ic-card.h"

#include "penstock-card-state.h"
#include "penstock-ic-row.h"
#include "penstock-words-evidence.h"

#define ROWS (PENSTOCK_N_EVIDENCE_SCORES * PENSTOCK_N_EVIDENCE_HORIZONS)

struct _PenstockIcCard
{
  AdwBin             parent_instance;

  GtkSizeGroup      *columns[PENSTOCK_N_IC_COLUMNS];
  GtkWidget         *pool[ROWS];  /* filled anew, so that the focus stays; borrowed */

  /* Template */
  GtkLabel          *basis;
  GtkWidget         *older;
  GtkStack          *stack;
  PenstockCardState *state;
  GtkWidget         *headings[PENSTOCK_N_IC_COLUMNS];
  GtkListBox        *rows;
};

enum { ROW_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockIcCard, penstock_ic_card, ADW_TYPE_BIN)

static void
row_activated_cb (PenstockIcCard *self,
                  GtkListBoxRow  *row)
{
  g_signal_emit (self, signals[ROW_ACTIVATED], 0, (guint)gtk_list_box_row_get_index (row));
}

void
penstock_ic_card_show (PenstockIcCard         *self,
                       const PenstockEvidence *evidence,
                       gboolean                older,
                       const char             *reason)
{
  g_autofree char *basis = evidence != NULL ? penstock_words_evidence_basis (evidence) : g_strdup ("");
  double limit = evidence != NULL ? penstock_evidence_limit (evidence) : 0.0;

  g_return_if_fail (PENSTOCK_IS_IC_CARD (self));

  gtk_label_set_label (self->basis, basis);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->basis), basis);
  gtk_widget_set_visible (self->older, evidence != NULL && older);
  gtk_stack_set_visible_child_name (self->stack, evidence != NULL ? "table" : "state");
  if (evidence == NULL)
    {
      penstock_card_state_set (self->state, reason, NULL, NULL);
      return;
    }

  for (guint i = 0; i < ROWS; i++)
    {
      gtk_widget_set_visible (self->pool[i], i < evidence->n_rows);
      if (i < evidence->n_rows)
        penstock_ic_row_set (PENSTOCK_IC_ROW (self->pool[i]), &evidence->rows[i],
                             i == 0 || evidence->rows[i].score != evidence->rows[i - 1].score, limit);
    }
}

static void
penstock_ic_card_dispose (GObject *object)
{
  PenstockIcCard *self = PENSTOCK_IC_CARD (object);

  for (guint i = 0; i < PENSTOCK_N_IC_COLUMNS; i++)
    g_clear_object (&self->columns[i]);

  G_OBJECT_CLASS (penstock_ic_card_parent_class)->dispose (object);
}

static void
penstock_ic_card_class_init (PenstockIcCardClass *klass)
{
  static const char *const names[PENSTOCK_N_IC_COLUMNS] = {
    "score_heading", "days_heading", "mean_heading", "ir_heading", "t_heading", "p_heading", "holm_heading",
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_ic_card_dispose;

  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", PENSTOCK_TYPE_IC_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (PENSTOCK_TYPE_CARD_STATE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-ic-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockIcCard, basis);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcCard, older);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcCard, stack);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcCard, state);
  gtk_widget_class_bind_template_child (widget_class, PenstockIcCard, rows);
  for (guint i = 0; i < PENSTOCK_N_IC_COLUMNS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE,
                                               G_STRUCT_OFFSET (PenstockIcCard, headings) + (gssize)(i * sizeof (GtkWidget *)));
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
penstock_ic_card_init (PenstockIcCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < PENSTOCK_N_IC_COLUMNS; i++)
    {
      self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
      gtk_size_group_add_widget (self->columns[i], self->headings[i]);
    }
  for (guint i = 0; i < ROWS; i++)
    {
      self->pool[i] = penstock_ic_row_new (self->columns);
      gtk_list_box_append (self->rows, self->pool[i]);
    }
}
