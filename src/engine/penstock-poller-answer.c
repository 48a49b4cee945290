/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-answer.h"
#include "penstock-poller-private.h"

/* FALSE if whoever was told shut the engine down. */
static gboolean
tell (PenstockAsk         *ask,
      const PenstockFetch *fetch)
{
  if (ask->group == NULL)
    return TRUE;

  if (fetch->outcome == PENSTOCK_OUTCOME_REFUSED || fetch->outcome == PENSTOCK_OUTCOME_BROKEN)
    ask->group->n_failed++;
  if (ask->group->fetched != NULL)
    ask->group->fetched (fetch, ask->group->fetched_data);

  return ask->poller != NULL;
}

static void
stored_cb (const GError *error,
           gpointer      data)
{
  PenstockAsk *ask = data;

  /* A failed write was reported by whoever wrote; the answer itself was what it was. */
  if (ask->poller != NULL && tell (ask, ask->fetch))
    penstock_ask_done (ask);
  else
    penstock_ask_free (ask);
}

/* Nobody answering twice in a row, whoever was asked, is no source's fault: we are offline. */
static void
count_unanswered (PenstockPoller      *self,
                  const PenstockFetch *fetch)
{
  PenstockEngine *engine = self->engine;
  const gboolean before = penstock_engine_is_offline (engine, NULL);
  const gint64 now = penstock_clock_now (engine->clock);

  /* From the cache: nobody was asked. */
  if (fetch->from_cache)
    return;

  if (fetch->reached)
    {
      if (engine->unanswered > 0)
        self->answered_again = now;
      engine->unanswered = 0;
    }
  else if (fetch->outcome == PENSTOCK_OUTCOME_BROKEN)
    {
      if (engine->unanswered++ == 0)
        engine->unanswered_since = now;
    }

  if (before != penstock_engine_is_offline (engine, NULL))
    for (guint i = 0; i < engine->chain->n_companies; i++)
      penstock_engine_refresh_state (engine, i);
}

#define MOST_WAIT_MINUTES (24 * 60) /* a feed that asks for more is asked daily all the same */

/* Not before when: what the source asks for, in whichever way. */
static gint64
next_try_of (const PenstockFetch     *fetch,
             const PenstockFeedState *old,
             gint64                   now)
{
  gint64 wait = fetch->batch != NULL ? (gint64)MIN (fetch->batch->wait_minutes, MOST_WAIT_MINUTES) * 60 : 0;

  if (fetch->gone)
    return PENSTOCK_NEVER_AGAIN;
  /* What it said with the answer that still holds. */
  if (fetch->not_modified && fetch->batch == NULL && old != NULL && old->next_try > old->last_try)
    wait = MIN (old->next_try - old->last_try, MOST_WAIT_MINUTES * 60);

  return MAX (fetch->next_try, wait > 0 ? now + wait : 0);
}

static void
write_state (PenstockAsk         *ask,
             PenstockWrite       *write,
             const PenstockFetch *fetch)
{
  PenstockEngine *engine = ask->poller->engine;
  const PenstockFeedState *old = penstock_engine_find_feed_state (engine, ask->question->provider->id, ask->question->key);
  const gboolean success = fetch->outcome == PENSTOCK_OUTCOME_DATA || fetch->outcome == PENSTOCK_OUTCOME_EMPTY;
  const gboolean fresh = fetch->outcome == PENSTOCK_OUTCOME_DATA && !ask->replace;
  /* "Not modified" about one part would leave the others without what they are put together with. */
  const gboolean validates = ask->question->provider->parts == NULL;
  const gint64 now = penstock_clock_now (engine->clock);
  PenstockFeedState state = {
    .feed = (char *)ask->question->provider->id, .subject = ask->question->key,
    .outcome = (char *)penstock_outcome_id (fetch->outcome), .status = fetch->status, .reason = fetch->reason,
    .last_try = now, .last_success = success ? now : old != NULL ? old->last_success : 0, .next_try = next_try_of (fetch, old, now),
    .failing_since = success ? 0 : old != NULL && old->failing_since != 0 ? old->failing_since : now,
  };

  if (validates && (fresh || old != NULL))
    {
      state.uri = fresh ? fetch->uri : old->uri;
      state.etag = fresh ? fetch->etag : old->etag;
      state.last_modified = fresh ? fetch->last_modified : old->last_modified;
    }
  /* Refused without being asked again: what it said when it was asked. */
  if (fetch->outcome == PENSTOCK_OUTCOME_REFUSED && fetch->status == 0 && old != NULL && g_str_equal (old->outcome, "refused"))
    state.status = old->status;

  penstock_write_feed_state (write, &state);
}

/* Asked again at once, from further back: @replace, for the history as it is now instead of one of before a split or of another feed. */
static void
ask_again (PenstockAsk *ask,
           PenstockDay  from,
           gboolean     replace)
{
  PenstockPoller *self = ask->poller;

  ask->question->from = from;
  ask->question->quote_only = FALSE;
  ask->replace = replace;
  g_queue_push_head (&penstock_poller_lane (self, ask->question->provider)->waiting, ask);
}

static void
store (PenstockAsk *ask)
{
  PenstockEngine *engine = ask->poller->engine;
  const PenstockFetch *fetch = ask->fetch;
  PenstockWrite *write = penstock_write_begin (engine, stored_cb, ask);
  g_autofree char *moved_to = fetch->moved_to != NULL && ask->question->subject != NULL && !g_str_equal (fetch->moved_to, ask->question->subject)
                              ? g_strdup (fetch->moved_to) : NULL;
  g_autofree char *old = g_strdup (ask->question->subject);
  const PenstockAnswer answer = {
    .engine = engine, .write = write, .provider = ask->question->provider, .subject = ask->question->subject,
    .symbol = ask->question->symbol, .symbols = (const char *const *)ask->symbols, .from = ask->question->from,
    .quote_only = ask->question->quote_only && !ask->replace, .replace = ask->replace,
    .said_something = fetch->outcome == PENSTOCK_OUTCOME_DATA || fetch->outcome == PENSTOCK_OUTCOME_EMPTY,
  };

  penstock_answer_write (&answer, fetch->batch);
  write_state (ask, write, fetch);
  penstock_write_end (write);

  /* Last: whoever is told may set other addresses, or shut the engine down. */
  if (moved_to != NULL && ask->question->provider->asks == PENSTOCK_ASKS_ADDRESS)
    penstock_engine_emit_moved (engine, old, moved_to);
}

/* The headlines are events by now. */
static void
news_taken_cb (gpointer data)
{
  PenstockAsk *ask = data;

  if (ask->poller != NULL)
    store (ask);
  else
    penstock_ask_free (ask);
}

/* The currency of the prices that came, if one was said; NULL. Borrowed. */
static const char *
currency_of (const PenstockBatch *batch)
{
  const PenstockQuote *quote = penstock_batch_get_quote (batch, NULL);
  const PenstockBars *bars = batch->bars->len > 0 ? g_ptr_array_index (batch->bars, 0) : NULL;

  if (bars != NULL && bars->currency != NULL)
    return bars->currency;

  return quote != NULL && quote->currency[0] != '\0' ? quote->currency : NULL;
}

/* A listing of the chain trades in one currency. Where its history is in that, an answer in another is about something else, and must not take
 * its place. */
static void
refuse_other_currency (const PenstockAsk *ask,
                       PenstockFetch     *fetch)
{
  const PenstockChain *chain = ask->poller->engine->chain;
  const char *symbol = ask->question->provider->asks == PENSTOCK_ASKS_LISTING ? ask->question->subject : NULL;
  const int company = symbol != NULL ? penstock_chain_find_symbol (chain, symbol) : -1;
  const char *currency = fetch->batch != NULL ? currency_of (fetch->batch) : NULL;
  const char *listed = company >= 0 ? chain->companies[company].currency : NULL;
  const PenstockListing *listing = company >= 0 ? penstock_engine_listing (ask->poller->engine, symbol, FALSE) : NULL;
  const char *stored = listing != NULL && listing->bars != NULL ? listing->bars->currency : NULL;

  if (currency == NULL || listed == NULL || g_str_equal (currency, listed) || g_strcmp0 (stored, listed) != 0)
    return;

  g_free (fetch->reason);
  fetch->reason = g_strdup_printf (_("prices in %s, though it trades in %s"), currency, listed);
  fetch->outcome = PENSTOCK_OUTCOME_BROKEN;
  fetch->rows = 0;
  g_clear_pointer (&fetch->batch, penstock_batch_free);
}

void
penstock_ask_take_answer (PenstockAsk   *ask,
                          PenstockFetch *fetch)
{
  PenstockEngine *engine = ask->poller->engine;
  PenstockBatch *batch;
  PenstockDay from = PENSTOCK_DAY_NONE;
  gboolean replace = FALSE;

  count_unanswered (ask->poller, fetch);
  refuse_other_currency (ask, fetch);
  batch = fetch->batch;
  if (batch != NULL && !ask->replace && ask->question->provider->asks == PENSTOCK_ASKS_LISTING && ask->question->subject != NULL &&
      penstock_answer_needs_more (engine, ask->question->provider, ask->question->subject, ask->question->from, batch, &from, &replace))
    {
      if (tell (ask, fetch))
        ask_again (ask, from, replace);
      else
        penstock_ask_free (ask);
      penstock_fetch_free (fetch);
      return;
    }

  ask->fetch = fetch;
  if (batch != NULL && batch->news->len > 0)
    penstock_engine_take_news (engine, batch->news, news_taken_cb, ask);
  else
    store (ask);
}
