/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-compute.h"
#include "penstock-engine.h"
#include "penstock-feed-health-private.h"
#include "penstock-inbox.h"
#include "penstock-instrument-private.h"
#include "penstock-market.h"
#include "penstock-newsroom.h"
#include "penstock-preference.h"
#include "penstock-second.h"
#include "penstock-worker.h"

G_BEGIN_DECLS

/* What is stored of one listing, in the chain or not. */
struct PenstockListing
{
  char         *symbol;
  int           company;     /* -1: not a primary listing of the chain */
  PenstockBars *bars;        /* NULL = none */
  GArray       *actions;     /* PenstockAction, ascending by day */
  gboolean      has_quote;
  PenstockQuote quote;
  PenstockIntraday *intraday; /* newest minutes; NULL = none */
  GArray       *opinions;    /* PenstockSecondOpinion, ascending by day and source */
  PenstockDay   asked_from;  /* how far back the preferred feed was asked in this run; PENSTOCK_DAY_NONE = not at all */
  gboolean      awaits_history; /* a stand-in tells of a split: what is stored is of before it, and only the preferred feed can say how it was */
};

/* The next try of a subject that is gone: not before the user asks for it. */
#define PENSTOCK_NEVER_AGAIN G_MAXINT64

typedef struct PenstockPoller PenstockPoller;

struct _PenstockEngine
{
  GObject              parent_instance;

  /* Set once at construction */
  PenstockStore       *store;
  PenstockHttp        *http;
  PenstockChain       *chain;
  PenstockClock       *clock;
  PenstockGraph       *graph;
  GListStore          *instruments;
  GListStore          *feeds;

  /* What is stored, in memory */
  PenstockMarket      *market;         /* the draft: copies of it go to the worker */
  GHashTable          *listings;       /* symbol → PenstockListing */
  GHashTable          *feed_states;    /* "feed\nsubject" → PenstockFeedState */
  PenstockVerdict     *verdicts;       /* of each company's chart, with the live quote */

  PenstockScoreSettings settings;
  guint                tier;
  char               **enabled;        /* NULL = all */
  char               **feed_order;     /* NULL = their own */
  char               **news_addresses; /* NULL = none */
  PenstockRates       *rates;          /* of rate_rows */
  GArray              *rate_rows;      /* PenstockRate: all there are */

  PenstockWorker      *worker;
  PenstockPanel       *panel;          /* of penstock_engine_compute() and _compute_history(), in the main thread; NULL until it is needed */
  PenstockScoreboard  *board;          /* newest published */
  PenstockHistory     *history;        /* newest published; NULL before the first */
  PenstockPoller      *poller;
  PenstockNewsroom    *newsroom;       /* headlines to events */
  PenstockInbox       *inbox;          /* signals: events as rows, and what the user says about them */
  struct PenstockClaimShelf *claims;   /* claims kept, and the names they are read by (penstock-claims.c); NULL until needed */
  struct PenstockIndicatorShelf *indicators; /* outside series (penstock-indicators.c); NULL until needed */
  struct PenstockEvidenceDesk *evidence; /* questions about evidence and their answers (penstock-evidence-engine.c); NULL until the first */
  GHashTable          *writes;         /* set of writes under way */
  GHashTable          *parts;          /* symbol → PenstockParts: what is known of registrants that are asked part by part */

  guint                compute_source; /* a computation is to be submitted when the loop is idle */
  guint                feeds_source;   /* likewise the health of the feeds */
  gint64               feeds_refreshed; /* monotonic microseconds; 0 = never */
  guint                tick_source;
  guint                tick_seconds;
  guint                ticked;         /* seconds since the states were last looked at */
  guint                unanswered;     /* answers in a row that did not come */
  gint64               unanswered_since;
  gboolean             shut_down;
};

/* -- penstock-engine.c -- */
PenstockDay        penstock_engine_today            (PenstockEngine *self);
PenstockListing   *penstock_engine_listing          (PenstockEngine *self, const char *symbol, gboolean create);
/* Settings, bars, revenue or a quote changed: a computation follows, one for all changes of this round of the loop. */
void               penstock_engine_queue_compute    (PenstockEngine *self);
void               penstock_engine_report_store     (PenstockEngine *self, const GError *error);
void               penstock_engine_emit_events      (PenstockEngine *self);
void               penstock_engine_emit_claims      (PenstockEngine *self);
void               penstock_engine_emit_indicators  (PenstockEngine *self);
void               penstock_engine_emit_moved       (PenstockEngine *self, const char *old, const char *address);
void               penstock_engine_emit_instrument  (PenstockEngine *self, guint company);

/* -- penstock-engine-memory.c: what is stored, in memory; @listing's company is brought up to date in the market and the models -- */
void               penstock_engine_take_bars        (PenstockEngine *self, PenstockListing *listing, PenstockBars *bars); /* references */
void               penstock_engine_take_action      (PenstockEngine *self, PenstockListing *listing, const PenstockAction *action);
void               penstock_engine_take_quote       (PenstockEngine *self, PenstockListing *listing, const PenstockQuote *quote);
void               penstock_engine_take_revenue     (PenstockEngine *self, PenstockRevenue *revenue); /* kept as it is if nothing differs */
void               penstock_engine_take_events      (PenstockEngine *self, GPtrArray *events);
/* Some of them, new or in place of those of the same id. */
void               penstock_engine_take_stories     (PenstockEngine *self, GPtrArray *events);
void               penstock_engine_take_opinions    (PenstockEngine *self, GArray *opinions); /* PenstockSecondOpinion */
void               penstock_engine_take_rates       (PenstockEngine *self, const PenstockRate *rates, gsize n);
void               penstock_engine_take_intraday    (PenstockEngine *self, PenstockListing *listing, PenstockIntraday *intraday); /* references */
void               penstock_engine_take_feed_state  (PenstockEngine *self, PenstockFeedState *state); /* taken */
PenstockFeedState *penstock_engine_find_feed_state  (PenstockEngine *self, const char *feed, const char *subject);
void               penstock_listing_free            (PenstockListing *listing);

/* -- penstock-engine-models.c -- */
void               penstock_engine_create_models    (PenstockEngine *self);
void               penstock_engine_publish          (PenstockEngine *self, PenstockScoreboard *board);
void               penstock_engine_refresh_price    (PenstockEngine *self, guint company);
void               penstock_engine_refresh_state    (PenstockEngine *self, guint company);
void               penstock_engine_refresh_all      (PenstockEngine *self);
void               penstock_engine_start_ticking    (PenstockEngine *self);

/* -- penstock-engine-write.c: one set of writes and what follows from it -- */
typedef struct PenstockWrite PenstockWrite;
/* @error: NULL, or the first that failed. The data is in memory either way. May be NULL: nobody waits. */
typedef void (*PenstockWrittenFunc) (const GError *error, gpointer data);
PenstockWrite     *penstock_write_begin             (PenstockEngine *self, PenstockWrittenFunc written, gpointer data);
void               penstock_write_bars              (PenstockWrite *self, PenstockBars *bars, gboolean replace);
/* Of many listings, in one transaction; merged with what memory has. What stands in is not told from what does not: see penstock-second.h. */
void               penstock_write_many_bars         (PenstockWrite *self, GPtrArray *bars);
void               penstock_write_opinions          (PenstockWrite *self, GArray *opinions); /* copied; NULL = none */
void               penstock_write_rates             (PenstockWrite *self, GArray *rates); /* copied */
/* The whole register of @source. */
void               penstock_write_symbols           (PenstockWrite *self, const char *source, GArray *symbols); /* PenstockSymbolRow, copied */
/* Events made of those in memory: they take the place of those of their ids. */
void               penstock_write_stories           (PenstockWrite *self, GPtrArray *events);
void               penstock_write_action            (PenstockWrite *self, const char *symbol, const PenstockAction *action);
void               penstock_write_quote             (PenstockWrite *self, const char *symbol, const PenstockQuote *quote);
void               penstock_write_revenue           (PenstockWrite *self, const PenstockStoredFigure *figures, gsize n);
void               penstock_write_events            (PenstockWrite *self, GPtrArray *events);
void               penstock_write_feed_state        (PenstockWrite *self, const PenstockFeedState *state);
/* No more: @written runs when all are on disk (later, never from here). */
void               penstock_write_end               (PenstockWrite *self);
/* Are bars of the listing on their way to memory? */
gboolean           penstock_engine_is_writing       (PenstockEngine *self, const char *symbol);
/* Reports those under way as cancelled; what the store has it still writes. */
void               penstock_engine_cut_writes       (PenstockEngine *self);

/* -- penstock-engine-news.c -- */
void               penstock_engine_create_newsroom  (PenstockEngine *self);
/* Makes events of @items (PenstockNewsItem; referenced) and stores them; then @done, also when the engine is shut down before. */
void               penstock_engine_take_news        (PenstockEngine *self, GPtrArray *items, void (*done) (gpointer data), gpointer data);
void               penstock_engine_cut_news         (PenstockEngine *self);

/* -- penstock-engine-health.c -- */
void               penstock_engine_queue_feeds      (PenstockEngine *self);
const char        *penstock_engine_source_title     (const char *source); /* translated; "" for NULL */

/* -- penstock-engine-load.c -- */
void               penstock_engine_store_host       (PenstockEngine *self, const char *host_key);

/* -- penstock-poller.c -- */
PenstockPoller    *penstock_poller_new              (PenstockEngine *engine);
void               penstock_poller_free             (PenstockPoller *self);
gboolean           penstock_poller_is_busy          (PenstockPoller *self);
void               penstock_poller_start            (PenstockPoller *self);
void               penstock_poller_stop             (PenstockPoller *self);
/* Settings changed: looks again at what is due. */
void               penstock_poller_wake             (PenstockPoller *self);
/* When the next question of @feed is due by the timetable; 0 = none planned. */
gint64             penstock_poller_next             (PenstockPoller *self, const PenstockProvider *feed);
void               penstock_poller_poll             (PenstockPoller *self, const char *const *feeds, const char *const *symbols, gboolean force,
                                                     PenstockFetchFunc fetched, gpointer fetched_data, GTask *task);

/* -- penstock-reasons.c: why, in words; owned -- */
char              *penstock_reason_refused          (const char *title, guint status, gint64 since, gint64 next_try, gint64 now);
char              *penstock_reason_broken           (const char *title, const char *reason, gint64 since, gint64 now);
char              *penstock_reason_offline          (gint64 since, gint64 now);
char              *penstock_reason_stale            (gint64 market_time, gint64 now);
char              *penstock_reason_unverified       (const PenstockVerdict *verdict);
/* "14:05", with its date if it is not today's; local time. */
char              *penstock_reason_time             (gint64 moment, gint64 now);

G_END_DECLS
