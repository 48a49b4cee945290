/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-world.h"

#include "penstock-evidence-private.h"
#include "penstock-panel.h"

/* SCORING §7 on a made-up market: does the table say what is there, and does the check notice a history that knows better? */

#define DAY (world_today ())
/* Days of the period, of which each is checked for look-ahead; the longest horizon fits in behind it. */
#define FROM (DAY - 180)
#define UNTIL (DAY - 130)

typedef struct
{
  PenstockChain   *chain;
  PenstockGraph   *graph;
  PenstockMarket  *market;
  PenstockHistory *history;
} Fixture;

static PenstockMarket *
make_market (PenstockGraph *graph)
{
  PenstockMarket *market = penstock_market_new (graph);
  g_autoptr(GPtrArray) events = world_events ();

  for (guint i = 0; i < graph->chain->n_companies; i++)
    {
      const PenstockCompany *company = &graph->chain->companies[i];
      g_autoptr(PenstockBars) bars = NULL;

      if (!company->listed || company->tier != 1)
        continue;
      bars = world_bars (company->symbol, DAY, WORLD_BARS);
      penstock_market_set_bars (market, i, bars);
      if (world_is_filer (company))
        {
          g_autoptr(PenstockRevenue) revenue = world_revenue (company->symbol);

          penstock_market_set_revenue (market, i, revenue);
        }
    }
  penstock_market_set_events (market, events);
  market->settings = penstock_score_default_settings;

  return market;
}

static PenstockHistory *
make_history (PenstockMarket *market)
{
  g_autoptr(PenstockPanel) panel = penstock_panel_new (market->graph);

  penstock_panel_sync (panel, market);
  g_assert_true (penstock_panel_grow (panel, G_MAXINT32, NULL));

  return penstock_panel_get_history (panel, G_MAXINT32);
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->chain = world_chain ();
  fixture->graph = penstock_graph_new (fixture->chain);
  fixture->market = make_market (fixture->graph);
  fixture->history = make_history (fixture->market);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  penstock_history_unref (fixture->history);
  penstock_market_unref (fixture->market);
  penstock_graph_unref (fixture->graph);
  penstock_chain_unref (fixture->chain);
}

static PenstockEvidence *
compute (PenstockMarket  *market,
         PenstockHistory *history,
         guint            n_threads)
{
  g_autoptr(PenstockEvidencePast) past = penstock_evidence_past_from_history (history);

  return penstock_evidence_compute (market, past, FROM, UNTIL, n_threads, NULL, NULL);
}

static const PenstockEvidenceRow *
find_row (const PenstockEvidence *evidence,
          PenstockColumn          score,
          guint                   horizon)
{
  for (guint i = 0; i < evidence->n_rows; i++)
    if (evidence->rows[i].score == score && evidence->rows[i].horizon == horizon)
      return &evidence->rows[i];

  g_assert_not_reached ();
}

static void
assert_same (const PenstockEvidence *a,
             const PenstockEvidence *b)
{
  g_assert_cmpuint (a->n_rows, ==, b->n_rows);
  g_assert_cmpuint (a->n_tests, ==, b->n_tests);
  for (guint i = 0; i < a->n_rows; i++)
    {
      PenstockEvidenceRow x = a->rows[i], y = b->rows[i];

      g_assert_cmpstr (x.words, ==, y.words);
      x.words = y.words = NULL;
      g_assert_cmpmem (&x, sizeof x, &y, sizeof y);
    }
  g_assert_cmpstr (a->words, ==, b->words);
}

static void
test_table (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(PenstockEvidence) evidence = compute (fixture->market, fixture->history, 2);
  const PenstockEvidenceRow *price = find_row (evidence, PENSTOCK_COLUMN_price_z, 5), *gap = find_row (evidence, PENSTOCK_COLUMN_gap, 21);
  guint n_days = 0;

  for (gsize row = 0; row < penstock_history_get_n (fixture->history); row++)
    n_days += penstock_history_get_day (fixture->history, row) >= FROM && penstock_history_get_day (fixture->history, row) <= UNTIL;

  g_assert_cmpuint (evidence->n_rows, ==, 15);
  g_assert_cmpint (evidence->from, >=, FROM);
  g_assert_cmpint (evidence->to, <=, UNTIL);
  g_assert_true (evidence->look_ahead_ok);
  g_assert_cmpuint (evidence->look_ahead_days, ==, n_days);
  g_assert_false (evidence->simulated);

  g_assert_cmpuint (price->days, ==, n_days);
  g_assert_cmpuint (price->companies, ==, 101);
  g_assert_cmpuint (price->n_quantiles, ==, 5);
  g_assert_false (price->has_placebo);
  g_assert_true (isnan (price->placebo_rank));
  g_assert_cmpfloat (price->autocorrelation, >, 0.5);
  g_assert_cmpfloat_with_epsilon (price->top_minus_bottom, price->quantile_return[4] - price->quantile_return[0], 1e-15);
  g_assert_true (gap->has_placebo);
  for (guint g = 1; g < PENSTOCK_PLACEBO_GRAPHS; g++)
    g_assert_cmpfloat (gap->placebo[g - 1], <=, gap->placebo[g]);
  for (guint i = 0; i < evidence->n_rows; i++)
    {
      const PenstockEvidenceRow *row = &evidence->rows[i];

      g_assert_true (g_utf8_validate (row->words, -1, NULL) && *row->words != '\0');
      g_assert_true (row->p_holm >= row->p || isnan (row->p));
      /* 35 days cannot judge what 63 days bring */
      if (row->horizon == 63)
        g_assert_cmpint (row->finding, ==, PENSTOCK_FINDING_NOT_COMPUTED);
    }
}

/* One day's IC the long way: next bar of each listing and the one five later, from the bars. */
static void
test_one_day (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PenstockEvidencePast) past = penstock_evidence_past_from_history (fixture->history);
  const gssize row = penstock_history_find (fixture->history, FROM);
  const PenstockDay day = penstock_history_get_day (fixture->history, (gsize)row);
  const gsize n = fixture->chain->n_companies;
  g_autoptr(PenstockEvidence) evidence = penstock_evidence_compute (fixture->market, past, day, day, 1, NULL, NULL);
  g_autofree double *forward = g_new (double, n), *work = g_new (double, 6 * n);
  const PenstockEvidenceRow *price = find_row (evidence, PENSTOCK_COLUMN_price_z, 5);

  for (gsize i = 0; i < n; i++)
    {
      const PenstockBars *bars = fixture->market->company[i].bars;
      const gssize next = bars != NULL ? penstock_bars_find (bars, day) + 1 : 0;

      forward[i] = bars != NULL ? penstock_bars_price (bars, (gsize)next + 5) / penstock_bars_price (bars, (gsize)next) - 1 : NAN;
    }

  g_assert_cmpuint (price->days, ==, 1);
  g_assert_cmpfloat (price->mean_ic, ==, penstock_score_rank_ic (past->column[PENSTOCK_COLUMN_price_z][row], forward, n, NULL, work));
  g_assert_true (isnan (price->sd_ic) && isnan (price->nw_t) && isnan (price->p_holm));
  g_assert_cmpint (price->finding, ==, PENSTOCK_FINDING_NOT_COMPUTED);
  g_assert_cmpint (evidence->from, ==, day);
}

/* A jump nobody explains: no return that ends behind it, and a listing that has not begun has none either. */
static void
test_unverified (Fixture       *fixture,
                 gconstpointer  data)
{
  const int nvda = penstock_chain_find_id (fixture->chain, "nvda"), tsmc = penstock_chain_find_id (fixture->chain, "tsmc");
  g_autoptr(PenstockMarket) market = penstock_market_copy (fixture->market);
  g_autoptr(PenstockBars) jump = world_part (market->company[nvda].bars, 0, DAY);
  g_autoptr(PenstockBars) late = world_part (market->company[tsmc].bars, UNTIL + 20, DAY);
  g_autoptr(PenstockHistory) history = NULL;
  g_autoptr(PenstockEvidence) before = compute (fixture->market, fixture->history, 2), after = NULL;

  for (gssize i = penstock_bars_find (jump, FROM); i < (gssize)jump->n; i++)
    jump->field[PENSTOCK_BAR_CLOSE][i] *= 10;
  penstock_market_set_bars (market, (guint)nvda, jump);
  penstock_market_set_bars (market, (guint)tsmc, late);
  history = make_history (market);
  after = compute (market, history, 2);

  g_assert_cmpuint (find_row (before, PENSTOCK_COLUMN_benefit_z, 5)->companies - find_row (after, PENSTOCK_COLUMN_benefit_z, 5)->companies, ==, 2);
  g_assert_true (after->look_ahead_ok);
}

/* The same bytes whoever does it. */
static void
test_threads (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PenstockEvidence) one = compute (fixture->market, fixture->history, 1);
  g_autoptr(PenstockEvidence) five = compute (fixture->market, fixture->history, 5);

  assert_same (one, five);
}

/* The graph as it is gives what the history has, bit for bit; that of a seed is always the same, and another than it. */
static void
test_placebo (Fixture       *fixture,
              gconstpointer  data)
{
  const gsize n = fixture->chain->n_companies, row = penstock_history_get_n (fixture->history) - 1;
  g_autofree double *block = g_new (double, (4 + 2 * PENSTOCK_SOLVE_LANES) * n);
  double *benefit = block, *priced = block + n, *z = block + 2 * n, *gap = block + 3 * n;
  g_autofree bool *counts = g_new0 (bool, n);
  PenstockShuffled *a = penstock_shuffled_new (fixture->chain, 1), *b = penstock_shuffled_new (fixture->chain, 1);
  guint moved = 0;

  for (gsize i = 0; i < n; i++)
    counts[i] = fixture->chain->companies[i].listed && penstock_score_graph_row (fixture->graph->graph, i, NULL, NULL, NULL) > 0;
  penstock_score_solve_many (fixture->graph->graph, 0.6, penstock_history_get_column (fixture->history, row, PENSTOCK_COLUMN_own), 1, benefit,
                             block + 4 * n);
  penstock_score_priced (penstock_history_get_column (fixture->history, row, PENSTOCK_COLUMN_ret_1m), n, priced);
  penstock_score_benefit_scores (benefit, counts, priced, n, z, gap);
  assert_same_column (z, penstock_history_get_column (fixture->history, row, PENSTOCK_COLUMN_benefit_z), n, "benefit_z");
  for (gsize i = 0; i < n; i++)
    if (!isnan (gap[i]))
      g_assert_cmpfloat (gap[i], ==, penstock_history_get_column (fixture->history, row, PENSTOCK_COLUMN_gap)[i]);

  for (guint i = 0; i < fixture->chain->n_links; i++)
    {
      const PenstockLink *link = &fixture->chain->links[i], *shuffled = &a->chain.links[i];

      g_assert_true (link->from.index == shuffled->from.index && link->strength == shuffled->strength && link->kind == shuffled->kind);
      g_assert_cmpmem (&shuffled->to, sizeof shuffled->to, &b->chain.links[i].to, sizeof shuffled->to);
      moved += link->to.index != shuffled->to.index;
      if (link->kind != PENSTOCK_LINK_SUPPLY)
        g_assert_cmpuint (link->to.index, ==, shuffled->to.index);
    }
  g_assert_cmpuint (moved, >, fixture->chain->n_links / 2);
  penstock_shuffled_free (a);
  penstock_shuffled_free (b);
}

/* -- leaks -- */

static void
assert_leak (const PenstockEvidence *evidence,
             PenstockDay             day)
{
  g_assert_false (evidence->look_ahead_ok);
  g_assert_cmpint (evidence->look_ahead_fault, ==, day);
  g_assert_cmpstr (evidence->verdict, ==, "Not to be relied on: a score used later data");
  for (guint i = 0; i < evidence->n_rows; i++)
    g_assert_true (evidence->rows[i].finding == PENSTOCK_FINDING_NONE || evidence->rows[i].finding == PENSTOCK_FINDING_NOT_COMPUTED);
}

/* One row of the history is that of the day after: a leak of one day, which the check names. */
static void
test_leak_of_a_day (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(PenstockEvidencePast) past = penstock_evidence_past_from_history (fixture->history);
  const gsize row = (gsize)penstock_history_find (fixture->history, UNTIL - 14);
  g_autoptr(PenstockEvidence) evidence = NULL;

  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    if (past->column[c] != NULL)
      past->column[c][row] = past->column[c][row + 1];
  evidence = penstock_evidence_compute (fixture->market, past, FROM, UNTIL, 2, NULL, NULL);

  assert_leak (evidence, past->day[row]);
}

/* The scores were made of prices that run a day ahead from some day on: what a careless adjustment of dates does. */
static void
test_leak_of_a_series (Fixture       *fixture,
                       gconstpointer  data)
{
  const guint nvda = (guint)penstock_chain_find_id (fixture->chain, "nvda");
  g_autoptr(PenstockMarket) leaking = penstock_market_copy (fixture->market);
  g_autoptr(PenstockBars) ahead = world_part (leaking->company[nvda].bars, 0, DAY);
  const gsize from = (gsize)penstock_bars_find (ahead, UNTIL - 20);
  g_autoptr(PenstockHistory) history = NULL;
  g_autoptr(PenstockEvidence) evidence = NULL;

  for (gsize i = from; i + 1 < ahead->n; i++)
    ahead->field[PENSTOCK_BAR_CLOSE][i] = ahead->field[PENSTOCK_BAR_CLOSE][i + 1];
  penstock_market_set_bars (leaking, nvda, ahead);
  history = make_history (leaking);
  evidence = compute (fixture->market, history, 2);

  assert_leak (evidence, ahead->day[from]);
}

/* Revenue that a score knew before it was published. */
static void
test_leak_of_revenue (Fixture       *fixture,
                      gconstpointer  data)
{
  const guint honhai = (guint)penstock_chain_find_id (fixture->chain, "honhai");
  g_autoptr(PenstockMarket) leaking = penstock_market_copy (fixture->market);
  const PenstockRevenue *revenue = leaking->company[honhai].revenue;
  g_autofree PenstockRevenueFigure *figures = g_memdup2 (revenue->figures, revenue->n * sizeof (PenstockRevenueFigure));
  g_autoptr(PenstockRevenue) early = NULL;
  g_autoptr(PenstockHistory) history = NULL;
  g_autoptr(PenstockEvidence) evidence = NULL;

  for (gsize i = 0; i < revenue->n; i++)
    figures[i].published_at -= 5 * 86400;
  early = penstock_revenue_new (revenue->symbol, revenue->currency, 12, figures, revenue->n);
  penstock_market_set_revenue (leaking, honhai, early);
  history = make_history (leaking);
  evidence = compute (fixture->market, history, 2);

  g_assert_false (evidence->look_ahead_ok);
  g_assert_cmpint (evidence->look_ahead_fault, ==, evidence->from);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PenstockMarket) market = penstock_market_new (fixture->graph);
  g_autoptr(PenstockHistory) history = make_history (market);
  g_autoptr(PenstockEvidence) evidence = compute (market, history, 2);

  g_assert_cmpstr (evidence->verdict, ==, "Not enough data");
  g_assert_cmpint (evidence->from, ==, PENSTOCK_DAY_NONE);
  g_assert_cmpuint (evidence->n_tests, ==, 0);
  g_assert_cmpstr (find_row (evidence, PENSTOCK_COLUMN_revenue_z, 21)->words, ==, "0 companies with revenue, 0 days: not enough");
  g_assert_cmpuint (find_row (evidence, PENSTOCK_COLUMN_gap, 21)->n_quantiles, ==, 0);
}

/* -- the engine -- */

typedef struct { guint calls; double share; } Progress;

static void
progress_cb (double   share,
             gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpfloat (share, >=, progress->share);
  g_assert_cmpfloat (share, <=, 1);
  progress->share = share;
  progress->calls++;
}

static PenstockEvidence *
ask (World    *world,
     Progress *progress)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  PenstockEvidence *evidence;

  penstock_engine_get_evidence_async (world->engine, FROM, UNTIL, progress_cb, progress, NULL, world_result_cb, &result);
  evidence = penstock_engine_get_evidence_finish (world->engine, world_wait (&result), &error);
  g_assert_no_error (error);

  return evidence;
}

static void
test_asking (World         *world,
             gconstpointer  data)
{
  g_autoptr(PenstockEvidence) first = NULL, again = NULL, changed = NULL;
  g_autoptr(PenstockBars) bars = NULL;
  Progress progress = { 0 }, at_once = { 0 }, anew = { 0 };

  world_fill (world, DAY - 600, DAY - 1);
  first = ask (world, &progress);
  g_assert_cmpuint (progress.calls, >=, 1);
  g_assert_cmpfloat (progress.share, ==, 1);
  g_assert_true (first->look_ahead_ok);

  /* The same data and days: the same object, and nothing was computed. */
  again = ask (world, &at_once);
  g_assert_true (again == first);
  g_assert_cmpuint (at_once.calls, ==, 0);

  bars = world_bars (world->chain->companies[penstock_chain_find_id (world->chain, "nvda")].symbol, DAY, 3);
  world_put_bars (world, bars);
  changed = ask (world, &anew);
  g_assert_true (changed != first);
  g_assert_cmpuint (anew.calls, >=, 1);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
test_cancel (World         *world,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL, second = NULL;
  g_autoptr(GError) error = NULL, second_error = NULL;

  world_fill (world, DAY - 600, DAY);
  penstock_engine_get_evidence_async (world->engine, PENSTOCK_DAY_NONE, PENSTOCK_DAY_NONE, NULL, NULL, cancellable, world_result_cb, &result);
  g_timeout_add (20, cancel_cb, cancellable);
  g_assert_null (penstock_engine_get_evidence_finish (world->engine, world_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* Cancelled before it was asked */
  penstock_engine_get_evidence_async (world->engine, FROM, UNTIL, NULL, NULL, cancellable, world_result_cb, &second);
  g_assert_null (penstock_engine_get_evidence_finish (world->engine, world_wait (&second), &second_error));
  g_assert_error (second_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Whoever waits when the desk closes is told. */
static void
test_shutdown (World         *world,
               gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  world_fill (world, DAY - 600, DAY);
  penstock_engine_get_evidence_async (world->engine, PENSTOCK_DAY_NONE, PENSTOCK_DAY_NONE, NULL, NULL, NULL, world_result_cb, &result);
  penstock_engine_shutdown (world->engine);
  g_assert_null (penstock_engine_get_evidence_finish (world->engine, world_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, function) g_test_add ("/engine/evidence/" name, Fixture, NULL, setup, function, teardown)
#define ADD_WORLD(name, function) g_test_add ("/engine/evidence/" name, World, NULL, world_setup, function, world_teardown)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("table", test_table);
  ADD ("one-day", test_one_day);
  ADD ("unverified", test_unverified);
  ADD ("threads", test_threads);
  ADD ("placebo", test_placebo);
  ADD ("leak-of-a-day", test_leak_of_a_day);
  ADD ("leak-of-a-series", test_leak_of_a_series);
  ADD ("leak-of-revenue", test_leak_of_revenue);
  ADD ("nothing", test_nothing);
  ADD_WORLD ("asking", test_asking);
  ADD_WORLD ("cancel", test_cancel);
  ADD_WORLD ("shutdown", test_shutdown);

  return g_test_run ();
}
