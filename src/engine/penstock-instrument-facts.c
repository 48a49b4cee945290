/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-instrument.h"

/* What follows from the chain's entry and from the values of an instrument. */

const char *
penstock_instrument_get_symbol (PenstockInstrument *self)
{
  const char *symbol;

  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), "");

  symbol = penstock_instrument_get_info (self)->symbol;
  return symbol != NULL ? symbol : "";
}

const char *
penstock_instrument_get_name (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), "");

  return penstock_instrument_get_info (self)->name;
}

PenstockConvention
penstock_instrument_get_convention (PenstockInstrument *self)
{
  const PenstockExchange *exchange;

  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), PENSTOCK_GREEN_UP);

  exchange = penstock_instrument_get_exchange (self);
  return exchange != NULL ? exchange->convention : PENSTOCK_GREEN_UP;
}

gboolean
penstock_instrument_is_live (PenstockInstrument *self,
                             gint64              now)
{
  const PenstockBars *bars = penstock_instrument_get_bars (self);
  const PenstockQuote *quote = penstock_instrument_get_quote (self);
  const PenstockExchange *exchange = penstock_instrument_get_exchange (self);

  return bars != NULL && bars->n > 0 && quote != NULL && quote->market_time > 0 && quote->day == bars->day[bars->n - 1] &&
         exchange != NULL && penstock_day_from_unix (now, penstock_zone (exchange->zone)) == quote->day &&
         penstock_exchange_session (exchange, now) != PENSTOCK_SESSION_CLOSED;
}
