/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-day.h"
#include "penstock-error.h"

G_BEGIN_DECLS

/* Wrong usage: exit 2. Every other error: exit 1. Messages are one line without the program's name. */
#define PENSTOCK_CLI_USAGE (penstock_cli_usage_quark ())
GQuark penstock_cli_usage_quark (void);
void   penstock_cli_set_usage   (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

typedef enum { PENSTOCK_CLI_JSON, PENSTOCK_CLI_TABLE, PENSTOCK_CLI_CSV } PenstockCliFormat;

/* What every command gets: the options that may stand anywhere, and where its results go. */
typedef struct
{
  char             *data_dir;  /* NULL: the user's */
  char             *chain;     /* NULL: the installed one */
  char             *format_text, *as_of_text;
  gboolean          sample, version, help;
  PenstockCliFormat format;
  PenstockDay       as_of;     /* PENSTOCK_DAY_NONE: today by the clock */
  GString          *out;       /* goes to stdout when the command ends */
} PenstockCli;

typedef struct _PenstockCliCommand PenstockCliCommand;
struct _PenstockCliCommand
{
  const char *name;
  const char *summary;
  /* @args: what follows the command's name; NULL-terminated. Returns the exit code; a set @error takes its place. */
  int       (*run) (PenstockCli *cli, char **args, GError **error);
};

extern const PenstockCliCommand penstock_cli_chain;
extern const PenstockCliCommand penstock_cli_chart;
extern const PenstockCliCommand penstock_cli_claims;
extern const PenstockCliCommand penstock_cli_evidence;
extern const PenstockCliCommand penstock_cli_explain;
extern const PenstockCliCommand penstock_cli_feeds;
extern const PenstockCliCommand penstock_cli_fetch;
extern const PenstockCliCommand penstock_cli_import;
extern const PenstockCliCommand penstock_cli_indicators;
extern const PenstockCliCommand penstock_cli_score;
extern const PenstockCliCommand penstock_cli_segments;
extern const PenstockCliCommand penstock_cli_series;
extern const PenstockCliCommand penstock_cli_what_if;

/* Reads the options of one command, which end up in @entries (may be NULL). Returns the positional arguments, owned; NULL if @error is set, or
 * if --help was asked for and is written. @usage: "ID" or "bars FILE…". */
char   **penstock_cli_parse    (PenstockCli *cli, const PenstockCliCommand *command, const char *usage, const char *description,
                                const GOptionEntry *entries, char **args, GError **error);

/* TRUE if there are exactly as many @words as @names names, of which there may be none: { "ID", NULL }. */
gboolean penstock_cli_expect   (const PenstockCliCommand *command, char **words, const char *const *names, GError **error);

/* "penstock-cli: …" on stderr, on one line. */
void     penstock_cli_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Writes what is in @cli->out to stdout now. */
gboolean penstock_cli_flush    (PenstockCli *cli, GError **error);

G_END_DECLS
