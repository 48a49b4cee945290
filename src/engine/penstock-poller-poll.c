/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-error.h"
#include "penstock-failover.h"
#include "penstock-poller-private.h"
#include "penstock-preference.h"

/* What somebody asks for himself: penstock_engine_poll_async(). */

void
penstock_group_free (PenstockGroup *group)
{
  if (group->follows != 0)
    g_cancellable_disconnect (g_task_get_cancellable (group->task), group->follows);
  g_clear_object (&group->task);
  g_clear_object (&group->cancellable);
  g_free (group);
}

void
penstock_group_one_less (PenstockPoller *self,
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

static gboolean
is_chosen (const char *const *feeds,
           const char        *id)
{
  return feeds == NULL || g_strv_contains (feeds, id);
}

/* Of the feeds that nobody named only those that serve the symbol now; a named one has it, or has listings of no exchange of ours. */
static gboolean
has_symbol (const PenstockFailoverOrder *order,
            const PenstockProvider      *provider,
            const char                  *symbol,
            gboolean                     named)
{
  if (!named)
    return penstock_question_by_symbol (provider) && provider->rhythm != PENSTOCK_RHYTHM_REQUEST &&
           penstock_failover_order_wants (order, provider, symbol);

  return provider->rhythm == PENSTOCK_RHYTHM_REQUEST || penstock_provider_covers (provider, symbol);
}

static void
add_registrant (PenstockPoller         *self,
                PenstockGroup          *group,
                const PenstockProvider *provider,
                const char             *symbol)
{
  const int company = penstock_chain_find_symbol (self->engine->chain, symbol);

  if (company < 0 || self->engine->chain->companies[company].cik == 0)
    return;
  if (provider->parts == NULL)
    penstock_poller_add (self, penstock_question_new_registrant (self->engine, provider, (guint)company, NULL), group, NULL);
  for (guint k = 0; provider->parts != NULL && provider->parts[k] != NULL; k++)
    penstock_poller_add (self, penstock_question_new_registrant (self->engine, provider, (guint)company, provider->parts[k]), group, NULL);
}

/* As many questions as it takes: at most so many listings each. */
static void
add_in_groups (PenstockPoller         *self,
               PenstockGroup          *group,
               const PenstockProvider *provider,
               GPtrArray              *symbols)
{
  const guint most = MAX (provider->most_listings, 1);

  for (guint first = 0; first < symbols->len; first += most)
    {
      g_autoptr(GPtrArray) some = g_ptr_array_new ();
      g_autofree char *key = NULL;

      for (guint i = first; i < MIN (first + most, symbols->len); i++)
        g_ptr_array_add (some, g_ptr_array_index (symbols, i));
      g_ptr_array_add (some, NULL);
      key = some->len == 2 ? penstock_question_dup_key (self->engine, provider, some->pdata[0]) : g_strjoinv (",", (char **)some->pdata);
      penstock_poller_add (self, penstock_question_new_symbols (self->engine, provider, (const char *const *)some->pdata, key), group, NULL);
    }
}

static void
add_listings (PenstockPoller              *self,
              PenstockGroup               *group,
              const PenstockProvider      *provider,
              const PenstockFailoverOrder *order,
              gboolean                     named,
              const char *const           *symbols)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  for (guint k = 0; symbols[k] != NULL; k++)
    if (has_symbol (order, provider, symbols[k], named))
      g_ptr_array_add (all, (gpointer)symbols[k]);

  if (provider->asks == PENSTOCK_ASKS_LISTINGS)
    add_in_groups (self, group, provider, all);
  else
    for (guint k = 0; k < all->len; k++)
      penstock_poller_add (self, penstock_question_new_symbol (self->engine, provider, g_ptr_array_index (all, k)), group, NULL);
}

static void
add_symbols (PenstockPoller    *self,
             PenstockGroup     *group,
             const char *const *feeds,
             const char *const *symbols)
{
  PenstockFailoverOrder order;

  penstock_failover_order_init (&order, self->engine);
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockProvider *provider = penstock_providers[i];

      if (!is_chosen (feeds, provider->id) || !penstock_engine_is_enabled (self->engine, provider->id))
        continue;
      /* Who names a feed without its key hears that it needs one. */
      if (feeds == NULL && !penstock_preference_is_usable (self->engine, provider))
        continue;

      if (provider->asks == PENSTOCK_ASKS_LISTING || provider->asks == PENSTOCK_ASKS_LISTINGS)
        add_listings (self, group, provider, &order, feeds != NULL, symbols);
      else if (feeds != NULL && provider->asks == PENSTOCK_ASKS_REGISTRANT)
        for (guint k = 0; symbols[k] != NULL; k++)
          add_registrant (self, group, provider, symbols[k]);
      else if (feeds != NULL && (provider->asks == PENSTOCK_ASKS_ADDRESS || provider->asks == PENSTOCK_ASKS_WORDS))
        for (guint k = 0; symbols[k] != NULL; k++)
          penstock_poller_add (self, penstock_question_new_words (self->engine, provider, symbols[k]), group, NULL);
      else if (feeds != NULL && provider->asks == PENSTOCK_ASKS_TABLE)
        penstock_poller_add (self, penstock_question_new_table (self->engine, provider), group, (char **)symbols);
    }
}

static void
add_due (PenstockPoller    *self,
         PenstockGroup     *group,
         const char *const *feeds,
         gboolean           force)
{
  const gint64 now = penstock_clock_now (self->engine->clock);
  g_autoptr(GPtrArray) questions = NULL;

  /* What the timetable would have asked in its own time is wanted now. */
  penstock_poller_drop (self, feeds, FALSE);
  questions = penstock_questions_list (self->engine, force, self->answered_again);
  for (guint i = 0; i < questions->len;)
    {
      const PenstockQuestion *question = g_ptr_array_index (questions, i);

      if (is_chosen (feeds, question->provider->id) && question->due <= now && !penstock_poller_is_asking (self, question))
        penstock_poller_add (self, g_ptr_array_steal_index (questions, i), group, NULL);
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
  penstock_poller_pump (self);
  penstock_group_one_less (self, group);
}
