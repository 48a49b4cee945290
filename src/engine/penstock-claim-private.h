/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-claim-check.h"
#include "penstock-claim-read.h"
#include "penstock-engine-private.h"
#include "penstock-score-claims.h"

G_BEGIN_DECLS

/* -- penstock-claims.c: the claims an engine keeps -- */

typedef struct PenstockClaimShelf PenstockClaimShelf;

void           penstock_claim_shelf_free  (PenstockClaimShelf *self);
/* The user's own as they are stored. Element: PenstockStoredClaim. What cannot be read any more is left out, and stays stored. */
void           penstock_engine_take_claims (PenstockEngine *self, GPtrArray *stored);
/* Made when it is first needed. Borrowed. */
PenstockNames *penstock_engine_get_names  (PenstockEngine *self);

/* What one check works with. */
typedef struct
{
  PenstockEngine        *engine;
  PenstockClaim         *claim;
  PenstockClaimCheck    *check;
  const PenstockCompany *company;  /* NULL = not in the chain */
  PenstockRevenue       *revenue;  /* borrowed; NULL = none */
  const char            *currency; /* of the filings */
  int                    first, last; /* months */
  PenstockScoreFilings   filings;
  double                *values;   /* owned */
  PenstockScoreClaim     stated;
  PenstockDay            rate_day; /* of the rates used */
  char                  *rate_note, *converted_note; /* of the level and of the converted amount; NULL = no rate was needed */
} PenstockClaimCase;

/* -- penstock-claim-facts.c: what filings say about the periods of a claim -- */

/* Do the company's own quarters and years not run by the calendar? Then "Q1" is not sure to be January to March. */
gboolean       penstock_claim_has_own_calendar (const char *company_id);

gboolean       penstock_claim_is_known        (const PenstockRevenueFigure *figure, PenstockDay day);
/* The newest vintage of the period; @restated (out, optional): the one before, if its value was another. NULL if there is none. */
const PenstockRevenueFigure *penstock_claim_find_figure (const PenstockClaimCase *self, PenstockPeriod period, const PenstockRevenueFigure **restated);

/* -- penstock-claim-words.c -- */

void           penstock_claim_add_part        (const PenstockClaimCase *self, const PenstockScorePart *part);
/* Wrong parts first, then right ones, then those nobody can check. @reason: why nothing can be checked; NULL. Owned. */
char          *penstock_claim_verdict_words   (const PenstockClaimCase *self, const PenstockScorePart *parts, gboolean agrees, const char *reason);

/* "NT$832.1 bn", with the digits of @half, so that two amounts that differ look different. Owned. */
char          *penstock_claim_amount_text (double value, double half, const char *currency);
char          *penstock_claim_ratio_text  (double ratio, double half);
/* "April 2026", "Q1 2026", "January to April 2026", "2025". Owned. */
char          *penstock_claim_period_text (const PenstockClaim *claim);

G_END_DECLS
