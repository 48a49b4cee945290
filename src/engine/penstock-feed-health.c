/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-feed-health-private.h"

/* A feed has so many values that a table reads and compares them: text first, then numbers; those set once at construction come first. */
enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_SENDS,
  PROP_KEY_URL,
  PROP_HOST,
  PROP_STATE,
  PROP_REASON,
  PROP_TERMS_URL,
  PROP_KEY_STATE,
  PROP_ENABLED,
  PROP_LAST_SUCCESS,
  PROP_NEXT_TRY,
  PROP_SUBJECTS,
  PROP_FAILING,
  PROP_STANDING_IN,
  PROP_REQUESTS_HOUR,
  PROP_MOST_PER_HOUR,
  PROP_REQUESTS_TODAY,
  PROP_MOST_PER_DAY,
  N_PROPS
};

enum { N_TEXTS = PROP_KEY_STATE, N_NUMBERS = PROP_MOST_PER_DAY - PROP_KEY_STATE };

struct _PenstockFeedHealth
{
  GObject  parent_instance;

  char    *text[N_TEXTS];     /* by property − 1 */
  gint64   number[N_NUMBERS]; /* by property − PROP_ENABLED */
};

G_DEFINE_FINAL_TYPE (PenstockFeedHealth, penstock_feed_health, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
penstock_feed_health_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  PenstockFeedHealth *self = PENSTOCK_FEED_HEALTH (object);

  if (property_id <= N_TEXTS)
    g_value_set_string (value, self->text[property_id - 1]);
  else if (property_id == PROP_ENABLED)
    g_value_set_boolean (value, self->number[0] != 0);
  else if (property_id <= PROP_NEXT_TRY)
    g_value_set_int64 (value, self->number[property_id - PROP_ENABLED]);
  else if (property_id < N_PROPS)
    g_value_set_uint (value, (guint)self->number[property_id - PROP_ENABLED]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
penstock_feed_health_finalize (GObject *object)
{
  PenstockFeedHealth *self = PENSTOCK_FEED_HEALTH (object);

  for (gsize i = 0; i < N_TEXTS; i++)
    g_free (self->text[i]);

  G_OBJECT_CLASS (penstock_feed_health_parent_class)->finalize (object);
}

static void
penstock_feed_health_class_init (PenstockFeedHealthClass *klass)
{
  static const char *const names[N_PROPS] = {
    [PROP_ID] = "id",
    [PROP_TITLE] = "title",
    [PROP_SENDS] = "sends",
    [PROP_KEY_URL] = "key-url",
    [PROP_HOST] = "host",
    [PROP_STATE] = "state",
    [PROP_REASON] = "reason",
    [PROP_TERMS_URL] = "terms-url",
    [PROP_KEY_STATE] = "key-state",
    [PROP_ENABLED] = "enabled",
    [PROP_LAST_SUCCESS] = "last-success",
    [PROP_NEXT_TRY] = "next-try",
    [PROP_SUBJECTS] = "subjects",
    [PROP_FAILING] = "failing",
    [PROP_STANDING_IN] = "standing-in",
    [PROP_REQUESTS_HOUR] = "requests-hour",
    [PROP_MOST_PER_HOUR] = "most-per-hour",
    [PROP_REQUESTS_TODAY] = "requests-today",
    [PROP_MOST_PER_DAY] = "most-per-day",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = penstock_feed_health_get_property;
  object_class->finalize = penstock_feed_health_finalize;

  for (guint i = 1; i < N_PROPS; i++)
    if (i <= N_TEXTS)
      properties[i] = g_param_spec_string (names[i], NULL, NULL, i == PROP_STATE ? "idle" : "", flags);
    else if (i == PROP_ENABLED)
      properties[i] = g_param_spec_boolean (names[i], NULL, NULL, FALSE, flags);
    else if (i <= PROP_NEXT_TRY)
      properties[i] = g_param_spec_int64 (names[i], NULL, NULL, 0, G_MAXINT64, 0, flags);
    else
      properties[i] = g_param_spec_uint (names[i], NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
penstock_feed_health_init (PenstockFeedHealth *self)
{
  for (gsize i = 0; i < N_TEXTS; i++)
    self->text[i] = g_strdup (i + 1 == PROP_STATE ? "idle" : "");
}

static gboolean
set_text (PenstockFeedHealth *self,
          guint               property,
          const char         *value)
{
  char **field = &self->text[property - 1];

  if (g_strcmp0 (*field, value) == 0)
    return FALSE;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);

  return TRUE;
}

static gboolean
set_number (PenstockFeedHealth *self,
            guint               property,
            gint64              value)
{
  gint64 *field = &self->number[property - PROP_ENABLED];

  if (*field == value)
    return FALSE;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);

  return TRUE;
}

static const char *
translated (const char *text)
{
  return text != NULL && *text != '\0' ? _(text) : "";
}

PenstockFeedHealth *
penstock_feed_health_new (const PenstockProvider *provider)
{
  PenstockFeedHealth *self = g_object_new (PENSTOCK_TYPE_FEED_HEALTH, NULL);

  set_text (self, PROP_ID, provider->id);
  set_text (self, PROP_TITLE, translated (provider->title));
  set_text (self, PROP_SENDS, translated (provider->sends));
  set_text (self, PROP_KEY_URL, provider->key_url != NULL ? provider->key_url : "");

  return self;
}

gboolean
penstock_feed_health_set (PenstockFeedHealth   *self,
                          const PenstockHealth *health)
{
  const struct { guint property; const char *value; } texts[] = {
    { PROP_HOST, health->host },
    { PROP_STATE, health->state },
    { PROP_REASON, health->reason },
    { PROP_TERMS_URL, health->terms_url },
    { PROP_KEY_STATE, health->key_state },
  };
  const struct { guint property; gint64 value; } numbers[] = {
    { PROP_ENABLED, health->enabled != FALSE },
    { PROP_LAST_SUCCESS, health->last_success },
    { PROP_NEXT_TRY, health->next_try },
    { PROP_SUBJECTS, health->subjects },
    { PROP_FAILING, health->failing },
    { PROP_STANDING_IN, health->standing_in },
    { PROP_REQUESTS_HOUR, health->requests_hour },
    { PROP_MOST_PER_HOUR, health->most_per_hour },
    { PROP_REQUESTS_TODAY, health->requests_today },
    { PROP_MOST_PER_DAY, health->most_per_day },
  };
  gboolean changed = FALSE;

  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), FALSE);

  g_object_freeze_notify (G_OBJECT (self));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    changed |= set_text (self, texts[i].property, texts[i].value);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    changed |= set_number (self, numbers[i].property, numbers[i].value);
  g_object_thaw_notify (G_OBJECT (self));

  return changed;
}

const char *
penstock_feed_health_get_id (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->text[PROP_ID - 1];
}

const char *
penstock_feed_health_get_title (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->text[PROP_TITLE - 1];
}

const char *
penstock_feed_health_get_host (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->text[PROP_HOST - 1];
}

const char *
penstock_feed_health_get_sends (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->text[PROP_SENDS - 1];
}

const char *
penstock_feed_health_get_terms_url (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->text[PROP_TERMS_URL - 1];
}

const char *
penstock_feed_health_get_key_url (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->text[PROP_KEY_URL - 1];
}

const char *
penstock_feed_health_get_state (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->text[PROP_STATE - 1];
}

const char *
penstock_feed_health_get_reason (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->text[PROP_REASON - 1];
}

const char *
penstock_feed_health_get_key_state (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), "");

  return self->text[PROP_KEY_STATE - 1];
}

gboolean
penstock_feed_health_get_enabled (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), FALSE);

  return self->number[PROP_ENABLED - PROP_ENABLED] != 0;
}

gint64
penstock_feed_health_get_last_success (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return self->number[PROP_LAST_SUCCESS - PROP_ENABLED];
}

gint64
penstock_feed_health_get_next_try (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return self->number[PROP_NEXT_TRY - PROP_ENABLED];
}

guint
penstock_feed_health_get_subjects (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return (guint)self->number[PROP_SUBJECTS - PROP_ENABLED];
}

guint
penstock_feed_health_get_failing (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return (guint)self->number[PROP_FAILING - PROP_ENABLED];
}

guint
penstock_feed_health_get_standing_in (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return (guint)self->number[PROP_STANDING_IN - PROP_ENABLED];
}

guint
penstock_feed_health_get_requests_hour (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return (guint)self->number[PROP_REQUESTS_HOUR - PROP_ENABLED];
}

guint
penstock_feed_health_get_most_per_hour (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return (guint)self->number[PROP_MOST_PER_HOUR - PROP_ENABLED];
}

guint
penstock_feed_health_get_requests_today (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return (guint)self->number[PROP_REQUESTS_TODAY - PROP_ENABLED];
}

guint
penstock_feed_health_get_most_per_day (PenstockFeedHealth *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_HEALTH (self), 0);

  return (guint)self->number[PROP_MOST_PER_DAY - PROP_ENABLED];
}
