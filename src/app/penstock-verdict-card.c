/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-verdict-card.h"

#include "penstock-words-evidence.h"

struct _PenstockVerdictCard
{
  AdwBin          parent_instance;

  /* Template */
  GtkLabel       *verdict;
  GtkWidget      *simulated;
  GtkLabel       *words;
  GtkLabel       *span;
  GtkWidget      *older;
  GtkDropDown    *period;
  GtkWidget      *days;
  GtkEditable    *from;
  GtkEditable    *to;
  GtkLabel       *fault;
  GtkProgressBar *progress;
  GtkWidget      *compute;
  GtkWidget      *cancel;
};

enum { COMPUTE_REQUESTED, CANCEL_REQUESTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockVerdictCard, penstock_verdict_card, ADW_TYPE_BIN)

/* ---- Period ---- */

static PenstockPeriodChoice
chosen (PenstockVerdictCard *self)
{
  return MIN (gtk_drop_down_get_selected (self->period), PENSTOCK_N_PERIODS - 1);
}

static void
mark (GtkEditable *entry,
      gboolean     wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* An empty entry is no limit. */
static gboolean
read_day (GtkEditable *entry,
          PenstockDay *day)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  *day = *text != '\0' ? penstock_day_parse (text) : PENSTOCK_DAY_NONE;
  mark (entry, *text != '\0' && *day == PENSTOCK_DAY_NONE);
  return *text == '\0' || *day != PENSTOCK_DAY_NONE;
}

static void
say_fault (PenstockVerdictCard *self,
           const char          *text)
{
  gtk_label_set_label (self->fault, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text != NULL);
}

gboolean
penstock_verdict_card_get_period (PenstockVerdictCard *self,
                                  PenstockDay          last,
                                  PenstockDay         *from,
                                  PenstockDay         *to)
{
  gboolean from_ok, to_ok;

  g_return_val_if_fail (PENSTOCK_IS_VERDICT_CARD (self), FALSE);

  say_fault (self, NULL);
  *from = penstock_period_from (chosen (self), last);
  *to = PENSTOCK_DAY_NONE;
  if (chosen (self) != PENSTOCK_PERIOD_FROM_TO)
    return TRUE;

  from_ok = read_day (self->from, from);
  to_ok = read_day (self->to, to);
  if (!from_ok || !to_ok)
    {
      say_fault (self, _("Write a day as 2026-01-31, or leave it empty."));
      return FALSE;
    }
  if (*from != PENSTOCK_DAY_NONE && *to != PENSTOCK_DAY_NONE && *from > *to)
    {
      mark (self->to, TRUE);
      say_fault (self, _("The period ends before it begins."));
      return FALSE;
    }

  return TRUE;
}

static void
period_changed_cb (PenstockVerdictCard *self)
{
  gtk_widget_set_visible (self->days, chosen (self) == PENSTOCK_PERIOD_FROM_TO);
  if (chosen (self) == PENSTOCK_PERIOD_FROM_TO)
    gtk_widget_grab_focus (GTK_WIDGET (self->from));
  else
    g_signal_emit (self, signals[COMPUTE_REQUESTED], 0);
}

static void
compute_clicked_cb (PenstockVerdictCard *self)
{
  g_signal_emit (self, signals[COMPUTE_REQUESTED], 0);
}

static void
cancel_clicked_cb (PenstockVerdictCard *self)
{
  g_signal_emit (self, signals[CANCEL_REQUESTED], 0);
}

/* ---- Words ---- */

static const char *
state_title (PenstockVerdictState state)
{
  switch (state)
    {
    case PENSTOCK_VERDICT_WAITING:
      return _("Not yet");
    case PENSTOCK_VERDICT_RUNNING:
      return _("Computing …");
    case PENSTOCK_VERDICT_FAILED:
      return _("Could not be computed");
    case PENSTOCK_VERDICT_CANCELLED:
    case PENSTOCK_VERDICT_DONE:
    default:
      return _("Not computed");
    }
}

static const char *
state_words (PenstockVerdictState  state,
             const char           *reason)
{
  switch (state)
    {
    case PENSTOCK_VERDICT_WAITING:
      return _("Evidence needs the past of the scores, which is computed as soon as prices are in.");
    case PENSTOCK_VERDICT_RUNNING:
      return _("Each score of each day is compared with the returns that followed, on the real chain and on 200 shuffled ones.");
    case PENSTOCK_VERDICT_FAILED:
      return reason != NULL ? reason : "";
    case PENSTOCK_VERDICT_CANCELLED:
    case PENSTOCK_VERDICT_DONE:
    default:
      return _("You stopped it. Compute starts again.");
    }
}

static void
show_words (PenstockVerdictCard    *self,
            PenstockVerdictState    state,
            const PenstockEvidence *evidence,
            const char             *reason)
{
  g_autofree char *span = evidence != NULL ? penstock_words_evidence_span (evidence) : g_strdup ("");

  gtk_label_set_label (self->verdict, evidence != NULL ? evidence->verdict : state_title (state));
  gtk_label_set_label (self->words, evidence != NULL ? evidence->words : state_words (state, reason));
  gtk_label_set_label (self->span, span);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->span), span);
  /* The old table stays; that there is no newer one is said below it. */
  if (evidence != NULL && state == PENSTOCK_VERDICT_FAILED)
    say_fault (self, reason);
  else if (evidence != NULL && state == PENSTOCK_VERDICT_CANCELLED)
    say_fault (self, _("Stopped: this is the last result."));
  else
    say_fault (self, NULL);
}

void
penstock_verdict_card_show (PenstockVerdictCard    *self,
                            PenstockVerdictState    state,
                            const PenstockEvidence *evidence,
                            gboolean                older,
                            const char             *reason)
{
  gboolean running = state == PENSTOCK_VERDICT_RUNNING;

  g_return_if_fail (PENSTOCK_IS_VERDICT_CARD (self));

  show_words (self, state, evidence, reason);
  gtk_widget_set_visible (self->simulated, evidence != NULL && evidence->simulated);
  gtk_widget_set_visible (self->older, evidence != NULL && older);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_widget_set_visible (self->cancel, running);
  gtk_widget_set_visible (self->compute, !running);
  gtk_widget_set_sensitive (self->compute, state != PENSTOCK_VERDICT_WAITING);
  if (!running)
    gtk_progress_bar_set_fraction (self->progress, 0.0);
}

void
penstock_verdict_card_set_progress (PenstockVerdictCard *self,
                                    double               share)
{
  g_return_if_fail (PENSTOCK_IS_VERDICT_CARD (self));

  gtk_progress_bar_set_fraction (self->progress, CLAMP (share, 0.0, 1.0));
}

static void
penstock_verdict_card_class_init (PenstockVerdictCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[COMPUTE_REQUESTED] = g_signal_new ("compute-requested", PENSTOCK_TYPE_VERDICT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCEL_REQUESTED] = g_signal_new ("cancel-requested", PENSTOCK_TYPE_VERDICT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-verdict-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, verdict);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, simulated);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, words);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, span);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, older);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, period);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, days);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, from);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, to);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, fault);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, progress);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, compute);
  gtk_widget_class_bind_template_child (widget_class, PenstockVerdictCard, cancel);
  gtk_widget_class_bind_template_callback (widget_class, compute_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
penstock_verdict_card_init (PenstockVerdictCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->period, "notify::selected", G_CALLBACK (period_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->days, FALSE);
  penstock_verdict_card_show (self, PENSTOCK_VERDICT_WAITING, NULL, FALSE, NULL);
}
