/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test-store.h"

/* A second process writes without pause and tells every acknowledged write through a pipe; it is killed in the middle, five times on
 * one folder. Write i puts 3000 bars of level i (nine years) for one of five symbols, and a revenue figure. */

#define N_SYMBOLS 5
#define N_BARS 3000
#define N_KILLS 5
#define FIRST 17000

static const char *program;

static PenstockBars *
bars_of_write (int i)
{
  g_autofree char *symbol = g_strdup_printf ("S%d", i % N_SYMBOLS);

  return make_bars (symbol, FIRST, N_BARS, 10.0 + i);
}

static PenstockStoredFigure
figure_of_write (int i)
{
  return (PenstockStoredFigure){ (char *)"2317.TW", (char *)"TWD", 12, { i, 1e9 + i, 1000 + i, 1000 + i, FALSE, "test" } };
}

static void
acknowledge (const char *what,
             int         i)
{
  g_autofree char *line = g_strdup_printf ("%s %d\n", what, i);

  g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), ==, (gssize)strlen (line));
}

static int
run_child (const char *dir,
           int         first)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockStore) store = penstock_store_open (dir, &error);

  g_assert_no_error (error);
  for (int i = first;; i++)
    {
      g_autoptr(PenstockBars) bars = bars_of_write (i);
      const PenstockStoredFigure figure = figure_of_write (i);

      g_assert_cmpint (put_bars (store, bars, &error), >=, 0);
      g_assert_no_error (error);
      acknowledge ("bars", i);
      g_assert_cmpint (put_revenue (store, &figure, 1, &error), ==, 1);
      g_assert_no_error (error);
      acknowledge ("revenue", i);
    }

  return 0;
}

typedef struct { int bars[N_SYMBOLS], newest_bars, revenue; } Acknowledged;

static gboolean
kill_cb (gpointer user_data)
{
  g_subprocess_send_signal (user_data, SIGKILL);
  return G_SOURCE_REMOVE;
}

typedef struct
{
  Acknowledged *last;
  GSubprocess  *child;
  gboolean      timed, ended;
} Reading;

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *reading = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  int i;

  if (line == NULL)
    {
      reading->ended = TRUE;
      return;
    }

  if (sscanf (line, "bars %d", &i) == 1)
    reading->last->newest_bars = reading->last->bars[i % N_SYMBOLS] = i;
  else if (sscanf (line, "revenue %d", &i) == 1)
    reading->last->revenue = i;

  if (!reading->timed)
    g_timeout_add ((guint)g_test_rand_int_range (5, 150), kill_cb, reading->child);
  reading->timed = TRUE;
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL, line_cb, reading);
}

static void
write_until_killed (const char   *dir,
                    Acknowledged *last)
{
  g_autofree char *first = g_strdup_printf ("%d", MAX (last->newest_bars, last->revenue) + 2);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--child", dir, first, NULL);
  g_autoptr(GDataInputStream) lines = NULL;
  Reading reading = { last, child, FALSE, FALSE };

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, line_cb, &reading);
  while (!reading.ended)
    g_main_context_iteration (NULL, TRUE);

  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
}

/* A symbol holds its newest acknowledged write, or the one that was under way when the child died: never less, never a mixture. */
static void
check_bars (Fixture      *fixture,
            Acknowledged *last)
{
  for (int s = 0; s < N_SYMBOLS; s++)
    {
      g_autofree char *symbol = g_strdup_printf ("S%d", s);
      g_autoptr(PenstockBars) read = get_bars (fixture->store, symbol, NULL);
      g_autoptr(PenstockBars) expected = NULL;
      int found;

      if (last->bars[s] < 0 && read == NULL)
        continue;

      g_assert_nonnull (read);
      found = (int)round (read->field[PENSTOCK_BAR_OPEN][0] - 10.0);
      g_assert_true (found == last->bars[s] || found == last->newest_bars + 1);
      expected = bars_of_write (found);
      assert_same_bars (read, expected);
      last->bars[s] = found;
    }
}

static void
check_revenue (Fixture   *fixture,
               GPtrArray *acknowledged)
{
  g_autoptr(PenstockStoreContents) contents = load (fixture->store);
  const PenstockRevenue *revenue = g_ptr_array_index (contents->revenue, 0);
  gsize at = 0;

  for (guint r = 0; r < acknowledged->len; r++)
    {
      const int *range = g_ptr_array_index (acknowledged, r);

      for (int i = range[0]; i <= range[1]; i++)
        {
          while (at < revenue->n && revenue->figures[at].period < i)
            at++;
          g_assert_cmpuint (at, <, revenue->n);
          g_assert_cmpint (revenue->figures[at].period, ==, i);
          g_assert_cmpfloat (revenue->figures[at].value, ==, 1e9 + i);
        }
    }
}

static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  Acknowledged last = { { -1, -1, -1, -1, -1 }, -2, -2 };

  for (int kill = 0; kill < N_KILLS; kill++)
    {
      g_autofree char *verdict = NULL;
      int *range = g_new (int, 2);

      store_close (fixture);
      range[0] = MAX (last.newest_bars, last.revenue) + 2;
      write_until_killed (fixture->dir, &last);
      range[1] = last.revenue;
      g_ptr_array_add (acknowledged, range);
      g_test_message ("killed after write %d", last.newest_bars);

      store_reopen (fixture);
      verdict = query_sql (fixture->path, "PRAGMA integrity_check");
      g_assert_cmpstr (verdict, ==, "ok");
      g_assert_cmpint (last.newest_bars, >=, range[0]);
      check_bars (fixture, &last);
      if (last.revenue >= 0)
        check_revenue (fixture, acknowledged);
    }
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], atoi (argv[3]));

  g_test_init (&argc, &argv, NULL);
  program = argv[0];

  g_test_add ("/store/kill", Fixture, NULL, fixture_set_up, test_killed, fixture_tear_down);

  return g_test_run ();
}
