/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-what-if.h"

#include <math.h>

#include "penstock-compute.h"
#include "penstock-score-what-if.h"

/* x to the company; to each member of a segment x times its exposure, consolidated children left out where their parent is a member. */
static double *
make_shock (const PenstockScoreboard *board,
            gboolean                  is_segment,
            guint                     index,
            double                    amount)
{
  double *shock = g_new0 (double, board->n + 1);
  const PenstockGraph *graph = penstock_scoreboard_get_graph (board);

  if (!is_segment)
    shock[index] = amount;
  else
    for (guint i = 0; i < board->n; i++)
      shock[i] = amount * graph->segment_weight[(gsize)index * board->n + i];

  return shock;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const PenstockWhatIfRow *first = a, *second = b;
  const double x = fabs (first->delta), y = fabs (second->delta);

  if (x != y)
    return x > y ? -1 : 1;
  return first->company < second->company ? -1 : first->company > second->company;
}

static void
fill_rows (PenstockWhatIf           *self,
           const PenstockScoreboard *board,
           const double             *delta,
           const PenstockScorePath  *paths,
           const double             *count)
{
  const PenstockGraph *graph = penstock_scoreboard_get_graph (board);

  for (guint i = 0; i < board->n; i++)
    {
      PenstockWhatIfRow *row = &self->rows[self->n_rows];

      if (delta[i] == 0)
        continue;

      *row = (PenstockWhatIfRow) { .company = i, .delta = delta[i], .path = paths[i], .n_paths = (guint)count[i] };
      /* The graph numbers supply links only; whoever reads a path looks the link up in the chain. */
      for (size_t k = 0; k < row->path.n_links; k++)
        row->path.link[k] = graph->chain_link[row->path.link[k]];
      self->n_rows++;
    }
  qsort (self->rows, self->n_rows, sizeof (PenstockWhatIfRow), compare_rows);
}

PenstockWhatIf *
penstock_what_if_new (const PenstockScoreboard *board,
                      gboolean                  is_segment,
                      guint                     index,
                      double                    amount)
{
  const gsize n = board->n;
  PenstockWhatIf *self;
  g_autofree double *shock = NULL;
  g_autofree double *delta = g_new0 (double, n + 1);
  g_autofree double *count = g_new0 (double, n + 1);
  g_autofree double *work = g_new0 (double, 2 * n + 1);
  g_autofree size_t *entries = g_new0 (size_t, (PENSTOCK_PATH_LINKS + 1) * n + 1);
  g_autofree PenstockScorePath *paths = g_new0 (PenstockScorePath, n + 1);

  g_return_val_if_fail (board != NULL && index < (is_segment ? board->n_segments : board->n), NULL);
  g_return_val_if_fail (isfinite (amount), NULL);

  self = g_new0 (PenstockWhatIf, 1);
  self->is_segment = is_segment;
  self->index = index;
  self->amount = amount;
  self->rows = g_new0 (PenstockWhatIfRow, n + 1);

  shock = make_shock (board, is_segment, index, amount);
  penstock_score_solve (board->graph, board->settings.alpha, shock, delta);
  penstock_score_strongest_paths (board->graph, board->settings.alpha, shock, paths, work, entries);
  penstock_score_count_paths (board->graph, shock, count, work);
  fill_rows (self, board, delta, paths, count);

  return self;
}

void
penstock_what_if_free (PenstockWhatIf *self)
{
  if (self == NULL)
    return;

  g_free (self->rows);
  g_free (self);
}
