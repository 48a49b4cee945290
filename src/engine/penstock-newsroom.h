/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chain.h"

G_BEGIN_DECLS

/* Private to engine/. Headlines become events in a thread of its own, one batch after the other: a batch is folded into what the one before it
 * came to, so that no story becomes two events because two sources told of it at once. Main thread, but for the folding itself. */
typedef struct PenstockNewsroom PenstockNewsroom;

/* @known is asked for when a batch's turn has come: all events as they are by then. */
typedef GPtrArray *(*PenstockKnownFunc)  (gpointer user_data);
/* @events: new and changed ones, whole; may be empty; owned by the newsroom. The next batch waits for penstock_newsroom_next(), that is until these
 * are among the known. */
typedef void       (*PenstockFoldedFunc) (GPtrArray *events, gpointer data, gpointer user_data);

PenstockNewsroom *penstock_newsroom_new     (PenstockChain *chain, PenstockKnownFunc known, PenstockFoldedFunc folded, gpointer user_data);
/* Waits for the thread. @cut is called for every batch that was not done, with its data. */
void              penstock_newsroom_free    (PenstockNewsroom *self, void (*cut) (gpointer data));
/* @items (PenstockNewsItem) is referenced and must not change any more. */
void              penstock_newsroom_submit  (PenstockNewsroom *self, GPtrArray *items, gpointer data);
/* What the last batch came to is known. */
void              penstock_newsroom_next    (PenstockNewsroom *self);
gboolean          penstock_newsroom_is_busy (PenstockNewsroom *self);

G_END_DECLS
