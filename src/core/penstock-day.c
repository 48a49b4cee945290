/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-day.h"

#include <string.h>

#define SECONDS_PER_DAY G_GINT64_CONSTANT (86400)
#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY 2932896    /* 9999-12-31 */

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month (int year,
               int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap_year (year) ? 29 : days[month - 1];
}

/* The year is counted from March, so that the leap day is the last of it and the months before have a fixed pattern. */
PenstockDay
penstock_day_from_ymd (int year,
                       int month,
                       int day)
{
  int y, era, year_of_era, day_of_year, day_of_era;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month (year, month))
    return PENSTOCK_DAY_NONE;

  y = month <= 2 ? year - 1 : year;
  era = y / 400;
  year_of_era = y - era * 400;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

void
penstock_day_to_ymd (PenstockDay  self,
                     int         *year,
                     int         *month,
                     int         *day)
{
  int z, era, day_of_era, year_of_era, day_of_year, shifted_month, m;

  g_return_if_fail (self >= FIRST_DAY && self <= LAST_DAY);

  z = self + 719468; /* days since 0000-03-01, not negative for the years we know */
  era = z / 146097;
  day_of_era = z - era * 146097;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  shifted_month = (5 * day_of_year + 2) / 153;
  m = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;

  if (year != NULL)
    *year = year_of_era + era * 400 + (m <= 2 ? 1 : 0);
  if (month != NULL)
    *month = m;
  if (day != NULL)
    *day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
}

PenstockDay
penstock_day_parse (const char *text)
{
  int part[3] = { 0, 0, 0 };
  int which = 0;

  if (text == NULL || strnlen (text, 11) != 10)
    return PENSTOCK_DAY_NONE;

  for (int i = 0; i < 10; i++)
    if (i == 4 || i == 7)
      {
        if (text[i] != '-')
          return PENSTOCK_DAY_NONE;
        which++;
      }
    else if (g_ascii_isdigit (text[i]))
      part[which] = part[which] * 10 + (text[i] - '0');
    else
      return PENSTOCK_DAY_NONE;

  return penstock_day_from_ymd (part[0], part[1], part[2]);
}

char *
penstock_day_format (PenstockDay self,
                     char        buffer[static 16])
{
  int year, month, day;

  if (self < FIRST_DAY || self > LAST_DAY)
    return g_strlcpy (buffer, "none", 16), buffer;

  penstock_day_to_ymd (self, &year, &month, &day);
  g_snprintf (buffer, 16, "%04u-%02u-%02u", (guint)year % 10000, (guint)month % 100, (guint)day % 100);
  return buffer;
}

PenstockDay
penstock_day_from_unix_utc (gint64 unix_seconds)
{
  gint64 day = unix_seconds / SECONDS_PER_DAY;

  if (unix_seconds % SECONDS_PER_DAY < 0)
    day--;

  return day < FIRST_DAY || day > LAST_DAY ? PENSTOCK_DAY_NONE : (PenstockDay)day;
}

PenstockDay
penstock_day_from_unix (gint64     unix_seconds,
                        GTimeZone *zone)
{
  int interval;

  g_return_val_if_fail (zone != NULL, PENSTOCK_DAY_NONE);

  /* Also keeps the sum below from overflowing. */
  if (penstock_day_from_unix_utc (unix_seconds) == PENSTOCK_DAY_NONE)
    return PENSTOCK_DAY_NONE;

  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_seconds);
  return penstock_day_from_unix_utc (unix_seconds + g_time_zone_get_offset (zone, interval));
}

gint64
penstock_day_to_unix_utc (PenstockDay self)
{
  return (gint64)self * SECONDS_PER_DAY;
}

int
penstock_day_weekday (PenstockDay self)
{
  /* 1970-01-01 was a Thursday. */
  int weekday = (int)(((gint64)self + 3) % 7);

  return weekday < 0 ? weekday + 7 : weekday;
}

int
penstock_day_year (PenstockDay self)
{
  int year = 0;

  penstock_day_to_ymd (self, &year, NULL, NULL);
  return year;
}

/* Identifiers come from feeds: nothing that GLib would take for a path outside the zone database (no full stop is allowed). */
static gboolean
is_zone_identifier (const char *text)
{
  gsize length = strnlen (text, 65);

  if (length == 0 || length > 64 || text[0] == '/')
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("_+-/", *p) == NULL)
      return FALSE;

  return TRUE;
}

GTimeZone *
penstock_zone (const char *identifier)
{
  static GMutex mutex;
  static GHashTable *zones;
  g_autoptr(GMutexLocker) locker = NULL;
  GTimeZone *zone;

  if (identifier == NULL || !is_zone_identifier (identifier))
    return NULL;

  locker = g_mutex_locker_new (&mutex);
  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);

  zone = g_hash_table_lookup (zones, identifier);
  if (zone == NULL)
    {
      zone = g_time_zone_new_identifier (identifier);
      if (zone != NULL)
        g_hash_table_insert (zones, g_strdup (identifier), zone);
    }

  return zone;
}
