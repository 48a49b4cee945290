/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <unistd.h>

#include "test-store.h"

/* What the user says about events: kept apart from what feeds tell, whoever writes last, and there after a restart and after kill −9. */

static const char *program;

static gboolean
put_event (PenstockStore *store,
           PenstockEvent *event)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new ();
  GAsyncResult *result = NULL;
  gboolean ok;

  g_ptr_array_add (events, event);
  penstock_store_put_events_async (store, events, NULL, take_result_cb, &result);
  ok = penstock_store_put_events_finish (store, wait_for (&result), NULL);
  g_clear_object (&result);
  return ok;
}

static gboolean
put_mark (PenstockStore           *store,
          const PenstockEventMark *mark)
{
  g_autoptr(GPtrArray) marks = g_ptr_array_new ();
  GAsyncResult *result = NULL;
  gboolean ok;

  g_ptr_array_add (marks, (gpointer)mark);
  penstock_store_put_event_marks_async (store, marks, NULL, take_result_cb, &result);
  ok = penstock_store_put_event_marks_finish (store, wait_for (&result), NULL);
  g_clear_object (&result);
  return ok;
}

/* "20000 rumour, 20010 denied (user)" */
static char *
history_of (Fixture *fixture)
{
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockEvent *event;
  GString *text = g_string_new (NULL);

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->events->len, ==, 1);
  event = g_ptr_array_index (contents->events, 0);
  for (guint i = 0; i < event->history->len; i++)
    {
      const PenstockStatusChange *change = &g_array_index (event->history, PenstockStatusChange, i);

      g_string_append_printf (text, "%s%d %s%s", i > 0 ? ", " : "", change->day, penstock_status_id (change->status), change->by_user ? " (user)" : "");
    }

  return g_string_free (text, FALSE);
}

static void
assert_history (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *history = history_of (fixture);

  g_assert_cmpstr (history, ==, expected);
}

static void
test_user_statuses (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(PenstockEvent) told = penstock_event_new ("e", "A large order");
  g_autoptr(PenstockEvent) said = penstock_event_new ("e", "A large order");
  g_autoptr(PenstockEvent) later = penstock_event_new ("e", "A large order");
  g_autoptr(PenstockEvent) given_back = penstock_event_new ("e", "A large order");

  penstock_event_add_status (told, 20000, PENSTOCK_STATUS_RUMOUR, NULL);
  penstock_event_add_status (told, 20010, PENSTOCK_STATUS_REPORTED, NULL);
  g_assert_true (put_event (fixture->store, told));

  /* The user's word alone drops nothing of that day, and says it behind what was told. */
  penstock_event_add_user_status (said, 20010, PENSTOCK_STATUS_DENIED, "by phone");
  g_assert_true (put_event (fixture->store, said));
  assert_history (fixture, "20000 rumour, 20010 reported, 20010 denied (user)");
  g_assert_true (put_event (fixture->store, said));
  assert_history (fixture, "20000 rumour, 20010 reported, 20010 denied (user)");

  /* A feed that knows nothing of it corrects its own day and adds one. */
  penstock_event_add_status (later, 20010, PENSTOCK_STATUS_CONFIRMED, NULL);
  penstock_event_add_status (later, 20020, PENSTOCK_STATUS_CONFIRMED, NULL);
  g_assert_true (put_event (fixture->store, later));
  assert_history (fixture, "20000 rumour, 20010 confirmed, 20010 denied (user), 20020 confirmed");

  /* What an export gave and an import gives back is the user's all the same, and not there twice. */
  penstock_event_add_status (given_back, 20010, PENSTOCK_STATUS_CONFIRMED, NULL);
  penstock_event_add_status (given_back, 20010, PENSTOCK_STATUS_DENIED, "by phone");
  g_assert_true (put_event (fixture->store, given_back));
  assert_history (fixture, "20000 rumour, 20010 confirmed, 20010 denied (user), 20020 confirmed");
}

/* Something else the user says on another day leaves the order of the days before as it was. */
static void
test_order_stays (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(PenstockEvent) first = penstock_event_new ("e", "A large order");
  g_autoptr(PenstockEvent) second = penstock_event_new ("e", "A large order");

  penstock_event_add_user_status (first, 20010, PENSTOCK_STATUS_DENIED, NULL);
  penstock_event_add_status (first, 20010, PENSTOCK_STATUS_CONFIRMED, NULL);
  g_assert_true (put_event (fixture->store, first));
  penstock_event_add_user_status (second, 20010, PENSTOCK_STATUS_DENIED, NULL);
  penstock_event_add_user_status (second, 20030, PENSTOCK_STATUS_EXPIRED, NULL);
  g_assert_true (put_event (fixture->store, second));
  assert_history (fixture, "20010 denied (user), 20010 confirmed, 20030 expired (user)");
}

static void
test_marks (Fixture       *fixture,
            gconstpointer  data)
{
  PenstockEventMark mark = { (char *)"b", 1700000000, TRUE, -1, 1700000001 };
  const PenstockEventMark other = { (char *)"a", 0, FALSE, 0, 0 };
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockEventMark *read;

  /* An event that is not stored (yet) can be marked. */
  g_assert_true (put_mark (fixture->store, &mark));
  g_assert_true (put_mark (fixture->store, &other));
  mark.direction = 0;
  g_assert_true (put_mark (fixture->store, &mark));
  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->marks->len, ==, 2);
  read = g_ptr_array_index (contents->marks, 0);
  g_assert_cmpstr (read->event, ==, "a");
  g_assert_cmpint (read->read_at, ==, 0);
  g_assert_false (read->has_direction);
  read = g_ptr_array_index (contents->marks, 1);
  g_assert_cmpstr (read->event, ==, "b");
  g_assert_cmpint (read->read_at, ==, 1700000000);
  g_assert_true (read->has_direction);
  g_assert_cmpint (read->direction, ==, 0);
  g_assert_cmpint (read->direction_at, ==, 1700000001);
}

/* Dies as soon as it was told that both are stored. */
static int
run_child (const char *dir)
{
  g_autoptr(PenstockStore) store = penstock_store_open (dir, NULL);
  g_autoptr(PenstockEvent) event = penstock_event_new ("e", "A large order");
  const PenstockEventMark mark = { (char *)"e", 1700000000, TRUE, 1, 1700000001 };

  penstock_event_add_status (event, 20000, PENSTOCK_STATUS_RUMOUR, NULL);
  penstock_event_add_user_status (event, 20001, PENSTOCK_STATUS_CONFIRMED, "seen it");
  if (put_event (store, event) && put_mark (store, &mark))
    kill (getpid (), SIGKILL);

  return 1;
}

static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(PenstockStoreContents) contents = NULL;
  g_autoptr(GError) error = NULL;

  store_close (fixture);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--child", fixture->dir, NULL);
  g_assert_no_error (error);
  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (child));
  assert_history (fixture, "20000 rumour, 20001 confirmed (user)");
  contents = load (fixture->store);
  g_assert_cmpuint (contents->marks->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/store/marks/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("user-statuses", test_user_statuses);
  ADD ("order-stays", test_order_stays);
  ADD ("marks", test_marks);
  ADD ("killed", test_killed);
#undef ADD

  return g_test_run ();
}
