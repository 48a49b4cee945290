/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-prices-private.h"
#include "penstock-csv-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Stooq: daily prices of the United States as CSV, for whoever has got a key of his own through the captcha there. Every refusal is a 200 with
 * some words: data is what begins with the header, and nothing else is. Prices come adjusted for splits, possibly for dividends too; what they are
 * free of is not said, so ADJ_CLOSE stays unknown.
 *
 * Nothing tells whether the newest day is over. Asked with .until, its caller says so; else the newest day is left out. */

#define SOURCE "stooq"
#define HEADER "Date,Open,High,Low,Close,Volume"
#define BEGINNING 512 /* bytes that a refusal's words are looked for in */

static const PenstockBarField fields[] = {
  PENSTOCK_BAR_OPEN, PENSTOCK_BAR_HIGH, PENSTOCK_BAR_LOW, PENSTOCK_BAR_CLOSE, PENSTOCK_BAR_VOLUME,
};

static void
append_day (GString     *uri,
            const char  *name,
            PenstockDay  day)
{
  int year, month, day_of_month;

  if (day == PENSTOCK_DAY_NONE)
    return;

  penstock_day_to_ymd (day, &year, &month, &day_of_month);
  g_string_append_printf (uri, "&%s=%04d%02d%02d", name, year, month, day_of_month);
}

/* The key can only be in the address there. */
static void
stooq_build_request (const char          *base_url,
                     const PenstockQuery *query,
                     PenstockRequest     *request)
{
  g_autofree char *lower = query->subject != NULL ? g_ascii_strdown (query->subject, -1) : NULL;
  g_autofree char *symbol = lower != NULL ? g_uri_escape_string (lower, NULL, FALSE) : NULL;
  g_autofree char *key = query->key != NULL ? g_uri_escape_string (query->key, NULL, FALSE) : NULL;
  g_autoptr(GString) uri = NULL;
  PenstockDay until = query->until;

  if (key == NULL || *key == '\0' || symbol == NULL || *symbol == '\0' || strchr (symbol, '.') != NULL)
    return;

  uri = g_string_new (NULL);
  g_string_printf (uri, "%s/q/d/l/?s=%s.us&i=d", base_url, symbol);
  append_day (uri, "d1", query->from);
  if (query->from != PENSTOCK_DAY_NONE) /* the two go together */
    append_day (uri, "d2", until != PENSTOCK_DAY_NONE ? until : penstock_day_from_ymd (2100, 1, 1));
  g_string_append_printf (uri, "&apikey=%s", key);

  request->method = g_strdup ("GET");
  request->uri = g_string_free (g_steal_pointer (&uri), FALSE);
}

/* -- what is no data -- */

static char *
dup_first_line (GBytes *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  gsize n = 0;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  while (n < MIN (length, BEGINNING) && data[n] != '\n' && data[n] != '\r')
    n++;

  return g_strndup (data != NULL ? data : "", n);
}

static PenstockOutcome
recognise_words (GBytes     *body,
                 const char *line,
                 char      **reason)
{
  g_autofree char *quoted = penstock_recognise_quote (line, -1);

  if (penstock_recognise_says (body, "apikey", BEGINNING))
    {
      *reason = g_strdup_printf (_("the source refused the key: %s"), quoted);
      return PENSTOCK_OUTCOME_REFUSED;
    }

  *reason = g_strdup_printf (_("no daily prices: %s"), quoted);
  if (penstock_recognise_says (body, "Exceeded the daily hits limit", BEGINNING))
    return PENSTOCK_OUTCOME_REFUSED;

  return g_str_has_prefix (line, "No data") ? PENSTOCK_OUTCOME_EMPTY : PENSTOCK_OUTCOME_BROKEN;
}

/* A line of text is a word of the source's own; pages and the rest are what they are everywhere. */
static PenstockOutcome
stooq_recognise (guint       status,
                 const char *content_type,
                 GBytes     *body,
                 char      **reason)
{
  g_autofree char *line = dup_first_line (body);
  const char *text = g_strchug (line);

  PenstockOutcome outcome = PENSTOCK_OUTCOME_DATA;

  if (status != 200 || *text == '\0' || *text == '<' || *text == '{')
    outcome = penstock_prices_recognise_keyed (status, body, reason);

  return outcome == PENSTOCK_OUTCOME_DATA && !g_str_equal (text, HEADER) ? recognise_words (body, text, reason) : outcome;
}

/* -- rows -- */

static gboolean
read_row (const PenstockCsv *csv,
          PenstockPricesRow *row,
          PenstockBatch     *batch)
{
  char **cells = (char **)csv->fields->pdata;

  if (csv->fields->len != G_N_ELEMENTS (fields) + 1)
    {
      penstock_batch_reject (batch, csv->line, _("%u columns where the header has %u"), csv->fields->len, (guint)G_N_ELEMENTS (fields) + 1);
      return FALSE;
    }

  row->day = penstock_day_parse (cells[0]);
  if (row->day == PENSTOCK_DAY_NONE)
    {
      penstock_batch_reject (batch, csv->line, _("the first column is not a day"));
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (penstock_feed_number (cells[i + 1], FALSE, &row->value[fields[i]]) == PENSTOCK_NUMBER_BAD)
      {
        penstock_batch_reject (batch, csv->line, _("column %u is not a number"), i + 2);
        return FALSE;
      }

  return TRUE;
}

/* Of a text that does not end in an end of line the last number may be cut off. */
static gboolean
read_rows (PenstockCsv    *csv,
           gboolean        is_whole,
           GArray         *rows,
           PenstockBatch  *batch,
           GError        **error)
{
  g_autoptr(GError) local_error = NULL;

  while (penstock_csv_next (csv, &local_error))
    {
      PenstockPricesRow row;

      penstock_prices_row_init (&row, PENSTOCK_DAY_NONE, csv->line);
      batch->rows++;
      if (csv->at >= csv->end && !is_whole)
        penstock_batch_reject (batch, csv->line, _("cut off: the line has no end"));
      else if (read_row (csv, &row, batch))
        g_array_append_val (rows, row);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Alone it is nothing yet, and no fault. */
static void
drop_newest_day (GArray        *rows,
                 PenstockBatch *batch)
{
  guint newest = 0;

  if (rows->len == 0)
    return;
  for (guint i = 1; i < rows->len; i++)
    if (g_array_index (rows, PenstockPricesRow, i).day >= g_array_index (rows, PenstockPricesRow, newest).day)
      newest = i;

  if (rows->len > 1)
    penstock_batch_reject (batch, g_array_index (rows, PenstockPricesRow, newest).line, _("the newest day may be under way"));
  g_array_remove_index (rows, newest);
}

static gboolean
stooq_parse (GBytes               *body,
             const PenstockQuery  *query,
             gint64                now,
             PenstockBatch        *batch,
             GError              **error)
{
  const PenstockPricesSeries series = {
    .symbol = query->subject != NULL ? query->subject : "", .currency = "USD", .source = SOURCE, .now = now, .until = query->until,
  };
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (PenstockPricesRow));
  g_auto(PenstockCsv) csv = { 0 };
  gsize length, text_length;
  const char *data = g_bytes_get_data (body, &length);
  char *text = penstock_feed_decode (data != NULL ? data : "", length, &text_length, error);

  if (text == NULL || !penstock_csv_init_take (&csv, text, text_length, error) || !penstock_csv_header (&csv, error))
    return FALSE;
  if (!read_rows (&csv, length > 0 && data[length - 1] == '\n', rows, batch, error))
    return FALSE;

  if (query->until == PENSTOCK_DAY_NONE)
    drop_newest_day (rows, batch);
  penstock_prices_add_bars (&series, rows, batch);
  return TRUE;
}

static const char *const content_types[] = { "text/csv", "text/plain", "application/csv", "application/octet-stream", "application/vnd.ms-excel", NULL };

/* The daily limit is not published. */
static const PenstockPolicy policy = {
  .host_key = "stooq",
  .min_interval_ms = 3000,
  .max_per_hour = 120,
  .max_per_day = 200,
  .backoff_first_s = 3600,
  .backoff_most_s = 86400,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_stooq = {
  .id = SOURCE,
  .title = N_("Stooq"),
  .base_url = "https://stooq.com",
  .terms_url = "https://stooq.com",
  .sends = N_("The symbols of the US-listed companies you follow, your key (in the address, as Stooq wants it) and your network address, to Stooq."),
  .gives = PENSTOCK_GIVES_BARS,
  .asks = PENSTOCK_ASKS_LISTING,
  .rhythm = PENSTOCK_RHYTHM_CLOSE,
  .suffixes = (const char *const[]) { "", NULL },
  .key_need = PENSTOCK_KEY_NEEDED,
  .key_url = "https://stooq.com/q/d/?s=aapl.us&get_apikey",
  .policy = &policy,
  .build_request = stooq_build_request,
  .recognise = stooq_recognise,
  .parse = stooq_parse,
};
