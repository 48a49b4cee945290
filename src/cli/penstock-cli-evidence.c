/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"
#include "penstock-evidence.h"

#include <glib-unix.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define BAR_WIDTH 40

typedef struct { char *from_text, *to_text; gboolean placebo; PenstockDay from, to; } Options;

static void
clear_options (Options *self)
{
  g_clear_pointer (&self->from_text, g_free);
  g_clear_pointer (&self->to_text, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
read_day (const char  *option,
          const char  *text,
          PenstockDay *day,
          GError     **error)
{
  *day = text != NULL ? penstock_day_parse (text) : PENSTOCK_DAY_NONE;
  if (text == NULL || *day != PENSTOCK_DAY_NONE)
    return TRUE;

  penstock_cli_set_usage (error, _("%s: “%s” is not a day written YYYY-MM-DD"), option, text);
  return FALSE;
}

static gboolean
read_options (const PenstockCli *cli,
              Options           *options,
              GError           **error)
{
  if (!read_day ("--from", options->from_text, &options->from, error) || !read_day ("--to", options->to_text, &options->to, error))
    return FALSE;

  if (cli->as_of != PENSTOCK_DAY_NONE)
    penstock_cli_set_usage (error, _("evidence: --as-of says nothing here; the days are --from and --to"));
  else if (options->from != PENSTOCK_DAY_NONE && options->to != PENSTOCK_DAY_NONE && options->from > options->to)
    penstock_cli_set_usage (error, _("evidence: --from is after --to"));
  else
    return TRUE;

  return FALSE;
}

/* -- results -- */

static const char *
finding_id (PenstockFinding finding)
{
  static const char *const ids[] = { "not_computed", "none", "for", "against" };

  return ids[finding];
}

static void
print_numbers (PenstockCliJson *json,
               const char      *key,
               const double    *values,
               guint            n)
{
  penstock_cli_json_open (json, key, '[');
  for (guint i = 0; i < n; i++)
    penstock_cli_json_number (json, NULL, values[i]);
  penstock_cli_json_close (json, ']');
}

static void
print_row (PenstockCliJson           *json,
           const PenstockEvidenceRow *row,
           gboolean                   placebo)
{
  penstock_cli_json_open (json, NULL, '{');
  penstock_cli_json_string (json, "score", penstock_score_columns[row->score].id);
  penstock_cli_json_integer (json, "horizon", row->horizon);
  penstock_cli_json_integer (json, "days", row->days);
  penstock_cli_json_integer (json, "companies", row->companies);
  penstock_cli_json_number (json, "mean_ic", row->mean_ic);
  penstock_cli_json_number (json, "sd_ic", row->sd_ic);
  penstock_cli_json_number (json, "ir", row->ir);
  penstock_cli_json_number (json, "nw_t", row->nw_t);
  penstock_cli_json_number (json, "p", row->p);
  penstock_cli_json_number (json, "p_holm", row->p_holm);
  penstock_cli_json_number (json, "share_positive", row->share_positive);
  print_numbers (json, "quantile_returns", row->quantile_return, row->n_quantiles);
  penstock_cli_json_number (json, "top_minus_bottom", row->top_minus_bottom);
  penstock_cli_json_number (json, "autocorrelation", row->autocorrelation);
  penstock_cli_json_number (json, "placebo_rank", row->placebo_rank);
  penstock_cli_json_string (json, "finding", finding_id (row->finding));
  penstock_cli_json_string (json, "words", row->words);
  if (placebo && row->has_placebo)
    print_numbers (json, "placebo", row->placebo, PENSTOCK_PLACEBO_GRAPHS);
  penstock_cli_json_close (json, '}');
}

static void
print_json (const PenstockEvidence *evidence,
            gboolean                placebo,
            GString                *out)
{
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 2);
  penstock_cli_json_open (&json, NULL, '{');
  penstock_cli_json_day (&json, "from", evidence->from);
  penstock_cli_json_day (&json, "to", evidence->to);
  penstock_cli_json_boolean (&json, "look_ahead_ok", evidence->look_ahead_ok);
  penstock_cli_json_integer (&json, "look_ahead_days", evidence->look_ahead_days);
  penstock_cli_json_day (&json, "look_ahead_fault", evidence->look_ahead_fault);
  penstock_cli_json_integer (&json, "tests", evidence->n_tests);
  penstock_cli_json_boolean (&json, "simulated", evidence->simulated);
  penstock_cli_json_string (&json, "verdict", evidence->verdict);
  penstock_cli_json_string (&json, "words", evidence->words);
  penstock_cli_json_open (&json, "rows", '[');
  for (guint i = 0; i < evidence->n_rows; i++)
    print_row (&json, &evidence->rows[i], placebo);
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_close (&json, '}');
}

static void
add_row (PenstockCliTable          *table,
         const PenstockEvidenceRow *row,
         PenstockCliFormat          format)
{
  penstock_cli_table_text (table, penstock_score_columns[row->score].id);
  penstock_cli_table_number (table, row->horizon);
  penstock_cli_table_number (table, row->days);
  penstock_cli_table_number (table, row->companies);
  penstock_cli_table_number (table, row->mean_ic);
  penstock_cli_table_number (table, row->sd_ic);
  penstock_cli_table_number (table, row->ir);
  penstock_cli_table_number (table, row->nw_t);
  penstock_cli_table_number (table, row->p);
  penstock_cli_table_number (table, row->p_holm);
  penstock_cli_table_number (table, row->share_positive);
  for (guint q = 0; q < PENSTOCK_EVIDENCE_MOST_QUANTILES && format == PENSTOCK_CLI_CSV; q++)
    penstock_cli_table_number (table, row->quantile_return[q]);
  penstock_cli_table_number (table, row->top_minus_bottom);
  penstock_cli_table_number (table, row->autocorrelation);
  penstock_cli_table_number (table, row->placebo_rank);
  penstock_cli_table_text (table, row->words);
}

/* CSV has the quantiles too; under a table for people stands what it says on the whole. */
static void
print_table (const PenstockEvidence *evidence,
             PenstockCliFormat       format,
             GString                *out)
{
  static const struct { const char *title; int decimals; } columns[] = {
    { "score", -1 },   { "horizon", 0 },   { "days", 0 },           { "companies", 0 },        { "mean_ic", 3 },         { "sd_ic", 3 }, { "ir", 2 },
    { "nw_t", 2 },     { "p", 3 },         { "p_holm", 3 },         { "share_positive", 2 },   { "quantile_1", 4 },      { "quantile_2", 4 },
    { "quantile_3", 4 }, { "quantile_4", 4 }, { "quantile_5", 4 },  { "top_minus_bottom", 4 }, { "autocorrelation", 2 }, { "placebo_rank", 3 },
    { "words", -1 },
  };
  g_autoptr(PenstockCliTable) table = penstock_cli_table_new (format);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (format == PENSTOCK_CLI_CSV || !g_str_has_prefix (columns[i].title, "quantile_"))
      penstock_cli_table_column (table, columns[i].title, columns[i].decimals);
  for (guint i = 0; i < evidence->n_rows; i++)
    add_row (table, &evidence->rows[i], format);
  penstock_cli_table_print (table, out);
  if (format == PENSTOCK_CLI_TABLE)
    g_string_append_printf (out, "\n%s\n%s\n", evidence->verdict, evidence->words);
}

/* -- the wait -- */

static void
progress_cb (double   share,
             gpointer user_data)
{
  const int done = (int)(share * BAR_WIDTH);

  /* Translators: how much of the work is done, beside a bar of signs */
  fprintf (stderr, "\r[%.*s%*s] ", done, "########################################", BAR_WIDTH - done, "");
  fprintf (stderr, _("%d %%"), (int)(share * 100));
  fflush (stderr);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_CONTINUE;
}

static PenstockEvidence *
compute (PenstockEngine *engine,
         const Options  *options,
         GError        **error)
{
  const gboolean terminal = isatty (STDERR_FILENO) == 1;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;
  const guint interrupt = g_unix_signal_add (SIGINT, interrupted_cb, cancellable);
  const guint terminate = g_unix_signal_add (SIGTERM, interrupted_cb, cancellable);
  PenstockEvidence *evidence;

  penstock_engine_get_evidence_async (engine, options->from, options->to, terminal ? progress_cb : NULL, NULL, cancellable, penstock_cli_wait_cb,
                                      &pending);
  result = penstock_cli_wait (&pending);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  if (terminal)
    fputs ("\r\033[K", stderr);

  evidence = penstock_engine_get_evidence_finish (engine, result, error);
  if (evidence == NULL && g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (error);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("cancelled"));
    }

  return evidence;
}

static int
run_evidence (PenstockCli *cli,
              char       **args,
              GError     **error)
{
  g_auto(Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from_text, N_("First day of scores (default: the first there is)"), "YYYY-MM-DD" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to_text, N_("Last day of scores (default: the last there is)"), "YYYY-MM-DD" },
    { "placebo", 0, 0, G_OPTION_ARG_NONE, &options.placebo, N_("JSON: list the mean rank correlation of every shuffled graph too"), NULL },
    { NULL },
  };
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_evidence, "",
                                            _("Rank correlations of scores with the returns that followed, and what is to be made of them."),
                                            entries, args, error);
  g_autoptr(PenstockCliSession) session = NULL;
  g_autoptr(PenstockEvidence) evidence = NULL;

  if (words == NULL)
    return 0;
  if (!penstock_cli_expect (&penstock_cli_evidence, words, (const char *[]){ NULL }, error) || !read_options (cli, &options, error))
    return 2;
  if ((session = penstock_cli_session_open (cli, error)) == NULL || (evidence = compute (session->engine, &options, error)) == NULL)
    return 1;

  if (cli->format == PENSTOCK_CLI_JSON)
    print_json (evidence, options.placebo, cli->out);
  else
    print_table (evidence, cli->format, cli->out);
  return 0;
}

const PenstockCliCommand penstock_cli_evidence = {
  .name = "evidence",
  .summary = N_("Does any of it work? Scores against the returns that followed"),
  .run = run_evidence,
};
