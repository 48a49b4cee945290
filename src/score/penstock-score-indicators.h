/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Outside series: how far forecasters were off, and where a series stands against the user's thresholds. Pure; cut at the day by who calls. */

typedef struct
{
  double  value;
  double  outcome;     /* what its period came to; NAN = not known */
  int32_t made;        /* day */
  int32_t known;       /* the day on which anything was first known of what its period came to; not looked at without an outcome */
  int32_t begin, end;  /* of its period: first day, first day after */
} PenstockScoreForecast;

typedef struct
{
  size_t n;
  double mean_error, mean_absolute_error, last_error; /* forecast − outcome; NAN where n is 0 */
} PenstockScoreForecastErrors;

/* Of one forecaster, over the forecasts whose period has an outcome and that were made before that was known. last_error is of the newest of these
 * periods (the one that ends last, the shorter of two) and of the last forecast of it. */
PenstockScoreForecastErrors penstock_score_forecast_errors (const PenstockScoreForecast *forecasts, size_t n);

/* −1 below @low, +1 above @high, 0 within; a threshold itself is within. @low and @high: NAN = none. @value is a number, and one of the thresholds is. */
int    penstock_score_threshold_side  (double value, double low, double high);
/* Index of the first of @values (n > 0, in the order in which they became known) from which on all were on the side the last one is on. */
size_t penstock_score_threshold_since (const double *values, size_t n, double low, double high);
