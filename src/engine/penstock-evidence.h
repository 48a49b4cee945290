/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine.h"
#include "penstock-history.h"

G_BEGIN_DECLS

/* SCORING.md §7: does any of it work? Immutable, atomically reference-counted, any thread. */

#define PENSTOCK_PLACEBO_GRAPHS 200
#define PENSTOCK_EVIDENCE_MOST_QUANTILES 5
#define PENSTOCK_N_EVIDENCE_SCORES   5  /* price_z, revenue_z, own, benefit_z, gap */
#define PENSTOCK_N_EVIDENCE_HORIZONS 3  /* 5, 21, 63 trading days */

typedef enum
{
  PENSTOCK_FINDING_NOT_COMPUTED, /* too few days or companies: @words says which */
  PENSTOCK_FINDING_NONE,         /* "no evidence in this data" */
  PENSTOCK_FINDING_FOR,          /* Holm p ≤ 0.05, mean IC > 0 and, for benefit and gap, placebo rank ≥ 95 % */
  PENSTOCK_FINDING_AGAINST,      /* likewise with mean IC < 0: it ranks the wrong way round */
} PenstockFinding;

typedef struct
{
  PenstockColumn score;
  guint          horizon;
  guint          days, companies;    /* days with an IC; companies that took part on any of them */
  double         mean_ic, sd_ic, ir, nw_t, p, p_holm, share_positive;
  guint          n_quantiles;        /* 0, 3 or 5 */
  double         quantile_return[PENSTOCK_EVIDENCE_MOST_QUANTILES]; /* mean forward return, lowest scores first */
  double         top_minus_bottom;
  double         autocorrelation;    /* mean rank correlation of a score with itself @horizon rows later */
  gboolean       has_placebo;        /* benefit_z and gap */
  double         placebo[PENSTOCK_PLACEBO_GRAPHS]; /* mean ICs, ascending */
  double         placebo_rank;       /* share of shuffled graphs the real one beats, 0–1 */
  PenstockFinding finding;
  char          *words;              /* translated; owned */
} PenstockEvidenceRow;

typedef struct
{
  gatomicrefcount      ref_count;
  PenstockDay          from, to;     /* days the ICs are of */
  gboolean             look_ahead_ok;
  guint                look_ahead_days;  /* days checked */
  PenstockDay          look_ahead_fault; /* first day on which later data changed a score; PENSTOCK_DAY_NONE */
  guint                n_rows;
  PenstockEvidenceRow *rows;         /* by score, then horizon */
  guint                n_tests;      /* pairs that were tried: what Holm counts */
  gboolean             simulated;
  char                *verdict, *words;  /* the statement ("No evidence in this data") and the sentences below it; translated, owned */
} PenstockEvidence;

PenstockEvidence *penstock_evidence_ref   (PenstockEvidence *self);
void              penstock_evidence_unref (PenstockEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockEvidence, penstock_evidence_unref)

/* @done of @total (both arbitrary units); main thread, at most some ten times a second. */
typedef void (*PenstockEvidenceProgress) (double share, gpointer user_data);

/* In threads of its own, over the days from @from to @to (PENSTOCK_DAY_NONE: all there are). The same data and days again give the same object at once.
 * Cancelling ends it within a tenth of a second. */
void              penstock_engine_get_evidence_async  (PenstockEngine *self, PenstockDay from, PenstockDay to,
                                                       PenstockEvidenceProgress progress, gpointer progress_data,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
PenstockEvidence *penstock_engine_get_evidence_finish (PenstockEngine *self, GAsyncResult *result, GError **error);

G_END_DECLS
