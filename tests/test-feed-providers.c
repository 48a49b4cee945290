/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feed-recorded.h"
#include "penstock-provider.h"

#include <math.h>

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
type_of (const char *path)
{
  if (g_str_has_suffix (path, ".html"))
    return "text/html";
  if (g_str_has_suffix (path, ".csv"))
    return "text/csv";

  return g_str_has_suffix (path, ".txt") ? "text/plain" : "application/json";
}

static Answer
read_file (const PenstockProvider *provider,
           const PenstockQuery    *query,
           const char             *path)
{
  Answer answer = { .batch = penstock_batch_new () };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  body = g_bytes_new_take (data, length);
  answer.outcome = penstock_provider_read (provider, query, status_of (path), type_of (path), body, NOW, answer.batch, &answer.reason);
  return answer;
}

/* -- the expectation table -- */

#define TABLE "feed-expectations.tsv"

enum { PROVIDER, FILE_, OUTCOME, ROWS, KEPT, SPLITS, REJECTED, FIRST, LAST, VALUE, PRICE, N_COLUMNS };

static void
check_number (const char *path,
              const char *expected,
              double      actual)
{
  if (g_str_equal (expected, "-"))
    return;
  if (g_ascii_strtod (expected, NULL) != actual)
    g_error ("%s: expected %s, read %.17g", path, expected, actual);
}

static void
check_bars (const char         *path,
            char              **row,
            const PenstockBars *bars)
{
  char day[16];

  g_assert_cmpuint (bars->n, ==, (gsize)g_ascii_strtoull (row[KEPT], NULL, 10));
  g_assert_cmpstr (penstock_day_format (bars->day[0], day), ==, row[FIRST]);
  g_assert_cmpstr (penstock_day_format (bars->day[bars->n - 1], day), ==, row[LAST]);
  check_number (path, row[VALUE], bars->field[PENSTOCK_BAR_CLOSE][bars->n - 1]);
  for (gsize i = 1; i < bars->n; i++)
    g_assert_cmpint (bars->day[i - 1], <, bars->day[i]);
}

static void
check_revenue (const char   *path,
               char        **row,
               const GArray *revenue)
{
  const PenstockRevenueRow *last = &g_array_index (revenue, PenstockRevenueRow, revenue->len - 1);
  char period[16];

  g_assert_cmpstr (penstock_period_format (last->figure.period, 12, period), ==, row[LAST]);
  check_number (path, row[VALUE], last->figure.value);
}

static void
check_row (char **row)
{
  const PenstockProvider *provider = penstock_provider_find (row[PROVIDER]);
  g_autofree char *path = g_build_filename (recorded_dir (), row[FILE_], NULL);
  PenstockQuery query = { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE, .subject = NULL };
  const PenstockQuote *quote;
  Answer answer;

  g_assert_nonnull (provider);
  answer = read_file (provider, &query, path);
  g_test_message ("%s %s: %s %s", row[PROVIDER], row[FILE_], penstock_outcome_id (answer.outcome), answer.reason != NULL ? answer.reason : "");
  g_assert_cmpstr (penstock_outcome_id (answer.outcome), ==, row[OUTCOME]);
  g_assert_true ((answer.reason == NULL) == (answer.outcome == PENSTOCK_OUTCOME_DATA));

  if (answer.outcome == PENSTOCK_OUTCOME_DATA)
    {
      check_number (path, row[ROWS], answer.batch->rows);
      check_number (path, row[KEPT], answer.batch->kept);
      check_number (path, row[SPLITS], answer.batch->splits->len);
      check_number (path, row[REJECTED], answer.batch->rejected->len);
      quote = penstock_batch_get_quote (answer.batch, NULL);
      check_number (path, row[PRICE], quote != NULL ? quote->price : NAN);
      if (answer.batch->bars->len > 0)
        check_bars (path, row, g_ptr_array_index (answer.batch->bars, 0));
      else if (answer.batch->revenue->len > 0)
        check_revenue (path, row, answer.batch->revenue);
      else
        g_assert_cmpstr (row[FIRST], ==, "-");
    }

  answer_clear (&answer);
}

static void
test_recorded (void)
{
  recorded_check_rows (TABLE, N_COLUMNS, 120, check_row);
}

/* Every recorded body of these folders is in the table. */
static void
test_table_is_complete (void)
{
  static const char *const folders[] = { "yahoo-chart", "yahoo-error", "twse-openapi", "tpex-openapi", "yahoo-quote", "yahoo-search",
                                         "yahoo-download-v7", "stooq", "twse-rwd", "twse-mis", NULL };

  recorded_check_complete (TABLE, folders);
}

/* -- fixtures by hand -- */

/* What needs no question to be read; the others are read with theirs in feed-prices, feed-filings and feed-news. */
static gboolean
reads_alone (const PenstockProvider *provider)
{
  static const char *const ids[] = { "yahoo-chart", "twse-revenue", "tpex-revenue", "mops-month", NULL };

  return g_strv_contains (ids, provider->id);
}

static void
check_fixture (const PenstockProvider *provider,
               const char             *path,
               gboolean                is_good)
{
  PenstockQuery query = { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE, .month = 2026 * 12 + 3 };
  Answer answer = read_file (provider, &query, path);

  g_test_message ("%s: %s", path, answer.reason != NULL ? answer.reason : "data");
  g_assert_cmpint (answer.outcome, ==, is_good ? PENSTOCK_OUTCOME_DATA : PENSTOCK_OUTCOME_BROKEN);
  g_assert_true (is_good == (answer.reason == NULL));
  g_assert_true (is_good == (answer.batch->kept > 0));
  answer_clear (&answer);
}

/* Every provider has a good and a broken body of our own writing. */
static void
test_fixtures (void)
{
  g_autofree char *fixtures = g_test_build_filename (G_TEST_DIST, "fixtures", NULL);

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockProvider *provider = penstock_providers[i];
      g_autofree char *good = g_strconcat (provider->id, "-ok.", NULL);
      g_autofree char *bad = g_strconcat (provider->id, "-broken.", NULL);
      g_autoptr(GDir) dir = g_dir_open (fixtures, 0, NULL);
      guint n_good = 0, n_bad = 0;
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (fixtures, name, NULL);
          const gboolean is_good = g_str_has_prefix (name, good);

          if (!is_good && !g_str_has_prefix (name, bad))
            continue;
          if (reads_alone (provider))
            check_fixture (provider, path, is_good);
          *(is_good ? &n_good : &n_bad) += 1;
        }

      g_test_message ("%s: %u good, %u broken", provider->id, n_good, n_bad);
      g_assert_cmpuint (n_good, >, 0);
      g_assert_cmpuint (n_bad, >, 0);
    }
}

/* -- the table of providers -- */

static void
check_provider (const PenstockProvider *provider)
{
  const PenstockPolicy *policy = provider->policy;

  g_assert_true (penstock_provider_find (provider->id) == provider);
  g_assert_cmpuint (strlen (provider->id), <, 24);
  g_assert_nonnull (provider->title);
  g_assert_nonnull (provider->sends);
  g_assert_cmpint (provider->gives, !=, 0);
  if (provider->asks == PENSTOCK_ASKS_ADDRESS)
    g_assert_null (provider->base_url);
  else
    {
      g_assert_true (g_str_has_prefix (provider->base_url, "https://"));
      g_assert_false (g_str_has_suffix (provider->base_url, "/"));
      g_assert_nonnull (provider->terms_url);
      g_assert_cmpuint (strlen (policy->host_key), <, 32);
    }
  g_assert_cmpint (provider->key_need == PENSTOCK_KEY_NONE, ==, provider->key_url == NULL);
  g_assert_cmpint (provider->asks == PENSTOCK_ASKS_LISTINGS, ==, provider->most_listings > 0);
  g_assert_cmpuint (policy->min_interval_ms, >=, 100);
  g_assert_cmpuint (policy->backoff_first_s, >=, 60);
  g_assert_cmpuint (policy->backoff_most_s, >=, policy->backoff_first_s);
}

/* What shares a host's budget means the same by it. */
static void
check_shared_budget (const PenstockProvider *one,
                     const PenstockProvider *other)
{
  if (g_strcmp0 (one->policy->host_key, other->policy->host_key) != 0 || one->policy->host_key == NULL)
    return;

  g_assert_cmpuint (one->policy->min_interval_ms, ==, other->policy->min_interval_ms);
  g_assert_cmpuint (one->policy->max_per_hour, ==, other->policy->max_per_hour);
  g_assert_cmpuint (one->policy->max_per_day, ==, other->policy->max_per_day);
  g_assert_cmpstr (one->policy->user_agent, ==, other->policy->user_agent);
}

static void
test_providers_are_whole (void)
{
  guint n = 0;

  for (; penstock_providers[n] != NULL; n++)
    {
      g_test_message ("%s", penstock_providers[n]->id);
      check_provider (penstock_providers[n]);
      for (guint k = 0; k < n; k++)
        check_shared_budget (penstock_providers[k], penstock_providers[n]);
    }

  g_assert_cmpuint (n, >=, 25);
  g_assert_null (penstock_provider_find ("nobody"));
}

static void
check_uri (const char    *id,
           PenstockQuery  query,
           const char    *expected)
{
  const PenstockProvider *provider = penstock_provider_find (id);
  PenstockRequest request = { NULL };

  provider->build_request ("http://host", &query, &request);
  g_assert_cmpstr (request.uri, ==, expected);
  g_assert_cmpstr (request.method, ==, expected != NULL ? "GET" : NULL);
  penstock_request_clear (&request);
}

static void
test_requests (void)
{
  const PenstockDay none = PENSTOCK_DAY_NONE;

  check_uri ("yahoo-chart", (PenstockQuery) { .subject = "^TWII", .from = none, .until = none },
             "http://host/v8/finance/chart/%5ETWII?interval=1d&period1=0&period2=9999999999&includePrePost=false&events=div%2Csplits");
  /* Ten in the morning in Sydney is the day before in London: the window begins 14 hours early and ends as much late. */
  check_uri ("yahoo-chart", (PenstockQuery) { .subject = "TWD=X", .from = penstock_day_parse ("2026-05-11"),
      .until = penstock_day_parse ("2026-05-12") },
             "http://host/v8/finance/chart/TWD%3DX?interval=1d&period1=1778407200&period2=1778680800&includePrePost=false&events=div%2Csplits");
  check_uri ("yahoo-chart", (PenstockQuery) { .subject = "2317.TW", .from = none, .until = none, .quote_only = TRUE },
             "http://host/v8/finance/chart/2317.TW?interval=5m&range=1d&includePrePost=true");
  check_uri ("yahoo-chart", (PenstockQuery) { .subject = NULL }, NULL);
  check_uri ("twse-revenue", (PenstockQuery) { .subject = NULL }, "http://host/v1/opendata/t187ap05_L");
  check_uri ("tpex-revenue", (PenstockQuery) { .subject = NULL }, "http://host/openapi/v1/mopsfin_t187ap05_O");
  check_uri ("mops-month", (PenstockQuery) { .subject = "sii/0", .month = 2026 * 12 + 3 }, "http://host/nas/t21/sii/t21sc03_115_4_0.html");
  check_uri ("mops-month", (PenstockQuery) { .subject = "otc/1", .month = 2025 * 12 + 11 }, "http://host/nas/t21/otc/t21sc03_114_12_1.html");
  check_uri ("mops-month", (PenstockQuery) { .subject = "sii/2", .month = 2026 * 12 }, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/providers/whole", test_providers_are_whole);
  g_test_add_func ("/feed/providers/requests", test_requests);
  g_test_add_func ("/feed/providers/fixtures", test_fixtures);
  g_test_add_func ("/feed/providers/recorded", test_recorded);
  g_test_add_func ("/feed/providers/table-is-complete", test_table_is_complete);
  return g_test_run ();
}
