/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-worker.h"

typedef enum { TASK_NONE, TASK_BOARD, TASK_HISTORY } Task;

struct PenstockWorker
{
  PenstockWorkerFuncs published;
  gpointer            user_data;
  GThreadPool        *pool;      /* one thread of its own */
  GSource            *done;      /* made ready by the thread: the only thing both touch, and GLib guards it */
  int                 stop;      /* atomic: the past is to make way */

  /* Main thread only */
  PenstockMarket     *waiting;   /* NULL = none */
  PenstockDay         waiting_day;
  Task                task;
  PenstockHistory    *told;      /* published last */

  /* The thread's while there is a task, the main thread's otherwise */
  PenstockMarket     *market;
  PenstockDay         day;
  PenstockPanel      *panel;
  PenstockScoreboard *board;
  PenstockHistory    *history;   /* newest that is complete; NULL = none yet */
};

static void
compute_history (PenstockWorker *self)
{
  PenstockHistory *history;

  if (!penstock_panel_grow (self->panel, G_MAXINT32, &self->stop))
    return;

  history = penstock_panel_get_history (self->panel, G_MAXINT32);
  g_clear_pointer (&self->history, penstock_history_unref);
  self->history = history;
}

static void
compute_in_thread (gpointer data,
                   gpointer user_data)
{
  PenstockWorker *self = user_data;

  if (GPOINTER_TO_INT (data) == TASK_BOARD)
    self->board = penstock_compute_board (self->market, self->day, self->panel);
  else
    compute_history (self);
  g_source_set_ready_time (self->done, 0);
}

static void
start (PenstockWorker *self,
       Task            task)
{
  self->task = task;
  g_atomic_int_set (&self->stop, 0);
  g_thread_pool_push (self->pool, GINT_TO_POINTER (task), NULL);
}

/* A scoreboard where a newer market waits; else the past, when a scoreboard is just done. */
static void
start_next (PenstockWorker *self,
            Task            done)
{
  self->task = TASK_NONE;
  if (self->waiting != NULL)
    {
      g_clear_pointer (&self->market, penstock_market_unref);
      self->market = g_steal_pointer (&self->waiting);
      self->day = self->waiting_day;
      start (self, TASK_BOARD);
    }
  else if (done == TASK_BOARD && self->published.history != NULL)
    {
      start (self, TASK_HISTORY);
    }
}

static gboolean
done_cb (gpointer user_data)
{
  PenstockWorker *self = user_data;
  const Task done = self->task;
  g_autoptr(PenstockScoreboard) board = g_steal_pointer (&self->board);
  g_autoptr(PenstockHistory) history = NULL;

  g_source_set_ready_time (self->done, -1);
  if (done == TASK_HISTORY && self->history != self->told)
    {
      history = penstock_history_ref (self->history);
      g_clear_pointer (&self->told, penstock_history_unref);
      self->told = penstock_history_ref (history);
    }
  start_next (self, done);

  /* Last: whoever is told may free the worker. */
  if (board != NULL)
    self->published.board (board, self->user_data);
  else if (history != NULL)
    self->published.history (history, self->user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_done (GSource     *source,
               GSourceFunc  callback,
               gpointer     user_data)
{
  return callback (user_data);
}

PenstockWorker *
penstock_worker_new (PenstockGraph             *graph,
                     const PenstockWorkerFuncs *published,
                     gpointer                   user_data)
{
  static GSourceFuncs functions = { .dispatch = dispatch_done };
  PenstockWorker *self = g_new0 (PenstockWorker, 1);

  self->published = *published;
  self->user_data = user_data;
  self->panel = penstock_panel_new (graph);
  /* Not exclusive: its thread is taken from GLib's pool when there is work, so it cannot fail to start here. */
  self->pool = g_thread_pool_new (compute_in_thread, self, 1, FALSE, NULL);

  self->done = g_source_new (&functions, sizeof (GSource));
  g_source_set_static_name (self->done, "penstock-worker");
  g_source_set_callback (self->done, done_cb, self, NULL);
  g_source_attach (self->done, g_main_context_get_thread_default ());

  return self;
}

void
penstock_worker_submit (PenstockWorker *self,
                        PenstockMarket *market,
                        PenstockDay     day)
{
  g_clear_pointer (&self->waiting, penstock_market_unref);
  self->waiting = penstock_market_ref (market);
  self->waiting_day = day;
  if (self->task == TASK_HISTORY)
    g_atomic_int_set (&self->stop, 1);
  if (self->task == TASK_NONE)
    start_next (self, TASK_NONE);
}

gboolean
penstock_worker_is_busy (PenstockWorker *self)
{
  return self->task == TASK_BOARD || self->waiting != NULL;
}

gboolean
penstock_worker_is_idle (PenstockWorker *self)
{
  return self->task == TASK_NONE;
}

void
penstock_worker_free (PenstockWorker *self)
{
  if (self == NULL)
    return;

  g_atomic_int_set (&self->stop, 1);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_source_destroy (self->done);
  g_source_unref (self->done);
  g_clear_pointer (&self->waiting, penstock_market_unref);
  g_clear_pointer (&self->market, penstock_market_unref);
  g_clear_pointer (&self->board, penstock_scoreboard_unref);
  g_clear_pointer (&self->history, penstock_history_unref);
  g_clear_pointer (&self->told, penstock_history_unref);
  penstock_panel_free (self->panel);
  g_free (self);
}
