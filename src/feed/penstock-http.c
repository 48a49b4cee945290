/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-budget.h"
#include "penstock-http.h"
#include "penstock-read-private.h"
#include "penstock-transfer-private.h"

#include <glib/gi18n.h>

#define DEFAULT_TIMEOUT    30 /* seconds */
#define LOOPBACK_PARALLEL  8

/* One host, or several that share a budget: who waits for it, and when it may be asked again. */
typedef struct
{
  PenstockHttp   *http;      /* borrowed: it owns us */
  PenstockBudget  budget;
  GQueue          waiting;   /* Job, owned */
  guint           running;
  guint           timer;     /* until the next request may go */
} Host;

struct _PenstockHttp
{
  GObject        parent_instance;

  /* Set once at construction */
  PenstockClock *clock;
  SoupSession   *session;

  GHashTable    *base_urls;  /* provider id → char*, where it is not the provider's own */
  GHashTable    *hosts;      /* host key → Host */
  guint          timeout;    /* seconds */
};

G_DEFINE_FINAL_TYPE (PenstockHttp, penstock_http, G_TYPE_OBJECT)

enum { HOST_STATE_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* One question, from the call to the answer. */
typedef struct
{
  GTask                  *task;      /* owned; keeps the PenstockHttp alive */
  Host                   *host;      /* borrowed */
  const PenstockProvider *provider;
  PenstockQuery           query;     /* its subject is @fetch's */
  PenstockRequest         request;
  char                   *if_none_match, *if_modified_since;
  gboolean                loopback;
  GSource                *cancelled; /* while it waits */
  gint64                  started_us;
  PenstockTransfer       *transfer;  /* once answered */
  PenstockFetch          *fetch;
} Job;

static void pump (Host *host);

static void
host_free (Host *host)
{
  g_clear_handle_id (&host->timer, g_source_remove);
  g_free (host);
}

static void
forget_cancelled (Job *job)
{
  if (job->cancelled != NULL)
    g_source_destroy (job->cancelled);
  g_clear_pointer (&job->cancelled, g_source_unref);
}

static void
job_free (Job *job)
{
  forget_cancelled (job);
  penstock_request_clear (&job->request);
  g_free (job->if_none_match);
  g_free (job->if_modified_since);
  g_clear_pointer (&job->transfer, penstock_transfer_free);
  g_clear_pointer (&job->fetch, penstock_fetch_free);
  g_clear_object (&job->task);
  g_free (job);
}

static void
penstock_http_finalize (GObject *object)
{
  PenstockHttp *self = PENSTOCK_HTTP (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->session);
  g_clear_pointer (&self->base_urls, g_hash_table_unref);
  g_clear_pointer (&self->hosts, g_hash_table_unref);

  G_OBJECT_CLASS (penstock_http_parent_class)->finalize (object);
}

static void
penstock_http_class_init (PenstockHttpClass *class)
{
  G_OBJECT_CLASS (class)->finalize = penstock_http_finalize;

  signals[HOST_STATE_CHANGED] = g_signal_new ("host-state-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
penstock_http_init (PenstockHttp *self)
{
  self->timeout = DEFAULT_TIMEOUT;
  self->base_urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)host_free);
  /* No cookies, no cache: what is stored is the store's. The time limit is ours, over the whole request. */
  self->session = soup_session_new_with_options ("max-conns-per-host", LOOPBACK_PARALLEL,
                                                 "max-conns", 4 * LOOPBACK_PARALLEL,
                                                 "timeout", 0,
                                                 NULL);
}

PenstockHttp *
penstock_http_new (PenstockClock *clock)
{
  PenstockHttp *self;

  g_return_val_if_fail (PENSTOCK_IS_CLOCK (clock), NULL);

  self = g_object_new (PENSTOCK_TYPE_HTTP, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

void
penstock_http_set_base_url (PenstockHttp           *self,
                            const PenstockProvider *provider,
                            const char             *base_url)
{
  gsize length;

  g_return_if_fail (PENSTOCK_IS_HTTP (self) && provider != NULL);

  if (base_url == NULL)
    {
      g_hash_table_remove (self->base_urls, provider->id);
      return;
    }

  for (length = strlen (base_url); length > 0 && base_url[length - 1] == '/';)
    length--;
  g_hash_table_replace (self->base_urls, g_strdup (provider->id), g_strndup (base_url, length));
}

const char *
penstock_http_get_base_url (PenstockHttp           *self,
                            const PenstockProvider *provider)
{
  const char *base_url;

  g_return_val_if_fail (PENSTOCK_IS_HTTP (self) && provider != NULL, NULL);

  base_url = g_hash_table_lookup (self->base_urls, provider->id);
  return base_url != NULL ? base_url : provider->base_url;
}

void
penstock_http_set_timeout (PenstockHttp *self,
                           guint         seconds)
{
  g_return_if_fail (PENSTOCK_IS_HTTP (self) && seconds > 0);

  self->timeout = seconds;
}

/* -- hosts -- */

static Host *
ensure_host (PenstockHttp *self,
             const char   *host_key)
{
  Host *host = g_hash_table_lookup (self->hosts, host_key);

  if (host == NULL)
    {
      host = g_new0 (Host, 1);
      host->http = self;
      g_queue_init (&host->waiting);
      penstock_budget_init (&host->budget, host_key);
      g_hash_table_insert (self->hosts, g_strdup (host_key), host);
    }

  return host;
}

static const PenstockPolicy *
find_policy (const char *host_key)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    if (g_str_equal (penstock_providers[i]->policy->host_key, host_key))
      return penstock_providers[i]->policy;

  return NULL;
}

gboolean
penstock_http_get_host_state (PenstockHttp      *self,
                              const char        *host_key,
                              PenstockHostState *state)
{
  Host *host;

  g_return_val_if_fail (PENSTOCK_IS_HTTP (self) && host_key != NULL && state != NULL, FALSE);

  host = g_hash_table_lookup (self->hosts, host_key);
  if (host != NULL)
    *state = host->budget.state;

  return host != NULL;
}

void
penstock_http_set_host_state (PenstockHttp            *self,
                              const PenstockHostState *state)
{
  Host *host;

  g_return_if_fail (PENSTOCK_IS_HTTP (self) && state != NULL && state->host_key[0] != '\0');

  host = ensure_host (self, state->host_key);
  penstock_budget_restore (&host->budget, state, find_policy (state->host_key), penstock_clock_now (self->clock), g_get_monotonic_time ());
  pump (host);
}

static void
emit_changed (Host *host)
{
  g_signal_emit (host->http, signals[HOST_STATE_CHANGED], 0, host->budget.state.host_key);
}

/* -- a job's end -- */

/* Takes @job. */
static void
return_fetch (Job *job)
{
  g_task_return_pointer (job->task, g_steal_pointer (&job->fetch), (GDestroyNotify)penstock_fetch_free);
  job_free (job);
}

/* Takes @job, which never went out. */
static void
return_refused (Job        *job,
                gint64      until,
                const char *reason)
{
  job->fetch->outcome = PENSTOCK_OUTCOME_REFUSED;
  job->fetch->next_try = until;
  job->fetch->reason = g_strdup (reason);
  return_fetch (job);
}

/* The answer is known: what it means for the host, then for the caller. Takes @job. */
static void
settle (Job *job)
{
  Host *host = job->host;
  PenstockFetch *fetch = job->fetch;
  gint64 now = penstock_clock_now (host->http->clock);
  gint64 retry_after = penstock_budget_retry_after (job->transfer->retry_after, now);

  /* A host that is overloaded and says until when asks to be left alone. */
  if (fetch->outcome == PENSTOCK_OUTCOME_BROKEN && fetch->status == 503 && retry_after > 0)
    fetch->outcome = PENSTOCK_OUTCOME_REFUSED;

  if (fetch->outcome == PENSTOCK_OUTCOME_REFUSED)
    {
      penstock_budget_refused (&host->budget, job->provider->policy, now, retry_after, g_random_double ());
      fetch->next_try = host->budget.state.refused_until;
      emit_changed (host);
    }
  else if (fetch->outcome != PENSTOCK_OUTCOME_BROKEN && penstock_budget_answered (&host->budget))
    {
      emit_changed (host);
    }

  fetch->ms = (double)(g_get_monotonic_time () - job->started_us) / 1000.0;
  host->running--;
  pump (host);
  return_fetch (job);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Job *job = user_data;
  g_autoptr(PenstockRead) read = penstock_read_finish (result);

  job->fetch->outcome = read->outcome;
  job->fetch->reason = g_steal_pointer (&read->reason);
  if (read->outcome == PENSTOCK_OUTCOME_DATA || (read->outcome == PENSTOCK_OUTCOME_EMPTY && read->batch->has_quote))
    {
      job->fetch->batch = g_steal_pointer (&read->batch);
      job->fetch->rows = job->fetch->batch->kept;
    }
  settle (job);
}

static void
transferred_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Job *job = user_data;
  PenstockFetch *fetch = job->fetch;
  g_autoptr(GError) error = NULL;

  job->transfer = penstock_transfer_finish (result, &error);
  if (job->transfer == NULL)
    {
      Host *host = job->host;

      host->running--;
      pump (host);
      g_task_return_error (job->task, g_steal_pointer (&error));
      job_free (job);
      return;
    }

  fetch->status = job->transfer->status;
  fetch->bytes = g_bytes_get_size (job->transfer->body);
  fetch->etag = g_strdup (job->transfer->etag);
  fetch->last_modified = g_strdup (job->transfer->last_modified);

  if (job->transfer->fault != NULL)
    {
      fetch->outcome = PENSTOCK_OUTCOME_BROKEN;
      fetch->reason = g_strdup (job->transfer->fault);
      settle (job);
    }
  else if (fetch->status == 304)
    {
      fetch->outcome = PENSTOCK_OUTCOME_EMPTY;
      fetch->not_modified = TRUE;
      fetch->reason = g_strdup (_("nothing has changed"));
      settle (job);
    }
  else
    {
      penstock_read_async (job->provider, &job->query, job->transfer, penstock_clock_now (job->host->http->clock), read_cb, job);
    }
}

/* -- a job's beginning -- */

static void
start (Job *job)
{
  Host *host = job->host;
  PenstockHttp *self = host->http;

  forget_cancelled (job);
  host->running++;
  job->started_us = g_get_monotonic_time ();
  penstock_budget_asked (&host->budget, penstock_clock_now (self->clock), job->started_us);
  penstock_transfer_async (self->session, &job->request, job->provider->policy, job->if_none_match, job->if_modified_since, self->timeout,
                           g_task_get_cancellable (job->task), transferred_cb, job);
  emit_changed (host);
}

static gboolean
timer_cb (gpointer user_data)
{
  Host *host = user_data;

  host->timer = 0;
  pump (host);
  return G_SOURCE_REMOVE;
}

/* Until when the job's host is not to be asked, and why; 0 = it may. */
static gint64
find_refusal (const Job   *job,
              const char **reason)
{
  const PenstockBudget *budget = &job->host->budget;
  gint64 now = penstock_clock_now (job->host->http->clock);
  gint64 until = penstock_budget_refused_until (budget, now);

  *reason = _("the source refuses us for the time being");
  if (until == 0 && !job->loopback)
    {
      until = penstock_budget_spent_until (budget, job->provider->policy, now);
      *reason = _("the hour’s requests to this source are spent");
    }

  return until;
}

/* Lets go whoever may go. In order: nobody overtakes. */
static void
pump (Host *host)
{
  g_autoptr(PenstockHttp) alive = g_object_ref (host->http);

  for (Job *job; (job = g_queue_peek_head (&host->waiting)) != NULL;)
    {
      const char *reason;
      gint64 until = find_refusal (job, &reason), wait_us;

      if (until != 0)
        {
          g_queue_pop_head (&host->waiting);
          return_refused (job, until, reason);
          continue;
        }
      if (host->running >= (job->loopback ? LOOPBACK_PARALLEL : 1) || host->timer != 0)
        return;

      wait_us = job->loopback ? 0 : penstock_budget_wait (&host->budget, job->provider->policy, g_get_monotonic_time ());
      if (wait_us > 0)
        {
          host->timer = g_timeout_add ((guint)(wait_us / 1000) + 1, timer_cb, host);
          return;
        }

      g_queue_pop_head (&host->waiting);
      start (job);
    }
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Job *job = user_data;

  g_queue_remove (&job->host->waiting, job);
  g_task_return_error_if_cancelled (job->task);
  job_free (job);
  return G_SOURCE_REMOVE;
}

static void
watch_cancelled (Job          *job,
                 GCancellable *cancellable)
{
  job->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (job->cancelled, G_SOURCE_FUNC (cancelled_cb), job, NULL);
  g_source_attach (job->cancelled, g_main_context_get_thread_default ());
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
  Job *job;

  g_return_if_fail (PENSTOCK_IS_HTTP (self) && provider != NULL && query != NULL);

  job = g_new0 (Job, 1);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, penstock_http_fetch_async);
  if (g_task_return_error_if_cancelled (job->task))
    {
      job_free (job);
      return;
    }

  job->host = ensure_host (self, provider->policy->host_key);
  job->provider = provider;
  job->fetch = g_new0 (PenstockFetch, 1);
  job->fetch->provider = provider;
  job->fetch->subject = g_strdup (query->subject);
  job->query = *query;
  job->query.subject = job->fetch->subject;
  provider->build_request (penstock_http_get_base_url (self, provider), &job->query, &job->request);
  job->loopback = penstock_transfer_is_loopback (job->request.uri);
  job->fetch->uri = penstock_transfer_dup_public_uri (job->request.uri);
  if (validator != NULL && job->fetch->uri != NULL && g_strcmp0 (validator->uri, job->fetch->uri) == 0)
    {
      job->if_none_match = g_strdup (validator->etag);
      job->if_modified_since = g_strdup (validator->last_modified);
    }

  if (cancellable != NULL)
    watch_cancelled (job, cancellable);
  g_queue_push_tail (&job->host->waiting, job);
  pump (job->host);
}

PenstockFetch *
penstock_http_fetch_finish (PenstockHttp  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
