/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <glib.h>

#include "penstock-score-phase.h"

/* SCORING.md §6: which border is crossed when. */

#define U PENSTOCK_PHASE_UNDETERMINED
#define D PENSTOCK_PHASE_DORMANT
#define N PENSTOCK_PHASE_NARRATIVE
#define V PENSTOCK_PHASE_VALIDATION
#define A PENSTOCK_PHASE_ACCELERATED
#define R PENSTOCK_PHASE_RUNNING_AHEAD

/* Each border from both sides, at it, just within and just past the hysteresis; h = 0.1. */
static const struct { PenstockPhase before; double n, v, change; PenstockPhase after; } cases[] = {
  /* the plain rule, after undetermined */
  { U, 0.0, 0.0, 0.0, D },       { U, 0.01, 0.0, 0.0, N },      { U, -1.0, 0.01, 0.0, V },      { U, -1.0, 0.01, 0.01, A },
  { U, 1.0, 0.5, -0.5, V },      { U, 1.01, 0.5, -0.26, R },    { U, 1.01, -0.5, -0.26, R },    { U, 1.01, 0.5, -0.25, V },
  /* v at 0, upwards and downwards */
  { D, -1.0, 0.09, 0.5, D },     { D, -1.0, 0.11, 0.5, A },     { D, -1.0, 0.11, -0.1, V },     { N, 0.5, 0.1, 0.5, N },       { N, 0.5, 0.11, 0.01, A },
  { V, 0.5, -0.09, 0.0, V },     { V, 0.5, -0.11, 0.0, N },     { V, -0.01, -0.11, 0.0, D },    { A, 0.01, -0.11, 0.5, N },    { A, 0.5, -0.1, 0.5, A },
  /* n at 0 */
  { D, 0.09, -0.5, 0.0, D },     { D, 0.11, -0.5, 0.0, N },     { N, -0.09, -0.5, 0.0, N },     { N, -0.11, -0.5, 0.0, D },    { N, -0.1, -0.5, 0.0, N },
  /* Δv at 0 */
  { V, 0.0, 0.5, 0.09, V },      { V, 0.0, 0.5, 0.11, A },      { A, 0.0, 0.5, -0.09, A },      { A, 0.0, 0.5, -0.11, V },
  /* n at 1 and Δv at −0.25 */
  { V, 1.09, 0.5, -0.5, V },     { V, 1.11, 0.5, -0.34, V },    { V, 1.11, 0.5, -0.36, R },     { N, 1.11, -0.5, -0.36, R },   { A, 1.11, 0.5, -0.36, R },
  { R, 0.91, 0.5, -0.16, R },    { R, 0.89, 0.5, -0.5, V },     { R, 2.0, 0.5, -0.14, V },      { R, 2.0, 0.05, -0.14, V },    { R, 2.0, -0.05, -0.14, N },
  { R, 0.5, 0.5, 0.09, V },      { R, 0.5, 0.5, 0.11, A },      { R, -0.05, -0.5, 0.0, N },     { R, -0.11, -0.5, 0.0, D },
  /* Δv missing crosses nothing */
  { U, 2.0, 0.5, NAN, V },       { V, 2.0, 0.5, NAN, V },       { A, 0.0, 0.5, NAN, A },        { A, 0.0, -0.2, NAN, D },      { R, 1.5, 0.5, NAN, R },
  { R, 0.5, 0.5, NAN, V },       { D, 0.0, 0.5, NAN, V },       { N, 0.5, -0.5, NAN, N },
  /* n or v missing */
  { A, NAN, 0.5, 0.5, U },       { A, 0.5, NAN, 0.5, U },       { R, NAN, NAN, NAN, U },
};

static void
test_borders (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      const PenstockPhase after = penstock_score_phase_next (cases[k].before, cases[k].n, cases[k].v, cases[k].change, 3);

      if (after != cases[k].after)
        g_error ("case %" G_GSIZE_FORMAT ": %s after n %g, v %g, change %g from %s", k, penstock_score_phase_id (after), cases[k].n, cases[k].v,
                 cases[k].change, penstock_score_phase_id (cases[k].before));
      g_assert_cmpuint (penstock_score_phase_next (cases[k].before, cases[k].n, cases[k].v, cases[k].change, 2), ==, U);
    }
}

/* Once in a phase, values that tremble about its borders by less than 0.1 leave it where it is; by more they do not. */
static void
test_trembling (void)
{
  static const struct { double n, v, change; } corners[] = {
    { 0, -1, 0 }, { 0, 0, 0 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 }, { 1, 0.5, -0.25 }, { 1, 0, -0.25 }, { 1, -1, -1 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (corners); k++)
    for (int phase = D; phase < PENSTOCK_N_PHASES; phase++)
      {
        /* the phase after the first day is what the tremble must not change */
        const PenstockPhase first = penstock_score_phase_next ((PenstockPhase)phase, corners[k].n, corners[k].v, corners[k].change, 5);
        PenstockPhase now = first;

        for (int i = 0; i < 500; i++)
          {
            now = penstock_score_phase_next (now, corners[k].n + 0.09 * g_test_rand_double_range (-1, 1), corners[k].v + 0.09 * g_test_rand_double_range (-1, 1),
                                             corners[k].change + 0.09 * g_test_rand_double_range (-1, 1), 5);
            /* sides a phase says nothing about are taken plainly once, then held */
            if (i > 0 && first == (PenstockPhase)phase)
              g_assert_cmpuint (now, ==, first);
          }
      }
}

/* A day without data in between, and the plain rule begins anew. */
static void
test_undetermined_between (void)
{
  PenstockPhase phase = A;

  phase = penstock_score_phase_next (phase, 0.5, -0.05, -0.05, 3);
  g_assert_cmpuint (phase, ==, A);
  phase = penstock_score_phase_next (phase, 0.5, -0.05, -0.05, 2);
  g_assert_cmpuint (phase, ==, U);
  phase = penstock_score_phase_next (phase, 0.5, -0.05, -0.05, 3);
  g_assert_cmpuint (phase, ==, N);
}

/* Φ by its integral (Simpson), not by erfc. */
static double
normal_share (double x)
{
  const int steps = 20000;
  const double from = -12, width = (x - from) / steps;
  double sum = 0;

  for (int i = 0; i <= steps; i++)
    {
      const double at = from + i * width;

      sum += exp (-at * at / 2) * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
    }

  return sum * width / 3 / sqrt (2 * G_PI);
}

static void
test_resonance (void)
{
  for (guint k = 0; k < 100; k++)
    {
      double v[3], logs = 0;

      for (guint l = 0; l < 3; l++)
        {
          v[l] = g_test_rand_double_range (-3, 3);
          logs += log (normal_share (v[l]));
        }
      g_assert_cmpfloat_with_epsilon (penstock_score_resonance (v, 3), 100 * exp (logs / 3), 1e-8);
      v[k % 3] = NAN;
      g_assert_true (isnan (penstock_score_resonance (v, 3)));
    }

  g_assert_cmpfloat_with_epsilon (penstock_score_resonance ((const double[]){ 0, 0, 0 }, 3), 50, 1e-12);
  g_assert_true (isnan (penstock_score_resonance (NULL, 0)));
}

static void
test_ids (void)
{
  for (int a = 0; a < PENSTOCK_N_PHASES; a++)
    for (int b = 0; b < a; b++)
      g_assert_cmpstr (penstock_score_phase_id ((PenstockPhase)a), !=, penstock_score_phase_id ((PenstockPhase)b));
  g_assert_cmpstr (penstock_score_phase_id (A), ==, "accelerated_validation");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/score/phase/borders", test_borders);
  g_test_add_func ("/score/phase/trembling", test_trembling);
  g_test_add_func ("/score/phase/undetermined-between", test_undetermined_between);
  g_test_add_func ("/score/phase/resonance", test_resonance);
  g_test_add_func ("/score/phase/ids", test_ids);

  return g_test_run ();
}
