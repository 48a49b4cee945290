/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-run.h"

/* import indicators and indicators, as a user runs them. */

#define SHIPPED "AI servers shipped, growth|% YoY|AI servers, world"
#define GOOD    "series;unit;population;forecast_date;period;value;source\n" \
                "HBM bits;% YoY;World;2023-07-10;2023;35,5;House\nHBM bits;% YoY;World;2023 H2;2024;;House\nHBM bits;% YoY;World;;2023;41,5;Filings\n"

typedef struct { char *dir, *data, *file; } Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = cli_temp_dir ();
  fixture->data = g_build_filename (fixture->dir, "data", NULL);
  fixture->file = g_build_filename (fixture->dir, "series.csv", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  cli_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->data);
  g_free (fixture->file);
}

static void
write_file (Fixture    *fixture,
            const char *text)
{
  g_assert_true (g_file_set_contents (fixture->file, text, -1, NULL));
}

static void
test_import (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(JsonNode) said = NULL;
  g_autoptr(JsonNode) now = NULL;
  g_autoptr(JsonNode) past = NULL;
  JsonObject *object, *rejection, *series;

  write_file (fixture, GOOD);
  said = cli_json ("--data-dir", fixture->data, "import", "indicators", fixture->file);
  object = json_node_get_object (said);
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "indicators");
  g_assert_true (cli_is_null (object, "symbol"));
  g_assert_cmpint (json_object_get_int_member (object, "rows"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (object, "kept"), ==, 2);
  rejection = json_array_get_object_element (json_object_get_array_member (object, "rejected"), 0);
  g_assert_cmpint (json_object_get_int_member (rejection, "line"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (rejection, "reason"), ==, "no value given");

  /* The outcome is known since today, the forecast since its day. */
  now = cli_json ("--data-dir", fixture->data, "indicators");
  series = cli_find_id (json_object_get_array_member (json_node_get_object (now), "indicators"), "HBM bits|% YoY|World");
  g_assert_cmpfloat (json_object_get_double_member (series, "last"), ==, 41.5);
  g_assert_cmpint (json_object_get_int_member (series, "age_days"), ==, 0);
  g_assert_false (json_object_get_boolean_member (series, "last_is_forecast"));
  g_assert_true (cli_is_null (series, "layer"));
  g_assert_true (cli_is_null (series, "state"));
  past = cli_json ("--data-dir", fixture->data, "--as-of", "2023-07-10", "indicators");
  series = cli_find_id (json_object_get_array_member (json_node_get_object (past), "indicators"), "HBM bits|% YoY|World");
  g_assert_cmpfloat (json_object_get_double_member (series, "last"), ==, 35.5);
  g_assert_true (cli_is_null (series, "previous"));
}

static void
test_faulty (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto(CliRun) run = { 0 };
  g_autofree char *csv = NULL;

  write_file (fixture, GOOD "HBM bits;% YoY;World;soon;2026;5;House\n");
  run = cli_run ("--data-dir", fixture->data, "import", "indicators", fixture->file);
  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.err, "series.csv: line 5, column 4 (forecast_date): “soon” is not a date"));
  g_assert_cmpstr (run.out, ==, "");

  /* Not a row of it was taken. */
  csv = cli_output ("--data-dir", fixture->data, "--format", "csv", "--as-of", "2026-05-12", "indicators");
  g_assert_null (strstr (csv, "HBM"));
  g_assert_nonnull (strstr (csv, "\n\"" SHIPPED "\",hardware,28,2026,forecast,2026-04-30,12,TrendForce,28,,,,\n"));
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { const char *value, *low, *high, *state; } limits[] = {
    { "25:30", "25", "30", "within" }, { ":20", "", "20", "above" }, { "30:", "30", "", "below" }, { ":", "", "", "" },
  };
  g_autofree char *layers = NULL;
  g_autofree char *table = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *said = cli_output ("--data-dir", fixture->data, "--format", "csv", "--as-of", "2026-05-12", "indicators", "--threshold",
                                          i % 2 == 0 ? SHIPPED : "AI servers shipped, growth", limits[i].value);
      g_autofree char *again = cli_output ("--data-dir", fixture->data, "--format", "csv", "--as-of", "2026-05-12", "indicators");
      g_autofree char *expected = g_strdup_printf (",28,%s,%s,%s,", limits[i].low, limits[i].high, limits[i].state);

      g_assert_nonnull (strstr (said, expected));
      g_assert_cmpstr (said, ==, again);
    }

  layers = cli_output ("--data-dir", fixture->data, "--format", "csv", "--as-of", "2026-05-12", "indicators", "--layer", SHIPPED, "none");
  g_assert_nonnull (strstr (layers, "\",,28,"));
  g_free (layers);
  layers = cli_output ("--data-dir", fixture->data, "--format", "csv", "--as-of", "2026-05-12", "indicators", "--layer", SHIPPED, "compute");
  g_assert_nonnull (strstr (layers, "\",compute,28,"));
  table = cli_output ("--data-dir", fixture->data, "--format", "table", "indicators");
  g_assert_nonnull (strstr (table, "mean_absolute_error"));
  g_assert_nonnull (strstr (table, "Application infrastructure"));
}

static void
test_usage (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *args[5]; int code; const char *words; } wrong[] = {
    { { "indicators", "more" }, 2, "one word too many" },
    { { "indicators", "--threshold", SHIPPED }, 2, "no LOW:HIGH given" },
    { { "indicators", "--threshold", SHIPPED, "30" }, 2, "“30” is not LOW:HIGH" },
    { { "indicators", "--threshold", SHIPPED, "30:20" }, 2, "“30:20” is not LOW:HIGH" },
    { { "indicators", "--threshold", SHIPPED, "a:20" }, 2, "is not LOW:HIGH" },
    { { "indicators", "--threshold", "Nothing", "1:2" }, 1, "there is no indicator “Nothing”" },
    { { "indicators", "--layer", SHIPPED, "cellar" }, 2, "no layer “cellar”" },
    { { "import", "indicators" }, 2, "no file given" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *args[8] = { "--data-dir", fixture->data };
      g_auto(CliRun) run = { 0 };

      for (guint k = 0; wrong[i].args[k] != NULL; k++)
        args[2 + k] = wrong[i].args[k];
      run = cli_run_strv (args);
      g_test_message ("%s", run.err);
      g_assert_cmpint (run.code, ==, wrong[i].code);
      g_assert_nonnull (strstr (run.err, wrong[i].words));
    }
}

#define ADD(name, test) g_test_add ("/cli/indicators/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("import", test_import);
  ADD ("faulty", test_faulty);
  ADD ("settings", test_settings);
  ADD ("usage", test_usage);

  return g_test_run ();
}
