/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "penstock-sources.h"

/* Where feeds are asked, a file of the user's; what is printed of it must read back as the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockSources) sources = penstock_sources_parse (text, (gssize)size, &error);
  g_autoptr(PenstockSources) again = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *reprinted = NULL;

  fuzz_check ((sources == NULL) == (error != NULL));
  fuzz_check (error == NULL || fuzz_is_text (error->message));
  if (sources == NULL)
    return 0;

  printed = penstock_sources_to_json (sources);
  again = penstock_sources_parse (printed, -1, &error);
  fuzz_check (again != NULL);
  reprinted = penstock_sources_to_json (again);
  fuzz_check (g_str_equal (printed, reprinted));
  return 0;
}
