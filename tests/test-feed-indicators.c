/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-error.h"
#include "penstock-import.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* Outside series: as files, taken whole or not at all, and as polled bodies, taken row by row. */

#define NOW    G_GINT64_CONSTANT (1778594400) /* 12 May 2026 */
#define HEADER "series,unit,population,forecast_date,period,value,source\n"
#define DATED  "series,unit,population,forecast_date,period,value,source,published_at\n"

static PenstockBatch *
import (const char  *text,
        gssize       length,
        GError     **error)
{
  g_autofree char *dir = g_dir_make_tmp ("penstock-import-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "series.csv", NULL);
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  gboolean done;

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  done = penstock_import_indicators (path, NOW, batch, error);
  g_unlink (path);
  g_rmdir (dir);
  g_assert_true (done || *error != NULL);

  return done ? g_steal_pointer (&batch) : NULL;
}

static PenstockBatch *
import_good (const char *text)
{
  g_autoptr(GError) error = NULL;
  PenstockBatch *batch = import (text, -1, &error);

  g_assert_no_error (error);
  return batch;
}

static const PenstockIndicatorPoint *
point_of (const PenstockBatch *batch,
          guint                i)
{
  g_assert_cmpuint (i, <, batch->indicators->len);
  return g_ptr_array_index (batch->indicators, i);
}

static void
assert_days (const PenstockIndicatorPoint *point,
             const char                   *forecast,
             const char                   *known,
             gboolean                      assumed)
{
  char text[16];

  if (forecast != NULL)
    g_assert_cmpstr (penstock_day_format (point->forecast_day, text), ==, forecast);
  else
    g_assert_cmpint (point->forecast_day, ==, PENSTOCK_DAY_NONE);
  g_assert_cmpstr (penstock_day_format (point->known_day, text), ==, known);
  g_assert_true (assumed == point->day_assumed);
}

static void
test_file (void)
{
  g_autoptr(PenstockBatch) batch = import_good ("\xef\xbb\xbf Value ,SOURCE,series,Forecast_Date,period,unit,population\r\n"
                                                "35.5,House,\"HBM, bits\",2026-01-10,2026,% YoY,World\r\n\r\n"
                                                "\"1,035.25\",House,\"HBM, bits\",2025-12,2026 q1,% YoY,World\r\n"
                                                ",House,\"HBM, bits\",2025-11-03,2026,% YoY,World\r\n"
                                                "41.2,,\"HBM, bits\",,2025,% YoY,\r\n");
  const PenstockIndicatorPoint *point = point_of (batch, 0);

  g_assert_cmpuint (batch->rows, ==, 4);
  g_assert_cmpuint (batch->kept, ==, 3);
  g_assert_cmpuint (batch->rejected->len, ==, 1);
  g_assert_cmpuint (g_array_index (batch->rejected, PenstockRejection, 0).line, ==, 5);
  g_assert_cmpstr (point->series, ==, "HBM, bits");
  g_assert_cmpstr (point->unit, ==, "% YoY");
  g_assert_cmpstr (point->population, ==, "World");
  g_assert_cmpstr (point->source, ==, "House");
  g_assert_cmpstr (point->period, ==, "2026");
  g_assert_cmpfloat (point->value, ==, 35.5);
  g_assert_cmpint (point->first_seen, ==, NOW);
  assert_days (point, "2026-01-10", "2026-01-10", FALSE);

  g_assert_cmpstr (point_of (batch, 1)->period, ==, "2026Q1");
  g_assert_cmpfloat (point_of (batch, 1)->value, ==, 1035.25);
  assert_days (point_of (batch, 1), "2025-12-31", "2025-12-31", TRUE);
  /* Nobody said since when it is known: since today, never in the past. */
  assert_days (point_of (batch, 2), NULL, "2026-05-12", FALSE);
}

static void
test_published (void)
{
  g_autoptr(PenstockBatch) batch = import_good (DATED "S,%,,,2024,46,H,2025-02-20\nS,%,,,2024,46.5,H,2025-02\nS,%,,2025-02-01,2025,28,H,2025-02-01\n");

  assert_days (point_of (batch, 0), NULL, "2025-02-20", FALSE);
  assert_days (point_of (batch, 1), NULL, "2025-02-28", TRUE);
  assert_days (point_of (batch, 2), "2025-02-01", "2025-02-01", FALSE);
}

/* The separator and the mark are told from the file, not from the user's language. */
static void
test_marks (void)
{
  static const struct { const char *text; double value; } files[] = {
    { "series;unit;population;forecast_date;period;value;source\nS;%;;2026-01-01;2026;35,5;H\n", 35.5 },
    { "series;unit;population;forecast_date;period;value;source\nS;%;;2026-01-01;2026;35.5;H\n", 35.5 },
    { "series;unit;population;forecast_date;period;value;source\nS;%;;2026-01-01;2026;1.035,5;H\n", 1035.5 },
    { "series;unit;population;forecast_date;period;value;source\nS;%;;2026-01-01;2026;1,035;H\n", 1.035 },
    { "series;unit;population;forecast_date;period;value;source\nS;%;;2026-01-01;2026;1,035;H\nS;%;;2026-01-02;2026;1,035.5;H\n", 1035 },
    { "series;unit;population;forecast_date;period;value;source\nS;%;;2026-01-01;2026;1.035.000;H\n", 1035000 },
    { "series\tunit\tpopulation\tforecast_date\tperiod\tvalue\tsource\nS\t%\t\t2026-01-01\t2026\t35,5\tH\n", 35.5 },
    { HEADER "S,%,,2026-01-01,2026,\"35,5\",H\n", 35.5 },
    { HEADER "S,%,,2026-01-01,2026,\"1,035\",H\n", 1035 },
    { HEADER "S,%,,2026-01-01,2026,-1.5e-3,H\n", -0.0015 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(PenstockBatch) batch = import_good (files[i].text);

      g_assert_cmpfloat (point_of (batch, 0)->value, ==, files[i].value);
    }
}

/* One fault, and nothing of the file is taken; the message says where and what. */
static void
test_file_faults (void)
{
#define GOOD HEADER "S,%,,2026-01-01,2026,1,H\n"
  static const struct { const char *text, *words; } faults[] = {
    { "", "empty" },
    { HEADER, "no rows" },
    { "series,unit,population,forecast_date,period,source\n", "no “value” column" },
    { "hello\n", "no “series” column" },
    { GOOD "S,%,,2026-01-02,2026\n", "line 3: 5 columns where the header has 7" },
    { GOOD ",%,,2026-01-02,2026,1,H\n", "line 3, column 1 (series)" },
    { GOOD "S,%,,2026-01-02,twenty,1,H\n", "line 3, column 5 (period): “twenty” is not a period" },
    { GOOD "S,%,,2026-01-02,2026Q5,1,H\n", "column 5 (period)" },
    { GOOD "S,%,,2026-01-02,2026,about 5,H\n", "column 6 (value): “about 5” is not a number" },
    { GOOD "S,%,,2026-01-02,2026,1e999,H\n", "column 6 (value)" },
    { GOOD "S,%,,soon,2026,1,H\n", "column 4 (forecast_date): “soon” is not a date" },
    { GOOD "S,%,,2026,2026,1,H\n", "column 4 (forecast_date)" },
    { GOOD "S,%,,2026-05-14,2026,1,H\n", "(forecast_date): “2026-05-14” is in the future" },
    { GOOD "S,%,,2026-06,2026,1,H\n", "is in the future" },
    { GOOD "S,%,,2026-01-02,2026,1,\n", "column 7 (source)" },
    { GOOD "S,%,,,2026,1,H\n", "column 5 (period): “2026” is not over" },
    { GOOD "S,%,,2026-01-01,2026,2,H\n", "line 3, column 1 (series): “S” has this period, date and source in row 2 already" },
    { HEADER "S,%,,2026-01-01,2026,,H\n", "line 2: no value given; and no other row can be kept" },
    { DATED "S,%,,,2025,1,H,2025-12-30\n", "column 8 (published_at): “2025-12-30” is before the end of the period" },
    { DATED "S,%,,,2025,1,H,2027-01-01\n", "column 8 (published_at): “2027-01-01” is in the future" },
    { DATED "S,%,,2025-01-01,2025,1,H,2025-01-02\n", "column 8 (published_at): “2025-01-02” is another day" },
    { GOOD "\"S,%,,2026-01-02,2026,1,H\n", "never closed" },
    { GOOD "S\tx,%,,2026-01-02,2026,1,H\n", "column 1 (series)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (import (faults[i].text, -1, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, faults[i].words));
    }
}

static void
test_file_bytes (void)
{
  g_autoptr(GError) not_utf8 = NULL, nul = NULL, missing = NULL;
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  const char with_nul[] = GOOD "S\0,%,,2026-01-02,2026,1,H\n";

  g_assert_null (import (GOOD "S\xff,%,,2026-01-02,2026,1,H\n", -1, &not_utf8));
  g_assert_nonnull (strstr (not_utf8->message, "line 3"));
  g_assert_null (import (with_nul, sizeof with_nul - 1, &nul));
  g_assert_nonnull (strstr (nul->message, "NUL"));
  g_assert_false (penstock_import_indicators ("/nonexistent.csv", NOW, batch, &missing));
  g_assert_error (missing, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND);
}

/* -- polled -- */

static PenstockOutcome
ask (const char    *body,
     const char    *type,
     guint          status,
     PenstockBatch *batch,
     char         **reason)
{
  const PenstockQuery query = { .subject = "http://127.0.0.1/series", .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

  return penstock_provider_read (penstock_provider_find ("indicators"), &query, status, type, bytes, NOW, batch, reason);
}

static void
test_bodies (void)
{
  static const char array[] =
    "[{\"series\":\"S\",\"unit\":\"%\",\"forecast_date\":\"2026-01-10\",\"period\":\"2026\",\"value\":35.5,\"source\":\"H\"},"
    " {\"series\":\"T\",\"unit\":\"%\",\"source\":\"H\",\"points\":[{\"forecast_date\":\"2026Q1\",\"period\":2026,\"value\":\"1\"}]}]";
  static const char object[] =
    "\xef\xbb\xbf {\"series\":\"S\",\"unit\":\"%\",\"population\":\"World\",\"source\":\"H\",\"points\":["
    "{\"forecast_date\":\"2026-01-10\",\"period\":\"2026\",\"value\":35},{\"period\":\"2025\",\"value\":41.25,\"published_at\":\"2026-02-03\",\"source\":\"Filings\"}]}";
  static const struct { const char *body, *type; } good[] = {
    { array, "application/json" }, { object, "application/json; charset=utf-8" }, { object, "text/plain" }, { DATED
      "S,%,World,2026-01-10,2026,35,H,\nS,%,World,,2025,41.25,Filings,2026-02-03\n", "text/csv" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autofree char *reason = NULL;

      g_assert_cmpint (ask (good[i].body, good[i].type, 200, batch, &reason), ==, PENSTOCK_OUTCOME_DATA);
      g_assert_null (reason);
      g_assert_cmpuint (batch->kept, ==, 2);
      assert_days (point_of (batch, 0), "2026-01-10", "2026-01-10", FALSE);
      if (i == 0)
        {
          g_assert_cmpstr (point_of (batch, 1)->series, ==, "T");
          g_assert_cmpstr (point_of (batch, 1)->period, ==, "2026");
          assert_days (point_of (batch, 1), "2026-03-31", "2026-03-31", TRUE);
          continue;
        }
      g_assert_cmpstr (point_of (batch, 1)->population, ==, "World");
      g_assert_cmpstr (point_of (batch, 1)->source, ==, "Filings");
      assert_days (point_of (batch, 1), NULL, "2026-02-03", FALSE);
    }
}

static void
assert_rejected (const PenstockBatch *batch,
                 guint                i,
                 guint                line,
                 const char          *reason)
{
  g_assert_cmpuint (i, <, batch->rejected->len);
  g_assert_cmpuint (g_array_index (batch->rejected, PenstockRejection, i).line, ==, line);
  g_assert_cmpstr (g_array_index (batch->rejected, PenstockRejection, i).reason, ==, reason);
}

/* A faulty row is left out with its place; the others stay. */
static void
test_rows (void)
{
  g_autoptr(PenstockBatch) json = penstock_batch_new ();
  g_autoptr(PenstockBatch) csv = penstock_batch_new ();
  g_autofree char *reason = NULL;

  g_assert_cmpint (ask ("{\"series\":\"S\",\"source\":\"H\",\"points\":[ 5, {\"forecast_date\":\"2026-01-10\",\"period\":\"2026\",\"value\":[1]},"
                        "{\"forecast_date\":\"2026-13-10\",\"period\":\"2026\",\"value\":1}, {\"period\":\"2026\",\"value\":null,\"forecast_date\":\"2026-01-10\"},"
                        "{\"forecast_date\":\"2026-01-10\",\"period\":\"2026\",\"value\":1}]}", "application/json", 200, json, &reason), ==,
                   PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (json->rows, ==, 5);
  g_assert_cmpuint (json->kept, ==, 1);
  assert_rejected (json, 0, 1, "$.points[0]: not an object");
  assert_rejected (json, 1, 2, "$.points[1].value: “” is not a number");
  assert_rejected (json, 2, 3, "$.points[2].forecast_date: “2026-13-10” is not a date (2026-04-30, 2026-04, 2026Q2 or 2026H1)");
  assert_rejected (json, 3, 4, "no value given");

  g_assert_cmpint (ask (HEADER "S,%,,2026-01-10,2026\nS,%,,2026-01-10,2026,x,H\nS,%,,2026-01-10,2026,1,H\n", "text/csv", 200, csv, &reason), ==,
                   PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (csv->rows, ==, 3);
  g_assert_cmpuint (csv->kept, ==, 1);
  assert_rejected (csv, 0, 2, "5 columns where the header has 7");
  assert_rejected (csv, 1, 3, "column 6 (value): “x” is not a number");
}

static void
test_outcomes (void)
{
  static const struct { const char *body, *type; guint status; PenstockOutcome outcome; const char *words; } answers[] = {
    { "[]", "application/json", 200, PENSTOCK_OUTCOME_EMPTY, "no rows" },
    { HEADER, "text/csv", 200, PENSTOCK_OUTCOME_EMPTY, "no rows" },
    { "", "text/csv", 200, PENSTOCK_OUTCOME_BROKEN, "empty body" },
    { "<!DOCTYPE html><html><title>Sign in</title></html>", "text/html", 200, PENSTOCK_OUTCOME_BROKEN, "HTML" },
    { "{\"a\":1,\"points\":{}}", "application/json", 200, PENSTOCK_OUTCOME_BROKEN, "$.points" },
    { "[{\"series\":\"S\"", "application/json", 200, PENSTOCK_OUTCOME_BROKEN, "1" },
    { "[{\"series\":\"S\"}]", "application/json", 200, PENSTOCK_OUTCOME_BROKEN, "$[0].period" },
    { "date,close\n2026-01-01,5\n", "text/csv", 200, PENSTOCK_OUTCOME_BROKEN, "“series” column" },
    { "{\"error\":\"rate limit exceeded\"}", "application/json", 200, PENSTOCK_OUTCOME_REFUSED, "rate limit" },
    { "no", "text/plain", 403, PENSTOCK_OUTCOME_REFUSED, "403" },
    { "no", "text/plain", 404, PENSTOCK_OUTCOME_BROKEN, "404" },
    { HEADER "S,%,,2026-01-10,2026,1,H\n", "image/png", 200, PENSTOCK_OUTCOME_BROKEN, "content type" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autofree char *reason = NULL;

      g_assert_cmpint (ask (answers[i].body, answers[i].type, answers[i].status, batch, &reason), ==, answers[i].outcome);
      g_test_message ("%s", reason);
      g_assert_nonnull (strstr (reason, answers[i].words));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feed/indicators/file", test_file);
  g_test_add_func ("/feed/indicators/published", test_published);
  g_test_add_func ("/feed/indicators/marks", test_marks);
  g_test_add_func ("/feed/indicators/file-faults", test_file_faults);
  g_test_add_func ("/feed/indicators/file-bytes", test_file_bytes);
  g_test_add_func ("/feed/indicators/bodies", test_bodies);
  g_test_add_func ("/feed/indicators/rows", test_rows);
  g_test_add_func ("/feed/indicators/outcomes", test_outcomes);

  return g_test_run ();
}
