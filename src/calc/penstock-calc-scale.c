/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-calc-scale.h"

#include <math.h>

void
penstock_calc_scale_init (PenstockCalcScale *self,
                          double             v0,
                          double             v1,
                          double             p0,
                          double             p1,
                          bool               log_wanted)
{
  const bool can_log = log_wanted && v0 > 0.0 && v1 > 0.0;

  *self = (PenstockCalcScale) {
    .v0 = v0,
    .v1 = v1,
    .p0 = p0,
    .p1 = p1,
    .log = can_log,
    .t0 = can_log ? log (v0) : v0,
    .t1 = can_log ? log (v1) : v1,
  };
}

double
penstock_calc_scale_to_pixel (const PenstockCalcScale *self,
                              double                   value)
{
  double t = value;

  if (isnan (value) || (self->log && value <= 0.0))
    return NAN;
  if (self->t0 == self->t1)
    return (self->p0 + self->p1) / 2.0;
  if (self->log)
    t = log (value);

  return self->p0 + (t - self->t0) / (self->t1 - self->t0) * (self->p1 - self->p0);
}

double
penstock_calc_scale_to_value (const PenstockCalcScale *self,
                              double                   pixel)
{
  double t;

  if (isnan (pixel))
    return NAN;
  if (self->p0 == self->p1)
    return self->v0;

  t = self->t0 + (pixel - self->p0) / (self->p1 - self->p0) * (self->t1 - self->t0);

  return self->log ? exp (t) : t;
}

void
penstock_calc_scale_pad (double *low,
                         double *high,
                         double  share,
                         bool    log_wanted)
{
  if (*low == *high)
    {
      const double apart = *low != 0.0 ? fabs (*low) * 0.01 : 1.0;

      *low -= apart;
      *high += apart;
    }
  else if (log_wanted && *low > 0.0 && *high > 0.0)
    {
      const double factor = pow (*high / *low, share);

      *low /= factor;
      *high *= factor;
    }
  else
    {
      const double more = (*high - *low) * share;

      *low -= more;
      *high += more;
    }
}
