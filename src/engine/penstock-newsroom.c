/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-newsroom.h"

#include "penstock-stories.h"

typedef struct
{
  GPtrArray *items;
  gpointer   data;   /* the caller's; NULL once it was given back */
} Batch;

struct PenstockNewsroom
{
  PenstockKnownFunc   known_func;
  PenstockFoldedFunc  folded;
  gpointer            user_data;
  GThreadPool        *pool;     /* one thread of its own */
  GSource            *done;     /* made ready by the thread: the only thing both touch, and GLib guards it */

  /* Main thread only */
  GQueue              waiting;  /* Batch */
  Batch              *current;  /* being folded, or its events are on their way to memory; NULL = none */

  /* The thread's while it folds, the main thread's otherwise */
  PenstockChain      *chain;
  PenstockNames      *names;    /* NULL before the first batch */
  GPtrArray          *items;
  GPtrArray          *known;
  GPtrArray          *events;
};

static void
batch_free (Batch *batch)
{
  g_ptr_array_unref (batch->items);
  g_free (batch);
}

static void
fold_in_thread (gpointer data,
                gpointer user_data)
{
  PenstockNewsroom *self = data;

  if (self->names == NULL)
    self->names = penstock_names_new (self->chain);
  self->events = penstock_stories_fold (self->names, self->known, self->items, NULL);
  g_source_set_ready_time (self->done, 0);
}

static void
start_next (PenstockNewsroom *self)
{
  GPtrArray *known;

  if (self->current != NULL || g_queue_is_empty (&self->waiting))
    return;

  self->current = g_queue_pop_head (&self->waiting);
  self->items = self->current->items;
  /* An array of its own: the engine's is replaced while the thread reads. */
  known = self->known_func (self->user_data);
  self->known = g_ptr_array_new_full (known->len, (GDestroyNotify)penstock_event_unref);
  for (guint i = 0; i < known->len; i++)
    g_ptr_array_add (self->known, penstock_event_ref (g_ptr_array_index (known, i)));
  g_thread_pool_push (self->pool, self, NULL);
}

static gboolean
done_cb (gpointer user_data)
{
  PenstockNewsroom *self = user_data;
  g_autoptr(GPtrArray) events = g_steal_pointer (&self->events);
  gpointer data = g_steal_pointer (&self->current->data);

  g_source_set_ready_time (self->done, -1);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  /* Last: whoever is told may free the newsroom. */
  self->folded (events, data, self->user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_done (GSource     *source,
               GSourceFunc  callback,
               gpointer     user_data)
{
  return callback (user_data);
}

PenstockNewsroom *
penstock_newsroom_new (PenstockChain      *chain,
                       PenstockKnownFunc   known,
                       PenstockFoldedFunc  folded,
                       gpointer            user_data)
{
  static GSourceFuncs functions = { .dispatch = dispatch_done };
  PenstockNewsroom *self = g_new0 (PenstockNewsroom, 1);

  self->chain = penstock_chain_ref (chain);
  self->known_func = known;
  self->folded = folded;
  self->user_data = user_data;
  g_queue_init (&self->waiting);
  /* Not exclusive: its thread is taken from GLib's pool when there is work, so it cannot fail to start here. */
  self->pool = g_thread_pool_new (fold_in_thread, NULL, 1, FALSE, NULL);

  self->done = g_source_new (&functions, sizeof (GSource));
  g_source_set_static_name (self->done, "penstock-newsroom");
  g_source_set_callback (self->done, done_cb, self, NULL);
  g_source_attach (self->done, g_main_context_get_thread_default ());

  return self;
}

void
penstock_newsroom_submit (PenstockNewsroom *self,
                          GPtrArray        *items,
                          gpointer          data)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->items = g_ptr_array_ref (items);
  batch->data = data;
  g_queue_push_tail (&self->waiting, batch);
  start_next (self);
}

void
penstock_newsroom_next (PenstockNewsroom *self)
{
  g_clear_pointer (&self->current, batch_free);
  start_next (self);
}

gboolean
penstock_newsroom_is_busy (PenstockNewsroom *self)
{
  return self->current != NULL;
}

void
penstock_newsroom_free (PenstockNewsroom  *self,
                        void             (*cut) (gpointer data))
{
  Batch *batch;

  if (self == NULL)
    return;

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_source_destroy (self->done);
  g_source_unref (self->done);
  if (self->current != NULL)
    g_queue_push_head (&self->waiting, g_steal_pointer (&self->current));
  while ((batch = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (batch->data != NULL)
        cut (batch->data);
      batch_free (batch);
    }

  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->names, penstock_names_unref);
  penstock_chain_unref (self->chain);
  g_free (self);
}
