/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-world.h"

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

      check (tables[i].what, penstock_timetable_revenue (&past, utc (tables[i].now)), utc (tables[i].now), tables[i].next);
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/timetable/listings", test_listings);
  g_test_add_func ("/engine/timetable/interval", test_interval);
  g_test_add_func ("/engine/timetable/tables", test_tables);
  g_test_add_func ("/engine/timetable/months", test_months);

  return g_test_run ();
}
