/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

G_DEFINE_QUARK (penstock-cli-usage-quark, penstock_cli_usage)

static const PenstockCliCommand *const commands[] = {
  &penstock_cli_import, &penstock_cli_fetch, &penstock_cli_score, &penstock_cli_explain, &penstock_cli_segments, &penstock_cli_evidence, &penstock_cli_what_if,
  &penstock_cli_claims, &penstock_cli_series, &penstock_cli_chart, &penstock_cli_feeds, &penstock_cli_chain, &penstock_cli_indicators,
};

void
penstock_cli_set_usage (GError    **error,
                        const char *format,
                        ...)
{
  va_list list;

  va_start (list, format);
  g_propagate_error (error, g_error_new_valist (PENSTOCK_CLI_USAGE, 0, format, list));
  va_end (list);
}

void
penstock_cli_complain (const char *format,
                       ...)
{
  g_autofree char *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  fprintf (stderr, "penstock-cli: %s\n", g_strdelimit (text, "\n\r", ' '));
}

gboolean
penstock_cli_flush (PenstockCli *cli,
                    GError     **error)
{
  const gsize written = fwrite (cli->out->str, 1, cli->out->len, stdout);

  if (written == cli->out->len && fflush (stdout) == 0)
    {
      g_string_truncate (cli->out, 0);
      return TRUE;
    }

  g_set_error (error, G_FILE_ERROR, (int)g_file_error_from_errno (errno), _("cannot write the output: %s"), g_strerror (errno));
  g_string_truncate (cli->out, 0);
  return FALSE;
}

/* -- options -- */

static void
fill_global_entries (PenstockCli  *cli,
                     GOptionEntry  entries[static 8])
{
  const GOptionEntry filled[8] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &cli->data_dir, N_("Where the data is kept (default: the user's data directory)"), "DIR" },
    { "chain", 0, 0, G_OPTION_ARG_FILENAME, &cli->chain, N_("The value chain (default: AI infrastructure)"), "FILE" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &cli->format_text, N_("How rows are printed (default: json)"), "table|json|csv" },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &cli->as_of_text, N_("Compute for that day, from what was known then"), "YYYY-MM-DD" },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &cli->sample, N_("Use the sample market: no network, simulated prices and quarterly revenue"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &cli->version, N_("Print the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &cli->help, N_("Print this help"), NULL },
    { NULL },
  };

  memcpy (entries, filled, sizeof filled);
}

static gboolean
read_format (PenstockCli *cli,
             GError     **error)
{
  static const char *const names[] = { "json", "table", "csv" };

  for (guint i = 0; cli->format_text != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (cli->format_text, names[i]))
      {
        cli->format = (PenstockCliFormat)i;
        return TRUE;
      }
  if (cli->format_text == NULL)
    return TRUE;

  penstock_cli_set_usage (error, _("--format: “%s” is not table, json or csv"), cli->format_text);
  return FALSE;
}

/* Takes the global options out of @args, wherever they stand. */
static gboolean
parse_globals (PenstockCli *cli,
               char      ***args,
               GError     **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) problem = NULL;
  GOptionEntry entries[8];

  fill_global_entries (cli, entries);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse_strv (context, args, &problem))
    {
      penstock_cli_set_usage (error, "%s", problem->message);
      return FALSE;
    }

  cli->as_of = cli->as_of_text != NULL ? penstock_day_parse (cli->as_of_text) : PENSTOCK_DAY_NONE;
  if (cli->as_of_text != NULL && cli->as_of == PENSTOCK_DAY_NONE)
    {
      penstock_cli_set_usage (error, _("--as-of: “%s” is not a day written YYYY-MM-DD"), cli->as_of_text);
      return FALSE;
    }
  return read_format (cli, error);
}

/* The command's own options, then those that may stand anywhere. */
static char *
describe_command (PenstockCli    *cli,
                  GOptionContext *context)
{
  GOptionEntry entries[8];
  GOptionGroup *group = g_option_group_new ("global", _("Options of every command:"), "", NULL, NULL);

  fill_global_entries (cli, entries);
  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_add_group (context, group);
  return g_option_context_get_help (context, FALSE, NULL);
}

static void
drop_first (char **words)
{
  g_free (words[0]);
  memmove (words, words + 1, sizeof (char *) * (g_strv_length (words + 1) + 1));
}

char **
penstock_cli_parse (PenstockCli              *cli,
                    const PenstockCliCommand *command,
                    const char               *usage,
                    const char               *description,
                    const GOptionEntry       *entries,
                    char                    **args,
                    GError                  **error)
{
  g_autofree char *parameters = *usage != '\0' ? g_strdup_printf ("%s %s", command->name, usage) : g_strdup (command->name);
  g_autoptr(GOptionContext) context = g_option_context_new (parameters);
  g_autoptr(GError) problem = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = NULL;

  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_description (context, description);
  g_option_context_set_help_enabled (context, FALSE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  if (cli->help)
    {
      g_autofree char *help = describe_command (cli, context);

      g_string_append (cli->out, help);
      return NULL;
    }

  /* GOption passes over the first word, the program's name. */
  g_strv_builder_add (builder, g_get_prgname ());
  g_strv_builder_addv (builder, (const char **)args);
  words = g_strv_builder_end (builder);
  if (!g_option_context_parse_strv (context, &words, &problem))
    {
      penstock_cli_set_usage (error, "%s: %s", command->name, problem->message);
      return NULL;
    }

  drop_first (words);
  if (words[0] != NULL && g_str_equal (words[0], "--"))
    drop_first (words);
  return g_steal_pointer (&words);
}

gboolean
penstock_cli_expect (const PenstockCliCommand *command,
                     char                    **words,
                     const char *const        *names,
                     GError                  **error)
{
  for (; *names != NULL; names++, words++)
    if (*words == NULL)
      {
        penstock_cli_set_usage (error, _("%s: no %s given"), command->name, *names);
        return FALSE;
      }

  if (*words != NULL)
    penstock_cli_set_usage (error, _("%s: “%s” is one word too many"), command->name, *words);
  return *words == NULL;
}

/* -- the program -- */

static void
append_overview (GString *out)
{
  g_string_append (out, _("Usage:\n  penstock-cli [OPTION…] COMMAND …\n\nCommands:\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (out, "  %-10s %s\n", commands[i]->name, _(commands[i]->summary));
  g_string_append (out, _("\n“penstock-cli COMMAND --help” says more. Exit code: 0 done, 1 failed, 2 wrong usage.\n"));
}

static const PenstockCliCommand *
find_command (const char *name,
              GError    **error)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_strcmp0 (commands[i]->name, name) == 0)
        return commands[i];
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", commands[i]->name);
    }

  if (name == NULL)
    penstock_cli_set_usage (error, _("no command; there are %s"), names->str);
  else if (name[0] == '-')
    penstock_cli_set_usage (error, _("unknown option %s"), name);
  else
    penstock_cli_set_usage (error, _("unknown command “%s”; there are %s"), name, names->str);
  return NULL;
}

static int
run (PenstockCli *cli,
     char      ***args,
     GError     **error)
{
  const PenstockCliCommand *command;
  char *name;

  if (!parse_globals (cli, args, error))
    return 2;
  name = (*args)[0] != NULL ? (*args)[1] : NULL;
  if (cli->version)
    {
      g_string_append (cli->out, "penstock-cli " PENSTOCK_VERSION "\n");
      return 0;
    }
  if (name == NULL && cli->help)
    {
      append_overview (cli->out);
      return 0;
    }
  if ((command = find_command (name, error)) == NULL)
    return 2;

  return command->run (cli, *args + 2, error);
}

int
main (int    argc,
      char **argv)
{
  PenstockCli cli = { .as_of = PENSTOCK_DAY_NONE, .out = g_string_new (NULL) };
  g_auto(GStrv) args = g_strdupv (argv);
  g_autoptr(GError) error = NULL;
  int code;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PENSTOCK_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("penstock-cli");
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN); /* a limit on file sizes is an error of the write, as a full disk is */

  code = run (&cli, &args, &error);
  if (error != NULL)
    code = error->domain == PENSTOCK_CLI_USAGE ? 2 : 1;
  else if (!penstock_cli_flush (&cli, &error))
    code = 1;
  if (error != NULL)
    penstock_cli_complain ("%s", error->message);

  g_string_free (cli.out, TRUE);
  g_free (cli.data_dir);
  g_free (cli.chain);
  g_free (cli.format_text);
  g_free (cli.as_of_text);
  return code;
}
