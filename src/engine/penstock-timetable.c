/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-timetable.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* After the close a bar may still be provisional or missing for hours; a holiday has none at all. So: these, then not before the next session. */
static const int after_close[] = { 20 * MINUTE, 80 * MINUTE, 320 * MINUTE };

#define RETRY_OPEN     (5 * MINUTE)
#define RETRY_CLOSED   HOUR
#define UNKNOWN_HOURS  HOUR

#define REVENUE_ZONE     "Asia/Taipei"
#define REVENUE_LAST_DAY 15
#define REVENUE_OPENS    8
#define REVENUE_CLOSES   22
#define REVENUE_INTERVAL HOUR

#define MONTH_INTERVAL   (6 * HOUR)
#define LATE_FILING_DAYS 5

static gint64
moment (const char  *zone,
        PenstockDay  day,
        int          minutes)
{
  g_autoptr(GDateTime) time = NULL;
  int year, month, date;

  penstock_day_to_ymd (day, &year, &month, &date);
  time = g_date_time_new (penstock_zone (zone), year, month, date, minutes / 60 % 24, minutes % 60, 0);

  return time != NULL ? g_date_time_to_unix (time) + (gint64)(minutes / (24 * 60)) * DAY : penstock_day_to_unix_utc (day);
}

static PenstockDay
day_at (const PenstockExchange *exchange,
        gint64                  now)
{
  return penstock_day_from_unix (now, penstock_zone (exchange->zone));
}

static gboolean
is_weekday (PenstockDay day)
{
  return penstock_day_weekday (day) < 5;
}

gint64
penstock_timetable_close (const PenstockExchange *exchange,
                          PenstockDay             day)
{
  const PenstockHours *last = exchange->regular[1].close != 0 ? &exchange->regular[1] : &exchange->regular[0];

  return moment (exchange->zone, day, last->close);
}

gint64
penstock_timetable_last_close (const PenstockExchange *exchange,
                               gint64                  now,
                               PenstockDay            *day)
{
  for (PenstockDay d = day_at (exchange, now);; d--)
    {
      gint64 close;

      if (!is_weekday (d))
        continue;

      close = penstock_timetable_close (exchange, d);
      if (close > now)
        continue;
      *day = d;
      return close;
    }
}

/* When the next session of any kind begins: pre-market, regular, after lunch, post-market. */
static gint64
next_opening (const PenstockExchange *exchange,
              gint64                  now)
{
  const PenstockHours *windows[] = { &exchange->pre, &exchange->regular[0], &exchange->regular[1], &exchange->post };

  for (PenstockDay d = day_at (exchange, now);; d++)
    {
      if (!is_weekday (d))
        continue;

      for (gsize w = 0; w < G_N_ELEMENTS (windows); w++)
        {
          gint64 opens;

          if (windows[w]->close == 0)
            continue;
          opens = moment (exchange->zone, d, windows[w]->open);
          if (opens > now)
            return opens;
        }
    }
}

static gint64
when_closed (const PenstockExchange *exchange,
             const PenstockPast     *past,
             gint64                  now)
{
  const gint64 opens = next_opening (exchange, now);
  PenstockDay day;
  const gint64 close = penstock_timetable_last_close (exchange, now, &day);

  if (past->failing)
    return MIN (past->last_try + RETRY_CLOSED, opens);
  if (past->last_bar != PENSTOCK_DAY_NONE && past->last_bar >= day)
    return opens;

  for (gsize i = 0; i < G_N_ELEMENTS (after_close); i++)
    if (past->last_try < close + after_close[i])
      return MIN (close + after_close[i], opens);

  return opens;
}

gint64
penstock_timetable_listing (const PenstockExchange *exchange,
                            const PenstockPast     *past,
                            guint                   interval,
                            gint64                  now)
{
  gint64 next;

  if (past->last_try == 0)
    next = 0;
  else if (exchange == NULL || (past->last_bar == PENSTOCK_DAY_NONE && past->last_success != 0 && !past->failing))
    next = past->last_try + UNKNOWN_HOURS;
  else if (penstock_exchange_session (exchange, now) == PENSTOCK_SESSION_CLOSED)
    next = when_closed (exchange, past, now);
  else
    next = past->last_try + (past->failing ? MAX (RETRY_OPEN, interval) : interval);

  return MAX (next, past->next_try);
}

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
                            gint64              now)
{
  gint64 next;

  if (past->last_try == 0)
    next = 0;
  else if (past->failing || is_filing_hour (now))
    next = past->last_try + REVENUE_INTERVAL;
  else
    {
      const PenstockDay today = penstock_day_from_unix (now, penstock_zone (REVENUE_ZONE));
      const gint64 hours = MAX (next_filing_hours (today, now), past->last_try + REVENUE_INTERVAL);

      next = MIN (past->last_try + DAY, hours);
    }

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
    next = past->last_try + RETRY_CLOSED;
  else
    next = past->last_try + MONTH_INTERVAL;

  return MAX (next, past->next_try);
}
