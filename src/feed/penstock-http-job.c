/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "penstock-http-private.h"
#include "penstock-read-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_REDIRECTS 5
#define MOST_FAILURES  4096 /* questions whose failures are counted; beyond that counting begins anew */

void
penstock_http_job_free (PenstockHttpJob *job)
{
  penstock_request_clear (&job->request);
  g_free (job->subject);
  g_free (job->symbol);
  if (job->key != NULL)
    explicit_bzero (job->key, strlen (job->key));
  g_free (job->key);
  g_free (job->if_none_match);
  g_free (job->if_modified_since);
  g_free (job->callers_etag);
  g_free (job->callers_last_modified);
  g_free (job->moved_to);
  g_clear_pointer (&job->sources, penstock_sources_unref);
  g_clear_pointer (&job->entry, penstock_cache_entry_free);
  g_clear_pointer (&job->transfer, penstock_transfer_free);
  g_clear_pointer (&job->fetch, penstock_fetch_free);
  g_clear_object (&job->task);
  g_free (job);
}

PenstockHttp *
penstock_http_job_get_http (const PenstockHttpJob *job)
{
  return g_task_get_source_object (job->task);
}

gint64
penstock_http_job_now (const PenstockHttpJob *job)
{
  return penstock_clock_now (penstock_http_job_get_http (job)->clock);
}

/* Whatever a source says, or a parser quotes of it: the key is not in it. */
static void
strip_key (PenstockHttpJob *job)
{
  PenstockBatch *batch = job->fetch->batch;

  penstock_http_strip_key (&job->fetch->reason, job->key);
  for (guint i = 0; batch != NULL && job->key != NULL && i < batch->rejected->len; i++)
    penstock_http_strip_key (&g_array_index (batch->rejected, PenstockRejection, i).reason, job->key);
}

/* -- a job's end -- */

/* Takes @job. */
void
penstock_http_job_return (PenstockHttpJob *job)
{
  strip_key (job);
  g_task_return_pointer (job->task, g_steal_pointer (&job->fetch), (GDestroyNotify)penstock_fetch_free);
  penstock_http_job_free (job);
}

void
penstock_http_job_refuse (PenstockHttpJob *job,
                          gint64           until,
                          const char      *reason)
{
  job->fetch->outcome = PENSTOCK_OUTCOME_REFUSED;
  job->fetch->next_try = until;
  job->fetch->reason = g_strdup (reason);
  penstock_http_job_return (job);
}

void
penstock_http_job_cancel (PenstockHttpJob *job)
{
  g_task_return_error_if_cancelled (job->task);
  penstock_http_job_free (job);
}

static gboolean
is_use (PenstockOutcome outcome)
{
  return outcome == PENSTOCK_OUTCOME_DATA || outcome == PENSTOCK_OUTCOME_EMPTY;
}

/* How often in a row this question was answered with nothing of use, this time included. What somebody typed is not counted: it hardly comes twice. */
static guint
count_failure (PenstockHttpJob *job)
{
  GHashTable *failures = penstock_http_job_get_http (job)->failures;
  const char *subject = job->fetch->subject != NULL ? job->fetch->subject : "";
  g_autofree char *question = g_strdup_printf ("%s\n%s\n%d", job->provider->id, subject, (int)job->query.month);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (failures, question));

  if (is_use (job->fetch->outcome))
    {
      g_hash_table_remove (failures, question);
      return 0;
    }
  if (job->fetch->outcome == PENSTOCK_OUTCOME_REFUSED)
    return n; /* the host's budget sees to that */
  if (job->provider->asks == PENSTOCK_ASKS_WORDS)
    return 1;

  if (n == 0 && g_hash_table_size (failures) >= MOST_FAILURES)
    g_hash_table_remove_all (failures);
  n = MIN (n + 1, 64u);
  g_hash_table_insert (failures, g_steal_pointer (&question), GUINT_TO_POINTER (n));
  return n;
}

/* What the outcome means for the next time. */
static void
settle_next_try (PenstockHttpJob *job)
{
  PenstockHttpHost *host = job->host;
  PenstockFetch *fetch = job->fetch;
  const gint64 retry_after = penstock_budget_retry_after (job->transfer->retry_after, job->transfer->date, penstock_http_job_now (job));
  guint failures;

  /* A host that is overloaded and says until when asks to be left alone. */
  if (fetch->outcome == PENSTOCK_OUTCOME_BROKEN && fetch->status == 503 && retry_after > 0)
    fetch->outcome = PENSTOCK_OUTCOME_REFUSED;

  failures = count_failure (job);
  if (fetch->outcome == PENSTOCK_OUTCOME_REFUSED)
    {
      penstock_http_host_refused (host, job->policy, retry_after);
      fetch->next_try = penstock_http_host_refused_until (host);
    }
  else if (fetch->outcome == PENSTOCK_OUTCOME_BROKEN)
    fetch->next_try = penstock_http_job_now (job) + penstock_budget_pause (job->policy, failures, g_random_double ());
  else if (penstock_budget_answered (&host->budget))
    penstock_http_host_emit (host);
}

/* The answer is known: what it means for the host, then for the caller. Takes @job. */
void
penstock_http_job_settle (PenstockHttpJob *job)
{
  PenstockFetch *fetch = job->fetch;

  settle_next_try (job);
  /* A publisher who takes a feed away means it; a vendor's table that is gone today is a fault of today. */
  fetch->gone = fetch->status == 410 && job->provider->asks == PENSTOCK_ASKS_ADDRESS;
  if (is_use (fetch->outcome))
    fetch->moved_to = g_steal_pointer (&job->moved_to);
  fetch->ms = (double)(g_get_monotonic_time () - job->started_us) / 1000.0;
  penstock_http_host_release (job->host);
  penstock_http_job_return (job);
}

/* Takes @job. */
static void
settle_broken (PenstockHttpJob *job,
               const char      *reason)
{
  job->fetch->outcome = PENSTOCK_OUTCOME_BROKEN;
  job->fetch->reason = g_strdup (reason);
  penstock_http_job_settle (job);
}

void
penstock_http_job_take_read (PenstockHttpJob *job,
                             PenstockRead    *read)
{
  PenstockFetch *fetch = job->fetch;

  fetch->outcome = read->outcome;
  g_free (fetch->reason);
  fetch->reason = g_steal_pointer (&read->reason);
  if (read->outcome == PENSTOCK_OUTCOME_DATA || (read->outcome == PENSTOCK_OUTCOME_EMPTY && read->batch->quotes->len > 0))
    {
      fetch->batch = g_steal_pointer (&read->batch);
      fetch->rows = fetch->batch->kept;
    }
}

void
penstock_http_job_read (PenstockHttpJob     *job,
                        gint64               now,
                        GAsyncReadyCallback  callback)
{
  job->query.charset = job->transfer->charset;
  job->fetch->bytes = g_bytes_get_size (job->transfer->body);
  penstock_read_async (job->provider, &job->query, job->transfer, now, callback, job);
}

/* -- the answer -- */

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  PenstockHttpJob *job = user_data;
  g_autoptr(PenstockRead) read = penstock_read_finish (result);

  penstock_http_job_take_read (job, read);
  penstock_http_keep (job);
  penstock_http_job_settle (job);
}

static gboolean
is_redirect (guint status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Takes @job. The user's own addresses may lead anywhere; a source that has an address of its own, or is shown a key, stays in its domain. */
static void
follow (PenstockHttpJob *job)
{
  const gboolean wide = job->provider->asks == PENSTOCK_ASKS_ADDRESS && job->key == NULL;
  const guint status = job->transfer->status;
  g_autofree char *reason = NULL;
  char *target;

  if (++job->redirects > MOST_REDIRECTS)
    {
      settle_broken (job, _("sent in circles"));
      return;
    }
  target = penstock_http_redirect (job->request.uri, job->transfer->location, wide, &reason);
  if (target == NULL)
    {
      settle_broken (job, reason);
      return;
    }

  job->temporary |= status != 301 && status != 308;
  if (job->provider->asks == PENSTOCK_ASKS_ADDRESS && !job->temporary)
    {
      g_free (job->moved_to);
      job->moved_to = g_strdup (target);
    }
  g_free (job->request.uri);
  job->request.uri = target;
  g_clear_pointer (&job->transfer, penstock_transfer_free);
  penstock_http_job_start (job);
}

void
penstock_http_job_take_validators (PenstockHttpJob *job)
{
  PenstockFetch *fetch = job->fetch;

  g_free (fetch->etag);
  g_free (fetch->last_modified);
  fetch->etag = g_strdup (job->transfer->etag);
  fetch->last_modified = g_strdup (job->transfer->last_modified);
}

static void
transferred_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  PenstockHttpJob *job = user_data;
  PenstockFetch *fetch = job->fetch;
  g_autoptr(GError) error = NULL;

  job->transfer = penstock_transfer_finish (result, &error);
  if (job->transfer == NULL)
    {
      penstock_http_host_release (job->host);
      g_task_return_error (job->task, g_steal_pointer (&error));
      penstock_http_job_free (job);
      return;
    }

  fetch->status = job->transfer->status;
  fetch->reached = job->transfer->reached;
  fetch->bytes = g_bytes_get_size (job->transfer->body);
  penstock_http_job_take_validators (job);

  if (job->transfer->fault != NULL)
    settle_broken (job, job->transfer->fault);
  else if (fetch->status == 304 && job->if_none_match == NULL && job->if_modified_since == NULL)
    settle_broken (job, _("the source says that nothing has changed, though it was not asked that (304)"));
  else if (fetch->status == 304)
    penstock_http_take_unchanged (job);
  else if (is_redirect (fetch->status) && job->policy->follow_redirects && job->transfer->location != NULL)
    follow (job);
  else
    penstock_http_job_read (job, penstock_http_job_now (job), read_cb);
}

/* -- a job's beginning -- */

/* Whole seconds that are left of the whole request, at least one. */
static guint
find_time_left (const PenstockHttpJob *job)
{
  const gint64 used = (g_get_monotonic_time () - job->started_us) / G_USEC_PER_SEC;

  return (guint)MAX ((gint64)penstock_http_job_get_http (job)->timeout - used, 1);
}

void
penstock_http_job_start (PenstockHttpJob *job)
{
  if (job->redirects == 0)
    job->started_us = g_get_monotonic_time ();
  penstock_transfer_async (penstock_http_job_get_http (job)->session, &job->request, job->policy, job->if_none_match, job->if_modified_since,
                           find_time_left (job), g_task_get_cancellable (job->task), transferred_cb, job);
}
