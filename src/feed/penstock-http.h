/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-clock.h"
#include "penstock-provider.h"

G_BEGIN_DECLS

/* The one SoupSession: asks a provider's question, waits for its host's budget, caps size (16 MiB, after decoding) and time (30 s), makes
 * conditional requests, parses in a pool thread. Main thread only. */
#define PENSTOCK_TYPE_HTTP (penstock_http_get_type ())
G_DECLARE_FINAL_TYPE (PenstockHttp, penstock_http, PENSTOCK, HTTP, GObject)

PenstockHttp *penstock_http_new          (PenstockClock *clock);
/* Replaces a provider's base URL (settings, --base-url, the sample market, tests). NULL restores. A loopback base URL has no
 * spacing and no hourly limit. */
void          penstock_http_set_base_url (PenstockHttp *self, const PenstockProvider *provider, const char *base_url);
const char   *penstock_http_get_base_url (PenstockHttp *self, const PenstockProvider *provider);
/* Seconds for a whole request; 30 by default. */
void          penstock_http_set_timeout  (PenstockHttp *self, guint seconds);

/* The budget of a host: what is remembered over restarts. Plain value. */
typedef struct
{
  char   host_key[32];
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
  char           *subject;       /* of the query; NULL for tables */
  char           *uri;           /* without secrets */
  PenstockOutcome outcome;
  guint           status;        /* HTTP status, 0 = no answer */
  guint           rows;          /* kept rows */
  gsize           bytes;
  double          ms;
  char           *reason;        /* NULL for DATA: else one clause for people */
  gint64          next_try;      /* UTC seconds when refused, else 0 */
  gboolean        not_modified;  /* 304: what is stored is current */
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
