/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-store.h"

/* Second opinions, rates, registers of symbols, who told of an event, and bars of many listings at once: all of it survives a restart. */

typedef gboolean (*Finish) (PenstockStore *store, GAsyncResult *result, GError **error);

static void
expect (Fixture       *fixture,
        GAsyncResult **result,
        Finish         finish)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (finish (fixture->store, wait_for (result), &error));
  g_assert_no_error (error);
  g_clear_object (result);
}

static void
test_opinions (Fixture       *fixture,
               gconstpointer  data)
{
  PenstockSecondOpinion opinions[] = {
    { "2330.TW", 20585, "twse-day", "TWD", 1105.5, 1700000000, FALSE },
    { "2330.TW", 20584, "twse-day", "TWD", 1100, 1700000000, TRUE },
    { "NVDA", 20585, "stooq", "", 201.25, 1700000000, TRUE },
  };
  g_autoptr(PenstockStoreContents) contents = NULL;
  GAsyncResult *result = NULL;
  const PenstockSecondOpinion *first;

  penstock_store_put_opinions_async (fixture->store, opinions, 3, NULL, take_result_cb, &result);
  expect (fixture, &result, penstock_store_put_opinions_finish);
  opinions[1].stands_in = FALSE;
  opinions[1].close = 1101;
  penstock_store_put_opinions_async (fixture->store, &opinions[1], 1, NULL, take_result_cb, &result);
  expect (fixture, &result, penstock_store_put_opinions_finish);

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->opinions->len, ==, 3);
  first = &g_array_index (contents->opinions, PenstockSecondOpinion, 0);
  g_assert_cmpstr (first->symbol, ==, "2330.TW");
  g_assert_cmpint (first->day, ==, 20584);
  g_assert_cmpstr (first->source, ==, "twse-day");
  g_assert_cmpstr (first->currency, ==, "TWD");
  g_assert_cmpfloat (first->close, ==, 1101);
  g_assert_cmpint (first->fetched_at, ==, 1700000000);
  g_assert_false (first->stands_in);
  g_assert_true (g_array_index (contents->opinions, PenstockSecondOpinion, 2).stands_in);
}

static void
test_rates (Fixture       *fixture,
            gconstpointer  data)
{
  PenstockRate rates[] = {
    { "USD", "EUR", 20585, 1.1, "ecb" }, { "TWD", "CAD", 20585, 22, "bank-of-canada" }, { "USD", "EUR", 20584, 1.2, "ecb" },
  };
  g_autoptr(PenstockStoreContents) contents = NULL;
  g_autoptr(PenstockRates) all = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  penstock_store_put_rates_async (fixture->store, rates, 3, NULL, take_result_cb, &result);
  expect (fixture, &result, penstock_store_put_rates_finish);
  rates[0].rate = 1.15;
  penstock_store_put_rates_async (fixture->store, rates, 1, NULL, take_result_cb, &result);
  expect (fixture, &result, penstock_store_put_rates_finish);

  /* All or nothing. */
  rates[1].rate = 23;
  rates[2].rate = NAN;
  penstock_store_put_rates_async (fixture->store, rates, 3, NULL, take_result_cb, &result);
  g_assert_false (penstock_store_put_rates_finish (fixture->store, wait_for (&result), &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  g_clear_object (&result);

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->rates->len, ==, 3);
  all = penstock_rates_new ((const PenstockRate *)(gpointer)contents->rates->data, contents->rates->len);
  g_assert_cmpfloat (penstock_rates_find (all, "EUR", "USD", 20585, NULL, NULL), ==, 1.15);
  g_assert_cmpfloat (penstock_rates_find (all, "EUR", "USD", 20584, NULL, NULL), ==, 1.2);
  g_assert_cmpfloat (penstock_rates_find (all, "CAD", "TWD", 20585, NULL, NULL), ==, 22);
}

static void
replace (Fixture                   *fixture,
         const char                *source,
         const PenstockStoredSymbol *symbols,
         gsize                      n)
{
  GAsyncResult *result = NULL;

  penstock_store_replace_symbols_async (fixture->store, source, symbols, n, NULL, take_result_cb, &result);
  expect (fixture, &result, penstock_store_replace_symbols_finish);
}

/* "SYMBOL SYMBOL …" of what is found. */
static char *
search (Fixture    *fixture,
        const char *words,
        guint       most)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = NULL;
  GString *text = g_string_new (NULL);

  penstock_store_search_symbols_async (fixture->store, words, most, NULL, take_result_cb, &result);
  found = penstock_store_search_symbols_finish (fixture->store, wait_for (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((PenstockStoredSymbol *)g_ptr_array_index (found, i))->symbol);

  return g_string_free (text, FALSE);
}

static void
assert_found (Fixture    *fixture,
              const char *words,
              guint       most,
              const char *expected)
{
  g_autofree char *found = search (fixture, words, most);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_symbols (Fixture       *fixture,
              gconstpointer  data)
{
  const PenstockStoredSymbol sec[] = {
    { (char *)"ARM", (char *)"Arm Holdings plc", NULL, (char *)"equity", NULL, 1973239 }, { (char *)"ARMK", (char *)"Aramark", NULL, NULL, NULL, 1584509 },
    { (char *)"FARM", (char *)"Farmer Bros Co", NULL, NULL, NULL, 0 }, { (char *)"CHRM", (char *)"Charm 100%_ Inc", NULL, NULL, NULL, 0 },
  };
  const PenstockStoredSymbol other[] = { { (char *)"2317.TW", (char *)"鴻海", (char *)"TWSE", NULL, NULL, 0 } };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) found = NULL;
  const PenstockStoredSymbol *arm;

  replace (fixture, "sec-tickers", sec, G_N_ELEMENTS (sec));
  replace (fixture, "other", other, 1);
  store_reopen (fixture);

  assert_found (fixture, "arm", 50, "ARM ARMK CHRM FARM");
  assert_found (fixture, "ARM", 2, "ARM ARMK");
  assert_found (fixture, "farmer bros", 50, "FARM");
  assert_found (fixture, "鴻", 50, "2317.TW");
  assert_found (fixture, "nothing of the kind", 50, "");
  /* What is a pattern in SQL is meant as it stands. */
  assert_found (fixture, "0%_ ", 50, "CHRM");
  assert_found (fixture, "%", 50, "CHRM");
  assert_found (fixture, "\\", 50, "");

  penstock_store_search_symbols_async (fixture->store, "arm holdings", 1, NULL, take_result_cb, &result);
  found = penstock_store_search_symbols_finish (fixture->store, wait_for (&result), NULL);
  arm = g_ptr_array_index (found, 0);
  g_assert_cmpstr (arm->name, ==, "Arm Holdings plc");
  g_assert_cmpstr (arm->kind, ==, "equity");
  g_assert_cmpstr (arm->source, ==, "sec-tickers");
  g_assert_null (arm->exchange);
  g_assert_cmpuint (arm->cik, ==, 1973239);

  /* A register is replaced as a whole, and no other is touched. */
  replace (fixture, "sec-tickers", sec + 2, 1);
  assert_found (fixture, "arm", 50, "FARM");
  assert_found (fixture, "2317", 50, "2317.TW");
}

static void
put_event (Fixture       *fixture,
           PenstockEvent *event)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new ();
  GAsyncResult *result = NULL;

  g_ptr_array_add (events, event);
  penstock_store_put_events_async (fixture->store, events, NULL, take_result_cb, &result);
  expect (fixture, &result, penstock_store_put_events_finish);
}

/* A telling stays, in the order they came in, whatever a later write of the event leaves out. */
static void
test_event_sources (Fixture       *fixture,
                    gconstpointer  data)
{
  const PenstockEventSource told[] = {
    { (char *)"z", (char *)"rss", (char *)"Reuters", (char *)"A deal", (char *)"https://example.com/1", 1700000000 },
    { (char *)"a", (char *)"sec-submissions", NULL, (char *)"8-K", NULL, 1700000500 },
  };
  g_autoptr(PenstockEvent) both = penstock_event_new ("e", "A deal");
  g_autoptr(PenstockEvent) second = penstock_event_new ("e", "A deal, again");
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockEvent *event;
  const PenstockEventSource *first;

  penstock_event_add_source (both, &told[0]);
  put_event (fixture, both);
  penstock_event_add_source (both, &told[1]);
  put_event (fixture, both);
  penstock_event_add_source (second, &told[1]);
  put_event (fixture, second);

  store_reopen (fixture);
  contents = load (fixture->store);
  event = g_ptr_array_index (contents->events, 0);
  g_assert_cmpstr (event->title, ==, "A deal, again");
  g_assert_cmpuint (event->sources->len, ==, 2);
  first = &g_array_index (event->sources, PenstockEventSource, 0);
  g_assert_cmpstr (first->key, ==, "z");
  g_assert_cmpstr (first->source, ==, "rss");
  g_assert_cmpstr (first->publisher, ==, "Reuters");
  g_assert_cmpstr (first->title, ==, "A deal");
  g_assert_cmpstr (first->url, ==, "https://example.com/1");
  g_assert_cmpint (first->published_at, ==, 1700000000);
  g_assert_null (g_array_index (event->sources, PenstockEventSource, 1).publisher);
}

/* One transaction: if one listing cannot be, none is. */
static void
test_many_bars (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) many = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_bars_unref);
  g_autoptr(PenstockBars) stored = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *damaged = NULL;
  g_autoptr(GPtrArray) all = NULL;
  GAsyncResult *result = NULL;
  PenstockBars *wrong;
  guint changed = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("%u.TW", 2300 + i);

      g_ptr_array_add (many, make_bars (symbol, 20585, 1, 100 + i));
    }
  penstock_store_put_many_bars_async (fixture->store, many, NULL, take_result_cb, &result);
  g_assert_true (penstock_store_put_many_bars_finish (fixture->store, wait_for (&result), &changed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (changed, ==, 60);
  g_clear_object (&result);
  stored = get_bars (fixture->store, "2330.TW", &error);
  assert_same_bars (stored, g_ptr_array_index (many, 30));

  g_ptr_array_set_size (many, 0);
  g_ptr_array_add (many, make_bars ("2300.TW", 20586, 1, 100));
  wrong = make_bars ("2301.TW", 20586, 2, 100);
  wrong->day[1] = wrong->day[0];
  g_ptr_array_add (many, wrong);
  penstock_store_put_many_bars_async (fixture->store, many, NULL, take_result_cb, &result);
  g_assert_false (penstock_store_put_many_bars_finish (fixture->store, wait_for (&result), NULL, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  g_clear_object (&result);
  all = get_all_bars (fixture->store, &damaged);
  g_assert_cmpuint (all->len, ==, 60);
  g_assert_cmpuint (((PenstockBars *)g_ptr_array_index (all, 0))->n, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/store/rows/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("opinions", test_opinions);
  ADD ("rates", test_rates);
  ADD ("symbols", test_symbols);
  ADD ("event-sources", test_event_sources);
  ADD ("many-bars", test_many_bars);
#undef ADD

  return g_test_run ();
}
