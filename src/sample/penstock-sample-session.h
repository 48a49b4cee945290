/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-sample-prices.h"

G_BEGIN_DECLS

/* The sample market at a moment: the price moves every two seconds while a session is open, from the day's open to its close on a walk that stays
 * within the day's high and low; after the close it stands still. Pure functions of company and moment. */

typedef struct
{
  const PenstockSampleDay *days;         /* completed sessions, oldest first */
  gsize                    n;            /* at least 1 */
  gboolean                 trading;      /* a session is in progress: @live is what it has shown so far */
  PenstockSampleDay        live;
  double                   price;        /* last regular price */
  gint64                   market_time;  /* UTC seconds of @price */
  double                   extended;     /* pre- or post-market price; NAN outside */
  PenstockDay              session_day;  /* the session in progress, or the last one begun */
  PenstockSession          session;
} PenstockSampleMoment;

/* FALSE if no session has been completed at that moment. */
gboolean penstock_sample_look     (PenstockSamplePrices *prices, guint company, gint64 now, PenstockSampleMoment *moment);

/* A stretch of a session; times are UTC seconds of its start. An unknown price is NAN (the lunch break). */
typedef struct { gint64 time; double open, high, low, close, volume; } PenstockSampleBar;

/* Bars of five minutes of the session in progress, or else the last one: PenstockSampleBar, ending with an off-grid one without volume at the time of
 * the last trade. With @extended also pre- and post-market; before the open those of the session to come and nothing else. */
GArray  *penstock_sample_intraday (PenstockSamplePrices *prices, guint company, gint64 now, const PenstockSampleMoment *moment, gboolean extended);

/* UTC seconds of a minute of an exchange's day, with the offset of that date; and the minute its last session ends. */
gint64   penstock_sample_time         (const PenstockExchange *exchange, PenstockDay day, guint minute);
guint    penstock_sample_close_minute (const PenstockExchange *exchange);

G_END_DECLS
