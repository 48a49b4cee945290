/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-revenue.h"

G_BEGIN_DECLS

/* From what a company has filed about periods of all lengths to its quarters, with every vintage.
 *
 * A period is what its first and last day say, and nothing else: 80 to 100 days are a quarter, 260 to 290 nine months, 350 to 380 a year (52 and 53 weeks).
 * Filers mistype days: periods of one length whose ends are at most a week apart are one period.
 *
 * Vintages: of a period's reports by filing date, the first is the figure as first reported; each later one is a vintage if its value differs from
 * the one before it. Of several reports on one day the last filing, and in a filing its last row, holds.
 *
 * A year has no report of its last quarter: it is the year less the nine months with the same beginning. That is only right if both are of the same
 * restatement. So the pair of values counts, on the day one of them is reported, if
 *   - it is the first pair: both as first reported; or
 *   - both have changed since the last pair that counted; or
 *   - the one that is reported is unchanged and the other has changed: this filing confirms it beside the other's change; or
 *   - both are in one filing.
 * If only the one that is reported has changed, it waits for the other. A fourth quarter that was reported itself on the same day goes before the difference.
 *
 * Numbering: the newest quarter has the number of the calendar quarter its middle lies in; the others are counted from it, by the distance of their
 * middles in quarters of 91.3125 days: 52-week years, long quarters and calendar quarters astride do not matter. Of two periods with one number (the fiscal
 * year was moved) the one nearer to its place holds. */

typedef struct
{
  PenstockDay start, end; /* both included */
  PenstockDay filed;
  double      value;
  const char *accession;  /* borrowed; never NULL */
  guint       line;       /* row from 1 */
} PenstockSecFact;

typedef struct
{
  PenstockPeriod period;
  PenstockDay    start, end;
  PenstockDay    filed;
  double         value;
  gboolean       derived; /* year less nine months */
} PenstockSecQuarter;

gboolean penstock_sec_fact_is_quarter (const PenstockSecFact *fact);

/* @facts: PenstockSecFact in any order; is sorted. Returns PenstockSecQuarter by period, then filed. Owned. @dropped (out): how many periods
 * gave way to another with the same number. */
GArray  *penstock_sec_quarters        (GArray *facts, guint *dropped);

G_END_DECLS
