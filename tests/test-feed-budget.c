/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-budget.h"

#define NOW G_GINT64_CONSTANT (1778594400)
#define SECOND G_USEC_PER_SEC
#define US(time) (((time) - NOW) * SECOND) /* by a monotonic clock that began at NOW */

static const PenstockPolicy policy = {
  .host_key = "host", .min_interval_ms = 2000, .max_per_hour = 3, .backoff_first_s = 60, .backoff_most_s = 1000,
};

static void
test_spacing (void)
{
  PenstockBudget budget;

  penstock_budget_init (&budget, "host");
  g_assert_cmpint (penstock_budget_wait (&budget, &policy, 5 * SECOND), ==, 0);
  penstock_budget_asked (&budget, NOW, 5 * SECOND);
  g_assert_cmpint (penstock_budget_wait (&budget, &policy, 5 * SECOND), ==, 2 * SECOND);
  g_assert_cmpint (penstock_budget_wait (&budget, &policy, 6 * SECOND + SECOND / 2), ==, SECOND / 2);
  g_assert_cmpint (penstock_budget_wait (&budget, &policy, 7 * SECOND), ==, 0);
}

static void
test_hour_and_day (void)
{
  PenstockBudget budget;

  penstock_budget_init (&budget, "host");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (penstock_budget_hour_spent_until (&budget, &policy, NOW + i), ==, 0);
      penstock_budget_asked (&budget, NOW + i, i);
    }
  g_assert_cmpint (penstock_budget_hour_spent_until (&budget, &policy, NOW + 10), ==, NOW + 3600);
  g_assert_cmpint (penstock_budget_hour_spent_until (&budget, &policy, NOW + 3600), ==, 0);
  g_assert_cmpint (penstock_budget_hour_spent_until (&budget, &policy, NOW - 10), ==, 0); /* the clock was set back */
  g_assert_cmpuint (budget.state.requests_day, ==, 3);

  penstock_budget_asked (&budget, NOW + 3600, 4);
  g_assert_cmpuint (budget.state.requests_hour, ==, 1);
  g_assert_cmpuint (budget.state.requests_day, ==, 4);
  penstock_budget_asked (&budget, NOW + 86400, 5);
  g_assert_cmpuint (budget.state.requests_day, ==, 1);
}

/* 60, 120, 240 … never more than the most, with up to a quarter on top. */
static void
test_backoff (void)
{
  PenstockBudget budget;
  gint64 now = NOW;
  const gint64 expected[] = { 60, 120, 240, 480, 960, 1000, 1000 };

  penstock_budget_init (&budget, "host");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      penstock_budget_refused (&budget, &policy, now, US (now), 0, 0.0);
      g_assert_cmpint (penstock_budget_refused_until (&budget, now, US (now)) - now, ==, expected[i]);
      g_assert_cmpint (penstock_budget_refused_until (&budget, now + expected[i], US (now + expected[i])), ==, 0);
      now += expected[i];
    }

  g_assert_true (penstock_budget_answered (&budget));
  g_assert_false (penstock_budget_answered (&budget));
  penstock_budget_refused (&budget, &policy, now, US (now), 0, 0.999);
  g_assert_cmpint (penstock_budget_refused_until (&budget, now, US (now)) - now, ==, 74);
}

/* Eight requests under way that are refused together are one refusal. */
static void
test_refused_together (void)
{
  PenstockBudget budget;

  penstock_budget_init (&budget, "host");
  for (guint i = 0; i < 8; i++)
    penstock_budget_refused (&budget, &policy, NOW, US (NOW), 0, 0.0);
  g_assert_cmpuint (budget.state.refusals, ==, 1);
  g_assert_cmpint (penstock_budget_refused_until (&budget, NOW, US (NOW)), ==, NOW + 60);

  penstock_budget_refused (&budget, &policy, NOW, US (NOW), 300, 0.0);
  g_assert_cmpint (penstock_budget_refused_until (&budget, NOW, US (NOW)), ==, NOW + 300);
  penstock_budget_refused (&budget, &policy, NOW, US (NOW), 200, 0.0); /* the longest wait holds */
  g_assert_cmpint (penstock_budget_refused_until (&budget, NOW, US (NOW)), ==, NOW + 300);
}

/* A thousand desks that were told "in two minutes" do not come back in the same second, and none comes sooner. */
static void
test_jitter (void)
{
  g_autoptr(GHashTable) moments = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      PenstockBudget budget;
      gint64 wait;

      penstock_budget_init (&budget, "host");
      penstock_budget_refused (&budget, &policy, NOW, US (NOW), 120, (double)i / 1000);
      wait = penstock_budget_refused_until (&budget, NOW, US (NOW)) - NOW;
      g_assert_cmpint (wait, >=, 120);
      g_assert_cmpint (wait, <, 150);
      g_hash_table_add (moments, GINT_TO_POINTER ((int)wait));
    }
  g_assert_cmpuint (g_hash_table_size (moments), ==, 30);
}

/* Whatever happens to the wall clock, a host is shut out for as long as it asked, and not for a year. */
static void
test_clock_set (void)
{
  PenstockBudget budget;
  const gint64 back = NOW - 365 * 86400, ahead = NOW + 365 * 86400;

  penstock_budget_init (&budget, "host");
  penstock_budget_refused (&budget, &policy, NOW, US (NOW), 600, 0.0);
  g_assert_cmpint (penstock_budget_refused_until (&budget, back, 10 * SECOND), ==, back + 590);
  g_assert_cmpint (penstock_budget_refused_until (&budget, back + 590, US (NOW + 600)), ==, 0);
  g_assert_cmpint (penstock_budget_refused_until (&budget, ahead, 10 * SECOND), ==, 0); /* it may ask, and be refused for longer */
}

static void
test_day (void)
{
  static const PenstockPolicy daily = { .host_key = "host", .max_per_day = 2 };
  const gint64 midnight = penstock_day_to_unix_utc (penstock_day_from_unix_utc (NOW)) + 86400;
  PenstockBudget budget, again;

  penstock_budget_init (&budget, "host");
  g_assert_cmpint (penstock_budget_day_spent_until (&budget, &daily, NOW), ==, 0);
  penstock_budget_asked (&budget, NOW, 0);
  penstock_budget_asked (&budget, NOW + 7200, US (NOW + 7200));
  g_assert_cmpint (penstock_budget_hour_spent_until (&budget, &daily, NOW + 7200), ==, 0);
  g_assert_cmpint (penstock_budget_day_spent_until (&budget, &daily, NOW + 7200), ==, midnight);
  penstock_budget_restore (&again, &budget.state, &daily, NOW + 7300, 0);
  g_assert_cmpint (penstock_budget_day_spent_until (&again, &daily, NOW + 7300), ==, midnight);
  g_assert_cmpint (penstock_budget_day_spent_until (&again, &daily, midnight), ==, 0);
}

/* What a question rests that was answered with nothing of use: a minute, then twice as long each time. */
static void
test_pause (void)
{
  g_assert_cmpint (penstock_budget_pause (&policy, 0, 0.0), ==, 0);
  g_assert_cmpint (penstock_budget_pause (&policy, 1, 0.0), ==, 60);
  g_assert_cmpint (penstock_budget_pause (&policy, 2, 0.0), ==, 120);
  g_assert_cmpint (penstock_budget_pause (&policy, 3, 0.999), ==, 299);
  g_assert_cmpint (penstock_budget_pause (&policy, 64, 0.5), ==, 1000);
}

static void
test_retry_after (void)
{
  PenstockBudget budget;

  g_assert_cmpint (penstock_budget_retry_after ("120", NULL, NOW), ==, 120);
  g_assert_cmpint (penstock_budget_retry_after ("Tue, 12 May 2026 14:05:00 GMT", NULL, NOW), ==, 300);
  g_assert_cmpint (penstock_budget_retry_after ("Tue, 12 May 2026 13:00:00 GMT", NULL, NOW), ==, 0);
  /* By the host's own clock, an hour ahead of ours. */
  g_assert_cmpint (penstock_budget_retry_after ("Tue, 12 May 2026 15:05:00 GMT", "Tue, 12 May 2026 15:00:00 GMT", NOW), ==, 300);
  g_assert_cmpint (penstock_budget_retry_after ("Tue, 12 May 2026 14:05:00 GMT", "yesterday", NOW), ==, 300);
  g_assert_cmpint (penstock_budget_retry_after ("soon", NULL, NOW), ==, 0);
  g_assert_cmpint (penstock_budget_retry_after ("-5", NULL, NOW), ==, 0);
  g_assert_cmpint (penstock_budget_retry_after ("", NULL, NOW), ==, 0);
  g_assert_cmpint (penstock_budget_retry_after (NULL, NULL, NOW), ==, 0);

  penstock_budget_init (&budget, "host");
  penstock_budget_refused (&budget, &policy, NOW, US (NOW), 5000, 0.0);
  g_assert_cmpint (penstock_budget_refused_until (&budget, NOW, US (NOW)), ==, NOW + 5000); /* the host knows better than our cap */
  penstock_budget_init (&budget, "host");
  penstock_budget_refused (&budget, &policy, NOW, US (NOW), G_MAXINT, 0.0);
  g_assert_cmpint (penstock_budget_refused_until (&budget, NOW, US (NOW)), ==, NOW + 86400); /* but not for ever */
}

static void
test_restart (void)
{
  PenstockBudget budget, again;

  penstock_budget_init (&budget, "host");
  penstock_budget_asked (&budget, NOW, 5 * SECOND);
  penstock_budget_refused (&budget, &policy, NOW, US (NOW), 0, 0.0);

  penstock_budget_restore (&again, &budget.state, &policy, NOW + 1, 100 * SECOND);
  g_assert_cmpint (penstock_budget_refused_until (&again, NOW + 1, 100 * SECOND), ==, NOW + 60);
  g_assert_cmpint (penstock_budget_wait (&again, &policy, 100 * SECOND), ==, SECOND);
  g_assert_cmpuint (again.state.requests_day, ==, 1);

  /* It was refused in a future that never came. */
  budget.state.refused_until = NOW + 999999999;
  penstock_budget_restore (&again, &budget.state, NULL, NOW + 1, 100 * SECOND);
  g_assert_cmpint (penstock_budget_refused_until (&again, NOW + 1, 100 * SECOND), ==, NOW + 1 + 86400);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/budget/spacing", test_spacing);
  g_test_add_func ("/feed/budget/hour-and-day", test_hour_and_day);
  g_test_add_func ("/feed/budget/backoff", test_backoff);
  g_test_add_func ("/feed/budget/refused-together", test_refused_together);
  g_test_add_func ("/feed/budget/retry-after", test_retry_after);
  g_test_add_func ("/feed/budget/jitter", test_jitter);
  g_test_add_func ("/feed/budget/clock-set", test_clock_set);
  g_test_add_func ("/feed/budget/day", test_day);
  g_test_add_func ("/feed/budget/pause", test_pause);
  g_test_add_func ("/feed/budget/restart", test_restart);
  return g_test_run ();
}
