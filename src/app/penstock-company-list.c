/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-arrow.h"
#include "penstock-company-list.h"
#include "penstock-columns.h"
#include "penstock-company-list-private.h"

enum { COMPANY_SELECTED, COMPANY_ACTIVATED, SEGMENT_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockCompanyList, penstock_company_list, ADW_TYPE_BIN)

/* ---- Filter ---- */

static gboolean
contains (const char *haystack,
          const char *needle)
{
  g_autofree char *folded = haystack != NULL ? g_utf8_casefold (haystack, -1) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

static gboolean
matches_text (const PenstockCompany *info,
              const char            *needle)
{
  if (contains (info->symbol, needle) || contains (info->name, needle) || contains (info->local_name, needle)
      || contains (info->alt_symbol, needle) || contains (info->code, needle))
    return TRUE;

  for (char **alias = info->aliases; alias != NULL && *alias != NULL; alias++)
    if (contains (*alias, needle))
      return TRUE;

  return FALSE;
}

gboolean
penstock_company_is_listed_in (const PenstockCompany *info,
                               int                    segment,
                               guint                  tier)
{
  if (!info->listed || info->tier == 0 || info->tier > tier)
    return FALSE;
  if (segment < 0)
    return TRUE;

  for (guint i = 0; i < info->n_exposures; i++)
    if (info->exposures[i].segment == (guint)segment)
      return TRUE;

  return FALSE;
}

static gboolean
filter_company (gpointer item,
                gpointer user_data)
{
  PenstockCompanyList *self = user_data;
  const PenstockCompany *info = penstock_instrument_get_info (item);

  return penstock_company_is_listed_in (info, self->segment, self->tier)
         && (self->needle == NULL || matches_text (info, self->needle));
}

static int
compare_companies (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  PenstockCompanyList *self = user_data;

  return penstock_list_column_compare (self->sort_column, self->sort_descending, (PenstockInstrument *)a, (PenstockInstrument *)b);
}

/* ---- Order ---- */

/* The list would run after the row it was anchored to; the user looks at a place, not at a row. */
static void
resort (PenstockCompanyList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double value = gtk_adjustment_get_value (adjustment);

  gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
  gtk_adjustment_set_value (adjustment, value);
}

static void
view_sorter_changed_cb (PenstockCompanyList *self)
{
  self->sort_column = penstock_column_sorter_probe (gtk_column_view_get_sorter (self->view), &self->sort_descending);
  resort (self);
  penstock_company_list_mark_sorted (self);
}

static gboolean
is_pointed_at (PenstockCompanyList *self)
{
  return gtk_event_controller_motion_contains_pointer (self->motion)
         && g_get_monotonic_time () - self->pointed_at < PENSTOCK_HOLD_SECONDS * G_USEC_PER_SEC;
}

static gboolean
resort_when_free_cb (gpointer user_data)
{
  PenstockCompanyList *self = user_data;

  if (is_pointed_at (self))
    return G_SOURCE_CONTINUE;

  self->resort_source = 0;
  resort (self);
  return G_SOURCE_REMOVE;
}

static void
scoreboard_changed_cb (PenstockCompanyList *self)
{
  penstock_company_list_update_labels (self);
  if (self->resort_source != 0)
    return;
  if (is_pointed_at (self))
    self->resort_source = g_timeout_add_seconds (1, resort_when_free_cb, self);
  else
    resort (self);
}

static void
pointer_moved_cb (PenstockCompanyList *self)
{
  self->pointed_at = g_get_monotonic_time ();
}

/* ---- Selection ---- */

static guint
position_of (PenstockCompanyList *self,
             guint                company)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PenstockInstrument) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (penstock_instrument_get_company (item) == company)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
selected_item_cb (PenstockCompanyList *self)
{
  PenstockInstrument *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL || (int)penstock_instrument_get_company (item) == self->selected)
    return;

  self->selected = (int)penstock_instrument_get_company (item);
  g_signal_emit (self, signals[COMPANY_SELECTED], 0, (guint)self->selected);
}

/* The selected company comes back into a list that had filtered it out. */
static void
items_changed_cb (PenstockCompanyList *self)
{
  if (self->selected >= 0 && gtk_single_selection_get_selected_item (self->selection) == NULL)
    gtk_single_selection_set_selected (self->selection, position_of (self, (guint)self->selected));

  penstock_company_list_update_labels (self);
}

static void
activate_cb (PenstockCompanyList *self,
             guint                position)
{
  g_autoptr(PenstockInstrument) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[COMPANY_ACTIVATED], 0, penstock_instrument_get_company (item));
}

/* ---- Search and segments ---- */

static void
search_changed_cb (PenstockCompanyList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_clear_pointer (&self->needle, g_free);
  if (*text != '\0')
    self->needle = g_utf8_casefold (text, -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* Enter in the search goes to the first match. */
static void
search_activate_cb (PenstockCompanyList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;

  gtk_single_selection_set_selected (self->selection, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  activate_cb (self, 0);
}

static void
clear_search_cb (PenstockCompanyList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
list_chosen_cb (PenstockCompanyList *self)
{
  int segment = (int)gtk_drop_down_get_selected (self->list_choice) - 1;

  if (segment != self->segment)
    g_signal_emit (self, signals[SEGMENT_CHOSEN], 0, segment);
}

/* ---- Construction ---- */

static void
penstock_company_list_dispose (GObject *object)
{
  PenstockCompanyList *self = PENSTOCK_COMPANY_LIST (object);

  g_clear_handle_id (&self->resort_source, g_source_remove);
  g_clear_handle_id (&self->fit_source, g_source_remove);
  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->view), view_sorter_changed_cb, self);
      gtk_column_view_set_model (self->view, NULL);
    }
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  if (self->sorter != NULL)
    gtk_custom_sorter_set_sort_func (self->sorter, NULL, NULL, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (penstock_company_list_parent_class)->dispose (object);
}

static void
penstock_company_list_finalize (GObject *object)
{
  PenstockCompanyList *self = PENSTOCK_COMPANY_LIST (object);

  g_free (self->needle);

  G_OBJECT_CLASS (penstock_company_list_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-company-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, title);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, summary);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, list_choice);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, search_bar);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, stack);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, scroller);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, view);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, no_match);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, red_up);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, green_up);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, red_up_label);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, green_up_label);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, footer);
  gtk_widget_class_bind_template_child (widget_class, PenstockCompanyList, troubles);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static gboolean
penstock_company_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PENSTOCK_COMPANY_LIST (widget)->view));
}

static void
penstock_company_list_class_init (PenstockCompanyListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = penstock_company_list_dispose;
  object_class->finalize = penstock_company_list_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = penstock_company_list_grab_focus;

  g_type_ensure (PENSTOCK_TYPE_ARROW);
  signals[COMPANY_SELECTED] = g_signal_new ("company-selected", PENSTOCK_TYPE_COMPANY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[COMPANY_ACTIVATED] = g_signal_new ("company-activated", PENSTOCK_TYPE_COMPANY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SEGMENT_CHOSEN] = g_signal_new ("segment-chosen", PENSTOCK_TYPE_COMPANY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
penstock_company_list_init (PenstockCompanyList *self)
{
  self->segment = -1;
  self->selected = -1;
  self->tier = 1;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->view));

  self->motion = GTK_EVENT_CONTROLLER_MOTION (gtk_event_controller_motion_new ());
  g_signal_connect_swapped (self->motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (self->motion));

  penstock_company_list_init_columns (self);
  penstock_company_list_init_keys (self);
}

void
penstock_company_list_set_engine (PenstockCompanyList *self,
                                  PenstockEngine      *engine,
                                  guint                tier)
{
  GListModel *filtered, *sorted;

  g_return_if_fail (PENSTOCK_IS_COMPANY_LIST (self));
  g_return_if_fail (self->engine == NULL);

  self->engine = g_object_ref (engine);
  self->tier = tier;
  self->filter = gtk_custom_filter_new (filter_company, self, NULL);
  self->sorter = gtk_custom_sorter_new (compare_companies, self, NULL);
  filtered = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (penstock_engine_get_instruments (engine)),
                                                      GTK_FILTER (g_object_ref (self->filter))));
  sorted = G_LIST_MODEL (gtk_sort_list_model_new (filtered, GTK_SORTER (g_object_ref (self->sorter))));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, sorted);
  g_object_unref (sorted);

  penstock_company_list_fill_choice (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (view_sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_item_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (engine, "scoreboard-changed", G_CALLBACK (scoreboard_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "feeds-changed", G_CALLBACK (penstock_company_list_update_labels), self, G_CONNECT_SWAPPED);
  penstock_company_list_sort_by (self, "score", GTK_SORT_DESCENDING);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  penstock_company_list_update_labels (self);
}

void
penstock_company_list_set_segment (PenstockCompanyList *self,
                                   int                  segment)
{
  g_return_if_fail (PENSTOCK_IS_COMPANY_LIST (self));

  if (self->segment == segment)
    return;

  self->segment = segment;
  gtk_drop_down_set_selected (self->list_choice, (guint)(segment + 1));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0.0);
  penstock_company_list_update_labels (self);
}

gboolean
penstock_company_list_select (PenstockCompanyList *self,
                              guint                company)
{
  guint position;

  g_return_val_if_fail (PENSTOCK_IS_COMPANY_LIST (self), FALSE);

  position = position_of (self, company);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;

  gtk_single_selection_set_selected (self->selection, position);
  penstock_company_list_show_selected (self);
  return TRUE;
}

int
penstock_company_list_get_selected (PenstockCompanyList *self)
{
  g_return_val_if_fail (PENSTOCK_IS_COMPANY_LIST (self), -1);

  return self->selected;
}

void
penstock_company_list_start_search (PenstockCompanyList *self)
{
  g_return_if_fail (PENSTOCK_IS_COMPANY_LIST (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

GtkSearchBar *
penstock_company_list_get_search_bar (PenstockCompanyList *self)
{
  g_return_val_if_fail (PENSTOCK_IS_COMPANY_LIST (self), NULL);

  return self->search_bar;
}

GListModel *
penstock_company_list_get_model (PenstockCompanyList *self)
{
  g_return_val_if_fail (PENSTOCK_IS_COMPANY_LIST (self), NULL);

  return G_LIST_MODEL (self->selection);
}
