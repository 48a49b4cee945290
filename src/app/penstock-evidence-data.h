/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-evidence.h"
#include "penstock-market-plots.h"

G_BEGIN_DECLS

/* What the cards of the page Evidence show, gathered from the history and the evidence. No widgets; all that is returned is owned. */

#define PENSTOCK_EVIDENCE_WEEKS 26

/* The validation plane: a trail for each segment that has a place on it on the newest day. */
typedef struct
{
  guint               n, n_weeks;
  PenstockPlaneTrail *trails;
  guint              *segment;    /* of each trail */
  PenstockDay        *weeks;
  double             *values;     /* what the trails point to */
  GArray             *not_drawn;  /* guint: segments with too few members */
} PenstockPlaneData;

/* NULL as long as there is no history. The segments of highest validation are lit. */
PenstockPlaneData *penstock_plane_data_new  (const PenstockHistory *history);
void               penstock_plane_data_free (PenstockPlaneData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockPlaneData, penstock_plane_data_free)

/* Half of the 95 % interval of a mean IC by its Newey–West error; NAN without one. */
double penstock_evidence_half  (const PenstockEvidenceRow *row);
/* The axis that holds every interval; 0 if there is none. */
double penstock_evidence_limit (const PenstockEvidence *evidence);
/* NULL if that pair is not among the rows. Borrowed. */
const PenstockEvidenceRow *penstock_evidence_find (const PenstockEvidence *evidence, PenstockColumn score, guint horizon);

typedef enum
{
  PENSTOCK_PERIOD_ALL, PENSTOCK_PERIOD_1Y, PENSTOCK_PERIOD_3Y, PENSTOCK_PERIOD_5Y, PENSTOCK_PERIOD_FROM_TO, PENSTOCK_N_PERIODS
} PenstockPeriodChoice;
/* The first day of the choice; PENSTOCK_DAY_NONE: all. */
PenstockDay penstock_period_from (PenstockPeriodChoice choice, PenstockDay last);

G_END_DECLS
