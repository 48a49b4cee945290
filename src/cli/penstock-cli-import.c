/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"

#include <string.h>

typedef enum { KIND_BARS, KIND_REVENUE, KIND_EVENTS, KIND_INDICATORS } Kind;
static const char *const kind_names[] = { "bars", "revenue", "events", "indicators" };

/* What one file gave: a batch, or events. */
typedef struct
{
  PenstockBatch *batch;
  GPtrArray     *events;
  char          *symbol; /* NULL if the file is about several, or none */
} Reading;

static void
clear_reading (Reading *self)
{
  g_clear_pointer (&self->batch, penstock_batch_free);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->symbol, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static gboolean
read_bars (const PenstockCliSession *session,
           const char               *path,
           Reading                  *reading,
           GError                  **error)
{
  const char *currency;

  if ((reading->symbol = penstock_import_symbol (path, session->chain, &currency)) == NULL)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("a file of bars is named after its symbol: SYMBOL.csv"));
      return FALSE;
    }

  reading->batch = penstock_batch_new ();
  return penstock_import_bars (path, reading->symbol, currency, penstock_clock_now (session->clock), reading->batch, error);
}

static gboolean
read_revenue (const PenstockCliSession *session,
              const char               *path,
              Reading                  *reading,
              GError                  **error)
{
  GArray *rows;

  reading->batch = penstock_batch_new ();
  if (!penstock_import_revenue (path, session->chain, penstock_clock_now (session->clock), reading->batch, error))
    return FALSE;

  rows = reading->batch->revenue;
  for (guint i = 0; i < rows->len; i++)
    {
      const char *symbol = g_array_index (rows, PenstockRevenueRow, i).symbol;

      if (i == 0)
        reading->symbol = g_strdup (symbol);
      else if (g_strcmp0 (symbol, reading->symbol) != 0)
        g_clear_pointer (&reading->symbol, g_free);
    }
  return TRUE;
}

/* Every company must be one of the chain: an event of nobody would never be seen. */
static gboolean
check_companies (const PenstockChain *chain,
                 GPtrArray           *events,
                 GError             **error)
{
  for (guint i = 0; i < events->len; i++)
    {
      const PenstockEvent *event = events->pdata[i];

      for (guint k = 0; k < event->companies->len; k++)
        {
          const char *id = g_array_index (event->companies, PenstockEventCompany, k).company;

          if (penstock_chain_find_id (chain, id) < 0)
            {
              g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, _("$[%u].companies: no company “%s” in the chain"), i, id);
              return FALSE;
            }
        }
    }
  return TRUE;
}

static gboolean
read_events (const PenstockCliSession *session,
             const char               *path,
             Reading                  *reading,
             GError                  **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  reading->events = penstock_events_parse (text, (gssize)length, error);
  return reading->events != NULL && check_companies (session->chain, reading->events, error);
}

static gboolean
read_indicators (const PenstockCliSession *session,
                 const char               *path,
                 Reading                  *reading,
                 GError                  **error)
{
  reading->batch = penstock_batch_new ();
  return penstock_import_indicators (path, penstock_clock_now (session->clock), reading->batch, error);
}

static gboolean
import_file (PenstockCliSession *session,
             Kind                kind,
             const char         *path,
             Reading            *reading,
             GError            **error)
{
  static gboolean (*const read[]) (const PenstockCliSession *, const char *, Reading *, GError **) = {
    read_bars, read_revenue, read_events, read_indicators,
  };

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR, _("is a directory"));
      return FALSE;
    }
  if (!read[kind] (session, path, reading, error))
    return FALSE;
  if (reading->events != NULL)
    return penstock_cli_put_events (session, reading->events, error);
  return penstock_cli_put_batch (session, reading->batch, error);
}

static void
print_json (GString       *out,
            Kind           kind,
            const char    *path,
            const Reading *reading)
{
  const GArray *rejected = reading->batch != NULL ? reading->batch->rejected : NULL;
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 0);
  penstock_cli_json_open (&json, NULL, '{');
  penstock_cli_json_string (&json, "file", path);
  penstock_cli_json_string (&json, "kind", kind_names[kind]);
  penstock_cli_json_string (&json, "symbol", reading->symbol);
  penstock_cli_json_integer (&json, "rows", reading->batch != NULL ? reading->batch->rows : reading->events->len);
  penstock_cli_json_integer (&json, "kept", reading->batch != NULL ? reading->batch->kept : reading->events->len);
  penstock_cli_json_open (&json, "rejected", '[');
  for (guint i = 0; rejected != NULL && i < rejected->len; i++)
    {
      const PenstockRejection *rejection = &g_array_index (rejected, PenstockRejection, i);

      penstock_cli_json_open (&json, NULL, '{');
      penstock_cli_json_integer (&json, "line", rejection->line);
      penstock_cli_json_string (&json, "reason", rejection->reason);
      penstock_cli_json_close (&json, '}');
    }
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_close (&json, '}');
}

static void
add_row (PenstockCliTable *table,
         Kind              kind,
         const char       *path,
         const Reading    *reading)
{
  const guint rows = reading->batch != NULL ? reading->batch->rows : reading->events->len;
  const guint kept = reading->batch != NULL ? reading->batch->kept : reading->events->len;

  penstock_cli_table_text (table, path);
  penstock_cli_table_text (table, kind_names[kind]);
  penstock_cli_table_text (table, reading->symbol);
  penstock_cli_table_number (table, rows);
  penstock_cli_table_number (table, kept);
  penstock_cli_table_number (table, reading->batch != NULL ? reading->batch->rejected->len : 0);
}

static PenstockCliTable *
new_table (PenstockCliFormat format)
{
  static const char *const titles[] = { "file", "kind", "symbol", "rows", "kept", "rejected" };
  PenstockCliTable *table = penstock_cli_table_new (format);

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    penstock_cli_table_column (table, titles[i], i < 3 ? -1 : 0);
  return table;
}

/* Some messages name the file themselves. */
static void
complain_of_file (const char *path,
                  const char *message)
{
  if (strstr (message, path) != NULL)
    penstock_cli_complain ("%s", message);
  else
    penstock_cli_complain ("%s: %s", path, message);
}

static gboolean
read_kind (char   **words,
           Kind    *kind,
           GError **error)
{
  for (guint i = 0; words[0] != NULL && i < G_N_ELEMENTS (kind_names); i++)
    if (g_str_equal (words[0], kind_names[i]))
      {
        *kind = (Kind)i;
        if (words[1] != NULL)
          return TRUE;
        penstock_cli_set_usage (error, _("import %s: no file given"), words[0]);
        return FALSE;
      }

  if (words[0] == NULL)
    penstock_cli_set_usage (error, _("import: what is wanted is “import bars|revenue|events|indicators FILE…”"));
  else
    penstock_cli_set_usage (error, _("import: “%s” is not bars, revenue, events or indicators"), words[0]);
  return FALSE;
}

static int
run_import (PenstockCli *cli,
            char       **args,
            GError     **error)
{
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_import, "bars|revenue|events|indicators FILE…",
                                            _("Each file is taken whole or not at all; a faulty one does not keep the others out.\n\n"
                                              "bars        SYMBOL.csv with Date, Open, High, Low, Close, Volume and maybe Adj Close,\n"
                                              "            or as downloaded from Nasdaq\n"
                                              "revenue     symbol,period,value,currency,published_at, or a TWSE, TPEx or MOPS table\n"
                                              "events      a JSON array; see the manual\n"
                                              "indicators  series,unit,population,forecast_date,period,value,source and maybe\n"
                                              "            published_at; an outcome has no forecast_date"),
                                            NULL, args, error);
  g_autoptr(PenstockCliSession) session = NULL;
  g_autoptr(PenstockCliTable) table = NULL;
  Kind kind = KIND_BARS;
  int code = 0;

  if (words == NULL)
    return 0;
  if (!read_kind (words, &kind, error) || (session = penstock_cli_session_open (cli, error)) == NULL)
    return 1;

  table = cli->format != PENSTOCK_CLI_JSON ? new_table (cli->format) : NULL;
  for (char **path = words + 1; *path != NULL; path++)
    {
      g_autoptr(GError) problem = NULL;
      g_auto(Reading) reading = { NULL };

      if (!import_file (session, kind, *path, &reading, &problem))
        {
          complain_of_file (*path, problem->message);
          code = 1;
        }
      else if (table != NULL)
        add_row (table, kind, *path, &reading);
      else
        print_json (cli->out, kind, *path, &reading);
    }
  if (table != NULL)
    penstock_cli_table_print (table, cli->out);
  return code;
}

const PenstockCliCommand penstock_cli_import = {
  .name = "import",
  .summary = N_("Read bars, revenue, events or indicators from files"),
  .run = run_import,
};
