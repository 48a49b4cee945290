/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-error.h"
#include "penstock-import.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define NOW G_GINT64_CONSTANT (1791300000) /* 7 October 2026 */
#define HEADER "Date,Open,High,Low,Close,Volume\n"

typedef gboolean (*Import) (const char *path, PenstockBatch *batch, GError **error);

static gboolean
import_bars (const char     *path,
             PenstockBatch  *batch,
             GError        **error)
{
  return penstock_import_bars (path, "EXMP", "USD", NOW, batch, error);
}

static gboolean
import_revenue (const char     *path,
                PenstockBatch  *batch,
                GError        **error)
{
  return penstock_import_revenue (path, NULL, NOW, batch, error);
}

static PenstockBatch *
import_as (Import       import,
           const char  *name,
           const char  *data,
           gssize       length,
           GError     **error)
{
  g_autofree char *dir = g_dir_make_tmp ("penstock-import-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  gboolean done;

  g_assert_true (g_file_set_contents (path, data, length, NULL));
  done = import (path, batch, error);
  g_unlink (path);
  g_rmdir (dir);
  g_assert_true (done || error == NULL || *error != NULL);
  g_assert_true (done || batch->bars->len == 0);

  return done ? g_steal_pointer (&batch) : NULL;
}

static PenstockBatch *
bars_from (const char *text)
{
  g_autoptr(GError) error = NULL;
  PenstockBatch *batch = import_as (import_bars, "EXMP.csv", text, -1, &error);

  g_assert_no_error (error);
  return batch;
}

static const PenstockBars *
bars_of (const PenstockBatch *batch)
{
  g_assert_cmpuint (batch->bars->len, ==, 1);
  return g_ptr_array_index (batch->bars, 0);
}

static void
assert_day (PenstockDay  day,
            const char  *expected)
{
  char text[16];

  g_assert_cmpstr (penstock_day_format (day, text), ==, expected);
}

static void
assert_rejected (const PenstockBatch *batch,
                 guint                i,
                 guint                line,
                 const char          *words)
{
  g_assert_cmpuint (batch->rejected->len, >, i);
  g_assert_cmpuint (g_array_index (batch->rejected, PenstockRejection, i).line, ==, line);
  g_assert_nonnull (strstr (g_array_index (batch->rejected, PenstockRejection, i).reason, words));
}

/* -- bars -- */

static void
test_families (void)
{
  g_autoptr(PenstockBatch) plain = bars_from ("\xef\xbb\xbf\" close \",DATE,volume,Adj Close,high,low,open\r\n10.5,2026-05-11,1000.0,10.25,"
      "11,10,10.1\r\n\r\n11,2026-05-12,,,,,\r\n");
  const PenstockBars *bars = bars_of (plain);

  g_assert_cmpuint (plain->rows, ==, 2);
  g_assert_cmpuint (plain->kept, ==, 2);
  g_assert_cmpstr (bars->symbol, ==, "EXMP");
  g_assert_cmpstr (bars->currency, ==, "USD");
  g_assert_cmpstr (bars->source, ==, "file");
  g_assert_cmpint (bars->fetched_at, ==, NOW);
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_CLOSE][0], ==, 10.5);
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_ADJ_CLOSE][0], ==, 10.25);
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_VOLUME][0], ==, 1000.0);
  g_assert_true (isnan (bars->field[PENSTOCK_BAR_VOLUME][1]));
  g_assert_true (isnan (bars->field[PENSTOCK_BAR_OPEN][1]));
}

/* Newest first, dollars, thousands, other separators, no volume. */
static void
test_nasdaq (void)
{
  g_autoptr(PenstockBatch) nasdaq = bars_from ("Date,Close,Volume,Open,High,Low\n03/01/2024,\"$1,071.57\",\"7,711,135\",$70.1,$71,$70\n02/"
      "29/2024,$70.57,N/A,$70.1,$71,$70\n");
  g_autoptr(PenstockBatch) semicolons = bars_from ("Date;Close/Last\n2026-05-11;10.5\n");
  g_autoptr(PenstockBatch) tabs = bars_from ("Date\tClose\tOpen\n2026-05-11\t10.5\t\n");
  const PenstockBars *bars = bars_of (nasdaq);

  assert_day (bars->day[0], "2024-02-29");
  assert_day (bars->day[1], "2024-03-01");
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_CLOSE][1], ==, 1071.57);
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_VOLUME][1], ==, 7711135.0);
  g_assert_true (isnan (bars->field[PENSTOCK_BAR_VOLUME][0]));
  g_assert_cmpfloat (bars_of (semicolons)->field[PENSTOCK_BAR_CLOSE][0], ==, 10.5);
  g_assert_cmpfloat (bars_of (tabs)->field[PENSTOCK_BAR_CLOSE][0], ==, 10.5);
  g_assert_true (isnan (bars_of (tabs)->field[PENSTOCK_BAR_OPEN][0]));
}

static void
test_rejections (void)
{
  g_autoptr(PenstockBatch) batch = bars_from (HEADER "2026-05-04,1,1,1,,5\n2026-05-05,1,1,1,0,5\n2026-05-06,1,1,1,-2,5\n2026-05-07,1,1,1,"
      "abc,5\n2026-05-08,abc,1,1,9,5\n"
                                              "2026-05-11,0,-1,,9,-5\n2026-05-12,1,1,1,10,5\n2026-05-12,1,1,1,11,5\n2026-05-13,1,1,1,9,many\n");
  const PenstockBars *bars = bars_of (batch);

  g_assert_cmpuint (batch->rows, ==, 9);
  g_assert_cmpuint (batch->kept, ==, 2);
  g_assert_cmpuint (batch->rejected->len, ==, 7);
  assert_rejected (batch, 0, 2, "no close");
  assert_rejected (batch, 1, 3, "not positive");
  assert_rejected (batch, 2, 4, "not positive");
  assert_rejected (batch, 3, 5, "column 5 (Close): “abc” is not a number");
  assert_rejected (batch, 4, 6, "column 2 (Open)");
  assert_rejected (batch, 5, 10, "column 6 (Volume)");
  assert_rejected (batch, 6, 8, "line 9 has the same day");

  /* A price or volume that cannot be is unknown, and the row stays. */
  g_assert_true (isnan (bars->field[PENSTOCK_BAR_OPEN][0]) && isnan (bars->field[PENSTOCK_BAR_HIGH][0]) &&
      isnan (bars->field[PENSTOCK_BAR_VOLUME][0]));
  g_assert_cmpfloat (bars->field[PENSTOCK_BAR_CLOSE][1], ==, 11.0);
}

/* The date on the exchange's clocks is the one that is written, whatever the zone behind it. */
static void
test_datetimes (void)
{
  g_autoptr(PenstockBatch) batch = bars_from ("Datetime,Close\n2022-01-03 00:00:00+08:00,4.4\n2022-01-04 00:00:00-05:00,4.5\n2022-01-05T00:"
      "00:00Z,4.6\n");

  assert_day (bars_of (batch)->day[0], "2022-01-03");
  assert_day (bars_of (batch)->day[1], "2022-01-04");
  assert_day (bars_of (batch)->day[2], "2022-01-05");
}

static void
test_pence (void)
{
  g_autofree char *path = NULL;
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  int fd = g_file_open_tmp ("penstock-XXXXXX", &path, NULL);

  close (fd);
  g_assert_true (g_file_set_contents (path, HEADER "2026-05-11,1,2,3,1225.5,4\n", -1, NULL));
  g_assert_true (penstock_import_bars (path, "EXMP.L", "GBp", NOW, batch, NULL));
  g_assert_cmpstr (bars_of (batch)->currency, ==, "GBP");
  g_assert_cmpfloat (bars_of (batch)->field[PENSTOCK_BAR_CLOSE][0], ==, 12.255);
  g_assert_cmpfloat (bars_of (batch)->field[PENSTOCK_BAR_VOLUME][0], ==, 4.0);
  g_unlink (path);
}

typedef struct { const char *text; gssize length; const char *words; } Fault;

static void
check_faults (Import       import,
              const char  *name,
              const Fault *faults,
              guint        n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PenstockBatch) batch = import_as (import, name, faults[i].text, faults[i].length, &error);

      g_assert_null (batch);
      g_test_message ("%s", error->message);
      g_assert_true (error->domain == PENSTOCK_ERROR);
      g_assert_null (strchr (error->message, '\n'));
      if (strstr (error->message, faults[i].words) == NULL)
        g_error ("“%s” does not say “%s”", error->message, faults[i].words);
    }
}

static void
test_broken_bars (void)
{
  static const Fault faults[] = {
    { "", -1, "empty" },
    { "\n\n", -1, "empty" },
    { HEADER, -1, "nothing but a header" },
    { "Date,Open,High,Low,Volume\n2026-05-11,1,1,1,1\n", -1, "no “Close” column" },
    { "Close,Open\n1,1\n", -1, "no “Date” column" },
    { "Date,Close,close\n2026-05-11,1,2\n", -1, "line 1, column 2: “Close” occurs twice" },
    { HEADER "2026-05-11,1,1,1,1\n", -1, "line 2: 5 columns where the header has 6" },
    { HEADER "2026-05-11,1,1,1,1,7,711,135\n", -1, "line 2: 8 columns" },
    { HEADER "2026-05-11,1,1,1,1,1\n2026-13-11,1,1,1,1,1\n", -1, "line 3, column 1: “2026-13-11” is not a date" },
    { HEADER "31/12/2025,1,1,1,1,1\n", -1, "line 2, column 1: “31/12/2025” is not a date" },
    { HEADER "2026-5-11,1,1,1,1,1\n", -1, "is not a date" },
    { HEADER "2026-05-11,1,1,1,\"1,1\n", -1, "line 2, column 5: a quote that is never closed" },
    { HEADER "2026-05-11,1,1,1,\"1\"x,1\n", -1, "line 2, column 5: text after a closing quote" },
    { HEADER "2026-05-11,1,1,\0,1,1\n", sizeof (HEADER) + 21, "line 2, column 1: a NUL byte" },
    { "\x89PNG\r\n\x1a\n\xff\xfe\xfd", 11, "not UTF-8 text" },
    { "\xff\xfe" "D\0a\0t\0e\0", 10, "not UTF-8" },
    { "<html><body>Date,Close</body></html>", -1, "no “Date” column" },
    { HEADER "2026-05-11,1,1,1,,1\n2026-05-12,1,1,1,x,1\n", -1, "line 2: no close; and no other row" },
    { "Datetime,Close\n2024-10-21 10:00:00+01:00,1\n2024-10-21 11:00:00+01:00,2\n", -1, "line 3, column 1: several times on one day" },
    /* With semicolons a comma may be a decimal mark: nobody knows. */
    { "Date;Close\n2026-05-11;1,234\n", -1, "“1,234” is not a number" },
  };
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) directory = NULL;

  check_faults (import_bars, "EXMP.csv", faults, G_N_ELEMENTS (faults));

  g_assert_false (penstock_import_bars ("/nowhere/EXMP.csv", "EXMP", NULL, NOW, batch, &missing));
  g_assert_error (missing, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND);
  g_assert_false (penstock_import_bars (g_get_tmp_dir (), "EXMP", NULL, NOW, batch, &directory));
  g_assert_error (directory, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
}

/* 50 MiB of one day again and again, with a last line to win. */
static void
test_large (void)
{
  g_autoptr(GString) text = g_string_sized_new (51 * 1024 * 1024);
  g_autoptr(PenstockBatch) batch = NULL;
  guint n = 0;

  g_string_append (text, "Date,Close,Remark\n");
  for (; text->len < 50 * 1024 * 1024; n++)
    g_string_append_printf (text, "%04u-05-11,%u.5,%0200d\n", 1000 + n % 1000, n % 90 + 1, 0);
  batch = bars_from (text->str);

  g_assert_cmpuint (batch->rows, ==, n);
  g_assert_cmpuint (batch->kept, ==, 1000);
  g_assert_cmpuint (batch->rejected->len, ==, n - 1000);
}

/* -- revenue -- */

static const PenstockRevenueRow *
row_of (const PenstockBatch *batch,
        guint                i)
{
  g_assert_cmpuint (batch->revenue->len, >, i);
  return &g_array_index (batch->revenue, PenstockRevenueRow, i);
}

static void
test_revenue (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockBatch) batch = import_as (import_revenue, "r.csv",
                                              "Published_At,VALUE,currency,symbol,Period\n2026-05-10,832097956000,TWD,2317.TW,2026-04\n"
                                              "2026-05-05T16:30:00+08:00,-1.5e9,USD,EXMP,2026Q1\n", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (batch->kept, ==, 2);
  g_assert_cmpstr (row_of (batch, 0)->symbol, ==, "2317.TW");
  g_assert_cmpint (row_of (batch, 0)->figure.period, ==, 2026 * 12 + 3);
  g_assert_cmpfloat (row_of (batch, 0)->figure.value, ==, 832097956000.0);
  g_assert_cmpint (row_of (batch, 0)->figure.published_at, ==, 1778371200);
  g_assert_cmpint (row_of (batch, 0)->figure.first_seen, ==, NOW);
  g_assert_false (row_of (batch, 0)->figure.assumed);
  g_assert_cmpint (row_of (batch, 1)->periods_per_year, ==, 4);
  g_assert_cmpint (row_of (batch, 1)->figure.published_at, ==, 1777969800);
  g_assert_cmpfloat (row_of (batch, 1)->figure.value, ==, -1.5e9);
}

static void
test_broken_revenue (void)
{
#define R "symbol,period,value,currency,published_at\nOK.TW,2026-03,1,TWD,2026-04-10\n"
  static const Fault faults[] = {
    { "", -1, "empty" },
    { "symbol,period,value,currency,published_at\n", -1, "no rows" },
    { "symbol,period,value,currency\nA,2026-04,1,TWD\n", -1, "no “published_at” column" },
    { R "A.TW,2026-13,1,TWD,2026-05-10\n", -1, "line 3, column 2 (period): “2026-13” is not a period" },
    { R "A.TW,2027-04,1,TWD,2026-05-10\n", -1, "line 3, column 5 (published_at): “2026-05-10” is before the end of the period" },
    { R "A.TW,2026-04,1e999,TWD,2026-05-10\n", -1, "line 3, column 3 (value)" },
    { R "A.TW,2026-04,1,,2026-05-10\n", -1, "line 3, column 4 (currency)" },
    { R "A.TW,2026-04,1,TWD,\n", -1, "line 3, column 5 (published_at)" },
    { R "A.TW,2026-04,1,TWD,2026-05-10T10:00:00\n", -1, "line 3, column 5 (published_at)" },
    { R ",2026-04,1,TWD,2026-05-10\n", -1, "line 3, column 1 (symbol)" },
    { R "A B,2026-04,1,TWD,2026-05-10\n", -1, "line 3, column 1 (symbol)" },
    { R "A.TW,2026-04,1,TWD\n", -1, "line 3: 4 columns" },
    { R "OK.TW,2026-03,2,TWD,2026-04-10\n", -1, "in line 2 already" },
    { R "\"A.TW,2026-04,1,TWD,2026-05-10\n", -1, "never closed" },
    { "[]", -1, "no rows" },
    { "{\"a\":1}", -1, "array" },
    { "[{\"資料年月\":\"11504\",\"公司代號\":\"1111\",\"營業收入-當月營收\":\"5\"}]", -1, "of which market" },
    { "<html><body>nothing</body></html>", -1, "without a revenue table" },
  };
#undef R

  check_faults (import_revenue, "r.csv", faults, G_N_ELEMENTS (faults));
}

static PenstockBatch *
import_fixture (const char  *fixture,
                const char  *name,
                GError     **error)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", fixture, NULL);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return import_as (import_revenue, name, data, (gssize)length, error);
}

/* The sources' own tables, as downloaded: the market is in the file's name, or on the page. */
static void
test_tables_as_downloaded (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockBatch) json = import_fixture ("twse-revenue-ok.json", "t187ap05_L.json", &error);
  g_autoptr(PenstockBatch) csv = import_fixture ("mops-month-ok.csv", "t187ap05_O.csv", &error);
  g_autoptr(PenstockBatch) page = import_fixture ("mops-month-ok.html", "t21sc03_115_4_0.html", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (json->kept, ==, 3);
  g_assert_cmpstr (row_of (json, 0)->symbol, ==, "9901.TW");
  g_assert_cmpuint (csv->kept, ==, 2);
  g_assert_cmpstr (row_of (csv, 0)->symbol, ==, "9901.TWO");
  g_assert_cmpint (row_of (csv, 1)->figure.period, ==, 2025 * 12 + 9);
  g_assert_cmpuint (page->kept, ==, 3);
  g_assert_cmpstr (row_of (page, 0)->symbol, ==, "9901.TW");
  g_assert_cmpint (row_of (page, 0)->figure.period, ==, 2026 * 12 + 3);
  g_assert_true (row_of (page, 0)->figure.assumed);
}

/* Under a name that tells nothing the chain tells the market of the codes it has; the others are left out and said. */
static void
test_market_by_chain (void)
{
  static const char table[] = "[{\"資料年月\":\"11504\",\"公司代號\":\"1111\",\"營業收入-當月營收\":\"5\"},"
                              "{\"資料年月\":\"11504\",\"公司代號\":\"9999\",\"營業收入-當月營收\":\"6\"}]";
  g_autofree char *chain_path = g_test_build_filename (G_TEST_DIST, "fixtures", "chain-small.json", NULL);
  g_autoptr(PenstockChain) chain = penstock_chain_new_from_file (chain_path, NULL, NULL);
  g_autofree char *dir = g_dir_make_tmp ("penstock-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "download.json", NULL);
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  g_assert_true (penstock_import_revenue (path, chain, NOW, batch, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (batch->rows, ==, 2);
  g_assert_cmpuint (batch->kept, ==, 1);
  g_assert_cmpstr (row_of (batch, 0)->symbol, ==, "1111.TW");
  g_assert_cmpuint (batch->rejected->len, ==, 1);
  g_unlink (path);
  g_rmdir (dir);
}

/* A filer that has not filed leaves its value blank: that row is unknown, not the file broken, and not 0. */
static void
test_blank_revenue (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockBatch) batch = import_as (import_revenue, "r.csv", "symbol,period,value,currency,published_at\n"
                                              "A.TW,2026-03,1,TWD,2026-04-10\nB.TW,2026-03,,TWD,2026-04-10\nC.TW,2026-03,nan,TWD,2026-04-10\n", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (batch->rows, ==, 3);
  g_assert_cmpuint (batch->kept, ==, 1);
  g_assert_cmpuint (batch->rejected->len, ==, 2);
  g_assert_cmpuint (g_array_index (batch->rejected, PenstockRejection, 0).line, ==, 3);
}

static void
assert_symbol (const PenstockChain *chain,
               const char          *path,
               const char          *symbol,
               const char          *currency)
{
  const char *found;
  g_autofree char *name = penstock_import_symbol (path, chain, &found);

  g_assert_cmpstr (name, ==, symbol);
  g_assert_cmpstr (found, ==, currency);
}

static void
test_symbol_of_file (void)
{
  g_autofree char *chain_path = g_test_build_filename (G_TEST_DIST, "fixtures", "chain-small.json", NULL);
  g_autoptr(PenstockChain) chain = penstock_chain_new_from_file (chain_path, NULL, NULL);

  assert_symbol (chain, "/tmp/1111.TW.csv", "1111.TW", "TWD");
  assert_symbol (chain, "1111.tw.CSV", "1111.TW", "TWD");
  assert_symbol (chain, "2222.TW.csv", "2222.TW", "TWD");
  assert_symbol (chain, "my-own-bars.csv", "my-own-bars", NULL);
  assert_symbol (chain, "1111.TW", NULL, NULL);
  assert_symbol (chain, ".csv", NULL, NULL);
}

/* -- real histories -- */

static guint
count_lines (const char *path)
{
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *p = text; *p != '\0'; p++)
    n += *p == '\n' || p[1] == '\0';

  return n - 1;
}

static char *
history_path (const char *name)
{
  const char *shared = g_getenv ("PENSTOCK_SHARED");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "feeds", "history", name, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static void
check_folder (const char *folder,
              guint      *files,
              guint      *rows,
              guint      *refused)
{
  g_autofree char *path = history_path (folder);
  g_autoptr(GDir) dir = path != NULL ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autoptr(GError) error = NULL;

      ++*files;
      if (!penstock_import_bars (file, name, NULL, NOW, batch, &error))
        {
          g_test_message ("%s: %s", name, error->message);
          g_assert_nonnull (strstr (name, "-1h-"));
          ++*refused;
          continue;
        }
      g_assert_cmpuint (batch->rows, ==, count_lines (file));
      g_assert_cmpuint (batch->kept + batch->rejected->len, ==, batch->rows);
      g_assert_cmpuint (bars_of (batch)->n, ==, batch->kept);
      *rows += batch->kept;
    }
}

static void
test_real_bars (void)
{
  static const char *const folders[] = { "yahoo_2025-10_2026-08", "nasdaq_10y_raw", "nasdaq_10y_normalised", "yfinance_bad_data" };
  guint files = 0, rows = 0, refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    check_folder (folders[i], &files, &rows, &refused);
  if (files == 0)
    {
      g_test_skip ("no histories here");
      return;
    }

  g_test_message ("%u files, %u bars, %u refused (hourly)", files, rows, refused);
  g_assert_cmpuint (files, >, 100);
  g_assert_cmpuint (refused, ==, 2);
}

static void
test_real_revenue (void)
{
  g_autofree char *path = history_path ("monthly_revenue_tw.csv");
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(GError) error = NULL;

  if (path == NULL)
    {
      g_test_skip ("no histories here");
      return;
    }

  g_assert_true (penstock_import_revenue (path, NULL, NOW, batch, &error));
  g_assert_cmpuint (batch->kept, ==, count_lines (path));
  g_assert_cmpuint (batch->rejected->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/import/families", test_families);
  g_test_add_func ("/feed/import/nasdaq", test_nasdaq);
  g_test_add_func ("/feed/import/rejections", test_rejections);
  g_test_add_func ("/feed/import/datetimes", test_datetimes);
  g_test_add_func ("/feed/import/pence", test_pence);
  g_test_add_func ("/feed/import/broken-bars", test_broken_bars);
  g_test_add_func ("/feed/import/market-by-chain", test_market_by_chain);
  g_test_add_func ("/feed/import/blank-revenue", test_blank_revenue);
  g_test_add_func ("/feed/import/symbol-of-file", test_symbol_of_file);
  g_test_add_func ("/feed/import/large", test_large);
  g_test_add_func ("/feed/import/revenue", test_revenue);
  g_test_add_func ("/feed/import/broken-revenue", test_broken_revenue);
  g_test_add_func ("/feed/import/tables-as-downloaded", test_tables_as_downloaded);
  g_test_add_func ("/feed/import/real-bars", test_real_bars);
  g_test_add_func ("/feed/import/real-revenue", test_real_revenue);
  return g_test_run ();
}
