/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-http-private.h"

#include <glib/gi18n.h>

#define LOOPBACK_PARALLEL 8

void
penstock_http_host_free (PenstockHttpHost *host)
{
  if (host->timer != 0)
    penstock_clock_remove_timeout (host->http->clock, host->timer);
  g_free (host);
}

PenstockHttpHost *
penstock_http_ensure_host (PenstockHttp *self,
                           const char   *host_key)
{
  PenstockHttpHost *host = g_hash_table_lookup (self->hosts, host_key);

  if (host == NULL)
    {
      host = g_new0 (PenstockHttpHost, 1);
      host->http = self;
      g_queue_init (&host->waiting);
      penstock_budget_init (&host->budget, host_key);
      g_hash_table_insert (self->hosts, g_strdup (host_key), host);
    }

  return host;
}

void
penstock_http_host_emit (PenstockHttpHost *host)
{
  g_signal_emit_by_name (host->http, "host-state-changed", host->budget.state.host_key);
}

gint64
penstock_http_host_refused_until (const PenstockHttpHost *host)
{
  PenstockClock *clock = host->http->clock;

  return penstock_budget_refused_until (&host->budget, penstock_clock_now (clock), penstock_clock_monotonic_us (clock));
}

void
penstock_http_host_refused (PenstockHttpHost     *host,
                            const PenstockPolicy *policy,
                            gint64                retry_after)
{
  PenstockClock *clock = host->http->clock;

  penstock_budget_refused (&host->budget, policy, penstock_clock_now (clock), penstock_clock_monotonic_us (clock), retry_after,
                           g_random_double ());
  penstock_http_host_emit (host);
}

/* -- whose turn it is -- */

static void
timer_cb (gpointer user_data)
{
  PenstockHttpHost *host = user_data;

  host->timer = 0;
  penstock_http_host_pump (host);
}

/* Until when the job's host is not to be asked, and why; 0 = it may. */
static gint64
find_refusal (const PenstockHttpJob  *job,
              const char            **reason)
{
  const PenstockBudget *budget = &job->host->budget;
  const gint64 now = penstock_clock_now (job->host->http->clock);
  gint64 until = penstock_http_host_refused_until (job->host);

  *reason = _("the source refuses us for the time being");
  if (until == 0 && !job->exempt && (until = penstock_budget_day_spent_until (budget, job->policy, now)) != 0)
    *reason = _("the day’s requests to this source are spent");
  if (until == 0 && !job->exempt && (until = penstock_budget_hour_spent_until (budget, job->policy, now)) != 0)
    *reason = _("the hour’s requests to this source are spent");

  return until;
}

static void
forget_cancelled (PenstockHttpJob *job)
{
  if (job->cancelled != NULL)
    g_source_destroy (job->cancelled);
  g_clear_pointer (&job->cancelled, g_source_unref);
}

static PenstockHttpJob *
pop (PenstockHttpHost *host)
{
  PenstockHttpJob *job = g_queue_pop_head (&host->waiting);

  forget_cancelled (job);
  return job;
}

static void
let_go (PenstockHttpHost *host)
{
  PenstockHttpJob *job = pop (host);
  PenstockClock *clock = host->http->clock;

  host->running++;
  penstock_budget_asked (&host->budget, penstock_clock_now (clock), penstock_clock_monotonic_us (clock));
  penstock_http_job_start (job);
  penstock_http_host_emit (host);
}

/* In order: nobody overtakes. */
void
penstock_http_host_pump (PenstockHttpHost *host)
{
  g_autoptr(PenstockHttp) alive = g_object_ref (host->http);

  for (PenstockHttpJob *job; (job = g_queue_peek_head (&host->waiting)) != NULL;)
    {
      const char *reason;
      gint64 until = find_refusal (job, &reason), wait_us;

      if (until != 0)
        {
          penstock_http_job_refuse (pop (host), until, reason);
          continue;
        }
      if (host->running >= (job->exempt ? LOOPBACK_PARALLEL : 1) || host->timer != 0)
        return;

      wait_us = job->exempt ? 0 : penstock_budget_wait (&host->budget, job->policy, penstock_clock_monotonic_us (alive->clock));
      if (wait_us > 0)
        {
          host->timer = penstock_clock_add_timeout (alive->clock, wait_us, timer_cb, host);
          return;
        }

      let_go (host);
    }
}

void
penstock_http_host_release (PenstockHttpHost *host)
{
  host->running--;
  penstock_http_host_pump (host);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  PenstockHttpJob *job = user_data;

  g_queue_remove (&job->host->waiting, job);
  forget_cancelled (job);
  penstock_http_job_cancel (job);
  return G_SOURCE_REMOVE;
}

void
penstock_http_host_enqueue (PenstockHttpHost *host,
                            PenstockHttpJob  *job)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);

  if (cancellable != NULL)
    {
      job->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (job->cancelled, G_SOURCE_FUNC (cancelled_cb), job, NULL);
      g_source_attach (job->cancelled, g_main_context_get_thread_default ());
    }
  g_queue_push_tail (&host->waiting, job);
  penstock_http_host_pump (host);
}
