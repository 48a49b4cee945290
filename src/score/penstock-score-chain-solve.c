/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <float.h>
#include <math.h>

/* SCORING.md §5: the solve of W and its transpose. */

#define SMALLEST_CHANGE 1e-12

/* Rounding keeps the change above 1e-12 for ever when own is very large (a what-if of a million): then its own last digits decide. */
static double
enough (const double *own,
        size_t        n,
        double        alpha)
{
  double largest = 0.0;

  for (size_t i = 0; i < n; i++)
    largest = fmax (largest, fabs (penstock_score_source (own[i])));

  return fmax (SMALLEST_CHANGE, 8.0 * DBL_EPSILON * largest / (1.0 - alpha));
}

/* One pass over the rows, in index order. @x is x = own⁰ + α·W·x so far. Returns the largest change. */
static double
sweep (const PenstockScoreGraph *self,
       double                    alpha,
       const double             *own,
       double                   *x)
{
  const double *weight = self->weight;
  const uint32_t *customer = self->customer;
  double largest = 0.0;

  for (size_t i = 0; i < self->n; i++)
    {
      const size_t end = self->row_start[i + 1];
      double sum = 0.0, next, change;

      for (size_t e = self->row_start[i]; e < end; e++)
        sum += weight[e] * x[customer[e]];
      next = penstock_score_source (own[i]) + alpha * sum;
      change = fabs (next - x[i]);
      largest = change > largest ? change : largest;
      x[i] = next;
    }

  return largest;
}

/* Gauss–Seidel on x = own⁰ + α·W·x; b = x − own⁰. Rows of W sum to 1 at most, so it converges for every α < 1. */
size_t
penstock_score_solve (const PenstockScoreGraph *self,
                      double                    alpha,
                      const double             *own,
                      double                   *benefit)
{
  const double limit = enough (own, self->n, alpha);
  size_t sweeps = 1;

  for (size_t i = 0; i < self->n; i++)
    benefit[i] = penstock_score_source (own[i]);

  while (sweep (self, alpha, own, benefit) >= limit)
    sweeps++;

  for (size_t i = 0; i < self->n; i++)
    benefit[i] = self->twin[i] < i ? benefit[self->twin[i]] : benefit[i] - penstock_score_source (own[i]);

  return sweeps;
}

/* -- many at once -- */

#define LANES PENSTOCK_SOLVE_LANES

/* Four columns side by side in one register, or two where the processor has no wider ones. Lanes never mix, so the bytes are the same everywhere. */
#define QUADS (LANES / 4)
typedef double Quad __attribute__ ((vector_size (32), aligned (8), may_alias));
typedef int64_t QuadMask __attribute__ ((vector_size (32), aligned (8), may_alias));

#if defined (__x86_64__) && defined (__GLIBC__) && defined (__GNUC__) && !defined (__clang__)
#define WIDE __attribute__ ((target_clones ("avx2", "default")))
#else
#define WIDE
#endif

/* One pass with a column in each lane: every lane goes through the same additions in the same order as sweep() does. A row of @x and of
 * @source holds the lanes of one company. */
WIDE static void
sweep_lanes (const PenstockScoreGraph *self,
             double                    alpha,
             const double             *source,
             double                   *x,
             double                    largest[LANES])
{
  Quad most[QUADS] = { 0 };

  for (size_t i = 0; i < self->n; i++)
    {
      const size_t end = self->row_start[i + 1];
      Quad sum[QUADS] = { 0 };

      for (size_t e = self->row_start[i]; e < end; e++)
        {
          const double weight = self->weight[e];
          const Quad *from = (const Quad *)(const void *)(x + (size_t)self->customer[e] * LANES);

          for (size_t q = 0; q < QUADS; q++)
            sum[q] += weight * from[q];
        }

      for (size_t q = 0; q < QUADS; q++)
        {
          Quad *to = (Quad *)(void *)(x + i * LANES) + q;
          const Quad next = ((const Quad *)(const void *)(source + i * LANES))[q] + alpha * sum[q];
          const Quad difference = next - *to;
          const Quad change = (Quad)((QuadMask)difference & INT64_MAX);
          const QuadMask more = change > most[q];

          most[q] = (Quad)(((QuadMask)change & more) | ((QuadMask)most[q] & ~more));
          *to = next;
        }
    }

  for (size_t l = 0; l < LANES; l++)
    largest[l] = most[l / 4][l % 4];
}

/* Up to LANES columns; a column is taken out on the very sweep on which it alone would have stopped, the others go on. */
static void
solve_lanes (const PenstockScoreGraph *self,
             double                    alpha,
             const double             *own,
             size_t                    n_columns,
             double                   *benefit,
             double                   *work)
{
  double *source = work, *x = work + LANES * self->n;
  double limit[LANES], largest[LANES];
  bool done[LANES] = { false };
  size_t left = n_columns;

  for (size_t l = 0; l < LANES; l++)
    {
      if (l < n_columns)
        limit[l] = enough (own + l * self->n, self->n, alpha);
      for (size_t i = 0; i < self->n; i++)
        x[i * LANES + l] = source[i * LANES + l] = l < n_columns ? penstock_score_source (own[l * self->n + i]) : 0.0;
    }

  while (left > 0)
    {
      sweep_lanes (self, alpha, source, x, largest);
      for (size_t l = 0; l < n_columns; l++)
        if (!done[l] && !(largest[l] >= limit[l]))
          {
            done[l] = true;
            left--;
            for (size_t i = 0; i < self->n; i++)
              benefit[l * self->n + i] = self->twin[i] < i ? benefit[l * self->n + self->twin[i]] : x[i * LANES + l] - source[i * LANES + l];
          }
    }
}

void
penstock_score_solve_many (const PenstockScoreGraph *self,
                           double                    alpha,
                           const double             *own,
                           size_t                    n_columns,
                           double                   *benefit,
                           double                   *work)
{
  for (size_t c = 0; c < n_columns; c += LANES)
    solve_lanes (self, alpha, own + c * self->n, n_columns - c < LANES ? n_columns - c : LANES, benefit + c * self->n, work);
}

/* -- the transpose -- */

/* b_i = Σ_j own⁰_j · y_j, where y = α·Wᵀ·(e_i + y): Gauss–Seidel on u = e_i + y, over the columns of W. The sum of the changes is
 * watched, as it is the sum of the contributions that must come out. */
void
penstock_score_contributions (const PenstockScoreGraph *self,
                              double                    alpha,
                              const double             *own,
                              size_t                    company,
                              double                   *contribution,
                              double                   *work)
{
  double change;

  for (size_t j = 0; j < self->n; j++)
    work[j] = j == company ? 1.0 : 0.0;

  do
    {
      change = 0.0;
      for (size_t j = 0; j < self->n; j++)
        {
          double sum = 0.0, u;

          for (size_t e = self->column_start[j]; e < self->column_start[j + 1]; e++)
            sum += self->supplied[e] * work[self->supplier[e]];
          u = (j == company ? 1.0 : 0.0) + alpha * sum;
          change += fabs (u - work[j]);
          work[j] = u;
        }
    }
  while (change >= SMALLEST_CHANGE);

  for (size_t j = 0; j < self->n; j++)
    contribution[j] = penstock_score_source (own[j]) * (work[j] - (j == company ? 1.0 : 0.0));
}
