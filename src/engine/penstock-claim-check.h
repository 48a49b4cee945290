/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-claim.h"
#include "penstock-engine.h"

G_BEGIN_DECLS

/* SCORING.md §9: the verdict on a claim, computed from stored filings known on a day. */

typedef enum { PENSTOCK_VERDICT_CONFIRMED, PENSTOCK_VERDICT_CONTRADICTED, PENSTOCK_VERDICT_INCONSISTENT, PENSTOCK_VERDICT_UNVERIFIABLE } PenstockClaimVerdict;
typedef enum
{
  PENSTOCK_PART_LEVEL, PENSTOCK_PART_CONVERTED, PENSTOCK_PART_CHANGE, PENSTOCK_PART_EARLIER, PENSTOCK_PART_RANK, PENSTOCK_PART_UNIT
} PenstockClaimPartKind;

typedef struct
{
  PenstockClaimPartKind kind;
  gboolean              known;      /* FALSE: nothing filed to hold it against; @note says why */
  gboolean              ok;
  double                stated, filed; /* level: currency units; change: ratio; rank: 1 = highest */
  char                 *stated_text, *filed_text; /* with unit and age, as shown; owned */
  char                 *note;       /* "unit: off by 1,000", "understated: highest April on file", "at 30.45 TWD/USD of 5 May 2026, Bank of Canada"; NULL */
} PenstockClaimPart;

typedef struct
{
  PenstockClaim        *claim;
  PenstockDay           as_of;
  PenstockClaimVerdict  verdict;
  GArray               *parts;      /* PenstockClaimPart */
  char                 *words;      /* one or two sentences; translated, owned */
  PenstockRevenueFigure figure, base_figure; /* the filed values it rests on; value NAN = none */
  guint                 n_filings;  /* added up in each of them: period is that of the last, the rest that of the newest published */
} PenstockClaimCheck;

/* Never NULL. What is stored and was published at or before the end of @as_of. */
PenstockClaimCheck *penstock_engine_check_claim  (PenstockEngine *self, PenstockClaim *claim, PenstockDay as_of);
void                penstock_claim_check_free    (PenstockClaimCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockClaimCheck, penstock_claim_check_free)
const char         *penstock_claim_verdict_id    (PenstockClaimVerdict verdict); /* "confirmed" … */
const char         *penstock_claim_part_id       (PenstockClaimPartKind kind);   /* "level", "converted", "change", "base", "rank", "unit" */

/* The sentence as the user typed it. */
PenstockClaim      *penstock_engine_read_claim   (PenstockEngine *self, const char *sentence, GError **error);
/* Claims kept: the shipped ones first, then the user's own, oldest first. GListModel of GtkStringObject would lose them: element PenstockClaim. Borrowed;
 * replaced, never changed. Signal "claims-changed". */
GPtrArray          *penstock_engine_get_claims   (PenstockEngine *self);
void                penstock_engine_keep_claim   (PenstockEngine *self, PenstockClaim *claim);   /* stored; a failure is "store-failed" */
void                penstock_engine_forget_claim (PenstockEngine *self, const char *id);         /* the user's own only */
gboolean            penstock_engine_owns_claim   (PenstockEngine *self, const char *id);         /* TRUE: the user's */

G_END_DECLS
