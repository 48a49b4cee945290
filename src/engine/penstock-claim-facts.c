/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim-private.h"

/* Chain ids of filers whose year does not end in December (their annual reports): what they call their first quarter is not January to March. */
static const char *const own_calendars[] = {
  "aapl", "advantest", "ajinomoto", "amat", "apld", "arm", "avgo", "baba", "cien", "cohr", "crdo", "csco", "dell",
  "disco", "enr", "flex", "fn", "fujikura", "hpe", "ibiden", "ifx", "iren", "jbl", "kioxia", "klac", "kokusai",
  "lasertec", "lenovo", "lite", "lrcx", "mdb", "mkinzoku", "mod", "mrvl", "msft", "mu", "nittobo", "nvda", "orcl",
  "pstg", "screen", "shinetsu", "smci", "sndk", "snow", "snps", "stx", "sumibake", "te", "tel", "wdc", NULL
};

gboolean
penstock_claim_has_own_calendar (const char *company_id)
{
  return g_strv_contains (own_calendars, company_id);
}

gboolean
penstock_claim_is_known (const PenstockRevenueFigure *figure,
                         PenstockDay                  day)
{
  return penstock_day_from_unix_utc (figure->published_at) <= day;
}

const PenstockRevenueFigure *
penstock_claim_find_figure (const PenstockClaimCase      *self,
                            PenstockPeriod                period,
                            const PenstockRevenueFigure **restated)
{
  const PenstockRevenueFigure *found = NULL;

  for (gsize i = 0; i < self->revenue->n; i++)
    {
      const PenstockRevenueFigure *figure = &self->revenue->figures[i];

      if (figure->period != period || !penstock_claim_is_known (figure, self->check->as_of))
        continue;
      if (found != NULL && found->value != figure->value && restated != NULL)
        *restated = found;
      found = figure;
    }

  return found;
}
