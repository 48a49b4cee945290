/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-session.h"

#include "penstock-indicators.h"
#include "penstock-paths.h"
#include "penstock-settings.h"

void
penstock_cli_wait_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      pending)
{
  *(GAsyncResult **)pending = g_object_ref (result);
}

GAsyncResult *
penstock_cli_wait (GAsyncResult **pending)
{
  while (*pending == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (pending);
}

PenstockChain *
penstock_cli_load_chain (const PenstockCli *cli,
                         GError           **error)
{
  g_autofree char *installed = cli->chain == NULL ? penstock_paths_data_file ("chains/ai-infrastructure.json") : NULL;
  const char *path = cli->chain != NULL ? cli->chain : installed;
  PenstockChain *chain;

  if (path == NULL)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND,
                   _("the chain chains/ai-infrastructure.json is not installed; give one with --chain"));
      return NULL;
    }
  if ((chain = penstock_chain_new_from_file (path, NULL, error)) == NULL && cli->chain != NULL)
    g_prefix_error (error, "--chain: ");
  return chain;
}

static void
store_failed_cb (PenstockEngine *engine,
                 const char     *message,
                 gpointer        user_data)
{
  PenstockCliSession *self = user_data;

  if (self->failure == NULL)
    self->failure = g_strdup (message);
}

static gboolean
load (PenstockCliSession *self,
      GError            **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *damaged = NULL;

  penstock_engine_load_async (self->engine, NULL, penstock_cli_wait_cb, &pending);
  result = penstock_cli_wait (&pending);
  if (!penstock_engine_load_finish (self->engine, result, &damaged, error))
    return FALSE;
  if (damaged != NULL)
    penstock_cli_complain ("%s", damaged);
  return TRUE;
}

/* What the desk asks, and how: the user's switches, order and addresses, and the file of sources. */
static void
set_up_feeds (PenstockCliSession *self,
              const char         *dir)
{
  g_autoptr(GSettings) settings = self->sample == NULL ? penstock_settings_new () : NULL;
  g_auto(GStrv) enabled = penstock_settings_get_strv (settings, "enabled-feeds");
  g_auto(GStrv) order = penstock_settings_get_strv (settings, "feed-order");
  g_auto(GStrv) addresses = penstock_settings_get_strv (settings, "news-addresses");
  g_auto(GStrv) series = penstock_settings_get_strv (settings, "indicator-addresses");
  g_autoptr(PenstockSources) sources = NULL;

  penstock_engine_set_enabled_feeds (self->engine, self->sample != NULL ? penstock_sample_feeds : (const char *const *)enabled);
  if (self->sample != NULL)
    return;

  sources = penstock_sources_load (dir, &self->sources_fault);
  if (sources != NULL)
    penstock_http_set_sources (self->http, sources);
  penstock_engine_set_feed_order (self->engine, (const char *const *)order);
  penstock_engine_set_news_addresses (self->engine, (const char *const *)addresses);
  penstock_engine_set_indicator_addresses (self->engine, (const char *const *)series);
}

PenstockCliSession *
penstock_cli_session_open (const PenstockCli *cli,
                           GError           **error)
{
  g_autoptr(PenstockCliSession) self = g_new0 (PenstockCliSession, 1);
  g_autofree char *dir = cli->data_dir != NULL ? g_strdup (cli->data_dir) : penstock_paths_user_data (cli->sample);

  if ((self->chain = penstock_cli_load_chain (cli, error)) == NULL)
    return NULL;

  self->clock = cli->sample ? penstock_clock_new_fixed (PENSTOCK_SAMPLE_START * G_USEC_PER_SEC) : penstock_clock_new ();
  if ((self->store = penstock_store_open (dir, error)) == NULL)
    return NULL;

  self->http = penstock_http_new (self->clock);
  if (cli->sample)
    {
      if ((self->sample = penstock_sample_new (self->chain, self->clock, error)) == NULL)
        return NULL;
      penstock_sample_configure (self->sample, self->http);
    }

  self->engine = penstock_engine_new (self->store, self->http, self->chain, self->clock);
  g_signal_connect (self->engine, "store-failed", G_CALLBACK (store_failed_cb), self);
  set_up_feeds (self, dir);
  if (!load (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
penstock_cli_session_close (PenstockCliSession *self)
{
  if (self->engine != NULL)
    penstock_engine_shutdown (self->engine);
  g_clear_object (&self->engine);
  g_clear_object (&self->sample);
  g_clear_object (&self->http);
  if (self->store != NULL)
    penstock_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->chain, penstock_chain_unref);
  g_free (self->failure);
  g_clear_error (&self->sources_fault);
  g_free (self);
}

PenstockDay
penstock_cli_session_as_of (const PenstockCliSession *self,
                            const PenstockCli        *cli)
{
  return cli->as_of != PENSTOCK_DAY_NONE ? cli->as_of : penstock_clock_today (self->clock);
}

gboolean
penstock_cli_put_batch (PenstockCliSession *self,
                        PenstockBatch      *batch,
                        GError            **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  penstock_engine_put_batch_async (self->engine, batch, NULL, penstock_cli_wait_cb, &pending);
  result = penstock_cli_wait (&pending);
  return penstock_engine_put_batch_finish (self->engine, result, error);
}

gboolean
penstock_cli_put_events (PenstockCliSession *self,
                         GPtrArray          *events,
                         GError            **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  penstock_engine_put_events_async (self->engine, events, NULL, penstock_cli_wait_cb, &pending);
  result = penstock_cli_wait (&pending);
  return penstock_engine_put_events_finish (self->engine, result, error);
}
