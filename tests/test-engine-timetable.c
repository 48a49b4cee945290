/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-world.h"

#include "penstock-failover.h"
#include "penstock-pace.h"
#include "penstock-timetable.h"

/* When what is asked: a table of moments, on nobody's clock. */

#define DUE 0 /* whatever is not after now */

static gint64
utc (const char *text)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  if (time == NULL)
    g_error ("Not a time: %s", text);
  return g_date_time_to_unix (time);
}

static const PenstockExchange *
exchange_of (PenstockChain *chain,
             const char    *symbol)
{
  const PenstockExchange *exchange = penstock_chain_exchange_for_symbol (chain, symbol);

  g_assert_nonnull (exchange);
  return exchange;
}

typedef struct
{
  const char *what;
  const char *symbol;
  const char *now, *last_try, *next_try; /* NULL = never */
  const char *last_bar;                  /* NULL = none */
  gboolean    failing;
  const char *next;                      /* NULL = due */
} ListingRow;

/* 12 May 2026 is a Tuesday. Taipei is UTC+8, Tokyo UTC+9, New York UTC−4 in summer. */
static const ListingRow listings[] = {
  { "never asked, on a Sunday", "2330.TW", "2026-05-10T12:00:00Z", NULL, NULL, NULL, FALSE, NULL },
  { "asked a minute ago in the session", "2330.TW", "2026-05-12T02:00:00Z", "2026-05-12T01:59:00Z", NULL, "2026-05-11", FALSE, NULL },
  { "asked ten seconds ago in the session", "2330.TW", "2026-05-12T02:00:00Z", "2026-05-12T01:59:50Z", NULL, "2026-05-11", FALSE, "2026-05-12T02:00:50Z" },
  { "Taipei has no lunch", "2330.TW", "2026-05-12T04:00:00Z", "2026-05-12T03:58:00Z", NULL, "2026-05-11", FALSE, NULL },
  { "Tokyo has", "7203.T", "2026-05-12T03:00:00Z", "2026-05-12T02:29:00Z", NULL, "2026-05-11", FALSE, "2026-05-12T03:30:00Z" },
  { "Tokyo after lunch", "7203.T", "2026-05-12T03:30:00Z", "2026-05-12T02:29:00Z", NULL, "2026-05-11", FALSE, NULL },
  { "just closed", "2330.TW", "2026-05-12T05:35:00Z", "2026-05-12T05:29:30Z", NULL, "2026-05-11", FALSE, "2026-05-12T05:50:00Z" },
  { "twenty minutes after the close", "2330.TW", "2026-05-12T05:50:00Z", "2026-05-12T05:29:30Z", NULL, "2026-05-11", FALSE, NULL },
  { "asked then, no bar yet", "2330.TW", "2026-05-12T06:00:00Z", "2026-05-12T05:50:10Z", NULL, "2026-05-11", FALSE, "2026-05-12T06:50:00Z" },
  { "a holiday: asked three times, then not before the next session", "2330.TW", "2026-05-12T12:00:00Z", "2026-05-12T10:50:10Z", NULL, "2026-05-11", FALSE, "2026-05-13T01:00:00Z" },
  { "the bar is stored", "2330.TW", "2026-05-12T06:00:00Z", "2026-05-12T05:50:10Z", NULL, "2026-05-12", FALSE, "2026-05-13T01:00:00Z" },
  { "the weekend", "2330.TW", "2026-05-16T03:00:00Z", "2026-05-15T05:50:10Z", NULL, "2026-05-15", FALSE, "2026-05-18T01:00:00Z" },
  { "started on a weekend, a week behind", "2330.TW", "2026-05-16T03:00:00Z", "2026-05-08T05:50:10Z", NULL, "2026-05-08", FALSE, NULL },
  { "New York before the market", "NVDA", "2026-05-12T08:30:00Z", "2026-05-12T08:00:00Z", NULL, "2026-05-11", FALSE, NULL },
  { "New York at night", "NVDA", "2026-05-12T05:00:00Z", "2026-05-12T00:30:00Z", NULL, "2026-05-11", FALSE, "2026-05-12T08:00:00Z" },
  { "New York after the market", "NVDA", "2026-05-12T21:00:00Z", "2026-05-12T20:59:30Z", NULL, "2026-05-12", FALSE, "2026-05-12T21:00:30Z" },
  { "winter: the pre-market begins an hour later in UTC", "NVDA", "2026-01-13T05:00:00Z", "2026-01-13T01:30:00Z", NULL, "2026-01-12", FALSE, "2026-01-13T09:00:00Z" },
  { "the Monday after the clocks went forward", "NVDA", "2026-03-08T12:00:00Z", "2026-03-07T01:30:00Z", NULL, "2026-03-06", FALSE, "2026-03-09T08:00:00Z" },
  { "Amsterdam after the clocks went back", "ASML.AS", "2026-10-25T12:00:00Z", "2026-10-24T12:00:00Z", NULL, "2026-10-23", FALSE, "2026-10-26T08:00:00Z" },
  { "the source has no bars of it", "NVDA", "2026-05-12T15:00:00Z", "2026-05-12T14:30:00Z", NULL, NULL, FALSE, "2026-05-12T15:30:00Z" },
  { "refused until later", "NVDA", "2026-05-12T15:00:00Z", "2026-05-12T14:50:00Z", "2026-05-12T15:20:00Z", "2026-05-11", FALSE, "2026-05-12T15:20:00Z" },
  { "never asked, the host refuses", "NVDA", "2026-05-12T15:00:00Z", NULL, "2026-05-12T15:20:00Z", NULL, FALSE, "2026-05-12T15:20:00Z" },
  { "broken a minute ago in the session", "NVDA", "2026-05-12T15:00:00Z", "2026-05-12T14:59:00Z", NULL, "2026-05-11", TRUE, "2026-05-12T15:04:00Z" },
  { "Good Friday: the day before was the last", "NVDA", "2026-04-03T15:00:00Z", "2026-04-02T20:30:00Z", NULL, "2026-04-02", FALSE, "2026-04-06T08:00:00Z" },
  { "the day after Thanksgiving closes at one", "NVDA", "2026-11-27T18:10:00Z", "2026-11-27T18:09:30Z", NULL, "2026-11-27", FALSE, "2026-11-27T18:10:30Z" },
  { "and its post-market ends at five", "NVDA", "2026-11-27T22:00:00Z", "2026-11-27T21:59:30Z", NULL, "2026-11-27", FALSE, "2026-11-30T09:00:00Z" },
  { "the Lunar New Year in Taipei", "2330.TW", "2026-02-17T02:00:00Z", "2026-02-11T06:00:00Z", NULL, "2026-02-11", FALSE, "2026-02-23T01:00:00Z" },
  { "Taipei on New York's holiday", "2330.TW", "2026-05-25T02:00:00Z", "2026-05-25T01:58:00Z", NULL, "2026-05-22", FALSE, NULL },
  { "Amsterdam closes at 14:05 on Christmas Eve", "ASML.AS", "2026-12-24T13:10:00Z", "2026-12-24T13:04:30Z", NULL, "2026-12-23", FALSE, "2026-12-24T13:25:00Z" },
  { "broken a minute ago at night", "NVDA", "2026-05-12T05:00:00Z", "2026-05-12T04:59:00Z", NULL, "2026-05-11", TRUE, "2026-05-12T05:59:00Z" },
};

static void
check (const char *what,
       gint64      next,
       gint64      now,
       const char *expected)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (next);
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  if (expected == NULL ? next > now : next != utc (expected))
    g_error ("%s: %s and not %s", what, text, expected != NULL ? expected : "due");
}

static PenstockPast
past_of (const char *last_try,
         const char *next_try,
         const char *last_bar,
         gboolean    failing)
{
  return (PenstockPast) {
    .last_try = last_try != NULL ? utc (last_try) : 0,
    .last_success = last_try != NULL && !failing ? utc (last_try) : 0,
    .next_try = next_try != NULL ? utc (next_try) : 0,
    .last_bar = last_bar != NULL ? penstock_day_parse (last_bar) : PENSTOCK_DAY_NONE,
    .failing = failing,
  };
}

static void
test_listings (void)
{
  g_autoptr(PenstockChain) chain = world_chain ();

  for (gsize i = 0; i < G_N_ELEMENTS (listings); i++)
    {
      const ListingRow *row = &listings[i];
      const PenstockPast past = past_of (row->last_try, row->next_try, row->last_bar, row->failing);

      check (row->what, penstock_timetable_listing (exchange_of (chain, row->symbol), &past, 60, utc (row->now)), utc (row->now), row->next);
    }
}

/* The sample market is asked every two seconds. */
static void
test_interval (void)
{
  g_autoptr(PenstockChain) chain = world_chain ();
  const PenstockPast past = past_of ("2026-05-12T15:00:00Z", NULL, "2026-05-11", FALSE);

  g_assert_cmpint (penstock_timetable_listing (exchange_of (chain, "NVDA"), &past, 2, utc ("2026-05-12T15:00:01Z")), ==, utc ("2026-05-12T15:00:02Z"));
}

static const struct { const char *what, *now, *last_try; gboolean failing; const char *next; } tables[] = {
  { "never asked", "2026-05-20T03:00:00Z", NULL, FALSE, NULL },
  { "the 5th, 10:00 in Taipei, asked an hour ago", "2026-05-05T02:00:00Z", "2026-05-05T01:00:00Z", FALSE, NULL },
  { "the 5th, 10:00 in Taipei, asked just now", "2026-05-05T02:00:00Z", "2026-05-05T01:50:00Z", FALSE, "2026-05-05T02:50:00Z" },
  { "the 5th, 23:00 in Taipei", "2026-05-05T15:00:00Z", "2026-05-05T13:30:00Z", FALSE, "2026-05-06T00:00:00Z" },
  { "the 15th, 21:30 in Taipei", "2026-05-15T13:30:00Z", "2026-05-15T12:30:00Z", FALSE, NULL },
  { "the 20th: once a day", "2026-05-20T03:00:00Z", "2026-05-20T01:00:00Z", FALSE, "2026-05-21T01:00:00Z" },
  { "the last of the month: the first morning comes sooner", "2026-05-31T15:00:00Z", "2026-05-31T14:00:00Z", FALSE, "2026-06-01T00:00:00Z" },
  { "the 1st in Taipei is still the 30th in UTC", "2026-04-30T22:00:00Z", "2026-04-30T21:00:00Z", FALSE, "2026-05-01T00:00:00Z" },
  { "failed on the 20th", "2026-05-20T03:00:00Z", "2026-05-20T02:30:00Z", TRUE, "2026-05-20T03:30:00Z" },
};

static void
test_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const PenstockPast past = past_of (tables[i].last_try, NULL, NULL, tables[i].failing);

      check (tables[i].what, penstock_timetable_revenue (&past, 3600, utc (tables[i].now)), utc (tables[i].now), tables[i].next);
    }
}

static void
test_months (void)
{
  const PenstockPeriod april = 2026 * 12 + 3;
  const PenstockPast never = past_of (NULL, NULL, NULL, FALSE);
  const PenstockPast early = past_of ("2026-05-05T02:00:00Z", NULL, NULL, FALSE);
  const PenstockPast late = past_of ("2026-05-16T02:00:00Z", NULL, NULL, FALSE);
  const PenstockPast failed = past_of ("2026-05-20T02:00:00Z", NULL, NULL, TRUE);
  const gint64 now = utc ("2026-05-20T02:30:00Z");

  g_assert_cmpint (penstock_timetable_month (april, FALSE, &never, now), <=, now);
  g_assert_cmpint (penstock_timetable_month (april, TRUE, &never, now), ==, PENSTOCK_TIMETABLE_NEVER);
  g_assert_cmpint (penstock_timetable_month (april + 1, FALSE, &never, now), ==, PENSTOCK_TIMETABLE_NEVER);
  g_assert_cmpint (penstock_timetable_month (april, FALSE, &early, utc ("2026-05-05T04:00:00Z")), ==, utc ("2026-05-05T08:00:00Z"));
  /* Asked after the last filings: what was not in it will not come. */
  g_assert_cmpint (penstock_timetable_month (april, FALSE, &late, now), ==, PENSTOCK_TIMETABLE_NEVER);
  g_assert_cmpint (penstock_timetable_month (april, FALSE, &failed, now), ==, utc ("2026-05-20T03:00:00Z"));
}

typedef struct { const char *what, *symbol, *now, *last_try, *given; gboolean failing; const char *next; } DayRow;

/* Taipei closes at 05:30 UTC. */
static const DayRow days[] = {
  { "never asked", "2330.TW", "2026-05-12T02:00:00Z", NULL, NULL, FALSE, NULL },
  { "in the session yesterday's is the newest there is", "2330.TW", "2026-05-12T02:00:00Z", "2026-05-11T06:00:10Z", "2026-05-11", FALSE, "2026-05-12T06:00:00Z" },
  { "just closed", "2330.TW", "2026-05-12T05:35:00Z", "2026-05-11T06:00:10Z", "2026-05-11", FALSE, "2026-05-12T06:00:00Z" },
  { "still yesterday's", "2330.TW", "2026-05-12T06:01:00Z", "2026-05-12T06:00:10Z", "2026-05-11", FALSE, "2026-05-12T06:30:00Z" },
  { "there", "2330.TW", "2026-05-12T06:31:00Z", "2026-05-12T06:30:10Z", "2026-05-12", FALSE, "2026-05-13T06:00:00Z" },
  { "never came", "2330.TW", "2026-05-12T16:00:00Z", "2026-05-12T14:00:10Z", "2026-05-11", FALSE, "2026-05-13T06:00:00Z" },
  { "Friday's is there", "2330.TW", "2026-05-16T00:00:00Z", "2026-05-15T06:00:10Z", "2026-05-15", FALSE, "2026-05-18T06:00:00Z" },
  { "broken", "2330.TW", "2026-05-12T06:10:00Z", "2026-05-12T06:00:10Z", "2026-05-11", TRUE, "2026-05-12T07:00:10Z" },
};

static void
test_close_of_day (void)
{
  g_autoptr(PenstockChain) chain = world_chain ();

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const gint64 now = utc (days[i].now);
      const PenstockPast past = past_of (days[i].last_try, NULL, days[i].given, days[i].failing);
      PenstockTrading trading;

      penstock_timetable_trading (exchange_of (chain, days[i].symbol), now, FALSE, &trading);
      check (days[i].what, penstock_timetable_close_of_day (&trading, &past, now), now, days[i].next);
    }
}

typedef struct { const char *what; const PenstockOffice *office; guint interval; const char *now, *last_try; gboolean failing; const char *next; } FilingRow;

/* New York is UTC−4 in May; 12 May 2026 is a Tuesday, the 16th a Saturday. */
static const FilingRow filings[] = {
  { "never asked, at night", &penstock_office_sec, 14400, "2026-05-12T05:00:00Z", NULL, FALSE, NULL },
  { "ten minutes ago", &penstock_office_sec, 600, "2026-05-12T14:00:00Z", "2026-05-12T13:50:00Z", FALSE, NULL },
  { "a minute ago", &penstock_office_sec, 600, "2026-05-12T14:00:00Z", "2026-05-12T13:59:00Z", FALSE, "2026-05-12T14:09:00Z" },
  { "once more when it closes", &penstock_office_sec, 14400, "2026-05-13T01:00:00Z", "2026-05-12T23:00:00Z", FALSE, "2026-05-13T02:00:00Z" },
  { "closed", &penstock_office_sec, 14400, "2026-05-13T03:00:00Z", "2026-05-13T02:00:10Z", FALSE, "2026-05-13T10:00:00Z" },
  { "the weekend", &penstock_office_sec, 14400, "2026-05-16T15:00:00Z", "2026-05-16T02:00:10Z", FALSE, "2026-05-18T10:00:00Z" },
  { "broken in its hours", &penstock_office_sec, 14400, "2026-05-12T14:00:00Z", "2026-05-12T13:50:00Z", TRUE, "2026-05-12T14:50:00Z" },
  { "Taipei in its hours", &penstock_office_taiwan, 1800, "2026-05-12T02:00:00Z", "2026-05-12T01:40:00Z", FALSE, "2026-05-12T02:10:00Z" },
  { "Taipei at the weekend, once a day", &penstock_office_taiwan, 1800, "2026-05-16T03:00:00Z", "2026-05-15T15:00:10Z", FALSE, "2026-05-16T15:00:10Z" },
};

static void
test_filings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (filings); i++)
    {
      const PenstockPast past = past_of (filings[i].last_try, NULL, NULL, filings[i].failing);
      const gint64 now = utc (filings[i].now);

      check (filings[i].what, penstock_timetable_filings (filings[i].office, &past, filings[i].interval, now), now, filings[i].next);
    }
}

typedef struct { const char *what; const PenstockRatesOffice *office; const char *now, *last_try, *given; gboolean failing; const char *next; } RatesRow;

/* Frankfurt is UTC+2, Ottawa UTC−4 in May. Easter is on 5 April 2026. */
static const RatesRow rates[] = {
  { "never", &penstock_rates_ecb, "2026-05-12T03:00:00Z", NULL, NULL, FALSE, NULL },
  { "today's are there", &penstock_rates_ecb, "2026-05-12T15:00:00Z", "2026-05-12T14:05:10Z", "2026-05-12", FALSE, "2026-05-13T14:05:00Z" },
  { "before they are published", &penstock_rates_ecb, "2026-05-12T10:00:00Z", "2026-05-11T14:05:10Z", "2026-05-11", FALSE, "2026-05-12T14:05:00Z" },
  { "late", &penstock_rates_ecb, "2026-05-12T14:06:00Z", "2026-05-12T14:05:10Z", "2026-05-11", FALSE, "2026-05-12T14:35:00Z" },
  { "Friday's hold until Monday", &penstock_rates_ecb, "2026-05-16T12:00:00Z", "2026-05-15T14:05:10Z", "2026-05-15", FALSE, "2026-05-18T14:05:00Z" },
  { "Maundy Thursday's hold until Tuesday", &penstock_rates_ecb, "2026-04-04T12:00:00Z", "2026-04-02T14:05:10Z", "2026-04-02", FALSE, "2026-04-07T14:05:00Z" },
  { "winter", &penstock_rates_ecb, "2026-01-13T12:00:00Z", "2026-01-12T15:05:10Z", "2026-01-12", FALSE, "2026-01-13T15:05:00Z" },
  { "after a restart nobody knows the day", &penstock_rates_ecb, "2026-05-12T18:00:00Z", "2026-05-12T14:30:00Z", NULL, FALSE, "2026-05-13T14:05:00Z" },
  { "Ottawa", &penstock_rates_bank_of_canada, "2026-05-12T18:00:00Z", "2026-05-11T20:45:10Z", "2026-05-11", FALSE, "2026-05-12T20:45:00Z" },
  { "never had any, broken", &penstock_rates_bank_of_canada, "2026-05-12T18:00:00Z", "2026-05-12T17:58:00Z", NULL, TRUE, "2026-05-12T18:03:00Z" },
};

static void
test_rates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      const PenstockPast past = past_of (rates[i].last_try, NULL, rates[i].given, rates[i].failing);
      const gint64 now = utc (rates[i].now);

      check (rates[i].what, penstock_timetable_rates (rates[i].office, &past, now), now, rates[i].next);
    }
}

static void
test_others (void)
{
  const gint64 now = utc ("2026-05-12T15:00:00Z");
  PenstockPast past = past_of ("2026-05-12T14:00:00Z", NULL, NULL, FALSE);

  check ("figures once a day", penstock_timetable_quarter (&past, 86400, now), now, "2026-05-13T14:00:00Z");
  past.filed_at = utc ("2026-05-12T13:00:00Z");
  check ("results that are in them", penstock_timetable_quarter (&past, 86400, now), now, "2026-05-13T14:00:00Z");
  past.filed_at = utc ("2026-05-12T14:30:00Z");
  check ("results filed since", penstock_timetable_quarter (&past, 86400, now), now, NULL);
  past.next_try = utc ("2026-05-12T15:20:00Z");
  check ("but the host refuses", penstock_timetable_quarter (&past, 86400, now), now, "2026-05-12T15:20:00Z");
  past.next_try = 0;
  check ("news", penstock_timetable_news (&past, 900, utc ("2026-05-12T14:10:00Z")), utc ("2026-05-12T14:10:00Z"), "2026-05-12T14:15:00Z");
  past.next_try = utc ("2026-05-12T16:00:00Z");
  check ("news that want to be asked every two hours", penstock_timetable_news (&past, 900, now), now, "2026-05-12T16:00:00Z");
  past.next_try = 0;
  check ("a register", penstock_timetable_register (&past, now), now, "2026-05-19T14:00:00Z");

  g_assert_cmpuint (penstock_timetable_spread (900, 157, 0), ==, 900);
  g_assert_cmpuint (penstock_timetable_spread (900, 4, 360), ==, 900);
  g_assert_cmpuint (penstock_timetable_spread (900, 157, 360), ==, 6280);
}

/* A typhoon: nobody has a price of today. */
static void
test_closure (void)
{
  g_autoptr(PenstockChain) chain = world_chain ();
  const PenstockExchange *taipei = exchange_of (chain, "2330.TW");
  const PenstockDay today = penstock_day_parse ("2026-05-12");
  const gint64 early = utc ("2026-05-12T01:44:00Z"), late = utc ("2026-05-12T01:45:00Z");
  const PenstockPast past = past_of ("2026-05-12T01:46:00Z", NULL, "2026-05-11", FALSE);
  PenstockClosure closure = { 0 };
  PenstockTrading trading;

  for (guint i = 0; i < 5; i++)
    penstock_closure_answer (&closure, taipei, i, today - 1, early);
  g_assert_false (penstock_closure_holds (&closure, taipei, late));
  penstock_closure_answer (&closure, taipei, 7, today - 1, late);
  penstock_closure_answer (&closure, taipei, 8, today - 1, late);
  penstock_closure_answer (&closure, taipei, 8, today - 1, late + 60);
  g_assert_false (penstock_closure_holds (&closure, taipei, late + 60));
  penstock_closure_answer (&closure, taipei, 9, today - 4, late + 60);
  g_assert_true (penstock_closure_holds (&closure, taipei, late + 60));

  /* The rest of the day: one listing every half hour, the others not before tomorrow, and no tries after the close. */
  penstock_timetable_trading (taipei, late + 120, TRUE, &trading);
  check ("others", penstock_timetable_session (&trading, &past, 60, late + 120), late + 120, "2026-05-13T01:00:00Z");
  check ("the probe", penstock_timetable_probe (&trading, &past, late + 120), late + 120, "2026-05-12T02:16:00Z");
  penstock_timetable_trading (taipei, utc ("2026-05-12T06:00:00Z"), TRUE, &trading);
  check ("after the close", penstock_timetable_session (&trading, &past, 60, utc ("2026-05-12T06:00:00Z")), utc ("2026-05-12T06:00:00Z"), "2026-05-13T01:00:00Z");

  /* A price of today ends it, and tomorrow is another day. */
  g_assert_false (penstock_closure_holds (&closure, taipei, utc ("2026-05-13T02:00:00Z")));
  penstock_closure_answer (&closure, taipei, 7, today, late + 1800);
  g_assert_false (penstock_closure_holds (&closure, taipei, late + 1800));
}

static void
test_failover (void)
{
  const gboolean table[][3] = { { FALSE, FALSE, FALSE }, { TRUE, FALSE, FALSE }, { TRUE, TRUE, FALSE }, { TRUE, TRUE, TRUE }, { FALSE, TRUE, TRUE } };
  const guint serving[] = { 0, 1, 2, 3, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpuint (penstock_failover_serving (table[i], 3), ==, serving[i]);
  g_assert_cmpuint (penstock_failover_serving (NULL, 0), ==, 0);
}

/* Asked as fast as it lets us: in no hour more than the host allows, whatever hour it is. */
static void
test_pace (void)
{
  const PenstockPolicy policy = { .min_interval_ms = 2000, .max_per_hour = 360, .max_per_day = 3000 };
  const gint64 begin = utc ("2026-05-12T00:00:00Z");
  g_autoptr(GArray) asked = g_array_new (FALSE, FALSE, sizeof (gint64));
  PenstockPace pace;
  guint longest = 0;

  penstock_pace_init (&pace);
  /* A burst of what is stale, then for a day what is routine. */
  for (gint64 now = begin; now < begin + 86400; now += 2)
    {
      const gboolean urgent = now < begin + 314;

      if (penstock_pace_next (&pace, &policy, asked->len, urgent, now) > now)
        continue;
      if (asked->len > 0)
        longest = MAX (longest, (guint)(now - g_array_index (asked, gint64, asked->len - 1)));
      penstock_pace_asked (&pace, now);
      g_array_append_val (asked, now);
    }
  penstock_pace_clear (&pace);

  for (guint i = 360; i < asked->len; i++)
    g_assert_cmpint (g_array_index (asked, gint64, i) - g_array_index (asked, gint64, i - 360), >, 3600);
  g_test_message ("%u requests in a day, longest pause %u s", asked->len, longest);
  g_assert_cmpint (g_array_index (asked, gint64, 156) - begin, <=, 314);
  g_assert_cmpuint (asked->len, <=, 3000);
  g_assert_cmpuint (asked->len, >, 2500);
  g_assert_cmpuint (longest, <, 900);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/timetable/listings", test_listings);
  g_test_add_func ("/engine/timetable/interval", test_interval);
  g_test_add_func ("/engine/timetable/tables", test_tables);
  g_test_add_func ("/engine/timetable/months", test_months);
  g_test_add_func ("/engine/timetable/close-of-day", test_close_of_day);
  g_test_add_func ("/engine/timetable/filings", test_filings);
  g_test_add_func ("/engine/timetable/rates", test_rates);
  g_test_add_func ("/engine/timetable/others", test_others);
  g_test_add_func ("/engine/timetable/closure", test_closure);
  g_test_add_func ("/engine/timetable/failover", test_failover);
  g_test_add_func ("/engine/timetable/pace", test_pace);

  return g_test_run ();
}
