/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-store.h"

#define APRIL (2026 * 12 + 3)
#define MAY (2026 * 12 + 4)

static PenstockStoredFigure
figure (PenstockPeriod period,
        double         value,
        gint64         published_at,
        gint64         first_seen,
        const char    *source)
{
  PenstockStoredFigure stored = { (char *)"2317.TW", (char *)"TWD", 12, { period, value, published_at, first_seen, FALSE, "" } };

  g_strlcpy (stored.figure.source, source, sizeof stored.figure.source);
  return stored;
}

static const PenstockRevenue *
only_revenue (PenstockStoreContents *contents,
              gsize                  n)
{
  const PenstockRevenue *revenue;

  g_assert_cmpuint (contents->revenue->len, ==, 1);
  revenue = g_ptr_array_index (contents->revenue, 0);
  g_assert_cmpuint (revenue->n, ==, n);
  return revenue;
}

static void
assert_figure (const PenstockRevenue *revenue,
               gsize                  index,
               PenstockPeriod         period,
               double                 value,
               gint64                 published_at,
               gint64                 first_seen)
{
  g_assert_cmpint (revenue->figures[index].period, ==, period);
  g_assert_cmpfloat (revenue->figures[index].value, ==, value);
  g_assert_cmpint (revenue->figures[index].published_at, ==, published_at);
  g_assert_cmpint (revenue->figures[index].first_seen, ==, first_seen);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  PenstockStoredFigure figures[] = { figure (MAY, 832.1e9, 200, 201, "mops-month"), figure (APRIL, 641.4e9, 100, 101, "twse-revenue"),
                                     figure (2026 * 4, -3.5, 300, 301, "file") };
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockRevenue *monthly, *quarterly;

  figures[0].figure.assumed = TRUE;
  figures[2].periods_per_year = 4;
  g_assert_cmpint (put_revenue (fixture->store, figures, G_N_ELEMENTS (figures), NULL), ==, 3);

  store_reopen (fixture);
  contents = load (fixture->store);
  g_assert_cmpuint (contents->revenue->len, ==, 2);
  monthly = g_ptr_array_index (contents->revenue, 0);
  g_assert_cmpstr (monthly->symbol, ==, "2317.TW");
  g_assert_cmpstr (monthly->currency, ==, "TWD");
  g_assert_cmpint (monthly->periods_per_year, ==, 12);
  g_assert_cmpuint (monthly->n, ==, 2);
  assert_figure (monthly, 0, APRIL, 641.4e9, 100, 101);
  assert_figure (monthly, 1, MAY, 832.1e9, 200, 201);
  g_assert_false (monthly->figures[0].assumed);
  g_assert_true (monthly->figures[1].assumed);
  g_assert_cmpstr (monthly->figures[1].source, ==, "mops-month");

  quarterly = g_ptr_array_index (contents->revenue, 1);
  g_assert_cmpint (quarterly->periods_per_year, ==, 4);
  assert_figure (quarterly, 0, 2026 * 4, -3.5, 300, 301);
}

/* The same table fetched again days later, with that day as its date, brings no news. */
static void
test_same_value_keeps_first_seen (Fixture       *fixture,
                                  gconstpointer  data)
{
  const PenstockStoredFigure first = figure (MAY, 832.1e9, 100, 101, "twse-revenue");
  const PenstockStoredFigure later = figure (MAY, 832.1e9, 500, 501, "twse-revenue");
  const PenstockStoredFigure elsewhere = figure (MAY, 832.1e9, 90, 601, "mops-month");
  g_autoptr(PenstockStoreContents) contents = NULL;

  g_assert_cmpint (put_revenue (fixture->store, &first, 1, NULL), ==, 1);
  g_assert_cmpint (put_revenue (fixture->store, &later, 1, NULL), ==, 0);
  g_assert_cmpint (put_revenue (fixture->store, &elsewhere, 1, NULL), ==, 0);
  contents = load (fixture->store);
  assert_figure (only_revenue (contents, 1), 0, MAY, 832.1e9, 100, 101);
}

static void
test_restatement_is_a_vintage (Fixture       *fixture,
                               gconstpointer  data)
{
  const PenstockStoredFigure figures[] = { figure (MAY, 832.1e9, 100, 101, "twse-revenue"), figure (MAY, 830.0e9, 500, 501, "twse-revenue"),
                                           figure (MAY, 832.1e9, 900, 901, "twse-revenue") };
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockRevenue *revenue;

  /* The third equals the first, but not the newest: it is news again. */
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    g_assert_cmpint (put_revenue (fixture->store, &figures[i], 1, NULL), ==, 1);

  contents = load (fixture->store);
  revenue = only_revenue (contents, 3);
  assert_figure (revenue, 0, MAY, 832.1e9, 100, 101);
  assert_figure (revenue, 1, MAY, 830.0e9, 500, 501);
  assert_figure (revenue, 2, MAY, 832.1e9, 900, 901);
}

/* A feed dates what it finds after the deadline by the deadline. A restatement found that way must not change what past days knew. */
static void
test_restatement_after_the_deadline (Fixture       *fixture,
                                     gconstpointer  data)
{
  PenstockStoredFigure first = figure (MAY, 832.1e9, 100, 301, "mops-month");
  PenstockStoredFigure restated = figure (MAY, 830.0e9, 100, 901, "mops-month");
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockRevenue *revenue;

  first.figure.assumed = restated.figure.assumed = TRUE;
  g_assert_cmpint (put_revenue (fixture->store, &first, 1, NULL), ==, 1);
  g_assert_cmpint (put_revenue (fixture->store, &restated, 1, NULL), ==, 1);
  g_assert_cmpint (put_revenue (fixture->store, &restated, 1, NULL), ==, 0);
  contents = load (fixture->store);
  revenue = only_revenue (contents, 2);
  assert_figure (revenue, 0, MAY, 832.1e9, 100, 301);
  assert_figure (revenue, 1, MAY, 830.0e9, 901, 901);
  g_assert_true (revenue->figures[0].assumed);
  g_assert_false (revenue->figures[1].assumed);
}

/* What was filed takes the place of what was simulated, of all its periods, and is never replaced by it. */
static void
test_filed_takes_place_of_simulated (Fixture       *fixture,
                                     gconstpointer  data)
{
  const PenstockStoredFigure simulated[] = { figure (APRIL, 1.0, 100, 101, PENSTOCK_REVENUE_SIMULATED), figure (MAY, 2.0, 200, 201, PENSTOCK_REVENUE_SIMULATED) };
  const PenstockStoredFigure filed = figure (MAY, 832.1e9, 300, 301, "mops-month");
  g_autoptr(PenstockStoreContents) contents = NULL;

  g_assert_cmpint (put_revenue (fixture->store, simulated, 2, NULL), ==, 2);
  g_assert_cmpint (put_revenue (fixture->store, &filed, 1, NULL), ==, 1);
  g_assert_cmpint (put_revenue (fixture->store, simulated, 2, NULL), ==, 0);
  contents = load (fixture->store);
  assert_figure (only_revenue (contents, 1), 0, MAY, 832.1e9, 300, 301);
  g_assert_false (penstock_revenue_is_simulated (only_revenue (contents, 1)));
}

/* The user mends a typing error in a file and imports it again: no restatement happened. */
static void
test_import_corrected (Fixture       *fixture,
                       gconstpointer  data)
{
  const PenstockStoredFigure wrong = figure (MAY, 8321e9, 100, 101, "file");
  const PenstockStoredFigure restated = figure (MAY, 833.0e9, 500, 501, "file");
  const PenstockStoredFigure right = figure (MAY, 832.1e9, 100, 901, "file");
  g_autoptr(PenstockStoreContents) contents = NULL;
  const PenstockRevenue *revenue;

  put_revenue (fixture->store, &wrong, 1, NULL);
  put_revenue (fixture->store, &restated, 1, NULL);
  g_assert_cmpint (put_revenue (fixture->store, &right, 1, NULL), ==, 1);
  g_assert_cmpint (put_revenue (fixture->store, &right, 1, NULL), ==, 0);
  contents = load (fixture->store);
  revenue = only_revenue (contents, 2);
  assert_figure (revenue, 0, MAY, 832.1e9, 100, 101);
  assert_figure (revenue, 1, MAY, 833.0e9, 500, 501);
}

static void
test_all_or_nothing (Fixture       *fixture,
                     gconstpointer  data)
{
  PenstockStoredFigure figures[] = { figure (APRIL, 641.4e9, 100, 101, "file"), figure (MAY, NAN, 200, 201, "file") };
  g_autoptr(PenstockStoreContents) contents = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (put_revenue (fixture->store, figures, 2, &error), ==, -1);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Revenue of 2317.TW in 2026-05: no value");
  contents = load (fixture->store);
  g_assert_cmpuint (contents->revenue->len, ==, 0);
}

static void
test_one_currency (Fixture       *fixture,
                   gconstpointer  data)
{
  const PenstockStoredFigure first = figure (APRIL, 641.4e9, 100, 101, "file");
  PenstockStoredFigure dollars = figure (MAY, 25e9, 200, 201, "file");
  g_autoptr(GError) error = NULL;

  put_revenue (fixture->store, &first, 1, NULL);
  dollars.currency = (char *)"USD";
  g_assert_cmpint (put_revenue (fixture->store, &dollars, 1, &error), ==, -1);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Revenue of 2317.TW in 2026-05: given in USD, but stored in TWD");
}

#define ADD(name, func) g_test_add ("/store/revenue/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("same-value-keeps-first-seen", test_same_value_keeps_first_seen);
  ADD ("filed-takes-place-of-simulated", test_filed_takes_place_of_simulated);
  ADD ("restatement-is-a-vintage", test_restatement_is_a_vintage);
  ADD ("restatement-after-the-deadline", test_restatement_after_the_deadline);
  ADD ("import-corrected", test_import_corrected);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("one-currency", test_one_currency);

  return g_test_run ();
}
