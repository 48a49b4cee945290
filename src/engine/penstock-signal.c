/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-inbox.h"

#include <string.h>

struct _PenstockSignal
{
  GObject        parent_instance;

  PenstockEvent *event;    /* owned */
  guint          revision;
  gboolean       unread;
};

G_DEFINE_FINAL_TYPE (PenstockSignal, penstock_signal, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_UNREAD,
  PROP_REVISION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
penstock_signal_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PenstockSignal *self = PENSTOCK_SIGNAL (object);

  switch (prop_id)
    {
    case PROP_UNREAD:
      g_value_set_boolean (value, self->unread);
      break;
    case PROP_REVISION:
      g_value_set_uint (value, self->revision);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
penstock_signal_finalize (GObject *object)
{
  penstock_event_unref (PENSTOCK_SIGNAL (object)->event);

  G_OBJECT_CLASS (penstock_signal_parent_class)->finalize (object);
}

static void
penstock_signal_class_init (PenstockSignalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = penstock_signal_get_property;
  object_class->finalize = penstock_signal_finalize;

  properties[PROP_UNREAD] = g_param_spec_boolean ("unread", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVISION] = g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
penstock_signal_init (PenstockSignal *self)
{
}

PenstockSignal *
penstock_signal_new (PenstockEvent *event)
{
  PenstockSignal *self = g_object_new (PENSTOCK_TYPE_SIGNAL, NULL);

  self->event = penstock_event_ref (event);
  return self;
}

static gboolean
same_history (const GArray *a,
              const GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const PenstockStatusChange *first = &g_array_index (a, PenstockStatusChange, i);
      const PenstockStatusChange *second = &g_array_index (b, PenstockStatusChange, i);

      if (first->day != second->day || first->status != second->status || first->by_user != second->by_user ||
          g_strcmp0 (first->note, second->note) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
same_companies (const GArray *a,
                const GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const PenstockEventCompany *first = &g_array_index (a, PenstockEventCompany, i);
      const PenstockEventCompany *second = &g_array_index (b, PenstockEventCompany, i);

      if (first->relevance != second->relevance || strcmp (first->company, second->company) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Tellings are only ever added. */
static gboolean
same_event (const PenstockEvent *a,
            const PenstockEvent *b)
{
  return a->direction == b->direction && a->direction_guessed == b->direction_guessed && a->direction_by_user == b->direction_by_user &&
         a->sources->len == b->sources->len && strcmp (a->title, b->title) == 0 && g_strcmp0 (a->kind, b->kind) == 0 &&
         g_strcmp0 (a->source, b->source) == 0 && g_strcmp0 (a->url, b->url) == 0 &&
         same_history (a->history, b->history) && same_companies (a->companies, b->companies);
}

gboolean
penstock_signal_set_event (PenstockSignal *self,
                           PenstockEvent  *event)
{
  const gboolean same = same_event (self->event, event);
  PenstockEvent *old = self->event;

  self->event = penstock_event_ref (event);
  penstock_event_unref (old);
  if (same)
    return FALSE;

  self->revision++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVISION]);
  return TRUE;
}

void
penstock_signal_set_unread (PenstockSignal *self,
                            gboolean        unread)
{
  if (self->unread == unread)
    return;

  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

PenstockEvent *
penstock_signal_get_event (PenstockSignal *self)
{
  g_return_val_if_fail (PENSTOCK_IS_SIGNAL (self), NULL);

  return self->event;
}

gboolean
penstock_signal_get_unread (PenstockSignal *self)
{
  g_return_val_if_fail (PENSTOCK_IS_SIGNAL (self), FALSE);

  return self->unread;
}

PenstockDay
penstock_signal_get_day (PenstockSignal *self)
{
  const GArray *history;

  g_return_val_if_fail (PENSTOCK_IS_SIGNAL (self), PENSTOCK_DAY_NONE);

  history = self->event->history;
  return history->len > 0 ? g_array_index (history, PenstockStatusChange, history->len - 1).day : PENSTOCK_DAY_NONE;
}

static gint64
last_telling (const PenstockEvent *event)
{
  gint64 last = 0;

  for (guint i = 0; i < event->sources->len; i++)
    last = MAX (last, g_array_index (event->sources, PenstockEventSource, i).published_at);

  return last;
}

int
penstock_signal_compare (gconstpointer a,
                         gconstpointer b,
                         gpointer      user_data)
{
  PenstockSignal *first = *(PenstockSignal *const *)a, *second = *(PenstockSignal *const *)b;
  const PenstockDay day = penstock_signal_get_day (first), other_day = penstock_signal_get_day (second);
  const gint64 told = last_telling (first->event), other_told = last_telling (second->event);

  if (day != other_day)
    return day > other_day ? -1 : 1;
  if (told != other_told)
    return told > other_told ? -1 : 1;

  return strcmp (first->event->id, second->event->id);
}
