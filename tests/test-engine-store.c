/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-world.h"

/* The engine on a store: what is imported is scored, kept, explained, and said to be what it is. No network. */

#define DAY (world_today ())

static PenstockInstrument *
instrument_of (World      *world,
               const char *id)
{
  const int company = penstock_chain_find_id (world->chain, id);

  g_assert_cmpint (company, >=, 0);
  return penstock_engine_get_instrument (world->engine, (guint)company);
}

static guint
company_of (World      *world,
            const char *id)
{
  return penstock_instrument_get_company (instrument_of (world, id));
}

static PenstockBars *
bars_of (World      *world,
         const char *id)
{
  return world_bars (penstock_instrument_get_symbol (instrument_of (world, id)), DAY, WORLD_BARS);
}

static void
put_events (World     *world,
            GPtrArray *events)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  penstock_engine_put_events_async (world->engine, events, NULL, world_result_cb, &result);
  penstock_engine_put_events_finish (world->engine, world_wait (&result), &error);
  g_assert_no_error (error);
}

static gboolean
explain (World                *world,
         const char           *symbol,
         PenstockActionKind    kind,
         PenstockDay           day,
         double                numerator,
         double                denominator,
         GError              **error)
{
  const PenstockAction action = { kind, day, numerator, denominator };
  g_autoptr(GAsyncResult) result = NULL;

  penstock_engine_explain_jump_async (world->engine, symbol, &action, NULL, world_result_cb, &result);
  return penstock_engine_explain_jump_finish (world->engine, world_wait (&result), error);
}

static void
fill_all (World *world)
{
  g_autoptr(GPtrArray) events = world_events ();

  world_fill (world, 0, DAY);
  for (guint i = 0; i < world->chain->n_companies; i++)
    if (world_is_filer (&world->chain->companies[i]))
      {
        g_autoptr(PenstockRevenue) revenue = world_revenue (world->chain->companies[i].symbol);

        world_put_revenue (world, revenue);
      }
  put_events (world, events);
}

static void
test_empty (World         *world,
            gconstpointer  data)
{
  g_autoptr(PenstockScoreboard) board = penstock_engine_compute (world->engine, DAY);
  PenstockInstrument *nvda = instrument_of (world, "nvda");

  g_assert_cmpuint (board->n_ranked, ==, 0);
  g_assert_cmpuint (count_known (board, PENSTOCK_COLUMN_score), ==, 0);
  g_assert_cmpuint (count_known (board, PENSTOCK_COLUMN_benefit_rel), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (penstock_engine_get_instruments (world->engine)), ==, world->chain->n_companies);
  g_assert_cmpuint (penstock_instrument_get_state (nvda), ==, PENSTOCK_STATE_EMPTY);
  g_assert_cmpstr (penstock_instrument_get_state_reason (nvda), ==, "Nothing stored yet");
  g_assert_true (isnan (penstock_instrument_get_last (nvda)));
  g_assert_cmpint (penstock_instrument_get_age (nvda), ==, -1);
  g_assert_cmpstr (penstock_instrument_get_state_reason (instrument_of (world, "openai")), ==, "Not listed on an exchange");
  g_assert_cmpstr (penstock_instrument_get_symbol (instrument_of (world, "openai")), ==, "");
}

typedef struct { guint boards, instruments, last, score; } Notes;

static void
count_cb (gpointer object,
          gpointer user_data)
{
  ++*(guint *)user_data;
}

static void
count_instrument_cb (PenstockEngine     *engine,
                     PenstockInstrument *instrument,
                     gpointer            user_data)
{
  ++*(guint *)user_data;
}

static void
count_notify_cb (GObject    *object,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  ++*(guint *)user_data;
}

/* Bars that come in are on the desk at once and in the scores soon after; the same bars again change nothing. */
static void
test_import (World         *world,
             gconstpointer  data)
{
  PenstockInstrument *nvda = instrument_of (world, "nvda");
  g_autoptr(PenstockBars) bars = bars_of (world, "nvda");
  const double *close = bars->field[PENSTOCK_BAR_CLOSE];
  const PenstockScoreboard *board;
  Notes notes = { 0 };

  g_signal_connect (world->engine, "scoreboard-changed", G_CALLBACK (count_cb), &notes.boards);
  g_signal_connect (world->engine, "instrument-changed", G_CALLBACK (count_instrument_cb), &notes.instruments);
  g_signal_connect (nvda, "notify::last", G_CALLBACK (count_notify_cb), &notes.last);
  g_signal_connect (nvda, "notify::score", G_CALLBACK (count_notify_cb), &notes.score);

  world_fill (world, 0, DAY);
  g_assert_cmpuint (notes.instruments, ==, 101);
  g_assert_cmpuint (notes.last, ==, 1);
  g_assert_cmpfloat (penstock_instrument_get_last (nvda), ==, close[WORLD_BARS - 1]);
  g_assert_cmpfloat (penstock_instrument_get_change (nvda), ==, close[WORLD_BARS - 1] / close[WORLD_BARS - 2] - 1);
  g_assert_cmpstr (penstock_instrument_get_source (nvda), ==, "File");
  g_assert_cmpuint (penstock_instrument_get_state (nvda), ==, PENSTOCK_STATE_CURRENT);
  g_assert_cmpuint (penstock_instrument_get_bars (nvda)->n, ==, WORLD_BARS);

  world_settle (world);
  board = penstock_engine_get_scoreboard (world->engine);
  g_assert_nonnull (board);
  g_assert_cmpuint (board->n_ranked, ==, 101);
  g_assert_cmpuint (notes.boards, >=, 1);
  g_assert_cmpuint (notes.score, >=, 1);
  g_assert_cmpfloat (penstock_instrument_get_value (nvda, PENSTOCK_COLUMN_score), ==,
                     penstock_scoreboard_get (board, penstock_instrument_get_company (nvda), PENSTOCK_COLUMN_score));

  notes = (Notes) { 0 };
  world_put_bars (world, bars);
  world_settle (world);
  g_assert_cmpuint (notes.last, ==, 0);
  g_assert_cmpuint (notes.score, ==, 0);
}

/* The worker and the caller's own thread give the same bytes, and so does another program run on the same store. */
static void
test_same_bytes (World         *world,
                 gconstpointer  data)
{
  g_autoptr(PenstockScoreboard) here = NULL;
  g_autoptr(PenstockScoreboard) later = NULL;

  fill_all (world);
  world_settle (world);
  here = penstock_engine_compute (world->engine, DAY);
  assert_same_board (here, penstock_engine_get_scoreboard (world->engine));
  g_assert_cmpuint (count_known (here, PENSTOCK_COLUMN_revenue_z), >, 10);
  g_assert_cmpuint (count_known (here, PENSTOCK_COLUMN_event_z), ==, 3);

  world_close (world);
  world_open (world);
  world_settle (world);
  later = penstock_engine_compute (world->engine, DAY);
  assert_same_board (here, later);
  assert_same_board (here, penstock_engine_get_scoreboard (world->engine));
}

/* What was imported last makes no difference. */
static void
test_order_of_imports (World         *world,
                       gconstpointer  data)
{
  World other = { 0 };
  g_autoptr(PenstockScoreboard) a = NULL;
  g_autoptr(PenstockScoreboard) b = NULL;
  g_autoptr(GPtrArray) events = world_events ();

  world_setup (&other, NULL);
  fill_all (world);

  put_events (&other, events);
  for (guint i = other.chain->n_companies; i-- > 0;)
    if (world_is_filer (&other.chain->companies[i]))
      {
        g_autoptr(PenstockRevenue) revenue = world_revenue (other.chain->companies[i].symbol);

        world_put_revenue (&other, revenue);
      }
  world_fill (&other, DAY - 100, DAY);
  world_fill (&other, 0, DAY - 50);

  a = penstock_engine_compute (world->engine, DAY);
  b = penstock_engine_compute (other.engine, DAY);
  assert_same_board (a, b);
  world_teardown (&other, NULL);
}

/* The score of a past day stays what it was when more comes in: bars, a restatement, an event. */
static void
test_past_stays (World         *world,
                 gconstpointer  data)
{
  const PenstockDay then = DAY - 60;
  g_autoptr(PenstockRevenue) revenue = world_revenue ("2330.TW");
  g_autoptr(PenstockRevenue) restated = NULL;
  g_autoptr(GPtrArray) events = world_events ();
  g_autoptr(PenstockScoreboard) before = NULL;
  g_autoptr(PenstockScoreboard) after = NULL;
  PenstockRevenueFigure figure = revenue->figures[50];
  PenstockEvent *event = penstock_event_new ("later", "A later one");

  world_fill (world, 0, then);
  world_put_revenue (world, revenue);
  put_events (world, events);
  before = penstock_engine_compute (world->engine, then);
  g_assert_cmpuint (count_known (before, PENSTOCK_COLUMN_score), ==, 101);

  world_fill (world, then + 1, DAY);
  figure.value *= 3;
  figure.published_at = penstock_day_to_unix_utc (then + 1);
  restated = penstock_revenue_new ("2330.TW", "TWD", 12, &figure, 1);
  world_put_revenue (world, restated);
  event->direction = 1;
  penstock_event_add_status (event, then + 1, PENSTOCK_STATUS_CONFIRMED, NULL);
  penstock_event_add_company (event, "nvda", 1);
  g_ptr_array_add (events, event);
  put_events (world, events);

  after = penstock_engine_compute (world->engine, then);
  assert_same_board (before, after);
}

static PenstockBars *
split_bars (World      *world,
            const char *id)
{
  PenstockBars *bars = bars_of (world, id);

  for (gsize k = WORLD_BARS - 30; k < WORLD_BARS; k++)
    for (guint f = PENSTOCK_BAR_OPEN; f <= PENSTOCK_BAR_CLOSE; f++)
      bars->field[f][k] /= 10;

  return bars;
}

/* An unadjusted split holds back one series until somebody says what it is; then everything is as if it had been adjusted. */
static void
test_split (World         *world,
            gconstpointer  data)
{
  PenstockInstrument *klac = instrument_of (world, "klac");
  const guint company = company_of (world, "klac");
  g_autoptr(PenstockBars) bars = split_bars (world, "klac");
  const PenstockDay day = bars->day[WORLD_BARS - 30];
  g_autoptr(PenstockScoreboard) clean = NULL;
  g_autoptr(PenstockScoreboard) held = NULL;
  g_autoptr(PenstockScoreboard) back = NULL;
  g_autoptr(PenstockSeries) series = NULL;
  g_autoptr(GError) error = NULL;
  guint missing = 0;

  world_fill (world, 0, DAY);
  clean = penstock_engine_compute (world->engine, DAY);
  world_put_bars (world, bars);
  held = penstock_engine_compute (world->engine, DAY);
  for (guint i = 0; i < held->n; i++)
    missing += isnan (held->column[PENSTOCK_COLUMN_price_z][i]) && !isnan (clean->column[PENSTOCK_COLUMN_price_z][i]);
  g_assert_cmpuint (missing, ==, 1);
  g_assert_true (isnan (held->column[PENSTOCK_COLUMN_score][company]));
  g_assert_cmpuint (held->facts[company].state, ==, PENSTOCK_SERIES_UNVERIFIED);
  g_assert_cmpfloat (held->facts[company].verdict.split_guess, ==, 10);

  /* Shown and marked: the raw bars after the jump too. */
  g_assert_cmpuint (penstock_instrument_get_state (klac), ==, PENSTOCK_STATE_UNVERIFIED);
  g_assert_nonnull (strstr (penstock_instrument_get_state_reason (klac), "2026"));
  g_assert_cmpuint (penstock_instrument_get_bars (klac)->n, ==, WORLD_BARS);

  series = penstock_engine_get_series (world->engine, "klac", DAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (series->series_state, ==, PENSTOCK_SERIES_UNVERIFIED);
  g_assert_cmpuint (series->jumps->len, ==, 1);
  g_assert_cmpint (g_array_index (series->jumps, PenstockJump, 0).day, ==, day);
  g_assert_cmpuint (series->adjusted->n, ==, WORLD_BARS - 30);
  g_assert_cmpuint (series->bars->n, ==, WORLD_BARS);
  g_assert_cmpuint (series->state[WORLD_BARS - 1], ==, PENSTOCK_BAR_UNVERIFIED);

  /* Another day, another ratio, another series: a clear no that names the open one. */
  g_assert_false (explain (world, "KLAC", PENSTOCK_ACTION_SPLIT_USER, day - 1, 10, 1, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  {
    char text[16];

    g_assert_nonnull (strstr (error->message, penstock_day_format (day, text)));
  }
  g_clear_error (&error);
  g_assert_false (explain (world, "KLAC", PENSTOCK_ACTION_SPLIT_USER, day, 2, 1, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (explain (world, "KLAC", PENSTOCK_ACTION_SPLIT_USER, day, 100, 1, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (explain (world, "KLAC", PENSTOCK_ACTION_SPLIT_USER, day, 10, 0, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (explain (world, "NVDA", PENSTOCK_ACTION_ACCEPT, day, 1, 1, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (explain (world, "NOPE", PENSTOCK_ACTION_ACCEPT, day, 1, 1, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (explain (world, "KLAC", PENSTOCK_ACTION_SPLIT_USER, day, 10, 1, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (penstock_instrument_get_state (klac), ==, PENSTOCK_STATE_CURRENT);
  back = penstock_engine_compute (world->engine, DAY);
  for (guint i = 0; i < back->n; i++)
    {
      const double a = back->column[PENSTOCK_COLUMN_mom_12_1][i], b = clean->column[PENSTOCK_COLUMN_mom_12_1][i];

      g_assert_true (isnan (a) == isnan (b));
      if (!isnan (a))
        g_assert_cmpfloat_with_epsilon (a, b, 1e-9);
    }

  g_clear_pointer (&series, penstock_series_free);
  series = penstock_engine_get_series (world->engine, "KLAC", DAY, &error);
  g_assert_cmpuint (series->jumps->len, ==, 1);
  g_assert_true (g_array_index (series->jumps, PenstockJump, 0).split);
  g_assert_cmpuint (series->adjusted->n, ==, WORLD_BARS);
  g_assert_cmpfloat_with_epsilon (series->adjusted->field[PENSTOCK_BAR_VOLUME][0], 10000, 1e-6);

  /* Kept over a restart. */
  world_close (world);
  world_open (world);
  g_assert_cmpuint (penstock_instrument_get_state (instrument_of (world, "klac")), ==, PENSTOCK_STATE_CURRENT);

  /* A history that has the split in it by now is not divided a second time. */
  g_clear_pointer (&bars, penstock_bars_unref);
  bars = bars_of (world, "klac");
  world_put_bars (world, bars);
  g_assert_cmpuint (penstock_instrument_get_state (instrument_of (world, "klac")), ==, PENSTOCK_STATE_CURRENT);
  g_assert_cmpfloat (penstock_instrument_get_bars (instrument_of (world, "klac"))->field[PENSTOCK_BAR_CLOSE][0], ==,
                     bars->field[PENSTOCK_BAR_CLOSE][0]);
}

static void
test_accept (World         *world,
             gconstpointer  data)
{
  g_autoptr(PenstockBars) bars = split_bars (world, "nvda");
  const PenstockDay day = bars->day[WORLD_BARS - 30];
  g_autoptr(PenstockSeries) series = NULL;
  g_autoptr(GError) error = NULL;

  world_put_bars (world, bars);
  g_assert_true (explain (world, "NVDA", PENSTOCK_ACTION_ACCEPT, day, 1, 1, &error));
  g_assert_no_error (error);
  series = penstock_engine_get_series (world->engine, "NVIDIA", DAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (series->series_state, ==, PENSTOCK_SERIES_CURRENT);
  g_assert_true (g_array_index (series->jumps, PenstockJump, 0).accepted);
  g_assert_cmpfloat_with_epsilon (g_array_index (series->jumps, PenstockJump, 0).ratio, 0.1, 0.02);
  g_assert_cmpfloat (series->adjusted->field[PENSTOCK_BAR_CLOSE][0], ==, bars->field[PENSTOCK_BAR_CLOSE][0]);
}

/* A glitch is said, and no chart shows it. */
static void
test_glitch (World         *world,
             gconstpointer  data)
{
  g_autoptr(PenstockBars) bars = bars_of (world, "mu");
  g_autoptr(PenstockSeries) series = NULL;
  g_autoptr(GError) error = NULL;
  const PenstockGlitch *glitch;

  for (gsize k = 300; k < 303; k++)
    bars->field[PENSTOCK_BAR_CLOSE][k] *= 100;
  world_put_bars (world, bars);

  series = penstock_engine_get_series (world->engine, "MU", DAY, &error);
  g_assert_cmpuint (series->glitches->len, ==, 1);
  glitch = &g_array_index (series->glitches, PenstockGlitch, 0);
  g_assert_cmpint (glitch->first, ==, bars->day[300]);
  g_assert_cmpint (glitch->last, ==, bars->day[302]);
  g_assert_cmpuint (glitch->bars, ==, 3);
  g_assert_cmpuint (penstock_instrument_get_bars (instrument_of (world, "mu"))->n, ==, WORLD_BARS - 3);
  g_assert_cmpuint (penstock_instrument_get_state (instrument_of (world, "mu")), ==, PENSTOCK_STATE_CURRENT);
}

static void
test_series_names (World         *world,
                   gconstpointer  data)
{
  g_autoptr(PenstockBars) outside = world_bars ("^SOX", DAY, 100);
  g_autoptr(PenstockSeries) series = NULL;
  g_autoptr(PenstockSeries) past = NULL;
  g_autoptr(PenstockSeries) none = NULL;
  g_autoptr(GError) error = NULL;

  world_put_bars (world, outside);
  series = penstock_engine_get_series (world->engine, "^sox", DAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (series->bars->n, ==, 100);

  past = penstock_engine_get_series (world->engine, "^SOX", outside->day[49], &error);
  g_assert_cmpuint (past->bars->n, ==, 50);
  g_assert_cmpuint (past->verdict.n, ==, 50);

  none = penstock_engine_get_series (world->engine, "Foxconn", DAY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (none->symbol, ==, "2317.TW");
  g_assert_null (none->bars);
  g_assert_cmpuint (none->series_state, ==, PENSTOCK_SERIES_NONE);

  g_assert_null (penstock_engine_get_series (world->engine, "no such thing", DAY, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (penstock_engine_get_series (world->engine, "openai", DAY, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND);
}

/* The live quote: on the desk, the last bar of the chart, and in today's score only. */
static void
test_quote (World         *world,
            gconstpointer  data)
{
  PenstockInstrument *nvda = instrument_of (world, "nvda");
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(PenstockScoreboard) today = NULL;
  g_autoptr(PenstockScoreboard) yesterday = NULL;
  g_autoptr(PenstockScoreboard) before = NULL;
  PenstockBars *bars;
  PenstockQuote quote;
  double close;

  world_fill (world, 0, DAY - 1);
  before = penstock_engine_compute (world->engine, DAY - 1);
  bars = penstock_instrument_get_bars (nvda);
  close = bars->field[PENSTOCK_BAR_CLOSE][bars->n - 1];
  penstock_quote_clear (&quote);
  quote.price = close * 1.02;
  quote.extended_price = close * 1.03;
  quote.day = DAY;
  quote.market_time = WORLD_NOW - 5;
  quote.simulated = TRUE;
  g_strlcpy (quote.source, "yahoo-chart", sizeof quote.source);
  penstock_batch_add_quote (batch, "NVDA", &quote);
  world_put (world, batch);

  g_assert_cmpfloat (penstock_instrument_get_last (nvda), ==, close * 1.02);
  g_assert_cmpfloat_with_epsilon (penstock_instrument_get_change (nvda), 0.02, 1e-12);
  g_assert_cmpfloat_with_epsilon (penstock_instrument_get_extended_change (nvda), 1.03 / 1.02 - 1, 1e-12);
  g_assert_cmpint (penstock_instrument_get_age (nvda), ==, 5);
  g_assert_cmpstr (penstock_instrument_get_source (nvda), ==, penstock_provider_find ("yahoo-chart")->title);
  g_assert_true (penstock_instrument_get_simulated (nvda));
  g_assert_true (penstock_engine_is_simulated (world->engine));
  bars = penstock_instrument_get_bars (nvda);
  g_assert_cmpint (bars->day[bars->n - 1], ==, DAY);
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_CLOSE][bars->n - 1], ==, close * 1.02);

  today = penstock_engine_compute (world->engine, DAY);
  yesterday = penstock_engine_compute (world->engine, DAY - 1);
  g_assert_cmpint (today->facts[company_of (world, "nvda")].last_day, ==, DAY);
  g_assert_true (today->simulated);
  assert_same_board (before, yesterday);
  g_assert_false (yesterday->simulated);

  /* The age grows by the clock; after a week and a bit nobody calls it current. */
  penstock_clock_advance (world->clock, G_GINT64_CONSTANT (8) * 24 * 3600 * G_USEC_PER_SEC);
  world_close (world);
  world_open (world);
  nvda = instrument_of (world, "nvda");
  g_assert_cmpint (penstock_instrument_get_age (nvda), ==, 8 * 24 * 3600 + 5);
  g_assert_cmpuint (penstock_instrument_get_state (nvda), ==, PENSTOCK_STATE_STALE);
}

/* The age is said again as it grows, by one timer, and only where it changed. */
static void
test_age_grows (World         *world,
                gconstpointer  data)
{
  PenstockInstrument *nvda = instrument_of (world, "nvda");
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  const gint64 end = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;
  PenstockQuote quote;
  guint ages = 0, lasts = 0;

  penstock_quote_clear (&quote);
  quote.price = 100;
  quote.day = DAY;
  quote.market_time = WORLD_NOW;
  penstock_batch_add_quote (batch, "NVDA", &quote);
  world_put (world, batch);
  g_signal_connect (nvda, "notify::age", G_CALLBACK (count_notify_cb), &ages);
  g_signal_connect (nvda, "notify::last", G_CALLBACK (count_notify_cb), &lasts);

  penstock_clock_advance (world->clock, 7 * G_USEC_PER_SEC);
  while (ages == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (ages, ==, 1);
  g_assert_cmpuint (lasts, ==, 0);
  g_assert_cmpint (penstock_instrument_get_age (nvda), ==, 7);
}

/* A disk that takes nothing: said in words, and what came is on the desk all the same. */
static void
failed_cb (PenstockEngine *engine,
           const char     *message,
           gpointer        user_data)
{
  *(char **)user_data = g_strdup (message);
}

static void
test_store_fails (World         *world,
                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;
  g_autoptr(PenstockBars) bars = bars_of (world, "nvda");
  g_autoptr(PenstockRevenue) revenue = world_revenue ("2330.TW");
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();

  for (gsize k = 0; k < revenue->n; k++)
    {
      PenstockRevenueRow row = { g_strdup (revenue->symbol), g_strdup (revenue->currency), revenue->figures[k], 12 };

      g_array_append_val (batch->revenue, row);
    }
  g_ptr_array_add (batch->bars, penstock_bars_ref (bars));
  g_signal_connect (world->engine, "store-failed", G_CALLBACK (failed_cb), &message);
  penstock_store_close (world->store);
  penstock_engine_put_batch_async (world->engine, batch, NULL, world_result_cb, &result);
  g_assert_false (penstock_engine_put_batch_finish (world->engine, world_wait (&result), &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  g_assert_nonnull (message);
  g_assert_cmpuint (penstock_instrument_get_bars (instrument_of (world, "nvda"))->n, ==, WORLD_BARS);
  g_assert_cmpuint (penstock_engine_get_revenue (world->engine, company_of (world, "tsmc"))->n, ==, 60);
}

/* Nothing runs after it, whatever was under way. */
static void
test_shutdown (World         *world,
               gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  guint boards = 0, before;

  g_signal_connect (world->engine, "scoreboard-changed", G_CALLBACK (count_cb), &boards);
  world_fill (world, 0, DAY);
  before = boards;
  g_ptr_array_add (batch->bars, bars_of (world, "nvda"));
  penstock_engine_put_batch_async (world->engine, batch, NULL, world_result_cb, &result);
  penstock_engine_shutdown (world->engine);
  g_assert_false (penstock_engine_put_batch_finish (world->engine, world_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_usleep (200000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (boards, ==, before);
}

/* Many changes in a row are few computations, and the loop goes on meanwhile. */
static gboolean
beat_cb (gpointer user_data)
{
  gint64 *beat = user_data;
  const gint64 now = g_get_monotonic_time ();

  beat[1] = MAX (beat[1], now - beat[0]);
  beat[0] = now;

  return G_SOURCE_CONTINUE;
}

static void
test_rapid_changes (World         *world,
                    gconstpointer  data)
{
  gint64 beat[2] = { 0, 0 };
  PenstockScoreSettings settings = penstock_score_default_settings;
  g_autoptr(PenstockScoreboard) expected = NULL;
  guint boards = 0, heart;

  world_fill (world, 0, DAY);
  world_settle (world);
  g_signal_connect (world->engine, "scoreboard-changed", G_CALLBACK (count_cb), &boards);
  beat[0] = g_get_monotonic_time ();
  heart = g_timeout_add (1, beat_cb, beat);
  for (guint k = 0; k < 50; k++)
    {
      settings.alpha = 0.2 + 0.01 * k;
      penstock_engine_set_score_settings (world->engine, &settings);
      g_main_context_iteration (NULL, TRUE);
    }
  world_settle (world);
  g_source_remove (heart);

  g_assert_cmpuint (boards, <, 25);
  g_assert_cmpfloat (penstock_engine_get_scoreboard (world->engine)->settings.alpha, ==, settings.alpha);
  expected = penstock_engine_compute (world->engine, DAY);
  assert_same_board (expected, penstock_engine_get_scoreboard (world->engine));
  g_test_message ("%u boards, at most %.1f ms between two beats", boards, (double)beat[1] / 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/engine/store/" path, World, NULL, world_setup, function, world_teardown)
  ADD ("empty", test_empty);
  ADD ("import", test_import);
  ADD ("same-bytes", test_same_bytes);
  ADD ("order-of-imports", test_order_of_imports);
  ADD ("past-stays", test_past_stays);
  ADD ("split", test_split);
  ADD ("accept", test_accept);
  ADD ("glitch", test_glitch);
  ADD ("series-names", test_series_names);
  ADD ("quote", test_quote);
  ADD ("age-grows", test_age_grows);
  ADD ("store-fails", test_store_fails);
  ADD ("shutdown", test_shutdown);
  ADD ("rapid-changes", test_rapid_changes);
#undef ADD

  return g_test_run ();
}
