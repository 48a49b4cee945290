/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "penstock-cli-path.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"
#include "penstock-what-if.h"

/* Own signals are z-scores: a shock of more says nothing. */
#define LARGEST_AMOUNT 100.0

static void
print_json (const PenstockScoreboard *board,
            const PenstockWhatIf     *what_if,
            GString                  *out)
{
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 1);
  penstock_cli_json_open (&json, NULL, '[');
  for (guint i = 0; i < what_if->n_rows; i++)
    {
      const PenstockWhatIfRow *row = &what_if->rows[i];

      penstock_cli_json_open (&json, NULL, '{');
      penstock_cli_json_string (&json, "id", board->chain->companies[row->company].id);
      penstock_cli_json_string (&json, "symbol", board->chain->companies[row->company].symbol);
      penstock_cli_json_number (&json, "delta", row->delta);
      penstock_cli_json_integer (&json, "paths", row->n_paths);
      penstock_cli_json_path (&json, "path", board->chain, &row->path);
      penstock_cli_json_close (&json, '}');
    }
  penstock_cli_json_close (&json, ']');
}

static void
print_table (const PenstockScoreboard *board,
             const PenstockWhatIf     *what_if,
             PenstockCliFormat         format,
             GString                  *out)
{
  g_autoptr(PenstockCliTable) table = penstock_cli_table_new (format);

  penstock_cli_table_column (table, "id", -1);
  penstock_cli_table_column (table, "symbol", -1);
  penstock_cli_table_column (table, "delta", 4);
  penstock_cli_table_column (table, "paths", 0);
  penstock_cli_table_column (table, "path", -1);
  for (guint i = 0; i < what_if->n_rows; i++)
    {
      const PenstockWhatIfRow *row = &what_if->rows[i];
      g_autofree char *path = penstock_cli_describe_path (board->chain, &row->path);

      penstock_cli_table_text (table, board->chain->companies[row->company].id);
      penstock_cli_table_text (table, board->chain->companies[row->company].symbol);
      penstock_cli_table_number (table, row->delta);
      penstock_cli_table_number (table, row->n_paths);
      penstock_cli_table_text (table, path);
    }
  penstock_cli_table_print (table, out);
}

/* "honhai", "2317.TW", "seg:servers" */
static gboolean
find_subject (const PenstockChain *chain,
              const char          *name,
              gboolean            *is_segment,
              int                 *index,
              GError             **error)
{
  *is_segment = g_str_has_prefix (name, "seg:");
  if (!*is_segment)
    {
      *index = penstock_chain_find (chain, name, error);
      return *index >= 0;
    }

  *index = penstock_chain_find_segment (chain, name + strlen ("seg:"));
  if (*index < 0)
    g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, _("There is no segment “%s” in the chain"), name + strlen ("seg:"));
  return *index >= 0;
}

static gboolean
read_amount (const char *text,
             double     *amount,
             GError    **error)
{
  char *end = NULL;

  *amount = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && isfinite (*amount) && fabs (*amount) <= LARGEST_AMOUNT)
    return TRUE;

  penstock_cli_set_usage (error, _("what-if: “%s” is not a number from −100 to 100"), text);
  return FALSE;
}

static gboolean
is_negative_number (const char *word)
{
  return word[0] == '-' && (g_ascii_isdigit (word[1]) || word[1] == '.');
}

/* "-1.5" is a number here, no option: everything behind "--" is. Owned. */
static char **
shield_number (char **args)
{
  g_autoptr(GStrvBuilder) options = g_strv_builder_new ();
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();

  for (; *args != NULL; args++)
    if (is_negative_number (*args))
      g_ptr_array_add (rest, *args);
    else if (!g_str_equal (*args, "--"))
      g_strv_builder_add (options, *args);
  if (rest->len > 0)
    g_strv_builder_add (options, "--");
  for (guint i = 0; i < rest->len; i++)
    g_strv_builder_add (options, g_ptr_array_index (rest, i));
  return g_strv_builder_end (options);
}

static int
run_what_if (PenstockCli *cli,
             char       **args,
             GError     **error)
{
  g_auto(GStrv) shielded = shield_number (args);
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_what_if, "ID|seg:ID AMOUNT",
                                            _("AMOUNT is added to the own signal, a z-score: 1 is one standard deviation. Nothing is stored."),
                                            NULL, shielded, error);
  g_autoptr(PenstockCliSession) session = NULL;
  g_autoptr(PenstockScoreboard) board = NULL;
  g_autoptr(PenstockWhatIf) what_if = NULL;
  gboolean is_segment;
  double amount;
  int index;

  if (words == NULL)
    return 0;
  if (words[0] != NULL && words[1] != NULL && g_str_equal (words[1], "--")) /* GOption leaves it where options came before */
    {
      g_free (words[1]);
      memmove (words + 1, words + 2, sizeof (char *) * (g_strv_length (words + 2) + 1));
    }
  if (!penstock_cli_expect (&penstock_cli_what_if, words, (const char *[]){ "ID", "AMOUNT", NULL }, error) ||
      !read_amount (words[1], &amount, error) || (session = penstock_cli_session_open (cli, error)) == NULL ||
      !find_subject (session->chain, words[0], &is_segment, &index, error))
    return 1;

  board = penstock_engine_compute (session->engine, penstock_cli_session_as_of (session, cli));
  what_if = penstock_what_if_new (board, is_segment, (guint)index, amount);
  if (cli->format == PENSTOCK_CLI_JSON)
    print_json (board, what_if, cli->out);
  else
    print_table (board, what_if, cli->format, cli->out);
  return 0;
}

const PenstockCliCommand penstock_cli_what_if = {
  .name = "what-if",
  .summary = N_("Who benefits if a company or segment did better or worse"),
  .run = run_what_if,
};
