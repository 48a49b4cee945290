/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-score.h"

/* SCORING.md §6: phases and resonance of segments, layers and the chain. Pure; everything is cut at the day by who calls. */

typedef enum
{
  PENSTOCK_PHASE_UNDETERMINED,  /* fewer than 3 members with validation, or n or v missing */
  PENSTOCK_PHASE_DORMANT,       /* n ≤ 0, v ≤ 0 */
  PENSTOCK_PHASE_NARRATIVE,     /* n > 0, v ≤ 0 */
  PENSTOCK_PHASE_VALIDATION,    /* v > 0, Δv ≤ 0 */
  PENSTOCK_PHASE_ACCELERATED,   /* v > 0, Δv > 0 */
  PENSTOCK_PHASE_RUNNING_AHEAD, /* n > 1 and Δv < −0.25 */
  PENSTOCK_N_PHASES
} PenstockPhase;

#define PENSTOCK_PHASE_MEMBERS     3    /* least number of members with validation */
#define PENSTOCK_PHASE_CHANGE_DAYS 91   /* Δv looks back so far */
#define PENSTOCK_PHASE_HYSTERESIS  0.1
#define PENSTOCK_RESONANCE_DAYS    28

/* "undetermined", "dormant", "narrative", "validation", "accelerated_validation", "running_ahead" */
const char   *penstock_score_phase_id    (PenstockPhase phase);

/* The phase of a day after @before (that of the last day before it): each border is crossed only when n, v or Δv is past it by the hysteresis, so that
 * a value that trembles about a border stays where it was. After UNDETERMINED there is no hysteresis. @change: Δv, NAN if v of 91 days before is
 * missing: then v > 0 is VALIDATION, unless @before was ACCELERATED or RUNNING_AHEAD … (the full rule is stated above the function). */
PenstockPhase penstock_score_phase_next  (PenstockPhase before, double narrative, double validation, double change, size_t members_with_validation);

/* 100 × geometric mean of Φ(v) over the layers; NAN when one is NAN or @n is 0. */
double        penstock_score_resonance   (const double *validation, size_t n);
