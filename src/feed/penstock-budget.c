/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-budget.h"

#include <libsoup/soup.h>

#define HOUR            3600
#define LONGEST_REFUSAL (24 * HOUR) /* whatever a host says: tomorrow we may ask again */
#define MOST_JITTER     0.25        /* of the wait */

void
penstock_budget_init (PenstockBudget *self,
                      const char     *host_key)
{
  *self = (PenstockBudget) { .state.day = PENSTOCK_DAY_NONE };
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

  age = (now - state->last_request) * G_USEC_PER_SEC;
  self->last_us = 0;
  if (policy != NULL && state->last_request > 0 && age >= 0 && age < (gint64)policy->min_interval_ms * 1000)
    self->last_us = MAX (now_us - age, 1);
}

gint64
penstock_budget_refused_until (const PenstockBudget *self,
                               gint64                now)
{
  return self->state.refused_until > now ? MIN (self->state.refused_until, now + LONGEST_REFUSAL) : 0;
}

/* A clock set back begins a new hour rather than a longer one. */
static gboolean
is_new_hour (const PenstockBudget *self,
             gint64                now)
{
  return now >= self->state.hour_start + HOUR || now < self->state.hour_start;
}

gint64
penstock_budget_spent_until (const PenstockBudget *self,
                             const PenstockPolicy *policy,
                             gint64                now)
{
  if (policy->max_per_hour == 0 || is_new_hour (self, now) || self->state.requests_hour < policy->max_per_hour)
    return 0;

  return self->state.hour_start + HOUR;
}

gint64
penstock_budget_wait (const PenstockBudget *self,
                      const PenstockPolicy *policy,
                      gint64                now_us)
{
  gint64 next_us = self->last_us + (gint64)policy->min_interval_ms * 1000;

  return self->last_us == 0 || next_us <= now_us ? 0 : next_us - now_us;
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

void
penstock_budget_refused (PenstockBudget       *self,
                         const PenstockPolicy *policy,
                         gint64                now,
                         gint64                retry_after,
                         double                jitter)
{
  const double most = (double)policy->backoff_most_s;
  double wait = (double)policy->backoff_first_s;

  for (guint i = 0; i < self->state.refusals && wait < most; i++)
    wait *= 2.0;
  wait = MIN (wait * (1.0 + MOST_JITTER * jitter), most);

  if (retry_after > 0)
    wait = (double)MIN (retry_after, LONGEST_REFUSAL);

  /* Requests that were under way together are refused together: once, and the longest wait holds. */
  if (self->state.refused_until <= now)
    self->state.refusals++;
  else if (retry_after == 0)
    return;
  self->state.refused_until = MAX (self->state.refused_until, now + MAX ((gint64)wait, 1));
}

gint64
penstock_budget_retry_after (const char *header,
                             gint64      now)
{
  g_autoptr(GDateTime) date = NULL;
  guint64 seconds;

  if (header == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (header, 10, 0, G_MAXINT, &seconds, NULL))
    return (gint64)seconds;

  date = soup_date_time_new_from_http_string (header);
  return date != NULL ? MAX (g_date_time_to_unix (date) - now, 0) : 0;
}
