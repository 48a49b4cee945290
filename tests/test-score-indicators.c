/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-indicators.h"

#include <glib.h>
#include <math.h>

#define YEAR(y) (int32_t)(((y) - 1970) * 365), (int32_t)(((y) - 1969) * 365)

/* By hand: 2024 came to 46, known on day 100; 2025 to 30, known on day 200.
 *   40 − 46 = −6, 41.5 − 46 = −4.5, 28 − 30 = −2, 33 − 30 = +3: mean −9.5/4 = −2.375, mean absolute 15.5/4 = 3.875, last +3. */
static void
test_errors (void)
{
  const PenstockScoreForecast forecasts[] = {
    { 33, 30, 199, 200, YEAR (2025) }, { 40, 46, 10, 100, YEAR (2024) }, { 41.5, 46, 99, 100, YEAR (2024) }, { 28, 30, 90, 200, YEAR (2025) },
    { 20, NAN, 195, 0, YEAR (2026) },  /* nobody knows yet */
    { 45, 46, 100, 100, YEAR (2024) }, /* made when it was known */
    { 29, 30, 300, 200, YEAR (2025) },
    { NAN, 46, 1, 100, YEAR (2024) },
  };
  const PenstockScoreForecastErrors errors = penstock_score_forecast_errors (forecasts, G_N_ELEMENTS (forecasts));
  const PenstockScoreForecastErrors one = penstock_score_forecast_errors (forecasts + 1, 1);
  const PenstockScoreForecastErrors none = penstock_score_forecast_errors (forecasts + 4, 2);

  g_assert_cmpuint (errors.n, ==, 4);
  g_assert_cmpfloat (errors.mean_error, ==, -2.375);
  g_assert_cmpfloat (errors.mean_absolute_error, ==, 3.875);
  g_assert_cmpfloat (errors.last_error, ==, 3);
  g_assert_cmpuint (one.n, ==, 1);
  g_assert_cmpfloat (one.last_error, ==, -6);
  g_assert_cmpuint (none.n, ==, 0);
  g_assert_true (isnan (none.mean_error) && isnan (none.mean_absolute_error) && isnan (none.last_error));
  g_assert_cmpuint (penstock_score_forecast_errors (NULL, 0).n, ==, 0);
}

/* The last forecast is that of the period that ended last, however late one about an older period was. */
static void
test_last (void)
{
  const PenstockScoreForecast forecasts[] = {
    { 10, 8, 50, 100, YEAR (2025) }, { 7, 8, 40, 100, YEAR (2025) }, { 100, 1, 90, 95, YEAR (2024) },
    { 5, 4, 20, 100, (int32_t)((2026 - 1970) * 365 - 92), (int32_t)((2026 - 1970) * 365) }, /* its last quarter ends with it and is the shorter */
  };

  g_assert_cmpfloat (penstock_score_forecast_errors (forecasts, 3).last_error, ==, 2);
  g_assert_cmpfloat (penstock_score_forecast_errors (forecasts, 4).last_error, ==, 1);
}

static void
test_thresholds (void)
{
  const double values[] = { 35, 12, 9, 10, 40, 41, 55, 60 };

  g_assert_cmpint (penstock_score_threshold_side (9, 10, 40), ==, -1);
  g_assert_cmpint (penstock_score_threshold_side (10, 10, 40), ==, 0);
  g_assert_cmpint (penstock_score_threshold_side (40, 10, 40), ==, 0);
  g_assert_cmpint (penstock_score_threshold_side (40.5, 10, 40), ==, 1);
  g_assert_cmpint (penstock_score_threshold_side (1e9, 10, NAN), ==, 0);
  g_assert_cmpint (penstock_score_threshold_side (-1e9, NAN, 40), ==, 0);

  g_assert_cmpuint (penstock_score_threshold_since (values, 8, 10, 40), ==, 5);
  g_assert_cmpuint (penstock_score_threshold_since (values, 5, 10, 40), ==, 3);
  g_assert_cmpuint (penstock_score_threshold_since (values, 3, 10, 40), ==, 2);
  g_assert_cmpuint (penstock_score_threshold_since (values, 8, NAN, 1000), ==, 0);
  g_assert_cmpuint (penstock_score_threshold_since (values, 1, 10, 40), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/score/indicators/errors", test_errors);
  g_test_add_func ("/score/indicators/last", test_last);
  g_test_add_func ("/score/indicators/thresholds", test_thresholds);

  return g_test_run ();
}
