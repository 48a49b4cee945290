/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-day.h"

G_BEGIN_DECLS

typedef enum
{
  PENSTOCK_SESSION_CLOSED,
  PENSTOCK_SESSION_PRE,
  PENSTOCK_SESSION_REGULAR,
  PENSTOCK_SESSION_POST,
} PenstockSession;

/* The last price a source gave for a listing: a plain value, copied. Unknown numbers are NAN, unknown times 0. */
typedef struct
{
  double          price;           /* last regular-session price, major unit */
  double          previous_close;  /* last completed daily close before the session of @price */
  double          open, high, low;
  double          volume;          /* shares */
  double          extended_price;  /* pre- or post-market price; NAN outside */
  gint64          market_time;     /* UTC seconds of @price */
  gint64          fetched_at;      /* UTC seconds */
  PenstockDay     day;             /* exchange date of @price */
  PenstockSession session;         /* of market_time */
  guint           delay_minutes;   /* stated by the source; 0 = none stated */
  gboolean        simulated;
  char            currency[8];
  char            source[24];      /* provider id */
} PenstockQuote;

void penstock_quote_clear (PenstockQuote *self); /* everything unknown */

G_END_DECLS
