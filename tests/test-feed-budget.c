/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-budget.h"

#define NOW G_GINT64_CONSTANT (1778594400)
#define SECOND G_USEC_PER_SEC

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
      g_assert_cmpint (penstock_budget_spent_until (&budget, &policy, NOW + i), ==, 0);
      penstock_budget_asked (&budget, NOW + i, i);
    }
  g_assert_cmpint (penstock_budget_spent_until (&budget, &policy, NOW + 10), ==, NOW + 3600);
  g_assert_cmpint (penstock_budget_spent_until (&budget, &policy, NOW + 3600), ==, 0);
  g_assert_cmpint (penstock_budget_spent_until (&budget, &policy, NOW - 10), ==, 0); /* the clock was set back */
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
      penstock_budget_refused (&budget, &policy, now, 0, 0.0);
      g_assert_cmpint (penstock_budget_refused_until (&budget, now) - now, ==, expected[i]);
      g_assert_cmpint (penstock_budget_refused_until (&budget, now + expected[i]), ==, 0);
      now += expected[i];
    }

  g_assert_true (penstock_budget_answered (&budget));
  g_assert_false (penstock_budget_answered (&budget));
  penstock_budget_refused (&budget, &policy, now, 0, 0.999);
  g_assert_cmpint (penstock_budget_refused_until (&budget, now) - now, ==, 74);
}

/* Eight requests under way that are refused together are one refusal. */
static void
test_refused_together (void)
{
  PenstockBudget budget;

  penstock_budget_init (&budget, "host");
  for (guint i = 0; i < 8; i++)
    penstock_budget_refused (&budget, &policy, NOW, 0, 0.0);
  g_assert_cmpuint (budget.state.refusals, ==, 1);
  g_assert_cmpint (penstock_budget_refused_until (&budget, NOW), ==, NOW + 60);

  penstock_budget_refused (&budget, &policy, NOW, 300, 0.0);
  g_assert_cmpint (penstock_budget_refused_until (&budget, NOW), ==, NOW + 300);
}

static void
test_retry_after (void)
{
  PenstockBudget budget;

  g_assert_cmpint (penstock_budget_retry_after ("120", NOW), ==, 120);
  g_assert_cmpint (penstock_budget_retry_after ("Tue, 12 May 2026 14:05:00 GMT", NOW), ==, 300);
  g_assert_cmpint (penstock_budget_retry_after ("Tue, 12 May 2026 13:00:00 GMT", NOW), ==, 0);
  g_assert_cmpint (penstock_budget_retry_after ("soon", NOW), ==, 0);
  g_assert_cmpint (penstock_budget_retry_after ("-5", NOW), ==, 0);
  g_assert_cmpint (penstock_budget_retry_after ("", NOW), ==, 0);
  g_assert_cmpint (penstock_budget_retry_after (NULL, NOW), ==, 0);

  penstock_budget_init (&budget, "host");
  penstock_budget_refused (&budget, &policy, NOW, 5000, 0.0);
  g_assert_cmpint (penstock_budget_refused_until (&budget, NOW), ==, NOW + 5000); /* the host knows better than our cap */
  penstock_budget_init (&budget, "host");
  penstock_budget_refused (&budget, &policy, NOW, G_MAXINT, 0.0);
  g_assert_cmpint (penstock_budget_refused_until (&budget, NOW), ==, NOW + 86400); /* but not for ever */
}

static void
test_restart (void)
{
  PenstockBudget budget, again;

  penstock_budget_init (&budget, "host");
  penstock_budget_asked (&budget, NOW, 5 * SECOND);
  penstock_budget_refused (&budget, &policy, NOW, 0, 0.0);

  penstock_budget_restore (&again, &budget.state, &policy, NOW + 1, 100 * SECOND);
  g_assert_cmpint (penstock_budget_refused_until (&again, NOW + 1), ==, NOW + 60);
  g_assert_cmpint (penstock_budget_wait (&again, &policy, 100 * SECOND), ==, SECOND);
  g_assert_cmpuint (again.state.requests_day, ==, 1);

  /* It was refused in a future that never came. */
  budget.state.refused_until = NOW + 999999999;
  penstock_budget_restore (&again, &budget.state, NULL, NOW + 1, 100 * SECOND);
  g_assert_cmpint (penstock_budget_refused_until (&again, NOW + 1), ==, NOW + 1 + 86400);
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
  g_test_add_func ("/feed/budget/restart", test_restart);
  return g_test_run ();
}
