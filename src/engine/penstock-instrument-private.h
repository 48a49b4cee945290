/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-instrument.h"
#include "penstock-scoreboard.h"

G_BEGIN_DECLS

/* The engine's side of an instrument. Each setter compares, stores and notifies what differs. */

typedef struct
{
  double        last, change, extended_change;
  gint64        market_time;   /* UTC seconds; 0 = no price */
  const char   *source;        /* translated */
  gboolean      simulated;
  gboolean      stands_in;     /* for a preferred feed */
  PenstockQuote quote;         /* everything unknown if there is none */
} PenstockInstrumentPrice;

PenstockInstrument *penstock_instrument_new       (PenstockChain *chain, guint company);
void                penstock_instrument_set_price (PenstockInstrument *self, const PenstockInstrumentPrice *price);
void                penstock_instrument_set_age   (PenstockInstrument *self, gint64 age);
void                penstock_instrument_set_state (PenstockInstrument *self, PenstockState state, const char *reason);
void                penstock_instrument_set_disagreement (PenstockInstrument *self, const char *words);
void                penstock_instrument_set_bars  (PenstockInstrument *self, PenstockBars *bars);
void                penstock_instrument_set_board (PenstockInstrument *self, PenstockScoreboard *board);

G_END_DECLS
