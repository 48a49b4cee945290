/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "penstock-revenue-rows.h"

static gint64
end_of_day (PenstockDay day)
{
  return penstock_day_to_unix_utc (day + 1) - 1;
}

/* Figures are sorted by period, then by publication: the last that was public wins. */
static double
known_value (const PenstockRevenue *revenue,
             PenstockPeriod         period,
             gint64                 until)
{
  double value = NAN;

  for (gsize i = 0; i < revenue->n; i++)
    if (revenue->figures[i].period == period && revenue->figures[i].published_at <= until)
      value = revenue->figures[i].value;
  return value;
}

static gboolean
newest_known (const PenstockRevenue *revenue,
              gint64                 until,
              PenstockPeriod        *period)
{
  gboolean found = FALSE;

  for (gsize i = 0; i < revenue->n; i++)
    if (revenue->figures[i].published_at <= until)
      {
        *period = revenue->figures[i].period;
        found = TRUE;
      }
  return found;
}

void
penstock_revenue_rows_fill (PenstockRevenueRow     rows[PENSTOCK_REVENUE_ROWS],
                            const PenstockRevenue *revenue,
                            PenstockDay            as_of)
{
  const int per_year = revenue->periods_per_year;
  const gint64 until = end_of_day (as_of);
  PenstockPeriod newest = 0;

  if (!newest_known (revenue, until, &newest))
    newest = penstock_day_year (as_of) * per_year;
  for (int i = 0; i < per_year && penstock_period_due (newest + 1, per_year) < as_of; i++)
    newest++;

  for (int i = 0; i < PENSTOCK_REVENUE_ROWS; i++)
    {
      PenstockRevenueRow *row = &rows[i];

      row->period = newest - (PENSTOCK_REVENUE_ROWS - 1) + i;
      for (int year = 0; year < 3; year++)
        row->value[year] = known_value (revenue, row->period - year * per_year, until);
      row->due = isnan (row->value[0]) && penstock_period_due (row->period, per_year) < as_of;
    }
}
