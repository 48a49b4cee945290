/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "penstock-budget.h"

#include <string.h>

/* What a host says about when to come back: the Retry-After header, and after a line break the Date header. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *header = g_strndup ((const char *)data, size);
  char *date = strchr (header, '\n');
  PenstockPolicy policy = { .min_interval_ms = 1000, .backoff_first_s = 60, .backoff_most_s = 3600 };
  PenstockBudget budget;
  gint64 wait;

  if (date != NULL)
    *date++ = '\0';

  wait = penstock_budget_retry_after (header, date, FUZZ_NOW);
  fuzz_check (wait >= 0);

  penstock_budget_init (&budget, "fuzz");
  penstock_budget_refused (&budget, &policy, FUZZ_NOW, 0, wait, 0.5);
  fuzz_check (budget.state.refused_until > FUZZ_NOW && budget.state.refused_until <= FUZZ_NOW + 86400);
  return 0;
}
