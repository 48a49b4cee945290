/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-card-state.h"

struct _PenstockCardState
{
  AdwBin     parent_instance;

  GtkLabel  *reason;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (PenstockCardState, penstock_card_state, ADW_TYPE_BIN)

static void
penstock_card_state_class_init (PenstockCardStateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-card-state.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockCardState, reason);
  gtk_widget_class_bind_template_child (widget_class, PenstockCardState, button);
}

static void
penstock_card_state_init (PenstockCardState *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
penstock_card_state_set (PenstockCardState *self,
                         const char        *reason,
                         const char        *label,
                         const char        *action)
{
  g_return_if_fail (PENSTOCK_IS_CARD_STATE (self));

  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
}
