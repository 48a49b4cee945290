/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-taiwan-private.h"

#include <glib/gi18n.h>

/* TPEx monthly revenue: the newest monthly revenue of the companies on Taiwan's OTC market, one table with
 * no question to ask. Every value is text, in thousand NTD; each row has its own month. */

static void
tpex_revenue_build_request (const char          *base_url,
                            const PenstockQuery *query,
                            PenstockRequest     *request)
{
  request->method = g_strdup ("GET");
  request->uri = g_strconcat (base_url, "/openapi/v1/mopsfin_t187ap05_O", NULL);
}

static gboolean
tpex_revenue_parse (GBytes               *body,
                    const PenstockQuery  *query,
                    gint64                now,
                    PenstockBatch        *batch,
                    GError              **error)
{
  const PenstockTaiwanTable table = { .source = "tpex-revenue", .suffix = ".TWO", .now = now };

  return penstock_taiwan_parse (&table, body, batch, error);
}

/* No limit is published; one table an hour is plenty. A redirect leads to the home page: there is no such table. */
static const PenstockPolicy policy = {
  .host_key = "tpex",
  .min_interval_ms = 3000,
  .max_per_hour = 60,
  .backoff_first_s = 300,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = penstock_taiwan_content_types,
};

const PenstockProvider penstock_provider_tpex_revenue = {
  .id = "tpex-revenue",
  .title = N_("TPEx monthly revenue"),
  .base_url = "https://www.tpex.org.tw",
  .terms_url = "https://www.tpex.org.tw/openapi/",
  .sends = N_("Your network address, to the Taipei Exchange."),
  .gives = PENSTOCK_GIVES_REVENUE,
  .asks = PENSTOCK_ASKS_TABLE,
  .rhythm = PENSTOCK_RHYTHM_REVENUE,
  .policy = &policy,
  .build_request = tpex_revenue_build_request,
  .recognise = penstock_taiwan_recognise,
  .parse = tpex_revenue_parse,
};
