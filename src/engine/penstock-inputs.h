/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-market.h"

G_BEGIN_DECLS

/* Private to engine/. A market as the arrays score/ reads, kept from one computation to the next so that only what changed is made anew.
 * One thread at a time. */
typedef struct PenstockInputs PenstockInputs;

PenstockInputs *penstock_inputs_new  (PenstockGraph *graph);
void            penstock_inputs_free (PenstockInputs *self);

/* Takes over what @market has now. Returns the first day on which stored inputs differ from those before (G_MININT32: on any, G_MAXINT32: on
 * none); live quotes are not stored inputs. */
PenstockDay     penstock_inputs_sync (PenstockInputs *self, PenstockMarket *market);

/* What is known of every company at the end of @day, in chain order; valid until the next call. Live quotes take part if @verdicts is given
 * and @day is the market's today. @verdicts: one per company, or NULL where only the numbers are wanted (faster: most series need no walk). */
const PenstockScoreCompany *penstock_inputs_on_day (PenstockInputs *self, PenstockDay day, PenstockVerdict *verdicts);

G_END_DECLS
