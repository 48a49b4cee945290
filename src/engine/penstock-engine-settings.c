/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-indicators-private.h"

/* What the user sets: how is scored, who may be asked, who goes first. */

gboolean
penstock_engine_is_enabled (PenstockEngine *self,
                            const char     *feed)
{
  return self->enabled == NULL || g_strv_contains ((const char *const *)self->enabled, feed);
}

void
penstock_engine_set_score_settings (PenstockEngine             *self,
                                    const PenstockScoreSettings *settings)
{
  g_return_if_fail (PENSTOCK_IS_ENGINE (self));
  g_return_if_fail (settings->alpha >= 0 && settings->alpha < 1);

  self->settings = *settings;
  penstock_engine_queue_compute (self);
}

void
penstock_engine_set_tier (PenstockEngine *self,
                          guint           tier)
{
  g_return_if_fail (PENSTOCK_IS_ENGINE (self));
  g_return_if_fail (tier == 1 || tier == 2);

  self->tier = tier;
  penstock_engine_refresh_all (self);
  penstock_poller_wake (self->poller);
}

void
penstock_engine_set_enabled_feeds (PenstockEngine    *self,
                                   const char *const *ids)
{
  g_return_if_fail (PENSTOCK_IS_ENGINE (self));

  g_strfreev (self->enabled);
  self->enabled = g_strdupv ((char **)ids);
  penstock_engine_refresh_all (self);
  penstock_poller_wake (self->poller);
}

/* Who is preferred changes which price counts, and what is to be asked. */
static void
ask_anew (PenstockEngine *self)
{
  penstock_engine_refresh_all (self);
  penstock_poller_wake (self->poller);
}

void
penstock_engine_set_feed_order (PenstockEngine    *self,
                                const char *const *ids)
{
  g_return_if_fail (PENSTOCK_IS_ENGINE (self));

  g_strfreev (self->feed_order);
  self->feed_order = g_strdupv ((char **)ids);
  ask_anew (self);
}

void
penstock_engine_set_news_addresses (PenstockEngine    *self,
                                    const char *const *urls)
{
  g_return_if_fail (PENSTOCK_IS_ENGINE (self));

  g_strfreev (self->news_addresses);
  self->news_addresses = g_strdupv ((char **)urls);
  ask_anew (self);
}

/* What the source, its host or a failure made us wait for. */
static void
forget_pauses (PenstockEngine         *self,
               const PenstockProvider *provider)
{
  PenstockWrite *write = penstock_write_begin (self, NULL, NULL);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->feed_states);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PenstockFeedState *state = value;

      if (!g_str_equal (state->feed, provider->id) || (state->next_try == 0 && state->failing_since == 0))
        continue;

      state->next_try = 0;
      if (state->failing_since != 0)
        state->last_try = 0;
      penstock_write_feed_state (write, state);
    }
  penstock_write_end (write);
}

static void
forget_refusal (PenstockEngine         *self,
                const PenstockProvider *provider,
                const char             *subject)
{
  g_autofree char *key = penstock_http_dup_host_key (self->http, provider, subject);
  PenstockHostState state;

  if (key == NULL || !penstock_http_get_host_state (self->http, key, &state))
    return;

  state.refused_until = 0;
  state.refusals = 0;
  penstock_http_set_host_state (self->http, &state);
  penstock_engine_store_host (self, key);
}

static void
retried_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  /* What came of it is in the feed's health. */
  penstock_engine_poll_finish (PENSTOCK_ENGINE (object), result, NULL, NULL);
}

void
penstock_engine_retry_feed (PenstockEngine *self,
                            const char     *feed)
{
  const PenstockProvider *provider;
  const char *const feeds[] = { feed, NULL };
  char **addresses;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);
  g_return_if_fail (feed != NULL);

  provider = penstock_provider_find (feed);
  if (provider == NULL)
    return;

  forget_pauses (self, provider);
  addresses = penstock_engine_get_addresses (self, provider);
  if (provider->asks != PENSTOCK_ASKS_ADDRESS)
    forget_refusal (self, provider, NULL);
  else
    for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
      forget_refusal (self, provider, addresses[i]);

  penstock_engine_poll_async (self, feeds, NULL, FALSE, NULL, NULL, NULL, retried_cb, NULL);
}
