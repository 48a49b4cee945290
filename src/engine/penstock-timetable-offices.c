/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-timetable.h"

/* What authorities, central banks and publishers give, by their own hours; exchanges are in penstock-timetable.c. */

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define WEEK   (7 * DAY)

#define RETRY            HOUR
#define RETRY_SOON       (5 * MINUTE)

#define REVENUE_ZONE     "Asia/Taipei"
#define REVENUE_LAST_DAY 15
#define REVENUE_OPENS    8
#define REVENUE_CLOSES   22

#define MONTH_INTERVAL   (6 * HOUR)
#define LATE_FILING_DAYS 5

#define SHARE_OF_BUDGET  4 /* one in so many requests an hour is for what is not a price */

const PenstockOffice penstock_office_sec = { "America/New_York", 6 * 60, 22 * 60, FALSE };
const PenstockOffice penstock_office_taiwan = { "Asia/Taipei", 7 * 60, 23 * 60, TRUE };

const PenstockRatesOffice penstock_rates_ecb = { "Europe/Berlin", 16 * 60 + 5, TRUE };
const PenstockRatesOffice penstock_rates_bank_of_canada = { "America/Toronto", 16 * 60 + 45, FALSE };

static const int after_rates[] = { 0, 30 * MINUTE, 60 * MINUTE, 120 * MINUTE, 240 * MINUTE, 480 * MINUTE };

static gint64
moment (const char  *zone,
        PenstockDay  day,
        int          minutes)
{
  g_autoptr(GDateTime) time = NULL;
  int year, month, date;

  penstock_day_to_ymd (day, &year, &month, &date);
  time = g_date_time_new (penstock_zone (zone), year, month, date, minutes / 60, minutes % 60, 0);

  return time != NULL ? g_date_time_to_unix (time) : penstock_day_to_unix_utc (day);
}

static PenstockDay
day_in (const char *zone,
        gint64      now)
{
  return penstock_day_from_unix (now, penstock_zone (zone));
}

static gboolean
is_weekday (PenstockDay day)
{
  return penstock_day_weekday (day) < 5;
}

guint
penstock_timetable_spread (guint least,
                           guint n,
                           guint max_per_hour)
{
  guint64 seconds;

  if (max_per_hour == 0)
    return least;

  seconds = (guint64)n * HOUR * SHARE_OF_BUDGET / max_per_hour;
  return (guint)MIN (MAX (seconds, least), WEEK);
}

/* -- Taiwan's monthly revenue -- */

/* When the hours of hourly polling begin next. */
static gint64
next_filing_hours (PenstockDay today,
                   gint64      now)
{
  for (PenstockDay d = today;; d++)
    {
      int year, month, date;

      penstock_day_to_ymd (d, &year, &month, &date);
      if (date <= REVENUE_LAST_DAY && moment (REVENUE_ZONE, d, REVENUE_OPENS * 60) > now)
        return moment (REVENUE_ZONE, d, REVENUE_OPENS * 60);
    }
}

static gboolean
is_filing_hour (gint64 now)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (now);
  g_autoptr(GDateTime) time = g_date_time_to_timezone (utc, penstock_zone (REVENUE_ZONE));

  return g_date_time_get_day_of_month (time) <= REVENUE_LAST_DAY &&
         g_date_time_get_hour (time) >= REVENUE_OPENS && g_date_time_get_hour (time) < REVENUE_CLOSES;
}

gint64
penstock_timetable_revenue (const PenstockPast *past,
                            guint               interval,
                            gint64              now)
{
  const gint64 often = past->last_try + MAX (interval, HOUR);
  gint64 next;

  if (past->last_try == 0)
    next = 0;
  else if (past->failing || is_filing_hour (now))
    next = often;
  else
    next = MIN (past->last_try + MAX (interval, DAY), MAX (next_filing_hours (day_in (REVENUE_ZONE, now), now), often));

  return MAX (next, past->next_try);
}

gint64
penstock_timetable_month (PenstockPeriod      month,
                          gboolean            complete,
                          const PenstockPast *past,
                          gint64              now)
{
  const gint64 all_filed = penstock_day_to_unix_utc (penstock_period_due (month, 12) + LATE_FILING_DAYS);
  gint64 next;

  /* Nothing is filed before the month is over; what is not in the table after the last filings will not come. */
  if (complete || now < penstock_day_to_unix_utc (penstock_period_end (month, 12)))
    return PENSTOCK_TIMETABLE_NEVER;
  if (past->last_success >= all_filed)
    return PENSTOCK_TIMETABLE_NEVER;

  if (past->last_try == 0)
    next = 0;
  else if (past->failing)
    next = past->last_try + RETRY;
  else
    next = past->last_try + MONTH_INTERVAL;

  return MAX (next, past->next_try);
}

/* -- filings -- */

/* The hours now, or else those that come next. */
static void
find_hours (const PenstockOffice *office,
            gint64                now,
            gint64               *opens,
            gint64               *closes)
{
  for (PenstockDay d = day_in (office->zone, now);; d++)
    if (is_weekday (d) && moment (office->zone, d, office->closes) > now)
      {
        *opens = moment (office->zone, d, office->opens);
        *closes = moment (office->zone, d, office->closes);
        return;
      }
}

/* When the hours before now ended. */
static gint64
last_closing (const PenstockOffice *office,
              gint64                now)
{
  for (PenstockDay d = day_in (office->zone, now);; d--)
    if (is_weekday (d) && moment (office->zone, d, office->closes) <= now)
      return moment (office->zone, d, office->closes);
}

gint64
penstock_timetable_filings (const PenstockOffice *office,
                            const PenstockPast   *past,
                            guint                 interval,
                            gint64                now)
{
  const gint64 again = past->last_try + (past->failing ? CLAMP (interval, RETRY_SOON, RETRY) : interval);
  gint64 opens, closes, next;

  find_hours (office, now, &opens, &closes);
  if (past->last_try == 0)
    next = 0;
  else if (now >= opens)
    next = again < closes ? MAX (again, opens) : closes;
  else if (past->failing || past->last_try < last_closing (office, now))
    next = again;
  else
    next = office->daily ? MIN (past->last_try + DAY, opens) : opens;

  return MAX (next, past->next_try);
}

gint64
penstock_timetable_quarter (const PenstockPast *past,
                            guint               interval,
                            gint64              now)
{
  gint64 next;

  if (past->last_try == 0 || past->filed_at > past->last_try)
    next = 0;
  else
    next = past->last_try + (past->failing ? RETRY : MAX (interval, DAY));

  return MAX (next, past->next_try);
}

gint64
penstock_timetable_news (const PenstockPast *past,
                         guint               interval,
                         gint64              now)
{
  return MAX (past->last_try == 0 ? 0 : past->last_try + interval, past->next_try);
}

gint64
penstock_timetable_register (const PenstockPast *past,
                             gint64              now)
{
  return MAX (past->last_try == 0 ? 0 : past->last_try + (past->failing ? RETRY : WEEK), past->next_try);
}

/* -- reference rates -- */

/* Easter Sunday of a year (the Gregorian calendar's rule, as Butcher wrote it down). */
static PenstockDay
easter (int year)
{
  const int a = year % 19, b = year / 100, c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;

  return penstock_day_from_ymd (year, n / 31, n % 31 + 1);
}

static gboolean
is_target_day (PenstockDay day)
{
  int year, month, date;
  PenstockDay sunday;

  if (!is_weekday (day))
    return FALSE;

  penstock_day_to_ymd (day, &year, &month, &date);
  sunday = easter (year);

  return day != sunday - 2 && day != sunday + 1 && !(month == 1 && date == 1) && !(month == 5 && date == 1) &&
         !(month == 12 && (date == 25 || date == 26));
}

static gboolean
publishes (const PenstockRatesOffice *office,
           PenstockDay                day)
{
  return office->target ? is_target_day (day) : is_weekday (day);
}

gint64
penstock_timetable_rates (const PenstockRatesOffice *office,
                          const PenstockPast        *past,
                          gint64                     now)
{
  PenstockDay last = day_in (office->zone, now), coming = last;
  gint64 published, next;

  while (!publishes (office, last) || moment (office->zone, last, office->minutes) > now)
    last--;
  while (!publishes (office, coming) || moment (office->zone, coming, office->minutes) <= now)
    coming++;
  published = moment (office->zone, last, office->minutes);
  next = moment (office->zone, coming, office->minutes);

  if (past->last_success == 0)
    next = past->last_try == 0 ? 0 : past->last_try + RETRY_SOON;
  else if (past->last_bar == PENSTOCK_DAY_NONE ? past->last_success < published : past->last_bar < last)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (after_rates); i++)
        if (past->last_try < published + after_rates[i])
          {
            next = MIN (published + after_rates[i], next);
            break;
          }
    }

  return MAX (next, past->next_try);
}
