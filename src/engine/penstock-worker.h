/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-compute.h"

G_BEGIN_DECLS

/* Private to engine/. One thread that turns the newest market into a scoreboard, and, when no newer one waits, into the past of the scores. While it
 * computes, a newer market replaces the one that waits; nothing else is queued. A past that is being computed makes way for a scoreboard after the day
 * it is at, and goes on from there as far as the newer market left it right. Main thread only; the functions run there too. */
typedef struct PenstockWorker PenstockWorker;

typedef struct
{
  void (*board)   (PenstockScoreboard *board, gpointer user_data);  /* borrowed */
  void (*history) (PenstockHistory *history, gpointer user_data);   /* borrowed; only when it is another than before. NULL: no past is computed */
} PenstockWorkerFuncs;

PenstockWorker *penstock_worker_new      (PenstockGraph *graph, const PenstockWorkerFuncs *published, gpointer user_data);
/* References both. */
void            penstock_worker_submit   (PenstockWorker *self, PenstockMarket *market, PenstockDay day);
/* Is a scoreboard on its way? */
gboolean        penstock_worker_is_busy  (PenstockWorker *self);
/* Is anything, the past included? */
gboolean        penstock_worker_is_idle  (PenstockWorker *self);
/* Waits for the thread; nothing is published any more. */
void            penstock_worker_free     (PenstockWorker *self);

G_END_DECLS
