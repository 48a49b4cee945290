/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-timetable.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* After the close a bar may still be provisional or missing for hours; a holiday nobody knew of has none at all. So: these, then not before the next
 * session. */
static const int after_close[] = { 20 * MINUTE, 80 * MINUTE, 320 * MINUTE };
/* A table of the day's quotes is made after the close, some days late. */
static const int after_day[] = { 30 * MINUTE, 60 * MINUTE, 90 * MINUTE, 150 * MINUTE, 270 * MINUTE, 510 * MINUTE };

#define RETRY_OPEN     (5 * MINUTE)
#define RETRY_CLOSED   HOUR
#define UNKNOWN_HOURS  HOUR
#define PROBE          (30 * MINUTE)

#define CLOSURE_AFTER  (45 * MINUTE)

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

static gint64
close_of (const PenstockExchange      *exchange,
          const PenstockExchangeHours *hours,
          PenstockDay                  day)
{
  return moment (exchange->zone, day, hours->regular[1].close != 0 ? hours->regular[1].close : hours->regular[0].close);
}

gint64
penstock_timetable_close (const PenstockExchange *exchange,
                          PenstockDay             day)
{
  PenstockExchangeHours hours;

  /* Of a day without a session it would be the usual one. */
  penstock_exchange_hours (exchange, day, &hours);
  return close_of (exchange, &hours, day);
}

gint64
penstock_timetable_last_close (const PenstockExchange *exchange,
                               gint64                  now,
                               PenstockDay            *day)
{
  for (PenstockDay d = day_at (exchange, now);; d--)
    {
      PenstockExchangeHours hours;
      gint64 close;

      if (!penstock_exchange_hours (exchange, d, &hours))
        continue;

      close = close_of (exchange, &hours, d);
      if (close > now)
        continue;
      *day = d;
      return close;
    }
}

gint64
penstock_timetable_next_opening (const PenstockExchange *exchange,
                                 gint64                  now)
{
  for (PenstockDay d = day_at (exchange, now);; d++)
    {
      PenstockExchangeHours hours;
      const PenstockHours *windows[] = { &hours.pre, &hours.regular[0], &hours.regular[1], &hours.post };

      if (!penstock_exchange_hours (exchange, d, &hours))
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
next_close (const PenstockExchange *exchange,
            gint64                  now)
{
  for (PenstockDay d = day_at (exchange, now);; d++)
    {
      PenstockExchangeHours hours;

      if (penstock_exchange_hours (exchange, d, &hours) && close_of (exchange, &hours, d) > now)
        return close_of (exchange, &hours, d);
    }
}

void
penstock_timetable_trading (const PenstockExchange *exchange,
                            gint64                  now,
                            gboolean                quiet,
                            PenstockTrading        *trading)
{
  const PenstockDay today = day_at (exchange, now);
  const gint64 before = quiet ? moment (exchange->zone, today, 0) : now;
  const gint64 after = quiet ? moment (exchange->zone, today + 1, 0) - 1 : now;

  trading->quiet = quiet;
  trading->session = quiet ? PENSTOCK_SESSION_CLOSED : penstock_exchange_session (exchange, now);
  trading->last_close = penstock_timetable_last_close (exchange, before, &trading->last_day);
  trading->next_opening = penstock_timetable_next_opening (exchange, after);
  trading->next_close = next_close (exchange, after);
}

/* The first of the moments after @from that is later than the last try; @otherwise when all are used up, or comes sooner. */
static gint64
next_of (const int          *after,
         gsize               n,
         gint64              from,
         const PenstockPast *past,
         gint64              otherwise)
{
  for (gsize i = 0; i < n; i++)
    if (past->last_try < from + after[i])
      return MIN (from + after[i], otherwise);

  return otherwise;
}

static gint64
when_closed (const PenstockTrading *trading,
             const PenstockPast    *past)
{
  if (past->failing)
    return MIN (past->last_try + RETRY_CLOSED, trading->next_opening);
  if (past->last_bar != PENSTOCK_DAY_NONE && past->last_bar >= trading->last_day)
    return trading->next_opening;

  return next_of (after_close, G_N_ELEMENTS (after_close), trading->last_close, past, trading->next_opening);
}

gint64
penstock_timetable_session (const PenstockTrading *trading,
                            const PenstockPast    *past,
                            guint                  interval,
                            gint64                 now)
{
  gint64 next;

  if (past->last_try == 0)
    next = 0;
  else if (trading == NULL || (past->last_bar == PENSTOCK_DAY_NONE && past->last_success != 0 && !past->failing))
    next = past->last_try + UNKNOWN_HOURS;
  else if (trading->session == PENSTOCK_SESSION_CLOSED)
    next = when_closed (trading, past);
  else
    next = past->last_try + (past->failing ? MAX (RETRY_OPEN, interval) : interval);

  return MAX (next, past->next_try);
}

gint64
penstock_timetable_listing (const PenstockExchange *exchange,
                            const PenstockPast     *past,
                            guint                   interval,
                            gint64                  now)
{
  PenstockTrading trading;

  if (exchange == NULL)
    return penstock_timetable_session (NULL, past, interval, now);

  penstock_timetable_trading (exchange, now, FALSE, &trading);
  return penstock_timetable_session (&trading, past, interval, now);
}

gint64
penstock_timetable_probe (const PenstockTrading *trading,
                          const PenstockPast    *past,
                          gint64                 now)
{
  return MAX (MIN (past->last_try + PROBE, trading->next_opening), past->next_try);
}

gint64
penstock_timetable_close_of_day (const PenstockTrading *trading,
                                 const PenstockPast    *past,
                                 gint64                 now)
{
  const gint64 tomorrow = trading != NULL ? trading->next_close + after_day[0] : 0;
  gint64 next;

  if (past->last_try == 0)
    next = 0;
  else if (trading == NULL)
    next = past->last_try + (past->failing ? RETRY_CLOSED : DAY);
  else if (past->last_bar != PENSTOCK_DAY_NONE && past->last_bar >= trading->last_day)
    next = tomorrow;
  else if (past->failing)
    next = MIN (past->last_try + RETRY_CLOSED, tomorrow);
  else
    next = next_of (after_day, G_N_ELEMENTS (after_day), trading->last_close, past, tomorrow);

  return MAX (next, past->next_try);
}

/* -- a holiday nobody told us of -- */

static gboolean
is_late_in_session (const PenstockExchange *exchange,
                    PenstockDay             today,
                    gint64                  now)
{
  PenstockExchangeHours hours;

  return penstock_exchange_hours (exchange, today, &hours) && now < close_of (exchange, &hours, today) &&
         now >= moment (exchange->zone, today, hours.regular[0].open) + CLOSURE_AFTER;
}

void
penstock_closure_answer (PenstockClosure        *self,
                         const PenstockExchange *exchange,
                         guint                   listing,
                         PenstockDay             newest,
                         gint64                  now)
{
  const PenstockDay today = day_at (exchange, now);

  if (self->day != today)
    *self = (PenstockClosure) { .day = today };
  if (newest != PENSTOCK_DAY_NONE && newest >= today)
    {
      self->trades = TRUE;
      return;
    }
  if (newest == PENSTOCK_DAY_NONE || self->n == PENSTOCK_CLOSURE_LISTINGS || !is_late_in_session (exchange, today, now))
    return;

  for (guint i = 0; i < self->n; i++)
    if (self->listing[i] == listing)
      return;
  self->listing[self->n++] = listing;
}

gboolean
penstock_closure_holds (const PenstockClosure  *self,
                        const PenstockExchange *exchange,
                        gint64                  now)
{
  return !self->trades && self->n == PENSTOCK_CLOSURE_LISTINGS && self->day == day_at (exchange, now);
}
