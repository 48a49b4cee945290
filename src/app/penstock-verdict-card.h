/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-evidence-data.h"

G_BEGIN_DECLS

/* What the evidence comes to, in words, and what computes it.
 *
 * Signals: "compute-requested", "cancel-requested". */
#define PENSTOCK_TYPE_VERDICT_CARD (penstock_verdict_card_get_type ())
G_DECLARE_FINAL_TYPE (PenstockVerdictCard, penstock_verdict_card, PENSTOCK, VERDICT_CARD, AdwBin)

typedef enum
{
  PENSTOCK_VERDICT_WAITING,   /* nothing to compute from yet */
  PENSTOCK_VERDICT_RUNNING,
  PENSTOCK_VERDICT_DONE,
  PENSTOCK_VERDICT_CANCELLED,
  PENSTOCK_VERDICT_FAILED,
} PenstockVerdictState;

/* @evidence: the last that came out, kept while a newer one is computed; NULL = none. @older: the data have changed since. @reason: of a failure. */
void        penstock_verdict_card_show         (PenstockVerdictCard *self, PenstockVerdictState state, const PenstockEvidence *evidence, gboolean older,
                                                const char *reason);
void        penstock_verdict_card_set_progress (PenstockVerdictCard *self, double share);
/* The days the user wants, PENSTOCK_DAY_NONE = all on that side; FALSE with the entry marked if what is written is no period. */
gboolean    penstock_verdict_card_get_period   (PenstockVerdictCard *self, PenstockDay last, PenstockDay *from, PenstockDay *to);

G_END_DECLS
