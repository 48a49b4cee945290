/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "penstock-claims-view-private.h"
#include "penstock-money.h"
#include "penstock-signals-parts.h"
#include "penstock-words-signals.h"

#define MOST_SUGGESTIONS 4

G_DEFINE_FINAL_TYPE (PenstockClaimsView, penstock_claims_view, ADW_TYPE_BIN)

enum { TOAST, N_SIGNALS };
static guint signals[N_SIGNALS];

static PenstockEngine *
engine_of (PenstockClaimsView *self)
{
  return penstock_desk_get_engine (self->desk);
}

PenstockClaimCheck *
penstock_claims_view_dup_check (PenstockClaimsView *self,
                                PenstockClaim      *claim)
{
  return penstock_engine_check_claim (engine_of (self), claim, penstock_clock_today (penstock_engine_get_clock (engine_of (self))));
}

static gboolean
is_kept (PenstockClaimsView  *self,
         const PenstockClaim *claim)
{
  GPtrArray *claims = penstock_engine_get_claims (engine_of (self));

  for (guint i = 0; i < claims->len; i++)
    {
      const PenstockClaim *other = g_ptr_array_index (claims, i);

      if (other == claim || g_strcmp0 (other->id, claim->id) == 0 || (claim->text != NULL && g_strcmp0 (other->text, claim->text) == 0))
        return TRUE;
    }

  return FALSE;
}

/* ---- The verdict ---- */

static void
add_cell (PenstockClaimsView *self,
          int                 column,
          int                 row,
          const char         *text,
          const char         *css_class)
{
  GtkWidget *label = penstock_signals_words (text != NULL ? text : "—", css_class);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, column == 4);
  gtk_grid_attach (self->parts, label, column, row, 1, 1);
}

static void
add_part (PenstockClaimsView      *self,
          const PenstockClaimPart *part,
          int                      row)
{
  const char *mark = !part->known ? "?" : part->ok ? "✓" : "✗";
  const char *spoken = !part->known ? _("not known") : part->ok ? _("right") : _("wrong");
  GtkWidget *sign = gtk_label_new (mark);

  gtk_widget_add_css_class (sign, "claim-mark");
  gtk_widget_add_css_class (sign, !part->known ? "penstock-dim" : part->ok ? "signal-positive" : "signal-negative");
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (sign, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_grid_attach (self->parts, sign, 0, row, 1, 1);
  add_cell (self, 1, row, penstock_words_claim_part (part->kind), NULL);
  add_cell (self, 2, row, part->stated_text, NULL);
  add_cell (self, 3, row, part->filed_text, NULL);
  add_cell (self, 4, row, part->note != NULL ? part->note : "", "penstock-secondary");
}

static void
add_filed (PenstockClaimsView         *self,
           const PenstockClaimCheck   *result,
           const PenstockRevenueFigure *figure)
{
  g_autofree char *text = penstock_words_filed (engine_of (self), result, figure);

  if (text != NULL)
    gtk_box_append (self->filed, penstock_signals_words (text, "penstock-secondary"));
}

static void
show_verdict (PenstockClaimsView *self)
{
  static const char *const headings[] = { "", N_("Part"), N_("Stated"), N_("Filed"), "" };
  g_autoptr(PenstockClaimCheck) result = NULL;
  g_autofree char *stated = NULL;

  gtk_widget_set_visible (self->verdict_card, self->claim != NULL);
  if (self->claim == NULL)
    return;

  result = penstock_claims_view_dup_check (self, self->claim);
  stated = penstock_words_claim (engine_of (self), self->claim);
  gtk_label_set_label (self->verdict, penstock_words_verdict (result->verdict));
  penstock_claims_view_colour (GTK_WIDGET (self->verdict), result->verdict);
  gtk_label_set_label (self->words, result->words);
  gtk_label_set_label (self->stated, stated);
  penstock_signals_clear (GTK_WIDGET (self->parts));
  penstock_signals_clear (GTK_WIDGET (self->filed));
  gtk_widget_set_visible (GTK_WIDGET (self->parts), result->parts->len > 0);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    add_cell (self, (int)i, 0, *headings[i] != '\0' ? _(headings[i]) : "", "table-heading");
  for (guint i = 0; i < result->parts->len; i++)
    add_part (self, &g_array_index (result->parts, PenstockClaimPart, i), (int)i + 1);
  add_filed (self, result, &result->figure);
  add_filed (self, result, &result->base_figure);
  gtk_widget_set_visible (self->keep, !is_kept (self, self->claim));
}

static void
set_claim (PenstockClaimsView *self,
           PenstockClaim      *claim)
{
  PenstockClaim *old = self->claim;

  self->claim = claim != NULL ? penstock_claim_ref (claim) : NULL;
  g_clear_pointer (&old, penstock_claim_unref);
  show_verdict (self);
}

/* NULL: none. */
static void
say_fault (PenstockClaimsView *self,
           const char         *text)
{
  gtk_label_set_label (self->fault, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text != NULL);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->sentence), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->sentence), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
penstock_claims_view_check (PenstockClaimsView *self,
                            const char         *sentence)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockClaim) claim = NULL;

  g_return_if_fail (PENSTOCK_IS_CLAIMS_VIEW (self) && sentence != NULL);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->sentence)), sentence) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->sentence), sentence);
  claim = penstock_engine_read_claim (engine_of (self), sentence, &error);
  say_fault (self, error != NULL ? error->message : NULL);
  set_claim (self, claim);
}

static void
check_clicked_cb (PenstockClaimsView *self)
{
  g_autofree char *sentence = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->sentence))));

  if (*sentence != '\0')
    penstock_claims_view_check (self, sentence);
}

static const char *
text_of (GtkEntry *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
fields_clicked_cb (PenstockClaimsView *self)
{
  g_autofree char *sentence = NULL;

  if (*text_of (self->subject) == '\0' || *text_of (self->period) == '\0')
    {
      say_fault (self, _("A claim needs a company and a period, such as April 2026 or Q1 2026"));
      gtk_widget_grab_focus (*text_of (self->subject) == '\0' ? GTK_WIDGET (self->subject) : GTK_WIDGET (self->period));
      return;
    }

  sentence = penstock_words_compose_claim (text_of (self->subject), text_of (self->period), text_of (self->amount), text_of (self->currency),
                                           text_of (self->change), gtk_drop_down_get_selected (self->base), gtk_drop_down_get_selected (self->rank));
  penstock_claims_view_check (self, sentence);
}

/* ---- Who it is about: names of the chain as one types ---- */

static void
suggestion_clicked_cb (PenstockClaimsView *self,
                       GtkWidget          *button)
{
  gtk_editable_set_text (GTK_EDITABLE (self->subject), gtk_button_get_label (GTK_BUTTON (button)));
  penstock_signals_clear (GTK_WIDGET (self->suggestions));
  gtk_widget_grab_focus (GTK_WIDGET (self->period));
}

static gboolean
begins (const char *text,
        const char *words)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && g_str_has_prefix (folded, words);
}

static void
subject_changed_cb (PenstockClaimsView *self)
{
  const PenstockChain *chain = penstock_engine_get_chain (engine_of (self));
  g_autofree char *words = g_utf8_casefold (text_of (self->subject), -1);
  guint n = 0;

  penstock_signals_clear (GTK_WIDGET (self->suggestions));
  for (guint i = 0; i < chain->n_companies && n < MOST_SUGGESTIONS && *words != '\0'; i++)
    {
      const PenstockCompany *company = &chain->companies[i];
      GtkWidget *button;

      if (!begins (company->name, words) && !begins (company->symbol, words))
        continue;
      if (g_str_equal (company->name, text_of (self->subject)))
        continue;
      button = gtk_button_new_with_label (company->name);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "tool");
      g_signal_connect_object (button, "clicked", G_CALLBACK (suggestion_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->suggestions, button);
      n++;
    }
}

/* ---- Claims that are kept ---- */

static void
keep_clicked_cb (PenstockClaimsView *self)
{
  if (self->claim != NULL)
    penstock_engine_keep_claim (engine_of (self), self->claim);
}

static void
kept_activated_cb (PenstockClaimsView *self,
                   GtkListBoxRow      *row)
{
  PenstockClaim *claim = penstock_claims_view_find (self, gtk_widget_get_name (GTK_WIDGET (row)));

  if (claim == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->sentence), claim->text != NULL ? claim->text : "");
  say_fault (self, NULL);
  set_claim (self, claim);
}

/* ---- The view ---- */

static void
update (PenstockClaimsView *self)
{
  self->dirty = FALSE;
  penstock_claims_view_show_kept (self);
  show_verdict (self);
}

static gboolean
recheck_cb (gpointer user_data)
{
  PenstockClaimsView *self = user_data;

  self->recheck = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Revenue came, or a rate: all of it once, when the loop is idle and somebody looks. */
static void
facts_changed_cb (PenstockClaimsView *self)
{
  self->dirty = TRUE;
  if (self->recheck == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->recheck = g_idle_add (recheck_cb, self);
}

static void
penstock_claims_view_map (GtkWidget *widget)
{
  PenstockClaimsView *self = PENSTOCK_CLAIMS_VIEW (widget);

  if (self->dirty)
    update (self);

  GTK_WIDGET_CLASS (penstock_claims_view_parent_class)->map (widget);
}

void
penstock_claims_view_set_desk (PenstockClaimsView *self,
                               PenstockDesk       *desk)
{
  g_return_if_fail (PENSTOCK_IS_CLAIMS_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (engine_of (self), "claims-changed", G_CALLBACK (facts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine_of (self), "scoreboard-changed", G_CALLBACK (facts_changed_cb), self, G_CONNECT_SWAPPED);
  facts_changed_cb (self);
}

static void
penstock_claims_view_dispose (GObject *object)
{
  PenstockClaimsView *self = PENSTOCK_CLAIMS_VIEW (object);

  g_clear_handle_id (&self->recheck, g_source_remove);
  g_clear_pointer (&self->claim, penstock_claim_unref);
  g_clear_pointer (&self->forgotten, g_hash_table_unref);
  g_clear_object (&self->desk);
  g_clear_object (&self->badges);

  G_OBJECT_CLASS (penstock_claims_view_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, PenstockClaimsView, name)

static void
penstock_claims_view_class_init (PenstockClaimsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_claims_view_dispose;
  widget_class->map = penstock_claims_view_map;
  signals[TOAST] = g_signal_new ("toast", PENSTOCK_TYPE_CLAIMS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-claims-view.ui");
  BIND (sentence);
  BIND (fault);
  BIND (subject);
  BIND (suggestions);
  BIND (period);
  BIND (amount);
  BIND (currency);
  BIND (change);
  BIND (base);
  BIND (rank);
  BIND (verdict_card);
  BIND (verdict);
  BIND (words);
  BIND (stated);
  BIND (parts);
  BIND (filed);
  BIND (keep);
  BIND (kept);
  BIND (kept_stack);
  gtk_widget_class_bind_template_callback (widget_class, check_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, fields_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, kept_activated_cb);
}

static void
penstock_claims_view_init (PenstockClaimsView *self)
{
  self->badges = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->forgotten = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify)penstock_claim_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
