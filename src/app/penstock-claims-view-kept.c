/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-claims-view-private.h"
#include "penstock-signals-parts.h"
#include "penstock-words-signals.h"

/* The list of claims that are kept, each with its verdict of today. */

static PenstockEngine *
engine_of (PenstockClaimsView *self)
{
  return penstock_desk_get_engine (self->desk);
}

/* Several toasts may wait for their turn: each brings its own claim back. */
static void
undo_cb (PenstockClaimsView *self,
         AdwToast           *toast)
{
  PenstockClaim *claim = g_hash_table_lookup (self->forgotten, toast);

  if (claim != NULL)
    penstock_engine_keep_claim (engine_of (self), claim);
}

PenstockClaim *
penstock_claims_view_find (PenstockClaimsView *self,
                           const char         *id)
{
  GPtrArray *claims = penstock_engine_get_claims (engine_of (self));

  for (guint i = 0; i < claims->len; i++)
    if (g_strcmp0 (((PenstockClaim *)g_ptr_array_index (claims, i))->id, id) == 0)
      return g_ptr_array_index (claims, i);

  return NULL;
}

static void
remove_clicked_cb (PenstockClaimsView *self,
                   GtkWidget          *button)
{
  PenstockClaim *claim = penstock_claims_view_find (self, gtk_widget_get_name (button));
  g_autoptr(AdwToast) toast = NULL;

  if (claim == NULL)
    return;

  toast = adw_toast_new (_("Claim removed"));
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->forgotten, g_object_ref (toast), penstock_claim_ref (claim));
  penstock_engine_forget_claim (engine_of (self), claim->id);
  g_signal_emit_by_name (self, "toast", toast);
}

void
penstock_claims_view_colour (GtkWidget            *widget,
                             PenstockClaimVerdict  verdict)
{
  static const char *const all[] = { "confirmed", "contradicted", "inconsistent", "unverifiable", NULL };

  penstock_signals_set_classes (widget, all, penstock_claim_verdict_id (verdict));
}

/* The badge is the first in its row. */
static void
show_row_verdict (PenstockClaimsView *self,
                  GtkListBoxRow      *row,
                  PenstockClaim      *claim)
{
  g_autoptr(PenstockClaimCheck) result = penstock_claims_view_dup_check (self, claim);
  GtkWidget *badge = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));

  gtk_label_set_label (GTK_LABEL (badge), penstock_words_verdict (result->verdict));
  penstock_claims_view_colour (badge, result->verdict);
}

static GtkWidget *
kept_row (PenstockClaimsView *self,
          PenstockClaim      *claim)
{
  g_autofree char *text = penstock_words_claim (engine_of (self), claim);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *badge = gtk_label_new (NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *about = penstock_words_claim_about (engine_of (self), claim);

  gtk_size_group_add_widget (self->badges, badge);
  gtk_widget_add_css_class (badge, "claim-badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), penstock_signals_label (text, NULL));
  if (about != NULL)
    gtk_box_append (GTK_BOX (words), penstock_signals_label (about, "penstock-secondary"));
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), words);
  if (penstock_engine_owns_claim (engine_of (self), claim->id))
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_set_name (button, claim->id);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, _("Remove this claim"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove this claim"), -1);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_set_name (row, claim->id);
  gtk_widget_set_tooltip_text (row, text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  show_row_verdict (self, GTK_LIST_BOX_ROW (row), claim);
  return row;
}

static gboolean
are_listed (PenstockClaimsView *self,
            GPtrArray          *claims)
{
  GtkListBoxRow *row;

  for (guint i = 0; i < claims->len; i++)
    {
      row = gtk_list_box_get_row_at_index (self->kept, (int)i);
      if (row == NULL || g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), ((PenstockClaim *)g_ptr_array_index (claims, i))->id) != 0)
        return FALSE;
    }

  return gtk_list_box_get_row_at_index (self->kept, (int)claims->len) == NULL;
}

void
penstock_claims_view_show_kept (PenstockClaimsView *self)
{
  GPtrArray *claims = penstock_engine_get_claims (engine_of (self));

  /* Rows that stay keep the focus. */
  if (are_listed (self, claims))
    for (guint i = 0; i < claims->len; i++)
      show_row_verdict (self, gtk_list_box_get_row_at_index (self->kept, (int)i), g_ptr_array_index (claims, i));
  else
    {
      penstock_signals_clear (GTK_WIDGET (self->kept));
      for (guint i = 0; i < claims->len; i++)
        gtk_list_box_append (self->kept, kept_row (self, g_ptr_array_index (claims, i)));
    }
  gtk_stack_set_visible_child_name (self->kept_stack, claims->len > 0 ? "list" : "empty");
}
