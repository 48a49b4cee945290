/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-bars.h"
#include "penstock-score.h"

G_BEGIN_DECLS

/* Private to engine/. What the stored bars of one listing looked like at the end of every past day, walked once (SCORING, "Verified series"): a walk
 * up to a day differs from the walk over all bars only in what could not be known yet, and that is told by days. */

/* The series is unverified on the days [from, until): a jump nobody has explained, or whose return is still to come. */
typedef struct { PenstockDay from, until; } PenstockDoubt;

/* A split entered counts from its day on, and moves the prices before it: from one such day to the next the verified bars of any day are the first
 * ones of @day and @price. */
typedef struct
{
  PenstockDay   from;      /* first day it tells about; up to the next epoch's */
  gsize         n;
  const gint32 *day;
  const double *price;
  gint32       *own_day;   /* NULL: all bars are good, @day is the bars' own */
  double       *own_price;
  GArray       *doubts;    /* PenstockDoubt, ascending */
} PenstockEpoch;

typedef struct
{
  PenstockBars *bars;      /* NULL = none */
  GArray       *actions;   /* PenstockScoreAction; NULL = none */
  const double *price;     /* of every stored bar */
  double       *own_price; /* where the bars mix adjusted closes and others */
  GArray       *epochs;    /* PenstockEpoch; at least one */
} PenstockPastBars;

void           penstock_past_bars_init       (PenstockPastBars *self, PenstockBars *bars, GArray *actions); /* references both */
void           penstock_past_bars_clear      (PenstockPastBars *self);
/* Every bar is good and nothing was said about any: on any day the verified bars are the first ones. */
gboolean       penstock_past_bars_is_steady  (const PenstockPastBars *self);
guint          penstock_past_bars_find_epoch (const PenstockPastBars *self, PenstockDay day);
const PenstockEpoch *penstock_past_bars_get_epoch (const PenstockPastBars *self, guint epoch);
/* The first day on which anything may differ from what @bars and @actions say; G_MAXINT32: none. */
PenstockDay    penstock_past_bars_difference (const PenstockPastBars *self, const PenstockBars *bars, const GArray *actions);
/* Adds (to @seen, by day less @first) the days that are a trading day as known at their end. @n: room. */
void           penstock_past_bars_mark_days  (const PenstockPastBars *self, PenstockDay first, gsize n, guint8 *seen);

gsize          penstock_epoch_count          (const PenstockEpoch *self, PenstockDay day); /* verified bars at or before the day */
/* The same, at once if it is @near or one more: when days are asked for in order. */
gsize          penstock_epoch_count_near     (const PenstockEpoch *self, PenstockDay day, gsize near);
gboolean       penstock_epoch_is_doubtful    (const PenstockEpoch *self, PenstockDay day);

G_END_DECLS
