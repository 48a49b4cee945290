/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine-private.h"
#include "penstock-questions.h"

G_BEGIN_DECLS

/* Private to the poller's two files: penstock-poller.c asks, penstock-poller-answer.c takes what comes back. */

/* One call of penstock_engine_poll_async(). */
typedef struct
{
  GTask             *task;         /* owned; NULL once returned */
  PenstockFetchFunc  fetched;
  gpointer           fetched_data;
  GCancellable      *cancellable;  /* ours: follows the caller's */
  gulong             follows;
  guint              left, n_failed;
} PenstockGroup;

/* One question on its way: waiting in its lane, at the host, or being stored. Owned by whichever it is. */
typedef struct
{
  PenstockPoller   *poller;        /* NULL once cut */
  PenstockQuestion *question;
  PenstockGroup    *group;         /* NULL: asked by the timetable */
  char            **symbols;       /* rows of a table wanted besides the chain's; NULL = the chain's */
  gboolean          replace;       /* the whole history, for a new split */
  PenstockFetch    *fetch;         /* while it is stored */
} PenstockAsk;

typedef struct
{
  GQueue  waiting;                 /* PenstockAsk */
  guint   in_flight;
  gint64  next;                    /* by the timetable, at the last look; 0 = none */
} PenstockLane;

struct PenstockPoller
{
  PenstockEngine *engine;          /* owns us */
  PenstockLane   *lanes;           /* one per provider, in their order */
  GHashTable     *asks;            /* set of all */
  GHashTable     *busy;            /* "feed\nkey" of those */
  GPtrArray      *groups;
  GCancellable   *cancellable;     /* of what the timetable asked */
  gboolean        running;
  guint           source;
  gint64          answered_again;  /* UTC seconds, when somebody answered after nobody did */
  gint64          probed;
};

/* -- penstock-poller.c -- */
PenstockLane *penstock_poller_lane      (PenstockPoller *self, const PenstockProvider *provider);
void          penstock_ask_free         (PenstockAsk *ask);
/* The last of an ask. Whoever waited for it may shut the engine down: nothing of ours may be used after this. */
void          penstock_ask_done         (PenstockAsk *ask);

/* -- penstock-poller-answer.c -- */
/* Stores what came and tells whoever waits; @fetch is taken. The ask is done later, or goes back to its lane. */
void          penstock_ask_take_answer  (PenstockAsk *ask, PenstockFetch *fetch);

G_END_DECLS
