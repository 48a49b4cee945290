/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "penstock-store.h"

/* What the store's tests share: a store in a folder of its own, and calls that wait. */

typedef struct
{
  char          *dir, *path; /* owned */
  PenstockStore *store;      /* owned; NULL while closed */
} Fixture;

static inline void
store_reopen (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->store);
  fixture->store = penstock_store_open (fixture->dir, &error);
  g_assert_no_error (error);
}

static inline void
store_close (Fixture *fixture)
{
  penstock_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  fixture->store = NULL;
}

static inline void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("penstock-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "penstock.db", NULL);
  store_reopen (fixture);
}

static inline void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  GDir *dir;
  const char *name;

  if (fixture->store != NULL)
    store_close (fixture);

  dir = g_dir_open (fixture->dir, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
}

static inline void
take_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static inline GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

/* The number of bars changed, or -1 with @error set. */
static inline int
put_bars (PenstockStore  *store,
          PenstockBars   *bars,
          GError        **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  guint changed = 0;

  penstock_store_put_bars_async (store, bars, NULL, take_result_cb, &result);
  return penstock_store_put_bars_finish (store, wait_for (&result), &changed, error) ? (int)changed : -1;
}

static inline int
replace_bars (PenstockStore  *store,
              PenstockBars   *bars,
              GError        **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  guint changed = 0;

  penstock_store_replace_bars_async (store, bars, NULL, take_result_cb, &result);
  return penstock_store_replace_bars_finish (store, wait_for (&result), &changed, error) ? (int)changed : -1;
}

static inline PenstockBars *
get_bars (PenstockStore  *store,
          const char     *symbol,
          GError        **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  penstock_store_get_bars_async (store, symbol, NULL, take_result_cb, &result);
  return penstock_store_get_bars_finish (store, wait_for (&result), error);
}

static inline GPtrArray *
get_all_bars (PenstockStore  *store,
              char          **damaged)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *all;

  penstock_store_get_all_bars_async (store, NULL, take_result_cb, &result);
  all = penstock_store_get_all_bars_finish (store, wait_for (&result), damaged, &error);
  g_assert_no_error (error);
  return all;
}

static inline PenstockStoreContents *
load (PenstockStore *store)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  PenstockStoreContents *contents;

  penstock_store_load_async (store, NULL, take_result_cb, &result);
  contents = penstock_store_load_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return contents;
}

static inline int
put_revenue (PenstockStore               *store,
             const PenstockStoredFigure  *figures,
             gsize                        n,
             GError                     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  guint n_new = 0;

  penstock_store_put_revenue_async (store, figures, n, NULL, take_result_cb, &result);
  return penstock_store_put_revenue_finish (store, wait_for (&result), &n_new, error) ? (int)n_new : -1;
}

static inline gboolean
put_setting (PenstockStore  *store,
             const char     *key,
             const char     *value,
             GError        **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  penstock_store_put_setting_async (store, key, value, NULL, take_result_cb, &result);
  return penstock_store_put_setting_finish (store, wait_for (&result), error);
}

/* @n bars on consecutive days: prices tell symbol and day apart, every 7th high is unknown, adjusted close is always unknown. */
static inline PenstockBars *
make_bars (const char  *symbol,
           PenstockDay  first,
           gsize        n,
           double       level)
{
  PenstockBars *bars = penstock_bars_new (symbol, "TWD", "test", n);

  bars->fetched_at = 1700000000;
  for (gsize i = 0; i < n; i++)
    {
      bars->day[i] = first + (gint32)i;
      bars->field[PENSTOCK_BAR_OPEN][i] = level + (double)i / 3.0;
      bars->field[PENSTOCK_BAR_HIGH][i] = i % 7 == 3 ? NAN : level + (double)(float)i / 3.0 + 1.0;
      bars->field[PENSTOCK_BAR_LOW][i] = (double)(float)(level + (double)i * 0.1);
      bars->field[PENSTOCK_BAR_CLOSE][i] = (round (level * 100.0) + (double)i) / 100.0;
      bars->field[PENSTOCK_BAR_VOLUME][i] = 1e6 + (double)i;
    }

  return bars;
}

static inline void
assert_same_bars (const PenstockBars *a,
                  const PenstockBars *b)
{
  g_assert_nonnull (a);
  g_assert_nonnull (b);
  g_assert_cmpuint (a->n, ==, b->n);
  g_assert_cmpmem (a->day, a->n * sizeof *a->day, b->day, b->n * sizeof *b->day);
  for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    for (gsize i = 0; i < a->n; i++)
      if (isnan (a->field[f][i]) || isnan (b->field[f][i]))
        g_assert_true (isnan (a->field[f][i]) && isnan (b->field[f][i]));
      else
        g_assert_cmpmem (&a->field[f][i], sizeof (double), &b->field[f][i], sizeof (double));
}

/* Reaches behind the store's back, with a connection of its own. */
static inline void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static inline char *
query_sql (const char *path,
           const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  char *text;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  text = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return text;
}
