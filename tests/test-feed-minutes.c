/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-provider.h"

#include <math.h>

/* Yahoo's bars of minutes: sessions by both JSON types of "tradingPeriods", holes, the live tick, pence. */

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

/* Monday 11 and Tuesday 12 May 2026 in New York: pre 04:00, regular 09:30 to 16:00, post to 20:00. */
#define MON_PRE   "1778486400"
#define MON_OPEN  "1778506200"
#define MON_CLOSE "1778529600"
#define MON_POST  "1778544000"
#define TUE_PRE   "1778572800"
#define TUE_OPEN  "1778592600"
#define TUE_CLOSE "1778616000"
#define TUE_POST  "1778630400"
#define PERIOD(start, end) "{\"start\":" start ",\"end\":" end "}"
#define CURRENT \
  "\"currentTradingPeriod\":{\"pre\":" PERIOD (TUE_PRE, TUE_OPEN) ",\"regular\":" PERIOD (TUE_OPEN, TUE_CLOSE) ",\"post\":" PERIOD (TUE_CLOSE, TUE_POST) "},"
#define LIST "\"tradingPeriods\":[[" PERIOD (MON_OPEN, MON_CLOSE) "],[" PERIOD (TUE_OPEN, TUE_CLOSE) "]],"
#define OBJECT \
  "\"tradingPeriods\":{\"pre\":[[" PERIOD (MON_PRE, MON_OPEN) "],[" PERIOD (TUE_PRE, TUE_OPEN) "]]," \
  "\"regular\":[[" PERIOD (MON_OPEN, MON_CLOSE) "],[" PERIOD (TUE_OPEN, TUE_CLOSE) "]]," \
  "\"post\":[[" PERIOD (MON_CLOSE, MON_POST) "],[" PERIOD (TUE_CLOSE, TUE_POST) "]]},"
#define MONDAY_AND_TUESDAY \
  "1778500000,1778506200,1778529600,1778544000,1778580000,1778592600,1778615700,1778616000,1778630100"

static Answer
ask (const char *periods,
     const char *currency,
     const char *interval,
     const char *market_time,
     const char *times,
     const char *columns)
{
  const PenstockQuery query = { .subject = "EXMP", .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE, .quote_only = TRUE };
  g_autofree char *text = g_strdup_printf ("{\"chart\":{\"result\":[{\"meta\":{\"symbol\":\"EXMP\",\"currency\":\"%s\",%s\"dataGranularity\":\"%s\","
                                           "\"exchangeTimezoneName\":\"America/New_York\",\"regularMarketPrice\":10,\"regularMarketTime\":%s},"
                                           "\"timestamp\":[%s],\"indicators\":{\"quote\":[{%s}]}}],\"error\":null}}",
                                           currency, periods, interval, market_time, times, columns);
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
  Answer answer = { .batch = penstock_batch_new () };

  answer.outcome = penstock_provider_read (penstock_provider_find ("yahoo-chart"), &query, 200, "application/json", body, 1778640000, answer.batch,
                                           &answer.reason);
  g_assert_cmpstr (answer.reason, ==, NULL);
  return answer;
}

static const PenstockIntraday *
minutes_of (const Answer *answer)
{
  g_assert_cmpuint (answer->batch->intraday->len, ==, 1);
  g_assert_cmpuint (answer->batch->bars->len, ==, 0);
  return g_ptr_array_index (answer->batch->intraday, 0);
}

static void
check_sessions (const char *periods,
                const char *expected)
{
  static const char letters[] = { [PENSTOCK_SESSION_CLOSED] = '-', [PENSTOCK_SESSION_PRE] = 'a', [PENSTOCK_SESSION_REGULAR] = 'R',
                                  [PENSTOCK_SESSION_POST] = 'p' };
  g_auto(Answer) answer = ask (periods, "USD", "5m", TUE_CLOSE, MONDAY_AND_TUESDAY, "\"close\":[1,2,3,4,5,6,7,8,9],\"volume\":[1,1,1,1,1,1,1,1,1]");
  const PenstockIntraday *minutes = minutes_of (&answer);
  g_autoptr(GString) actual = g_string_new (NULL);

  for (gsize i = 0; i < minutes->n; i++)
    g_string_append_c (actual, letters[minutes->session[i]]);
  g_assert_cmpstr (actual->str, ==, expected);
}

static void
test_sessions (void)
{
  check_sessions (CURRENT OBJECT, "aRp-aRRpp");
  check_sessions (CURRENT LIST, "-R--aRRpp"); /* Monday's pre and post are in neither */
  check_sessions (CURRENT, "----aRRpp");
  check_sessions (OBJECT, "aRp-aRRpp");
  check_sessions ("", "---------");
  check_sessions (CURRENT "\"tradingPeriods\":[3,{\"start\":1778506200,\"end\":1778529600},[[]],[null,\"x\"],{}],", "-R--aRRpp");
  check_sessions (CURRENT "\"tradingPeriods\":\"none\",", "----aRRpp");
}

/* Holes are dropped, order is by time, of two bars of one time the later word counts. */
static void
test_rows (void)
{
  g_auto(Answer) answer = ask (CURRENT, "USD", "5m", TUE_CLOSE, "1778592900,1778592600,1778593200,1778592900,1778593500",
                               "\"open\":[1,2,3,4,5],\"high\":[1,2,3,4,null],\"low\":[1,2,3,4,5],\"close\":[1.5,2.5,null,4.5,5.5],"
                               "\"volume\":[10,20,30,40,0]");
  const PenstockIntraday *minutes = minutes_of (&answer);

  g_assert_cmpuint (answer.batch->rows, ==, 5);
  g_assert_cmpuint (answer.batch->kept, ==, 3);
  g_assert_cmpuint (answer.batch->rejected->len, ==, 2);
  g_assert_cmpuint (minutes->n, ==, 3);
  g_assert_cmpuint (minutes->interval, ==, 300);
  g_assert_cmpint (minutes->fetched_at, ==, 1778640000);
  g_assert_cmpstr (minutes->zone, ==, "America/New_York");
  g_assert_cmpstr (minutes->source, ==, "yahoo-chart");
  g_assert_cmpint (minutes->time[0], ==, 1778592600);
  g_assert_cmpfloat (minutes->field[PENSTOCK_BAR_CLOSE][1], ==, 4.5);
  g_assert_cmpfloat (minutes->field[PENSTOCK_BAR_VOLUME][1], ==, 40.0);
  g_assert_true (isnan (minutes->field[PENSTOCK_BAR_HIGH][2]));
}

static gsize
count_with_last (const char *interval,
                 const char *market_time,
                 const char *time,
                 const char *open,
                 const char *volume)
{
  g_autofree char *times = g_strdup_printf ("1778592600,1778593500,%s", time);
  g_autofree char *columns = g_strdup_printf ("\"open\":[9,9,%s],\"high\":[9,9,10],\"low\":[9,9,10],\"close\":[9,9,10],\"volume\":[1,0,%s]", open, volume);
  g_auto(Answer) answer = ask (CURRENT, "USD", interval, market_time, times, columns);

  g_assert_cmpuint (answer.batch->kept, ==, 3); /* the tick is kept: as the quote */
  g_assert_cmpfloat (penstock_batch_get_quote (answer.batch, NULL)->price, ==, 10.0);
  return minutes_of (&answer)->n;
}

/* The newest price at the end of the bars is none of them. */
static void
test_tick (void)
{
  g_assert_cmpuint (count_with_last ("5m", "1778594107", "1778594107", "10", "0"), ==, 2);
  g_assert_cmpuint (count_with_last ("5m", "1778594400", "1778594400", "10", "0"), ==, 2);    /* by chance on the grid */
  g_assert_cmpuint (count_with_last ("5m", "1778594000", "1778594107", "10", "null"), ==, 2); /* after hours it has a time of its own */
  g_assert_cmpuint (count_with_last ("5m", "1778594107", "1778594400", "10", "0"), ==, 3);    /* nobody traded for five minutes */
  g_assert_cmpuint (count_with_last ("5m", "1778594107", "1778594107", "9.5", "0"), ==, 3);
  g_assert_cmpuint (count_with_last ("5m", "1778594107", "1778594107", "10", "7"), ==, 3);
  g_assert_cmpuint (count_with_last ("1h", "1778594000", "1778594107", "10", "0"), ==, 3);    /* an hour begins anywhere */
}

static void
check_minor (const char *currency,
             const char *major,
             double      price)
{
  g_auto(Answer) answer = ask (CURRENT, currency, "1m", TUE_CLOSE, TUE_OPEN, "\"open\":[1238],\"close\":[1238.5],\"volume\":[7]");
  const PenstockIntraday *minutes = minutes_of (&answer);

  g_assert_cmpstr (minutes->currency, ==, major);
  g_assert_cmpfloat (minutes->field[PENSTOCK_BAR_CLOSE][0], ==, price);
  g_assert_cmpfloat (minutes->field[PENSTOCK_BAR_VOLUME][0], ==, 7.0);
}

/* Pence are converted once, shares are not. */
static void
test_minor_units (void)
{
  check_minor ("GBp", "GBP", 12.385);
  check_minor ("ZAc", "ZAR", 12.385);
  check_minor ("ILA", "ILS", 12.385);
  check_minor ("GBP", "GBP", 1238.5);
}

/* Weeks and months are neither days nor minutes. */
static void
test_other_intervals (void)
{
  g_auto(Answer) answer = ask (CURRENT, "USD", "1wk", TUE_CLOSE, TUE_OPEN, "\"close\":[9]");

  g_assert_cmpuint (answer.batch->intraday->len, ==, 0);
  g_assert_cmpuint (answer.batch->bars->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/minutes/sessions", test_sessions);
  g_test_add_func ("/feed/minutes/rows", test_rows);
  g_test_add_func ("/feed/minutes/tick", test_tick);
  g_test_add_func ("/feed/minutes/minor-units", test_minor_units);
  g_test_add_func ("/feed/minutes/other-intervals", test_other_intervals);
  return g_test_run ();
}
