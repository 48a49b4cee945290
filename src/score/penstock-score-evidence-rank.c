/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-evidence.h"

#include <math.h>

/* SCORING.md §7: ranks. Half a million sorts of some hundred values are behind one placebo table, so this sorts by itself: runs by insertion,
 * then merged. */

#define RUN        16
#define MOST_MOVES 8  /* an item, before an order of another day is given up */

static void
sort_run (PenstockScoreItem *items,
          size_t             n)
{
  for (size_t i = 1; i < n; i++)
    {
      const PenstockScoreItem item = items[i];
      size_t k = i;

      for (; k > 0 && items[k - 1].value > item.value; k--)
        items[k] = items[k - 1];
      items[k] = item;
    }
}

/* Of equals the left ones go first, so that the order is by value, then by number. */
static void
merge (const PenstockScoreItem *left,
       const PenstockScoreItem *middle,
       const PenstockScoreItem *end,
       PenstockScoreItem       *out)
{
  const PenstockScoreItem *right = middle;

  while (left < middle && right < end)
    *out++ = right->value < left->value ? *right++ : *left++;
  while (left < middle)
    *out++ = *left++;
  while (right < end)
    *out++ = *right++;
}

size_t
penstock_score_order (const double      *x,
                      size_t             n,
                      uint32_t          *order,
                      PenstockScoreItem *work)
{
  PenstockScoreItem *from = work, *to = work + n;
  size_t known = 0;

  for (size_t i = 0; i < n; i++)
    if (!isnan (x[i]))
      work[known++] = (PenstockScoreItem) { x[i], (uint32_t)i };

  for (size_t start = 0; start < known; start += RUN)
    sort_run (work + start, known - start < RUN ? known - start : RUN);

  for (size_t width = RUN; width < known; width *= 2)
    {
      PenstockScoreItem *const swapped = from;

      for (size_t start = 0; start < known; start += 2 * width)
        {
          const size_t middle = start + width < known ? start + width : known;
          const size_t end = middle + width < known ? middle + width : known;

          merge (from + start, from + middle, from + end, to + start);
        }
      from = to;
      to = swapped;
    }

  for (size_t i = 0; i < known; i++)
    order[i] = from[i].item;

  return known;
}

/* By insertion, as far as it is cheap: false if more than a few moves an item are needed. */
static bool
mend (PenstockScoreItem *items,
      size_t             n)
{
  size_t moves = 0;

  for (size_t i = 1; i < n; i++)
    {
      const PenstockScoreItem item = items[i];
      size_t k = i;

      for (; k > 0 && (items[k - 1].value > item.value || (items[k - 1].value == item.value && items[k - 1].item > item.item)); k--)
        items[k] = items[k - 1];
      items[k] = item;
      moves += i - k;
      if (moves > MOST_MOVES * n)
        return false;
    }

  return true;
}

size_t
penstock_score_order_from (const double      *x,
                           size_t             n,
                           uint32_t          *order,
                           size_t             before,
                           PenstockScoreItem *work)
{
  size_t known = 0, taken = 0;

  for (size_t i = 0; i < n; i++)
    known += !isnan (x[i]);
  for (size_t k = 0; k < before; k++)
    {
      work[taken] = (PenstockScoreItem) { x[order[k]], order[k] };
      taken += !isnan (x[order[k]]);
    }

  if (taken != known || !mend (work, known))
    return penstock_score_order (x, n, order, work);

  for (size_t i = 0; i < known; i++)
    order[i] = work[i].item;

  return known;
}

/* Where no two values are equal; false if two are. Items that are in no pair are given a rank too, which nobody reads. */
static bool
rank_distinct (const double   *x,
               const uint32_t *order,
               size_t          n,
               const double   *other,
               uint32_t       *rank,
               size_t         *pairs)
{
  size_t seen = 0;
  bool distinct = true;

  for (size_t k = 0; k < n; k++)
    {
      const uint32_t item = order[k];

      rank[item] = (uint32_t)(2 * seen + 2);
      seen += !isnan (other[item]);
      distinct &= k == 0 || x[item] != x[order[k - 1]];
    }
  *pairs = seen;

  return distinct;
}

/* Gives every item that has @other too twice its average rank among those, and hands back how many there are. */
static size_t
rank_pairs (const double   *x,
            const uint32_t *order,
            size_t          n,
            const double   *other,
            uint32_t       *rank)
{
  size_t pairs = 0;

  if (rank_distinct (x, order, n, other, rank, &pairs))
    return pairs;

  pairs = 0;
  for (size_t k = 0; k < n;)
    {
      const size_t first = k;
      const double value = x[order[k]];
      size_t equal = 0;

      for (; k < n && x[order[k]] == value; k++)
        equal += !isnan (other[order[k]]);
      for (size_t m = first; m < k; m++)
        if (!isnan (other[order[m]]))
          rank[order[m]] = (uint32_t)(2 * pairs + equal + 1);
      pairs += equal;
    }

  return pairs;
}

/* Sums over the pairs, of doubled ranks. */
typedef struct { int64_t xx, yy, xy; } Sums;

/* Where no two y are equal; false if two are. */
static bool
sum_distinct (const double   *x,
              const double   *y,
              const uint32_t *y_order,
              size_t          n_y,
              const uint32_t *rank,
              Sums           *sums)
{
  int64_t xx = 0, xy = 0, yy = 0, seen = 0;
  bool distinct = true;

  for (size_t k = 0; k < n_y; k++)
    {
      const uint32_t item = y_order[k];
      const int64_t counts = !isnan (x[item]);
      const int64_t r = counts * (int64_t)rank[item], twice = counts * (2 * seen + 2);

      xx += r * r;
      xy += r * twice;
      yy += twice * twice;
      seen += counts;
      distinct &= k == 0 || y[item] != y[y_order[k - 1]];
    }
  *sums = (Sums) { xx, yy, xy };

  return distinct;
}

static Sums
sum_ranks (const double   *x,
           const double   *y,
           const uint32_t *y_order,
           size_t          n_y,
           const uint32_t *rank)
{
  Sums sums;
  int64_t before = 0;

  if (sum_distinct (x, y, y_order, n_y, rank, &sums))
    return sums;

  sums = (Sums) { 0 };

  for (size_t k = 0; k < n_y;)
    {
      const double value = y[y_order[k]];
      int64_t equal = 0, of_x = 0, twice;

      for (; k < n_y && y[y_order[k]] == value; k++)
        if (!isnan (x[y_order[k]]))
          {
            const int64_t r = rank[y_order[k]];

            equal++;
            of_x += r;
            sums.xx += r * r;
          }
      twice = 2 * before + equal + 1;
      sums.xy += twice * of_x;
      sums.yy += twice * twice * equal;
      before += equal;
    }

  return sums;
}

double
penstock_score_rank_ic_ordered (const double   *x,
                                const uint32_t *x_order,
                                size_t          n_x,
                                const double   *y,
                                const uint32_t *y_order,
                                size_t          n_y,
                                size_t         *pairs,
                                uint32_t       *rank)
{
  const size_t found = rank_pairs (x, x_order, n_x, y, rank);
  const int64_t n = (int64_t)found, square = n * (n + 1) * (n + 1);
  Sums sums;

  if (pairs != NULL)
    *pairs = found;
  if (found < PENSTOCK_EVIDENCE_PAIRS)
    return NAN;

  sums = sum_ranks (x, y, y_order, n_y, rank);
  if (sums.xx == square || sums.yy == square)
    return NAN;

  return (double)(sums.xy - square) / sqrt ((double)(sums.xx - square) * (double)(sums.yy - square));
}

double
penstock_score_rank_ic (const double *x,
                        const double *y,
                        size_t        n,
                        size_t       *pairs,
                        double       *work)
{
  PenstockScoreItem *items = (PenstockScoreItem *)(void *)work;   /* 2·n of two doubles */
  uint32_t *x_order = (uint32_t *)(void *)(work + 4 * n);         /* n, then n of half a double */
  uint32_t *y_order = x_order + n;
  uint32_t *rank = (uint32_t *)(void *)(work + 5 * n);
  const size_t n_x = penstock_score_order (x, n, x_order, items);
  const size_t n_y = penstock_score_order (y, n, y_order, items);

  for (size_t i = 0; i < n; i++)
    rank[i] = 0;

  return penstock_score_rank_ic_ordered (x, x_order, n_x, y, y_order, n_y, pairs, rank);
}

void
penstock_score_quantile_means (const uint32_t *x_order,
                               size_t          n_x,
                               const double   *y,
                               const uint32_t *rank,
                               size_t          pairs,
                               size_t          n_quantiles,
                               double         *mean)
{
  size_t count[PENSTOCK_EVIDENCE_QUANTILES] = { 0 };

  for (size_t q = 0; q < n_quantiles; q++)
    mean[q] = 0.0;

  for (size_t k = 0; k < n_x; k++)
    if (!isnan (y[x_order[k]]))
      {
        const size_t q = (rank[x_order[k]] - 1) * n_quantiles / (2 * pairs);

        mean[q] += y[x_order[k]];
        count[q]++;
      }

  for (size_t q = 0; q < n_quantiles; q++)
    mean[q] = count[q] > 0 ? mean[q] / (double)count[q] : NAN;
}
