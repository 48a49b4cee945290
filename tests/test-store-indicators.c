/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-store.h"

/* One statement about "Servers" in 2025 unless said otherwise; @forecast NONE = an outcome known on @known. */
static void
add (GPtrArray   *points,
     const char  *source,
     PenstockDay  forecast,
     PenstockDay  known,
     double       value,
     gint64       first_seen)
{
  const PenstockIndicatorPoint point = {
    (char *)"Servers", (char *)"%", (char *)"", (char *)"2025", forecast, known, FALSE, value, (char *)source, first_seen,
  };

  g_ptr_array_add (points, penstock_indicator_point_copy (&point));
}

static GPtrArray *
new_points (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_indicator_point_free);
}

/* How many were new; -1 with @error set. Takes @points. */
static int
put (Fixture    *fixture,
     GPtrArray  *points,
     GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  guint n_new = 0;

  penstock_store_put_indicators_async (fixture->store, points, NULL, take_result_cb, &result);
  g_ptr_array_unref (points);
  return penstock_store_put_indicators_finish (fixture->store, wait_for (&result), &n_new, error) ? (int)n_new : -1;
}

static int
put_one (Fixture     *fixture,
         const char  *source,
         PenstockDay  forecast,
         PenstockDay  known,
         double       value,
         gint64       first_seen)
{
  GPtrArray *points = new_points ();
  g_autoptr(GError) error = NULL;
  int n;

  add (points, source, forecast, known, value, first_seen);
  n = put (fixture, points, &error);
  g_assert_no_error (error);
  return n;
}

/* "forecast day/known day=value@first seen" of each stored point. */
static char *
list (Fixture *fixture)
{
  g_autoptr(PenstockStoreContents) contents = load (fixture->store);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < contents->indicators->len; i++)
    {
      const PenstockIndicatorPoint *point = g_ptr_array_index (contents->indicators, i);

      if (point->forecast_day != PENSTOCK_DAY_NONE)
        g_string_append_printf (text, "%s %d", point->source, point->forecast_day);
      else
        g_string_append_printf (text, "%s -", point->source);
      g_string_append_printf (text, "/%d=%g@%d\n", point->known_day, point->value, (int)point->first_seen);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_list (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = list (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  GPtrArray *points = new_points ();
  const PenstockIndicatorPoint odd = {
    (char *)"Größe, “x”", (char *)"million units", (char *)"World; all", (char *)"2026Q1", -3, -3, TRUE, -0.1, (char *)"A|B", 77,
  };
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockIndicatorPoint *back;

  g_ptr_array_add (points, penstock_indicator_point_copy (&odd));
  add (points, "", PENSTOCK_DAY_NONE, 0, 46, 5);
  g_assert_cmpint (put (fixture, points, NULL), ==, 2);

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->indicators->len, ==, 2);
  back = g_ptr_array_index (contents->indicators, 0);
  g_assert_cmpstr (back->series, ==, odd.series);
  g_assert_cmpstr (back->unit, ==, odd.unit);
  g_assert_cmpstr (back->population, ==, odd.population);
  g_assert_cmpstr (back->period, ==, odd.period);
  g_assert_cmpstr (back->source, ==, odd.source);
  g_assert_cmpint (back->forecast_day, ==, -3);
  g_assert_cmpint (back->known_day, ==, -3);
  g_assert_true (back->day_assumed);
  g_assert_cmpfloat (back->value, ==, -0.1);
  g_assert_cmpint (back->first_seen, ==, 77);
  back = g_ptr_array_index (contents->indicators, 1);
  g_assert_cmpint (back->forecast_day, ==, PENSTOCK_DAY_NONE);
  g_assert_cmpint (back->known_day, ==, 0);
  g_assert_false (back->day_assumed);
}

/* A forecast is made once a day; another value for that day corrects it. */
static void
test_forecasts (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_cmpint (put_one (fixture, "A", 10, 10, 40, 100), ==, 1);
  g_assert_cmpint (put_one (fixture, "A", 10, 10, 40, 200), ==, 0);
  g_assert_cmpint (put_one (fixture, "B", 10, 10, 41, 200), ==, 1);
  g_assert_cmpint (put_one (fixture, "A", 11, 11, 42, 200), ==, 1);
  g_assert_cmpint (put_one (fixture, "A", 10, 10, 43, 300), ==, 1);
  assert_list (fixture, "A 10/10=43@100\nB 10/10=41@200\nA 11/11=42@200\n");
}

/* An outcome said again is no news; another is a vintage of its own day, and the past keeps the first. */
static void
test_outcomes (Fixture       *fixture,
               gconstpointer  data)
{
  GPtrArray *backwards = new_points ();

  g_assert_cmpint (put_one (fixture, "A", PENSTOCK_DAY_NONE, 100, 46, 1), ==, 1);
  g_assert_cmpint (put_one (fixture, "A", PENSTOCK_DAY_NONE, 130, 46, 2), ==, 0);
  g_assert_cmpint (put_one (fixture, "A", PENSTOCK_DAY_NONE, 140, 47, 3), ==, 1);
  g_assert_cmpint (put_one (fixture, "A", PENSTOCK_DAY_NONE, 150, 46, 4), ==, 1);
  g_assert_cmpint (put_one (fixture, "A", PENSTOCK_DAY_NONE, 140, 48, 5), ==, 1);
  /* Published before anything that is stored. */
  g_assert_cmpint (put_one (fixture, "A", PENSTOCK_DAY_NONE, 90, 46, 6), ==, 1);
  assert_list (fixture, "A -/90=46@6\nA -/100=46@1\nA -/140=48@3\nA -/150=46@4\n");

  /* The order in a file does not matter. */
  add (backwards, "B", PENSTOCK_DAY_NONE, 150, 46, 7);
  add (backwards, "B", PENSTOCK_DAY_NONE, 140, 46, 7);
  add (backwards, "B", PENSTOCK_DAY_NONE, 100, 47, 7);
  g_assert_cmpint (put (fixture, backwards, NULL), ==, 2);
}

/* All or nothing. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  GPtrArray *points = new_points ();
  g_autoptr(GError) error = NULL;

  add (points, "A", 10, 10, 40, 1);
  add (points, "A", 11, 11, NAN, 1);
  g_assert_cmpint (put (fixture, points, &error), ==, -1);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  assert_list (fixture, "");
}

static void
put_limits (Fixture    *fixture,
            const char *id,
            double      low,
            double      high,
            const char *layer)
{
  const PenstockIndicatorSetting setting = { (char *)id, low, high, (char *)layer };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  penstock_store_put_indicator_setting_async (fixture->store, &setting, NULL, take_result_cb, &result);
  penstock_store_put_indicator_setting_finish (fixture->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockIndicatorSetting *setting;

  put_limits (fixture, "b|%|", 10, NAN, "hardware");
  put_limits (fixture, "a|%|", 1, 2, NULL);
  put_limits (fixture, "c|%|", 1, 2, NULL);
  put_limits (fixture, "a|%|", NAN, 0, "");
  put_limits (fixture, "c|%|", NAN, NAN, NULL);

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->indicator_settings->len, ==, 2);
  setting = g_ptr_array_index (contents->indicator_settings, 0);
  g_assert_cmpstr (setting->id, ==, "a|%|");
  g_assert_true (isnan (setting->low));
  g_assert_cmpfloat (setting->high, ==, 0);
  g_assert_cmpstr (setting->layer, ==, "");
  setting = g_ptr_array_index (contents->indicator_settings, 1);
  g_assert_cmpfloat (setting->low, ==, 10);
  g_assert_true (isnan (setting->high));
  g_assert_cmpstr (setting->layer, ==, "hardware");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/indicators/round-trip", test_round_trip);
  ADD ("/store/indicators/forecasts", test_forecasts);
  ADD ("/store/indicators/outcomes", test_outcomes);
  ADD ("/store/indicators/refused", test_refused);
  ADD ("/store/indicators/settings", test_settings);

  return g_test_run ();
}
