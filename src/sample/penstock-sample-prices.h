/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chain.h"

G_BEGIN_DECLS

/* Simulated prices of the chain's default tier: a pure function of the chain, the symbol and the moment, the same on every machine.
 *
 * A day's return is beta × market + Σ exposure × segment + what the customers' segments did three to five weeks before + a slow drift and noise of
 * the company's own, plus the reaction to the few real events that are known. Each of these is a stream with a name of its own. */
typedef struct _PenstockSamplePrices PenstockSamplePrices;

/* Holds for days from PENSTOCK_SAMPLE_FIRST_DAY (2024-01-01) to the end of 2028; outside there are no sessions. */
PenstockSamplePrices *penstock_sample_prices_new  (PenstockChain *chain);
void                  penstock_sample_prices_free (PenstockSamplePrices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockSamplePrices, penstock_sample_prices_free)

/* Listed, and of tier 1. */
gboolean penstock_sample_prices_has (const PenstockSamplePrices *self, guint company);

/* One session; prices on the exchange's grid in the listing's currency, volume in shares. */
typedef struct { PenstockDay day; double open, high, low, close, volume; } PenstockSampleDay;

/* All sessions of @company, oldest first. Borrowed; computed at the first call. */
const PenstockSampleDay *penstock_sample_prices_days (PenstockSamplePrices *self, guint company, gsize *n);

PenstockChain *penstock_sample_prices_get_chain (const PenstockSamplePrices *self);
const struct _PenstockSampleFactors *penstock_sample_prices_get_factors (const PenstockSamplePrices *self);
/* To the nearest price step of exchanges that quote in @currency. */
double         penstock_sample_on_grid          (const char *currency, double price);

G_END_DECLS
