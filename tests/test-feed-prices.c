/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-provider.h"

#include <math.h>

#define NOW G_GINT64_CONSTANT (1778603000)

typedef struct
{
  PenstockOutcome  outcome;
  char            *reason;
  PenstockBatch   *batch;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->reason);
  penstock_batch_free (answer->batch);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static const PenstockQuery anything = { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };

static Answer
ask (const char    *provider,
     PenstockQuery  query,
     guint          status,
     const char    *type,
     const char    *text)
{
  Answer answer = { .batch = penstock_batch_new () };
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));

  answer.outcome = penstock_provider_read (penstock_provider_find (provider), &query, status, type, body, NOW, answer.batch, &answer.reason);
  return answer;
}

static Answer
ask_fixture (const char *provider,
             const char *subject,
             const char *until,
             const char *name)
{
  const PenstockQuery query = {
    .subject = subject, .from = PENSTOCK_DAY_NONE, .until = until != NULL ? penstock_day_parse (until) : PENSTOCK_DAY_NONE,
  };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return ask (provider, query, 200, NULL, text);
}

static const char *
rejection_of (const Answer *answer,
              guint         line)
{
  const GArray *rejected = answer->batch->rejected;

  for (guint i = 0; i < rejected->len; i++)
    if (g_array_index (rejected, PenstockRejection, i).line == line)
      return g_array_index (rejected, PenstockRejection, i).reason;

  return "";
}

static void
assert_rejected (const Answer *answer,
                 guint         line,
                 const char   *words)
{
  if (strstr (rejection_of (answer, line), words) == NULL)
    g_error ("row %u: “%s”, not “%s”", line, rejection_of (answer, line), words);
}

static void
assert_counts (const Answer *answer,
               guint         rows,
               guint         kept)
{
  g_assert_cmpint (answer->outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (answer->batch->rows, ==, rows);
  g_assert_cmpuint (answer->batch->kept, ==, kept);
  g_assert_cmpuint (answer->batch->rejected->len, ==, rows - kept);
}

static const PenstockBars *
bars_of (const Answer *answer,
         guint         i)
{
  g_assert_cmpuint (answer->batch->bars->len, >, i);
  return g_ptr_array_index (answer->batch->bars, i);
}

/* NAN means that the source does not know it. */
static void
assert_same (double actual,
             double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (actual));
  else
    g_assert_cmpfloat_with_epsilon (actual, expected, 1e-9);
}

static void
assert_bar (const PenstockBars *bars,
            gsize               i,
            const char         *day,
            const double        expected[PENSTOCK_BAR_N_FIELDS])
{
  char text[16];

  g_assert_cmpuint (bars->n, >, i);
  g_assert_cmpstr (penstock_day_format (bars->day[i], text), ==, day);
  for (guint field = 0; field < PENSTOCK_BAR_N_FIELDS; field++)
    assert_same (bars->field[field][i], expected[field]);
}

#define BAR(open, high, low, close, volume, adjusted) ((const double[]) { open, high, low, close, volume, adjusted })

/* -- Taiwan: the session -- */

static void
assert_quote (const Answer *answer,
              const char   *symbol,
              double        price,
              double        previous,
              double        volume,
              gint64        time)
{
  const PenstockQuote *quote = penstock_batch_get_quote (answer->batch, symbol);

  g_assert_nonnull (quote);
  assert_same (quote->price, price);
  assert_same (quote->previous_close, previous);
  assert_same (quote->volume, volume);
  g_assert_cmpint (quote->market_time, ==, time);
  g_assert_cmpint (quote->fetched_at, ==, NOW);
  g_assert_cmpint (quote->day, ==, penstock_day_parse ("2026-05-12"));
  g_assert_cmpuint (quote->delay_minutes, ==, 1);
}

/* A price is a trade, or the book around the last one; yesterday's close is neither. Lots are thousands; 14:30 is not the time of the close. */
static void
test_mis (void)
{
  g_auto(Answer) answer = ask_fixture ("twse-mis", NULL, NULL, "twse-mis-ok.json");

  assert_counts (&answer, 12, 5);
  assert_quote (&answer, "9901.TW", 1234.5, 1220.0, 20920000.0, 1778563800);
  assert_quote (&answer, "8801.TWO", 84.85, 83.0, 233000.0, 1778553894);
  assert_quote (&answer, "9902.TW", 110.0, 100.0, 50000.0, 1778553894); /* at the limit nobody sells */
  assert_quote (&answer, "9906.TW", 12.5, NAN, NAN, 1778553894);
  assert_quote (&answer, "00625K.TW", 8.0, NAN, 1000.0, 1778547600);
  g_assert_cmpstr (penstock_batch_get_quote (answer.batch, "9901.TW")->currency, ==, "TWD");
  g_assert_cmpstr (penstock_batch_get_quote (answer.batch, "00625K.TW")->currency, ==, "");
  g_assert_cmpint (penstock_batch_get_quote (answer.batch, "9901.TW")->session, ==, PENSTOCK_SESSION_CLOSED);
  g_assert_cmpint (penstock_batch_get_quote (answer.batch, "8801.TWO")->session, ==, PENSTOCK_SESSION_REGULAR);

  assert_rejected (&answer, 4, "empty shell");
  assert_rejected (&answer, 5, "yesterday’s close is not one");
  assert_rejected (&answer, 6, "yesterday’s close is not one");
  assert_rejected (&answer, 7, "no time");
  assert_rejected (&answer, 9, "twice");
  assert_rejected (&answer, 10, "$.msgArray[9].z");
  assert_rejected (&answer, 11, "not an object");
  g_assert_null (penstock_batch_get_quote (answer.batch, "9903.TW"));
}

static void
test_mis_without_prices (void)
{
  const char *idle = "{\"msgArray\":[{\"c\":\"9901\",\"ex\":\"tse\",\"d\":\"20260512\",\"t\":\"08:30:00\",\"z\":\"-\",\"y\":\"9.0\",\"a\":\"9.1_\"}],"
                     "\"rtcode\":\"0000\"}";
  g_auto(Answer) early = ask ("twse-mis", anything, 200, "text/html;charset=UTF-8", idle);
  g_auto(Answer) fault = ask ("twse-mis", anything, 200, "text/html;charset=UTF-8", "{\"rtcode\":\"9999\",\"rtmessage\":\"參數不足\"}");
  g_auto(Answer) none = ask ("twse-mis", anything, 200, "text/html;charset=UTF-8", "{\"msgArray\":[],\"rtcode\":\"0000\",\"rtmessage\":\"OK\"}");
  g_auto(Answer) page = ask ("twse-mis", anything, 200, "text/html", "<html><body>busy</body></html>");
  g_auto(Answer) stranger = { 0 };

  g_assert_cmpint (early.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpuint (early.batch->quotes->len, ==, 0);
  g_assert_cmpint (fault.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_nonnull (strstr (fault.reason, "參數不足"));
  g_assert_cmpint (none.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpint (page.outcome, ==, PENSTOCK_OUTCOME_BROKEN);

  stranger = ask_fixture ("twse-mis", "9902.TW,9903.TW", NULL, "twse-mis-ok.json");
  g_assert_cmpuint (stranger.batch->kept, ==, 1);
  assert_rejected (&stranger, 1, "not asked for");
}

/* -- Taiwan: days -- */

static void
test_day_table (void)
{
  g_auto(Answer) answer = ask_fixture ("twse-day", NULL, NULL, "twse-day-ok.json");

  assert_counts (&answer, 12, 3);
  g_assert_cmpstr (bars_of (&answer, 0)->symbol, ==, "9901.TW");
  g_assert_cmpstr (bars_of (&answer, 0)->currency, ==, "TWD");
  assert_bar (bars_of (&answer, 0), 0, "2026-05-12", BAR (1030, 1045, 1025, 1040, 28225506, NAN));
  g_assert_null (bars_of (&answer, 1)->currency); /* traded in another currency: which, nobody says */
  assert_bar (bars_of (&answer, 1), 0, "2026-05-12", BAR (NAN, 8.1, NAN, 8.05, 1000, NAN));
  assert_bar (bars_of (&answer, 2), 0, "2026-05-11", BAR (NAN, NAN, NAN, 7, NAN, NAN));

  assert_rejected (&answer, 2, "no close");
  assert_rejected (&answer, 3, "no close");
  assert_rejected (&answer, 5, "Date: not a day");
  assert_rejected (&answer, 6, "ClosingPrice is not a number");
  assert_rejected (&answer, 7, "ClosingPrice is not a number");
  assert_rejected (&answer, 8, "Code:");
  assert_rejected (&answer, 9, "9901 is in the table twice");
  assert_rejected (&answer, 11, "not an object");
  assert_rejected (&answer, 12, "ClosingPrice is missing");
}

static void
test_month (void)
{
  g_auto(Answer) answer = ask_fixture ("twse-history", "9901.TW", "2026-05-11", "twse-history-ok.json");
  g_auto(Answer) other = ask_fixture ("twse-history", "9902.TW", NULL, "twse-history-ok.json");

  assert_counts (&answer, 9, 3);
  g_assert_cmpstr (bars_of (&answer, 0)->symbol, ==, "9901.TW");
  assert_bar (bars_of (&answer, 0), 0, "2026-05-04", BAR (1000, 1045, 995.5, 1041, 5, NAN)); /* the later of two rows */
  assert_bar (bars_of (&answer, 0), 1, "2026-05-06", BAR (NAN, 1041, 1039, 1040, 1000, NAN));
  assert_bar (bars_of (&answer, 0), 2, "2026-05-11", BAR (1030, 1055, 1030, 1050, 33407780, NAN));
  assert_rejected (&answer, 2, "a later row has the same day");
  assert_rejected (&answer, 3, "no close");
  assert_rejected (&answer, 5, "2 cells where the header has 7");
  assert_rejected (&answer, 6, "“115/13/08” is no day");
  assert_rejected (&answer, 7, "cell 2 is not a number");
  assert_rejected (&answer, 9, "after the last day asked for");

  g_assert_cmpint (other.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_nonnull (strstr (other.reason, "the answer is about 9901, not about 9902"));
}

/* Lots of a thousand shares, days with an asterisk. */
static void
test_month_otc (void)
{
  g_auto(Answer) answer = ask_fixture ("tpex-history", "8801.TWO", NULL, "tpex-history-ok.json");
  g_auto(Answer) other = ask_fixture ("tpex-history", "8802.TWO", NULL, "tpex-history-ok.json");
  g_auto(Answer) none = ask ("tpex-history", anything, 200, "application/json", "{\"stat\":\"ok\",\"tables\":[{\"data\":[],\"fields\":[]}]}");
  g_auto(Answer) home = ask ("tpex-history", anything, 200, "text/html", "<!DOCTYPE html><html>");

  assert_counts (&answer, 5, 3);
  assert_bar (bars_of (&answer, 0), 0, "2026-05-04", BAR (908, 998, 908, 994, 12770000, NAN));
  assert_bar (bars_of (&answer, 0), 1, "2026-05-06", BAR (1000, 1001, 999, 1000.5, 5000, NAN));
  assert_bar (bars_of (&answer, 0), 2, "2026-05-07", BAR (1000, 1001, 999, 1000, NAN, NAN));
  g_assert_cmpint (other.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpint (none.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpint (home.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
}

static void
test_month_without_data (void)
{
  const char *row = "{\"stat\":\"OK\",\"fields\":[\"日期\",\"成交股數\",\"開盤價\",\"最高價\",\"最低價\",\"收盤價\"],"
                    "\"data\":[[\"115/05/04\",\"0\",\"--\",\"--\",\"--\",\"--\"]]}";
  const char *security = "<html><body>FOR SECURITY REASONS, THIS PAGE CAN NOT BE ACCESSED!</body></html>";
  g_auto(Answer) sorry = ask ("twse-history", anything, 200, NULL, "{\"stat\":\"很抱歉，沒有符合條件的資料!\",\"total\":0}");
  g_auto(Answer) future = ask ("twse-history", anything, 200, NULL, "{\"stat\":\"查詢日期大於今日，請重新查詢!\"}");
  g_auto(Answer) halted = ask ("twse-history", anything, 200, NULL, row);
  g_auto(Answer) away = ask ("twse-history", anything, 200, "text/html", security);

  g_assert_cmpint (sorry.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_nonnull (strstr (sorry.reason, "沒有符合條件"));
  g_assert_cmpint (future.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_nonnull (strstr (future.reason, "大於今日"));
  g_assert_cmpint (halted.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpint (away.outcome, ==, PENSTOCK_OUTCOME_REFUSED);
}

/* -- the United States and the rest -- */

/* 10:1, 3:1 and 1:10: every row is divided by the splits after it, so that the series has no jump. */
static void
test_tiingo (void)
{
  g_auto(Answer) answer = ask_fixture ("tiingo", "EXMP", NULL, "tiingo-ok.json");
  g_auto(Answer) cut = ask_fixture ("tiingo", "EXMP", "2026-05-11", "tiingo-ok.json");
  const PenstockAction *splits = (const PenstockAction *)answer.batch->splits->data;

  assert_counts (&answer, 10, 5);
  g_assert_cmpstr (bars_of (&answer, 0)->currency, ==, "USD");
  assert_bar (bars_of (&answer, 0), 0, "2026-05-07", BAR (100, 103, 100, 103, 1500, NAN));
  assert_bar (bars_of (&answer, 0), 1, "2026-05-08", BAR (101, 102, 99, 100, 3000, 9.9));
  assert_bar (bars_of (&answer, 0), 2, "2026-05-11", BAR (100, 105, 29.5 / 0.3, 31 / 0.3, 2700, 10.23));
  assert_bar (bars_of (&answer, 0), 3, "2026-05-12", BAR (103, 105, 102, 104, 3000, 10.4));
  assert_bar (bars_of (&answer, 0), 4, "2026-05-13", BAR (103, 105, 102, 105, 3100, 105));
  assert_rejected (&answer, 5, "a later row has the same day");
  assert_rejected (&answer, 7, "$[6].date: not a day");
  assert_rejected (&answer, 8, "$[7].close: not a number");
  assert_rejected (&answer, 9, "no close");

  g_assert_cmpuint (answer.batch->splits->len, ==, 3);
  g_assert_cmpint (splits[0].day, ==, penstock_day_parse ("2026-05-11"));
  assert_same (splits[0].numerator / splits[0].denominator, 10.0);
  assert_same (splits[1].numerator / splits[1].denominator, 3.0);
  assert_same (splits[2].numerator, 1.0);
  assert_same (splits[2].denominator, 10.0);

  /* What happened after the last day wanted has changed the days before it all the same. */
  g_assert_cmpuint (bars_of (&cut, 0)->n, ==, 3);
  assert_bar (bars_of (&cut, 0), 1, "2026-05-08", BAR (101, 102, 99, 100, 3000, 9.9));
}

static void
check_outcome (const char      *provider,
               guint            status,
               const char      *body,
               PenstockOutcome  outcome,
               const char      *words)
{
  g_auto(Answer) answer = ask (provider, anything, status, NULL, body);

  g_test_message ("%s %u %s: %s %s", provider, status, body, penstock_outcome_id (answer.outcome), answer.reason);
  g_assert_cmpstr (penstock_outcome_id (answer.outcome), ==, penstock_outcome_id (outcome));
  g_assert_nonnull (strstr (answer.reason, words));
}

static void
test_refusals (void)
{
  check_outcome ("tiingo", 401, "{\"detail\":\"Invalid token.\"}", PENSTOCK_OUTCOME_REFUSED, "refused the key (401): “Invalid token.”");
  check_outcome ("tiingo", 403, "<html>", PENSTOCK_OUTCOME_REFUSED, "refused the key (403)");
  check_outcome ("tiingo", 404, "{\"detail\":\"Error: Ticker 'XXXX' not found\"}", PENSTOCK_OUTCOME_EMPTY, "not found");
  check_outcome ("tiingo", 404, "<html><body>404</body></html>", PENSTOCK_OUTCOME_BROKEN, "404");
  check_outcome ("tiingo", 429, "{\"detail\":\"Error: You have run over your hourly request allocation.\"}", PENSTOCK_OUTCOME_REFUSED, "429");
  check_outcome ("tiingo", 200, "{\"detail\":\"Error: You have run over your hourly request allocation.\"}", PENSTOCK_OUTCOME_REFUSED, "hourly");
  check_outcome ("tiingo", 200, "[]", PENSTOCK_OUTCOME_EMPTY, "no rows");
  check_outcome ("tiingo", 200, "[{\"date\":\"2026-05-08\",\"close\":9,\"splitFactor\":0}]", PENSTOCK_OUTCOME_BROKEN, "$[0].splitFactor");
  check_outcome ("finnhub-quote", 401, "{\"error\":\"Invalid API key.\"}", PENSTOCK_OUTCOME_REFUSED, "refused the key (401): “Invalid API key.”");
  check_outcome ("finnhub-quote", 403, "{\"error\":\"You don't have access to this resource.\"}", PENSTOCK_OUTCOME_REFUSED, "access");
  check_outcome ("finnhub-quote", 200, "{\"c\":0,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":0}", PENSTOCK_OUTCOME_EMPTY, "no price");
  check_outcome ("finnhub-quote", 200, "{\"c\":\"309.38\",\"t\":1778600000}", PENSTOCK_OUTCOME_BROKEN, "$.c");
  check_outcome ("finnhub-quote", 200, "{\"c\":309.38,\"t\":null}", PENSTOCK_OUTCOME_BROKEN, "how old the price is");
  check_outcome ("finnhub-quote", 200, "{\"c\":Infinity,\"t\":1778600000}", PENSTOCK_OUTCOME_BROKEN, "column");
  check_outcome ("finnhub-quote", 200, "{\"c\":1e999,\"t\":1778600000}", PENSTOCK_OUTCOME_BROKEN, "");
  check_outcome ("stooq", 200, "Get your apikey:\nOpen https://stooq.com/q/d/?s=aapl.us&get_apikey", PENSTOCK_OUTCOME_REFUSED, "“Get your apikey:”");
  check_outcome ("stooq", 200, "Exceeded the daily hits limit", PENSTOCK_OUTCOME_REFUSED, "“Exceeded the daily hits limit”");
  check_outcome ("stooq", 200, "No data", PENSTOCK_OUTCOME_EMPTY, "“No data”");
  check_outcome ("stooq", 200, "<html><script src=\"/__verify\"></script></html>", PENSTOCK_OUTCOME_REFUSED, "browser");
  check_outcome ("stooq", 200, "Date,Open,High,Low,Close\r\n2026-05-08,1,1,1,1\r\n", PENSTOCK_OUTCOME_BROKEN, "Date,Open,High,Low,Close");
  check_outcome ("stooq", 200, "\nDate,Close,Open,High,Low,Volume\n2026-05-08,1,2,3,4,5\n", PENSTOCK_OUTCOME_BROKEN, "no daily prices");
  check_outcome ("coinbase", 400, "{\"message\":\"User-Agent header is required.\"}", PENSTOCK_OUTCOME_BROKEN, "User-Agent header is required.");
  check_outcome ("coinbase", 404, "{\"message\":\"NotFound\"}", PENSTOCK_OUTCOME_EMPTY, "NotFound");
  check_outcome ("coinbase", 200, "{\"message\":\"granularity too small\"}", PENSTOCK_OUTCOME_BROKEN, "granularity too small");
  check_outcome ("coinbase", 200, "{\"price\":\"0\",\"time\":\"2026-05-12T00:00:00Z\"}", PENSTOCK_OUTCOME_BROKEN, "$.price");
  check_outcome ("coinbase", 200, "{\"price\":\"1.5\",\"time\":\"yesterday\"}", PENSTOCK_OUTCOME_BROKEN, "$.time");
  check_outcome ("coinbase", 200, "[[1778544000,1,2,1,2,3]]", PENSTOCK_OUTCOME_EMPTY, "");
  check_outcome ("yahoo-search", 400, "{\"finance\":{\"error\":{\"code\":\"Bad Request\",\"description\":\"Missing required query parameter=q\"}}}",
                 PENSTOCK_OUTCOME_BROKEN, "Missing required query parameter=q");
  check_outcome ("yahoo-search", 429, "Too Many Requests", PENSTOCK_OUTCOME_REFUSED, "429");
  check_outcome ("yahoo-search", 200, "{\"quotes\":[{\"index\":\"a\",\"isYahooFinance\":false}]}", PENSTOCK_OUTCOME_EMPTY, "");
}

static void
test_finnhub (void)
{
  g_auto(Answer) answer = ask_fixture ("finnhub-quote", "EXMP", NULL, "finnhub-quote-ok.json");
  const PenstockQuote *quote = penstock_batch_get_quote (answer.batch, "EXMP");

  assert_counts (&answer, 1, 1);
  assert_same (quote->price, 309.38);
  assert_same (quote->previous_close, 303.42);
  assert_same (quote->open, 302.725);
  g_assert_true (isnan (quote->volume));
  g_assert_cmpint (quote->market_time, ==, 1778600000);
  g_assert_cmpint (quote->day, ==, penstock_day_parse ("2026-05-12"));
  g_assert_cmpint (quote->session, ==, PENSTOCK_SESSION_REGULAR);
  g_assert_cmpstr (quote->currency, ==, "USD");
}

static void
test_stooq (void)
{
  g_auto(Answer) open_end = ask_fixture ("stooq", "EXMP", NULL, "stooq-ok.csv");
  g_auto(Answer) answer = ask_fixture ("stooq", "EXMP", "2026-05-15", "stooq-ok.csv");

  /* Nobody says whether the newest day is over, unless it was asked for as the last one. */
  assert_counts (&open_end, 9, 3);
  assert_rejected (&open_end, 10, "under way");
  assert_counts (&answer, 9, 4);
  assert_bar (bars_of (&answer, 0), 0, "2026-05-07", BAR (30, 30.9, 30, 30.9, 5000, NAN));
  assert_bar (bars_of (&answer, 0), 1, "2026-05-08", BAR (30.3, 30.6, 29.7, 30.2, 10000, NAN));
  assert_bar (bars_of (&answer, 0), 2, "2026-05-11", BAR (30.1, NAN, 30, 31, NAN, NAN));
  assert_bar (bars_of (&answer, 0), 3, "2026-05-15", BAR (31, 32, 30.5, 31.5, 9000, NAN));
  assert_rejected (&answer, 2, "a later row has the same day");
  assert_rejected (&answer, 5, "not positive");
  assert_rejected (&answer, 6, "column 5 is not a number");
  assert_rejected (&answer, 7, "3 columns");
  assert_rejected (&answer, 8, "not a day");
}

static void
test_coinbase (void)
{
  const char *ticker = "{\"trade_id\":1,\"price\":\"73367.8\",\"size\":\"0.1\",\"time\":\"2026-05-12T11:10:41.270099Z\",\"volume\":\"99\"}";
  PenstockQuery query = anything;
  g_auto(Answer) answer = ask_fixture ("coinbase", "BTC-USDT", NULL, "coinbase-ok.json");
  g_auto(Answer) last = { 0 };

  assert_counts (&answer, 10, 2);
  g_assert_cmpstr (bars_of (&answer, 0)->currency, ==, "USDT");
  assert_bar (bars_of (&answer, 0), 0, "2026-05-10", BAR (78100, 79650, 78000, 79550, 1001, NAN));
  assert_bar (bars_of (&answer, 0), 1, "2026-05-12", BAR (79500, 81100.75, 79000, 81000, 1567.94406, NAN));
  assert_rejected (&answer, 1, "under way");
  assert_rejected (&answer, 3, "a later row has the same day");
  assert_rejected (&answer, 4, "no close");
  assert_rejected (&answer, 5, "not positive");
  assert_rejected (&answer, 6, "$[5][4]: not a number");
  assert_rejected (&answer, 7, "$[6][0]: not the beginning of a UTC day");
  assert_rejected (&answer, 8, "$[7]: not a candle");

  query.subject = "BTC-USD";
  last = ask ("coinbase", query, 200, "application/json", ticker);
  assert_counts (&last, 1, 1);
  assert_same (penstock_batch_get_quote (last.batch, "BTC-USD")->price, 73367.8);
  g_assert_cmpint (penstock_batch_get_quote (last.batch, "BTC-USD")->market_time, ==, 1778584241);
  g_assert_cmpstr (penstock_batch_get_quote (last.batch, "BTC-USD")->currency, ==, "USD");
  g_assert_true (isnan (penstock_batch_get_quote (last.batch, "BTC-USD")->volume));
}

static void
test_search (void)
{
  g_auto(Answer) answer = ask_fixture ("yahoo-search", "example", NULL, "yahoo-search-ok.json");
  const PenstockSymbolRow *rows = (const PenstockSymbolRow *)answer.batch->symbols->data;

  assert_counts (&answer, 9, 4);
  g_assert_cmpuint (answer.batch->symbols->len, ==, 4);
  g_assert_cmpstr (rows[0].symbol, ==, "9901.TW");
  g_assert_cmpstr (rows[0].name, ==, "Example Corporation");
  g_assert_cmpstr (rows[0].exchange, ==, "Taiwan");
  g_assert_cmpstr (rows[0].kind, ==, "equity");
  g_assert_cmpstr (rows[1].name, ==, "Example ETF");
  g_assert_cmpstr (rows[1].exchange, ==, "PCX");
  g_assert_cmpstr (rows[1].kind, ==, "etf");
  g_assert_null (rows[2].kind);
  g_assert_cmpstr (rows[2].name, ==, "EXMP260515C00010000");
  g_assert_cmpstr (rows[3].kind, ==, "currency");
  assert_rejected (&answer, 2, "no listing");
  assert_rejected (&answer, 5, "twice");
  assert_rejected (&answer, 6, "no symbol");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/prices/mis", test_mis);
  g_test_add_func ("/feed/prices/mis-without-prices", test_mis_without_prices);
  g_test_add_func ("/feed/prices/day-table", test_day_table);
  g_test_add_func ("/feed/prices/month", test_month);
  g_test_add_func ("/feed/prices/month-otc", test_month_otc);
  g_test_add_func ("/feed/prices/month-without-data", test_month_without_data);
  g_test_add_func ("/feed/prices/tiingo", test_tiingo);
  g_test_add_func ("/feed/prices/refusals", test_refusals);
  g_test_add_func ("/feed/prices/finnhub", test_finnhub);
  g_test_add_func ("/feed/prices/stooq", test_stooq);
  g_test_add_func ("/feed/prices/coinbase", test_coinbase);
  g_test_add_func ("/feed/prices/search", test_search);
  return g_test_run ();
}
