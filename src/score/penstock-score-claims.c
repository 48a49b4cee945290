/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-claims.h"

#include <math.h>
#include <stdlib.h>

/* Of decimal numbers that were computed in binary. */
#define EPSILON  1e-9  /* of a change */
#define ROUNDING 1e-12 /* of an amount: what arithmetic loses */
#define NEARLY_SHARE 0.02
/* A number is round if its rounding is more than this share of it. */
#define ROUND_SHARE 0.005
/* A power of ten says something only of a number with about three digits. */
#define DISTINCT 0.01
#define MOST_POWER 9

bool
penstock_score_stated_fits (const PenstockScoreStated *stated,
                            double                     filed,
                            double                     slack)
{
  const double sign = stated->value < 0.0 ? -1.0 : 1.0;
  const double value = fabs (stated->value), is = sign * filed;
  const double room = stated->half + slack * value + ROUNDING * fmax (value, fabs (filed));

  /* "More than 30 %" is not 29.7 %; "more than 29.74 %" may be 29.738 %. */
  const double strict = stated->half <= ROUND_SHARE * value ? room : room - stated->half;

  switch (stated->bound)
    {
    case PENSTOCK_SCORE_MORE:
      return is >= value - strict;
    case PENSTOCK_SCORE_LESS:
      return is <= value + strict && is >= -room;
    case PENSTOCK_SCORE_NEARLY:
      return is <= value + room && is >= value - fmax (NEARLY_SHARE * value, 2.0 * stated->half) - room + stated->half;
    case PENSTOCK_SCORE_EXACT:
    default:
      return fabs (is - value) <= room;
    }
}

double
penstock_score_filings_sum (const PenstockScoreFilings *filings,
                            int                         first,
                            int                         last)
{
  const int from = first - filings->first, until = last + 1 - filings->first;
  double sum = 0.0;

  if (last < first || filings->n == 0 || from < 0 || from % filings->step != 0 || until % filings->step != 0 || (size_t)(until / filings->step) > filings->n)
    return NAN;

  for (int i = from / filings->step; i < until / filings->step; i++)
    sum += filings->value[i];

  return sum;
}

int
penstock_score_claim_base_first (int               first,
                                 int               last,
                                 PenstockScoreBase base)
{
  return base == PENSTOCK_SCORE_BASE_YEAR ? first - 12 : first - (last - first + 1);
}

static double
base_sum (const PenstockScoreFilings *filings,
          const PenstockScoreClaim   *claim,
          PenstockScoreBase           base)
{
  const int first = penstock_score_claim_base_first (claim->first, claim->last, base);

  return penstock_score_filings_sum (filings, first, first + claim->last - claim->first);
}

/* -- the parts -- */

static PenstockScorePart
hold (PenstockScorePartKind      kind,
      const PenstockScoreStated *stated,
      double                     filed,
      double                     rate,
      PenstockScoreUnknown       otherwise)
{
  PenstockScorePart part = { .kind = kind, .stated = stated->value, .filed = NAN };

  if (isnan (filed))
    part.unknown = otherwise;
  else if (isnan (rate))
    part.unknown = PENSTOCK_SCORE_NO_RATE;
  else
    {
      part.filed = filed * rate;
      part.ok = penstock_score_stated_fits (stated, part.filed, rate == 1.0 ? 0.0 : PENSTOCK_SCORE_RATE_TOLERANCE);
    }

  return part;
}

/* Thousands taken for units, 萬 for 億, NT$ for US$: the figure is right, its unit is not. */
static void
look_at_unit (PenstockScorePart         *part,
              const PenstockScoreStated *stated,
              double                     filed,
              double                     rate)
{
  if (part->unknown != PENSTOCK_SCORE_KNOWN || part->ok || !(stated->half <= DISTINCT * fabs (stated->value)))
    return;

  for (int power = -MOST_POWER; power <= MOST_POWER; power++)
    {
      const double factor = pow (10.0, power);
      const PenstockScoreStated scaled = { stated->value * factor, stated->half * factor, PENSTOCK_SCORE_EXACT };

      if (power == 0 ? rate != 1.0 && penstock_score_stated_fits (&scaled, filed, 0.0)
                     : penstock_score_stated_fits (&scaled, part->filed, rate == 1.0 ? 0.0 : PENSTOCK_SCORE_RATE_TOLERANCE))
        {
          part->kind = PENSTOCK_SCORE_PART_UNIT;
          part->power = -power;
          return;
        }
    }
}

static PenstockScorePart
hold_change (const PenstockScoreFilings *filings,
             const PenstockScoreClaim   *claim,
             double                      filed,
             int                         index)
{
  const PenstockScoreStated *stated = &claim->change[index];
  PenstockScorePart part = { .kind = PENSTOCK_SCORE_PART_CHANGE, .stated = stated->value, .filed = NAN, .index = index };
  double before;

  if (claim->base[index] == PENSTOCK_SCORE_BASE_NONE)
    {
      part.unknown = PENSTOCK_SCORE_BASE_NOT_STATED;
      return part;
    }

  before = base_sum (filings, claim, claim->base[index]);
  part = hold (PENSTOCK_SCORE_PART_CHANGE, stated, before > 0.0 ? filed / before - 1.0 : NAN, 1.0,
               isnan (filed) ? PENSTOCK_SCORE_NOT_FILED : PENSTOCK_SCORE_BASE_NOT_FILED);
  part.index = index;
  return part;
}

static PenstockScorePart
hold_earlier (const PenstockScoreFilings *filings,
              const PenstockScoreClaim   *claim)
{
  PenstockScorePart part = { .kind = PENSTOCK_SCORE_PART_EARLIER, .unknown = PENSTOCK_SCORE_BASE_NOT_STATED, .stated = claim->earlier.value, .filed = NAN };

  if (claim->earlier_base == PENSTOCK_SCORE_BASE_NONE)
    return part;

  return hold (PENSTOCK_SCORE_PART_EARLIER, &claim->earlier, base_sum (filings, claim, claim->earlier_base), claim->rate, PENSTOCK_SCORE_BASE_NOT_FILED);
}

/* -- the rank -- */

typedef struct { int better, counted, missing; } Ranking;

/* Among the @most periods before, one every @step months, that begin behind the month @since. */
static Ranking
rank_among (const PenstockScoreFilings *filings,
            const PenstockScoreClaim   *claim,
            double                      filed,
            int                         step,
            int                         most,
            int                         since)
{
  Ranking ranking = { 0, 0, 0 };

  for (int k = 1; k <= most; k++)
    {
      const int first = claim->first - k * step, last = claim->last - k * step;
      const double other = penstock_score_filings_sum (filings, first, last);

      if (first <= since)
        break;
      if (isnan (other))
        ranking.missing++;
      else
        {
          ranking.counted++;
          ranking.better += claim->rank > 0 ? other > filed : other < filed;
        }
    }

  return ranking;
}

static PenstockScorePart
hold_rank (const PenstockScoreFilings *filings,
           const PenstockScoreClaim   *claim,
           double                      filed)
{
  PenstockScorePart part = { .kind = PENSTOCK_SCORE_PART_RANK, .unknown = PENSTOCK_SCORE_NOT_FILED, .stated = claim->rank, .filed = NAN };
  const bool ever = claim->rank_years == 0 && claim->rank_since == 0;
  int step, on_file, most;
  Ranking all, among;

  if (isnan (filed))
    return part;

  step = claim->rank_same ? 12 : claim->last - claim->first + 1;
  on_file = (claim->first - filings->first) / step;
  most = claim->rank_years > 0 ? (12 * claim->rank_years - 1) / step : claim->rank_since > 0 ? (claim->first - claim->rank_since) / step : on_file;
  all = rank_among (filings, claim, filed, step, on_file, filings->first - 1);
  among = rank_among (filings, claim, filed, step, most, claim->rank_since > 0 ? claim->rank_since : -1);
  part.unknown = PENSTOCK_SCORE_TOO_SHORT;
  part.n_ranked = among.counted + 1;
  /* What is missing can only make it worse: one that is beaten already is beaten. */
  if (among.better + 1 <= abs (claim->rank) &&
      (among.missing > 0 || (ever && among.counted < (claim->rank_same ? PENSTOCK_SCORE_EVER_SAME : PENSTOCK_SCORE_EVER_ALL)) || among.counted == 0))
    return part;

  /* A record of its months is no record of all, and "a record" may be either. */
  part.unknown = PENSTOCK_SCORE_UNCLEAR;
  if (claim->rank_loose && among.better + 1 != abs (claim->rank) &&
      rank_among (filings, claim, filed, 12, on_file, filings->first - 1).better + 1 == abs (claim->rank))
    return part;

  part.unknown = PENSTOCK_SCORE_KNOWN;
  part.filed = (claim->rank > 0 ? 1 : -1) * (among.better + 1);
  part.ok = part.filed == part.stated;
  part.understated = part.ok && !ever && all.better == 0 && abs (claim->rank) == 1 && all.counted > among.counted;
  return part;
}

size_t
penstock_score_claim_parts (const PenstockScoreFilings *filings,
                            const PenstockScoreClaim   *claim,
                            PenstockScorePart           parts[PENSTOCK_SCORE_CLAIM_PARTS])
{
  const double filed = penstock_score_filings_sum (filings, claim->first, claim->last);
  size_t n = 0;

  if (!isnan (claim->level.value))
    {
      parts[n] = hold (PENSTOCK_SCORE_PART_LEVEL, &claim->level, filed, claim->rate, PENSTOCK_SCORE_NOT_FILED);
      look_at_unit (&parts[n++], &claim->level, filed, claim->rate);
    }
  if (!isnan (claim->converted.value))
    parts[n++] = hold (PENSTOCK_SCORE_PART_CONVERTED, &claim->converted, filed, claim->converted_rate, PENSTOCK_SCORE_NOT_FILED);
  for (int i = 0; i < 2; i++)
    if (!isnan (claim->change[i].value))
      parts[n++] = hold_change (filings, claim, filed, i);
  if (!isnan (claim->earlier.value))
    parts[n++] = hold_earlier (filings, claim);
  if (claim->rank != 0)
    parts[n++] = hold_rank (filings, claim, filed);

  return n;
}

/* -- the verdict -- */

static bool
may_agree (const PenstockScoreClaim *claim,
           int                       index)
{
  const PenstockScoreStated *level = &claim->level, *earlier = &claim->earlier, *change = &claim->change[index];
  double low, high;

  if (isnan (level->value) || isnan (earlier->value) || isnan (change->value) || claim->base[index] != claim->earlier_base ||
      level->bound != PENSTOCK_SCORE_EXACT || earlier->bound != PENSTOCK_SCORE_EXACT || change->bound != PENSTOCK_SCORE_EXACT ||
      !(earlier->value > earlier->half))
    return true;

  low = (level->value - level->half) / (earlier->value + earlier->half) - 1.0;
  high = (level->value + level->half) / (earlier->value - earlier->half) - 1.0;
  return change->value >= low - change->half - EPSILON && change->value <= high + change->half + EPSILON;
}

bool
penstock_score_claim_agrees (const PenstockScoreClaim *claim)
{
  return may_agree (claim, 0) && may_agree (claim, 1);
}

PenstockScoreVerdict
penstock_score_claim_verdict (const PenstockScorePart *parts,
                              size_t                   n,
                              bool                     agrees)
{
  bool any = false;

  for (size_t i = 0; i < n; i++)
    {
      if (parts[i].unknown != PENSTOCK_SCORE_KNOWN)
        continue;
      if (!parts[i].ok)
        return PENSTOCK_SCORE_CLAIM_CONTRADICTED;
      any = true;
    }
  if (!agrees)
    return PENSTOCK_SCORE_CLAIM_INCONSISTENT;

  return any ? PENSTOCK_SCORE_CLAIM_CONFIRMED : PENSTOCK_SCORE_CLAIM_UNVERIFIABLE;
}
