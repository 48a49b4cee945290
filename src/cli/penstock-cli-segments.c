/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"
#include "penstock-history.h"

/* What is said of one day. */
typedef struct
{
  PenstockScoreboard *board;
  PenstockGroupPast  *groups;
  double              resonance;
  gboolean            triple;
} Answer;

static Answer
ask (PenstockEngine *engine,
     PenstockDay     as_of)
{
  g_autoptr(PenstockHistory) history = penstock_engine_compute_history (engine, as_of);
  Answer answer = { .board = penstock_engine_compute (engine, as_of) };

  answer.groups = penstock_history_phases_on (history, answer.board, &answer.resonance, &answer.triple);

  return answer;
}

static void
clear_answer (Answer *answer)
{
  penstock_scoreboard_unref (answer->board);
  g_free (answer->groups);
}

static void
print_group (PenstockCliJson          *json,
             const PenstockScoreboard *board,
             const PenstockGroupRow   *row,
             const PenstockGroupPast  *past)
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
  penstock_cli_json_string (json, "phase", penstock_score_phase_id (past->phase));
  penstock_cli_json_number (json, "change", past->change);
  penstock_cli_json_day (json, "since", past->since);
  penstock_cli_json_close (json, '}');
}

static void
print_json (const Answer *answer,
            GString      *out)
{
  const PenstockScoreboard *board = answer->board;
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 2);
  penstock_cli_json_open (&json, NULL, '{');
  penstock_cli_json_day (&json, "as_of", board->as_of);
  penstock_cli_json_boolean (&json, "simulated", board->simulated);
  penstock_cli_json_number (&json, "resonance", answer->resonance);
  if (isnan (answer->resonance))
    penstock_cli_json_null (&json, "triple_resonance");
  else
    penstock_cli_json_boolean (&json, "triple_resonance", answer->triple);
  penstock_cli_json_open (&json, "layers", '[');
  for (guint i = 0; i < board->n_layers; i++)
    print_group (&json, board, &board->layers[i], &answer->groups[PENSTOCK_GROUP_LAYER (board->chain, i)]);
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_open (&json, "segments", '[');
  for (guint i = 0; i < board->n_segments; i++)
    print_group (&json, board, &board->segments[i], &answer->groups[PENSTOCK_GROUP_SEGMENT (board->chain, i)]);
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_close (&json, '}');
}

/* The word of all layers stands in every row, so that a row of a spreadsheet says all there is. */
static void
add_row (PenstockCliTable        *table,
         const Answer            *answer,
         const PenstockGroupRow  *row,
         const PenstockGroupPast *past)
{
  char since[16];

  penstock_cli_table_text (table, row->id);
  penstock_cli_table_text (table, row->name);
  penstock_cli_table_text (table, row->layer >= 0 ? answer->board->chain->layers[row->layer].id : NULL);
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
  penstock_cli_table_text (table, penstock_score_phase_id (past->phase));
  penstock_cli_table_number (table, past->change);
  penstock_cli_table_text (table, past->since != PENSTOCK_DAY_NONE ? penstock_day_format (past->since, since) : NULL);
  penstock_cli_table_number (table, answer->resonance);
  penstock_cli_table_text (table, isnan (answer->resonance) ? NULL : answer->triple ? "true" : "false");
}

static void
print_table (const Answer      *answer,
             PenstockCliFormat  format,
             GString           *out)
{
  static const struct { const char *title; int decimals; } columns[] = {
    { "id", -1 },    { "name", -1 },      { "layer", -1 },    { "own", 2 },     { "benefit_z", 2 }, { "price_z", 2 }, { "revenue_z", 2 },
    { "gap", 2 },    { "validation", 2 }, { "narrative", 2 }, { "breadth", 2 }, { "members", 0 },   { "members_with_validation", 0 },
    { "phase", -1 }, { "change", 2 },     { "since", -1 },    { "resonance", 1 }, { "triple_resonance", -1 },
  };
  const PenstockScoreboard *board = answer->board;
  g_autoptr(PenstockCliTable) table = penstock_cli_table_new (format);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    penstock_cli_table_column (table, columns[i].title, columns[i].decimals);
  for (guint i = 0; i < board->n_layers; i++)
    add_row (table, answer, &board->layers[i], &answer->groups[PENSTOCK_GROUP_LAYER (board->chain, i)]);
  for (guint i = 0; i < board->n_segments; i++)
    add_row (table, answer, &board->segments[i], &answer->groups[PENSTOCK_GROUP_SEGMENT (board->chain, i)]);
  penstock_cli_table_print (table, out);
}

static int
run_segments (PenstockCli *cli,
              char       **args,
              GError     **error)
{
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_segments, "", NULL, NULL, args, error);
  g_autoptr(PenstockCliSession) session = NULL;
  Answer answer;

  if (words == NULL)
    return 0;
  if (!penstock_cli_expect (&penstock_cli_segments, words, (const char *[]){ NULL }, error) ||
      (session = penstock_cli_session_open (cli, error)) == NULL)
    return 1;

  answer = ask (session->engine, penstock_cli_session_as_of (session, cli));
  if (cli->format == PENSTOCK_CLI_JSON)
    print_json (&answer, cli->out);
  else
    print_table (&answer, cli->format, cli->out);
  clear_answer (&answer);
  return 0;
}

const PenstockCliCommand penstock_cli_segments = {
  .name = "segments",
  .summary = N_("The values of segments and layers"),
  .run = run_segments,
};
