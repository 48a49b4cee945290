/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-store.h"

#define FIRST 19300 /* 2022-11-04: a history of 600 days crosses two new years */

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(PenstockBars) bars = make_bars ("2330.TW", FIRST, 600, 500.0);
  g_autoptr(PenstockBars) read = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (put_bars (fixture->store, bars, &error), ==, 600);
  g_assert_no_error (error);

  store_close (fixture);
  store_reopen (fixture);
  read = get_bars (fixture->store, "2330.TW", &error);
  g_assert_no_error (error);
  assert_same_bars (read, bars);
  g_assert_cmpstr (read->symbol, ==, "2330.TW");
  g_assert_cmpstr (read->currency, ==, "TWD");
  g_assert_cmpstr (read->source, ==, "test");
  g_assert_cmpint (read->fetched_at, ==, 1700000000);
  g_assert_false (read->simulated);
}

static void
test_nothing_stored (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = NULL;
  char *damaged = (char *)"unset";

  g_assert_null (get_bars (fixture->store, "KLAC", &error));
  g_assert_no_error (error);
  all = get_all_bars (fixture->store, &damaged);
  g_assert_cmpuint (all->len, ==, 0);
  g_assert_null (damaged);
}

static void
test_refetch_heals (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(PenstockBars) bars = make_bars ("KLAC", FIRST, 600, 700.0);
  g_autoptr(PenstockBars) again = make_bars ("KLAC", FIRST, 605, 700.0);
  g_autoptr(PenstockBars) healed = make_bars ("KLAC", FIRST + 100, 2, 700.0);
  g_autoptr(PenstockBars) expected = NULL;
  g_autoptr(PenstockBars) read = NULL;

  bars->field[PENSTOCK_BAR_CLOSE][101] = 70000.0;
  again->field[PENSTOCK_BAR_CLOSE][101] = 70000.0;
  g_assert_cmpint (put_bars (fixture->store, bars, NULL), ==, 600);
  g_assert_cmpint (put_bars (fixture->store, bars, NULL), ==, 0);
  g_assert_cmpint (put_bars (fixture->store, again, NULL), ==, 5);

  for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    healed->field[f][0] = again->field[f][100];
  healed->field[PENSTOCK_BAR_CLOSE][1] = 701.0;
  healed->fetched_at = 1800000000;
  g_assert_cmpint (put_bars (fixture->store, healed, NULL), ==, 1);

  expected = penstock_bars_merge (again, healed);
  read = get_bars (fixture->store, "KLAC", NULL);
  assert_same_bars (read, expected);
  g_assert_cmpint (read->fetched_at, ==, 1800000000);
}

static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PenstockBars) other = make_bars ("OTHER", FIRST, 10, 1.0);
  g_autoptr(PenstockBars) unadjusted = make_bars ("KLAC", FIRST, 600, 1400.0);
  g_autoptr(PenstockBars) adjusted = make_bars ("KLAC", FIRST + 200, 50, 140.0);
  g_autoptr(PenstockBars) read = NULL;
  g_autoptr(PenstockBars) read_other = NULL;

  put_bars (fixture->store, unadjusted, NULL);
  put_bars (fixture->store, other, NULL);
  g_assert_cmpint (replace_bars (fixture->store, adjusted, NULL), ==, 50);

  read = get_bars (fixture->store, "KLAC", NULL);
  assert_same_bars (read, adjusted);
  read_other = get_bars (fixture->store, "OTHER", NULL);
  assert_same_bars (read_other, other);
}

static void
test_never_mixed (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(PenstockBars) dollars = make_bars ("X", FIRST, 20, 10.0);
  g_autoptr(PenstockBars) pounds = make_bars ("X", FIRST + 20, 5, 8.0);
  g_autoptr(PenstockBars) simulated = make_bars ("X", FIRST + 25, 5, 8.0);
  g_autoptr(PenstockBars) read = NULL;
  g_autoptr(PenstockBars) still = NULL;
  g_autoptr(GError) error = NULL;

  g_free (pounds->currency);
  pounds->currency = g_strdup ("GBP");
  put_bars (fixture->store, dollars, NULL);
  put_bars (fixture->store, pounds, NULL);
  read = get_bars (fixture->store, "X", NULL);
  assert_same_bars (read, pounds);
  g_assert_cmpstr (read->currency, ==, "GBP");

  simulated->simulated = TRUE;
  g_assert_cmpint (put_bars (fixture->store, simulated, &error), ==, -1);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  still = get_bars (fixture->store, "X", NULL);
  assert_same_bars (still, pounds);
}

static void
test_real_takes_place_of_simulated (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(PenstockBars) simulated = make_bars ("X", FIRST, 50, 10.0);
  g_autoptr(PenstockBars) real = make_bars ("X", FIRST + 10, 5, 8.0);
  g_autoptr(PenstockBars) read = NULL;

  simulated->simulated = TRUE;
  put_bars (fixture->store, simulated, NULL);
  read = get_bars (fixture->store, "X", NULL);
  g_assert_true (read->simulated);
  g_clear_pointer (&read, penstock_bars_unref);

  put_bars (fixture->store, real, NULL);
  read = get_bars (fixture->store, "X", NULL);
  assert_same_bars (read, real);
  g_assert_false (read->simulated);
}

static void
test_days_out_of_order (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(PenstockBars) bars = make_bars ("X", FIRST, 20, 10.0);
  g_autoptr(GError) error = NULL;

  bars->day[7] = bars->day[6];
  g_assert_cmpint (put_bars (fixture->store, bars, &error), ==, -1);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  g_assert_null (get_bars (fixture->store, "X", NULL));
}

/* The second of three years fails: nothing of the write may stay, and the connection works on. */
static void
test_all_or_nothing (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(PenstockBars) before = make_bars ("X", FIRST, 30, 10.0);
  g_autoptr(PenstockBars) after = make_bars ("X", FIRST, 600, 12.0);
  g_autoptr(PenstockBars) read = NULL;
  g_autoptr(PenstockBars) written = NULL;
  g_autoptr(GError) error = NULL;

  put_bars (fixture->store, before, NULL);
  run_sql (fixture->path, "CREATE TRIGGER fault BEFORE INSERT ON bars WHEN NEW.id % 10000 = 2023 BEGIN SELECT raise (ABORT, 'injected'); END");

  g_assert_cmpint (put_bars (fixture->store, after, &error), ==, -1);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  g_clear_error (&error);
  g_assert_cmpint (replace_bars (fixture->store, after, &error), ==, -1);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);

  read = get_bars (fixture->store, "X", NULL);
  assert_same_bars (read, before);

  run_sql (fixture->path, "DROP TRIGGER fault");
  g_assert_cmpint (put_bars (fixture->store, after, NULL), ==, 600);
  written = get_bars (fixture->store, "X", NULL);
  assert_same_bars (written, after);
}

/* Enough listings that the unpacking goes to several threads. */
static void
test_all_by_symbol (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GPtrArray) all = NULL;
  g_autofree char *damaged = NULL;

  for (int i = 299; i >= 0; i--)
    {
      g_autofree char *symbol = g_strdup_printf ("S%03d", i);
      g_autoptr(PenstockBars) bars = make_bars (symbol, FIRST, 300 + (gsize)i, 10.0 + i);

      put_bars (fixture->store, bars, NULL);
    }

  all = get_all_bars (fixture->store, &damaged);
  g_assert_null (damaged);
  g_assert_cmpuint (all->len, ==, 300);
  for (int i = 0; i < 300; i++)
    {
      const PenstockBars *read = g_ptr_array_index (all, i);
      g_autofree char *symbol = g_strdup_printf ("S%03d", i);
      g_autoptr(PenstockBars) bars = make_bars (symbol, FIRST, 300 + (gsize)i, 10.0 + i);

      g_assert_cmpstr (read->symbol, ==, symbol);
      assert_same_bars (read, bars);
    }
}

/* Flips one bit of the year's bytes, as a failing disk would. */
static void
flip_bit (const char *path,
          const char *symbol,
          int         year)
{
  sqlite3 *db = NULL;
  sqlite3_blob *blob = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT id * 10000 + %d FROM listing WHERE symbol = '%s'", year, symbol);
  g_autofree char *id = query_sql (path, sql);
  guint8 byte;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_blob_open (db, "main", "bars", "data", g_ascii_strtoll (id, NULL, 10), 1, &blob), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_blob_read (blob, &byte, 1, 777), ==, SQLITE_OK);
  byte ^= 0x10;
  g_assert_cmpint (sqlite3_blob_write (blob, &byte, 1, 777), ==, SQLITE_OK);
  sqlite3_blob_close (blob);
  sqlite3_close (db);
}

static void
test_damaged_year (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(PenstockBars) good = make_bars ("GOOD", FIRST, 600, 10.0);
  g_autoptr(PenstockBars) bad = make_bars ("BAD", FIRST, 600, 20.0);
  g_autoptr(PenstockBars) healed = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *damaged = NULL;
  const PenstockBars *rest;

  put_bars (fixture->store, good, NULL);
  put_bars (fixture->store, bad, NULL);
  flip_bit (fixture->path, "BAD", 2023);

  all = get_all_bars (fixture->store, &damaged);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (damaged, ==, "BAD 2023: the checksum does not match");
  assert_same_bars (g_ptr_array_index (all, 1), good);

  rest = g_ptr_array_index (all, 0);
  g_assert_cmpuint (rest->n, ==, 600 - 365);
  for (gsize i = 0; i < rest->n; i++)
    g_assert_cmpint (penstock_day_year (rest->day[i]), !=, 2023);

  g_assert_null (get_bars (fixture->store, "BAD", &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "BAD 2023"));

  g_assert_cmpint (put_bars (fixture->store, bad, NULL), ==, 365);
  healed = get_bars (fixture->store, "BAD", NULL);
  assert_same_bars (healed, bad);
}

static void
test_damaged_years_are_all_told (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(PenstockBars) a = make_bars ("A", FIRST, 600, 10.0);
  g_autoptr(PenstockBars) b = make_bars ("B", penstock_day_from_ymd (2023, 1, 1), 365, 10.0);
  g_autoptr(GPtrArray) all = NULL;
  g_autofree char *damaged = NULL;

  put_bars (fixture->store, b, NULL);
  put_bars (fixture->store, a, NULL);
  flip_bit (fixture->path, "A", 2023);
  flip_bit (fixture->path, "A", 2024);
  flip_bit (fixture->path, "B", 2023);

  all = get_all_bars (fixture->store, &damaged);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (damaged, ==,
                   "A 2023: the checksum does not match\nA 2024: the checksum does not match\nB 2023: the checksum does not match");
}

#define ADD(name, func) g_test_add ("/store/bars/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("nothing-stored", test_nothing_stored);
  ADD ("refetch-heals", test_refetch_heals);
  ADD ("replace", test_replace);
  ADD ("never-mixed", test_never_mixed);
  ADD ("real-takes-place-of-simulated", test_real_takes_place_of_simulated);
  ADD ("days-out-of-order", test_days_out_of_order);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("all-by-symbol", test_all_by_symbol);
  ADD ("damaged-year", test_damaged_year);
  ADD ("damaged-years-are-all-told", test_damaged_years_are_all_told);

  return g_test_run ();
}
