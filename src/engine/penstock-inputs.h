/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-market.h"
#include "penstock-past-bars.h"

G_BEGIN_DECLS

/* Private to engine/. A market as the arrays score/ reads, kept from one computation to the next so that only what changed is made anew.
 * One thread at a time. */
typedef struct PenstockInputs PenstockInputs;

/* What penstock_score_compute_kept() takes; valid until the next call. */
typedef struct
{
  const PenstockScoreCompany *companies; /* in chain order */
  const unsigned char        *kept;      /* PENSTOCK_OWN_…: the columns that are as they were */
  const PenstockVerdict      *verdicts;  /* NULL on a past day */
} PenstockInputsOfDay;

PenstockInputs     *penstock_inputs_new       (PenstockGraph *graph);
void                penstock_inputs_free      (PenstockInputs *self);

/* Takes over what @market has now. Returns the first day on which stored inputs differ from those before (G_MININT32: on any, G_MAXINT32: on
 * none); live quotes are not stored inputs. */
PenstockDay         penstock_inputs_sync      (PenstockInputs *self, PenstockMarket *market);

/* What is known of every company at the end of @day; live quotes take part if it is the market's today. Kept: what the call before, if it was for
 * the same day, gave just so; nothing if @anew. The bars are the last ones only, more than any score looks back. */
PenstockInputsOfDay penstock_inputs_for_board (PenstockInputs *self, PenstockDay day, gboolean anew);

/* The same from stored inputs only, fast for many days in a row. What is kept it writes to @table. */
PenstockInputsOfDay penstock_inputs_for_past  (PenstockInputs *self, PenstockDay day, PenstockScoreTable *table);

const PenstockPastBars *penstock_inputs_get_bars (PenstockInputs *self, guint company);
/* The days, ascending, that are a trading day of at least one listing as it was known at their end. Element: PenstockDay; owned. */
GArray             *penstock_inputs_list_days (PenstockInputs *self);

G_END_DECLS
