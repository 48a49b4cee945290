/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <glib.h>

#include "penstock-score-momentum.h"
#include "penstock-score.h"

/* Momentum of a whole series at once is, bit for bit, what each day's own computation finds. */

typedef struct { GArray *day, *price; } History;

static void
history_clear (History *self)
{
  g_array_unref (self->day);
  g_array_unref (self->price);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (History, history_clear)

/* The bars of a recorded CSV whose close can be read. */
static History
read_history (const char *path)
{
  History self = { g_array_new (FALSE, FALSE, sizeof (gint32)), g_array_new (FALSE, FALSE, sizeof (double)) };
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (gint32 i = 1; lines[i] != NULL; i++)
    {
      g_auto(GStrv) cells = g_strsplit (g_strstrip (lines[i]), ",", -1);
      const double price = g_strv_length (cells) > 4 ? g_ascii_strtod (cells[4], NULL) : 0.0;

      if (price > 0.0)
        {
          g_array_append_val (self.day, i);
          g_array_append_val (self.price, price);
        }
    }

  return self;
}

/* The section's columns of the day of bar @last, of a company alone. */
static void
compute_day (const History *history,
             gsize          last,
             double         value[PENSTOCK_SCORE_N_MOMENTUM])
{
  PenstockScoreCompany company = {
    .day = (const gint32 *)(gpointer)history->day->data, .price = (const double *)(gpointer)history->price->data, .n_bars = last + 1, .listed = true,
  };
  double columns[PENSTOCK_N_COLUMNS], work[8];
  PenstockScoreTable table = { .n = 1 };
  PenstockScoreGraph *graph = penstock_score_graph_new (1, 0, NULL, 0, NULL, 0);

  for (gsize c = 0; c < PENSTOCK_N_COLUMNS; c++)
    table.column[c] = &columns[c];
  penstock_score_compute (company.day[last], &company, graph, &penstock_score_default_settings, &table, work);
  memcpy (value, columns, PENSTOCK_SCORE_N_MOMENTUM * sizeof *value);
  penstock_score_graph_free (graph);
}

static gsize
assert_same (const History *history,
             gsize          step)
{
  const gsize n = history->price->len;
  g_autofree double *memory = g_new (double, n * PENSTOCK_SCORE_N_MOMENTUM + 1);
  g_autofree double *work = g_new (double, n * PENSTOCK_SCORE_MOMENTUM_WORK + 1);
  double *column[PENSTOCK_SCORE_N_MOMENTUM];
  gsize known = 0;

  for (gsize c = 0; c < PENSTOCK_SCORE_N_MOMENTUM; c++)
    column[c] = memory + c * n;
  penstock_score_momentum_of_series ((const double *)(gpointer)history->price->data, n, column, work);

  for (gsize i = 0; i < n; i += step)
    {
      double value[PENSTOCK_SCORE_N_MOMENTUM];

      compute_day (history, i, value);
      for (gsize c = 0; c < PENSTOCK_SCORE_N_MOMENTUM; c++)
        if (!(isnan (value[c]) && isnan (column[c][i])))
          {
            g_assert_cmpmem (&value[c], sizeof (double), &column[c][i], sizeof (double));
            known++;
          }
    }

  return known;
}

static void
assert_folder (const char *folder)
{
  g_autofree char *path = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;
  gsize known = 0;

  if (g_getenv ("PENSTOCK_SHARED") != NULL)
    {
      path = g_build_filename (g_getenv ("PENSTOCK_SHARED"), "feeds", "history", folder, NULL);
      dir = g_dir_open (path, 0, NULL);
    }
  if (dir == NULL)
    {
      g_test_skip ("the recorded histories are not at hand");
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".csv"))
      {
        g_autofree char *file = g_build_filename (path, name, NULL);
        g_auto(History) history = read_history (file);

        known += assert_same (&history, 7);
      }
  g_assert_cmpuint (known, >, 1000);
}

static void
test_decade (void)
{
  assert_folder ("nasdaq_10y_normalised");
}

static void
test_year (void)
{
  assert_folder ("yahoo_2025-10_2026-08");
}

/* A price that never moves has no volatility, and so no risk-adjusted momentum: missing, not infinite. */
static void
test_still_price (void)
{
  History history = { g_array_new (FALSE, FALSE, sizeof (gint32)), g_array_new (FALSE, FALSE, sizeof (double)) };
  double value[PENSTOCK_SCORE_N_MOMENTUM];

  for (gint32 i = 0; i < 300; i++)
    {
      const double price = 0.1;

      g_array_append_val (history.day, i);
      g_array_append_val (history.price, price);
    }
  assert_same (&history, 1);
  penstock_score_momentum_of_last ((const double *)(gpointer)history.price->data, 300, value);
  g_assert_cmpfloat (value[PENSTOCK_COLUMN_vol_63], ==, 0.0);
  g_assert_cmpfloat (value[PENSTOCK_COLUMN_mom_6_1], ==, 0.0);
  g_assert_true (isnan (value[PENSTOCK_COLUMN_ram_6_1]));
  g_assert_cmpfloat (value[PENSTOCK_COLUMN_high_52w], ==, 1.0);
  history_clear (&history);
}

/* SCORING.md §1, "bars needed". */
static void
test_bars_needed (void)
{
  static const gsize needed[PENSTOCK_SCORE_N_MOMENTUM] = { 22, 127, 253, 64, 127, 253, 252 };
  double price[300], value[PENSTOCK_SCORE_N_MOMENTUM];

  for (gsize i = 0; i < G_N_ELEMENTS (price); i++)
    price[i] = 100.0 + (double)(i * 7 % 13);
  for (gsize n = 0; n <= G_N_ELEMENTS (price); n++)
    {
      penstock_score_momentum_of_last (price, n, value);
      for (gsize c = 0; c < PENSTOCK_SCORE_N_MOMENTUM; c++)
        g_assert_cmpint (isnan (value[c]), ==, n < needed[c]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/score/momentum/decade", test_decade);
  g_test_add_func ("/score/momentum/year", test_year);
  g_test_add_func ("/score/momentum/still-price", test_still_price);
  g_test_add_func ("/score/momentum/bars-needed", test_bars_needed);

  return g_test_run ();
}
