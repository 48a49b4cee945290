/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-pace.h"
#include "penstock-poller-private.h"

#define LOOK_LEAST   1  /* seconds between two looks at the timetable */
#define LOOK_MOST    60
#define PROBE        60 /* while nobody answers, one request in so many seconds finds out when somebody does */

static void look_cb (gpointer user_data);

PenstockLane *
penstock_poller_lane (PenstockPoller         *self,
                      const PenstockProvider *provider)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    if (penstock_providers[i] == provider)
      return &self->lanes[i];

  g_assert_not_reached ();
}

static char *
busy_key (const PenstockQuestion *question)
{
  return g_strdup_printf ("%s\n%s", question->provider->id, question->key);
}

void
penstock_ask_free (PenstockAsk *ask)
{
  g_clear_pointer (&ask->fetch, penstock_fetch_free);
  penstock_question_free (ask->question);
  g_strfreev (ask->symbols);
  g_free (ask);
}

static void
pace_free (gpointer data)
{
  PenstockPace *pace = data;

  penstock_pace_clear (pace);
  g_free (pace);
}

/* Out of all that is kept of asks under way. */
void
penstock_poller_forget (PenstockPoller *self,
                        PenstockAsk    *ask)
{
  g_autofree char *key = busy_key (ask->question);

  g_hash_table_remove (self->busy, key);
  g_hash_table_remove (self->asks, ask);
}

/* -- asks -- */

/* Behind those somebody asked for himself, before those of the timetable. */
static void
push_before_timetable (PenstockLane *lane,
                       PenstockAsk  *ask)
{
  GList *link = lane->waiting.head;

  while (link != NULL && ((PenstockAsk *)link->data)->group != NULL)
    link = link->next;
  if (link != NULL)
    g_queue_insert_before (&lane->waiting, link, ask);
  else
    g_queue_push_tail (&lane->waiting, ask);
}

void
penstock_poller_add (PenstockPoller    *self,
                     PenstockQuestion  *question,
                     PenstockGroup     *group,
                     char             **symbols)
{
  PenstockLane *lane = penstock_poller_lane (self, question->provider);
  PenstockAsk *ask = g_new0 (PenstockAsk, 1);

  ask->poller = self;
  ask->question = question;
  ask->group = group;
  ask->symbols = g_strdupv (symbols);
  g_hash_table_add (self->asks, ask);
  g_hash_table_add (self->busy, busy_key (question));
  if (group == NULL)
    {
      g_queue_push_tail (&lane->waiting, ask);
      return;
    }

  group->left++;
  push_before_timetable (lane, ask);
}

static void
arm_look (PenstockPoller *self,
          gint64          at)
{
  const gint64 now = penstock_clock_now (self->engine->clock);

  if (self->look_timeout != 0)
    penstock_clock_remove_timeout (self->engine->clock, self->look_timeout);
  self->look_at = CLAMP (at, now + LOOK_LEAST, now + LOOK_MOST);
  self->look_timeout = penstock_clock_add_timeout (self->engine->clock, (self->look_at - now) * G_USEC_PER_SEC, look_cb, self);
}

/* An answer says when to ask again, unless there is enough to ask anyway; none of use about a price, that others may have to be asked. */
static void
plan_next (PenstockPoller *self,
           PenstockAsk    *ask)
{
  const PenstockFetch *fetch = ask->fetch;
  gint64 next;

  if (!self->running)
    return;

  if (fetch != NULL && penstock_question_by_symbol (ask->question->provider) &&
      (fetch->outcome == PENSTOCK_OUTCOME_REFUSED || fetch->outcome == PENSTOCK_OUTCOME_BROKEN))
    next = 0;
  else if (g_queue_is_empty (&penstock_poller_lane (self, ask->question->provider)->waiting))
    {
      penstock_question_is_due (self->engine, ask->question, self->answered_again);
      next = ask->question->due;
    }
  else
    return;
  if (self->look_timeout == 0 || next < self->look_at)
    arm_look (self, next);
}

void
penstock_ask_done (PenstockAsk *ask)
{
  PenstockPoller *self = ask->poller;
  PenstockGroup *group = ask->group;

  penstock_poller_forget (self, ask);
  plan_next (self, ask);
  penstock_ask_free (ask);
  penstock_engine_queue_feeds (self->engine);
  if (group != NULL)
    penstock_group_one_less (self, group);
}

gboolean
penstock_poller_is_asking (PenstockPoller         *self,
                           const PenstockQuestion *question)
{
  g_autofree char *key = busy_key (question);

  return g_hash_table_contains (self->busy, key);
}

/* Waiting asks are ours to free; the others are freed by the callback they wait for. */
void
penstock_poller_drop (PenstockPoller    *self,
                      const char *const *feeds,
                      gboolean           of_groups)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    for (GList *link = self->lanes[i].waiting.head, *next; link != NULL; link = next)
      {
        PenstockAsk *ask = link->data;

        next = link->next;
        if ((ask->group != NULL) != of_groups || (feeds != NULL && !g_strv_contains (feeds, penstock_providers[i]->id)))
          continue;
        g_queue_delete_link (&self->lanes[i].waiting, link);
        penstock_poller_forget (self, ask);
        penstock_ask_free (ask);
      }
}

/* -- the poller -- */

PenstockPoller *
penstock_poller_new (PenstockEngine *engine)
{
  PenstockPoller *self = g_new0 (PenstockPoller, 1);
  guint n = 0;

  while (penstock_providers[n] != NULL)
    n++;

  self->engine = engine;
  self->lanes = g_new0 (PenstockLane, n + 1);
  for (guint i = 0; i < n; i++)
    g_queue_init (&self->lanes[i].waiting);
  self->asks = g_hash_table_new (NULL, NULL);
  self->busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_group_free);
  self->cancellable = g_cancellable_new ();
  self->paces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pace_free);
  penstock_memory_init (&self->memory, engine);

  return self;
}

void
penstock_poller_set_strict (PenstockPoller *self,
                            gboolean        strict)
{
  self->strict = strict;
}

static void
remove_timeouts (PenstockPoller *self)
{
  if (self->look_timeout != 0)
    penstock_clock_remove_timeout (self->engine->clock, self->look_timeout);
  if (self->pump_timeout != 0)
    penstock_clock_remove_timeout (self->engine->clock, self->pump_timeout);
  self->look_timeout = self->pump_timeout = 0;
}

void
penstock_poller_free (PenstockPoller *self)
{
  g_autoptr(GPtrArray) groups = g_steal_pointer (&self->groups);
  GHashTableIter iter;
  gpointer key;

  remove_timeouts (self);
  penstock_poller_drop (self, NULL, FALSE);
  penstock_poller_drop (self, NULL, TRUE);
  g_hash_table_iter_init (&iter, self->asks);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      PenstockAsk *ask = key;

      ask->poller = NULL;
      ask->group = NULL;
    }

  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < groups->len; i++)
    {
      PenstockGroup *group = g_ptr_array_index (groups, i);

      g_cancellable_cancel (group->cancellable);
      g_task_return_new_error (group->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The engine was shut down");
    }

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->asks);
  g_hash_table_unref (self->busy);
  g_hash_table_unref (self->paces);
  penstock_memory_clear (&self->memory);
  g_free (self->lanes);
  g_free (self);
}

gboolean
penstock_poller_is_busy (PenstockPoller *self)
{
  return g_hash_table_size (self->asks) > 0;
}

/* -- looking at the timetable -- */

/* While nobody answers, only the question that waited longest, once a minute. */
static void
probe (PenstockPoller *self,
       GPtrArray      *questions,
       gint64          now)
{
  if (questions->len == 0 || g_hash_table_size (self->asks) > 0 || now - self->probed < PROBE)
    return;

  self->probed = now;
  penstock_poller_add (self, g_ptr_array_steal_index (questions, 0), NULL, NULL);
}

static void
ask_what_is_due (PenstockPoller *self,
                 GPtrArray      *questions,
                 gint64          now)
{
  for (guint i = 0; i < questions->len;)
    {
      const PenstockQuestion *question = g_ptr_array_index (questions, i);

      if (question->due <= now && !penstock_poller_is_asking (self, question))
        penstock_poller_add (self, g_ptr_array_steal_index (questions, i), NULL, NULL);
      else
        i++;
    }
}

/* Notes when each feed is due next; returns when the first is that is not being asked. */
static gint64
note_next (PenstockPoller *self,
           GPtrArray      *questions,
           gint64          now)
{
  gint64 soonest = now + LOOK_MOST;

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    self->lanes[i].next = 0;
  for (guint i = 0; i < questions->len; i++)
    {
      const PenstockQuestion *question = g_ptr_array_index (questions, i);
      PenstockLane *lane = penstock_poller_lane (self, question->provider);
      const gint64 due = MAX (question->due, now);

      lane->next = lane->next != 0 ? MIN (lane->next, due) : due;
      /* Behind others that wait already it is in no hurry. */
      if (due > now && g_queue_is_empty (&lane->waiting))
        soonest = MIN (soonest, due);
    }

  return soonest;
}

static void
look (PenstockPoller *self)
{
  const gint64 now = penstock_clock_now (self->engine->clock);
  g_autoptr(GPtrArray) questions = penstock_questions_list (self->engine, FALSE, self->answered_again);

  arm_look (self, note_next (self, questions, now));
  if (penstock_engine_is_offline (self->engine, NULL))
    probe (self, questions, now);
  else
    ask_what_is_due (self, questions, now);
  penstock_poller_pump (self);
}

static void
look_cb (gpointer user_data)
{
  PenstockPoller *self = user_data;

  self->look_timeout = 0;
  look (self);
}

void
penstock_poller_start (PenstockPoller *self)
{
  self->running = TRUE;
  look (self);
}

void
penstock_poller_stop (PenstockPoller *self)
{
  self->running = FALSE;
  remove_timeouts (self);
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    self->lanes[i].next = 0;

  /* What the timetable asked; a poll somebody waits for goes on. */
  penstock_poller_drop (self, NULL, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

void
penstock_poller_wake (PenstockPoller *self)
{
  if (self != NULL && self->running)
    look (self);
}

gint64
penstock_poller_next (PenstockPoller         *self,
                      const PenstockProvider *feed)
{
  return penstock_poller_lane (self, feed)->next;
}
