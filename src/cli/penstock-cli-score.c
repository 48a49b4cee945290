/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-columns.h"
#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"

#include <math.h>

/* What a table for people has room for; CSV has every column. */
static const struct { PenstockColumn column; int decimals; } shown[] = {
  { PENSTOCK_COLUMN_score, 1 },     { PENSTOCK_COLUMN_own, 2 },       { PENSTOCK_COLUMN_coverage, 1 },  { PENSTOCK_COLUMN_benefit_z, 2 },
  { PENSTOCK_COLUMN_gap, 2 },       { PENSTOCK_COLUMN_price_z, 2 },   { PENSTOCK_COLUMN_revenue_z, 2 }, { PENSTOCK_COLUMN_event_z, 2 },
  { PENSTOCK_COLUMN_ret_1m, 3 },    { PENSTOCK_COLUMN_yoy_3m, 3 },
};

void
penstock_cli_json_columns (PenstockCliJson          *json,
                           const PenstockScoreboard *board,
                           guint                     company)
{
  for (guint i = 0; i < PENSTOCK_N_COLUMNS; i++)
    {
      const double value = penstock_scoreboard_get (board, company, (PenstockColumn)i);
      const char *key = penstock_score_columns[i].id;

      if (penstock_score_columns[i].kind == PENSTOCK_KIND_COUNT && isfinite (value))
        penstock_cli_json_integer (json, key, (gint64)value);
      else
        penstock_cli_json_number (json, key, value);
    }
}

static void
print_json (const PenstockScoreboard *board,
            GString                  *out)
{
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 2);
  penstock_cli_json_open (&json, NULL, '{');
  penstock_cli_json_day (&json, "as_of", board->as_of);
  penstock_cli_json_boolean (&json, "simulated", board->simulated);
  penstock_cli_json_string (&json, "chain", board->chain->id);
  penstock_cli_json_open (&json, "companies", '[');
  for (guint i = 0; i < board->n; i++)
    {
      const PenstockCompany *info = &board->chain->companies[i];

      penstock_cli_json_open (&json, NULL, '{');
      penstock_cli_json_string (&json, "id", info->id);
      penstock_cli_json_string (&json, "symbol", info->symbol);
      penstock_cli_json_string (&json, "name", info->name);
      penstock_cli_json_columns (&json, board, i);
      penstock_cli_json_close (&json, '}');
    }
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_close (&json, '}');
}

static void
print_csv (const PenstockScoreboard *board,
           GString                  *out)
{
  g_autoptr(PenstockCliTable) table = penstock_cli_table_new (PENSTOCK_CLI_CSV);

  penstock_cli_table_column (table, "id", -1);
  penstock_cli_table_column (table, "symbol", -1);
  penstock_cli_table_column (table, "name", -1);
  for (guint i = 0; i < PENSTOCK_N_COLUMNS; i++)
    penstock_cli_table_column (table, penstock_score_columns[i].id, 0);

  for (guint i = 0; i < board->n; i++)
    {
      const PenstockCompany *info = &board->chain->companies[i];

      penstock_cli_table_text (table, info->id);
      penstock_cli_table_text (table, info->symbol);
      penstock_cli_table_text (table, info->name);
      for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
        penstock_cli_table_number (table, penstock_scoreboard_get (board, i, (PenstockColumn)c));
    }
  penstock_cli_table_print (table, out);
}

/* Best score first, those without one last; ties in the chain's order. */
static int
compare_scores (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const guint first = *(const guint *)a, second = *(const guint *)b;
  const double x = penstock_scoreboard_get (user_data, first, PENSTOCK_COLUMN_score);
  const double y = penstock_scoreboard_get (user_data, second, PENSTOCK_COLUMN_score);

  if (isnan (x) != isnan (y))
    return isnan (x) ? 1 : -1;
  if (!isnan (x) && x != y)
    return x > y ? -1 : 1;
  return first < second ? -1 : first > second;
}

static void
print_table (const PenstockScoreboard *board,
             GString                  *out)
{
  g_autoptr(PenstockCliTable) table = penstock_cli_table_new (PENSTOCK_CLI_TABLE);
  g_autofree guint *order = g_new (guint, board->n);

  penstock_cli_table_column (table, "symbol", -1);
  penstock_cli_table_column (table, "name", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    penstock_cli_table_column (table, penstock_score_columns[shown[i].column].id, shown[i].decimals);

  for (guint i = 0; i < board->n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int)board->n, sizeof (guint), compare_scores, (gpointer)board);
  for (guint i = 0; i < board->n; i++)
    {
      penstock_cli_table_text (table, board->chain->companies[order[i]].symbol);
      penstock_cli_table_text (table, board->chain->companies[order[i]].name);
      for (gsize c = 0; c < G_N_ELEMENTS (shown); c++)
        penstock_cli_table_number (table, penstock_scoreboard_get (board, order[i], shown[c].column));
    }
  penstock_cli_table_print (table, out);
}

static int
run_score (PenstockCli *cli,
           char       **args,
           GError     **error)
{
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_score, "", NULL, NULL, args, error);
  g_autoptr(PenstockCliSession) session = NULL;
  g_autoptr(PenstockScoreboard) board = NULL;

  if (words == NULL)
    return 0;
  if (!penstock_cli_expect (&penstock_cli_score, words, (const char *[]){ NULL }, error) ||
      (session = penstock_cli_session_open (cli, error)) == NULL)
    return 1;

  board = penstock_engine_compute (session->engine, penstock_cli_session_as_of (session, cli));
  if (cli->format == PENSTOCK_CLI_JSON)
    print_json (board, cli->out);
  else if (cli->format == PENSTOCK_CLI_CSV)
    print_csv (board, cli->out);
  else
    print_table (board, cli->out);
  return 0;
}

const PenstockCliCommand penstock_cli_score = {
  .name = "score",
  .summary = N_("Every number of every company of the chain"),
  .run = run_score,
};
