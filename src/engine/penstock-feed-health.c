/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-feed-health-private.h"

struct _PenstockFeedHealth
{
  GObject  parent_instance;

  /* Set once at construction */
  char    *id;
  char    *title;

  char    *host;
  char    *state;
  char    *reason;
  gint64   last_success;
  gint64   next_try;
  guint    requests_today;
};

G_DEFINE_FINAL_TYPE (PenstockFeedHealth, penstock_feed_health, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_HOST,
  PROP_STATE,
  PROP_REASON,
  PROP_LAST_SUCCESS,
  PROP_NEXT_TRY,
  PROP_REQUESTS_TODAY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
penstock_feed_health_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  PenstockFeedHealth *self = PENSTOCK_FEED_HEALTH (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_HOST:
      g_value_set_string (value, self->host);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_LAST_SUCCESS:
      g_value_set_int64 (value, self->last_success);
      break;
    case PROP_NEXT_TRY:
      g_value_set_int64 (value, self->next_try);
      break;
    case PROP_REQUESTS_TODAY:
      g_value_set_uint (value, self->requests_today);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
penstock_feed_health_finalize (GObject *object)
{
  PenstockFeedHealth *self = PENSTOCK_FEED_HEALTH (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->host);
  g_free (self->state);
  g_free (self->reason);

  G_OBJECT_CLASS (penstock_feed_health_parent_class)->finalize (object);
}

static void
penstock_feed_health_class_init (PenstockFeedHealthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = penstock_feed_health_get_property;
  object_class->finalize = penstock_feed_health_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, "", flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_HOST] = g_param_spec_string ("host", NULL, NULL, "", flags);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "idle", flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, "", flags);
  properties[PROP_LAST_SUCCESS] = g_param_spec_int64 ("last-success", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NEXT_TRY] = g_param_spec_int64 ("next-try", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_REQUESTS_TODAY] = g_param_spec_uint ("requests-today", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
penstock_feed_health_init (PenstockFeedHealth *self)
{
  self->host = g_strdup ("");
  self->state = g_strdup ("idle");
  self->reason = g_strdup ("");
}

PenstockFeedHealth *
penstock_feed_health_new (const char *id,
                          const char *title)
{
  PenstockFeedHealth *self = g_object_new (PENSTOCK_TYPE_FEED_HEALTH, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);

  return self;
}

static gboolean
set_text (PenstockFeedHealth *self,
          char              **field,
          const char         *value,
          int                 property)
{
  if (g_strcmp0 (*field, value) == 0)
    return FALSE;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);

  return TRUE;
}

static gboolean
set_time (PenstockFeedHealth *self,
          gint64             *field,
          gint64              value,
          int                 property)
{
  if (*field == value)
    return FALSE;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);

  return TRUE;
}

gboolean
penstock_feed_health_set (PenstockFeedHealth   *self,
                          const PenstockHealth *health)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), FALSE);

  g_object_freeze_notify (G_OBJECT (self));
  changed |= set_text (self, &self->host, health->host, PROP_HOST);
  changed |= set_text (self, &self->state, health->state, PROP_STATE);
  changed |= set_text (self, &self->reason, health->reason, PROP_REASON);
  changed |= set_time (self, &self->last_success, health->last_success, PROP_LAST_SUCCESS);
  changed |= set_time (self, &self->next_try, health->next_try, PROP_NEXT_TRY);
  if (self->requests_today != health->requests_today)
    {
      self->requests_today = health->requests_today;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUESTS_TODAY]);
      changed = TRUE;
    }
  g_object_thaw_notify (G_OBJECT (self));

  return changed;
}

const char *
penstock_feed_health_get_id (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->id;
}

const char *
penstock_feed_health_get_title (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->title;
}

const char *
penstock_feed_health_get_host (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->host;
}

const char *
penstock_feed_health_get_state (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->state;
}

const char *
penstock_feed_health_get_reason (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->reason;
}

gint64
penstock_feed_health_get_last_success (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return self->last_success;
}

gint64
penstock_feed_health_get_next_try (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return self->next_try;
}

guint
penstock_feed_health_get_requests_today (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return self->requests_today;
}
