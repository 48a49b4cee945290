/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-indicators-private.h"

#include "penstock-write-private.h"

static void
indicators_put_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  PenstockWrite *write = user_data;
  GError *error = NULL;
  guint n_new = 0;
  const gboolean ok = penstock_store_put_indicators_finish (PENSTOCK_STORE (object), result, &n_new, &error);

  if (!penstock_write_note (write, ok, error))
    write->indicators_failed = TRUE;
  else if (n_new > 0)
    write->reload = TRUE;
  /* Of a write that was cut, whoever asked is gone. */
  if (write->n_indicators != NULL && write->engine != NULL)
    *write->n_indicators = n_new;
  penstock_write_done (write);
}

void
penstock_write_indicators (PenstockWrite *self,
                           GPtrArray     *points,
                           guint         *n_new)
{
  g_assert (self->indicators == NULL);

  if (points->len == 0)
    return;

  self->indicators = g_ptr_array_ref (points);
  self->n_indicators = n_new;
  self->pending++;
  penstock_store_put_indicators_async (self->store, points, NULL, indicators_put_cb, self);
}

static void
setting_put_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_put_indicator_setting_finish (PENSTOCK_STORE (object), result, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

void
penstock_write_indicator_setting (PenstockWrite                  *self,
                                  const PenstockIndicatorSetting *setting)
{
  self->pending++;
  penstock_store_put_indicator_setting_async (self->store, setting, NULL, setting_put_cb, self);
}

/* What the disk would not have, behind what memory had: of two of one key the later holds. */
static GPtrArray *
append_points (GPtrArray *stored,
               GPtrArray *given)
{
  GPtrArray *points = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_indicator_point_free);
  GPtrArray *const parts[] = { stored, given };

  for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
    for (guint i = 0; i < parts[part]->len; i++)
      g_ptr_array_add (points, penstock_indicator_point_copy (g_ptr_array_index (parts[part], i)));

  return points;
}

void
penstock_write_take_indicators (PenstockWrite *self)
{
  if (self->indicators == NULL)
    return;

  if (self->indicators_failed)
    {
      g_autoptr(GPtrArray) points = append_points (self->engine->indicators->stored, self->indicators);

      penstock_engine_take_indicators (self->engine, points, NULL);
    }
  else if (self->contents != NULL)
    penstock_engine_take_indicators (self->engine, self->contents->indicators, NULL);
}
