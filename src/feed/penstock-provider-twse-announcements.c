/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-announcements-private.h"
#include "penstock-taiwan-private.h"

#include <glib/gi18n.h>

/* TWSE announcements: what companies listed on the Taiwan Stock Exchange have told the market today, one table with no question to ask. */

static const char *const suffixes[] = { ".TW", NULL };

static void
twse_announcements_build_request (const char          *base_url,
                                  const PenstockQuery *query,
                                  PenstockRequest     *request)
{
  request->method = g_strdup ("GET");
  request->uri = g_strconcat (base_url, "/v1/opendata/t187ap04_L", NULL);
}

static gboolean
twse_announcements_parse (GBytes               *body,
                          const PenstockQuery  *query,
                          gint64                now,
                          PenstockBatch        *batch,
                          GError              **error)
{
  return penstock_announcements_parse ("twse-announcements", ".TW", body, query, now, batch, error);
}

/* The host of the revenue tables, and one budget with them. A redirect leads to the home page: there is no such table. */
static const PenstockPolicy policy = {
  .host_key = "twse-openapi",
  .min_interval_ms = 3000,
  .max_per_hour = 60,
  .backoff_first_s = 300,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = penstock_taiwan_content_types,
};

const PenstockProvider penstock_provider_twse_announcements = {
  .id = "twse-announcements",
  .title = N_("TWSE announcements"),
  .base_url = "https://openapi.twse.com.tw",
  .terms_url = "https://www.twse.com.tw/zh/page/terms/use.html",
  .sends = N_("Your network address, to the Taiwan Stock Exchange."),
  .gives = PENSTOCK_GIVES_EVENTS,
  .asks = PENSTOCK_ASKS_TABLE,
  .rhythm = PENSTOCK_RHYTHM_FILINGS,
  .suffixes = suffixes,
  .policy = &policy,
  .build_request = twse_announcements_build_request,
  .recognise = penstock_taiwan_recognise,
  .parse = twse_announcements_parse,
};
