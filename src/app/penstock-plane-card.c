/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-plane-card.h"

#include "penstock-card-state.h"
#include "penstock-money.h"
#include "penstock-words-evidence.h"
#include "penstock-words-overview.h"

struct _PenstockPlaneCard
{
  AdwBin                parent_instance;

  PenstockPlaneData    *data;      /* what is drawn; NULL before a history */
  PenstockEvidence     *evidence;  /* a reference; NULL before the first */
  GtkWidget            *links[PENSTOCK_PLANE_MOST_LIT]; /* to the lit segments; borrowed */

  /* Template */
  GtkLabel             *title;
  GtkLabel             *subtitle;
  GtkToggleButton      *quantiles_button;
  GtkDropDown          *score;
  GtkStack             *stack;
  PenstockCardState    *state;
  PenstockPlane        *plane;
  GtkBox               *lit_box;
  GtkLabel             *not_drawn;
  PenstockQuantileBars *quantiles;
};

enum { SEGMENT_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockPlaneCard, penstock_plane_card, ADW_TYPE_BIN)

static const PenstockColumn scores[PENSTOCK_N_EVIDENCE_SCORES] = {
  PENSTOCK_COLUMN_price_z, PENSTOCK_COLUMN_revenue_z, PENSTOCK_COLUMN_own, PENSTOCK_COLUMN_benefit_z, PENSTOCK_COLUMN_gap,
};
#define USUAL_SCORE 3
static const guint horizons[PENSTOCK_N_EVIDENCE_HORIZONS] = { 5, 21, 63 };

static gboolean
shows_quantiles (PenstockPlaneCard *self)
{
  return gtk_toggle_button_get_active (self->quantiles_button);
}

/* ---- Plane ---- */

static void
show_lit (PenstockPlaneCard *self)
{
  guint n;
  const guint *lit = penstock_plane_get_lit (self->plane, &n);

  gtk_widget_set_visible (GTK_WIDGET (self->lit_box), n > 0);
  for (guint i = 0; i < PENSTOCK_PLANE_MOST_LIT; i++)
    {
      const PenstockPlaneTrail *trail;
      g_autofree char *label = NULL;

      gtk_widget_set_visible (self->links[i], i < n);
      if (i >= n)
        continue;

      trail = &self->data->trails[lit[i]];
      /* Translators: a segment of the chain and its phase */
      label = g_strdup_printf (_("%1$s: %2$s"), trail->label, trail->phase);
      gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->links[i]))), label);
      gtk_widget_set_tooltip_text (self->links[i], label);
    }
}

static void
lit_changed_cb (PenstockPlaneCard *self)
{
  show_lit (self);
}

static void
link_clicked_cb (PenstockPlaneCard *self,
                 GtkWidget         *link)
{
  guint n;
  const guint *lit = penstock_plane_get_lit (self->plane, &n);

  for (guint i = 0; i < n; i++)
    if (self->links[i] == link)
      g_signal_emit (self, signals[SEGMENT_ACTIVATED], 0, self->data->segment[lit[i]]);
}

/* ---- Quantiles ---- */

static void
show_quantiles (PenstockPlaneCard *self)
{
  guint chosen = MIN (gtk_drop_down_get_selected (self->score), G_N_ELEMENTS (scores) - 1);
  PenstockQuantileGroup groups[PENSTOCK_N_EVIDENCE_HORIZONS] = { 0 };
  g_auto(GStrv) labels = g_new0 (char *, PENSTOCK_N_EVIDENCE_HORIZONS + 1);
  g_autofree char *title = NULL;

  for (guint i = 0; i < PENSTOCK_N_EVIDENCE_HORIZONS; i++)
    {
      const PenstockEvidenceRow *row = self->evidence != NULL ? penstock_evidence_find (self->evidence, scores[chosen], horizons[i]) : NULL;

      labels[i] = penstock_words_horizon (horizons[i]);
      groups[i].label = labels[i];
      groups[i].n = row != NULL ? row->n_quantiles : 0;
      groups[i].value = row != NULL ? row->quantile_return : NULL;
      groups[i].top_minus_bottom = row != NULL ? row->top_minus_bottom : 0.0;
    }
  /* Translators: title of bars: mean later return of companies grouped by a score, the lowest scores first */
  title = g_strdup_printf (_("Mean later return by quantile of %s, lowest first"), penstock_words_evidence_score (scores[chosen]));
  penstock_quantile_bars_set_groups (self->quantiles, title, groups, PENSTOCK_N_EVIDENCE_HORIZONS);
}

/* ---- Both ---- */

static char *
dup_subtitle (PenstockPlaneCard *self)
{
  g_autofree char *day = NULL;

  if (shows_quantiles (self))
    return self->evidence != NULL ? penstock_words_evidence_span (self->evidence) : g_strdup ("");
  if (self->data == NULL)
    return g_strdup ("");

  day = penstock_format_day (self->data->weeks[self->data->n_weeks - 1]);
  return g_strdup_printf (ngettext ("%1$u week to %2$s, dots every 4 weeks", "%1$u weeks to %2$s, dots every 4 weeks", self->data->n_weeks),
                          self->data->n_weeks, day);
}

static void
update (PenstockPlaneCard *self)
{
  gboolean quantiles = shows_quantiles (self);
  g_autofree char *subtitle = dup_subtitle (self);

  gtk_label_set_label (self->title, quantiles ? _("Quantiles") : _("Validation plane"));
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->score), quantiles);
  if (quantiles && self->evidence != NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "quantiles");
      show_quantiles (self);
    }
  else if (!quantiles && self->data != NULL && self->data->n > 0)
    gtk_stack_set_visible_child_name (self->stack, "plane");
  else
    gtk_stack_set_visible_child_name (self->stack, "state");

  if (quantiles)
    penstock_card_state_set (self->state, _("Quantiles appear as soon as the evidence is computed."), NULL, NULL);
  else if (self->data == NULL)
    penstock_card_state_set (self->state, _("The plane appears as soon as the past of the scores is computed."), _("Feed health"), "win.feeds");
  else
    penstock_card_state_set (self->state, _("No segment has three members with revenue yet."), _("Feed health"), "win.feeds");
}

static void
choice_toggled_cb (PenstockPlaneCard *self,
                   GtkToggleButton   *button)
{
  if (gtk_toggle_button_get_active (button))
    update (self);
}

static void
score_changed_cb (PenstockPlaneCard *self)
{
  if (shows_quantiles (self))
    update (self);
}

void
penstock_plane_card_show_history (PenstockPlaneCard     *self,
                                  const PenstockHistory *history)
{
  PenstockPlaneData *data = penstock_plane_data_new (history);
  g_autofree char *not_drawn = NULL;

  g_return_if_fail (PENSTOCK_IS_PLANE_CARD (self));

  if (data != NULL)
    {
      penstock_plane_set_trails (self->plane, data->trails, data->n, data->weeks, data->n_weeks);
      not_drawn = penstock_words_not_drawn (penstock_history_get_chain (history), data);
    }
  g_clear_pointer (&self->data, penstock_plane_data_free);
  self->data = data;
  if (data != NULL)
    show_lit (self);
  gtk_label_set_label (self->not_drawn, not_drawn != NULL ? not_drawn : "");
  gtk_widget_set_visible (GTK_WIDGET (self->not_drawn), not_drawn != NULL);
  update (self);
}

void
penstock_plane_card_show_evidence (PenstockPlaneCard *self,
                                   PenstockEvidence  *evidence)
{
  PenstockEvidence *kept = evidence != NULL ? penstock_evidence_ref (evidence) : NULL;

  g_return_if_fail (PENSTOCK_IS_PLANE_CARD (self));

  g_clear_pointer (&self->evidence, penstock_evidence_unref);
  self->evidence = kept;
  update (self);
}

void
penstock_plane_card_choose (PenstockPlaneCard *self,
                            PenstockColumn     score)
{
  g_return_if_fail (PENSTOCK_IS_PLANE_CARD (self));

  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    if (scores[i] == score)
      gtk_drop_down_set_selected (self->score, i);
  gtk_toggle_button_set_active (self->quantiles_button, TRUE);
}

static void
penstock_plane_card_finalize (GObject *object)
{
  PenstockPlaneCard *self = PENSTOCK_PLANE_CARD (object);

  g_clear_pointer (&self->data, penstock_plane_data_free);
  g_clear_pointer (&self->evidence, penstock_evidence_unref);

  G_OBJECT_CLASS (penstock_plane_card_parent_class)->finalize (object);
}

static void
penstock_plane_card_class_init (PenstockPlaneCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = penstock_plane_card_finalize;

  signals[SEGMENT_ACTIVATED] = g_signal_new ("segment-activated", PENSTOCK_TYPE_PLANE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (PENSTOCK_TYPE_CARD_STATE);
  g_type_ensure (PENSTOCK_TYPE_PLANE);
  g_type_ensure (PENSTOCK_TYPE_QUANTILE_BARS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-plane-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaneCard, title);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaneCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaneCard, quantiles_button);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaneCard, score);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaneCard, stack);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaneCard, state);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaneCard, plane);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaneCard, lit_box);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaneCard, not_drawn);
  gtk_widget_class_bind_template_child (widget_class, PenstockPlaneCard, quantiles);
  gtk_widget_class_bind_template_callback (widget_class, lit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_toggled_cb);
}

static GtkWidget *
create_link (PenstockPlaneCard *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *link = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (link), label);
  gtk_widget_set_halign (link, GTK_ALIGN_START);
  gtk_widget_add_css_class (link, "flat");
  gtk_widget_add_css_class (link, "card-link");
  gtk_widget_set_visible (link, FALSE); /* until a segment is lit */
  g_signal_connect_object (link, "clicked", G_CALLBACK (link_clicked_cb), self, G_CONNECT_SWAPPED);
  return link;
}

static void
penstock_plane_card_init (PenstockPlaneCard *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < PENSTOCK_PLANE_MOST_LIT; i++)
    {
      self->links[i] = create_link (self);
      gtk_box_append (self->lit_box, self->links[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    gtk_string_list_append (names, penstock_words_evidence_score (scores[i]));
  gtk_drop_down_set_model (self->score, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->score, USUAL_SCORE);
  g_signal_connect_object (self->score, "notify::selected", G_CALLBACK (score_changed_cb), self, G_CONNECT_SWAPPED);
}
