/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-prices-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Yahoo Finance, v1 search: symbols for words, an ISIN or a SEDOL. Only when somebody looks something up. */

#define SOURCE "yahoo-search"
#define MOST_SYMBOL 32 /* bytes: whatever is longer is no symbol */

static void
yahoo_search_build_request (const char          *base_url,
                            const PenstockQuery *query,
                            PenstockRequest     *request)
{
  g_autofree char *words = NULL;

  if (query->subject == NULL || *query->subject == '\0')
    return;

  words = g_uri_escape_string (query->subject, NULL, FALSE);
  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/v1/finance/search?q=%s&quotesCount=10&newsCount=0&lang=en-US&region=US&enableFuzzyQuery=false", base_url, words);
}

static const char *
find_kind (const char *type)
{
  static const struct { const char *type, *kind; } kinds[] = {
    { "EQUITY", "equity" }, { "ETF", "etf" }, { "INDEX", "index" }, { "CRYPTOCURRENCY", "crypto" }, { "CURRENCY", "currency" },
    { "MUTUALFUND", "fund" }, { "FUTURE", "future" },
  };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (type, kinds[i].type))
      return kinds[i].kind;

  return NULL;
}

static const char *
first_text (JsonObject *row,
            const char *member,
            const char *otherwise)
{
  const char *text = penstock_feed_json_string (row, member);

  return text != NULL && *text != '\0' ? text : penstock_feed_json_string (row, otherwise);
}

static gboolean
is_there (const PenstockBatch *batch,
          const char          *symbol)
{
  for (guint i = 0; i < batch->symbols->len; i++)
    if (g_str_equal (g_array_index (batch->symbols, PenstockSymbolRow, i).symbol, symbol))
      return TRUE;

  return FALSE;
}

static void
add_symbol (JsonObject    *row,
            const char    *symbol,
            PenstockBatch *batch)
{
  const char *name = first_text (row, "longname", "shortname");
  const PenstockSymbolRow found = {
    .symbol = g_strdup (symbol),
    .name = g_strdup (name != NULL ? name : symbol),
    .exchange = g_strdup (first_text (row, "exchDisp", "exchange")),
    .kind = g_strdup (find_kind (penstock_feed_json_string (row, "quoteType"))),
  };

  g_array_append_val (batch->symbols, found);
  batch->kept++;
}

/* Private companies are among the rows, without a symbol. */
static gboolean
is_no_listing (JsonObject *row)
{
  return json_object_has_member (row, "isYahooFinance") && !penstock_feed_json_true (row, "isYahooFinance") &&
         !json_object_has_member (row, "symbol");
}

/* TRUE if the row is no listing. */
static gboolean
read_row (JsonObject    *row,
          guint          line,
          PenstockBatch *batch)
{
  const char *symbol = penstock_feed_json_string (row, "symbol");

  if (row == NULL)
    penstock_batch_reject (batch, line, _("not an object"));
  else if (is_no_listing (row))
    return TRUE;
  else if (symbol == NULL || *symbol == '\0' || strlen (symbol) >= MOST_SYMBOL)
    penstock_batch_reject (batch, line, _("no symbol"));
  else if (is_there (batch, symbol))
    penstock_batch_reject (batch, line, _("%s is in the answer twice"), symbol);
  else
    add_symbol (row, symbol, batch);

  return FALSE;
}

static gboolean
yahoo_search_parse (GBytes               *body,
                    const PenstockQuery  *query,
                    gint64                now,
                    PenstockBatch        *batch,
                    GError              **error)
{
  g_autoptr(JsonNode) root = penstock_prices_load (body, error);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *quotes = penstock_feed_json_array (object, "quotes");
  g_autoptr(GArray) skipped = g_array_new (FALSE, FALSE, sizeof (guint));

  if (root == NULL)
    return FALSE;
  if (quotes == NULL)
    return penstock_prices_fail (error, _("$.quotes: missing"));

  for (guint line = 1; line <= json_array_get_length (quotes); line++)
    {
      batch->rows++;
      if (read_row (penstock_feed_json_element_object (quotes, line - 1), line, batch))
        g_array_append_val (skipped, line);
    }

  /* Nothing but companies without a listing is nothing found, and no fault. */
  for (guint i = 0; i < skipped->len && (batch->kept > 0 || batch->rejected->len > 0); i++)
    penstock_batch_reject (batch, g_array_index (skipped, guint, i), _("no listing"));

  return TRUE;
}

const PenstockProvider penstock_provider_yahoo_search = {
  .id = SOURCE,
  .title = N_("Yahoo Finance search"),
  .base_url = "https://query2.finance.yahoo.com",
  .terms_url = "https://legal.yahoo.com/us/en/yahoo/terms/otos/index.html",
  .sends = N_("The words you search for and your network address, to Yahoo. It is an unofficial source whose terms restrict automated use."),
  .gives = PENSTOCK_GIVES_SYMBOLS,
  .asks = PENSTOCK_ASKS_WORDS,
  .rhythm = PENSTOCK_RHYTHM_REQUEST,
  .policy = &penstock_yahoo_policy,
  .build_request = yahoo_search_build_request,
  .recognise = penstock_yahoo_recognise,
  .parse = yahoo_search_parse,
};
