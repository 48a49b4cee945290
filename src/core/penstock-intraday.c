/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-intraday.h"

#include <math.h>

PenstockIntraday *
penstock_intraday_new (const char *symbol,
                       const char *source,
                       gsize       n)
{
  PenstockIntraday *self;

  g_return_val_if_fail (symbol != NULL && source != NULL, NULL);

  self = g_new0 (PenstockIntraday, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->symbol = g_strdup (symbol);
  self->source = g_strdup (source);
  self->n = n;
  self->time = g_new0 (gint64, n);
  self->session = g_new0 (guint8, n);
  for (guint f = 0; f < G_N_ELEMENTS (self->field); f++)
    {
      self->field[f] = g_new (double, n);
      for (gsize i = 0; i < n; i++)
        self->field[f][i] = NAN;
    }

  return self;
}

PenstockIntraday *
penstock_intraday_ref (PenstockIntraday *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_intraday_unref (PenstockIntraday *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->symbol);
  g_free (self->currency);
  g_free (self->source);
  g_free (self->zone);
  g_free (self->time);
  g_free (self->session);
  for (guint f = 0; f < G_N_ELEMENTS (self->field); f++)
    g_free (self->field[f]);
  g_free (self);
}
