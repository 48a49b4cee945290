/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-day.h"

/* GDate counts by itself: another calendar to agree with, day for day. */
static void
test_agrees_with_glib (void)
{
  PenstockDay day = penstock_day_from_ymd (1900, 1, 1);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1900);
  for (; g_date_get_year (&date) <= 2100; g_date_add_days (&date, 1), day++)
    {
      int year, month, mday;
      char text[16], expected[16];

      penstock_day_to_ymd (day, &year, &month, &mday);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, (int)g_date_get_month (&date));
      g_assert_cmpint (mday, ==, g_date_get_day (&date));
      g_assert_cmpint (penstock_day_from_ymd (year, month, mday), ==, day);
      g_assert_cmpint (penstock_day_weekday (day), ==, (int)g_date_get_weekday (&date) - 1);
      g_date_strftime (expected, sizeof expected, "%Y-%m-%d", &date);
      g_assert_cmpstr (penstock_day_format (day, text), ==, expected);
      g_assert_cmpint (penstock_day_parse (text), ==, day);
    }
}

static void
test_agrees_with_gdatetime (void)
{
  for (int year = 1900; year <= 2100; year++)
    for (int month = 1; month <= 12; month++)
      {
        g_autoptr(GDateTime) moment = g_date_time_new_utc (year, month, 17, 0, 0, 0.0);
        PenstockDay day = penstock_day_from_ymd (year, month, 17);

        g_assert_cmpint (penstock_day_to_unix_utc (day), ==, g_date_time_to_unix (moment));
        g_assert_cmpint (penstock_day_from_unix_utc (g_date_time_to_unix (moment)), ==, day);
        g_assert_cmpint (penstock_day_year (day), ==, year);
      }
}

static void
test_first_and_last (void)
{
  char text[16];

  g_assert_cmpint (penstock_day_from_ymd (1970, 1, 1), ==, 0);
  g_assert_cmpstr (penstock_day_format (penstock_day_parse ("0001-01-01"), text), ==, "0001-01-01");
  g_assert_cmpstr (penstock_day_format (penstock_day_parse ("9999-12-31"), text), ==, "9999-12-31");
  g_assert_cmpint (penstock_day_from_ymd (0, 12, 31), ==, PENSTOCK_DAY_NONE);
  g_assert_cmpint (penstock_day_from_ymd (10000, 1, 1), ==, PENSTOCK_DAY_NONE);
  g_assert_cmpstr (penstock_day_format (PENSTOCK_DAY_NONE, text), ==, "none");
  g_assert_cmpint (penstock_day_from_unix_utc (-1), ==, -1);
  g_assert_cmpint (penstock_day_from_unix_utc (86399), ==, 0);
  g_assert_cmpint (penstock_day_from_unix_utc (G_MAXINT64), ==, PENSTOCK_DAY_NONE);
  g_assert_cmpint (penstock_day_from_unix_utc (G_MININT64), ==, PENSTOCK_DAY_NONE);
  g_assert_cmpint (penstock_day_from_unix (G_MAXINT64, penstock_zone ("Asia/Taipei")), ==, PENSTOCK_DAY_NONE);
}

static void
test_parse_is_strict (void)
{
  static const char *const wrong[] = {
    "", "2026", "2026-8-19", "2026-08-1", "2026-08-190", "26-08-19", "2026/08/19", "20260819", "2026-08-19 ", " 2026-08-19", "2026-08-19T00:00:00",
    "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-10", "2026-08-00", "2026-08-32", "0000-01-01", "-026-08-19", "2026-+8-19",
    "２０２６-08-19", "2026-08-1\xff",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (penstock_day_parse (wrong[i]), ==, PENSTOCK_DAY_NONE);

  g_assert_cmpint (penstock_day_parse (NULL), ==, PENSTOCK_DAY_NONE);
  g_assert_cmpint (penstock_day_parse ("2000-02-29"), ==, 11016);
  g_assert_cmpint (penstock_day_parse ("2024-02-29"), ==, penstock_day_from_ymd (2024, 2, 29));
}

static void
assert_local_day (const char *zone,
                  int         year,
                  int         month,
                  int         day,
                  int         hour,
                  int         minute,
                  const char *expected)
{
  g_autoptr(GDateTime) utc = g_date_time_new_utc (year, month, day, hour, minute, 0.0);
  char text[16];

  g_assert_nonnull (penstock_zone (zone));
  g_assert_cmpstr (penstock_day_format (penstock_day_from_unix (g_date_time_to_unix (utc), penstock_zone (zone)), text), ==, expected);
}

/* The offset of that date, not of today: New York is 4 hours behind in summer, 5 in winter. */
static void
test_zones (void)
{
  assert_local_day ("America/New_York", 2026, 8, 20, 3, 59, "2026-08-19");
  assert_local_day ("America/New_York", 2026, 8, 20, 4, 0, "2026-08-20");
  assert_local_day ("America/New_York", 2026, 1, 20, 4, 59, "2026-01-19");
  assert_local_day ("America/New_York", 2026, 1, 20, 5, 0, "2026-01-20");
  assert_local_day ("Europe/Berlin", 2026, 3, 28, 22, 59, "2026-03-28");
  assert_local_day ("Europe/Berlin", 2026, 3, 28, 23, 0, "2026-03-29");
  assert_local_day ("Europe/Berlin", 2026, 3, 29, 21, 59, "2026-03-29");
  assert_local_day ("Europe/Berlin", 2026, 3, 29, 22, 0, "2026-03-30");
  assert_local_day ("Asia/Taipei", 2026, 8, 19, 15, 59, "2026-08-19");
  assert_local_day ("Asia/Taipei", 2026, 8, 19, 16, 0, "2026-08-20");
  assert_local_day ("Asia/Tokyo", 2026, 12, 31, 15, 0, "2027-01-01");
  assert_local_day ("UTC", 1969, 12, 31, 23, 59, "1969-12-31");
}

static void
test_zone_identifiers (void)
{
  g_autofree char *long_name = g_strnfill (100, 'A');

  g_assert_true (penstock_zone ("Asia/Taipei") == penstock_zone ("Asia/Taipei"));
  g_assert_null (penstock_zone (NULL));
  g_assert_null (penstock_zone (""));
  g_assert_null (penstock_zone ("Asia/Nowhere"));
  g_assert_null (penstock_zone ("/etc/localtime"));
  g_assert_null (penstock_zone ("../zoneinfo/Asia/Taipei"));
  g_assert_null (penstock_zone ("Asia/Taipei\n"));
  g_assert_null (penstock_zone (long_name));
}

static gpointer
use_zones_in_thread (gpointer data)
{
  static const char *const zones[] = { "Asia/Taipei", "America/New_York", "Europe/Paris", "Asia/Seoul", "Nowhere/At_All" };

  for (int i = 0; i < 2000; i++)
    {
      GTimeZone *zone = penstock_zone (zones[i % 5]);

      g_assert_true ((zone == NULL) == (i % 5 == 4));
      if (zone != NULL)
        g_assert_cmpint (penstock_day_from_unix (1787184000 + i, zone), !=, PENSTOCK_DAY_NONE);
    }

  return NULL;
}

static void
test_zones_from_threads (void)
{
  GThread *threads[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("zones", use_zones_in_thread, NULL);
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/day/glib", test_agrees_with_glib);
  g_test_add_func ("/core/day/gdatetime", test_agrees_with_gdatetime);
  g_test_add_func ("/core/day/ends", test_first_and_last);
  g_test_add_func ("/core/day/parse", test_parse_is_strict);
  g_test_add_func ("/core/day/zones", test_zones);
  g_test_add_func ("/core/day/zone-identifiers", test_zone_identifiers);
  g_test_add_func ("/core/day/threads", test_zones_from_threads);

  return g_test_run ();
}
