/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-evidence-private.h"

#include <math.h>

#include "penstock-calc-stats.h"

/* One task a pair of score and horizon, from day to day in order: the sums are the same in every run. */

/* Of one pair */
typedef struct
{
  double   *ic;          /* days */
  double   *again;       /* days: rank correlation of the score with itself later */
  double    sum[2][PENSTOCK_EVIDENCE_MOST_QUANTILES]; /* terciles, quintiles */
  guint     days[2][PENSTOCK_EVIDENCE_MOST_QUANTILES];
  gboolean *took_part;   /* companies */
  guint32  *rank;        /* companies */
} Pair;

static const guint quantiles[] = { 3, PENSTOCK_EVIDENCE_QUANTILES };

static void
add_quantiles (Pair         *pair,
               const guint32 *order,
               guint         known,
               const double *forward,
               gsize         pairs)
{
  for (guint of = 0; of < G_N_ELEMENTS (quantiles); of++)
    {
      double mean[PENSTOCK_EVIDENCE_MOST_QUANTILES];

      penstock_score_quantile_means (order, known, forward, pair->rank, pairs, quantiles[of], mean);
      for (guint q = 0; q < quantiles[of]; q++)
        if (!isnan (mean[q]))
          {
            pair->sum[of][q] += mean[q];
            pair->days[of][q]++;
          }
    }
}

static void
take_day (PenstockEvidenceJob *job,
          Pair                *pair,
          guint                s,
          guint                h,
          guint                k)
{
  const gsize n = job->past->n;
  const PenstockEvidenceColumn *score = &job->score[s], *forward = &job->forward[h];
  const guint later = k + penstock_evidence_horizons[h];
  gsize pairs;

  pair->ic[k] = penstock_score_rank_ic_ordered (score->value[k], score->order + k * n, score->known[k],
                                                forward->value[k], forward->order + k * n, forward->known[k], &pairs, pair->rank);
  if (!isnan (pair->ic[k]))
    {
      add_quantiles (pair, score->order + k * n, score->known[k], forward->value[k], pairs);
      for (gsize i = 0; i < n; i++)
        pair->took_part[i] |= !isnan (score->value[k][i]) && !isnan (forward->value[k][i]);
    }

  pair->again[k] = later >= job->n_later
    ? NAN
    : penstock_score_rank_ic_ordered (score->value[k], score->order + k * n, score->known[k],
                                      score->value[later], score->order + later * n, score->known[later], NULL, pair->rank);
}

static guint
count_true (const gboolean *x,
            gsize           n)
{
  guint count = 0;

  for (gsize i = 0; i < n; i++)
    count += x[i] != FALSE;

  return count;
}

/* One row has one number of quantiles: terciles if fewer than 25 companies took part in it on any day. */
static void
fill_quantiles (PenstockEvidenceRow *row,
                const Pair          *pair)
{
  const guint of = row->companies < PENSTOCK_EVIDENCE_NAMES ? 0 : 1;

  row->top_minus_bottom = NAN;
  row->n_quantiles = row->days > 0 ? quantiles[of] : 0;
  for (guint q = 0; q < PENSTOCK_EVIDENCE_MOST_QUANTILES; q++)
    row->quantile_return[q] = q < row->n_quantiles && pair->days[of][q] > 0 ? pair->sum[of][q] / pair->days[of][q] : NAN;
  if (row->n_quantiles > 0)
    row->top_minus_bottom = row->quantile_return[row->n_quantiles - 1] - row->quantile_return[0];
}

static void
fill_row (PenstockEvidenceJob *job,
          guint                index)
{
  const guint s = index / PENSTOCK_N_EVIDENCE_HORIZONS, h = index % PENSTOCK_N_EVIDENCE_HORIZONS;
  const gsize n = job->past->n;
  PenstockEvidenceRow *row = &job->evidence->rows[index];
  g_autofree double *ic = g_new (double, job->n_days + 1);
  g_autofree double *again = g_new (double, job->n_days + 1);
  g_autofree gboolean *took_part = g_new0 (gboolean, n + 1);
  g_autofree guint32 *rank = g_new0 (guint32, n + 1);
  Pair pair = { .ic = ic, .again = again, .took_part = took_part, .rank = rank };
  PenstockScoreIcSummary summary;

  for (guint k = 0; k < job->n_days; k++)
    {
      if (penstock_evidence_stopped (job))
        return;
      take_day (job, &pair, s, h, k);
    }

  summary = penstock_score_ic_summary (ic, job->n_days, penstock_evidence_horizons[h]);
  row->score = penstock_evidence_scores[s];
  row->horizon = penstock_evidence_horizons[h];
  row->days = (guint)summary.days;
  row->companies = count_true (took_part, n);
  row->mean_ic = summary.mean;
  row->sd_ic = summary.sd;
  row->ir = summary.ir;
  row->nw_t = summary.newey_west_t;
  row->p = summary.p;
  row->share_positive = summary.share_positive;
  row->autocorrelation = penstock_calc_mean (again, job->n_days);
  fill_quantiles (row, &pair);
}

/* What a score is made of, which may be there where too few have it for a score. */
static PenstockColumn
source_of (PenstockColumn score)
{
  switch ((int)score)
    {
    case PENSTOCK_COLUMN_price_z: return PENSTOCK_COLUMN_ret_1m;
    case PENSTOCK_COLUMN_revenue_z: return PENSTOCK_COLUMN_yoy_3m;
    default: return score;
    }
}

static void
count_seen (PenstockEvidenceJob *job,
            guint                s)
{
  const gsize n = job->past->n;
  const double *const *column = job->past->column[source_of (penstock_evidence_scores[s])];
  g_autofree gboolean *seen = g_new0 (gboolean, n + 1);

  for (guint k = 0; k < job->n_days; k++)
    for (gsize i = 0; i < n; i++)
      seen[i] |= !isnan (column[job->first + k][i]);
  job->seen[s] = count_true (seen, n);
}

static void
adjust_p (PenstockEvidence *evidence)
{
  double p[PENSTOCK_N_EVIDENCE_SCORES * PENSTOCK_N_EVIDENCE_HORIZONS];
  double adjusted[G_N_ELEMENTS (p)];

  for (guint i = 0; i < evidence->n_rows; i++)
    p[i] = evidence->rows[i].p;
  penstock_score_holm (p, evidence->n_rows, adjusted);
  evidence->n_tests = (guint)penstock_calc_count (p, evidence->n_rows);
  for (guint i = 0; i < evidence->n_rows; i++)
    evidence->rows[i].p_holm = adjusted[i];
}

gboolean
penstock_evidence_fill_rows (PenstockEvidenceJob *job)
{
  if (!penstock_evidence_run (job, job->evidence->n_rows, fill_row) || !penstock_evidence_run (job, PENSTOCK_N_EVIDENCE_SCORES, count_seen))
    return FALSE;

  adjust_p (job->evidence);
  return TRUE;
}
