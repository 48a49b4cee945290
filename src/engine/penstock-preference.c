/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-preference.h"

#include "penstock-engine-private.h"

gboolean
penstock_preference_is_usable (PenstockEngine         *engine,
                               const PenstockProvider *provider)
{
  return penstock_engine_is_enabled (engine, provider->id) &&
         (provider->key_need != PENSTOCK_KEY_NEEDED || penstock_http_has_key (engine->http, provider));
}

guint
penstock_preference_rank (PenstockEngine         *engine,
                          const PenstockProvider *provider)
{
  guint n = 0, own = 0;

  for (n = 0; engine->feed_order != NULL && engine->feed_order[n] != NULL; n++)
    if (g_str_equal (engine->feed_order[n], provider->id))
      return n;

  while (penstock_providers[own] != NULL && penstock_providers[own] != provider)
    own++;

  return n + own;
}

/* Those that have only the newest day of everything come after all that have a history. */
static guint
rank_for (PenstockEngine         *engine,
          const PenstockProvider *provider,
          PenstockGives           gives)
{
  const gboolean late = gives == PENSTOCK_GIVES_BARS && provider->asks != PENSTOCK_ASKS_LISTING;

  return penstock_preference_rank (engine, provider) + (late ? G_MAXUINT16 : 0);
}

gboolean
penstock_preference_is_after (PenstockEngine         *engine,
                              const PenstockProvider *provider,
                              const PenstockProvider *other,
                              PenstockGives           gives)
{
  return rank_for (engine, provider, gives) > rank_for (engine, other, gives);
}

const PenstockProvider *
penstock_preference_find (PenstockEngine *engine,
                          const char     *symbol,
                          PenstockGives   gives)
{
  const PenstockProvider *first = NULL;

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockProvider *provider = penstock_providers[i];

      if ((provider->gives & gives) != 0 && penstock_preference_is_usable (engine, provider) && penstock_provider_covers (provider, symbol) &&
          (first == NULL || rank_for (engine, provider, gives) < rank_for (engine, first, gives)))
        first = provider;
    }

  return first;
}
