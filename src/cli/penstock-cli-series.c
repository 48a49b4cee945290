/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"

#include <math.h>
#include <string.h>

typedef struct { char *accept, *split, *export; } Options;

static void
clear_options (Options *self)
{
  g_clear_pointer (&self->accept, g_free);
  g_clear_pointer (&self->split, g_free);
  g_clear_pointer (&self->export, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static const char *
state_id (PenstockSeriesState state)
{
  switch (state)
    {
    case PENSTOCK_SERIES_CURRENT:
      return "current";
    case PENSTOCK_SERIES_STALE:
      return "stale";
    case PENSTOCK_SERIES_UNVERIFIED:
      return "unverified";
    case PENSTOCK_SERIES_NONE:
    default:
      return "none";
    }
}

static const char *
bar_state_id (unsigned char state)
{
  static const char *const ids[] = { "good", "bad", "glitch", "unverified" };

  return state < G_N_ELEMENTS (ids) ? ids[state] : "";
}

/* -- what there is -- */

static void
print_findings (PenstockCliJson      *json,
                const PenstockSeries *series)
{
  penstock_cli_json_open (json, "jumps", '[');
  for (guint i = 0; i < series->jumps->len; i++)
    {
      const PenstockJump *jump = &g_array_index (series->jumps, PenstockJump, i);

      penstock_cli_json_open (json, NULL, '{');
      penstock_cli_json_day (json, "date", jump->day);
      penstock_cli_json_number (json, "ratio", jump->ratio);
      penstock_cli_json_boolean (json, "explained", jump->accepted || jump->split);
      penstock_cli_json_number (json, "split_guess", jump->guess);
      penstock_cli_json_close (json, '}');
    }
  penstock_cli_json_close (json, ']');

  penstock_cli_json_open (json, "glitches", '[');
  for (guint i = 0; i < series->glitches->len; i++)
    {
      const PenstockGlitch *glitch = &g_array_index (series->glitches, PenstockGlitch, i);

      penstock_cli_json_open (json, NULL, '{');
      penstock_cli_json_day (json, "first", glitch->first);
      penstock_cli_json_day (json, "last", glitch->last);
      penstock_cli_json_integer (json, "bars", glitch->bars);
      penstock_cli_json_close (json, '}');
    }
  penstock_cli_json_close (json, ']');
}

/* Days about which two sources give another close. */
static void
print_disagreements (PenstockCliJson *json,
                     PenstockEngine  *engine,
                     const char      *symbol)
{
  g_autoptr(GArray) all = penstock_engine_dup_disagreements (engine);

  penstock_cli_json_open (json, "disagreements", '[');
  for (guint i = 0; i < all->len; i++)
    {
      const PenstockDisagreement *disagreement = &g_array_index (all, PenstockDisagreement, i);

      if (!g_str_equal (disagreement->symbol, symbol))
        continue;
      penstock_cli_json_open (json, NULL, '{');
      penstock_cli_json_day (json, "date", disagreement->day);
      penstock_cli_json_number (json, "close", disagreement->ours);
      penstock_cli_json_string (json, "source", disagreement->our_source);
      penstock_cli_json_number (json, "other_close", disagreement->theirs);
      penstock_cli_json_string (json, "other_source", disagreement->their_source);
      penstock_cli_json_close (json, '}');
    }
  penstock_cli_json_close (json, ']');
}

/* Bars at or before the day asked for. */
static gsize
count_bars (const PenstockSeries *series)
{
  return series->bars != NULL ? MIN (series->verdict.n, series->bars->n) : 0;
}

static void
print_json (PenstockEngine       *engine,
            const PenstockSeries *series,
            const char           *id,
            GString              *out)
{
  const PenstockBars *bars = series->bars;
  const gsize n = count_bars (series);
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 1);
  penstock_cli_json_open (&json, NULL, '{');
  penstock_cli_json_string (&json, "symbol", series->symbol);
  penstock_cli_json_string (&json, "id", id);
  penstock_cli_json_string (&json, "currency", bars != NULL ? bars->currency : NULL);
  penstock_cli_json_string (&json, "source", bars != NULL ? bars->source : NULL);
  penstock_cli_json_string (&json, "state", state_id (series->series_state));
  penstock_cli_json_integer (&json, "bars", (gint64)n);
  penstock_cli_json_day (&json, "first", n > 0 ? bars->day[0] : PENSTOCK_DAY_NONE);
  penstock_cli_json_day (&json, "last", n > 0 ? bars->day[n - 1] : PENSTOCK_DAY_NONE);
  print_findings (&json, series);
  print_disagreements (&json, engine, series->symbol);
  penstock_cli_json_integer (&json, "bad_bars", (gint64)series->verdict.n_bad);
  penstock_cli_json_boolean (&json, "simulated", bars != NULL && bars->simulated);
  penstock_cli_json_close (&json, '}');
}

/* One row per bar, as stored, with what verification made of it. Simulated prices say so in every row. */
static PenstockCliTable *
make_table (const PenstockSeries *series,
            PenstockCliFormat     format)
{
  static const char *const titles[] = { "Date", "Open", "High", "Low", "Close", "Volume", "Adj Close", "State" };
  static const PenstockBarField fields[] = { PENSTOCK_BAR_OPEN, PENSTOCK_BAR_HIGH, PENSTOCK_BAR_LOW, PENSTOCK_BAR_CLOSE, PENSTOCK_BAR_VOLUME,
                                             PENSTOCK_BAR_ADJ_CLOSE };
  PenstockCliTable *table = penstock_cli_table_new (format);
  const gboolean simulated = series->bars != NULL && series->bars->simulated;

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    penstock_cli_table_column (table, titles[i], i == 0 || i == 7 ? -1 : i == 5 ? 0 : 4);
  if (simulated)
    penstock_cli_table_column (table, "Simulated", -1);

  for (gsize i = 0; i < count_bars (series); i++)
    {
      char day[16];

      penstock_cli_table_text (table, penstock_day_format (series->bars->day[i], day));
      for (gsize k = 0; k < G_N_ELEMENTS (fields); k++)
        penstock_cli_table_number (table, series->bars->field[fields[k]][i]);
      penstock_cli_table_text (table, bar_state_id (series->state[i]));
      if (simulated)
        penstock_cli_table_text (table, "simulated");
    }
  return table;
}

static gboolean
export_series (const PenstockSeries *series,
               const char           *path,
               GError              **error)
{
  g_autoptr(PenstockCliTable) table = make_table (series, PENSTOCK_CLI_CSV);
  g_autoptr(GString) csv = g_string_new (NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (series->bars == NULL)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, _("%s has no bars to export"), series->symbol);
      return FALSE;
    }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _("--export: there is no folder “%s”"), folder);
      return FALSE;
    }
  penstock_cli_table_print (table, csv);
  return g_file_set_contents (path, csv->str, (gssize)csv->len, error);
}

/* -- what the user says about it -- */

/* "10:1"; FALSE without an error: some other word. */
static gboolean
read_ratio (const char     *text,
            PenstockAction *action)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", -1);
  guint64 numerator, denominator;

  if (g_strv_length (parts) != 2 ||
      !g_ascii_string_to_unsigned (parts[0], 10, 1, 10000, &numerator, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, 10000, &denominator, NULL))
    return FALSE;
  action->numerator = (double)numerator;
  action->denominator = (double)denominator;
  return TRUE;
}

/* --split DATE N:M: the option takes the date, N:M is the word before or after ID. It is taken out of @words. */
static gboolean
take_ratio (char          **words,
            PenstockAction *action,
            GError        **error)
{
  for (char **word = words; *word != NULL; word++)
    if (read_ratio (*word, action))
      {
        g_free (*word);
        memmove (word, word + 1, sizeof (char *) * (g_strv_length (word + 1) + 1));
        if (action->numerator != action->denominator)
          return TRUE;
        penstock_cli_set_usage (error, _("series: a split of %.0f:%.0f changes nothing"), action->numerator, action->denominator);
        return FALSE;
      }

  penstock_cli_set_usage (error, _("series: what is wanted is --split DATE N:M, as 10:1 for ten new shares for one old"));
  return FALSE;
}

static gboolean
read_action (const Options  *options,
             char          **words,
             PenstockAction *action,
             GError        **error)
{
  const char *option = options->accept != NULL ? "--accept" : "--split";
  const char *date = options->accept != NULL ? options->accept : options->split;

  *action = (PenstockAction){ PENSTOCK_ACTION_ACCEPT, PENSTOCK_DAY_NONE, 1.0, 1.0 };
  if (date == NULL)
    return TRUE;
  if (options->accept != NULL && options->split != NULL)
    {
      penstock_cli_set_usage (error, _("series: --accept and --split together"));
      return FALSE;
    }
  if ((action->day = penstock_day_parse (date)) == PENSTOCK_DAY_NONE)
    {
      penstock_cli_set_usage (error, _("series: %s: “%s” is not a day written YYYY-MM-DD"), option, date);
      return FALSE;
    }
  if (options->accept != NULL)
    return TRUE;
  action->kind = PENSTOCK_ACTION_SPLIT_USER;
  return take_ratio (words, action, error);
}

static gboolean
explain_jump (PenstockCliSession   *session,
              const char           *symbol,
              const PenstockAction *action,
              GError              **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  penstock_engine_explain_jump_async (session->engine, symbol, action, NULL, penstock_cli_wait_cb, &pending);
  result = penstock_cli_wait (&pending);
  return penstock_engine_explain_jump_finish (session->engine, result, error);
}

static int
show_series (PenstockCli          *cli,
             const char           *name,
             const Options        *options,
             const PenstockAction *action,
             GError              **error)
{
  g_autoptr(PenstockCliSession) session = penstock_cli_session_open (cli, error);
  PenstockDay as_of = session != NULL ? penstock_cli_session_as_of (session, cli) : PENSTOCK_DAY_NONE;
  g_autoptr(PenstockSeries) series = session != NULL ? penstock_engine_get_series (session->engine, name, as_of, error) : NULL;
  g_autoptr(PenstockCliTable) table = NULL;
  int company;

  if (series == NULL)
    return 1;
  if (action->day != PENSTOCK_DAY_NONE)
    {
      if (!explain_jump (session, series->symbol, action, error))
        return 1;
      penstock_series_free (series);
      if ((series = penstock_engine_get_series (session->engine, name, as_of, error)) == NULL)
        return 1;
    }
  if (options->export != NULL && !export_series (series, options->export, error))
    return 1;

  company = penstock_chain_find_symbol (session->chain, series->symbol);
  if (cli->format == PENSTOCK_CLI_JSON)
    {
      print_json (session->engine, series, company >= 0 ? session->chain->companies[company].id : NULL, cli->out);
      return 0;
    }
  table = make_table (series, cli->format);
  penstock_cli_table_print (table, cli->out);
  return 0;
}

static int
run_series (PenstockCli *cli,
            char       **args,
            GError     **error)
{
  g_auto(Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "accept", 0, 0, G_OPTION_ARG_STRING, &options.accept, N_("Take the jump of that day as a true move"), "DATE" },
    { "split", 0, 0, G_OPTION_ARG_STRING, &options.split, N_("Enter a split: N new shares for M old from that day"), "DATE N:M" },
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &options.export, N_("Write the bars to a file"), "F.csv" },
    { NULL },
  };
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_series, "ID",
                                            _("With --format table or csv the bars are printed, with what verification made of each."),
                                            entries, args, error);
  PenstockAction action;

  if (words == NULL)
    return 0;
  if (!read_action (&options, words, &action, error) ||
      !penstock_cli_expect (&penstock_cli_series, words, (const char *[]){ "ID", NULL }, error))
    return 2;
  return show_series (cli, words[0], &options, &action, error);
}

const PenstockCliCommand penstock_cli_series = {
  .name = "series",
  .summary = N_("What is stored of one listing, and what is wrong with it"),
  .run = run_series,
};
