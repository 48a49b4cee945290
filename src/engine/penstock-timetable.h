/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chain.h"
#include "penstock-revenue.h"

G_BEGIN_DECLS

/* Private to engine/. When a question is to be asked (next): pure functions of what is known and of the clock, all in UTC seconds. What a host
 * allows is not known here: penstock-pace.h and penstock-http wait for its budget. A moment at or before now means: due. Whatever was never tried is due
 * at once. */
#define PENSTOCK_TIMETABLE_NEVER G_MAXINT64

typedef struct
{
  gint64      last_try;      /* 0 = never */
  gint64      last_success;  /* 0 = never */
  gboolean    failing;       /* the last try brought no answer we may use */
  gint64      next_try;      /* the source asked us to wait until then; 0 = it did not */
  PenstockDay last_bar;      /* newest day that is stored, or that a table gave; PENSTOCK_DAY_NONE */
  gint64      filed_at;      /* of a registrant: its newest filing of results that is known; 0 = none */
} PenstockPast;

/* One exchange at one moment: what every listing of it has in common. */
typedef struct
{
  PenstockSession session;
  PenstockDay     last_day;     /* of the latest regular session that has ended */
  gint64          last_close;   /* its end */
  gint64          next_opening; /* of any session: pre-market, regular, after lunch, post-market */
  gint64          next_close;   /* of the regular session that is open or comes next */
  gboolean        quiet;        /* found not to trade today, see PenstockClosure */
} PenstockTrading;

/* @quiet: the exchange is treated as closed for the rest of its day, which is no day of trading at all. */
void   penstock_timetable_trading (const PenstockExchange *exchange, gint64 now, gboolean quiet, PenstockTrading *trading);

/* SESSION. Bars and quote of one listing: every @interval seconds while a session is open; after the regular close until that day's bar is
 * stored, three times (20, 80 and 320 minutes after); else not before the next session. Hours unknown (@exchange NULL), or asked and nothing to be
 * had: once an hour. */
gint64 penstock_timetable_listing (const PenstockExchange *exchange, const PenstockPast *past, guint interval, gint64 now);
/* The same; @trading may be NULL. */
gint64 penstock_timetable_session (const PenstockTrading *trading, const PenstockPast *past, guint interval, gint64 now);
/* The one listing that finds out whether a quiet exchange trades after all: every half hour. */
gint64 penstock_timetable_probe   (const PenstockTrading *trading, const PenstockPast *past, gint64 now);

/* CLOSE. What is given once a day after the close: 30, 60, 90, 150, 270 and 510 minutes after it until @past's last_bar is that day. @trading NULL: once
 * a day. */
gint64 penstock_timetable_close_of_day (const PenstockTrading *trading, const PenstockPast *past, gint64 now);

/* REVENUE. Taiwan's monthly revenue: every @interval seconds (not less than an hour) from the 1st to the 15th, 08:00–22:00 in Taipei, else once a day. */
gint64 penstock_timetable_revenue (const PenstockPast *past, guint interval, gint64 now);

/* ARCHIVE. One month's table, @complete if every filer of the chain is stored for that month. */
gint64 penstock_timetable_month   (PenstockPeriod month, gboolean complete, const PenstockPast *past, gint64 now);

/* FILINGS. Where filings are taken, and when. */
typedef struct
{
  const char *zone;
  int         opens, closes;  /* minutes after midnight, on weekdays */
  gboolean    daily;          /* asked once a day outside the hours too */
} PenstockOffice;
extern const PenstockOffice penstock_office_sec;    /* 06:00–22:00 New York */
extern const PenstockOffice penstock_office_taiwan; /* 07:00–23:00 Taipei, and once a day else */
/* Every @interval seconds in its hours, and once after they end. */
gint64 penstock_timetable_filings (const PenstockOffice *office, const PenstockPast *past, guint interval, gint64 now);

/* QUARTER. Figures out of filings: every @interval seconds, a day or more; at once after a filing of results newer than the last try. */
gint64 penstock_timetable_quarter (const PenstockPast *past, guint interval, gint64 now);

/* NEWS. Every @interval seconds; what the feed itself wants comes by past->next_try. */
gint64 penstock_timetable_news    (const PenstockPast *past, guint interval, gint64 now);

/* RATES. Who publishes reference rates, and when. */
typedef struct
{
  const char *zone;
  int         minutes;        /* after midnight */
  gboolean    target;         /* not on TARGET holidays (New Year, Good Friday, Easter Monday, 1 May, 25 and 26 December) */
} PenstockRatesOffice;
extern const PenstockRatesOffice penstock_rates_ecb;            /* 16:05 in Frankfurt */
extern const PenstockRatesOffice penstock_rates_bank_of_canada; /* 16:45 in Ottawa */
/* Once they are published until the day is there: at once, then 30, 60, 120, 240 and 480 minutes after. */
gint64 penstock_timetable_rates   (const PenstockRatesOffice *office, const PenstockPast *past, gint64 now);

/* REGISTER. Once a week. */
gint64 penstock_timetable_register (const PenstockPast *past, gint64 now);

/* Seconds between two questions about one of @n subjects so that all of them take no more than a quarter of @max_per_hour; at least @least. */
guint  penstock_timetable_spread  (guint least, guint n, guint max_per_hour);

/* Regular close of the latest session that has ended at @now, and its day; by the exchange's calendar. */
gint64 penstock_timetable_last_close (const PenstockExchange *exchange, gint64 now, PenstockDay *day);
/* Regular close on the exchange's @day: the early one on a half day. */
gint64 penstock_timetable_close      (const PenstockExchange *exchange, PenstockDay day);
/* When the next session of any kind begins. */
gint64 penstock_timetable_next_opening (const PenstockExchange *exchange, gint64 now);

/* A holiday nobody told us of (a typhoon, a day of mourning): an exchange that should trade and whose listings all still have an earlier day. Zeroed:
 * nothing is known. */
#define PENSTOCK_CLOSURE_LISTINGS 3
typedef struct
{
  PenstockDay day;            /* of the exchange, that the rest is about */
  gboolean    trades;         /* somebody has a price of that day */
  guint       n;
  guint       listing[PENSTOCK_CLOSURE_LISTINGS]; /* asked 45 minutes or more after the opening, and without */
} PenstockClosure;
/* An answer about @listing (any number that is its own): its newest day is @newest. */
void     penstock_closure_answer (PenstockClosure *self, const PenstockExchange *exchange, guint listing, PenstockDay newest, gint64 now);
/* Is the exchange, at @now, to be treated as closed for the day? */
gboolean penstock_closure_holds  (const PenstockClosure *self, const PenstockExchange *exchange, gint64 now);

G_END_DECLS
