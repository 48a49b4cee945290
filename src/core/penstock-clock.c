/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-clock.h"

typedef struct
{
  PenstockClock     *clock;  /* borrowed: it owns us */
  guint              id;
  guint              source; /* of the main loop; 0 where the clock stands still */
  gint64             due;    /* microseconds a clock that stands still must have been advanced by */
  PenstockClockFunc  func;
  gpointer           user_data;
} Timeout;

struct _PenstockClock
{
  GObject    parent_instance;

  /* Set once at construction */
  gboolean   runs;
  gboolean   of_system; /* the system's wall clock rather than a start and the monotonic clock */
  gint64     start;     /* monotonic microseconds */

  GMutex     mutex;
  gint64     base;      /* UTC microseconds at @start; for the system's clock what it was advanced by */
  gint64     advanced;  /* microseconds */

  /* Main thread */
  GPtrArray *timeouts;  /* Timeout, in the order they were added */
  guint      last_id;
};

G_DEFINE_FINAL_TYPE (PenstockClock, penstock_clock, G_TYPE_OBJECT)

static void
timeout_free (gpointer data)
{
  Timeout *timeout = data;

  g_clear_handle_id (&timeout->source, g_source_remove);
  g_free (timeout);
}

static void
penstock_clock_finalize (GObject *object)
{
  PenstockClock *self = PENSTOCK_CLOCK (object);

  g_ptr_array_unref (self->timeouts);
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
  self->timeouts = g_ptr_array_new_with_free_func (timeout_free);
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

static void
add_to_now (PenstockClock *self,
            gint64         microseconds)
{
  g_mutex_lock (&self->mutex);
  self->base += microseconds;
  self->advanced += microseconds;
  g_mutex_unlock (&self->mutex);
}

/* The first due at or before @until; NULL if there is none. */
static Timeout *
find_due (PenstockClock *self,
          gint64         until)
{
  Timeout *first = NULL;

  for (guint i = 0; i < self->timeouts->len; i++)
    {
      Timeout *timeout = g_ptr_array_index (self->timeouts, i);

      if (timeout->source == 0 && timeout->due <= until && (first == NULL || timeout->due < first->due))
        first = timeout;
    }

  return first;
}

void
penstock_clock_advance (PenstockClock *self,
                        gint64         microseconds)
{
  g_autoptr(PenstockClock) keep = NULL;
  gint64 until;
  Timeout *timeout;

  g_return_if_fail (PENSTOCK_IS_CLOCK (self));

  /* Set back, or a clock that runs: nothing of its own comes due by it. */
  if (self->runs || microseconds < 0)
    {
      g_mutex_lock (&self->mutex);
      self->base += microseconds;
      g_mutex_unlock (&self->mutex);
      return;
    }

  keep = g_object_ref (self);
  until = self->advanced + microseconds;
  while ((timeout = find_due (self, until)) != NULL)
    {
      const Timeout due = *timeout;

      g_ptr_array_remove (self->timeouts, timeout);
      add_to_now (self, MAX (due.due - self->advanced, 0));
      due.func (due.user_data);
    }
  add_to_now (self, until - self->advanced);
}

gint64
penstock_clock_monotonic_us (PenstockClock *self)
{
  gint64 advanced;

  g_return_val_if_fail (PENSTOCK_IS_CLOCK (self), 0);

  if (self->runs)
    return g_get_monotonic_time ();

  g_mutex_lock (&self->mutex);
  advanced = self->advanced;
  g_mutex_unlock (&self->mutex);

  return advanced;
}

static gboolean
timeout_cb (gpointer user_data)
{
  Timeout *timeout = user_data;
  const PenstockClockFunc func = timeout->func;
  const gpointer func_data = timeout->user_data;

  timeout->source = 0;
  g_ptr_array_remove (timeout->clock->timeouts, timeout);
  func (func_data);

  return G_SOURCE_REMOVE;
}

guint
penstock_clock_add_timeout (PenstockClock     *self,
                            gint64             delay,
                            PenstockClockFunc  func,
                            gpointer           user_data)
{
  Timeout *timeout;

  g_return_val_if_fail (PENSTOCK_IS_CLOCK (self) && func != NULL, 0);

  timeout = g_new0 (Timeout, 1);
  *timeout = (Timeout) { .clock = self, .id = ++self->last_id, .func = func, .user_data = user_data };
  delay = MAX (delay, 0);
  /* Whole seconds wake up together with the others of the system. */
  if (self->runs && delay >= G_USEC_PER_SEC && delay % G_USEC_PER_SEC == 0)
    timeout->source = g_timeout_add_seconds ((guint)MIN (delay / G_USEC_PER_SEC, G_MAXINT), timeout_cb, timeout);
  else if (self->runs)
    timeout->source = g_timeout_add ((guint)MIN ((delay + 999) / 1000, G_MAXINT), timeout_cb, timeout);
  else
    timeout->due = self->advanced + delay;
  g_ptr_array_add (self->timeouts, timeout);

  return timeout->id;
}

void
penstock_clock_remove_timeout (PenstockClock *self,
                               guint          id)
{
  g_return_if_fail (PENSTOCK_IS_CLOCK (self));

  for (guint i = 0; i < self->timeouts->len; i++)
    if (((Timeout *)g_ptr_array_index (self->timeouts, i))->id == id)
      {
        g_ptr_array_remove_index (self->timeouts, i);
        return;
      }
}

gint64
penstock_clock_next_timeout (PenstockClock *self)
{
  const Timeout *next;

  g_return_val_if_fail (PENSTOCK_IS_CLOCK (self), G_MAXINT64);

  next = find_due (self, G_MAXINT64);

  return next != NULL ? penstock_clock_now_us (self) + MAX (next->due - self->advanced, 0) : G_MAXINT64;
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
