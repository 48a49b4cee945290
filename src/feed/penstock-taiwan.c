/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-feed-text-private.h"
#include "penstock-recognise-private.h"
#include "penstock-taiwan-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define CURRENCY "TWD"
#define THOUSAND 1000.0

static const char *const code_names[] = { "公司代號", "SecuritiesCompanyCode", NULL };
static const char *const month_names[] = { "資料年月", NULL };
static const char *const value_names[] = { "營業收入-當月營收", NULL };

/* See the header: when was it published? */
static void
date_figure (PenstockRevenueFigure *figure,
             gint64                 now)
{
  gint64 due = penstock_day_to_unix_utc (penstock_period_due (figure->period, 12));
  gint64 end = penstock_day_to_unix_utc (penstock_period_end (figure->period, 12));

  figure->first_seen = now;
  figure->assumed = now >= due || now < end;
  figure->published_at = figure->assumed ? due : now;
}

static gboolean
is_code (const char *code)
{
  gsize n = strlen (code);

  if (n < 4 || n > 6 || !g_ascii_isdigit (*code))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (code[i]) && !g_ascii_isupper (code[i]))
      return FALSE;

  return TRUE;
}

/* What was wrong with which field, as a rejection. */
static void
reject (PenstockBatch *batch,
        guint          line,
        const char    *field,
        const char    *text,
        const char    *what)
{
  g_autofree char *quoted = penstock_recognise_quote (text != NULL ? text : "", -1);

  penstock_batch_reject (batch, line, "%s %s: %s", field, quoted, what);
}

/* "2330.TW"; NULL where nothing tells the market. Owned. */
static char *
dup_symbol (const PenstockTaiwanTable *table,
            const char                *code)
{
  const char *const suffixes[] = { ".TW", ".TWO" };

  if (table->suffix != NULL)
    return g_strconcat (code, table->suffix, NULL);

  for (guint i = 0; table->chain != NULL && i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *symbol = g_strconcat (code, suffixes[i], NULL);

      if (penstock_chain_find_symbol (table->chain, symbol) >= 0)
        return g_steal_pointer (&symbol);
    }

  return NULL;
}

void
penstock_taiwan_add (const PenstockTaiwanTable *table,
                     guint                      line,
                     const char                *code,
                     PenstockPeriod             period,
                     const char                *thousands,
                     PenstockBatch             *batch)
{
  PenstockRevenueRow row = { .periods_per_year = 12, .figure.period = period };
  g_autofree char *copy = g_strdup (code != NULL ? code : "");
  const char *plain_code = penstock_feed_strip (copy);
  double value;
  PenstockNumber kind = penstock_feed_number (thousands, TRUE, &value);

  batch->rows++;
  if (!is_code (plain_code))
    {
      reject (batch, line, code_names[0], code, _("not a company code"));
      return;
    }
  if (kind != PENSTOCK_NUMBER_GOOD)
    {
      reject (batch, line, value_names[0], thousands, kind == PENSTOCK_NUMBER_UNKNOWN ? _("no revenue given") : _("not a number"));
      return;
    }

  row.symbol = dup_symbol (table, plain_code);
  if (row.symbol == NULL)
    {
      reject (batch, line, code_names[0], code, _("of which market? Neither the file’s name (t187ap05_L, t187ap05_O) nor the chain tells"));
      return;
    }

  row.figure.value = value * THOUSAND;
  row.currency = g_strdup (CURRENCY);
  g_strlcpy (row.figure.source, table->source, sizeof row.figure.source);
  date_figure (&row.figure, table->now);
  g_array_append_val (batch->revenue, row);
  batch->kept++;
}

void
penstock_taiwan_add_row (const PenstockTaiwanTable *table,
                         guint                      line,
                         const char                *code,
                         const char                *month,
                         const char                *thousands,
                         PenstockBatch             *batch)
{
  PenstockPeriod period;

  if (penstock_feed_roc_month (month, &period))
    {
      penstock_taiwan_add (table, line, code, period, thousands, batch);
      return;
    }

  batch->rows++;
  reject (batch, line, month_names[0], month, _("not a month"));
}

/* -- JSON -- */

/* A value as text: strings as they are, numbers as the source wrote them; NULL for anything else. */
static char *
dup_value (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return NULL;
}

/* Keys come with blanks behind them. NULL if there is no such key. */
static JsonNode *
find_member (JsonObject        *object,
             const char *const *names)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *copy = g_strdup (name);

      if (g_strv_contains (names, penstock_feed_strip (copy)))
        return node;
    }

  return NULL;
}

/* TRUE if the row has the keys of a revenue table. */
static gboolean
read_object (const PenstockTaiwanTable *table,
             guint                      line,
             JsonObject                *object,
             PenstockBatch             *batch)
{
  JsonNode *code_node = find_member (object, code_names);
  JsonNode *month_node = find_member (object, month_names);
  JsonNode *value_node = find_member (object, value_names);
  g_autofree char *code = code_node != NULL ? dup_value (code_node) : NULL;
  g_autofree char *month = month_node != NULL ? dup_value (month_node) : NULL;
  g_autofree char *value = value_node != NULL ? dup_value (value_node) : NULL;

  penstock_taiwan_add_row (table, line, code, month, value, batch);
  return month_node != NULL && value_node != NULL;
}

gboolean
penstock_taiwan_read_json (const PenstockTaiwanTable  *table,
                           const char                 *data,
                           gsize                       length,
                           PenstockBatch              *batch,
                           GError                    **error)
{
  g_autoptr(JsonNode) root = penstock_feed_json_load (data, length, error);
  gboolean recognised = FALSE;
  JsonArray *rows;

  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("not a table: the answer is no JSON array"));
      return FALSE;
    }

  rows = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *object = penstock_feed_json_element_object (rows, i);

      if (object != NULL)
        {
          recognised |= read_object (table, i + 1, object, batch);
          continue;
        }
      batch->rows++;
      penstock_batch_reject (batch, i + 1, _("not an object"));
    }

  if (recognised || batch->rows == 0)
    return TRUE;

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("row 1: not monthly revenue: %s and %s are missing"), month_names[0], value_names[0]);
  return FALSE;
}

const char *const penstock_taiwan_content_types[] = { "application/json", "text/json", "text/plain", "application/octet-stream", NULL };

PenstockOutcome
penstock_taiwan_recognise (guint       status,
                           const char *content_type,
                           GBytes     *body,
                           char      **reason)
{
  return penstock_recognise (status, body, FALSE, reason);
}

gboolean
penstock_taiwan_parse (const PenstockTaiwanTable  *table,
                       GBytes                     *body,
                       PenstockBatch              *batch,
                       GError                    **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);

  return penstock_taiwan_read_json (table, data != NULL ? data : "", length, batch, error);
}

/* -- CSV -- */

gboolean
penstock_taiwan_is_header (const PenstockCsv *csv)
{
  return penstock_csv_find (csv, code_names) >= 0 && penstock_csv_find (csv, month_names) >= 0 && penstock_csv_find (csv, value_names) >= 0;
}

gboolean
penstock_taiwan_read_csv (const PenstockTaiwanTable  *table,
                          PenstockPeriod              month,
                          PenstockCsv                *csv,
                          PenstockBatch              *batch,
                          GError                    **error)
{
  guint code = (guint)penstock_csv_find (csv, code_names);
  guint date = (guint)penstock_csv_find (csv, month_names);
  guint value = (guint)penstock_csv_find (csv, value_names);
  guint n_fields = csv->fields->len;
  g_autoptr(GError) local_error = NULL;

  while (penstock_csv_next (csv, &local_error))
    {
      char **fields = (char **)csv->fields->pdata;
      PenstockPeriod period;

      if (csv->fields->len != n_fields)
        {
          g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: %u columns where the header has %u"), csv->line,
                       csv->fields->len, n_fields);
          return FALSE;
        }
      if (month != 0 && penstock_feed_roc_month (fields[date], &period) && period != month)
        {
          batch->rows++;
          reject (batch, csv->line, month_names[0], fields[date], _("not the month asked for"));
          continue;
        }
      penstock_taiwan_add_row (table, csv->line, fields[code], fields[date], fields[value], batch);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
