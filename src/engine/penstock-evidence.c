/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-evidence-private.h"

#include <math.h>

/* SCORING.md §7, put together. Tasks are numbered and each writes to a place of its own, so the bytes do not depend on who ran which. */

#define ROW_UNITS     10  /* a pair of score and horizon */
#define PREPARE_UNITS 100 /* all of it */

const PenstockColumn penstock_evidence_scores[PENSTOCK_N_EVIDENCE_SCORES] = {
  PENSTOCK_COLUMN_price_z, PENSTOCK_COLUMN_revenue_z, PENSTOCK_COLUMN_own, PENSTOCK_COLUMN_benefit_z, PENSTOCK_COLUMN_gap,
};
const guint penstock_evidence_horizons[PENSTOCK_N_EVIDENCE_HORIZONS] = { 5, 21, 63 };

PenstockEvidence *
penstock_evidence_ref (PenstockEvidence *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_evidence_unref (PenstockEvidence *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n_rows; i++)
    g_free (self->rows[i].words);
  g_free (self->rows);
  g_free (self->verdict);
  g_free (self->words);
  g_free (self);
}

/* -- tasks -- */

typedef struct
{
  PenstockEvidenceJob *job;
  PenstockEvidenceTask task;
  gint                 next; /* atomic */
  gint                 n;
} Queue;

static gpointer
work_in_thread (gpointer data)
{
  Queue *queue = data;
  gint index;

  while (!penstock_evidence_stopped (queue->job) && (index = g_atomic_int_add (&queue->next, 1)) < queue->n)
    queue->task (queue->job, (guint)index);

  return NULL;
}

gboolean
penstock_evidence_run (PenstockEvidenceJob *job,
                       guint                n,
                       PenstockEvidenceTask task)
{
  Queue queue = { .job = job, .task = task, .n = (gint)n };
  g_autoptr(GPtrArray) threads = g_ptr_array_new ();

  for (guint i = 1; i < MIN (job->n_threads, n); i++)
    {
      GThread *thread = g_thread_try_new ("evidence", work_in_thread, &queue, NULL);

      if (thread != NULL)
        g_ptr_array_add (threads, thread);
    }
  work_in_thread (&queue);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);

  return !penstock_evidence_stopped (job);
}

gboolean
penstock_evidence_stopped (PenstockEvidenceJob *job)
{
  return g_cancellable_is_cancelled (job->cancellable);
}

void
penstock_evidence_advance (PenstockEvidenceJob *job,
                           gint                 units)
{
  if (job->count != NULL)
    g_atomic_int_add (&job->count->done, units);
}

/* -- the whole -- */

static PenstockEvidence *
evidence_new (void)
{
  PenstockEvidence *self = g_new0 (PenstockEvidence, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_rows = PENSTOCK_N_EVIDENCE_SCORES * PENSTOCK_N_EVIDENCE_HORIZONS;
  self->rows = g_new0 (PenstockEvidenceRow, self->n_rows);
  self->from = self->to = self->look_ahead_fault = PENSTOCK_DAY_NONE;
  self->look_ahead_ok = TRUE;

  return self;
}

/* The rows of [from, to]; PENSTOCK_DAY_NONE is as far as there are any. */
static void
find_period (PenstockEvidenceJob *job,
             PenstockDay          from,
             PenstockDay          to)
{
  const PenstockEvidencePast *past = job->past;
  guint end = past->n_rows;

  while (job->first < past->n_rows && from != PENSTOCK_DAY_NONE && past->day[job->first] < from)
    job->first++;
  while (end > job->first && to != PENSTOCK_DAY_NONE && past->day[end - 1] > to)
    end--;

  job->n_days = end - job->first;
  job->n_later = MIN (past->n_rows - job->first, job->n_days + penstock_evidence_horizons[PENSTOCK_N_EVIDENCE_HORIZONS - 1]);
  if (job->n_days > 0)
    {
      job->evidence->from = past->day[job->first];
      job->evidence->to = past->day[end - 1];
    }
}

static gboolean
is_simulated (const PenstockMarket *market)
{
  for (guint i = 0; i < market->n; i++)
    if ((market->company[i].bars != NULL && market->company[i].bars->simulated) ||
        (market->company[i].revenue != NULL && penstock_revenue_is_simulated (market->company[i].revenue)))
      return TRUE;

  return FALSE;
}

static gboolean
run_steps (PenstockEvidenceJob *job)
{
  if (job->count != NULL)
    g_atomic_int_set (&job->count->total, PREPARE_UNITS + (gint)job->evidence->n_rows * ROW_UNITS + penstock_evidence_look_ahead_units (job) +
                                          penstock_evidence_placebo_units (job));
  if (!penstock_evidence_prepare (job))
    return FALSE;
  penstock_evidence_advance (job, PREPARE_UNITS);
  if (!penstock_evidence_fill_rows (job))
    return FALSE;
  penstock_evidence_advance (job, (gint)job->evidence->n_rows * ROW_UNITS);

  return penstock_evidence_look_ahead (job) && penstock_evidence_fill_placebo (job);
}

PenstockEvidence *
penstock_evidence_compute (PenstockMarket             *market,
                           const PenstockEvidencePast *past,
                           PenstockDay                 from,
                           PenstockDay                 to,
                           guint                       n_threads,
                           PenstockEvidenceCount      *count,
                           GCancellable               *cancellable)
{
  g_autoptr(PenstockEvidence) evidence = evidence_new ();
  g_autofree PenstockEvidenceJob *job = g_new0 (PenstockEvidenceJob, 1);
  gboolean done;

  job->market = market;
  job->past = past;
  job->n_threads = n_threads;
  job->cancellable = cancellable;
  job->count = count;
  job->evidence = evidence;
  find_period (job, from, to);
  evidence->simulated = is_simulated (market);

  done = run_steps (job);
  if (done)
    penstock_evidence_judge (job);
  penstock_evidence_release (job);

  return done ? g_steal_pointer (&evidence) : NULL;
}
