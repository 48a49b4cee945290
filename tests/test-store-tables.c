/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "test-store.h"

static gboolean
put_events (PenstockStore  *store,
            PenstockEvent  *event,
            GError        **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) events = g_ptr_array_new ();

  g_ptr_array_add (events, event);
  penstock_store_put_events_async (store, events, NULL, take_result_cb, &result);
  /* The store has its own references: the caller's array may change at once. */
  g_ptr_array_set_size (events, 0);
  return penstock_store_put_events_finish (store, wait_for (&result), error);
}

static void
put_action (PenstockStore      *store,
            const char         *symbol,
            PenstockActionKind  kind,
            PenstockDay         day,
            double              numerator)
{
  const PenstockAction action = { kind, day, numerator, 1.0 };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  penstock_store_put_action_async (store, symbol, &action, NULL, take_result_cb, &result);
  g_assert_true (penstock_store_put_action_finish (store, wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
assert_action (GPtrArray          *actions,
               guint               index,
               const char         *symbol,
               PenstockActionKind  kind,
               PenstockDay         day,
               double              numerator)
{
  const PenstockStoredAction *stored = g_ptr_array_index (actions, index);

  g_assert_cmpstr (stored->symbol, ==, symbol);
  g_assert_cmpint (stored->action.kind, ==, kind);
  g_assert_cmpint (stored->action.day, ==, day);
  g_assert_cmpfloat (stored->action.numerator, ==, numerator);
  g_assert_cmpfloat (stored->action.denominator, ==, 1.0);
}

static void
test_actions (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PenstockStoreContents) contents = NULL;

  put_action (fixture->store, "NVDA", PENSTOCK_ACTION_SPLIT_PROVIDER, 19884, 10.0);
  put_action (fixture->store, "KLAC", PENSTOCK_ACTION_ACCEPT, 20000, 1.0);
  put_action (fixture->store, "KLAC", PENSTOCK_ACTION_SPLIT_PROVIDER, 20100, 3.0);
  put_action (fixture->store, "KLAC", PENSTOCK_ACTION_SPLIT_USER, 20100, 5.0);
  put_action (fixture->store, "KLAC", PENSTOCK_ACTION_SPLIT_USER, 20100, 10.0);

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->actions->len, ==, 4);
  assert_action (contents->actions, 0, "KLAC", PENSTOCK_ACTION_ACCEPT, 20000, 1.0);
  assert_action (contents->actions, 1, "KLAC", PENSTOCK_ACTION_SPLIT_PROVIDER, 20100, 3.0);
  assert_action (contents->actions, 2, "KLAC", PENSTOCK_ACTION_SPLIT_USER, 20100, 10.0);
  assert_action (contents->actions, 3, "NVDA", PENSTOCK_ACTION_SPLIT_PROVIDER, 19884, 10.0);
}

/* A jump is a true move or a split, never both. */
static void
test_last_decision_counts (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(PenstockStoreContents) contents = NULL;

  put_action (fixture->store, "KLAC", PENSTOCK_ACTION_ACCEPT, 20100, 1.0);
  put_action (fixture->store, "KLAC", PENSTOCK_ACTION_SPLIT_USER, 20100, 10.0);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->actions->len, ==, 1);
  assert_action (contents->actions, 0, "KLAC", PENSTOCK_ACTION_SPLIT_USER, 20100, 10.0);
}

static void
put_quote (PenstockStore       *store,
           const char          *symbol,
           const PenstockQuote *quote)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  penstock_store_put_quote_async (store, symbol, quote, NULL, take_result_cb, &result);
  g_assert_true (penstock_store_put_quote_finish (store, wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
test_quotes (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockStoredQuote *stored;
  PenstockQuote quote;

  penstock_quote_clear (&quote);
  put_quote (fixture->store, "2330.TW", &quote);
  quote = (PenstockQuote){ 1105.5, 1090.0, 1091.0, 1110.0, NAN, 31e6, NAN, 1787274600, 1787274660, 20685,
                           PENSTOCK_SESSION_POST, 20, TRUE, "TWD", "yahoo-chart" };
  put_quote (fixture->store, "2330.TW", &quote);
  penstock_quote_clear (&quote);
  put_quote (fixture->store, "KLAC", &quote);

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->quotes->len, ==, 2);
  stored = g_ptr_array_index (contents->quotes, 0);
  g_assert_cmpstr (stored->symbol, ==, "2330.TW");
  g_assert_cmpfloat (stored->quote.price, ==, 1105.5);
  g_assert_cmpfloat (stored->quote.previous_close, ==, 1090.0);
  g_assert_cmpfloat (stored->quote.open, ==, 1091.0);
  g_assert_cmpfloat (stored->quote.high, ==, 1110.0);
  g_assert_true (isnan (stored->quote.low));
  g_assert_cmpfloat (stored->quote.volume, ==, 31e6);
  g_assert_true (isnan (stored->quote.extended_price));
  g_assert_cmpint (stored->quote.market_time, ==, 1787274600);
  g_assert_cmpint (stored->quote.fetched_at, ==, 1787274660);
  g_assert_cmpint (stored->quote.day, ==, 20685);
  g_assert_cmpint (stored->quote.session, ==, PENSTOCK_SESSION_POST);
  g_assert_cmpuint (stored->quote.delay_minutes, ==, 20);
  g_assert_true (stored->quote.simulated);
  g_assert_cmpstr (stored->quote.currency, ==, "TWD");
  g_assert_cmpstr (stored->quote.source, ==, "yahoo-chart");

  stored = g_ptr_array_index (contents->quotes, 1);
  g_assert_cmpstr (stored->symbol, ==, "KLAC");
  g_assert_true (isnan (stored->quote.price));
  g_assert_cmpint (stored->quote.day, ==, PENSTOCK_DAY_NONE);
}

/* -- events -- */

static PenstockEvent *
make_event (const char *id,
            const char *title)
{
  PenstockEvent *event = penstock_event_new (id, title);

  event->kind = g_strdup ("partnership");
  event->direction = -1;
  event->direction_guessed = TRUE;
  event->source = g_strdup ("Reuters");
  event->url = g_strdup ("https://example.com/1");
  penstock_event_add_company (event, "honhai", 1.0);
  penstock_event_add_company (event, "tsmc", 0.25);
  return event;
}

static void
assert_change (const PenstockEvent *event,
               guint                index,
               PenstockDay          day,
               PenstockStatus       status,
               const char          *note)
{
  const PenstockStatusChange *change = &g_array_index (event->history, PenstockStatusChange, index);

  g_assert_cmpint (change->day, ==, day);
  g_assert_cmpint (change->status, ==, status);
  g_assert_cmpstr (change->note, ==, note);
}

static void
test_events (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PenstockEvent) event = make_event ("b", "Hon Hai builds racks — 鴻海");
  g_autoptr(PenstockEvent) bare = penstock_event_new ("a", "Nothing known");
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockEvent *read;

  penstock_event_add_status (event, 20000, PENSTOCK_STATUS_RUMOUR, "a blog");
  penstock_event_add_status (event, 20010, PENSTOCK_STATUS_REPORTED, NULL);
  penstock_event_add_status (event, 20010, PENSTOCK_STATUS_CONFIRMED, "filing");
  g_assert_true (put_events (fixture->store, event, NULL));
  g_assert_true (put_events (fixture->store, bare, NULL));

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->events->len, ==, 2);
  read = g_ptr_array_index (contents->events, 0);
  g_assert_cmpstr (read->id, ==, "a");
  g_assert_null (read->kind);
  g_assert_cmpuint (read->history->len, ==, 0);

  read = g_ptr_array_index (contents->events, 1);
  g_assert_cmpstr (read->title, ==, "Hon Hai builds racks — 鴻海");
  g_assert_cmpstr (read->kind, ==, "partnership");
  g_assert_cmpint (read->direction, ==, -1);
  g_assert_true (read->direction_guessed);
  g_assert_cmpstr (read->source, ==, "Reuters");
  g_assert_cmpstr (read->url, ==, "https://example.com/1");
  g_assert_cmpuint (read->history->len, ==, 3);
  assert_change (read, 0, 20000, PENSTOCK_STATUS_RUMOUR, "a blog");
  assert_change (read, 1, 20010, PENSTOCK_STATUS_REPORTED, NULL);
  assert_change (read, 2, 20010, PENSTOCK_STATUS_CONFIRMED, "filing");
  g_assert_cmpuint (read->companies->len, ==, 2);
  g_assert_cmpstr (g_array_index (read->companies, PenstockEventCompany, 1).company, ==, "tsmc");
  g_assert_cmpfloat (g_array_index (read->companies, PenstockEventCompany, 1).relevance, ==, 0.25);
}

/* A later import knows only the denial, and corrects the report's day: the rumour of the past stays. */
static void
test_past_status_stays (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(PenstockEvent) first = make_event ("e", "Old title");
  g_autoptr(PenstockEvent) later = penstock_event_new ("e", "New title");
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockEvent *read;

  penstock_event_add_status (first, 20000, PENSTOCK_STATUS_RUMOUR, NULL);
  penstock_event_add_status (first, 20010, PENSTOCK_STATUS_CONFIRMED, NULL);
  penstock_event_add_status (later, 20010, PENSTOCK_STATUS_REPORTED, "corrected");
  penstock_event_add_status (later, 20020, PENSTOCK_STATUS_DENIED, NULL);
  penstock_event_add_company (later, "quanta", 0.5);
  put_events (fixture->store, first, NULL);
  put_events (fixture->store, later, NULL);

  contents = load (fixture->store);
  g_assert_cmpuint (contents->events->len, ==, 1);
  read = g_ptr_array_index (contents->events, 0);
  g_assert_cmpstr (read->title, ==, "New title");
  g_assert_cmpuint (read->history->len, ==, 3);
  assert_change (read, 0, 20000, PENSTOCK_STATUS_RUMOUR, NULL);
  assert_change (read, 1, 20010, PENSTOCK_STATUS_REPORTED, "corrected");
  assert_change (read, 2, 20020, PENSTOCK_STATUS_DENIED, NULL);
  g_assert_cmpuint (read->companies->len, ==, 1);
  g_assert_cmpstr (g_array_index (read->companies, PenstockEventCompany, 0).company, ==, "quanta");
}

static void
test_events_all_or_nothing (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(PenstockEvent) first = make_event ("e", "First");
  g_autoptr(PenstockEvent) second = make_event ("e", "Second");
  g_autoptr(PenstockStoreContents) contents = NULL;
  g_autoptr(GError) error = NULL;
  const PenstockEvent *read;

  penstock_event_add_status (first, 20000, PENSTOCK_STATUS_RUMOUR, NULL);
  put_events (fixture->store, first, NULL);
  run_sql (fixture->path, "CREATE TRIGGER fault BEFORE INSERT ON event_company WHEN NEW.position = 1 BEGIN SELECT raise (ABORT, 'injected'); END");
  penstock_event_add_status (second, 20000, PENSTOCK_STATUS_DENIED, NULL);
  g_assert_false (put_events (fixture->store, second, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE);

  contents = load (fixture->store);
  read = g_ptr_array_index (contents->events, 0);
  g_assert_cmpstr (read->title, ==, "First");
  assert_change (read, 0, 20000, PENSTOCK_STATUS_RUMOUR, NULL);
  g_assert_cmpuint (read->companies->len, ==, 2);
}

/* -- feeds and settings -- */

static void
put_feed_state (PenstockStore           *store,
                const PenstockFeedState *state)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  penstock_store_put_feed_state_async (store, state, NULL, take_result_cb, &result);
  g_assert_true (penstock_store_put_feed_state_finish (store, wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
test_feed_states (Fixture       *fixture,
                  gconstpointer  data)
{
  const PenstockFeedState refused = { (char *)"yahoo-chart", (char *)"KLAC", (char *)"refused", 429, (char *)"Too many requests",
                                      1000, 900, 2000, 1000, (char *)"http://127.0.0.1/KLAC", (char *)"\"abc\"", (char *)"Wed" };
  const PenstockFeedState good = { (char *)"yahoo-chart", (char *)"KLAC", (char *)"data", 200, NULL, 2000, 2000, 3000, 0, NULL, NULL, NULL };
  const PenstockFeedState table = { (char *)"twse-revenue", (char *)"", (char *)"refused", 429, (char *)"Too many requests",
                                    1000, 900, 2000, 1000, (char *)"http://127.0.0.1/t", (char *)"\"abc\"", (char *)"Wed" };
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockFeedState *read;

  put_feed_state (fixture->store, &refused);
  put_feed_state (fixture->store, &good);
  put_feed_state (fixture->store, &table);

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->feed_states->len, ==, 2);
  read = g_ptr_array_index (contents->feed_states, 0);
  g_assert_cmpstr (read->feed, ==, "twse-revenue");
  g_assert_cmpstr (read->subject, ==, "");
  g_assert_cmpstr (read->outcome, ==, "refused");
  g_assert_cmpuint (read->status, ==, 429);
  g_assert_cmpstr (read->reason, ==, "Too many requests");
  g_assert_cmpint (read->last_try, ==, 1000);
  g_assert_cmpint (read->last_success, ==, 900);
  g_assert_cmpint (read->next_try, ==, 2000);
  g_assert_cmpint (read->failing_since, ==, 1000);
  g_assert_cmpstr (read->uri, ==, "http://127.0.0.1/t");
  g_assert_cmpstr (read->etag, ==, "\"abc\"");
  g_assert_cmpstr (read->last_modified, ==, "Wed");

  read = g_ptr_array_index (contents->feed_states, 1);
  g_assert_cmpstr (read->outcome, ==, "data");
  g_assert_null (read->reason);
  g_assert_null (read->etag);
  g_assert_cmpint (read->failing_since, ==, 0);
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PenstockStoreContents) contents = NULL;

  g_assert_true (put_setting (fixture->store, "budget:query1", "{\"n\": 3}", NULL));
  g_assert_true (put_setting (fixture->store, "budget:query1", "{\"n\": 4}", NULL));
  g_assert_true (put_setting (fixture->store, "window", "größe", NULL));
  g_assert_true (put_setting (fixture->store, "gone", "x", NULL));
  g_assert_true (put_setting (fixture->store, "gone", NULL, NULL));

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (g_hash_table_size (contents->settings), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (contents->settings, "budget:query1"), ==, "{\"n\": 4}");
  g_assert_cmpstr (g_hash_table_lookup (contents->settings, "window"), ==, "größe");
}

#define ADD(name, func) g_test_add ("/store/tables/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("actions", test_actions);
  ADD ("last-decision-counts", test_last_decision_counts);
  ADD ("quotes", test_quotes);
  ADD ("events", test_events);
  ADD ("past-status-stays", test_past_status_stays);
  ADD ("events-all-or-nothing", test_events_all_or_nothing);
  ADD ("feed-states", test_feed_states);
  ADD ("settings", test_settings);

  return g_test_run ();
}
