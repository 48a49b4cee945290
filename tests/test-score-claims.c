/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <math.h>

#include "penstock-score-claims.h"

/* SCORING.md §9 without a word of language: numbers, their rounding, and what was filed. */

#define JANUARY_2020 (2020 * 12)
#define MONTHS 72

typedef struct { double value[MONTHS]; PenstockScoreFilings filings; } Series;

/* 100, 101, 102 … from January 2020. */
static void
fill (Series *series)
{
  for (int i = 0; i < MONTHS; i++)
    series->value[i] = 100 + i;
  series->filings = (PenstockScoreFilings){ series->value, MONTHS, JANUARY_2020, 1 };
}

static PenstockScoreClaim
claim_of (int first,
          int last)
{
  const PenstockScoreStated none = { NAN, NAN, PENSTOCK_SCORE_EXACT };

  return (PenstockScoreClaim){
    .first = first, .last = last, .level = none, .converted = none, .earlier = none, .change = { none, none }, .rate = 1, .converted_rate = NAN,
  };
}

static PenstockScorePart
only_part (const Series             *series,
           const PenstockScoreClaim *claim)
{
  PenstockScorePart parts[PENSTOCK_SCORE_CLAIM_PARTS];

  g_assert_cmpuint (penstock_score_claim_parts (&series->filings, claim, parts), ==, 1);
  return parts[0];
}

static void
test_rounding (void)
{
  static const struct { double value, half; PenstockScoreBound bound; double filed; bool fits; } rows[] = {
    { 648, 0.5, PENSTOCK_SCORE_EXACT, 648.5, true }, { 648, 0.5, PENSTOCK_SCORE_EXACT, 648.51, false }, { 648, 0.5, PENSTOCK_SCORE_EXACT, 647.5, true },
    { 0.3, 0.005, PENSTOCK_SCORE_MORE, 0.2974, false }, { 0.3, 0.005, PENSTOCK_SCORE_MORE, 9, true }, { 0.2974, 5e-5, PENSTOCK_SCORE_MORE, 0.29738, true },
    { 0.3, 0.005, PENSTOCK_SCORE_NEARLY, 0.2974, true }, { 0.3, 0.005, PENSTOCK_SCORE_NEARLY, 0.28, false }, { 0.3, 0.005, PENSTOCK_SCORE_NEARLY, 0.31, false },
    { 850, 0.5, PENSTOCK_SCORE_LESS, 832, true }, { 800, 0.5, PENSTOCK_SCORE_LESS, 832, false },
    { -0.05, 0.005, PENSTOCK_SCORE_MORE, -0.08, true }, { -0.05, 0.005, PENSTOCK_SCORE_MORE, -0.03, false }, { -0.05, 0.005, PENSTOCK_SCORE_LESS, 0.3, false },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PenstockScoreStated stated = { rows[i].value, rows[i].half, rows[i].bound };

      g_test_message ("%g ± %g, %d: %g", rows[i].value, rows[i].half, rows[i].bound, rows[i].filed);
      g_assert_true (penstock_score_stated_fits (&stated, rows[i].filed, 0) == rows[i].fits);
    }
}

static void
test_sums (void)
{
  Series series;
  PenstockScoreFilings quarters;
  const double of_quarters[] = { 10, 20, NAN, 40 };

  fill (&series);
  quarters = (PenstockScoreFilings){ of_quarters, 4, JANUARY_2020, 3 };
  g_assert_cmpfloat (penstock_score_filings_sum (&series.filings, JANUARY_2020, JANUARY_2020 + 2), ==, 303);
  g_assert_true (isnan (penstock_score_filings_sum (&series.filings, JANUARY_2020 - 1, JANUARY_2020)));
  g_assert_true (isnan (penstock_score_filings_sum (&series.filings, JANUARY_2020 + MONTHS - 1, JANUARY_2020 + MONTHS)));
  g_assert_cmpfloat (penstock_score_filings_sum (&quarters, JANUARY_2020, JANUARY_2020 + 5), ==, 30);
  g_assert_true (isnan (penstock_score_filings_sum (&quarters, JANUARY_2020 + 1, JANUARY_2020 + 3))); /* no quarter */
  g_assert_true (isnan (penstock_score_filings_sum (&quarters, JANUARY_2020, JANUARY_2020 + 3)));     /* one and a third */
  g_assert_true (isnan (penstock_score_filings_sum (&quarters, JANUARY_2020, JANUARY_2020 + 11)));    /* one is missing */
}

static void
test_units (void)
{
  static const struct { double value, half, rate; int power; PenstockScorePartKind kind; } rows[] = {
    { 0.171, 0.0005, 1, -3, PENSTOCK_SCORE_PART_UNIT }, { 171000, 500, 1, 3, PENSTOCK_SCORE_PART_UNIT }, { 1.71e6, 5e3, 1, 4, PENSTOCK_SCORE_PART_UNIT },
    { 171, 0.5, 1, 0, PENSTOCK_SCORE_PART_LEVEL }, { 171, 0.5, 1 / 30.0, 0, PENSTOCK_SCORE_PART_UNIT }, { 200000, 50000, 1, 0, PENSTOCK_SCORE_PART_LEVEL },
  };
  Series series;

  fill (&series);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PenstockScoreClaim claim = claim_of (JANUARY_2020 + 71, JANUARY_2020 + 71);
      PenstockScorePart part;

      claim.level = (PenstockScoreStated){ rows[i].value, rows[i].half, PENSTOCK_SCORE_EXACT };
      claim.rate = rows[i].rate;
      part = only_part (&series, &claim);
      g_assert_cmpint (part.kind, ==, rows[i].kind);
      g_assert_cmpint (part.power, ==, rows[i].power);
    }
}

/* The last month is the highest, and the series begins in 2020. */
static void
test_ranks (void)
{
  static const struct { int rank, years, since; bool same; PenstockScoreUnknown unknown; bool ok, understated; int n; } rows[] = {
    { 1, 0, 0, false, PENSTOCK_SCORE_KNOWN, true, false, 72 },
    { 1, 0, 0, true, PENSTOCK_SCORE_KNOWN, true, false, 6 },
    { 1, 3, 0, true, PENSTOCK_SCORE_KNOWN, true, true, 3 },
    { 1, 2, 0, false, PENSTOCK_SCORE_KNOWN, true, true, 24 },
    { 1, 10, 0, true, PENSTOCK_SCORE_TOO_SHORT, false, false, 6 },
    { -1, 10, 0, true, PENSTOCK_SCORE_KNOWN, false, false, 6 },   /* beaten by what there is, whatever is missing */
    { 2, 0, 0, false, PENSTOCK_SCORE_KNOWN, false, false, 72 },
    { 1, 0, JANUARY_2020 + 60, false, PENSTOCK_SCORE_KNOWN, true, true, 11 },
  };
  Series series;

  fill (&series);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PenstockScoreClaim claim = claim_of (JANUARY_2020 + 71, JANUARY_2020 + 71);
      PenstockScorePart part;

      claim.rank = rows[i].rank;
      claim.rank_years = rows[i].years;
      claim.rank_since = rows[i].since;
      claim.rank_same = rows[i].same;
      part = only_part (&series, &claim);
      g_test_message ("row %u: %d of %d", (guint)i, (int)part.filed, part.n_ranked);
      g_assert_cmpint (part.unknown, ==, rows[i].unknown);
      g_assert_true (part.ok == rows[i].ok);
      g_assert_true (part.understated == rows[i].understated);
      g_assert_cmpint (part.n_ranked, ==, rows[i].n);
    }
}

/* Filings go before the claim's own agreement; without filings its own numbers are all there is. */
static void
test_verdicts (void)
{
  const PenstockScorePart right = { .ok = true }, wrong = { .ok = false }, unknown = { .unknown = PENSTOCK_SCORE_NO_RATE };
  const struct { PenstockScorePart parts[2]; bool agrees; PenstockScoreVerdict verdict; } rows[] = {
    { { right, right }, true, PENSTOCK_SCORE_CLAIM_CONFIRMED }, { { right, unknown }, true, PENSTOCK_SCORE_CLAIM_CONFIRMED },
    { { right, wrong }, true, PENSTOCK_SCORE_CLAIM_CONTRADICTED }, { { right, wrong }, false, PENSTOCK_SCORE_CLAIM_CONTRADICTED },
    { { right, right }, false, PENSTOCK_SCORE_CLAIM_INCONSISTENT }, { { unknown, unknown }, false, PENSTOCK_SCORE_CLAIM_INCONSISTENT },
    { { unknown, unknown }, true, PENSTOCK_SCORE_CLAIM_UNVERIFIABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (penstock_score_claim_verdict (rows[i].parts, 2, rows[i].agrees), ==, rows[i].verdict);
  g_assert_cmpint (penstock_score_claim_verdict (NULL, 0, true), ==, PENSTOCK_SCORE_CLAIM_UNVERIFIABLE);
}

static void
test_own_numbers (void)
{
  PenstockScoreClaim claim = claim_of (JANUARY_2020, JANUARY_2020);

  claim.level = (PenstockScoreStated){ 20, 0.5, PENSTOCK_SCORE_EXACT };
  claim.earlier = (PenstockScoreStated){ 10, 0.5, PENSTOCK_SCORE_EXACT };
  claim.change[0] = (PenstockScoreStated){ 1.0, 0.005, PENSTOCK_SCORE_EXACT };
  claim.base[0] = claim.earlier_base = PENSTOCK_SCORE_BASE_YEAR;
  g_assert_true (penstock_score_claim_agrees (&claim));
  claim.change[0].value = 1.15; /* 20.5 / 9.5 is 2.158: still within the rounding of both */
  g_assert_true (penstock_score_claim_agrees (&claim));
  claim.change[0].value = 0.5;
  g_assert_false (penstock_score_claim_agrees (&claim));
  claim.base[0] = PENSTOCK_SCORE_BASE_PERIOD; /* of something else */
  g_assert_true (penstock_score_claim_agrees (&claim));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score/claims/rounding", test_rounding);
  g_test_add_func ("/score/claims/sums", test_sums);
  g_test_add_func ("/score/claims/units", test_units);
  g_test_add_func ("/score/claims/ranks", test_ranks);
  g_test_add_func ("/score/claims/verdicts", test_verdicts);
  g_test_add_func ("/score/claims/own-numbers", test_own_numbers);

  return g_test_run ();
}
