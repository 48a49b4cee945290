/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-feed-text-private.h"
#include "penstock-provider.h"

#include <math.h>

#define APRIL (2026 * 12 + 3)

static gint64
at (const char *time)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601 (time, NULL);

  return g_date_time_to_unix (moment);
}

static PenstockBatch *
read_fixture (const char       *provider,
              const char       *subject,
              const char       *name,
              gint64            now,
              PenstockOutcome  *outcome,
              char            **reason)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  const PenstockQuery query = { .subject = subject, .month = APRIL, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  PenstockBatch *batch = penstock_batch_new ();
  g_autoptr(GBytes) body = NULL;
  char *data;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  body = g_bytes_new_take (data, length);
  *outcome = penstock_provider_read (penstock_provider_find (provider), &query, 200, NULL, body, now, batch, reason);
  return batch;
}

static const PenstockRevenueRow *
row_of (const PenstockBatch *batch,
        guint                i)
{
  g_assert_cmpuint (batch->revenue->len, >, i);
  return &g_array_index (batch->revenue, PenstockRevenueRow, i);
}

static void
assert_row (const PenstockBatch *batch,
            guint                i,
            const char          *symbol,
            const char          *month,
            double               value)
{
  const PenstockRevenueRow *row = row_of (batch, i);
  char period[16];

  g_assert_cmpstr (row->symbol, ==, symbol);
  g_assert_cmpstr (row->currency, ==, "TWD");
  g_assert_cmpint (row->periods_per_year, ==, 12);
  g_assert_cmpstr (penstock_period_format (row->figure.period, 12, period), ==, month);
  g_assert_cmpfloat (row->figure.value, ==, value);
}

static const char *
rejection_of (const PenstockBatch *batch,
              guint                line)
{
  for (guint i = 0; i < batch->rejected->len; i++)
    if (g_array_index (batch->rejected, PenstockRejection, i).line == line)
      return g_array_index (batch->rejected, PenstockRejection, i).reason;

  return "";
}

/* Thousands become units, each row has its own month, a blank is not zero, less than nothing is possible, keys have blanks. */
static void
test_openapi (void)
{
  PenstockOutcome outcome;
  g_autoptr(PenstockBatch) twse = read_fixture ("twse-revenue", NULL, "twse-revenue-ok.json", at ("2026-05-08T03:00:00Z"), &outcome, NULL);
  g_autoptr(PenstockBatch) tpex = read_fixture ("tpex-revenue", NULL, "tpex-revenue-ok.json", at ("2026-05-08T03:00:00Z"), &outcome, NULL);

  g_assert_cmpuint (twse->rows, ==, 6);
  g_assert_cmpuint (twse->kept, ==, 3);
  assert_row (twse, 0, "9901.TW", "2026-04", 832097956000.0);
  assert_row (twse, 1, "9902.TW", "2026-04", -4136304000.0);
  assert_row (twse, 2, "9903.TW", "2026-03", 1234567000.0);
  g_assert_nonnull (strstr (rejection_of (twse, 4), "no revenue given"));
  g_assert_nonnull (strstr (rejection_of (twse, 5), "資料年月 “11513”: not a month"));
  g_assert_nonnull (strstr (rejection_of (twse, 6), "“12x”: not a number"));

  assert_row (tpex, 0, "8801.TWO", "2026-04", 270176000.0);
  assert_row (tpex, 1, "8802.TWO", "2010-12", 0.0);
  assert_row (tpex, 2, "8803KY.TWO", "2026-05", 1000.0);
}

/* Seen before the deadline: then. Later: at the deadline, and that is an assumption. The table's own date (12 May) is neither. */
static void
test_published_at (void)
{
  PenstockOutcome outcome;
  g_autoptr(PenstockBatch) early = read_fixture ("twse-revenue", NULL, "twse-revenue-ok.json", at ("2026-05-08T03:00:00Z"), &outcome, NULL);
  g_autoptr(PenstockBatch) late = read_fixture ("twse-revenue", NULL, "twse-revenue-ok.json", at ("2026-08-01T00:00:00Z"), &outcome, NULL);
  g_autoptr(PenstockBatch) wrong = read_fixture ("twse-revenue", NULL, "twse-revenue-ok.json", at ("2026-04-20T00:00:00Z"), &outcome, NULL);

  g_assert_cmpint (row_of (early, 0)->figure.published_at, ==, at ("2026-05-08T03:00:00Z"));
  g_assert_false (row_of (early, 0)->figure.assumed);
  g_assert_cmpint (row_of (early, 2)->figure.published_at, ==, at ("2026-04-10T00:00:00Z"));
  g_assert_true (row_of (early, 2)->figure.assumed);

  g_assert_cmpint (row_of (late, 0)->figure.published_at, ==, at ("2026-05-10T00:00:00Z"));
  g_assert_cmpint (row_of (late, 0)->figure.first_seen, ==, at ("2026-08-01T00:00:00Z"));
  g_assert_true (row_of (late, 0)->figure.assumed);

  /* A clock that stands in April cannot date April's revenue. */
  g_assert_cmpint (row_of (wrong, 0)->figure.published_at, ==, at ("2026-05-10T00:00:00Z"));
}

static void
test_mops_page (void)
{
  PenstockOutcome outcome;
  g_autoptr(PenstockBatch) batch = read_fixture ("mops-month", "otc/0", "mops-month-ok.html", at ("2026-05-09T00:00:00Z"), &outcome, NULL);

  g_assert_cmpint (outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (batch->rows, ==, 5);
  g_assert_cmpuint (batch->kept, ==, 3);
  assert_row (batch, 0, "9901.TWO", "2026-04", 832097956000.0);
  assert_row (batch, 1, "9902.TWO", "2026-04", 1234000.0);
  assert_row (batch, 2, "9903.TWO", "2026-04", -4136304000.0);
  g_assert_nonnull (strstr (rejection_of (batch, 4), "no revenue given"));
  g_assert_nonnull (strstr (rejection_of (batch, 5), "9 columns"));
}

static void
test_mops_csv (void)
{
  PenstockOutcome outcome;
  g_autoptr(PenstockBatch) batch = read_fixture ("mops-month", "sii/0", "mops-month-ok.csv", at ("2026-05-09T00:00:00Z"), &outcome, NULL);

  g_assert_cmpint (outcome, ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (batch->rows, ==, 3);
  g_assert_cmpuint (batch->kept, ==, 1);
  assert_row (batch, 0, "9901.TW", "2026-04", 832097956000.0);
  g_assert_nonnull (strstr (rejection_of (batch, 3), "no revenue given"));
  g_assert_nonnull (strstr (rejection_of (batch, 5), "not the month asked for")); /* line 4 is the rest of a quoted remark */
}

static PenstockOutcome
read_page (const char  *html,
           char       **reason)
{
  const PenstockQuery query = { .subject = "sii/0", .month = APRIL };
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(GBytes) body = g_bytes_new (html, strlen (html));

  g_clear_pointer (reason, g_free);
  return penstock_provider_read (penstock_provider_find ("mops-month"), &query, 200, "text/html", body, at ("2026-05-01T00:00:00Z"), batch, reason);
}

static void
test_mops_pages_without_data (void)
{
  g_autofree char *reason = NULL;
  g_autoptr(GString) big = g_string_new ("<html><body>");
  const char *row = "<table><tr><td>2330</td><td>x</td><td>5</td><td></td><td></td><td></td><td></td><td></td><td></td><td></td></tr></table>";
  g_autofree char *march = g_strconcat ("<html><b>115年3月份</b>", row, "</html>", NULL);

  /* Nothing filed yet. */
  g_assert_cmpint (read_page ("<html><body><center>115年4月份</center></body></html>", &reason), ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpint (read_page ("<html><body><h1>Welcome</h1></body></html>", &reason), ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpint (read_page ("<html><body>Service unavailable</body></html>", &reason), ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpint (read_page ("<html>FOR SECURITY REASONS, …</html>", &reason), ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_nonnull (strstr (reason, "security"));
  g_assert_cmpint (read_page (march, &reason), ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_nonnull (strstr (reason, "2026-03"));

  for (guint i = 0; i < 500; i++)
    g_string_append (big, "<p>any page</p>");
  g_assert_cmpint (read_page (big->str, &reason), ==, PENSTOCK_OUTCOME_BROKEN);
}

static void
test_wrong_tables (void)
{
  static const char *const bodies[] = { "{\"stat\":\"OK\"}", "[1,2]", "[[]]", "[{\"a\":\"b\"}]", "[{\"資料年月\":\"11504\"}]" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      const PenstockQuery query = { .subject = NULL };
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autoptr(GBytes) body = g_bytes_new (bodies[i], strlen (bodies[i]));
      g_autofree char *reason = NULL;

      g_assert_cmpint (penstock_provider_read (penstock_provider_find ("twse-revenue"), &query, 200, "application/json", body, 0, batch, &reason),
                       ==, PENSTOCK_OUTCOME_BROKEN);
      g_assert_nonnull (reason);
    }
}

static void
test_empty_table (void)
{
  const PenstockQuery query = { .subject = NULL };
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(GBytes) body = g_bytes_new_static ("[]", 2);
  g_autofree char *reason = NULL;

  g_assert_cmpint (penstock_provider_read (penstock_provider_find ("twse-revenue"), &query, 200, "application/json", body, 0, batch, &reason),
                   ==, PENSTOCK_OUTCOME_EMPTY);
}

static void
test_months (void)
{
  static const struct { const char *text; int year, month; } good[] = {
    { "11506", 2026, 6 }, { "9912", 2010, 12 }, { "115/06", 2026, 6 }, { "115/5", 2026, 5 }, { "202606", 2026, 6 }, { "2026/6", 2026, 6 },
        { " 11501 ", 2026, 1 },
  };
  static const char *const bad[] = { "", "11513", "11500", "115/13", "115", "115/", "/5", "1150717", "115-06", "abc", "00005", "115/06/01", NULL };
  PenstockPeriod period;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (penstock_feed_roc_month (good[i].text, &period));
      g_assert_cmpint (period, ==, good[i].year * 12 + good[i].month - 1);
    }
  for (guint i = 0; bad[i] != NULL; i++)
    if (!g_str_equal (bad[i], "115"))
      g_assert_false (penstock_feed_roc_month (bad[i], &period));
  g_assert_false (penstock_feed_roc_month (NULL, &period));
}

static void
test_numbers (void)
{
  static const struct { const char *text; double value; } good[] = {
    { "12", 12 }, { "-4136304", -4136304 }, { "1,234,567", 1234567 }, { "$70.57", 70.57 }, { "-$1.5", -1.5 }, { " 12.50 ", 12.5 }, { "1e3", 1000 },
    { ".5", 0.5 }, { "5.", 5 }, { "\xe3\x80\x80" "7\xc2\xa0", 7 }, { "+3", 3 },
  };
  static const char *const unknown[] = { "", " ", "-", "--", "N/A", "n/a", "null", "nan", "不適用" };
  static const char *const bad[] = { "12,34", "1,2345", ",123", "1,,234", "0x10", "1.2.3", "abc", "1 2", "1e999", "inf", "--5", "1e", "12%", "$",
      "." };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_cmpint (penstock_feed_number (good[i].text, TRUE, &value), ==, PENSTOCK_NUMBER_GOOD);
      g_assert_cmpfloat (value, ==, good[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_cmpint (penstock_feed_number (unknown[i], TRUE, &value), ==, PENSTOCK_NUMBER_UNKNOWN);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_cmpint (penstock_feed_number (bad[i], TRUE, &value), ==, PENSTOCK_NUMBER_BAD);
      g_assert_true (isnan (value));
    }
  g_assert_cmpint (penstock_feed_number ("1,234", FALSE, &value), ==, PENSTOCK_NUMBER_BAD);
}

/* What even CP950 does not know must not swallow the tag behind it. */
static void
test_damaged_big5 (void)
{
  const char big5[] = "\xa5\x78\xff<td>\xf9\xfe\xa4<b>\xa4\xa4";
  gsize length;
  g_autofree char *text = penstock_feed_decode (big5, sizeof big5 - 1, &length, NULL);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), ==, length);
  g_assert_true (g_str_has_prefix (text, "台"));
  g_assert_nonnull (strstr (text, "<td>"));
  g_assert_nonnull (strstr (text, "<b>中"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/taiwan/openapi", test_openapi);
  g_test_add_func ("/feed/taiwan/published-at", test_published_at);
  g_test_add_func ("/feed/taiwan/mops-page", test_mops_page);
  g_test_add_func ("/feed/taiwan/mops-csv", test_mops_csv);
  g_test_add_func ("/feed/taiwan/mops-pages-without-data", test_mops_pages_without_data);
  g_test_add_func ("/feed/taiwan/wrong-tables", test_wrong_tables);
  g_test_add_func ("/feed/taiwan/empty-table", test_empty_table);
  g_test_add_func ("/feed/taiwan/months", test_months);
  g_test_add_func ("/feed/taiwan/numbers", test_numbers);
  g_test_add_func ("/feed/taiwan/damaged-big5", test_damaged_big5);
  return g_test_run ();
}
