/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-indicators-private.h"

#include <math.h>
#include <string.h>

#include "penstock-import.h"
#include "penstock-paths.h"

/* What ships, and the layer it stands beside unless the user says otherwise. */
static const struct { const char *file, *layer; } shipped_files[] = {
  { "indicators/ai-servers.csv", "hardware" },
};

#define EVER (G_GINT64_CONSTANT (253402300799)) /* the end of 9999: a file that ships may be read on a day before its newest row */

static void
append_escaped (GString    *id,
                const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (*text == '|' || *text == '\\')
        g_string_append_c (id, '\\');
      g_string_append_c (id, *text);
    }
}

char *
penstock_indicator_dup_id (const PenstockIndicatorPoint *point)
{
  GString *id = g_string_new (NULL);

  append_escaped (id, point->series);
  g_string_append_c (id, '|');
  append_escaped (id, point->unit);
  g_string_append_c (id, '|');
  append_escaped (id, point->population);

  return g_string_free (id, FALSE);
}

/* -- the shelf -- */

static GPtrArray *
new_points (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_indicator_point_free);
}

static void
read_shipped (struct PenstockIndicatorShelf *self,
              const char                    *file,
              const char                    *layer)
{
  g_autofree char *path = penstock_paths_data_file (file);
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(GError) error = NULL;

  if (path == NULL)
    return;
  if (!penstock_import_indicators (path, EVER, batch, &error))
    {
      g_warning ("%s: %s", file, error->message);
      return;
    }

  for (guint i = 0; i < batch->indicators->len; i++)
    {
      PenstockIndicatorPoint *point = penstock_indicator_point_copy (g_ptr_array_index (batch->indicators, i));

      point->first_seen = penstock_day_to_unix_utc (point->known_day);
      g_ptr_array_add (self->shipped, point);
      g_hash_table_replace (self->layers, penstock_indicator_dup_id (point), (gpointer)layer);
    }
}

static struct PenstockIndicatorShelf *
shelf_of (PenstockEngine *engine)
{
  struct PenstockIndicatorShelf *self = engine->indicators;

  if (self != NULL)
    return self;

  self = engine->indicators = g_new0 (struct PenstockIndicatorShelf, 1);
  self->shipped = new_points ();
  self->stored = new_points ();
  self->layers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)penstock_indicator_setting_free);
  for (guint i = 0; i < G_N_ELEMENTS (shipped_files); i++)
    read_shipped (self, shipped_files[i].file, shipped_files[i].layer);

  return self;
}

void
penstock_indicator_shelf_free (struct PenstockIndicatorShelf *self)
{
  g_ptr_array_unref (self->shipped);
  g_ptr_array_unref (self->stored);
  g_hash_table_unref (self->layers);
  g_hash_table_unref (self->settings);
  g_strfreev (self->addresses);
  g_free (self);
}

/* Places it; gives it back, borrowed. */
static PenstockIndicatorSetting *
keep_setting (struct PenstockIndicatorShelf  *self,
              const PenstockIndicatorSetting *setting)
{
  PenstockIndicatorSetting *copy = g_memdup2 (setting, sizeof *setting);

  copy->id = g_strdup (setting->id);
  copy->layer = g_strdup (setting->layer);
  g_hash_table_replace (self->settings, copy->id, copy);

  return copy;
}

void
penstock_engine_take_indicators (PenstockEngine *self,
                                 GPtrArray      *points,
                                 GPtrArray      *settings)
{
  struct PenstockIndicatorShelf *shelf = shelf_of (self);

  g_ptr_array_ref (points);
  g_ptr_array_unref (shelf->stored);
  shelf->stored = points;
  for (guint i = 0; settings != NULL && i < settings->len; i++)
    keep_setting (shelf, g_ptr_array_index (settings, i));

  penstock_engine_emit_indicators (self);
}

/* -- as of a day -- */

/* The same statement: what the user has of it takes the place of what ships. */
static char *
dup_key (const PenstockIndicatorPoint *point)
{
  g_autofree char *id = penstock_indicator_dup_id (point);

  return g_strdup_printf ("%s\n%s\n%d\n%d\n%s", id, point->period, point->forecast_day,
                          point->forecast_day == PENSTOCK_DAY_NONE ? point->known_day : 0, point->source);
}

/* Series by id → GPtrArray of its points known on @as_of, borrowed. */
static GHashTable *
gather (struct PenstockIndicatorShelf *self,
        PenstockDay                    as_of)
{
  GPtrArray *const parts[] = { self->stored, self->shipped };
  GHashTable *series = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
    for (guint i = parts[part]->len; i-- > 0;)
      {
        PenstockIndicatorPoint *point = g_ptr_array_index (parts[part], i);
        g_autofree char *id = NULL;
        GPtrArray *points;

        if (point->known_day > as_of || !g_hash_table_add (seen, dup_key (point)))
          continue;
        id = penstock_indicator_dup_id (point);
        points = g_hash_table_lookup (series, id);
        if (points == NULL)
          {
            points = g_ptr_array_new ();
            g_hash_table_insert (series, g_steal_pointer (&id), points);
          }
        g_ptr_array_add (points, point);
      }

  return series;
}

static int
find_layer (const PenstockChain *chain,
            const char          *id)
{
  for (guint i = 0; id != NULL && i < chain->n_layers; i++)
    if (g_str_equal (chain->layers[i].id, id))
      return (int)i;

  return -1;
}

static void
set_up (PenstockEngine          *self,
        PenstockIndicatorSeries *series,
        GPtrArray               *points)
{
  const PenstockIndicatorSetting *setting = g_hash_table_lookup (self->indicators->settings, series->id);
  const char *layer = g_hash_table_lookup (self->indicators->layers, series->id);

  if (setting != NULL)
    {
      series->low = setting->low;
      series->high = setting->high;
      layer = setting->layer != NULL ? setting->layer : layer;
    }
  series->layer = find_layer (self->chain, layer);
  penstock_indicator_series_judge (series, points);
}

static int
compare_series (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(PenstockIndicatorSeries *const *)a)->id, (*(PenstockIndicatorSeries *const *)b)->id);
}

GPtrArray *
penstock_engine_dup_indicators (PenstockEngine *self,
                                PenstockDay     as_of)
{
  GPtrArray *result = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_indicator_series_free);
  g_autoptr(GHashTable) gathered = NULL;
  GHashTableIter iter;
  gpointer points;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), result);

  gathered = gather (shelf_of (self), as_of);
  g_hash_table_iter_init (&iter, gathered);
  while (g_hash_table_iter_next (&iter, NULL, &points))
    {
      PenstockIndicatorSeries *series = penstock_indicator_series_new (points);

      set_up (self, series, points);
      g_ptr_array_add (result, series);
    }
  g_ptr_array_sort (result, compare_series);

  return result;
}

/* -- what the user says -- */

static PenstockIndicatorSetting *
setting_of (struct PenstockIndicatorShelf *self,
            const char                    *id)
{
  PenstockIndicatorSetting *setting = g_hash_table_lookup (self->settings, id);
  const PenstockIndicatorSetting fresh = { (char *)id, NAN, NAN, NULL };

  return setting != NULL ? setting : keep_setting (self, &fresh);
}

static void
store_setting (PenstockEngine                 *self,
               const PenstockIndicatorSetting *setting)
{
  PenstockWrite *write = penstock_write_begin (self, NULL, NULL);

  penstock_write_indicator_setting (write, setting);
  penstock_write_end (write);
  penstock_engine_emit_indicators (self);
}

void
penstock_engine_set_threshold (PenstockEngine *self,
                               const char     *id,
                               double          low,
                               double          high)
{
  PenstockIndicatorSetting *setting;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);
  g_return_if_fail (id != NULL && !isinf (low) && !isinf (high));

  setting = setting_of (shelf_of (self), id);
  setting->low = low > high ? high : low;
  setting->high = low > high ? low : high;
  store_setting (self, setting);
}

void
penstock_engine_set_indicator_layer (PenstockEngine *self,
                                     const char     *id,
                                     int             layer)
{
  PenstockIndicatorSetting *setting;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);
  g_return_if_fail (id != NULL && layer < (int)self->chain->n_layers);

  /* "": beside none of them, though what ships may say otherwise. */
  setting = setting_of (shelf_of (self), id);
  g_free (setting->layer);
  setting->layer = g_strdup (layer >= 0 ? self->chain->layers[layer].id : "");
  store_setting (self, setting);
}

typedef struct { GTask *task; guint n_new; } Put;

static void
put_written_cb (const GError *error,
                gpointer      data)
{
  g_autofree Put *put = data;
  g_autoptr(GTask) task = put->task;

  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_int (task, put->n_new);
}

void
penstock_engine_put_indicators_async (PenstockEngine      *self,
                                      GPtrArray           *points,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  PenstockWrite *write;
  Put *put;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);
  g_return_if_fail (points != NULL);

  put = g_new0 (Put, 1);
  put->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (put->task, penstock_engine_put_indicators_async);
  g_task_set_check_cancellable (put->task, FALSE);
  write = penstock_write_begin (self, put_written_cb, put);
  penstock_write_indicators (write, points, &put->n_new);
  penstock_write_end (write);
}

gboolean
penstock_engine_put_indicators_finish (PenstockEngine  *self,
                                       GAsyncResult    *result,
                                       guint           *n_new,
                                       GError         **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n_new != NULL)
    *n_new = (guint)MAX (n, 0);

  return n >= 0;
}

void
penstock_engine_set_indicator_addresses (PenstockEngine    *self,
                                         const char *const *urls)
{
  struct PenstockIndicatorShelf *shelf;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self));

  shelf = shelf_of (self);
  g_strfreev (shelf->addresses);
  shelf->addresses = g_strdupv ((char **)urls);
  penstock_engine_refresh_all (self);
  penstock_poller_wake (self->poller);
}

char **
penstock_engine_get_addresses (PenstockEngine         *self,
                               const PenstockProvider *provider)
{
  if (provider->gives & PENSTOCK_GIVES_INDICATORS)
    return shelf_of (self)->addresses;

  return self->news_addresses;
}
