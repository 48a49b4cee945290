/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-day.h"
#include "penstock-revenue.h"

G_BEGIN_DECLS

/* A sentence about a number (SCORING.md §9): who, what, when, how much, compared with what. What is not stated is NAN, 0 or NULL. Immutable once shared,
 * atomically reference-counted, any thread. */

typedef enum { PENSTOCK_METRIC_NONE, PENSTOCK_METRIC_REVENUE } PenstockMetric;
typedef enum { PENSTOCK_BASE_NONE, PENSTOCK_BASE_YEAR, PENSTOCK_BASE_PERIOD } PenstockClaimBase; /* against a year before; against the period before */

/* A stated number with the rounding it was stated with: the true value lies within ± @half. "NT$648 bn" is 648e9 ± 0.5e9, "+29.74 %" 0.2974 ± 0.00005.
 * @bound: "more than" and "less than" say only one side; "nearly" says a little below. */
typedef enum { PENSTOCK_BOUND_NONE, PENSTOCK_BOUND_MORE, PENSTOCK_BOUND_LESS, PENSTOCK_BOUND_NEARLY } PenstockBound;
typedef struct { double value, half; PenstockBound bound; } PenstockStated;

typedef struct
{
  gatomicrefcount   ref_count;
  char             *id;
  char             *text;             /* the sentence, as written; NULL when made from fields */
  char             *subject;          /* as written, or a chain id */
  int               company;          /* index in the chain; -1 = not in it */
  PenstockMetric    metric;
  int               periods_per_year; /* 12, 4, 1 (a whole year); 0 = no period stated */
  PenstockPeriod    period;           /* of the last period it covers; a year: the year */
  int               n_periods;        /* 1; "January to April": 4 */
  PenstockStated    level;            /* in major units of @currency */
  char              currency[4];      /* "" = not stated */
  PenstockStated    converted;        /* the same amount in another currency, "about US$19.9bn" */
  char              converted_currency[4];
  PenstockStated    change[2];        /* ratios: 0.2974; as many as were stated */
  PenstockClaimBase base[2];
  PenstockStated    earlier;          /* the level it is compared with, where the sentence gives it: "from NT$641 bn" */
  PenstockClaimBase earlier_base;
  int               rank;             /* 1 = highest, −1 = lowest, 2 = second highest …; 0 = not stated */
  gboolean          rank_same_month;  /* among the same months; else among all periods */
  gboolean          rank_loose;       /* "a record", "創新高": of all periods or only of the same months, it does not say */
  int               rank_years;       /* "in five years": 5; 0 = ever ("record", "on file") */
  int               rank_since;       /* "highest since March 2024": the month, year*12 + month-1, behind which it is the highest; 0 = none */
  char             *source;           /* who said it; NULL */
  PenstockDay       published;        /* PENSTOCK_DAY_NONE */
  char             *fault;            /* why @text could not be read, in words: then nothing is stated; NULL */
} PenstockClaim;

PenstockClaim *penstock_claim_new   (const char *id);
PenstockClaim *penstock_claim_ref   (PenstockClaim *self);
void           penstock_claim_unref (PenstockClaim *self);
/* Is there any number in it: a level, a change, a rank? */
gboolean       penstock_claim_states (const PenstockClaim *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockClaim, penstock_claim_unref)

G_END_DECLS
