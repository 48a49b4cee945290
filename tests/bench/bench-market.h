/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>
#include <stdint.h>

/* The market every benchmark measures with: seeded, the same on every machine. splitmix64 gives uniforms, twelve of them a normal
 * (Irwin–Hall), and those a two-factor geometric Brownian motion; prices are rounded to cents and narrowed to float32, as Yahoo's
 * chart feed sends them. Only + − × ÷ and exp() take part. */
#define BENCH_SEED UINT64_C (20260722)

typedef struct { double open, high, low, close, volume; } BenchBar;

static inline uint64_t
bench_next (uint64_t *state)
{
  uint64_t z = (*state += UINT64_C (0x9E3779B97F4A7C15));

  z = (z ^ (z >> 30)) * UINT64_C (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C (0x94D049BB133111EB);
  return z ^ (z >> 31);
}

static inline double
bench_uniform (uint64_t *state)
{
  return (double)(bench_next (state) >> 11) * 0x1p-53;
}

static inline double
bench_normal (uint64_t *state)
{
  double sum = 0.0;

  for (int i = 0; i < 12; i++)
    sum += bench_uniform (state);
  return sum - 6.0;
}

static inline double
bench_price (double price)
{
  return (double)(float)(floor (price * 100.0 + 0.5) / 100.0);
}

/* Stream 0 is the market, symbol k has stream k + 1. */
static inline void
bench_symbol (uint32_t  symbol,
              int       n_days,
              BenchBar *bars)
{
  uint64_t market = BENCH_SEED, own = BENCH_SEED + (uint64_t)(symbol + 1) * UINT64_C (0xD1B54A32D192ED03);
  const double beta = 0.4 + 1.2 * bench_uniform (&own);
  const double sigma = 0.008 + 0.022 * bench_uniform (&own);
  const double drift = 0.0006 * bench_uniform (&own) - 0.0001;
  double price = 10.0 + 290.0 * bench_uniform (&own);
  const double first = bench_uniform (&own);
  const double base_volume = 1e5 + 9e6 * first * bench_uniform (&own);
  const double half_variance = 0.5 * (sigma * sigma + beta * beta * 0.009 * 0.009);

  for (int i = 0; i < n_days; i++)
    {
      const double market_move = 0.009 * bench_normal (&market);
      const double own_move = sigma * bench_normal (&own);
      const double gap = 0.3 * sigma * bench_normal (&own);
      double open = price * exp (gap);
      double close = price * exp (drift - half_variance + beta * market_move + own_move);
      double high = fmax (open, close) * (1.0 + 0.6 * sigma * bench_uniform (&own));
      double low = fmin (open, close) * (1.0 - 0.6 * sigma * bench_uniform (&own));
      const double volume = floor (base_volume * (0.4 + 1.2 * bench_uniform (&own)) * (1.0 + 8.0 * fabs (own_move)));

      close = fmax (close, 0.5);
      low = fmax (low, 0.5);
      open = fmax (open, low);
      high = fmax (high, close);
      bars[i] = (BenchBar){ bench_price (open), bench_price (high), bench_price (low), bench_price (close), volume };
      price = close;
    }
}
