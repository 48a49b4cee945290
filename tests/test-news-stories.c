/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-stories.h"

#include <string.h>

#define DAY  86400
#define NOON 1786622400 /* 2026-08-13 12:00 UTC */

typedef struct { PenstockNames *names; GPtrArray *known, *items; guint n_added; } World;

static void
set_up (World         *world,
        gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "chains", "ai-infrastructure.json", NULL);
  g_autoptr(PenstockChain) chain = penstock_chain_new_from_file (path, NULL, &error);

  g_assert_no_error (error);
  world->names = penstock_names_new (chain);
  world->known = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  world->items = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_news_item_free);
}

static void
tear_down (World         *world,
           gconstpointer  unused)
{
  penstock_names_unref (world->names);
  g_ptr_array_unref (world->known);
  g_ptr_array_unref (world->items);
}

static PenstockNewsItem *
add (World      *world,
     const char *title,
     const char *publisher,
     double      days)
{
  PenstockNewsItem *item = penstock_news_item_new (title, "rss", NOON + (gint64)(days * DAY));

  item->publisher = g_strdup (publisher);
  item->url = g_strdup_printf ("https://example.com/%s/%u", publisher, world->n_added++);
  g_ptr_array_add (world->items, item);
  return item;
}

static PenstockNewsItem *
add_filing (World      *world,
            const char *title,
            guint64     cik,
            const char *items,
            double      days)
{
  PenstockNewsItem *item = penstock_news_item_new (title, "sec-submissions", NOON + (gint64)(days * DAY));

  item->id = g_strdup_printf ("0000-%u", world->n_added++);
  item->form = g_strdup ("8-K");
  item->items = g_strdup (items);
  item->cik = cik;
  item->official = TRUE;
  g_ptr_array_add (world->items, item);
  return item;
}

/* What comes back replaces what is known, as the store does it. */
static GPtrArray *
fold (World *world)
{
  GPtrArray *changed = penstock_stories_fold (world->names, world->known, world->items, NULL);

  for (guint i = 0; i < changed->len; i++)
    {
      PenstockEvent *event = g_ptr_array_index (changed, i);

      for (guint k = world->known->len; k > 0; k--)
        if (g_str_equal (((PenstockEvent *)g_ptr_array_index (world->known, k - 1))->id, event->id))
          g_ptr_array_remove_index (world->known, k - 1);
      g_ptr_array_add (world->known, penstock_event_ref (event));
    }
  g_ptr_array_set_size (world->items, 0);
  return changed;
}

static guint
count_events (World *world)
{
  g_autoptr(GPtrArray) events = penstock_stories_fold (world->names, world->known, world->items, NULL);

  g_ptr_array_set_size (world->items, 0);
  return events->len;
}

/* One story by several sources is one event with several sources. */
static void
test_merging (World         *world,
              gconstpointer  unused)
{
  static const char *const pairs[][2] = {
    { "Nvidia forecasts third-quarter revenue above estimates on AI boom", "UPDATE 2-Nvidia forecasts third-quarter revenue above estimates on AI boom" },
    { "Corning signs fiber deal worth up to $6 billion with Meta", "Corning inks $6 billion fiber deal with Meta for data centers - Yahoo Finance" },
    { "Micron raises fourth-quarter revenue forecast on AI memory demand", "Micron lifts Q4 revenue forecast as AI memory demand surges" },
    { "台積電熊本二廠延後量產", "台积电熊本二厂延后量产至2027年" },
    { "鴻海4月營收8320億元 年增29.74%", "鴻海4月營收年增29.7% 創同期新高" },
    { "Intel to cut 15% of workforce in restructuring", "Intel cutting 15% of its workforce as restructuring deepens | Reuters" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr(GPtrArray) events = NULL;
      const PenstockEvent *event;

      add (world, pairs[i][0], "Reuters", 0);
      add (world, pairs[i][1], "Yahoo Finance", 0.3);
      events = penstock_stories_fold (world->names, NULL, world->items, NULL);
      g_test_message ("%s", pairs[i][1]);
      g_assert_cmpuint (events->len, ==, 1);
      event = g_ptr_array_index (events, 0);
      g_assert_cmpuint (event->sources->len, ==, 2);
      g_assert_cmpstr (event->title, ==, pairs[i][0]);
      g_assert_cmpstr (g_array_index (event->sources, PenstockEventSource, 1).title, ==, pairs[i][1]);
      g_assert_cmpuint (event->history->len, ==, 1);
      g_ptr_array_set_size (world->items, 0);
    }
}

static void
test_not_merging (World         *world,
                  gconstpointer  unused)
{
  static const struct { const char *a, *b; double days; } pairs[] = {
    { "Nvidia second-quarter revenue beats estimates", "Nvidia third-quarter revenue beats estimates", 2 },
    { "鴻海4月營收創同期新高", "鴻海5月營收創同期新高", 2 },
    { "TSMC April revenue jumps to record", "TSMC May revenue jumps to record", 1 },
    { "Micron raises revenue forecast on AI memory demand", "Micron raises revenue forecast on AI memory demand", 30 },
    { "Micron raises revenue forecast on AI memory demand", "Micron raises revenue forecast on AI memory demand", 5 },
    { "Palantir wins $10 billion US Army software contract", "Palantir wins $480 million US Army software contract", 1 },
    { "Foxconn wins AI server order from Tesla in Texas", "Foxconn wins AI server order from Siemens in Ohio", 1 },
    { "Nebius signs AI infrastructure deal with Microsoft", "Nebius signs AI infrastructure deal with Meta", 1 },
    { "Dell raises full-year revenue outlook on AI servers", "Dell cuts full-year revenue outlook on AI servers", 1 },
    { "Nvidia to invest in Intel", "Nvidia unveils new robot computer at show", 0.2 },
    { "Vertiv orders surge on data center cooling demand", "Eaton orders surge on data center cooling demand", 0.1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      add (world, pairs[i].a, "Reuters", 0);
      add (world, pairs[i].b, "CNBC", pairs[i].days);
      g_test_message ("%s", pairs[i].b);
      g_assert_cmpuint (count_events (world), ==, 2);
    }
}

static PenstockStatus
status_on (const PenstockEvent *event,
           double               days)
{
  const PenstockStatusChange *change = penstock_event_status_at (event, penstock_day_from_unix_utc (NOON + (gint64)(days * DAY)));

  return change != NULL ? change->status : PENSTOCK_STATUS_EXPIRED;
}

/* Rumour → reported → confirmed, each from its own day on. */
static void
test_history (World         *world,
              gconstpointer  unused)
{
  g_autoptr(GPtrArray) events = NULL;
  const PenstockEvent *event;
  PenstockNewsItem *release;

  add (world, "Intel in talks to manufacture chips for Apple in Arizona, sources say", "Bloomberg", 0);
  add (world, "Intel reaches preliminary deal to manufacture chips for Apple in Arizona", "WSJ", 2);
  release = add (world, "Intel and Apple announce agreement to manufacture chips in Arizona", "Intel", 20);
  release->official = TRUE;
  events = fold (world);

  g_assert_cmpuint (events->len, ==, 1);
  event = g_ptr_array_index (events, 0);
  g_assert_cmpuint (event->history->len, ==, 3);
  g_assert_cmpint (status_on (event, -1), ==, PENSTOCK_STATUS_EXPIRED);
  g_assert_cmpint (status_on (event, 0), ==, PENSTOCK_STATUS_RUMOUR);
  g_assert_cmpint (status_on (event, 1), ==, PENSTOCK_STATUS_RUMOUR);
  g_assert_cmpint (status_on (event, 2), ==, PENSTOCK_STATUS_REPORTED);
  g_assert_cmpint (status_on (event, 19), ==, PENSTOCK_STATUS_REPORTED);
  g_assert_cmpint (status_on (event, 20), ==, PENSTOCK_STATUS_CONFIRMED);
  g_assert_cmpstr (g_array_index (event->history, PenstockStatusChange, 1).note, ==, "WSJ");
}

/* What the user said stays where it is said, and makes no other story of the news that follows: neither of the release nor of what it is about. */
static void
test_user_spoke (World         *world,
                 gconstpointer  unused)
{
  static const PenstockStatus said[] = { PENSTOCK_STATUS_DENIED, PENSTOCK_STATUS_CONFIRMED };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr(GPtrArray) first = NULL;
      g_autoptr(GPtrArray) events = NULL;
      const PenstockEvent *event;
      PenstockEvent *spoken;
      PenstockNewsItem *release;
      g_autofree char *id = NULL;

      g_ptr_array_set_size (world->known, 0);
      add (world, "Intel in talks to manufacture chips for Apple in Arizona, sources say", "Bloomberg", 0);
      first = fold (world);
      g_assert_cmpuint (first->len, ==, 1);
      spoken = penstock_event_copy (g_ptr_array_index (first, 0));
      penstock_event_add_user_status (spoken, penstock_day_from_unix_utc (NOON) + 3, said[i], "asked them");
      id = g_strdup (spoken->id);
      g_ptr_array_set_size (world->known, 0);
      g_ptr_array_add (world->known, spoken);

      release = add (world, "Intel and Apple announce agreement to manufacture chips in Arizona", "Intel", 20);
      release->official = TRUE;
      events = fold (world);
      g_assert_cmpuint (events->len, ==, 1);
      event = g_ptr_array_index (events, 0);
      g_assert_cmpstr (event->id, ==, id);
      g_assert_cmpint (status_on (event, 2), ==, PENSTOCK_STATUS_RUMOUR);
      g_assert_cmpint (status_on (event, 3), ==, said[i]);
      g_assert_cmpint (status_on (event, 20), ==, PENSTOCK_STATUS_CONFIRMED);
      g_assert_true (g_array_index (event->history, PenstockStatusChange, 1).by_user);
    }
}

static void
test_denial (World         *world,
             gconstpointer  unused)
{
  g_autoptr(GPtrArray) events = NULL;
  const PenstockEvent *event;

  add (world, "TSMC in talks to invest in Intel foundry joint venture, sources say", "Reuters", 0);
  add (world, "TSMC denies talks to invest in Intel foundry joint venture", "CNA", 1);
  events = fold (world);

  g_assert_cmpuint (events->len, ==, 1);
  event = g_ptr_array_index (events, 0);
  g_assert_cmpint (status_on (event, 0), ==, PENSTOCK_STATUS_RUMOUR);
  g_assert_cmpint (status_on (event, 1), ==, PENSTOCK_STATUS_DENIED);
}

/* An 8-K with item 2.02 confirms what was reported of the results; two filings are two events. */
static void
test_filings (World         *world,
              gconstpointer  unused)
{
  g_autoptr(GPtrArray) events = NULL;
  const PenstockEvent *event;

  add (world, "Nvidia beats quarterly revenue estimates", "Reuters", 0);
  add_filing (world, "NVIDIA CORP: 8-K Results of Operations and Financial Condition", 1045810, "2.02,9.01", 0.1);
  events = fold (world);
  g_assert_cmpuint (events->len, ==, 1);
  event = g_ptr_array_index (events, 0);
  g_assert_cmpint (status_on (event, 0), ==, PENSTOCK_STATUS_CONFIRMED);
  g_assert_cmpint (event->direction, ==, 1);
  g_assert_true (event->direction_guessed);

  add_filing (world, "NVIDIA CORP: 8-K Departure of Directors or Certain Officers", 1045810, "5.02", 5);
  add_filing (world, "NVIDIA CORP: 8-K Departure of Directors or Certain Officers", 1045810, "5.02", 6);
  g_assert_cmpuint (count_events (world), ==, 2);
}

/* What was known on a past day is the same with and without what came later, and with what came late. */
static void
test_point_in_time (World         *world,
                    gconstpointer  unused)
{
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GPtrArray) between = NULL;
  g_autoptr(GPtrArray) later = NULL;
  g_autoptr(GPtrArray) late = NULL;
  const PenstockEvent *before, *after;

  add (world, "Foxconn in talks to build AI server plant in Ohio, sources say", "Nikkei", 0);
  add (world, "Foxconn to build AI server plant in Ohio", "Reuters", 2);
  first = fold (world);
  before = g_ptr_array_index (first, 0);
  g_assert_cmpuint (before->history->len, ==, 2);

  /* Denied in between, but it comes only now: on the day after, nobody had known that. */
  add (world, "Foxconn denies talks to build AI server plant in Ohio", "CNA", 1);
  between = fold (world);
  g_assert_cmpuint (between->len, ==, 1);
  g_assert_cmpuint (((PenstockEvent *)g_ptr_array_index (between, 0))->history->len, ==, 2);
  g_assert_cmpint (status_on (g_ptr_array_index (between, 0), 2), ==, PENSTOCK_STATUS_REPORTED);

  add (world, "Foxconn denies it will build AI server plant in Ohio", "CNA", 4);
  later = fold (world);
  after = g_ptr_array_index (later, 0);
  g_assert_true (before != after);
  g_assert_cmpuint (before->history->len, ==, 2);
  g_assert_cmpuint (before->sources->len, ==, 2);
  for (double day = -1; day < 4; day++)
    g_assert_cmpint (status_on (before, day), ==, status_on (after, day));
  g_assert_cmpint (status_on (after, 4), ==, PENSTOCK_STATUS_DENIED);

  /* Published before all of that, but it came only now. */
  add (world, "Foxconn to build AI server plant in Ohio, governor says", "Dispatch", -1);
  late = fold (world);
  g_assert_cmpuint (late->len, ==, 1);
  g_assert_cmpuint (((PenstockEvent *)g_ptr_array_index (late, 0))->history->len, ==, 3);
  g_assert_cmpuint (((PenstockEvent *)g_ptr_array_index (late, 0))->sources->len, ==, 5);
  for (double day = -2; day < 5; day++)
    g_assert_cmpint (status_on (after, day), ==, status_on (g_ptr_array_index (late, 0), day));
}

static void
test_known_and_dropped (World         *world,
                        gconstpointer  unused)
{
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GPtrArray) again = NULL;
  guint n_dropped = 0;

  add (world, "Ciena tops estimates, lifts revenue view", "Reuters", 0);
  first = fold (world);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_true (g_str_has_prefix (((PenstockEvent *)g_ptr_array_index (first, 0))->id, "news-"));
  g_assert_cmpuint (strlen (((PenstockEvent *)g_ptr_array_index (first, 0))->id), ==, 21);

  g_ptr_array_set_size (world->items, 0);
  add (world, "Ciena tops estimates, lifts revenue view", "Reuters", 0);
  g_free (((PenstockNewsItem *)g_ptr_array_index (world->items, 0))->url);
  ((PenstockNewsItem *)g_ptr_array_index (world->items, 0))->url = g_strdup ("https://example.com/Reuters/0?utm_source=x");
  add (world, "Bakery wins prize for rye bread", "Local", 0);
  again = penstock_stories_fold (world->names, world->known, world->items, &n_dropped);
  g_assert_cmpuint (again->len, ==, 0);
  g_assert_cmpuint (n_dropped, ==, 1);
}

static char *
print (GPtrArray *events)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      const PenstockEvent *event = g_ptr_array_index (events, i);

      g_string_append_printf (text, "%s|%s|%s|%d|%d", event->id, event->title, event->kind, event->direction, event->direction_guessed);
      for (guint k = 0; k < event->history->len; k++)
        g_string_append_printf (text, "|%d %d %s", g_array_index (event->history, PenstockStatusChange, k).day, (int)g_array_index (event->history, PenstockStatusChange, k).status,
                                g_array_index (event->history, PenstockStatusChange, k).note);
      for (guint k = 0; k < event->companies->len; k++)
        g_string_append_printf (text, "|%s %.2f", g_array_index (event->companies, PenstockEventCompany, k).company, g_array_index (event->companies, PenstockEventCompany, k).relevance);
      for (guint k = 0; k < event->sources->len; k++)
        g_string_append_printf (text, "|%s", g_array_index (event->sources, PenstockEventSource, k).key);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
shuffle (GPtrArray *items,
         GRand     *random)
{
  for (guint i = items->len; i > 1; i--)
    {
      const guint k = (guint)g_rand_int_range (random, 0, (gint32)i);
      gpointer held = items->pdata[i - 1];

      items->pdata[i - 1] = items->pdata[k];
      items->pdata[k] = held;
    }
}

static void
add_many (World *world,
          guint  n)
{
  static const char *const companies[] = { "Nvidia", "Intel", "Micron", "Foxconn", "TSMC", "Dell", "Vertiv", "Oracle", "Microsoft", "Broadcom", "Coinbase", "Equinix" };
  static const char *const what[] = {
    "beats quarterly revenue estimates", "raises full-year guidance on strong AI demand", "in talks to build new plant in Ohio, sources say", "denies report of new plant in Ohio",
    "to build new plant in Ohio", "sued over memory patents in Delaware", "wins cloud contract from Navy", "unveils rack cooling system at trade show", "recalls power supplies after fire",
  };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("%s %s", companies[i * 7 % G_N_ELEMENTS (companies)], what[i * 5 % G_N_ELEMENTS (what)]);

      add (world, title, i % 3 == 0 ? "Reuters" : "CNBC", (double)(i % 997) / 20.0);
    }
}

/* In whatever order the items come, the events are the same. */
static void
test_order (World         *world,
            gconstpointer  unused)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autofree char *wanted = NULL;

  add_many (world, 400);
  for (guint round = 0; round < 6; round++)
    {
      g_autoptr(GPtrArray) events = penstock_stories_fold (world->names, NULL, world->items, NULL);
      g_autofree char *text = print (events);

      g_assert_cmpuint (events->len, >, 50);
      g_assert_cmpuint (events->len, <, 400);
      if (wanted == NULL)
        wanted = g_strdup (text);
      g_assert_cmpstr (text, ==, wanted);
      shuffle (world->items, random);
    }
}

/* Day by day or all at once: the same. */
static void
test_in_parts (World         *world,
               gconstpointer  unused)
{
  g_autoptr(GPtrArray) at_once = NULL;
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_news_item_free);
  g_autofree char *wanted = NULL;
  g_autofree char *got = NULL;

  add_many (world, 300);
  at_once = penstock_stories_fold (world->names, NULL, world->items, NULL);
  wanted = print (at_once);
  for (guint i = 0; i < world->items->len; i++)
    g_ptr_array_add (all, penstock_news_item_copy (g_ptr_array_index (world->items, i)));
  g_ptr_array_set_size (world->items, 0);

  for (gint64 day = 0; day < 60; day++)
    {
      g_autoptr(GPtrArray) changed = NULL;

      for (guint i = 0; i < all->len; i++)
        {
          PenstockNewsItem *item = g_ptr_array_index (all, i);

          if (item->published_at >= NOON + day * DAY && item->published_at < NOON + (day + 1) * DAY)
            g_ptr_array_add (world->items, penstock_news_item_copy (item));
        }
      changed = fold (world);
    }
  {
    g_autoptr(GPtrArray) sorted = g_ptr_array_new ();

    for (guint i = 0; i < at_once->len; i++)
      for (guint k = 0; k < world->known->len; k++)
        if (g_str_equal (((PenstockEvent *)world->known->pdata[k])->id, ((PenstockEvent *)at_once->pdata[i])->id))
          g_ptr_array_add (sorted, world->known->pdata[k]);
    g_assert_cmpuint (world->known->len, ==, at_once->len);
    got = print (sorted);
  }
  g_assert_cmpstr (got, ==, wanted);
}

/* A busy day over a long history; it must not take the square of it (the test has a time limit, no stop watch). */
static void
test_many (World         *world,
           gconstpointer  unused)
{
  g_autoptr(GPtrArray) changed = NULL;

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *id = g_strdup_printf ("old-%u", i);
      PenstockEvent *event = penstock_event_new (id, "Nvidia supplier opens line number so and so");

      penstock_event_add_company (event, "nvda", 1.0);
      penstock_event_add_status (event, penstock_day_from_unix_utc (NOON + i * DAY / 10), PENSTOCK_STATUS_REPORTED, NULL);
      g_ptr_array_add (world->known, event);
    }
  add_many (world, 5000);
  changed = penstock_stories_fold (world->names, world->known, world->items, NULL);
  g_test_message ("%u events of 5,000 items beside 500", changed->len);
  g_assert_cmpuint (changed->len, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*test) (World *, gconstpointer); } tests[] = {
    { "/news/stories/merging", test_merging }, { "/news/stories/not-merging", test_not_merging }, { "/news/stories/history", test_history },
    { "/news/stories/user-spoke", test_user_spoke }, { "/news/stories/denial", test_denial }, { "/news/stories/filings", test_filings }, { "/news/stories/point-in-time", test_point_in_time },
    { "/news/stories/known-and-dropped", test_known_and_dropped }, { "/news/stories/order", test_order }, { "/news/stories/in-parts", test_in_parts },
    { "/news/stories/many", test_many },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, World, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
