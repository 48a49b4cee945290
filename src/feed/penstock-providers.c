/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-provider.h"

#include <string.h>

#define PROVIDER(name) extern const PenstockProvider penstock_provider_##name;
#include "penstock-providers.inc"
#undef PROVIDER

#define PROVIDER(name) &penstock_provider_##name,
const PenstockProvider *const penstock_providers[] = {
#include "penstock-providers.inc"
  NULL
};
#undef PROVIDER

const PenstockProvider *
penstock_provider_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    if (g_str_equal (penstock_providers[i]->id, id))
      return penstock_providers[i];

  return NULL;
}

gboolean
penstock_provider_covers (const PenstockProvider *provider,
                          const char             *symbol)
{
  const char *dot;

  g_return_val_if_fail (provider != NULL && symbol != NULL, FALSE);

  if (provider->suffixes == NULL)
    return TRUE;

  dot = strrchr (symbol, '.');
  return g_strv_contains (provider->suffixes, dot != NULL ? dot : "");
}
