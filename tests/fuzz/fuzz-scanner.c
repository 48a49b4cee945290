/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "penstock-yahoo-private.h"

#include <string.h>

/* The scanner of long number arrays against json-glib: both ways of reading a body must agree, in what they find and in what they refuse. */

static void
check_same (const PenstockYahoo *fast,
            const PenstockYahoo *slow)
{
  for (guint id = 0; id < PENSTOCK_CHART_N_COLUMNS; id++)
    {
      const PenstockYahooColumn *one = &fast->column[id], *two = &slow->column[id];

      fuzz_check (one->present == two->present && one->n == two->n);
      for (gsize i = 0; i < one->n; i++)
        fuzz_check (one->value[i] == two->value[i] || (isnan (one->value[i]) && isnan (two->value[i])));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_memdup2 (data, size);
  g_autoptr(GError) fault = NULL;
  g_autoptr(GError) slow_fault = NULL;
  g_autoptr(PenstockYahoo) fast = penstock_yahoo_read (text != NULL ? text : "", size, TRUE, &fault);
  g_autoptr(PenstockYahoo) slow = penstock_yahoo_read (text != NULL ? text : "", size, FALSE, &slow_fault);

  fuzz_check ((fast == NULL) == (slow == NULL));
  if (fast != NULL)
    check_same (fast, slow);
  else
    fuzz_check (g_str_equal (fault->message, slow_fault->message) && fuzz_is_text (fault->message));
  return 0;
}
