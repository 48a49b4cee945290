/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-bars.h"
#include "penstock-chain.h"
#include "penstock-quote.h"
#include "penstock-score.h"

G_BEGIN_DECLS

/* What a row of the desk can be. Each state has a reason in words (property "state-reason"). */
typedef enum
{
  PENSTOCK_STATE_EMPTY,      /* nothing stored yet, or nothing to be had */
  PENSTOCK_STATE_CURRENT,
  PENSTOCK_STATE_STALE,
  PENSTOCK_STATE_REFUSED,
  PENSTOCK_STATE_OFFLINE,
  PENSTOCK_STATE_UNVERIFIED,
  PENSTOCK_STATE_BROKEN,
} PenstockState;
#define PENSTOCK_TYPE_STATE (penstock_state_get_type ())
GType penstock_state_get_type (void);

/* A company of the chain as the desk shows it. Read-only for all but the engine. Main thread.
 *
 * Properties (all notify): "symbol" "name" "display-name" (name and local name) "last" "change" (ratio) "extended-change" (ratio) "score" "own" "benefit"
 * (benefit_z) "gap" "revenue-yoy" (yoy_3m) "age" (seconds, re-notified as it grows) "source" "state" "state-reason" "sparkline" (PenstockBars)
 * "convention" "stands-in" "disagreement". Missing numbers are NAN. */
#define PENSTOCK_TYPE_INSTRUMENT (penstock_instrument_get_type ())
G_DECLARE_FINAL_TYPE (PenstockInstrument, penstock_instrument, PENSTOCK, INSTRUMENT, GObject)

guint         penstock_instrument_get_company      (PenstockInstrument *self); /* index in the chain */
const PenstockCompany *penstock_instrument_get_info (PenstockInstrument *self);
const PenstockExchange *penstock_instrument_get_exchange (PenstockInstrument *self); /* NULL if private */
const char   *penstock_instrument_get_symbol       (PenstockInstrument *self); /* "" for a private entity */
const char   *penstock_instrument_get_name         (PenstockInstrument *self);
const char   *penstock_instrument_get_display_name (PenstockInstrument *self);
double        penstock_instrument_get_last         (PenstockInstrument *self);
double        penstock_instrument_get_change       (PenstockInstrument *self);
double        penstock_instrument_get_extended_change (PenstockInstrument *self);
/* Any score column, NAN if missing. */
double        penstock_instrument_get_value        (PenstockInstrument *self, PenstockColumn column);
gint64        penstock_instrument_get_age          (PenstockInstrument *self); /* seconds since the price's market time; -1 = no price */
gint64        penstock_instrument_get_market_time  (PenstockInstrument *self);
const char   *penstock_instrument_get_source       (PenstockInstrument *self); /* provider title, translated; "" */
/* The price comes from a feed that stands in for a preferred one; "source" says both. */
gboolean      penstock_instrument_get_stands_in    (PenstockInstrument *self);
/* Two sources disagree about a recent close: in words; "" if they do not. */
const char   *penstock_instrument_get_disagreement (PenstockInstrument *self);
PenstockState penstock_instrument_get_state        (PenstockInstrument *self);
const char   *penstock_instrument_get_state_reason (PenstockInstrument *self);
gboolean      penstock_instrument_get_simulated    (PenstockInstrument *self);
PenstockConvention penstock_instrument_get_convention (PenstockInstrument *self);
const PenstockQuote *penstock_instrument_get_quote (PenstockInstrument *self);
/* Is the last of the bars below the running session's live price at @now (UTC seconds)? The last price of a session that is over is a close,
 * though it came as a quote. */
gboolean      penstock_instrument_is_live          (PenstockInstrument *self, gint64 now);
/* Verified bars with the live quote as the last one: what charts draw. NULL if there are none. Borrowed. */
PenstockBars *penstock_instrument_get_bars         (PenstockInstrument *self);

G_END_DECLS
