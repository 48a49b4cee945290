/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-calc-indicators.h"

#include <math.h>
#include <string.h>

#include "penstock-calc-private.h"

/* m ← m + k·(x − m), eight points at a time: with a = 1 − k the means are a·m, a²·m, … a⁸·m plus what the points themselves bring, which does
 * not wait for m. No lane takes anything from later points, so an eight that is not all there yet begins with the same bits. */
typedef struct
{
  PenstockCalcLanes power, further; /* a, a², a³, a⁴; a⁵, … a⁸ */
  PenstockCalcLanes k, a, square;
} Decay;

typedef struct { PenstockCalcLanes low, high; } Eight;

#define ALL_FOUR(x) ((PenstockCalcLanes){ (x), (x), (x), (x) })

static inline void
decay_init (Decay *self,
            double k)
{
  const double a = 1.0 - k, square = a * a, fourth = square * square;

  self->power = (PenstockCalcLanes) { a, square, square * a, fourth };
  self->further = (PenstockCalcLanes) { fourth * a, fourth * square, fourth * (square * a), fourth * fourth };
  self->k = ALL_FOUR (k);
  self->a = ALL_FOUR (a);
  self->square = ALL_FOUR (square);
}

/* *x becomes what the points *x bring to the mean at each of them. */
static inline void
bring_four (const Decay       *decay,
            PenstockCalcLanes *x)
{
  PenstockCalcLanes sum = *x * decay->k;

  sum += PENSTOCK_CALC_SHIFT_1 (sum) * decay->a;
  *x = sum + PENSTOCK_CALC_SHIFT_2 (sum) * decay->square;
}

static inline void
bring (const Decay *decay,
       Eight       *x)
{
  bring_four (decay, &x->low);
  bring_four (decay, &x->high);
  x->high += decay->power * ALL_FOUR (x->low[3]);
}

/* The next eight of a series, or as many as there are; what is not there repeats the last one. */
static inline void
take (const double *x,
      size_t        left,
      Eight        *now)
{
  double some[8];

  if (left < 8)
    {
      for (size_t i = 0; i < 8; i++)
        some[i] = x[i < left ? i : left - 1];
      x = some;
    }
  now->low = *(const PenstockCalcLanes *)x;
  now->high = *(const PenstockCalcLanes *)(x + 4);
}

static inline void
give (const Eight *lanes,
      double      *out,
      size_t       left)
{
  if (left >= 8)
    {
      *(PenstockCalcLanes *)out = lanes->low;
      *(PenstockCalcLanes *)(out + 4) = lanes->high;
    }
  else
    {
      memcpy (out, lanes, left * sizeof *out);
    }
}

/* Known points only, n ≥ first; @out may be @x. @mean is that of the first ones. It is kept as its distance from the last point: equal points
 * have exactly the mean they are. */
PENSTOCK_CALC_CLONES
static void
ema_of_known (const double *x,
              size_t        n,
              size_t        first,
              double        mean,
              double        k,
              double       *out)
{
  Decay decay;
  double last = x[first - 1], above = mean - last;

  decay_init (&decay, k);
  out[first - 1] = mean;
  for (size_t i = first; i < n; i += 8)
    {
      Eight now, distance, brought;

      take (x + i, n - i, &now);
      brought = (Eight) { now.low - last, now.high - last };
      distance = brought;
      bring (&decay, &brought);
      distance.low = decay.power * above + (brought.low - distance.low);
      distance.high = decay.further * above + (brought.high - distance.high);

      last = now.high[3];
      above = distance.high[3];
      now.low += distance.low;
      now.high += distance.high;
      give (&now, out + i, n - i);
    }
}

/* 100 · up / (up + down), 50 of nothing. */
static inline void
take_strength (PenstockCalcLanes       *up,
               const PenstockCalcLanes *down)
{
  const PenstockCalcLanes sum = *up + *down;
  const PenstockCalcMask moved = sum > 0.0;
  const PenstockCalcLanes index = 100.0 * *up / sum;

  *up = (PenstockCalcLanes) (((PenstockCalcMask)index & moved) | ((PenstockCalcMask)ALL_FOUR (50.0) & ~moved));
}

/* The rises among changes, or the falls. */
#define ABOVE_ZERO(v) ((PenstockCalcLanes)((PenstockCalcMask)(v) & ((v) > 0.0)))

typedef struct { double last, up, down; } Wilder;

/* @now holds eight more points and takes their index. */
static inline void
go_on (const Decay *decay,
       Wilder      *state,
       Eight       *now)
{
  const PenstockCalcLanes before = __builtin_shufflevector (now->low, ALL_FOUR (state->last), 4, 0, 1, 2);
  const PenstockCalcLanes before_high = __builtin_shufflevector (now->low, now->high, 3, 4, 5, 6);
  const Eight change = { now->low - before, now->high - before_high };
  Eight ups = { ABOVE_ZERO (change.low), ABOVE_ZERO (change.high) };
  Eight downs = { ABOVE_ZERO (-change.low), ABOVE_ZERO (-change.high) };

  bring (decay, &ups);
  bring (decay, &downs);
  ups.low += decay->power * state->up;
  ups.high += decay->further * state->up;
  downs.low += decay->power * state->down;
  downs.high += decay->further * state->down;

  *state = (Wilder) { now->high[3], ups.high[3], downs.high[3] };
  take_strength (&ups.low, &downs.low);
  take_strength (&ups.high, &downs.high);
  *now = ups;
}

/* The same for known points from @first + 1 on; @out may be @x. */
PENSTOCK_CALC_CLONES
static void
rsi_of_known (const double *x,
              size_t        n,
              size_t        first,
              size_t        period,
              const Wilder *begin,
              double       *out)
{
  Wilder state = *begin;
  Decay decay;

  decay_init (&decay, 1.0 / (double)period);
  for (size_t i = first + 1; i < n; i += 8)
    {
      Eight now;

      take (x + i, n - i, &now);
      go_on (&decay, &state, &now);
      give (&now, out + i, n - i);
    }
}

/* Known points to the beginning of @out. Returns how many. */
static size_t
gather_known (const double *x,
              size_t        n,
              double       *out)
{
  size_t known = 0;

  for (size_t i = 0; i < n; i++)
    if (!isnan (x[i]))
      out[known++] = x[i];

  return known;
}

/* Back to their places. */
static void
spread_known (const double *x,
              size_t        n,
              size_t        known,
              double       *out)
{
  for (size_t i = n; i > 0; i--)
    out[i - 1] = isnan (x[i - 1]) ? NAN : out[--known];
}

/* @x and @out may be the same. */
static void
begin_ema (const double *x,
           size_t        n,
           size_t        first,
           double        k,
           double       *out)
{
  double sum = 0.0;

  for (size_t i = 0; i < first && i < n; i++)
    {
      sum += x[i];
      out[i] = i + 1 < first ? NAN : x[i];
    }
  if (n >= first)
    ema_of_known (x, n, first, sum / (double)first, k, out);
}

static void
ema (const double *x,
     size_t        n,
     size_t        first,
     double        k,
     double       *out)
{
  size_t known;

  if (!penstock_calc_any_missing (x, n))
    {
      begin_ema (x, n, first, k, out);
      return;
    }

  known = gather_known (x, n, out);
  begin_ema (out, known, first, k, out);
  spread_known (x, n, known, out);
}

/* Means begun with @first changes, shown from @period changes on. @x and @out may be the same. */
static void
begin_rsi (const double *x,
           size_t        n,
           size_t        first,
           size_t        period,
           double       *out)
{
  Wilder state = { .last = n > 0 ? x[0] : NAN };

  for (size_t i = 1; i <= first && i < n; i++)
    {
      const double change = x[i] - state.last;

      state.last = x[i];
      state.up += change > 0.0 ? change : 0.0;
      state.down += change < 0.0 ? -change : 0.0;
    }
  state.up /= (double)first;
  state.down /= (double)first;
  if (n > first)
    {
      rsi_of_known (x, n, first, period, &state, out);
      out[first] = state.up + state.down > 0.0 ? 100.0 * state.up / (state.up + state.down) : 50.0;
    }

  for (size_t i = 0; i < period && i < n; i++)
    out[i] = NAN;
}

static void
rsi (const double *x,
     size_t        n,
     size_t        first,
     size_t        period,
     double       *out)
{
  size_t known;

  if (!penstock_calc_any_missing (x, n))
    {
      begin_rsi (x, n, first, period, out);
      return;
    }

  known = gather_known (x, n, out);
  begin_rsi (out, known, first, period, out);
  spread_known (x, n, known, out);
}

void
penstock_calc_ema (const double *x,
                   size_t        n,
                   size_t        period,
                   double       *out)
{
  ema (x, n, period, 2.0 / ((double)period + 1.0), out);
}

void
penstock_calc_ema_from_first (const double *x,
                              size_t        n,
                              size_t        period,
                              double       *out)
{
  ema (x, n, 1, 2.0 / ((double)period + 1.0), out);
}

void
penstock_calc_rsi (const double *x,
                   size_t        n,
                   size_t        period,
                   double       *out)
{
  rsi (x, n, period, period, out);
}

void
penstock_calc_rsi_from_first (const double *x,
                              size_t        n,
                              size_t        period,
                              double       *out)
{
  rsi (x, n, 1, period, out);
}
