/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-failover.h"

#include "penstock-preference.h"
#include "penstock-questions.h"

static const PenstockGives kinds[2] = { PENSTOCK_GIVES_BARS, PENSTOCK_GIVES_QUOTES };

guint
penstock_failover_serving (const gboolean *failing,
                           guint           n)
{
  guint i = 0;

  while (i < n && failing[i])
    i++;

  return i;
}

static gboolean
is_refusing (PenstockEngine         *engine,
             const PenstockProvider *provider)
{
  g_autofree char *key = penstock_http_dup_host_key (engine->http, provider, NULL);
  PenstockHostState host;

  return key != NULL && penstock_http_get_host_state (engine->http, key, &host) && host.refused_until > penstock_clock_now (engine->clock);
}

/* Kept in order of preference; one too many is left out. */
static void
insert (PenstockFailoverOrder  *self,
        guint                   kind,
        const PenstockProvider *provider)
{
  const PenstockProvider **feed = self->feed[kind];
  guint at = self->n[kind];

  if (self->n[kind] == PENSTOCK_FAILOVER_MOST)
    return;

  for (; at > 0 && penstock_preference_rank (self->engine, feed[at - 1]) > penstock_preference_rank (self->engine, provider); at--)
    feed[at] = feed[at - 1];
  feed[at] = provider;
  self->n[kind]++;
}

void
penstock_failover_order_init (PenstockFailoverOrder *self,
                              PenstockEngine        *engine)
{
  *self = (PenstockFailoverOrder) { .engine = engine };

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
      if ((penstock_providers[i]->gives & kinds[kind]) != 0 && penstock_question_by_symbol (penstock_providers[i]) &&
          penstock_preference_is_usable (engine, penstock_providers[i]))
        insert (self, kind, penstock_providers[i]);

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint i = 0; i < self->n[kind]; i++)
      self->refusing[kind][i] = is_refusing (engine, self->feed[kind][i]);
}

const PenstockFeedState *
penstock_failover_state (PenstockEngine         *engine,
                         const PenstockProvider *provider,
                         const char             *symbol)
{
  g_autofree char *key = penstock_question_dup_key (engine, provider, symbol);

  return penstock_engine_find_feed_state (engine, provider->id, key);
}

static gboolean
is_failing (const PenstockFailoverOrder *self,
            guint                        kind,
            guint                        i,
            const char                  *symbol)
{
  const PenstockFeedState *state;

  if (self->refusing[kind][i])
    return TRUE;

  state = penstock_failover_state (self->engine, self->feed[kind][i], symbol);
  return state != NULL && state->failing_since != 0;
}

/* Those that have the listing, and how they do. */
static guint
collect (const PenstockFailoverOrder *self,
         guint                        kind,
         const char                  *symbol,
         const PenstockProvider     **feeds,
         gboolean                    *failing)
{
  guint n = 0;

  for (guint i = 0; i < self->n[kind]; i++)
    if (penstock_provider_covers (self->feed[kind][i], symbol))
      {
        feeds[n] = self->feed[kind][i];
        failing[n] = is_failing (self, kind, i, symbol);
        /* Nobody after one that answers matters. */
        if (!failing[n++])
          break;
      }

  return n;
}

static PenstockFailover
find_in (const PenstockFailoverOrder *self,
         guint                        kind,
         const char                  *symbol)
{
  const PenstockProvider *feeds[PENSTOCK_FAILOVER_MOST];
  gboolean failing[PENSTOCK_FAILOVER_MOST];
  const guint n = collect (self, kind, symbol, feeds, failing);
  const guint serving = penstock_failover_serving (failing, n);

  return (PenstockFailover) { n > 0 ? feeds[0] : NULL, serving < n ? feeds[serving] : NULL };
}

gboolean
penstock_failover_order_wants (const PenstockFailoverOrder *self,
                               const PenstockProvider      *provider,
                               const char                  *symbol)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      const PenstockProvider *feeds[PENSTOCK_FAILOVER_MOST];
      gboolean failing[PENSTOCK_FAILOVER_MOST];
      const guint n = (provider->gives & kinds[kind]) != 0 ? collect (self, kind, symbol, feeds, failing) : 0;

      for (guint i = 0; i < n; i++)
        if (feeds[i] == provider)
          return TRUE;
    }

  return FALSE;
}

PenstockFailover
penstock_failover_find (PenstockEngine *engine,
                        const char     *symbol,
                        PenstockGives   gives)
{
  PenstockFailoverOrder order;

  g_return_val_if_fail (gives == PENSTOCK_GIVES_BARS || gives == PENSTOCK_GIVES_QUOTES, ((PenstockFailover) { NULL, NULL }));

  penstock_failover_order_init (&order, engine);
  return find_in (&order, gives == PENSTOCK_GIVES_QUOTES ? 1 : 0, symbol);
}

static const PenstockProvider *
find_stand_in (const PenstockFailoverOrder *order,
               const char                  *symbol)
{
  for (guint kind = G_N_ELEMENTS (kinds); kind-- > 0;)
    {
      const PenstockFailover found = find_in (order, kind, symbol);

      if (found.serving != NULL && found.serving != found.preferred)
        return found.serving;
    }

  return NULL;
}

const PenstockProvider *
penstock_failover_find_stand_in (PenstockEngine *engine,
                                 const char     *symbol)
{
  PenstockFailoverOrder order;

  penstock_failover_order_init (&order, engine);
  return find_stand_in (&order, symbol);
}

static gboolean
stands_in (const PenstockFailoverOrder *order,
           const PenstockProvider      *provider,
           const char                  *symbol)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      const PenstockFailover found = find_in (order, kind, symbol);

      if (found.serving == provider && found.preferred != provider)
        return TRUE;
    }

  return FALSE;
}

guint
penstock_failover_count (PenstockEngine         *engine,
                         const PenstockProvider *provider)
{
  PenstockFailoverOrder order;
  guint n = 0;

  if (!penstock_question_by_symbol (provider))
    return 0;

  penstock_failover_order_init (&order, engine);
  for (guint i = 0; i < engine->chain->n_companies; i++)
    if (penstock_question_is_followed (engine, i))
      n += stands_in (&order, provider, engine->chain->companies[i].symbol);

  return n;
}

gboolean
penstock_failover_is_standby (PenstockEngine         *engine,
                              const PenstockProvider *provider)
{
  PenstockFailoverOrder order;
  gboolean covers = FALSE;

  if (!penstock_question_by_symbol (provider) || !penstock_preference_is_usable (engine, provider))
    return FALSE;

  penstock_failover_order_init (&order, engine);
  for (guint i = 0; i < engine->chain->n_companies; i++)
    {
      const char *symbol = engine->chain->companies[i].symbol;

      if (!penstock_question_is_followed (engine, i) || !penstock_provider_covers (provider, symbol))
        continue;
      if (penstock_failover_order_wants (&order, provider, symbol))
        return FALSE;
      covers = TRUE;
    }

  return covers;
}
