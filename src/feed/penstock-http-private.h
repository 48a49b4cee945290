/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-budget.h"
#include "penstock-cache.h"
#include "penstock-http.h"
#include "penstock-read-private.h"
#include "penstock-transfer-private.h"

G_BEGIN_DECLS

/* What penstock-http.c (settings), penstock-http-host.c (whose turn it is) and penstock-http-job.c (one question's way) share. Main thread. */

typedef struct PenstockHttpHost PenstockHttpHost;
typedef struct PenstockHttpJob PenstockHttpJob;

struct _PenstockHttp
{
  GObject          parent_instance;

  /* Set once at construction */
  PenstockClock   *clock;
  SoupSession     *session;

  PenstockSources *sources;    /* NULL = what the providers say */
  GHashTable      *base_urls;  /* provider id → char*, where a setting replaces it */
  GHashTable      *keys;       /* host key of the provider → char*; secret */
  GHashTable      *hosts;      /* host key → PenstockHttpHost */
  GHashTable      *failures;   /* provider id and subject → answers of no use in a row */
  PenstockCache   *cache;      /* NULL = none */
  gboolean         knows_trust; /* the certificates this system trusts are read */
  gboolean         strict;     /* budgets hold on loopback too */
  guint            timeout;    /* seconds */
};

/* One host, or several that share a budget: who waits for it, and when it may be asked again. */
struct PenstockHttpHost
{
  PenstockHttp    *http;       /* borrowed: it owns us */
  PenstockBudget   budget;
  GQueue           waiting;    /* PenstockHttpJob, owned */
  guint            running;
  guint            timer;      /* of the clock: until the next request may go */
};

/* One question, from the call to the answer. */
struct PenstockHttpJob
{
  GTask                  *task;       /* owned; keeps the PenstockHttp alive */
  PenstockHttpHost       *host;       /* borrowed */
  const PenstockProvider *provider;
  PenstockSources        *sources;    /* keeps @policy alive */
  const PenstockPolicy   *policy;
  PenstockQuery           query;      /* its strings are ours */
  char                   *subject, *symbol, *key;
  PenstockRequest         request;    /* after a redirect: of where it led */
  char                   *if_none_match, *if_modified_since;
  char                   *callers_etag, *callers_last_modified; /* of what the caller has already */
  gboolean                exempt;     /* this machine: no spacing, no limits */
  GSource                *cancelled;  /* while it waits */
  gint64                  started_us; /* real time, whatever the clock says */
  guint                   redirects;
  gboolean                temporary;  /* one of them was */
  char                   *moved_to;   /* as far as they were permanent */
  PenstockCacheEntry     *entry;      /* what is kept of an earlier answer; NULL = nothing */
  PenstockTransfer       *transfer;   /* once answered */
  PenstockFetch          *fetch;
};

/* -- penstock-http-host.c -- */
PenstockHttpHost *penstock_http_ensure_host  (PenstockHttp *self, const char *host_key);
void              penstock_http_host_free    (PenstockHttpHost *host);
void              penstock_http_host_emit    (PenstockHttpHost *host);
/* Takes @job: it waits for its turn, or is told at once that there will be none. */
void              penstock_http_host_enqueue (PenstockHttpHost *host, PenstockHttpJob *job);
/* Lets go whoever may go. */
void              penstock_http_host_pump    (PenstockHttpHost *host);
/* A request is over: the next may go. */
void              penstock_http_host_release (PenstockHttpHost *host);
void              penstock_http_host_refused (PenstockHttpHost *host, const PenstockPolicy *policy, gint64 retry_after);
gint64            penstock_http_host_refused_until (const PenstockHttpHost *host);

/* -- penstock-http-job.c -- */
void              penstock_http_job_free     (PenstockHttpJob *job);
PenstockHttp     *penstock_http_job_get_http (const PenstockHttpJob *job);
gint64            penstock_http_job_now      (const PenstockHttpJob *job); /* UTC seconds */
/* Each of these takes @job. */
void              penstock_http_job_start    (PenstockHttpJob *job);
void              penstock_http_job_refuse   (PenstockHttpJob *job, gint64 until, const char *reason);
void              penstock_http_job_cancel   (PenstockHttpJob *job);
void              penstock_http_job_return   (PenstockHttpJob *job);
/* The outcome is known: what it means for the host, then for the caller. */
void              penstock_http_job_settle   (PenstockHttpJob *job);
/* @transfer's body, in a pool thread; @callback gets @job. */
void              penstock_http_job_read     (PenstockHttpJob *job, gint64 now, GAsyncReadyCallback callback);
/* These do not. */
void              penstock_http_job_take_read (PenstockHttpJob *job, PenstockRead *read);
void              penstock_http_job_take_validators (PenstockHttpJob *job);

/* -- penstock-http-kept.c -- */
/* Takes @job: answered by what is kept, or on its way to the host. */
void              penstock_http_find_kept    (PenstockHttpJob *job);
/* Takes @job, which was answered with 304. */
void              penstock_http_take_unchanged (PenstockHttpJob *job);
/* After a whole answer was read. */
void              penstock_http_keep         (PenstockHttpJob *job);

/* -- penstock-http-redirect.c -- */
/* Where a redirect from @from leads; NULL with a @reason (owned) where it must not be followed. @wide: to any host; else only within the same domain. */
char             *penstock_http_redirect     (const char *from, const char *location, gboolean wide, char **reason);

/* -- penstock-http-secret.c -- */
/* Whose key it is: of the house that all feeds of one budget belong to. Borrowed. */
const char *penstock_http_house (const PenstockProvider *provider);
/* @text without @key, however it is percent-encoded. Both may be NULL. Owned. */
char             *penstock_http_without_key  (const char *text, const char *key);
/* The same in place. */
void              penstock_http_strip_key    (char **text, const char *key);

G_END_DECLS
