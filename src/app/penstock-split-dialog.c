/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-split-dialog.h"

#include <math.h>

#include "penstock-money.h"

struct _PenstockSplitDialog
{
  AdwWindow      parent_instance;

  PenstockDesk  *desk;
  guint          company;
  PenstockDay    day;

  /* Template */
  GtkLabel      *question;
  GtkSpinButton *numerator;
  GtkSpinButton *denominator;
};

G_DEFINE_FINAL_TYPE (PenstockSplitDialog, penstock_split_dialog, ADW_TYPE_WINDOW)

static void
enter_clicked_cb (PenstockSplitDialog *self)
{
  PenstockInstrument *instrument = penstock_engine_get_instrument (penstock_desk_get_engine (self->desk), self->company);
  PenstockAction action = { .kind = PENSTOCK_ACTION_SPLIT_USER, .day = self->day };

  action.numerator = gtk_spin_button_get_value (self->numerator);
  action.denominator = gtk_spin_button_get_value (self->denominator);
  penstock_desk_explain_jump (self->desk, penstock_instrument_get_symbol (instrument), &action);
  gtk_window_close (GTK_WINDOW (self));
}

static void
penstock_split_dialog_dispose (GObject *object)
{
  g_clear_object (&PENSTOCK_SPLIT_DIALOG (object)->desk);

  G_OBJECT_CLASS (penstock_split_dialog_parent_class)->dispose (object);
}

static void
penstock_split_dialog_class_init (PenstockSplitDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_split_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-split-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockSplitDialog, question);
  gtk_widget_class_bind_template_child (widget_class, PenstockSplitDialog, numerator);
  gtk_widget_class_bind_template_child (widget_class, PenstockSplitDialog, denominator);
  gtk_widget_class_bind_template_callback (widget_class, enter_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
penstock_split_dialog_init (PenstockSplitDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A guess of 10 is 10:1, one of 0.1 is 1:10; without a guess the fields stay at 2:1. */
static void
fill_guess (PenstockSplitDialog *self,
            double               guess)
{
  if (isnan (guess) || guess <= 0.0)
    return;

  gtk_spin_button_set_value (self->numerator, guess >= 1.0 ? guess : 1.0);
  gtk_spin_button_set_value (self->denominator, guess >= 1.0 ? 1.0 : 1.0 / guess);
}

GtkWidget *
penstock_split_dialog_new (GtkWindow    *parent,
                           PenstockDesk *desk,
                           guint         company)
{
  PenstockSplitDialog *self = g_object_new (PENSTOCK_TYPE_SPLIT_DIALOG, "transient-for", parent, NULL);
  PenstockEngine *engine = penstock_desk_get_engine (desk);
  const PenstockScoreboard *board = penstock_engine_get_scoreboard (engine);
  const PenstockVerdict *verdict = &board->facts[company].verdict;
  g_autofree char *day = penstock_format_day (verdict->jump_day);
  g_autofree char *ratio = penstock_format_number (verdict->jump_ratio, 2);
  g_autofree char *text = NULL;

  self->desk = g_object_ref (desk);
  self->company = company;
  self->day = verdict->jump_day;
  text = g_strdup_printf (_("On %2$s the price of %1$s became %3$s times what it was. "
                            "If that was a split, say how many new shares came for how many old ones; earlier prices are then adjusted."),
                          penstock_instrument_get_name (penstock_engine_get_instrument (engine, company)), day, ratio);
  gtk_label_set_label (self->question, text);
  fill_guess (self, verdict->split_guess);
  return GTK_WIDGET (self);
}
