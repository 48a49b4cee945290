/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-http.h"

G_BEGIN_DECLS

/* Private to engine/. How fast one host is asked by the timetable, so that its budget is never spent: who asks for something himself must still get it.
 * What penstock-http counts begins anew each hour; this looks back over every hour. Arithmetic: no clock, no timer. Times are UTC seconds. */
typedef struct
{
  GArray     *asked;       /* gint64, ascending: the requests of the last hour */
} PenstockPace;

void   penstock_pace_init  (PenstockPace *self);
void   penstock_pace_clear (PenstockPace *self);
/* What is remembered over a restart, where nothing was asked yet: as if all of it had been asked just before. */
void   penstock_pace_seed  (PenstockPace *self, const PenstockHostState *state, gint64 now);
void   penstock_pace_asked (PenstockPace *self, gint64 now);
/* From when on the next request may go; at or before @now: at once. @urgent (something stale): as fast as the host allows until
 * nine in ten of the hour's requests are spent; else what is left is spread over the time. @requests_day of @policy's max_per_day are used. */
gint64 penstock_pace_next  (const PenstockPace *self, const PenstockPolicy *policy, guint requests_day, gboolean urgent, gint64 now);

G_END_DECLS
