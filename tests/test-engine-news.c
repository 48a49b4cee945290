/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-server.h"

/* Headlines become events that score, a story that several tell is one event, and nothing of it is lost or doubled over a restart. */

#define DAY (world_today ())

static const char *const only_rss[] = { "rss", NULL };

#define ITEM(id, title, date) "<item><guid isPermaLink=\"false\">" id "</guid><title>" title "</title>" \
                              "<link>https://example.com/" id "</link><pubDate>" date "</pubDate></item>"
#define RSS(name, items) "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>" name "</title><link>https://example.com/</link>" \
                         "<description>d</description>" items "</channel></rss>"

#define ORDER "Nvidia wins record order from Microsoft"
#define MONDAY "Mon, 11 May 2026 08:00:00 GMT"
#define MONDAY_NOON "Mon, 11 May 2026 12:00:00 GMT"

static void
count_cb (PenstockEngine *engine,
          gpointer        user_data)
{
  ++*(guint *)user_data;
}

static void
subscribe (Server     *server,
           const char *first,
           const char *second)
{
  g_autofree char *one = server_url (server, first);
  g_autofree char *two = second != NULL ? server_url (server, second) : NULL;
  const char *const urls[] = { one, two, NULL };

  server_point (server, only_rss);
  penstock_engine_set_news_addresses (server->world.engine, urls);
}

static const PenstockEvent *
only_event (Server *server)
{
  GPtrArray *events = penstock_engine_get_events (server->world.engine);

  g_assert_cmpuint (events->len, ==, 1);
  return g_ptr_array_index (events, 0);
}

static void
reopen (Server *server)
{
  world_close (&server->world);
  world_open (&server->world);
}

static void
test_events (Server        *server,
             gconstpointer  data)
{
  World *world = &server->world;
  const guint nvda = (guint)penstock_chain_find_symbol (world->chain, "NVDA");
  g_autoptr(PenstockScoreboard) before = NULL;
  g_autoptr(PenstockScoreboard) after = NULL;
  const PenstockEvent *event;
  guint changed = 0;

  world_fill (world, 0, DAY - 1);
  before = penstock_engine_compute (world->engine, DAY);
  g_signal_connect (world->engine, "events-changed", G_CALLBACK (count_cb), &changed);
  server_put (server, "/a.xml", "application/rss+xml", RSS ("A", ITEM ("1", ORDER, MONDAY) ITEM ("2", "A quiet day in the village", MONDAY)));
  subscribe (server, "/a.xml", NULL);
  g_assert_cmpuint (server_poll (server, only_rss, NULL, FALSE), ==, 0);

  /* What is about nobody of the chain is no event. */
  event = only_event (server);
  g_assert_cmpuint (changed, >=, 1);
  g_assert_cmpuint (event->sources->len, ==, 1);
  g_assert_cmpstr (g_array_index (event->sources, PenstockEventSource, 0).source, ==, "rss");
  g_assert_cmpint (g_array_index (event->history, PenstockStatusChange, 0).day, ==, DAY - 1);
  world_settle (world);
  after = penstock_engine_compute (world->engine, DAY);
  g_assert_true (isnan (penstock_scoreboard_get (before, nvda, PENSTOCK_COLUMN_event_raw)) ||
                 penstock_scoreboard_get (before, nvda, PENSTOCK_COLUMN_event_raw) == 0);
  g_assert_cmpfloat (penstock_scoreboard_get (after, nvda, PENSTOCK_COLUMN_event_raw), !=, 0);
  g_assert_cmpfloat (penstock_scoreboard_get (after, nvda, PENSTOCK_COLUMN_event_raw), ==,
                     penstock_scoreboard_get (penstock_engine_get_scoreboard (world->engine), nvda, PENSTOCK_COLUMN_event_raw));

  /* Not known the day before it was published. */
  {
    g_autoptr(PenstockScoreboard) past = penstock_engine_compute (world->engine, DAY - 2);
    const double ev = penstock_scoreboard_get (past, nvda, PENSTOCK_COLUMN_event_raw);

    g_assert_true (isnan (ev) || ev == 0);
  }

  /* The same headline again changes nothing. */
  changed = 0;
  g_assert_cmpuint (server_poll (server, only_rss, NULL, TRUE), ==, 0);
  only_event (server);
}

/* Two that tell it at once, and a third after a restart: one event. */
static void
test_one_story (Server        *server,
                gconstpointer  data)
{
  g_autofree char *id = NULL;

  server_put (server, "/a.xml", "application/rss+xml", RSS ("A", ITEM ("a1", ORDER, MONDAY)));
  server_put (server, "/b.xml", "application/rss+xml", RSS ("B", ITEM ("b1", "Nvidia wins a record order from Microsoft", MONDAY_NOON)));
  subscribe (server, "/a.xml", "/b.xml");
  g_assert_cmpuint (server_poll (server, only_rss, NULL, FALSE), ==, 0);
  g_assert_cmpuint (only_event (server)->sources->len, ==, 2);
  id = g_strdup (only_event (server)->id);

  reopen (server);
  g_assert_cmpuint (only_event (server)->sources->len, ==, 2);
  g_assert_cmpstr (only_event (server)->id, ==, id);
  server_put (server, "/c.xml", "application/rss+xml", RSS ("C", ITEM ("c1", "Record order: Nvidia wins Microsoft order", MONDAY_NOON) ITEM ("a1", ORDER, MONDAY)));
  subscribe (server, "/c.xml", NULL);
  g_assert_cmpuint (server_poll (server, only_rss, NULL, FALSE), ==, 0);
  g_assert_cmpstr (only_event (server)->id, ==, id);
  g_assert_cmpuint (only_event (server)->sources->len, ==, 3);
}

/* Shut down at any moment of it: nothing hangs, nothing leaks, and what was acknowledged is there. */
static void
test_cut (Server        *server,
          gconstpointer  data)
{
  server_put (server, "/a.xml", "application/rss+xml", RSS ("A", ITEM ("a1", ORDER, MONDAY)));
  server_put (server, "/b.xml", "application/rss+xml", RSS ("B", ITEM ("b1", "TSMC raises prices", MONDAY)));
  for (guint turns = 0; turns < 60; turns += 3)
    {
      g_autoptr(GAsyncResult) result = NULL;

      subscribe (server, "/a.xml", "/b.xml");
      penstock_engine_poll_async (server->world.engine, only_rss, NULL, TRUE, NULL, NULL, NULL, world_result_cb, &result);
      for (guint i = 0; i < turns && result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      penstock_engine_shutdown (server->world.engine);
      world_wait (&result);
      g_clear_object (&result);
      /* Requests under way end in their own time. */
      server_run_for (30);
      reopen (server);
    }

  subscribe (server, "/a.xml", "/b.xml");
  g_assert_cmpuint (server_poll (server, only_rss, NULL, TRUE), ==, 0);
  g_assert_cmpuint (penstock_engine_get_events (server->world.engine)->len, ==, 2);
}

/* A feed says how often it wants to be asked. */
static void
test_ttl (Server        *server,
          gconstpointer  data)
{
  Page *page = server_put (server, "/a.xml", "application/rss+xml", RSS ("A", "<ttl>120</ttl>" ITEM ("a1", ORDER, MONDAY)));

  subscribe (server, "/a.xml", NULL);
  g_assert_cmpuint (server_poll (server, only_rss, NULL, FALSE), ==, 0);
  g_assert_cmpuint (page->asked, ==, 1);
  penstock_clock_advance (server->world.clock, G_GINT64_CONSTANT (100) * 60 * G_USEC_PER_SEC);
  server_poll (server, only_rss, NULL, FALSE);
  g_assert_cmpuint (page->asked, ==, 1);
  penstock_clock_advance (server->world.clock, G_GINT64_CONSTANT (21) * 60 * G_USEC_PER_SEC);
  server_poll (server, only_rss, NULL, FALSE);
  g_assert_cmpuint (page->asked, ==, 2);
}

static void
moved_cb (PenstockEngine *engine,
          const char     *old,
          const char     *address,
          gpointer        user_data)
{
  const char *const urls[] = { address, NULL };
  char **said = user_data;

  g_free (*said);
  *said = g_strdup_printf ("%s %s", old, address);
  /* As the desk does it. */
  penstock_engine_set_news_addresses (engine, urls);
}

static void
test_moved (Server        *server,
            gconstpointer  data)
{
  Page *old = server_put (server, "/old.xml", "text/html", "gone there");
  g_autofree char *from = server_url (server, "/old.xml");
  g_autofree char *to = server_url (server, "/new.xml");
  g_autofree char *expected = g_strdup_printf ("%s %s", from, to);
  g_autofree char *said = NULL;

  old->status = 301;
  old->location = g_strdup (to);
  server_put (server, "/new.xml", "application/rss+xml", RSS ("A", ITEM ("a1", ORDER, MONDAY)));
  g_signal_connect (server->world.engine, "news-address-moved", G_CALLBACK (moved_cb), &said);
  subscribe (server, "/old.xml", NULL);
  server_poll (server, only_rss, NULL, FALSE);
  g_assert_cmpstr (said, ==, expected);
  only_event (server);
  server_poll (server, only_rss, NULL, TRUE);
  g_assert_cmpuint (old->asked, ==, 1);
}

/* 410: not again, over a restart too, until the user asks for it. */
static void
test_gone (Server        *server,
           gconstpointer  data)
{
  Page *page = server_put (server, "/a.xml", "text/html", "Gone");

  page->status = 410;
  subscribe (server, "/a.xml", NULL);
  g_assert_cmpuint (server_poll (server, only_rss, NULL, FALSE), ==, 1);
  g_assert_cmpuint (page->asked, ==, 1);
  reopen (server);
  subscribe (server, "/a.xml", NULL);
  penstock_clock_advance (server->world.clock, G_GINT64_CONSTANT (30) * 24 * 3600 * G_USEC_PER_SEC);
  server_poll (server, only_rss, NULL, FALSE);
  g_assert_cmpuint (page->asked, ==, 1);
  g_assert_cmpint (penstock_feed_health_get_next_try (server_health (server, "rss")), ==, 0);

  page->status = 200;
  g_free (page->body);
  page->body = g_strdup (RSS ("A", ITEM ("a1", ORDER, MONDAY)));
  g_free (page->type);
  page->type = g_strdup ("application/rss+xml");
  penstock_engine_retry_feed (server->world.engine, "rss");
  while (penstock_engine_is_polling (server->world.engine))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (page->asked, ==, 2);
  only_event (server);
  g_assert_cmpstr (penstock_feed_health_get_state (server_health (server, "rss")), ==, "ok");
}

/* The user's own hosts are listed, each once. */
static void
test_hosts (Server        *server,
            gconstpointer  data)
{
  const char *const urls[] = { "http://localhost:1/a", "http://127.0.0.1:1/b", "http://localhost:1/c", NULL };
  PenstockFeedHealth *rss;

  server_point (server, only_rss);
  penstock_engine_set_news_addresses (server->world.engine, urls);
  rss = server_health (server, "rss");
  g_assert_cmpstr (penstock_feed_health_get_host (rss), ==, "localhost, 127.0.0.1");
  g_assert_cmpstr (penstock_feed_health_get_state (rss), ==, "idle");
  g_assert_cmpstr (penstock_feed_health_get_key_state (rss), ==, "none");
  g_assert_true (penstock_feed_health_get_enabled (rss));
  g_assert_false (penstock_feed_health_get_enabled (server_health (server, "yahoo-chart")));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/engine/news/" path, Server, NULL, server_setup, function, server_teardown)
  ADD ("events", test_events);
  ADD ("one-story", test_one_story);
  ADD ("cut", test_cut);
  ADD ("ttl", test_ttl);
  ADD ("moved", test_moved);
  ADD ("gone", test_gone);
  ADD ("hosts", test_hosts);
#undef ADD

  return g_test_run ();
}
