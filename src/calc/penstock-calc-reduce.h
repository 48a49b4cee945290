/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* What a line looks like within one pixel column. */
typedef struct
{
  long   column;              /* 0 … columns−1; −1 and columns are the neighbours just outside the picture */
  size_t i_first, i_last;     /* the first and last point in it; equal when it holds one point */
  double first, min, max, last;
  bool   gap_before;          /* a missing point lies between the entry before (or the beginning) and this: lift the pen */
} PenstockCalcColumn;

/* Reduces the points @y[0..n) of a line, equally spaced by index, to one entry per pixel column that holds any. The indices from @from
 * to @until (may be fractions, may reach outside 0…n−1) take @columns columns: point i lies in column
 * floor ((i − from) / (until − from) · columns), the point at exactly @until in the last. The nearest point outside each edge is
 * included too, so that the line leaves the picture instead of stopping in it. NAN is a gap: no entry holds one.
 * @out has room for columns + 2. Returns the number of entries, left to right. */
size_t penstock_calc_reduce_line (const double *y, size_t n, double from, double until, size_t columns, PenstockCalcColumn *out);

/* One candle drawn for one or more bars. */
typedef struct
{
  size_t i_first, i_last;     /* the bars behind it */
  double open, high, low, close;
  double volume;              /* sum of the volumes known; NAN if none is */
} PenstockCalcCandle;

/* Bars per candle, so that @bars bars in @pixels pixels have candles of at least @candle_pixels each: 1, 2, 5, 10, 20, 50, … */
size_t penstock_calc_bars_per_candle (double bars, double pixels, double candle_pixels);
/* Resamples the bars [from, until) into candles of @per_candle bars. Groups begin at multiples of @per_candle, so panning does not
 * change them: the first and last may reach outside the range. A bar without close is left out; a missing open, high or low is taken
 * from what the bar has. @volume may be NULL. @out has room for (until − from) / per_candle + 2. Returns how many. */
size_t penstock_calc_reduce_candles (const double *open, const double *high, const double *low, const double *close,
                                     const double *volume, size_t n, size_t from, size_t until, size_t per_candle,
                                     PenstockCalcCandle *out);
/* Least and greatest of y[from..until), NAN left out. false (and NAN) if there is none. */
bool   penstock_calc_extent (const double *y, size_t from, size_t until, double *min, double *max);
