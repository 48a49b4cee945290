/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-quote.h"

#include <math.h>

void
penstock_quote_clear (PenstockQuote *self)
{
  g_return_if_fail (self != NULL);

  *self = (PenstockQuote) {
    .price = NAN,
    .previous_close = NAN,
    .open = NAN,
    .high = NAN,
    .low = NAN,
    .volume = NAN,
    .extended_price = NAN,
    .day = PENSTOCK_DAY_NONE,
    .session = PENSTOCK_SESSION_CLOSED,
  };
}
