/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-indicators.h"

#include <math.h>
#include <stdbool.h>

/* A forecast made when its outcome was known is none. */
static bool
counts (const PenstockScoreForecast *forecast)
{
  return isfinite (forecast->value) && isfinite (forecast->outcome) && forecast->made < forecast->known;
}

static bool
is_newer (const PenstockScoreForecast *a,
          const PenstockScoreForecast *b)
{
  if (a->end != b->end)
    return a->end > b->end;
  if (a->begin != b->begin)
    return a->begin > b->begin;

  return a->made > b->made;
}

PenstockScoreForecastErrors
penstock_score_forecast_errors (const PenstockScoreForecast *forecasts,
                                size_t                       n)
{
  PenstockScoreForecastErrors errors = { 0, NAN, NAN, NAN };
  const PenstockScoreForecast *last = NULL;
  double sum = 0.0, absolute = 0.0;

  for (size_t i = 0; i < n; i++)
    {
      const PenstockScoreForecast *forecast = &forecasts[i];

      if (!counts (forecast))
        continue;

      errors.n++;
      sum += forecast->value - forecast->outcome;
      absolute += fabs (forecast->value - forecast->outcome);
      if (last == NULL || is_newer (forecast, last))
        last = forecast;
    }

  if (last == NULL)
    return errors;

  errors.mean_error = sum / (double)errors.n;
  errors.mean_absolute_error = absolute / (double)errors.n;
  errors.last_error = last->value - last->outcome;
  return errors;
}

int
penstock_score_threshold_side (double value,
                               double low,
                               double high)
{
  /* A comparison with NAN is false: what is not set is not crossed. */
  return value < low ? -1 : value > high ? 1 : 0;
}

size_t
penstock_score_threshold_since (const double *values,
                                size_t        n,
                                double        low,
                                double        high)
{
  const int side = penstock_score_threshold_side (values[n - 1], low, high);
  size_t first = n - 1;

  while (first > 0 && penstock_score_threshold_side (values[first - 1], low, high) == side)
    first--;

  return first;
}
