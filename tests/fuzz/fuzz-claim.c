/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "penstock-claim-read.h"
#include "penstock-paths.h"

/* A sentence a user typed or pasted; what is read of it is finite, of one period, and reads back from its own JSON as the same. As JSON where it begins so. */

static PenstockNames *
names_of_chain (void)
{
  static PenstockNames *names;
  g_autofree char *path = NULL;
  g_autoptr(PenstockChain) chain = NULL;

  if (names != NULL)
    return names;

  path = penstock_paths_data_file ("chains/ai-infrastructure.json");
  chain = path != NULL ? penstock_chain_new_from_file (path, NULL, NULL) : NULL;
  fuzz_check (chain != NULL);
  names = penstock_names_new (chain);
  return names;
}

static void
check_stated (const PenstockStated *stated)
{
  fuzz_check (isnan (stated->value) || (isfinite (stated->value) && isfinite (stated->half) && stated->half >= 0));
}

static void
check_claim (PenstockClaim *claim)
{
  g_autofree char *json = penstock_claim_to_json (claim, penstock_names_get_chain (names_of_chain ()));
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) again = penstock_claims_parse (names_of_chain (), bytes, 20000, &error);
  g_autofree char *printed = NULL;

  check_stated (&claim->level);
  check_stated (&claim->converted);
  check_stated (&claim->earlier);
  check_stated (&claim->change[0]);
  check_stated (&claim->change[1]);
  fuzz_check (claim->periods_per_year == 0 || claim->periods_per_year == 1 || claim->periods_per_year == 4 || claim->periods_per_year == 12);
  fuzz_check (claim->n_periods >= 1 && claim->n_periods <= 12);
  fuzz_check (fuzz_is_text (claim->text) && fuzz_is_text (claim->subject) && fuzz_is_text (claim->fault));
  fuzz_check (again != NULL && again->len == 1);
  printed = penstock_claim_to_json (g_ptr_array_index (again, 0), penstock_names_get_chain (names_of_chain ()));
  if (claim->id != NULL)
    fuzz_check (g_str_equal (printed, json));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr(GError) error = NULL;

  if (size > 0 && (*data == '[' || *data == '{'))
    {
      g_autoptr(GBytes) bytes = fuzz_bytes (data, size);
      g_autoptr(GPtrArray) claims = penstock_claims_parse (names_of_chain (), bytes, 20000, &error);

      fuzz_check ((claims == NULL) == (error != NULL));
      for (guint i = 0; claims != NULL && i < claims->len; i++)
        check_claim (g_ptr_array_index (claims, i));
    }
  else
    {
      g_autoptr(PenstockClaim) claim = penstock_claim_read (names_of_chain (), text, 20000, &error);

      fuzz_check ((claim == NULL) == (error != NULL));
      fuzz_check (error == NULL || fuzz_is_text (error->message));
      if (claim != NULL)
        {
          claim->id = g_strdup ("one");
          check_claim (claim);
        }
    }
  return 0;
}
