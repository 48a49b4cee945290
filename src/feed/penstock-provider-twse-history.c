/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-prices-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>

/* TWSE: one month of one security's days (STOCK_DAY), as traded: not adjusted for splits or dividends, so ADJ_CLOSE stays unknown. Which month:
 * penstock_prices_taiwan_month(). */

#define SOURCE "twse-history"
#define SUFFIX ".TW"

static void
twse_history_build_request (const char          *base_url,
                            const PenstockQuery *query,
                            PenstockRequest     *request)
{
  g_autofree char *code = penstock_prices_taiwan_code (query->subject, SUFFIX);
  g_autofree char *month = penstock_prices_taiwan_month (query, "");

  if (code == NULL)
    return;

  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/rwd/zh/afterTrading/STOCK_DAY?%s%s%sstockNo=%s&response=json", base_url,
                                  month != NULL ? "date=" : "", month != NULL ? month : "", month != NULL ? "&" : "", code);
}

/* "113年11月 2330 台積電 各日成交資訊": the second word. Owned; NULL if there is none. */
static char *
dup_titled_code (JsonObject *root)
{
  const char *title = penstock_feed_json_string (root, "title");
  g_auto(GStrv) words = g_strsplit (title != NULL ? title : "", " ", 3);

  return g_strv_length (words) >= 2 && penstock_prices_is_taiwan_code (words[1]) ? g_strdup (words[1]) : NULL;
}

static gboolean
twse_history_parse (GBytes               *body,
                    const PenstockQuery  *query,
                    gint64                now,
                    PenstockBatch        *batch,
                    GError              **error)
{
  g_autoptr(JsonNode) root = penstock_prices_load (body, error);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_autofree char *asked = penstock_prices_taiwan_code (query->subject, SUFFIX);
  g_autofree char *titled = dup_titled_code (object);
  g_autofree char *symbol = NULL;
  const char *code = asked != NULL ? asked : titled != NULL ? titled : "";
  PenstockPricesSeries series = { .source = SOURCE, .now = now, .until = query->until };

  if (root == NULL)
    return FALSE;
  if (object == NULL || penstock_feed_json_string (object, "stat") == NULL)
    return penstock_prices_fail (error, _("$.stat: missing"));
  if (!g_str_equal (penstock_feed_json_string (object, "stat"), "OK"))
    {
      g_autofree char *words = penstock_recognise_quote (penstock_feed_json_string (object, "stat"), -1);

      return penstock_prices_fail (error, "$.stat: %s", words);
    }
  if (titled != NULL && !g_str_equal (titled, code))
    return penstock_prices_fail (error, _("$.title: the answer is about %s, not about %s"), titled, code);

  symbol = g_strconcat (code, SUFFIX, NULL);
  series.symbol = symbol;
  series.currency = penstock_prices_taiwan_currency (code);
  return penstock_prices_taiwan_table (&series, object, "$", batch, error);
}

static const char *const content_types[] = { "application/json", "text/json", "text/plain", NULL };

/* Not published; whoever asked more than three times in five seconds, or four times three seconds apart, was shut out for minutes to hours. */
static const PenstockPolicy policy = {
  .host_key = "twse",
  .min_interval_ms = 5000,
  .max_per_hour = 240,
  .backoff_first_s = 900,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_twse_history = {
  .id = SOURCE,
  .title = N_("TWSE daily prices by security"),
  .base_url = "https://www.twse.com.tw",
  .terms_url = "https://www.twse.com.tw/zh/page/terms/use.html",
  .sends = N_("The codes of the Taiwan-listed companies you follow and your network address, to the Taiwan Stock Exchange."),
  .attribution = N_("Source: Taiwan Stock Exchange"),
  .gives = PENSTOCK_GIVES_BARS,
  .asks = PENSTOCK_ASKS_LISTING,
  .rhythm = PENSTOCK_RHYTHM_SESSION,
  .suffixes = (const char *const[]) { SUFFIX, NULL },
  .policy = &policy,
  .build_request = twse_history_build_request,
  .recognise = penstock_prices_taiwan_recognise,
  .parse = twse_history_parse,
};
