/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-feed-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>

/* The user's own addresses: RSS, Atom or JSON Feed, whatever their server calls it. Every host is asked for itself. */

static void
rss_build_request (const char          *base_url,
                   const PenstockQuery *query,
                   PenstockRequest     *request)
{
  g_autofree char *address = query->subject != NULL ? penstock_news_feed_resolve (NULL, query->subject) : NULL;

  if (address == NULL)
    return;

  request->method = g_strdup ("GET");
  request->uri = g_steal_pointer (&address);
  request->headers = g_strdupv ((char *[]) { "Accept", "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
                                               NULL });
}

/* Only the document itself says whether it is a feed or a page, and parse sees that. */
static PenstockOutcome
rss_recognise (guint       status,
               const char *content_type,
               GBytes     *body,
               char      **reason)
{
  return penstock_recognise (status, body, TRUE, reason);
}

static gboolean
rss_parse (GBytes               *body,
           const PenstockQuery  *query,
           gint64                now,
           PenstockBatch        *batch,
           GError              **error)
{
  return penstock_news_feed_parse (body, query->charset, query->subject, "rss", now, batch, error);
}

/* Servers call feeds text/html and worse. */
static const char *const content_types[] = { "application/", "text/", "binary/octet-stream", NULL };

static const PenstockPolicy policy = {
  .min_interval_ms = 10000,
  .backoff_first_s = 300,
  .backoff_most_s = 21600,
  .follow_redirects = TRUE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_rss = {
  .id = "rss",
  .title = N_("News feeds"),
  .sends = N_("Nothing but the address itself and your network address, to each host whose feed you add."),
  .gives = PENSTOCK_GIVES_EVENTS,
  .asks = PENSTOCK_ASKS_ADDRESS,
  .rhythm = PENSTOCK_RHYTHM_NEWS,
  .policy = &policy,
  .build_request = rss_build_request,
  .recognise = rss_recognise,
  .parse = rss_parse,
};
