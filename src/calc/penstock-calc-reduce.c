/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-calc-reduce.h"

#include <math.h>

/* [*begin, *end): the points within [from, until] and one more at either side. */
static void
visible_points (size_t  n,
                double  from,
                double  until,
                size_t *begin,
                size_t *end)
{
  const double before = ceil (from) - 1.0;
  const double after = floor (until) + 1.0;

  *begin = before <= 0.0 ? 0 : before >= (double)n ? n : (size_t)before;
  *end = after < 0.0 ? 0 : after + 1.0 >= (double)n ? n : (size_t)after + 1;
}

static long
column_of (double point,
           double from,
           double until,
           size_t columns)
{
  double column;

  if (point < from)
    return -1;
  if (point > until)
    return (long)columns;

  column = floor ((point - from) / (until - from) * (double)columns);

  return column >= (double)columns ? (long)columns - 1 : (long)column;
}

static void
add_point (PenstockCalcColumn *entry,
           size_t              i,
           double              y)
{
  entry->i_last = i;
  entry->last = y;
  if (y < entry->min)
    entry->min = y;
  if (y > entry->max)
    entry->max = y;
}

size_t
penstock_calc_reduce_line (const double       *y,
                           size_t              n,
                           double              from,
                           double              until,
                           size_t              columns,
                           PenstockCalcColumn *out)
{
  size_t begin, end, entries = 0;
  bool gap = false;

  if (!(until > from) || columns == 0)
    return 0;

  visible_points (n, from, until, &begin, &end);
  for (size_t i = begin; i < end; i++)
    {
      const long column = column_of ((double)i, from, until, columns);

      if (isnan (y[i]))
        {
          gap = true;
          continue;
        }
      if (entries > 0 && out[entries - 1].column == column)
        {
          /* A gap narrower than a column is not to be seen; the next column's line starts from this one's last point. */
          add_point (&out[entries - 1], i, y[i]);
        }
      else
        {
          out[entries++] = (PenstockCalcColumn) {
            .column = column, .i_first = i, .i_last = i,
            .first = y[i], .min = y[i], .max = y[i], .last = y[i],
            .gap_before = gap,
          };
        }
      gap = false;
    }

  return entries;
}

size_t
penstock_calc_bars_per_candle (double bars,
                               double pixels,
                               double candle_pixels)
{
  static const size_t steps[] = { 1, 2, 5 };
  const double least = bars * candle_pixels / pixels;

  if (!isfinite (least))
    return 1;

  for (size_t decade = 1; decade <= 1000000; decade *= 10)
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
      if ((double)(steps[i] * decade) >= least)
        return steps[i] * decade;

  return 10000000;
}

/* The candle of one bar whose close is known. */
static PenstockCalcCandle
candle_of_bar (size_t i,
               double open,
               double high,
               double low,
               double close,
               double volume)
{
  const double opened = isnan (open) ? close : open;

  return (PenstockCalcCandle) {
    .i_first = i, .i_last = i,
    .open = opened,
    .high = fmax (fmax (opened, close), high), /* fmax and fmin pass a NAN over */
    .low = fmin (fmin (opened, close), low),
    .close = close,
    .volume = volume,
  };
}

static void
join_candle (PenstockCalcCandle       *candle,
             const PenstockCalcCandle *bar)
{
  candle->i_last = bar->i_last;
  candle->high = fmax (candle->high, bar->high);
  candle->low = fmin (candle->low, bar->low);
  candle->close = bar->close;
  if (isnan (candle->volume))
    candle->volume = bar->volume;
  else if (!isnan (bar->volume))
    candle->volume += bar->volume;
}

size_t
penstock_calc_reduce_candles (const double       *open,
                              const double       *high,
                              const double       *low,
                              const double       *close,
                              const double       *volume,
                              size_t              n,
                              size_t              from,
                              size_t              until,
                              size_t              per_candle,
                              PenstockCalcCandle *out)
{
  const size_t group = per_candle > 0 ? per_candle : 1;
  size_t end = until < n ? until : n;
  size_t last_group, candles = 0;

  if (from >= end)
    return 0;

  last_group = (end - 1) / group * group;
  end = n - last_group < group ? n : last_group + group;
  for (size_t i = from / group * group; i < end; i++)
    {
      PenstockCalcCandle bar;

      if (isnan (close[i]))
        continue;
      bar = candle_of_bar (i, open[i], high[i], low[i], close[i], volume != NULL ? volume[i] : NAN);
      if (candles > 0 && out[candles - 1].i_first / group == i / group)
        join_candle (&out[candles - 1], &bar);
      else
        out[candles++] = bar;
    }

  return candles;
}

bool
penstock_calc_extent (const double *y,
                      size_t        from,
                      size_t        until,
                      double       *min,
                      double       *max)
{
  *min = NAN;
  *max = NAN;
  for (size_t i = from; i < until; i++)
    {
      *min = fmin (*min, y[i]);
      *max = fmax (*max, y[i]);
    }

  return !isnan (*min);
}
