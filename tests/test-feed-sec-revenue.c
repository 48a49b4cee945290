/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-feed-filings.h"

#include "penstock-sec-revenue.h"

/* From what a company filed about periods of all lengths to its quarters with every vintage, from fixtures by hand. */

typedef struct { const char *period; const char *filed; double value; } Expected;

static void
assert_figures (const Answer   *answer,
                const Expected *expected,
                guint           n)
{
  g_assert_cmpuint (answer->batch->revenue->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const PenstockRevenueRow *row = revenue_of (answer, i);
      char period[16];

      g_assert_cmpstr (penstock_period_format (row->figure.period, 4, period), ==, expected[i].period);
      g_assert_cmpfloat (row->figure.value, ==, expected[i].value);
      assert_time (row->figure.published_at, expected[i].filed);
      g_assert_cmpint (row->periods_per_year, ==, 4);
      g_assert_cmpint (row->figure.first_seen, ==, NOW);
      g_assert_false (row->figure.assumed);
      g_assert_cmpstr (row->figure.source, ==, "sec-revenue");
    }
}

/* Quarters by their days alone, every restatement a vintage, the fourth quarter only where year and nine months are of one restatement. */
static void
test_revenue (void)
{
  static const Expected expected[] = {
    { "2024Q1", "2024-05-04T04:00:00Z", 1000000000 },
    { "2024Q2", "2024-08-03T04:00:00Z", 1100000000 },
    { "2024Q2", "2025-08-02T04:00:00Z", 1150000000 },
    { "2024Q3", "2024-11-02T04:00:00Z", 1200000000.5 },
    { "2024Q4", "2025-02-21T05:00:00Z", 1700000000.25 },
    { "2024Q4", "2026-02-20T05:00:00Z", 1750000000.25 }, /* year and nine months both restated */
    { "2025Q1", "2025-05-03T04:00:00Z", 3000000000 },
    { "2025Q4", "2026-02-20T05:00:00Z", 4000000000 },    /* and not 3,000,000,000 in 2027: only the year was restated */
    { "2026Q1", "2026-05-02T04:00:00Z", -20000000 },
  };
  const PenstockQuery query = { .subject = "us-gaap/Revenues", .symbol = "EXPC", .cik = 123456, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_auto(Answer) answer = read_fixture ("sec-revenue", "sec-revenue-ok.json", &query, NOW);

  g_assert_cmpint (answer.outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (answer.batch->rows, ==, 21);
  g_assert_cmpuint (answer.batch->kept, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (answer.batch->rejected->len, ==, 3);
  g_assert_cmpstr (rejection_of (&answer, 0), ==, "$.units.USD[16].val: not a number");
  g_assert_cmpstr (rejection_of (&answer, 1), ==, "$.units.USD[17].filed: before the period was over");
  g_assert_cmpstr (rejection_of (&answer, 2), ==, "$.units.TWD: 1 figures in a second currency are left out");
  assert_figures (&answer, expected, G_N_ELEMENTS (expected));
  g_assert_cmpstr (revenue_of (&answer, 0)->symbol, ==, "EXPC");
  g_assert_cmpstr (revenue_of (&answer, 0)->currency, ==, "USD");
}

static void
test_revenue_refuses_the_wrong (void)
{
  PenstockQuery query = { .subject = "us-gaap/SalesRevenueNet", .symbol = "EXPC", .cik = 123456, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  const char *annual = "{\"cik\":123456,\"taxonomy\":\"ifrs-full\",\"tag\":\"Revenue\",\"units\":{\"EUR\":["
                       "{\"start\":\"2024-01-01\",\"end\":\"2024-12-31\",\"val\":5,\"accn\":\"a\",\"filed\":\"2025-03-01\"},"
                       "{\"start\":\"2024-01-01\",\"end\":\"2024-06-30\",\"val\":2,\"accn\":\"b\",\"filed\":\"2024-08-01\"}]}}";
  g_auto(Answer) tag = read_fixture ("sec-revenue", "sec-revenue-ok.json", &query, NOW);
  g_auto(Answer) years = read_body ("sec-revenue", NULL, 200, "application/json", annual, -1, NOW);

  g_assert_cmpint (tag.outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpstr (tag.reason, ==, "$.tag: the answer is about us-gaap/Revenues, which was not asked for");
  g_assert_cmpint (years.outcome, ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpstr (years.reason, ==, "only figures of longer periods (to 2024-12-31), no quarters");

  query.subject = "us-gaap/Revenues";
  query.cik = 7;
  {
    g_auto(Answer) other = read_fixture ("sec-revenue", "sec-revenue-ok.json", &query, NOW);

    g_assert_cmpstr (other.reason, ==, "$.cik: the answer is about 123456, the question was about 7");
  }
}

static char *
dup_concept (const char *tag,
             const char *rows)
{
  return g_strdup_printf ("{\"cik\":1,\"taxonomy\":\"us-gaap\",\"tag\":\"%s\",\"units\":{\"USD\":[%s]}}", tag, rows);
}

/* A fourth quarter that was reported itself goes before the difference; year and nine months of one filing always make a pair. */
static void
test_revenue_fourth (void)
{
  const char *itself = "{\"start\":\"2024-01-01\",\"end\":\"2024-12-31\",\"val\":100,\"accn\":\"b\",\"filed\":\"2025-02-20\"},"
                       "{\"start\":\"2024-01-01\",\"end\":\"2024-09-30\",\"val\":70,\"accn\":\"a\",\"filed\":\"2024-11-01\"},"
                       "{\"start\":\"2024-10-01\",\"end\":\"2024-12-31\",\"val\":31,\"accn\":\"b\",\"filed\":\"2025-02-20\"}";
  const char *together = "{\"start\":\"2024-01-01\",\"end\":\"2024-12-31\",\"val\":100,\"accn\":\"b\",\"filed\":\"2025-02-20\"},"
                         "{\"start\":\"2024-01-01\",\"end\":\"2024-09-30\",\"val\":70,\"accn\":\"a\",\"filed\":\"2024-11-01\"},"
                         "{\"start\":\"2024-01-01\",\"end\":\"2024-12-31\",\"val\":90,\"accn\":\"c\",\"filed\":\"2025-06-01\"},"
                         "{\"start\":\"2024-01-01\",\"end\":\"2024-09-30\",\"val\":70,\"accn\":\"c\",\"filed\":\"2025-06-01\"}";
  static const Expected reported[] = { { "2024Q4", "2025-02-21T05:00:00Z", 31 } };
  static const Expected differences[] = { { "2024Q4", "2025-02-21T05:00:00Z", 30 }, { "2024Q4", "2025-06-02T04:00:00Z", 20 } };
  g_autofree char *first_body = dup_concept ("Revenues", itself), *second_body = dup_concept ("Revenues", together);
  g_auto(Answer) first = read_body ("sec-revenue", NULL, 200, NULL, first_body, -1, NOW);
  g_auto(Answer) second = read_body ("sec-revenue", NULL, 200, NULL, second_body, -1, NOW);

  assert_figures (&first, reported, G_N_ELEMENTS (reported));
  assert_figures (&second, differences, G_N_ELEMENTS (differences));
}

/* 52 and 53 weeks a year over forty years, ending near any month's end: quarters in a row have numbers in a row. */
static void
test_revenue_numbers (void)
{
  static const char *const starts[] = { "1990-01-01", "1990-01-29", "1990-03-26", "1990-02-04", "1990-09-03", "1990-11-26" };

  for (guint s = 0; s < G_N_ELEMENTS (starts); s++)
    {
      g_autoptr(GString) body = g_string_new ("{\"cik\":1,\"taxonomy\":\"us-gaap\",\"tag\":\"Revenues\",\"units\":{\"USD\":[");
      PenstockDay day = penstock_day_parse (starts[s]);
      const PenstockDay first = day;
      guint n = 0;

      for (guint year = 0; year < 40; year++)
        for (guint quarter = 0; quarter < 4; quarter++, n++)
          {
            /* A fourteenth week where the year would begin too early. */
            const PenstockDay length = quarter == 3 && day + 91 - first < (PenstockDay)(365.25 * (year + 1)) - 3 ? 98 : 91;
            char from[16], until[16], filed[16];

            g_string_append_printf (body, "%s{\"start\":\"%s\",\"end\":\"%s\",\"val\":%u,\"accn\":\"a\",\"filed\":\"%s\"}", n > 0 ? "," : "",
                                    penstock_day_format (day, from), penstock_day_format (day + length - 1, until), n,
                                    penstock_day_format (day + length + 30, filed));
            day += length;
          }
      g_string_append (body, "]}}");

      {
        g_auto(Answer) answer = read_body ("sec-revenue", NULL, 200, NULL, body->str, -1, NOW);

        g_assert_cmpuint (answer.batch->kept, ==, n);
        g_assert_cmpuint (answer.batch->rejected->len, ==, 0);
        for (guint i = 0; i < n; i++)
          {
            g_assert_cmpint (revenue_of (&answer, i)->figure.period, ==, revenue_of (&answer, 0)->figure.period + (int)i);
            g_assert_cmpfloat (revenue_of (&answer, i)->figure.value, ==, i);
          }
      }
    }
}

/* The tag with the newest quarter holds; what another tag said earlier of the same quarter stays in front of it. */
static void
test_revenue_merge (void)
{
  const char *old_rows = "{\"start\":\"2025-01-01\",\"end\":\"2025-03-31\",\"val\":10,\"accn\":\"a\",\"filed\":\"2025-05-01\"},"
                         "{\"start\":\"2025-04-01\",\"end\":\"2025-06-30\",\"val\":20,\"accn\":\"b\",\"filed\":\"2025-08-01\"},"
                         "{\"start\":\"2025-04-01\",\"end\":\"2025-06-30\",\"val\":29,\"accn\":\"e\",\"filed\":\"2026-08-09\"}";
  const char *new_rows = "{\"start\":\"2025-04-01\",\"end\":\"2025-06-30\",\"val\":21,\"accn\":\"d\",\"filed\":\"2026-08-01\"},"
                         "{\"start\":\"2026-04-01\",\"end\":\"2026-06-30\",\"val\":40,\"accn\":\"d\",\"filed\":\"2026-08-01\"}";
  g_autofree char *old_body = dup_concept ("SalesRevenueNet", old_rows);
  g_autofree char *new_body = dup_concept ("Revenues", new_rows);
  g_auto(Answer) old_answer = read_body ("sec-revenue", NULL, 200, NULL, old_body, -1, NOW);
  g_auto(Answer) new_answer = read_body ("sec-revenue", NULL, 200, NULL, new_body, -1, NOW);
  const GArray *answers[] = { NULL, old_answer.batch->revenue, new_answer.batch->revenue };
  g_autoptr(GArray) merged = penstock_sec_revenue_merge (answers, G_N_ELEMENTS (answers));
  g_autoptr(GArray) nothing = penstock_sec_revenue_merge (answers, 1);
  const double values[] = { 10, 20, 21, 40 };

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (merged->len, ==, G_N_ELEMENTS (values));
  for (guint i = 0; i < merged->len; i++)
    g_assert_cmpfloat (g_array_index (merged, PenstockRevenueRow, i).figure.value, ==, values[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/sec-revenue/vintages", test_revenue);
  g_test_add_func ("/feed/sec-revenue/refuses-the-wrong", test_revenue_refuses_the_wrong);
  g_test_add_func ("/feed/sec-revenue/fourth", test_revenue_fourth);
  g_test_add_func ("/feed/sec-revenue/numbers", test_revenue_numbers);
  g_test_add_func ("/feed/sec-revenue/merge", test_revenue_merge);
  return g_test_run ();
}
