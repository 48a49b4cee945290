/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "penstock-inbox-view-private.h"
#include "penstock-words-signals.h"

static gboolean
contains (const char *text,
          const char *words)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, words) != NULL;
}

static gboolean
is_in_segment (const PenstockChain *chain,
               guint                company,
               const char          *words)
{
  for (guint k = 0; k < chain->companies[company].n_exposures; k++)
    if (contains (chain->segments[chain->companies[company].exposures[k].segment].name, words))
      return TRUE;

  return FALSE;
}

static gboolean
names (const PenstockChain *chain,
       const PenstockEvent *event,
       const char          *words)
{
  for (guint i = 0; i < event->companies->len; i++)
    {
      const int company = penstock_chain_find_id (chain, g_array_index (event->companies, PenstockEventCompany, i).company);

      if (company < 0)
        continue;
      if (contains (chain->companies[company].name, words) || contains (chain->companies[company].symbol, words) ||
          contains (chain->companies[company].id, words) || is_in_segment (chain, (guint)company, words))
        return TRUE;
      for (char **alias = chain->companies[company].aliases; alias != NULL && *alias != NULL; alias++)
        if (contains (*alias, words))
          return TRUE;
    }

  return FALSE;
}

static gboolean
match (gpointer item,
       gpointer user_data)
{
  PenstockInboxView *self = user_data;
  PenstockSignal *signal = item;
  const PenstockEvent *event = penstock_signal_get_event (signal);
  const guint status = gtk_drop_down_get_selected (self->status);
  const guint kind = gtk_drop_down_get_selected (self->kind);
  const char *kind_id = kind > 0 && kind != GTK_INVALID_LIST_POSITION ? gtk_string_list_get_string (self->kinds, kind) : NULL;

  /* The one that is open stays, though it is read by that. */
  if (gtk_toggle_button_get_active (self->unread_only) && !penstock_signal_get_unread (signal) &&
      signal != penstock_signal_detail_get_signal (self->detail))
    return FALSE;
  if (status > 0 && status != GTK_INVALID_LIST_POSITION &&
      (event->history->len == 0 || g_array_index (event->history, PenstockStatusChange, event->history->len - 1).status != (PenstockStatus)(status - 1)))
    return FALSE;
  if (kind_id != NULL && g_strcmp0 (event->kind != NULL ? event->kind : "news", kind_id) != 0)
    return FALSE;

  return self->words == NULL || contains (event->title, self->words) ||
         names (penstock_engine_get_chain (penstock_desk_get_engine (self->desk)), event, self->words);
}

GtkFilter *
penstock_inbox_view_create_filter (PenstockInboxView *self)
{
  self->filter = gtk_custom_filter_new (match, self, NULL);
  return GTK_FILTER (self->filter);
}

void
penstock_inbox_view_apply_filter (PenstockInboxView *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));

  g_clear_pointer (&self->words, g_free);
  if (*words != '\0')
    self->words = g_utf8_casefold (words, -1);
  if (self->filter != NULL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

void
penstock_inbox_view_reset_filter (PenstockInboxView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (self->unread_only, FALSE);
  gtk_drop_down_set_selected (self->status, 0);
  gtk_drop_down_set_selected (self->kind, 0);
  penstock_inbox_view_apply_filter (self);
}

static int
compare_kinds (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
collect_kinds (GListModel *signals)
{
  GPtrArray *kinds = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (signals); i++)
    {
      g_autoptr(PenstockSignal) signal = g_list_model_get_item (signals, i);
      const char *kind = penstock_signal_get_event (signal)->kind;

      if (!g_ptr_array_find_with_equal_func (kinds, kind != NULL ? kind : "news", g_str_equal, NULL))
        g_ptr_array_add (kinds, g_strdup (kind != NULL ? kind : "news"));
    }
  g_ptr_array_sort (kinds, compare_kinds);
  g_ptr_array_insert (kinds, 0, g_strdup (""));
  return kinds;
}

static gboolean
is_listed (GtkStringList *list,
           GPtrArray     *kinds)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) != kinds->len)
    return FALSE;
  for (guint i = 0; i < kinds->len; i++)
    if (!g_str_equal (gtk_string_list_get_string (list, i), g_ptr_array_index (kinds, i)))
      return FALSE;

  return TRUE;
}

void
penstock_inbox_view_list_kinds (PenstockInboxView *self)
{
  g_autoptr(GPtrArray) kinds = collect_kinds (penstock_engine_get_signals (penstock_desk_get_engine (self->desk)));
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  const guint selected = gtk_drop_down_get_selected (self->kind);
  g_autofree char *chosen = selected != GTK_INVALID_LIST_POSITION ? g_strdup (gtk_string_list_get_string (self->kinds, selected)) : NULL;
  guint again = 0;

  if (is_listed (self->kinds, kinds))
    return;

  gtk_string_list_splice (self->kinds, 0, g_list_model_get_n_items (G_LIST_MODEL (self->kinds)), NULL);
  for (guint i = 0; i < kinds->len; i++)
    {
      const char *kind = g_ptr_array_index (kinds, i);

      gtk_string_list_append (self->kinds, kind);
      gtk_string_list_take (titles, i == 0 ? g_strdup (_("Any kind")) : penstock_words_signal_kind (kind));
      again = g_strcmp0 (kind, chosen) == 0 ? i : again;
    }
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->kind, again);
}
