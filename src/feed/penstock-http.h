/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-clock.h"
#include "penstock-provider.h"
#include "penstock-sources.h"

G_BEGIN_DECLS

/* The one SoupSession: asks a provider's question, waits for its host's budget, caps size (16 MiB, after decoding) and time (30 s), makes
 * conditional requests, parses in a pool thread. Main thread only. */
#define PENSTOCK_TYPE_HTTP (penstock_http_get_type ())
G_DECLARE_FINAL_TYPE (PenstockHttp, penstock_http, PENSTOCK, HTTP, GObject)

PenstockHttp *penstock_http_new          (PenstockClock *clock);
/* Replaces a provider's base URL (settings, --base-url, the sample market, tests). NULL restores what its policy file or the provider says.
 * A loopback base URL has no spacing and no hourly limit, unless penstock_http_set_strict(). */
void          penstock_http_set_base_url (PenstockHttp *self, const PenstockProvider *provider, const char *base_url);
const char   *penstock_http_get_base_url (PenstockHttp *self, const PenstockProvider *provider);
/* What is sent for a feed that wants a key (penstock-keys.h keeps it); all feeds of one house (the provider's own host_key) share it. In memory only; NULL
 * forgets it. */
void          penstock_http_set_key      (PenstockHttp *self, const PenstockProvider *provider, const char *key);
gboolean      penstock_http_has_key      (PenstockHttp *self, const PenstockProvider *provider);
/* Budgets hold on this machine too: for tests of a day's polling. */
void          penstock_http_set_strict   (PenstockHttp *self, gboolean strict);
/* Base URLs and policies out of a file, for the providers it names; the others keep their own. @sources is copied. NULL = the built-in ones. */
void          penstock_http_set_sources  (PenstockHttp *self, const PenstockSources *sources);
/* In force now: by the file, or the provider's own. Never NULL. */
const PenstockPolicy *penstock_http_get_policy (PenstockHttp *self, const PenstockProvider *provider);
/* Where answers are kept between runs: a 304, or a question asked again within the answer's own max-age, is answered from there. NULL (the
 * default) = nowhere. At most 64 MiB; the oldest go first. Nothing secret is in a name or a file. */
void          penstock_http_set_cache_dir (PenstockHttp *self, const char *dir);
/* The budget's key of a question: the policy's, or for a user's own address its host. Owned. */
char         *penstock_http_dup_host_key (PenstockHttp *self, const PenstockProvider *provider, const char *subject);
/* Seconds for a whole request; 30 by default. */
void          penstock_http_set_timeout  (PenstockHttp *self, guint seconds);

/* The budget of a host: what is remembered over restarts. Plain value. */
typedef struct
{
  char   host_key[64];
  gint64 refused_until;    /* UTC seconds, 0 = not refused */
  guint  refusals;         /* in a row */
  gint64 last_request;     /* UTC seconds */
  guint  requests_hour, requests_day;
  gint64 hour_start;       /* UTC seconds */
  PenstockDay day;
} PenstockHostState;
/* "host-state-changed" (const char *host_key) is emitted after each change; the engine stores it. */
gboolean      penstock_http_get_host_state (PenstockHttp *self, const char *host_key, PenstockHostState *state);
void          penstock_http_set_host_state (PenstockHttp *self, const PenstockHostState *state);

/* Validators of an earlier answer to the same request, kept by the engine in the store. */
typedef struct { char *uri; char *etag; char *last_modified; } PenstockValidator;

typedef struct
{
  const PenstockProvider *provider;
  char           *subject;       /* what was asked about, for people; NULL for tables */
  char           *uri;           /* without secrets */
  PenstockOutcome outcome;
  guint           status;        /* HTTP status, 0 = no answer */
  guint           rows;          /* kept rows */
  gsize           bytes;
  double          ms;
  char           *reason;        /* NULL for DATA: else one clause for people */
  gint64          next_try;      /* UTC seconds: when refused, or not before when broken; else 0 */
  gboolean        not_modified;  /* 304: what is stored is current */
  gboolean        from_cache;    /* not asked: the answer of a moment ago is still good by its own max-age */
  gboolean        reached;       /* somebody answered, be it with a certificate that was refused */
  gboolean        gone;          /* 410: do not ask again */
  char           *moved_to;      /* 301 or 308 of a user's own address: ask there from now on; else NULL */
  char           *etag, *last_modified;
  PenstockBatch  *batch;         /* of DATA, or of EMPTY that still has a quote; else NULL */
} PenstockFetch;
void penstock_fetch_free (PenstockFetch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockFetch, penstock_fetch_free)

/* Always finishes with a PenstockFetch; the only GError is G_IO_ERROR_CANCELLED. While the host is refusing, finishes at once with REFUSED
 * and next_try, without a request. @validator may be NULL; @query is copied. */
void           penstock_http_fetch_async  (PenstockHttp *self, const PenstockProvider *provider, const PenstockQuery *query,
                                           const PenstockValidator *validator, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
PenstockFetch *penstock_http_fetch_finish (PenstockHttp *self, GAsyncResult *result, GError **error);

G_END_DECLS
