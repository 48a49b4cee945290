/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-event.h"

static void
clear_change (gpointer data)
{
  g_clear_pointer (&((PenstockStatusChange *)data)->note, g_free);
}

static void
clear_company (gpointer data)
{
  g_clear_pointer (&((PenstockEventCompany *)data)->company, g_free);
}

static void
clear_source (gpointer data)
{
  PenstockEventSource *source = data;

  g_free (source->key);
  g_free (source->source);
  g_free (source->publisher);
  g_free (source->title);
  g_free (source->url);
}

PenstockEvent *
penstock_event_new (const char *id,
                    const char *title)
{
  PenstockEvent *self;

  g_return_val_if_fail (id != NULL && title != NULL, NULL);

  self = g_new0 (PenstockEvent, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->history = g_array_new (FALSE, FALSE, sizeof (PenstockStatusChange));
  g_array_set_clear_func (self->history, clear_change);
  self->companies = g_array_new (FALSE, FALSE, sizeof (PenstockEventCompany));
  g_array_set_clear_func (self->companies, clear_company);
  self->sources = g_array_new (FALSE, FALSE, sizeof (PenstockEventSource));
  g_array_set_clear_func (self->sources, clear_source);

  return self;
}

PenstockEvent *
penstock_event_ref (PenstockEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_event_unref (PenstockEvent *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->source);
  g_free (self->url);
  g_array_unref (self->history);
  g_array_unref (self->companies);
  g_array_unref (self->sources);
  g_free (self);
}

/* After the changes of the same day: what was said last that day holds. */
static void
add_change (PenstockEvent  *self,
            PenstockDay     day,
            PenstockStatus  status,
            const char     *note,
            gboolean        by_user)
{
  PenstockStatusChange change = { day, status, NULL, by_user };
  guint at;

  change.note = g_strdup (note);
  for (at = self->history->len; at > 0; at--)
    if (g_array_index (self->history, PenstockStatusChange, at - 1).day <= day)
      break;

  g_array_insert_val (self->history, at, change);
}

void
penstock_event_add_status (PenstockEvent  *self,
                           PenstockDay     day,
                           PenstockStatus  status,
                           const char     *note)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (day != PENSTOCK_DAY_NONE);

  add_change (self, day, status, note, FALSE);
}

void
penstock_event_add_user_status (PenstockEvent  *self,
                                PenstockDay     day,
                                PenstockStatus  status,
                                const char     *note)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (day != PENSTOCK_DAY_NONE);

  add_change (self, day, status, note, TRUE);
}

/* One that was given back as a plain one, by an export and its import, is the user's all the same. */
static gboolean
has_user_change (PenstockEvent              *self,
                 const PenstockStatusChange *wanted,
                 gboolean                   *taken)
{
  for (guint i = 0; i < self->history->len; i++)
    {
      PenstockStatusChange *change = &g_array_index (self->history, PenstockStatusChange, i);

      if (!taken[i] && change->day == wanted->day && change->status == wanted->status && g_strcmp0 (change->note, wanted->note) == 0)
        {
          taken[i] = change->by_user = TRUE;
          return TRUE;
        }
    }

  return FALSE;
}

void
penstock_event_keep_user_statuses (PenstockEvent       *self,
                                   const PenstockEvent *known)
{
  g_autofree gboolean *taken = NULL;
  g_autoptr(GArray) missing = NULL;

  g_return_if_fail (self != NULL && known != NULL);

  taken = g_new0 (gboolean, self->history->len + 1);
  missing = g_array_new (FALSE, FALSE, sizeof (PenstockStatusChange));
  for (guint i = 0; i < known->history->len; i++)
    {
      const PenstockStatusChange *change = &g_array_index (known->history, PenstockStatusChange, i);

      if (change->by_user && !has_user_change (self, change, taken))
        g_array_append_vals (missing, change, 1);
    }
  for (guint i = 0; i < missing->len; i++)
    {
      const PenstockStatusChange *change = &g_array_index (missing, PenstockStatusChange, i);

      add_change (self, change->day, change->status, change->note, TRUE);
    }
}

void
penstock_event_add_company (PenstockEvent *self,
                            const char    *company,
                            double         relevance)
{
  PenstockEventCompany entry = { NULL, relevance };

  g_return_if_fail (self != NULL && company != NULL);
  g_return_if_fail (relevance > 0.0 && relevance <= 1.0);

  entry.company = g_strdup (company);
  g_array_append_val (self->companies, entry);
}

void
penstock_event_add_source (PenstockEvent             *self,
                           const PenstockEventSource *source)
{
  PenstockEventSource copy;

  g_return_if_fail (self != NULL && source != NULL && source->key != NULL && source->source != NULL);

  for (guint i = 0; i < self->sources->len; i++)
    if (g_str_equal (g_array_index (self->sources, PenstockEventSource, i).key, source->key))
      return;

  copy = (PenstockEventSource) {
    .key = g_strdup (source->key), .source = g_strdup (source->source), .publisher = g_strdup (source->publisher),
    .title = g_strdup (source->title), .url = g_strdup (source->url), .published_at = source->published_at,
  };
  g_array_append_val (self->sources, copy);
}

PenstockEvent *
penstock_event_copy (const PenstockEvent *self)
{
  PenstockEvent *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = penstock_event_new (self->id, self->title);
  copy->kind = g_strdup (self->kind);
  copy->direction = self->direction;
  copy->direction_guessed = self->direction_guessed;
  copy->direction_by_user = self->direction_by_user;
  copy->source = g_strdup (self->source);
  copy->url = g_strdup (self->url);
  for (guint i = 0; i < self->history->len; i++)
    {
      const PenstockStatusChange *change = &g_array_index (self->history, PenstockStatusChange, i);

      add_change (copy, change->day, change->status, change->note, change->by_user);
    }
  for (guint i = 0; i < self->companies->len; i++)
    {
      const PenstockEventCompany *company = &g_array_index (self->companies, PenstockEventCompany, i);

      penstock_event_add_company (copy, company->company, company->relevance);
    }
  for (guint i = 0; i < self->sources->len; i++)
    penstock_event_add_source (copy, &g_array_index (self->sources, PenstockEventSource, i));

  return copy;
}

const PenstockStatusChange *
penstock_event_status_at (const PenstockEvent *self,
                          PenstockDay          day)
{
  const PenstockStatusChange *last = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->history->len; i++)
    {
      const PenstockStatusChange *change = &g_array_index (self->history, PenstockStatusChange, i);

      if (change->day > day)
        break;
      last = change;
    }

  return last;
}

gboolean
penstock_status_parse (const char     *text,
                       PenstockStatus *status)
{
  static const struct { const char *word; PenstockStatus status; } table[] = {
    { "rumour", PENSTOCK_STATUS_RUMOUR },
    { "rumor", PENSTOCK_STATUS_RUMOUR },
    { "reported", PENSTOCK_STATUS_REPORTED },
    { "reported_preliminary", PENSTOCK_STATUS_REPORTED },
    { "confirmed", PENSTOCK_STATUS_CONFIRMED },
    { "denied", PENSTOCK_STATUS_DENIED },
    { "expired", PENSTOCK_STATUS_EXPIRED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (text, table[i].word) == 0)
      {
        if (status != NULL)
          *status = table[i].status;
        return TRUE;
      }

  return FALSE;
}

const char *
penstock_status_id (PenstockStatus status)
{
  switch (status)
    {
    case PENSTOCK_STATUS_RUMOUR: return "rumour";
    case PENSTOCK_STATUS_REPORTED: return "reported";
    case PENSTOCK_STATUS_CONFIRMED: return "confirmed";
    case PENSTOCK_STATUS_DENIED: return "denied";
    case PENSTOCK_STATUS_EXPIRED: return "expired";
    default: g_return_val_if_reached (NULL);
    }
}
