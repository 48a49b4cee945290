/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-claim-private.h"
#include "penstock-engine-private.h"
#include "penstock-evidence-private.h"
#include "penstock-indicators-private.h"
#include "penstock-parts.h"
#include "penstock-series.h"

/* Changes that arrive within this time are one computation. */
#define GATHER_MS 10

#define OFFLINE_AFTER 2 /* answers in a row that did not come */

G_DEFINE_FINAL_TYPE (PenstockEngine, penstock_engine, G_TYPE_OBJECT)

enum
{
  SCOREBOARD_CHANGED,
  INSTRUMENT_CHANGED,
  FEEDS_CHANGED,
  EVENTS_CHANGED,
  NEWS_ADDRESS_MOVED,
  HISTORY_CHANGED,
  CLAIMS_CHANGED,
  INDICATORS_CHANGED,
  STORE_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
penstock_engine_dispose (GObject *object)
{
  penstock_engine_shutdown (PENSTOCK_ENGINE (object));

  G_OBJECT_CLASS (penstock_engine_parent_class)->dispose (object);
}

static void
penstock_engine_finalize (GObject *object)
{
  PenstockEngine *self = PENSTOCK_ENGINE (object);

  g_clear_pointer (&self->board, penstock_scoreboard_unref);
  g_clear_pointer (&self->history, penstock_history_unref);
  g_clear_pointer (&self->panel, penstock_panel_free);
  g_clear_pointer (&self->market, penstock_market_unref);
  g_clear_pointer (&self->listings, g_hash_table_unref);
  g_clear_pointer (&self->feed_states, g_hash_table_unref);
  g_clear_pointer (&self->inbox, penstock_inbox_free);
  g_clear_pointer (&self->claims, penstock_claim_shelf_free);
  g_clear_pointer (&self->indicators, penstock_indicator_shelf_free);
  g_clear_pointer (&self->writes, g_hash_table_unref);
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_object (&self->instruments);
  g_clear_object (&self->feeds);
  g_clear_pointer (&self->graph, penstock_graph_unref);
  g_clear_pointer (&self->chain, penstock_chain_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->rates, penstock_rates_unref);
  g_array_unref (self->rate_rows);
  g_strfreev (self->enabled);
  g_strfreev (self->feed_order);
  g_strfreev (self->news_addresses);
  g_free (self->verdicts);

  G_OBJECT_CLASS (penstock_engine_parent_class)->finalize (object);
}

static void
penstock_engine_class_init (PenstockEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = penstock_engine_dispose;
  object_class->finalize = penstock_engine_finalize;

  signals[SCOREBOARD_CHANGED] = g_signal_new ("scoreboard-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[INSTRUMENT_CHANGED] = g_signal_new ("instrument-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 1, PENSTOCK_TYPE_INSTRUMENT);
  signals[FEEDS_CHANGED] = g_signal_new ("feeds-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EVENTS_CHANGED] = g_signal_new ("events-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEWS_ADDRESS_MOVED] = g_signal_new ("news-address-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[HISTORY_CHANGED] = g_signal_new ("history-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLAIMS_CHANGED] = g_signal_new ("claims-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[INDICATORS_CHANGED] = g_signal_new ("indicators-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STORE_FAILED] = g_signal_new ("store-failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
penstock_engine_init (PenstockEngine *self)
{
  self->listings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)penstock_listing_free);
  self->feed_states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)penstock_feed_state_free);
  self->inbox = penstock_inbox_new ();
  self->writes = g_hash_table_new (NULL, NULL);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)penstock_parts_free);
  self->rate_rows = g_array_new (FALSE, FALSE, sizeof (PenstockRate));
  self->rates = penstock_rates_new (NULL, 0);
  self->settings = penstock_score_default_settings;
  self->tier = 1;
}

static void
published_cb (PenstockScoreboard *board,
              gpointer            user_data)
{
  PenstockEngine *self = user_data;

  penstock_engine_publish (self, board);
  g_signal_emit (self, signals[SCOREBOARD_CHANGED], 0);
}

static void
history_published_cb (PenstockHistory *history,
                      gpointer         user_data)
{
  PenstockEngine *self = user_data;

  g_clear_pointer (&self->history, penstock_history_unref);
  self->history = penstock_history_ref (history);
  g_signal_emit (self, signals[HISTORY_CHANGED], 0);
}

static void
host_state_changed_cb (PenstockHttp *http,
                       const char   *host_key,
                       gpointer      user_data)
{
  penstock_engine_store_host (user_data, host_key);
  penstock_engine_queue_feeds (user_data);
}

PenstockEngine *
penstock_engine_new (PenstockStore *store,
                     PenstockHttp  *http,
                     PenstockChain *chain,
                     PenstockClock *clock)
{
  static const PenstockWorkerFuncs published = { published_cb, history_published_cb };
  PenstockEngine *self;

  g_return_val_if_fail (PENSTOCK_IS_STORE (store) && PENSTOCK_IS_HTTP (http) && PENSTOCK_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (chain != NULL, NULL);

  self = g_object_new (PENSTOCK_TYPE_ENGINE, NULL);
  self->store = g_object_ref (store);
  self->http = g_object_ref (http);
  self->chain = penstock_chain_ref (chain);
  self->clock = g_object_ref (clock);
  self->graph = penstock_graph_new (chain);
  self->market = penstock_market_new (self->graph);
  self->verdicts = g_new0 (PenstockVerdict, chain->n_companies + 1);
  self->worker = penstock_worker_new (self->graph, &published, self);
  self->poller = penstock_poller_new (self);
  penstock_engine_create_newsroom (self);
  penstock_engine_create_models (self);
  g_signal_connect_object (http, "host-state-changed", G_CALLBACK (host_state_changed_cb), self, 0);
  penstock_engine_refresh_all (self);

  return self;
}

void
penstock_engine_shutdown (PenstockEngine *self)
{
  g_return_if_fail (PENSTOCK_IS_ENGINE (self));

  if (self->shut_down)
    return;

  self->shut_down = TRUE;
  g_clear_handle_id (&self->compute_source, g_source_remove);
  g_clear_handle_id (&self->feeds_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (self->http != NULL)
    g_signal_handlers_disconnect_by_data (self->http, self);
  g_clear_pointer (&self->poller, penstock_poller_free);
  g_clear_pointer (&self->evidence, penstock_evidence_desk_free);
  penstock_engine_cut_news (self);
  penstock_engine_cut_writes (self);
  g_clear_pointer (&self->worker, penstock_worker_free);
}

PenstockDay
penstock_engine_today (PenstockEngine *self)
{
  return penstock_clock_today (self->clock);
}

PenstockListing *
penstock_engine_listing (PenstockEngine *self,
                         const char     *symbol,
                         gboolean        create)
{
  PenstockListing *listing = g_hash_table_lookup (self->listings, symbol);

  if (listing != NULL || !create)
    return listing;

  listing = g_new0 (PenstockListing, 1);
  listing->symbol = g_strdup (symbol);
  listing->company = penstock_chain_find_symbol (self->chain, symbol);
  listing->actions = g_array_new (FALSE, FALSE, sizeof (PenstockAction));
  listing->opinions = g_array_new (FALSE, FALSE, sizeof (PenstockSecondOpinion));
  listing->asked_from = PENSTOCK_DAY_NONE;
  g_hash_table_insert (self->listings, listing->symbol, listing);

  return listing;
}

/* As it is now: whoever computes keeps it, and the draft goes on changing. */
static PenstockMarket *
copy_draft (PenstockEngine *self)
{
  self->market->today = penstock_engine_today (self);
  self->market->settings = self->settings;

  return penstock_market_copy (self->market);
}

static gboolean
compute_cb (gpointer user_data)
{
  PenstockEngine *self = user_data;
  g_autoptr(PenstockMarket) market = copy_draft (self);

  self->compute_source = 0;
  penstock_worker_submit (self->worker, market, market->today);

  return G_SOURCE_REMOVE;
}

void
penstock_engine_queue_compute (PenstockEngine *self)
{
  if (self->compute_source == 0 && !self->shut_down)
    self->compute_source = g_timeout_add (GATHER_MS, compute_cb, self);
}

void
penstock_engine_report_store (PenstockEngine *self,
                              const GError   *error)
{
  g_signal_emit (self, signals[STORE_FAILED], 0, error->message);
}

void
penstock_engine_emit_events (PenstockEngine *self)
{
  g_signal_emit (self, signals[EVENTS_CHANGED], 0);
}

void
penstock_engine_emit_claims (PenstockEngine *self)
{
  g_signal_emit (self, signals[CLAIMS_CHANGED], 0);
}

void
penstock_engine_emit_indicators (PenstockEngine *self)
{
  g_signal_emit (self, signals[INDICATORS_CHANGED], 0);
}

void
penstock_engine_emit_moved (PenstockEngine *self,
                            const char     *old,
                            const char     *address)
{
  g_signal_emit (self, signals[NEWS_ADDRESS_MOVED], 0, old, address);
}

void
penstock_engine_emit_instrument (PenstockEngine *self,
                                 guint           company)
{
  g_signal_emit (self, signals[INSTRUMENT_CHANGED], 0, penstock_engine_get_instrument (self, company));
}

PenstockChain *
penstock_engine_get_chain (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return self->chain;
}

PenstockStore *
penstock_engine_get_store (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return self->store;
}

PenstockHttp *
penstock_engine_get_http (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return self->http;
}

PenstockClock *
penstock_engine_get_clock (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return self->clock;
}

GListModel *
penstock_engine_get_instruments (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return G_LIST_MODEL (self->instruments);
}

PenstockInstrument *
penstock_engine_get_instrument (PenstockEngine *self,
                                guint           company)
{
  g_autoptr(PenstockInstrument) instrument = NULL;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);
  g_return_val_if_fail (company < self->chain->n_companies, NULL);

  /* The list keeps it: its length never changes. */
  instrument = g_list_model_get_item (G_LIST_MODEL (self->instruments), company);

  return instrument;
}

GListModel *
penstock_engine_get_feeds (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return G_LIST_MODEL (self->feeds);
}

PenstockScoreboard *
penstock_engine_get_scoreboard (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return self->board;
}

gboolean
penstock_engine_is_simulated (PenstockEngine *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), FALSE);

  g_hash_table_iter_init (&iter, self->listings);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const PenstockListing *listing = value;

      if ((listing->bars != NULL && listing->bars->simulated) || (listing->has_quote && listing->quote.simulated))
        return TRUE;
    }
  for (guint i = 0; i < self->chain->n_companies; i++)
    if (self->market->company[i].revenue != NULL && penstock_revenue_is_simulated (self->market->company[i].revenue))
      return TRUE;

  return FALSE;
}

gboolean
penstock_engine_is_offline (PenstockEngine *self,
                            gint64         *since)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), FALSE);

  if (since != NULL)
    *since = self->unanswered >= OFFLINE_AFTER ? self->unanswered_since : 0;

  return self->unanswered >= OFFLINE_AFTER;
}

PenstockRevenue *
penstock_engine_get_revenue (PenstockEngine *self,
                             guint           company)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);
  g_return_val_if_fail (company < self->chain->n_companies, NULL);

  return self->market->company[company].revenue;
}

PenstockIntraday *
penstock_engine_get_intraday (PenstockEngine *self,
                              guint           company)
{
  const char *symbol;
  const PenstockListing *listing;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);
  g_return_val_if_fail (company < self->chain->n_companies, NULL);

  symbol = self->chain->companies[company].symbol;
  listing = symbol != NULL ? penstock_engine_listing (self, symbol, FALSE) : NULL;

  return listing != NULL ? listing->intraday : NULL;
}

PenstockRates *
penstock_engine_get_rates (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return self->rates;
}

GPtrArray *
penstock_engine_get_events (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return self->market->events;
}

PenstockScoreboard *
penstock_engine_compute (PenstockEngine *self,
                         PenstockDay     as_of)
{
  g_autoptr(PenstockMarket) market = NULL;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  if (self->panel == NULL)
    self->panel = penstock_panel_new (self->graph);
  market = copy_draft (self);

  return penstock_compute_board (market, as_of, self->panel);
}

PenstockHistory *
penstock_engine_get_history (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return self->history;
}

PenstockHistory *
penstock_engine_compute_history (PenstockEngine *self,
                                 PenstockDay     until)
{
  g_autoptr(PenstockMarket) market = NULL;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  if (self->panel == NULL)
    self->panel = penstock_panel_new (self->graph);
  market = copy_draft (self);
  penstock_panel_sync (self->panel, market);
  penstock_panel_grow (self->panel, until, NULL);

  return penstock_panel_get_history (self->panel, until);
}

void
penstock_engine_start (PenstockEngine *self)
{
  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);

  penstock_poller_start (self->poller);
  penstock_engine_queue_feeds (self);
}

void
penstock_engine_stop (PenstockEngine *self)
{
  g_return_if_fail (PENSTOCK_IS_ENGINE (self));

  if (self->shut_down)
    return;

  penstock_poller_stop (self->poller);
  penstock_engine_queue_feeds (self);
}

gboolean
penstock_engine_is_polling (PenstockEngine *self)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), FALSE);

  return self->poller != NULL && penstock_poller_is_busy (self->poller);
}

void
penstock_engine_poll_async (PenstockEngine      *self,
                            const char *const   *feeds,
                            const char *const   *symbols,
                            gboolean             force,
                            PenstockFetchFunc    fetched,
                            gpointer             fetched_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, penstock_engine_poll_async);
  penstock_poller_poll (self->poller, feeds, symbols, force, fetched, fetched_data, task);
  penstock_engine_queue_feeds (self);
}

gboolean
penstock_engine_poll_finish (PenstockEngine  *self,
                             GAsyncResult    *result,
                             guint           *n_failed,
                             GError         **error)
{
  GError *failed = NULL;
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), &failed);
  if (n_failed != NULL)
    *n_failed = (guint)MAX (n, 0);
  if (failed == NULL)
    return TRUE;

  g_propagate_error (error, failed);
  return FALSE;
}
