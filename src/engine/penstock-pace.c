/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-pace.h"

#define HOUR 3600
#define DAY  (24 * HOUR)

#define QUEUED  30 /* seconds a request may wait at the host after it was counted here */
#define RESERVE 10 /* one in so many requests is left to whoever asks himself */

void
penstock_pace_init (PenstockPace *self)
{
  self->asked = g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
penstock_pace_clear (PenstockPace *self)
{
  g_clear_pointer (&self->asked, g_array_unref);
}

static gint64
nth (const PenstockPace *self,
     guint               i)
{
  return g_array_index (self->asked, gint64, i);
}

/* Forgets what is more than an hour ago, or in the future: the clock was set back. */
static void
forget (PenstockPace *self,
        gint64        now)
{
  guint old = 0;

  while (self->asked->len > 0 && nth (self, self->asked->len - 1) > now)
    g_array_set_size (self->asked, self->asked->len - 1);
  while (old < self->asked->len && nth (self, old) <= now - HOUR - QUEUED)
    old++;
  if (old > 0)
    g_array_remove_range (self->asked, 0, old);
}

void
penstock_pace_asked (PenstockPace *self,
                     gint64        now)
{
  forget (self, now);
  g_array_append_val (self->asked, now);
}

void
penstock_pace_seed (PenstockPace            *self,
                    const PenstockHostState *state,
                    gint64                   now)
{
  const gint64 then = MIN (state->last_request, now);

  if (self->asked->len > 0 || state->last_request <= now - HOUR)
    return;

  for (guint i = 0; i < MIN (state->requests_hour, G_MAXUINT16); i++)
    g_array_append_val (self->asked, then);
}

/* The first of those within the hour before @now. */
static guint
first_counted (const PenstockPace *self,
               gint64              now)
{
  guint first = 0;

  while (first < self->asked->len && nth (self, first) <= now - HOUR - QUEUED)
    first++;

  return first;
}

/* Where a day's requests are limited: what is left, over what is left of the UTC day; twice as fast, as no market is open all day. */
static gint64
spread_over_day (const PenstockPolicy *policy,
                 guint                 requests_day,
                 gint64                last,
                 gint64                now)
{
  const gint64 midnight = (now / DAY + 1) * DAY;

  if (policy->max_per_day == 0)
    return 0;
  if (requests_day >= policy->max_per_day)
    return midnight;

  return last + (midnight - now) / (2 * (gint64)(policy->max_per_day - requests_day));
}

gint64
penstock_pace_next (const PenstockPace   *self,
                    const PenstockPolicy *policy,
                    guint                 requests_day,
                    gboolean              urgent,
                    gint64                now)
{
  const guint first = first_counted (self, now);
  const guint used = self->asked->len - first;
  const gint64 last = used > 0 ? nth (self, self->asked->len - 1) : now - HOUR;
  gint64 next = 0;

  if (policy->max_per_hour > 0)
    {
      const guint most = MAX (policy->max_per_hour - policy->max_per_hour / RESERVE, 1);

      if (used >= most)
        return nth (self, self->asked->len - most) + HOUR + QUEUED + 1;
      if (!urgent)
        next = last + MAX (HOUR / policy->max_per_hour, HOUR / (4 * (most - used)));
    }
  if (policy->max_per_day > 0 && requests_day >= policy->max_per_day)
    return spread_over_day (policy, requests_day, last, now);
  if (!urgent)
    next = MAX (next, spread_over_day (policy, requests_day, last, now));

  return next;
}
