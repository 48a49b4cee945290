/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score.h"

#include <math.h>

/* SCORING.md, "Verified series". */
#define GUESS_TOLERANCE 0.15

/* One walk over the bars; @n is cut at the day asked for. */
typedef struct
{
  const int32_t             *day;
  const double              *price;
  size_t                     n;
  const PenstockScoreAction *actions;
  size_t                     n_actions;
  int32_t                    until;
  unsigned char             *out_state; /* or NULL */
} Walk;

/* What the price of a bar must be multiplied by: every split entered for a later day, up to the day asked for. */
static double
factor_of (const Walk *walk,
           size_t      i)
{
  double factor = 1.0;

  for (size_t a = 0; a < walk->n_actions; a++)
    {
      const PenstockScoreAction *action = &walk->actions[a];

      if (!action->accept && action->day <= walk->until && walk->day[i] < action->day && action->ratio > 0.0)
        factor /= action->ratio;
    }

  return factor;
}

static double
adjusted (const Walk *walk,
          size_t      i)
{
  return walk->price[i] * factor_of (walk, i);
}

static bool
is_price (double price)
{
  return isfinite (price) && price > 0.0;
}

/* Not a price, or of a day that has a later bar with one: the later wins. */
static bool
is_bad (const Walk *walk,
        size_t      i)
{
  if (!is_price (walk->price[i]))
    return true;

  for (size_t later = i + 1; later < walk->n && walk->day[later] == walk->day[i]; later++)
    if (is_price (walk->price[later]))
      return true;

  return false;
}

/* Asked both ways round, so that a fall by exactly the factor is as little a jump as a rise by it. */
static bool
is_level (double price,
          double last)
{
  return price / last <= PENSTOCK_JUMP_FACTOR && last / price <= PENSTOCK_JUMP_FACTOR;
}

static bool
is_accepted (const Walk *walk,
             size_t      i)
{
  for (size_t a = 0; a < walk->n_actions; a++)
    if (walk->actions[a].accept && walk->actions[a].day == walk->day[i])
      return true;

  return false;
}

/* The bar that is back at the level of @last, among the ten bars after the jump at @jump that are not bad; walk->n if none is. */
static size_t
find_return (const Walk *walk,
             size_t      jump,
             double      last)
{
  size_t seen = 0;

  for (size_t i = jump + 1; i < walk->n && seen < PENSTOCK_GLITCH_WINDOW; i++)
    if (!is_bad (walk, i))
      {
        if (is_level (adjusted (walk, i), last))
          return i;
        seen++;
      }

  return walk->n;
}

static void
set_state (const Walk       *walk,
           size_t            i,
           PenstockBarState  state)
{
  if (walk->out_state != NULL)
    walk->out_state[i] = (unsigned char)state;
}

/* Gives the bars [from, end) that are prices @state; the others are bad whatever surrounds them. Returns how many got it. */
static size_t
set_states (const Walk       *walk,
            size_t            from,
            size_t            end,
            PenstockBarState  state,
            size_t           *n_bad)
{
  size_t count = 0;

  for (size_t i = from; i < end; i++)
    {
      const bool bad = is_bad (walk, i);

      set_state (walk, i, bad ? PENSTOCK_BAR_BAD : state);
      *n_bad += bad;
      count += !bad;
    }

  return count;
}

/* As the ratio of the split action that would explain the jump: a fall to a tenth is a split of ten. */
static double
guess_split (double jump_ratio)
{
  static const double ratios[] = { 2.0, 3.0, 4.0, 5.0, 10.0, 100.0 };
  const double wanted = -log (jump_ratio);
  double nearest = log1p (GUESS_TOLERANCE), guess = NAN;

  for (size_t i = 0; i < sizeof ratios / sizeof *ratios; i++)
    {
      const double distance = fabs (fabs (wanted) - log (ratios[i]));

      if (distance <= nearest)
        {
          nearest = distance;
          guess = wanted > 0.0 ? ratios[i] : 1.0 / ratios[i];
        }
    }

  return guess;
}

static void
set_unverified (const Walk      *walk,
                size_t           jump,
                double           last,
                PenstockVerdict *verdict)
{
  verdict->unverified = true;
  verdict->jump_day = walk->day[jump];
  verdict->jump_ratio = adjusted (walk, jump) / last;
  verdict->split_guess = guess_split (verdict->jump_ratio);
  set_states (walk, jump, walk->n, PENSTOCK_BAR_UNVERIFIED, &verdict->n_bad);
}

static void
walk_bars (const Walk      *walk,
           PenstockVerdict *verdict,
           int32_t         *out_day,
           double          *out_price)
{
  size_t i = 0;

  while (i < walk->n)
    {
      const double price = adjusted (walk, i);
      const double last = verdict->n_good > 0 ? out_price[verdict->n_good - 1] : price;
      size_t back;

      if (is_bad (walk, i))
        {
          set_state (walk, i, PENSTOCK_BAR_BAD);
          verdict->n_bad++;
          i++;
        }
      else if (is_level (price, last) || is_accepted (walk, i))
        {
          set_state (walk, i, PENSTOCK_BAR_GOOD);
          out_day[verdict->n_good] = walk->day[i];
          out_price[verdict->n_good++] = price;
          i++;
        }
      else if ((back = find_return (walk, i, last)) < walk->n)
        {
          verdict->n_glitch_bars += set_states (walk, i, back, PENSTOCK_BAR_GLITCH, &verdict->n_bad);
          verdict->n_glitches++;
          i = back;
        }
      else
        {
          set_unverified (walk, i, last, verdict);
          return;
        }
    }
}

/* Writes only the verdict's n entries of @out_state and @out_factor: the bars up to @until. Where there is no unexplained jump, its ratio
 * and the guess are NAN. */
PenstockVerdict
penstock_score_verify (const int32_t             *day,
                       const double              *price,
                       size_t                     n,
                       const PenstockScoreAction *actions,
                       size_t                     n_actions,
                       int32_t                    until,
                       int32_t                   *out_day,
                       double                    *out_price,
                       unsigned char             *out_state,
                       double                    *out_factor)
{
  PenstockVerdict verdict = { .jump_ratio = NAN, .split_guess = NAN };
  Walk walk = {
    .day = day, .price = price, .actions = actions, .n_actions = n_actions, .until = until, .out_state = out_state,
  };

  while (walk.n < n && day[walk.n] <= until)
    walk.n++;

  verdict.n = walk.n;
  if (out_factor != NULL)
    for (size_t i = 0; i < walk.n; i++)
      out_factor[i] = factor_of (&walk, i);
  walk_bars (&walk, &verdict, out_day, out_price);

  return verdict;
}
