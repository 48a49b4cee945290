/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-provider.h"

#include <math.h>

#define NOW G_GINT64_CONSTANT (1778600000)

/* Tuesday 12 May 2026 in New York: 13:30 to 20:00 UTC. */
#define OPEN  "1778592600"
#define CLOSE "1778616000"
#define PERIODS "\"currentTradingPeriod\":{\"pre\":{\"start\":1778572800,\"end\":" OPEN "},\"regular\":{\"end\":" CLOSE ",\"start\":" OPEN "}," \
                "\"post\":{\"start\":" CLOSE ",\"end\":1778630400}}"
#define META(time, price, granularity, more) "\"meta\":{\"currency\":\"USD\",\"symbol\":\"EXMP\",\"exchangeTimezoneName\":\"America/New_York\"," \
                "\"gmtoffset\":-14400,\"regularMarketTime\":" time ",\"regularMarketPrice\":" price "," \
                "\"dataGranularity\":\"" granularity "\"," more PERIODS "}"
#define BODY(meta, rest) "{\"chart\":{\"result\":[{" meta rest "}],\"error\":null}}"
#define DAILY(time, price, rest) BODY (META (time, price, "1d", ""), rest)

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
ask (const PenstockQuery *query,
     guint                status,
     const char          *type,
     const char          *body)
{
  Answer answer = { .batch = penstock_batch_new () };
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
  PenstockQuery all = { .subject = "EXMP", .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };

  answer.outcome = penstock_provider_read (penstock_provider_find ("yahoo-chart"), query != NULL ? query : &all, status, type, bytes, NOW,
                                           answer.batch, &answer.reason);
  return answer;
}

static const PenstockBars *
bars_of (const Answer *answer)
{
  g_assert_cmpstr (answer->reason, ==, NULL);
  g_assert_cmpint (answer->outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (answer->batch->bars->len, ==, 1);
  return g_ptr_array_index (answer->batch->bars, 0);
}

static void
assert_day (PenstockDay  day,
            const char  *expected)
{
  char text[16];

  g_assert_cmpstr (penstock_day_format (day, text), ==, expected);
}

static void
assert_rejected (const PenstockBatch *batch,
                 guint                i,
                 guint                line,
                 const char          *words)
{
  const PenstockRejection *rejection = &g_array_index (batch->rejected, PenstockRejection, i);

  g_assert_cmpuint (batch->rejected->len, >, i);
  g_assert_cmpuint (rejection->line, ==, line);
  g_assert_nonnull (strstr (rejection->reason, words));
}

/* A row of today is no bar while the session runs, and is one when it is over. */
static void
test_unfinished_session (void)
{
  const char *rows = ",\"timestamp\":[1778506200,1778592600],\"indicators\":{\"quote\":[{\"close\":[10.5,11]}]}";
  g_autofree char *before = g_strconcat ("{\"chart\":{\"result\":[{", META ("1778615999", "11", "1d", ""), rows, "}]}}", NULL);
  g_autofree char *after = g_strconcat ("{\"chart\":{\"result\":[{", META (CLOSE, "11", "1d", ""), rows, "}]}}", NULL);
  g_auto(Answer) open = ask (NULL, 200, "application/json", before);
  g_auto(Answer) over = ask (NULL, 200, "application/json", after);

  g_assert_cmpuint (bars_of (&open)->n, ==, 1);
  assert_day (bars_of (&open)->day[0], "2026-05-11");
  assert_rejected (open.batch, 0, 2, "not over");
  g_assert_cmpfloat (penstock_batch_get_quote (open.batch, NULL)->price, ==, 11.0);
  g_assert_cmpfloat (penstock_batch_get_quote (open.batch, NULL)->previous_close, ==, 10.5);
  g_assert_cmpint (penstock_batch_get_quote (open.batch, NULL)->session, ==, PENSTOCK_SESSION_REGULAR);

  g_assert_cmpuint (bars_of (&over)->n, ==, 2);
  assert_day (bars_of (&over)->day[1], "2026-05-12");
  g_assert_cmpfloat (penstock_batch_get_quote (over.batch, NULL)->previous_close, ==, 10.5);
}

/* Today twice: the later row is the day; volumes are not added. Rows may come in any order. */
static void
test_today_twice (void)
{
  g_auto(Answer) answer = ask (NULL, 200, "application/json",
                               DAILY (CLOSE, "12", ",\"timestamp\":[" CLOSE ",1778506200,1778592600],\"indicators\":{\"quote\":[{"
                                      "\"open\":[10,9,10],\"close\":[12,9.5,11],\"volume\":[500,300,480]}]}"));
  const PenstockBars *bars = bars_of (&answer);

  g_assert_cmpuint (bars->n, ==, 2);
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_CLOSE][1], ==, 12.0);
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_VOLUME][1], ==, 500.0);
  g_assert_true (isnan (bars->field[PENSTOCK_BAR_ADJ_CLOSE][1]));
  g_assert_cmpuint (answer.batch->rows, ==, 3);
  g_assert_cmpuint (answer.batch->kept, ==, 2);
  assert_rejected (answer.batch, 0, 3, "same day");
  g_assert_cmpfloat (penstock_batch_get_quote (answer.batch, NULL)->previous_close, ==, 9.5);
}

/* A close that the day's own high and low contradict is no price: a slipped digit, another unit. */
static void
test_beyond_range (void)
{
  g_auto(Answer) answer = ask (NULL, 200, "application/json",
                               DAILY (CLOSE, "12", ",\"timestamp\":[1778506200,1778592600],\"indicators\":{\"quote\":[{"
                                      "\"high\":[10.5,12.5],\"low\":[9,11],\"close\":[0.0001,12]}]}"));
  const PenstockBars *bars = bars_of (&answer);

  g_assert_cmpuint (bars->n, ==, 1);
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_CLOSE][0], ==, 12.0);
  assert_rejected (answer.batch, 0, 1, "high and low");
}

/* Null is a hole and never 0; a hole yesterday is no reason to call the day before it yesterday. */
static void
test_holes (void)
{
  g_auto(Answer) answer = ask (NULL, 200, "application/json",
                               DAILY ("1778600000", "12", ",\"timestamp\":[1778247000,1778506200,1778592600],\"indicators\":{\"quote\":[{"
                                      "\"open\":[null,9,10],\"close\":[9.25,null,11],\"volume\":[null,300,480]}]}"));
  const PenstockBars *bars = bars_of (&answer);

  g_assert_cmpuint (bars->n, ==, 1);
  g_assert_true (isnan (bars->field[PENSTOCK_BAR_OPEN][0]));
  g_assert_true (isnan (bars->field[PENSTOCK_BAR_VOLUME][0]));
  g_assert_true (isnan (penstock_batch_get_quote (answer.batch, NULL)->previous_close));
  assert_rejected (answer.batch, 0, 2, "no close");
}

/* Prices that are none are counted and said. */
static void
test_bad_closes (void)
{
  g_auto(Answer) answer = ask (NULL, 200, "application/json",
                               DAILY (CLOSE, "12", ",\"timestamp\":[1778160600,1778247000,1778506200,1778592600],\"indicators\":{\"quote\":[{"
                                      "\"close\":[0,-3.5,1e999,11],\"high\":[1,1,1,0],\"volume\":[1,1,1,-5]}],\"adjclose\":[{\"adjclose\":["
                                          "1,1,1,1e999]}]}"));
  const PenstockBars *bars = bars_of (&answer);

  g_assert_cmpuint (bars->n, ==, 1);
  g_assert_true (isnan (bars->field[PENSTOCK_BAR_HIGH][0]));
  g_assert_true (isnan (bars->field[PENSTOCK_BAR_VOLUME][0]));
  g_assert_true (isnan (bars->field[PENSTOCK_BAR_ADJ_CLOSE][0]));
  g_assert_cmpuint (answer.batch->rejected->len, ==, 3);
  assert_rejected (answer.batch, 0, 1, "not positive");
  assert_rejected (answer.batch, 1, 2, "not positive");
  assert_rejected (answer.batch, 2, 3, "no close");
}

static void
test_mismatched_lengths (void)
{
  g_auto(Answer) answer = ask (NULL, 200, "application/json",
                               DAILY (CLOSE, "12", ",\"timestamp\":[1778247000,1778506200,1778592600],\"indicators\":{\"quote\":[{"
                                      "\"close\":[9,10],\"open\":[9,10,11]}]}"));

  g_assert_cmpuint (bars_of (&answer)->n, ==, 2);
  g_assert_cmpuint (answer.batch->rows, ==, 3);
  assert_rejected (answer.batch, 0, 3, "close has 2 values for 3 times");
}

/* The date is the one on the exchange's clocks that day, not by today's offset. */
static void
test_dates (void)
{
  const char *london = "{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"symbol\":\"EURUSD=X\",\"exchangeTimezoneName\":\"Europe/Lo"
      "ndon\",\"gmtoffset\":0,"
                       "\"regularMarketTime\":1770000000,\"regularMarketPrice\":1.1,\"dataGranularity\":\"1d\","
                       "\"currentTradingPeriod\":{\"regular\":{\"start\":1769990400,\"end\":1770076740}}},"
                       /* midnight in summer is 23:00 UTC of the day before; in winter 00:00 */
                       "\"timestamp\":[1752188400,1768176000],\"indicators\":{\"quote\":[{\"close\":[1.17,1.16]}]}}]}}";
  const PenstockQuery query = { .subject = "EURUSD=X", .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_auto(Answer) answer = ask (&query, 200, "application/json", london);

  assert_day (bars_of (&answer)->day[0], "2025-07-11");
  assert_day (bars_of (&answer)->day[1], "2026-01-12");
}

static void
test_until (void)
{
  const PenstockQuery query = { .subject = "exmp", .from = PENSTOCK_DAY_NONE, .until = penstock_day_parse ("2026-05-11") };
  g_auto(Answer) answer = ask (&query, 200, "application/json",
                               DAILY (CLOSE, "12", ",\"timestamp\":[1778506200," CLOSE "],\"indicators\":{\"quote\":[{\"close\":[9.5,11]}]}"));

  g_assert_cmpuint (bars_of (&answer)->n, ==, 1);
  assert_rejected (answer.batch, 0, 2, "after the last day");
}

/* Pence become pounds once, everywhere; splits are the signature; a split that only says "3:2" counts. */
static void
test_fixture (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "yahoo-chart-ok.json", NULL);
  g_autofree char *body = NULL;
  const PenstockQuery query = { .subject = "EXMP.L", .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_auto(Answer) answer = { 0 };
  const PenstockBars *bars;
  const PenstockAction *split;

  g_assert_true (g_file_get_contents (path, &body, NULL, NULL));
  answer = ask (&query, 200, "application/json;charset=utf-8", body);
  bars = bars_of (&answer);

  g_assert_cmpstr (bars->symbol, ==, "EXMP.L");
  g_assert_cmpstr (bars->currency, ==, "GBP");
  g_assert_cmpstr (bars->source, ==, "yahoo-chart");
  g_assert_cmpint (bars->fetched_at, ==, NOW);
  g_assert_false (bars->simulated);
  g_assert_cmpuint (bars->n, ==, 2);
  assert_day (bars->day[0], "2026-05-08");
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_CLOSE][1], ==, 12.255);
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_ADJ_CLOSE][1], ==, 12.255);
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_VOLUME][1], ==, 62000.0);
  g_assert_cmpuint (answer.batch->rows, ==, 4);
  g_assert_cmpuint (answer.batch->rejected->len, ==, 2);

  g_assert_cmpfloat (penstock_batch_get_quote (answer.batch, NULL)->price, ==, 12.385);
  g_assert_cmpfloat (penstock_batch_get_quote (answer.batch, NULL)->previous_close, ==, 12.255);
  g_assert_cmpfloat (penstock_batch_get_quote (answer.batch, NULL)->open, ==, 12.26);
  g_assert_cmpfloat (penstock_batch_get_quote (answer.batch, NULL)->volume, ==, 20000.0);
  g_assert_cmpstr (penstock_batch_get_quote (answer.batch, NULL)->currency, ==, "GBP");

  g_assert_cmpuint (answer.batch->splits->len, ==, 2);
  split = &g_array_index (answer.batch->splits, PenstockAction, 0);
  g_assert_cmpint (split->kind, ==, PENSTOCK_ACTION_SPLIT_PROVIDER);
  assert_day (split->day, "2025-05-12");
  g_assert_cmpfloat (split->numerator, ==, 10.0);
  g_assert_cmpfloat (split[1].numerator / split[1].denominator, ==, 1.5);
}

/* Intraday gives no daily bars: a quote, and what was paid outside the session. */
static void
test_extended_hours (void)
{
  const char *quote = ",\"indicators\":{\"quote\":[{\"open\":[10,11,12],\"close\":[10.5,11.5,12.5]}]}";
  g_autofree char *post = g_strconcat ("{\"chart\":{\"result\":[{", META ("1778616001", "11.75", "5m", "\"previousClose\":9.75,"),
                                       ",\"timestamp\":[" OPEN ",1778615700,1778620000]", quote, "}]}}", NULL);
  g_autofree char *pre = g_strconcat ("{\"chart\":{\"result\":[{", META ("1778529601", "9.75", "5m", "\"chartPreviousClose\":9.5,"),
                                      ",\"timestamp\":[1778572800,1778573100,1778573400]", quote, "}]}}", NULL);
  g_autofree char *tick = g_strconcat ("{\"chart\":{\"result\":[{", META ("1778616001", "12.5", "5m", ""),
                                       ",\"timestamp\":[" OPEN ",1778615700,1778616001]", quote, "}]}}", NULL);
  g_auto(Answer) evening = ask (NULL, 200, "application/json", post);
  g_auto(Answer) morning = ask (NULL, 200, "application/json", pre);
  g_auto(Answer) closing = ask (NULL, 200, "application/json", tick);

  g_assert_cmpuint (evening.batch->bars->len, ==, 0);
  g_assert_cmpuint (evening.batch->kept, ==, 3);
  g_assert_cmpfloat (penstock_batch_get_quote (evening.batch, NULL)->price, ==, 11.75);
  g_assert_cmpfloat (penstock_batch_get_quote (evening.batch, NULL)->extended_price, ==, 12.5);
  g_assert_cmpfloat (penstock_batch_get_quote (evening.batch, NULL)->previous_close, ==, 9.75);
  g_assert_cmpfloat (penstock_batch_get_quote (evening.batch, NULL)->open, ==, 10.0);
  g_assert_cmpint (penstock_batch_get_quote (evening.batch, NULL)->session, ==, PENSTOCK_SESSION_POST);

  g_assert_cmpfloat (penstock_batch_get_quote (morning.batch, NULL)->price, ==, 9.75);
  g_assert_cmpfloat (penstock_batch_get_quote (morning.batch, NULL)->extended_price, ==, 12.5);
  g_assert_cmpint (penstock_batch_get_quote (morning.batch, NULL)->session, ==, PENSTOCK_SESSION_PRE);
  /* The range begins today, the price is yesterday's: "chartPreviousClose" is not the close before it. */
  g_assert_true (isnan (penstock_batch_get_quote (morning.batch, NULL)->previous_close));

  /* The last tick of the session is no price after it. */
  g_assert_true (isnan (penstock_batch_get_quote (closing.batch, NULL)->extended_price));
}

static void
test_previous_close_of_a_range (void)
{
  g_auto(Answer) today = ask (NULL, 200, "application/json",
                              BODY (META ("1778600000", "12", "1d", "\"chartPreviousClose\":9.5,"),
                                    ",\"timestamp\":[1778592600],\"indicators\":{\"quote\":[{\"close\":[12]}]}"));
  g_auto(Answer) past = ask (NULL, 200, "application/json",
                             BODY (META ("1778600000", "12", "1d", "\"chartPreviousClose\":3.5,"),
                                   ",\"timestamp\":[1577975400],\"indicators\":{\"quote\":[{\"close\":[4]}]}"));

  g_assert_cmpfloat (penstock_batch_get_quote (today.batch, NULL)->previous_close, ==, 9.5);
  g_assert_true (isnan (penstock_batch_get_quote (past.batch, NULL)->previous_close));
}

static void
test_simulated (void)
{
  g_auto(Answer) answer = ask (NULL, 200, "application/json",
                               BODY (META (CLOSE, "12", "1d", "\"penstockSimulated\":true,"),
                                     ",\"timestamp\":[1778506200],\"indicators\":{\"quote\":[{\"close\":[9.5]}]}"));

  g_assert_true (bars_of (&answer)->simulated);
  g_assert_true (penstock_batch_get_quote (answer.batch, NULL)->simulated);
}

static void
check_outcome (guint            status,
               const char      *type,
               const char      *body,
               PenstockOutcome  outcome,
               const char      *words)
{
  g_auto(Answer) answer = ask (NULL, status, type, body);

  g_test_message ("%u %s: %s", status, body, answer.reason);
  g_assert_cmpstr (penstock_outcome_id (answer.outcome), ==, penstock_outcome_id (outcome));
  g_assert_nonnull (strstr (answer.reason, words));
}

static void
test_what_is_not_data (void)
{
  const char *json = "application/json", *rows = ",\"timestamp\":[1778506200],\"indicators\":{\"quote\":[{\"close\":[9.5]}]}";
  g_autofree char *other = g_strconcat ("{\"chart\":{\"result\":[{\"meta\":{\"symbol\":\"OTHER\",\"exchangeTimezoneName\":\"UTC\"}", rows,
      "}]}}", NULL);
  g_autofree char *mars = g_strconcat ("{\"chart\":{\"result\":[{\"meta\":{\"symbol\":\"EXMP\",\"exchangeTimezoneName\":\"Mars/Base\"}", rows,
      "}]}}", NULL);

  check_outcome (429, "text/plain", "Too Many Requests", PENSTOCK_OUTCOME_REFUSED, "429");
  check_outcome (200, "text/plain", "Edge: Too Many Requests", PENSTOCK_OUTCOME_REFUSED, "too often");
  check_outcome (401, json, "{}", PENSTOCK_OUTCOME_REFUSED, "401");
  check_outcome (403, "text/html", "<html>", PENSTOCK_OUTCOME_REFUSED, "403");
  check_outcome (200, "text/html", "<html><body>Will be right back...</body></html>", PENSTOCK_OUTCOME_REFUSED, "maintenance");
  check_outcome (503, "text/html", "<html><body>Will be right back...</body></html>", PENSTOCK_OUTCOME_REFUSED, "maintenance");
  check_outcome (200, "text/html", "<!DOCTYPE html><html>", PENSTOCK_OUTCOME_BROKEN, "HTML page instead of data");
  check_outcome (200, json, "", PENSTOCK_OUTCOME_BROKEN, "empty body");
  check_outcome (200, "image/png", "{}", PENSTOCK_OUTCOME_BROKEN, "image/png");
  check_outcome (302, json, "", PENSTOCK_OUTCOME_BROKEN, "302");
  check_outcome (500, json, "oops", PENSTOCK_OUTCOME_BROKEN, "500");
  check_outcome (404, json, "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\",\"description\":\"No data found\"}}}",
                 PENSTOCK_OUTCOME_EMPTY, "No data found");
  check_outcome (404, "text/plain", "nothing here", PENSTOCK_OUTCOME_BROKEN, "404");
  check_outcome (422, json, "{\"chart\":{\"error\":{\"code\":\"Unprocessable Entity\",\"description\":\"5m data\\nnot available\"}}}",
                 PENSTOCK_OUTCOME_BROKEN, "5m data not available");
  check_outcome (400, json, "{\"chart\":{\"error\":{\"code\":\"Bad Request\",\"description\":\"Data doesn't exist for startDate = 1\"}}}",
                 PENSTOCK_OUTCOME_EMPTY, "startDate");
  check_outcome (200, json, "{\"chart\":{\"result\":[]}}", PENSTOCK_OUTCOME_BROKEN, "chart.result");
  check_outcome (200, json, other, PENSTOCK_OUTCOME_BROKEN, "OTHER");
  check_outcome (200, json, mars, PENSTOCK_OUTCOME_BROKEN, "Mars/Base");
  check_outcome (200, json, DAILY (CLOSE, "1", ",\"timestamp\":[1],\"indicators\":{\"quote\":[{\"close\":[NaN]}]}"), PENSTOCK_OUTCOME_BROKEN,
      "column");
  check_outcome (200, json, DAILY (CLOSE, "1", ",\"timestamp\":[1],\"indicators\":{\"quote\":[{\"close\":[\"9\"]}]}"), PENSTOCK_OUTCOME_BROKEN,
      "close[0]: not a number");
  check_outcome (200, json, DAILY (CLOSE, "1", ",\"timestamp\":{},\"indicators\":{\"quote\":[{\"close\":[9]}]}"), PENSTOCK_OUTCOME_BROKEN,
      "timestamp: not an array");
}

/* Nothing traded in the range: no rows, and the keys are not even there. */
static void
test_missing_keys (void)
{
  g_auto(Answer) weekend = ask (NULL, 200, "application/json", DAILY (CLOSE, "12", ",\"indicators\":{\"quote\":[{}]}"));
  g_auto(Answer) nothing = ask (NULL, 200, "application/json",
                                "{\"chart\":{\"result\":[{\"meta\":{\"symbol\":\"EXMP\",\"exchangeTimezoneName\":\"UTC\"},\"indicators\":{}}]}}");

  g_assert_cmpint (weekend.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpuint (weekend.batch->bars->len, ==, 0);
  g_assert_true (penstock_batch_get_quote (weekend.batch, NULL) != NULL);
  g_assert_cmpint (nothing.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/yahoo/unfinished-session", test_unfinished_session);
  g_test_add_func ("/feed/yahoo/today-twice", test_today_twice);
  g_test_add_func ("/feed/yahoo/beyond-range", test_beyond_range);
  g_test_add_func ("/feed/yahoo/holes", test_holes);
  g_test_add_func ("/feed/yahoo/bad-closes", test_bad_closes);
  g_test_add_func ("/feed/yahoo/mismatched-lengths", test_mismatched_lengths);
  g_test_add_func ("/feed/yahoo/dates", test_dates);
  g_test_add_func ("/feed/yahoo/until", test_until);
  g_test_add_func ("/feed/yahoo/fixture", test_fixture);
  g_test_add_func ("/feed/yahoo/extended-hours", test_extended_hours);
  g_test_add_func ("/feed/yahoo/previous-close-of-a-range", test_previous_close_of_a_range);
  g_test_add_func ("/feed/yahoo/simulated", test_simulated);
  g_test_add_func ("/feed/yahoo/what-is-not-data", test_what_is_not_data);
  g_test_add_func ("/feed/yahoo/missing-keys", test_missing_keys);
  return g_test_run ();
}
