/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <math.h>

#include <glib/gi18n.h>

#define KEY "series = ?1 AND unit = ?2 AND population = ?3 AND period = ?4 AND is_forecast = ?5 AND forecast_day = ?6 AND source = ?7"

void
penstock_indicator_setting_free (PenstockIndicatorSetting *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->layer);
  g_free (self);
}

static gboolean
check_point (const PenstockIndicatorPoint  *point,
             GError                       **error)
{
  if (isfinite (point->value) && point->known_day != PENSTOCK_DAY_NONE && penstock_indicator_period (point->period, NULL, NULL))
    return TRUE;

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("%s in %s: no value, period or day"), point->series, point->period);
  return FALSE;
}

static void
bind_key (PenstockStatement            *statement,
          const PenstockIndicatorPoint *point)
{
  const gboolean forecast = point->forecast_day != PENSTOCK_DAY_NONE;

  penstock_statement_bind_text (statement, 1, point->series);
  penstock_statement_bind_text (statement, 2, point->unit);
  penstock_statement_bind_text (statement, 3, point->population);
  penstock_statement_bind_text (statement, 4, point->period);
  sqlite3_bind_int (statement, 5, forecast != FALSE);
  sqlite3_bind_int (statement, 6, forecast ? point->forecast_day : 0);
  penstock_statement_bind_text (statement, 7, point->source);
}

/* Is it what the store has? Of an outcome what held on its known day counts: the same number said again later is no news, another one is a further
 * vintage, and so is one that was published before anything that is stored. */
static gboolean
is_known (PenstockStore                 *self,
          const PenstockIndicatorPoint  *point,
          gboolean                      *known,
          GError                       **error)
{
  g_autoptr(PenstockStatement) statement = penstock_store_prepare (self, "SELECT value FROM indicator WHERE " KEY
                                                                   " AND (is_forecast = 1 OR known_day <= ?8) ORDER BY known_day DESC LIMIT 1", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;

  bind_key (statement, point);
  sqlite3_bind_int (statement, 8, point->known_day);
  if (!penstock_store_step (self, statement, &row, error))
    return FALSE;

  *known = row && sqlite3_column_double (statement, 0) == point->value;
  return TRUE;
}

static gboolean
put_point (PenstockStore                 *self,
           const PenstockIndicatorPoint  *point,
           GError                       **error)
{
  g_autoptr(PenstockStatement) statement = NULL;

  statement = penstock_store_prepare (self, "INSERT INTO indicator (series, unit, population, period, is_forecast, forecast_day, source, known_day, "
                                      "day_assumed, value, first_seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
                                      "ON CONFLICT DO UPDATE SET value = excluded.value, day_assumed = excluded.day_assumed", error);
  if (statement == NULL)
    return FALSE;

  bind_key (statement, point);
  sqlite3_bind_int (statement, 8, point->known_day);
  sqlite3_bind_int (statement, 9, point->day_assumed != FALSE);
  sqlite3_bind_double (statement, 10, point->value);
  sqlite3_bind_int64 (statement, 11, point->first_seen);
  return penstock_store_run (self, statement, error);
}

static gboolean
put_indicators_in_thread (PenstockStore  *self,
                          gpointer        data,
                          guint          *n_changed,
                          GError        **error)
{
  GPtrArray *points = data;

  for (guint i = 0; i < points->len; i++)
    {
      const PenstockIndicatorPoint *point = g_ptr_array_index (points, i);
      gboolean known;

      if (!check_point (point, error) || !is_known (self, point, &known, error))
        return FALSE;
      if (known)
        continue;
      if (!put_point (self, point, error))
        return FALSE;
      (*n_changed)++;
    }

  return TRUE;
}

/* As they became known, so that each is judged by those before it; the order they came in decides among the rest, as the sort is stable. */
static int
compare_known (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const PenstockIndicatorPoint *first = *(PenstockIndicatorPoint *const *)a, *second = *(PenstockIndicatorPoint *const *)b;

  return first->known_day < second->known_day ? -1 : first->known_day > second->known_day;
}

void
penstock_store_put_indicators_async (PenstockStore       *self,
                                     GPtrArray           *points,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  GPtrArray *copies;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (points != NULL);

  copies = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_indicator_point_free);
  for (guint i = 0; i < points->len; i++)
    g_ptr_array_add (copies, penstock_indicator_point_copy (g_ptr_array_index (points, i)));
  g_qsort_with_data (copies->pdata, (int)copies->len, sizeof (gpointer), compare_known, NULL);

  penstock_store_push_write (self, put_indicators_in_thread, penstock_store_put_indicators_async, copies, (GDestroyNotify)g_ptr_array_unref,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_indicators_finish (PenstockStore  *self,
                                      GAsyncResult   *result,
                                      guint          *n_new,
                                      GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_indicators_async, n_new, error);
}

gboolean
penstock_store_load_indicators (PenstockStore  *self,
                                GPtrArray      *points,
                                GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE, ok;

  statement = penstock_store_prepare (self, "SELECT series, unit, population, period, is_forecast, forecast_day, source, known_day, day_assumed, value, "
                                      "first_seen FROM indicator ORDER BY series, unit, population, period, is_forecast, forecast_day, source, known_day",
                                      error);
  if (statement == NULL)
    return FALSE;

  while ((ok = penstock_store_step (self, statement, &row, error)) && row)
    {
      PenstockIndicatorPoint *point = g_new0 (PenstockIndicatorPoint, 1);

      point->series = penstock_statement_dup_text (statement, 0);
      point->unit = penstock_statement_dup_text (statement, 1);
      point->population = penstock_statement_dup_text (statement, 2);
      point->period = penstock_statement_dup_text (statement, 3);
      point->forecast_day = sqlite3_column_int (statement, 4) != 0 ? sqlite3_column_int (statement, 5) : PENSTOCK_DAY_NONE;
      point->source = penstock_statement_dup_text (statement, 6);
      point->known_day = sqlite3_column_int (statement, 7);
      point->day_assumed = sqlite3_column_int (statement, 8) != 0;
      point->value = sqlite3_column_double (statement, 9);
      point->first_seen = sqlite3_column_int64 (statement, 10);
      g_ptr_array_add (points, point);
    }

  return ok;
}

/* -- what the user sets for a series -- */

static gboolean
put_setting_in_thread (PenstockStore  *self,
                       gpointer        data,
                       guint          *n_changed,
                       GError        **error)
{
  const PenstockIndicatorSetting *setting = data;
  const gboolean empty = isnan (setting->low) && isnan (setting->high) && setting->layer == NULL;
  g_autoptr(PenstockStatement) statement = NULL;

  statement = penstock_store_prepare (self, empty ? "DELETE FROM indicator_setting WHERE id = ?1"
                                                  : "INSERT OR REPLACE INTO indicator_setting (id, low, high, layer) VALUES (?1, ?2, ?3, ?4)", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, setting->id);
  if (!empty)
    {
      penstock_statement_bind_number (statement, 2, setting->low);
      penstock_statement_bind_number (statement, 3, setting->high);
      penstock_statement_bind_text (statement, 4, setting->layer);
    }
  return penstock_store_run (self, statement, error);
}

void
penstock_store_put_indicator_setting_async (PenstockStore                  *self,
                                            const PenstockIndicatorSetting *setting,
                                            GCancellable                   *cancellable,
                                            GAsyncReadyCallback             callback,
                                            gpointer                        user_data)
{
  PenstockIndicatorSetting *copy;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (setting != NULL && setting->id != NULL);

  copy = g_memdup2 (setting, sizeof *setting);
  copy->id = g_strdup (setting->id);
  copy->layer = g_strdup (setting->layer);
  penstock_store_push_write (self, put_setting_in_thread, penstock_store_put_indicator_setting_async, copy,
                             (GDestroyNotify)penstock_indicator_setting_free, cancellable, callback, user_data);
}

gboolean
penstock_store_put_indicator_setting_finish (PenstockStore  *self,
                                             GAsyncResult   *result,
                                             GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_indicator_setting_async, NULL, error);
}

gboolean
penstock_store_load_indicator_settings (PenstockStore  *self,
                                        GPtrArray      *settings,
                                        GError        **error)
{
  g_autoptr(PenstockStatement) statement = penstock_store_prepare (self, "SELECT id, low, high, layer FROM indicator_setting ORDER BY id", error);
  gboolean row = TRUE, ok;

  if (statement == NULL)
    return FALSE;

  while ((ok = penstock_store_step (self, statement, &row, error)) && row)
    {
      PenstockIndicatorSetting *setting = g_new0 (PenstockIndicatorSetting, 1);

      setting->id = penstock_statement_dup_text (statement, 0);
      setting->low = penstock_statement_get_number (statement, 1);
      setting->high = penstock_statement_get_number (statement, 2);
      setting->layer = penstock_statement_dup_text (statement, 3);
      g_ptr_array_add (settings, setting);
    }

  return ok;
}
