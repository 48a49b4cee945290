/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* SCORING.md §9: stated numbers against filed ones. Months are counted, year*12 + month-1; what is not stated or not filed is NAN. */

/* What was filed, by periods of @step months (1 or 3) that follow each other; the first begins with the month @first. */
typedef struct
{
  const double *value;
  size_t        n;
  int           first, step;
} PenstockScoreFilings;

/* How a number is stated. MORE and LESS: nothing is said of the other side, and a round number is meant strictly. NEARLY: below by at most 2 percent or one
 * unit of its last digit. Of a change
 * below zero they speak of its size. */
typedef enum { PENSTOCK_SCORE_EXACT, PENSTOCK_SCORE_MORE, PENSTOCK_SCORE_LESS, PENSTOCK_SCORE_NEARLY } PenstockScoreBound;
typedef struct { double value, half; PenstockScoreBound bound; } PenstockScoreStated;

typedef enum { PENSTOCK_SCORE_BASE_NONE, PENSTOCK_SCORE_BASE_YEAR, PENSTOCK_SCORE_BASE_PERIOD } PenstockScoreBase;

typedef struct
{
  int                 first, last;           /* months it covers; last < first: not stated */
  PenstockScoreStated level, converted, earlier, change[2];
  double              rate, converted_rate;  /* units of the stated currency for one of the filed; exactly 1 = the same; NAN = not known */
  PenstockScoreBase   base[2], earlier_base;
  int                 rank;                  /* 1 highest, −1 lowest, 0 not stated */
  int                 rank_years, rank_since;
  bool                rank_same;             /* among the same months of other years */
  bool                rank_loose;            /* it is not said which of the two */
} PenstockScoreClaim;

typedef enum
{
  PENSTOCK_SCORE_PART_LEVEL, PENSTOCK_SCORE_PART_CONVERTED, PENSTOCK_SCORE_PART_CHANGE, PENSTOCK_SCORE_PART_EARLIER,
  PENSTOCK_SCORE_PART_RANK, PENSTOCK_SCORE_PART_UNIT,
} PenstockScorePartKind;

/* Why a part cannot be held against filings. */
typedef enum
{
  PENSTOCK_SCORE_KNOWN, PENSTOCK_SCORE_NOT_FILED, PENSTOCK_SCORE_BASE_NOT_FILED, PENSTOCK_SCORE_BASE_NOT_STATED, PENSTOCK_SCORE_NO_RATE,
  PENSTOCK_SCORE_TOO_SHORT, PENSTOCK_SCORE_UNCLEAR,
} PenstockScoreUnknown;

typedef struct
{
  PenstockScorePartKind kind;
  PenstockScoreUnknown  unknown;
  bool                  ok;
  double                stated, filed; /* in the stated currency; a ratio; a rank */
  int                   index;         /* of a change: 0 or 1 */
  int                   power;         /* unit: the stated number is off by 10 to this power; 0: it is the number of the filed currency */
  int                   n_ranked;      /* rank: periods compared, with its own */
  bool                  understated;   /* rank: it is the first of all on file, not only of those years */
} PenstockScorePart;

#define PENSTOCK_SCORE_CLAIM_PARTS 6

typedef enum
{
  PENSTOCK_SCORE_CLAIM_CONFIRMED, PENSTOCK_SCORE_CLAIM_CONTRADICTED, PENSTOCK_SCORE_CLAIM_INCONSISTENT, PENSTOCK_SCORE_CLAIM_UNVERIFIABLE,
} PenstockScoreVerdict;

/* How much more an amount in another currency than the filed one may be off: nobody knows which rate its author took. */
#define PENSTOCK_SCORE_RATE_TOLERANCE 0.01
/* "Ever" needs as many periods before it on file. */
#define PENSTOCK_SCORE_EVER_SAME 4
#define PENSTOCK_SCORE_EVER_ALL  12

/* Is @filed what is stated? @slack: a further share of the stated value. */
bool   penstock_score_stated_fits      (const PenstockScoreStated *stated, double filed, double slack);
/* The sum of [first, last]; NAN if any of it is not filed, or if the filed periods do not add up to it. */
double penstock_score_filings_sum      (const PenstockScoreFilings *filings, int first, int last);
/* First month of the base; the base is as long as the claim. PERIOD: the period right before. */
int    penstock_score_claim_base_first (int first, int last, PenstockScoreBase base);
/* The stated parts in the order of the enum; a level that is off by a power of ten, or by its currency, is a UNIT. Returns how many. */
size_t penstock_score_claim_parts      (const PenstockScoreFilings *filings, const PenstockScoreClaim *claim,
                                        PenstockScorePart parts[PENSTOCK_SCORE_CLAIM_PARTS]);
/* Does the level, the level it is compared with and the change agree, each within its rounding? True where one is not stated. */
bool   penstock_score_claim_agrees     (const PenstockScoreClaim *claim);
/* CONTRADICTED as soon as one part is: filings go before all else. INCONSISTENT if filings contradict nothing but its parts disagree. CONFIRMED if at least
 * one part
 * could be held against filings, and all that could are right. */
PenstockScoreVerdict penstock_score_claim_verdict (const PenstockScorePart *parts, size_t n, bool agrees);
