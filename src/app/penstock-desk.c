/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-desk.h"

#include <glib/gstdio.h>

#include "penstock-desk-private.h"
#include "penstock-paths.h"
#include "penstock-sample.h"
#include "penstock-settings.h"

struct _PenstockDesk
{
  GObject         parent_instance;

  GSettings      *settings;  /* NULL where no schema is installed */
  char           *dir;
  PenstockChain  *chain;
  PenstockClock  *clock;
  PenstockStore  *store;
  PenstockHttp   *http;
  PenstockEngine *engine;
  PenstockSample *sample;    /* NULL for live data */
  GCancellable   *cancellable;
  gboolean        loaded;
  guint           refreshes; /* under way */
};

enum { PROP_0, PROP_LOADED, N_PROPS };
enum { MESSAGE, N_SIGNALS };
static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockDesk, penstock_desk, G_TYPE_OBJECT)

void
penstock_desk_say (PenstockDesk *self,
                     const char     *text)
{
  g_signal_emit (self, signals[MESSAGE], 0, text);
}

void
penstock_desk_say_error (PenstockDesk *self,
                           const GError   *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    penstock_desk_say (self, error->message);
}

GCancellable *
penstock_desk_get_cancellable (PenstockDesk *self)
{
  return self->cancellable;
}

static void
store_failed_cb (PenstockDesk *self,
                 const char     *message)
{
  penstock_desk_say (self, message);
}

static void
polled_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PenstockDesk) self = user_data;
  g_autoptr(GError) error = NULL;

  self->refreshes--;
  /* Which request failed and why is the feeds' health; here only what stopped the whole poll. */
  if (!penstock_engine_poll_finish (PENSTOCK_ENGINE (object), result, NULL, &error))
    penstock_desk_say_error (self, error);
  else
    penstock_engine_start (self->engine);
}

static void
sample_events_put_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(PenstockDesk) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!penstock_engine_put_events_finish (PENSTOCK_ENGINE (object), result, &error))
    penstock_desk_say_error (self, error);
}

static void
import_sample_events (PenstockDesk *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *json = penstock_sample_dup_events (self->sample, &error);
  g_autoptr(GPtrArray) events = json != NULL ? penstock_events_parse (json, -1, &error) : NULL;

  if (events == NULL)
    penstock_desk_say_error (self, error);
  else
    penstock_engine_put_events_async (self->engine, events, self->cancellable, sample_events_put_cb, g_object_ref (self));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PenstockDesk) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *damaged = NULL;

  if (!penstock_engine_load_finish (PENSTOCK_ENGINE (object), result, &damaged, &error))
    {
      penstock_desk_say_error (self, error);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
    }
  if (damaged != NULL)
    penstock_desk_say (self, damaged);

  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);

  if (self->sample != NULL)
    {
      import_sample_events (self);
      self->refreshes++;
      penstock_engine_poll_async (self->engine, NULL, NULL, TRUE, NULL, NULL, self->cancellable, polled_cb, g_object_ref (self));
    }
  else
    penstock_engine_start (self->engine);
}

static void
penstock_desk_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PenstockDesk *self = PENSTOCK_DESK (object);

  if (property_id == PROP_LOADED)
    g_value_set_boolean (value, self->loaded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
penstock_desk_dispose (GObject *object)
{
  PenstockDesk *self = PENSTOCK_DESK (object);

  penstock_desk_close (self);
  g_clear_object (&self->engine);
  g_clear_object (&self->sample);
  g_clear_object (&self->http);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->chain, penstock_chain_unref);

  G_OBJECT_CLASS (penstock_desk_parent_class)->dispose (object);
}

static void
penstock_desk_finalize (GObject *object)
{
  PenstockDesk *self = PENSTOCK_DESK (object);

  g_free (self->dir);

  G_OBJECT_CLASS (penstock_desk_parent_class)->finalize (object);
}

static void
penstock_desk_class_init (PenstockDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = penstock_desk_get_property;
  object_class->dispose = penstock_desk_dispose;
  object_class->finalize = penstock_desk_finalize;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[MESSAGE] = g_signal_new ("message", PENSTOCK_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
penstock_desk_init (PenstockDesk *self)
{
  self->cancellable = g_cancellable_new ();
}

static PenstockChain *
load_chain (GError **error)
{
  g_autofree char *path = penstock_paths_data_file ("chains/ai-infrastructure.json");

  if (path == NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND,
                           _("The chain of companies that ships with Penstock (chains/ai-infrastructure.json) is not installed."));
      return NULL;
    }

  return penstock_chain_new_from_file (path, NULL, error);
}

static gboolean
open_engine (PenstockDesk  *self,
             GError         **error)
{
  PenstockScoreSettings scores = penstock_score_default_settings;

  self->chain = load_chain (error);
  if (self->chain == NULL)
    return FALSE;

  self->store = penstock_store_open (self->dir, error);
  if (self->store == NULL)
    return FALSE;

  scores.weight_price = penstock_settings_get_double (self->settings, "weight-price", scores.weight_price);
  scores.weight_revenue = penstock_settings_get_double (self->settings, "weight-revenue", scores.weight_revenue);
  scores.weight_event = penstock_settings_get_double (self->settings, "weight-event", scores.weight_event);
  scores.alpha = penstock_settings_get_double (self->settings, "alpha", scores.alpha);

  self->http = penstock_http_new (self->clock);
  self->engine = penstock_engine_new (self->store, self->http, self->chain, self->clock);
  penstock_engine_set_score_settings (self->engine, &scores);
  g_signal_connect_object (self->engine, "store-failed", G_CALLBACK (store_failed_cb), self, G_CONNECT_SWAPPED);
  return TRUE;
}

PenstockDesk *
penstock_desk_open_live (const char         *data_dir,
                         const char *const  *feeds,
                         GSettings          *settings,
                         GError            **error)
{
  g_autoptr(PenstockDesk) self = g_object_new (PENSTOCK_TYPE_DESK, NULL);
  g_auto(GStrv) enabled = penstock_settings_get_strv (settings, "enabled-feeds");

  g_set_object (&self->settings, settings);
  self->dir = data_dir != NULL ? g_strdup (data_dir) : penstock_paths_user_data (FALSE);
  self->clock = penstock_clock_new ();
  if (!open_engine (self, error))
    return NULL;

  penstock_engine_set_tier (self->engine, penstock_settings_get_tier (settings));
  penstock_engine_set_enabled_feeds (self->engine, feeds != NULL ? feeds : (const char *const *)enabled);
  return g_steal_pointer (&self);
}

static void
wipe_database (const char *dir)
{
  static const char *const names[] = { "penstock.db", "penstock.db-wal", "penstock.db-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL);

      g_unlink (path);
    }
}

PenstockDesk *
penstock_desk_open_sample (GSettings  *settings,
                             GError    **error)
{
  g_autoptr(PenstockDesk) self = g_object_new (PENSTOCK_TYPE_DESK, NULL);

  g_set_object (&self->settings, settings);
  self->dir = penstock_paths_user_data (TRUE);
  self->clock = penstock_clock_new_at (PENSTOCK_SAMPLE_START * G_USEC_PER_SEC);
  wipe_database (self->dir);
  if (!open_engine (self, error))
    return NULL;

  self->sample = penstock_sample_new (self->chain, self->clock, error);
  if (self->sample == NULL)
    return NULL;

  penstock_sample_configure (self->sample, self->http);
  penstock_engine_set_enabled_feeds (self->engine, penstock_sample_feeds);
  return g_steal_pointer (&self);
}

void
penstock_desk_start (PenstockDesk *self)
{
  g_return_if_fail (PENSTOCK_IS_DESK (self));

  if (self->sample == NULL)
    penstock_desk_set_up_feeds (self);
  penstock_engine_load_async (self->engine, self->cancellable, loaded_cb, g_object_ref (self));
}

void
penstock_desk_close (PenstockDesk *self)
{
  g_return_if_fail (PENSTOCK_IS_DESK (self));

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  g_cancellable_cancel (self->cancellable);
  if (self->engine != NULL)
    penstock_engine_shutdown (self->engine);
  if (self->store != NULL)
    penstock_store_close (self->store);
}

PenstockEngine *
penstock_desk_get_engine (PenstockDesk *self)
{
  g_return_val_if_fail (PENSTOCK_IS_DESK (self), NULL);

  return self->engine;
}

GSettings *
penstock_desk_get_settings (PenstockDesk *self)
{
  g_return_val_if_fail (PENSTOCK_IS_DESK (self), NULL);

  return self->settings;
}

const char *
penstock_desk_get_dir (PenstockDesk *self)
{
  g_return_val_if_fail (PENSTOCK_IS_DESK (self), NULL);

  return self->dir;
}

gboolean
penstock_desk_is_sample (PenstockDesk *self)
{
  g_return_val_if_fail (PENSTOCK_IS_DESK (self), FALSE);

  return self->sample != NULL;
}

gboolean
penstock_desk_is_loaded (PenstockDesk *self)
{
  g_return_val_if_fail (PENSTOCK_IS_DESK (self), FALSE);

  return self->loaded;
}

gboolean
penstock_desk_is_refreshing (PenstockDesk *self)
{
  g_return_val_if_fail (PENSTOCK_IS_DESK (self), FALSE);

  return self->refreshes > 0;
}

static void
refreshed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PenstockDesk) self = user_data;
  g_autoptr(GError) error = NULL;
  guint n_failed = 0;

  self->refreshes--;
  if (!penstock_engine_poll_finish (PENSTOCK_ENGINE (object), result, &n_failed, &error))
    penstock_desk_say_error (self, error);
}

static gboolean
has_feeds (PenstockDesk *self)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    if (penstock_engine_is_enabled (self->engine, penstock_providers[i]->id))
      return TRUE;

  return FALSE;
}

void
penstock_desk_refresh (PenstockDesk *self,
                         const char     *feed)
{
  const char *feeds[] = { feed, NULL };

  g_return_if_fail (PENSTOCK_IS_DESK (self));

  if (!has_feeds (self))
    {
      penstock_desk_say (self, _("No feed is switched on: choose some under “Feeds” in the menu"));
      return;
    }

  self->refreshes++;
  penstock_engine_poll_async (self->engine, feed != NULL ? feeds : NULL, NULL, TRUE, NULL, NULL, self->cancellable,
                              refreshed_cb, g_object_ref (self));
}
