/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-prices-private.h"
#include "penstock-feed-json-private.h"

#include <glib/gi18n.h>

/* TPEx: one month of one security's days, as traded: not adjusted, so ADJ_CLOSE stays unknown. Volume in lots of 1,000 shares; a day may carry an
 * asterisk. Which month: penstock_prices_taiwan_month(). */

#define SOURCE "tpex-history"
#define SUFFIX ".TWO"

static void
tpex_history_build_request (const char          *base_url,
                            const PenstockQuery *query,
                            PenstockRequest     *request)
{
  g_autofree char *code = penstock_prices_taiwan_code (query->subject, SUFFIX);
  g_autofree char *month = penstock_prices_taiwan_month (query, "%2F");

  if (code == NULL)
    return;

  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/www/zh-tw/afterTrading/tradingStock?%s%s%scode=%s&response=json", base_url,
                                  month != NULL ? "date=" : "", month != NULL ? month : "", month != NULL ? "&" : "", code);
}

static gboolean
tpex_history_parse (GBytes               *body,
                    const PenstockQuery  *query,
                    gint64                now,
                    PenstockBatch        *batch,
                    GError              **error)
{
  g_autoptr(JsonNode) root = penstock_prices_load (body, error);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *tables = penstock_feed_json_array (object, "tables");
  g_autofree char *asked = penstock_prices_taiwan_code (query->subject, SUFFIX);
  const char *told = penstock_feed_json_string (object, "code");
  g_autofree char *symbol = NULL;
  const char *code = asked != NULL ? asked : told != NULL ? told : "";
  PenstockPricesSeries series = { .source = SOURCE, .now = now, .until = query->until };

  if (root == NULL)
    return FALSE;
  if (tables == NULL)
    return penstock_prices_fail (error, _("$.tables: missing"));
  if (told != NULL && *told != '\0' && !g_str_equal (told, code))
    return penstock_prices_fail (error, _("$.code: the answer is not about %s"), code);
  if (json_array_get_length (tables) == 0)
    return TRUE;
  if (penstock_feed_json_element_object (tables, 0) == NULL)
    return penstock_prices_fail (error, _("$.tables[0]: not an object"));

  symbol = g_strconcat (code, SUFFIX, NULL);
  series.symbol = symbol;
  series.currency = penstock_prices_taiwan_currency (code);
  return penstock_prices_taiwan_table (&series, penstock_feed_json_element_object (tables, 0), "$.tables[0]", batch, error);
}

static const char *const content_types[] = { "application/json", "text/json", "text/plain", NULL };

/* One house with the open data of the same host. An unknown path is a redirect to the home page. */
static const PenstockPolicy policy = {
  .host_key = "tpex",
  .min_interval_ms = 3000,
  .max_per_hour = 60,
  .backoff_first_s = 900,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_tpex_history = {
  .id = SOURCE,
  .title = N_("TPEx daily prices by security"),
  .base_url = "https://www.tpex.org.tw",
  .terms_url = "https://www.tpex.org.tw/openapi/",
  .sends = N_("The codes of the companies on the Taipei Exchange you follow and your network address, to the Taipei Exchange."),
  .attribution = N_("Source: Taipei Exchange"),
  .gives = PENSTOCK_GIVES_BARS,
  .asks = PENSTOCK_ASKS_LISTING,
  .rhythm = PENSTOCK_RHYTHM_SESSION,
  .suffixes = (const char *const[]) { SUFFIX, NULL },
  .policy = &policy,
  .build_request = tpex_history_build_request,
  .recognise = penstock_prices_taiwan_recognise,
  .parse = tpex_history_parse,
};
