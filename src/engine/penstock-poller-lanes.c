/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-pace.h"
#include "penstock-poller-private.h"
#include "penstock-timetable.h"

/* Requests of one feed under way at once: the host's budget spaces them, this bounds what waits in it. */
#define WINDOW       2
#define LOCAL_WINDOW 8

#define WAKE_MOST    60 /* seconds: a clock that was set is noticed by then */

static void pump_cb (gpointer user_data);

/* -- budgets -- */

/* What is known of the host of a question; NULL: it has no limits (this machine). @state (out): may be zero. */
static PenstockPace *
pace_of (PenstockPoller         *self,
         const PenstockQuestion *question,
         PenstockHostState      *state)
{
  PenstockHttp *http = self->engine->http;
  g_autofree char *key = NULL;
  PenstockPace *pace;

  *state = (PenstockHostState) { .day = PENSTOCK_DAY_NONE };
  if (penstock_question_is_local (self->engine, question->provider))
    return NULL;

  key = penstock_http_dup_host_key (http, question->provider, question->subject);
  if (key == NULL)
    return NULL;

  penstock_http_get_host_state (http, key, state);
  pace = g_hash_table_lookup (self->paces, key);
  if (pace == NULL)
    {
      pace = g_new0 (PenstockPace, 1);
      penstock_pace_init (pace);
      penstock_pace_seed (pace, state, penstock_clock_now (self->engine->clock));
      g_hash_table_insert (self->paces, g_steal_pointer (&key), pace);
    }

  return pace;
}

/* When the host's budget has room for a question of the timetable. */
static gint64
may_go_at (PenstockPoller         *self,
           const PenstockQuestion *question)
{
  const gint64 now = penstock_clock_now (self->engine->clock);
  PenstockHostState state;
  const PenstockPace *pace = pace_of (self, question, &state);
  const guint today = state.day == penstock_clock_today (self->engine->clock) ? state.requests_day : 0;

  if (pace == NULL)
    return 0;

  return penstock_pace_next (pace, penstock_http_get_policy (self->engine->http, question->provider), today,
                             penstock_question_is_stale (question, now), now);
}

/* -- lanes -- */

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  PenstockAsk *ask = user_data;
  PenstockPoller *self = ask->poller;
  PenstockFetch *fetch = penstock_http_fetch_finish (PENSTOCK_HTTP (object), result, NULL);
  g_autoptr(PenstockEngine) engine = NULL;

  if (self == NULL)
    {
      g_clear_pointer (&fetch, penstock_fetch_free);
      penstock_ask_free (ask);
      return;
    }

  engine = g_object_ref (self->engine);
  penstock_poller_lane (self, ask->question->provider)->in_flight--;
  /* No answer at all: it was cancelled. */
  if (fetch == NULL)
    penstock_ask_done (ask);
  else
    {
      penstock_memory_take (&self->memory, ask->question, fetch);
      penstock_ask_take_answer (ask, fetch);
    }
  if (engine->poller == self)
    penstock_poller_pump (self);
}

/* Providers have no clock. What gives closes of days is asked up to the last day that is over; rates and headlines up to today. */
static PenstockDay
until_of (PenstockEngine         *engine,
          const PenstockQuestion *question)
{
  const PenstockGives gives = question->provider->gives;
  const PenstockExchange *exchange;
  PenstockDay day;

  if (gives & (PENSTOCK_GIVES_FX | PENSTOCK_GIVES_EVENTS))
    return penstock_engine_today (engine);
  if ((gives & PENSTOCK_GIVES_BARS) == 0 || (gives & PENSTOCK_GIVES_QUOTES) != 0 || question->subject == NULL)
    return PENSTOCK_DAY_NONE;

  exchange = penstock_chain_exchange_for_symbol (engine->chain, question->subject);
  if (exchange == NULL)
    return PENSTOCK_DAY_NONE;
  penstock_timetable_last_close (exchange, penstock_clock_now (engine->clock), &day);
  return day;
}

static void
ask_start (PenstockAsk *ask)
{
  PenstockEngine *engine = ask->poller->engine;
  const PenstockQuestion *question = ask->question;
  const PenstockFeedState *state = penstock_engine_find_feed_state (engine, question->provider->id, question->key);
  const PenstockQuery query = {
    .subject = question->subject, .symbol = question->symbol, .cik = question->cik, .from = question->from, .until = until_of (engine, question),
    .month = question->month, .quote_only = question->quote_only && !ask->replace,
  };
  PenstockValidator validator = { 0 };
  PenstockHostState host;
  PenstockPace *pace = pace_of (ask->poller, question, &host);

  /* "Nothing has changed" is no good where an answer is one part of several. */
  if (state != NULL && !ask->replace && question->provider->parts == NULL)
    validator = (PenstockValidator) { state->uri, state->etag, state->last_modified };
  if (pace != NULL)
    penstock_pace_asked (pace, penstock_clock_now (engine->clock));

  penstock_http_fetch_async (engine->http, question->provider, &query, validator.uri != NULL ? &validator : NULL,
                             ask->group != NULL ? ask->group->cancellable : ask->poller->cancellable, answered_cb, ask);
}

/* The next of a lane, if it may go now; else NULL, and @lane knows when. What the timetable asked and nobody needs any more is left out. */
static PenstockAsk *
take_next (PenstockPoller *self,
           PenstockLane   *lane)
{
  PenstockAsk *ask;

  lane->wakes = 0;
  while ((ask = g_queue_peek_head (&lane->waiting)) != NULL)
    {
      if (ask->group == NULL && !ask->replace)
        {
          lane->wakes = may_go_at (self, ask->question);
          if (lane->wakes > penstock_clock_now (self->engine->clock))
            return NULL;
          lane->wakes = 0;
          if (!penstock_question_is_due (self->engine, ask->question, self->answered_again))
            {
              g_queue_pop_head (&lane->waiting);
              penstock_poller_forget (self, ask);
              penstock_ask_free (ask);
              continue;
            }
        }

      return g_queue_pop_head (&lane->waiting);
    }

  return NULL;
}

static int
compare_lanes (gconstpointer a,
               gconstpointer b)
{
  const PenstockLane *first = *(PenstockLane *const *)a, *second = *(PenstockLane *const *)b;

  return first->turn < second->turn ? -1 : first->turn > second->turn;
}

/* Those that could go on, the one that waited longest first. Owned. */
static GPtrArray *
list_lanes (PenstockPoller *self)
{
  GPtrArray *lanes = g_ptr_array_new ();

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const guint window = penstock_question_is_local (self->engine, penstock_providers[i]) ? LOCAL_WINDOW : WINDOW;

      if (!g_queue_is_empty (&self->lanes[i].waiting) && self->lanes[i].in_flight < window)
        g_ptr_array_add (lanes, &self->lanes[i]);
    }
  g_ptr_array_sort (lanes, compare_lanes);

  return lanes;
}

static void
arm_pump (PenstockPoller *self)
{
  const gint64 now = penstock_clock_now (self->engine->clock);
  gint64 wakes = 0;

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    if (self->lanes[i].wakes != 0 && !g_queue_is_empty (&self->lanes[i].waiting))
      wakes = wakes != 0 ? MIN (wakes, self->lanes[i].wakes) : self->lanes[i].wakes;

  if (self->pump_timeout != 0)
    penstock_clock_remove_timeout (self->engine->clock, self->pump_timeout);
  self->pump_timeout = 0;
  if (wakes != 0)
    self->pump_timeout = penstock_clock_add_timeout (self->engine->clock, CLAMP (wakes - now, 1, WAKE_MOST) * G_USEC_PER_SEC, pump_cb, self);
}

/* One question of each lane in turn, as long as any may go: no feed waits for another. */
void
penstock_poller_pump (PenstockPoller *self)
{
  gboolean any = TRUE;

  while (any)
    {
      g_autoptr(GPtrArray) lanes = list_lanes (self);

      any = FALSE;
      for (guint i = 0; i < lanes->len; i++)
        {
          PenstockLane *lane = g_ptr_array_index (lanes, i);
          PenstockAsk *ask = take_next (self, lane);

          if (ask == NULL)
            continue;
          any = TRUE;
          lane->turn = ++self->turns;
          lane->in_flight++;
          ask_start (ask);
        }
    }

  arm_pump (self);
}

static void
pump_cb (gpointer user_data)
{
  PenstockPoller *self = user_data;

  self->pump_timeout = 0;
  penstock_poller_pump (self);
}
