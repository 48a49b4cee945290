/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-bars.h"
#include "penstock-chain.h"
#include "penstock-revenue.h"
#include "penstock-score.h"

G_BEGIN_DECLS

/* Why a company's price is, or is not, in the scores of the day. */
typedef enum
{
  PENSTOCK_SERIES_NONE,       /* no bar at or before the day */
  PENSTOCK_SERIES_CURRENT,
  PENSTOCK_SERIES_STALE,      /* latest bar more than 7 calendar days old */
  PENSTOCK_SERIES_UNVERIFIED, /* after a jump nobody explained */
} PenstockSeriesState;

typedef struct
{
  PenstockSeriesState state;
  PenstockVerdict     verdict;
  PenstockDay         last_day;       /* latest good bar; PENSTOCK_DAY_NONE */
  PenstockPeriod      revenue_period; /* latest known period; only if periods_per_year != 0 */
  int                 periods_per_year;
  gint64              revenue_published; /* UTC seconds */
  gboolean            revenue_simulated; /* nobody filed it */
  guint               n_events;       /* that count that day */
} PenstockCompanyFacts;

typedef struct
{
  const char        *id, *name;       /* of the chain */
  int                layer;           /* index; -1 for a layer itself */
  PenstockScoreGroup values;
} PenstockGroupRow;

/* One finished computation: immutable, atomically reference-counted, any thread. */
typedef struct
{
  gatomicrefcount       ref_count;
  PenstockDay           as_of;
  PenstockChain        *chain;
  PenstockScoreGraph   *graph;        /* borrowed from an owner that lives as long as the board */
  PenstockScoreSettings settings;
  guint                 n;            /* companies of the chain */
  double               *column[PENSTOCK_N_COLUMNS];
  PenstockCompanyFacts *facts;        /* n */
  guint                 n_ranked;     /* listed companies that have own */
  guint                 n_segments, n_layers;
  PenstockGroupRow     *segments, *layers;
  gboolean              simulated;    /* any input was */
  gint64                computed_us;  /* how long it took */
} PenstockScoreboard;

GType               penstock_scoreboard_get_type (void);
PenstockScoreboard *penstock_scoreboard_ref      (PenstockScoreboard *self);
void                penstock_scoreboard_unref    (PenstockScoreboard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockScoreboard, penstock_scoreboard_unref)
double              penstock_scoreboard_get      (const PenstockScoreboard *self, guint company, PenstockColumn column);

typedef struct { guint company; double contribution; } PenstockSource;
/* How a company's benefit came about. Sources by |contribution|, largest first, zero ones left out; they sum to benefit.
 * The links of the paths are indices into the chain's links (score/ numbers supply links only). */
typedef struct
{
  guint              company;
  double             benefit;
  guint              n_sources;
  PenstockSource    *sources;
  guint              n_paths;        /* strongest first, at most 12 */
  PenstockScorePath *paths;
  gsize              n_paths_total;
} PenstockExplanation;
PenstockExplanation *penstock_explanation_new  (const PenstockScoreboard *board, guint company); /* fast; any thread */
void                 penstock_explanation_free (PenstockExplanation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockExplanation, penstock_explanation_free)

G_END_DECLS
