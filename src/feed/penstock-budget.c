/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-budget.h"

#include <libsoup/soup.h>

#define HOUR            3600
#define DAY             (24 * HOUR)
#define LONGEST_REFUSAL DAY  /* whatever a host says: tomorrow we may ask again */
#define MOST_JITTER     0.25 /* of the wait */
#define MOST_JITTER_S   300  /* on top of what the host asked for */
#define FIRST_PAUSE     60   /* seconds */

void
penstock_budget_init (PenstockBudget *self,
                      const char     *host_key)
{
  *self = (PenstockBudget) { .state.day = PENSTOCK_DAY_NONE, .last_us = G_MININT64 };
  g_strlcpy (self->state.host_key, host_key, sizeof self->state.host_key);
}

void
penstock_budget_restore (PenstockBudget          *self,
                         const PenstockHostState *state,
                         const PenstockPolicy    *policy,
                         gint64                   now,
                         gint64                   now_us)
{
  gint64 age;

  self->state = *state;
  self->state.host_key[sizeof self->state.host_key - 1] = '\0';
  self->state.refused_until = MIN (state->refused_until, now + LONGEST_REFUSAL);
  self->rest_us = now_us + MAX (self->state.refused_until - now, 0) * G_USEC_PER_SEC;

  age = now - state->last_request;
  self->last_us = G_MININT64;
  if (policy != NULL && state->last_request > 0 && age >= 0 && age * 1000 < policy->min_interval_ms)
    self->last_us = now_us - age * G_USEC_PER_SEC;
}

/* It ends by whichever clock comes first: one that was set back must not shut a host out for a year, and a machine that slept has waited. */
gint64
penstock_budget_refused_until (const PenstockBudget *self,
                               gint64                now,
                               gint64                now_us)
{
  gint64 rest_us = self->rest_us - now_us;

  if (self->state.refused_until <= now || rest_us <= 0)
    return 0;

  return MIN (self->state.refused_until, now + (rest_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/* A clock set back begins a new hour rather than a longer one. */
static gboolean
is_new_hour (const PenstockBudget *self,
             gint64                now)
{
  return now >= self->state.hour_start + HOUR || now < self->state.hour_start;
}

gint64
penstock_budget_hour_spent_until (const PenstockBudget *self,
                                  const PenstockPolicy *policy,
                                  gint64                now)
{
  if (policy->max_per_hour == 0 || is_new_hour (self, now) || self->state.requests_hour < policy->max_per_hour)
    return 0;

  return self->state.hour_start + HOUR;
}

gint64
penstock_budget_day_spent_until (const PenstockBudget *self,
                                 const PenstockPolicy *policy,
                                 gint64                now)
{
  const PenstockDay today = penstock_day_from_unix_utc (now);

  if (policy->max_per_day == 0 || self->state.day != today || self->state.requests_day < policy->max_per_day)
    return 0;

  return penstock_day_to_unix_utc (today) + DAY;
}

gint64
penstock_budget_wait (const PenstockBudget *self,
                      const PenstockPolicy *policy,
                      gint64                now_us)
{
  return self->last_us == G_MININT64 ? 0 : MAX (self->last_us + (gint64)policy->min_interval_ms * 1000 - now_us, 0);
}

void
penstock_budget_asked (PenstockBudget *self,
                       gint64          now,
                       gint64          now_us)
{
  PenstockHostState *state = &self->state;
  PenstockDay today = penstock_day_from_unix_utc (now);

  if (is_new_hour (self, now))
    {
      state->hour_start = now;
      state->requests_hour = 0;
    }
  if (state->day != today)
    {
      state->day = today;
      state->requests_day = 0;
    }

  state->requests_hour++;
  state->requests_day++;
  state->last_request = now;
  self->last_us = now_us;
}

gboolean
penstock_budget_answered (PenstockBudget *self)
{
  if (self->state.refusals == 0 && self->state.refused_until == 0)
    return FALSE;

  self->state.refusals = 0;
  self->state.refused_until = 0;
  return TRUE;
}

static double
jittered (gint64 seconds,
          double jitter)
{
  return (double)seconds + MIN ((double)seconds * MOST_JITTER, MOST_JITTER_S) * jitter;
}

/* @first, doubled @times, with jitter, never more than @most. */
static double
doubled (double first,
         guint  times,
         double most,
         double jitter)
{
  double wait = first;

  for (guint i = 0; i < times && wait < most; i++)
    wait *= 2.0;

  return MIN (wait * (1.0 + MOST_JITTER * jitter), most);
}

void
penstock_budget_refused (PenstockBudget       *self,
                         const PenstockPolicy *policy,
                         gint64                now,
                         gint64                now_us,
                         gint64                retry_after,
                         double                jitter)
{
  const gboolean waits = penstock_budget_refused_until (self, now, now_us) != 0;
  double wait = doubled ((double)policy->backoff_first_s, self->state.refusals, (double)policy->backoff_most_s, jitter);
  gint64 until;

  if (retry_after > 0)
    wait = MIN (jittered (retry_after, jitter), LONGEST_REFUSAL);
  until = now + MAX ((gint64)wait, 1);

  /* Requests that were under way together are refused together: once, and the longest wait holds. */
  if (!waits)
    self->state.refusals++;
  else if (retry_after == 0 || until <= self->state.refused_until)
    return;
  self->state.refused_until = until;
  self->rest_us = now_us + (until - now) * G_USEC_PER_SEC;
}

gint64
penstock_budget_retry_after (const char *header,
                             const char *date,
                             gint64      now)
{
  g_autoptr(GDateTime) then = NULL;
  g_autoptr(GDateTime) hosts_now = NULL;
  guint64 seconds;

  if (header == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (header, 10, 0, G_MAXINT, &seconds, NULL))
    return (gint64)seconds;

  then = soup_date_time_new_from_http_string (header);
  hosts_now = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;
  if (then == NULL)
    return 0;

  return MAX (g_date_time_to_unix (then) - (hosts_now != NULL ? g_date_time_to_unix (hosts_now) : now), 0);
}

gint64
penstock_budget_pause (const PenstockPolicy *policy,
                       guint                 failures,
                       double                jitter)
{
  return failures == 0 ? 0 : (gint64)doubled (FIRST_PAUSE, failures - 1, (double)MAX (policy->backoff_most_s, FIRST_PAUSE), jitter);
}
