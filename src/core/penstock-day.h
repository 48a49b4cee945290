/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A calendar day without a time zone: days since 1970-01-01 in the proleptic Gregorian calendar.
 * Trading days are days of the listing's own exchange. */
typedef gint32 PenstockDay;
#define PENSTOCK_DAY_NONE G_MININT32

PenstockDay penstock_day_from_ymd    (int year, int month, int day); /* PENSTOCK_DAY_NONE if there is no such day */
void        penstock_day_to_ymd      (PenstockDay self, int *year, int *month, int *day);
/* Exactly YYYY-MM-DD, else PENSTOCK_DAY_NONE. */
PenstockDay penstock_day_parse       (const char *text);
/* "2026-08-19"; the buffer holds at least 11 bytes and is returned. */
char       *penstock_day_format      (PenstockDay self, char buffer[static 16]);
/* The date on the clocks of @zone at that moment, with the offset of *that* date. @unix_seconds is UTC. */
PenstockDay penstock_day_from_unix   (gint64 unix_seconds, GTimeZone *zone);
PenstockDay penstock_day_from_unix_utc (gint64 unix_seconds);
/* 00:00:00 UTC of the day. */
gint64      penstock_day_to_unix_utc (PenstockDay self);
/* 0 = Monday … 6 = Sunday. */
int         penstock_day_weekday     (PenstockDay self);
int         penstock_day_year        (PenstockDay self);
/* Cached per identifier, never freed: "Asia/Taipei" → GTimeZone; unknown → NULL. Borrowed, any thread. */
GTimeZone  *penstock_zone            (const char *identifier);

G_END_DECLS
