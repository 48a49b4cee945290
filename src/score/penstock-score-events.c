/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <math.h>

/* SCORING.md §3. */
#define MAX_HALF_LIVES 5.0

static const struct
{
  double credibility;
  double half_life; /* days */
} status_weights[] = {
  [PENSTOCK_SCORE_RUMOUR] = { 0.3, 7.0 },
  [PENSTOCK_SCORE_REPORTED] = { 0.7, 21.0 },
  [PENSTOCK_SCORE_CONFIRMED] = { 1.0, 45.0 },
};

/* d·c·r·2^(−age/h), NAN for an event that does not count. Our reading: age runs from the day it took its present status; a denied or
 * expired event is as if it were not there; one whose direction is 0 is there and weighs nothing. */
static double
weight_of (const PenstockScoreEvent *event,
           int32_t                   day)
{
  const double age = (double)day - (double)event->status_day;

  if (event->status < PENSTOCK_SCORE_RUMOUR || event->status > PENSTOCK_SCORE_CONFIRMED)
    return NAN;
  if (age < 0.0 || age > MAX_HALF_LIVES * status_weights[event->status].half_life)
    return NAN;

  return (double)event->direction * status_weights[event->status].credibility * event->relevance
         * exp2 (-age / status_weights[event->status].half_life);
}

static double
sum_of_weights (const PenstockScoreCompany *company,
                int32_t                     day)
{
  double sum = NAN;

  for (size_t i = 0; i < company->n_events; i++)
    {
      const double weight = weight_of (&company->events[i], day);

      if (!isnan (weight))
        sum = isnan (sum) ? weight : sum + weight;
    }

  return sum;
}

static void
compute (const PenstockScoreFrame *frame)
{
  double *raw = frame->table->column[PENSTOCK_COLUMN_event_raw];
  double *z = frame->table->column[PENSTOCK_COLUMN_event_z];

  for (size_t i = 0; i < frame->table->n; i++)
    if (!penstock_score_is_kept (frame, i, PENSTOCK_OWN_EVENTS))
      {
        raw[i] = sum_of_weights (&frame->companies[i], frame->day);
        z[i] = 3.0 * tanh (raw[i]);
      }
}

const PenstockScoreSection penstock_score_section_events = {
  .id = "events",
  .compute = compute,
};
