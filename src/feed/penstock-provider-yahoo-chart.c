/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-private.h"

#include <glib/gi18n.h>

/* Yahoo Finance, v8 chart: daily bars with splits, the live quote and the minutes of its day. Unofficial; whatever it does wrong is met in penstock-yahoo-*.c.
 * Prices come adjusted for every split up to the moment of the answer: a new split means that the whole series must be fetched again. */

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
  penstock_yahoo_add_intraday (&view, now, batch);
  penstock_yahoo_add_splits (&view, batch);
  penstock_yahoo_add_quote (&view, now, batch);
  return TRUE;
}

const PenstockProvider penstock_provider_yahoo_chart = {
  .id = "yahoo-chart",
  .title = N_("Yahoo Finance"),
  .base_url = "https://query1.finance.yahoo.com",
  .terms_url = "https://legal.yahoo.com/us/en/yahoo/terms/otos/index.html",
  .sends = N_("The symbols you follow and your network address, to Yahoo. It is an unofficial source whose terms restrict automated use."),
  .gives = PENSTOCK_GIVES_BARS | PENSTOCK_GIVES_QUOTES | PENSTOCK_GIVES_INTRADAY,
  .asks = PENSTOCK_ASKS_LISTING,
  .rhythm = PENSTOCK_RHYTHM_SESSION,
  .policy = &penstock_yahoo_policy,
  .build_request = yahoo_chart_build_request,
  .recognise = penstock_yahoo_recognise,
  .parse = yahoo_chart_parse,
};
