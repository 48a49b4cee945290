/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-http.h"

G_BEGIN_DECLS

/* What a host lets us ask, as arithmetic: no clock, no timer, no socket. Wall-clock times are UTC seconds; spacing runs on monotonic
 * microseconds, so that setting the clock neither stops nor floods anybody. */
typedef struct
{
  PenstockHostState state;
  gint64            last_us;  /* monotonic, of the last request; G_MININT64 = none yet */
  gint64            rest_us;  /* monotonic, when the refusal ends whatever the wall clock was set to meanwhile */
} PenstockBudget;

void     penstock_budget_init           (PenstockBudget *self, const char *host_key);
/* What is remembered over a restart. @now and @now_us are the same moment. A time in the future beyond reason (the clock was wrong then) is cut.
 * @policy may be NULL: then nothing is known of spacing. */
void     penstock_budget_restore        (PenstockBudget *self, const PenstockHostState *state, const PenstockPolicy *policy,
                                         gint64 now, gint64 now_us);

/* Until when the host must be left alone (UTC seconds): because it said so, because an hour's requests are spent, or a UTC day's; 0 = not now. */
gint64   penstock_budget_refused_until  (const PenstockBudget *self, gint64 now, gint64 now_us);
gint64   penstock_budget_hour_spent_until (const PenstockBudget *self, const PenstockPolicy *policy, gint64 now);
gint64   penstock_budget_day_spent_until (const PenstockBudget *self, const PenstockPolicy *policy, gint64 now);
/* Microseconds to the next request; 0 = now. */
gint64   penstock_budget_wait           (const PenstockBudget *self, const PenstockPolicy *policy, gint64 now_us);

void     penstock_budget_asked          (PenstockBudget *self, gint64 now, gint64 now_us);
/* A good answer ends a back-off. TRUE if that changed anything. */
gboolean penstock_budget_answered       (PenstockBudget *self);
/* @retry_after: seconds the host asks for, 0 if it does not say. @jitter: 0 ≤ jitter < 1, so that a thousand desks do not come back at once; never
 * sooner than the host asked. */
void     penstock_budget_refused        (PenstockBudget *self, const PenstockPolicy *policy, gint64 now, gint64 now_us, gint64 retry_after,
                                         double jitter);

/* Retry-After: seconds, or an HTTP date, as seconds from now; 0 if NULL, in the past or neither. A date is measured by the host's own clock
 * (@date, its Date header) where it shows one, as ours may be wrong; else by @now. */
gint64   penstock_budget_retry_after    (const char *header, const char *date, gint64 now);
/* Seconds to leave a question alone that was answered with nothing of use @failures times in a row. */
gint64   penstock_budget_pause          (const PenstockPolicy *policy, guint failures, double jitter);

G_END_DECLS
