/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-bars.h"
#include "penstock-chain.h"
#include "penstock-error.h"
#include "penstock-quote.h"
#include "penstock-revenue.h"

G_BEGIN_DECLS

/* A feed is data plus pure functions: no libsoup, no thread, no clock, no retry, no store. Tested and fuzzed from bytes. */

typedef enum
{
  PENSTOCK_OUTCOME_DATA,
  PENSTOCK_OUTCOME_EMPTY,   /* valid, and says there is nothing; also 304 */
  PENSTOCK_OUTCOME_REFUSED, /* 401, 403, 429, block page: wait */
  PENSTOCK_OUTCOME_BROKEN,  /* anything else: no answer, HTML, half a body, wrong types */
} PenstockOutcome;
const char *penstock_outcome_id (PenstockOutcome outcome); /* "data", "empty", "refused", "broken" */

typedef enum
{
  PENSTOCK_GIVES_BARS    = 1 << 0,
  PENSTOCK_GIVES_QUOTES  = 1 << 1,
  PENSTOCK_GIVES_REVENUE = 1 << 2,
  PENSTOCK_GIVES_EVENTS  = 1 << 3,
  PENSTOCK_GIVES_FX      = 1 << 4,
  PENSTOCK_GIVES_SYMBOLS = 1 << 5,
} PenstockGives;

/* What is asked of a provider. */
typedef struct
{
  const char    *subject;     /* symbol for per-symbol feeds; "sii"/"otc" etc. or NULL for tables */
  PenstockDay    from;        /* first day wanted, PENSTOCK_DAY_NONE = all */
  PenstockDay    until;       /* last day wanted, PENSTOCK_DAY_NONE = to date */
  PenstockPeriod month;       /* mops-month: which month */
  gboolean       quote_only;  /* only the live quote is wanted (a short range will do) */
} PenstockQuery;

typedef struct
{
  char  *method;              /* "GET" */
  char  *uri;
  char **headers;             /* name, value, name, value, …, NULL */
} PenstockRequest;
void penstock_request_clear (PenstockRequest *self);

/* Typed rows, with a count and a reason for every row that was left out. */
typedef struct { guint line; char *reason; } PenstockRejection;
typedef struct { char *symbol; char *currency; PenstockRevenueFigure figure; int periods_per_year; } PenstockRevenueRow;

typedef struct
{
  GPtrArray *bars;            /* PenstockBars, usually one */
  gboolean   has_quote;
  PenstockQuote quote;
  char      *quote_symbol;
  GArray    *splits;          /* PenstockAction of kind SPLIT_PROVIDER */
  GArray    *revenue;         /* PenstockRevenueRow */
  guint      rows;            /* rows read (before rejection) */
  guint      kept;            /* rows that became values */
  GArray    *rejected;        /* PenstockRejection; line = row number from 1 */
} PenstockBatch;
PenstockBatch *penstock_batch_new    (void);
void           penstock_batch_free   (PenstockBatch *self);
void           penstock_batch_reject (PenstockBatch *self, guint line, const char *format, ...) G_GNUC_PRINTF (3, 4);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockBatch, penstock_batch_free)

typedef struct
{
  const char *host_key;            /* hosts that share one budget share the key: "yahoo" for query1 and query2 */
  const char *user_agent;          /* NULL: Penstock's own */
  guint       min_interval_ms;     /* between two requests to the host */
  guint       max_per_hour;        /* 0 = no limit known */
  guint       backoff_first_s;     /* after a refusal; doubles, with jitter, to at most backoff_most_s */
  guint       backoff_most_s;
  gboolean    follow_redirects;    /* FALSE where a redirect means "no such path" */
  const char *const *content_types; /* NULL-terminated prefixes; NULL = any but text/html */
} PenstockPolicy;

typedef struct
{
  const char           *id;
  const char           *title;       /* N_() */
  const char           *base_url;    /* default; a setting or --base-url replaces it */
  const char           *terms_url;
  const char           *sends;       /* N_(): what is sent where, for the consent page */
  PenstockGives         gives;
  const PenstockPolicy *policy;

  /* Fills @request from the base URL (without trailing slash) and the query. */
  void            (*build_request) (const char *base_url, const PenstockQuery *query, PenstockRequest *request);
  /* HTTP 200 is not success. @reason (out, owned) says in one clause why it is not data. */
  PenstockOutcome (*recognise)     (guint status, const char *content_type, GBytes *body, char **reason);
  /* Only called for DATA. May add no rows: then the outcome is EMPTY, and a quote may have come all the same. FALSE: BROKEN, @error names the place.
   * @now (UTC seconds) stamps first_seen and fetched_at; nothing else may depend on it. */
  gboolean        (*parse)         (GBytes *body, const PenstockQuery *query, gint64 now, PenstockBatch *batch, GError **error);
} PenstockProvider;

/* All of them, in the order of src/feed/meson.build; NULL-terminated. */
extern const PenstockProvider *const penstock_providers[];
const PenstockProvider *penstock_provider_find (const char *id);

/* recognise and parse as penstock-http does them; also what tests and fuzzers call. */
PenstockOutcome penstock_provider_read (const PenstockProvider *provider, const PenstockQuery *query, guint status,
                                        const char *content_type, GBytes *body, gint64 now,
                                        PenstockBatch *batch, char **reason);

G_END_DECLS
