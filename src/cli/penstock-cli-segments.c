/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"

static void
print_group (PenstockCliJson          *json,
             const PenstockScoreboard *board,
             const PenstockGroupRow   *row)
{
  penstock_cli_json_open (json, NULL, '{');
  penstock_cli_json_string (json, "id", row->id);
  penstock_cli_json_string (json, "name", row->name);
  if (row->layer >= 0)
    penstock_cli_json_string (json, "layer", board->chain->layers[row->layer].id);
  penstock_cli_json_number (json, "own", row->values.own);
  penstock_cli_json_number (json, "benefit_z", row->values.benefit_z);
  penstock_cli_json_number (json, "price_z", row->values.price_z);
  penstock_cli_json_number (json, "revenue_z", row->values.revenue_z);
  penstock_cli_json_number (json, "gap", row->values.gap);
  penstock_cli_json_number (json, "validation", row->values.validation);
  penstock_cli_json_number (json, "narrative", row->values.narrative);
  penstock_cli_json_number (json, "breadth", row->values.breadth);
  penstock_cli_json_integer (json, "members", (gint64)row->values.members);
  penstock_cli_json_integer (json, "members_with_validation", (gint64)row->values.members_with_validation);
  penstock_cli_json_null (json, "phase");
  penstock_cli_json_close (json, '}');
}

static void
print_json (const PenstockScoreboard *board,
            GString                  *out)
{
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 2);
  penstock_cli_json_open (&json, NULL, '{');
  penstock_cli_json_day (&json, "as_of", board->as_of);
  penstock_cli_json_null (&json, "resonance");
  penstock_cli_json_null (&json, "triple_resonance");
  penstock_cli_json_open (&json, "layers", '[');
  for (guint i = 0; i < board->n_layers; i++)
    print_group (&json, board, &board->layers[i]);
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_open (&json, "segments", '[');
  for (guint i = 0; i < board->n_segments; i++)
    print_group (&json, board, &board->segments[i]);
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_close (&json, '}');
}

static void
add_row (PenstockCliTable         *table,
         const PenstockScoreboard *board,
         const PenstockGroupRow   *row)
{
  penstock_cli_table_text (table, row->id);
  penstock_cli_table_text (table, row->name);
  penstock_cli_table_text (table, row->layer >= 0 ? board->chain->layers[row->layer].id : NULL);
  penstock_cli_table_number (table, row->values.own);
  penstock_cli_table_number (table, row->values.benefit_z);
  penstock_cli_table_number (table, row->values.price_z);
  penstock_cli_table_number (table, row->values.revenue_z);
  penstock_cli_table_number (table, row->values.gap);
  penstock_cli_table_number (table, row->values.validation);
  penstock_cli_table_number (table, row->values.narrative);
  penstock_cli_table_number (table, row->values.breadth);
  penstock_cli_table_number (table, (double)row->values.members);
  penstock_cli_table_number (table, (double)row->values.members_with_validation);
}

static void
print_table (const PenstockScoreboard *board,
             PenstockCliFormat         format,
             GString                  *out)
{
  static const struct { const char *title; int decimals; } columns[] = {
    { "id", -1 },    { "name", -1 },      { "layer", -1 },    { "own", 2 },     { "benefit_z", 2 }, { "price_z", 2 }, { "revenue_z", 2 },
    { "gap", 2 },    { "validation", 2 }, { "narrative", 2 }, { "breadth", 2 }, { "members", 0 },   { "members_with_validation", 0 },
  };
  g_autoptr(PenstockCliTable) table = penstock_cli_table_new (format);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    penstock_cli_table_column (table, columns[i].title, columns[i].decimals);
  for (guint i = 0; i < board->n_layers; i++)
    add_row (table, board, &board->layers[i]);
  for (guint i = 0; i < board->n_segments; i++)
    add_row (table, board, &board->segments[i]);
  penstock_cli_table_print (table, out);
}

static int
run_segments (PenstockCli *cli,
              char       **args,
              GError     **error)
{
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_segments, "", NULL, NULL, args, error);
  g_autoptr(PenstockCliSession) session = NULL;
  g_autoptr(PenstockScoreboard) board = NULL;

  if (words == NULL)
    return 0;
  if (!penstock_cli_expect (&penstock_cli_segments, words, (const char *[]){ NULL }, error) ||
      (session = penstock_cli_session_open (cli, error)) == NULL)
    return 1;

  board = penstock_engine_compute (session->engine, penstock_cli_session_as_of (session, cli));
  if (cli->format == PENSTOCK_CLI_JSON)
    print_json (board, cli->out);
  else
    print_table (board, cli->format, cli->out);
  return 0;
}

const PenstockCliCommand penstock_cli_segments = {
  .name = "segments",
  .summary = N_("The values of segments and layers"),
  .run = run_segments,
};
