/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-run.h"

#include <math.h>

/* The sample market from the command line: no network, no key, no display. */
typedef struct { char *dir, *data, *fetched; } Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = cli_temp_dir ();
  fixture->data = g_build_filename (fixture->dir, "data", NULL);
  fixture->fetched = cli_output ("--sample", "--data-dir", fixture->data, "fetch");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  cli_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->data);
  g_free (fixture->fetched);
}

static char *
path_in (const Fixture *fixture,
         const char    *name)
{
  return g_build_filename (fixture->dir, name, NULL);
}

/* One object per answer, all of them data or empty. */
static void
test_fetch (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto(GStrv) lines = g_strsplit (fixture->fetched, "\n", -1);
  g_autofree char *again = cli_output ("--sample", "--data-dir", fixture->data, "fetch");
  g_autofree char *forced = cli_output ("--sample", "--data-dir", fixture->data, "fetch", "--force", "--symbol", "intc");
  guint n_bars = 0;

  for (guint i = 0; lines[i + 1] != NULL; i++)
    {
      g_autoptr(JsonNode) root = cli_json_parse (lines[i]);
      JsonObject *object = json_node_get_object (root);
      const char *outcome = json_object_get_string_member (object, "outcome");

      g_assert_true (g_str_equal (outcome, "data") || g_str_equal (outcome, "empty"));
      n_bars += g_str_equal (json_object_get_string_member (object, "feed"), "yahoo-chart") && json_object_get_int_member (object, "rows") > 500;
    }
  g_assert_cmpuint (n_bars, >=, 95);
  g_assert_cmpstr (again, ==, "");
  g_assert_nonnull (strstr (forced, "\"subject\": \"INTC\""));
}

/* A symbol the sample market does not have is empty, not a failure; a host that is not there is one. */
static void
test_other_answers (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *unknown = cli_output ("--sample", "--data-dir", fixture->data, "fetch", "--feed", "yahoo-chart", "--symbol", "NOSUCH", "--force");
  g_auto(CliRun) gone = cli_run ("--data-dir", fixture->data, "fetch", "--feed", "yahoo-chart", "--symbol", "INTC", "--force",
                                 "--base-url", "yahoo-chart=http://127.0.0.1:1/");
  g_autoptr(JsonNode) root = cli_json_parse (gone.out);

  g_assert_nonnull (strstr (unknown, "\"outcome\": \"empty\""));
  g_assert_cmpint (gone.code, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "outcome"), ==, "broken");
  g_assert_false (cli_is_null (json_node_get_object (root), "reason"));
}

/* At least 95 companies have a score, and a second computer gets the same bytes. */
static void
test_score (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *other = path_in (fixture, "other"), *fetched = NULL, *first = NULL, *second = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonArray *companies;
  JsonObject *honhai;
  guint n = 0;

  first = cli_output ("--sample", "--data-dir", fixture->data, "score");
  fetched = cli_output ("--sample", "--data-dir", other, "fetch");
  second = cli_output ("--sample", "--data-dir", other, "score");
  g_assert_cmpstr (first, ==, second);

  root = cli_json_parse (first);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "as_of"), ==, "2026-05-12");
  companies = json_object_get_array_member (json_node_get_object (root), "companies");
  for (guint i = 0; i < json_array_get_length (companies); i++)
    n += !cli_is_null (json_array_get_object_element (companies, i), "score");
  g_assert_cmpuint (n, >=, 95);

  /* the filed 29.74 % of April 2026, and the event of its release */
  honhai = cli_find_id (companies, "honhai");
  g_assert_cmpfloat (fabs (json_object_get_double_member (honhai, "yoy") - (832097956.0 / 641365597.0 - 1.0)), <, 1e-12);
  g_assert_cmpfloat (json_object_get_double_member (honhai, "event_z"), >, 0.0);
}

static char *
read_file (const char *path,
           gsize      *length)
{
  g_autoptr(GError) error = NULL;
  char *bytes;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);
  return bytes;
}

static guint
big_endian (const char *bytes)
{
  return (guint)(guchar)bytes[0] << 24 | (guint)(guchar)bytes[1] << 16 | (guint)(guchar)bytes[2] << 8 | (guchar)bytes[3];
}

/* A PNG of the size asked for; an SVG and a PDF whose text is text and says Simulated. */
static void
test_chart (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *png = path_in (fixture, "a.png"), *svg = path_in (fixture, "a.svg"), *pdf = path_in (fixture, "a.pdf");
  g_autofree char *bytes = NULL, *text = NULL, *document = NULL, *said = NULL, *drawn = NULL;
  g_autoptr(JsonNode) root = cli_json ("--sample", "--data-dir", fixture->data, "chart", "intc", "--output", png,
                                       "--size", "1200x675", "--scale", "2", "--style", "candles", "--overlay", "sma:20", "--overlay", "sma:50", "--theme", "dark");
  JsonObject *object = json_node_get_object (root);
  gsize length;

  bytes = read_file (png, &length);
  g_assert_cmpint (json_object_get_int_member (object, "bytes"), ==, length);
  g_assert_cmpint (json_object_get_int_member (object, "width"), ==, 2400);
  g_assert_cmpmem (bytes, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpuint (big_endian (bytes + 16), ==, 2400);
  g_assert_cmpuint (big_endian (bytes + 20), ==, 1350);

  said = cli_output ("--sample", "--data-dir", fixture->data, "chart", "Foxconn", "--output", svg, "--range", "1y", "--log", "--theme", "print");
  text = read_file (svg, &length);
  g_assert_nonnull (strstr (text, "<text"));
  g_assert_nonnull (strstr (text, "Simulated"));
  g_assert_nonnull (strstr (text, "2317.TW"));
  /* Taipei closed half an hour ago: its last price is a close, though it came as a quote. */
  g_assert_null (strstr (text, "has not closed"));

  drawn = cli_output ("--sample", "--data-dir", fixture->data, "chart", "2330.TW", "--output", pdf, "--size", "a4",
                      "--from", "2026-01-01", "--to", "2026-03-31");
  document = read_file (pdf, &length);
  g_assert_cmpmem (document, 5, "%PDF-", 5);
}

/* Enough file revenue, simulated as it is, that what rests on it is no empty column: a cross-section, phases that differ, a resonance. */
static void
test_revenue (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const phases[] = { "dormant", "narrative", "validation", "accelerated_validation", "running_ahead" };
  g_autoptr(JsonNode) scores = cli_json ("--sample", "--data-dir", fixture->data, "score");
  g_autoptr(JsonNode) groups = cli_json ("--sample", "--data-dir", fixture->data, "segments");
  JsonArray *companies = json_object_get_array_member (json_node_get_object (scores), "companies");
  JsonArray *segments = json_object_get_array_member (json_node_get_object (groups), "segments");
  guint n = 0, n_phases = 0;

  for (guint i = 0; i < json_array_get_length (companies); i++)
    n += !cli_is_null (json_array_get_object_element (companies, i), "revenue_z");
  g_assert_cmpuint (n, >=, 50);
  g_assert_false (cli_is_null (cli_find_id (companies, "nvda"), "same_month_rank"));
  g_assert_false (cli_is_null (cli_find_id (companies, "nvda"), "sue"));

  for (guint k = 0; k < G_N_ELEMENTS (phases); k++)
    for (guint i = 0, found = 0; i < json_array_get_length (segments) && found == 0; i++)
      n_phases += found = g_str_equal (json_object_get_string_member (json_array_get_object_element (segments, i), "phase"), phases[k]);
  g_assert_cmpuint (n_phases, >=, 2);
  g_assert_cmpfloat (json_object_get_double_member (json_node_get_object (groups), "resonance"), >, 0.0);
}

/* What nobody filed confirms nothing and contradicts nothing; what Hon Hai filed does. */
static void
test_claims (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *file = cli_write (fixture->dir, "claims.json",
                                     "[{\"id\": \"amd\", \"company\": \"amd\", \"text\": \"AMD Q1 2026 revenue was $9.0 billion\", \"published\": \"2026-05-12\"},"
                                     "{\"id\": \"honhai\", \"company\": \"honhai\", \"text\": \"Hon Hai April 2026 revenue up 29.74 % YoY\", "
                                     "\"published\": \"2026-05-12\"}]");
  g_autoptr(JsonNode) root = cli_json ("--sample", "--data-dir", fixture->data, "claims", file);
  JsonObject *claim = cli_find_id (json_node_get_array (root), "amd");

  g_assert_cmpstr (json_object_get_string_member (claim, "verdict"), ==, "unverifiable");
  g_assert_nonnull (strstr (json_object_get_string_member (claim, "words"), "simulated"));
  claim = cli_find_id (json_node_get_array (root), "honhai");
  g_assert_cmpstr (json_object_get_string_member (claim, "verdict"), ==, "confirmed");
}

/* An earlier file stays as it was when a picture cannot be made. */
static void
test_chart_keeps_old_file (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *png = cli_write (fixture->dir, "old.png", "precious"), *bytes = NULL;
  g_auto(CliRun) run = cli_run ("--sample", "--data-dir", fixture->data, "chart", "intc", "--output", png,
                                "--from", "2019-01-01", "--to", "2019-02-01");
  gsize length;

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.err, "INTC has no bars from 2019-01-01 to 2019-02-01"));
  bytes = read_file (png, &length);
  g_assert_cmpstr (bytes, ==, "precious");
}

/* What is simulated says so wherever it goes. */
static void
test_marked (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *csv = path_in (fixture, "intel.csv"), *text = NULL;
  g_autoptr(JsonNode) root = cli_json ("--sample", "--data-dir", fixture->data, "series", "INTC", "--export", csv);
  JsonObject *object = json_node_get_object (root);
  g_autoptr(JsonNode) score = cli_json ("--sample", "--data-dir", fixture->data, "score");
  g_autoptr(JsonNode) explanation = cli_json ("--sample", "--data-dir", fixture->data, "explain", "nvda");
  g_autoptr(JsonNode) segments = cli_json ("--sample", "--data-dir", fixture->data, "segments");
  gsize length;

  g_assert_true (json_object_get_boolean_member (json_node_get_object (score), "simulated"));
  g_assert_true (json_object_get_boolean_member (json_node_get_object (explanation), "simulated"));
  g_assert_true (json_object_get_boolean_member (json_node_get_object (segments), "simulated"));
  g_assert_true (json_object_get_boolean_member (object, "simulated"));
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "current");
  g_assert_cmpstr (json_object_get_string_member (object, "currency"), ==, "USD");
  g_assert_cmpint (json_object_get_int_member (object, "bars"), >, 500);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "jumps")), ==, 0);
  text = read_file (csv, &length);
  g_assert_nonnull (strstr (text, ",good,simulated\n"));
}

static void
test_feeds (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(JsonNode) root = cli_json ("--sample", "--data-dir", fixture->data, "feeds");
  JsonArray *feeds = json_node_get_array (root);
  JsonObject *yahoo = cli_find_id (feeds, "yahoo-chart");

  g_assert_cmpuint (json_array_get_length (feeds), >=, 4);
  g_assert_cmpstr (json_object_get_string_member (yahoo, "state"), ==, "ok");
  g_assert_cmpstr (json_object_get_string_member (yahoo, "host"), ==, "127.0.0.1");
  g_assert_cmpstr (json_object_get_string_member (yahoo, "last_success"), ==, "2026-05-12T14:00:00Z");
  g_assert_cmpint (json_object_get_int_member (yahoo, "age_s"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (yahoo, "requests_today"), >=, 95);
}

#define ADD(name, test) g_test_add ("/cli/sample/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fetch", test_fetch);
  ADD ("other-answers", test_other_answers);
  ADD ("score", test_score);
  ADD ("chart", test_chart);
  ADD ("revenue", test_revenue);
  ADD ("claims", test_claims);
  ADD ("chart-keeps-old-file", test_chart_keeps_old_file);
  ADD ("marked", test_marked);
  ADD ("feeds", test_feeds);
  return g_test_run ();
}
