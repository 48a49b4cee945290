/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>

/* Yahoo Finance, v8 chart: daily bars with splits, and the live quote. Unofficial; whatever it does wrong is met in penstock-yahoo-*.c.
 * Prices come adjusted for every split up to the moment of the answer: a new split means that the whole series must be fetched again. */

#define SHORT_BODY   8192         /* bytes; an error is no longer than that */
#define FAR_FUTURE   9999999999LL /* UTC seconds: "to date", as no clock is to be had here */
#define DAY_SECONDS  86400
#define AHEAD_OF_UTC 50400        /* a session may begin up to 14 hours before its date does in UTC */

/* Seconds around the days asked for, so that the first session is in whatever the exchange's time zone. */
static char *
build_period (const PenstockQuery *query)
{
  gint64 from = query->from != PENSTOCK_DAY_NONE ? penstock_day_to_unix_utc (query->from) - AHEAD_OF_UTC : 0;
  gint64 until = query->until != PENSTOCK_DAY_NONE ? penstock_day_to_unix_utc (query->until) + DAY_SECONDS + AHEAD_OF_UTC : FAR_FUTURE;

  return g_strdup_printf ("period1=%" G_GINT64_FORMAT "&period2=%" G_GINT64_FORMAT, MAX (from, 0), until);
}

static void
yahoo_chart_build_request (const char          *base_url,
                           const PenstockQuery *query,
                           PenstockRequest     *request)
{
  g_autofree char *symbol = NULL;
  g_autofree char *period = NULL;

  if (query->subject == NULL || *query->subject == '\0')
    return;

  symbol = g_uri_escape_string (query->subject, NULL, FALSE);
  request->method = g_strdup ("GET");
  if (query->quote_only)
    {
      request->uri = g_strdup_printf ("%s/v8/finance/chart/%s?interval=5m&range=1d&includePrePost=true", base_url, symbol);
      return;
    }

  period = build_period (query);
  request->uri = g_strdup_printf ("%s/v8/finance/chart/%s?interval=1d&%s&includePrePost=false&events=div%%2Csplits", base_url, symbol, period);
}

/* $.chart.error or $.finance.error of a short body, if it is JSON that has one. */
static JsonNode *
load_error (GBytes      *body,
            JsonObject **found)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  JsonNode *root = length > 0 && length <= SHORT_BODY ? penstock_feed_json_load (data, length, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  *found = penstock_feed_json_object (penstock_feed_json_object (object, "chart"), "error");
  if (*found == NULL)
    *found = penstock_feed_json_object (penstock_feed_json_object (object, "finance"), "error");

  return root;
}

/* "No such symbol" and "nothing in that range" are answers; the rest is a fault, in the source's own words. */
static PenstockOutcome
recognise_error (JsonObject  *error,
                 char       **reason)
{
  const char *code = penstock_feed_json_string (error, "code");
  const char *words = penstock_feed_json_string (error, "description");

  g_free (*reason);
  *reason = penstock_recognise_quote (words != NULL ? words : code != NULL ? code : _("no reason given"), -1);

  if (code != NULL && g_str_equal (code, "Not Found"))
    return PENSTOCK_OUTCOME_EMPTY;
  if (words != NULL && g_str_has_prefix (words, "Data doesn't exist"))
    return PENSTOCK_OUTCOME_EMPTY;

  return PENSTOCK_OUTCOME_BROKEN;
}

static PenstockOutcome
yahoo_chart_recognise (guint       status,
                       const char *content_type,
                       GBytes     *body,
                       char      **reason)
{
  PenstockOutcome outcome = penstock_recognise (status, body, FALSE, reason);
  g_autoptr(JsonNode) root = NULL;
  JsonObject *error;

  if (outcome == PENSTOCK_OUTCOME_REFUSED)
    return outcome;

  root = load_error (body, &error);
  if (error != NULL)
    return recognise_error (error, reason);

  return outcome;
}

static gboolean
yahoo_chart_parse (GBytes               *body,
                   const PenstockQuery  *query,
                   gint64                now,
                   PenstockBatch        *batch,
                   GError              **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(PenstockYahoo) chart = penstock_yahoo_read (data != NULL ? data : "", length, TRUE, error);
  g_auto(PenstockYahooView) view = { 0 };

  if (chart == NULL || !penstock_yahoo_view_init (&view, chart, query, batch, error))
    return FALSE;

  penstock_yahoo_add_bars (&view, query, now, batch);
  penstock_yahoo_add_splits (&view, batch);
  penstock_yahoo_add_quote (&view, now, batch);
  return TRUE;
}

static const char *const content_types[] = { "application/json", "text/json", "text/plain", NULL };

/* query1 and query2 are one house: the budget is the same. No published limit; people are shut out after some dozens of requests a minute. */
static const PenstockPolicy policy = {
  .host_key = "yahoo",
  .user_agent = "Mozilla/5.0 (compatible; Penstock/" PENSTOCK_VERSION ")",
  .min_interval_ms = 2000,
  .max_per_hour = 360,
  .backoff_first_s = 60,
  .backoff_most_s = 3600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_yahoo_chart = {
  .id = "yahoo-chart",
  .title = N_("Yahoo Finance"),
  .base_url = "https://query1.finance.yahoo.com",
  .terms_url = "https://legal.yahoo.com/us/en/yahoo/terms/otos/index.html",
  .sends = N_("The symbols you follow and your network address, to Yahoo. It is an unofficial source whose terms restrict automated use."),
  .gives = PENSTOCK_GIVES_BARS | PENSTOCK_GIVES_QUOTES,
  .policy = &policy,
  .build_request = yahoo_chart_build_request,
  .recognise = yahoo_chart_recognise,
  .parse = yahoo_chart_parse,
};
