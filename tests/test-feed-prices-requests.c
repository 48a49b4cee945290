/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-provider.h"

/* What the price feeds ask, of whom, and what they give away by it. */

static PenstockQuery
query_of (const char *subject,
          const char *from,
          const char *until)
{
  return (PenstockQuery) {
    .subject = subject,
    .from = from != NULL ? penstock_day_parse (from) : PENSTOCK_DAY_NONE,
    .until = until != NULL ? penstock_day_parse (until) : PENSTOCK_DAY_NONE,
  };
}

static void
check_uri (const char    *provider,
           PenstockQuery  query,
           const char    *expected)
{
  PenstockRequest request = { NULL };

  penstock_provider_find (provider)->build_request ("http://host", &query, &request);
  g_assert_cmpstr (request.uri, ==, expected);
  g_assert_cmpstr (request.method, ==, expected != NULL ? "GET" : NULL);
  penstock_request_clear (&request);
}

static void
test_taiwan (void)
{
  check_uri ("twse-mis", query_of ("2330.TW,3105.TWO,NVDA,00679B.TWO", NULL, NULL),
             "http://host/stock/api/getStockInfo.jsp?ex_ch=tse_2330.tw%7Cotc_3105.tw%7Cotc_00679B.tw&json=1&delay=0");
  check_uri ("twse-mis", query_of ("NVDA,../x.TW", NULL, NULL), NULL);
  check_uri ("twse-mis", query_of (NULL, NULL, NULL), NULL);
  check_uri ("twse-day", query_of (NULL, NULL, NULL), "http://host/v1/exchangeReport/STOCK_DAY_ALL");

  /* The month of the last day wanted; the first one never decides. */
  check_uri ("twse-history", query_of ("2330.TW", "2024-01-01", "2024-11-15"),
             "http://host/rwd/zh/afterTrading/STOCK_DAY?date=20241101&stockNo=2330&response=json");
  check_uri ("twse-history", query_of ("2330.TW", "2024-01-01", NULL), "http://host/rwd/zh/afterTrading/STOCK_DAY?stockNo=2330&response=json");
  check_uri ("twse-history", query_of ("3105.TWO", NULL, NULL), NULL);
  check_uri ("tpex-history", query_of ("3105.TWO", NULL, "2024-02-29"),
             "http://host/www/zh-tw/afterTrading/tradingStock?date=2024%2F02%2F01&code=3105&response=json");
  check_uri ("tpex-history", query_of ("3105.TWO", NULL, NULL), "http://host/www/zh-tw/afterTrading/tradingStock?code=3105&response=json");
  check_uri ("tpex-history", query_of ("2330.TW", NULL, NULL), NULL);
}

static void
test_coinbase (void)
{
  PenstockQuery quote = query_of ("BTC-USD", NULL, NULL);

  quote.quote_only = TRUE;
  check_uri ("coinbase", quote, "http://host/products/BTC-USD/ticker");
  check_uri ("coinbase", query_of ("BTC-USD", "2020-01-01", NULL), "http://host/products/BTC-USD/candles?granularity=86400");
  /* The day after tells that the last one is over; 300 candles at most. */
  check_uri ("coinbase", query_of ("BTC-USD", "2026-05-01", "2026-05-11"),
             "http://host/products/BTC-USD/candles?granularity=86400&start=2026-05-01T00%3A00%3A00Z&end=2026-05-12T00%3A00%3A00Z");
  check_uri ("coinbase", query_of ("BTC-USD", "2020-01-01", "2026-05-11"),
             "http://host/products/BTC-USD/candles?granularity=86400&start=2025-07-17T00%3A00%3A00Z&end=2026-05-12T00%3A00%3A00Z");
  g_assert_cmpint (penstock_day_parse ("2026-05-12") - penstock_day_parse ("2025-07-17") + 1, ==, 300);

  for (guint i = 0; i < 6; i++)
    {
      static const char *const subjects[] = { "NVDA", "-USD", "BTC-", "BTC/USD", "btc-usd", "A-B-C" };

      check_uri ("coinbase", query_of (subjects[i], NULL, NULL), NULL);
    }
}

static void
test_yahoo_search (void)
{
  check_uri ("yahoo-search", query_of ("台積 & co", NULL, NULL),
             "http://host/v1/finance/search?q=%E5%8F%B0%E7%A9%8D%20%26%20co&quotesCount=10&newsCount=0&lang=en-US&region=US&enableFuzzyQuery=false");
  check_uri ("yahoo-search", query_of ("", NULL, NULL), NULL);
  g_assert_cmpstr (penstock_provider_find ("yahoo-search")->policy->host_key, ==, penstock_provider_find ("yahoo-chart")->policy->host_key);
}

/* -- keys -- */

static void
check_key_header (const char *provider,
                  const char *subject,
                  const char *uri,
                  const char *name,
                  const char *value)
{
  PenstockQuery query = query_of (subject, "2026-05-01", "2026-05-12");
  PenstockRequest request = { NULL };

  check_uri (provider, query, NULL);
  query.key = "";
  check_uri (provider, query, NULL);

  query.key = "s3cret+/=";
  penstock_provider_find (provider)->build_request ("http://host", &query, &request);
  g_assert_cmpstr (request.uri, ==, uri);
  g_assert_cmpuint (g_strv_length (request.headers), ==, 2);
  g_assert_cmpstr (request.headers[0], ==, name);
  g_assert_cmpstr (request.headers[1], ==, value);
  penstock_request_clear (&request);
}

static void
test_keys (void)
{
  PenstockQuery query = query_of ("BRK-B", "2026-05-01", "2026-05-12");

  /* Every split to date changes the days before it, so the end is not cut. */
  check_key_header ("tiingo", "BRK-B", "http://host/tiingo/daily/BRK-B/prices?startDate=2026-05-01&resampleFreq=daily&format=json",
                    "Authorization", "Token s3cret+/=");
  check_key_header ("finnhub-quote", "BRK-B", "http://host/api/v1/quote?symbol=BRK.B", "X-Finnhub-Token", "s3cret+/=");

  check_uri ("stooq", query, NULL);
  query.key = "s3cret+/=";
  check_uri ("stooq", query, "http://host/q/d/l/?s=brk-b.us&i=d&d1=20260501&d2=20260512&apikey=s3cret%2B%2F%3D");
  query.subject = "2330.TW";
  check_uri ("stooq", query, NULL);
}

/* -- who is asked about what -- */

static void
test_coverage (void)
{
  static const struct { const char *provider; gboolean us, listed, otc, tokyo; } rows[] = {
    { "yahoo-chart", TRUE, TRUE, TRUE, TRUE },    { "twse-mis", FALSE, TRUE, TRUE, FALSE }, { "finnhub-quote", TRUE, FALSE, FALSE, FALSE },
    { "tiingo", TRUE, FALSE, FALSE, FALSE },      { "twse-day", FALSE, TRUE, FALSE, FALSE }, { "twse-history", FALSE, TRUE, FALSE, FALSE },
    { "tpex-history", FALSE, FALSE, TRUE, FALSE }, { "stooq", TRUE, FALSE, FALSE, FALSE },  { "coinbase", FALSE, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PenstockProvider *provider = penstock_provider_find (rows[i].provider);

      g_assert_cmpint (penstock_provider_covers (provider, "NVDA"), ==, rows[i].us);
      g_assert_cmpint (penstock_provider_covers (provider, "BRK-B"), ==, rows[i].us);
      g_assert_cmpint (penstock_provider_covers (provider, "2330.TW"), ==, rows[i].listed);
      g_assert_cmpint (penstock_provider_covers (provider, "3105.TWO"), ==, rows[i].otc);
      g_assert_cmpint (penstock_provider_covers (provider, "8035.T"), ==, rows[i].tokyo);
    }

  g_assert_cmpuint (penstock_provider_find ("twse-mis")->most_listings, ==, 20);
  g_assert_cmpint (penstock_provider_find ("coinbase")->rhythm, ==, PENSTOCK_RHYTHM_REQUEST);
  g_assert_true ((penstock_provider_find ("yahoo-chart")->gives & PENSTOCK_GIVES_INTRADAY) != 0);
}

/* A feed that wants a key says where to get one, and that it is sent. */
static void
test_consent (void)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockProvider *provider = penstock_providers[i];

      g_assert_true ((provider->key_need == PENSTOCK_KEY_NEEDED) <= (provider->key_url != NULL));
      if (provider->key_need == PENSTOCK_KEY_NEEDED)
        g_assert_nonnull (strstr (provider->sends, "key"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/prices-requests/taiwan", test_taiwan);
  g_test_add_func ("/feed/prices-requests/coinbase", test_coinbase);
  g_test_add_func ("/feed/prices-requests/yahoo-search", test_yahoo_search);
  g_test_add_func ("/feed/prices-requests/keys", test_keys);
  g_test_add_func ("/feed/prices-requests/coverage", test_coverage);
  g_test_add_func ("/feed/prices-requests/consent", test_consent);
  return g_test_run ();
}
