/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-worker.h"

struct PenstockWorker
{
  PenstockWorkerFunc  published;
  gpointer            user_data;
  GThreadPool        *pool;      /* one thread of its own */
  GSource            *done;      /* made ready by the thread: the only thing both touch, and GLib guards it */

  /* Main thread only */
  PenstockMarket     *waiting;   /* NULL = none */
  PenstockDay         waiting_day;
  gboolean            busy;

  /* The thread's while busy, the main thread's otherwise */
  PenstockMarket     *market;
  PenstockDay         day;
  PenstockPanel      *panel;
  PenstockScoreboard *board;
};

static void
compute_in_thread (gpointer data,
                   gpointer user_data)
{
  PenstockWorker *self = data;

  self->board = penstock_compute_board (self->market, self->day, self->panel);
  g_source_set_ready_time (self->done, 0);
}

static void
start_waiting (PenstockWorker *self)
{
  self->market = g_steal_pointer (&self->waiting);
  self->day = self->waiting_day;
  self->busy = TRUE;
  g_thread_pool_push (self->pool, self, NULL);
}

static gboolean
done_cb (gpointer user_data)
{
  PenstockWorker *self = user_data;
  g_autoptr(PenstockScoreboard) board = g_steal_pointer (&self->board);

  g_source_set_ready_time (self->done, -1);
  g_clear_pointer (&self->market, penstock_market_unref);
  self->busy = FALSE;
  if (self->waiting != NULL)
    start_waiting (self);

  /* Last: whoever is told may free the worker. */
  self->published (board, self->user_data);

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
penstock_worker_new (PenstockGraph      *graph,
                     PenstockWorkerFunc  published,
                     gpointer            user_data)
{
  static GSourceFuncs functions = { .dispatch = dispatch_done };
  PenstockWorker *self = g_new0 (PenstockWorker, 1);

  self->published = published;
  self->user_data = user_data;
  self->panel = penstock_panel_new (graph);
  /* Not exclusive: its thread is taken from GLib's pool when there is work, so it cannot fail to start here. */
  self->pool = g_thread_pool_new (compute_in_thread, NULL, 1, FALSE, NULL);

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
  if (!self->busy)
    start_waiting (self);
}

gboolean
penstock_worker_is_busy (PenstockWorker *self)
{
  return self->busy;
}

void
penstock_worker_free (PenstockWorker *self)
{
  if (self == NULL)
    return;

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_source_destroy (self->done);
  g_source_unref (self->done);
  g_clear_pointer (&self->waiting, penstock_market_unref);
  g_clear_pointer (&self->market, penstock_market_unref);
  g_clear_pointer (&self->board, penstock_scoreboard_unref);
  penstock_panel_free (self->panel);
  g_free (self);
}
