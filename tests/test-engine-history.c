/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-market.h"

#include "penstock-worker.h"

/* The past of the scores: every row is what its day's board was, however it came about. */

#define DAY (world_today ())

typedef MarketFixture Fixture;

/* A glitch that lasts some days, a jump nobody explains until a split is entered, one that is accepted, and bars that are none. */
static void
spoil (Fixture        *fixture,
       PenstockMarket *market)
{
  static const char *const ids[] = { "nvda", "klac", "mu", "amd" };

  for (guint k = 0; k < G_N_ELEMENTS (ids); k++)
    {
      const guint company = market_company (fixture, ids[k]);
      g_autoptr(PenstockBars) bars = market_copy_bars (market, company);
      double *close = bars->field[PENSTOCK_BAR_CLOSE];
      const gsize from = bars->n - 100, until = k == 0 ? from + 4 : bars->n;
      PenstockScoreAction action = { bars->day[from] + (k == 1 ? 5 : 0), k == 2, 10 };
      g_autoptr(GArray) actions = g_array_new (FALSE, FALSE, sizeof action);

      for (gsize i = from; i < until && k < 3; i++)
        close[i] /= 10;
      if (k == 3)
        close[from] = close[from + 40] = NAN;
      penstock_market_set_bars (market, company, bars);
      if (k == 1)
        action.day = bars->day[from]; /* known from its own day on */
      if (k == 1 || k == 2)
        {
          g_array_append_val (actions, action);
          penstock_market_set_actions (market, company, actions);
        }
    }
}

/* Every row, every column, bit for bit, with glitches and splits on the way. */
static void
test_rows_are_boards (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(PenstockMarket) market = market_full (fixture);
  g_autoptr(PenstockHistory) history = NULL;
  gsize n, n_resonances = 0, n_phases[PENSTOCK_N_PHASES] = { 0 };

  spoil (fixture, market);
  history = market_history (market, DAY);
  n = penstock_history_get_n (history);
  g_assert_cmpint (penstock_history_get_day (history, n - 1), ==, DAY);
  for (gsize row = 0; row < n; row++)
    if (row % 37 == 0 || row + 12 > n || (row + 104 > n && row + 90 < n))
      {
        g_autoptr(PenstockScoreboard) board = market_board (market, penstock_history_get_day (history, row));

        assert_row_is_board (history, row, board);
      }
  for (gsize row = 0; row < n; row++)
    {
      n_resonances += !isnan (penstock_history_get_resonance (history, row));
      for (guint g = 0; g <= PENSTOCK_GROUP_CHAIN (fixture->chain); g++)
        n_phases[penstock_history_get_group (history, row, g)->phase]++;
    }

  g_assert_cmpuint (n_resonances, >, 300);
  for (guint p = 0; p < PENSTOCK_N_PHASES; p++)
    g_test_message ("%s: %" G_GSIZE_FORMAT, penstock_score_phase_id (p), n_phases[p]);
  g_assert_cmpuint (n_phases[PENSTOCK_PHASE_ACCELERATED], >, 0);
  g_assert_cmpuint (n_phases[PENSTOCK_PHASE_DORMANT], >, 0);
}

/* Ten changes of every kind, one after the other: what is shared and what is computed anew gives the bytes of a fresh one, and no more is computed
 * anew than what the change touches. */
static void
test_append_and_correct (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(PenstockMarket) market = market_full (fixture);
  g_autoptr(PenstockPanel) panel = penstock_panel_new (fixture->graph);
  g_autoptr(PenstockHistory) first = NULL;
  g_autoptr(PenstockHistory) last = NULL;
  const guint tsmc = market_company (fixture, "tsmc");
  guint filer = 0;

  while (market->company[filer].revenue == NULL)
    filer++;
  penstock_panel_sync (panel, market);
  g_assert_true (penstock_panel_grow (panel, DAY, NULL));
  first = penstock_panel_get_history (panel, DAY);
  for (guint step = 0; step < 7; step++)
    {
      g_autoptr(PenstockMarket) next = penstock_market_copy (market);
      g_autoptr(PenstockHistory) grown = NULL;
      g_autoptr(PenstockHistory) fresh = NULL;
      const gsize work = penstock_panel_get_work (panel);
      gsize at_most = 0;

      if (step == 0) /* only a quote: nothing of the past */
        market_set_quote (next, tsmc, DAY, 1000);
      else if (step == 1 || step == 2) /* a bar of today, and one of forty bars ago */
        {
          g_autoptr(PenstockBars) bars = market_copy_bars (next, tsmc);

          bars->field[PENSTOCK_BAR_CLOSE][bars->n - (step == 1 ? 1 : 40)] *= 1.02;
          penstock_market_set_bars (next, tsmc, bars);
          at_most = step == 1 ? 3 : 42;
        }
      else if (step == 3) /* a restatement of an old month, published three weeks ago */
        {
          PenstockRevenueFigure figures[61];

          memcpy (figures, next->company[filer].revenue->figures, 60 * sizeof *figures);
          figures[60] = figures[40];
          figures[60].value *= 1.4;
          figures[60].published_at = penstock_day_to_unix_utc (DAY - 21);
          {
            g_autoptr(PenstockRevenue) revenue = penstock_revenue_new (fixture->chain->companies[filer].symbol, "TWD", 12, figures, 61);

            penstock_market_set_revenue (next, filer, revenue);
          }
          at_most = 17;
        }
      else if (step == 4) /* the rumour is denied */
        {
          g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);

          for (guint i = 0; i < next->events->len; i++)
            g_ptr_array_add (events, penstock_event_copy (g_ptr_array_index (next->events, i)));
          penstock_event_add_status (g_ptr_array_index (events, 1), DAY - 3, PENSTOCK_STATUS_DENIED, NULL);
          penstock_market_set_events (next, events);
          at_most = 4;
        }
      else if (step == 5)
        {
          next->settings.alpha = 0.5;
          at_most = 600;
        }
      else /* a bar goes */
        {
          g_autoptr(PenstockBars) bars = world_part (next->company[tsmc].bars, 0, DAY - 10);

          penstock_market_set_bars (next, tsmc, bars);
          at_most = 9;
        }

      penstock_panel_sync (panel, next);
      g_assert_true (penstock_panel_grow (panel, DAY, NULL));
      grown = penstock_panel_get_history (panel, DAY);
      fresh = market_history (next, DAY);
      assert_same_history (grown, fresh);
      g_assert_cmpuint (penstock_panel_get_work (panel) - work, <=, at_most);
      g_assert_cmpint (grown == first, ==, step == 0);

      penstock_market_unref (market);
      market = g_steal_pointer (&next);
    }

  /* The one of the beginning is as it was. */
  g_clear_pointer (&market, penstock_market_unref);
  market = market_full (fixture);
  last = market_history (market, DAY);
  assert_same_history (first, last);
}

/* Cut at a day, the past is the same as without what came later. */
static void
test_look_ahead (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(PenstockMarket) market = market_full (fixture);
  g_autoptr(PenstockMarket) cut = penstock_market_copy (market);
  g_autoptr(PenstockHistory) all = NULL;
  g_autoptr(PenstockHistory) until = market_history (market, DAY - 100);

  for (guint i = 0; i < cut->n; i++)
    if (cut->company[i].bars != NULL)
      {
        g_autoptr(PenstockBars) bars = world_part (cut->company[i].bars, 0, DAY - 100);

        penstock_market_set_bars (cut, i, bars);
      }
  all = market_history (cut, DAY);
  assert_same_history (until, all);
}

/* A Sunday, a holiday, today with live quotes: the day's own values after the phases of the days before. */
static void
test_phases_on_any_day (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(PenstockMarket) market = market_full (fixture);
  g_autoptr(PenstockHistory) history = market_history (market, DAY);
  const PenstockDay sunday = DAY - 2;
  g_autoptr(PenstockScoreboard) board = market_board (market, sunday);
  g_autofree PenstockGroupPast *groups = penstock_history_phases_on (history, board, NULL, NULL);
  const gsize before = (gsize)penstock_history_find (history, sunday);
  const gsize then = (gsize)penstock_history_find (history, sunday - 91);

  g_assert_cmpint (penstock_day_weekday (sunday), ==, 6);
  g_assert_cmpint (penstock_history_get_day (history, before), ==, sunday - 2);
  for (guint g = 0; g <= PENSTOCK_GROUP_CHAIN (fixture->chain); g++)
    {
      const PenstockGroupPast *last = penstock_history_get_group (history, before, g);
      const double change = groups[g].values.validation - penstock_history_get_group (history, then, g)->values.validation;

      g_assert_cmpuint (groups[g].phase, ==, penstock_score_phase_next (last->phase, groups[g].values.narrative, groups[g].values.validation, change,
                                                                       groups[g].values.members_with_validation));
      if (groups[g].phase == last->phase)
        g_assert_cmpint (groups[g].since, ==, last->since);
      else
        g_assert_cmpint (groups[g].since, ==, sunday);
    }

  for (guint i = 0; i < market->n; i++)
    if (market->company[i].bars != NULL)
      market_set_quote (market, i, DAY, penstock_bars_price (market->company[i].bars, market->company[i].bars->n - 1) * 1.3);
  {
    g_autoptr(PenstockScoreboard) live = market_board (market, DAY);
    g_autofree PenstockGroupPast *now = penstock_history_phases_on (history, live, NULL, NULL);

    g_assert_cmpfloat (now[0].values.narrative, !=, penstock_history_get_group (history, penstock_history_get_n (history) - 1, 0)->values.narrative);
  }
}

static PenstockHistory *
history_with (PenstockMarket *market,
              PenstockDay     rumour,
              PenstockDay     denied)
{
  g_autoptr(PenstockMarket) with = penstock_market_copy (market);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  PenstockEvent *event = penstock_event_new ("rumour", "Said to be bought");

  event->direction = 1;
  if (rumour != PENSTOCK_DAY_NONE)
    penstock_event_add_status (event, rumour, PENSTOCK_STATUS_RUMOUR, NULL);
  if (denied != PENSTOCK_DAY_NONE)
    penstock_event_add_status (event, denied, PENSTOCK_STATUS_DENIED, NULL);
  penstock_event_add_company (event, "openai", 1); /* not listed */
  penstock_event_add_company (event, "tsmc", 0.8);
  g_ptr_array_add (events, event);
  penstock_market_set_events (with, events);

  return market_history (with, DAY);
}

/* A denied rumour is, to the byte, what it was until its denial, and nothing from then on. */
static void
test_denied_rumour (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(PenstockMarket) market = market_full (fixture);
  const PenstockDay rumour = DAY - 30, denied = DAY - 20;
  g_autoptr(PenstockHistory) never = history_with (market, PENSTOCK_DAY_NONE, PENSTOCK_DAY_NONE);
  g_autoptr(PenstockHistory) open = history_with (market, rumour, PENSTOCK_DAY_NONE);
  g_autoptr(PenstockHistory) closed = history_with (market, rumour, denied);
  const gsize n = market->n;
  gsize told = 0;

  for (gsize row = 0; row < penstock_history_get_n (closed); row++)
    {
      const PenstockDay day = penstock_history_get_day (closed, row);
      const PenstockHistory *expected = day < denied ? open : never;

      for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
        if (penstock_history_keeps (c) && (day < denied || c != PENSTOCK_COLUMN_benefit_rel)) /* the year before has the days of the rumour in it */
          assert_same_column (penstock_history_get_column (closed, row, c), penstock_history_get_column (expected, row, c), n,
                              penstock_score_columns[c].id);
      told += memcmp (penstock_history_get_column (closed, row, PENSTOCK_COLUMN_benefit), penstock_history_get_column (never, row, PENSTOCK_COLUMN_benefit),
                      n * sizeof (double)) != 0;
    }
  g_assert_cmpuint (told, ==, 7); /* trading days */
}

/* A child its parent consolidates is not a second member of any group both are in, the chain as a whole included. */
static void
test_not_counted_twice (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(PenstockMarket) market = market_full (fixture);
  g_autoptr(PenstockScoreboard) board = market_board (market, DAY);
  const PenstockChain *chain = fixture->chain;
  guint checked = 0;

  for (guint g = 0; g < fixture->graph->n_groups; g++)
    for (guint o = 0; o < chain->n_ownerships; o++)
      {
        const PenstockGraphGroup *members = &fixture->graph->group[g];
        gboolean parent = FALSE, child = FALSE;

        for (gsize k = 0; k < members->n; k++)
          {
            parent |= members->company[k] == chain->ownerships[o].parent;
            child |= members->company[k] == chain->ownerships[o].child;
          }
        if (chain->ownerships[o].consolidated)
          g_assert_false (parent && child);
        checked += parent;
      }
  g_assert_cmpuint (checked, >, 0);

  /* The listed members say what the dense weights say. */
  for (guint s = 0; s < chain->n_segments; s++)
    {
      PenstockScoreTable table = { .n = board->n };
      PenstockScoreGroup group;

      memcpy (table.column, board->column, sizeof table.column);
      group = penstock_score_group (&table, fixture->graph->segment_weight + (gsize)s * board->n);
      g_assert_cmpmem (&group, sizeof group, &board->segments[s].values, sizeof group);
    }
}

static void
test_lines_and_weeks (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(PenstockMarket) market = market_full (fixture);
  g_autoptr(PenstockHistory) history = market_history (market, DAY);
  const gsize n = penstock_history_get_n (history);
  const guint tsmc = market_company (fixture, "tsmc");
  g_autofree PenstockDay *day = g_new (PenstockDay, n);
  g_autofree double *value = g_new (double, n);
  gsize rows[26], n_rows;

  penstock_history_company_line (history, tsmc, PENSTOCK_COLUMN_own, day, value);
  g_assert_cmpfloat (value[n - 1], ==, penstock_history_get_column (history, n - 1, PENSTOCK_COLUMN_own)[tsmc]);
  penstock_history_group_line (history, PENSTOCK_GROUP_CHAIN (fixture->chain), PENSTOCK_GROUP_VALUE_SCORE, day, value);
  g_assert_cmpint (day[n - 1], ==, DAY);
  g_assert_true (isfinite (value[n - 1]));

  n_rows = penstock_history_weeks (history, 26, rows);
  g_assert_cmpuint (n_rows, ==, 26);
  g_assert_cmpuint (rows[25], ==, n - 1);
  for (gsize k = 0; k < n_rows; k++)
    g_assert_cmpint (penstock_history_get_day (history, rows[k]), ==, DAY - 7 * (PenstockDay)(25 - k));
  g_assert_false (penstock_history_keeps (PENSTOCK_COLUMN_vol_63));
  g_assert_null (penstock_history_get_column (history, 0, PENSTOCK_COLUMN_vol_63));
}

/* -- random changes: a panel that has seen them all gives what a fresh one gives -- */

static PenstockBars *
change_bars (PenstockBars *bars,
             GRand        *rand)
{
  const gsize at = bars->n - 1 - (gsize)g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 3 : 300);
  const double factor = g_rand_int_range (rand, 0, 6) == 0 ? 10 : g_rand_double_range (rand, 0.95, 1.05);
  PenstockBars *changed = world_part (bars, 0, g_rand_int_range (rand, 0, 5) == 0 ? bars->day[bars->n - 2] : 100000);

  changed->field[PENSTOCK_BAR_CLOSE][MIN (at, changed->n - 1)] *= factor;
  return changed;
}

static void
change_actions (PenstockMarket *market,
                guint           company,
                GRand          *rand)
{
  const PenstockBars *bars = market->company[company].bars;
  const PenstockScoreAction action = { bars->day[bars->n - 1 - (gsize)g_rand_int_range (rand, 0, 200)], g_rand_boolean (rand), 10 };
  g_autoptr(GArray) actions = g_array_new (FALSE, FALSE, sizeof action);

  g_array_append_val (actions, action);
  penstock_market_set_actions (market, company, g_rand_int_range (rand, 0, 3) == 0 ? NULL : actions);
}

static void
change_revenue (PenstockMarket *market,
                guint           company,
                GRand          *rand)
{
  const char *symbol = market->graph->chain->companies[company].symbol;
  PenstockRevenueFigure figures[61];
  g_autoptr(PenstockRevenue) old = world_revenue (symbol);
  g_autoptr(PenstockRevenue) revenue = NULL;
  const gsize at = (gsize)g_rand_int_range (rand, 0, 60);

  memcpy (figures, old->figures, 60 * sizeof *figures);
  figures[60] = figures[at];
  figures[60].published_at += g_rand_int_range (rand, 0, 200) * 86400;
  figures[60].value *= 1.2;
  revenue = penstock_revenue_new (symbol, "TWD", g_rand_int_range (rand, 0, 9) == 0 ? 4 : 12, figures, (gsize)g_rand_int_range (rand, 50, 62));
  penstock_market_set_revenue (market, company, revenue);
}

static void
change_events (PenstockMarket *market,
               GRand          *rand)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  g_autofree char *id = g_strdup_printf ("e%d", g_rand_int_range (rand, 0, 100));
  PenstockEvent *event = penstock_event_new (id, "Made up");

  for (guint i = 0; i < market->events->len; i++)
    {
      PenstockEvent *old = g_ptr_array_index (market->events, i);

      if (g_str_equal (old->id, id) || g_rand_int_range (rand, 0, 6) == 0)
        continue;
      g_ptr_array_add (events, g_rand_boolean (rand) ? penstock_event_ref (old) : penstock_event_copy (old));
    }
  event->direction = g_rand_int_range (rand, -1, 2);
  for (guint k = 0; k < 3; k++)
    {
      const PenstockCompany *company = &market->graph->chain->companies[g_rand_int_range (rand, 0, (int)market->n)];

      penstock_event_add_status (event, DAY - g_rand_int_range (rand, 0, 200), (PenstockStatus)g_rand_int_range (rand, 0, 5), NULL);
      penstock_event_add_company (event, company->id, g_rand_double_range (rand, 0.1, 1));
    }
  g_ptr_array_add (events, event);
  penstock_market_set_events (market, events);
}

static void
change_something (PenstockMarket *market,
                  GRand          *rand)
{
  guint company;

  do
    company = (guint)g_rand_int_range (rand, 0, (int)market->n);
  while (market->company[company].bars == NULL || market->company[company].bars->n < 400);

  switch (g_rand_int_range (rand, 0, 9))
    {
    case 0:
      {
        g_autoptr(PenstockBars) bars = change_bars (market->company[company].bars, rand);

        penstock_market_set_bars (market, company, bars);
      }
      break;
    case 1: change_actions (market, company, rand); break;
    case 2: change_revenue (market, company, rand); break;
    case 3: change_events (market, rand); break;
    case 4: market->settings.weight_event = g_rand_double_range (rand, 0.1, 0.3); break;
    case 5: market->today = DAY + g_rand_int_range (rand, -1, 2); break;
    default:
      market_set_quote (market, company, market->today, g_rand_double_range (rand, 20, 400));
      if (g_rand_int_range (rand, 0, 5) == 0)
        penstock_market_set_quote (market, company, NULL);
    }
}

static void
test_random_changes (Fixture       *fixture,
                     gconstpointer  data)
{
  const guint32 seed = g_test_rand_int ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(PenstockMarket) market = market_full (fixture);
  g_autoptr(PenstockPanel) panel = penstock_panel_new (fixture->graph);
  PenstockDay day = DAY;

  g_test_message ("seed %u", seed);
  for (guint step = 0; step < 60; step++)
    {
      g_autoptr(PenstockMarket) next = penstock_market_copy (market);
      g_autoptr(PenstockScoreboard) used = NULL;
      g_autoptr(PenstockScoreboard) fresh = NULL;

      for (int k = g_rand_int_range (rand, 0, 4); k >= 0; k--)
        change_something (next, rand);
      if (g_rand_int_range (rand, 0, 6) == 0)
        day = DAY - g_rand_int_range (rand, 0, 30);
      else if (g_rand_int_range (rand, 0, 3) == 0)
        day = next->today;
      if (g_rand_int_range (rand, 0, 4) == 0) /* the past grows in between */
        {
          penstock_panel_sync (panel, next);
          penstock_panel_grow (panel, DAY - g_rand_int_range (rand, 0, 400), NULL);
        }

      used = penstock_compute_board (next, day, panel);
      fresh = market_board (next, day);
      assert_same_board (used, fresh);
      for (guint i = 0; i < used->n; i++)
        {
          g_assert_cmpuint (used->facts[i].state, ==, fresh->facts[i].state);
          g_assert_cmpint (used->facts[i].last_day, ==, fresh->facts[i].last_day);
          g_assert_cmpuint (used->facts[i].n_events, ==, fresh->facts[i].n_events);
          g_assert_cmpint (used->facts[i].revenue_published, ==, fresh->facts[i].revenue_published);
          g_assert_cmpuint (used->facts[i].verdict.n_good, ==, fresh->facts[i].verdict.n_good);
        }

      penstock_market_unref (market);
      market = g_steal_pointer (&next);
    }
  {
    g_autoptr(PenstockHistory) grown = NULL;
    g_autoptr(PenstockHistory) fresh = market_history (market, DAY);

    penstock_panel_sync (panel, market);
    penstock_panel_grow (panel, DAY, NULL);
    grown = penstock_panel_get_history (panel, DAY);
    assert_same_history (grown, fresh);
  }
}

/* -- the worker -- */

typedef struct
{
  GMainLoop       *loop;
  guint            boards, histories;
  PenstockHistory *history;
  gint64           asked, answered; /* monotonic time */
} Watch;

static void
board_cb (PenstockScoreboard *board,
          gpointer            user_data)
{
  Watch *watch = user_data;

  watch->boards++;
  watch->answered = g_get_monotonic_time ();
  if (watch->histories == 0 && watch->boards > 1)
    g_main_loop_quit (watch->loop);
}

static void
history_cb (PenstockHistory *history,
            gpointer         user_data)
{
  Watch *watch = user_data;

  watch->histories++;
  g_clear_pointer (&watch->history, penstock_history_unref);
  watch->history = penstock_history_ref (history);
  g_main_loop_quit (watch->loop);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* The scoreboard is first; a newer market interrupts the past and is scored at once; then the past is that of the newest; a quote changes nothing. */
static void
test_worker (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(PenstockMarket) market = market_full (fixture);
  g_autoptr(PenstockMarket) newer = penstock_market_copy (market);
  g_autoptr(PenstockMarket) live = NULL;
  g_autoptr(PenstockHistory) expected = NULL;
  const guint tsmc = market_company (fixture, "tsmc");
  g_autoptr(PenstockBars) bars = market_copy_bars (market, tsmc);
  Watch watch = { .loop = loop };
  PenstockWorker *worker = penstock_worker_new (fixture->graph, &(const PenstockWorkerFuncs){ board_cb, history_cb }, &watch);

  bars->field[PENSTOCK_BAR_CLOSE][bars->n - 5] *= 1.1;
  penstock_market_set_bars (newer, tsmc, bars);
  penstock_worker_submit (worker, market, DAY);
  while (watch.boards == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (watch.histories, ==, 0);
  g_assert_false (penstock_worker_is_busy (worker));
  g_assert_false (penstock_worker_is_idle (worker));

  watch.asked = g_get_monotonic_time ();
  penstock_worker_submit (worker, newer, DAY);
  g_main_loop_run (loop);
  g_assert_cmpuint (watch.boards, ==, 2);
  g_assert_cmpuint (watch.histories, ==, 0);
  g_test_message ("a scoreboard %.1f ms after it interrupted the past", (double)(watch.answered - watch.asked) / 1000);

  g_main_loop_run (loop);
  g_assert_cmpuint (watch.histories, ==, 1);
  expected = market_history (newer, G_MAXINT32);
  assert_same_history (watch.history, expected);

  live = penstock_market_copy (newer);
  market_set_quote (live, tsmc, DAY, 777);
  penstock_worker_submit (worker, live, DAY);
  g_timeout_add (200, quit_cb, loop);
  g_main_loop_run (loop);
  while (!penstock_worker_is_idle (worker))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (watch.boards, ==, 3);
  g_assert_cmpuint (watch.histories, ==, 1);

  penstock_history_unref (watch.history);
  penstock_worker_free (worker);
}

/* -- and the engine -- */

static void
changed_cb (PenstockEngine *engine,
            gpointer        user_data)
{
  (*(guint *)user_data)++;
}

static void
test_engine (World         *world,
             gconstpointer  data)
{
  g_autoptr(PenstockHistory) computed = NULL;
  guint changed = 0;

  g_signal_connect (world->engine, "history-changed", G_CALLBACK (changed_cb), &changed);
  world_fill (world, 0, world_today ());
  world_settle (world);
  while (changed == 0 || penstock_history_get_n (penstock_engine_get_history (world->engine)) == 0)
    g_main_context_iteration (NULL, TRUE);

  computed = penstock_engine_compute_history (world->engine, world_today ());
  assert_same_history (penstock_engine_get_history (world->engine), computed);
  g_assert_cmpuint (penstock_history_get_n (computed), ==, WORLD_BARS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/engine/history/" path, Fixture, NULL, market_setup, function, market_teardown)
  ADD ("rows-are-boards", test_rows_are_boards);
  ADD ("append-and-correct", test_append_and_correct);
  ADD ("look-ahead", test_look_ahead);
  ADD ("phases-on-any-day", test_phases_on_any_day);
  ADD ("denied-rumour", test_denied_rumour);
  ADD ("not-counted-twice", test_not_counted_twice);
  ADD ("lines-and-weeks", test_lines_and_weeks);
  ADD ("random-changes", test_random_changes);
  ADD ("worker", test_worker);
#undef ADD
  g_test_add ("/engine/history/engine", World, NULL, world_setup, test_engine, world_teardown);

  return g_test_run ();
}
