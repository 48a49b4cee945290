/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-calc-ticks.h"

#include <math.h>
#include <stdbool.h>

#define MOST_DECIMALS 12

/* A range that ends on a tick up to rounding should show it: this much of a step is forgiven. */
#define FORGIVEN 1e-9

static const double mantissas[] = { 1.0, 2.0, 2.5, 5.0, 10.0 };

double
penstock_calc_tick_step (double low,
                         double high,
                         double pixels,
                         double spacing)
{
  const double wanted = (high - low) * spacing / pixels;
  double decade, mantissa;

  if (!(wanted > 0.0) || !isfinite (wanted) || !(pixels > 0.0))
    return NAN;

  decade = floor (log10 (wanted));
  mantissa = wanted / pow (10.0, decade);
  for (size_t i = 0; i < sizeof mantissas / sizeof *mantissas; i++)
    if (mantissas[i] >= mantissa * (1.0 - FORGIVEN))
      {
        const double scaled = mantissas[i] * 10.0; /* 25 / 10² is the double nearest to 0.25; 2.5 × 10⁻¹ need not be */

        return decade >= 1.0 ? mantissas[i] * pow (10.0, decade) : scaled / pow (10.0, 1.0 - decade);
      }

  return pow (10.0, decade + 1.0);
}

int
penstock_calc_value_decimals (double value)
{
  double scaled = fabs (value);

  for (int decimals = 0; decimals < MOST_DECIMALS; decimals++)
    {
      if (!isfinite (scaled) || fabs (scaled - round (scaled)) <= FORGIVEN * scaled)
        return decimals;
      scaled *= 10.0;
    }

  return MOST_DECIMALS;
}

int
penstock_calc_tick_decimals (double step)
{
  return penstock_calc_value_decimals (step);
}

size_t
penstock_calc_ticks (double  low,
                     double  high,
                     double  step,
                     double *ticks,
                     size_t  max)
{
  const double power = pow (10.0, penstock_calc_tick_decimals (step));
  const double whole = round (step * power); /* the step as a whole number of 1/power */
  double first, last;
  size_t n = 0;

  if (!(step > 0.0) || !isfinite (low) || !isfinite (high))
    return 0;

  first = ceil (low / step - FORGIVEN);
  last = floor (high / step + FORGIVEN);
  for (double k = first; k <= last && n < max; k += 1.0)
    ticks[n++] = k == 0.0 ? 0.0 : whole > 0.0 ? k * whole / power : k * step;

  return n;
}

/* Ticks at each of @digits in every @every-th decade. */
static size_t
decade_ticks (double        low,
              double        high,
              const double *digits,
              size_t        n_digits,
              double        every,
              double       *ticks,
              size_t        max)
{
  const double first = floor (log10 (low) / every) * every;
  size_t n = 0;

  for (double decade = first; n < max; decade += every)
    for (size_t i = 0; i < n_digits && n < max; i++)
      {
        const double value = decade >= 0.0 ? digits[i] * pow (10.0, decade) : digits[i] / pow (10.0, -decade);

        if (value > high * (1.0 + FORGIVEN))
          return n;
        if (value >= low * (1.0 - FORGIVEN))
          ticks[n++] = value;
      }

  return n;
}

size_t
penstock_calc_ticks_log (double  low,
                         double  high,
                         double  pixels,
                         double  spacing,
                         double *ticks,
                         size_t  max)
{
  static const double one_two_five[] = { 1.0, 2.0, 5.0 };
  static const double one_three[] = { 1.0, 3.0 };
  double decades, per_decade, step;

  if (!(low > 0.0) || !(high > low) || !isfinite (high) || !(pixels > 0.0) || !(spacing > 0.0))
    return 0;

  decades = log10 (high / low);
  per_decade = pixels / decades;
  if (decades >= 2.0 && per_decade * log10 (2.0) >= spacing)
    return decade_ticks (low, high, one_two_five, 3, 1.0, ticks, max);
  if (decades >= 2.0 && per_decade * log10 (3.0) >= spacing)
    return decade_ticks (low, high, one_three, 2, 1.0, ticks, max);
  if (decades >= 2.0)
    return decade_ticks (low, high, one_three, 1, fmax (1.0, ceil (spacing / per_decade)), ticks, max);

  /* dv/dpixel at the upper end is high × ln (high / low) / pixels: the step that keeps its distance there keeps it everywhere. */
  step = penstock_calc_tick_step (0.0, high * log (high / low), pixels, spacing);
  if (step < high - low)
    return penstock_calc_ticks (low, high, step, ticks, max);

  return decade_ticks (low, high, one_two_five, 3, 1.0, ticks, max);
}
