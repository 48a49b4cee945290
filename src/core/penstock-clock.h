/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-day.h"

G_BEGIN_DECLS

/* What time it is for Penstock, and what happens when. The sample market and the tests run on a clock of their own. Any thread; timeouts only in
 * the main thread. */
#define PENSTOCK_TYPE_CLOCK (penstock_clock_get_type ())
G_DECLARE_FINAL_TYPE (PenstockClock, penstock_clock, PENSTOCK, CLOCK, GObject)

PenstockClock *penstock_clock_new        (void);                       /* the system's clock */
PenstockClock *penstock_clock_new_at     (gint64 unix_microseconds);   /* starts there now and runs */
PenstockClock *penstock_clock_new_fixed  (gint64 unix_microseconds);   /* stands still */
void           penstock_clock_advance    (PenstockClock *self, gint64 microseconds);
gint64         penstock_clock_now_us     (PenstockClock *self);        /* UTC */
gint64         penstock_clock_now        (PenstockClock *self);        /* UTC seconds */
PenstockDay    penstock_clock_today      (PenstockClock *self);        /* UTC date */
/* Never set back: for spacing and durations. Of a clock that stands still, what it was advanced by. */
gint64         penstock_clock_monotonic_us (PenstockClock *self);

/* Calls @func once, @delay microseconds from now by this clock: from the main loop, or, where the clock stands still, from within the
 * penstock_clock_advance() that reaches the moment, in order of time and then of adding; the clock then shows that moment. Main thread.
 * Returns an id, never 0. */
typedef void (*PenstockClockFunc) (gpointer user_data);
guint          penstock_clock_add_timeout    (PenstockClock *self, gint64 delay, PenstockClockFunc func, gpointer user_data);
void           penstock_clock_remove_timeout (PenstockClock *self, guint id);
/* When the next timeout of a clock that stands still is due (UTC microseconds); G_MAXINT64 = none. */
gint64         penstock_clock_next_timeout   (PenstockClock *self);

G_END_DECLS
