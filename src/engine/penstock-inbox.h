/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-signals.h"
#include "penstock-store.h"

G_BEGIN_DECLS

/* Private to engine/. What the user says about events, and the list model that shows them. Main thread. */
typedef struct
{
  GListStore *signals;  /* PenstockSignal, newest first */
  GHashTable *by_event; /* event id → PenstockSignal, owned by @signals; the keys are those of their events */
  GHashTable *marks;    /* event id → PenstockEventMark */
} PenstockInbox;

PenstockInbox     *penstock_inbox_new         (void);
void               penstock_inbox_free        (PenstockInbox *self);
/* As the store has them. Before the events. */
void               penstock_inbox_take_marks  (PenstockInbox *self, GPtrArray *marks);
PenstockEventMark *penstock_inbox_get_mark    (PenstockInbox *self, const char *event); /* made where there is none; borrowed */
/* @events as they are with what the user has said of them: of those known here, whoever brings them. Owned. */
GPtrArray         *penstock_inbox_dup_events  (PenstockInbox *self, GPtrArray *events);
/* All there are. Rows that are known stay the same objects. */
void               penstock_inbox_sync        (PenstockInbox *self, GPtrArray *events);
/* The marks of @event (NULL: all) changed. */
void               penstock_inbox_update_read (PenstockInbox *self, const char *event);
PenstockSignal    *penstock_inbox_find        (PenstockInbox *self, const char *event); /* borrowed, NULL */

/* -- penstock-signal.c -- */
PenstockSignal    *penstock_signal_new        (PenstockEvent *event);
/* FALSE if it says the same as the one before. */
gboolean           penstock_signal_set_event  (PenstockSignal *self, PenstockEvent *event);
void               penstock_signal_set_unread (PenstockSignal *self, gboolean unread);
int                penstock_signal_compare    (gconstpointer a, gconstpointer b, gpointer user_data); /* newest first */

G_END_DECLS
