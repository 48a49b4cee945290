/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-engine-private.h"
#include "penstock-failover.h"
#include "penstock-questions.h"
#include "penstock-series.h"
#include "penstock-timetable.h"

#define FRESH_SECONDS      60 /* younger than this, an age is counted second by second */
#define LATE_SECONDS       (8 * 60 * 60) /* a source may take so long after the close to give its price */
#define TICK_FRESH         1
#define TICK_OLD           30

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
      g_autoptr(PenstockFeedHealth) feed = penstock_feed_health_new (penstock_providers[i]);

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
  price->simulated = bars->simulated;
}

/* Whose price it is. One that stands in says for whom. Owned. */
static char *
name_source (PenstockEngine          *self,
             const PenstockListing   *listing,
             PenstockInstrumentPrice *price)
{
  const gboolean quoted = price->quote.market_time != 0;
  const char *source = quoted ? price->quote.source : penstock_second_source (listing, listing->bars->day[listing->bars->n - 1]);
  const PenstockProvider *given = source != NULL ? penstock_provider_find (source) : NULL;
  const PenstockProvider *preferred = penstock_preference_find (self, listing->symbol, quoted ? PENSTOCK_GIVES_QUOTES : PENSTOCK_GIVES_BARS);

  price->stands_in = given != NULL && preferred != NULL && given != preferred && penstock_preference_is_usable (self, given);
  if (!price->stands_in)
    return g_strdup (penstock_engine_source_title (source));

  /* Translators: two sources: the one that gives the price, the one that should */
  return g_strdup_printf (_("%s, standing in for %s"), _(given->title), _(preferred->title));
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
  g_autofree char *disagreement = NULL;
  g_autofree char *source = NULL;
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

  if (price.market_time != 0)
    price.source = source = name_source (self, listing, &price);
  disagreement = penstock_second_words (self, listing, today);
  penstock_instrument_set_bars (instrument, bars);
  penstock_instrument_set_disagreement (instrument, disagreement);
  penstock_instrument_set_price (instrument, &price);
  refresh_age (self, company);
  penstock_engine_refresh_state (self, company);
  if (self->tick_seconds == TICK_OLD && penstock_instrument_get_age (instrument) < FRESH_SECONDS)
    penstock_engine_start_ticking (self);
}

/* What @feed last said about the listing: alone, with others, or in a table of all. */
static const PenstockFeedState *
find_state (PenstockEngine         *self,
            const PenstockProvider *feed,
            const char             *symbol)
{
  return penstock_question_by_symbol (feed) ? penstock_failover_state (self, feed, symbol) : penstock_engine_find_feed_state (self, feed->id, "");
}

static gboolean
has_failed (const PenstockFeedState *state)
{
  return state != NULL && (g_str_equal (state->outcome, "refused") || g_str_equal (state->outcome, "broken"));
}

/* Somebody else gives what the preferred feed does not, and is not failing in turn. */
static gboolean
is_stood_in_for (PenstockEngine     *self,
                 PenstockInstrument *instrument,
                 const char         *symbol)
{
  const PenstockListing *listing = penstock_engine_listing (self, symbol, FALSE);
  const PenstockQuote *quote = penstock_instrument_get_quote (instrument);
  const char *source = NULL;
  const PenstockProvider *feed;

  if (!penstock_instrument_get_stands_in (instrument) || listing == NULL)
    return FALSE;

  if (quote->market_time != 0)
    source = quote->source;
  else if (listing->bars != NULL && listing->bars->n > 0)
    source = penstock_second_source (listing, listing->bars->day[listing->bars->n - 1]);
  feed = source != NULL ? penstock_provider_find (source) : NULL;

  return feed != NULL && !has_failed (find_state (self, feed, symbol));
}

/* The last answer about a listing, if it was one nobody can use. */
static gboolean
refresh_failed (PenstockEngine     *self,
                PenstockInstrument *instrument,
                const char         *symbol)
{
  const PenstockProvider *feed = penstock_preference_find (self, symbol, PENSTOCK_GIVES_QUOTES | PENSTOCK_GIVES_BARS);
  const PenstockFeedState *state = feed != NULL ? find_state (self, feed, symbol) : NULL;
  const gint64 now = penstock_clock_now (self->clock);
  g_autofree char *reason = NULL;
  gboolean refused;
  gint64 since;

  if (penstock_engine_is_offline (self, &since))
    {
      reason = penstock_reason_offline (since, now);
      penstock_instrument_set_state (instrument, PENSTOCK_STATE_OFFLINE, reason);
      return TRUE;
    }
  if (!has_failed (state) || is_stood_in_for (self, instrument, symbol))
    return FALSE;

  refused = g_str_equal (state->outcome, "refused");
  reason = refused ? penstock_reason_refused (_(feed->title), state->status, state->failing_since, state->next_try, now)
                   : penstock_reason_broken (_(feed->title), state->reason, state->failing_since, now);
  penstock_instrument_set_state (instrument, refused ? PENSTOCK_STATE_REFUSED : PENSTOCK_STATE_BROKEN, reason);

  return TRUE;
}

static const char *
why_empty (PenstockEngine        *self,
           const PenstockCompany *info)
{
  const PenstockProvider *feed = penstock_preference_find (self, info->symbol, PENSTOCK_GIVES_QUOTES | PENSTOCK_GIVES_BARS);
  const PenstockFeedState *state = feed != NULL ? find_state (self, feed, info->symbol) : NULL;

  if (state != NULL && g_str_equal (state->outcome, "empty"))
    return state->reason != NULL ? state->reason : _("The source has no prices of it");
  if (info->tier > self->tier)
    return _("Of the second tier, which is not asked for");

  return _("Nothing stored yet");
}

/* Is the price of a session before the last one that is over? Sources may take their time after the close. Of a source that gives frozen
 * prices with a friendly face this is the only sign. */
static gboolean
is_stale (PenstockEngine     *self,
          PenstockInstrument *instrument,
          guint               company)
{
  const PenstockExchange *exchange = penstock_chain_exchange (self->chain, company);
  const PenstockQuote *quote = penstock_instrument_get_quote (instrument);
  const PenstockBars *bars = penstock_instrument_get_bars (instrument);
  const gint64 now = penstock_clock_now (self->clock);
  PenstockDay day, last;

  if (now - penstock_instrument_get_market_time (instrument) > PENSTOCK_STALE_DAYS * 24 * 60 * 60)
    return TRUE;
  if (exchange == NULL || (quote->market_time == 0 && (bars == NULL || bars->n == 0)))
    return FALSE;

  day = quote->market_time != 0 ? quote->day : bars->day[bars->n - 1];
  penstock_timetable_last_close (exchange, now - LATE_SECONDS, &last);

  return day < last;
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
  else if (is_stale (self, instrument, company))
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
