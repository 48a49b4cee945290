/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <math.h>

#include "penstock-score-what-if.h"

/* A link whose weight beats all others behind it, for every company and every number of links: the strongest walk of k links from company i is a link to one of
 * its customers and the customer's strongest walk of k − 1. Walks may come by a company twice, as the series Σ α^k W^k does, so nothing is lost by it. */
static void
extend (const PenstockScoreGraph *graph,
        double                    alpha,
        const double             *shorter,
        double                   *longer,
        size_t                   *entry)
{
  for (size_t i = 0; i < graph->n; i++)
    {
      longer[i] = 0.0;
      entry[i] = 0;
      for (size_t e = graph->row_start[i]; e < graph->row_start[i + 1]; e++)
        {
          const double value = alpha * graph->weight[e] * shorter[graph->customer[e]];

          if (fabs (value) > fabs (longer[i]))
            {
              longer[i] = value;
              entry[i] = e;
            }
        }
    }
}

/* Follows the strongest walk of @links from @company down to where it starts; the source comes first in a path. */
static void
trace (const PenstockScoreGraph *graph,
       const size_t             *entry,
       size_t                    company,
       size_t                    links,
       double                    contribution,
       PenstockScorePath        *path)
{
  size_t node = company;

  path->n_links = links;
  path->contribution = contribution;
  path->node[links] = (uint32_t)company;
  for (size_t k = links; k > 0; k--)
    {
      const size_t e = entry[k * graph->n + node];

      path->link[k - 1] = graph->link[e];
      path->weight[k - 1] = graph->weight[e];
      node = graph->customer[e];
      path->node[k - 1] = (uint32_t)node;
    }
}

void
penstock_score_strongest_paths (const PenstockScoreGraph *graph,
                                double                    alpha,
                                const double             *own,
                                PenstockScorePath        *paths,
                                double                   *work,
                                size_t                   *entries)
{
  const size_t n = graph->n;

  for (size_t i = 0; i < n; i++)
    {
      work[i] = penstock_score_source (own[i]);
      paths[i].n_links = 0;
      paths[i].contribution = 0.0;
    }

  for (size_t k = 1; k <= PENSTOCK_PATH_LINKS; k++)
    {
      const double *shorter = work + ((k + 1) % 2) * n;
      double *longer = work + (k % 2) * n;

      extend (graph, alpha, shorter, longer, entries + k * n);
      for (size_t i = 0; i < n; i++)
        if (fabs (longer[i]) > fabs (paths[i].contribution)) /* of equals the shorter */
          trace (graph, entries, i, k, longer[i], &paths[i]);
    }
}

void
penstock_score_count_paths (const PenstockScoreGraph *graph,
                            const double             *own,
                            double                   *count,
                            double                   *work)
{
  const size_t n = graph->n;

  for (size_t i = 0; i < n; i++)
    {
      work[i] = penstock_score_source (own[i]) != 0.0 ? 1.0 : 0.0;
      count[i] = 0.0;
    }

  for (size_t k = 1; k <= PENSTOCK_PATH_LINKS; k++)
    {
      const double *shorter = work + ((k + 1) % 2) * n;
      double *longer = work + (k % 2) * n;

      for (size_t i = 0; i < n; i++)
        {
          longer[i] = 0.0;
          for (size_t e = graph->row_start[i]; e < graph->row_start[i + 1]; e++)
            longer[i] += shorter[graph->customer[e]];
          count[i] += longer[i];
        }
    }
}
