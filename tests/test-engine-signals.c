/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-server.h"

#include "penstock-signals.h"

/* The inbox: what the user says about events counts from that day on, never before, and is there after a restart. */

#define DAY (world_today ())

static const char *const only_rss[] = { "rss", NULL };

static void
put_events (World     *world,
            GPtrArray *events)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  penstock_engine_put_events_async (world->engine, events, NULL, world_result_cb, &result);
  penstock_engine_put_events_finish (world->engine, world_wait (&result), &error);
  g_assert_no_error (error);
}

static PenstockSignal *
signal_of (World      *world,
           const char *id)
{
  GListModel *model = penstock_engine_get_signals (world->engine);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(PenstockSignal) signal = g_list_model_get_item (model, i);

      if (g_str_equal (penstock_signal_get_event (signal)->id, id))
        return signal;
    }

  return NULL;
}

static PenstockEvent *
event_of (World      *world,
          const char *id)
{
  g_assert_nonnull (signal_of (world, id));
  return penstock_signal_get_event (signal_of (world, id));
}

static PenstockStatus
status_of (World      *world,
           const char *id)
{
  return penstock_event_status_at (event_of (world, id), DAY)->status;
}

static double
raw_on (World      *world,
        const char *company,
        PenstockDay day)
{
  g_autoptr(PenstockScoreboard) board = penstock_engine_compute (world->engine, day);

  return penstock_scoreboard_get (board, (guint)penstock_chain_find_id (world->chain, company), PENSTOCK_COLUMN_event_raw);
}

static void
fill (World *world)
{
  g_autoptr(GPtrArray) events = world_events ();

  world_fill (world, 0, DAY - 1);
  put_events (world, events);
  world_settle (world);
}

static void
reopen (World *world)
{
  world_settle (world);
  world_close (world);
  world_open (world);
}

/* From that day, and the boards of all days before are the same bytes. */
static void
test_status (World         *world,
             gconstpointer  data)
{
  const PenstockDay days[] = { DAY - 1, DAY - 9, DAY - 10, DAY - 11, DAY - 30 };
  PenstockScoreboard *before[G_N_ELEMENTS (days)];

  fill (world);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    before[i] = penstock_engine_compute (world->engine, days[i]);
  g_assert_cmpfloat_with_epsilon (raw_on (world, "nvda", DAY), exp2 (-10.0 / 45), 1e-12);

  penstock_engine_set_event_status (world->engine, "b-rumour", PENSTOCK_STATUS_DENIED, "their own word");
  for (guint round = 0; round < 2; round++)
    {
      const PenstockStatusChange *last;

      g_assert_cmpint (status_of (world, "b-rumour"), ==, PENSTOCK_STATUS_DENIED);
      last = penstock_event_status_at (event_of (world, "b-rumour"), DAY);
      g_assert_true (last->by_user);
      g_assert_cmpint (last->day, ==, DAY);
      g_assert_cmpstr (last->note, ==, "their own word");
      g_assert_true (isnan (raw_on (world, "nvda", DAY)));
      g_assert_true (isnan (raw_on (world, "nvda", DAY + 20)));
      for (guint i = 0; i < G_N_ELEMENTS (days); i++)
        {
          g_autoptr(PenstockScoreboard) now = penstock_engine_compute (world->engine, days[i]);

          assert_same_board (before[i], now);
        }
      reopen (world);
    }

  /* Another change is how it is taken back: again from today on. */
  penstock_engine_set_event_status (world->engine, "b-rumour", PENSTOCK_STATUS_CONFIRMED, "");
  g_assert_cmpfloat_with_epsilon (raw_on (world, "nvda", DAY), 1.0, 1e-12);
  g_assert_null (penstock_event_status_at (event_of (world, "b-rumour"), DAY)->note);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    penstock_scoreboard_unref (before[i]);
}

static void
test_direction (World         *world,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) events = world_events ();

  ((PenstockEvent *)g_ptr_array_index (events, 0))->direction_guessed = TRUE;
  put_events (world, events);
  g_assert_true (event_of (world, "b-rumour")->direction_guessed);
  penstock_engine_set_event_direction (world->engine, "b-rumour", -1);
  for (guint round = 0; round < 3; round++)
    {
      PenstockEvent *event = event_of (world, "b-rumour");

      g_assert_cmpint (event->direction, ==, -1);
      g_assert_false (event->direction_guessed);
      g_assert_true (event->direction_by_user);
      /* A correction holds for all of its past. */
      g_assert_cmpfloat (raw_on (world, "nvda", DAY - 9), <, 0);
      if (round == 0)
        put_events (world, events);
      else
        reopen (world);
    }
  g_assert_cmpint (event_of (world, "a-filed")->direction, ==, -1);
  g_assert_false (event_of (world, "a-filed")->direction_by_user);
}

/* The same import again, with one more day, leaves the user's word in its place. */
static void
test_imported_again (World         *world,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) events = world_events ();
  g_autoptr(GPtrArray) more = world_events ();

  put_events (world, events);
  penstock_engine_set_event_status (world->engine, "b-rumour", PENSTOCK_STATUS_DENIED, NULL);
  penstock_event_add_status (g_ptr_array_index (more, 0), DAY, PENSTOCK_STATUS_CONFIRMED, "again");
  put_events (world, more);
  g_assert_cmpuint (event_of (world, "b-rumour")->history->len, ==, 4);
  g_assert_cmpint (status_of (world, "b-rumour"), ==, PENSTOCK_STATUS_DENIED);
  /* News that was folded while the user spoke knows nothing of it. */
  penstock_engine_take_stories (world->engine, events);
  g_assert_cmpint (status_of (world, "b-rumour"), ==, PENSTOCK_STATUS_DENIED);
  reopen (world);
  g_assert_cmpuint (event_of (world, "b-rumour")->history->len, ==, 4);
  g_assert_cmpint (status_of (world, "b-rumour"), ==, PENSTOCK_STATUS_DENIED);
}

static void
notify_cb (PenstockSignal *signal,
           GParamSpec     *pspec,
           gpointer        user_data)
{
  ++*(guint *)user_data;
}

static void
items_cb (GListModel *model,
          guint       position,
          guint       removed,
          guint       added,
          gpointer    user_data)
{
  *(guint *)user_data += removed + added;
}

static void
test_model (World         *world,
            gconstpointer  data)
{
  GListModel *model = penstock_engine_get_signals (world->engine);
  g_autoptr(GPtrArray) events = world_events ();
  g_autoptr(PenstockSignal) first = NULL;
  g_autoptr(PenstockSignal) second = NULL;
  guint revisions = 0, items = 0;

  put_events (world, events);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  first = g_list_model_get_item (model, 0);
  second = g_list_model_get_item (model, 1);
  g_assert_cmpstr (penstock_signal_get_event (first)->id, ==, "b-rumour");
  g_assert_cmpint (penstock_signal_get_day (first), ==, DAY - 10);
  g_assert_cmpint (penstock_signal_get_day (second), ==, DAY - 20);

  /* What is the same again moves no row and tells nobody. */
  g_signal_connect (model, "items-changed", G_CALLBACK (items_cb), &items);
  g_signal_connect (second, "notify::revision", G_CALLBACK (notify_cb), &revisions);
  put_events (world, events);
  g_assert_cmpuint (items + revisions, ==, 0);

  /* The row stays the same object, goes up, and says so. */
  penstock_engine_set_event_status (world->engine, "a-filed", PENSTOCK_STATUS_CONFIRMED, NULL);
  g_assert_cmpuint (revisions, ==, 1);
  g_assert_cmpuint (items, >, 0);
  g_assert_true (signal_of (world, "a-filed") == second);
  g_assert_cmpint (penstock_signal_get_day (second), ==, DAY);
  {
    g_autoptr(PenstockSignal) top = g_list_model_get_item (model, 0);

    g_assert_true (top == second);
  }
  g_signal_handlers_disconnect_by_data (model, &items);
}

static void
test_read (World         *world,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) events = world_events ();
  g_autoptr(GPtrArray) more = world_events ();

  put_events (world, events);
  g_assert_true (penstock_signal_get_unread (signal_of (world, "b-rumour")));
  penstock_engine_set_signal_read (world->engine, "b-rumour", TRUE);
  g_assert_false (penstock_signal_get_unread (signal_of (world, "b-rumour")));
  g_assert_true (penstock_signal_get_unread (signal_of (world, "a-filed")));
  reopen (world);
  g_assert_false (penstock_signal_get_unread (signal_of (world, "b-rumour")));
  penstock_engine_set_signal_read (world->engine, NULL, TRUE);
  g_assert_false (penstock_signal_get_unread (signal_of (world, "a-filed")));
  penstock_engine_set_signal_read (world->engine, "a-filed", FALSE);
  reopen (world);
  g_assert_true (penstock_signal_get_unread (signal_of (world, "a-filed")));

  /* What the user says is no news to him; what a feed says the next day is. */
  penstock_engine_set_event_status (world->engine, "b-rumour", PENSTOCK_STATUS_DENIED, NULL);
  g_assert_false (penstock_signal_get_unread (signal_of (world, "b-rumour")));
  penstock_event_add_status (g_ptr_array_index (more, 0), DAY + 1, PENSTOCK_STATUS_CONFIRMED, NULL);
  put_events (world, more);
  g_assert_true (penstock_signal_get_unread (signal_of (world, "b-rumour")));
}

/* The weights are those of the scores. */
static void
test_effects (World         *world,
              gconstpointer  data)
{
  const guint nvda = (guint)penstock_chain_find_id (world->chain, "nvda");
  g_autoptr(GArray) effects = NULL;
  g_autoptr(GArray) denied = NULL;
  const PenstockScoreboard *board;
  guint reached = 0, none = 7;

  fill (world);
  board = penstock_engine_get_scoreboard (world->engine);
  effects = penstock_engine_dup_event_effects (world->engine, event_of (world, "b-rumour"), &reached);
  g_assert_cmpuint (effects->len, ==, 2);
  for (guint i = 0; i < effects->len; i++)
    {
      const PenstockEventEffect *effect = &g_array_index (effects, PenstockEventEffect, i);

      g_assert_cmpfloat (effect->weight, ==, penstock_scoreboard_get (board, effect->company, PENSTOCK_COLUMN_event_raw));
      g_assert_cmpfloat (effect->event_z, ==, penstock_scoreboard_get (board, effect->company, PENSTOCK_COLUMN_event_z));
    }
  g_assert_cmpuint (g_array_index (effects, PenstockEventEffect, 0).company, ==, nvda);

  /* How many it reaches, by taking it away. */
  {
    g_autoptr(PenstockScoreboard) with = penstock_engine_compute (world->engine, DAY);
    g_autoptr(PenstockScoreboard) without = NULL;
    guint n = 0;

    penstock_engine_set_event_status (world->engine, "b-rumour", PENSTOCK_STATUS_DENIED, NULL);
    without = penstock_engine_compute (world->engine, DAY);
    for (guint i = 0; i < with->n; i++)
      n += fabs (penstock_scoreboard_get (with, i, PENSTOCK_COLUMN_benefit) - penstock_scoreboard_get (without, i, PENSTOCK_COLUMN_benefit)) >= 0.005;
    g_assert_cmpuint (n, >, 3);
    g_assert_cmpuint (reached, ==, n);
  }
  world_settle (world);
  denied = penstock_engine_dup_event_effects (world->engine, event_of (world, "b-rumour"), &none);
  g_assert_true (isnan (g_array_index (denied, PenstockEventEffect, 0).weight));
  g_assert_true (isnan (g_array_index (denied, PenstockEventEffect, 0).event_z));
  g_assert_cmpuint (none, ==, 0);
}

static void
failed_cb (PenstockEngine *engine,
           const char     *message,
           gpointer        user_data)
{
  g_free (*(char **)user_data);
  *(char **)user_data = g_strdup (message);
}

static void
test_disk_takes_nothing (World         *world,
                         gconstpointer  data)
{
  g_autoptr(GPtrArray) events = world_events ();
  g_autofree char *message = NULL;

  put_events (world, events);
  g_signal_connect (world->engine, "store-failed", G_CALLBACK (failed_cb), &message);
  penstock_store_close (world->store);
  penstock_engine_set_event_status (world->engine, "b-rumour", PENSTOCK_STATUS_DENIED, "by phone");
  while (message == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&message, g_free);
  penstock_engine_set_event_direction (world->engine, "b-rumour", 0);
  penstock_engine_set_signal_read (world->engine, "b-rumour", TRUE);
  while (message == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  /* Said, and what the user sees is what the user said. */
  g_assert_cmpint (status_of (world, "b-rumour"), ==, PENSTOCK_STATUS_DENIED);
  g_assert_cmpint (event_of (world, "b-rumour")->direction, ==, 0);
  g_assert_false (penstock_signal_get_unread (signal_of (world, "b-rumour")));
  g_signal_handlers_disconnect_by_data (world->engine, &message);
  /* What was stored before is as it was. */
  reopen (world);
  g_assert_cmpint (status_of (world, "b-rumour"), ==, PENSTOCK_STATUS_CONFIRMED);
}

#define ITEM(id, title, date) "<item><guid isPermaLink=\"false\">" id "</guid><title>" title "</title>" \
                              "<link>https://example.com/" id "</link><pubDate>" date "</pubDate></item>"
#define RSS(items) "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>A</title><link>https://example.com/</link>" \
                   "<description>d</description>" items "</channel></rss>"

/* News of a story the user has spoken on still finds it, and the user's entry and direction stay. */
static void
test_news_goes_on (Server        *server,
                   gconstpointer  data)
{
  World *world = &server->world;
  g_autofree char *url = server_url (server, "/a.xml");
  g_autofree char *other = server_url (server, "/b.xml");
  const char *urls[] = { url, NULL };
  g_autoptr(PenstockSignal) signal = NULL;
  PenstockEvent *event;

  server_put (server, "/a.xml", "application/rss+xml", RSS (ITEM ("1", "Nvidia reportedly in talks to win record order from Microsoft", "Mon, 11 May 2026 08:00:00 GMT")));
  server_put (server, "/b.xml", "application/rss+xml", RSS (ITEM ("2", "Nvidia reportedly in talks: record order from Microsoft", "Tue, 12 May 2026 09:00:00 GMT")));
  server_point (server, only_rss);
  penstock_engine_set_news_addresses (world->engine, urls);
  g_assert_cmpuint (server_poll (server, only_rss, NULL, FALSE), ==, 0);
  world_settle (world);
  signal = g_list_model_get_item (penstock_engine_get_signals (world->engine), 0);
  event = penstock_signal_get_event (signal);
  penstock_engine_set_event_status (world->engine, event->id, PENSTOCK_STATUS_CONFIRMED, "seen the contract");
  penstock_engine_set_event_direction (world->engine, penstock_signal_get_event (signal)->id, 0);

  urls[0] = other;
  penstock_engine_set_news_addresses (world->engine, urls);
  g_assert_cmpuint (server_poll (server, only_rss, NULL, TRUE), ==, 0);
  world_settle (world);
  g_assert_cmpuint (g_list_model_get_n_items (penstock_engine_get_signals (world->engine)), ==, 1);
  event = penstock_signal_get_event (signal);
  g_assert_cmpuint (event->sources->len, ==, 2);
  g_assert_cmpint (penstock_event_status_at (event, DAY)->status, ==, PENSTOCK_STATUS_CONFIRMED);
  g_assert_true (penstock_event_status_at (event, DAY)->by_user);
  g_assert_cmpint (event->direction, ==, 0);
  g_assert_true (event->direction_by_user);
}

/* What is on its way to the disk arrives. */
static void
teardown (World         *world,
          gconstpointer  data)
{
  world_settle (world);
  world_teardown (world, data);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/engine/signals/" path, World, NULL, world_setup, test, teardown)
  ADD ("status", test_status);
  ADD ("direction", test_direction);
  ADD ("imported-again", test_imported_again);
  ADD ("model", test_model);
  ADD ("read", test_read);
  ADD ("effects", test_effects);
  ADD ("disk-takes-nothing", test_disk_takes_nothing);
#undef ADD
  g_test_add ("/engine/signals/news-goes-on", Server, NULL, server_setup, test_news_goes_on, server_teardown);

  return g_test_run ();
}
