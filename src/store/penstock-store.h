/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-bars.h"
#include "penstock-error.h"
#include "penstock-event.h"
#include "penstock-indicator.h"
#include "penstock-quote.h"
#include "penstock-rates.h"
#include "penstock-revenue.h"

G_BEGIN_DECLS

/* What Penstock keeps: DIR/penstock.db (SQLite, WAL, synchronous=NORMAL, foreign keys). One exclusive thread owns the connection; each
 * _async call is a job in its queue, and jobs run in the order they were pushed. When a job's callback runs without an error, its data
 * survives kill −9. Every write is all or nothing. _finish functions for writes return FALSE with @error set.
 * All values given are copied or referenced. */
#define PENSTOCK_TYPE_STORE (penstock_store_get_type ())
G_DECLARE_FINAL_TYPE (PenstockStore, penstock_store, PENSTOCK, STORE, GObject)

/* Opens or creates, and migrates. Blocking; call it before the first window or in a thread. A database that is no database, is newer than this
 * program, or sits on a full or read-only disk gives PENSTOCK_ERROR_STORE in plain words, and nothing is changed. */
PenstockStore *penstock_store_open       (const char *dir, GError **error);
/* Runs what is queued, checkpoints, closes. Blocking. Also done on dispose. */
void           penstock_store_close      (PenstockStore *self);
const char    *penstock_store_get_path   (PenstockStore *self);

/* -- bars: packed by listing and year, one blob of columns (versioned little-endian header, count, checksum) -- */

/* Merges by day: a later write of a day replaces it (a re-fetch heals). Days after the listing's last completed session must not be given
 * (the quote is for them). @result of finish: bars added or changed. Prices in another currency than the stored ones, or real prices over
 * simulated ones, take the place of the whole history; simulated prices over real ones are PENSTOCK_ERROR_INVALID. */
void     penstock_store_put_bars_async   (PenstockStore *self, PenstockBars *bars,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_bars_finish  (PenstockStore *self, GAsyncResult *result, guint *n_changed, GError **error);
/* Many listings in one transaction: all of them or none. Element: PenstockBars; otherwise as above. */
void     penstock_store_put_many_bars_async  (PenstockStore *self, GPtrArray *bars,
                                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_many_bars_finish (PenstockStore *self, GAsyncResult *result, guint *n_changed, GError **error);
/* Replaces the whole history of the listing (a new split signature). */
void     penstock_store_replace_bars_async  (PenstockStore *self, PenstockBars *bars,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_replace_bars_finish (PenstockStore *self, GAsyncResult *result, guint *n_changed, GError **error);
/* One listing; NULL without error if nothing is stored. A damaged year is an error here. */
void          penstock_store_get_bars_async  (PenstockStore *self, const char *symbol,
                                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
PenstockBars *penstock_store_get_bars_finish (PenstockStore *self, GAsyncResult *result, GError **error);
/* Every listing that has bars: GPtrArray of PenstockBars, by symbol. A blob that fails its checksum is left out and reported in the message of
 * @damaged (out, owned, NULL if none); the rest is returned. */
void       penstock_store_get_all_bars_async  (PenstockStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *penstock_store_get_all_bars_finish (PenstockStore *self, GAsyncResult *result, char **damaged, GError **error);

/* -- actions on a series: by symbol, day and kind. Of a user's split and acceptance of the same day the newest counts -- */
void     penstock_store_put_action_async    (PenstockStore *self, const char *symbol, const PenstockAction *action,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_action_finish   (PenstockStore *self, GAsyncResult *result, GError **error);
typedef struct { char *symbol; PenstockAction action; } PenstockStoredAction;

/* -- second opinions: closes of feeds that are not preferred. By symbol, day and source; a later one replaces it. @stands_in: the stored bar of
 *    that day is this feed's, because the preferred one gave none -- */
typedef struct
{
  char        symbol[32];
  PenstockDay day;
  char        source[24];   /* provider id */
  char        currency[8];  /* "" = the source does not say */
  double      close;        /* as the source gave it, major unit; finite */
  gint64      fetched_at;
  gboolean    stands_in;
} PenstockSecondOpinion;
/* Any number in one transaction. */
void     penstock_store_put_opinions_async  (PenstockStore *self, const PenstockSecondOpinion *opinions, gsize n,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_opinions_finish (PenstockStore *self, GAsyncResult *result, GError **error);

/* -- quotes: the live one, a row of its own -- */
typedef struct { char *symbol; PenstockQuote quote; } PenstockStoredQuote;
void     penstock_store_put_quote_async  (PenstockStore *self, const char *symbol, const PenstockQuote *quote,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_quote_finish (PenstockStore *self, GAsyncResult *result, GError **error);

/* -- revenue: vintages. A figure whose value equals the newest stored vintage of its period changes nothing (first_seen stays);
 *    another value is a further vintage. The same (symbol, period, published_at, source) again replaces its value: an import corrected. -- */
typedef struct { char *symbol; char *currency; int periods_per_year; PenstockRevenueFigure figure; } PenstockStoredFigure;
void     penstock_store_put_revenue_async  (PenstockStore *self, const PenstockStoredFigure *figures, gsize n,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_revenue_finish (PenstockStore *self, GAsyncResult *result, guint *n_new, GError **error);

/* -- events: by id; sources are only added; the status history given replaces the stored one unless it would drop a past entry of the stored history:
 *    entries are only added, a status of a day may be corrected -- */
void     penstock_store_put_events_async  (PenstockStore *self, GPtrArray *events,
                                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_events_finish (PenstockStore *self, GAsyncResult *result, GError **error);

/* -- reference rates: by base, currency, day and source; a later one replaces it. One transaction -- */
void     penstock_store_put_rates_async  (PenstockStore *self, const PenstockRate *rates, gsize n,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_rates_finish (PenstockStore *self, GAsyncResult *result, GError **error);

/* -- registers of symbols: each source's whole list, replaced as a whole -- */
typedef struct
{
  char    *symbol, *name;
  char    *exchange, *kind; /* NULL = unknown */
  char    *source;          /* provider id */
  guint64  cik;             /* 0 = unknown */
} PenstockStoredSymbol;
void penstock_stored_symbol_free (PenstockStoredSymbol *self);
/* @symbols take the place of all of @source, whatever theirs says. Of two with one symbol the last holds. */
void       penstock_store_replace_symbols_async  (PenstockStore *self, const char *source, const PenstockStoredSymbol *symbols, gsize n,
                                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   penstock_store_replace_symbols_finish (PenstockStore *self, GAsyncResult *result, GError **error);
/* Whose symbol or name contains @words, ignoring the case of Latin letters: the symbol itself first, then those whose symbol begins so, whose name
 * begins so, the rest; then by symbol and source. At most @most. Element: owned PenstockStoredSymbol. */
void       penstock_store_search_symbols_async  (PenstockStore *self, const char *words, guint most,
                                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *penstock_store_search_symbols_finish (PenstockStore *self, GAsyncResult *result, GError **error);

/* -- feeds: health per feed and subject, budget per host, validators per request -- */
typedef struct
{
  char   *feed;          /* provider id */
  char   *subject;       /* "" for tables */
  char   *outcome;       /* "data", "empty", "refused", "broken" */
  guint   status;        /* HTTP status */
  char   *reason;        /* NULL = none */
  gint64  last_try, last_success, next_try; /* UTC seconds, 0 = never */
  gint64  failing_since; /* 0 = not failing */
  char   *uri, *etag, *last_modified; /* validators, NULL = none */
} PenstockFeedState;
void penstock_feed_state_free (PenstockFeedState *self);
void     penstock_store_put_feed_state_async  (PenstockStore *self, const PenstockFeedState *state,
                                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_feed_state_finish (PenstockStore *self, GAsyncResult *result, GError **error);

/* -- what the user says about an event: by event id; the event need not be stored (yet) -- */
typedef struct
{
  char    *event;
  gint64   read_at;        /* UTC seconds, 0 = unread */
  gboolean has_direction;  /* the user overruled it */
  int      direction;
  gint64   direction_at;   /* UTC seconds */
} PenstockEventMark;
void penstock_event_mark_free (PenstockEventMark *self);
/* Any number in one transaction; each takes the place of the stored one. */
void     penstock_store_put_event_marks_async  (PenstockStore *self, GPtrArray *marks,
                                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_event_marks_finish (PenstockStore *self, GAsyncResult *result, GError **error);

/* -- claims the user keeps: by id; @json is opaque here. NULL takes it out -- */
typedef struct { char *id; gint64 created; char *json; } PenstockStoredClaim;
void penstock_stored_claim_free (PenstockStoredClaim *self);
void     penstock_store_put_claim_async  (PenstockStore *self, const char *id, gint64 created, const char *json,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_claim_finish (PenstockStore *self, GAsyncResult *result, GError **error);

/* -- indicators: points are only added. The same series, unit, population, period, forecast day and source with the value stored changes nothing
 *    (first_seen stays); an outcome with another value is a further vintage of its known day; a forecast of the same day is corrected -- */
void     penstock_store_put_indicators_async  (PenstockStore *self, GPtrArray *points, /* PenstockIndicatorPoint */
                                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_indicators_finish (PenstockStore *self, GAsyncResult *result, guint *n_new, GError **error);
typedef struct { char *id; double low, high; char *layer; } PenstockIndicatorSetting; /* NAN, NULL = none */
void penstock_indicator_setting_free (PenstockIndicatorSetting *self);
void     penstock_store_put_indicator_setting_async  (PenstockStore *self, const PenstockIndicatorSetting *setting,
                                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_indicator_setting_finish (PenstockStore *self, GAsyncResult *result, GError **error);

/* -- small values by key: host budgets, window state of the sample … (UTF-8 text) -- */
void     penstock_store_put_setting_async  (PenstockStore *self, const char *key, const char *value,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_put_setting_finish (PenstockStore *self, GAsyncResult *result, GError **error);

/* -- everything but bars and registers, in one read transaction -- */
typedef struct
{
  GPtrArray  *actions;     /* PenstockStoredAction */
  GArray     *opinions;    /* PenstockSecondOpinion, by symbol, day, source */
  GArray     *rates;       /* PenstockRate, by base, currency, day, source */
  GPtrArray  *quotes;      /* PenstockStoredQuote */
  GPtrArray  *revenue;     /* PenstockRevenue, by symbol */
  GPtrArray  *events;      /* PenstockEvent, by id */
  GPtrArray  *feed_states; /* PenstockFeedState */
  GPtrArray  *marks;       /* PenstockEventMark, by event */
  GPtrArray  *claims;      /* PenstockStoredClaim, oldest first, then by id */
  GPtrArray  *indicators;  /* PenstockIndicatorPoint, by key */
  GPtrArray  *indicator_settings; /* PenstockIndicatorSetting, by id */
  GHashTable *settings;    /* char* → char* */
} PenstockStoreContents;
void penstock_store_contents_free (PenstockStoreContents *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockStoreContents, penstock_store_contents_free)
void                   penstock_store_load_async  (PenstockStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
PenstockStoreContents *penstock_store_load_finish (PenstockStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
