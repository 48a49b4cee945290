/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-day.h"

G_BEGIN_DECLS

/* What time it is for Penstock. The sample market and the tests run on a clock of their own. Any thread. */
#define PENSTOCK_TYPE_CLOCK (penstock_clock_get_type ())
G_DECLARE_FINAL_TYPE (PenstockClock, penstock_clock, PENSTOCK, CLOCK, GObject)

PenstockClock *penstock_clock_new        (void);                       /* the system's clock */
PenstockClock *penstock_clock_new_at     (gint64 unix_microseconds);   /* starts there now and runs */
PenstockClock *penstock_clock_new_fixed  (gint64 unix_microseconds);   /* stands still */
void           penstock_clock_advance    (PenstockClock *self, gint64 microseconds);
gint64         penstock_clock_now_us     (PenstockClock *self);        /* UTC */
gint64         penstock_clock_now        (PenstockClock *self);        /* UTC seconds */
PenstockDay    penstock_clock_today      (PenstockClock *self);        /* UTC date */

G_END_DECLS
