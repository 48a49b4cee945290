/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "penstock-read-private.h"

#include <sys/resource.h>
#include <unistd.h>

#define MOST_THREADS 4
#define NICE         5

/* Everything is borrowed and constant while the thread has it. */
typedef struct
{
  const PenstockProvider *provider;
  const PenstockQuery    *query;
  const PenstockTransfer *transfer;
  gint64                  now;
} Question;

void
penstock_read_free (PenstockRead *self)
{
  if (self == NULL)
    return;

  g_free (self->reason);
  g_clear_pointer (&self->batch, penstock_batch_free);
  g_free (self);
}

/* Takes @data, the task. */
static void
read_in_thread (gpointer data,
                gpointer user_data)
{
  g_autoptr(GTask) task = data;
  const Question *question = g_task_get_task_data (task);
  const PenstockTransfer *transfer = question->transfer;
  PenstockRead *read = g_new0 (PenstockRead, 1);

  setpriority (PRIO_PROCESS, (id_t)gettid (), NICE); /* on Linux: of this thread alone */
  read->batch = penstock_batch_new ();
  read->outcome = penstock_provider_read (question->provider, question->query, transfer->status, transfer->content_type, transfer->body,
                                          question->now, read->batch, &read->reason);
  g_task_return_pointer (task, read, (GDestroyNotify)penstock_read_free);
}

/* Not GLib's pool for tasks, which starts ten threads whatever the machine has: reading must not take the processor from the main loop, so its threads are
 * one fewer than there are processors, and of low priority; which is why they are shared with nobody. Each host has only so many requests under way
 * (penstock-http), so the queue is short. */
static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (read_in_thread, NULL, (int)CLAMP (g_get_num_processors () - 1, 1, MOST_THREADS), TRUE, NULL));

  return pool;
}

void
penstock_read_async (const PenstockProvider *provider,
                     const PenstockQuery    *query,
                     const PenstockTransfer *transfer,
                     gint64                  now,
                     GAsyncReadyCallback     callback,
                     gpointer                user_data)
{
  /* No source object: the pool thread may hold the last reference to the task, and nobody's GObject may end there. */
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Question *question = g_new (Question, 1);

  *question = (Question) { provider, query, transfer, now };
  g_task_set_source_tag (task, penstock_read_async);
  g_task_set_task_data (task, question, g_free);
  g_thread_pool_push (get_pool (), task, NULL);
}

PenstockRead *
penstock_read_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
