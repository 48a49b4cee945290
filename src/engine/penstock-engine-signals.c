/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-write-private.h"

/* What the user says about events: in memory at once, on disk behind what was pushed before. */

GListModel *
penstock_engine_get_signals (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return G_LIST_MODEL (self->inbox->signals);
}

static void
marks_put_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_put_event_marks_finish (PENSTOCK_STORE (object), result, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

static void
write_marks (PenstockEngine *self,
             GPtrArray      *marks)
{
  PenstockWrite *write = penstock_write_begin (self, NULL, NULL);

  write->pending++;
  penstock_store_put_event_marks_async (write->store, marks, NULL, marks_put_cb, write);
  penstock_write_end (write);
}

static void
statuses_put_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_put_events_finish (PENSTOCK_STORE (object), result, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

static void
mark_read (PenstockEngine *self,
           PenstockSignal *signal,
           gboolean        read,
           GPtrArray      *marks)
{
  PenstockEventMark *mark;

  if (penstock_signal_get_unread (signal) == !read)
    return;

  mark = penstock_inbox_get_mark (self->inbox, penstock_signal_get_event (signal)->id);
  mark->read_at = read ? MAX (penstock_clock_now (self->clock), (gint64)penstock_signal_get_day (signal) * 86400) : 0;
  g_ptr_array_add (marks, mark);
}

void
penstock_engine_set_signal_read (PenstockEngine *self,
                                 const char     *event,
                                 gboolean        read)
{
  g_autoptr(GPtrArray) marks = g_ptr_array_new ();
  GListModel *all;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);

  all = G_LIST_MODEL (self->inbox->signals);
  if (event != NULL && penstock_inbox_find (self->inbox, event) != NULL)
    mark_read (self, penstock_inbox_find (self->inbox, event), read, marks);
  for (guint i = 0; event == NULL && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(PenstockSignal) signal = g_list_model_get_item (all, i);

      mark_read (self, signal, read, marks);
    }
  if (marks->len == 0)
    return;

  penstock_inbox_update_read (self->inbox, event);
  write_marks (self, marks);
  penstock_engine_emit_events (self);
}

static void
take_one (PenstockEngine *self,
          PenstockEvent  *event)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new ();

  g_ptr_array_add (events, event);
  penstock_engine_take_stories (self, events);
}

/* All the user ever said of the event and nothing else of its history: what a feed tells meanwhile is not overwritten, and what a full disk would not
 * have goes with it. */
static void
write_statuses (PenstockEngine      *self,
                const PenstockEvent *event)
{
  PenstockEvent *said = penstock_event_copy (event);
  PenstockWrite *write = penstock_write_begin (self, NULL, NULL);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);

  g_ptr_array_add (events, said);
  for (guint i = said->history->len; i > 0; i--)
    if (!g_array_index (said->history, PenstockStatusChange, i - 1).by_user)
      g_array_remove_index (said->history, i - 1);
  write->pending++;
  penstock_store_put_events_async (write->store, events, NULL, statuses_put_cb, write);
  penstock_write_end (write);
}

void
penstock_engine_set_event_status (PenstockEngine *self,
                                  const char     *event,
                                  PenstockStatus  status,
                                  const char     *note)
{
  g_autoptr(PenstockEvent) changed = NULL;
  PenstockSignal *signal;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);
  g_return_if_fail (event != NULL);

  signal = penstock_inbox_find (self->inbox, event);
  if (signal == NULL)
    return;

  changed = penstock_event_copy (penstock_signal_get_event (signal));
  penstock_event_add_user_status (changed, penstock_engine_today (self), status, note != NULL && *note != '\0' ? note : NULL);
  write_statuses (self, changed);
  take_one (self, changed);
}

void
penstock_engine_set_event_direction (PenstockEngine *self,
                                     const char     *event,
                                     int             direction)
{
  g_autoptr(PenstockEvent) known = NULL;
  g_autoptr(GPtrArray) marks = g_ptr_array_new ();
  PenstockSignal *signal;
  PenstockEventMark *mark;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);
  g_return_if_fail (event != NULL && direction >= -1 && direction <= 1);

  signal = penstock_inbox_find (self->inbox, event);
  if (signal == NULL)
    return;

  mark = penstock_inbox_get_mark (self->inbox, event);
  mark->has_direction = TRUE;
  mark->direction = direction;
  mark->direction_at = penstock_clock_now (self->clock);
  g_ptr_array_add (marks, mark);
  write_marks (self, marks);
  known = penstock_event_ref (penstock_signal_get_event (signal));
  take_one (self, known);
}
