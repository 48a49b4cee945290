/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-claim-read.h"

G_BEGIN_DECLS

/* How one sentence is read: folded to one writing, then searched for one kind of thing after the other. What was understood is overwritten with holes, so that
 * nothing is read twice and what is left over can be told. One thread, short-lived. */

#define PENSTOCK_HOLE_USED    '\001'
#define PENSTOCK_HOLE_AMOUNT  '\002'
#define PENSTOCK_HOLE_PERCENT '\003'

/* Nobody says more in one sentence; every pattern is linear in it or nearly so. */
#define PENSTOCK_CLAIM_MAX_CHARS 400

typedef struct
{
  int           start, end;    /* bytes of the text */
  double        value, half;
  PenstockBound bound;
  gboolean      minus, plus;   /* a sign of its own */
  char          currency[4];   /* of an amount; "" = not stated for sure */
} PenstockClaimNumber;

/* Periods of one length, up to the last: see PenstockClaim. */
typedef struct { int start, end, per_year, n; PenstockPeriod last; gboolean has_year; } PenstockClaimSpan;

typedef struct
{
  char          *left;        /* the sentence: NFKC, small letters, simplified characters; and holes */
  char          *unchanged;   /* as it was before changes were taken: what an amount is compared with still stands there; NULL until then */
  int            length;
  gboolean       simplified;  /* written in simplified characters */
  PenstockDay    today;
  const char    *home;        /* currency of the company's filings; NULL = not known */
  GArray        *amounts;     /* PenstockClaimNumber, in the order of the sentence */
  GArray        *percents;    /* likewise, as ratios */
  PenstockClaim *claim;       /* what comes of it */
} PenstockClaimReading;

/* NULL: no sentence. */
PenstockClaimReading *penstock_claim_reading_new  (const char *sentence, PenstockDay today);
void                  penstock_claim_reading_free (PenstockClaimReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockClaimReading, penstock_claim_reading_free)

/* "鴻海 Foxconn" as the text is folded. Owned. */
char    *penstock_claim_fold       (const char *text);
void     penstock_claim_blank      (PenstockClaimReading *self, int start, int end, char hole);

/* A match in [from, to) of @left. @pattern is a literal: it is compiled once and kept under its address. Groups that took no part are −1. */
#define PENSTOCK_CLAIM_GROUPS 12
typedef struct { int start[PENSTOCK_CLAIM_GROUPS], end[PENSTOCK_CLAIM_GROUPS]; } PenstockClaimMatch;
gboolean penstock_claim_match      (const PenstockClaimReading *self, const char *pattern, int from, int to, PenstockClaimMatch *match);
/* The last one there. */
gboolean penstock_claim_match_last (const PenstockClaimReading *self, const char *pattern, int from, int to, PenstockClaimMatch *match);
gboolean penstock_claim_has        (const PenstockClaimReading *self, const char *pattern);
/* The text of a group; NULL if it took no part. Owned. */
char    *penstock_claim_dup_group  (const PenstockClaimReading *self, const PenstockClaimMatch *match, int group);
/* "4", "four", "四", "十二"; 0 = none of these. */
int      penstock_claim_count      (const char *word);
#define PENSTOCK_CLAIM_COUNT "(?:[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|十[一二]?|[一二三四五六七八九两])"

/* What stands right before and behind a number: about, more than, nearly … */
void     penstock_claim_read_bound (const PenstockClaimReading *self, PenstockClaimNumber *number, gboolean ratio);

/* -- the parts of a sentence; each FALSE with @error where it says something that cannot be read for sure -- */
void     penstock_claim_find_dates    (PenstockClaimReading *self);
gboolean penstock_claim_find_rank     (PenstockClaimReading *self, GError **error);
gboolean penstock_claim_find_percents (PenstockClaimReading *self, GError **error);
gboolean penstock_claim_find_amounts  (PenstockClaimReading *self, GError **error);
void     penstock_claim_take_changes  (PenstockClaimReading *self);
gboolean penstock_claim_take_amounts  (PenstockClaimReading *self, GError **error);
gboolean penstock_claim_find_period   (PenstockClaimReading *self, GError **error);
/* All its words are known, those of names aside: nothing else may be judged. @sentence: as it was written. */
gboolean penstock_claim_is_understood (const PenstockClaimReading *self, const char *sentence, GError **error);
/* The first period in [from, to): blanks it. */
gboolean penstock_claim_take_span     (PenstockClaimReading *self, int from, int to, PenstockClaimSpan *span);
/* Which base a period is for the claim's; NONE if neither. */
PenstockClaimBase penstock_claim_base_of (const PenstockClaim *claim, const PenstockClaimSpan *span);

/* Months by name or number, 1 … 12. */
#define PENSTOCK_CLAIM_MONTH "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|mayy|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|" \
                             "nov(?:ember)?|dec(?:ember)?)(?![a-z])\\.?"
int      penstock_claim_month         (const char *word);

G_END_DECLS
