/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-evidence-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* SCORING.md §7, placebo: the same suppliers with the same strengths, but whose customers are whose is drawn by lot. One task a graph. */

#define LANES PENSTOCK_SOLVE_LANES

PenstockShuffled *
penstock_shuffled_new (const PenstockChain *chain,
                       guint64              seed)
{
  PenstockShuffled *self = g_new0 (PenstockShuffled, 1);
  g_autofree guint32 *order = g_new (guint32, chain->n_links + 1);
  g_autofree guint *supply = g_new (guint, chain->n_links + 1);
  guint n_supply = 0;

  for (guint i = 0; i < chain->n_links; i++)
    if (chain->links[i].kind == PENSTOCK_LINK_SUPPLY)
      supply[n_supply++] = i;

  /* Never unreferenced to nothing: it is not a chain of its own. */
  self->chain = *chain;
  g_atomic_ref_count_init (&self->chain.ref_count);
  self->chain.links = g_memdup2 (chain->links, chain->n_links * sizeof (PenstockLink));
  penstock_score_shuffle (seed, n_supply, order);
  for (guint k = 0; k < n_supply; k++)
    self->chain.links[supply[k]].to = chain->links[supply[order[k]]].to;
  self->graph = penstock_graph_new (&self->chain);

  return self;
}

void
penstock_shuffled_free (PenstockShuffled *self)
{
  penstock_graph_unref (self->graph);
  g_free (self->chain.links);
  g_free (self);
}

/* -- one graph -- */

typedef struct
{
  PenstockEvidenceJob *job;
  PenstockScoreGraph  *graph;
  bool                *counts;    /* companies: in benefit_z */
  double              *own, *benefit, *work; /* LANES columns; 2·LANES columns */
  double              *score[2];  /* benefit_z and gap of one day */
  guint32             *order[2], *rank; /* of the day before, at first none */
  gsize                known[2];
  PenstockScoreItem   *items;
  double               sum[2][PENSTOCK_N_EVIDENCE_HORIZONS];
  guint                days[2][PENSTOCK_N_EVIDENCE_HORIZONS];
} Graph;

static void
graph_init (Graph               *self,
            PenstockEvidenceJob *job,
            PenstockScoreGraph  *graph)
{
  const PenstockChain *chain = job->market->graph->chain;
  const gsize n = job->past->n;

  *self = (Graph) { .job = job, .graph = graph };
  self->counts = g_new0 (bool, n + 1);
  self->own = g_new (double, (4 * LANES + 2) * n + 1);
  self->benefit = self->own + LANES * n;
  self->work = self->benefit + LANES * n;
  self->score[0] = self->work + 2 * LANES * n;
  self->score[1] = self->score[0] + n;
  self->order[0] = g_new0 (guint32, 3 * n + 1);
  self->order[1] = self->order[0] + n;
  self->rank = self->order[1] + n;
  self->items = g_new (PenstockScoreItem, 2 * n + 1);
  for (gsize i = 0; i < n; i++)
    self->counts[i] = chain->companies[i].listed && penstock_score_graph_row (graph, i, NULL, NULL, NULL) > 0;
}

static void
graph_clear (Graph *self)
{
  g_free (self->counts);
  g_free (self->own);
  g_free (self->order[0]);
  g_free (self->items);
}

static gboolean
is_worth_a_solve (const PenstockEvidenceJob *job,
                  guint                      k)
{
  const double *own = job->past->column[PENSTOCK_COLUMN_own][job->first + k];
  gboolean follows = FALSE;

  for (guint h = 0; h < PENSTOCK_N_EVIDENCE_HORIZONS; h++)
    follows |= job->forward[h].known[k] >= PENSTOCK_EVIDENCE_PAIRS;
  for (gsize i = 0; follows && i < job->past->n; i++)
    if (!isnan (own[i]))
      return TRUE;

  return FALSE;
}

static void
take_day (Graph        *self,
          guint         k,
          const double *benefit)
{
  const PenstockEvidenceJob *job = self->job;
  const gsize n = job->past->n;

  penstock_score_benefit_scores (benefit, self->counts, job->priced + k * n, n, self->score[0], self->score[1]);
  for (guint s = 0; s < 2; s++)
    {
      self->known[s] = penstock_score_order_from (self->score[s], n, self->order[s], self->known[s], self->items);
      for (guint h = 0; h < PENSTOCK_N_EVIDENCE_HORIZONS; h++)
        {
          const PenstockEvidenceColumn *forward = &job->forward[h];
          const double ic = penstock_score_rank_ic_ordered (self->score[s], self->order[s], self->known[s], forward->value[k],
                                                            forward->order + k * n, forward->known[k], NULL, self->rank);

          if (!isnan (ic))
            {
              self->sum[s][h] += ic;
              self->days[s][h]++;
            }
        }
    }
}

/* Days [from, end): as many as there are lanes, or fewer. */
static void
take_days (Graph *self,
           guint  from,
           guint  end)
{
  const PenstockEvidenceJob *job = self->job;
  const gsize n = job->past->n;
  guint day[LANES], n_columns = 0;

  for (guint k = from; k < end; k++)
    if (is_worth_a_solve (job, k))
      {
        memcpy (self->own + n_columns * n, job->past->column[PENSTOCK_COLUMN_own][job->first + k], n * sizeof (double));
        day[n_columns++] = k;
      }

  penstock_score_solve_many (self->graph, job->market->settings.alpha, self->own, n_columns, self->benefit, self->work);
  for (guint c = 0; c < n_columns; c++)
    take_day (self, day[c], self->benefit + c * n);
}

static void
try_graph (PenstockEvidenceJob *job,
           guint                index)
{
  PenstockShuffled *shuffled = penstock_shuffled_new (job->market->graph->chain, PENSTOCK_EVIDENCE_SEED + index);
  Graph graph;

  graph_init (&graph, job, shuffled->graph->graph);
  for (guint k = 0; k < job->n_days && !penstock_evidence_stopped (job); k += LANES)
    {
      take_days (&graph, k, MIN (k + LANES, job->n_days));
      penstock_evidence_advance (job, 1);
    }

  for (guint s = 0; s < PENSTOCK_N_EVIDENCE_SCORES; s++)
    for (guint h = 0; h < PENSTOCK_N_EVIDENCE_HORIZONS; h++)
      {
        const guint which = penstock_evidence_scores[s] == PENSTOCK_COLUMN_gap ? 1 : 0;

        job->placebo[index][s][h] = graph.days[which][h] > 0 ? graph.sum[which][h] / graph.days[which][h] : NAN;
      }
  graph_clear (&graph);
  penstock_shuffled_free (shuffled);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* Only where every shuffled graph has an IC to stand beside. An equal one is not beaten. */
static void
fill_placebo (PenstockEvidenceJob *job,
              guint                s,
              guint                h)
{
  PenstockEvidenceRow *row = &job->evidence->rows[s * PENSTOCK_N_EVIDENCE_HORIZONS + h];
  guint beaten = 0;

  row->has_placebo = !isnan (row->mean_ic);
  for (guint g = 0; g < PENSTOCK_PLACEBO_GRAPHS; g++)
    {
      row->placebo[g] = job->placebo[g][s][h];
      row->has_placebo &= !isnan (row->placebo[g]);
      beaten += row->placebo[g] < row->mean_ic;
    }

  if (row->has_placebo)
    {
      qsort (row->placebo, PENSTOCK_PLACEBO_GRAPHS, sizeof (double), compare_doubles);
      row->placebo_rank = (double)beaten / PENSTOCK_PLACEBO_GRAPHS;
    }
}

gint
penstock_evidence_placebo_units (const PenstockEvidenceJob *job)
{
  return (gint)(PENSTOCK_PLACEBO_GRAPHS * ((job->n_days + LANES - 1) / LANES));
}

gboolean
penstock_evidence_fill_placebo (PenstockEvidenceJob *job)
{
  for (guint i = 0; i < job->evidence->n_rows; i++)
    {
      job->evidence->rows[i].placebo_rank = NAN;
      for (guint g = 0; g < PENSTOCK_PLACEBO_GRAPHS; g++)
        job->evidence->rows[i].placebo[g] = NAN;
    }
  if (!penstock_evidence_run (job, PENSTOCK_PLACEBO_GRAPHS, try_graph))
    return FALSE;

  for (guint s = 0; s < PENSTOCK_N_EVIDENCE_SCORES; s++)
    for (guint h = 0; h < PENSTOCK_N_EVIDENCE_HORIZONS; h++)
      if (penstock_evidence_scores[s] == PENSTOCK_COLUMN_benefit_z || penstock_evidence_scores[s] == PENSTOCK_COLUMN_gap)
        fill_placebo (job, s, h);

  return TRUE;
}
