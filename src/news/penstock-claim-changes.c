/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim-text-private.h"

#include <math.h>

/* Percentages become changes: each has a direction and a base in its own clause, or it is not a change for sure. */

#define W "(?<![a-z])"
#define E "(?![a-z])"

#define UP W "(?:up|rose|ris(?:e|es|en|ing)|grew|grow(?:n|s|ing|th)?|increas(?:e|es|ed|ing)|gain(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|" \
           "soar(?:s|ed|ing)?|climb(?:s|ed|ing)?|advanc(?:e|es|ed)|higher|expand(?:s|ed)?|leap(?:s|t|ed)?|rocketed)" E "|负成长|负增长|增|成长|上升|升|涨|扬|高出"
#define DOWN W "(?:down|fell|fall(?:s|en|ing)?|declin(?:e|es|ed|ing)|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|slump(?:s|ed)?|slid(?:e|es)?|slip(?:s|ped)?|" \
             "plung(?:e|es|ed)|tumbl(?:e|es|ed)|shr[aiu]nk|lower|contracted|contraction|sank|dip(?:s|ped)?)" E "|负成长|负增长|减|降|衰退|下滑|下跌|跌|下挫|萎缩"

/* Of a year, a month, a quarter, or whatever was before. Groups: 1 year, 2 month, 3 quarter, 4 either. */
#define AGAINST W "(?:from|than|over|versus|vs\\.?|against|compared (?:with|to)|on)\\s+(?:the |a |an |one |its )*"
#define SAME "(?:same )?(?:month|period|quarter|time)(?: of)?(?: the)? "
#define YEAR "year[- ]on[- ]year|year[- ]over[- ]year|" W "y[-/]?o[-/]?y" E "|" W "y/y" E "|" W "on[- ]year" E "|annually|" W "annual(?= (?:growth|" \
             "increase|decline|rise|gain|drop))|" \
             AGAINST "(?:" SAME "(?:last|previous|prior) year|" SAME "a year (?:ago|earlier|before)|year (?:earlier|ago|before)|year-ago(?: (?:period|" \
                     "month|quarter|level))?|" \
             "year-earlier(?: (?:period|month|quarter|level))?|(?:last|previous|prior) year(?:'s)?" E ")|" W "a year (?:earlier|ago|before)" \
             "|同比|(?<![0-9])年(?=增|减|成长|衰退|下滑|跌|升|负)|(?:较|比|与|跟)?(?:去年|上年|前一?年)(?:同期|同月|同季)?(?![0-9一二三四])"
#define MONTH "month[- ]on[- ]month|month[- ]over[- ]month|" W "m[-/]?o[-/]?m" E "|" W "m/m" E "|" W "on[- ]month" E "|" \
              AGAINST "(?:month (?:earlier|ago|before)|(?:previous|prior|preceding|last) month)|" W "a month (?:earlier|ago|before)" \
              "|(?<![0-9份个])月(?=增|减|成长|衰退|下滑|负)|(?:较|比)?(?:上|前)个?月"
#define QUARTER "quarter[- ]on[- ]quarter|quarter[- ]over[- ]quarter|" W "q[-/]?o[-/]?q" E "|" W "q/q" E "|" W "on[- ]quarter" E "|" \
                AGAINST "(?:quarter (?:earlier|ago|before)|(?:previous|prior|preceding|last) quarter)|" W "a quarter (?:earlier|ago|before)" \
                "|(?<![0-9一二三四])季(?=增|减|成长|衰退|下滑|负)|(?:较|比)?(?:上|前)一?个?季度?"
#define EITHER W "sequential(?:ly)?" E "|环比"
#define BASE "(" YEAR ")|(" MONTH ")|(" QUARTER ")|(" EITHER ")"
#define CHINESE_BASE "(同比|(?<![0-9])年(?=增|减|成长|衰退|下滑|跌|升|负)|(?:较|比|与|跟)?(?:去年|上年|前一?年)(?:同期|同月|同季)?(?![0-9一二三四]))|" \
                     "((?<![0-9份个])月(?=增|减|成长|衰退|下滑|负)|(?:较|比)?(?:上|前)个?月)|((?<![0-9一二三四])季(?=增|减|成长|衰退|下滑|负)|(?:较|比)?(?:上|前)一?个?季度?)|(环比)"

static PenstockClaimBase
base_of_match (const PenstockClaim      *claim,
               const PenstockClaimMatch *match)
{
  const gboolean one = claim->n_periods == 1;

  if (match->start[1] >= 0)
    return PENSTOCK_BASE_YEAR;
  if (match->start[2] >= 0)
    return one && claim->periods_per_year == 12 ? PENSTOCK_BASE_PERIOD : PENSTOCK_BASE_NONE;
  if (match->start[3] >= 0)
    return one && claim->periods_per_year == 4 ? PENSTOCK_BASE_PERIOD : PENSTOCK_BASE_NONE;

  return one && claim->periods_per_year != 0 ? PENSTOCK_BASE_PERIOD : PENSTOCK_BASE_NONE;
}

static int
clause_start (const PenstockClaimReading *self,
              int                         from,
              int                         to)
{
  PenstockClaimMatch match;

  return penstock_claim_match_last (self, "[,;:]", from, to, &match) ? match.end[0] : from;
}

static int
clause_end (const PenstockClaimReading *self,
            int                         from,
            int                         to)
{
  PenstockClaimMatch match;

  return penstock_claim_match (self, "[,;:]|" W "(?:and|while|but)" E, from, to, &match) ? match.start[0] : to;
}

/* "from April 2025", "較2025年4月". */
static PenstockClaimBase
base_by_period (PenstockClaimReading *self,
                int                   from,
                int                   to)
{
  PenstockClaimMatch match;
  PenstockClaimSpan span;

  if (!penstock_claim_match (self, W "(?:from|than|over|versus|vs\\.?|against|compared (?:with|to))\\s+(?:the )?(?:\\x02+\\s*(?:in|for|of)\\s+)?|较|"
                                     "比", from, to, &match))
    return PENSTOCK_BASE_NONE;

  return penstock_claim_take_span (self, match.end[0], MIN (match.end[0] + 20, to), &span) ? penstock_claim_base_of (self->claim, &span) : PENSTOCK_BASE_NONE;
}

static PenstockClaimBase
find_base (PenstockClaimReading *self,
           int                   from,
           int                   start,
           int                   end,
           int                   to)
{
  const int clause = clause_start (self, from, start), ahead = clause_end (self, end, to);
  PenstockClaimMatch match;
  PenstockClaimBase base;
  gboolean found;

  found = penstock_claim_match_last (self, CHINESE_BASE, clause, start, &match) || penstock_claim_match (self, BASE, end, ahead, &match) ||
          penstock_claim_match_last (self, BASE, clause, start, &match);
  if (!found && self->percents->len == 1)
    found = penstock_claim_match (self, BASE, end, to, &match) || penstock_claim_match_last (self, BASE, from, start, &match);
  if (found)
    {
      base = base_of_match (self->claim, &match);
      penstock_claim_blank (self, match.start[0], match.end[0], PENSTOCK_HOLE_USED);
      return base;
    }

  base = base_by_period (self, end, ahead);
  return base != PENSTOCK_BASE_NONE ? base : base_by_period (self, clause, start);
}

/* 1, −1, or 0 where it is not said. */
static int
find_direction (const PenstockClaimReading *self,
                const PenstockClaimNumber  *number,
                int                         from,
                int                         to)
{
  PenstockClaimMatch up, down, other;
  gboolean any_up, any_down;

  /* A share, or the level of a rate, is no change. */
  if (penstock_claim_match (self, "\\G\\s*of" E, number->end, to, &other) ||
      penstock_claim_match (self, "(?:" W "(?:rose|up|grew|increased|climbed|fell|down|dropped|declined) to|增至|升至|增加至|降至|减至|占[^,;]*|margin[^,;]*|"
                                  "毛利率?[^,;]*)\\s*$", from, number->start, &other))
    return 0;

  any_up = penstock_claim_match_last (self, UP, from, number->start, &up);
  any_down = penstock_claim_match_last (self, DOWN, from, number->start, &down);
  if (!any_up && !any_down)
    {
      const int until = MIN (clause_end (self, number->end, to), number->end + 30);

      any_up = penstock_claim_match (self, UP, number->end, until, &up);
      any_down = penstock_claim_match (self, DOWN, number->end, until, &down);
    }

  if (number->minus)
    return -1;
  if (number->plus)
    return any_down && !any_up ? 0 : 1;
  if (any_up && any_down)
    return down.end[0] >= up.end[0] ? -1 : 1;

  return any_up ? 1 : any_down ? -1 : 0;
}

/* What "doubled" says, give or take five points. */
static void
take_multiple (PenstockClaimReading *self)
{
  static const struct { const char *pattern; double change; } multiples[] = {
    { W "doubl(?:e|ed|es|ing)" E "|翻倍|翻番|倍增", 1.0 }, { W "tripl(?:e|ed|es|ing)" E, 2.0 }, { W "quadrupl(?:e|ed|es|ing)" E, 3.0 },
  };
  PenstockClaimMatch match;

  for (guint i = 0; i < G_N_ELEMENTS (multiples) && isnan (self->claim->change[0].value); i++)
    if (penstock_claim_match (self, multiples[i].pattern, 0, self->length, &match))
      {
        PenstockClaimNumber number = { .start = match.start[0], .end = match.end[0], .value = multiples[i].change, .half = 0.05 };

        penstock_claim_read_bound (self, &number, TRUE);
        penstock_claim_blank (self, match.start[0], match.end[0], PENSTOCK_HOLE_USED);
        self->claim->change[0] = (PenstockStated){ number.value, 0.05, number.bound };
        self->claim->base[0] = find_base (self, 0, match.start[0], match.end[0], self->length);
      }
}

static void
drop_changes (PenstockClaim *claim)
{
  for (guint i = 0; i < 2; i++)
    {
      claim->change[i] = (PenstockStated){ NAN, NAN, PENSTOCK_BOUND_NONE };
      claim->base[i] = PENSTOCK_BASE_NONE;
    }
}

void
penstock_claim_take_changes (PenstockClaimReading *self)
{
  PenstockClaim *claim = self->claim;
  PenstockClaimMatch match;
  int last = 0;
  guint n = 0;

  self->unchanged = g_strdup (self->left);
  for (guint i = 0; i < self->percents->len; i++)
    {
      const PenstockClaimNumber *number = &g_array_index (self->percents, PenstockClaimNumber, i);
      const int from = i > 0 ? (number - 1)->end : 0;
      const int to = i + 1 < self->percents->len ? (number + 1)->start : self->length;
      int direction = find_direction (self, number, from, to);

      /* "up 29.74% year on year and 3.53% month on month": said once for both. */
      if (direction == 0 && last != 0 && penstock_claim_match (self, "\\G[\\x01\\s,()]*(?:from[\\x01\\s]*)?(?:and|"
                                        "or)?[\\s,(]*\\x03", from, number->end, &match) &&
          match.start[0] == from)
        direction = last;
      last = direction;
      if (direction == 0)
        continue;
      if (n < 2)
        {
          claim->change[n] = (PenstockStated){ direction * number->value, number->half, number->bound };
          claim->base[n] = find_base (self, from, number->start, number->end, to);
          /* A year, and a part of a year from January, can only be held against the year before. */
          if (claim->base[n] == PENSTOCK_BASE_NONE && (claim->periods_per_year == 1 || claim->n_periods > 1))
            claim->base[n] = PENSTOCK_BASE_YEAR;
        }
      n++;
    }

  /* Three, or two of one kind: whatever they are of, it is not all one claim. */
  if (n > 2 || (n == 2 && claim->base[0] == claim->base[1]))
    drop_changes (claim);
  if (n == 0)
    take_multiple (self);
}
