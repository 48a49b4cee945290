/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine.h"
#include "penstock-history.h"
#include "penstock-market-plots.h"

G_BEGIN_DECLS

/* What the cards of the Overview show, gathered from the engine's newest scoreboard and its history. No widgets; main thread. All that is returned is owned. */

#define PENSTOCK_OVERVIEW_TREND_WEEKS 53
#define PENSTOCK_OVERVIEW_HEAT_WEEKS  26
#define PENSTOCK_OVERVIEW_LEAST       3   /* members under which a segment is not drawn */
#define PENSTOCK_OVERVIEW_OLD         7   /* days after which the newest stored day is past its time */

typedef struct
{
  const char        *label;   /* of the chain; borrowed */
  PenstockGroupPast  past;
  double             before;  /* validation 28 days ago */
  double             change;
} PenstockLayerFacts;

/* The chain's phase and resonance on the board's day. */
typedef struct
{
  PenstockDay         as_of, prices_to;  /* of the board; newest day of the history */
  PenstockGroupPast   chain;
  double              resonance, change; /* against 28 days before */
  gboolean            triple;
  guint               n_layers;
  PenstockLayerFacts *layers;
  gsize               n_trend;           /* points a week apart, the last one of the board's day */
  PenstockDay        *trend_day;
  double             *trend;
} PenstockPhaseFacts;

/* NULL as long as there is no history. */
PenstockPhaseFacts *penstock_phase_facts_new  (const PenstockScoreboard *board, const PenstockHistory *history);
void                penstock_phase_facts_free (PenstockPhaseFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockPhaseFacts, penstock_phase_facts_free)

typedef struct
{
  guint             company;
  double            gap, ret_1m;
  PenstockScorePath path;   /* of those that lift it, one of the fewest links; of these the strongest */
} PenstockBeneficiary;
/* By gap, largest first: only what is above zero and has a path that lifts it. PenstockBeneficiary. */
GArray *penstock_overview_dup_beneficiaries (const PenstockScoreboard *board, guint most);

typedef struct
{
  PenstockEvent              *event;   /* a reference */
  const PenstockStatusChange *status;  /* its newest, of @event */
  double                      weight;  /* credibility of that status */
} PenstockLatest;
/* Newest status first; of a day the more credible. @n_total (out): all that are known. PenstockLatest. */
GArray *penstock_overview_dup_latest        (PenstockEngine *engine, PenstockDay today, guint most, guint *n_total);

typedef struct { PenstockInstrument *instrument; double change; gboolean fell; } PenstockMover; /* the instrument is borrowed */
/* Of all companies with a current price the @most of largest, then the @most of smallest change; nobody twice. @companies (out, optional, owned):
 * guint, everybody who was compared. PenstockMover. */
GArray *penstock_overview_dup_movers        (PenstockEngine *engine, guint most, GArray **companies);

/* -- penstock-overview-heat.c -- */
typedef enum { PENSTOCK_OVERVIEW_SCORE, PENSTOCK_OVERVIEW_BREADTH, PENSTOCK_OVERVIEW_PRICE } PenstockOverviewValue;
typedef struct
{
  PenstockHeatScale scale;
  double            limit;
  guint             n_rows, n_weeks;
  PenstockHeatRow  *rows;    /* by segment */
  PenstockDay      *weeks;   /* oldest first; the last is the board's day */
  double           *values;  /* n_rows × n_weeks: what rows point to */
} PenstockOverviewHeat;
/* NULL as long as there is no history. */
PenstockOverviewHeat *penstock_overview_heat_new  (const PenstockScoreboard *board, const PenstockHistory *history, PenstockOverviewValue which);
void                  penstock_overview_heat_free (PenstockOverviewHeat *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockOverviewHeat, penstock_overview_heat_free)

G_END_DECLS
