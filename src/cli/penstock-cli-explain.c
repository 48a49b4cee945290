/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-columns.h"
#include "penstock-cli-path.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"

static void
print_json (const PenstockScoreboard  *board,
            const PenstockExplanation *explanation,
            GString                   *out)
{
  const PenstockChain *chain = board->chain;
  const PenstockCompany *info = &chain->companies[explanation->company];
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 2);
  penstock_cli_json_open (&json, NULL, '{');
  penstock_cli_json_string (&json, "id", info->id);
  penstock_cli_json_string (&json, "symbol", info->symbol);
  penstock_cli_json_day (&json, "as_of", board->as_of);
  penstock_cli_json_boolean (&json, "simulated", board->simulated);
  penstock_cli_json_open (&json, "inputs", '{');
  penstock_cli_json_columns (&json, board, explanation->company);
  penstock_cli_json_close (&json, '}');
  penstock_cli_json_number (&json, "benefit", explanation->benefit);
  penstock_cli_json_open (&json, "sources", '[');
  for (guint i = 0; i < explanation->n_sources; i++)
    {
      penstock_cli_json_open (&json, NULL, '{');
      penstock_cli_json_string (&json, "id", chain->companies[explanation->sources[i].company].id);
      penstock_cli_json_number (&json, "contribution", explanation->sources[i].contribution);
      penstock_cli_json_close (&json, '}');
    }
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_open (&json, "paths", '[');
  for (guint i = 0; i < explanation->n_paths; i++)
    penstock_cli_json_path (&json, NULL, chain, &explanation->paths[i]);
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_close (&json, '}');
}

/* One row per input, source and path. */
static void
print_table (const PenstockScoreboard  *board,
             const PenstockExplanation *explanation,
             PenstockCliFormat          format,
             GString                   *out)
{
  g_autoptr(PenstockCliTable) table = penstock_cli_table_new (format);

  penstock_cli_table_column (table, "part", -1);
  penstock_cli_table_column (table, "id", -1);
  penstock_cli_table_column (table, "value", 4);
  for (guint i = 0; i < PENSTOCK_N_COLUMNS; i++)
    {
      penstock_cli_table_text (table, "input");
      penstock_cli_table_text (table, penstock_score_columns[i].id);
      penstock_cli_table_number (table, penstock_scoreboard_get (board, explanation->company, (PenstockColumn)i));
    }
  for (guint i = 0; i < explanation->n_sources; i++)
    {
      penstock_cli_table_text (table, "source");
      penstock_cli_table_text (table, board->chain->companies[explanation->sources[i].company].id);
      penstock_cli_table_number (table, explanation->sources[i].contribution);
    }
  for (guint i = 0; i < explanation->n_paths; i++)
    {
      g_autofree char *path = penstock_cli_describe_path (board->chain, &explanation->paths[i]);

      penstock_cli_table_text (table, "path");
      penstock_cli_table_text (table, path);
      penstock_cli_table_number (table, explanation->paths[i].contribution);
    }
  penstock_cli_table_print (table, out);
}

static int
run_explain (PenstockCli *cli,
             char       **args,
             GError     **error)
{
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_explain, "ID",
                                            _("ID is a chain id (honhai), a symbol (2317.TW) or an alias (Foxconn)."), NULL, args, error);
  g_autoptr(PenstockCliSession) session = NULL;
  g_autoptr(PenstockScoreboard) board = NULL;
  g_autoptr(PenstockExplanation) explanation = NULL;
  int company;

  if (words == NULL)
    return 0;
  if (!penstock_cli_expect (&penstock_cli_explain, words, (const char *[]){ "ID", NULL }, error) ||
      (session = penstock_cli_session_open (cli, error)) == NULL ||
      (company = penstock_chain_find (session->chain, words[0], error)) < 0)
    return 1;

  board = penstock_engine_compute (session->engine, penstock_cli_session_as_of (session, cli));
  explanation = penstock_explanation_new (board, (guint)company);
  if (cli->format == PENSTOCK_CLI_JSON)
    print_json (board, explanation, cli->out);
  else
    print_table (board, explanation, cli->format, cli->out);
  return 0;
}

const PenstockCliCommand penstock_cli_explain = {
  .name = "explain",
  .summary = N_("Where a company's scores come from"),
  .run = run_explain,
};
