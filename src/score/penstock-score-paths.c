/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <math.h>
#include <stdlib.h>

/* SCORING.md §5, paths (i): every walk j → … → i of up to 4 links whose source has a signal is a path, so that all of them together are the
 * series Σ α^k W^k own⁰ up to k = 4; like the series they may come by a company twice. Searched from i down its customers. */
typedef struct
{
  const PenstockScoreGraph *graph;
  double                    alpha;
  const double             *own;
  double                    largest_own;

  PenstockScorePath        *paths;  /* a heap, the weakest at the root; the caller's */
  size_t                    n, max;

  size_t                    length; /* links of the paths looked for now */
  double                    product[PENSTOCK_PATH_LINKS + 1]; /* α^k·ΠW after k links */
  uint32_t                  node[PENSTOCK_PATH_LINKS + 1];    /* from company i down */
  size_t                    entry[PENSTOCK_PATH_LINKS];       /* of the graph, node[k] → node[k + 1] */
} Search;

/* Stronger first; then the shorter; then by nodes: a total order, so the answer does not hang on the order of the search. */
static int
compare_paths (const void *a,
               const void *b)
{
  const PenstockScorePath *x = a, *y = b;
  const double strength_x = fabs (x->contribution), strength_y = fabs (y->contribution);

  if (strength_x != strength_y)
    return strength_x > strength_y ? -1 : 1;
  if (x->n_links != y->n_links)
    return x->n_links < y->n_links ? -1 : 1;

  for (size_t k = 0; k <= x->n_links; k++)
    if (x->node[k] != y->node[k])
      return x->node[k] < y->node[k] ? -1 : 1;

  return 0;
}

static bool
is_weaker (const PenstockScorePath *a,
           const PenstockScorePath *b)
{
  return compare_paths (a, b) > 0;
}

static void
swap_paths (PenstockScorePath *a,
            PenstockScorePath *b)
{
  const PenstockScorePath kept = *a;

  *a = *b;
  *b = kept;
}

static void
sift_up (PenstockScorePath *heap,
         size_t             i)
{
  while (i > 0 && is_weaker (&heap[i], &heap[(i - 1) / 2]))
    {
      swap_paths (&heap[i], &heap[(i - 1) / 2]);
      i = (i - 1) / 2;
    }
}

static void
sift_down (PenstockScorePath *heap,
           size_t             n)
{
  size_t i = 0;

  for (;;)
    {
      size_t weakest = i;

      for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < n; child++)
        if (is_weaker (&heap[child], &heap[weakest]))
          weakest = child;
      if (weakest == i)
        return;

      swap_paths (&heap[i], &heap[weakest]);
      i = weakest;
    }
}

static void
keep_if_strong (Search                  *self,
                const PenstockScorePath *path)
{
  if (self->n < self->max)
    {
      self->paths[self->n++] = *path;
      sift_up (self->paths, self->n - 1);
    }
  else if (is_weaker (&self->paths[0], path))
    {
      self->paths[0] = *path;
      sift_down (self->paths, self->n);
    }
}

/* Turns the trail round: the source comes first in a path. */
static void
offer (Search *self)
{
  const size_t length = self->length;
  PenstockScorePath path = {
    .n_links = length,
    .contribution = self->product[length] * penstock_score_source (self->own[self->node[length]]),
  };

  if (path.contribution == 0.0)
    return;

  for (size_t k = 0; k <= length; k++)
    path.node[k] = self->node[length - k];
  for (size_t k = 0; k < length; k++)
    {
      path.link[k] = self->graph->link[self->entry[length - 1 - k]];
      path.weight[k] = self->graph->weight[self->entry[length - 1 - k]];
    }
  keep_if_strong (self, &path);
}

/* A weight is 1 at most, so a trail can't gain any more than the largest own and the α of the links still to come. A whisker is added
 * for the rounding of products. */
static bool
is_hopeless (const Search *self,
             size_t        depth)
{
  double bound = self->product[depth] * self->largest_own * (1.0 + 1e-9);

  if (self->n < self->max)
    return false;
  for (size_t k = depth; k < self->length; k++)
    bound *= self->alpha;

  return bound < fabs (self->paths[0].contribution);
}

static void
descend (Search *self,
         size_t  depth)
{
  const PenstockScoreGraph *graph = self->graph;
  const uint32_t node = self->node[depth];

  if (depth == self->length)
    {
      offer (self);
      return;
    }

  for (size_t e = graph->row_start[node]; e < graph->row_start[node + 1]; e++)
    {
      self->product[depth + 1] = self->product[depth] * self->alpha * graph->weight[e];
      self->node[depth + 1] = graph->customer[e];
      self->entry[depth] = e;
      if (!is_hopeless (self, depth + 1))
        descend (self, depth + 1);
    }
}

static size_t
count_paths (const PenstockScoreGraph *graph,
             const double             *own,
             size_t                    node,
             size_t                    links)
{
  size_t count = 0;

  for (size_t e = graph->row_start[node]; e < graph->row_start[node + 1]; e++)
    {
      count += penstock_score_source (own[graph->customer[e]]) != 0.0;
      if (links > 1)
        count += count_paths (graph, own, graph->customer[e], links - 1);
    }

  return count;
}

size_t
penstock_score_paths (const PenstockScoreGraph *self,
                      double                    alpha,
                      const double             *own,
                      size_t                    company,
                      PenstockScorePath        *paths,
                      size_t                    max,
                      size_t                   *n_total)
{
  Search search = {
    .graph = self, .alpha = alpha, .own = own, .paths = paths, .max = max,
    .product = { 1.0 }, .node = { (uint32_t)company },
  };

  if (n_total != NULL)
    *n_total = alpha > 0.0 ? count_paths (self, own, company, PENSTOCK_PATH_LINKS) : 0;
  if (max == 0)
    return 0;

  for (size_t i = 0; i < self->n; i++)
    search.largest_own = fmax (search.largest_own, fabs (penstock_score_source (own[i])));

  /* short paths first: they are the strong ones, and those found let most of the long ones be skipped */
  for (search.length = 1; search.length <= PENSTOCK_PATH_LINKS; search.length++)
    descend (&search, 0);
  qsort (paths, search.n, sizeof *paths, compare_paths);

  return search.n;
}
