/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-read-private.h"

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

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Question *question = task_data;
  const PenstockTransfer *transfer = question->transfer;
  PenstockRead *read = g_new0 (PenstockRead, 1);

  read->batch = penstock_batch_new ();
  read->outcome = penstock_provider_read (question->provider, question->query, transfer->status, transfer->content_type, transfer->body,
                                          question->now, read->batch, &read->reason);
  g_task_return_pointer (task, read, (GDestroyNotify)penstock_read_free);
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
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Question *question = g_new (Question, 1);

  *question = (Question) { provider, query, transfer, now };
  g_task_set_source_tag (task, penstock_read_async);
  g_task_set_task_data (task, question, g_free);
  g_task_run_in_thread (task, read_in_thread);
}

PenstockRead *
penstock_read_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
