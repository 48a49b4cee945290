/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-placebo-card.h"

#include <math.h>

#include "penstock-words-evidence.h"

struct _PenstockPlaceboCard
{
  AdwBin             parent_instance;

  PenstockEvidence  *evidence;  /* a reference; NULL before the first */
  char              *reason;    /* what is said without it */

  /* Template */
  GtkDropDown       *choice;
  GtkLabel          *sentence;
  PenstockHistogram *histogram;
  GtkWidget         *check;
  GtkImage          *check_icon;
  GtkLabel          *check_label;
};

G_DEFINE_FINAL_TYPE (PenstockPlaceboCard, penstock_placebo_card, ADW_TYPE_BIN)

/* What the graph plays a part in. */
static const struct { PenstockColumn score; guint horizon; } pairs[] = {
  { PENSTOCK_COLUMN_benefit_z, 5 }, { PENSTOCK_COLUMN_benefit_z, 21 }, { PENSTOCK_COLUMN_benefit_z, 63 },
  { PENSTOCK_COLUMN_gap, 5 }, { PENSTOCK_COLUMN_gap, 21 }, { PENSTOCK_COLUMN_gap, 63 },
};
#define USUAL 1

static char *
pair_words (guint pair)
{
  g_autofree char *horizon = penstock_words_horizon (pairs[pair].horizon);

  /* Translators: a score and the days it looks ahead: "Benefit, 21 days" */
  return g_strdup_printf (_("%1$s, %2$s"), penstock_words_evidence_score (pairs[pair].score), horizon);
}

static void
show_check (PenstockPlaceboCard *self)
{
  g_autofree char *words = self->evidence != NULL ? penstock_words_look_ahead (self->evidence) : NULL;
  gboolean passed = self->evidence != NULL && self->evidence->look_ahead_ok;

  /* That it was passed is among the words of the verdict. */
  gtk_widget_set_visible (self->check, words != NULL && !passed);
  if (words == NULL)
    return;

  gtk_label_set_label (self->check_label, words);
  gtk_image_set_from_icon_name (self->check_icon, passed ? "object-select-symbolic" : "dialog-warning-symbolic");
  if (passed || self->evidence->look_ahead_days == 0)
    gtk_widget_remove_css_class (self->check, "penstock-warning");
  else
    gtk_widget_add_css_class (self->check, "penstock-warning");
}

static void
update (PenstockPlaceboCard *self)
{
  guint pair = MIN (gtk_drop_down_get_selected (self->choice), G_N_ELEMENTS (pairs) - 1);
  const PenstockEvidenceRow *row = self->evidence != NULL ? penstock_evidence_find (self->evidence, pairs[pair].score, pairs[pair].horizon) : NULL;
  gboolean drawn = row != NULL && row->has_placebo;
  g_autofree char *sentence = drawn ? penstock_words_placebo (row) : g_strdup ("");
  g_autofree char *words = pair_words (pair);
  g_autofree char *axis = NULL;
  const char *reason = row != NULL ? row->words : self->reason;

  /* Translators: title of an axis: a pair as in "Benefit, 21 days", a number of graphs */
  axis = g_strdup_printf (_("mean rank IC of %1$s, %2$d shuffled graphs"), words, PENSTOCK_PLACEBO_GRAPHS);
  gtk_label_set_label (self->sentence, sentence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sentence), sentence);
  if (drawn)
    penstock_histogram_set_values (self->histogram, row->placebo, PENSTOCK_PLACEBO_GRAPHS, row->mean_ic, axis, _("this graph"), NULL);
  else
    penstock_histogram_set_values (self->histogram, NULL, 0, NAN, axis, _("this graph"), reason != NULL ? reason : _("not computed"));
  show_check (self);
}

static void
choice_changed_cb (PenstockPlaceboCard *self)
{
  update (self);
}

void
penstock_placebo_card_show (PenstockPlaceboCard *self,
                            PenstockEvidence    *evidence,
                            const char          *reason)
{
  PenstockEvidence *kept = evidence != NULL ? penstock_evidence_ref (evidence) : NULL;

  g_return_if_fail (PENSTOCK_IS_PLACEBO_CARD (self));

  g_clear_pointer (&self->evidence, penstock_evidence_unref);
  self->evidence = kept;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  update (self);
}

void
penstock_placebo_card_choose (PenstockPlaceboCard *self,
                              PenstockColumn       score,
                              guint                horizon)
{
  g_return_if_fail (PENSTOCK_IS_PLACEBO_CARD (self));

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].score == score && pairs[i].horizon == horizon)
      gtk_drop_down_set_selected (self->choice, i);
}

static void
penstock_placebo_card_finalize (GObject *object)
{
  PenstockPlaceboCard *self = PENSTOCK_PLACEBO_CARD (object);

  g_clear_pointer (&self->evidence, penstock_evidence_unref);
  g_free (self->reason);

  G_OBJECT_CLASS (penstock_placebo_card_parent_class)->finalize (object);
}

static void
penstock_placebo_card_class_init (PenstockPlaceboCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = penstock_placebo_card_finalize;

  g_type_ensure (PENSTOCK_TYPE_HISTOGRAM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-placebo-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaceboCard, choice);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaceboCard, sentence);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaceboCard, histogram);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaceboCard, check);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaceboCard, check_icon);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaceboCard, check_label);
}

static void
penstock_placebo_card_init (PenstockPlaceboCard *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *words = pair_words (i);

      gtk_string_list_append (names, words);
    }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, USUAL);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (choice_changed_cb), self, G_CONNECT_SWAPPED);
}
