/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-error.h"
#include "penstock-poller-private.h"

/* Requests of one feed under way at once: the host's budget spaces them, this bounds what waits in it. */
#define WINDOW       2
#define LOCAL_WINDOW 8

#define LOOK_LEAST   1  /* seconds between two looks at the timetable */
#define LOOK_MOST    60
#define PROBE        60 /* while nobody answers, one request in so many seconds finds out when somebody does */

static void ask_start (PenstockAsk *ask);

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
group_free (PenstockGroup *group)
{
  if (group->follows != 0)
    g_cancellable_disconnect (g_task_get_cancellable (group->task), group->follows);
  g_clear_object (&group->task);
  g_clear_object (&group->cancellable);
  g_free (group);
}

static void
group_one_less (PenstockPoller *self,
                PenstockGroup  *group)
{
  g_autoptr(GTask) task = NULL;
  guint n_failed;

  if (--group->left > 0)
    return;

  /* Returning it may run its callback, and that may shut the engine down. */
  task = g_object_ref (group->task);
  n_failed = group->n_failed;
  g_ptr_array_remove (self->groups, group);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_int (task, n_failed);
}

static void
pump (PenstockPoller         *self,
      const PenstockProvider *provider)
{
  const guint window = penstock_question_is_local (self->engine, provider) ? LOCAL_WINDOW : WINDOW;
  PenstockLane *lane = penstock_poller_lane (self, provider);

  while (lane->in_flight < window && !g_queue_is_empty (&lane->waiting))
    {
      lane->in_flight++;
      ask_start (g_queue_pop_head (&lane->waiting));
    }
}

static void
add_ask (PenstockPoller    *self,
         PenstockQuestion  *question,
         PenstockGroup     *group,
         char             **symbols)
{
  PenstockAsk *ask = g_new0 (PenstockAsk, 1);

  ask->poller = self;
  ask->question = question;
  ask->group = group;
  ask->symbols = g_strdupv (symbols);
  if (group != NULL)
    group->left++;
  g_hash_table_add (self->asks, ask);
  g_hash_table_add (self->busy, busy_key (question));
  g_queue_push_tail (&penstock_poller_lane (self, question->provider)->waiting, ask);
}

void
penstock_ask_done (PenstockAsk *ask)
{
  PenstockPoller *self = ask->poller;
  PenstockGroup *group = ask->group;
  g_autofree char *key = busy_key (ask->question);

  g_hash_table_remove (self->busy, key);
  g_hash_table_remove (self->asks, ask);
  penstock_ask_free (ask);
  penstock_engine_queue_feeds (self->engine);
  if (group != NULL)
    group_one_less (self, group);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  PenstockAsk *ask = user_data;
  PenstockPoller *self = ask->poller;
  const PenstockProvider *provider = ask->question->provider;
  PenstockFetch *fetch = penstock_http_fetch_finish (PENSTOCK_HTTP (object), result, NULL);
  g_autoptr(PenstockEngine) engine = NULL;

  if (self == NULL)
    {
      g_clear_pointer (&fetch, penstock_fetch_free);
      penstock_ask_free (ask);
      return;
    }

  engine = g_object_ref (self->engine);
  penstock_poller_lane (self, provider)->in_flight--;
  /* No answer at all: it was cancelled. */
  if (fetch == NULL)
    penstock_ask_done (ask);
  else
    penstock_ask_take_answer (ask, fetch);
  if (engine->poller == self)
    pump (self, provider);
}

static void
ask_start (PenstockAsk *ask)
{
  PenstockEngine *engine = ask->poller->engine;
  const PenstockQuestion *question = ask->question;
  const PenstockFeedState *state = penstock_engine_find_feed_state (engine, question->provider->id, question->key);
  const PenstockQuery query = {
    .subject = question->subject, .from = question->from, .until = PENSTOCK_DAY_NONE, .month = question->month,
    .quote_only = question->quote_only && !ask->replace,
  };
  PenstockValidator validator = { 0 };

  if (state != NULL && !ask->replace)
    validator = (PenstockValidator) { state->uri, state->etag, state->last_modified };

  penstock_http_fetch_async (engine->http, question->provider, &query, validator.uri != NULL ? &validator : NULL,
                             ask->group != NULL ? ask->group->cancellable : ask->poller->cancellable, answered_cb, ask);
}

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
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify)group_free);
  self->cancellable = g_cancellable_new ();

  return self;
}

/* Waiting asks are ours to free; the others are freed by the callback they wait for. @grouped: also those somebody waits for. */
static void
drop_waiting (PenstockPoller *self,
              gboolean        grouped)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    for (GList *link = self->lanes[i].waiting.head, *next; link != NULL; link = next)
      {
        PenstockAsk *ask = link->data;
        g_autofree char *key = busy_key (ask->question);

        next = link->next;
        if (ask->group != NULL && !grouped)
          continue;
        g_queue_delete_link (&self->lanes[i].waiting, link);
        g_hash_table_remove (self->busy, key);
        g_hash_table_remove (self->asks, ask);
        penstock_ask_free (ask);
      }
}

void
penstock_poller_free (PenstockPoller *self)
{
  g_autoptr(GPtrArray) groups = g_steal_pointer (&self->groups);
  GHashTableIter iter;
  gpointer key;

  g_clear_handle_id (&self->source, g_source_remove);
  drop_waiting (self, TRUE);
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
  g_free (self->lanes);
  g_free (self);
}

gboolean
penstock_poller_is_busy (PenstockPoller *self)
{
  return g_hash_table_size (self->asks) > 0;
}

static gboolean
is_busy (PenstockPoller         *self,
         const PenstockQuestion *question)
{
  g_autofree char *key = busy_key (question);

  return g_hash_table_contains (self->busy, key);
}

static void
pump_all (PenstockPoller *self)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    pump (self, penstock_providers[i]);
}

/* While nobody answers, only the question that waited longest, once a minute. */
static void
probe (PenstockPoller *self,
       GPtrArray      *questions,
       gint64          now)
{
  if (questions->len == 0 || g_hash_table_size (self->asks) > 0 || now - self->probed < PROBE)
    return;

  self->probed = now;
  add_ask (self, g_ptr_array_steal_index (questions, 0), NULL, NULL);
}

static void
ask_what_is_due (PenstockPoller *self,
                 GPtrArray      *questions,
                 gint64          now)
{
  for (guint i = 0; i < questions->len;)
    {
      const PenstockQuestion *question = g_ptr_array_index (questions, i);

      if (question->due <= now && !is_busy (self, question))
        add_ask (self, g_ptr_array_steal_index (questions, i), NULL, NULL);
      else
        i++;
    }
}

static gboolean look_cb (gpointer user_data);

static void
look (PenstockPoller *self)
{
  const gint64 now = penstock_clock_now (self->engine->clock);
  g_autoptr(GPtrArray) questions = penstock_questions_list (self->engine, FALSE, self->answered_again);
  gint64 soonest = now + LOOK_MOST;

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    self->lanes[i].next = 0;
  for (guint i = 0; i < questions->len; i++)
    {
      const PenstockQuestion *question = g_ptr_array_index (questions, i);
      PenstockLane *lane = penstock_poller_lane (self, question->provider);
      const gint64 due = MAX (question->due, now);

      lane->next = lane->next != 0 ? MIN (lane->next, due) : due;
      soonest = MIN (soonest, due);
    }

  if (penstock_engine_is_offline (self->engine, NULL))
    probe (self, questions, now);
  else
    ask_what_is_due (self, questions, now);
  pump_all (self);

  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_seconds ((guint)CLAMP (soonest - now, LOOK_LEAST, LOOK_MOST), look_cb, self);
}

static gboolean
look_cb (gpointer user_data)
{
  PenstockPoller *self = user_data;

  self->source = 0;
  look (self);

  return G_SOURCE_REMOVE;
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
  g_clear_handle_id (&self->source, g_source_remove);
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    self->lanes[i].next = 0;

  /* What the timetable asked; a poll somebody waits for goes on. */
  drop_waiting (self, FALSE);
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

static gboolean
is_chosen (const char *const *feeds,
           const char        *id)
{
  return feeds == NULL || g_strv_contains (feeds, id);
}

static void
add_symbols (PenstockPoller    *self,
             PenstockGroup     *group,
             const char *const *feeds,
             const char *const *symbols)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockProvider *provider = penstock_providers[i];

      if (!is_chosen (feeds, provider->id) || !penstock_engine_is_enabled (self->engine, provider->id))
        continue;

      if (penstock_question_by_symbol (provider))
        for (guint k = 0; symbols[k] != NULL; k++)
          add_ask (self, penstock_question_new_symbol (self->engine, provider, symbols[k]), group, NULL);
      else if (feeds != NULL && !penstock_question_by_month (provider))
        add_ask (self, penstock_question_new_table (self->engine, provider), group, (char **)symbols);
    }
}

static void
add_due (PenstockPoller    *self,
         PenstockGroup     *group,
         const char *const *feeds,
         gboolean           force)
{
  const gint64 now = penstock_clock_now (self->engine->clock);
  g_autoptr(GPtrArray) questions = penstock_questions_list (self->engine, force, self->answered_again);

  for (guint i = 0; i < questions->len;)
    {
      const PenstockQuestion *question = g_ptr_array_index (questions, i);

      if (is_chosen (feeds, question->provider->id) && question->due <= now && !is_busy (self, question))
        add_ask (self, g_ptr_array_steal_index (questions, i), group, NULL);
      else
        i++;
    }
}

static gboolean
check_feeds (const char *const *feeds,
             GError           **error)
{
  for (guint i = 0; feeds != NULL && feeds[i] != NULL; i++)
    if (penstock_provider_find (feeds[i]) == NULL)
      {
        g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, _("No feed “%s”"), feeds[i]);
        return FALSE;
      }

  return TRUE;
}

static void
follow_cb (GCancellable *theirs,
           gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

void
penstock_poller_poll (PenstockPoller    *self,
                      const char *const *feeds,
                      const char *const *symbols,
                      gboolean           force,
                      PenstockFetchFunc  fetched,
                      gpointer           fetched_data,
                      GTask             *task)
{
  GError *error = NULL;
  PenstockGroup *group;

  if (!check_feeds (feeds, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  group = g_new0 (PenstockGroup, 1);
  group->task = g_object_ref (task);
  group->fetched = fetched;
  group->fetched_data = fetched_data;
  group->cancellable = g_cancellable_new ();
  if (g_task_get_cancellable (task) != NULL)
    group->follows = g_cancellable_connect (g_task_get_cancellable (task), G_CALLBACK (follow_cb),
                                            g_object_ref (group->cancellable), g_object_unref);
  g_ptr_array_add (self->groups, group);

  /* One more than there are asks, so that the group outlives adding them. */
  group->left = 1;
  if (symbols != NULL)
    add_symbols (self, group, feeds, symbols);
  else
    add_due (self, group, feeds, force);
  pump_all (self);
  group_one_less (self, group);
}
