/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-announcements-private.h"
#include "penstock-taiwan-private.h"

#include <glib/gi18n.h>

/* TPEx announcements: what companies of the Taipei Exchange have told the market today, one table with no question to ask. */

static const char *const suffixes[] = { ".TWO", NULL };

static void
tpex_announcements_build_request (const char          *base_url,
                                  const PenstockQuery *query,
                                  PenstockRequest     *request)
{
  request->method = g_strdup ("GET");
  request->uri = g_strconcat (base_url, "/openapi/v1/mopsfin_t187ap04_O", NULL);
}

static gboolean
tpex_announcements_parse (GBytes               *body,
                          const PenstockQuery  *query,
                          gint64                now,
                          PenstockBatch        *batch,
                          GError              **error)
{
  return penstock_announcements_parse ("tpex-announcements", ".TWO", body, query, now, batch, error);
}

/* The host of the revenue tables, and one budget with them. A redirect leads to the home page: there is no such table. */
static const PenstockPolicy policy = {
  .host_key = "tpex",
  .min_interval_ms = 3000,
  .max_per_hour = 60,
  .backoff_first_s = 300,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = penstock_taiwan_content_types,
};

const PenstockProvider penstock_provider_tpex_announcements = {
  .id = "tpex-announcements",
  .title = N_("TPEx announcements"),
  .base_url = "https://www.tpex.org.tw",
  .terms_url = "https://www.tpex.org.tw/openapi/",
  .sends = N_("Your network address, to the Taipei Exchange."),
  .gives = PENSTOCK_GIVES_EVENTS,
  .asks = PENSTOCK_ASKS_TABLE,
  .rhythm = PENSTOCK_RHYTHM_FILINGS,
  .suffixes = suffixes,
  .policy = &policy,
  .build_request = tpex_announcements_build_request,
  .recognise = penstock_taiwan_recognise,
  .parse = tpex_announcements_parse,
};
