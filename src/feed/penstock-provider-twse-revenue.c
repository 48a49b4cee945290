/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-taiwan-private.h"

#include <glib/gi18n.h>

/* TWSE monthly revenue: the newest monthly revenue of the companies listed on the Taiwan Stock Exchange, one table with no
 * question to ask. Every value is text, in thousand NTD; each row has its own month. */

static void
twse_revenue_build_request (const char          *base_url,
                            const PenstockQuery *query,
                            PenstockRequest     *request)
{
  request->method = g_strdup ("GET");
  request->uri = g_strconcat (base_url, "/v1/opendata/t187ap05_L", NULL);
}

static gboolean
twse_revenue_parse (GBytes               *body,
                    const PenstockQuery  *query,
                    gint64                now,
                    PenstockBatch        *batch,
                    GError              **error)
{
  const PenstockTaiwanTable table = { .source = "twse-revenue", .suffix = ".TW", .now = now };

  return penstock_taiwan_parse (&table, body, batch, error);
}

/* No limit is published; one table an hour is plenty. A redirect leads to the home page: there is no such table. */
static const PenstockPolicy policy = {
  .host_key = "twse-openapi",
  .min_interval_ms = 3000,
  .max_per_hour = 60,
  .backoff_first_s = 300,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = penstock_taiwan_content_types,
};

const PenstockProvider penstock_provider_twse_revenue = {
  .id = "twse-revenue",
  .title = N_("TWSE monthly revenue"),
  .base_url = "https://openapi.twse.com.tw",
  .terms_url = "https://www.twse.com.tw/zh/page/terms/use.html",
  .sends = N_("Your network address, to the Taiwan Stock Exchange."),
  .gives = PENSTOCK_GIVES_REVENUE,
  .asks = PENSTOCK_ASKS_TABLE,
  .rhythm = PENSTOCK_RHYTHM_REVENUE,
  .policy = &policy,
  .build_request = twse_revenue_build_request,
  .recognise = penstock_taiwan_recognise,
  .parse = twse_revenue_parse,
};
