/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-http-private.h"

#include <glib/gi18n.h>

/* How a question meets what is kept of its earlier answer (penstock-cache.h): good enough not to ask, to ask by, or to heal by. */

#define LONGEST_FRESH 3600 /* seconds: whatever an answer says of itself */

/* -- Cache-Control -- */

static gboolean
may_keep (const char *cache_control)
{
  g_autoptr(GHashTable) words = cache_control != NULL ? soup_header_parse_param_list (cache_control) : NULL;

  return words == NULL || !g_hash_table_contains (words, "no-store");
}

static guint
find_max_age (const char *cache_control)
{
  g_autoptr(GHashTable) words = cache_control != NULL ? soup_header_parse_param_list (cache_control) : NULL;
  const char *text = words != NULL && !g_hash_table_contains (words, "no-cache") ? g_hash_table_lookup (words, "max-age") : NULL;
  guint64 seconds = 0;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &seconds, NULL))
    seconds = 0;

  return (guint)MIN (seconds, LONGEST_FRESH);
}

/* -- what is kept -- */

static char *
dup_cache_name (const PenstockHttpJob *job)
{
  return penstock_cache_dup_name (job->provider->id, job->fetch->uri);
}

/* Only what can be of use again: with a validator, or good for some time. Only an empty answer takes away what was kept. */
void
penstock_http_keep (PenstockHttpJob *job)
{
  PenstockHttp *self = penstock_http_job_get_http (job);
  const PenstockTransfer *transfer = job->transfer;
  const guint max_age = find_max_age (transfer->cache_control);
  g_autofree char *name = NULL;
  PenstockCacheEntry *entry;

  if (self->cache == NULL || transfer->status != 200 || job->fetch->uri == NULL)
    return;

  name = dup_cache_name (job);
  if (job->fetch->outcome == PENSTOCK_OUTCOME_EMPTY)
    penstock_cache_remove (self->cache, name);
  if (job->fetch->outcome != PENSTOCK_OUTCOME_DATA || !may_keep (transfer->cache_control) ||
      (transfer->etag == NULL && transfer->last_modified == NULL && max_age == 0))
    return;

  entry = g_new0 (PenstockCacheEntry, 1);
  *entry = (PenstockCacheEntry) {
    .etag = g_strdup (transfer->etag), .last_modified = g_strdup (transfer->last_modified), .content_type = g_strdup (transfer->content_type),
    .charset = g_strdup (transfer->charset), .fetched_at = penstock_http_job_now (job), .max_age = max_age, .body = g_bytes_ref (transfer->body),
  };
  penstock_cache_put (self->cache, name, entry);
}

/* As if it had just come in. */
static PenstockTransfer *
transfer_of_entry (PenstockCacheEntry *entry)
{
  PenstockTransfer *transfer = g_new0 (PenstockTransfer, 1);

  transfer->status = 200;
  transfer->content_type = g_strdup (entry->content_type);
  transfer->charset = g_strdup (entry->charset);
  transfer->etag = g_strdup (entry->etag);
  transfer->last_modified = g_strdup (entry->last_modified);
  transfer->body = g_bytes_ref (entry->body);
  return transfer;
}

/* Rows out of what was kept were first seen when it was fetched. */
static void
read_entry (PenstockHttpJob     *job,
            GAsyncReadyCallback  callback)
{
  g_clear_pointer (&job->transfer, penstock_transfer_free);
  job->transfer = transfer_of_entry (job->entry);
  penstock_http_job_read (job, MIN (penstock_http_job_now (job), job->entry->fetched_at), callback);
}

/* -- nothing has changed -- */

static void
settle_unchanged (PenstockHttpJob *job)
{
  job->fetch->outcome = PENSTOCK_OUTCOME_EMPTY;
  job->fetch->not_modified = TRUE;
  g_free (job->fetch->reason);
  job->fetch->reason = g_strdup (_("nothing has changed"));
  penstock_http_job_settle (job);
}

/* What was kept is still what the source has: rows that were lost elsewhere heal by it. */
static void
read_unchanged_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  PenstockHttpJob *job = user_data;
  g_autoptr(PenstockRead) read = penstock_read_finish (result);

  if (read->outcome != PENSTOCK_OUTCOME_DATA)
    {
      settle_unchanged (job);
      return;
    }

  penstock_http_job_take_read (job, read);
  job->fetch->not_modified = TRUE;
  penstock_http_job_settle (job);
}

static void
forget_validators (PenstockHttpJob *job)
{
  g_clear_pointer (&job->if_none_match, g_free);
  g_clear_pointer (&job->if_modified_since, g_free);
}

static gboolean
caller_has_it (const PenstockHttpJob *job)
{
  return job->callers_etag != NULL || job->callers_last_modified != NULL;
}

/* We asked by what we keep, and what we keep turns out to be damaged: the whole of it again, unless the caller has it anyway. */
static void
found_unchanged_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  PenstockHttpJob *job = user_data;

  g_clear_pointer (&job->entry, penstock_cache_entry_free);
  job->entry = penstock_cache_find_finish (result);
  if (job->entry != NULL)
    {
      read_entry (job, read_unchanged_cb);
      return;
    }
  if (caller_has_it (job))
    {
      settle_unchanged (job);
      return;
    }

  forget_validators (job);
  job->fetch->status = 0;
  g_clear_pointer (&job->transfer, penstock_transfer_free);
  job->host->running--;
  penstock_http_host_enqueue (job->host, job);
}

void
penstock_http_take_unchanged (PenstockHttpJob *job)
{
  PenstockHttp *self = penstock_http_job_get_http (job);
  g_autofree char *name = NULL;

  if (self->cache == NULL || job->entry == NULL)
    {
      settle_unchanged (job);
      return;
    }

  name = dup_cache_name (job);
  penstock_cache_find_async (self->cache, name, TRUE, found_unchanged_cb, job);
}

/* -- before anybody is asked -- */

/* Asks by the validators of what is kept, which comes with its body; else by the caller's. */
static void
set_validators (PenstockHttpJob *job)
{
  const PenstockCacheEntry *entry = job->entry;
  const gboolean kept = entry != NULL && (entry->etag != NULL || entry->last_modified != NULL);

  job->if_none_match = g_strdup (kept ? entry->etag : job->callers_etag);
  job->if_modified_since = g_strdup (kept ? entry->last_modified : job->callers_last_modified);
}

/* Takes @job. */
static void
ask (PenstockHttpJob *job)
{
  set_validators (job);
  penstock_http_host_enqueue (job->host, job);
}

/* A program that was updated since may think less of it: then it is asked for again. */
static void
read_fresh_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  PenstockHttpJob *job = user_data;
  g_autoptr(PenstockRead) read = penstock_read_finish (result);

  if (read->outcome != PENSTOCK_OUTCOME_DATA)
    {
      g_clear_pointer (&job->entry, penstock_cache_entry_free);
      g_clear_pointer (&job->transfer, penstock_transfer_free);
      ask (job);
      return;
    }

  penstock_http_job_take_read (job, read);
  job->fetch->status = job->transfer->status;
  job->fetch->from_cache = TRUE;
  penstock_http_job_take_validators (job);
  penstock_http_job_return (job);
}

static void
found_fresh_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  PenstockHttpJob *job = user_data;

  g_clear_pointer (&job->entry, penstock_cache_entry_free);
  job->entry = penstock_cache_find_finish (result);
  if (job->entry != NULL)
    read_entry (job, read_fresh_cb);
  else
    ask (job);
}

/* A clock that was set back makes nothing younger. */
static gboolean
is_fresh (const PenstockHttpJob *job)
{
  const gint64 age = job->entry != NULL ? penstock_http_job_now (job) - job->entry->fetched_at : -1;

  return age >= 0 && age < (gint64)job->entry->max_age;
}

static void
found_head_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  PenstockHttpJob *job = user_data;
  PenstockHttp *self = penstock_http_job_get_http (job);

  job->entry = penstock_cache_find_finish (result);
  if (g_task_return_error_if_cancelled (job->task))
    {
      penstock_http_job_free (job);
      return;
    }
  if (self->cache != NULL && is_fresh (job))
    {
      g_autofree char *name = dup_cache_name (job);

      penstock_cache_find_async (self->cache, name, TRUE, found_fresh_cb, job);
      return;
    }

  ask (job);
}

void
penstock_http_find_kept (PenstockHttpJob *job)
{
  PenstockHttp *self = penstock_http_job_get_http (job);
  g_autofree char *name = NULL;

  if (self->cache == NULL || job->fetch->uri == NULL)
    {
      ask (job);
      return;
    }

  name = dup_cache_name (job);
  penstock_cache_find_async (self->cache, name, FALSE, found_head_cb, job);
}
