/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A made-up market for the tests of engine/: the shipped chain with seeded bars and revenue, a temporary store, a clock that stands still. */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "penstock-engine-private.h"
#include "penstock-paths.h"

#define WORLD_BARS 520

/* Tuesday 12 May 2026, 14:00 UTC. */
#define WORLD_NOW G_GINT64_CONSTANT (1778594400)

static inline PenstockChain *
world_chain (void)
{
  g_autofree char *path = penstock_paths_data_file ("chains/ai-infrastructure.json");
  g_autoptr(GError) error = NULL;
  PenstockChain *chain = penstock_chain_new_from_file (path, NULL, &error);

  g_assert_no_error (error);
  return chain;
}

static inline PenstockDay
world_today (void)
{
  return penstock_day_from_unix_utc (WORLD_NOW);
}

/* @n weekdays up to and including @last: a walk of its own for every symbol, the same each time. */
static inline PenstockBars *
world_bars (const char  *symbol,
            PenstockDay  last,
            gsize        n)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (g_str_hash (symbol));
  PenstockBars *bars = penstock_bars_new (symbol, NULL, "file", n);
  const double drift = g_rand_double_range (rand, -0.001, 0.002);
  double price = g_rand_double_range (rand, 20, 400);
  PenstockDay day = last;

  for (gsize i = n; i-- > 0; day--)
    {
      while (penstock_day_weekday (day) > 4)
        day--;
      bars->day[i] = day;
    }

  for (gsize i = 0; i < n; i++)
    {
      price *= exp (drift + g_rand_double_range (rand, -0.03, 0.03));
      bars->field[PENSTOCK_BAR_OPEN][i] = bars->field[PENSTOCK_BAR_HIGH][i] = price;
      bars->field[PENSTOCK_BAR_LOW][i] = bars->field[PENSTOCK_BAR_CLOSE][i] = price;
      bars->field[PENSTOCK_BAR_VOLUME][i] = 1000;
    }

  return bars;
}

/* The bars of @bars whose days are in [from, until]. */
static inline PenstockBars *
world_part (const PenstockBars *bars,
            PenstockDay         from,
            PenstockDay         until)
{
  const gsize first = (gsize)(penstock_bars_find (bars, from - 1) + 1);
  const gsize end = (gsize)(penstock_bars_find (bars, until) + 1);
  PenstockBars *part = penstock_bars_new (bars->symbol, bars->currency, bars->source, end - first);

  for (gsize i = first; i < end; i++)
    {
      part->day[i - first] = bars->day[i];
      for (guint f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
        part->field[f][i - first] = bars->field[f][i];
    }

  return part;
}

/* Sixty months up to April 2026, each published on the tenth of the next. */
static inline PenstockRevenue *
world_revenue (const char *symbol)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (g_str_hash (symbol) + 1);
  PenstockRevenueFigure figures[60];
  double level = 1e9;

  for (int k = 0; k < 60; k++)
    {
      const PenstockPeriod period = 2026 * 12 + 3 - 59 + k;

      level *= exp (g_rand_double_range (rand, -0.08, 0.1));
      figures[k] = (PenstockRevenueFigure) {
        .period = period, .value = level,
        .published_at = penstock_day_to_unix_utc (penstock_period_due (period, 12)) + 3600 * 8,
        .first_seen = WORLD_NOW, .source = "test",
      };
    }

  return penstock_revenue_new (symbol, "TWD", 12, figures, 60);
}

static inline GPtrArray *
world_events (void)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  PenstockEvent *first = penstock_event_new ("b-rumour", "A large order");
  PenstockEvent *second = penstock_event_new ("a-filed", "Record revenue");

  first->direction = 1;
  penstock_event_add_status (first, world_today () - 40, PENSTOCK_STATUS_RUMOUR, NULL);
  penstock_event_add_status (first, world_today () - 10, PENSTOCK_STATUS_CONFIRMED, NULL);
  penstock_event_add_company (first, "nvda", 1);
  penstock_event_add_company (first, "tsmc", 0.6);
  second->direction = -1;
  penstock_event_add_status (second, world_today () - 20, PENSTOCK_STATUS_REPORTED, NULL);
  penstock_event_add_company (second, "honhai", 0.9);
  g_ptr_array_add (events, first);
  g_ptr_array_add (events, second);

  return g_steal_pointer (&events);
}

static inline void
assert_same_column (const double *a,
                    const double *b,
                    gsize         n,
                    const char   *name)
{
  if (memcmp (a, b, n * sizeof (double)) == 0)
    return;

  for (gsize i = 0; i < n; i++)
    if (memcmp (a + i, b + i, sizeof (double)) != 0)
      g_error ("%s of company %" G_GSIZE_FORMAT ": %.17g and %.17g", name, i, a[i], b[i]);
}

/* The same bytes in every column, for every company. */
static inline void
assert_same_board (const PenstockScoreboard *a,
                   const PenstockScoreboard *b)
{
  g_assert_cmpuint (a->n, ==, b->n);
  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    assert_same_column (a->column[c], b->column[c], a->n, penstock_score_columns[c].id);
  for (guint s = 0; s < a->n_segments; s++)
    g_assert_cmpmem (&a->segments[s].values, sizeof (PenstockScoreGroup), &b->segments[s].values, sizeof (PenstockScoreGroup));
}

static inline guint
count_known (const PenstockScoreboard *board,
             PenstockColumn            column)
{
  guint n = 0;

  for (guint i = 0; i < board->n; i++)
    n += !isnan (board->column[column][i]);

  return n;
}

/* -- an engine on a store of its own -- */

typedef struct
{
  char           *dir;
  PenstockChain  *chain;
  PenstockClock  *clock;
  PenstockStore  *store;
  PenstockHttp   *http;
  PenstockEngine *engine;
} World;

static inline void
world_result_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static inline GAsyncResult *
world_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static inline void
world_open (World *world)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *damaged = NULL;

  world->store = penstock_store_open (world->dir, &error);
  g_assert_no_error (error);
  world->http = penstock_http_new (world->clock);
  world->engine = penstock_engine_new (world->store, world->http, world->chain, world->clock);
  penstock_engine_load_async (world->engine, NULL, world_result_cb, &result);
  penstock_engine_load_finish (world->engine, world_wait (&result), &damaged, &error);
  g_assert_no_error (error);
  g_assert_null (damaged);
}

static inline void
world_close (World *world)
{
  if (world->engine == NULL)
    return;

  penstock_engine_shutdown (world->engine);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (world->engine);
  g_assert_finalize_object (world->http);
  penstock_store_close (world->store);
  g_assert_finalize_object (world->store);
  world->engine = NULL;
}

static inline void
world_setup (World         *world,
             gconstpointer  data)
{
  world->dir = g_dir_make_tmp ("penstock-engine-XXXXXX", NULL);
  world->chain = world_chain ();
  world->clock = penstock_clock_new_fixed (WORLD_NOW * G_USEC_PER_SEC);
  world_open (world);
}

static inline void
world_teardown (World         *world,
                gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  world_close (world);
  dir = g_dir_open (world->dir, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (world->dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (world->dir);
  g_free (world->dir);
  g_assert_finalize_object (world->clock);
  penstock_chain_unref (world->chain);
}

static inline void
world_put (World         *world,
           PenstockBatch *batch)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  penstock_engine_put_batch_async (world->engine, batch, NULL, world_result_cb, &result);
  penstock_engine_put_batch_finish (world->engine, world_wait (&result), &error);
  g_assert_no_error (error);
}

static inline void
world_put_bars (World        *world,
                PenstockBars *bars)
{
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();

  g_ptr_array_add (batch->bars, penstock_bars_ref (bars));
  world_put (world, batch);
}

static inline void
world_put_revenue (World           *world,
                   PenstockRevenue *revenue)
{
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();

  for (gsize k = 0; k < revenue->n; k++)
    {
      PenstockRevenueRow row = { g_strdup (revenue->symbol), g_strdup (revenue->currency), revenue->figures[k], revenue->periods_per_year };

      g_array_append_val (batch->revenue, row);
    }
  world_put (world, batch);
}

static inline gboolean
world_is_filer (const PenstockCompany *company)
{
  return company->listed && company->tier == 1 && company->monthly_revenue;
}

/* Bars of the first tier in [from, until], in one batch. */
static inline void
world_fill (World       *world,
            PenstockDay  from,
            PenstockDay  until)
{
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();

  for (guint i = 0; i < world->chain->n_companies; i++)
    {
      const PenstockCompany *company = &world->chain->companies[i];
      g_autoptr(PenstockBars) bars = NULL;

      if (!company->listed || company->tier != 1)
        continue;
      bars = world_bars (company->symbol, world_today (), WORLD_BARS);
      g_ptr_array_add (batch->bars, world_part (bars, from, until));
    }
  world_put (world, batch);
}

/* Runs the loop until the engine has nothing left to do: no write, no question, no computation. */
static inline void
world_settle (World *world)
{
  const PenstockEngine *engine = world->engine;

  while (engine->compute_source != 0 || penstock_worker_is_busy (engine->worker) || penstock_engine_is_polling (world->engine) ||
         g_hash_table_size (engine->writes) > 0 || penstock_newsroom_is_busy (engine->newsroom))
    g_main_context_iteration (NULL, TRUE);
}
