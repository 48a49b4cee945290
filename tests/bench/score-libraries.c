/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score-libraries DATA SYMBOLS DAYS: what TA-Lib and Tulip have in common with the indicators of script/bench score, one thread, series after
 * series into columns that were touched before; compiled by score.py with their sources. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench-column.h"
#include "indicators.h"
#include "ta_libc.h"

#define COLUMNS 8

static int     symbols, days;
static double *close_of, *returns, *out[COLUMNS];

static double
milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
log_returns (const double *c)
{
  for (int i = 1; i < days; i++)
    returns[i - 1] = log (c[i] / c[i - 1]);
}

static void
talib_change (const double *c,
              size_t        at)
{
  static const int lags[] = { 21, 63, 126, 252 };
  int begin, n;

  for (int k = 0; k < 4; k++)
    TA_ROC (0, days - 1, c, lags[k], &begin, &n, out[k] + at);
}

static void
talib_deviation (const double *c,
                 size_t        at)
{
  int begin, n;

  log_returns (c);
  TA_STDDEV (0, days - 2, returns, 63, 1.0, &begin, &n, out[4] + at);
}

static void
talib_greatest (const double *c,
                size_t        at)
{
  int begin, n;

  TA_MAX (0, days - 1, c, 252, &begin, &n, out[5] + at);
}

static void
talib_ema (const double *c,
           size_t        at)
{
  int begin, n;

  TA_EMA (0, days - 1, c, 20, &begin, &n, out[6] + at);
}

static void
talib_rsi (const double *c,
           size_t        at)
{
  int begin, n;

  TA_RSI (0, days - 1, c, 14, &begin, &n, out[7] + at);
}

static void
tulip (ti_indicator_function indicator,
       const double         *in,
       int                   n,
       double                option,
       double               *to)
{
  const double *inputs[] = { in };
  double *outputs[] = { to };

  if (indicator (n, inputs, &option, outputs) != TI_OKAY)
    exit (1);
}

static void
tulip_change (const double *c,
              size_t        at)
{
  static const double lags[] = { 21, 63, 126, 252 };

  for (int k = 0; k < 4; k++)
    tulip (ti_roc, c, days, lags[k], out[k] + at);
}

static void
tulip_deviation (const double *c,
                 size_t        at)
{
  log_returns (c);
  tulip (ti_stddev, returns, days - 1, 63, out[4] + at);
}

static void
tulip_greatest (const double *c,
                size_t        at)
{
  tulip (ti_max, c, days, 252, out[5] + at);
}

static void
tulip_ema (const double *c,
           size_t        at)
{
  tulip (ti_ema, c, days, 20, out[6] + at);
}

static void
tulip_rsi (const double *c,
           size_t        at)
{
  tulip (ti_rsi, c, days, 14, out[7] + at);
}

static void
measure (const char *peer,
         void      (*parts[5]) (const double *c, size_t at))
{
  static const char *const names[5] = { "changes over 4 spans", "deviation of 63", "greatest of 252", "EMA 20", "RSI 14" };
  double sum = 0.0;

  for (int part = 0; part < 5; part++)
    {
      const double start = milliseconds ();
      double took;

      for (size_t s = 0; s < (size_t)symbols; s++)
        parts[part](close_of + s * (size_t)days, s * (size_t)days);
      took = milliseconds () - start;
      printf ("{\"peer\": \"%s\", \"metric\": \"five parts: %s\", \"value\": %.17g, \"unit\": \"ms\"}\n", peer, names[part], took);
      sum += took;
    }
  printf ("{\"peer\": \"%s\", \"metric\": \"five parts\", \"value\": %.17g, \"unit\": \"ms\"}\n", peer, sum);
}

int
main (int    argc,
      char **argv)
{
  char path[4096];
  size_t n;
  FILE *file;

  if (argc != 4)
    return 2;

  symbols = atoi (argv[2]);
  days = atoi (argv[3]);
  n = (size_t)symbols * (size_t)days;
  close_of = bench_column_new (n);
  returns = calloc ((size_t)days, sizeof *returns);
  for (int k = 0; k < COLUMNS; k++)
    out[k] = bench_column_new (n);
  snprintf (path, sizeof path, "%s/close.f64", argv[1]);
  file = fopen (path, "rb");
  if (file == NULL || fread (close_of, sizeof *close_of, n, file) != n)
    return 1;

  TA_Initialize ();
  printf ("{\"peer\": \"TA-Lib\", \"version\": \"%s\"}\n{\"peer\": \"Tulip\", \"version\": \"%s\"}\n", TA_GetVersionString (), ti_version ());
  measure ("TA-Lib", (void (*[5]) (const double *, size_t)) { talib_change, talib_deviation, talib_greatest, talib_ema, talib_rsi });
  measure ("Tulip", (void (*[5]) (const double *, size_t)) { tulip_change, tulip_deviation, tulip_greatest, tulip_ema, tulip_rsi });

  return 0;
}
