/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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

  if (fetch->status != 0)
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

static void
write_state (PenstockAsk         *ask,
             PenstockWrite       *write,
             const PenstockFetch *fetch)
{
  PenstockEngine *engine = ask->poller->engine;
  const PenstockFeedState *old = penstock_engine_find_feed_state (engine, ask->question->provider->id, ask->question->key);
  const gboolean success = fetch->outcome == PENSTOCK_OUTCOME_DATA || fetch->outcome == PENSTOCK_OUTCOME_EMPTY;
  const gboolean fresh = fetch->outcome == PENSTOCK_OUTCOME_DATA && !ask->replace;
  const gint64 now = penstock_clock_now (engine->clock);
  PenstockFeedState state = {
    .feed = (char *)ask->question->provider->id, .subject = ask->question->key,
    .outcome = (char *)penstock_outcome_id (fetch->outcome), .status = fetch->status, .reason = fetch->reason,
    .last_try = now, .last_success = success ? now : old != NULL ? old->last_success : 0, .next_try = fetch->next_try,
    .failing_since = success ? 0 : old != NULL && old->failing_since != 0 ? old->failing_since : now,
    .uri = fresh ? fetch->uri : old != NULL ? old->uri : NULL,
    .etag = fresh ? fetch->etag : old != NULL ? old->etag : NULL,
    .last_modified = fresh ? fetch->last_modified : old != NULL ? old->last_modified : NULL,
  };

  /* Refused without being asked again: what it said when it was asked. */
  if (fetch->outcome == PENSTOCK_OUTCOME_REFUSED && fetch->status == 0 && old != NULL && g_str_equal (old->outcome, "refused"))
    state.status = old->status;

  penstock_write_feed_state (write, &state);
}

static gboolean
is_known_split (const PenstockListing *listing,
                const PenstockAction  *split)
{
  for (guint i = 0; i < listing->actions->len; i++)
    {
      const PenstockAction *action = &g_array_index (listing->actions, PenstockAction, i);

      if (action->kind == PENSTOCK_ACTION_SPLIT_PROVIDER && action->day == split->day)
        return TRUE;
    }

  return FALSE;
}

/* A split inside what is stored: the provider has since divided every bar before it, ours are of before. */
static gboolean
splits_stored_bars (const PenstockListing *listing,
                    const PenstockBatch   *batch)
{
  if (listing == NULL || listing->bars == NULL || listing->bars->n == 0)
    return FALSE;

  for (guint i = 0; i < batch->splits->len; i++)
    {
      const PenstockAction *split = &g_array_index (batch->splits, PenstockAction, i);

      if (split->day > listing->bars->day[0] && !is_known_split (listing, split))
        return TRUE;
    }

  return FALSE;
}

/* What would replace a history must be one: a stub instead of it is not taken. */
static gboolean
may_replace (const PenstockListing *listing,
             const PenstockBars    *bars)
{
  return listing == NULL || listing->bars == NULL || bars->n * 2 >= listing->bars->n;
}

static void
write_listing (PenstockAsk         *ask,
               PenstockWrite       *write,
               const PenstockBatch *batch)
{
  const char *symbol = ask->question->subject;
  const PenstockListing *listing = penstock_engine_listing (ask->poller->engine, symbol, FALSE);

  for (guint i = 0; i < batch->bars->len; i++)
    {
      PenstockBars *bars = g_ptr_array_index (batch->bars, i);

      if (bars->n == 0)
        continue;
      if (ask->replace && !may_replace (listing, bars))
        return;
      penstock_write_bars (write, bars, ask->replace);
    }

  for (guint i = 0; i < batch->splits->len; i++)
    {
      const PenstockAction *split = &g_array_index (batch->splits, PenstockAction, i);

      if (listing == NULL || !is_known_split (listing, split))
        penstock_write_action (write, symbol, split);
    }
}

static gboolean
is_wanted (PenstockAsk *ask,
           const char  *symbol)
{
  if (ask->symbols != NULL)
    return g_strv_contains ((const char *const *)ask->symbols, symbol);

  return penstock_chain_find_symbol (ask->poller->engine->chain, symbol) >= 0;
}

static void
write_revenue (PenstockAsk         *ask,
               PenstockWrite       *write,
               const PenstockBatch *batch)
{
  g_autofree PenstockStoredFigure *figures = g_new0 (PenstockStoredFigure, batch->revenue->len + 1);
  gsize n = 0;

  for (guint i = 0; i < batch->revenue->len; i++)
    {
      const PenstockRevenueRow *row = &g_array_index (batch->revenue, PenstockRevenueRow, i);

      if (is_wanted (ask, row->symbol))
        figures[n++] = (PenstockStoredFigure) { row->symbol, row->currency, row->periods_per_year, row->figure };
    }
  penstock_write_revenue (write, figures, n);
}

/* The history as it is now, instead of one of before the split. */
static void
ask_again_for_all (PenstockAsk *ask)
{
  PenstockPoller *self = ask->poller;
  const PenstockListing *listing = penstock_engine_listing (self->engine, ask->question->subject, FALSE);

  ask->question->from = MIN (penstock_engine_today (self->engine) - PENSTOCK_HISTORY_DAYS, listing->bars->day[0]);
  ask->replace = TRUE;
  g_queue_push_head (&penstock_poller_lane (self, ask->question->provider)->waiting, ask);
}

void
penstock_ask_take_answer (PenstockAsk   *ask,
                          PenstockFetch *fetch)
{
  PenstockEngine *engine = ask->poller->engine;
  PenstockBatch *batch = fetch->batch;
  PenstockWrite *write;

  count_unanswered (ask->poller, fetch);
  if (batch != NULL && !ask->replace && ask->question->subject != NULL &&
      splits_stored_bars (penstock_engine_listing (engine, ask->question->subject, FALSE), batch))
    {
      if (tell (ask, fetch))
        ask_again_for_all (ask);
      else
        penstock_ask_free (ask);
      penstock_fetch_free (fetch);
      return;
    }

  ask->fetch = fetch;
  write = penstock_write_begin (engine, stored_cb, ask);
  if (batch != NULL && penstock_question_by_symbol (ask->question->provider))
    {
      write_listing (ask, write, batch);
      if (batch->has_quote)
        penstock_write_quote (write, ask->question->subject, &batch->quote);
    }
  if (batch != NULL)
    write_revenue (ask, write, batch);
  write_state (ask, write, fetch);
  penstock_write_end (write);
}
