/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-company-list-private.h"

/* The list inside the column view; NULL where a later GTK builds it otherwise. */
static GtkWidget *
inner_list (PenstockCompanyList *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_BASE (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static gboolean
scroll_cb (GtkWidget     *list,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  PenstockCompanyList *self = user_data;

  if (gtk_widget_get_height (list) == 0)
    return G_SOURCE_CONTINUE;

  self->scroll = 0;
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", gtk_single_selection_get_selected (self->selection));
  return G_SOURCE_REMOVE;
}

/* Rows of a page that was not shown yet have no height to scroll by: then with its first frame. */
void
penstock_company_list_show_selected (PenstockCompanyList *self)
{
  GtkWidget *list = inner_list (self);

  if (list != NULL && self->scroll == 0 && scroll_cb (list, NULL, self) == G_SOURCE_CONTINUE)
    self->scroll = gtk_widget_add_tick_callback (list, scroll_cb, self, NULL);
}

/* What an arrow key would do. */
static void
walk (PenstockCompanyList *self,
      GtkDirectionType     direction)
{
  GtkWidget *list = inner_list (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (list == NULL)
    return;
  if (focus == NULL || !(focus == list || gtk_widget_is_ancestor (focus, list)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    gtk_widget_child_focus (list, direction);
}

static gboolean
next_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  walk (user_data, GTK_DIR_DOWN);
  return TRUE;
}

static gboolean
previous_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  walk (user_data, GTK_DIR_UP);
  return TRUE;
}

static gboolean
search_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  penstock_company_list_start_search (user_data);
  return TRUE;
}

static void
add_key (PenstockCompanyList   *self,
         GtkShortcutController *controller,
         guint                  key,
         GtkShortcutFunc        func)
{
  GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (key, 0);
  GtkShortcutAction *action = gtk_callback_action_new (func, self, NULL);

  gtk_shortcut_controller_add_shortcut (controller, gtk_shortcut_new (trigger, action));
}

/* Before the search bar sees them: letters that walk are no search. */
void
penstock_company_list_init_keys (PenstockCompanyList *self)
{
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_CAPTURE);
  add_key (self, controller, GDK_KEY_j, next_cb);
  add_key (self, controller, GDK_KEY_k, previous_cb);
  add_key (self, controller, GDK_KEY_slash, search_cb);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (controller));
}

static void
append_row (GString            *text,
            PenstockInstrument *instrument)
{
  for (guint i = 0; i < penstock_n_list_columns; i++)
    {
      g_autofree char *cell = penstock_list_column_copy (&penstock_list_columns[i], instrument);

      g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", cell);
    }
  g_string_append_c (text, '\n');
}

char *
penstock_company_list_dup_text (PenstockCompanyList *self,
                                gboolean             all)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n;

  g_return_val_if_fail (PENSTOCK_IS_COMPANY_LIST (self), NULL);

  for (guint i = 0; i < penstock_n_list_columns; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", _(penstock_list_columns[i].title));
  g_string_append_c (text, '\n');

  n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PenstockInstrument) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (all || (int)penstock_instrument_get_company (item) == self->selected)
        append_row (text, item);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
