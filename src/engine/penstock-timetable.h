/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chain.h"
#include "penstock-revenue.h"

G_BEGIN_DECLS

/* Private to engine/. When a question is to be asked (next): pure functions of what is known and of the clock, all in UTC seconds. What a host
 * allows is not known here: penstock-http waits for its budget. A moment at or before now means: due. */
#define PENSTOCK_TIMETABLE_NEVER G_MAXINT64

typedef struct
{
  gint64      last_try;      /* 0 = never */
  gint64      last_success;  /* 0 = never */
  gboolean    failing;       /* the last try brought no answer we may use */
  gint64      next_try;      /* the source asked us to wait until then; 0 = it did not */
  PenstockDay last_bar;      /* newest stored day; PENSTOCK_DAY_NONE */
} PenstockPast;

/* Bars and quote of one listing: every @interval seconds while a session is open; after the regular close until that day's bar is
 * stored, a few times; else not before the next session. Hours unknown (@exchange NULL), or asked and nothing to be had: once an hour. */
gint64 penstock_timetable_listing (const PenstockExchange *exchange, const PenstockPast *past, guint interval, gint64 now);

/* The tables of monthly revenue: hourly from the 1st to the 15th, 08:00–22:00 in Taipei, else once a day. */
gint64 penstock_timetable_revenue (const PenstockPast *past, gint64 now);

/* One month's table of the archive, @complete if every filer of the chain is stored for that month. */
gint64 penstock_timetable_month   (PenstockPeriod month, gboolean complete, const PenstockPast *past, gint64 now);

/* Regular close of the latest session that has ended at @now (a weekday; holidays are not known), and its day. */
gint64 penstock_timetable_last_close (const PenstockExchange *exchange, gint64 now, PenstockDay *day);
/* Regular close on the exchange's @day. */
gint64 penstock_timetable_close      (const PenstockExchange *exchange, PenstockDay day);

G_END_DECLS
