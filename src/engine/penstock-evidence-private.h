/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-evidence.h"
#include "penstock-market.h"
#include "penstock-score-evidence.h"

G_BEGIN_DECLS

/* Private to engine/. The table of SCORING.md §7 from a market and the past of its scores. */

/* Least days with an IC before a finding is made: a horizon must fit in twice, and a month and a half of days be there. The figures are given anyway. */
#define PENSTOCK_EVIDENCE_LEAST_DAYS(horizon) MAX (30, 2 * (guint)(horizon))
#define PENSTOCK_EVIDENCE_LOOK_AHEAD_DAYS 64   /* so many days of the period are computed again from data cut at them, or all if there are fewer */
#define PENSTOCK_EVIDENCE_SEED G_GUINT64_CONSTANT (0x50454e53544f434b) /* of the shuffled graph number g, from 0: this + g */
#define PENSTOCK_EVIDENCE_P    0.05
#define PENSTOCK_EVIDENCE_RANK 0.95

extern const PenstockColumn penstock_evidence_scores[PENSTOCK_N_EVIDENCE_SCORES];
extern const guint          penstock_evidence_horizons[PENSTOCK_N_EVIDENCE_HORIZONS];

/* -- penstock-evidence-past.c -- */

/* The rows of a history as the arithmetic reads them: pointers that somebody else keeps. Tests make one without a history. */
typedef struct
{
  guint          n;                         /* companies */
  guint          n_rows;
  PenstockDay   *day;                       /* n_rows, ascending */
  const double **column[PENSTOCK_N_COLUMNS]; /* n_rows rows of n; NULL if not kept */
} PenstockEvidencePast;

PenstockEvidencePast *penstock_evidence_past_new          (guint n, guint n_rows); /* every column there, every row NULL */
PenstockEvidencePast *penstock_evidence_past_from_history (const PenstockHistory *history); /* borrows its rows */
void                  penstock_evidence_past_free         (PenstockEvidencePast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockEvidencePast, penstock_evidence_past_free)

/* A column of many days, each with its order. Day @k of the period and company i: value[k][i]. */
typedef struct
{
  const double **value;  /* a row a day */
  guint32       *order;  /* n a day */
  guint32       *known;  /* how many of order are there */
} PenstockEvidenceColumn;

/* -- penstock-evidence.c -- */

/* What the asking thread reads while the others write; atomic. */
typedef struct { gint done, total; } PenstockEvidenceCount;

typedef struct
{
  /* Set once */
  PenstockMarket             *market;
  const PenstockEvidencePast *past;
  guint                       first, n_days;  /* rows of the past that are the days t */
  guint                       n_later;        /* days and rows behind them that autocorrelation looks at */
  guint                       n_threads;
  GCancellable               *cancellable;
  PenstockEvidenceCount      *count;

  /* Filled by the steps, each by one task alone */
  double                     *forward_block;  /* horizons × days × companies */
  double                     *priced;         /* days × companies: z(ret_1m) */
  PenstockEvidenceColumn      forward[PENSTOCK_N_EVIDENCE_HORIZONS];
  PenstockEvidenceColumn      score[PENSTOCK_N_EVIDENCE_SCORES];
  guint                       seen[PENSTOCK_N_EVIDENCE_SCORES]; /* companies that have what the score is made of, on any day */
  PenstockDay                 look_ahead_fault[PENSTOCK_EVIDENCE_LOOK_AHEAD_DAYS];
  double                      placebo[PENSTOCK_PLACEBO_GRAPHS][PENSTOCK_N_EVIDENCE_SCORES][PENSTOCK_N_EVIDENCE_HORIZONS];
  PenstockEvidence           *evidence;
} PenstockEvidenceJob;

/* The whole of it, in the calling thread and @n_threads − 1 more; the bytes do not depend on how many. NULL: cancelled. */
PenstockEvidence *penstock_evidence_compute (PenstockMarket *market, const PenstockEvidencePast *past, PenstockDay from, PenstockDay to,
                                             guint n_threads, PenstockEvidenceCount *count, GCancellable *cancellable);

typedef void (*PenstockEvidenceTask) (PenstockEvidenceJob *job, guint index);
/* Runs @task for 0 … n−1 in all threads and waits. FALSE: cancelled. */
gboolean penstock_evidence_run      (PenstockEvidenceJob *job, guint n, PenstockEvidenceTask task);
gboolean penstock_evidence_stopped  (PenstockEvidenceJob *job);
void     penstock_evidence_advance  (PenstockEvidenceJob *job, gint units);

/* -- the steps: their units of progress, and their tasks -- */
gboolean penstock_evidence_prepare    (PenstockEvidenceJob *job); /* forward returns and orders */
void     penstock_evidence_release    (PenstockEvidenceJob *job);
gboolean penstock_evidence_fill_rows  (PenstockEvidenceJob *job); /* all of a row but Holm, placebo, finding and words */
gint     penstock_evidence_placebo_units (const PenstockEvidenceJob *job);
gboolean penstock_evidence_fill_placebo  (PenstockEvidenceJob *job);
gint     penstock_evidence_look_ahead_units (const PenstockEvidenceJob *job);
gboolean penstock_evidence_look_ahead (PenstockEvidenceJob *job);
/* The chain with the customers of its supply links shuffled. Borrows everything else of @chain, so it goes first. */
typedef struct { PenstockChain chain; PenstockGraph *graph; } PenstockShuffled;
PenstockShuffled *penstock_shuffled_new  (const PenstockChain *chain, guint64 seed);
void              penstock_shuffled_free (PenstockShuffled *self);
/* What was known of @market at the end of @day. Owned. */
PenstockMarket   *penstock_evidence_cut  (const PenstockMarket *market, PenstockDay day);

/* -- penstock-evidence-words.c: findings, and everything in words -- */
void     penstock_evidence_judge      (PenstockEvidenceJob *job);

/* -- penstock-evidence-engine.c -- */
/* What an engine keeps of answers given; NULL until the first question. */
typedef struct PenstockEvidenceDesk PenstockEvidenceDesk;
/* Ends what is under way (as cancelled) and forgets the rest. */
void     penstock_evidence_desk_free  (PenstockEvidenceDesk *self);

G_END_DECLS
