/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-world.h"
#include "penstock-what-if.h"

/* A what-if of the shipped chain: against the scores computed with the shock in them, and its paths against those of an explanation. */

typedef struct
{
  PenstockChain      *chain;
  PenstockGraph      *graph;
  PenstockScoreboard *board;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(PenstockMarket) market = NULL;
  g_autoptr(PenstockPanel) panel = NULL;

  fixture->chain = world_chain ();
  fixture->graph = penstock_graph_new (fixture->chain);
  market = penstock_market_new (fixture->graph);
  market->settings = penstock_score_default_settings;
  market->today = world_today ();
  for (guint i = 0; i < market->n; i++)
    if (fixture->chain->companies[i].listed)
      {
        g_autoptr(PenstockBars) bars = world_bars (fixture->chain->companies[i].symbol, world_today (), 300);

        penstock_market_set_bars (market, i, bars);
      }
  panel = penstock_panel_new (fixture->graph);
  fixture->board = penstock_compute_board (market, world_today (), panel);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  penstock_scoreboard_unref (fixture->board);
  penstock_graph_unref (fixture->graph);
  penstock_chain_unref (fixture->chain);
}

/* What the scores' own solve says of @board's signals with the shock added. */
static double *
solve_with (const PenstockScoreboard *board,
            const double             *shock)
{
  double *own = g_new0 (double, board->n + 1);
  double *benefit = g_new0 (double, board->n + 1);

  for (guint i = 0; i < board->n; i++)
    own[i] = (isnan (board->column[PENSTOCK_COLUMN_own][i]) ? 0.0 : board->column[PENSTOCK_COLUMN_own][i]) + shock[i];
  penstock_score_solve (board->graph, board->settings.alpha, own, benefit);
  g_free (own);
  return benefit;
}

static double
delta_of (const PenstockWhatIf *what_if,
          guint                 company)
{
  for (guint i = 0; i < what_if->n_rows; i++)
    if (what_if->rows[i].company == company)
      return what_if->rows[i].delta;

  return 0.0;
}

static void
check_shock (const PenstockScoreboard *board,
             const PenstockWhatIf     *what_if,
             const double             *shock)
{
  g_autofree double *with = solve_with (board, shock);

  for (guint i = 0; i < board->n; i++)
    g_assert_cmpfloat_with_epsilon (delta_of (what_if, i), with[i] - board->column[PENSTOCK_COLUMN_benefit][i], 1e-10);
  for (guint i = 1; i < what_if->n_rows; i++)
    g_assert_cmpfloat (fabs (what_if->rows[i - 1].delta), >=, fabs (what_if->rows[i].delta));
}

static void
test_company (Fixture      *fixture,
              gconstpointer data)
{
  const PenstockScoreboard *board = fixture->board;

  for (guint company = 0; company < board->n; company += 7)
    {
      g_autoptr(PenstockWhatIf) what_if = penstock_what_if_new (board, FALSE, company, -1.5);
      g_autofree double *shock = g_new0 (double, board->n + 1);

      shock[company] = -1.5;
      check_shock (board, what_if, shock);
      for (guint i = 0; i < what_if->n_rows; i++)
        g_assert_cmpfloat (what_if->rows[i].delta, <, 0.0);
    }
}

/* To each member by its exposure; a consolidated child does not count beside its parent. */
static void
test_segment (Fixture      *fixture,
              gconstpointer data)
{
  const PenstockChain *chain = fixture->chain;
  const PenstockScoreboard *board = fixture->board;

  for (guint segment = 0; segment < chain->n_segments; segment++)
    {
      g_autoptr(PenstockWhatIf) what_if = penstock_what_if_new (board, TRUE, segment, 2.0);
      g_autofree double *shock = g_new0 (double, board->n + 1);

      for (guint i = 0; i < chain->n_companies; i++)
        for (guint k = 0; k < chain->companies[i].n_exposures; k++)
          if (chain->companies[i].exposures[k].segment == segment)
            shock[i] += 2.0 * chain->companies[i].exposures[k].weight;
      for (guint o = 0; o < chain->n_ownerships; o++)
        if (chain->ownerships[o].consolidated && shock[chain->ownerships[o].parent] > 0.0)
          shock[chain->ownerships[o].child] = 0.0;
      check_shock (board, what_if, shock);
    }
}

/* The slow search that explains one company finds the same strongest path, and as many. */
static void
test_paths (Fixture      *fixture,
            gconstpointer data)
{
  const PenstockScoreboard *board = fixture->board;
  const int source = penstock_chain_find_id (fixture->chain, "nvda");
  g_autoptr(PenstockWhatIf) what_if = NULL;
  g_autofree double *shock = g_new0 (double, board->n + 1);
  guint checked = 0;

  g_assert_cmpint (source, >=, 0);
  shock[source] = 1.0;
  what_if = penstock_what_if_new (board, FALSE, (guint)source, 1.0);
  for (guint i = 0; i < what_if->n_rows; i++)
    {
      const PenstockWhatIfRow *row = &what_if->rows[i];
      PenstockScorePath path;
      size_t total = 0;
      const size_t n = penstock_score_paths (board->graph, board->settings.alpha, shock, row->company, &path, 1, &total);

      g_assert_cmpuint (row->n_paths, ==, total);
      g_assert_cmpuint (n, ==, row->path.n_links > 0);
      if (n == 0)
        continue;

      checked++;
      g_assert_cmpfloat_with_epsilon (row->path.contribution, path.contribution, 1e-15);
      g_assert_cmpuint (row->path.n_links, ==, path.n_links);
      g_assert_cmpuint (row->path.node[0], ==, (guint)source);
      g_assert_cmpuint (row->path.node[row->path.n_links], ==, row->company);
      for (size_t k = 0; k < row->path.n_links; k++)
        {
          const PenstockLink *link = &fixture->chain->links[row->path.link[k]];

          g_assert_cmpint (link->kind, ==, PENSTOCK_LINK_SUPPLY);
          g_assert_cmpint (link->from.is_segment || link->from.index == row->path.node[k + 1], ==, TRUE);
          g_assert_cmpint (link->to.is_segment || link->to.index == row->path.node[k], ==, TRUE);
        }
    }
  g_assert_cmpuint (checked, >, 20);
}

static void
test_nothing (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(PenstockWhatIf) none = penstock_what_if_new (fixture->board, FALSE, 0, 0.0);
  PenstockScoreboard *board = fixture->board;
  g_autoptr(PenstockWhatIf) undamped = NULL;

  g_assert_cmpuint (none->n_rows, ==, 0);
  board->settings.alpha = 0.0;
  undamped = penstock_what_if_new (board, FALSE, (guint)penstock_chain_find_id (fixture->chain, "nvda"), 1.0);
  g_assert_cmpuint (undamped->n_rows, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/engine/what-if/company", Fixture, NULL, set_up, test_company, tear_down);
  g_test_add ("/engine/what-if/segment", Fixture, NULL, set_up, test_segment, tear_down);
  g_test_add ("/engine/what-if/paths", Fixture, NULL, set_up, test_paths, tear_down);
  g_test_add ("/engine/what-if/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  return g_test_run ();
}
