/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-csv-private.h"
#include "penstock-feed-text-private.h"
#include "penstock-import.h"
#include "penstock-import-private.h"
#include "penstock-money.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SOURCE "file"

typedef struct
{
  PenstockDay day;
  guint       line;
  const char *time;                        /* "hh:mm:ss" where the file has times, else NULL; borrowed from the text */
  double      field[PENSTOCK_BAR_N_FIELDS];
} Bar;

static const char *const date_names[] = { "Date", "Datetime", "Day", NULL };
static const char *const field_names[PENSTOCK_BAR_N_FIELDS][4] = {
  [PENSTOCK_BAR_OPEN] = { "Open" },
  [PENSTOCK_BAR_HIGH] = { "High" },
  [PENSTOCK_BAR_LOW] = { "Low" },
  [PENSTOCK_BAR_CLOSE] = { "Close", "Close/Last" },
  [PENSTOCK_BAR_VOLUME] = { "Volume" },
  [PENSTOCK_BAR_ADJ_CLOSE] = { "Adj Close", "Adj. Close", "AdjClose" },
};

typedef struct
{
  PenstockCsv *csv;                        /* borrowed */
  int         date;                        /* columns from 0; -1 = none */
  int         column[PENSTOCK_BAR_N_FIELDS];
  guint       n_columns;
  double      minor;                       /* prices are divided by it */
  GArray     *bars;                        /* Bar */
} Reader;

static gboolean
fail (GError     **error,
      guint        line,
      int          column,
      const char  *format,
      const char  *text)
{
  g_autofree char *quoted = text != NULL ? penstock_recognise_quote (text, -1) : g_strdup ("");
  g_autofree char *what = g_strdup_printf ("%s%s%s", quoted, text != NULL ? " " : "", format);

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u, column %d: %s"), line, column + 1, what);
  return FALSE;
}

static gboolean
has_twice (const Reader *reader,
           int           column)
{
  const char *name = g_ptr_array_index (reader->csv->fields, column);

  for (guint i = 0; i < reader->csv->fields->len; i++)
    if ((int)i != column && g_ascii_strcasecmp (g_ptr_array_index (reader->csv->fields, i), name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
read_header (Reader  *reader,
             GError **error)
{
  if (!penstock_csv_header (reader->csv, error))
    return FALSE;

  reader->n_columns = reader->csv->fields->len;
  reader->date = penstock_csv_find (reader->csv, date_names);
  for (guint i = 0; i < PENSTOCK_BAR_N_FIELDS; i++)
    {
      reader->column[i] = penstock_csv_find (reader->csv, field_names[i]);
      if (reader->column[i] >= 0 && has_twice (reader, reader->column[i]))
        return fail (error, reader->csv->line, reader->column[i], _("occurs twice in the header"), field_names[i][0]);
    }

  if (reader->date >= 0 && reader->column[PENSTOCK_BAR_CLOSE] >= 0)
    return TRUE;

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: the header has no “%s” column"), reader->csv->line,
               reader->date < 0 ? date_names[0] : field_names[PENSTOCK_BAR_CLOSE][0]);
  return FALSE;
}

/* MM/DD/YYYY, as Nasdaq writes it. */
static PenstockDay
parse_american (const char *text)
{
  if (strlen (text) != 10 || text[5] != '/')
    return PENSTOCK_DAY_NONE;
  for (guint i = 0; i < 10; i++)
    if (i != 2 && i != 5 && !g_ascii_isdigit (text[i]))
      return PENSTOCK_DAY_NONE;

  return penstock_day_from_ymd (atoi (text + 6), atoi (text), atoi (text + 3));
}

/* YYYY-MM-DD, the same with a time behind it (whose date part counts: it is the exchange's), or MM/DD/YYYY. */
static PenstockDay
parse_date (char        *text,
            const char **time)
{
  *time = NULL;
  if (strlen (text) < 10)
    return PENSTOCK_DAY_NONE;
  if (text[2] == '/')
    return parse_american (text);

  if (text[10] == ' ' || text[10] == 'T')
    {
      *time = text + 11;
      if (!g_ascii_isdigit (**time))
        return PENSTOCK_DAY_NONE;
      text[10] = '\0';
    }

  return penstock_day_parse (text);
}

/* FALSE if the row must be left out; it has been rejected then. */
static gboolean
read_field (Reader           *reader,
            PenstockBarField  field,
            Bar              *bar,
            PenstockBatch    *batch)
{
  const char *text = reader->column[field] >= 0 ? g_ptr_array_index (reader->csv->fields, reader->column[field]) : NULL;
  gboolean is_close = field == PENSTOCK_BAR_CLOSE, is_volume = field == PENSTOCK_BAR_VOLUME;
  double value;
  PenstockNumber kind = penstock_feed_number (text, reader->csv->separator != ';', &value);

  bar->field[field] = NAN;
  if (kind == PENSTOCK_NUMBER_BAD)
    {
      g_autofree char *quoted = penstock_recognise_quote (text, -1);

      penstock_batch_reject (batch, bar->line, _("column %d (%s): %s is not a number"), reader->column[field] + 1, field_names[field][0], quoted);
      return FALSE;
    }
  if (is_close && !(value > 0.0))
    {
      penstock_batch_reject (batch, bar->line, "%s", kind == PENSTOCK_NUMBER_UNKNOWN ? _("no close") : _("the close is not positive"));
      return FALSE;
    }

  if (is_volume ? value >= 0.0 : value > 0.0)
    bar->field[field] = is_volume ? value : value / reader->minor;
  return TRUE;
}

static gboolean
read_row (Reader         *reader,
          PenstockBatch  *batch,
          GError        **error)
{
  Bar bar = { .line = reader->csv->line };
  char *date;

  if (reader->csv->fields->len != reader->n_columns)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: %u columns where the header has %u"), bar.line, reader->csv->fields->len,
                   reader->n_columns);
      return FALSE;
    }

  date = g_ptr_array_index (reader->csv->fields, reader->date);
  bar.day = parse_date (date, &bar.time);
  if (bar.day == PENSTOCK_DAY_NONE)
    return fail (error, bar.line, reader->date, _("is not a date (YYYY-MM-DD or MM/DD/YYYY)"), date);

  batch->rows++;
  for (PenstockBarField field = 0; field < PENSTOCK_BAR_N_FIELDS; field++)
    if (!read_field (reader, field, &bar, batch))
      return TRUE;

  g_array_append_val (reader->bars, bar);
  return TRUE;
}

static int
compare_bars (gconstpointer a,
              gconstpointer b)
{
  const Bar *one = a, *two = b;

  if (one->day != two->day)
    return one->day < two->day ? -1 : 1;

  return one->line < two->line ? -1 : one->line > two->line;
}

/* Sorted, one bar a day: of two the later line wins. Two different times on one day are two bars of something else. */
static gboolean
keep_one_a_day (Reader         *reader,
                PenstockBatch  *batch,
                GError        **error)
{
  GArray *bars = reader->bars;
  guint n = 0;

  g_array_sort (bars, compare_bars);
  for (guint i = 0; i < bars->len; i++)
    {
      Bar *bar = &g_array_index (bars, Bar, i);
      Bar *last = n > 0 ? &g_array_index (bars, Bar, n - 1) : NULL;

      if (last == NULL || last->day != bar->day)
        {
          g_array_index (bars, Bar, n++) = *bar;
          continue;
        }
      if (g_strcmp0 (last->time, bar->time) != 0)
        return fail (error, bar->line, reader->date, _("several times on one day: these are no daily bars"), NULL);
      penstock_batch_reject (batch, last->line, _("line %u has the same day"), bar->line);
      *last = *bar;
    }

  g_array_set_size (bars, n);
  return TRUE;
}

static PenstockBars *
build_bars (const Reader *reader,
            const char   *symbol,
            const char   *currency,
            gint64        now)
{
  PenstockBars *bars = penstock_bars_new (symbol, currency, SOURCE, reader->bars->len);

  bars->fetched_at = now;
  for (guint i = 0; i < reader->bars->len; i++)
    {
      const Bar *bar = &g_array_index (reader->bars, Bar, i);

      bars->day[i] = bar->day;
      for (guint field = 0; field < PENSTOCK_BAR_N_FIELDS; field++)
        bars->field[field][i] = bar->field[field];
    }

  return bars;
}

static gboolean
read_rows (Reader         *reader,
           PenstockBatch  *batch,
           GError        **error)
{
  g_autoptr(GError) local_error = NULL;

  while (penstock_csv_next (reader->csv, &local_error))
    if (!read_row (reader, batch, error))
      return FALSE;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (batch->rows == 0)
    return fail (error, 1, 0, _("nothing but a header"), NULL);
  if (reader->bars->len > 0)
    return keep_one_a_day (reader, batch, error);

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: %s; and no other row can be kept"),
               g_array_index (batch->rejected, PenstockRejection, 0).line, g_array_index (batch->rejected, PenstockRejection, 0).reason);
  return FALSE;
}

gboolean
penstock_import_bars (const char     *path,
                      const char     *symbol,
                      const char     *currency,
                      gint64          now,
                      PenstockBatch  *batch,
                      GError        **error)
{
  g_autoptr(GArray) bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  g_auto(PenstockCsv) csv = { 0 };
  Reader reader = { .csv = &csv, .bars = bars, .minor = 1.0 };
  gboolean read;

  g_return_val_if_fail (path != NULL && symbol != NULL && batch != NULL, FALSE);

  if (currency != NULL)
    {
      double factor;

      currency = penstock_money_major (currency, &factor);
      reader.minor = 1.0 / factor;
    }

  if (!penstock_import_open_csv (path, &csv, error))
    return FALSE;

  read = read_header (&reader, error) && read_rows (&reader, batch, error);
  if (read)
    {
      batch->kept = bars->len;
      g_ptr_array_add (batch->bars, build_bars (&reader, symbol, currency, now));
    }

  return read;
}

/* Exact before any case, and symbols before ids: `TEL' is TE Connectivity, `tel' the chain's Tokyo Electron. */
static int
find_company (const PenstockChain *chain,
              const char          *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);
  int company = penstock_chain_find_symbol (chain, name);

  if (company < 0)
    company = penstock_chain_find_id (chain, name);

  return company >= 0 ? company : penstock_chain_find_symbol (chain, upper);
}

char *
penstock_import_symbol (const char           *path,
                        const PenstockChain  *chain,
                        const char          **currency)
{
  g_autofree char *name = g_path_get_basename (path);
  const gsize length = strlen (name);
  const PenstockExchange *exchange;
  int company;

  g_return_val_if_fail (chain != NULL && currency != NULL, NULL);

  *currency = NULL;
  if (length <= 4 || g_ascii_strcasecmp (name + length - 4, ".csv") != 0)
    return NULL;

  name[length - 4] = '\0';
  company = find_company (chain, name);
  if (company >= 0 && chain->companies[company].symbol != NULL)
    {
      *currency = chain->companies[company].currency;
      return g_strdup (chain->companies[company].symbol);
    }

  exchange = penstock_chain_exchange_for_symbol (chain, name);
  *currency = exchange != NULL ? exchange->currency : NULL;
  return g_steal_pointer (&name);
}
