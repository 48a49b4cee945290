/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-scoreboard.h"

#include <math.h>

#include "penstock-compute.h"

#define MAX_PATHS 12

static int
compare_sources (gconstpointer a,
                 gconstpointer b)
{
  const PenstockSource *first = a, *second = b;
  const double x = fabs (first->contribution), y = fabs (second->contribution);

  if (x != y)
    return x > y ? -1 : 1;
  return first->company < second->company ? -1 : first->company > second->company;
}

static void
fill_sources (PenstockExplanation      *self,
              const PenstockScoreboard *board)
{
  g_autofree double *contribution = g_new0 (double, board->n + 1);
  g_autofree double *work = g_new0 (double, board->n + 1);

  penstock_score_contributions (board->graph, board->settings.alpha, board->column[PENSTOCK_COLUMN_own], self->company,
                                contribution, work);
  self->sources = g_new0 (PenstockSource, board->n + 1);
  for (guint j = 0; j < board->n; j++)
    if (contribution[j] != 0)
      self->sources[self->n_sources++] = (PenstockSource) { j, contribution[j] };

  if (self->n_sources > 0)
    qsort (self->sources, self->n_sources, sizeof (PenstockSource), compare_sources);
}

static void
fill_paths (PenstockExplanation      *self,
            const PenstockScoreboard *board)
{
  const PenstockGraph *graph = penstock_scoreboard_get_graph (board);
  size_t total = 0;

  self->paths = g_new0 (PenstockScorePath, MAX_PATHS);
  self->n_paths = (guint)penstock_score_paths (board->graph, board->settings.alpha, board->column[PENSTOCK_COLUMN_own], self->company,
                                               self->paths, MAX_PATHS, &total);
  self->n_paths_total = total;

  /* The graph numbers supply links only; whoever reads a path looks the link up in the chain. */
  for (guint p = 0; p < self->n_paths; p++)
    for (size_t k = 0; k < self->paths[p].n_links; k++)
      self->paths[p].link[k] = graph->chain_link[self->paths[p].link[k]];
}

PenstockExplanation *
penstock_explanation_new (const PenstockScoreboard *board,
                          guint                     company)
{
  PenstockExplanation *self;

  g_return_val_if_fail (board != NULL && company < board->n, NULL);

  self = g_new0 (PenstockExplanation, 1);
  self->company = company;
  self->benefit = board->column[PENSTOCK_COLUMN_benefit][company];
  fill_sources (self, board);
  fill_paths (self, board);

  return self;
}

void
penstock_explanation_free (PenstockExplanation *self)
{
  if (self == NULL)
    return;

  g_free (self->sources);
  g_free (self->paths);
  g_free (self);
}
