/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <glib/gi18n.h>

#define APPLICATION_ID 0x506e7374 /* "Pnst": what the file is for `file' and for other programs */

/* Numbered steps from one format to the next: never edited once released, only added to. A number that is not known is NULL,
 * a moment is UTC seconds, a day counts from 1970-01-01. */
static const char *const migrations[] = {
  /* 1 */
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
  ") STRICT, WITHOUT ROWID;",

  /* 2 */
  "CREATE TABLE event_source ("
  "  event TEXT NOT NULL REFERENCES event (id),"
  "  key TEXT NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  source TEXT NOT NULL,"
  "  publisher TEXT,"
  "  title TEXT,"
  "  url TEXT,"
  "  published_at INTEGER NOT NULL,"
  "  PRIMARY KEY (event, key)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE rate ("
  "  base TEXT NOT NULL,"
  "  currency TEXT NOT NULL,"
  "  day INTEGER NOT NULL,"
  "  source TEXT NOT NULL,"
  "  rate REAL NOT NULL CHECK (rate > 0),"
  "  PRIMARY KEY (base, currency, day, source)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE second_opinion ("
  "  symbol TEXT NOT NULL,"
  "  day INTEGER NOT NULL,"
  "  source TEXT NOT NULL,"
  "  close REAL NOT NULL,"
  "  currency TEXT NOT NULL,"
  "  fetched_at INTEGER NOT NULL,"
  "  stands_in INTEGER NOT NULL,"
  "  PRIMARY KEY (symbol, day, source)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE symbol ("
  "  source TEXT NOT NULL,"
  "  symbol TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  exchange TEXT,"
  "  kind TEXT,"
  "  cik INTEGER NOT NULL,"
  "  PRIMARY KEY (source, symbol)"
  ") STRICT, WITHOUT ROWID;",

  /* 3 */
  "ALTER TABLE event_status ADD COLUMN by_user INTEGER NOT NULL DEFAULT 0;"
  /* What the user says about an event, apart from what feeds tell of it. */
  "CREATE TABLE event_mark ("
  "  event TEXT PRIMARY KEY,"
  "  read_at INTEGER,"
  "  direction INTEGER CHECK (direction IN (-1, 0, 1)),"
  "  direction_at INTEGER"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE claim ("
  "  id TEXT PRIMARY KEY,"
  "  created INTEGER NOT NULL,"
  "  json TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;"
  /* A point without a forecast day is an outcome; it stands under day 0 so that it has a key. */
  "CREATE TABLE indicator ("
  "  series TEXT NOT NULL,"
  "  unit TEXT NOT NULL,"
  "  population TEXT NOT NULL,"
  "  period TEXT NOT NULL,"
  "  is_forecast INTEGER NOT NULL,"
  "  forecast_day INTEGER NOT NULL,"
  "  source TEXT NOT NULL,"
  "  known_day INTEGER NOT NULL,"
  "  day_assumed INTEGER NOT NULL,"
  "  value REAL NOT NULL,"
  "  first_seen INTEGER NOT NULL,"
  "  PRIMARY KEY (series, unit, population, period, is_forecast, forecast_day, source, known_day)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE indicator_setting ("
  "  id TEXT PRIMARY KEY,"
  "  low REAL, high REAL,"
  "  layer TEXT"
  ") STRICT, WITHOUT ROWID;",
};

gboolean
penstock_store_check_format (PenstockStore  *self,
                             GError        **error)
{
  gint64 application = 0, version = 0, tables = 0;

  if (!penstock_store_query_int (self, "PRAGMA application_id", &application, error) ||
      !penstock_store_query_int (self, "PRAGMA user_version", &version, error) ||
      !penstock_store_query_int (self, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;

  if (application != APPLICATION_ID && (tables > 0 || version > 0 || application != 0))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, _("%s belongs to another program"), self->path);
      return FALSE;
    }

  if (version > (gint64)G_N_ELEMENTS (migrations))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE,
                   _("%s was written by a newer Penstock (format %d; this one knows up to %d)"),
                   self->path, (int)version, (int)G_N_ELEMENTS (migrations));
      return FALSE;
    }

  return TRUE;
}

static gboolean
run_steps (PenstockStore  *self,
           GError        **error)
{
  gint64 version = 0;
  g_autofree char *stamp = NULL;

  /* Read again: another program may have migrated while this one waited for the lock. */
  if (!penstock_store_check_format (self, error) ||
      !penstock_store_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;

  if (version == (gint64)G_N_ELEMENTS (migrations))
    return TRUE;

  for (gsize i = (gsize)version; i < G_N_ELEMENTS (migrations); i++)
    if (!penstock_store_exec (self, migrations[i], error))
      return FALSE;

  stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, (int)G_N_ELEMENTS (migrations));
  return penstock_store_exec (self, stamp, error);
}

gboolean
penstock_store_migrate (PenstockStore  *self,
                        GError        **error)
{
  if (penstock_store_exec (self, "BEGIN IMMEDIATE", error) &&
      run_steps (self, error) &&
      penstock_store_exec (self, "COMMIT", error))
    return TRUE;

  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}
