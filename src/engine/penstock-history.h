/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-score-phase.h"
#include "penstock-scoreboard.h"

G_BEGIN_DECLS

/* The past of the scores: one row for every day that is a trading day of at least one listing, each computed from what was known at its end (stored
 * inputs only, never a live quote), so a row stays right until an input of its day or an earlier one changes. Immutable, atomically reference-counted,
 * any thread; a newer history shares the rows it has in common with the one before. */
typedef struct PenstockHistory PenstockHistory;

typedef struct
{
  PenstockScoreGroup values;
  PenstockPhase      phase;
  PenstockDay        since;   /* first day of this phase without a break; PENSTOCK_DAY_NONE when undetermined */
  double             change;  /* Δv over 91 days; NAN */
} PenstockGroupPast;

/* Groups by one number: segments first, then layers, then the chain as a whole (every company with min (1, Σ of its exposures)). */
#define PENSTOCK_GROUP_SEGMENT(chain, s) (s)
#define PENSTOCK_GROUP_LAYER(chain, l)   ((chain)->n_segments + (l))
#define PENSTOCK_GROUP_CHAIN(chain)      ((chain)->n_segments + (chain)->n_layers)

PenstockHistory *penstock_history_ref       (PenstockHistory *self);
void             penstock_history_unref     (PenstockHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockHistory, penstock_history_unref)

PenstockChain   *penstock_history_get_chain (const PenstockHistory *self);             /* borrowed */
gsize            penstock_history_get_n     (const PenstockHistory *self);             /* rows, ascending by day */
PenstockDay      penstock_history_get_day   (const PenstockHistory *self, gsize row);
/* The last row at or before @day; -1 if there is none. */
gssize           penstock_history_find      (const PenstockHistory *self, PenstockDay day);
/* Every score is kept: price_z, revenue_z, event_z, own, benefit, benefit_z, benefit_rel, gap, score, validation, narrative, and yoy_3m and ret_1m. */
gboolean         penstock_history_keeps     (PenstockColumn column);
/* One column of a row, by company of the chain. Borrowed; NULL if the column is not kept. */
const double    *penstock_history_get_column (const PenstockHistory *self, gsize row, PenstockColumn column);
const PenstockGroupPast *penstock_history_get_group (const PenstockHistory *self, gsize row, guint group);
double           penstock_history_get_resonance (const PenstockHistory *self, gsize row);
gboolean         penstock_history_get_triple    (const PenstockHistory *self, gsize row);

/* What a day is, given its past: phases of @board's day (its own values, the phases walked up to it, Δv against 91 days before). Owned: n_segments +
 * n_layers + 1 entries. @resonance, @triple (out, optional). @board and @history are of one chain. */
PenstockGroupPast *penstock_history_phases_on (const PenstockHistory *self, const PenstockScoreboard *board, double *resonance, gboolean *triple);

/* One line for a chart: a score of a company, or a value of a group, on every row's day; NAN where missing. @day and @value: room for get_n. */
typedef enum
{
  PENSTOCK_GROUP_VALUE_SCORE,      /* mean of the available of own and benefit_z: the heat strip's "Score" */
  PENSTOCK_GROUP_VALUE_BREADTH,
  PENSTOCK_GROUP_VALUE_PRICE,
  PENSTOCK_GROUP_VALUE_OWN,
  PENSTOCK_GROUP_VALUE_BENEFIT,
  PENSTOCK_GROUP_VALUE_GAP,
  PENSTOCK_GROUP_VALUE_REVENUE,
  PENSTOCK_GROUP_VALUE_VALIDATION,
  PENSTOCK_GROUP_VALUE_NARRATIVE,
} PenstockGroupValue;
double           penstock_group_value          (const PenstockScoreGroup *group, PenstockGroupValue which);
void             penstock_history_company_line (const PenstockHistory *self, guint company, PenstockColumn column, PenstockDay *day, double *value);
void             penstock_history_group_line   (const PenstockHistory *self, guint group, PenstockGroupValue which, PenstockDay *day, double *value);

/* Points a week apart, the newest @weeks of them, ending with the last row: the last row at or before each of (last day − 7·k). Rows in time order go to
 * @rows (room for @weeks); returns how many there are. What trails and the heat strip are drawn from. */
gsize            penstock_history_weeks        (const PenstockHistory *self, gsize weeks, gsize *rows);

G_END_DECLS
