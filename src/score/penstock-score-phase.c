/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-phase.h"

#include <math.h>

/* SCORING.md §6. The borders of the phases. */
#define HYSTERESIS     PENSTOCK_PHASE_HYSTERESIS
#define AHEAD_STORY    1.0   /* n above this … */
#define AHEAD_CHANGE (-0.25) /* … and Δv below this: running ahead */

/* On which side of a border a group was the day before, as far as its phase tells. */
typedef enum { SIDE_UNKNOWN, SIDE_LOW, SIDE_HIGH } Side;

/* The sides a phase lies on. A phase that is told by other borders says nothing about this one. */
static const struct
{
  Side narrative; /* n > 0 */
  Side validated; /* v > 0 */
  Side rising;    /* Δv > 0 */
} sides[PENSTOCK_N_PHASES] = {
  [PENSTOCK_PHASE_DORMANT] = { SIDE_LOW, SIDE_LOW, SIDE_UNKNOWN },
  [PENSTOCK_PHASE_NARRATIVE] = { SIDE_HIGH, SIDE_LOW, SIDE_UNKNOWN },
  [PENSTOCK_PHASE_VALIDATION] = { SIDE_UNKNOWN, SIDE_HIGH, SIDE_LOW },
  [PENSTOCK_PHASE_ACCELERATED] = { SIDE_UNKNOWN, SIDE_HIGH, SIDE_HIGH },
  [PENSTOCK_PHASE_RUNNING_AHEAD] = { SIDE_HIGH, SIDE_UNKNOWN, SIDE_LOW },
};

const char *
penstock_score_phase_id (PenstockPhase phase)
{
  static const char *const ids[PENSTOCK_N_PHASES] = {
    [PENSTOCK_PHASE_UNDETERMINED] = "undetermined",
    [PENSTOCK_PHASE_DORMANT] = "dormant",
    [PENSTOCK_PHASE_NARRATIVE] = "narrative",
    [PENSTOCK_PHASE_VALIDATION] = "validation",
    [PENSTOCK_PHASE_ACCELERATED] = "accelerated_validation",
    [PENSTOCK_PHASE_RUNNING_AHEAD] = "running_ahead",
  };

  return ids[phase];
}

/* Is x above the border, coming from @from? A missing x (only Δv can be) crosses no border, and is not above one it was not above before. */
static bool
is_above (double x,
          double border,
          Side   from)
{
  if (isnan (x))
    return from == SIDE_HIGH;
  if (from == SIDE_LOW)
    return x > border + HYSTERESIS;
  if (from == SIDE_HIGH)
    return x >= border - HYSTERESIS;

  return x > border;
}

static bool
is_running_ahead (PenstockPhase before,
                  double        narrative,
                  double        change)
{
  const Side story = before == PENSTOCK_PHASE_UNDETERMINED ? SIDE_UNKNOWN : before == PENSTOCK_PHASE_RUNNING_AHEAD ? SIDE_HIGH : SIDE_LOW;

  /* The border of Δv is crossed downwards: turned over, it is one like the others. */
  return is_above (narrative, AHEAD_STORY, story) && is_above (-change, -AHEAD_CHANGE, story);
}

/* The rule in full, h = 0.1:
 *
 * 1. Fewer than 3 members with validation, or n or v missing: UNDETERMINED, whatever was before.
 * 2. RUNNING_AHEAD is entered when n > 1 + h and Δv < −0.25 − h, both on that day, and left when n < 1 − h or Δv > −0.25 + h. It goes before
 *    the phases below, whatever v is.
 * 3. Otherwise v decides between the lower and the upper phases: from DORMANT and NARRATIVE up when v > h, from VALIDATION and ACCELERATED
 *    down when v < −h; from RUNNING_AHEAD, which says nothing about v, plainly by v > 0.
 * 4. Of the upper two, Δv: from VALIDATION (and from RUNNING_AHEAD, where Δv was low) to ACCELERATED when Δv > h, from ACCELERATED to
 *    VALIDATION when Δv < −h; when v has just come up from DORMANT or NARRATIVE, which say nothing about Δv, plainly by Δv > 0.
 * 5. Of the lower two, n: from DORMANT to NARRATIVE when n > h, from NARRATIVE (and from RUNNING_AHEAD, where n was high) to DORMANT when
 *    n < −h; when v has just gone down from VALIDATION or ACCELERATED, which say nothing about n, plainly by n > 0.
 * 6. After UNDETERMINED there is no side to stay on: the plain rule of SCORING, at every border.
 * 7. A missing Δv crosses no border: ACCELERATED stays ACCELERATED (while v stays up), RUNNING_AHEAD stays RUNNING_AHEAD (while n does); for
 *    the others v up is VALIDATION.
 *
 * Exactly at border ± h the group stays where it was. */
PenstockPhase
penstock_score_phase_next (PenstockPhase before,
                           double        narrative,
                           double        validation,
                           double        change,
                           size_t        members_with_validation)
{
  if (members_with_validation < PENSTOCK_PHASE_MEMBERS || isnan (narrative) || isnan (validation))
    return PENSTOCK_PHASE_UNDETERMINED;
  if (is_running_ahead (before, narrative, change))
    return PENSTOCK_PHASE_RUNNING_AHEAD;
  if (is_above (validation, 0.0, sides[before].validated))
    return is_above (change, 0.0, sides[before].rising) ? PENSTOCK_PHASE_ACCELERATED : PENSTOCK_PHASE_VALIDATION;

  return is_above (narrative, 0.0, sides[before].narrative) ? PENSTOCK_PHASE_NARRATIVE : PENSTOCK_PHASE_DORMANT;
}

double
penstock_score_resonance (const double *validation,
                          size_t        n)
{
  double product = 1.0;

  if (n == 0)
    return NAN;

  for (size_t i = 0; i < n; i++)
    product *= 0.5 * erfc (-validation[i] / sqrt (2.0)); /* Φ(v) */

  return 100.0 * pow (product, 1.0 / (double)n);
}
