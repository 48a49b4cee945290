/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-inbox-view-private.h"
#include "penstock-signal-row.h"
#include "penstock-signals-parts.h"
#include "penstock-words-signals.h"

#define LIST_WIDTH  440
#define LIST_SHARE  0.45 /* of the height, where the detail is below */

G_DEFINE_FINAL_TYPE (PenstockInboxView, penstock_inbox_view, ADW_TYPE_BIN)

enum { COMPANY_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static PenstockEngine *
engine_of (PenstockInboxView *self)
{
  return penstock_desk_get_engine (self->desk);
}

/* ---- State ---- */

static guint
count_unread (GListModel *model)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(PenstockSignal) signal = g_list_model_get_item (model, i);

      n += penstock_signal_get_unread (signal) ? 1 : 0;
    }

  return n;
}

static void
update (PenstockInboxView *self)
{
  GListModel *all = penstock_engine_get_signals (engine_of (self));
  const guint n = g_list_model_get_n_items (all);
  const guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  const guint unread = count_unread (all);
  g_autofree char *count = penstock_words_signal_count (shown, n, unread);

  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : shown == 0 ? "no-hit" : "list");
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0);
  /* With nothing to choose from, what to do has the whole page. */
  gtk_widget_set_visible (GTK_WIDGET (self->detail), n > 0);
  gtk_widget_set_sensitive (self->read_all, unread > 0);
}

static void
feeds_changed_cb (PenstockInboxView *self)
{
  g_autofree char *silent = penstock_words_silent_news (engine_of (self));

  if (silent != NULL)
    gtk_label_set_label (self->note, silent);
  gtk_revealer_set_reveal_child (self->note_bar, silent != NULL);
}

/* The newest is shown, and counts as unread until the user opens it. */
static void
show_first (PenstockInboxView *self)
{
  if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;

  self->quiet = TRUE;
  gtk_single_selection_set_selected (self->selection, 0);
  self->quiet = FALSE;
}

static void
events_changed_cb (PenstockInboxView *self)
{
  penstock_inbox_view_list_kinds (self);
  show_first (self);
  update (self);
}

static void
filter_changed_cb (PenstockInboxView *self)
{
  if (self->desk == NULL)
    return;

  penstock_inbox_view_apply_filter (self);
  show_first (self);
  update (self);
}

static void
reset_clicked_cb (PenstockInboxView *self)
{
  penstock_inbox_view_reset_filter (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* ---- Reading ---- */

static void
set_read (PenstockInboxView *self,
          PenstockSignal    *signal,
          gboolean           read)
{
  g_autofree char *id = g_strdup (penstock_signal_get_event (signal)->id);

  penstock_engine_set_signal_read (engine_of (self), id, read);
}

static void
selected_cb (PenstockInboxView *self)
{
  PenstockSignal *signal = gtk_single_selection_get_selected_item (self->selection);

  /* One that only moved is no other. */
  if (signal == NULL || signal == penstock_signal_detail_get_signal (self->detail))
    return;

  penstock_signal_detail_set_signal (self->detail, engine_of (self), signal);
  if (!self->quiet && gtk_widget_get_mapped (GTK_WIDGET (self)))
    set_read (self, signal, TRUE);
}

static void
row_activated_cb (PenstockInboxView *self)
{
  PenstockSignal *signal = gtk_single_selection_get_selected_item (self->selection);

  if (signal == NULL)
    return;

  set_read (self, signal, TRUE);
  penstock_signal_detail_enter (self->detail);
}

static void
read_all_clicked_cb (PenstockInboxView *self)
{
  penstock_engine_set_signal_read (engine_of (self), NULL, TRUE);
}

/* ---- Keys ---- */

/* GTK 4.8 looks where the focus is, and there must be one. */
static gboolean
scroll_cb (GtkWidget     *view,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  PenstockInboxView *self = user_data;
  GtkRoot *root = gtk_widget_get_root (view);

  if (root == NULL || gtk_widget_get_height (view) == 0)
    return G_SOURCE_CONTINUE;

  self->scroll = 0;
  if (gtk_root_get_focus (root) == NULL)
    gtk_widget_grab_focus (view);
  if (gtk_root_get_focus (root) != NULL)
    gtk_widget_activate_action (view, "list.scroll-to-item", "u", gtk_single_selection_get_selected (self->selection));
  return G_SOURCE_REMOVE;
}

/* Rows of a page that was not shown yet have no height to scroll by: then with its first frame. */
static void
show_selected (PenstockInboxView *self)
{
  if (self->scroll == 0 && scroll_cb (GTK_WIDGET (self->view), NULL, self) == G_SOURCE_CONTINUE)
    self->scroll = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), scroll_cb, self, NULL);
}

static void
move (PenstockInboxView *self,
      int                by)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  const guint at = gtk_single_selection_get_selected (self->selection);
  guint to = at == GTK_INVALID_LIST_POSITION ? 0 : at;

  if (n == 0)
    return;

  if (by < 0 && to > 0)
    to--;
  else if (by > 0 && at != GTK_INVALID_LIST_POSITION && to + 1 < n)
    to++;
  gtk_single_selection_set_selected (self->selection, to);
  show_selected (self);
}

static gboolean
next_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  move (user_data, 1);
  return TRUE;
}

static gboolean
previous_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  move (user_data, -1);
  return TRUE;
}

static gboolean
toggle_read_cb (GtkWidget *widget,
                GVariant  *args,
                gpointer   user_data)
{
  PenstockInboxView *self = user_data;
  PenstockSignal *signal = gtk_single_selection_get_selected_item (self->selection);

  if (signal != NULL)
    set_read (self, signal, penstock_signal_get_unread (signal));
  return TRUE;
}

static gboolean
search_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (((PenstockInboxView *)user_data)->search));
  return TRUE;
}

/* ---- Rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  gtk_list_item_set_child (item, penstock_signal_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         PenstockInboxView        *self)
{
  penstock_signal_row_set_signal (PENSTOCK_SIGNAL_ROW (gtk_list_item_get_child (item)), engine_of (self), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           gpointer                  user_data)
{
  penstock_signal_row_set_signal (PENSTOCK_SIGNAL_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static GtkListItemFactory *
create_factory (PenstockInboxView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}

/* ---- The view ---- */

static void
class_changed_cb (PenstockInboxView *self)
{
  const gboolean narrow = penstock_width_bin_get_class (self->room) == PENSTOCK_WIDTH_NARROW;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar), narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_paned_set_position (self->panes, narrow ? (int)(gtk_widget_get_height (GTK_WIDGET (self->room)) * LIST_SHARE) : LIST_WIDTH);
}

static void
company_activated_cb (PenstockInboxView *self,
                      guint              company)
{
  g_signal_emit (self, signals[COMPANY_ACTIVATED], 0, company);
}

void
penstock_inbox_view_set_desk (PenstockInboxView *self,
                              PenstockDesk      *desk)
{
  GListModel *all;
  g_autoptr(GtkListItemFactory) factory = NULL;

  g_return_if_fail (PENSTOCK_IS_INBOX_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  all = penstock_engine_get_signals (engine_of (self));
  self->filtered = gtk_filter_list_model_new (g_object_ref (all), penstock_inbox_view_create_filter (self));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  factory = create_factory (self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (engine_of (self), "events-changed", G_CALLBACK (events_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine_of (self), "feeds-changed", G_CALLBACK (feeds_changed_cb), self, G_CONNECT_SWAPPED);
  events_changed_cb (self);
  feeds_changed_cb (self);
}

void
penstock_inbox_view_show_event (PenstockInboxView *self,
                                const char        *event_id)
{
  g_return_if_fail (PENSTOCK_IS_INBOX_VIEW (self) && event_id != NULL);

  penstock_inbox_view_reset_filter (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr(PenstockSignal) signal = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (!g_str_equal (penstock_signal_get_event (signal)->id, event_id))
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      show_selected (self);
      set_read (self, signal, TRUE);
      return;
    }
}

static void
penstock_inbox_view_dispose (GObject *object)
{
  PenstockInboxView *self = PENSTOCK_INBOX_VIEW (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  self->filter = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (penstock_inbox_view_parent_class)->dispose (object);
}

static void
penstock_inbox_view_finalize (GObject *object)
{
  PenstockInboxView *self = PENSTOCK_INBOX_VIEW (object);

  g_clear_object (&self->kinds);
  g_free (self->words);

  G_OBJECT_CLASS (penstock_inbox_view_parent_class)->finalize (object);
}

/* The list, for its keys; the search while there is none. */
static gboolean
penstock_inbox_view_grab_focus (GtkWidget *widget)
{
  PenstockInboxView *self = PENSTOCK_INBOX_VIEW (widget);

  return gtk_widget_grab_focus (gtk_widget_get_mapped (GTK_WIDGET (self->view)) ? GTK_WIDGET (self->view) : GTK_WIDGET (self->search));
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, PenstockInboxView, name)

static void
penstock_inbox_view_class_init (PenstockInboxViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_inbox_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = penstock_inbox_view_finalize;
  widget_class->grab_focus = penstock_inbox_view_grab_focus;
  signals[COMPANY_ACTIVATED] = g_signal_new ("company-activated", PENSTOCK_TYPE_INBOX_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (PENSTOCK_TYPE_WIDTH_BIN);
  g_type_ensure (PENSTOCK_TYPE_SIGNAL_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-inbox-view.ui");
  BIND (room);
  BIND (panes);
  BIND (bar);
  BIND (search);
  BIND (unread_only);
  BIND (read_all);
  BIND (status);
  BIND (kind);
  BIND (note_bar);
  BIND (note);
  BIND (stack);
  BIND (view);
  BIND (count);
  BIND (detail);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, class_changed_cb);
}

static void
penstock_inbox_view_init (PenstockInboxView *self)
{
  self->kinds = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  penstock_signals_add_key (GTK_WIDGET (self->view), GDK_KEY_j, next_cb, self);
  penstock_signals_add_key (GTK_WIDGET (self->view), GDK_KEY_k, previous_cb, self);
  penstock_signals_add_key (GTK_WIDGET (self->view), GDK_KEY_r, toggle_read_cb, self);
  penstock_signals_add_key (GTK_WIDGET (self->view), GDK_KEY_slash, search_cb, self);
  g_signal_connect_object (self->detail, "company-activated", G_CALLBACK (company_activated_cb), self, G_CONNECT_SWAPPED);
}
