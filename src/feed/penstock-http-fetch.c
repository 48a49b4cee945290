/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-http-private.h"

#include <glib/gi18n.h>

/* A question comes in and an answer goes out. */

/* For people: of a registrant its symbol too, of an archive the month. Owned; NULL for a table. */
static char *
dup_subject (const PenstockQuery *query)
{
  char month[16];

  if (query->symbol != NULL)
    return query->subject != NULL ? g_strdup_printf ("%s %s", query->symbol, query->subject) : g_strdup (query->symbol);
  if (query->month != 0 && query->subject != NULL)
    return g_strdup_printf ("%s %s", query->subject, penstock_period_format (query->month, 12, month));

  return g_strdup (query->subject);
}

/* Everything borrowed by the caller's query is ours from here on; the key is the one we were given for this feed and no other. */
static void
copy_query (PenstockHttp        *self,
            PenstockHttpJob     *job,
            const PenstockQuery *query)
{
  job->fetch->subject = dup_subject (query);
  job->subject = g_strdup (query->subject);
  job->symbol = g_strdup (query->symbol);
  job->key = job->provider->key_need != PENSTOCK_KEY_NONE ? g_strdup (g_hash_table_lookup (self->keys, penstock_http_house (job->provider))) : NULL;
  job->query = *query;
  job->query.subject = job->subject;
  job->query.symbol = job->symbol;
  job->query.key = job->key;
  job->query.charset = NULL;
}

static PenstockHttpJob *
job_new (PenstockHttp           *self,
         const PenstockProvider *provider,
         const PenstockQuery    *query)
{
  PenstockHttpJob *job = g_new0 (PenstockHttpJob, 1);
  g_autofree char *host_key = penstock_http_dup_host_key (self, provider, query->subject);

  job->provider = provider;
  job->sources = self->sources != NULL ? penstock_sources_ref (self->sources) : NULL;
  job->policy = penstock_http_get_policy (self, provider);
  job->host = penstock_http_ensure_host (self, host_key);
  job->fetch = g_new0 (PenstockFetch, 1);
  job->fetch->provider = provider;
  copy_query (self, job, query);

  return job;
}

static void
build_request (PenstockHttp    *self,
               PenstockHttpJob *job)
{
  g_autofree char *public_uri = NULL;

  job->provider->build_request (penstock_http_get_base_url (self, job->provider), &job->query, &job->request);
  public_uri = penstock_transfer_dup_public_uri (job->request.uri);
  job->fetch->uri = penstock_http_without_key (public_uri, job->key);
  job->exempt = !self->strict && penstock_transfer_is_loopback (job->request.uri);
}

/* -- the certificates this system trusts -- */

/* Reading them takes GnuTLS a tenth of a second, the first time: not in the main loop. */
static void
load_trust_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  g_autoptr(GTlsDatabase) database = g_tls_backend_get_default_database (g_tls_backend_get_default ()); /* the backend keeps it */

  g_task_return_boolean (task, TRUE);
}

static void
loaded_trust_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  PenstockHttpJob *job = user_data;

  penstock_http_job_get_http (job)->knows_trust = TRUE;
  if (g_task_return_error_if_cancelled (job->task))
    penstock_http_job_free (job);
  else
    penstock_http_find_kept (job);
}

/* Takes @job. */
static void
prepare (PenstockHttp    *self,
         PenstockHttpJob *job)
{
  g_autoptr(GTask) task = NULL;

  if (self->knows_trust || job->request.uri == NULL || !g_str_has_prefix (job->request.uri, "https:"))
    {
      penstock_http_find_kept (job);
      return;
    }

  task = g_task_new (NULL, NULL, loaded_trust_cb, job);
  g_task_set_source_tag (task, prepare);
  g_task_run_in_thread (task, load_trust_in_thread);
}

void
penstock_http_fetch_async (PenstockHttp            *self,
                           const PenstockProvider  *provider,
                           const PenstockQuery     *query,
                           const PenstockValidator *validator,
                           GCancellable            *cancellable,
                           GAsyncReadyCallback      callback,
                           gpointer                 user_data)
{
  g_autoptr(GTask) task = NULL;
  PenstockHttpJob *job;

  g_return_if_fail (PENSTOCK_IS_HTTP (self) && provider != NULL && query != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, penstock_http_fetch_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  job = job_new (self, provider, query);
  job->task = g_steal_pointer (&task);
  if (provider->key_need == PENSTOCK_KEY_NEEDED && job->key == NULL)
    {
      penstock_http_job_refuse (job, 0, _("needs a key"));
      return;
    }

  build_request (self, job);
  if (validator != NULL && job->fetch->uri != NULL && g_strcmp0 (validator->uri, job->fetch->uri) == 0)
    {
      job->callers_etag = g_strdup (validator->etag);
      job->callers_last_modified = g_strdup (validator->last_modified);
    }
  prepare (self, job);
}

PenstockFetch *
penstock_http_fetch_finish (PenstockHttp  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
