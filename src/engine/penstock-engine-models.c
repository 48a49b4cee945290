/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-engine-private.h"
#include "penstock-series.h"
#include "penstock-timetable.h"

#define FRESH_SECONDS      60 /* younger than this, an age is counted second by second */
#define TICK_FRESH         1
#define TICK_OLD           30
#define MOST_FAILED_SHARE  2  /* one in so many subjects may fail before a feed counts as broken */

const PenstockProvider *
penstock_engine_price_feed (void)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    if (penstock_providers[i]->gives & PENSTOCK_GIVES_QUOTES)
      return penstock_providers[i];

  return NULL;
}

void
penstock_engine_create_models (PenstockEngine *self)
{
  self->instruments = g_list_store_new (PENSTOCK_TYPE_INSTRUMENT);
  for (guint i = 0; i < self->chain->n_companies; i++)
    {
      g_autoptr(PenstockInstrument) instrument = penstock_instrument_new (self->chain, i);

      g_list_store_append (self->instruments, instrument);
    }

  self->feeds = g_list_store_new (PENSTOCK_TYPE_FEED_HEALTH);
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      g_autoptr(PenstockFeedHealth) feed = penstock_feed_health_new (penstock_providers[i]->id, _(penstock_providers[i]->title));

      g_list_store_append (self->feeds, feed);
    }
}

void
penstock_engine_publish (PenstockEngine     *self,
                         PenstockScoreboard *board)
{
  PenstockScoreboard *old = self->board;

  self->board = penstock_scoreboard_ref (board);
  g_clear_pointer (&old, penstock_scoreboard_unref);
  for (guint i = 0; i < self->chain->n_companies; i++)
    penstock_instrument_set_board (penstock_engine_get_instrument (self, i), board);
}

static const char *
source_title (const char *source)
{
  const PenstockProvider *provider = source != NULL ? penstock_provider_find (source) : NULL;

  if (provider != NULL)
    return _(provider->title);
  if (g_strcmp0 (source, "file") == 0)
    return _("File");

  return source != NULL ? source : "";
}

/* Close of the last verified bar before the quote's day; what the source says where there is none. */
static double
previous_close (const PenstockBars    *bars,
                const PenstockVerdict *verdict,
                const PenstockQuote   *quote)
{
  const gssize before = bars != NULL && !verdict->unverified ? penstock_bars_find (bars, quote->day - 1) : -1;

  return before >= 0 ? bars->field[PENSTOCK_BAR_CLOSE][before] : quote->previous_close;
}

static void
price_from_quote (PenstockInstrumentPrice *price,
                  const PenstockBars      *bars,
                  const PenstockVerdict   *verdict,
                  const PenstockQuote     *quote)
{
  price->last = quote->price;
  price->change = quote->price / previous_close (bars, verdict, quote) - 1;
  price->extended_change = quote->extended_price / quote->price - 1;
  price->market_time = quote->market_time;
  price->source = source_title (quote->source);
  price->simulated = quote->simulated;
  price->quote = *quote;
}

static void
price_from_bars (PenstockInstrumentPrice *price,
                 const PenstockBars      *bars,
                 const PenstockExchange  *exchange)
{
  const double *close = bars->field[PENSTOCK_BAR_CLOSE];
  const gsize last = bars->n - 1;

  price->last = close[last];
  price->change = last > 0 ? close[last] / close[last - 1] - 1 : NAN;
  price->market_time = exchange != NULL
    ? penstock_timetable_close (exchange, bars->day[last])
    : penstock_day_to_unix_utc (bars->day[last] + 1);
  price->source = source_title (bars->source);
  price->simulated = bars->simulated;
}

static void
refresh_age (PenstockEngine *self,
             guint           company)
{
  PenstockInstrument *instrument = penstock_engine_get_instrument (self, company);
  const gint64 then = penstock_instrument_get_market_time (instrument);
  const gint64 age = penstock_clock_now (self->clock) - then;

  penstock_instrument_set_age (instrument, then == 0 ? -1 : MAX (0, age));
}

void
penstock_engine_refresh_price (PenstockEngine *self,
                               guint           company)
{
  const PenstockCompany *info = &self->chain->companies[company];
  const PenstockListing *listing = info->symbol != NULL ? penstock_engine_listing (self, info->symbol, FALSE) : NULL;
  const PenstockDay today = penstock_engine_today (self);
  PenstockInstrument *instrument = penstock_engine_get_instrument (self, company);
  PenstockInstrumentPrice price = { .last = NAN, .change = NAN, .extended_change = NAN, .source = "" };
  g_autoptr(PenstockBars) bars = NULL;
  const PenstockQuote *quote;

  if (listing == NULL)
    return;

  quote = listing->has_quote ? &listing->quote : NULL;
  bars = penstock_series_chart_bars (listing->symbol, listing->bars, listing->actions, quote, today, &self->verdicts[company]);
  penstock_quote_clear (&price.quote);
  if (penstock_market_quote_counts (quote, listing->bars, today, today))
    price_from_quote (&price, bars, &self->verdicts[company], quote);
  else if (bars != NULL)
    price_from_bars (&price, bars, penstock_chain_exchange (self->chain, company));

  penstock_instrument_set_bars (instrument, bars);
  penstock_instrument_set_price (instrument, &price);
  refresh_age (self, company);
  penstock_engine_refresh_state (self, company);
  if (self->tick_seconds == TICK_OLD && penstock_instrument_get_age (instrument) < FRESH_SECONDS)
    penstock_engine_start_ticking (self);
}

/* The last answer about a listing, if it was one nobody can use. */
static gboolean
refresh_failed (PenstockEngine     *self,
                PenstockInstrument *instrument,
                const char         *symbol)
{
  const PenstockProvider *feed = penstock_engine_price_feed ();
  const PenstockFeedState *state = feed != NULL ? penstock_engine_find_feed_state (self, feed->id, symbol) : NULL;
  const gint64 now = penstock_clock_now (self->clock);
  g_autofree char *reason = NULL;
  gint64 since;

  if (penstock_engine_is_offline (self, &since))
    {
      reason = penstock_reason_offline (since, now);
      penstock_instrument_set_state (instrument, PENSTOCK_STATE_OFFLINE, reason);
      return TRUE;
    }
  if (state == NULL || !penstock_engine_is_enabled (self, feed->id))
    return FALSE;

  if (g_str_equal (state->outcome, "refused"))
    {
      reason = penstock_reason_refused (_(feed->title), state->status, state->failing_since, state->next_try, now);
      penstock_instrument_set_state (instrument, PENSTOCK_STATE_REFUSED, reason);
      return TRUE;
    }
  if (g_str_equal (state->outcome, "broken"))
    {
      reason = penstock_reason_broken (_(feed->title), state->reason, state->failing_since, now);
      penstock_instrument_set_state (instrument, PENSTOCK_STATE_BROKEN, reason);
      return TRUE;
    }

  return FALSE;
}

static const char *
why_empty (PenstockEngine        *self,
           const PenstockCompany *info)
{
  const PenstockProvider *feed = penstock_engine_price_feed ();
  const PenstockFeedState *state = feed != NULL ? penstock_engine_find_feed_state (self, feed->id, info->symbol) : NULL;

  if (state != NULL && g_str_equal (state->outcome, "empty"))
    return state->reason != NULL ? state->reason : _("The source has no prices of it");
  if (info->tier > self->tier)
    return _("Of the second tier, which is not asked for");

  return _("Nothing stored yet");
}

void
penstock_engine_refresh_state (PenstockEngine *self,
                               guint           company)
{
  PenstockInstrument *instrument = penstock_engine_get_instrument (self, company);
  const PenstockCompany *info = &self->chain->companies[company];
  const gint64 now = penstock_clock_now (self->clock);
  const gint64 then = penstock_instrument_get_market_time (instrument);
  g_autofree char *reason = NULL;

  if (info->symbol == NULL)
    penstock_instrument_set_state (instrument, PENSTOCK_STATE_EMPTY, _("Not listed on an exchange"));
  else if (self->verdicts[company].unverified)
    {
      reason = penstock_reason_unverified (&self->verdicts[company]);
      penstock_instrument_set_state (instrument, PENSTOCK_STATE_UNVERIFIED, reason);
    }
  else if (refresh_failed (self, instrument, info->symbol))
    return;
  else if (then == 0)
    penstock_instrument_set_state (instrument, PENSTOCK_STATE_EMPTY, why_empty (self, info));
  else if (now - then > PENSTOCK_STALE_DAYS * 24 * 60 * 60)
    {
      reason = penstock_reason_stale (then, now);
      penstock_instrument_set_state (instrument, PENSTOCK_STATE_STALE, reason);
    }
  else
    penstock_instrument_set_state (instrument, PENSTOCK_STATE_CURRENT, "");
}

void
penstock_engine_refresh_all (PenstockEngine *self)
{
  for (guint i = 0; i < self->chain->n_companies; i++)
    {
      penstock_engine_refresh_price (self, i);
      penstock_engine_refresh_state (self, i);
    }
  penstock_engine_queue_feeds (self);
}

/* What the answers about all of one feed's subjects come to. */
typedef struct
{
  guint                    n, n_broken;
  const PenstockFeedState *latest, *latest_broken, *latest_refused;
  gint64                   last_success;
} FeedSum;

static const PenstockFeedState *
later (const PenstockFeedState *a,
       const PenstockFeedState *b)
{
  return a == NULL || b->last_try > a->last_try ? b : a;
}

static FeedSum
sum_feed (PenstockEngine *self,
          const char     *feed)
{
  FeedSum sum = { 0 };
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->feed_states);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const PenstockFeedState *state = value;

      if (!g_str_equal (state->feed, feed))
        continue;

      sum.n++;
      sum.latest = later (sum.latest, state);
      sum.last_success = MAX (sum.last_success, state->last_success);
      if (g_str_equal (state->outcome, "broken"))
        {
          sum.n_broken++;
          sum.latest_broken = later (sum.latest_broken, state);
        }
      if (g_str_equal (state->outcome, "refused"))
        sum.latest_refused = later (sum.latest_refused, state);
    }

  return sum;
}

/* @reason (out, owned) is left NULL when there is nothing to say. */
static const char *
judge_feed (PenstockEngine          *self,
            const PenstockProvider  *provider,
            const FeedSum           *sum,
            const PenstockHostState *host,
            char                   **reason)
{
  const gint64 now = penstock_clock_now (self->clock);
  gint64 since;

  if (!penstock_engine_is_enabled (self, provider->id))
    return "off";
  if (host->refused_until > now)
    {
      const PenstockFeedState *state = sum->latest_refused;

      *reason = penstock_reason_refused (_(provider->title), state != NULL ? state->status : 0,
                                         state != NULL ? state->failing_since : host->last_request, host->refused_until, now);
      return "refused";
    }
  if (sum->latest == NULL)
    return "idle";
  if (penstock_engine_is_offline (self, &since))
    {
      *reason = penstock_reason_offline (since, now);
      return "offline";
    }
  if (sum->n_broken * MOST_FAILED_SHARE > sum->n)
    {
      *reason = penstock_reason_broken (_(provider->title), sum->latest_broken->reason, sum->latest_broken->failing_since, now);
      return "broken";
    }

  return "ok";
}

static char *
host_of (PenstockEngine         *self,
         const PenstockProvider *provider)
{
  g_autoptr(GUri) uri = g_uri_parse (penstock_http_get_base_url (self->http, provider), G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "");
}

static gboolean
refresh_feed (PenstockEngine         *self,
              guint                   i,
              const PenstockProvider *provider)
{
  g_autoptr(PenstockFeedHealth) feed = g_list_model_get_item (G_LIST_MODEL (self->feeds), i);
  const FeedSum sum = sum_feed (self, provider->id);
  g_autofree char *host_name = host_of (self, provider);
  g_autofree char *reason = NULL;
  PenstockHostState host = { 0 };
  PenstockHealth health = { 0 };

  if (!penstock_http_get_host_state (self->http, provider->policy->host_key, &host))
    host = (PenstockHostState) { 0 };

  health.host = host_name;
  health.state = judge_feed (self, provider, &sum, &host, &reason);
  health.reason = reason != NULL ? reason : "";
  health.last_success = sum.last_success;
  health.next_try = g_str_equal (health.state, "refused") ? host.refused_until : penstock_poller_next (self->poller, provider);
  health.requests_today = host.day == penstock_engine_today (self) ? host.requests_day : 0;

  return penstock_feed_health_set (feed, &health);
}

static gboolean
feeds_cb (gpointer user_data)
{
  PenstockEngine *self = user_data;
  gboolean changed = FALSE;

  self->feeds_source = 0;
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    changed |= refresh_feed (self, i, penstock_providers[i]);
  if (changed)
    g_signal_emit_by_name (self, "feeds-changed");

  return G_SOURCE_REMOVE;
}

void
penstock_engine_queue_feeds (PenstockEngine *self)
{
  if (self->feeds_source == 0 && !self->shut_down)
    self->feeds_source = g_idle_add_full (G_PRIORITY_DEFAULT, feeds_cb, self, NULL);
}

static gboolean
any_is_fresh (PenstockEngine *self)
{
  for (guint i = 0; i < self->chain->n_companies; i++)
    {
      const gint64 age = penstock_instrument_get_age (penstock_engine_get_instrument (self, i));

      if (age >= 0 && age < FRESH_SECONDS)
        return TRUE;
    }

  return FALSE;
}

static gboolean
tick_cb (gpointer user_data)
{
  PenstockEngine *self = user_data;

  for (guint i = 0; i < self->chain->n_companies; i++)
    refresh_age (self, i);

  /* A new day changes what counts, even if nothing arrives. */
  if (self->market->today != penstock_engine_today (self))
    {
      penstock_engine_refresh_all (self);
      penstock_engine_queue_compute (self);
    }
  self->ticked += self->tick_seconds;
  if (self->ticked >= TICK_OLD)
    {
      self->ticked = 0;
      for (guint i = 0; i < self->chain->n_companies; i++)
        penstock_engine_refresh_state (self, i);
      penstock_engine_queue_feeds (self);
    }

  if (self->tick_seconds == (any_is_fresh (self) ? TICK_FRESH : TICK_OLD))
    return G_SOURCE_CONTINUE;

  self->tick_source = 0;
  penstock_engine_start_ticking (self);

  return G_SOURCE_REMOVE;
}

void
penstock_engine_start_ticking (PenstockEngine *self)
{
  if (self->shut_down)
    return;

  g_clear_handle_id (&self->tick_source, g_source_remove);
  self->tick_seconds = any_is_fresh (self) ? TICK_FRESH : TICK_OLD;
  self->tick_source = g_timeout_add_seconds (self->tick_seconds, tick_cb, self);
}
