/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "penstock-holidays.h"

/* The exchanges' holidays, a file that may be replaced. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = fuzz_bytes (data, size);
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockHolidays) holidays = penstock_holidays_new_from_bytes (bytes, &faults, &error);

  fuzz_check ((holidays == NULL) == (error != NULL));
  fuzz_check (error == NULL || fuzz_is_text (error->message));
  return 0;
}
