/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-server.h"

#include "penstock-history.h"
#include "penstock-indicators.h"

/* Outside series: cut at the day, with the user's thresholds, polled from the user's own address, and kept over a restart. */

#define DAY (world_today ())
#define SHIPPED "AI servers shipped, growth|% YoY|AI servers, world"

static const char *const only_indicators[] = { "indicators", NULL };

static void
count_cb (PenstockEngine *engine,
          gpointer        user_data)
{
  ++*(guint *)user_data;
}

static void
add (GPtrArray   *points,
     const char  *series,
     const char  *period,
     const char  *forecast,
     const char  *known,
     double       value,
     const char  *source)
{
  const PenstockIndicatorPoint point = {
    (char *)series, (char *)"%", (char *)"", (char *)period, forecast != NULL ? penstock_day_parse (forecast) : PENSTOCK_DAY_NONE,
    penstock_day_parse (known), FALSE, value, (char *)source, WORLD_NOW,
  };

  g_ptr_array_add (points, penstock_indicator_point_copy (&point));
}

static GPtrArray *
new_points (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_indicator_point_free);
}

/* Takes @points. */
static guint
put (World     *world,
     GPtrArray *points)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new = 99;

  penstock_engine_put_indicators_async (world->engine, points, NULL, world_result_cb, &result);
  g_ptr_array_unref (points);
  penstock_engine_put_indicators_finish (world->engine, world_wait (&result), &n_new, &error);
  g_assert_no_error (error);
  return n_new;
}

static PenstockIndicatorSeries *
find (GPtrArray  *indicators,
      const char *id)
{
  for (guint i = 0; i < indicators->len; i++)
    if (g_str_equal (((PenstockIndicatorSeries *)g_ptr_array_index (indicators, i))->id, id))
      return g_ptr_array_index (indicators, i);

  return NULL;
}

static void
assert_day (PenstockDay  day,
            const char  *expected)
{
  char text[16];

  g_assert_cmpstr (penstock_day_format (day, text), ==, expected);
}

static const PenstockIndicatorPeriod *
period_of (const PenstockIndicatorSeries *series,
           guint                          i,
           const char                    *name,
           guint                          n_vintages)
{
  const PenstockIndicatorPeriod *period;

  g_assert_cmpuint (i, <, series->periods->len);
  period = g_ptr_array_index (series->periods, i);
  g_assert_cmpstr (period->period, ==, name);
  g_assert_cmpuint (period->vintages->len, ==, n_vintages);
  return period;
}

/* -- what ships, read as TrendForce said it -- */

static void
test_shipped (World         *world,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) now = penstock_engine_dup_indicators (world->engine, DAY);
  g_autoptr(GPtrArray) before = penstock_engine_dup_indicators (world->engine, penstock_day_parse ("2025-02-27"));
  g_autoptr(GPtrArray) nothing = penstock_engine_dup_indicators (world->engine, penstock_day_parse ("2024-06-29"));
  const PenstockIndicatorSeries *series = find (now, SHIPPED);
  const PenstockIndicatorPeriod *period;
  const PenstockForecaster *forecaster;

  g_assert_cmpuint (now->len, ==, 1);
  g_assert_cmpstr (world->chain->layers[series->layer].id, ==, "hardware");
  g_assert_cmpuint (series->periods->len, ==, 3);
  period = period_of (series, 0, "2024", 2);
  g_assert_cmpfloat (period->outcome, ==, 46);
  assert_day (period->outcome_day, "2025-02-28");
  g_assert_cmpfloat (g_array_index (period->vintages, PenstockVintage, 1).value, ==, 41.5);
  g_assert_true (g_array_index (period->vintages, PenstockVintage, 1).assumed);
  g_assert_true (isnan (period_of (series, 1, "2025", 2)->outcome));
  period_of (series, 2, "2026", 3);

  g_assert_cmpfloat (series->last, ==, 28);
  g_assert_cmpstr (series->last_period, ==, "2026");
  g_assert_true (series->last_is_forecast);
  assert_day (series->last_day, "2026-04-30");
  g_assert_cmpfloat (series->previous, ==, 28);
  g_assert_cmpint (series->state, ==, PENSTOCK_THRESHOLD_NONE);
  g_assert_cmpint (series->state_since, ==, PENSTOCK_DAY_NONE);

  /* 40 and 41.5 for what came to 46. */
  g_assert_cmpuint (series->forecasters->len, ==, 1);
  forecaster = &g_array_index (series->forecasters, PenstockForecaster, 0);
  g_assert_cmpstr (forecaster->source, ==, "TrendForce");
  g_assert_cmpuint (forecaster->n, ==, 2);
  g_assert_cmpfloat (forecaster->mean_error, ==, -5.25);
  g_assert_cmpfloat (forecaster->mean_absolute_error, ==, 5.25);
  g_assert_cmpfloat (forecaster->last_error, ==, -4.5);

  /* The day before the outcome was published it was not known, nor what was said with it. */
  series = find (before, SHIPPED);
  g_assert_cmpuint (series->periods->len, ==, 1);
  g_assert_true (isnan (period_of (series, 0, "2024", 2)->outcome));
  g_assert_cmpuint (g_array_index (series->forecasters, PenstockForecaster, 0).n, ==, 0);
  g_assert_true (isnan (g_array_index (series->forecasters, PenstockForecaster, 0).mean_error));
  g_assert_cmpuint (nothing->len, ==, 0);
}

/* -- point in time -- */

static void
put_story (World *world)
{
  GPtrArray *points = new_points ();

  add (points, "S", "2025", "2025-01-10", "2025-01-10", 20, "A");
  add (points, "S", "2025", "2025-06-10", "2025-06-10", 24, "B");
  add (points, "S", "2025", "2025-09-10", "2025-09-10", 26, "A");
  add (points, "S", "2025", NULL, "2026-02-01", 30, "A");
  add (points, "S", "2025", NULL, "2026-03-01", 32, "A");
  add (points, "S", "2026", "2026-02-01", "2026-02-01", 40, "B");
  add (points, "S", "2024", NULL, "2025-02-01", 18, "A");
  g_assert_cmpuint (put (world, points), ==, 7);
}

static void
test_past (World         *world,
           gconstpointer  data)
{
  static const struct { const char *as_of; guint n_vintages; double outcome, last, previous; const char *period; guint errors; double error; } days[] = {
    { "2025-01-10", 1, NAN, 20, NAN, "2025", 0, NAN },
    { "2025-09-09", 2, NAN, 24, 18, "2025", 0, NAN },   /* B's first: 2024 came to 18 */
    { "2025-09-10", 3, NAN, 26, 20, "2025", 0, NAN },   /* A's own before */
    { "2026-01-31", 3, NAN, 26, 20, "2025", 0, NAN },
    { "2026-02-01", 3, 30, 30, 26, "2025", 2, -4 },     /* the outcome before the forecast of the same day; the last of A was 26 */
    { "2026-02-28", 3, 30, 30, 26, "2025", 2, -4 },
    { "2026-03-01", 3, 32, 32, 30, "2025", 2, -6 },     /* restated */
  };

  put_story (world);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr(GPtrArray) indicators = penstock_engine_dup_indicators (world->engine, penstock_day_parse (days[i].as_of));
      const PenstockIndicatorSeries *series = find (indicators, "S|%|");
      const PenstockIndicatorPeriod *period = NULL;
      const PenstockForecaster *forecaster = &g_array_index (series->forecasters, PenstockForecaster, 0);

      g_test_message ("%s", days[i].as_of);
      for (guint k = 0; k < series->periods->len; k++)
        if (g_str_equal (((PenstockIndicatorPeriod *)g_ptr_array_index (series->periods, k))->period, "2025"))
          period = g_ptr_array_index (series->periods, k);
      g_assert_cmpuint (period->vintages->len, ==, days[i].n_vintages);
      g_assert_true (isnan (days[i].outcome) ? isnan (period->outcome) : period->outcome == days[i].outcome);
      g_assert_cmpfloat (series->last, ==, days[i].last);
      g_assert_cmpstr (series->last_period, ==, days[i].period);
      g_assert_true (isnan (days[i].previous) ? isnan (series->previous) : series->previous == days[i].previous);
      g_assert_cmpstr (forecaster->source, ==, "A");
      g_assert_cmpuint (forecaster->n, ==, days[i].errors);
      g_assert_true (isnan (days[i].error) ? isnan (forecaster->last_error) : forecaster->last_error == days[i].error);
    }
}

/* -- what the user says -- */

static void
test_thresholds (World         *world,
                 gconstpointer  data)
{
  guint changed = 0;

  put_story (world);
  g_signal_connect (world->engine, "indicators-changed", G_CALLBACK (count_cb), &changed);
  penstock_engine_set_threshold (world->engine, "S|%|", 19, 25);
  penstock_engine_set_indicator_layer (world->engine, "S|%|", 0);
  penstock_engine_set_indicator_layer (world->engine, SHIPPED, -1);
  g_assert_cmpuint (changed, ==, 3);
  g_signal_handlers_disconnect_by_func (world->engine, count_cb, &changed);

  for (guint pass = 0; pass < 2; pass++)
    {
      g_autoptr(GPtrArray) now = penstock_engine_dup_indicators (world->engine, DAY);
      g_autoptr(GPtrArray) summer = penstock_engine_dup_indicators (world->engine, penstock_day_parse ("2025-07-01"));
      g_autoptr(GPtrArray) winter = penstock_engine_dup_indicators (world->engine, penstock_day_parse ("2025-02-01"));

      /* 20, 18 (the outcome of 2024, on 1 February), 24, 26 … */
      g_assert_cmpint (find (winter, "S|%|")->state, ==, PENSTOCK_THRESHOLD_BELOW);
      assert_day (find (winter, "S|%|")->state_since, "2025-02-01");
      g_assert_cmpint (find (summer, "S|%|")->state, ==, PENSTOCK_THRESHOLD_WITHIN);
      assert_day (find (summer, "S|%|")->state_since, "2025-06-10");
      g_assert_cmpint (find (now, "S|%|")->state, ==, PENSTOCK_THRESHOLD_ABOVE);
      assert_day (find (now, "S|%|")->state_since, "2025-09-10");
      g_assert_cmpfloat (find (now, "S|%|")->low, ==, 19);
      g_assert_cmpfloat (find (now, "S|%|")->high, ==, 25);
      g_assert_cmpint (find (now, "S|%|")->layer, ==, 0);
      g_assert_cmpint (find (now, SHIPPED)->layer, ==, -1);
      if (pass == 0)
        {
          world_settle (world);
          world_close (world);
          world_open (world);
        }
    }

  /* What was said on 1 February 2026, a forecast of 40, is not what stood at its end, an outcome of 30. */
  penstock_engine_set_threshold (world->engine, "S|%|", NAN, 35);
  {
    g_autoptr(GPtrArray) now = penstock_engine_dup_indicators (world->engine, DAY);

    g_assert_cmpint (find (now, "S|%|")->state, ==, PENSTOCK_THRESHOLD_WITHIN);
    assert_day (find (now, "S|%|")->state_since, "2025-01-10");
  }

  /* The ends in either order, and none. */
  penstock_engine_set_threshold (world->engine, "S|%|", 25, 19);
  penstock_engine_set_threshold (world->engine, SHIPPED, NAN, NAN);
  {
    g_autoptr(GPtrArray) now = penstock_engine_dup_indicators (world->engine, DAY);

    g_assert_cmpfloat (find (now, "S|%|")->low, ==, 19);
    g_assert_cmpint (find (now, SHIPPED)->state, ==, PENSTOCK_THRESHOLD_NONE);
  }
  world_settle (world);
}

/* A row of the user's own takes the place of one that ships; what ships is not stored. */
static void
test_own (World         *world,
          gconstpointer  data)
{
  GPtrArray *points = new_points ();
  const PenstockIndicatorPoint own = {
    (char *)"AI servers shipped, growth", (char *)"% YoY", (char *)"AI servers, world", (char *)"2026", penstock_day_parse ("2026-04-30"),
    penstock_day_parse ("2026-04-30"), FALSE, 28.3, (char *)"TrendForce", WORLD_NOW,
  };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PenstockStoreContents) contents = NULL;
  g_autoptr(GPtrArray) now = NULL;
  guint changed = 0;

  g_signal_connect (world->engine, "indicators-changed", G_CALLBACK (count_cb), &changed);
  g_ptr_array_add (points, penstock_indicator_point_copy (&own));
  g_assert_cmpuint (put (world, g_ptr_array_ref (points)), ==, 1);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (put (world, points), ==, 0);
  g_assert_cmpuint (changed, ==, 1);

  now = penstock_engine_dup_indicators (world->engine, DAY);
  g_assert_cmpuint (now->len, ==, 1);
  period_of (g_ptr_array_index (now, 0), 2, "2026", 3);
  g_assert_cmpfloat (find (now, SHIPPED)->last, ==, 28.3);
  g_assert_cmpfloat (find (now, SHIPPED)->previous, ==, 28);
  penstock_store_load_async (world->store, NULL, world_result_cb, &result);
  contents = penstock_store_load_finish (world->store, world_wait (&result), NULL);
  g_assert_cmpuint (contents->indicators->len, ==, 1);
}

/* -- the triangle -- */

static void
test_triangle (World         *world,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) indicators = penstock_engine_dup_indicators (world->engine, DAY);
  g_autoptr(GArray) unknown = penstock_triangle_new (world->chain, NULL, NULL, DAY, indicators);
  g_autoptr(PenstockScoreboard) board = NULL;
  g_autoptr(PenstockHistory) history = NULL;
  g_autoptr(GArray) corners = NULL;
  gboolean triple = FALSE, all = TRUE;
  guint n_lit = 0, n_falling = 0;
  g_autofree PenstockGroupPast *groups = NULL;

  g_assert_cmpuint (unknown->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const PenstockTriangleCorner *corner = &g_array_index (unknown, PenstockTriangleCorner, i);

      g_assert_cmpint (corner->layer, ==, (int)i);
      g_assert_false (corner->known || corner->lit);
      g_assert_true (isnan (corner->validation));
      g_assert_cmpuint (corner->series->len, ==, g_str_equal (world->chain->layers[i].id, "hardware") ? 1 : 0);
    }

  /* Lit corners are what triple resonance is made of. */
  world_fill (world, 0, DAY - 1);
  for (guint i = 0; i < world->chain->n_companies; i++)
    if (world_is_filer (&world->chain->companies[i]))
      {
        g_autoptr(PenstockRevenue) revenue = world_revenue (world->chain->companies[i].symbol);

        world_put_revenue (world, revenue);
      }
  board = penstock_engine_compute (world->engine, DAY);
  history = penstock_engine_compute_history (world->engine, DAY);
  corners = penstock_triangle_new (world->chain, history, board, DAY, indicators);
  groups = penstock_history_phases_on (history, board, NULL, &triple);
  for (guint i = 0; i < 3; i++)
    {
      const PenstockTriangleCorner *corner = &g_array_index (corners, PenstockTriangleCorner, i);
      const PenstockGroupPast *group = &groups[PENSTOCK_GROUP_LAYER (world->chain, i)];

      g_test_message ("%s: %g, before %g, %d %d", world->chain->layers[i].id, corner->validation, corner->validation_before, corner->known, corner->lit);
      g_assert_true (corner->lit == (corner->known && corner->validation > 0 && corner->validation > corner->validation_before));
      if (corner->known)
        g_assert_cmpfloat (corner->validation, ==, group->values.validation);
      else
        g_assert_true (isnan (corner->validation) || isnan (corner->validation_before));
      all = all && corner->lit;
    }
  g_assert_true (all == triple);

  /* Over a year: lit by rising above 0, and by nothing less. */
  for (PenstockDay day = DAY - 364; day < DAY; day += 7)
    {
      g_autoptr(GArray) then = penstock_triangle_new (world->chain, history, NULL, day, NULL);

      for (guint i = 0; i < then->len; i++)
        {
          const PenstockTriangleCorner *corner = &g_array_index (then, PenstockTriangleCorner, i);
          const gboolean rising = corner->validation > corner->validation_before;

          n_lit += corner->lit;
          n_falling += corner->validation > 0 && !rising;
          g_assert_true (corner->lit == (corner->validation > 0 && rising));
        }
    }
  g_assert_cmpuint (n_lit, >, 0);
  g_assert_cmpuint (n_falling, >, 0);
}

/* -- polled -- */

#define HEADER "series,unit,population,forecast_date,period,value,source\n"

static void
subscribe (Server     *server,
           const char *path)
{
  g_autofree char *url = server_url (server, path);
  const char *const urls[] = { url, NULL };

  server_point (server, only_indicators);
  penstock_engine_set_indicator_addresses (server->world.engine, urls);
}

static void
test_polled (Server        *server,
             gconstpointer  data)
{
  World *world = &server->world;
  Page *page = server_put (server, "/s.csv", "text/csv", HEADER "P,%,,2026-01-10,2026,35.5,H\nP,%,,,2025,41,H\n");
  guint changed = 0;

  g_signal_connect (world->engine, "indicators-changed", G_CALLBACK (count_cb), &changed);
  subscribe (server, "/s.csv");
  g_assert_cmpuint (server_poll (server, only_indicators, NULL, FALSE), ==, 0);
  g_assert_cmpuint (page->asked, ==, 1);
  g_assert_cmpuint (changed, ==, 1);
  {
    g_autoptr(GPtrArray) now = penstock_engine_dup_indicators (world->engine, DAY);
    g_autoptr(GPtrArray) yesterday = penstock_engine_dup_indicators (world->engine, DAY - 1);

    /* First seen today: yesterday did not know it. */
    g_assert_cmpfloat (find (now, "P|%|")->last, ==, 41);
    g_assert_cmpfloat (find (yesterday, "P|%|")->last, ==, 35.5);
  }
  g_assert_cmpstr (penstock_feed_health_get_state (server_health (server, "indicators")), ==, "ok");

  /* By the timetable every four hours; the same rows are no news, another outcome is known from its own day on. */
  penstock_clock_advance (world->clock, G_GINT64_CONSTANT (3) * 3600 * G_USEC_PER_SEC);
  server_poll (server, only_indicators, NULL, FALSE);
  g_assert_cmpuint (page->asked, ==, 1);
  penstock_clock_advance (world->clock, G_GINT64_CONSTANT (25) * 3600 * G_USEC_PER_SEC);
  server_poll (server, only_indicators, NULL, FALSE);
  g_assert_cmpuint (page->asked, ==, 2);
  g_assert_cmpuint (changed, ==, 1);
  server_put (server, "/s.csv", "application/json", "[{\"series\":\"P\",\"unit\":\"%\",\"period\":2025,\"value\":42,\"source\":\"H\"}]");
  server_poll (server, only_indicators, NULL, TRUE);
  g_assert_cmpuint (changed, ==, 2);

  for (guint pass = 0; pass < 2; pass++)
    {
      g_autoptr(GPtrArray) before = penstock_engine_dup_indicators (world->engine, DAY);
      g_autoptr(GPtrArray) after = penstock_engine_dup_indicators (world->engine, DAY + 1);

      g_assert_cmpfloat (find (before, "P|%|")->last, ==, 41);
      g_assert_cmpfloat (find (after, "P|%|")->last, ==, 42);
      if (pass == 0)
        {
          world_close (world);
          world_open (world);
        }
    }
}

/* Consent and health are those of any feed. */
static void
test_health (Server        *server,
             gconstpointer  data)
{
  static const char *const nobody[] = { "rss", NULL };
  Page *page = server_put (server, "/s.csv", "text/csv", "<html>Sign in</html>");
  PenstockFeedHealth *health;

  subscribe (server, "/s.csv");
  penstock_engine_set_enabled_feeds (server->world.engine, nobody);
  server_poll (server, NULL, NULL, FALSE);
  g_assert_cmpuint (page->asked, ==, 0);

  penstock_engine_set_enabled_feeds (server->world.engine, only_indicators);
  g_assert_cmpuint (server_poll (server, only_indicators, NULL, FALSE), ==, 1);
  g_assert_cmpuint (page->asked, ==, 1);
  health = server_health (server, "indicators");
  g_assert_cmpstr (penstock_feed_health_get_state (health), ==, "broken");
  g_assert_cmpstr (penstock_feed_health_get_host (health), ==, "127.0.0.1");
  g_assert_nonnull (strstr (penstock_feed_health_get_reason (health), "HTML"));
  /* Its addresses are not those of the news. */
  g_assert_cmpstr (penstock_feed_health_get_host (server_health (server, "rss")), ==, "");
}

#define ADD(path, test) g_test_add (path, World, NULL, world_setup, test, world_teardown)
#define ADD_SERVED(path, test) g_test_add (path, Server, NULL, server_setup, test, server_teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/engine/indicators/shipped", test_shipped);
  ADD ("/engine/indicators/past", test_past);
  ADD ("/engine/indicators/thresholds", test_thresholds);
  ADD ("/engine/indicators/own", test_own);
  ADD ("/engine/indicators/triangle", test_triangle);
  ADD_SERVED ("/engine/indicators/polled", test_polled);
  ADD_SERVED ("/engine/indicators/health", test_health);

  return g_test_run ();
}
