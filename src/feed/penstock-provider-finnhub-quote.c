/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-prices-private.h"
#include "penstock-feed-json-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Finnhub: the last price of a US listing, for whoever has a key of his own. A free key has nothing else to ask for prices with: candles are refused. */

#define SOURCE "finnhub-quote"
#define OPEN  (9 * 3600 + 30 * 60) /* New York */
#define CLOSE (16 * 3600)

/* "BRK-B" is BRK.B there. */
static void
finnhub_quote_build_request (const char          *base_url,
                             const PenstockQuery *query,
                             PenstockRequest     *request)
{
  g_autofree char *dotted = g_strdelimit (g_strdup (query->subject != NULL ? query->subject : ""), "-", '.');
  g_autofree char *symbol = g_uri_escape_string (dotted, NULL, FALSE);

  if (query->key == NULL || *query->key == '\0' || *symbol == '\0')
    return;

  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/api/v1/quote?symbol=%s", base_url, symbol);
  request->headers = g_new0 (char *, 3);
  request->headers[0] = g_strdup ("X-Finnhub-Token");
  request->headers[1] = g_strdup (query->key);
}

/* An unknown symbol is answered with zeros. */
static PenstockOutcome
finnhub_quote_recognise (guint       status,
                         const char *content_type,
                         GBytes     *body,
                         char      **reason)
{
  PenstockOutcome outcome = penstock_prices_recognise_keyed (status, body, reason);
  g_autoptr(JsonNode) root = outcome == PENSTOCK_OUTCOME_DATA ? penstock_prices_load_short (body) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (penstock_feed_json_number (object, "c") != 0.0)
    return outcome;

  *reason = g_strdup (_("the source has no price for this symbol"));
  return PENSTOCK_OUTCOME_EMPTY;
}

static double
price_of (JsonObject *object,
          const char *member)
{
  double value = penstock_feed_json_number (object, member);

  return isfinite (value) && value > 0.0 ? value : NAN;
}

/* Regular hours of a weekday; which days are holidays is not known here, and on those there is no new time. */
static PenstockSession
session_at (gint64     time,
            GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  int clock = local != NULL ? (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local)) * 60 + g_date_time_get_second (local) : 0;

  return local != NULL && g_date_time_get_day_of_week (local) <= 5 && clock >= OPEN && clock < CLOSE ? PENSTOCK_SESSION_REGULAR
                                                                                                     : PENSTOCK_SESSION_CLOSED;
}

static gboolean
finnhub_quote_parse (GBytes               *body,
                     const PenstockQuery  *query,
                     gint64                now,
                     PenstockBatch        *batch,
                     GError              **error)
{
  g_autoptr(JsonNode) root = penstock_prices_load (body, error);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  GTimeZone *zone = penstock_zone ("America/New_York");
  PenstockQuote quote;

  if (root == NULL)
    return FALSE;

  penstock_quote_clear (&quote);
  quote.price = price_of (object, "c");
  quote.market_time = penstock_feed_json_time (object, "t");
  if (!isfinite (quote.price))
    return penstock_prices_fail (error, _("$.c: not a price"));
  if (quote.market_time <= 0)
    return penstock_prices_fail (error, _("$.t: missing: nobody can say how old the price is"));

  quote.previous_close = price_of (object, "pc");
  quote.open = price_of (object, "o");
  quote.high = price_of (object, "h");
  quote.low = price_of (object, "l");
  quote.fetched_at = now;
  quote.day = zone != NULL ? penstock_day_from_unix (quote.market_time, zone) : penstock_day_from_unix_utc (quote.market_time);
  quote.session = zone != NULL ? session_at (quote.market_time, zone) : PENSTOCK_SESSION_CLOSED;
  g_strlcpy (quote.currency, "USD", sizeof quote.currency);
  g_strlcpy (quote.source, SOURCE, sizeof quote.source);

  penstock_batch_add_quote (batch, query->subject != NULL ? query->subject : "", &quote);
  batch->rows = batch->kept = 1;
  return TRUE;
}

static const char *const content_types[] = { "application/json", "text/json", NULL };

/* Sixty questions a minute for a free key, shared with the news. */
static const PenstockPolicy policy = {
  .host_key = "finnhub",
  .min_interval_ms = 1100,
  .max_per_hour = 1800,
  .backoff_first_s = 60,
  .backoff_most_s = 3600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_finnhub_quote = {
  .id = SOURCE,
  .title = N_("Finnhub prices"),
  .base_url = "https://finnhub.io",
  .terms_url = "https://finnhub.io/terms-of-service",
  .sends = N_("The symbols of the US-listed companies you follow, your key and your network address, to Finnhub."),
  .gives = PENSTOCK_GIVES_QUOTES,
  .asks = PENSTOCK_ASKS_LISTING,
  .rhythm = PENSTOCK_RHYTHM_SESSION,
  .suffixes = (const char *const[]) { "", NULL },
  .key_need = PENSTOCK_KEY_NEEDED,
  .key_url = "https://finnhub.io/register",
  .policy = &policy,
  .build_request = finnhub_quote_build_request,
  .recognise = finnhub_quote_recognise,
  .parse = finnhub_quote_parse,
};
