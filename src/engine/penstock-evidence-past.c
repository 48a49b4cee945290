/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-evidence-private.h"

#include <math.h>

/* What the rank ICs are made of: the scores of the days, and what prices did after them. */

#define BLOCK 64 /* days a task */

PenstockEvidencePast *
penstock_evidence_past_new (guint n,
                            guint n_rows)
{
  PenstockEvidencePast *self = g_new0 (PenstockEvidencePast, 1);

  self->n = n;
  self->n_rows = n_rows;
  self->day = g_new0 (PenstockDay, n_rows + 1);
  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    self->column[c] = g_new0 (const double *, n_rows + 1);

  return self;
}

PenstockEvidencePast *
penstock_evidence_past_from_history (const PenstockHistory *history)
{
  PenstockEvidencePast *self = penstock_evidence_past_new (penstock_history_get_chain (history)->n_companies,
                                                           (guint)penstock_history_get_n (history));

  for (guint row = 0; row < self->n_rows; row++)
    self->day[row] = penstock_history_get_day (history, row);

  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    if (!penstock_history_keeps ((PenstockColumn)c))
      g_clear_pointer (&self->column[c], g_free);
    else
      for (guint row = 0; row < self->n_rows; row++)
        self->column[c][row] = penstock_history_get_column (history, row, (PenstockColumn)c);

  return self;
}

void
penstock_evidence_past_free (PenstockEvidencePast *self)
{
  if (self == NULL)
    return;

  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    g_free (self->column[c]);
  g_free (self->day);
  g_free (self);
}

/* -- forward returns -- */

/* The verified bars of a company over everything stored now; a glitch is left out, and nothing follows an unexplained jump. */
static gsize
verify (const PenstockMarketCompany *company,
        gint32                      *day,
        double                      *price)
{
  const PenstockBars *bars = company->bars;
  const GArray *actions = company->actions;
  g_autofree double *raw = g_new (double, bars->n + 1);

  for (gsize i = 0; i < bars->n; i++)
    raw[i] = penstock_bars_price (bars, i);

  return penstock_score_verify (bars->day, raw, bars->n,
                                actions != NULL ? (const PenstockScoreAction *)(gpointer)actions->data : NULL,
                                actions != NULL ? actions->len : 0,
                                G_MAXINT32, day, price, NULL, NULL).n_good;
}

/* P(t+1+h)/P(t+1) − 1, t+1 the listing's next verified bar. Our reading: a listing that had no bar in the seven calendar days up to t is not in the
 * cross-section of the day, so nothing is bought of it then either (a company that is listed two years later has no return of today). */
static void
fill_company (PenstockEvidenceJob *job,
              guint                i)
{
  const PenstockMarketCompany *company = &job->market->company[i];
  const gsize n_bars = company->bars != NULL ? company->bars->n : 0;
  g_autofree gint32 *day = g_new (gint32, n_bars + 1);
  g_autofree double *price = g_new (double, n_bars + 1);
  const gsize n_good = n_bars > 0 ? verify (company, day, price) : 0;
  const gsize n = job->past->n;
  gsize next = 0;

  for (guint k = 0; k < job->n_days; k++)
    {
      const PenstockDay t = job->past->day[job->first + k];
      gboolean trades;

      while (next < n_good && day[next] <= t)
        next++;
      trades = next > 0 && t - day[next - 1] <= 7;
      for (guint h = 0; h < PENSTOCK_N_EVIDENCE_HORIZONS; h++)
        {
          const gsize then = next + penstock_evidence_horizons[h];

          job->forward_block[(h * job->n_days + k) * n + i] = trades && then < n_good ? price[then] / price[next] - 1.0 : NAN;
        }
    }
}

/* -- orders -- */

static void
order_day (PenstockEvidenceColumn *column,
           guint                   k,
           gsize                   n,
           PenstockScoreItem      *work)
{
  column->known[k] = (guint32)penstock_score_order (column->value[k], n, column->order + k * n, work);
}

static void
order_block (PenstockEvidenceJob *job,
             guint                block)
{
  const gsize n = job->past->n;
  g_autofree PenstockScoreItem *work = g_new (PenstockScoreItem, 2 * n + 1);

  for (guint k = block * BLOCK; k < MIN ((block + 1) * BLOCK, job->n_later); k++)
    {
      for (guint s = 0; s < PENSTOCK_N_EVIDENCE_SCORES; s++)
        order_day (&job->score[s], k, n, work);
      if (k >= job->n_days)
        continue;

      for (guint h = 0; h < PENSTOCK_N_EVIDENCE_HORIZONS; h++)
        order_day (&job->forward[h], k, n, work);
      penstock_score_priced (job->past->column[PENSTOCK_COLUMN_ret_1m][job->first + k], n, job->priced + k * n);
    }
}

static void
column_init (PenstockEvidenceColumn *self,
             guint                   n_days,
             gsize                   n)
{
  self->value = g_new0 (const double *, n_days + 1);
  self->order = g_new (guint32, n_days * n + 1);
  self->known = g_new0 (guint32, n_days + 1);
}

static void
column_clear (PenstockEvidenceColumn *self)
{
  g_free (self->value);
  g_free (self->order);
  g_free (self->known);
}

gboolean
penstock_evidence_prepare (PenstockEvidenceJob *job)
{
  const gsize n = job->past->n;

  job->forward_block = g_new (double, PENSTOCK_N_EVIDENCE_HORIZONS * job->n_days * n + 1);
  job->priced = g_new (double, job->n_days * n + 1);
  for (guint h = 0; h < PENSTOCK_N_EVIDENCE_HORIZONS; h++)
    {
      column_init (&job->forward[h], job->n_days, n);
      for (guint k = 0; k < job->n_days; k++)
        job->forward[h].value[k] = job->forward_block + (h * job->n_days + k) * n;
    }
  for (guint s = 0; s < PENSTOCK_N_EVIDENCE_SCORES; s++)
    {
      column_init (&job->score[s], job->n_later, n);
      for (guint k = 0; k < job->n_later; k++)
        job->score[s].value[k] = job->past->column[penstock_evidence_scores[s]][job->first + k];
    }

  return penstock_evidence_run (job, (guint)n, fill_company) &&
         penstock_evidence_run (job, (job->n_later + BLOCK - 1) / BLOCK, order_block);
}

void
penstock_evidence_release (PenstockEvidenceJob *job)
{
  g_free (job->forward_block);
  g_free (job->priced);
  for (guint h = 0; h < PENSTOCK_N_EVIDENCE_HORIZONS; h++)
    column_clear (&job->forward[h]);
  for (guint s = 0; s < PENSTOCK_N_EVIDENCE_SCORES; s++)
    column_clear (&job->score[s]);
}
