/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-feed-filings.h"

#include <math.h>

/* Filings, announcements and reference rates, from fixtures by hand. Quarterly revenue: test-feed-sec-revenue.c; the recorded bodies:
 * test-feed-filings-real.c. */

#define ANY_TIME { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE }

/* -- SEC submissions -- */

static void
test_submissions (void)
{
  g_auto(Answer) answer = read_fixture ("sec-submissions", "sec-submissions-ok.json", NULL, NOW);
  const PenstockNewsItem *item;

  g_assert_cmpint (answer.outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (answer.batch->rows, ==, 9);
  g_assert_cmpuint (answer.batch->kept, ==, 5);
  g_assert_cmpuint (answer.batch->rejected->len, ==, 2);
  g_assert_cmpstr (rejection_of (&answer, 0), ==, "accessionNumber: no such filing number");
  g_assert_cmpstr (rejection_of (&answer, 1), ==, "filingDate: not a date");

  item = news_of (&answer, 0);
  g_assert_cmpstr (item->title, ==, "Example Power Corp: 8-K — results of operations (2.02), exhibits (9.01)");
  g_assert_cmpstr (item->id, ==, "0000123456-26-000010 123456");
  g_assert_cmpstr (item->url, ==, "https://www.sec.gov/Archives/edgar/data/123456/000012345626000010/q4.htm");
  g_assert_cmpstr (item->form, ==, "8-K");
  g_assert_cmpstr (item->items, ==, "2.02,9.01");
  g_assert_cmpstr (item->publisher, ==, "SEC EDGAR");
  g_assert_cmpstr (item->source, ==, "sec-submissions");
  g_assert_cmpuint (item->cik, ==, 123456);
  g_assert_true (item->official);
  g_assert_false (item->date_assumed);
  g_assert_cmpstr (item->symbols[0], ==, "EXPC");
  g_assert_cmpstr (item->symbols[1], ==, "EXPC-PA");

  g_assert_cmpstr (news_of (&answer, 1)->title, ==, "Example Power Corp: 10-K — annual report (to 2025-12-31)");
  g_assert_cmpstr (news_of (&answer, 1)->url, ==, "https://www.sec.gov/Archives/edgar/data/123456/000012345626000008/a%20report.htm");
  g_assert_cmpstr (news_of (&answer, 2)->title, ==, "Example Power Corp: 8-K/A — restructuring or lay-offs (2.05), other events (8.01)");
  g_assert_cmpstr (news_of (&answer, 2)->url, ==, "https://www.sec.gov/Archives/edgar/data/123456/000012345626000007/0000123456-26-000007-index.htm");
  g_assert_cmpstr (news_of (&answer, 3)->title, ==, "Example Power Corp: 8-K — current report");
  g_assert_cmpstr (news_of (&answer, 4)->title, ==, "Example Power Corp: 10-Q/A — amended quarterly report (to 2025-12-31)");
}

/* Nothing is known before it can have been public, whichever clock the registrant's times are of. */
static void
test_submissions_point_in_time (void)
{
  const PenstockQuery query = { .symbol = "EXPC", .cik = 123456, .from = penstock_day_parse ("2026-02-18"), .until = PENSTOCK_DAY_NONE };
  g_auto(Answer) late = read_fixture ("sec-submissions", "sec-submissions-ok.json", &query, NOW);
  g_auto(Answer) soon = read_fixture ("sec-submissions", "sec-submissions-ok.json", &query, at ("2026-02-25T17:00:00Z"));
  g_auto(Answer) wrong_clock = read_fixture ("sec-submissions", "sec-submissions-ok.json", &query, at ("2020-01-01T00:00:00Z"));

  g_assert_cmpuint (late.batch->kept, ==, 4); /* from the 18th on */
  g_assert_cmpstr (news_of (&late, 0)->symbols[0], ==, "EXPC");
  g_assert_null (news_of (&late, 0)->symbols[1]);
  assert_time (news_of (&late, 0)->published_at, "2026-02-25T21:31:25Z");  /* 16:31 in New York is later than 16:31 UTC */
  assert_time (news_of (&late, 1)->published_at, "2026-02-20T11:00:00Z");  /* accepted on the evening before: sent out at six */
  assert_time (news_of (&late, 2)->published_at, "2026-02-19T20:00:00Z");
  assert_time (news_of (&late, 3)->published_at, "2026-02-19T05:00:00Z");  /* no time: the end of the 18th in New York */
  assert_time (news_of (&soon, 0)->published_at, "2026-02-25T17:00:00Z");  /* we had it in hand */
  assert_time (news_of (&wrong_clock, 0)->published_at, "2026-02-25T21:31:25Z");
}

static void
test_submissions_columns (void)
{
  const char *page = "{\"accessionNumber\":[\"0000123456-26-000010\",\"0000123456-26-000009\"],\"filingDate\":[\"2026-07-01\",\"2026-06-30\"],"
                     "\"form\":[\"6-K\",\"6-K\"],\"acceptanceDateTime\":[\"2026-06-30T22:35:29.000Z\"],\"items\":[\"\",\"\"]}";
  const char *missing = "{\"cik\":\"123456\",\"filings\":{\"recent\":{\"accessionNumber\":[],\"form\":[]}}}";
  const char *none = "{\"cik\":\"123456\",\"name\":\"X\",\"filings\":{\"recent\":{\"accessionNumber\":[],\"filingDate\":[],\"form\":[]},\"files\":[]}}";
  PenstockQuery query = ANY_TIME;
  g_auto(Answer) empty = read_body ("sec-submissions", &query, 200, "application/json", none, -1, NOW);
  g_auto(Answer) broken = read_body ("sec-submissions", &query, 200, "application/json", missing, -1, NOW);

  g_assert_cmpint (empty.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpint (broken.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpstr (broken.reason, ==, "$.filings.recent.filingDate: no such column");

  query.cik = 123456;
  {
    g_auto(Answer) answer = read_body ("sec-submissions", &query, 200, "application/json", page, -1, NOW);

    g_assert_cmpint (answer.outcome, ==, PENSTOCK_OUTCOME_DATA);
    g_assert_cmpuint (answer.batch->rows, ==, 2);
    g_assert_cmpuint (answer.batch->kept, ==, 1);
    g_assert_cmpstr (rejection_of (&answer, 0), ==, "$.acceptanceDateTime has 1 rows where others have 2: the rest is left out");
    g_assert_cmpstr (news_of (&answer, 0)->title, ==, "CIK 123456: 6-K — report of a foreign issuer");
    assert_time (news_of (&answer, 0)->published_at, "2026-07-01T10:00:00Z"); /* six o'clock of the filing date, summer time */
  }
  query.cik = 99;
  {
    g_auto(Answer) other = read_fixture ("sec-submissions", "sec-submissions-ok.json", &query, NOW);

    g_assert_cmpint (other.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
    g_assert_cmpstr (other.reason, ==, "$.cik: the answer is about 123456, the question was about 99");
  }
}

static void
test_sec_refusals (void)
{
  static const char *const ids[] = { "sec-submissions", "sec-revenue", "sec-current", "sec-tickers" };
  const char *rate = "<!DOCTYPE html><html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head><body>…</body></html>";
  const char *agent = "<html><body><h1>Your Request Originates from an Undeclared Automated Tool</h1></body></html>";
  const char *no_key = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>";

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (guint status = 200; status <= 403; status += 203)
      {
        g_auto(Answer) too_often = read_body (ids[i], NULL, status, "text/html", rate, -1, NOW);
        g_auto(Answer) undeclared = read_body (ids[i], NULL, status, "text/html", agent, -1, NOW);

        g_assert_cmpint (too_often.outcome, ==, PENSTOCK_OUTCOME_REFUSED);
        g_assert_nonnull (strstr (too_often.reason, "Request Rate Threshold Exceeded"));
        g_assert_cmpint (undeclared.outcome, ==, PENSTOCK_OUTCOME_REFUSED);
        g_assert_nonnull (strstr (undeclared.reason, "Undeclared Automated Tool"));
      }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_auto(Answer) unknown = read_body (ids[i], NULL, 404, "application/xml", no_key, -1, NOW);
      g_auto(Answer) gone = read_body (ids[i], NULL, 404, "text/html", "<html>Not here</html>", -1, NOW);
      g_auto(Answer) page = read_body (ids[i], NULL, 200, "text/html", "<html><body>Hello</body></html>", -1, NOW);

      g_assert_cmpint (unknown.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
      g_assert_cmpint (gone.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
      g_assert_cmpint (page.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
    }
}

/* -- SEC newest filings -- */

static void
test_current (void)
{
  g_auto(Answer) answer = read_fixture ("sec-current", "sec-current-ok.xml", NULL, NOW);
  g_auto(Answer) company = read_fixture ("sec-current", "sec-current-company.xml", NULL, NOW);

  g_assert_cmpuint (answer.batch->rows, ==, 6);
  g_assert_cmpuint (answer.batch->kept, ==, 3);
  g_assert_cmpuint (answer.batch->rejected->len, ==, 1);
  g_assert_cmpstr (rejection_of (&answer, 0), ==, "title: no registrant’s number");
  g_assert_cmpstr (news_of (&answer, 0)->title, ==,
                   "CAFÉ - NOIR & SONS (HOLDINGS) INC /DE/: 8-K — results of operations (2.02), exhibits (9.01)");
  g_assert_cmpstr (news_of (&answer, 0)->id, ==, "0000123456-26-000010 123456"); /* as sec-submissions calls it */
  g_assert_cmpstr (news_of (&answer, 0)->items, ==, "2.02,9.01");
  g_assert_cmpstr (news_of (&answer, 0)->url, ==,
                   "https://www.sec.gov/Archives/edgar/data/123456/000012345626000010/0000123456-26-000010-index.htm");
  assert_time (news_of (&answer, 0)->published_at, "2026-02-25T21:31:25Z");
  g_assert_cmpstr (news_of (&answer, 1)->id, ==, "0000123456-26-000010 654321"); /* the second filer; its repetition is not there */
  g_assert_cmpstr (news_of (&answer, 2)->title, ==, "Late Filer Inc.: 8-K/A — amended current report");
  assert_time (news_of (&answer, 2)->published_at, "2026-02-25T11:00:00Z"); /* taken after hours, sent out in the morning */

  g_assert_cmpuint (company.batch->kept, ==, 1);
  g_assert_cmpstr (news_of (&company, 0)->title, ==,
                   "EXAMPLE POWER CORP: 8-K — material agreement (1.01), restructuring or lay-offs (2.05), other events (8.01)");
  g_assert_cmpuint (news_of (&company, 0)->cik, ==, 123456);
}

static void
test_xml_is_kept_small (void)
{
  const char *bomb = "<?xml version=\"1.0\"?><!DOCTYPE feed [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><feed><entry><title>&b;</title></entry></feed>";
  const char *outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><gesmes:Envelope xmlns:gesmes=\"g\"><Cube><Cube time=\"2026-10-02\"/></Cube></gesmes:Envelope>";
  g_auto(Answer) first = read_body ("sec-current", NULL, 200, NULL, bomb, -1, NOW);
  g_auto(Answer) second = read_body ("ecb", NULL, 200, NULL, outside, -1, NOW);

  g_assert_cmpstr (first.reason, ==, "a document type, which this source has none of");
  g_assert_cmpstr (second.reason, ==, "a document type, which this source has none of");
}

static void
test_tickers (void)
{
  g_auto(Answer) answer = read_fixture ("sec-tickers", "sec-tickers-ok.json", NULL, NOW);
  static const struct { const char *symbol; guint64 cik; } expected[] = { { "EXPC", 123456 }, { "BRK-B", 1067983 }, { "XF", 654321 }, { "ZZ", 78 } };

  g_assert_cmpuint (answer.batch->rows, ==, 7);
  g_assert_cmpuint (answer.batch->kept, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (answer.batch->rejected->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpstr (g_array_index (answer.batch->symbols, PenstockSymbolRow, i).symbol, ==, expected[i].symbol);
      g_assert_cmpuint (g_array_index (answer.batch->symbols, PenstockSymbolRow, i).cik, ==, expected[i].cik);
    }
}

/* -- Taiwan -- */

static void
test_announcements (void)
{
  g_auto(Answer) twse = read_fixture ("twse-announcements", "twse-announcements-ok.json", NULL, NOW);
  g_auto(Answer) tpex = read_fixture ("tpex-announcements", "tpex-announcements-ok.json", NULL, NOW);
  const PenstockNewsItem *item = news_of (&twse, 0);

  g_assert_cmpuint (twse.batch->rows, ==, 7);
  g_assert_cmpuint (twse.batch->kept, ==, 4);
  g_assert_cmpuint (twse.batch->rejected->len, ==, 3);
  g_assert_cmpstr (item->title, ==, "鴻海：公告本公司董事會決議 與某公司合作建置AI伺服器產線");
  g_assert_cmpstr (item->summary, ==, "1.事實發生日:115/07/17 2.公司名稱:鴻海 3.其他應敘明事項:無");
  g_assert_cmpstr (item->symbols[0], ==, "2317.TW");
  g_assert_cmpstr (item->form, ==, "第 51款");
  g_assert_cmpstr (item->language, ==, "zh-Hant");
  g_assert_true (item->official);
  assert_time (item->published_at, "2026-07-17T07:36:43Z");
  assert_time (news_of (&twse, 1)->published_at, "2026-07-16T22:57:28Z"); /* "65728" */
  g_assert_null (news_of (&twse, 1)->summary);
  assert_time (news_of (&twse, 2)->published_at, "2026-07-17T15:59:59Z"); /* no such time: the end of the day */
  g_assert_true (news_of (&twse, 3)->date_assumed);
  g_assert_cmpint (news_of (&twse, 3)->published_at, ==, NOW);

  g_assert_cmpuint (tpex.batch->kept, ==, 2);
  g_assert_cmpstr (news_of (&tpex, 0)->symbols[0], ==, "3105.TWO");
  assert_time (news_of (&tpex, 0)->published_at, "2026-07-16T16:05:01Z");
  g_assert_cmpstr (news_of (&tpex, 1)->symbols[0], ==, "5347.TWO"); /* numbers instead of text */
  assert_time (news_of (&tpex, 1)->published_at, "2026-07-15T23:00:03Z");
  g_assert_cmpstr (news_of (&tpex, 0)->id, !=, news_of (&tpex, 1)->id);
}

static void
test_finmind (void)
{
  const PenstockQuery query = { .subject = "2317.TW", .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_auto(Answer) answer = read_fixture ("finmind", "finmind-ok.json", &query, at ("2026-05-06T00:00:00Z"));
  g_auto(Answer) limit = read_body ("finmind", &query, 402, "application/json", "{\"msg\":\"Requests reach the upper limit.\",\"status\":402}", -1, NOW);
  g_auto(Answer) key = read_body ("finmind", &query, 400, "application/json", "{\"msg\":\"Token is illegal\",\"status\":400}", -1, NOW);
  g_auto(Answer) fault = read_body ("finmind", &query, 200, "application/json", "{\"msg\":\"parameter data_id error\",\"status\":400}", -1, NOW);
  g_auto(Answer) none = read_body ("finmind", &query, 200, "application/json", "{\"msg\":\"success\",\"status\":200,\"data\":[]}", -1, NOW);

  g_assert_cmpuint (answer.batch->rows, ==, 7);
  g_assert_cmpuint (answer.batch->kept, ==, 4);
  g_assert_cmpuint (answer.batch->rejected->len, ==, 3);
  g_assert_cmpint (revenue_of (&answer, 0)->figure.period, ==, 2026 * 12 + 1);
  g_assert_cmpfloat (revenue_of (&answer, 0)->figure.value, ==, 512345678000.0);
  g_assert_true (revenue_of (&answer, 0)->figure.assumed);
  assert_time (revenue_of (&answer, 0)->figure.published_at, "2026-03-10T00:00:00Z");
  g_assert_false (revenue_of (&answer, 1)->figure.assumed);
  assert_time (revenue_of (&answer, 1)->figure.published_at, "2026-04-05T09:03:11Z");
  g_assert_cmpfloat (revenue_of (&answer, 2)->figure.value, ==, -4136304000.0);
  assert_time (revenue_of (&answer, 2)->figure.published_at, "2026-05-05T15:59:59Z");
  g_assert_true (revenue_of (&answer, 3)->figure.assumed); /* filled in nine years later */
  assert_time (revenue_of (&answer, 3)->figure.published_at, "2012-02-10T00:00:00Z");
  g_assert_cmpstr (revenue_of (&answer, 3)->symbol, ==, "2317.TW");

  g_assert_cmpint (limit.outcome, ==, PENSTOCK_OUTCOME_REFUSED);
  g_assert_cmpint (key.outcome, ==, PENSTOCK_OUTCOME_REFUSED);
  g_assert_cmpint (fault.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpstr (fault.reason, ==, "“parameter data_id error”");
  g_assert_cmpint (none.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
}

/* -- rates -- */

static void
test_rates (void)
{
  g_auto(Answer) ecb = read_fixture ("ecb", "ecb-ok.xml", NULL, NOW);
  g_auto(Answer) canada = read_fixture ("bank-of-canada", "bank-of-canada-ok.json", NULL, NOW);
  g_auto(Answer) fault = read_fixture ("bank-of-canada", "bank-of-canada-broken.json", NULL, NOW);
  g_autoptr(PenstockRates) rates = penstock_rates_new ((const PenstockRate *)(gpointer)canada.batch->rates->data, canada.batch->rates->len);

  g_assert_cmpuint (ecb.batch->rows, ==, 8);
  g_assert_cmpuint (ecb.batch->kept, ==, 4);
  g_assert_cmpuint (ecb.batch->rejected->len, ==, 4);
  g_assert_cmpstr (rejection_of (&ecb, 0), ==, "line 5, KRW of 2026-10-02: not a rate");
  g_assert_cmpstr (rate_of (&ecb, 0)->currency, ==, "USD");
  g_assert_cmpstr (rate_of (&ecb, 0)->base, ==, "EUR");
  g_assert_cmpfloat (rate_of (&ecb, 0)->rate, ==, 1.1733);
  g_assert_cmpint (rate_of (&ecb, 0)->day, ==, penstock_day_parse ("2026-10-02"));
  g_assert_cmpfloat (rate_of (&ecb, 1)->rate, ==, 173.05);

  g_assert_cmpuint (canada.batch->rows, ==, 7);
  g_assert_cmpuint (canada.batch->kept, ==, 3);
  g_assert_cmpuint (canada.batch->rejected->len, ==, 4);
  g_assert_cmpstr (rejection_of (&canada, 0), ==, "$.observations[0].FXKRWCAD.v: too few digits for a rate");
  g_assert_cmpstr (rate_of (&canada, 0)->base, ==, "CAD");
  g_assert_cmpfloat (rate_of (&canada, 0)->rate, ==, 1 / 0.04328);
  /* Dollars for one Taiwan dollar: 0.04328 / 1.2864. */
  g_assert_cmpfloat (fabs (penstock_rates_find (rates, "TWD", "USD", penstock_day_parse ("2026-10-01"), NULL, NULL) - 0.04328 / 1.2864), <, 1e-15);
  g_assert_cmpint (fault.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpstr (fault.reason, ==, "“Series FXABCCAD not found.”");
}

/* -- requests, truncations -- */

static void
check_uri (const char    *id,
           PenstockQuery  query,
           const char    *expected)
{
  PenstockRequest request = { NULL };

  penstock_provider_find (id)->build_request ("http://host", &query, &request);
  g_assert_cmpstr (request.uri, ==, expected);
  g_assert_cmpstr (request.method, ==, expected != NULL ? "GET" : NULL);
  penstock_request_clear (&request);
}

static void
test_requests (void)
{
  const PenstockDay none = PENSTOCK_DAY_NONE, from = penstock_day_parse ("2026-08-01"), until = penstock_day_parse ("2026-10-01");
  const PenstockQuery all = { .from = none, .until = none };
  const PenstockQuery recent = { .from = from, .until = until };
  PenstockRequest request = { NULL };

  check_uri ("sec-submissions", (PenstockQuery) { .cik = 1045810 }, "http://host/submissions/CIK0001045810.json");
  check_uri ("sec-submissions", all, NULL);
  check_uri ("sec-revenue", (PenstockQuery) { .cik = 1045810, .subject = "us-gaap/Revenues" },
             "http://host/api/xbrl/companyconcept/CIK0001045810/us-gaap/Revenues.json");
  check_uri ("sec-revenue", (PenstockQuery) { .cik = 1045810, .subject = "us-gaap/../x" }, NULL);
  check_uri ("sec-current", all, "http://host/cgi-bin/browse-edgar?action=getcurrent&type=8-K&count=100&start=0&owner=include&output=atom");
  check_uri ("sec-tickers", all, "http://host/files/company_tickers.json");
  check_uri ("twse-announcements", all, "http://host/v1/opendata/t187ap04_L");
  check_uri ("tpex-announcements", all, "http://host/openapi/v1/mopsfin_t187ap04_O");
  check_uri ("finmind", (PenstockQuery) { .subject = "2317.TW", .from = from, .until = none },
             "http://host/api/v4/data?dataset=TaiwanStockMonthRevenue&data_id=2317&start_date=2026-08-01");
  check_uri ("finmind", (PenstockQuery) { .subject = "NVDA" }, NULL);
  check_uri ("ecb", all, "http://host/stats/eurofxref/eurofxref-hist.xml");
  check_uri ("ecb", recent, "http://host/stats/eurofxref/eurofxref-hist-90d.xml");
  check_uri ("ecb", (PenstockQuery) { .from = none, .until = none, .quote_only = TRUE }, "http://host/stats/eurofxref/eurofxref-daily.xml");
  check_uri ("bank-of-canada", recent, "http://host/valet/observations/FXTWDCAD,FXUSDCAD,FXEURCAD,FXJPYCAD,FXHKDCAD,FXCNYCAD,FXGBPCAD,FXCHFCAD,FXAUDCAD,"
             "FXSGDCAD/json?start_date=2026-08-01&end_date=2026-10-01");

  /* The key goes into a header and nowhere else. */
  penstock_provider_find ("finmind")->build_request ("http://host", &(PenstockQuery) { .subject = "3105.TWO", .from = none, .until = none, .key = "s3cret" },
                                                     &request);
  g_assert_null (strstr (request.uri, "s3cret"));
  g_assert_cmpstr (request.headers[0], ==, "Authorization");
  g_assert_cmpstr (request.headers[1], ==, "Bearer s3cret");
  g_assert_null (request.headers[2]);
  penstock_request_clear (&request);
}

static void
test_policy (void)
{
  static const char *const ids[] = { "sec-submissions", "sec-revenue", "sec-current", "sec-tickers" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const PenstockPolicy *policy = penstock_provider_find (ids[i])->policy;

      g_assert_cmpstr (policy->host_key, ==, "sec"); /* one budget for both hosts */
      g_assert_cmpuint (policy->min_interval_ms, ==, 150);
      g_assert_cmpuint (policy->backoff_first_s, ==, 600);
      g_assert_true (g_str_has_prefix (policy->user_agent, "Penstock/"));
      g_assert_nonnull (strchr (policy->user_agent, '@')); /* "Name contact", no browser's */
      g_assert_null (strstr (policy->user_agent, "Mozilla"));
    }
}

/* The fixtures that are no data say what is wrong with them. */
static void
test_broken (void)
{
  static const struct { const char *name; const char *reason; } expected[] = {
    { "finmind-broken.json", "$.data: not there; this is no monthly revenue" },
    { "sec-submissions-broken.json", "$.filings.recent.filingDate: no such column" },
    { "sec-revenue-broken.json", "$.tag: the answer is about us-gaap/InventoryNet, which was not asked for" },
    { "sec-current-broken.xml", "the answer is cut off: it does not end with </feed>" },
    { "sec-tickers-broken.json", "row 1: not the list of tickers: cik_str and ticker are missing" },
    { "twse-announcements-broken.json", "row 1: not announcements: 公司代號 and 主旨 are missing" },
    { "tpex-announcements-broken.json", "the source says “no data”" },
    { "ecb-broken.xml", NULL }, /* libxml2's own words */
    { "bank-of-canada-broken.json", "“Series FXABCCAD not found.”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *id = g_strndup (expected[i].name, (gsize)(strstr (expected[i].name, "-broken.") - expected[i].name));
      g_auto(Answer) answer = read_fixture (id, expected[i].name, NULL, NOW);

      g_test_message ("%s: %s", expected[i].name, answer.reason);
      g_assert_cmpint (answer.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
      g_assert_cmpuint (answer.batch->kept, ==, 0);
      g_assert_nonnull (answer.reason);
      if (expected[i].reason != NULL)
        g_assert_cmpstr (answer.reason, ==, expected[i].reason);
    }
}

/* Half a body is no data: never a row that the whole body has not. */
static void
test_truncations (void)
{
  static const char *const names[] = { "finmind-ok.json", "sec-submissions-ok.json", "sec-revenue-ok.json", "sec-current-ok.xml", "sec-tickers-ok.json",
                                       "twse-announcements-ok.json", "tpex-announcements-ok.json", "ecb-ok.xml", "bank-of-canada-ok.json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strndup (names[i], (gsize)(strstr (names[i], "-ok.") - names[i]));
      gsize length;
      g_autofree char *data = load_fixture (names[i], &length);

      while (length > 0 && g_ascii_isspace (data[length - 1]))
        length--;
      for (gsize cut = 0; cut < length; cut++)
        {
          g_auto(Answer) answer = read_body (id, NULL, 200, NULL, data, (gssize)cut, NOW);

          g_assert_cmpint (answer.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/filings/submissions", test_submissions);
  g_test_add_func ("/feed/filings/submissions-point-in-time", test_submissions_point_in_time);
  g_test_add_func ("/feed/filings/submissions-columns", test_submissions_columns);
  g_test_add_func ("/feed/filings/sec-refusals", test_sec_refusals);
  g_test_add_func ("/feed/filings/current", test_current);
  g_test_add_func ("/feed/filings/xml-is-kept-small", test_xml_is_kept_small);
  g_test_add_func ("/feed/filings/tickers", test_tickers);
  g_test_add_func ("/feed/filings/announcements", test_announcements);
  g_test_add_func ("/feed/filings/finmind", test_finmind);
  g_test_add_func ("/feed/filings/rates", test_rates);
  g_test_add_func ("/feed/filings/requests", test_requests);
  g_test_add_func ("/feed/filings/policy", test_policy);
  g_test_add_func ("/feed/filings/broken", test_broken);
  g_test_add_func ("/feed/filings/truncations", test_truncations);
  return g_test_run ();
}
