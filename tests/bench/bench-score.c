/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-column.h"
#include "bench-report.h"
#include "penstock-calc-indicators.h"
#include "penstock-calc-series.h"
#include "penstock-calc-stats.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* bench-score penstock|penstock-2|copy DATA SYMBOLS DAYS: the functions of src/calc over the columns bench-store generated, in one thread or
 * two; or the rate at which memory can be copied. What is measured is said in score.py. */

enum { R21, R63, R126, R252, MOM, VOL, VSM, HI52, EMA, RSI, ADV, N_INDICATORS,
       RANK_MOM = N_INDICATORS, RANK_VSM, RANK_HI52, RANK_RSI, N_COLUMNS };

#define N_RANKED 4
#define NEWEST   300
#define DAYS_AT_ONCE 16 /* two threads part the days at a multiple of the cache line's eight */
#define MOST_THREADS 2
#define PASSES 3

static const int ranked[N_RANKED] = { MOM, VSM, HI52, RSI };
static const char *const names[N_COLUMNS] = {
  "r21", "r63", "r126", "r252", "mom", "vol", "vsm", "hi52", "ema", "rsi", "adv", "k_mom", "k_vsm", "k_hi52", "k_rsi",
};

typedef struct
{
  const char *peer;
  gsize       n_symbols, n_days, n;  /* n: of a column */
  int         n_threads;
  double     *close, *volume;
  double     *out[N_COLUMNS];
  double     *work[MOST_THREADS];
  double     *row;                   /* the newest day, column after column */
} Bench;

typedef struct
{
  Bench *bench;
  gsize  thread;
  void (*run) (Bench *bench, gsize thread);
} Job;

static double *
new_column (gsize n)
{
  double *column = bench_column_new (n);

  if (column == NULL)
    die ("memory", "there is not enough");

  return column;
}

static void
load (const char *data,
      const char *name,
      double     *to,
      gsize       n)
{
  g_autofree char *path = g_build_filename (data, name, NULL);
  FILE *file = fopen (path, "rb");

  if (file == NULL || fread (to, sizeof *to, n, file) != n)
    die (path, "can't be read");
  fclose (file);
}

/* -- the workload -- */

static void
four_changes (const double *close,
              gsize         n,
              double *const out[])
{
  penstock_calc_change (close, n, 0, 21, out[R21]);
  penstock_calc_change (close, n, 0, 63, out[R63]);
  penstock_calc_change (close, n, 0, 126, out[R126]);
  penstock_calc_change (close, n, 0, 252, out[R252]);
}

/* @work: 3 · n doubles. */
static void
deviation (const double *close,
           gsize         n,
           double *const out[],
           double       *work)
{
  penstock_calc_log_returns (close, n, work);
  penstock_calc_rolling_sd (work, n, 63, out[VOL], work + n);
}

static void
indicators (const double *close,
            const double *volume,
            gsize         n,
            double *const out[],
            double       *work)
{
  four_changes (close, n, out);
  penstock_calc_change (close, n, 21, 252, out[MOM]);
  deviation (close, n, out, work);
  penstock_calc_ratio (out[MOM], out[VOL], n, out[VSM]);
  penstock_calc_rolling_max (close, n, 252, work);
  penstock_calc_ratio (close, work, n, out[HI52]);
  penstock_calc_ema_from_first (close, n, 20, out[EMA]);
  penstock_calc_rsi_from_first (close, n, 14, out[RSI]);
  penstock_calc_rolling_mean_product (close, volume, n, 20, out[ADV], work);
}

static void
run_indicators (Bench *bench,
                gsize  thread)
{
  const gsize end = bench->n_symbols * (thread + 1) / (gsize)bench->n_threads;

  for (gsize s = bench->n_symbols * thread / (gsize)bench->n_threads; s < end; s++)
    {
      const gsize at = s * bench->n_days;
      double *out[N_INDICATORS];

      for (int c = 0; c < N_INDICATORS; c++)
        out[c] = bench->out[c] + at;
      indicators (bench->close + at, bench->volume + at, bench->n_days, out, bench->work[thread]);
    }
}

static void
run_ranks (Bench *bench,
           gsize  thread)
{
  const gsize half = (bench->n_days / 2 + DAYS_AT_ONCE - 1) / DAYS_AT_ONCE * DAYS_AT_ONCE;
  const gsize begin = bench->n_threads == 1 || thread == 0 ? 0 : half;
  const gsize end = bench->n_threads == 1 || thread == 1 ? bench->n_days : half;

  for (int k = 0; k < N_RANKED; k++)
    penstock_calc_percentile_days (bench->out[ranked[k]] + begin, bench->n_symbols, end - begin, bench->n_days,
                                   bench->out[N_INDICATORS + k] + begin, bench->work[thread]);
}

static gpointer
run_in_thread (gpointer data)
{
  Job *job = data;

  job->run (job->bench, job->thread);

  return NULL;
}

static void
run (Bench *bench,
     void (*part) (Bench *bench, gsize thread))
{
  Job jobs[MOST_THREADS];
  GThread *threads[MOST_THREADS];

  for (int i = 0; i < bench->n_threads; i++)
    {
      jobs[i] = (Job) { bench, (gsize)i, part };
      if (i > 0)
        threads[i] = g_thread_new ("bench", run_in_thread, &jobs[i]);
    }
  run_in_thread (&jobs[0]);
  for (int i = 1; i < bench->n_threads; i++)
    g_thread_join (threads[i]);
}

static gsize
count_ranked (const Bench *bench)
{
  gsize count = 0;

  for (int k = 0; k < N_RANKED; k++)
    count += penstock_calc_count (bench->out[ranked[k]], bench->n);

  return count;
}

/* The first pass warms code and caches of addresses; of the others the fastest counts, as what else this machine does only adds. */
static void
measure_history (Bench *bench)
{
  double best = INFINITY, best_indicators = INFINITY, best_ranks = INFINITY;

  for (int pass = 0; pass < 1 + PASSES; pass++)
    {
      const gint64 start = g_get_monotonic_time ();
      double first, all;

      run (bench, run_indicators);
      first = milliseconds_since (start);
      run (bench, run_ranks);
      all = milliseconds_since (start);
      if (pass == 0)
        continue;
      best = MIN (best, all);
      best_indicators = MIN (best_indicators, first);
      best_ranks = MIN (best_ranks, all - first);
    }

  emit (bench->peer, "full history", best, "ms");
  emit (bench->peer, "indicators", best_indicators, "ms");
  emit (bench->peer, "ranks", best_ranks, "ms");
  emit (bench->peer, "rank of a value", best_ranks * 1e6 * bench->n_threads / (double)count_ranked (bench), "ns");
}

/* -- the newest day -- */

/* @work: 2 · NEWEST doubles. */
static void
newest_of_symbol (const double *close,
                  const double *volume,
                  double       *work,
                  double        newest[N_INDICATORS])
{
  const double *last = close + NEWEST - 1;
  double *rest = work + NEWEST;

  newest[R21] = last[0] / last[-21] - 1.0;
  newest[R63] = last[0] / last[-63] - 1.0;
  newest[R126] = last[0] / last[-126] - 1.0;
  newest[R252] = last[0] / last[-252] - 1.0;
  newest[MOM] = last[-21] / last[-252] - 1.0;
  penstock_calc_log_returns (last - 63, 64, rest);
  penstock_calc_rolling_sd (rest + 1, 63, 63, work, rest + 64);
  newest[VOL] = work[62];
  newest[VSM] = newest[MOM] / newest[VOL];
  penstock_calc_rolling_max (last - 251, 252, 252, work);
  newest[HI52] = last[0] / work[251];
  penstock_calc_ema_from_first (close, NEWEST, 20, work);
  newest[EMA] = work[NEWEST - 1];
  penstock_calc_rsi_from_first (close, NEWEST, 14, work);
  newest[RSI] = work[NEWEST - 1];
  penstock_calc_rolling_mean_product (last - 19, volume + NEWEST - 20, 20, 20, work, rest);
  newest[ADV] = work[19];
}

static void
run_newest (Bench *bench,
            gsize  thread)
{
  const gsize n = bench->n_symbols, threads = (gsize)bench->n_threads;

  for (gsize s = n * thread / threads; s < n * (thread + 1) / threads; s++)
    {
      const gsize at = (s + 1) * bench->n_days - NEWEST;
      double newest[N_INDICATORS];

      newest_of_symbol (bench->close + at, bench->volume + at, bench->work[thread], newest);
      for (gsize c = 0; c < N_INDICATORS; c++)
        bench->row[c * n + s] = newest[c];
    }
}

static void
run_newest_ranks (Bench *bench,
                  gsize  thread)
{
  for (gsize k = thread; k < N_RANKED; k += (gsize)bench->n_threads)
    penstock_calc_percentile (bench->row + (gsize)ranked[k] * bench->n_symbols, bench->n_symbols,
                              bench->row + (N_INDICATORS + k) * bench->n_symbols, bench->work[thread]);
}

static void
measure_newest (Bench *bench)
{
  const double *row = bench->row = g_new0 (double, bench->n_symbols * N_COLUMNS);
  double best = INFINITY;

  for (int pass = 0; pass < 1 + PASSES; pass++)
    {
      const gint64 start = g_get_monotonic_time ();

      run (bench, run_newest);
      run (bench, run_newest_ranks);
      best = MIN (best, milliseconds_since (start));
    }
  emit (bench->peer, "newest day", best, "ms");

  /* all but EMA and RSI, which begin with the 300 bars, are those of the whole history, bit for bit; so are the ranks of momentum */
  for (gsize s = 0; s < bench->n_symbols; s++)
    if (row[VOL * bench->n_symbols + s] != bench->out[VOL][(s + 1) * bench->n_days - 1]
        || row[RANK_VSM * bench->n_symbols + s] != bench->out[RANK_VSM][(s + 1) * bench->n_days - 1])
      die ("newest day", "not what the whole history ends with");
  g_clear_pointer (&bench->row, g_free);
}

/* -- the five parts that TA-Lib and Tulip have too -- */

typedef enum { PART_CHANGES, PART_DEVIATION, PART_GREATEST, PART_EMA, PART_RSI, N_PARTS } Part;

static void
run_part (Bench *bench,
          Part   part,
          gsize  at)
{
  const double *close = bench->close + at;
  double *out[N_INDICATORS];

  for (int c = 0; c < N_INDICATORS; c++)
    out[c] = bench->out[c] + at;

  switch (part)
    {
    case PART_CHANGES:
      four_changes (close, bench->n_days, out);
      break;
    case PART_DEVIATION:
      deviation (close, bench->n_days, out, bench->work[0]);
      break;
    case PART_GREATEST:
      penstock_calc_rolling_max (close, bench->n_days, 252, out[HI52]);
      break;
    case PART_EMA:
      penstock_calc_ema_from_first (close, bench->n_days, 20, out[EMA]);
      break;
    case PART_RSI:
      penstock_calc_rsi_from_first (close, bench->n_days, 14, out[RSI]);
      break;
    case N_PARTS:
    default:
      g_assert_not_reached ();
    }
}

static void
measure_parts (Bench *bench)
{
  static const char *const metric[N_PARTS] = {
    "five parts: changes over 4 spans", "five parts: deviation of 63", "five parts: greatest of 252", "five parts: EMA 20", "five parts: RSI 14",
  };
  double sum = 0.0;

  for (Part part = 0; part < N_PARTS; part++)
    {
      const gint64 start = g_get_monotonic_time ();
      double took;

      for (gsize s = 0; s < bench->n_symbols; s++)
        run_part (bench, part, s * bench->n_days);
      took = milliseconds_since (start);
      emit (bench->peer, metric[part], took, "ms");
      sum += took;
    }
  emit (bench->peer, "five parts", sum, "ms");
}

/* -- what the columns say -- */

/* Ours are percentiles, (below + half of the equal ones) / n · 100; the peers' are mean ranks from 1, divided by n: half a place more. */
static double
as_share (const Bench *bench,
          int          column,
          const gsize *known,
          gsize        i)
{
  const double value = bench->out[column][i];

  return column < N_INDICATORS ? value : value / 100.0 + 0.5 / (double)known[i % bench->n_days];
}

static void
print_columns (const Bench *bench)
{
  g_autofree gsize *known = g_new0 (gsize, bench->n_days);
  double sums = 0.0;

  for (int c = 0; c < N_COLUMNS; c++)
    {
      double sum = 0.0;
      gsize count = 0;

      memset (known, 0, bench->n_days * sizeof *known);
      for (gsize i = 0; i < bench->n; i++)
        known[i % bench->n_days] += !isnan (bench->out[c][i]);
      for (gsize i = 0; i < bench->n; i++)
        if (!isnan (bench->out[c][i]))
          {
            const double weight = c < N_INDICATORS ? 1.0 : (double)(i / bench->n_days + 1) / (double)bench->n_symbols;

            sum += as_share (bench, c, known, i) * weight;
            count++;
          }
      g_print ("{\"peer\": \"%s\", \"column\": \"%s\", \"count\": %" G_GSIZE_FORMAT ", \"mean\": %.17g}\n", bench->peer, names[c], count,
               sum / (double)count);
      sums += log10 (fabs (sum / (double)count));
    }
  emit (bench->peer, "check", sums, "");
}

static void
measure_ours (Bench      *bench,
              const char *data)
{
  struct rusage usage;

  bench->close = new_column (bench->n);
  bench->volume = new_column (bench->n);
  for (int c = 0; c < N_COLUMNS; c++)
    bench->out[c] = new_column (bench->n);
  for (int i = 0; i < bench->n_threads; i++)
    bench->work[i] = new_column (MAX (3 * MAX (bench->n_days, NEWEST), penstock_calc_percentile_work (bench->n_symbols)));
  load (data, "close.f64", bench->close, bench->n);
  load (data, "volume.f64", bench->volume, bench->n);

  g_print ("{\"peer\": \"%s\", \"version\": \"%s\"}\n", bench->peer, PENSTOCK_VERSION);
  measure_history (bench);
  measure_newest (bench);
  if (bench->n_threads == 1)
    {
      getrusage (RUSAGE_SELF, &usage);
      emit (bench->peer, "peak memory", (double)usage.ru_maxrss / 1024.0, "MiB");
      print_columns (bench);
      measure_parts (bench);
    }
  else
    {
      print_columns (bench);
    }
}

/* -- the limit -- */

static void
run_copy (Bench *bench,
          gsize  thread)
{
  const gsize part = bench->n / (gsize)bench->n_threads / 8 * 8;
  const double *from = bench->close + part * thread;
  double *to = bench->volume + part * thread;

#ifdef __SSE2__
  for (gsize i = 0; i < part; i += 2)
    _mm_stream_pd (to + i, _mm_load_pd (from + i));
  _mm_sfence ();
#else
  memcpy (to, from, part * sizeof *to);
#endif
}

static void
measure_copy (Bench *bench)
{
  const double bytes = (double)bench->n * sizeof (double);
  double best = INFINITY;

  for (int pass = 0; pass < 5; pass++)
    {
      const gint64 start = g_get_monotonic_time ();

      run (bench, run_copy);
      best = MIN (best, milliseconds_since (start));
    }

  /* A copy reads one column and writes one. */
  best /= 2.0;
  emit (bench->peer, "full history", best * (2 + N_COLUMNS), "ms");
  emit (bench->peer, "indicators", best * (2 + N_INDICATORS), "ms");
  emit (bench->peer, "ranks", best * 2 * N_RANKED, "ms");
  if (bench->n_threads == 1)
    {
      emit (bench->peer, "five parts", best * (5 + 8), "ms");
      emit (bench->peer, "memory copied", best * 1e9 / bytes, "ms/GB");
    }
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { .n_threads = 1 };

  g_set_prgname ("bench-score");
  if (argc != 5)
    {
      g_printerr ("usage: bench-score penstock|penstock-2|copy DATA SYMBOLS DAYS\n");
      return 2;
    }

  bench.n_symbols = (gsize)atoi (argv[3]);
  bench.n_days = (gsize)atoi (argv[4]);
  bench.n = bench.n_symbols * bench.n_days;
  if (g_str_equal (argv[1], "copy"))
    {
      bench.close = new_column (bench.n);
      bench.volume = new_column (bench.n);
      bench.peer = "memory copy";
      measure_copy (&bench);
      bench.peer = "memory copy, two threads";
      bench.n_threads = 2;
      measure_copy (&bench);
    }
  else
    {
      bench.n_threads = g_str_equal (argv[1], "penstock") ? 1 : 2;
      bench.peer = bench.n_threads == 1 ? "penstock" : "penstock, two threads";
      measure_ours (&bench, argv[2]);
    }

  return 0;
}
