/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-method.h"

const PenstockMethod penstock_methods[] = {
  {
    .id = "time",
    .title = N_("What was known when"),
    .text = N_("A value of a day uses only what was published by the end of that day (UTC): prices up to the close, revenue from the day it was filed, a "
               "story from the day it "
               "was told. A later correction never changes a past score. What is missing stays missing: it is shown as a dash and never counts as zero. A "
               "price more than "
               "seven days old takes no part."),
    .limit = N_("Where a source does not say when a figure was published, the day Penstock first saw it counts, or the legal deadline; it is marked as "
                "assumed."),
  },
  {
    .id = "verified",
    .title = N_("Verified prices"),
    .text = N_("Sources forget splits and deliver wrong levels. A close more than 1.8 times the last good one, or less than the 1.8th part, is a jump. If "
               "the price is back within ten "
               "bars it was a glitch, and those bars are left out. Otherwise the series counts as unverified from the jump on: it is shown and marked, and "
               "takes part in no "
               "score until a split explains it or you accept the move."),
    .limit = N_("A true move of that size is held back too, until you accept it."),
  },
  {
    .id = "price",
    .title = N_("Price momentum"),
    .text = N_("How a share did over six and twelve months without the last one, for the risk it took, and how near it is to its highest price of a year. "
               "Each is compared "
               "with all other companies of the day; the mean of the three, compared again, is “Price”: 0 is the average, +1 one standard deviation above "
               "it, at most ±3."),
    .formula = N_("momentum = P(21 days ago) ÷ P(126 or 252 days ago) − 1, divided by the volatility of 63 days\n"
                  "share of the high = P ÷ highest of 252 days\n"
                  "Price = z(mean of z of the three)"),
    .source = N_("Jegadeesh and Titman 1993; George and Hwang 2004; risk adjustment as in the MSCI Momentum Indexes."),
    .limit = N_("Momentum turns suddenly; a high score says what happened, not what will."),
  },
  {
    .id = "revenue",
    .title = N_("Revenue momentum"),
    .text = N_("What companies file, month by month in Taiwan, quarter by quarter elsewhere: growth over a year, whether it speeds up, and how far it is "
               "from what the same "
               "company’s past would make one expect. Monthly figures are taken three months together, because Lunar New Year moves sales between January "
               "and February. "
               "The older the filing, the less it weighs: half after 45 days."),
    .formula = N_("growth = sum of 3 months ÷ the same 3 a year before − 1\n"
                  "acceleration = growth − growth 3 months (or one quarter) before\n"
                  "surprise = (change in a year − its mean) ÷ its standard deviation, over 24 months or 8 quarters\n"
                  "Revenue = 2^(−age ÷ 45 days) × z(mean of z of the three)"),
    .source = N_("Jegadeesh and Livnat 2006 (revenue surprise); filings of MOPS, TPEx and the SEC."),
    .limit = N_("Companies that file neither monthly nor with the SEC have no revenue here. With fewer than five companies there is no comparison."),
  },
  {
    .id = "events",
    .title = N_("Events"),
    .text = N_("A story has a history: rumour, reported, confirmed, or denied. What it weighs on a day hangs on what it was that day, on its direction, on "
               "how much it is about the "
               "company, and on its age. A denied rumour weighs nothing from its denial on; before, it weighed what a rumour weighs."),
    .formula = N_("credibility: rumour 0.3, reported 0.7, confirmed 1.0, denied 0\n"
                  "half-life: rumour 7 days, reported 21, confirmed 45\n"
                  "weight = direction × credibility × relevance × 2^(−age ÷ half-life), up to five half-lives\n"
                  "Events = 3 × tanh(sum of the weights)"),
    .limit = N_("The direction of a headline is a rule’s guess, marked as such; you can overrule it on the Signals page."),
  },
  {
    .id = "own",
    .title = N_("Own signal"),
    .text = N_("What speaks for a company by itself: price, revenue and events, weighted 0.4, 0.4 and 0.2. What is missing is left out, and coverage says "
               "how much of the weight was "
               "there."),
    .formula = N_("own = Σ weight × value ÷ Σ weight, over those that are known"),
    .limit = N_("The weights are a choice, not a finding; they can be set."),
  },
  {
    .id = "benefit",
    .title = N_("Benefit through the chain"),
    .text = N_("Demand runs upstream: what is good for a customer is good for its suppliers, and prices are slow to show it. A company gets the average of "
               "what its customers have, by the "
               "strength and the certainty of each link, and 0.6 of it; their customers’ signals come with 0.6 again, and so on. The sum of all paths is "
               "the benefit; “Why this "
               "score” lists the strongest. Private companies pass on what they get."),
    .formula = N_("b = α · W · (own + b), α = 0.6\n"
                  "W: strength (0.2, 0.5, 0.8) × confidence (1, 0.8, 0.5) × status (1, rumoured 0.3); rows add up to 1 at most\n"
                  "Benefit = z(b) among those who supply somebody"),
    .source = N_("Katz 1953; Leontief 1936; Cohen and Frazzini 2008; Menzly and Ozbas 2010. How weak the effect has become: Ali and Hirshleifer 2020, "
                 "Pinchuk 2023."),
    .limit = N_("Links and exposures are editorial estimates, not disclosed shares of revenue. Each shows its confidence and basis."),
  },
  {
    .id = "gap",
    .title = N_("Unpriced benefit"),
    .text = N_("The benefit that the last month’s price does not show yet: what remains of the benefit after what the price move of a month explains across "
               "all companies."),
    .formula = N_("gap = z(residual of benefit on z(return of one month), least squares with an intercept)"),
    .limit = N_("A gap may close by the price rising, or by the benefit vanishing."),
  },
  {
    .id = "score",
    .title = N_("Score"),
    .text = N_("A rank from 0 to 100 among the listed companies of the chain, by the mean of own signal and benefit. 50 is the middle of this chain, not of "
               "the market."),
    .formula = N_("score = percentile rank of (own + benefit) ÷ 2; own alone where there is no benefit"),
    .limit = N_("It orders the companies of one day. It does not say whether the whole chain rises or falls: that is the phase."),
  },
  {
    .id = "phase",
    .title = N_("Segments, phase and resonance"),
    .text = N_("Ranks cannot all be up, so segments and layers use absolute measures. Validation: what is filed. Narrative: what prices and stories say. "
               "Together with the change of "
               "validation over a quarter they give the phase, with a margin of 0.1 so that it does not flicker. Fewer than three members with filings: "
               "undetermined. "
               "Resonance is high when all three layers are validated at once; it is triple when all of them rise as well."),
    .formula = N_("validation = freshness × mean of growth ÷ 20 %, acceleration ÷ 10 %, surprise, each at most ±3\n"
                  "narrative = mean of the two risk-adjusted momenta and Events\n"
                  "dormant: both ≤ 0 · narrative: only narrative > 0 · validation: validation > 0 · accelerated: and rising\n"
                  "running ahead: narrative > 1 while validation falls by more than 0.25 in 91 days\n"
                  "resonance = 100 × geometric mean of Φ(validation) of the three layers"),
    .limit = N_("A segment’s value is its members’ mean by exposure; each says how many members had data. A consolidated subsidiary does not count beside "
                "its parent."),
  },
  {
    .id = "evidence",
    .title = N_("Evidence"),
    /* xgettext:no-c-format */
    .text = N_("Does a score rank later returns? For each day the order of the scores is compared with the order of the returns after 5, 21 and 63 trading "
               "days, entered at the next close: "
               "nobody could trade at the close that made the score. The mean of these rank correlations is tested with errors that allow for overlapping "
               "periods, and for the number of "
               "tests. The same is done for 200 chains whose customers were shuffled: if the real chain is not better than 95 % of them, the chain itself "
               "explains nothing. Scores "
               "are also recomputed on data cut at each day: any difference would mean that the future had leaked in."),
    .formula = N_("IC = Spearman correlation, at least 5 companies; t by Newey and West with horizon − 1 lags\n"
                  "p two-sided; Holm’s correction over all tests"),
    .source = N_("Newey and West 1987; Holm 1979."),
    .limit = N_("Companies that are in the chain today were chosen today: those that failed are missing. Costs are not counted. “No evidence in this data” "
                "is the usual and honest answer."),
  },
  {
    .id = "what-if",
    .title = N_("What if"),
    .text = N_("A change of one company’s own signal, or of a segment’s members by their exposure, passed through the same chain. Because the benefit is "
               "linear, the answer is exact and in "
               "proportion. Nothing is stored."),
    .formula = N_("Δb = α · W · (shock + Δb)"),
    .limit = N_("It says how this chain passes a signal on, not how prices will react."),
  },
  {
    .id = "claims",
    .title = N_("Claims"),
    .text = N_("A sentence with a number is held against what was filed: level, change, rank, each within the rounding it was stated with, another currency "
               "at the reference rate of the day. "
               "Confirmed: all of it fits. Contradicted: a part does not, and which, with the filed value. Inconsistent: its own parts disagree. "
               "Unverifiable: nothing filed to hold it against."),
    .limit = N_("Only revenue is checked, and only of companies whose filings are stored. What a sentence leaves open is left open, not guessed."),
  },
  {
    .id = "indicators",
    .title = N_("Indicators"),
    .text = N_("Outside series such as forecasts of shipments, kept with the day each was made, so that a revised forecast does not erase the one before. A "
               "forecaster’s error is its forecast "
               "less what came of it. The golden triangle shows the three layers of the chain: a corner is lit when its validation is above zero and above "
               "that of 28 days before."),
    .limit = N_("Indicators light no corner and enter no score; they stand beside them."),
  },
  {
    .id = "promise",
    .title = N_("What none of this is"),
    .text = N_("Scores measure exposure and attention. They are not advice and no promise of returns. Every price shows its age and source, every figure "
               "its day; the Evidence page says in numbers "
               "how little or how much the scores were worth."),
  },
  { .id = NULL },
};
