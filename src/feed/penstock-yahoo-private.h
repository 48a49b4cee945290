/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A v8 chart body, read but not yet judged: columns as they stand and the rest as a tree. */

typedef enum
{
  PENSTOCK_CHART_TIME, /* UTC seconds */
  PENSTOCK_CHART_OPEN,
  PENSTOCK_CHART_HIGH,
  PENSTOCK_CHART_LOW,
  PENSTOCK_CHART_CLOSE,
  PENSTOCK_CHART_VOLUME,
  PENSTOCK_CHART_ADJ_CLOSE,
  PENSTOCK_CHART_N_COLUMNS
} PenstockYahooColumnId;

typedef struct
{
  double  *value;   /* NAN for null; owned */
  gsize    n;
  gboolean present;
} PenstockYahooColumn;

typedef struct
{
  JsonNode            *root;   /* owned */
  JsonObject          *result; /* $.chart.result[0], borrowed */
  JsonObject          *meta;   /* borrowed */
  PenstockYahooColumn  column[PENSTOCK_CHART_N_COLUMNS];
} PenstockYahoo;

extern const char *const penstock_yahoo_column_names[PENSTOCK_CHART_N_COLUMNS];

/* @scan: take long arrays by the scanner; FALSE is for the test that compares. PENSTOCK_ERROR_FORMAT names line and column, or the JSON path of what
 * is of the wrong type. */
PenstockYahoo *penstock_yahoo_read (const char *text, gsize length, gboolean scan, GError **error);
void           penstock_yahoo_free (PenstockYahoo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockYahoo, penstock_yahoo_free)

/* -- all doors of the house -- */

extern const PenstockPolicy penstock_yahoo_policy;
PenstockOutcome penstock_yahoo_recognise (guint status, const char *content_type, GBytes *body, char **reason);

/* -- from the columns to values -- */

typedef struct { gint64 start, end; } PenstockYahooPeriod; /* UTC seconds; start == end: there is none */
typedef struct { gint64 time; PenstockDay day; guint at; } PenstockYahooRow;

/* What the rows and the quote are read by. Everything is borrowed but @rows. */
typedef struct
{
  const PenstockYahoo *chart;
  GTimeZone           *zone;
  const char          *symbol;
  const char          *currency;     /* major unit; NULL if the source does not say */
  double               minor;        /* prices are divided by it: 100 for pence */
  gboolean             daily;
  gint64               market_time;  /* of the last regular price, 0 if not given */
  PenstockDay          market_day;
  PenstockYahooPeriod  pre, regular, post;
  PenstockDay          open_day;     /* of @regular; PENSTOCK_DAY_NONE if not given */
  GArray              *rows;         /* PenstockYahooRow by time, with a valid time; owned */
} PenstockYahooView;

gboolean penstock_yahoo_view_init  (PenstockYahooView *self, const PenstockYahoo *chart, const PenstockQuery *query,
                                    PenstockBatch *batch, GError **error);
void     penstock_yahoo_view_clear (PenstockYahooView *self);
/* The value in the major unit; NAN where the column has none or, for prices, it is not positive. */
double   penstock_yahoo_view_price (const PenstockYahooView *self, PenstockYahooColumnId id, guint at);
double   penstock_yahoo_view_volume (const PenstockYahooView *self, guint at);
/* A price of meta in the major unit; NAN if missing or not positive. */
double   penstock_yahoo_view_meta  (const PenstockYahooView *self, const char *member);
/* Is the session of that day over, as far as the body says? */
gboolean penstock_yahoo_view_is_complete (const PenstockYahooView *self, PenstockDay day);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PenstockYahooView, penstock_yahoo_view_clear)

/* Daily rows become one PenstockBars; every row left out is rejected with its reason. */
void     penstock_yahoo_add_bars   (const PenstockYahooView *view, const PenstockQuery *query, gint64 now, PenstockBatch *batch);
/* Rows of minutes become one PenstockIntraday. The last row is left out where it is the live tick: it is the quote's, already. */
void     penstock_yahoo_add_intraday (const PenstockYahooView *view, gint64 now, PenstockBatch *batch);
void     penstock_yahoo_add_splits (const PenstockYahooView *view, PenstockBatch *batch);
void     penstock_yahoo_add_quote  (const PenstockYahooView *view, gint64 now, PenstockBatch *batch);

G_END_DECLS
