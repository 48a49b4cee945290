/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "penstock-chain.h"

/* A supply chain of the user's own. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = fuzz_bytes (data, size);
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockChain) chain = penstock_chain_new_from_bytes (bytes, &faults, &error);

  fuzz_check ((chain == NULL) == (error != NULL));
  fuzz_check (error == NULL || fuzz_is_text (error->message));
  return 0;
}
