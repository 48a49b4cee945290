/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-day.h"

G_BEGIN_DECLS

/* Days on which an exchange does not trade although it is a weekday, and days on which it closes early: data/holidays.json ("penstock-holidays/1"),
 * by market identifier code. Immutable, atomically reference-counted, any thread. */

typedef struct { PenstockDay day; guint16 close; } PenstockHalfDay; /* minutes after local midnight */

typedef struct
{
  char            *mic;
  char            *source;      /* where the days are from, in words */
  PenstockDay      known_until; /* complete up to and including this day; a later one that is listed holds all the same */
  guint            n_closed, n_half_days;
  PenstockDay     *closed;      /* ascending, weekdays only */
  PenstockHalfDay *half_days;   /* ascending, weekdays only, none of them closed */
} PenstockCalendar;

gboolean penstock_calendar_is_closed  (const PenstockCalendar *self, PenstockDay day);
/* When it closes on a half day; 0 = it is none. */
guint16  penstock_calendar_half_day   (const PenstockCalendar *self, PenstockDay day);

typedef struct PenstockHolidays PenstockHolidays;

/* Parses and validates. @faults (optional out, owned PenstockFault of penstock-chain.h) gets every fault in file order; with any fault the result is NULL
 * and @error carries the first. */
PenstockHolidays       *penstock_holidays_new_from_bytes (GBytes *bytes, GPtrArray **faults, GError **error);
PenstockHolidays       *penstock_holidays_ref            (PenstockHolidays *self);
void                    penstock_holidays_unref          (PenstockHolidays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockHolidays, penstock_holidays_unref)
/* NULL if the file has nothing of that exchange. Borrowed. */
const PenstockCalendar *penstock_holidays_find           (const PenstockHolidays *self, const char *mic);

/* Of the file that ships with Penstock, read once and kept. NULL if there is no such file, it has a fault, or it does not know the exchange: then every
 * weekday counts as a day of trading. Borrowed for good. */
const PenstockCalendar *penstock_holidays_shipped        (const char *mic);

G_END_DECLS
