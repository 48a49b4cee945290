/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-market.h"
#include "bench-report.h"
#include "penstock-http.h"
#include "penstock-store.h"
#include "penstock-yahoo-scanner.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* script/bench feed: bodies of ten years of daily bars from a server on this machine, and a JSON line per figure.
 *   generate   writes the bodies
 *   libsoup    fetches them and lets them drop: the limit of the library Penstock stands on
 *   penstock   PenstockHttp and the yahoo-chart provider, as the engine uses them
 *   storing    the same, and every series into a new PenstockStore
 *   reading    no network: the bodies in memory, scanned, and read into bars, on one thread */

#define CONNECTIONS 8
#define ASKED       (2 * CONNECTIONS) /* so that one always waits for its turn */
#define N_HELD      100               /* bodies that "reading" holds in memory */
#define OURS        "penstock"
#define LIMIT       "libsoup, no parsing"

typedef struct
{
  GSource source;
  gint64  woke_us;
  gint64  woke_cpu_ns;
  gint64  longest_us;
  gint64  longest_cpu_ns;
} Watch;

typedef struct
{
  const char    *base_url, *dir;
  guint          n, n_days;
  guint          asked, answered, waiting;
  gsize          bytes, bars;
  double         sum;        /* of closes */
  Watch         *watch;
  SoupSession   *session;
  PenstockHttp  *http;
  PenstockStore *store;
} Bench;

/* VmHWM: of this program alone, while ru_maxrss begins with the parent's. */
static double
peak_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (line = strstr (status, "VmHWM:")) == NULL)
    die ("/proc/self/status", "no VmHWM");

  return g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024.0;
}

/* -- how long the main loop is away from poll() -- */

static gint64
cpu_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Before poll(): whatever was dispatched since it returned is done. */
static gboolean
watch_prepare (GSource *source,
               int     *timeout)
{
  Watch *watch = (Watch *)source;

  *timeout = -1;
  if (watch->woke_us != 0)
    {
      watch->longest_us = MAX (watch->longest_us, g_get_monotonic_time () - watch->woke_us);
      watch->longest_cpu_ns = MAX (watch->longest_cpu_ns, cpu_ns () - watch->woke_cpu_ns);
    }
  watch->woke_us = 0;
  return FALSE;
}

/* After poll(), ahead of all others. */
static gboolean
watch_check (GSource *source)
{
  Watch *watch = (Watch *)source;

  watch->woke_us = g_get_monotonic_time ();
  watch->woke_cpu_ns = cpu_ns ();
  return FALSE;
}

static Watch *
watch_new (void)
{
  static GSourceFuncs functions = { .prepare = watch_prepare, .check = watch_check };
  GSource *source = g_source_new (&functions, sizeof (Watch));

  g_source_set_priority (source, G_MININT);
  g_source_attach (source, NULL);
  return (Watch *)source;
}

static void
emit_watch (const Watch *watch,
            const char  *peer,
            const char  *how)
{
  g_autofree char *wall = g_strdup_printf ("longest turn of the main loop, %s", how);
  g_autofree char *cpu = g_strdup_printf ("longest turn of the main loop in processor time, %s", how);

  emit (peer, wall, (double)watch->longest_us / 1e3, "ms");
  emit (peer, cpu, (double)watch->longest_cpu_ns / 1e6, "ms");
}

/* -- the common data -- */

static void
append_prices (GString        *body,
               const char     *name,
               const BenchBar *bars,
               guint           n,
               gsize           offset)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (body, "\"%s\":[", name);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (body, ',');
      g_string_append (body, g_ascii_formatd (number, sizeof number, offset == offsetof (BenchBar, volume) ? "%.0f" : "%.17g",
                                              G_STRUCT_MEMBER (double, &bars[i], offset)));
    }
  g_string_append_c (body, ']');
}

static void
append_meta (GString        *body,
             guint           symbol,
             const BenchBar *bars,
             guint           n)
{
  const BenchBar *last = &bars[n - 1];

  g_string_append_printf (body, "{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"symbol\":\"S%04u\",\"exchangeName\":\"NMS\","
                                "\"fullExchangeName\":\"NasdaqGS\",\"instrumentType\":\"EQUITY\",\"firstTradeDate\":345479400,"
                                "\"regularMarketTime\":1784750400,\"hasPrePostMarketData\":true,\"gmtoffset\":-14400,\"timezone\":\"EDT\","
                                "\"exchangeTimezoneName\":\"America/New_York\",", symbol);
  g_string_append_printf (body, "\"regularMarketPrice\":%.2f,\"fiftyTwoWeekHigh\":%.2f,\"fiftyTwoWeekLow\":%.2f,\"longName\":\"Synthetic %04u Inc.\","
                                "\"shortName\":\"Synthetic %04u\",\"chartPreviousClose\":%.2f,\"priceHint\":2,\"dataGranularity\":\"1d\",\"range\":\"10y\","
                                "\"validRanges\":[\"1d\",\"5d\",\"1mo\",\"3mo\",\"6mo\",\"1y\",\"2y\",\"5y\",\"10y\",\"ytd\",\"max\"]},",
                          last->close, last->high, last->low, symbol, symbol, bars[0].open);
}

/* As Yahoo sends it: float32 prices written as doubles, no white space, one session a weekday at half past nine in New York (in winter). */
static GString *
build_body (guint     symbol,
            guint     n,
            BenchBar *bars)
{
  GString *body = g_string_sized_new (300000);

  bench_symbol (symbol, (int)n, bars);
  append_meta (body, symbol, bars, n);
  g_string_append (body, "\"timestamp\":[");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (body, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", G_GINT64_CONSTANT (1468247400) + 86400 * (gint64)(i + 2 * (i / 5)));
  g_string_append (body, "],\"indicators\":{\"quote\":[{");
  append_prices (body, "open", bars, n, offsetof (BenchBar, open));
  g_string_append_c (body, ',');
  append_prices (body, "high", bars, n, offsetof (BenchBar, high));
  g_string_append_c (body, ',');
  append_prices (body, "low", bars, n, offsetof (BenchBar, low));
  g_string_append_c (body, ',');
  append_prices (body, "close", bars, n, offsetof (BenchBar, close));
  g_string_append_c (body, ',');
  append_prices (body, "volume", bars, n, offsetof (BenchBar, volume));
  g_string_append (body, "}],\"adjclose\":[{");
  append_prices (body, "adjclose", bars, n, offsetof (BenchBar, close));
  g_string_append (body, "}]}}],\"error\":null}}");
  return body;
}

static void
generate (const Bench *bench)
{
  g_autofree BenchBar *bars = g_new (BenchBar, bench->n_days);

  for (guint s = 0; s < bench->n; s++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("S%04u", s);
      g_autofree char *path = g_build_filename (bench->dir, name, NULL);
      GString *body = build_body (s, bench->n_days, bars);

      if (!g_file_set_contents (path, body->str, (gssize)body->len, &error))
        die (path, error->message);
      g_string_free (body, TRUE);
    }
}

/* -- the limit -- */

static void ask_libsoup (Bench *bench);

static void
libsoup_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  if (body == NULL)
    die ("libsoup", error->message);
  bench->bytes += g_bytes_get_size (body);
  bench->answered++;
  ask_libsoup (bench);
}

static void
ask_libsoup (Bench *bench)
{
  g_autofree char *uri = NULL;
  g_autoptr(SoupMessage) message = NULL;

  if (bench->asked == bench->n)
    return;

  uri = g_strdup_printf ("%s/v8/finance/chart/S%04u", bench->base_url, bench->asked++);
  message = soup_message_new ("GET", uri);
  soup_session_send_and_read_async (bench->session, message, G_PRIORITY_DEFAULT, NULL, libsoup_cb, bench);
}

static void
run_libsoup (Bench *bench)
{
  gint64 start = g_get_monotonic_time ();
  double ms;

  bench->session = soup_session_new_with_options ("max-conns", CONNECTIONS, "max-conns-per-host", CONNECTIONS, NULL);
  for (guint i = 0; i < CONNECTIONS; i++)
    ask_libsoup (bench);
  while (bench->answered < bench->n)
    g_main_context_iteration (NULL, TRUE);
  ms = milliseconds_since (start);

  if (bench->bytes < (gsize)bench->n * bench->n_days * 50)
    die ("libsoup", "bodies are missing");
  g_print ("{\"peer\": \"%s\", \"version\": \"%u.%u.%u\"}\n", LIMIT, soup_get_major_version (), soup_get_minor_version (), soup_get_micro_version ());
  emit (LIMIT, "fetch and parse", ms, "ms");
  emit (LIMIT, "fetch, parse and store", ms, "ms");
  emit (LIMIT, "peak memory", peak_memory (), "MiB");
  emit_watch (bench->watch, LIMIT, "fetching");
}

/* -- ours, through the public interface -- */

static void ask_penstock (Bench *bench);

static void
count (Bench              *bench,
       const PenstockBars *bars)
{
  bench->bars += bars->n;
  for (gsize i = 0; i < bars->n; i++)
    bench->sum += bars->field[PENSTOCK_BAR_CLOSE][i];
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr(GError) error = NULL;

  if (!penstock_store_put_bars_finish (PENSTOCK_STORE (source), result, NULL, &error))
    die ("put_bars", error->message);
  bench->answered++;
  ask_penstock (bench);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr(PenstockFetch) fetch = penstock_http_fetch_finish (PENSTOCK_HTTP (source), result, NULL);
  PenstockBars *bars;

  if (fetch == NULL || fetch->outcome != PENSTOCK_OUTCOME_DATA || fetch->batch->bars->len != 1)
    die ("fetch", fetch != NULL && fetch->reason != NULL ? fetch->reason : "no bars");

  bars = g_ptr_array_index (fetch->batch->bars, 0);
  count (bench, bars);
  if (bench->store != NULL)
    {
      penstock_store_put_bars_async (bench->store, bars, NULL, stored_cb, bench);
      return;
    }

  bench->answered++;
  ask_penstock (bench);
}

static void
ask_penstock (Bench *bench)
{
  const PenstockProvider *provider = penstock_provider_find ("yahoo-chart");
  PenstockQuery query = { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_autofree char *symbol = NULL;

  if (bench->asked == bench->n)
    return;

  symbol = g_strdup_printf ("S%04u", bench->asked++);
  query.subject = symbol;
  penstock_http_fetch_async (bench->http, provider, &query, NULL, NULL, fetched_cb, bench);
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
open_store (Bench *bench)
{
  g_autoptr(GError) error = NULL;

  remove_store (bench->dir);
  bench->store = penstock_store_open (bench->dir, &error);
  if (bench->store == NULL)
    die (bench->dir, error->message);
}

static double
fetch_all (Bench *bench)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(PenstockClock) clock = penstock_clock_new ();

  bench->http = penstock_http_new (clock);
  penstock_http_set_base_url (bench->http, penstock_provider_find ("yahoo-chart"), bench->base_url);
  for (guint i = 0; i < ASKED; i++)
    ask_penstock (bench);
  while (bench->answered < bench->n)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&bench->http);

  return milliseconds_since (start);
}

static void
run_penstock (Bench    *bench,
              gboolean  storing)
{
  double ms;

  if (storing)
    open_store (bench);
  ms = fetch_all (bench);
  if (bench->bars != (gsize)bench->n * bench->n_days)
    die ("fetch", "bars are missing");

  g_print ("{\"peer\": \"%s\", \"version\": \"%s\"}\n", OURS, PENSTOCK_VERSION);
  emit (OURS, storing ? "fetch, parse and store" : "fetch and parse", ms, "ms");
  emit (OURS, storing ? "peak memory, storing" : "peak memory", peak_memory (), "MiB");
  emit_watch (bench->watch, OURS, storing ? "storing" : "fetching");
  emit (OURS, "check", bench->sum, "");

  if (storing)
    {
      penstock_store_close (bench->store);
      g_clear_object (&bench->store);
      remove_store (bench->dir);
    }
}

/* -- without the network -- */

static double
scan_all (GPtrArray *bodies)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < bodies->len; i++)
    {
      g_auto(PenstockYahooScan) scan = { 0 };
      gsize length;
      const char *text = g_bytes_get_data (g_ptr_array_index (bodies, i), &length);

      penstock_yahoo_scan_init (&scan, text, length);
      if (scan.taken->len != 7)
        die ("scan", "arrays are missing");
    }

  return milliseconds_since (start);
}

static double
read_all (GPtrArray *bodies)
{
  const PenstockProvider *provider = penstock_provider_find ("yahoo-chart");
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < bodies->len; i++)
    {
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autofree char *symbol = g_strdup_printf ("S%04u", i);
      g_autofree char *reason = NULL;
      PenstockQuery query = { .subject = symbol, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };

      if (penstock_provider_read (provider, &query, 200, "application/json", g_ptr_array_index (bodies, i), 0, batch, &reason) !=
          PENSTOCK_OUTCOME_DATA)
        die (symbol, reason);
    }

  return milliseconds_since (start);
}

static void
run_reading (const Bench *bench)
{
  g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  double bytes = 0.0;

  for (guint s = 0; s < MIN (bench->n, N_HELD); s++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("S%04u", s);
      g_autofree char *path = g_build_filename (bench->dir, name, NULL);
      char *text;
      gsize length;

      if (!g_file_get_contents (path, &text, &length, &error))
        die (path, error->message);
      g_ptr_array_add (bodies, g_bytes_new_take (text, length));
      bytes += (double)length;
    }

  scan_all (bodies); /* warms up */
  emit (OURS, "a megabyte scanned", scan_all (bodies) * 1e3 / (bytes / 1e6), "us");
  emit (OURS, "a megabyte read into bars", read_all (bodies) * 1e3 / (bytes / 1e6), "us");
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };
  const char *mode;

  g_set_prgname ("bench-feed");
  if (argc != 6)
    {
      g_printerr ("usage: bench-feed generate|libsoup|penstock|storing|reading BASE_URL FOLDER BODIES DAYS\n");
      return 2;
    }

  mode = argv[1];
  bench.base_url = argv[2];
  bench.dir = argv[3];
  bench.n = (guint)atoi (argv[4]);
  bench.n_days = (guint)atoi (argv[5]);
  bench.watch = watch_new ();

  if (g_str_equal (mode, "generate"))
    generate (&bench);
  else if (g_str_equal (mode, "libsoup"))
    run_libsoup (&bench);
  else if (g_str_equal (mode, "reading"))
    run_reading (&bench);
  else
    run_penstock (&bench, g_str_equal (mode, "storing"));

  g_source_destroy ((GSource *)bench.watch);
  g_source_unref ((GSource *)bench.watch);
  return 0;
}
