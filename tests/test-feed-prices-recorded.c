/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feed-recorded.h"
#include "penstock-provider.h"

#include <math.h>

/* Every recorded body of the price feeds, against a table that was derived from the bodies by other means; and every one of them cut off. */

#define NOW G_GINT64_CONSTANT (1791300000) /* 7 October 2026, after the newest recording */

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

static Answer
ask (const char *provider,
     const char *subject,
     PenstockDay until,
     guint       status,
     const char *type,
     const char *data,
     gsize       length)
{
  const PenstockQuery query = { .subject = subject, .from = PENSTOCK_DAY_NONE, .until = until };
  Answer answer = { .batch = penstock_batch_new () };
  g_autofree char *exact = g_memdup2 (data, length); /* so that ASan sees the end */
  g_autoptr(GBytes) body = g_bytes_new (exact, length);

  answer.outcome = penstock_provider_read (penstock_provider_find (provider), &query, status, type, body, NOW, answer.batch, &answer.reason);
  g_assert_true ((answer.reason == NULL) == (answer.outcome == PENSTOCK_OUTCOME_DATA));
  return answer;
}

/* "name.404.json" was answered with 404. */
static guint
status_of (const char *path)
{
  for (const char *p = path; (p = strchr (p, '.')) != NULL; p++)
    if (strspn (p + 1, "0123456789") == 3 && p[4] == '.')
      return (guint)g_ascii_strtoull (p + 1, NULL, 10);

  return 200;
}

static const char *
type_of (const char *provider,
         const char *path)
{
  if (g_str_equal (provider, "twse-mis"))
    return "text/html;charset=UTF-8";
  if (g_str_has_suffix (path, ".html"))
    return "text/html";
  if (g_str_has_suffix (path, ".csv"))
    return "text/csv";

  return g_str_has_suffix (path, ".txt") ? "text/plain" : "application/json";
}

/* -- the table -- */

#define TABLE "feed-expectations-prices.tsv"

enum { PROVIDER, FILE_, SUBJECT, OUTCOME, ROWS, KEPT, REJECTED, VALUES, FIRST, LAST, PRICE, N_COLUMNS };

static void
check_number (const char *expected,
              double      actual)
{
  g_assert_cmpfloat (g_ascii_strtod (expected, NULL), ==, actual);
}

static void
check_bars (char              **row,
            const PenstockBars *bars)
{
  char day[16];

  check_number (row[VALUES], (double)bars->n);
  g_assert_cmpstr (bars->symbol, ==, row[SUBJECT]);
  g_assert_cmpstr (bars->source, ==, row[PROVIDER]);
  g_assert_cmpstr (penstock_day_format (bars->day[0], day), ==, row[FIRST]);
  g_assert_cmpstr (penstock_day_format (bars->day[bars->n - 1], day), ==, row[LAST]);
  check_number (row[PRICE], bars->field[PENSTOCK_BAR_CLOSE][bars->n - 1]);
}

static void
check_intraday (char                  **row,
                const PenstockIntraday *minutes)
{
  g_autoptr(GDateTime) first = g_date_time_new_from_unix_utc (minutes->time[0]);
  g_autoptr(GDateTime) last = g_date_time_new_from_unix_utc (minutes->time[minutes->n - 1]);
  g_autofree char *from = g_date_time_format (first, "%Y-%m-%dT%H:%M:%S"), *until = g_date_time_format (last, "%Y-%m-%dT%H:%M:%S");

  check_number (row[VALUES], (double)minutes->n);
  g_assert_cmpstr (from, ==, row[FIRST]);
  g_assert_cmpstr (until, ==, row[LAST]);
  check_number (row[PRICE], minutes->field[PENSTOCK_BAR_CLOSE][minutes->n - 1]);
  for (gsize i = 0; i < minutes->n; i++)
    g_assert_cmpint (minutes->session[i], ==, PENSTOCK_SESSION_REGULAR); /* none was recorded with another */
}

static void
check_symbols (char         **row,
               const GArray  *symbols)
{
  check_number (row[VALUES], symbols->len);
  g_assert_cmpstr (g_array_index (symbols, PenstockSymbolRow, 0).symbol, ==, row[FIRST]);
  g_assert_cmpstr (g_array_index (symbols, PenstockSymbolRow, symbols->len - 1).symbol, ==, row[LAST]);
}

static void
check_quote (char                **row,
             const PenstockBatch  *batch)
{
  const PenstockQuote *quote = penstock_batch_get_quote (batch, row[SUBJECT]);
  char day[16];

  check_number (row[VALUES], batch->quotes->len);
  g_assert_nonnull (quote);
  g_assert_cmpstr (penstock_day_format (quote->day, day), ==, row[LAST]);
  g_assert_cmpstr (quote->source, ==, row[PROVIDER]);
  check_number (row[PRICE], quote->price);
}

static void
check_row (char **row)
{
  g_autofree char *path = g_build_filename (recorded_dir (), row[FILE_], NULL);
  const char *subject = g_str_equal (row[SUBJECT], "-") ? NULL : row[SUBJECT];
  g_autofree char *data = NULL;
  g_auto(Answer) answer = { 0 };
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  answer = ask (row[PROVIDER], subject, PENSTOCK_DAY_NONE, status_of (path), type_of (row[PROVIDER], path), data, length);
  g_test_message ("%-13s %-75s %s %u/%u %s", row[PROVIDER], row[FILE_], penstock_outcome_id (answer.outcome), answer.batch->kept,
                  answer.batch->rows, answer.reason != NULL ? answer.reason : "");
  g_assert_cmpstr (penstock_outcome_id (answer.outcome), ==, row[OUTCOME]);
  if (answer.outcome != PENSTOCK_OUTCOME_DATA)
    {
      g_assert_cmpuint (answer.batch->bars->len + answer.batch->intraday->len + answer.batch->symbols->len, ==, 0);
      return;
    }

  check_number (row[ROWS], answer.batch->rows);
  check_number (row[KEPT], answer.batch->kept);
  check_number (row[REJECTED], answer.batch->rejected->len);
  if (answer.batch->intraday->len > 0)
    check_intraday (row, g_ptr_array_index (answer.batch->intraday, 0));
  else if (answer.batch->bars->len > 0)
    check_bars (row, g_ptr_array_index (answer.batch->bars, 0));
  else if (answer.batch->symbols->len > 0)
    check_symbols (row, answer.batch->symbols);
  else
    check_quote (row, answer.batch);
}

static void
test_recorded (void)
{
  recorded_check_rows (TABLE, N_COLUMNS, 90, check_row);
}

/* Every recorded body of these folders is in the table. */
static void
test_table_is_complete (void)
{
  static const char *const folders[] = { "twse-mis", "twse-rwd", "coinbase-exchange", "tiingo", "finnhub", "stooq", "yahoo-search", NULL };

  recorded_check_complete (TABLE, folders);
}

/* -- half a body -- */

/* JSON that is cut anywhere is no JSON. */
static void
check_truncations (const char *provider,
                   const char *subject,
                   const char *path)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  while (length > 0 && g_ascii_isspace (data[length - 1]))
    length--;

  for (gsize n = 0; n < length; n++)
    {
      g_auto(Answer) answer = ask (provider, subject, PENSTOCK_DAY_NONE, 200, NULL, data, n);

      g_assert_cmpint (answer.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
      g_assert_cmpuint (answer.batch->bars->len + answer.batch->quotes->len + answer.batch->intraday->len + answer.batch->symbols->len, ==, 0);
    }
}

static void
test_truncated_fixtures (void)
{
  static const char *const providers[] = {
    "twse-mis", "twse-day", "twse-history", "tpex-history", "coinbase", "tiingo", "finnhub-quote", "yahoo-search",
  };

  for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
    {
      g_autofree char *name = g_strconcat (providers[i], "-ok.json", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);

      check_truncations (providers[i], NULL, path);
    }
}

static void
test_truncated_recordings (void)
{
  static const struct { const char *provider, *subject, *file; } bodies[] = {
    { "twse-mis", "2330.TW", "twse-mis/getStockInfo_2330_after_close_2025-12-29.200.json" },
    { "twse-history", "2330.TW", "twse-rwd/STOCK_DAY_2330_2024-11.200.json" },
    { "tiingo", "GOOGL", "tiingo/ticker_price_pandas_daily_metric_name.200.json" },
    { "finnhub-quote", "AAPL", "finnhub/quote_AAPL_2026.200.json" },
    { "coinbase", "BTC-USDT", "coinbase-exchange/candles_BTC-USDT_1h.200.json" },
    { "yahoo-search", "GC=F", "yahoo-search/search-^VXAPL.200.json" },
    { "yahoo-chart", "7203.T", "yahoo-chart/7203.T_1d_5m_lunch_nulls.200.json" },
  };

  if (recorded_dir () == NULL)
    {
      g_test_skip ("no recorded bodies here");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *path = g_build_filename (recorded_dir (), bodies[i].file, NULL);

      check_truncations (bodies[i].provider, bodies[i].subject, path);
    }
}

/* CSV that is cut is CSV: what is kept of it is what the whole has, and the line without an end is not kept. */
static void
test_truncated_csv (void)
{
  static const char whole[] = "Date,Open,High,Low,Close,Volume\r\n2026-05-07,30,30.9,30,30.95,5000\r\n2026-05-08,30.3,30.6,29.7,30.25,10000\r\n"
                              "2026-05-11,30.1,31.5,30,31.125,7000\r\n";
  const PenstockDay until = penstock_day_parse ("2026-05-12");
  g_auto(Answer) full = ask ("stooq", "EXMP", until, 200, "text/csv", whole, strlen (whole));
  const PenstockBars *expected = g_ptr_array_index (full.batch->bars, 0);

  g_assert_cmpuint (expected->n, ==, 3);
  for (gsize n = 0; n < strlen (whole); n++)
    {
      g_auto(Answer) answer = ask ("stooq", "EXMP", until, 200, "text/csv", whole, n);
      const PenstockBars *bars = answer.batch->bars->len > 0 ? g_ptr_array_index (answer.batch->bars, 0) : NULL;

      g_assert_true ((answer.outcome == PENSTOCK_OUTCOME_DATA) == (bars != NULL));
      g_assert_true (bars == NULL || bars->n < 3);
      for (gsize i = 0; bars != NULL && i < bars->n; i++)
        for (guint field = 0; field < PENSTOCK_BAR_ADJ_CLOSE; field++)
          g_assert_cmpfloat (bars->field[field][i], ==, expected->field[field][i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/prices/recorded", test_recorded);
  g_test_add_func ("/feed/prices/table-is-complete", test_table_is_complete);
  g_test_add_func ("/feed/prices/truncated-fixtures", test_truncated_fixtures);
  g_test_add_func ("/feed/prices/truncated-recordings", test_truncated_recordings);
  g_test_add_func ("/feed/prices/truncated-csv", test_truncated_csv);
  return g_test_run ();
}
