/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-error.h"
#include "penstock-event.h"
#include "penstock-paths.h"

#include <string.h>

static void
test_status_at_each_day (void)
{
  g_autoptr(PenstockEvent) event = penstock_event_new ("a", "A deal");

  penstock_event_add_status (event, 30, PENSTOCK_STATUS_CONFIRMED, NULL);
  penstock_event_add_status (event, 10, PENSTOCK_STATUS_RUMOUR, "a blog");
  penstock_event_add_status (event, 20, PENSTOCK_STATUS_REPORTED, NULL);
  penstock_event_add_status (event, 30, PENSTOCK_STATUS_DENIED, "said later that day");

  g_assert_null (penstock_event_status_at (event, 9));
  g_assert_cmpint (penstock_event_status_at (event, 10)->status, ==, PENSTOCK_STATUS_RUMOUR);
  g_assert_cmpstr (penstock_event_status_at (event, 19)->note, ==, "a blog");
  g_assert_cmpint (penstock_event_status_at (event, 20)->status, ==, PENSTOCK_STATUS_REPORTED);
  g_assert_cmpint (penstock_event_status_at (event, 30)->status, ==, PENSTOCK_STATUS_DENIED);
  g_assert_cmpint (penstock_event_status_at (event, 1000)->day, ==, 30);
}

static void
test_status_words (void)
{
  PenstockStatus status = PENSTOCK_STATUS_EXPIRED;

  g_assert_true (penstock_status_parse ("rumor", &status));
  g_assert_cmpint (status, ==, PENSTOCK_STATUS_RUMOUR);
  g_assert_true (penstock_status_parse ("reported_preliminary", &status));
  g_assert_cmpint (status, ==, PENSTOCK_STATUS_REPORTED);
  g_assert_false (penstock_status_parse ("Confirmed", &status));
  g_assert_false (penstock_status_parse (NULL, &status));
  for (int i = PENSTOCK_STATUS_RUMOUR; i <= PENSTOCK_STATUS_EXPIRED; i++)
    {
      g_assert_true (penstock_status_parse (penstock_status_id ((PenstockStatus)i), &status));
      g_assert_cmpint ((int)status, ==, i);
    }
}

static const char good[] =
  "[ { \"id\": \"e1\", \"title\": \"Apple buys\", \"kind\": \"partnership\", \"direction\": -1, \"direction_guessed\": true,\n"
  "    \"companies\": { \"intc\": 1, \"aapl\": 0.4 },\n"
  "    \"status_history\": [ [\"2026-05-08\", \"reported_preliminary\"], [\"2025-11-28\", \"rumour\", \"一位分析師\"] ],\n"
  "    \"source\": \"WSJ\", \"url\": \"https://example.com/a\" },\n"
  "  { \"id\": \"e2\", \"title\": \"Other\", \"direction\": 0, \"companies\": { \"tsmc\": 0.5 }, \"status_history\": [ [\"2026-01-01\", \"confirmed\", null] ], \"x\": 1 } ]";

static void
assert_good (GPtrArray *events)
{
  const PenstockEvent *first, *second;

  g_assert_cmpuint (events->len, ==, 2);
  first = g_ptr_array_index (events, 0);
  second = g_ptr_array_index (events, 1);

  g_assert_cmpstr (first->id, ==, "e1");
  g_assert_cmpstr (first->title, ==, "Apple buys");
  g_assert_cmpstr (first->kind, ==, "partnership");
  g_assert_cmpint (first->direction, ==, -1);
  g_assert_true (first->direction_guessed);
  g_assert_cmpstr (first->source, ==, "WSJ");
  g_assert_cmpstr (first->url, ==, "https://example.com/a");
  g_assert_cmpuint (first->companies->len, ==, 2);
  g_assert_cmpstr (g_array_index (first->companies, PenstockEventCompany, 1).company, ==, "aapl");
  g_assert_cmpfloat (g_array_index (first->companies, PenstockEventCompany, 1).relevance, ==, 0.4);
  g_assert_cmpint (g_array_index (first->history, PenstockStatusChange, 0).day, ==, penstock_day_parse ("2025-11-28"));
  g_assert_cmpstr (g_array_index (first->history, PenstockStatusChange, 0).note, ==, "一位分析師");
  g_assert_cmpint (g_array_index (first->history, PenstockStatusChange, 1).status, ==, PENSTOCK_STATUS_REPORTED);

  g_assert_cmpint (second->direction, ==, 0);
  g_assert_false (second->direction_guessed);
  g_assert_null (second->kind);
  g_assert_null (second->url);
}

/* What goes out comes back, and the same goes out again. */
static void
test_round_trip (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = penstock_events_parse (good, -1, &error);
  g_autoptr(GPtrArray) again = NULL;
  g_autofree char *json = NULL;
  g_autofree char *json_again = NULL;

  g_assert_no_error (error);
  assert_good (events);
  json = penstock_events_to_json (events);
  again = penstock_events_parse (json, -1, &error);
  g_assert_no_error (error);
  assert_good (again);
  json_again = penstock_events_to_json (again);
  g_assert_cmpstr (json, ==, json_again);
}

static void
test_empty_array (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = penstock_events_parse ("[]", 2, &error);
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 0);
  json = penstock_events_to_json (events);
  g_assert_cmpstr (json, ==, "[]");
}

/* One place of the good document is broken at a time. */
static void
test_faults_name_their_place (void)
{
  static const struct { const char *what, *with, *message; } mutations[] = {
    { "[ { \"id\": \"e1\"", "{ \"id\": \"e1\"", "line 4, column 54: something follows the end of the JSON value" },
    { "\"id\": \"e2\", ", "", "$[1].id: is missing" },
    { "\"id\": \"e2\"", "\"id\": \"e1\"", "$[1].id: two events have the id `e1'" },
    { "\"Apple buys\"", "7", "$[0].title: is not a string" },
    { "\"partnership\"", "{}", "$[0].kind: is not a string" },
    { "\"direction\": -1", "\"way\": -1", "$[0].direction: is missing" },
    { "\"direction\": -1", "\"direction\": 2", "$[0].direction: 2 is not between -1 and 1" },
    { "\"direction\": -1", "\"direction\": \"up\"", "$[0].direction: is not a whole number" },
    { "\"aapl\": 0.4", "\"aapl\": 0", "$[0].companies.aapl: 0 is not above 0 and at most 1" },
    { "\"aapl\": 0.4", "\"aapl\": \"much\"", "$[0].companies.aapl: is not a number" },
    { "{ \"tsmc\": 0.5 }", "[\"tsmc\"]", "$[1].companies: is not an object" },
    { "{ \"tsmc\": 0.5 }", "{}", "$[1].companies: is empty" },
    { "2026-05-08", "2026-05-32", "$[0].status_history[0][0]: `2026-05-32' is no date like 2026-08-19" },
    { "reported_preliminary", "said", "$[0].status_history[0][1]: `said' is none of rumour, reported, confirmed, denied, expired" },
    { "\"一位分析師\"", "9", "$[0].status_history[1][2]: is not a string" },
    { ", \"confirmed\", null", "", "$[1].status_history[0]: is not [date, status] or [date, status, note]" },
    { "[ [\"2026-01-01\", \"confirmed\", null] ]", "[]", "$[1].status_history: is empty" },
    { "\"WSJ\"", "false", "$[0].source: is not a string" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (mutations); i++)
    {
      const char *at = strstr (good, mutations[i].what);
      g_autofree char *before = g_strndup (good, (gsize)(at - good));
      g_autofree char *broken = g_strconcat (before, mutations[i].with, at + strlen (mutations[i].what), NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (penstock_events_parse (broken, -1, &error));
      g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, mutations[i].message);
    }
}

static void
test_no_events (void)
{
  static const struct { const char *text, *message; } wrong[] = {
    { "", "the file is empty" },
    { "<html>", "this is HTML or XML, not JSON" },
    { "{}", "$: is not an array of events" },
    { "[ 7 ]", "$[0]: is not an object" },
    { "[ { ", "line 1, column 5: the file ends too early" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (penstock_events_parse (wrong[i].text, -1, &error));
      g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, wrong[i].message);
    }
}

static void
test_every_truncation (void)
{
  for (gsize n = 0; n < strlen (good); n++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (penstock_events_parse (good, (gssize)n, &error));
      g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
    }
}

static void
test_shipped_events (void)
{
  g_autofree char *path = penstock_paths_data_file ("sample/events.json");
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  events = penstock_events_parse (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, >, 0);
}

/* Who told of it comes back as it was; a telling without its key or its source is a fault with its place. */
static void
test_sources (void)
{
  static const char bad[] =
    "[ { \"id\": \"e\", \"title\": \"t\", \"direction\": 0, \"companies\": { \"tsmc\": 1 }, \"status_history\": [ [\"2026-01-01\", \"reported\"] ],"
    " \"sources\": [ { \"key\": \"k\", \"source\": \"rss\", \"published_at\": 1 }, { \"key\": \"l\", \"published_at\": 1 } ] } ]";
  const PenstockEventSource told[] = {
    { (char *)"k1", (char *)"rss", (char *)"Reuters", (char *)"\"A\" deal", (char *)"https://example.com/1", 1778594400 },
    { (char *)"k2", (char *)"twse-announcements", NULL, NULL, NULL, 1778594401 },
  };
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;
  PenstockEvent *event = penstock_event_new ("e", "t");

  g_ptr_array_add (events, event);
  penstock_event_add_status (event, 20585, PENSTOCK_STATUS_REPORTED, NULL);
  penstock_event_add_company (event, "tsmc", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    penstock_event_add_source (event, &told[i]);

  json = penstock_events_to_json (events);
  again = penstock_events_parse (json, -1, &error);
  g_assert_no_error (error);
  event = g_ptr_array_index (again, 0);
  g_assert_cmpuint (event->sources->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const PenstockEventSource *source = &g_array_index (event->sources, PenstockEventSource, i);

      g_assert_cmpstr (source->key, ==, told[i].key);
      g_assert_cmpstr (source->source, ==, told[i].source);
      g_assert_cmpstr (source->publisher, ==, told[i].publisher);
      g_assert_cmpstr (source->title, ==, told[i].title);
      g_assert_cmpstr (source->url, ==, told[i].url);
      g_assert_cmpint (source->published_at, ==, told[i].published_at);
    }

  g_clear_pointer (&again, g_ptr_array_unref);
  again = penstock_events_parse (bad, -1, &error);
  g_assert_null (again);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, "$[0].sources[1].source: "));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/event/status-at", test_status_at_each_day);
  g_test_add_func ("/core/event/status-words", test_status_words);
  g_test_add_func ("/core/event/round-trip", test_round_trip);
  g_test_add_func ("/core/event/sources", test_sources);
  g_test_add_func ("/core/event/empty", test_empty_array);
  g_test_add_func ("/core/event/faults", test_faults_name_their_place);
  g_test_add_func ("/core/event/no-events", test_no_events);
  g_test_add_func ("/core/event/truncated", test_every_truncation);
  g_test_add_func ("/core/event/shipped", test_shipped_events);

  return g_test_run ();
}
