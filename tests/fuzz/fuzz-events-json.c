/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "penstock-event.h"

/* Events of the user's own; what is exported of them must read back as the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = penstock_events_parse (text, (gssize)size, &error);
  g_autoptr(GPtrArray) again = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *reprinted = NULL;

  fuzz_check ((events == NULL) == (error != NULL));
  fuzz_check (error == NULL || fuzz_is_text (error->message));
  if (events == NULL)
    return 0;

  printed = penstock_events_to_json (events);
  again = penstock_events_parse (printed, -1, &error);
  fuzz_check (again != NULL && again->len == events->len);
  reprinted = penstock_events_to_json (again);
  fuzz_check (g_str_equal (printed, reprinted));
  return 0;
}
