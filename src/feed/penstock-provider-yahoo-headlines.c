/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-feed-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>

/* Yahoo Finance's headlines, RSS 2.0, some twenty of them for all symbols asked together. It does not say which headline is about which symbol. An unknown
 * symbol is a feed of the title "RSS feed not found", with 200. Nobody has seen it serve listings outside the United States. */

#define TITLE_WITHIN 4096 /* bytes */

static void
yahoo_headlines_build_request (const char          *base_url,
                               const PenstockQuery *query,
                               PenstockRequest     *request)
{
  g_autofree char *symbols = NULL;

  if (query->subject == NULL || *query->subject == '\0')
    return;

  symbols = g_uri_escape_string (query->subject, ",", FALSE);
  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/rss/2.0/headline?s=%s&region=US&lang=en-US", base_url, symbols);
}

static PenstockOutcome
yahoo_headlines_recognise (guint       status,
                           const char *content_type,
                           GBytes     *body,
                           char      **reason)
{
  PenstockOutcome outcome = penstock_recognise (status, body, TRUE, reason);

  if (outcome != PENSTOCK_OUTCOME_DATA || !penstock_recognise_says (body, "RSS feed not found", TITLE_WITHIN))
    return outcome;

  *reason = g_strdup (_("Yahoo has no headlines for these symbols"));
  return PENSTOCK_OUTCOME_EMPTY;
}

static gboolean
yahoo_headlines_parse (GBytes               *body,
                       const PenstockQuery  *query,
                       gint64                now,
                       PenstockBatch        *batch,
                       GError              **error)
{
  return penstock_news_feed_parse (body, query->charset, "https://feeds.finance.yahoo.com/", "yahoo-headlines", now, batch, error);
}

static const char *const suffixes[] = { "", NULL };
static const char *const content_types[] = { "application/", "text/xml", "text/plain", NULL };

/* The budget of all of Yahoo: see penstock-provider-yahoo-chart.c. */
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

const PenstockProvider penstock_provider_yahoo_headlines = {
  .id = "yahoo-headlines",
  .title = N_("Yahoo Finance headlines"),
  .base_url = "https://feeds.finance.yahoo.com",
  .terms_url = "https://legal.yahoo.com/us/en/yahoo/terms/otos/index.html",
  .sends = N_("The American symbols you follow and your network address, to Yahoo. It is an unofficial source whose terms restrict automated use."),
  .gives = PENSTOCK_GIVES_EVENTS,
  .asks = PENSTOCK_ASKS_LISTINGS,
  .rhythm = PENSTOCK_RHYTHM_NEWS,
  .suffixes = suffixes,
  .most_listings = 20,
  .policy = &policy,
  .build_request = yahoo_headlines_build_request,
  .recognise = yahoo_headlines_recognise,
  .parse = yahoo_headlines_parse,
};
