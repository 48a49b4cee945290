/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim.h"

#include <math.h>

PenstockClaim *
penstock_claim_new (const char *id)
{
  const PenstockStated none = { .value = NAN, .half = NAN };
  PenstockClaim *self = g_new0 (PenstockClaim, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->company = -1;
  self->n_periods = 1;
  self->level = self->converted = self->earlier = none;
  self->change[0] = self->change[1] = none;
  self->published = PENSTOCK_DAY_NONE;

  return self;
}

PenstockClaim *
penstock_claim_ref (PenstockClaim *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_claim_unref (PenstockClaim *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->text);
  g_free (self->subject);
  g_free (self->source);
  g_free (self->fault);
  g_free (self);
}

gboolean
penstock_claim_states (const PenstockClaim *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !isnan (self->level.value) || !isnan (self->converted.value) || !isnan (self->earlier.value) ||
         !isnan (self->change[0].value) || !isnan (self->change[1].value) || self->rank != 0;
}
