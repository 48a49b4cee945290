/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-engine-private.h"
#include "penstock-signals.h"

/* SCORING.md §3, of one event: the same formula as the score's, which a test holds against it. */
#define MAX_HALF_LIVES 5.0
#define REACHED        0.005 /* of benefit */

double
penstock_event_credibility (PenstockStatus status)
{
  switch (status)
    {
    case PENSTOCK_STATUS_RUMOUR:
      return 0.3;
    case PENSTOCK_STATUS_REPORTED:
      return 0.7;
    case PENSTOCK_STATUS_CONFIRMED:
      return 1.0;
    case PENSTOCK_STATUS_DENIED:
    case PENSTOCK_STATUS_EXPIRED:
      return 0.0;
    default:
      g_return_val_if_reached (0.0);
    }
}

double
penstock_event_half_life (PenstockStatus status)
{
  switch (status)
    {
    case PENSTOCK_STATUS_RUMOUR:
      return 7.0;
    case PENSTOCK_STATUS_REPORTED:
      return 21.0;
    case PENSTOCK_STATUS_CONFIRMED:
      return 45.0;
    case PENSTOCK_STATUS_DENIED:
    case PENSTOCK_STATUS_EXPIRED:
      return NAN;
    default:
      g_return_val_if_reached (NAN);
    }
}

double
penstock_event_weight (const PenstockEvent *event,
                       double               relevance,
                       PenstockDay          day)
{
  const PenstockStatusChange *change;
  double half_life, age;

  g_return_val_if_fail (event != NULL, NAN);

  change = penstock_event_status_at (event, day);
  half_life = change != NULL ? penstock_event_half_life (change->status) : NAN;
  age = change != NULL ? (double)day - (double)change->day : NAN;
  if (isnan (half_life) || age > MAX_HALF_LIVES * half_life)
    return NAN;

  return (double)event->direction * penstock_event_credibility (change->status) * relevance * exp2 (-age / half_life);
}

static double
relevance_for (const PenstockEvent *event,
               const char          *company)
{
  for (guint i = 0; i < event->companies->len; i++)
    {
      const PenstockEventCompany *named = &g_array_index (event->companies, PenstockEventCompany, i);

      if (g_str_equal (named->company, company))
        return named->relevance;
    }

  return 0.0;
}

/* event_raw of the company without @event; NAN where no other counts. */
static double
others_raw (PenstockEngine      *self,
            const PenstockEvent *event,
            const char          *company,
            PenstockDay          day)
{
  double sum = NAN;

  for (guint i = 0; i < self->market->events->len; i++)
    {
      const PenstockEvent *other = g_ptr_array_index (self->market->events, i);
      const double relevance = g_str_equal (other->id, event->id) ? 0.0 : relevance_for (other, company);
      const double weight = relevance > 0.0 ? penstock_event_weight (other, relevance, day) : NAN;

      if (!isnan (weight))
        sum = isnan (sum) ? weight : sum + weight;
    }

  return sum;
}

/* own as SCORING.md §4 has it, missing as 0. */
static double
own_with (const PenstockScoreboard *board,
          guint                     company,
          double                    event_z)
{
  const double x[] = { penstock_scoreboard_get (board, company, PENSTOCK_COLUMN_price_z),
                       penstock_scoreboard_get (board, company, PENSTOCK_COLUMN_revenue_z), event_z };
  const double weight[] = { board->settings.weight_price, board->settings.weight_revenue, board->settings.weight_event };
  double sum = 0.0, weights = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    if (!isnan (x[i]))
      {
        sum += weight[i] * x[i];
        weights += weight[i];
      }

  return weights > 0.0 ? sum / weights : 0.0;
}

static double
missing_as_zero (double value)
{
  return isnan (value) ? 0.0 : value;
}

/* Benefit is linear in own: the solve of what own would lose is what benefit would. */
static guint
count_reached (const PenstockScoreboard *board,
               const double             *lost)
{
  g_autofree double *benefit = g_new0 (double, board->n + 1);
  guint n = 0;

  penstock_score_solve (board->graph, board->settings.alpha, lost, benefit);
  for (guint i = 0; i < board->n; i++)
    n += fabs (benefit[i]) >= REACHED;

  return n;
}

GArray *
penstock_engine_dup_event_effects (PenstockEngine *self,
                                   PenstockEvent  *event,
                                   guint          *n_reached)
{
  GArray *effects = g_array_new (FALSE, FALSE, sizeof (PenstockEventEffect));
  const PenstockScoreboard *board;
  g_autofree double *lost = NULL;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self) && event != NULL, effects);

  board = self->board;
  if (n_reached != NULL)
    *n_reached = 0;
  if (board == NULL)
    return effects;

  lost = g_new0 (double, board->n + 1);
  for (guint i = 0; i < event->companies->len; i++)
    {
      const PenstockEventCompany *named = &g_array_index (event->companies, PenstockEventCompany, i);
      const int company = penstock_chain_find_id (self->chain, named->company);
      const double weight = penstock_event_weight (event, named->relevance, board->as_of);
      double others, with, without;

      if (company < 0)
        continue;

      others = others_raw (self, event, named->company, board->as_of);
      without = 3.0 * tanh (others);
      with = isnan (weight) ? without : 3.0 * tanh (missing_as_zero (others) + weight);
      lost[company] = own_with (board, (guint)company, with) - own_with (board, (guint)company, without);
      g_array_append_vals (effects, &(PenstockEventEffect) { (guint)company, weight, isnan (weight) ? NAN : with - missing_as_zero (without) }, 1);
    }

  if (n_reached != NULL)
    *n_reached = count_reached (board, lost);

  return effects;
}
