/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feed-recorded.h"
#include "test-feed-filings.h"

#include <json-glib/json-glib.h>
#include <math.h>

/* Every recorded body of EDGAR, ECB and Bank of Canada against a table that was derived by another program from the bodies alone. */

#define TABLE "feed-expectations-filings.tsv"

enum { PROVIDER, FILE_, CIK, OUTCOME, ROWS, KEPT, REJECTED, FIRST, LAST, VALUE, SUM, N_COLUMNS };

/* One concept out of all facts of a company, as companyconcept gives it. Owned. */
static char *
dup_concept (const char *data,
             gsize       length,
             const char *part)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_auto(GStrv) names = g_strsplit (part, "/", 2);
  JsonObject *concept = json_object_new ();
  JsonObject *root, *facts, *tag;
  JsonNode *cik;

  g_assert_true (json_parser_load_from_data (parser, data, (gssize)length, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  facts = json_object_get_object_member (root, "facts");
  tag = json_object_get_object_member (json_object_get_object_member (facts, names[0]), names[1]);
  cik = json_object_get_member (root, "cik");
  json_object_set_member (concept, "cik", json_node_copy (cik));
  json_object_set_string_member (concept, "taxonomy", names[0]);
  json_object_set_string_member (concept, "tag", names[1]);
  json_object_set_member (concept, "units", json_node_copy (json_object_get_member (tag, "units")));
  json_node_take_object (node, concept);
  return json_to_string (node, FALSE);
}

/* The body of "folder/file" or "folder/file#taxonomy/Tag". */
static char *
load_body (const char *name,
           gsize      *length)
{
  g_auto(GStrv) parts = g_strsplit (name, "#", 2);
  g_autofree char *path = g_build_filename (recorded_dir (), parts[0], NULL);
  g_autofree char *data = NULL;
  char *concept;

  if (!g_file_get_contents (path, &data, length, NULL))
    g_error ("%s cannot be read", path);
  if (parts[1] == NULL)
    return g_steal_pointer (&data);

  concept = dup_concept (data, *length, parts[1]);
  *length = strlen (concept);
  return concept;
}

static void
check_number (char      **row,
              guint       column,
              double      actual)
{
  const double expected = g_ascii_strtod (row[column], NULL);

  if (!g_str_equal (row[column], "-") && fabs (expected - actual) > fabs (expected) * 1e-9)
    g_error ("%s %s: column %u: expected %s, read %.17g", row[PROVIDER], row[FILE_], column, row[column], actual);
}

static void
check_text (char      **row,
            guint       column,
            const char *actual)
{
  if (!g_str_equal (row[column], actual))
    g_error ("%s %s: column %u: expected %s, read %s", row[PROVIDER], row[FILE_], column, row[column], actual);
}

static char *
format_time (gint64 time)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc (time);

  return g_date_time_format_iso8601 (moment);
}

static void
check_news (char         **row,
            const Answer  *answer)
{
  gint64 first = G_MAXINT64, last = 0;
  g_autofree char *first_text = NULL, *last_text = NULL;
  double items = 0;

  for (guint i = 0; i < answer->batch->news->len; i++)
    {
      const PenstockNewsItem *item = news_of (answer, i);
      g_auto(GStrv) parts = item->items != NULL ? g_strsplit (item->items, ",", -1) : NULL;

      first = MIN (first, item->published_at);
      last = MAX (last, item->published_at);
      items += parts != NULL ? g_strv_length (parts) : 0;
      g_assert_true (item->official && item->url != NULL && item->cik != 0 && item->form != NULL);
      g_assert_true (g_utf8_validate (item->title, -1, NULL));
      g_assert_null (strchr (item->title, '\n'));
    }

  first_text = format_time (first);
  last_text = format_time (last);
  check_text (row, FIRST, first_text);
  check_text (row, LAST, last_text);
  check_text (row, VALUE, news_of (answer, 0)->id);
  check_number (row, SUM, items);
}

static void
check_revenue (char         **row,
               const Answer  *answer)
{
  const GArray *revenue = answer->batch->revenue;
  char period[16];
  double sum = 0;

  for (guint i = 0; i < revenue->len; i++)
    {
      const PenstockRevenueRow *figure = revenue_of (answer, i);

      sum += figure->figure.value;
      g_assert_cmpstr (figure->currency, ==, "USD");
      g_assert_false (figure->figure.assumed);
      if (i > 0) /* a later quarter, or a later vintage that differs */
        {
          const PenstockRevenueFigure *before = &revenue_of (answer, i - 1)->figure;

          g_assert_true (figure->figure.period > before->period || figure->figure.published_at > before->published_at);
          g_assert_true (figure->figure.period > before->period || figure->figure.value != before->value);
        }
    }

  check_text (row, FIRST, penstock_period_format (revenue_of (answer, 0)->figure.period, 4, period));
  check_text (row, LAST, penstock_period_format (revenue_of (answer, revenue->len - 1)->figure.period, 4, period));
  check_number (row, VALUE, revenue_of (answer, revenue->len - 1)->figure.value);
  check_number (row, SUM, sum);
}

static void
check_rates (char         **row,
             const Answer  *answer)
{
  PenstockDay first = G_MAXINT32, last = G_MININT32;
  char day[16];
  double sum = 0;

  for (guint i = 0; i < answer->batch->rates->len; i++)
    {
      first = MIN (first, rate_of (answer, i)->day);
      last = MAX (last, rate_of (answer, i)->day);
      sum += rate_of (answer, i)->rate;
    }

  check_text (row, FIRST, penstock_day_format (first, day));
  check_text (row, LAST, penstock_day_format (last, day));
  check_text (row, VALUE, rate_of (answer, answer->batch->rates->len - 1)->currency);
  check_number (row, SUM, sum);
}

static void
check_symbols (char         **row,
               const Answer  *answer)
{
  const GArray *symbols = answer->batch->symbols;
  double sum = 0;

  for (guint i = 0; i < symbols->len; i++)
    sum += (double)g_array_index (symbols, PenstockSymbolRow, i).cik;

  check_text (row, FIRST, g_array_index (symbols, PenstockSymbolRow, 0).symbol);
  check_text (row, LAST, g_array_index (symbols, PenstockSymbolRow, symbols->len - 1).symbol);
  check_number (row, VALUE, (double)g_array_index (symbols, PenstockSymbolRow, symbols->len - 1).cik);
  check_number (row, SUM, sum);
}

static void
check_row (char **row)
{
  const char *part = strchr (row[FILE_], '#');
  const PenstockQuery query = { .subject = part != NULL ? part + 1 : NULL, .symbol = "TEST", .cik = g_ascii_strtoull (row[CIK], NULL, 10),
                                .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  gsize length;
  g_autofree char *data = load_body (row[FILE_], &length);
  g_auto(Answer) answer = read_body (row[PROVIDER], &query, strstr (row[FILE_], ".404.") != NULL ? 404 : 200, NULL, data, (gssize)length, NOW);

  g_test_message ("%s %s: %s, %u rows, %u kept, %u rejected %s", row[PROVIDER], row[FILE_], penstock_outcome_id (answer.outcome), answer.batch->rows,
                  answer.batch->kept, answer.batch->rejected->len, answer.reason != NULL ? answer.reason : "");
  check_text (row, OUTCOME, penstock_outcome_id (answer.outcome));
  check_number (row, ROWS, answer.batch->rows);
  check_number (row, KEPT, answer.batch->kept);
  check_number (row, REJECTED, answer.batch->rejected->len);

  if (answer.outcome != PENSTOCK_OUTCOME_DATA)
    return;
  if (answer.batch->news->len > 0)
    check_news (row, &answer);
  else if (answer.batch->revenue->len > 0)
    check_revenue (row, &answer);
  else if (answer.batch->rates->len > 0)
    check_rates (row, &answer);
  else
    check_symbols (row, &answer);
}

static void
test_recorded (void)
{
  recorded_check_rows (TABLE, N_COLUMNS, 40, check_row);
}

static void
test_table_is_complete (void)
{
  static const char *const folders[] = { "sec-submissions", "sec-tickers", "sec-companyconcept-DERIVED", "sec-companyfacts", "sec-atom", "ecb",
                                         "bankofcanada", NULL };

  recorded_check_complete (TABLE, folders);
}

/* -- four quarters are a year -- */

/* A year's value by the last filing that has it, and whether it ever changed. */
typedef struct { const char *filed; double value; gboolean restated; } Year;

static GHashTable *
read_years (JsonArray *rows)
{
  GHashTable *years = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const char *start = json_object_get_string_member_with_default (row, "start", NULL);
      const char *end = json_object_get_string_member (row, "end"), *filed = json_object_get_string_member (row, "filed");
      const double value = json_node_get_double (json_object_get_member (row, "val"));
      const int days = start != NULL ? penstock_day_parse (end) - penstock_day_parse (start) : 0;
      Year *year;

      if (days < 349 || days > 379)
        continue;
      year = g_hash_table_lookup (years, end);
      if (year == NULL)
        {
          year = g_memdup2 (&(Year) { filed, value, FALSE }, sizeof *year);
          g_hash_table_insert (years, (char *)end, year);
        }
      year->restated |= value != year->value;
      if (strcmp (filed, year->filed) >= 0)
        *year = (Year) { filed, value, year->restated };
    }

  return years;
}

/* The quarter @period by its first figure; NAN = there is none. */
static double
first_figure (const Answer   *answer,
              PenstockPeriod  period)
{
  for (guint i = 0; i < answer->batch->revenue->len; i++)
    if (revenue_of (answer, i)->figure.period == period)
      return revenue_of (answer, i)->figure.value;

  return NAN;
}

/* Do the four quarters up to the one that ends with the year make the year? -1 = one of them is not there. */
static int
make_a_year (const Answer *answer,
             const char   *end,
             double        value)
{
  const PenstockDay last = penstock_day_parse (end) - 45;
  int year, month, day;
  PenstockPeriod period;
  double sum = 0;

  penstock_day_to_ymd (last, &year, &month, &day);
  period = year * 4 + (month - 1) / 3;
  for (int i = 0; i < 4; i++)
    sum += first_figure (answer, period - i);

  return isnan (sum) ? -1 : sum == value;
}

static void
check_years (const char *name,
             guint       least)
{
  const PenstockQuery query = { .symbol = "TEST", .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  gsize length;
  g_autofree char *data = load_body (name, &length);
  g_auto(Answer) answer = read_body ("sec-revenue", &query, 200, NULL, data, (gssize)length, NOW);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GHashTable) years = NULL;
  GHashTableIter iter;
  gpointer end, year;
  guint n = 0, whole = 0;

  g_assert_true (json_parser_load_from_data (parser, data, (gssize)length, NULL));
  years = read_years (json_object_get_array_member (json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "units"), "USD"));
  g_hash_table_iter_init (&iter, years);
  while (g_hash_table_iter_next (&iter, &end, &year))
    {
      const int made = make_a_year (&answer, end, ((Year *)year)->value);

      n++;
      whole += made == 1;
      if (made == 0 && !((Year *)year)->restated)
        g_error ("%s: the year to %s is not the sum of its quarters", name, (char *)end);
    }

  g_test_message ("%s: %u of %u years have all four quarters, and they make the year", name, whole, n);
  g_assert_cmpuint (whole, >=, least);
}

static void
test_quarters_make_years (void)
{
  if (recorded_dir () == NULL)
    {
      g_test_skip ("no recorded bodies here");
      return;
    }

  check_years ("sec-companyconcept-DERIVED/CIK0001045810_us-gaap_Revenues.json", 14);
  check_years ("sec-companyfacts/CIK0000320193.200.json#us-gaap/SalesRevenueNet", 8);
  check_years ("sec-companyfacts/CIK0000320193.200.json#us-gaap/RevenueFromContractWithCustomerExcludingAssessedTax", 8);
  check_years ("sec-companyfacts/CIK0001835632.200.json#us-gaap/RevenueFromContractWithCustomerExcludingAssessedTax", 5);
  check_years ("sec-companyfacts/SNOW_companyfacts.json#us-gaap/RevenueFromContractWithCustomerExcludingAssessedTax", 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/filings-real/recorded", test_recorded);
  g_test_add_func ("/feed/filings-real/table-is-complete", test_table_is_complete);
  g_test_add_func ("/feed/filings-real/quarters-make-years", test_quarters_make_years);
  return g_test_run ();
}
