/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-compute.h"

G_BEGIN_DECLS

/* Private to engine/. One thread that turns the newest market into a scoreboard. While it computes, a newer market replaces the one that
 * waits; nothing else is queued. Main thread only; @published runs there too. */
typedef struct PenstockWorker PenstockWorker;
typedef void (*PenstockWorkerFunc) (PenstockScoreboard *board, gpointer user_data); /* borrowed */

PenstockWorker *penstock_worker_new     (PenstockGraph *graph, PenstockWorkerFunc published, gpointer user_data);
/* References both. */
void            penstock_worker_submit  (PenstockWorker *self, PenstockMarket *market, PenstockDay day);
gboolean        penstock_worker_is_busy (PenstockWorker *self);
/* Waits for the thread; @published does not run any more. */
void            penstock_worker_free    (PenstockWorker *self);

G_END_DECLS
