/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-calc-stats.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "penstock-calc-private.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Values are numbered by where they lie between the least and the greatest, as whole numbers of KEY_BITS bits, and those sorted in two rounds
 * of counting. What the numbers do not tell apart is put right by comparing the values; where that would take long (a few values far
 * from a crowd of others) they are sorted by comparing alone. How the order was found does not show in the ranks. */
#define HALF_BITS  10
#define HALF       (1u << HALF_BITS)
#define KEY_BITS   (2 * HALF_BITS)
#define INDEX_BITS 16
#define FEW        128            /* not worth counting */
#define MANY       (1u << INDEX_BITS)
#define PATIENCE   8              /* places moved per value before giving up */

/* Days ranked together: of a series' days at least a cache line is read and written at a time. */
#define DAYS 16

#define LINE  8        /* doubles */
#define LARGE 1000000  /* doubles */

/* -- by comparing: heapsort, as it needs no memory -- */

static void
sink (const double *x,
      uint32_t     *order,
      size_t        top,
      size_t        n)
{
  const uint32_t item = order[top];
  size_t child;

  while ((child = 2 * top + 1) < n)
    {
      if (child + 1 < n && x[order[child + 1]] > x[order[child]])
        child++;
      if (x[order[child]] <= x[item])
        break;
      order[top] = order[child];
      top = child;
    }
  order[top] = item;
}

static void
sort_by_comparing (const double *x,
                   uint32_t     *order,
                   size_t        n)
{
  for (size_t i = n / 2; i > 0; i--)
    sink (x, order, i - 1, n);

  for (size_t end = n; end > 1; end--)
    {
      const uint32_t last = order[0];

      order[0] = order[end - 1];
      order[end - 1] = last;
      sink (x, order, 0, end - 1);
    }
}

static size_t
list_known (const double *x,
            size_t        n,
            uint32_t     *order)
{
  size_t known = 0;

  for (size_t i = 0; i < n; i++)
    if (!isnan (x[i]))
      order[known++] = (uint32_t)i;

  return known;
}

/* -- by counting -- */

/* Lane by lane where @less is all bits, else as it was. */
#define TAKE_WHERE(less, v, kept) \
  ((PenstockCalcLanes)(((PenstockCalcMask)(v) & (less)) | ((PenstockCalcMask)(kept) & ~(less))))

/* Missing ones are neither less nor more. */
static inline void
find_range (const double *x,
            size_t        n,
            double       *least,
            double       *greatest)
{
  PenstockCalcLanes low = { INFINITY, INFINITY, INFINITY, INFINITY }, high = -low;
  size_t i;

  for (i = 0; i + 4 <= n; i += 4)
    {
      const PenstockCalcLanes now = *(const PenstockCalcLanes *)(x + i);

      low = TAKE_WHERE (now < low, now, low);
      high = TAKE_WHERE (now > high, now, high);
    }

  *least = INFINITY;
  *greatest = -INFINITY;
  for (size_t lane = 0; lane < 4; lane++)
    {
      *least = low[lane] < *least ? low[lane] : *least;
      *greatest = high[lane] > *greatest ? high[lane] : *greatest;
    }
  for (; i < n; i++)
    {
      *least = x[i] < *least ? x[i] : *least;
      *greatest = x[i] > *greatest ? x[i] : *greatest;
    }
}

/* Where each number's values begin. */
static inline size_t
add_up (uint32_t count[HALF])
{
  uint32_t sum = 0;

  for (size_t k = 0; k < HALF; k++)
    {
      const uint32_t here = count[k];

      count[k] = sum;
      sum += here;
    }

  return sum;
}

/* The order of the known values by their numbers, to @order; @other is used up. Returns how many there are, or n + 1 when numbers do not tell
 * them apart. */
PENSTOCK_CALC_CLONES
static size_t
sort_by_counting (const double *restrict   x,
                  size_t                   n,
                  uint32_t *restrict       order,
                  uint32_t *restrict       other)
{
  uint32_t low[HALF] = { 0 }, high[HALF] = { 0 };
  int32_t *restrict key = (int32_t *)order;
  double least, greatest, scale;
  size_t known;

  find_range (x, n, &least, &greatest);
  scale = (double)((1 << KEY_BITS) - 1) / (greatest - least);
  if (!(scale > 0.0 && isfinite (scale)))
    return n + 1;

  for (size_t i = 0; i < n; i++)
    key[i] = x[i] == x[i] ? (int32_t)((x[i] - least) * scale) : -1;
  for (size_t i = 0; i < n; i++)
    if (key[i] >= 0)
      {
        low[key[i] & (HALF - 1)]++;
        high[key[i] >> HALF_BITS]++;
      }
  add_up (low);
  known = add_up (high);

  for (size_t i = 0; i < n; i++)
    if (key[i] >= 0)
      other[low[key[i] & (HALF - 1)]++] = ((uint32_t)key[i] >> HALF_BITS << INDEX_BITS) | (uint32_t)i;
  for (size_t k = 0; k < known; k++)
    order[high[other[k] >> INDEX_BITS]++] = other[k] & (MANY - 1);

  return known;
}

/* Moves the value at @at down to its place. Returns the place. */
static size_t
move_down (const double *x,
           uint32_t     *order,
           size_t        at)
{
  const uint32_t item = order[at];
  const double value = x[item];

  for (; at > 0 && x[order[at - 1]] > value; at--)
    order[at] = order[at - 1];
  order[at] = item;

  return at;
}

/* twice[i] = 2 · values below x[i] + equal ones. @order is by numbers; false: it was too far from the order of the values. */
static inline bool
count_twice (const double *restrict x,
             size_t                 known,
             uint32_t *restrict     order,
             uint32_t *restrict     twice)
{
  size_t begin = 0, patience = PATIENCE * known; /* begin: of the equal ones that end before k */
  double value = x[order[0]];

  for (size_t k = 1; k < known; k++)
    {
      const double next = x[order[k]];

      if (next > value)
        {
          const uint32_t rank = (uint32_t)(begin + k);

          do
            twice[order[begin]] = rank;
          while (++begin < k);
        }
      else if (next < value)
        {
          const size_t place = move_down (x, order, k);

          if (k - place > patience)
            return false;
          patience -= k - place;

          /* once more from there, or from the first of the equal ones before it */
          for (begin = place; begin > 0 && x[order[begin - 1]] == next;)
            begin--;
          k = place;
        }
      value = next;
    }
  for (const uint32_t rank = (uint32_t)(begin + known); begin < known; begin++)
    twice[order[begin]] = rank;

  return true;
}

/* twice[i] as above, 0 of a missing one. @order: n too. Returns how many are known. */
static size_t
rank_twice (const double *x,
            size_t        n,
            uint32_t     *order,
            uint32_t     *twice)
{
  size_t known = n + 1;
  bool done = false;

  if (n >= FEW && n <= MANY)
    known = sort_by_counting (x, n, order, twice);
  if (known < n)
    memset (twice, 0, n * sizeof *twice);
  if (known > 0 && known <= n)
    done = count_twice (x, known, order, twice);

  if (!done && known > 0)
    {
      memset (twice, 0, n * sizeof *twice);
      known = list_known (x, n, order);
      sort_by_comparing (x, order, known);
      if (known > 0)
        count_twice (x, known, order, twice);
    }

  return known;
}

static inline double
percentile_of (uint32_t twice,
               double   known)
{
  return twice > 0 ? (double)(int32_t)twice * 0.5 / known * 100.0 : NAN;
}

void
penstock_calc_percentile (const double *x,
                          size_t        n,
                          double       *out,
                          double       *work)
{
  uint32_t *order = (uint32_t *)work, *twice = order + n;
  const double known = (double)rank_twice (x, n, order, twice);

  for (size_t i = 0; i < n; i++)
    out[i] = percentile_of (twice[i], known);
}

/* -- many days, series after series in memory -- */

/* Rows of work memory begin at a cache line. */
static size_t
row_length (size_t n)
{
  return (n + LINE - 1) / LINE * LINE;
}

size_t
penstock_calc_percentile_work (size_t n)
{
  /* rows of values; rows of ranks, half as long; one of order */
  return row_length (n) * (DAYS + DAYS / 2 + 1);
}

/* Four days of four series to four series of four days, or back. */
#define TRANSPOSE(a, b, c, d)                                                     \
  do                                                                              \
    {                                                                             \
      const PenstockCalcLanes ab_even = __builtin_shufflevector (a, b, 0, 4, 2, 6); \
      const PenstockCalcLanes ab_odd = __builtin_shufflevector (a, b, 1, 5, 3, 7);  \
      const PenstockCalcLanes cd_even = __builtin_shufflevector (c, d, 0, 4, 2, 6); \
      const PenstockCalcLanes cd_odd = __builtin_shufflevector (c, d, 1, 5, 3, 7);  \
                                                                                  \
      a = __builtin_shufflevector (ab_even, cd_even, 0, 1, 4, 5);                 \
      b = __builtin_shufflevector (ab_odd, cd_odd, 0, 1, 4, 5);                   \
      c = __builtin_shufflevector (ab_even, cd_even, 2, 3, 6, 7);                 \
      d = __builtin_shufflevector (ab_odd, cd_odd, 2, 3, 6, 7);                   \
    }                                                                             \
  while (0)

#define LANES(p) (*(PenstockCalcLanes *)(p))

PENSTOCK_CALC_CLONES
static void
gather_days (const double *x,
             size_t        n,
             size_t        stride,
             size_t        days,
             double       *rows,
             size_t        length)
{
  const size_t whole = days == DAYS ? n / 4 * 4 : 0;

  for (size_t i = 0; i < whole; i += 4)
    for (size_t d = 0; d < DAYS; d += 4)
      {
        const double *from = x + i * stride + d;
        double *to = rows + d * length + i;
        PenstockCalcLanes row[4];

        for (size_t k = 0; k < 4; k++)
          row[k] = *(const PenstockCalcLanes *)(from + k * stride);
        TRANSPOSE (row[0], row[1], row[2], row[3]);
        for (size_t k = 0; k < 4; k++)
          LANES (to + k * length) = row[k];
      }

  for (size_t i = whole; i < n; i++)
    for (size_t d = 0; d < days; d++)
      rows[d * length + i] = x[i * stride + d];
}

typedef int32_t FourCounts __attribute__ ((vector_size (16), aligned (4), may_alias));

/* Four days of ranks of four series, as percentiles, series by series. */
static inline void
percentiles_of_four (const uint32_t    *twice,
                     size_t             length,
                     const double      *known,
                     PenstockCalcLanes *row)
{
  for (size_t k = 0; k < 4; k++)
    {
      const PenstockCalcLanes counts = __builtin_convertvector (*(const FourCounts *)(twice + k * length), PenstockCalcLanes);
      const PenstockCalcMask missing = counts == 0.0;
      const PenstockCalcLanes share = counts * 0.5 / known[k] * 100.0;

      row[k] = (PenstockCalcLanes) ((PenstockCalcMask)share | missing); /* all bits set is NAN */
    }
  TRANSPOSE (row[0], row[1], row[2], row[3]);
}

/* @past: past the caches, as there is more than they hold; 16-byte aligned then. */
static inline void
store (double                  *to,
       const PenstockCalcLanes *lanes,
       bool                     past)
{
#ifdef __SSE2__
  if (past)
    {
      _mm_stream_pd (to, (__m128d) { (*lanes)[0], (*lanes)[1] });
      _mm_stream_pd (to + 2, (__m128d) { (*lanes)[2], (*lanes)[3] });
      return;
    }
#endif
  LANES (to) = *lanes;
}

PENSTOCK_CALC_CLONES
static void
spread_days (const uint32_t *twice,
             size_t          n,
             size_t          length,
             const double   *known,
             size_t          days,
             double         *out,
             size_t          stride,
             bool            past)
{
  const size_t whole = days == DAYS ? n / 4 * 4 : 0;

  for (size_t i = 0; i < whole; i += 4)
    for (size_t d = 0; d < DAYS; d += LINE)
      {
        PenstockCalcLanes row[LINE];
        double *to = out + i * stride + d;

        percentiles_of_four (twice + d * length + i, length, known + d, row);
        percentiles_of_four (twice + (d + 4) * length + i, length, known + d + 4, row + 4);
        for (size_t k = 0; k < 4; k++)
          {
            store (to + k * stride, &row[k], past);
            store (to + k * stride + 4, &row[k + 4], past);
          }
      }

  for (size_t i = whole; i < n; i++)
    for (size_t d = 0; d < days; d++)
      out[i * stride + d] = percentile_of (twice[d * length + i], known[d]);
#ifdef __SSE2__
  if (past)
    _mm_sfence ();
#endif
}

/* Columns that no cache holds are not read before they are written, if they lie so that this can be said. */
static bool
goes_past_caches (const double *out,
                  size_t        n,
                  size_t        n_days,
                  size_t        stride)
{
  return n * n_days >= LARGE && (uintptr_t)out % 16 == 0 && stride % 2 == 0;
}

void
penstock_calc_percentile_days (const double *x,
                               size_t        n,
                               size_t        n_days,
                               size_t        stride,
                               double       *out,
                               double       *work)
{
  const size_t length = row_length (n);
  double *const rows = work;
  uint32_t *const twice = (uint32_t *)(work + DAYS * length), *const order = twice + DAYS * length;
  const bool past = goes_past_caches (out, n, n_days, stride);
  double known[DAYS];

  for (size_t from = 0; from < n_days; from += DAYS)
    {
      const size_t days = n_days - from < DAYS ? n_days - from : DAYS;

      gather_days (x + from, n, stride, days, rows, length);
      for (size_t d = 0; d < days; d++)
        known[d] = (double)rank_twice (rows + d * length, n, order, twice + d * length);
      spread_days (twice, n, length, known, days, out + from, stride, past);
    }
}
