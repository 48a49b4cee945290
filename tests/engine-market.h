/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The market of engine-world.h without a store: what the pure half of the engine reads. */

#include "engine-world.h"

#include "penstock-compute.h"

typedef struct { PenstockChain *chain; PenstockGraph *graph; } MarketFixture;

static inline void
market_setup (MarketFixture *fixture,
              gconstpointer  data)
{
  fixture->chain = world_chain ();
  fixture->graph = penstock_graph_new (fixture->chain);
}

static inline void
market_teardown (MarketFixture *fixture,
                 gconstpointer  data)
{
  penstock_graph_unref (fixture->graph);
  penstock_chain_unref (fixture->chain);
}

static inline guint
market_company (MarketFixture *fixture,
                const char    *id)
{
  const int company = penstock_chain_find_id (fixture->chain, id);

  g_assert_cmpint (company, >=, 0);
  return (guint)company;
}

/* Every listing of the first tier, and revenue of many: of the whole chain, so that no layer is undetermined. */
static inline PenstockMarket *
market_full (MarketFixture *fixture)
{
  PenstockMarket *market = penstock_market_new (fixture->graph);
  g_autoptr(GPtrArray) events = world_events ();

  market->today = world_today ();
  for (guint i = 0; i < fixture->chain->n_companies; i++)
    {
      const PenstockCompany *company = &fixture->chain->companies[i];
      g_autoptr(PenstockBars) bars = NULL;
      g_autoptr(PenstockRevenue) revenue = NULL;

      if (!company->listed || company->tier != 1)
        continue;
      bars = world_bars (company->symbol, world_today () - (PenstockDay)(i % 3), WORLD_BARS - i % 7);
      revenue = world_revenue (company->symbol);
      penstock_market_set_bars (market, i, bars);
      if (i % 4 != 0)
        penstock_market_set_revenue (market, i, revenue);
    }
  penstock_market_set_events (market, events);

  return market;
}

static inline void
market_set_quote (PenstockMarket *market,
                  guint           company,
                  PenstockDay     day,
                  double          price)
{
  PenstockQuote quote;

  penstock_quote_clear (&quote);
  quote.day = day;
  quote.price = price;
  penstock_market_set_quote (market, company, &quote);
}

/* @market's bars of one company with something done to them, in a market of its own. */
static inline PenstockBars *
market_copy_bars (PenstockMarket *market,
                  guint           company)
{
  return world_part (market->company[company].bars, -100000, 100000);
}

static inline PenstockScoreboard *
market_board (PenstockMarket *market,
              PenstockDay     day)
{
  g_autoptr(PenstockPanel) panel = penstock_panel_new (market->graph);

  return penstock_compute_board (market, day, panel);
}

static inline PenstockHistory *
market_history (PenstockMarket *market,
                PenstockDay     until)
{
  g_autoptr(PenstockPanel) panel = penstock_panel_new (market->graph);

  penstock_panel_sync (panel, market);
  g_assert_true (penstock_panel_grow (panel, until, NULL));
  return penstock_panel_get_history (panel, until);
}

static inline void
assert_same_groups (const PenstockGroupPast *a,
                    const PenstockGroupPast *b,
                    guint                    n)
{
  for (guint g = 0; g < n; g++)
    {
      g_assert_cmpmem (&a[g].values, sizeof a[g].values, &b[g].values, sizeof b[g].values);
      g_assert_cmpuint (a[g].phase, ==, b[g].phase);
      g_assert_cmpint (a[g].since, ==, b[g].since);
      g_assert_cmpmem (&a[g].change, sizeof (double), &b[g].change, sizeof (double));
    }
}

/* The same bytes in every row. */
static inline void
assert_same_history (const PenstockHistory *a,
                     const PenstockHistory *b)
{
  const PenstockChain *chain = penstock_history_get_chain (a);

  g_assert_cmpuint (penstock_history_get_n (a), ==, penstock_history_get_n (b));
  for (gsize row = 0; row < penstock_history_get_n (a); row++)
    {
      const double resonance_a = penstock_history_get_resonance (a, row), resonance_b = penstock_history_get_resonance (b, row);

      g_assert_cmpint (penstock_history_get_day (a, row), ==, penstock_history_get_day (b, row));
      for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
        if (penstock_history_keeps (c))
          assert_same_column (penstock_history_get_column (a, row, c), penstock_history_get_column (b, row, c), chain->n_companies,
                              penstock_score_columns[c].id);
      assert_same_groups (penstock_history_get_group (a, row, 0), penstock_history_get_group (b, row, 0), PENSTOCK_GROUP_CHAIN (chain) + 1);
      g_assert_cmpmem (&resonance_a, sizeof (double), &resonance_b, sizeof (double));
      g_assert_cmpint (penstock_history_get_triple (a, row), ==, penstock_history_get_triple (b, row));
    }
}

/* A row is what a board of its day, computed by itself and without live quotes, says. */
static inline void
assert_row_is_board (const PenstockHistory    *history,
                     gsize                     row,
                     const PenstockScoreboard *board)
{
  double resonance, expected = penstock_history_get_resonance (history, row);
  gboolean triple;
  g_autofree PenstockGroupPast *groups = penstock_history_phases_on (history, board, &resonance, &triple);

  g_assert_cmpint (penstock_history_get_day (history, row), ==, board->as_of);
  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    if (penstock_history_keeps (c))
      assert_same_column (penstock_history_get_column (history, row, c), board->column[c], board->n, penstock_score_columns[c].id);
  for (guint s = 0; s < board->n_segments; s++)
    g_assert_cmpmem (&board->segments[s].values, sizeof (PenstockScoreGroup),
                     &penstock_history_get_group (history, row, PENSTOCK_GROUP_SEGMENT (board->chain, s))->values, sizeof (PenstockScoreGroup));
  for (guint l = 0; l < board->n_layers; l++)
    g_assert_cmpmem (&board->layers[l].values, sizeof (PenstockScoreGroup),
                     &penstock_history_get_group (history, row, PENSTOCK_GROUP_LAYER (board->chain, l))->values, sizeof (PenstockScoreGroup));
  assert_same_groups (groups, penstock_history_get_group (history, row, 0), PENSTOCK_GROUP_CHAIN (board->chain) + 1);
  g_assert_cmpmem (&resonance, sizeof (double), &expected, sizeof (double));
  g_assert_cmpint (triple, ==, penstock_history_get_triple (history, row));
}
