/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine-private.h"
#include "penstock-memory.h"
#include "penstock-questions.h"

G_BEGIN_DECLS

/* Private to the poller's files: penstock-poller.c decides what to ask, penstock-poller-lanes.c when it goes out, penstock-poller-poll.c has what
 * somebody asks for himself, penstock-poller-answer.c takes what comes back. */

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
  GQueue  waiting;                 /* PenstockAsk: what somebody asked for himself first */
  guint   in_flight;
  gint64  next;                    /* by the timetable, at the last look; 0 = none */
  gint64  wakes;                   /* when its host may be asked again; 0 = it does not wait for that */
  guint64 turn;                    /* of the last question: of lanes with one host the one that waited longest goes first */
} PenstockLane;

struct PenstockPoller
{
  PenstockEngine *engine;          /* owns us */
  PenstockLane   *lanes;           /* one per provider, in their order */
  GHashTable     *asks;            /* set of all */
  GHashTable     *busy;            /* "feed\nkey" of those */
  GPtrArray      *groups;
  GCancellable   *cancellable;     /* of what the timetable asked */
  PenstockMemory  memory;
  GHashTable     *paces;           /* host key → PenstockPace */
  gboolean        strict;
  gboolean        running;
  guint           look_timeout;    /* of the clock */
  gint64          look_at;         /* UTC seconds */
  guint           pump_timeout;
  guint64         turns;
  gint64          answered_again;  /* UTC seconds, when somebody answered after nobody did */
  gint64          probed;
};

/* -- penstock-poller.c -- */
/* Budgets hold on this machine too (penstock_http_set_strict()): for tests of a day's polling. */
void          penstock_poller_set_strict (PenstockPoller *self, gboolean strict);
PenstockLane *penstock_poller_lane      (PenstockPoller *self, const PenstockProvider *provider);
/* Takes @question, not @symbols. */
void          penstock_poller_add       (PenstockPoller *self, PenstockQuestion *question, PenstockGroup *group, char **symbols);
gboolean      penstock_poller_is_asking (PenstockPoller *self, const PenstockQuestion *question);
/* Those of the timetable that wait are forgotten, or those of groups; @feeds: of these only, NULL = all. */
void          penstock_poller_drop      (PenstockPoller *self, const char *const *feeds, gboolean of_groups);
/* Out of all that is kept of asks under way. */
void          penstock_poller_forget    (PenstockPoller *self, PenstockAsk *ask);
void          penstock_ask_free         (PenstockAsk *ask);
/* The last of an ask. Whoever waited for it may shut the engine down: nothing of ours may be used after this. */
void          penstock_ask_done         (PenstockAsk *ask);

/* -- penstock-poller-lanes.c -- */
/* One question of each lane in turn, as long as any may go. */
void          penstock_poller_pump      (PenstockPoller *self);

/* -- penstock-poller-poll.c -- */
void          penstock_group_free       (PenstockGroup *group);
void          penstock_group_one_less   (PenstockPoller *self, PenstockGroup *group);

/* -- penstock-poller-answer.c -- */
/* Stores what came and tells whoever waits; @fetch is taken. The ask is done later, or goes back to its lane. */
void          penstock_ask_take_answer  (PenstockAsk *ask, PenstockFetch *fetch);

G_END_DECLS
