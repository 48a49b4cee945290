/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-prices-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* TWSE MIS: what the exchanges' own page shows of the session, a picture every five seconds. Undocumented, and no real-time service: its quotes are
 * said to be late by a minute at least.
 *
 * What is the price?  "z" is the trade of the last picture and "-" where none fell into it, though the security is traded all day. Then the middle of
 * the best bid and ask stands for it, or the one side there is (at the day's limit), if there has been a trade today at all. Otherwise there is no
 * price: "y" is the close of the session before, and shown as a price of now it would be a lie. Such a row is no quote. */

#define SOURCE "twse-mis"
#define MOST_LISTINGS 20
#define LOT 1000.0        /* shares */
#define MOST_LOTS 1e12    /* more than there are shares: no number of lots */
#define LAST_TIME 1e14    /* milliseconds, year 5138 */

static const struct { const char *suffix, *market; } markets[] = { { ".TW", "tse" }, { ".TWO", "otc" } };

/* -- the question -- */

static void
append_channel (GString    *channels,
                const char *symbol)
{
  for (guint i = 0; i < G_N_ELEMENTS (markets); i++)
    {
      g_autofree char *code = penstock_prices_taiwan_code (symbol, markets[i].suffix);

      if (code != NULL)
        g_string_append_printf (channels, "%s%s_%s.tw", channels->len > 0 ? "%7C" : "", markets[i].market, code);
    }
}

static void
twse_mis_build_request (const char          *base_url,
                        const PenstockQuery *query,
                        PenstockRequest     *request)
{
  g_auto(GStrv) symbols = g_strsplit (query->subject != NULL ? query->subject : "", ",", -1);
  g_autoptr(GString) channels = g_string_new (NULL);

  for (guint i = 0; symbols[i] != NULL && i < MOST_LISTINGS; i++)
    append_channel (channels, symbols[i]);
  if (channels->len == 0)
    return;

  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/stock/api/getStockInfo.jsp?ex_ch=%s&json=1&delay=0", base_url, channels->str);
}

/* -- one row -- */

static double
number_of (JsonObject *row,
           const char *member)
{
  double value;

  penstock_prices_number (json_object_get_member (row, member), &value);
  return value;
}

static double
price_of (JsonObject *row,
          const char *member)
{
  double value = number_of (row, member);

  return value > 0.0 ? value : NAN;
}

/* The first price of "1530.0000_1535.0000_…_"; an order at any price stands there as 0. */
static double
best_of (JsonObject *row,
         const char *member)
{
  const char *text = penstock_feed_json_string (row, member);
  g_auto(GStrv) prices = g_strsplit (text != NULL ? text : "", "_", 8);

  for (guint i = 0; prices[i] != NULL; i++)
    {
      double value;

      if (penstock_feed_number (prices[i], TRUE, &value) == PENSTOCK_NUMBER_GOOD && value > 0.0)
        return value;
    }

  return NAN;
}

static double
find_price (JsonObject *row)
{
  double last = price_of (row, "z"), bid = best_of (row, "b"), ask = best_of (row, "a");

  if (isfinite (last))
    return last;
  if (!(number_of (row, "v") > 0.0) && !isfinite (price_of (row, "o")))
    return NAN;
  if (isfinite (bid) && isfinite (ask))
    return bid <= ask ? (bid + ask) / 2.0 : NAN;

  return isfinite (bid) ? bid : ask;
}

/* "09:33:35"; -1 if it is no time of day. */
static int
read_clock (const char *text)
{
  static const char shape[] = "00:00:00";
  int part[3];

  if (text == NULL || strlen (text) != sizeof shape - 1)
    return -1;
  for (guint i = 0; i < sizeof shape - 1; i++)
    if (shape[i] == ':' ? text[i] != ':' : !g_ascii_isdigit (text[i]))
      return -1;
  for (guint i = 0; i < 3; i++)
    part[i] = (text[3 * i] - '0') * 10 + text[3 * i + 1] - '0';

  return part[0] < 24 && part[1] < 60 && part[2] < 60 ? (part[0] * 60 + part[1]) * 60 + part[2] : -1;
}

/* "d" and "t" are of the price. "tlong" goes on to the after-hours trade at 14:30: only where they are missing. 0 = unknown. */
static gint64
find_time (JsonObject *row)
{
  PenstockDay day = penstock_prices_taiwan_day (penstock_feed_json_string (row, "d"));
  int clock = read_clock (penstock_feed_json_string (row, "t"));
  double milliseconds;

  if (day != PENSTOCK_DAY_NONE && clock >= 0)
    return penstock_day_to_unix_utc (day) + clock - 8 * 3600; /* no summer time in Taiwan since 1979 */

  milliseconds = number_of (row, "tlong");
  return milliseconds > 0.0 && milliseconds < LAST_TIME ? (gint64)(milliseconds / 1000.0) : 0;
}

static gboolean
is_open (gint64 time)
{
  gint64 clock = (time + 8 * 3600) % 86400;

  return clock >= 9 * 3600 && clock < 13 * 3600 + 1800;
}

/* "2330.TW"; NULL for a shell. Owned. */
static char *
dup_symbol (JsonObject *row)
{
  const char *code = penstock_feed_json_string (row, "c"), *market = penstock_feed_json_string (row, "ex");

  for (guint i = 0; code != NULL && market != NULL && i < G_N_ELEMENTS (markets); i++)
    if (g_str_equal (market, markets[i].market) && penstock_prices_is_taiwan_code (code))
      return g_strconcat (code, markets[i].suffix, NULL);

  return NULL;
}

/* -- all rows -- */

typedef struct
{
  char   **asked;  /* NULL: anything */
  guint    delay;  /* minutes */
  gint64   now;
  GArray  *idle;   /* guint, rows without a price */
} Reader;

static void
add_quote (const Reader  *reader,
           JsonObject    *row,
           const char    *symbol,
           double         price,
           gint64         time,
           PenstockBatch *batch)
{
  const char *currency = penstock_prices_taiwan_currency (penstock_feed_json_string (row, "c"));
  double lots = number_of (row, "v");
  PenstockQuote quote;

  penstock_quote_clear (&quote);
  quote.price = price;
  quote.previous_close = price_of (row, "y");
  quote.open = price_of (row, "o");
  quote.high = price_of (row, "h");
  quote.low = price_of (row, "l");
  quote.volume = lots >= 0.0 && lots < MOST_LOTS ? lots * LOT : NAN;
  quote.market_time = time;
  quote.fetched_at = reader->now;
  quote.day = penstock_day_from_unix_utc (time + 8 * 3600);
  quote.session = is_open (time) ? PENSTOCK_SESSION_REGULAR : PENSTOCK_SESSION_CLOSED;
  quote.delay_minutes = reader->delay;
  g_strlcpy (quote.currency, currency != NULL ? currency : "", sizeof quote.currency);
  g_strlcpy (quote.source, SOURCE, sizeof quote.source);

  penstock_batch_add_quote (batch, symbol, &quote);
  batch->kept++;
}

static void
read_row (Reader        *reader,
          guint          line,
          JsonObject    *row,
          PenstockBatch *batch)
{
  g_autofree char *symbol = row != NULL ? dup_symbol (row) : NULL;
  double price, ignored;
  gint64 time;

  if (row == NULL)
    penstock_batch_reject (batch, line, _("not an object"));
  else if (symbol == NULL)
    penstock_batch_reject (batch, line, _("an empty shell: no such code on that market"));
  else if (reader->asked != NULL && !g_strv_contains ((const char *const *)reader->asked, symbol))
    penstock_batch_reject (batch, line, _("%s was not asked for"), symbol);
  else if (penstock_batch_get_quote (batch, symbol) != NULL)
    penstock_batch_reject (batch, line, _("%s is in the answer twice"), symbol);
  else if (penstock_prices_number (json_object_get_member (row, "z"), &ignored) == PENSTOCK_NUMBER_BAD)
    penstock_batch_reject (batch, line, _("$.msgArray[%u].z: not a number"), line - 1);
  else if ((time = find_time (row)) == 0)
    penstock_batch_reject (batch, line, _("$.msgArray[%u].t: no time"), line - 1);
  else if (!isfinite (price = find_price (row)))
    g_array_append_val (reader->idle, line);
  else
    add_quote (reader, row, symbol, price, time, batch);
}

/* Before the first trade of the day all rows may be without a price: then the answer is empty, not broken. */
static void
reject_idle (const Reader  *reader,
             PenstockBatch *batch)
{
  if (batch->kept == 0 && batch->rejected->len == 0)
    return;

  for (guint i = 0; i < reader->idle->len; i++)
    penstock_batch_reject (batch, g_array_index (reader->idle, guint, i), _("no trade today and no price: yesterday’s close is not one"));
}

static gboolean
twse_mis_parse (GBytes               *body,
                const PenstockQuery  *query,
                gint64                now,
                PenstockBatch        *batch,
                GError              **error)
{
  g_autoptr(JsonNode) root = penstock_prices_load (body, error);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *rows = penstock_feed_json_array (object, "msgArray");
  double pause = penstock_feed_json_number (object, "userDelay");
  g_auto(GStrv) asked = query->subject != NULL ? g_strsplit (query->subject, ",", -1) : NULL;
  g_autoptr(GArray) idle = g_array_new (FALSE, FALSE, sizeof (guint));
  Reader reader = { .asked = asked, .now = now, .idle = idle };

  if (root == NULL)
    return FALSE;
  if (rows == NULL)
    return penstock_prices_fail (error, _("$.msgArray: missing"));

  reader.delay = pause > 60000.0 && pause < 86400000.0 ? (guint)ceil (pause / 60000.0) : 1;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      batch->rows++;
      read_row (&reader, i + 1, penstock_feed_json_element_object (rows, i), batch);
    }
  reject_idle (&reader, batch);
  return TRUE;
}

static PenstockOutcome
twse_mis_recognise (guint       status,
                    const char *content_type,
                    GBytes     *body,
                    char      **reason)
{
  PenstockOutcome outcome = penstock_prices_taiwan_recognise (status, content_type, body, reason);
  g_autoptr(JsonNode) root = outcome == PENSTOCK_OUTCOME_DATA ? penstock_prices_load_short (body) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *code = penstock_feed_json_string (object, "rtcode"), *words = penstock_feed_json_string (object, "rtmessage");

  if (code == NULL || g_str_equal (code, "0000"))
    return outcome;

  *reason = penstock_recognise_quote (words != NULL && *words != '\0' ? words : code, -1);
  return PENSTOCK_OUTCOME_BROKEN;
}

/* JSON under the name of HTML. The page itself asks every five seconds. */
static const char *const content_types[] = { "text/html", "application/json", "text/json", "text/plain", NULL };

static const PenstockPolicy policy = {
  .host_key = "twse-mis",
  .min_interval_ms = 5000,
  .max_per_hour = 240,
  .backoff_first_s = 300,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_twse_mis = {
  .id = SOURCE,
  .title = N_("TWSE market information"),
  .base_url = "https://mis.twse.com.tw",
  .terms_url = "https://www.twse.com.tw/zh/page/terms/use.html",
  .sends = N_("The codes of the Taiwan-listed companies you follow and your network address, to the Taiwan Stock Exchange’s market page. It is undocumented "
              "and may not be passed on as a real-time service."),
  .attribution = N_("Source: Taiwan Stock Exchange market information, delayed, for reference only"),
  .gives = PENSTOCK_GIVES_QUOTES,
  .asks = PENSTOCK_ASKS_LISTINGS,
  .rhythm = PENSTOCK_RHYTHM_SESSION,
  .suffixes = (const char *const[]) { ".TW", ".TWO", NULL },
  .most_listings = MOST_LISTINGS,
  .policy = &policy,
  .build_request = twse_mis_build_request,
  .recognise = twse_mis_recognise,
  .parse = twse_mis_parse,
};
