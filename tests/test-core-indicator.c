/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-indicator.h"

#include <string.h>

static void
assert_day (PenstockDay  day,
            const char  *expected)
{
  char text[16];

  g_assert_cmpstr (penstock_day_format (day, text), ==, expected);
}

static void
test_periods (void)
{
  static const struct { const char *text, *begin, *end; } good[] = {
    { "2024", "2024-01-01", "2025-01-01" }, { "2026Q1", "2026-01-01", "2026-04-01" }, { "2026Q4", "2026-10-01", "2027-01-01" },
    { "2026-04", "2026-04-01", "2026-05-01" }, { "2024-02", "2024-02-01", "2024-03-01" }, { "2026-12", "2026-12-01", "2027-01-01" },
  };
  static const char *const bad[] = {
    "", "24", "202", "20244", "2026Q", "2026Q0", "2026Q5", "2026q1", "2026H1", "2026-00", "2026-13", "2026-4", "2026-04-01", "0000", "9999", "2o24",
    "2026Q1 ", "2026-0x", "２０２４",
  };
  PenstockDay begin, end;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (penstock_indicator_period (good[i].text, &begin, &end));
      assert_day (begin, good[i].begin);
      assert_day (end, good[i].end);
      g_assert_true (penstock_indicator_period (good[i].text, NULL, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (penstock_indicator_period (bad[i], &begin, &end));
  g_assert_false (penstock_indicator_period (NULL, NULL, NULL));
}

/* What is vague counts from its end on. */
static void
test_days (void)
{
  static const struct { const char *text, *begin, *day; } good[] = {
    { "2026-04-12", "2026-04-12", "2026-04-12" }, { "2024-02", "2024-02-01", "2024-02-29" }, { "2026Q2", "2026-04-01", "2026-06-30" },
    { "2026 q4", "2026-10-01", "2026-12-31" }, { "2025H2", "2025-07-01", "2025-12-31" }, { "2025 H1", "2025-01-01", "2025-06-30" },
  };
  static const char *const bad[] = { "", "2026", "2026-02-30", "2025 H3", "2025  H1", "2025H", "2025 H12", "2025X1", "20Q1", "early 2024", "2026-4" };
  PenstockDay begin, day;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (penstock_indicator_day (good[i].text, &begin, &day));
      assert_day (begin, good[i].begin);
      assert_day (day, good[i].day);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (penstock_indicator_day (bad[i], &begin, &day));
  g_assert_false (penstock_indicator_day (NULL, &begin, &day));
}

static void
test_copy (void)
{
  PenstockIndicatorPoint point = {
    (char *)"Servers", (char *)"%", (char *)"World", (char *)"2026", 20000, 20001, TRUE, 28.5, (char *)"House", 1778594400,
  };
  g_autoptr(PenstockIndicatorPoint) copy = penstock_indicator_point_copy (&point);

  g_assert_cmpstr (copy->series, ==, "Servers");
  g_assert_true (copy->series != point.series && copy->source != point.source && copy->period != point.period);
  g_assert_cmpstr (copy->unit, ==, "%");
  g_assert_cmpstr (copy->population, ==, "World");
  g_assert_cmpstr (copy->source, ==, "House");
  g_assert_cmpint (copy->known_day, ==, 20001);
  g_assert_cmpfloat (copy->value, ==, 28.5);
  g_assert_true (copy->day_assumed);
  penstock_indicator_point_free (NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/indicator/periods", test_periods);
  g_test_add_func ("/core/indicator/days", test_days);
  g_test_add_func ("/core/indicator/copy", test_copy);

  return g_test_run ();
}
