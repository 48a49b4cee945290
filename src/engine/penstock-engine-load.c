/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "penstock-claim-private.h"
#include "penstock-engine-private.h"
#include "penstock-indicators-private.h"

#define HOST_KEY "host/"

/* Both halves of what is stored; the task is returned when both are here. */
typedef struct
{
  GPtrArray             *bars;
  PenstockStoreContents *contents;
  char                  *damaged;
  GError                *error;
  guint                  pending;
} Load;

static void
load_free (Load *load)
{
  g_clear_pointer (&load->bars, g_ptr_array_unref);
  g_clear_pointer (&load->contents, penstock_store_contents_free);
  g_clear_error (&load->error);
  g_free (load->damaged);
  g_free (load);
}

/* One line of numbers, in the order of the struct; the key is the setting's name. */
static char *
print_host (const PenstockHostState *state)
{
  return g_strdup_printf ("refused_until=%" G_GINT64_FORMAT " refusals=%u last_request=%" G_GINT64_FORMAT
                          " requests_hour=%u requests_day=%u hour_start=%" G_GINT64_FORMAT " day=%d",
                          state->refused_until, state->refusals, state->last_request,
                          state->requests_hour, state->requests_day, state->hour_start, state->day);
}

static gint64
number_of (const char *text,
           const char *name)
{
  g_auto(GStrv) parts = g_strsplit (text, " ", -1);
  const gsize length = strlen (name);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (g_str_has_prefix (parts[i], name) && parts[i][length] == '=')
      return g_ascii_strtoll (parts[i] + length + 1, NULL, 10);

  return 0;
}

static void
take_host (PenstockEngine *self,
           const char     *key,
           const char     *text)
{
  PenstockHostState state = {
    .refused_until = number_of (text, "refused_until"),
    .refusals = (guint)number_of (text, "refusals"),
    .last_request = number_of (text, "last_request"),
    .requests_hour = (guint)number_of (text, "requests_hour"),
    .requests_day = (guint)number_of (text, "requests_day"),
    .hour_start = number_of (text, "hour_start"),
    .day = (PenstockDay)number_of (text, "day"),
  };

  g_strlcpy (state.host_key, key, sizeof state.host_key);
  penstock_http_set_host_state (self->http, &state);
}

static void
host_stored_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  /* A budget that could not be kept costs one early request after a restart; what failed shows with the next write that matters. */
  penstock_store_put_setting_finish (PENSTOCK_STORE (object), result, NULL);
}

void
penstock_engine_store_host (PenstockEngine *self,
                            const char     *host_key)
{
  g_autofree char *key = g_strconcat (HOST_KEY, host_key, NULL);
  g_autofree char *text = NULL;
  PenstockHostState state;

  if (!penstock_http_get_host_state (self->http, host_key, &state))
    return;

  text = print_host (&state);
  penstock_store_put_setting_async (self->store, key, text, NULL, host_stored_cb, NULL);
}

static void
take_settings (PenstockEngine *self,
               GHashTable     *settings)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix (key, HOST_KEY))
      take_host (self, (const char *)key + strlen (HOST_KEY), value);
}

static void
take_stored (PenstockEngine *self,
             Load           *load)
{
  PenstockStoreContents *contents = load->contents;

  for (guint i = 0; i < contents->actions->len; i++)
    {
      const PenstockStoredAction *stored = g_ptr_array_index (contents->actions, i);

      penstock_engine_take_action (self, penstock_engine_listing (self, stored->symbol, TRUE), &stored->action);
    }
  for (guint i = 0; i < contents->opinions->len; i++)
    {
      const PenstockSecondOpinion *opinion = &g_array_index (contents->opinions, PenstockSecondOpinion, i);

      penstock_second_remember (penstock_engine_listing (self, opinion->symbol, TRUE), opinion);
    }
  for (guint i = 0; i < load->bars->len; i++)
    {
      PenstockBars *bars = g_ptr_array_index (load->bars, i);

      penstock_engine_take_bars (self, penstock_engine_listing (self, bars->symbol, TRUE), bars);
    }
  for (guint i = 0; i < contents->quotes->len; i++)
    {
      const PenstockStoredQuote *stored = g_ptr_array_index (contents->quotes, i);

      penstock_engine_take_quote (self, penstock_engine_listing (self, stored->symbol, TRUE), &stored->quote);
    }
  for (guint i = 0; i < contents->revenue->len; i++)
    penstock_engine_take_revenue (self, g_ptr_array_index (contents->revenue, i));
  penstock_inbox_take_marks (self->inbox, contents->marks);
  penstock_engine_take_events (self, contents->events);
  if (contents->rates->len > 0)
    penstock_engine_take_rates (self, (const PenstockRate *)(gpointer)contents->rates->data, contents->rates->len);
  take_settings (self, contents->settings);
  penstock_engine_take_indicators (self, contents->indicators, contents->indicator_settings);
  penstock_engine_take_claims (self, contents->claims);

  /* Taken: the array must not free them as well. */
  while (contents->feed_states->len > 0)
    penstock_engine_take_feed_state (self, g_ptr_array_steal_index (contents->feed_states, contents->feed_states->len - 1));
}

static void
finish_one (GTask *task)
{
  PenstockEngine *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);

  if (--load->pending > 0)
    return;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->shut_down)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The engine was shut down");
      return;
    }
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }

  take_stored (self, load);
  penstock_engine_refresh_all (self);
  penstock_engine_start_ticking (self);
  penstock_engine_queue_compute (self);
  g_task_return_boolean (task, TRUE);
}

static void
bars_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->bars = penstock_store_get_all_bars_finish (PENSTOCK_STORE (object), result, &load->damaged, &error);
  if (load->bars == NULL && load->error == NULL)
    load->error = g_steal_pointer (&error);
  g_clear_error (&error);
  finish_one (task);
}

static void
rest_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->contents = penstock_store_load_finish (PENSTOCK_STORE (object), result, &error);
  if (load->contents == NULL && load->error == NULL)
    load->error = g_steal_pointer (&error);
  g_clear_error (&error);
  finish_one (task);
}

void
penstock_engine_load_async (PenstockEngine      *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Load *load;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self));

  load = g_new0 (Load, 1);
  load->pending = 2;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, penstock_engine_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify)load_free);
  penstock_store_get_all_bars_async (self->store, cancellable, bars_loaded_cb, g_object_ref (task));
  penstock_store_load_async (self->store, cancellable, rest_loaded_cb, g_object_ref (task));
}

gboolean
penstock_engine_load_finish (PenstockEngine  *self,
                             GAsyncResult    *result,
                             char           **damaged,
                             GError         **error)
{
  Load *load;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  load = g_task_get_task_data (G_TASK (result));
  if (damaged != NULL)
    *damaged = g_steal_pointer (&load->damaged);

  return g_task_propagate_boolean (G_TASK (result), error);
}
