/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-bars.h"
#include "penstock-chain.h"
#include "penstock-error.h"
#include "penstock-indicator.h"
#include "penstock-intraday.h"
#include "penstock-news-item.h"
#include "penstock-quote.h"
#include "penstock-rates.h"
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
  PENSTOCK_GIVES_BARS     = 1 << 0,
  PENSTOCK_GIVES_QUOTES   = 1 << 1,
  PENSTOCK_GIVES_REVENUE  = 1 << 2,
  PENSTOCK_GIVES_EVENTS   = 1 << 3, /* headlines, filings, announcements */
  PENSTOCK_GIVES_FX       = 1 << 4,
  PENSTOCK_GIVES_SYMBOLS  = 1 << 5,
  PENSTOCK_GIVES_INTRADAY = 1 << 6,
  PENSTOCK_GIVES_INDICATORS = 1 << 7, /* outside series */
} PenstockGives;

/* What one question is about. */
typedef enum
{
  PENSTOCK_ASKS_LISTING,    /* one listing: subject is its symbol */
  PENSTOCK_ASKS_LISTINGS,   /* several at once: subject is their symbols, joined by commas, at most .most_listings */
  PENSTOCK_ASKS_TABLE,      /* a whole table with nothing to ask: subject is NULL */
  PENSTOCK_ASKS_MONTH,      /* a table a month: subject is "sii/0" … "otc/1", and .month */
  PENSTOCK_ASKS_REGISTRANT, /* a company by its CIK: .cik and .symbol; subject is one of .parts, or NULL */
  PENSTOCK_ASKS_ADDRESS,    /* the user's own addresses: subject is the whole URL */
  PENSTOCK_ASKS_WORDS,      /* only when somebody looks something up: subject is what was typed */
} PenstockAsks;

/* When it is asked (engine/penstock-timetable.h says exactly when). */
typedef enum
{
  PENSTOCK_RHYTHM_SESSION,  /* while the listing's exchange is open, and after its close until the day's bar is there */
  PENSTOCK_RHYTHM_CLOSE,    /* after the regular close of the exchange of .suffixes[0], until the day is there */
  PENSTOCK_RHYTHM_REVENUE,  /* Taiwan's monthly revenue: hourly from the 1st to the 15th */
  PENSTOCK_RHYTHM_ARCHIVE,  /* a month's table until it is complete */
  PENSTOCK_RHYTHM_FILINGS,  /* filings and announcements: by day, while the authority takes them */
  PENSTOCK_RHYTHM_QUARTER,  /* figures out of filings: once a day, and soon after a filing of results */
  PENSTOCK_RHYTHM_NEWS,     /* every quarter of an hour; the feed's own ttl is a lower bound */
  PENSTOCK_RHYTHM_SERIES,   /* the user's own series: every four hours */
  PENSTOCK_RHYTHM_RATES,    /* reference rates: once a working day after they are published */
  PENSTOCK_RHYTHM_REGISTER, /* lists that hardly change: once a week */
  PENSTOCK_RHYTHM_REQUEST,  /* never by itself */
} PenstockRhythm;

typedef enum
{
  PENSTOCK_KEY_NONE,
  PENSTOCK_KEY_OPTIONAL,    /* asked without one too, within tighter limits */
  PENSTOCK_KEY_NEEDED,      /* not asked at all without one */
} PenstockKeyNeed;

/* What is asked of a provider. All strings are borrowed. */
typedef struct
{
  const char    *subject;     /* by .asks */
  const char    *symbol;      /* of a registrant: what its rows are called */
  guint64        cik;         /* of a registrant */
  PenstockDay    from;        /* first day wanted, PENSTOCK_DAY_NONE = all */
  PenstockDay    until;       /* last day wanted, PENSTOCK_DAY_NONE = to date */
  PenstockPeriod month;       /* mops-month: which month */
  gboolean       quote_only;  /* only the live quote is wanted (a short range will do) */
  const char    *key;         /* the user's key; NULL = none. Secret: it goes into the request and nowhere else */
  const char    *charset;     /* the answer's own, from its Content-Type; set by whoever reads, NULL = none was given */
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
typedef struct { char *symbol; PenstockQuote quote; } PenstockQuoteRow;
typedef struct
{
  char    *symbol;            /* as Penstock and Yahoo write it */
  char    *name;
  char    *exchange;          /* in the source's words; NULL if unknown */
  char    *kind;              /* "equity", "etf", "index", "crypto", "currency", "fund", "future"; NULL if unknown */
  guint64  cik;               /* 0 = unknown */
} PenstockSymbolRow;

typedef struct
{
  GPtrArray *bars;            /* PenstockBars: one of a listing's question, many of a table's */
  GPtrArray *intraday;        /* PenstockIntraday */
  GArray    *quotes;          /* PenstockQuoteRow */
  GArray    *splits;          /* PenstockAction of kind SPLIT_PROVIDER */
  GArray    *revenue;         /* PenstockRevenueRow */
  GPtrArray *news;            /* PenstockNewsItem */
  GArray    *rates;           /* PenstockRate */
  GArray    *symbols;         /* PenstockSymbolRow */
  GPtrArray *indicators;      /* PenstockIndicatorPoint */
  guint      wait_minutes;    /* the feed asks not to be asked sooner (ttl, sy:updatePeriod); 0 = it does not */
  guint      rows;            /* rows read (before rejection) */
  guint      kept;            /* rows that became values */
  GArray    *rejected;        /* PenstockRejection; line = row number from 1 */
} PenstockBatch;
PenstockBatch *penstock_batch_new    (void);
void           penstock_batch_free   (PenstockBatch *self);
void           penstock_batch_reject (PenstockBatch *self, guint line, const char *format, ...) G_GNUC_PRINTF (3, 4);
void           penstock_batch_add_quote (PenstockBatch *self, const char *symbol, const PenstockQuote *quote); /* copies */
/* The quote of @symbol, or the first with NULL; NULL if there is none. Borrowed. */
const PenstockQuote *penstock_batch_get_quote (const PenstockBatch *self, const char *symbol);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockBatch, penstock_batch_free)

/* How a host is asked. The defaults are each provider's own; data/sources.json, or a file of the user's, replaces them (penstock-sources.h). */
typedef struct
{
  const char *host_key;            /* hosts that share one budget share the key: "yahoo" for query1 and query2. NULL: the host of the address */
  const char *user_agent;          /* NULL: Penstock's own */
  guint       min_interval_ms;     /* between two requests to the host */
  guint       max_per_hour;        /* 0 = no limit known */
  guint       max_per_day;         /* 0 = no limit known */
  guint       backoff_first_s;     /* after a refusal; doubles, with jitter, to at most backoff_most_s */
  guint       backoff_most_s;
  gboolean    follow_redirects;    /* FALSE where a redirect means "no such path" */
  const char *const *content_types; /* NULL-terminated prefixes; NULL = any but text/html */
} PenstockPolicy;

typedef struct
{
  const char           *id;
  const char           *title;       /* N_() */
  const char           *base_url;    /* default; sources.json, a setting or --base-url replaces it; NULL for PENSTOCK_ASKS_ADDRESS */
  const char           *terms_url;
  const char           *sends;       /* N_(): what is sent where, for the consent page */
  const char           *attribution; /* N_(): the credit its terms ask for wherever its values are shown; NULL = none */
  PenstockGives         gives;
  PenstockAsks          asks;
  PenstockRhythm        rhythm;
  const char *const    *suffixes;    /* listings it knows, by the symbol's suffix (".TW"; "" = United States); NULL = all */
  const char *const    *parts;       /* of a registrant: a question each (XBRL tags); NULL = one question */
  guint                 most_listings; /* of one question of PENSTOCK_ASKS_LISTINGS */
  PenstockKeyNeed       key_need;
  const char           *key_url;     /* where the user gets a key; NULL where there is none */
  const PenstockPolicy *policy;

  /* Fills @request from the base URL (without trailing slash) and the query. */
  void            (*build_request) (const char *base_url, const PenstockQuery *query, PenstockRequest *request);
  /* HTTP 200 is not success. @reason (out, owned) says in one clause why it is not data. */
  PenstockOutcome (*recognise)     (guint status, const char *content_type, GBytes *body, char **reason);
  /* Only called for DATA. May add no rows: then the outcome is EMPTY, and a quote may have come all the same. FALSE: BROKEN, @error names the place.
   * @now (UTC seconds) stamps first_seen and fetched_at; nothing else may depend on it. */
  gboolean        (*parse)         (GBytes *body, const PenstockQuery *query, gint64 now, PenstockBatch *batch, GError **error);
} PenstockProvider;

/* All of them, NULL-terminated, in the order of src/feed/meson.build: of those that give the same, the earlier is preferred and the later
 * stands in for it. */
extern const PenstockProvider *const penstock_providers[];
const PenstockProvider *penstock_provider_find (const char *id);
/* Has it this listing at all, by the suffix of its symbol? */
gboolean                penstock_provider_covers (const PenstockProvider *provider, const char *symbol);

/* recognise and parse as penstock-http does them; also what tests and fuzzers call. */
PenstockOutcome penstock_provider_read (const PenstockProvider *provider, const PenstockQuery *query, guint status,
                                        const char *content_type, GBytes *body, gint64 now,
                                        PenstockBatch *batch, char **reason);

G_END_DECLS
