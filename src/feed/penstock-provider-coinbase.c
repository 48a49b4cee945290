/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-prices-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Coinbase Exchange: daily candles of a pair ("BTC-USD"), and its last trade. A day is a UTC day; there are no splits and no dividends, so ADJ_CLOSE
 * stays unknown. Asked on request only, and for no listing: the company Coinbase is COIN on Nasdaq.
 *
 * A candle says nothing about whether its day is over: the newest one of an answer counts as under way and is left out, so the day after the last
 * one wanted is asked for too. At most 300 candles an answer: of a longer time the newest; without .until the newest 300 there are. */

#define SOURCE "coinbase"
#define MOST_ROWS 300
#define DAY_SECONDS 86400.0
#define FIRST_TIME -5e9 /* UTC seconds: beyond it a number is no time */
#define LATEST_TIME 1e11

enum { TIME, LOW, HIGH, OPEN, CLOSE, VOLUME, N_CELLS };

/* Two words of capitals and digits with a hyphen between them; returns the second one. */
static const char *
find_currency (const char *product)
{
  const char *hyphen = product != NULL ? strchr (product, '-') : NULL;

  if (hyphen == NULL || hyphen == product || hyphen[1] == '\0' || strlen (hyphen + 1) > 6)
    return NULL;
  for (const char *p = product; *p != '\0'; p++)
    if (p != hyphen && !g_ascii_isupper (*p) && !g_ascii_isdigit (*p))
      return NULL;

  return hyphen + 1;
}

static void
append_range (GString             *uri,
              const PenstockQuery *query)
{
  PenstockDay end = query->until + 1, start;
  char from[16], until[16];

  start = query->from != PENSTOCK_DAY_NONE ? MAX (query->from, end - MOST_ROWS + 1) : end - MOST_ROWS + 1;
  if (start < end)
    g_string_append_printf (uri, "&start=%sT00%%3A00%%3A00Z&end=%sT00%%3A00%%3A00Z", penstock_day_format (start, from),
                            penstock_day_format (end, until));
}

static void
coinbase_build_request (const char          *base_url,
                        const PenstockQuery *query,
                        PenstockRequest     *request)
{
  g_autoptr(GString) uri = NULL;

  if (find_currency (query->subject) == NULL)
    return;

  uri = g_string_new (NULL);
  g_string_printf (uri, "%s/products/%s/%s", base_url, query->subject, query->quote_only ? "ticker" : "candles?granularity=86400");
  if (!query->quote_only && query->until != PENSTOCK_DAY_NONE)
    append_range (uri, query);
  request->method = g_strdup ("GET");
  request->uri = g_string_free (g_steal_pointer (&uri), FALSE);
}

static PenstockOutcome
coinbase_recognise (guint       status,
                    const char *content_type,
                    GBytes     *body,
                    char      **reason)
{
  const PenstockOutcome outcome = penstock_recognise (status, body, FALSE, reason);
  g_autofree char *note = status == 404 ? penstock_recognise_dup_note (body) : NULL;

  if (note != NULL)
    return PENSTOCK_OUTCOME_EMPTY; /* "NotFound": no such pair */

  return outcome;
}

/* -- candles -- */

static gboolean
read_candle (JsonNode          *node,
             PenstockPricesRow *row,
             PenstockBatch     *batch)
{
  static const PenstockBarField fields[N_CELLS] = {
    [LOW] = PENSTOCK_BAR_LOW, [HIGH] = PENSTOCK_BAR_HIGH, [OPEN] = PENSTOCK_BAR_OPEN, [CLOSE] = PENSTOCK_BAR_CLOSE, [VOLUME] = PENSTOCK_BAR_VOLUME,
  };
  JsonArray *cells = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint at = row->line - 1;
  double time;

  if (cells == NULL || json_array_get_length (cells) < N_CELLS)
    {
      penstock_batch_reject (batch, row->line, _("$[%u]: not a candle"), at);
      return FALSE;
    }

  time = penstock_feed_json_node_number (json_array_get_element (cells, TIME));
  if (!(time > FIRST_TIME && time < LATEST_TIME) || fmod (time, DAY_SECONDS) != 0.0)
    {
      penstock_batch_reject (batch, row->line, _("$[%u][0]: not the beginning of a UTC day"), at);
      return FALSE;
    }

  row->day = (PenstockDay)(time / DAY_SECONDS);
  for (guint cell = LOW; cell < N_CELLS; cell++)
    {
      JsonNode *value = json_array_get_element (cells, cell);

      row->value[fields[cell]] = penstock_feed_json_node_number (value);
      if (!JSON_NODE_HOLDS_NULL (value) && !isfinite (row->value[fields[cell]]))
        {
          penstock_batch_reject (batch, row->line, _("$[%u][%u]: not a number"), at, cell);
          return FALSE;
        }
    }

  return TRUE;
}

/* A day under way alone is nothing yet, and no fault. */
static void
drop_newest_day (GArray        *rows,
                 PenstockBatch *batch)
{
  PenstockDay newest = PENSTOCK_DAY_NONE;

  for (guint i = 0; i < rows->len; i++)
    newest = MAX (newest, g_array_index (rows, PenstockPricesRow, i).day);

  for (guint i = rows->len; i-- > 0;)
    if (g_array_index (rows, PenstockPricesRow, i).day == newest)
      {
        if (batch->rows > 1)
          penstock_batch_reject (batch, g_array_index (rows, PenstockPricesRow, i).line, _("the newest day may be under way"));
        g_array_remove_index (rows, i);
      }
}

static void
read_candles (JsonArray           *candles,
              const PenstockQuery *query,
              gint64               now,
              PenstockBatch       *batch)
{
  const PenstockPricesSeries series = {
    .symbol = query->subject != NULL ? query->subject : "", .currency = find_currency (query->subject), .source = SOURCE, .now = now,
    .until = query->until,
  };
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (PenstockPricesRow));

  for (guint i = 0; i < json_array_get_length (candles); i++)
    {
      PenstockPricesRow row;

      penstock_prices_row_init (&row, PENSTOCK_DAY_NONE, i + 1);
      batch->rows++;
      if (read_candle (json_array_get_element (candles, i), &row, batch))
        g_array_append_val (rows, row);
    }

  drop_newest_day (rows, batch);
  penstock_prices_add_bars (&series, rows, batch);
}

/* -- the last trade -- */

static gboolean
read_ticker (JsonObject           *ticker,
             const PenstockQuery  *query,
             gint64                now,
             PenstockBatch        *batch,
             GError              **error)
{
  const char *text = penstock_feed_json_string (ticker, "time"), *currency = find_currency (query->subject);
  g_autoptr(GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  PenstockQuote quote;

  penstock_quote_clear (&quote);
  if (penstock_prices_number (json_object_get_member (ticker, "price"), &quote.price) != PENSTOCK_NUMBER_GOOD || quote.price <= 0.0)
    return penstock_prices_fail (error, _("$.price: not a price"));
  if (time == NULL)
    return penstock_prices_fail (error, _("$.time: missing or no time"));

  quote.market_time = g_date_time_to_unix (time);
  quote.day = penstock_day_from_unix_utc (quote.market_time);
  quote.fetched_at = now;
  quote.session = PENSTOCK_SESSION_REGULAR; /* never closes; "volume" is of 24 hours, not of the day: left out */
  g_strlcpy (quote.currency, currency != NULL ? currency : "", sizeof quote.currency);
  g_strlcpy (quote.source, SOURCE, sizeof quote.source);

  penstock_batch_add_quote (batch, query->subject != NULL ? query->subject : "", &quote);
  batch->rows = batch->kept = 1;
  return TRUE;
}

static gboolean
coinbase_parse (GBytes               *body,
                const PenstockQuery  *query,
                gint64                now,
                PenstockBatch        *batch,
                GError              **error)
{
  g_autoptr(JsonNode) root = penstock_prices_load (body, error);

  if (root == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (root))
    return read_ticker (json_node_get_object (root), query, now, batch, error);
  if (!JSON_NODE_HOLDS_ARRAY (root))
    return penstock_prices_fail (error, _("$: neither candles nor a ticker"));

  read_candles (json_node_get_array (root), query, now, batch);
  return TRUE;
}

static const char *const content_types[] = { "application/json", "text/json", NULL };

/* Ten a second are allowed; nobody is in such a hurry. Without a User-Agent the answer is 400: Penstock's own will do. */
static const PenstockPolicy policy = {
  .host_key = "coinbase",
  .min_interval_ms = 1000,
  .max_per_hour = 600,
  .backoff_first_s = 60,
  .backoff_most_s = 3600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_coinbase = {
  .id = SOURCE,
  .title = N_("Coinbase Exchange"),
  .base_url = "https://api.exchange.coinbase.com",
  .terms_url = "https://www.coinbase.com/legal/market_data",
  .sends = N_("The cryptocurrency pair you ask for and your network address, to Coinbase."),
  .gives = PENSTOCK_GIVES_BARS | PENSTOCK_GIVES_QUOTES,
  .asks = PENSTOCK_ASKS_LISTING,
  .rhythm = PENSTOCK_RHYTHM_REQUEST,
  .suffixes = (const char *const[]) { NULL }, /* no listing at all */
  .policy = &policy,
  .build_request = coinbase_build_request,
  .recognise = coinbase_recognise,
  .parse = coinbase_parse,
};
