/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (PenstockStore, penstock_store, G_TYPE_OBJECT)

/* What the thread pool's queue holds. A job without a task opens or closes the database. */
typedef struct
{
  GTask             *task; /* owned; it holds a reference on the store */
  PenstockWriteFunc  write;
  PenstockReadFunc   read;
  GDestroyNotify     free_result;
  GAsyncQueue       *opened; /* gets a GError or, when all is well, the job itself */
} Job;

void
penstock_store_assert_thread (PenstockStore *self)
{
  g_assert (self->owner == g_thread_self ());
}

static void
roll_back (PenstockStore *self)
{
  /* A full disk has already rolled back by itself. */
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}

static void
return_error (PenstockStore *self,
              GTask         *task,
              GError        *error)
{
  roll_back (self);
  if (self->suspicious)
    penstock_store_examine (self, &error);
  g_task_return_error (task, error);
}

static void
write_in_thread (PenstockStore *self,
                 Job           *job)
{
  GError *error = NULL;
  guint n_changed = 0;

  if (penstock_store_exec (self, "BEGIN IMMEDIATE", &error) &&
      job->write (self, g_task_get_task_data (job->task), &n_changed, &error) &&
      penstock_store_exec (self, "COMMIT", &error))
    g_task_return_int (job->task, (gssize)n_changed);
  else
    return_error (self, job->task, error);
}

static void
read_in_thread (PenstockStore *self,
                Job           *job)
{
  GError *error = NULL;
  gpointer value = NULL;

  if (penstock_store_exec (self, "BEGIN", &error))
    value = job->read (self, g_task_get_task_data (job->task), &error);

  if (error != NULL)
    {
      return_error (self, job->task, error);
      return;
    }

  roll_back (self);
  g_task_return_pointer (job->task, value, value != NULL ? job->free_result : NULL);
}

static void
run_in_thread (gpointer data,
               gpointer user_data)
{
  g_autofree Job *job = data;
  PenstockStore *self = user_data;
  GError *error = NULL;

  if (job->opened != NULL)
    {
      self->owner = g_thread_self ();
      g_async_queue_push (job->opened, penstock_store_open_database (self, &error) ? (gpointer)self : (gpointer)error);
      return;
    }

  if (job->task == NULL)
    {
      penstock_store_close_database (self);
      return;
    }

  if (g_task_return_error_if_cancelled (job->task))
    ;
  else if (job->write != NULL)
    write_in_thread (self, job);
  else
    read_in_thread (self, job);

  /* If this was the last reference the store closes here, on its own thread. */
  g_object_unref (job->task);
}

static void
push (PenstockStore *self,
      Job           *job,
      gpointer       tag,
      gpointer       data,
      GDestroyNotify free_data)
{
  g_task_set_source_tag (job->task, tag);
  g_task_set_task_data (job->task, data, free_data);
  /* What is written stays written: a late cancel must not say otherwise. */
  g_task_set_check_cancellable (job->task, FALSE);

  if (self->thread != NULL)
    {
      g_thread_pool_push (self->thread, job, NULL);
      return;
    }

  g_task_return_new_error (job->task, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, _("The data folder is closed"));
  g_object_unref (job->task);
  g_free (job);
}

void
penstock_store_push_write (PenstockStore       *self,
                           PenstockWriteFunc    func,
                           gpointer             tag,
                           gpointer             data,
                           GDestroyNotify       free_data,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Job *job = g_new0 (Job, 1);

  job->task = g_task_new (self, cancellable, callback, user_data);
  job->write = func;
  push (self, job, tag, data, free_data);
}

void
penstock_store_push_read (PenstockStore       *self,
                          PenstockReadFunc     func,
                          gpointer             tag,
                          gpointer             data,
                          GDestroyNotify       free_data,
                          GDestroyNotify       free_result,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Job *job = g_new0 (Job, 1);

  job->task = g_task_new (self, cancellable, callback, user_data);
  job->read = func;
  job->free_result = free_result;
  push (self, job, tag, data, free_data);
}

gboolean
penstock_store_finish_write (PenstockStore  *self,
                             GAsyncResult   *result,
                             gpointer        tag,
                             guint          *n_changed,
                             GError        **error)
{
  gssize n;

  g_return_val_if_fail (PENSTOCK_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self) && g_task_get_source_tag (G_TASK (result)) == tag, FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n_changed != NULL)
    *n_changed = n < 0 ? 0 : (guint)n;

  return n >= 0;
}

gpointer
penstock_store_finish_read (PenstockStore  *self,
                            GAsyncResult   *result,
                            gpointer        tag,
                            GError        **error)
{
  g_return_val_if_fail (PENSTOCK_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self) && g_task_get_source_tag (G_TASK (result)) == tag, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
open_and_wait (PenstockStore  *self,
               GError        **error)
{
  g_autoptr(GAsyncQueue) opened = g_async_queue_new ();
  Job *job = g_new0 (Job, 1);
  gpointer answer;

  job->opened = opened;
  g_thread_pool_push (self->thread, job, NULL);
  answer = g_async_queue_pop (opened);
  if (answer == self)
    return TRUE;

  g_propagate_error (error, answer);
  return FALSE;
}

PenstockStore *
penstock_store_open (const char  *dir,
                     GError     **error)
{
  g_autoptr(PenstockStore) self = NULL;
  g_autoptr(GError) local_error = NULL;

  g_return_val_if_fail (dir != NULL, NULL);

  self = g_object_new (PENSTOCK_TYPE_STORE, NULL);
  self->path = g_build_filename (dir, "penstock.db", NULL);
  self->thread = g_thread_pool_new (run_in_thread, self, 1, TRUE, &local_error);
  if (local_error != NULL)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, _("No thread for the data folder: %s"), local_error->message);
      return NULL;
    }

  if (!open_and_wait (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
penstock_store_close (PenstockStore *self)
{
  GThreadPool *thread;

  g_return_if_fail (PENSTOCK_IS_STORE (self));

  thread = g_steal_pointer (&self->thread);
  if (thread == NULL)
    return;

  /* Disposed by the last job: the queue is empty, as every job holds a reference, and a thread can't wait for itself. */
  if (self->owner == g_thread_self ())
    {
      penstock_store_close_database (self);
      g_thread_pool_free (thread, FALSE, FALSE);
      return;
    }

  g_thread_pool_push (thread, g_new0 (Job, 1), NULL);
  g_thread_pool_free (thread, FALSE, TRUE);
}

const char *
penstock_store_get_path (PenstockStore *self)
{
  g_return_val_if_fail (PENSTOCK_IS_STORE (self), NULL);

  return self->path;
}

static void
penstock_store_dispose (GObject *object)
{
  penstock_store_close (PENSTOCK_STORE (object));

  G_OBJECT_CLASS (penstock_store_parent_class)->dispose (object);
}

static void
penstock_store_finalize (GObject *object)
{
  PenstockStore *self = PENSTOCK_STORE (object);

  g_free (self->path);

  G_OBJECT_CLASS (penstock_store_parent_class)->finalize (object);
}

static void
penstock_store_class_init (PenstockStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = penstock_store_dispose;
  object_class->finalize = penstock_store_finalize;
}

static void
penstock_store_init (PenstockStore *self)
{
}

void
penstock_store_contents_free (PenstockStoreContents *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_clear_pointer (&self->opinions, g_array_unref);
  g_clear_pointer (&self->rates, g_array_unref);
  g_clear_pointer (&self->quotes, g_ptr_array_unref);
  g_clear_pointer (&self->revenue, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->feed_states, g_ptr_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_clear_pointer (&self->indicator_settings, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->claims, g_ptr_array_unref);
  g_clear_pointer (&self->settings, g_hash_table_unref);
  g_free (self);
}

static gpointer
load_in_thread (PenstockStore  *self,
                gpointer        data,
                GError        **error)
{
  g_autoptr(PenstockStoreContents) contents = g_new0 (PenstockStoreContents, 1);

  contents->actions = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_stored_action_free);
  contents->opinions = g_array_new (FALSE, FALSE, sizeof (PenstockSecondOpinion));
  contents->rates = g_array_new (FALSE, FALSE, sizeof (PenstockRate));
  contents->quotes = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_stored_quote_free);
  contents->revenue = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_revenue_unref);
  contents->events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  contents->feed_states = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_feed_state_free);
  contents->indicators = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_indicator_point_free);
  contents->indicator_settings = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_indicator_setting_free);
  contents->marks = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_mark_free);
  contents->claims = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_stored_claim_free);
  contents->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!penstock_store_load_actions (self, contents->actions, error) ||
      !penstock_store_load_opinions (self, contents->opinions, error) ||
      !penstock_store_load_rates (self, contents->rates, error) ||
      !penstock_store_load_quotes (self, contents->quotes, error) ||
      !penstock_store_load_revenue (self, contents->revenue, error) ||
      !penstock_store_load_events (self, contents->events, error) ||
      !penstock_store_load_event_marks (self, contents->marks, error) ||
      !penstock_store_load_claims (self, contents->claims, error) ||
      !penstock_store_load_feed_states (self, contents->feed_states, error) ||
      !penstock_store_load_indicators (self, contents->indicators, error) ||
      !penstock_store_load_indicator_settings (self, contents->indicator_settings, error) ||
      !penstock_store_load_settings (self, contents->settings, error))
    return NULL;

  return g_steal_pointer (&contents);
}

void
penstock_store_load_async (PenstockStore       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (PENSTOCK_IS_STORE (self));

  penstock_store_push_read (self, load_in_thread, penstock_store_load_async, NULL, NULL, (GDestroyNotify)penstock_store_contents_free,
                            cancellable, callback, user_data);
}

PenstockStoreContents *
penstock_store_load_finish (PenstockStore  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  return penstock_store_finish_read (self, result, penstock_store_load_async, error);
}
