/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-text-private.h"
#include "penstock-import-private.h"
#include "penstock-import.h"
#include "penstock-money.h"
#include "penstock-recognise-private.h"
#include "penstock-taiwan-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define SOURCE "file"

enum { SYMBOL, PERIOD, VALUE, CURRENCY, PUBLISHED, N_COLUMNS };
static const char *const column_names[N_COLUMNS] = { "symbol", "period", "value", "currency", "published_at" };

typedef struct
{
  PenstockCsv *csv;                /* borrowed */
  int          column[N_COLUMNS];
  guint        n_columns;
  GHashTable  *seen;               /* "symbol period published" → line */
} Reader;

static gboolean
fail (const Reader  *reader,
      guint          column,
      const char    *what,
      GError       **error)
{
  g_autofree char *quoted = penstock_recognise_quote (g_ptr_array_index (reader->csv->fields, reader->column[column]), -1);

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u, column %d (%s): %s %s"), reader->csv->line, reader->column[column] + 1,
               column_names[column], quoted, what);
  return FALSE;
}

static gboolean
read_header (Reader  *reader,
             GError **error)
{
  reader->n_columns = reader->csv->fields->len;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const char *const names[] = { column_names[i], NULL };

      reader->column[i] = penstock_csv_find (reader->csv, names);
      if (reader->column[i] >= 0)
        continue;

      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: the header has no “%s” column"), reader->csv->line, column_names[i]);
      return FALSE;
    }

  return TRUE;
}

/* A date is 00:00 UTC of it; a time needs its zone. */
static gboolean
parse_moment (const char *text,
              gint64     *moment)
{
  PenstockDay day = penstock_day_parse (text);
  g_autoptr(GDateTime) time = day == PENSTOCK_DAY_NONE ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (day == PENSTOCK_DAY_NONE && time == NULL)
    return FALSE;

  *moment = time != NULL ? g_date_time_to_unix (time) : penstock_day_to_unix_utc (day);
  return TRUE;
}

static gboolean
is_symbol (const char *text)
{
  if (*text == '\0' || strlen (text) > 32)
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isgraph (*text))
      return FALSE;

  return TRUE;
}

static gboolean
is_currency (const char *text)
{
  return strlen (text) == 3 && g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1]) && g_ascii_isalpha (text[2]);
}

/* Fills what the fields say; @row's strings stay the fields'. A blank value is no fault: @kind says that it is unknown. */
static gboolean
read_fields (Reader              *reader,
             PenstockRevenueRow  *row,
             PenstockNumber      *kind,
             GError             **error)
{
  char **fields = (char **)reader->csv->fields->pdata;
  double factor;

  if (!is_symbol (fields[reader->column[SYMBOL]]))
    return fail (reader, SYMBOL, _("is not a symbol"), error);
  if (!penstock_period_parse (fields[reader->column[PERIOD]], &row->figure.period, &row->periods_per_year))
    return fail (reader, PERIOD, _("is not a period (2026-04 or 2026Q1)"), error);
  *kind = penstock_feed_number (fields[reader->column[VALUE]], reader->csv->separator != ';', &row->figure.value);
  if (*kind != PENSTOCK_NUMBER_GOOD && *kind != PENSTOCK_NUMBER_UNKNOWN)
    return fail (reader, VALUE, _("is not a number"), error);
  if (!is_currency (fields[reader->column[CURRENCY]]))
    return fail (reader, CURRENCY, _("is not a currency code"), error);
  if (!parse_moment (fields[reader->column[PUBLISHED]], &row->figure.published_at))
    return fail (reader, PUBLISHED, _("is not a date (YYYY-MM-DD) or a time with its zone"), error);

  if (row->figure.published_at < penstock_day_to_unix_utc (penstock_period_end (row->figure.period, row->periods_per_year)))
    return fail (reader, PUBLISHED, _("is before the end of the period"), error);

  row->symbol = fields[reader->column[SYMBOL]];
  row->currency = (char *)penstock_money_major (fields[reader->column[CURRENCY]], &factor);
  row->figure.value /= 1.0 / factor;
  return TRUE;
}

/* One symbol, period and publication can have one value only. */
static gboolean
check_unseen (Reader                    *reader,
              const PenstockRevenueRow  *row,
              GError                   **error)
{
  g_autofree char *key = g_strdup_printf ("%s %d/%d %" G_GINT64_FORMAT, row->symbol, row->figure.period, row->periods_per_year,
                                          row->figure.published_at);
  guint line = GPOINTER_TO_UINT (g_hash_table_lookup (reader->seen, key));
  g_autofree char *what = NULL;

  if (line == 0)
    {
      g_hash_table_insert (reader->seen, g_steal_pointer (&key), GUINT_TO_POINTER (reader->csv->line));
      return TRUE;
    }

  what = g_strdup_printf (_("has this period and publication in line %u already"), line);
  return fail (reader, SYMBOL, what, error);
}

static gboolean
read_row (Reader         *reader,
          gint64          now,
          PenstockBatch  *batch,
          GError        **error)
{
  PenstockRevenueRow row = { .figure.first_seen = now };
  PenstockNumber kind = PENSTOCK_NUMBER_UNKNOWN;

  if (reader->csv->fields->len != reader->n_columns)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: %u columns where the header has %u"), reader->csv->line,
                   reader->csv->fields->len, reader->n_columns);
      return FALSE;
    }
  if (!read_fields (reader, &row, &kind, error))
    return FALSE;
  batch->rows++;
  if (kind == PENSTOCK_NUMBER_UNKNOWN)
    {
      penstock_batch_reject (batch, reader->csv->line, "%s", _("no revenue given"));
      return TRUE;
    }
  if (!check_unseen (reader, &row, error))
    return FALSE;

  row.symbol = g_strdup (row.symbol);
  row.currency = g_strdup (row.currency);
  g_strlcpy (row.figure.source, SOURCE, sizeof row.figure.source);
  g_array_append_val (batch->revenue, row);
  return TRUE;
}

static gboolean
read_own_csv (PenstockCsv    *csv,
              gint64          now,
              PenstockBatch  *batch,
              GError        **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { .csv = csv, .seen = seen };
  g_autoptr(GError) local_error = NULL;

  if (!read_header (&reader, error))
    return FALSE;
  while (penstock_csv_next (csv, &local_error))
    if (!read_row (&reader, now, batch, error))
      return FALSE;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  batch->kept = batch->revenue->len;
  return TRUE;
}

/* The tables do not say which market they are about; their file names mostly do. Else the chain knows some of the codes. */
static const char *
tell_suffix (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  if (strstr (name, "_L") != NULL || strstr (name, "sii") != NULL || strstr (path, "/sii/") != NULL)
    return ".TW";
  if (strstr (name, "_O") != NULL || strstr (name, "otc") != NULL || strstr (path, "/otc/") != NULL)
    return ".TWO";

  return NULL;
}

/* Takes @text. */
static gboolean
read_csv (const PenstockTaiwanTable  *table,
          char                       *text,
          gsize                       length,
          PenstockBatch              *batch,
          GError                    **error)
{
  g_auto(PenstockCsv) csv = { 0 };

  if (!penstock_csv_init_take (&csv, text, length, error) || !penstock_csv_header (&csv, error))
    return FALSE;
  if (!penstock_taiwan_is_header (&csv))
    return read_own_csv (&csv, table->now, batch, error);

  return penstock_taiwan_read_csv (table, 0, &csv, batch, error);
}

static gboolean
check_kept (const PenstockBatch  *batch,
            GError              **error)
{
  const PenstockRejection *first;

  if (batch->kept > 0)
    return TRUE;

  if (batch->rejected->len == 0)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("there are no rows in the file"));
      return FALSE;
    }

  first = &g_array_index (batch->rejected, PenstockRejection, 0);
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: %s; and no other row can be kept"), first->line, first->reason);
  return FALSE;
}

gboolean
penstock_import_revenue (const char           *path,
                         const PenstockChain  *chain,
                         gint64                now,
                         PenstockBatch        *batch,
                         GError              **error)
{
  PenstockTaiwanTable table = { .source = SOURCE, .suffix = tell_suffix (path), .chain = chain, .now = now };
  gsize length;
  g_autofree char *text = NULL;
  gboolean read;
  char first;

  g_return_val_if_fail (path != NULL && batch != NULL, FALSE);

  text = penstock_import_load (path, &length, error);
  if (text == NULL)
    return FALSE;

  first = text[strspn (text, " \t\r\n")];
  if (first == '<')
    read = penstock_taiwan_read_html (&table, 0, text, length, batch, error);
  else if (first != '[' && first != '{')
    read = read_csv (&table, g_steal_pointer (&text), length, batch, error);
  else
    read = penstock_taiwan_read_json (&table, text, length, batch, error);

  return read && check_kept (batch, error);
}
