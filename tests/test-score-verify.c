/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <glib.h>

#include "penstock-score.h"

#define MOST 64

/* One walk over prices on the days 1, 2, 3, … and what came of it. */
typedef struct
{
  PenstockVerdict verdict;
  gint32          day[MOST];
  double          price[MOST], factor[MOST];
  guint8          state[MOST];
} Walked;

static Walked
walk (const double              *price,
      gsize                      n,
      const PenstockScoreAction *actions,
      gsize                      n_actions,
      gint32                     until)
{
  Walked walked = { 0 };
  gint32 day[MOST] = { 0 };

  for (gsize i = 0; i < n; i++)
    day[i] = (gint32)i + 1;
  walked.verdict = penstock_score_verify (day, price, n, actions, n_actions, until,
                                          walked.day, walked.price, walked.state, walked.factor);

  return walked;
}

#define WALK(price) walk (price, G_N_ELEMENTS (price), NULL, 0, MOST)

/* @states: g good, b bad, q glitch (quarantined), u unverified. */
static void
assert_states (const Walked *walked,
               const char   *states)
{
  static const char letters[] = { 'g', 'b', 'q', 'u' };
  g_autoptr(GString) found = g_string_new (NULL);

  for (gsize i = 0; i < walked->verdict.n; i++)
    g_string_append_c (found, letters[walked->state[i]]);
  g_assert_cmpstr (found->str, ==, states);
}

static void
test_plain (void)
{
  const double price[] = { 100, 150, 90, 95 };
  const Walked walked = WALK (price);

  assert_states (&walked, "gggg");
  g_assert_cmpuint (walked.verdict.n_good, ==, 4);
  g_assert_false (walked.verdict.unverified);
  g_assert_true (isnan (walked.verdict.jump_ratio));
  g_assert_true (isnan (walked.verdict.split_guess));
  for (gsize i = 0; i < 4; i++)
    {
      g_assert_cmpint (walked.day[i], ==, (gint32)i + 1);
      g_assert_cmpfloat (walked.price[i], ==, price[i]);
      g_assert_cmpfloat (walked.factor[i], ==, 1.0);
    }
}

static void
test_no_bars (void)
{
  const double price[] = { 100, 101 };

  g_assert_cmpuint (walk (price, 0, NULL, 0, MOST).verdict.n_good, ==, 0);
  g_assert_cmpuint (walk (price, 2, NULL, 0, 0).verdict.n, ==, 0);
}

static void
test_hundredfold (void)
{
  const double price[] = { 100, 101, 10200, 102, 103 };
  const Walked walked = WALK (price);

  assert_states (&walked, "ggqgg");
  g_assert_cmpuint (walked.verdict.n_glitches, ==, 1);
  g_assert_cmpuint (walked.verdict.n_glitch_bars, ==, 1);
  g_assert_cmpuint (walked.verdict.n_good, ==, 4);
  g_assert_cmpint (walked.day[2], ==, 4);
  g_assert_cmpfloat (walked.price[2], ==, 102);
  g_assert_false (walked.verdict.unverified);
}

static void
test_no_prices_never_enter (void)
{
  const double price[] = { NAN, 100, 0, 101, -5, NAN, INFINITY, 102 };
  const Walked walked = WALK (price);

  assert_states (&walked, "bgbgbbbg");
  g_assert_cmpuint (walked.verdict.n_bad, ==, 5);
  g_assert_cmpuint (walked.verdict.n_good, ==, 3);
}

static void
test_second_bar_of_a_day_wins (void)
{
  const gint32 day[] = { 1, 2, 2, 3, 3 };
  const double price[] = { 100, 101, 102, 103, NAN };
  gint32 out_day[5];
  double out_price[5];
  guint8 state[5];
  const PenstockVerdict verdict = penstock_score_verify (day, price, 5, NULL, 0, 9, out_day, out_price, state, NULL);

  g_assert_cmpuint (verdict.n_good, ==, 3);
  g_assert_cmpuint (verdict.n_bad, ==, 2);
  g_assert_cmpfloat (out_price[1], ==, 102);
  g_assert_cmpfloat (out_price[2], ==, 103);
  g_assert_cmpint (state[1], ==, PENSTOCK_BAR_BAD);
}

static void
test_three_days_of_glitch (void)
{
  const double price[] = { 100, 1000, NAN, 1010, 1020, 103 };
  const Walked walked = WALK (price);

  assert_states (&walked, "gqbqqg");
  g_assert_cmpuint (walked.verdict.n_glitches, ==, 1);
  g_assert_cmpuint (walked.verdict.n_glitch_bars, ==, 3);
  g_assert_cmpuint (walked.verdict.n_bad, ==, 1);
}

/* On its own days the glitch could as well be a split: nothing is scored until it is known. */
static void
test_glitch_not_yet_back (void)
{
  const double price[] = { 100, 101, 1000, 1010, 1020, 103 };

  for (gint32 until = 3; until <= 5; until++)
    {
      const Walked walked = walk (price, 6, NULL, 0, until);

      g_assert_cmpuint (walked.verdict.n, ==, (gsize)until);
      g_assert_true (walked.verdict.unverified);
      g_assert_cmpuint (walked.verdict.n_good, ==, 2);
      g_assert_cmpuint (walked.verdict.n_glitches, ==, 0);
      g_assert_cmpint (walked.verdict.jump_day, ==, 3);
    }
  g_assert_false (walk (price, 6, NULL, 0, 2).verdict.unverified);
  g_assert_false (walk (price, 6, NULL, 0, 6).verdict.unverified);
}

/* Ten bars at the wrong level can be a glitch, eleven can't; bars that are not prices don't count. */
static void
test_window_of_a_glitch (void)
{
  double price[14];

  for (gsize i = 0; i < G_N_ELEMENTS (price); i++)
    price[i] = i == 0 || i > 10 ? 100 : 1000;
  g_assert_cmpuint (WALK (price).verdict.n_glitch_bars, ==, 10);
  g_assert_false (WALK (price).verdict.unverified);

  price[11] = 1000;
  g_assert_true (WALK (price).verdict.unverified);
  g_assert_cmpuint (WALK (price).verdict.n_good, ==, 1);

  price[5] = NAN;
  g_assert_cmpuint (WALK (price).verdict.n_glitch_bars, ==, 10);
  g_assert_cmpuint (WALK (price).verdict.n_good, ==, 3);
}

static void
test_factor_is_no_jump_yet (void)
{
  const double up[] = { 100, 180, 100 }, over[] = { 100, 180.001 }, down[] = { 180, 100 }, under[] = { 180, 99.999 };

  g_assert_cmpuint (WALK (up).verdict.n_good, ==, 3);
  g_assert_true (WALK (over).verdict.unverified);
  g_assert_cmpuint (WALK (down).verdict.n_good, ==, 2);
  g_assert_true (WALK (under).verdict.unverified);
}

static void
test_split_is_guessed_and_entered (void)
{
  const double price[] = { 1000, 1020, 1010, 102, 103 };
  const PenstockScoreAction split = { .day = 4, .ratio = 10.0 };
  Walked walked = WALK (price);

  assert_states (&walked, "ggguu");
  g_assert_cmpint (walked.verdict.jump_day, ==, 4);
  g_assert_cmpfloat_with_epsilon (walked.verdict.jump_ratio, 102.0 / 1010.0, 1e-12);
  g_assert_cmpfloat (walked.verdict.split_guess, ==, 10.0);

  walked = walk (price, 5, &split, 1, MOST);
  assert_states (&walked, "ggggg");
  g_assert_cmpfloat (walked.price[0], ==, 100.0);
  g_assert_cmpfloat (walked.price[2], ==, 101.0);
  g_assert_cmpfloat (walked.price[3], ==, 102.0);
  g_assert_cmpfloat (walked.factor[2], ==, 0.1);
  g_assert_cmpfloat (walked.factor[3], ==, 1.0);

  /* The day before the split nobody knew of it. */
  g_assert_cmpfloat (walk (price, 5, &split, 1, 3).price[2], ==, 1010.0);
}

static void
test_two_splits_multiply (void)
{
  const double price[] = { 1200, 300, 100 };
  const PenstockScoreAction splits[] = { { .day = 3, .ratio = 3.0 }, { .day = 2, .ratio = 4.0 } };
  const Walked walked = walk (price, 3, splits, 2, MOST);

  assert_states (&walked, "ggg");
  g_assert_cmpfloat_with_epsilon (walked.price[0], 100.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (walked.price[1], 100.0, 1e-12);
}

static void
test_guesses (void)
{
  static const struct { double ratio, guess; } cases[] = {
    { 0.5, 2 }, { 0.34, 3 }, { 0.2501, 4 }, { 0.19, 5 }, { 0.0098, 100 }, { 2.1, 0.5 }, { 10.5, 0.1 }, { 0.148, NAN }, { 7, NAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double price[] = { 100, 100 * cases[i].ratio };
      const double guess = WALK (price).verdict.split_guess;

      if (isnan (cases[i].guess))
        g_assert_true (isnan (guess));
      else
        g_assert_cmpfloat (guess, ==, cases[i].guess);
    }
}

static void
test_accepted_jump (void)
{
  const double price[] = { 100, 101, 210, 220, 215 };
  const PenstockScoreAction accept = { .day = 3, .accept = true }, wrong_day = { .day = 4, .accept = true };
  const Walked walked = walk (price, 5, &accept, 1, MOST);

  assert_states (&walked, "ggggg");
  g_assert_cmpfloat (walked.price[0], ==, 100);
  g_assert_true (walk (price, 5, &wrong_day, 1, MOST).verdict.unverified);
}

/* The user knows: what looks like a glitch was real, both ways. */
static void
test_accepted_up_and_down (void)
{
  const double price[] = { 100, 210, 100 };
  const PenstockScoreAction accepts[] = { { .day = 2, .accept = true }, { .day = 3, .accept = true } };

  g_assert_cmpuint (walk (price, 3, accepts, 2, MOST).verdict.n_good, ==, 3);
  g_assert_true (walk (price, 3, accepts, 1, MOST).verdict.unverified);
}

static void
test_two_jumps (void)
{
  const double price[] = { 100, 250, 260, 600, 610 };
  const PenstockScoreAction first = { .day = 2, .accept = true };
  Walked walked = WALK (price);

  g_assert_cmpint (walked.verdict.jump_day, ==, 2);
  assert_states (&walked, "guuuu");

  walked = walk (price, 5, &first, 1, MOST);
  assert_states (&walked, "ggguu");
  g_assert_cmpint (walked.verdict.jump_day, ==, 4);
  g_assert_cmpuint (walked.verdict.n_good, ==, 3);
}

static void
test_bad_bars_after_the_jump_are_bad (void)
{
  const double price[] = { 100, 300, NAN, 310 };
  const Walked walked = WALK (price);

  assert_states (&walked, "gubu");
  g_assert_cmpuint (walked.verdict.n_bad, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score/verify/plain", test_plain);
  g_test_add_func ("/score/verify/no-bars", test_no_bars);
  g_test_add_func ("/score/verify/hundredfold", test_hundredfold);
  g_test_add_func ("/score/verify/no-prices-never-enter", test_no_prices_never_enter);
  g_test_add_func ("/score/verify/second-bar-of-a-day-wins", test_second_bar_of_a_day_wins);
  g_test_add_func ("/score/verify/three-days-of-glitch", test_three_days_of_glitch);
  g_test_add_func ("/score/verify/glitch-not-yet-back", test_glitch_not_yet_back);
  g_test_add_func ("/score/verify/window-of-a-glitch", test_window_of_a_glitch);
  g_test_add_func ("/score/verify/factor-is-no-jump-yet", test_factor_is_no_jump_yet);
  g_test_add_func ("/score/verify/split-is-guessed-and-entered", test_split_is_guessed_and_entered);
  g_test_add_func ("/score/verify/two-splits-multiply", test_two_splits_multiply);
  g_test_add_func ("/score/verify/guesses", test_guesses);
  g_test_add_func ("/score/verify/accepted-jump", test_accepted_jump);
  g_test_add_func ("/score/verify/accepted-up-and-down", test_accepted_up_and_down);
  g_test_add_func ("/score/verify/two-jumps", test_two_jumps);
  g_test_add_func ("/score/verify/bad-bars-after-the-jump-are-bad", test_bad_bars_after_the_jump_are_bad);

  return g_test_run ();
}
