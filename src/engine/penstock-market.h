/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-bars.h"
#include "penstock-graph.h"
#include "penstock-quote.h"
#include "penstock-revenue.h"

G_BEGIN_DECLS

/* Private to engine/. Everything a computation reads. The engine changes a draft of its own in the main thread and hands out copies, which
 * are immutable from then on; what they point at never changes. Atomically reference-counted. */
typedef struct
{
  PenstockBars    *bars;      /* as stored; NULL if none */
  GArray          *actions;   /* PenstockScoreAction, ascending by day; NULL if none */
  PenstockRevenue *revenue;   /* NULL if none */
  gboolean         has_quote;
  PenstockQuote    quote;
} PenstockMarketCompany;

typedef struct
{
  gatomicrefcount       ref_count;
  PenstockGraph        *graph;
  PenstockDay           today;    /* the only day on which live quotes take part */
  PenstockScoreSettings settings;
  GPtrArray            *events;   /* PenstockEvent by id; the array is replaced, never changed */
  guint                 n;        /* companies of the chain */
  PenstockMarketCompany company[];
} PenstockMarket;

PenstockMarket *penstock_market_new   (PenstockGraph *graph);
PenstockMarket *penstock_market_copy  (const PenstockMarket *self);
PenstockMarket *penstock_market_ref   (PenstockMarket *self);
void            penstock_market_unref (PenstockMarket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockMarket, penstock_market_unref)

/* Only on a draft nobody else has. Values are referenced; NULL means none. */
void            penstock_market_set_bars    (PenstockMarket *self, guint company, PenstockBars *bars);
void            penstock_market_set_actions (PenstockMarket *self, guint company, GArray *actions);
void            penstock_market_set_revenue (PenstockMarket *self, guint company, PenstockRevenue *revenue);
void            penstock_market_set_quote   (PenstockMarket *self, guint company, const PenstockQuote *quote);
/* Sorts a copy by id, so that the order they were loaded in changes nothing. */
void            penstock_market_set_events  (PenstockMarket *self, GPtrArray *events);

/* PenstockAction of one listing → PenstockScoreAction, ascending: what the user said and @bars still show. NULL if nothing remains. */
GArray         *penstock_market_score_actions (GArray *actions, const PenstockBars *bars);

/* Does @quote count as the bar of its day on @day? Only today, and never for a day that is older than the newest stored bar. */
gboolean        penstock_market_quote_counts (const PenstockQuote *quote, const PenstockBars *bars, PenstockDay today, PenstockDay day);

G_END_DECLS
