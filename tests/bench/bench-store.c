/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-market.h"
#include "bench-report.h"
#include "penstock-store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* bench-store generate|penstock|raw|raw-fresh DATA WORK SYMBOLS DAYS
 *
 * generate writes DATA/{day.i32,open.f64,…}: columns, symbol after symbol, for every peer. The others write them to WORK in their own
 * way, load everything a few times and print a JSON line per figure. Days are weekdays.
 *   penstock       the real store; every load allocates a new result
 *   raw            one file of columns read into buffers that are touched already: the limit
 *   raw-fresh      the same into fresh memory */

#define N_LOADS 4
#define N_COLUMNS 5

static const char *const column_names[N_COLUMNS] = { "open", "high", "low", "close", "volume" };

typedef struct
{
  const char *data, *work;
  int         n_symbols, n_days;
  gsize       n;            /* bars */
  gint32     *day;
  double     *column[N_COLUMNS];
} Bench;

static PenstockDay
next_weekday (PenstockDay day)
{
  do
    day++;
  while (penstock_day_weekday (day) > 4);

  return day;
}

/* -- the common data -- */

static void
save (const Bench *bench,
      const char  *name,
      const void  *bytes,
      gsize        size)
{
  g_autofree char *path = g_build_filename (bench->data, name, NULL);
  FILE *file = g_fopen (path, "wb");

  if (file == NULL || fwrite (bytes, 1, size, file) != size || fclose (file) != 0)
    die (path, "can't be written");
}

static void
generate (Bench *bench)
{
  g_autofree BenchBar *bars = g_new (BenchBar, bench->n_days);
  PenstockDay day = penstock_day_from_ymd (2016, 7, 15);

  for (int i = 0; i < bench->n_days; i++)
    bench->day[i] = day = next_weekday (day);

  for (int s = 0; s < bench->n_symbols; s++)
    {
      const gsize at = (gsize)s * (gsize)bench->n_days;

      memcpy (bench->day + at, bench->day, (gsize)bench->n_days * sizeof (gint32));
      bench_symbol ((uint32_t)s, bench->n_days, bars);
      for (gsize i = 0; i < (gsize)bench->n_days; i++)
        for (int c = 0; c < N_COLUMNS; c++)
          bench->column[c][at + i] = ((const double *)&bars[i])[c];
    }

  save (bench, "day.i32", bench->day, bench->n * sizeof (gint32));
  for (int c = 0; c < N_COLUMNS; c++)
    {
      g_autofree char *name = g_strconcat (column_names[c], ".f64", NULL);

      save (bench, name, bench->column[c], bench->n * sizeof (double));
    }
}

static void
read_exactly (int   fd,
              void *to,
              gsize size)
{
  for (gsize done = 0; done < size;)
    {
      gssize n = read (fd, (char *)to + done, size - done);

      if (n <= 0)
        die ("read", g_strerror (errno));
      done += (gsize)n;
    }
}

static void
load_file (const Bench *bench,
           const char  *name,
           void        *to,
           gsize        size)
{
  g_autofree char *path = g_build_filename (bench->data, name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    die (path, g_strerror (errno));
  read_exactly (fd, to, size);
  close (fd);
}

static void
load_data (Bench *bench)
{
  load_file (bench, "day.i32", bench->day, bench->n * sizeof (gint32));
  for (int c = 0; c < N_COLUMNS; c++)
    {
      g_autofree char *name = g_strconcat (column_names[c], ".f64", NULL);

      load_file (bench, name, bench->column[c], bench->n * sizeof (double));
    }
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  return *(const double *)a < *(const double *)b ? -1 : *(const double *)a > *(const double *)b;
}

/* The first load warms file cache and code; the median of the others counts. */
static void
emit_loads (const char *peer,
            double      ms[static N_LOADS],
            double      sum)
{
  emit (peer, "load, first", ms[0], "ms");
  qsort (ms + 1, N_LOADS - 1, sizeof *ms, compare_doubles);
  emit (peer, "load, warm", ms[1 + (N_LOADS - 1) / 2], "ms");
  emit (peer, "check", sum, "");
}

static void
emit_size (const Bench *bench,
           const char  *peer,
           const char  *path)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    die (path, g_strerror (errno));
  emit (peer, "file size", (double)info.st_size / (double)bench->n, "bytes/bar");
}

/* -- the limit: one file of columns -- */

static void
write_raw (const Bench *bench,
           const char  *path)
{
  FILE *file = g_fopen (path, "wb");
  gboolean ok = file != NULL && fwrite (bench->day, sizeof (gint32), bench->n, file) == bench->n;

  for (int c = 0; ok && c < N_COLUMNS; c++)
    ok = fwrite (bench->column[c], sizeof (double), bench->n, file) == bench->n;
  if (!ok || fflush (file) != 0 || fsync (fileno (file)) != 0 || fclose (file) != 0)
    die (path, "can't be written");
}

static void
read_raw (const char *path,
          char       *to,
          gsize       size)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    die (path, g_strerror (errno));
  read_exactly (fd, to, size);
  close (fd);
}

static void
run_raw (Bench      *bench,
         const char *peer,
         gboolean    fresh)
{
  g_autofree char *path = g_build_filename (bench->work, "raw.columns", NULL);
  const gsize size = bench->n * (sizeof (gint32) + N_COLUMNS * sizeof (double));
  const double *close_column;
  char *buffer = NULL;
  double ms[N_LOADS], sum = 0.0;
  gint64 start;

  start = g_get_monotonic_time ();
  write_raw (bench, path);
  emit (peer, "write, durable", milliseconds_since (start), "ms");

  for (int i = 0; i < N_LOADS; i++)
    {
      if (fresh && buffer != NULL)
        munmap (buffer, size);
      start = g_get_monotonic_time ();
      if (fresh || buffer == NULL)
        buffer = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      read_raw (path, buffer, size);
      ms[i] = milliseconds_since (start);
    }

  close_column = (const double *)(gconstpointer)(buffer + bench->n * sizeof (gint32)) + 3 * bench->n;
  for (gsize i = 0; i < bench->n; i++)
    sum += close_column[i];
  emit_loads (peer, ms, sum);
  emit_size (bench, peer, path);
  g_unlink (path);
}

/* -- ours, through the public interface -- */

static void
take_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static PenstockBars *
bars_of (const Bench *bench,
         int          symbol,
         int          from,
         int          n_days)
{
  static const PenstockBarField field[N_COLUMNS] = { PENSTOCK_BAR_OPEN, PENSTOCK_BAR_HIGH, PENSTOCK_BAR_LOW, PENSTOCK_BAR_CLOSE,
                                                     PENSTOCK_BAR_VOLUME };
  g_autofree char *name = g_strdup_printf ("S%04d", symbol);
  PenstockBars *bars = penstock_bars_new (name, "USD", "bench", (gsize)n_days);
  const gsize at = (gsize)symbol * (gsize)bench->n_days + (gsize)from;

  memcpy (bars->day, bench->day + at, (gsize)n_days * sizeof (gint32));
  for (int c = 0; c < N_COLUMNS; c++)
    memcpy (bars->field[field[c]], bench->column[c] + at, (gsize)n_days * sizeof (double));

  return bars;
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!penstock_store_put_bars_finish (PENSTOCK_STORE (source), result, NULL, &error))
    die ("put_bars", error->message);
  (*(int *)user_data)--;
}

/* Days @from to @to of every symbol, each a write of its own. */
static void
put_days (const Bench   *bench,
          PenstockStore *store,
          int            from,
          int            to)
{
  int waiting = 0;

  for (int s = 0; s < bench->n_symbols; s++)
    {
      g_autoptr(PenstockBars) bars = bars_of (bench, s, from, to - from);

      waiting++;
      penstock_store_put_bars_async (store, bars, NULL, put_cb, &waiting);
      while (waiting > 64)
        g_main_context_iteration (NULL, TRUE);
    }

  while (waiting > 0)
    g_main_context_iteration (NULL, TRUE);
}

static GPtrArray *
get_all (PenstockStore *store)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *damaged = NULL;
  GPtrArray *all;

  penstock_store_get_all_bars_async (store, NULL, take_result_cb, &result);
  all = penstock_store_get_all_bars_finish (store, wait_for (&result), &damaged, &error);
  if (all == NULL || damaged != NULL)
    die ("get_all_bars", error != NULL ? error->message : damaged);

  return all;
}

static double
sum_of_close (const Bench *bench,
              GPtrArray   *all)
{
  double sum = 0.0;
  gsize n = 0;

  for (guint s = 0; s < all->len; s++)
    {
      const PenstockBars *bars = g_ptr_array_index (all, s);

      n += bars->n;
      for (gsize i = 0; i < bars->n; i++)
        sum += bars->field[PENSTOCK_BAR_CLOSE][i];
    }

  if (n != bench->n)
    die ("get_all_bars", "bars are missing");
  return sum;
}

static PenstockStore *
open_store (const char *dir)
{
  g_autoptr(GError) error = NULL;
  PenstockStore *store = penstock_store_open (dir, &error);

  if (store == NULL)
    die (dir, error->message);

  return store;
}

static void
remove_store (const char *dir)
{
  static const char *const names[] = { "penstock.db", "penstock.db-wal", "penstock.db-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (dir);
}

static void
write_store (const Bench *bench,
             const char  *peer,
             const char  *dir)
{
  PenstockStore *store;
  gint64 start = g_get_monotonic_time ();

  store = open_store (dir);
  put_days (bench, store, 0, bench->n_days - 1);
  penstock_store_close (store);
  g_object_unref (store);
  emit (peer, "write, durable", milliseconds_since (start), "ms");

  store = open_store (dir);
  start = g_get_monotonic_time ();
  put_days (bench, store, bench->n_days - 1, bench->n_days);
  emit (peer, "append a day", milliseconds_since (start), "ms");
  penstock_store_close (store);
  g_object_unref (store);
}

static void
run_store (Bench      *bench,
           const char *peer)
{
  g_autofree char *dir = g_build_filename (bench->work, "penstock-store", NULL);
  g_autofree char *path = g_build_filename (dir, "penstock.db", NULL);
  g_autoptr(PenstockStore) store = NULL;
  double ms[N_LOADS], sum = 0.0;

  g_print ("{\"peer\": \"%s\", \"version\": \"%s\"}\n", peer, PENSTOCK_VERSION);
  remove_store (dir);
  write_store (bench, peer, dir);
  store = open_store (dir);
  for (int i = 0; i < N_LOADS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr(GPtrArray) all = get_all (store);

      ms[i] = milliseconds_since (start);
      if (i + 1 == N_LOADS)
        sum = sum_of_close (bench, all);
    }

  emit_loads (peer, ms, sum);
  penstock_store_close (store);
  emit_size (bench, peer, path);
  remove_store (dir);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };
  const char *mode;

  g_set_prgname ("bench-store");
  if (argc != 6)
    {
      g_printerr ("usage: bench-store generate|penstock|raw|raw-fresh DATA WORK SYMBOLS DAYS\n");
      return 2;
    }

  mode = argv[1];
  bench.data = argv[2];
  bench.work = argv[3];
  bench.n_symbols = atoi (argv[4]);
  bench.n_days = atoi (argv[5]);
  bench.n = (gsize)bench.n_symbols * (gsize)bench.n_days;
  bench.day = g_new (gint32, bench.n);
  for (int c = 0; c < N_COLUMNS; c++)
    bench.column[c] = g_new (double, bench.n);

  if (g_str_equal (mode, "generate"))
    {
      generate (&bench);
      return 0;
    }

  load_data (&bench);
  if (g_str_has_prefix (mode, "raw"))
    run_raw (&bench, g_str_equal (mode, "raw") ? "raw columns, memory reused" : "raw columns, fresh memory", !g_str_equal (mode, "raw"));
  else
    run_store (&bench, "penstock");

  return 0;
}
