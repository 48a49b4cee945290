/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-run.h"

#include <math.h>

#include "penstock-day.h"
#include "penstock-score.h"

/* From files to scores: what cron and a notebook rely on. */
#define FIRST_DAY 20090 /* 2025-01-02 */
#define N_BARS    300
#define LATE_BARS 20

static const char *const symbols[] = { "INTC", "NVDA", "AMD", "MSFT", "GOOGL", "2330.TW", "2317.TW", "2382.TW", "DELL", "ORCL" };

typedef struct { char *dir, *data; } Fixture;

/* A walk of its own for each symbol; @split: a tenth of the level from that bar on. */
static char *
make_bars (guint seed,
           guint first,
           guint n,
           guint split)
{
  GString *csv = g_string_new ("Date,Open,High,Low,Close,Volume\n");
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed + 1);
  PenstockDay day = FIRST_DAY;
  double close = 100.0 + seed;

  for (guint i = 0; i < first + n; i++, day++)
    {
      char date[16];

      while (penstock_day_weekday (day) >= 5)
        day++;
      close *= 1.0 + g_rand_double_range (rand, -0.02, 0.02 + seed * 1e-4);
      if (i >= first)
        {
          const double shown = i >= split ? close / 10.0 : close;

          g_string_append_printf (csv, "%s,%.4f,%.4f,%.4f,%.4f,%u\n", penstock_day_format (day, date),
                                  shown, shown * 1.01, shown * 0.99, shown, 1000 + i);
        }
    }
  return g_string_free (csv, FALSE);
}

static void
import_bars (const Fixture *fixture,
             guint          first,
             guint          n)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) args = NULL, lines = NULL;
  g_autofree char *out = NULL;

  g_strv_builder_add_many (builder, "--data-dir", fixture->data, "import", "bars", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      g_autofree char *name = g_strconcat (symbols[i], ".csv", NULL);
      g_autofree char *csv = make_bars (i, first, n, G_MAXUINT);
      g_autofree char *path = cli_write (fixture->dir, name, csv);

      g_strv_builder_add (builder, path);
    }
  args = g_strv_builder_end (builder);
  out = cli_output_strv ((const char *const *)args);
  lines = g_strsplit (out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (symbols) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      g_autoptr(JsonNode) root = cli_json_parse (lines[i]);
      JsonObject *object = json_node_get_object (root);

      g_assert_cmpstr (json_object_get_string_member (object, "symbol"), ==, symbols[i]);
      g_assert_cmpint (json_object_get_int_member (object, "rows"), ==, n);
      g_assert_cmpint (json_object_get_int_member (object, "kept"), ==, n);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "rejected")), ==, 0);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = cli_temp_dir ();
  fixture->data = g_build_filename (fixture->dir, "data", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  cli_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->data);
}

/* The day of the last early bar, and some days on. */
static char *
date_of_bar (guint i)
{
  char date[16];
  PenstockDay day = FIRST_DAY;

  for (guint k = 0; k <= i; k++, day++)
    while (penstock_day_weekday (day) >= 5)
      day++;
  return g_strdup (penstock_day_format (day - 1, date));
}

/* Same inputs, same bytes; every column of SCORING by its name and in its order; private companies without a symbol. */
static void
test_score (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *date = date_of_bar (N_BARS - 1), *first = NULL, *second = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GList) keys = NULL;
  JsonObject *board, *intel, *openai;
  GList *key;

  import_bars (fixture, 0, N_BARS);
  first = cli_output ("--data-dir", fixture->data, "score", "--as-of", date);
  second = cli_output ("score", "--as-of", date, "--data-dir", fixture->data);
  g_assert_cmpstr (first, ==, second);

  root = cli_json_parse (first);
  board = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (board, "as_of"), ==, date);
  g_assert_cmpstr (json_object_get_string_member (board, "chain"), ==, "ai-infrastructure");
  intel = cli_find_id (json_object_get_array_member (board, "companies"), "intc");
  openai = cli_find_id (json_object_get_array_member (board, "companies"), "openai");
  g_assert_cmpstr (json_object_get_string_member (intel, "symbol"), ==, "INTC");
  g_assert_true (cli_is_null (openai, "symbol"));
  g_assert_true (cli_is_null (openai, "own"));
  g_assert_true (cli_is_null (intel, "revenue_z"));
  g_assert_true (isfinite (json_object_get_double_member (intel, "price_z")));
  g_assert_true (isfinite (json_object_get_double_member (intel, "score")));

  keys = json_object_get_members (intel);
  g_assert_cmpuint (g_list_length (keys), ==, 3 + PENSTOCK_N_COLUMNS);
  key = g_list_nth (keys, 3);
  for (guint i = 0; i < PENSTOCK_N_COLUMNS; i++, key = key->next)
    g_assert_cmpstr (key->data, ==, penstock_score_columns[i].id);
}

/* What came in later does not touch the score of a past day. */
static void
test_past_is_past (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *date = date_of_bar (N_BARS - 1), *later = date_of_bar (N_BARS + LATE_BARS - 1);
  g_autofree char *before = NULL, *after = NULL, *now = NULL, *then = NULL;

  import_bars (fixture, 0, N_BARS);
  before = cli_output ("--data-dir", fixture->data, "score", "--as-of", date);
  then = cli_output ("--data-dir", fixture->data, "explain", "intc", "--as-of", date);
  import_bars (fixture, N_BARS, LATE_BARS);
  after = cli_output ("--data-dir", fixture->data, "score", "--as-of", date);
  now = cli_output ("--data-dir", fixture->data, "score", "--as-of", later);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (strstr (before, "\"companies\""), !=, strstr (now, "\"companies\""));
  g_free (after);
  after = cli_output ("--data-dir", fixture->data, "explain", "intc", "--as-of", date);
  g_assert_cmpstr (then, ==, after);
}

/* The parts of a benefit add up to it, and a path runs from its source to the company. */
static void
test_explain (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *date = date_of_bar (N_BARS - 1);
  g_autoptr(JsonNode) root = NULL;
  JsonObject *object, *path;
  JsonArray *sources, *nodes;
  double sum = 0;

  import_bars (fixture, 0, N_BARS);
  root = cli_json ("--data-dir", fixture->data, "explain", "TSMC", "--as-of", date);
  object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "tsmc");
  g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (object, "inputs"), "benefit"), ==,
                     json_object_get_double_member (object, "benefit"));

  sources = json_object_get_array_member (object, "sources");
  g_assert_cmpuint (json_array_get_length (sources), >, 3);
  for (guint i = 0; i < json_array_get_length (sources); i++)
    sum += json_object_get_double_member (json_array_get_object_element (sources, i), "contribution");
  g_assert_cmpfloat (fabs (sum - json_object_get_double_member (object, "benefit")), <, 1e-9);

  path = json_array_get_object_element (json_object_get_array_member (object, "paths"), 0);
  nodes = json_object_get_array_member (path, "nodes");
  g_assert_cmpstr (json_array_get_string_element (nodes, json_array_get_length (nodes) - 1), ==, "tsmc");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (path, "links")), ==, json_array_get_length (nodes) - 1);
  path = json_array_get_object_element (json_object_get_array_member (path, "links"), 0);
  g_assert_cmpstr (json_object_get_string_member (path, "to"), ==, json_array_get_string_element (nodes, 0));
  g_assert_cmpstr (json_object_get_string_member (path, "from"), ==, json_array_get_string_element (nodes, 1));
  g_assert_nonnull (json_object_get_string_member (path, "basis"));
}

static JsonObject *
score_of (JsonNode   *root,
          const char *id)
{
  return cli_find_id (json_object_get_array_member (json_node_get_object (root), "companies"), id);
}

/* A split nobody told us of: the series is held back, and only it; entering the split brings it back. */
static void
test_split (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *date = date_of_bar (N_BARS - 1), *split_day = date_of_bar (200), *other_day = date_of_bar (100);
  g_autofree char *csv = make_bars (0, 0, N_BARS, 200), *path = NULL, *imported = NULL;
  g_autoptr(JsonNode) series = NULL, held = NULL, back = NULL;
  JsonObject *jump;

  import_bars (fixture, 0, N_BARS);
  path = cli_write (fixture->dir, "INTC.csv", csv);
  imported = cli_output ("--data-dir", fixture->data, "import", "bars", path);

  series = cli_json ("--data-dir", fixture->data, "series", "intc", "--as-of", date);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (series), "state"), ==, "unverified");
  jump = json_array_get_object_element (json_object_get_array_member (json_node_get_object (series), "jumps"), 0);
  g_assert_cmpstr (json_object_get_string_member (jump, "date"), ==, split_day);
  g_assert_false (json_object_get_boolean_member (jump, "explained"));
  g_assert_cmpfloat (json_object_get_double_member (jump, "split_guess"), ==, 10.0);
  held = cli_json ("--data-dir", fixture->data, "score", "--as-of", date);
  g_assert_true (cli_is_null (score_of (held, "intc"), "ret_1m"));
  g_assert_false (cli_is_null (score_of (held, "nvda"), "ret_1m"));

  {
    g_auto(CliRun) wrong = cli_run ("--data-dir", fixture->data, "series", "intc", "--accept", other_day);

    g_assert_cmpint (wrong.code, ==, 1);
    g_assert_nonnull (strstr (wrong.err, split_day));
  }

  g_clear_pointer (&series, json_node_unref);
  series = cli_json ("--data-dir", fixture->data, "series", "intc", "--split", split_day, "10:1", "--as-of", date);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (series), "state"), ==, "current");
  back = cli_json ("--data-dir", fixture->data, "score", "--as-of", date);
  g_assert_false (cli_is_null (score_of (back, "intc"), "ret_1m"));
}

/* Revenue and events come into the numbers of the days on which they were known. */
static void
test_revenue_and_events (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GString) csv = g_string_new ("symbol,period,value,currency,published_at\n");
  g_autofree char *path = NULL, *events = NULL;
  g_autoptr(JsonNode) said = NULL, told = NULL, before = NULL, after = NULL;

  for (int m = 0; m < 60; m++)
    g_string_append_printf (csv, "2317.TW,%d-%02d,%d,TWD,%d-%02d-10\n", 2021 + m / 12, m % 12 + 1, 1000000 + m * 10000,
                            2021 + (m + 1) / 12, (m + 1) % 12 + 1);
  path = cli_write (fixture->dir, "revenue.csv", csv->str);
  events = cli_write (fixture->dir, "events.json", "[{\"id\": \"e1\", \"title\": \"Something good\", \"kind\": \"news\", \"direction\": 1,"
                      " \"companies\": {\"honhai\": 1.0}, \"status_history\": [[\"2026-01-05\", \"confirmed\"]], \"source\": \"test\"}]");

  said = cli_json ("--data-dir", fixture->data, "import", "revenue", path);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (said), "kept"), ==, 60);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (said), "symbol"), ==, "2317.TW");
  told = cli_json ("--data-dir", fixture->data, "import", "events", events);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (told), "kept"), ==, 1);

  before = cli_json ("--data-dir", fixture->data, "score", "--as-of", "2026-01-04");
  after = cli_json ("--data-dir", fixture->data, "score", "--as-of", "2026-01-20");
  g_assert_true (cli_is_null (score_of (before, "honhai"), "event_z"));
  g_assert_cmpfloat (json_object_get_double_member (score_of (after, "honhai"), "event_z"), >, 1.0);
  g_assert_cmpfloat (json_object_get_double_member (score_of (after, "honhai"), "yoy"), >, 0.05);
  g_assert_true (json_node_get_value_type (json_object_get_member (score_of (after, "honhai"), "same_month_rank")) == G_TYPE_INT64);
}

/* Of several files the faulty one is refused whole, and the others are taken. */
static void
test_faulty_among_good (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *good = make_bars (1, 0, 30, G_MAXUINT);
  g_autofree char *bad_text = g_strconcat (good, "2026-13-77,1,1,1,1,1\n", NULL);
  g_autofree char *first = cli_write (fixture->dir, "AMD.csv", bad_text), *second = cli_write (fixture->dir, "NVDA.csv", good);
  g_auto(CliRun) run = cli_run ("--data-dir", fixture->data, "import", "bars", first, second);
  g_auto(CliRun) amd = cli_run ("--data-dir", fixture->data, "series", "amd");
  g_autoptr(JsonNode) nvidia = cli_json ("--data-dir", fixture->data, "series", "nvda");
  g_autoptr(JsonNode) said = cli_json_parse (run.out);
  g_autoptr(JsonNode) nothing = cli_json_parse (amd.out);

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.err, "AMD.csv"));
  g_assert_nonnull (strstr (run.err, "line 32"));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (said), "symbol"), ==, "NVDA");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (nothing), "bars"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (nvidia), "bars"), ==, 30);
}

/* What is exported can be imported again and is the same. */
static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *csv = make_bars (3, 0, 40, G_MAXUINT), *path = cli_write (fixture->dir, "MSFT.csv", csv);
  g_autofree char *copy = g_build_filename (fixture->dir, "copy", NULL), *out = g_build_filename (fixture->dir, "copy", "MSFT.csv", NULL);
  g_autofree char *other = g_build_filename (fixture->dir, "other", NULL);
  g_autofree char *imported = cli_output ("--data-dir", fixture->data, "import", "bars", path);
  g_autofree char *exported = NULL, *again = NULL, *one = NULL, *two = NULL;

  g_assert_cmpint (g_mkdir (copy, 0700), ==, 0);
  exported = cli_output ("--data-dir", fixture->data, "series", "msft", "--export", out);
  again = cli_output ("--data-dir", other, "import", "bars", out);
  one = cli_output ("--data-dir", fixture->data, "series", "msft", "--format", "csv");
  two = cli_output ("--data-dir", other, "series", "msft", "--format", "csv");
  g_assert_cmpstr (one, ==, two);
  g_assert_true (g_str_has_prefix (one, "Date,Open,High,Low,Close,Volume,Adj Close,State\n"));
}

static void
test_segments (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *date = date_of_bar (N_BARS - 1), *table = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonObject *object, *chips;

  import_bars (fixture, 0, N_BARS);
  root = cli_json ("--data-dir", fixture->data, "segments", "--as-of", date);
  object = json_node_get_object (root);
  g_assert_true (cli_is_null (object, "resonance"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "layers")), ==, 3);
  chips = cli_find_id (json_object_get_array_member (object, "segments"), "chips");
  g_assert_cmpstr (json_object_get_string_member (chips, "layer"), ==, "compute");
  g_assert_cmpstr (json_object_get_string_member (chips, "phase"), ==, "undetermined"); /* nobody filed revenue */
  g_assert_true (cli_is_null (chips, "since"));
  g_assert_true (cli_is_null (object, "triple_resonance"));
  g_assert_true (isfinite (json_object_get_double_member (chips, "own")));
  g_assert_cmpint (json_object_get_int_member (chips, "members"), >, 3);
  g_assert_cmpint (json_object_get_int_member (chips, "members_with_validation"), ==, 0);

  table = cli_output ("--data-dir", fixture->data, "segments", "--as-of", date, "--format", "table");
  g_assert_nonnull (strstr (table, "—"));
}

/* Twice the shock is twice the effect, the largest first, each with a way from the shocked to whom it reaches; and nothing is kept of it. */
static void
test_what_if (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *date = date_of_bar (N_BARS - 1), *before = NULL, *after = NULL;
  g_autoptr(JsonNode) one = NULL, two = NULL, segment = NULL;
  JsonArray *rows, *doubled;

  import_bars (fixture, 0, N_BARS);
  before = cli_output ("--data-dir", fixture->data, "score", "--as-of", date);
  one = cli_json ("--data-dir", fixture->data, "what-if", "nvda", "1", "--as-of", date);
  two = cli_json ("--data-dir", fixture->data, "what-if", "Nvidia", "2", "--as-of", date);
  segment = cli_json ("--data-dir", fixture->data, "what-if", "seg:chips", "-0.5", "--as-of", date);
  after = cli_output ("--data-dir", fixture->data, "score", "--as-of", date);
  g_assert_cmpstr (before, ==, after);

  rows = json_node_get_array (one);
  doubled = json_node_get_array (two);
  g_assert_cmpuint (json_array_get_length (rows), >, 3);
  g_assert_cmpuint (json_array_get_length (doubled), ==, json_array_get_length (rows));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonArray *nodes = json_object_get_array_member (json_object_get_object_member (row, "path"), "nodes");
      const double delta = json_object_get_double_member (row, "delta");
      const double double_delta = json_object_get_double_member (cli_find_id (doubled, json_object_get_string_member (row, "id")), "delta");

      g_assert_cmpfloat (fabs (double_delta - 2.0 * delta), <=, 1e-12);
      if (i > 0)
        g_assert_cmpfloat (fabs (delta), <=, fabs (json_object_get_double_member (json_array_get_object_element (rows, i - 1), "delta")));
      g_assert_cmpstr (json_array_get_string_element (nodes, 0), ==, "nvda");
      g_assert_cmpstr (json_array_get_string_element (nodes, json_array_get_length (nodes) - 1), ==, json_object_get_string_member (row, "id"));
    }
  g_assert_cmpfloat (json_object_get_double_member (json_array_get_object_element (json_node_get_array (segment), 0), "delta"), <, 0.0);
}

/* The table of every kept score and horizon, the same bytes each time; a day that is not past tells nothing of returns after it. */
static void
test_evidence (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *date = date_of_bar (N_BARS - 1), *first = NULL, *second = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonObject *object, *row;

  import_bars (fixture, 0, N_BARS);
  first = cli_output ("--data-dir", fixture->data, "evidence", "--to", date);
  second = cli_output ("--data-dir", fixture->data, "evidence", "--to", date);
  g_assert_cmpstr (first, ==, second);
  root = cli_json_parse (first);
  object = json_node_get_object (root);
  g_assert_true (json_object_get_boolean_member (object, "look_ahead_ok"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "rows")), ==, 15);
  row = json_array_get_object_element (json_object_get_array_member (object, "rows"), 0);
  g_assert_cmpstr (json_object_get_string_member (row, "score"), ==, "price_z");
  g_assert_cmpint (json_object_get_int_member (row, "horizon"), ==, 5);
  g_assert_cmpint (json_object_get_int_member (row, "companies"), ==, G_N_ELEMENTS (symbols));
  g_assert_cmpint (json_object_get_int_member (row, "days"), <, N_BARS);
  g_assert_true (isfinite (json_object_get_double_member (row, "mean_ic")));
  g_assert_nonnull (json_object_get_string_member (row, "words"));
}

static char *
verdict_of (const Fixture *fixture,
            const char    *claims,
            const char    *id,
            const char    *as_of)
{
  g_autoptr(JsonNode) root = cli_json ("--data-dir", fixture->data, "claims", claims, "--as-of", as_of);

  return g_strdup (json_object_get_string_member (cli_find_id (json_node_get_array (root), id), "verdict"));
}

/* A claim is held against what was filed by the day asked for. */
static void
test_claims (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *filed = cli_write (fixture->dir, "revenue.csv", "symbol,period,value,currency,published_at\n"
                                      "2317.TW,2024-12,500000000000,TWD,2025-01-05\n2317.TW,2025-12,648000000000,TWD,2026-01-05\n");
  g_autofree char *claims = cli_write (fixture->dir, "claims.json", "[{\"id\": \"true\", \"company\": \"honhai\","
                                       " \"text\": \"Hon Hai's December 2025 revenue was NT$648 billion, up 29.6% year over year.\"},"
                                       "{\"id\": \"false\", \"company\": \"honhai\", \"text\": \"Hon Hai's December 2025 revenue was NT$748 billion.\"}]");
  g_autofree char *imported = cli_output ("--data-dir", fixture->data, "import", "revenue", filed);
  g_autofree char *before = verdict_of (fixture, claims, "true", "2026-01-04");
  g_autofree char *confirmed = verdict_of (fixture, claims, "true", "2026-02-01");
  g_autofree char *contradicted = verdict_of (fixture, claims, "false", "2026-02-01");

  g_assert_cmpstr (before, ==, "unverifiable");
  g_assert_cmpstr (confirmed, ==, "confirmed");
  g_assert_cmpstr (contradicted, ==, "contradicted");
}

/* A score under the price; a word that names none is refused before anything is written. */
static void
test_chart_pane (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *date = date_of_bar (N_BARS - 1), *plain = g_build_filename (fixture->dir, "plain.svg", NULL);
  g_autofree char *with = g_build_filename (fixture->dir, "with.svg", NULL), *none = g_build_filename (fixture->dir, "none.svg", NULL);
  g_autofree char *one = NULL, *two = NULL, *without = NULL, *pane = NULL;

  import_bars (fixture, 0, N_BARS);
  one = cli_output ("--data-dir", fixture->data, "chart", "intc", "--output", plain, "--as-of", date);
  two = cli_output ("--data-dir", fixture->data, "chart", "intc", "--output", with, "--as-of", date, "--pane", "benefit_z", "--pane", "own:seg:chips");
  g_assert_true (g_file_get_contents (plain, &without, NULL, NULL));
  g_assert_true (g_file_get_contents (with, &pane, NULL, NULL));
  g_assert_cmpuint (strlen (pane), >, strlen (without));

  for (guint i = 0; i < 2; i++)
    {
      g_auto(CliRun) wrong = cli_run ("--data-dir", fixture->data, "chart", "intc", "--output", none, "--pane", i == 0 ? "nonsense" : "own:seg:nope");

      g_assert_cmpint (wrong.code, ==, 2);
      g_assert_nonnull (strstr (wrong.err, i == 0 ? "“nonsense”" : "“seg:nope”"));
      g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
    }
}

#define ADD(name, test) g_test_add ("/cli/pipeline/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("score", test_score);
  ADD ("past-is-past", test_past_is_past);
  ADD ("explain", test_explain);
  ADD ("split", test_split);
  ADD ("revenue-and-events", test_revenue_and_events);
  ADD ("faulty-among-good", test_faulty_among_good);
  ADD ("export", test_export);
  ADD ("segments", test_segments);
  ADD ("what-if", test_what_if);
  ADD ("evidence", test_evidence);
  ADD ("claims", test_claims);
  ADD ("chart-pane", test_chart_pane);
  return g_test_run ();
}
