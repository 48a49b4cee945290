/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-inbox.h"

PenstockInbox *
penstock_inbox_new (void)
{
  PenstockInbox *self = g_new0 (PenstockInbox, 1);

  self->signals = g_list_store_new (PENSTOCK_TYPE_SIGNAL);
  self->by_event = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)penstock_event_mark_free);
  return self;
}

void
penstock_inbox_free (PenstockInbox *self)
{
  g_clear_pointer (&self->by_event, g_hash_table_unref);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_object (&self->signals);
  g_free (self);
}

PenstockEventMark *
penstock_inbox_get_mark (PenstockInbox *self,
                         const char    *event)
{
  PenstockEventMark *mark = g_hash_table_lookup (self->marks, event);

  if (mark == NULL)
    {
      mark = g_new0 (PenstockEventMark, 1);
      mark->event = g_strdup (event);
      g_hash_table_insert (self->marks, mark->event, mark);
    }

  return mark;
}

void
penstock_inbox_take_marks (PenstockInbox *self,
                           GPtrArray     *marks)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const PenstockEventMark *stored = g_ptr_array_index (marks, i);
      PenstockEventMark *mark = penstock_inbox_get_mark (self, stored->event);
      char *event = mark->event;

      *mark = *stored;
      mark->event = event;
    }
}

PenstockSignal *
penstock_inbox_find (PenstockInbox *self,
                     const char    *event)
{
  return g_hash_table_lookup (self->by_event, event);
}

static gboolean
has_said (const PenstockEvent *event)
{
  for (guint i = 0; i < event->history->len; i++)
    if (g_array_index (event->history, PenstockStatusChange, i).by_user)
      return TRUE;

  return FALSE;
}

static PenstockEvent *
with_words (PenstockInbox *self,
            PenstockEvent *event)
{
  PenstockSignal *signal = penstock_inbox_find (self, event->id);
  const PenstockEventMark *mark = g_hash_table_lookup (self->marks, event->id);
  PenstockEvent *known = signal != NULL ? penstock_signal_get_event (signal) : NULL;
  const gboolean said = known != NULL && known != event && has_said (known);
  const gboolean turned = mark != NULL && mark->has_direction;
  PenstockEvent *copy;

  if (!said && !turned)
    return penstock_event_ref (event);

  copy = penstock_event_copy (event);
  if (said)
    penstock_event_keep_user_statuses (copy, known);
  if (turned)
    {
      copy->direction = mark->direction;
      copy->direction_guessed = FALSE;
      copy->direction_by_user = TRUE;
    }
  return copy;
}

GPtrArray *
penstock_inbox_dup_events (PenstockInbox *self,
                           GPtrArray     *events)
{
  GPtrArray *all = g_ptr_array_new_full (events->len, (GDestroyNotify)penstock_event_unref);

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (all, with_words (self, g_ptr_array_index (events, i)));

  return all;
}

/* Read, until something new was told: a rumour that was read and is confirmed on a later day is news again. */
static gboolean
is_unread (PenstockInbox       *self,
           const PenstockEvent *event)
{
  const PenstockEventMark *mark = g_hash_table_lookup (self->marks, event->id);
  PenstockDay told = G_MININT32;

  if (mark == NULL || mark->read_at == 0)
    return TRUE;

  for (guint i = 0; i < event->history->len; i++)
    {
      const PenstockStatusChange *change = &g_array_index (event->history, PenstockStatusChange, i);

      if (!change->by_user)
        told = change->day;
    }

  return told > penstock_day_from_unix_utc (mark->read_at);
}

void
penstock_inbox_update_read (PenstockInbox *self,
                            const char    *event)
{
  GHashTableIter iter;
  gpointer value;

  if (event != NULL)
    {
      PenstockSignal *signal = penstock_inbox_find (self, event);

      if (signal != NULL)
        penstock_signal_set_unread (signal, is_unread (self, penstock_signal_get_event (signal)));
      return;
    }

  g_hash_table_iter_init (&iter, self->by_event);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    penstock_signal_set_unread (value, is_unread (self, penstock_signal_get_event (value)));
}

/* Only what differs is spliced, so that what is selected and scrolled to elsewhere stays. */
static void
show (PenstockInbox *self,
      GPtrArray     *rows)
{
  GListModel *model = G_LIST_MODEL (self->signals);
  const guint n = g_list_model_get_n_items (model);
  guint head = 0, tail = 0;

  for (; head < n && head < rows->len; head++)
    {
      g_autoptr(PenstockSignal) old = g_list_model_get_item (model, head);

      if (old != g_ptr_array_index (rows, head))
        break;
    }
  for (; tail < n - head && tail < rows->len - head; tail++)
    {
      g_autoptr(PenstockSignal) old = g_list_model_get_item (model, n - 1 - tail);

      if (old != g_ptr_array_index (rows, rows->len - 1 - tail))
        break;
    }

  if (head < n || head < rows->len)
    g_list_store_splice (self->signals, head, n - head - tail, rows->pdata + head, rows->len - head - tail);
}

void
penstock_inbox_sync (PenstockInbox *self,
                     GPtrArray     *events)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < events->len; i++)
    {
      PenstockEvent *event = g_ptr_array_index (events, i);
      PenstockSignal *known = penstock_inbox_find (self, event->id);
      PenstockSignal *signal = known != NULL ? g_object_ref (known) : penstock_signal_new (event);

      if (known != NULL)
        penstock_signal_set_event (signal, event);
      penstock_signal_set_unread (signal, is_unread (self, event));
      g_ptr_array_add (rows, signal);
    }

  g_hash_table_remove_all (self->by_event);
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (self->by_event, g_strdup (penstock_signal_get_event (g_ptr_array_index (rows, i))->id), g_ptr_array_index (rows, i));
  g_ptr_array_sort_with_data (rows, penstock_signal_compare, NULL);
  show (self, rows);
}
