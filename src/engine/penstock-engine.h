/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-clock.h"
#include "penstock-event.h"
#include "penstock-feed-health.h"
#include "penstock-http.h"
#include "penstock-import.h"
#include "penstock-instrument.h"
#include "penstock-keys.h"
#include "penstock-scoreboard.h"
#include "penstock-store.h"

G_BEGIN_DECLS

/* The only place that knows feeds, store and scores. Owns the models the desk shows, the timetable and the worker. Main thread.
 *
 * Signals:
 *   "scoreboard-changed"                 a newer scoreboard is published
 *   "instrument-changed" (PenstockInstrument)  its bars, revenue or events changed (prices notify by property)
 *   "feeds-changed"                      health of any feed changed
 *   "events-changed"                     events were added or changed
 *   "news-address-moved" (const char *old, const char *new)
 *   "history-changed"                    the past of the scores was computed anew or grew
 *   "claims-changed"                     a claim was kept or forgotten
 *   "indicators-changed"                 points, thresholds or layers of indicators changed
 *   "store-failed" (const char *message) a write failed (disk full …): say it, nothing acknowledged was lost */
#define PENSTOCK_TYPE_ENGINE (penstock_engine_get_type ())
G_DECLARE_FINAL_TYPE (PenstockEngine, penstock_engine, PENSTOCK, ENGINE, GObject)

PenstockEngine     *penstock_engine_new            (PenstockStore *store, PenstockHttp *http, PenstockChain *chain, PenstockClock *clock);
/* Cuts every callback: after this nothing of the engine runs. Waits for the worker. */
void                penstock_engine_shutdown       (PenstockEngine *self);

/* Reads everything stored. When it finishes the models are filled; the first scoreboard follows from the worker. */
void                penstock_engine_load_async     (PenstockEngine *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean            penstock_engine_load_finish    (PenstockEngine *self, GAsyncResult *result, char **damaged, GError **error);

PenstockChain      *penstock_engine_get_chain      (PenstockEngine *self);
PenstockStore      *penstock_engine_get_store      (PenstockEngine *self);
PenstockHttp       *penstock_engine_get_http       (PenstockEngine *self);
PenstockClock      *penstock_engine_get_clock      (PenstockEngine *self);
/* PenstockInstrument, one per company of the chain, in its order; never changes length. */
GListModel         *penstock_engine_get_instruments (PenstockEngine *self);
PenstockInstrument *penstock_engine_get_instrument (PenstockEngine *self, guint company);
GListModel         *penstock_engine_get_feeds      (PenstockEngine *self); /* PenstockFeedHealth */
/* Sums up their health now; else it follows what happens within a quarter of a second. */
void                penstock_engine_refresh_feeds  (PenstockEngine *self);
/* Newest published; NULL before the first. Borrowed. */
PenstockScoreboard *penstock_engine_get_scoreboard (PenstockEngine *self);
/* The past up to the newest stored day (penstock-history.h); NULL before it is computed the first time, some moments after the first scoreboard. Borrowed. */
struct PenstockHistory *penstock_engine_get_history (PenstockEngine *self);
/* Now, in the calling thread: what a program without a main loop wants. Owned. */
struct PenstockHistory *penstock_engine_compute_history (PenstockEngine *self, PenstockDay until);
gboolean            penstock_engine_is_simulated   (PenstockEngine *self);
gboolean            penstock_engine_is_offline     (PenstockEngine *self, gint64 *since);

/* What one company has. Borrowed; NULL if nothing. */
PenstockRevenue    *penstock_engine_get_revenue    (PenstockEngine *self, guint company);
GPtrArray          *penstock_engine_get_events     (PenstockEngine *self); /* all PenstockEvent */
/* PenstockMarker of what was known on the day: own events, events of direct customers, months of revenue. Owned. */
GArray             *penstock_engine_dup_markers    (PenstockEngine *self, guint company, PenstockDay as_of);

PenstockIntraday   *penstock_engine_get_intraday   (PenstockEngine *self, guint company); /* newest minutes; in memory only */
/* Never NULL; empty before any rate is known. Borrowed. */
PenstockRates      *penstock_engine_get_rates      (PenstockEngine *self);

/* Two sources that give another close of the same listing and day, by more than PENSTOCK_DISAGREEMENT of the larger. */
#define PENSTOCK_DISAGREEMENT 0.005
typedef struct
{
  char        symbol[32];
  PenstockDay day;
  double      ours, theirs;           /* close, major unit */
  char        our_source[24], their_source[24]; /* provider ids */
} PenstockDisagreement;
/* Newest day first, then by symbol. Owned, never NULL. */
GArray             *penstock_engine_dup_disagreements (PenstockEngine *self);

void                penstock_engine_set_score_settings (PenstockEngine *self, const PenstockScoreSettings *settings);
/* Tiers that are polled: 1 (default) or 2. */
void                penstock_engine_set_tier       (PenstockEngine *self, guint tier);
/* Which feeds may be asked at all; NULL-terminated ids; NULL = all. */
void                penstock_engine_set_enabled_feeds (PenstockEngine *self, const char *const *ids);

gboolean            penstock_engine_is_enabled     (PenstockEngine *self, const char *feed);
/* Who is preferred among feeds that give the same: NULL-terminated ids, the others follow in their own order; NULL = their own order. */
void                penstock_engine_set_feed_order (PenstockEngine *self, const char *const *ids);
/* The user's own RSS, Atom and JSON feeds: NULL-terminated URLs. "news-address-moved" (old, new) is emitted where one moved for good. */
void                penstock_engine_set_news_addresses (PenstockEngine *self, const char *const *urls);
/* The user asks for it: what a feed is waiting for (a back-off, a failure's pause) is forgotten and what it has to ask is asked now. */
void                penstock_engine_retry_feed     (PenstockEngine *self, const char *feed);
/* Symbols for what was typed: the chain's own first, then what is stored of registers, then the feeds that can look up (if enabled). Element of the
 * result: PenstockSymbolRow; owned. A feed that fails leaves its part out: @reason (out, owned, optional) says why. */
void                penstock_engine_search_async   (PenstockEngine *self, const char *words, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
GArray             *penstock_engine_search_finish  (PenstockEngine *self, GAsyncResult *result, char **reason, GError **error);

/* A scoreboard of any day, computed now in the calling thread from what is loaded (quotes take part only when the day is today). */
PenstockScoreboard *penstock_engine_compute        (PenstockEngine *self, PenstockDay as_of);

/* -- polling -- */
/* Runs by the timetable until stopped. */
void                penstock_engine_start          (PenstockEngine *self);
void                penstock_engine_stop           (PenstockEngine *self);
typedef void (*PenstockFetchFunc) (const PenstockFetch *fetch, gpointer user_data);
/* One poll of what is due (everything, with @force). @feeds, @symbols: NULL-terminated, NULL = all; a symbol need not be in the chain. Finishes when the last
 * answer is stored. @fetched is called once per request, in the main thread. */
void                penstock_engine_poll_async     (PenstockEngine *self, const char *const *feeds, const char *const *symbols, gboolean force,
                                                    PenstockFetchFunc fetched, gpointer fetched_data,
                                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean            penstock_engine_poll_finish    (PenstockEngine *self, GAsyncResult *result, guint *n_failed, GError **error);
gboolean            penstock_engine_is_polling     (PenstockEngine *self);

/* -- changing what is stored; each recomputes. @batch is only read, during the call; its rows go in whether or not their symbols are in the
 *    chain. @events (PenstockEvent) is referenced. -- */
void                penstock_engine_put_batch_async   (PenstockEngine *self, PenstockBatch *batch,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean            penstock_engine_put_batch_finish  (PenstockEngine *self, GAsyncResult *result, GError **error);
void                penstock_engine_put_events_async  (PenstockEngine *self, GPtrArray *events,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean            penstock_engine_put_events_finish (PenstockEngine *self, GAsyncResult *result, GError **error);

/* -- one series, in the chain or not -- */
typedef struct { PenstockDay day; double ratio; gboolean accepted, split; double guess; } PenstockJump; /* accepted or split: explained */
typedef struct { PenstockDay first, last; guint bars; } PenstockGlitch;
typedef struct
{
  char            *symbol;
  PenstockBars    *bars;       /* as stored; NULL if nothing is stored */
  PenstockBars    *adjusted;   /* verified bars with splits applied; NULL if none */
  unsigned char   *state;      /* PenstockBarState of each stored bar */
  PenstockVerdict  verdict;
  GArray          *jumps;      /* PenstockJump: explained ones and the open one */
  GArray          *glitches;   /* PenstockGlitch */
  PenstockSeriesState series_state;
} PenstockSeries;
void                penstock_series_free           (PenstockSeries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockSeries, penstock_series_free)
/* @name: chain id, symbol or alias, or the symbol of a stored listing outside the chain. NULL with @error if unknown. */
PenstockSeries     *penstock_engine_get_series     (PenstockEngine *self, const char *name, PenstockDay as_of, GError **error);
/* Takes the open jump at @day as a true move, or as a split of @numerator:@denominator (the level after it must then fit within the jump
 * factor). PENSTOCK_ERROR_INVALID, with the open jump named, if there is none at that day. Finish: as for other writes. */
void                penstock_engine_explain_jump_async  (PenstockEngine *self, const char *symbol, const PenstockAction *action,
                                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean            penstock_engine_explain_jump_finish (PenstockEngine *self, GAsyncResult *result, GError **error);

G_END_DECLS
