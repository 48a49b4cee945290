/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-market.h"

/* Real histories, where they are at hand: imported from their files and scored as of a day of theirs. */

#define AS_OF "2026-08-19"

static char *
shared_path (const char *name)
{
  const char *shared = g_getenv ("PENSTOCK_SHARED");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "feeds", "history", name, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static guint
import_all (World      *world,
            const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *symbol = g_str_has_suffix (name, ".csv") ? g_strndup (name, strlen (name) - 4) : NULL;
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autoptr(GError) error = NULL;
      int company;

      if (symbol == NULL)
        continue;
      company = penstock_chain_find_symbol (world->chain, symbol);
      penstock_import_bars (path, symbol, company >= 0 ? world->chain->companies[company].currency : NULL,
                            penstock_clock_now (world->clock), batch, &error);
      g_assert_no_error (error);
      world_put (world, batch);
      n += company >= 0;
    }

  return n;
}

static void
test_histories (World         *world,
                gconstpointer  data)
{
  const PenstockDay as_of = penstock_day_parse (AS_OF);
  g_autofree char *folder = shared_path ("yahoo_2025-10_2026-08");
  g_autofree char *monthly = shared_path ("monthly_revenue_tw.csv");
  g_autoptr(PenstockScoreboard) board = NULL;
  g_autoptr(PenstockScoreboard) split = NULL;
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  const guint klac = (guint)penstock_chain_find_symbol (world->chain, "KLAC");
  const PenstockAction action = { PENSTOCK_ACTION_SPLIT_USER, penstock_day_parse ("2026-06-05"), 10, 1 };
  guint n, stale = 0, changed = 0;

  if (folder == NULL || monthly == NULL)
    {
      g_test_skip ("the histories are not here");
      return;
    }

  penstock_clock_advance (world->clock, (penstock_day_to_unix_utc (as_of) - WORLD_NOW + 12 * 3600) * G_USEC_PER_SEC);
  n = import_all (world, folder);
  penstock_import_revenue (monthly, NULL, penstock_clock_now (world->clock), batch, &error);
  g_assert_no_error (error);
  world_put (world, batch);

  board = penstock_engine_compute (world->engine, as_of);
  g_test_message ("%u listings, %u ranked, %u with benefit_rel", n, board->n_ranked, count_known (board, PENSTOCK_COLUMN_benefit_rel));
  for (guint i = 0; i < board->n; i++)
    if (board->facts[i].state == PENSTOCK_SERIES_STALE)
      {
        /* Two of the files end in June. */
        g_assert_cmpint (board->facts[i].last_day, <, as_of - 7);
        stale++;
      }
    else if (i != klac && board->facts[i].state != PENSTOCK_SERIES_NONE)
      {
        g_assert_cmpuint (board->facts[i].state, ==, PENSTOCK_SERIES_CURRENT);
        g_assert_false (isnan (board->column[PENSTOCK_COLUMN_price_z][i]));
        g_assert_false (isnan (board->column[PENSTOCK_COLUMN_score][i]));
      }
  g_assert_cmpuint (board->facts[klac].state, ==, PENSTOCK_SERIES_UNVERIFIED);
  g_assert_cmpint (board->facts[klac].verdict.jump_day, ==, action.day);
  g_assert_true (isnan (board->column[PENSTOCK_COLUMN_price_z][klac]));
  g_assert_true (isnan (board->column[PENSTOCK_COLUMN_score][klac]));
  g_assert_cmpuint (count_known (board, PENSTOCK_COLUMN_price_z), ==, n - 1 - stale);
  g_assert_cmpuint (stale, ==, 2);
  g_assert_cmpuint (count_known (board, PENSTOCK_COLUMN_revenue_z), <=, 3);

  for (guint i = 0; i < board->n; i++)
    {
      g_autoptr(PenstockExplanation) explanation = penstock_explanation_new (board, i);
      double sum = 0;

      for (guint s = 0; s < explanation->n_sources; s++)
        sum += explanation->sources[s].contribution;
      g_assert_cmpfloat_with_epsilon (sum, explanation->benefit, 1e-9);
    }

  {
    g_autoptr(PenstockHistory) history = penstock_engine_compute_history (world->engine, as_of);
    const gsize n_rows = penstock_history_get_n (history);

    g_assert_cmpint (penstock_history_get_day (history, n_rows - 1), ==, as_of);
    for (gsize row = 20; row < n_rows; row += 60)
      {
        g_autoptr(PenstockScoreboard) then = penstock_engine_compute (world->engine, penstock_history_get_day (history, row));

        assert_row_is_board (history, row, then);
      }
    assert_row_is_board (history, n_rows - 1, board);
  }

  /* Entered, it is back, and nobody else's own numbers moved. */
  penstock_engine_explain_jump_async (world->engine, "KLAC", &action, NULL, world_result_cb, &result);
  penstock_engine_explain_jump_finish (world->engine, world_wait (&result), &error);
  g_assert_no_error (error);
  split = penstock_engine_compute (world->engine, as_of);
  for (guint i = 0; i < board->n; i++)
    changed += memcmp (&board->column[PENSTOCK_COLUMN_ram_6_1][i], &split->column[PENSTOCK_COLUMN_ram_6_1][i], sizeof (double)) != 0;
  g_assert_cmpuint (changed, ==, 1);
  g_assert_false (isnan (split->column[PENSTOCK_COLUMN_score][klac]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/engine/real/histories", World, NULL, world_setup, test_histories, world_teardown);

  return g_test_run ();
}
