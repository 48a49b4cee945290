/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-desk-private.h"
#include "penstock-indicators.h"
#include "penstock-settings.h"

/* Which feeds are asked, in which order, with which keys: the user's decisions, kept in the settings and the keyring. */

static gboolean
is_kept (GSettings  *settings,
         const char *key,
         const char *id)
{
  g_auto(GStrv) ids = penstock_settings_get_strv (settings, key);

  return g_strv_contains ((const char *const *)ids, id);
}

/* @ids without @id, and with it at the front or the end. Owned. */
static char **
with_id (char      **ids,
         const char *id,
         gboolean    first,
         gboolean    last)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (first)
    g_strv_builder_add (builder, id);
  for (guint i = 0; ids[i] != NULL; i++)
    if (!g_str_equal (ids[i], id))
      g_strv_builder_add (builder, ids[i]);
  if (last)
    g_strv_builder_add (builder, id);

  return g_strv_builder_end (builder);
}

static void
keep (GSettings  *settings,
      const char *key,
      const char *id,
      gboolean    first,
      gboolean    last)
{
  g_auto(GStrv) ids = penstock_settings_get_strv (settings, key);
  g_auto(GStrv) changed = with_id (ids, id, first, last);

  penstock_settings_set_strv (settings, key, (const char *const *)changed);
}

gboolean
penstock_desk_has_agreed (PenstockDesk *self,
                          const char   *feed)
{
  g_return_val_if_fail (PENSTOCK_IS_DESK (self), FALSE);

  return is_kept (penstock_desk_get_settings (self), "agreed-feeds", feed);
}

void
penstock_desk_enable_feed (PenstockDesk *self,
                           const char   *feed,
                           gboolean      on)
{
  GSettings *settings;
  g_auto(GStrv) enabled = NULL;

  g_return_if_fail (PENSTOCK_IS_DESK (self) && !penstock_desk_is_sample (self));

  settings = penstock_desk_get_settings (self);
  keep (settings, "enabled-feeds", feed, FALSE, on);
  if (on)
    keep (settings, "agreed-feeds", feed, FALSE, TRUE);

  enabled = penstock_settings_get_strv (settings, "enabled-feeds");
  penstock_engine_set_enabled_feeds (penstock_desk_get_engine (self), (const char *const *)enabled);
  /* The page says what it is told: at once, not a moment after the switch was moved. */
  penstock_engine_refresh_feeds (penstock_desk_get_engine (self));
}

void
penstock_desk_prefer_feed (PenstockDesk *self,
                           const char   *feed)
{
  GSettings *settings;
  g_auto(GStrv) order = NULL;

  g_return_if_fail (PENSTOCK_IS_DESK (self));

  settings = penstock_desk_get_settings (self);
  keep (settings, "feed-order", feed, TRUE, FALSE);
  order = penstock_settings_get_strv (settings, "feed-order");
  penstock_engine_set_feed_order (penstock_desk_get_engine (self), (const char *const *)order);
}

void
penstock_desk_retry_feed (PenstockDesk *self,
                          const char   *feed)
{
  g_return_if_fail (PENSTOCK_IS_DESK (self));

  penstock_engine_retry_feed (penstock_desk_get_engine (self), feed);
}

/* -- keys -- */

static void
key_set_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PenstockDesk) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!penstock_keys_set_finish (PENSTOCK_HTTP (object), result, &error))
    penstock_desk_say_error (self, error);
  else
    penstock_desk_say (self, _("The keyring has the key"));
}

void
penstock_desk_set_key (PenstockDesk *self,
                       const char   *feed,
                       const char   *key)
{
  const PenstockProvider *provider = penstock_provider_find (feed);

  g_return_if_fail (PENSTOCK_IS_DESK (self) && provider != NULL);

  penstock_keys_set_async (penstock_engine_get_http (penstock_desk_get_engine (self)), provider, key, penstock_desk_get_cancellable (self),
                           key_set_cb, g_object_ref (self));
  penstock_engine_retry_feed (penstock_desk_get_engine (self), feed);
}

static void
keys_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PenstockDesk) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!penstock_keys_load_finish (PENSTOCK_HTTP (object), result, &error))
    penstock_desk_say_error (self, error);
}

static gboolean
any_wants_key (char **enabled)
{
  for (guint i = 0; enabled[i] != NULL; i++)
    {
      const PenstockProvider *provider = penstock_provider_find (enabled[i]);

      if (provider != NULL && provider->key_need != PENSTOCK_KEY_NONE)
        return TRUE;
    }

  return FALSE;
}

/* -- the user's own addresses: of news, and of indicators -- */

gboolean
penstock_desk_is_address (const char *text)
{
  g_autoptr(GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         (g_str_equal (g_uri_get_scheme (uri), "http") || g_str_equal (g_uri_get_scheme (uri), "https"));
}

/* TRUE if @old was there, and @new is in its place. */
static gboolean
move_address (GSettings  *settings,
              const char *key,
              const char *old,
              const char *new,
              char     ***changed)
{
  g_auto(GStrv) urls = penstock_settings_get_strv (settings, key);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; urls[i] != NULL; i++)
    g_strv_builder_add (builder, g_str_equal (urls[i], old) ? new : urls[i]);
  *changed = g_strv_builder_end (builder);
  return g_strv_contains ((const char *const *)urls, old);
}

static void
address_moved_cb (PenstockDesk *self,
                  const char   *old,
                  const char   *new)
{
  GSettings *settings = penstock_desk_get_settings (self);
  g_auto(GStrv) news = NULL;
  g_auto(GStrv) series = NULL;

  if (move_address (settings, "news-addresses", old, new, &news))
    penstock_desk_set_news_addresses (self, (const char *const *)news);
  if (move_address (settings, "indicator-addresses", old, new, &series))
    penstock_desk_set_indicator_addresses (self, (const char *const *)series);
}

void
penstock_desk_set_news_addresses (PenstockDesk      *self,
                                  const char *const *urls)
{
  g_return_if_fail (PENSTOCK_IS_DESK (self));

  penstock_settings_set_strv (penstock_desk_get_settings (self), "news-addresses", urls);
  penstock_engine_set_news_addresses (penstock_desk_get_engine (self), urls);
}

void
penstock_desk_set_indicator_addresses (PenstockDesk      *self,
                                       const char *const *urls)
{
  g_return_if_fail (PENSTOCK_IS_DESK (self));

  penstock_settings_set_strv (penstock_desk_get_settings (self), "indicator-addresses", urls);
  penstock_engine_set_indicator_addresses (penstock_desk_get_engine (self), urls);
}

/* -- at the start -- */

static void
use_sources (PenstockDesk *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockSources) sources = penstock_sources_load (penstock_desk_get_dir (self), &error);

  if (error != NULL)
    penstock_desk_say_error (self, error);
  if (sources != NULL)
    penstock_http_set_sources (penstock_engine_get_http (penstock_desk_get_engine (self)), sources);
}

void
penstock_desk_set_up_feeds (PenstockDesk *self)
{
  PenstockEngine *engine = penstock_desk_get_engine (self);
  GSettings *settings = penstock_desk_get_settings (self);
  g_auto(GStrv) enabled = penstock_settings_get_strv (settings, "enabled-feeds");
  g_auto(GStrv) order = penstock_settings_get_strv (settings, "feed-order");
  g_auto(GStrv) addresses = penstock_settings_get_strv (settings, "news-addresses");
  g_auto(GStrv) series = penstock_settings_get_strv (settings, "indicator-addresses");
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "penstock", "answers", NULL);

  use_sources (self);
  penstock_http_set_cache_dir (penstock_engine_get_http (engine), cache);
  penstock_engine_set_feed_order (engine, (const char *const *)order);
  penstock_engine_set_news_addresses (engine, (const char *const *)addresses);
  penstock_engine_set_indicator_addresses (engine, (const char *const *)series);
  g_signal_connect_object (engine, "news-address-moved", G_CALLBACK (address_moved_cb), self, G_CONNECT_SWAPPED);
  /* The keyring is left alone where no feed wants anything of it. */
  if (any_wants_key (enabled))
    penstock_keys_load_async (penstock_engine_get_http (engine), penstock_desk_get_cancellable (self), keys_loaded_cb, g_object_ref (self));
}
