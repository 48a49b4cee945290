/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-clock.h"

struct _PenstockClock
{
  GObject  parent_instance;

  /* Set once at construction */
  gboolean runs;
  gboolean of_system; /* the system's wall clock rather than a start and the monotonic clock */
  gint64   start;     /* monotonic microseconds */

  GMutex   mutex;
  gint64   base;      /* UTC microseconds at @start; for the system's clock what it was advanced by */
};

G_DEFINE_FINAL_TYPE (PenstockClock, penstock_clock, G_TYPE_OBJECT)

static void
penstock_clock_finalize (GObject *object)
{
  PenstockClock *self = PENSTOCK_CLOCK (object);

  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (penstock_clock_parent_class)->finalize (object);
}

static void
penstock_clock_class_init (PenstockClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = penstock_clock_finalize;
}

static void
penstock_clock_init (PenstockClock *self)
{
  g_mutex_init (&self->mutex);
}

PenstockClock *
penstock_clock_new (void)
{
  PenstockClock *self = g_object_new (PENSTOCK_TYPE_CLOCK, NULL);

  self->runs = TRUE;
  self->of_system = TRUE;
  return self;
}

PenstockClock *
penstock_clock_new_at (gint64 unix_microseconds)
{
  PenstockClock *self = penstock_clock_new_fixed (unix_microseconds);

  self->runs = TRUE;
  self->start = g_get_monotonic_time ();
  return self;
}

PenstockClock *
penstock_clock_new_fixed (gint64 unix_microseconds)
{
  PenstockClock *self = g_object_new (PENSTOCK_TYPE_CLOCK, NULL);

  self->base = unix_microseconds;
  return self;
}

void
penstock_clock_advance (PenstockClock *self,
                        gint64         microseconds)
{
  g_return_if_fail (PENSTOCK_IS_CLOCK (self));

  g_mutex_lock (&self->mutex);
  self->base += microseconds;
  g_mutex_unlock (&self->mutex);
}

gint64
penstock_clock_now_us (PenstockClock *self)
{
  gint64 now;

  g_return_val_if_fail (PENSTOCK_IS_CLOCK (self), 0);

  g_mutex_lock (&self->mutex);
  now = self->base;
  g_mutex_unlock (&self->mutex);

  if (self->of_system)
    now += g_get_real_time ();
  else if (self->runs)
    now += g_get_monotonic_time () - self->start;

  return now;
}

gint64
penstock_clock_now (PenstockClock *self)
{
  gint64 us = penstock_clock_now_us (self);

  return us / G_USEC_PER_SEC - (us % G_USEC_PER_SEC < 0 ? 1 : 0);
}

PenstockDay
penstock_clock_today (PenstockClock *self)
{
  return penstock_day_from_unix_utc (penstock_clock_now (self));
}
