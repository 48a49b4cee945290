/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-store.h"

/* A data folder of Penstock's first format is brought to the newest without losing a thing, and says so. */

/* As the first release wrote it; never to be edited. */
static const char format_1[] =
  "CREATE TABLE listing ("
  "  id INTEGER PRIMARY KEY,"
  "  symbol TEXT NOT NULL UNIQUE,"
  "  currency TEXT,"
  "  source TEXT,"
  "  simulated INTEGER NOT NULL,"
  "  fetched_at INTEGER NOT NULL"
  ") STRICT;"
  /* id = listing × 10000 + year, so that the years of a listing lie together. */
  "CREATE TABLE bars ("
  "  id INTEGER PRIMARY KEY,"
  "  listing INTEGER NOT NULL REFERENCES listing (id),"
  "  data BLOB NOT NULL,"
  "  CHECK (id / 10000 = listing)"
  ") STRICT;"
  "CREATE TABLE action ("
  "  symbol TEXT NOT NULL,"
  "  day INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  numerator REAL,"
  "  denominator REAL,"
  "  PRIMARY KEY (symbol, day, kind)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE quote ("
  "  symbol TEXT PRIMARY KEY,"
  "  price REAL, previous_close REAL, open REAL, high REAL, low REAL, volume REAL, extended_price REAL,"
  "  market_time INTEGER NOT NULL,"
  "  fetched_at INTEGER NOT NULL,"
  "  day INTEGER NOT NULL,"
  "  session TEXT NOT NULL,"
  "  delay_minutes INTEGER NOT NULL,"
  "  simulated INTEGER NOT NULL,"
  "  currency TEXT NOT NULL,"
  "  source TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE revenue ("
  "  symbol TEXT NOT NULL,"
  "  periods_per_year INTEGER NOT NULL CHECK (periods_per_year IN (4, 12)),"
  "  period INTEGER NOT NULL,"
  "  published_at INTEGER NOT NULL,"
  "  source TEXT NOT NULL,"
  "  value REAL NOT NULL,"
  "  currency TEXT,"
  "  first_seen INTEGER NOT NULL,"
  "  assumed INTEGER NOT NULL,"
  "  PRIMARY KEY (symbol, periods_per_year, period, published_at, source)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE event ("
  "  id TEXT PRIMARY KEY,"
  "  title TEXT NOT NULL,"
  "  kind TEXT,"
  "  direction INTEGER NOT NULL,"
  "  direction_guessed INTEGER NOT NULL,"
  "  source TEXT,"
  "  url TEXT"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE event_status ("
  "  event TEXT NOT NULL REFERENCES event (id),"
  "  day INTEGER NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  status TEXT NOT NULL,"
  "  note TEXT,"
  "  PRIMARY KEY (event, day, position)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE event_company ("
  "  event TEXT NOT NULL REFERENCES event (id),"
  "  position INTEGER NOT NULL,"
  "  company TEXT NOT NULL,"
  "  relevance REAL NOT NULL CHECK (relevance > 0 AND relevance <= 1),"
  "  PRIMARY KEY (event, position)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE feed_state ("
  "  feed TEXT NOT NULL,"
  "  subject TEXT NOT NULL,"
  "  outcome TEXT,"
  "  status INTEGER NOT NULL,"
  "  reason TEXT,"
  "  last_try INTEGER NOT NULL,"
  "  last_success INTEGER NOT NULL,"
  "  next_try INTEGER NOT NULL,"
  "  failing_since INTEGER NOT NULL,"
  "  uri TEXT, etag TEXT, last_modified TEXT,"
  "  PRIMARY KEY (feed, subject)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE setting ("
  "  key TEXT PRIMARY KEY,"
  "  value TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;";

/* A database of the first format, filled by hand where that is easy; bars are put in by moving today's blob over. */
static void
make_old (Fixture *fixture)
{
  store_close (fixture);
  g_unlink (fixture->path);
  run_sql (fixture->path, "PRAGMA journal_mode = WAL");
  run_sql (fixture->path, format_1);
  run_sql (fixture->path,
           "PRAGMA application_id = 1349415796; PRAGMA user_version = 1;"
           "INSERT INTO action VALUES ('KLAC', 20100, 'accept', 1, 1);"
           "INSERT INTO quote VALUES ('KLAC', 10.5, 10, NULL, NULL, NULL, NULL, NULL, 1700000000, 1700000001, 19675, 'regular', 15, 0, 'USD', 'yahoo-chart');"
           "INSERT INTO revenue VALUES ('2330.TW', 12, 24315, 1700000000, 'twse-revenue', 5e9, 'TWD', 1700000002, 0);"
           "INSERT INTO event VALUES ('e1', 'A deal', 'partnership', 1, 0, 'Reuters', NULL);"
           "INSERT INTO event_status VALUES ('e1', 20000, 0, 'rumour', 'a blog');"
           "INSERT INTO event_company VALUES ('e1', 0, 'tsmc', 0.5);"
           "INSERT INTO feed_state VALUES ('yahoo-chart', 'KLAC', 'data', 200, NULL, 1, 2, 0, 0, 'u', 'e', 'm');"
           "INSERT INTO setting VALUES ('host/yahoo', 'refusals=0');");
}

static void
assert_kept (PenstockStore *store)
{
  g_autoptr(PenstockStoreContents) contents = load (store);
  const PenstockEvent *event;

  g_assert_cmpuint (contents->actions->len, ==, 1);
  g_assert_cmpuint (contents->quotes->len, ==, 1);
  g_assert_cmpfloat (((PenstockStoredQuote *)g_ptr_array_index (contents->quotes, 0))->quote.price, ==, 10.5);
  g_assert_cmpuint (contents->revenue->len, ==, 1);
  g_assert_cmpfloat (((PenstockRevenue *)g_ptr_array_index (contents->revenue, 0))->figures[0].value, ==, 5e9);
  g_assert_cmpuint (contents->feed_states->len, ==, 1);
  g_assert_cmpuint (g_hash_table_size (contents->settings), ==, 1);
  g_assert_cmpuint (contents->events->len, ==, 1);
  event = g_ptr_array_index (contents->events, 0);
  g_assert_cmpstr (event->title, ==, "A deal");
  g_assert_cmpuint (event->history->len, ==, 1);
  g_assert_cmpuint (event->companies->len, ==, 1);

  /* What the first format did not know is empty, not missing. */
  g_assert_cmpuint (event->sources->len, ==, 0);
  g_assert_cmpuint (contents->opinions->len, ==, 0);
  g_assert_cmpuint (contents->rates->len, ==, 0);
}

static void
test_from_format_1 (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *version = NULL;

  make_old (fixture);
  store_reopen (fixture);
  assert_kept (fixture->store);
  version = query_sql (fixture->path, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "3");

  /* And again, from what is the newest by now. */
  store_reopen (fixture);
  assert_kept (fixture->store);
}

/* Bars are the bulk of it: the same bytes before and after. */
static void
test_bars_of_format_1 (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(PenstockBars) bars = make_bars ("2330.TW", penstock_day_from_ymd (2024, 11, 1), 200, 500);
  g_autoptr(PenstockBars) kept = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (put_bars (fixture->store, bars, &error), ==, 200);
  g_assert_no_error (error);
  store_close (fixture);
  run_sql (fixture->path, "DROP TABLE event_source; DROP TABLE rate; DROP TABLE second_opinion; DROP TABLE symbol;"
           "DROP TABLE event_mark; DROP TABLE claim; DROP TABLE indicator; DROP TABLE indicator_setting;"
           "ALTER TABLE event_status DROP COLUMN by_user; PRAGMA user_version = 1");

  store_reopen (fixture);
  kept = get_bars (fixture->store, "2330.TW", &error);
  g_assert_no_error (error);
  assert_same_bars (bars, kept);
}

/* The step fails in the middle: the old database is as it was, and opens once the cause is gone. */
static void
test_all_or_nothing (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *version = NULL;

  make_old (fixture);
  run_sql (fixture->path, "CREATE TABLE symbol (in_the_way TEXT)");
  fixture->store = penstock_store_open (fixture->dir, &error);
  g_assert_null (fixture->store);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);
  version = query_sql (fixture->path, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "1");

  run_sql (fixture->path, "DROP TABLE symbol");
  store_reopen (fixture);
  assert_kept (fixture->store);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/store/migrate/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("from-format-1", test_from_format_1);
  ADD ("bars-of-format-1", test_bars_of_format_1);
  ADD ("all-or-nothing", test_all_or_nothing);
#undef ADD

  return g_test_run ();
}
