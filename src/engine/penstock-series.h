/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine.h"

G_BEGIN_DECLS

/* Private to engine/: what makes a PenstockSeries. Pure, any thread. */

/* @bars: as stored, or NULL. @actions: PenstockAction, or NULL. */
PenstockSeries *penstock_series_new        (const char *symbol, PenstockBars *bars, GArray *actions, PenstockDay as_of);

/* What a chart of the listing draws on @today: verified bars, splits applied, the live quote (or NULL) as the last one; after an unexplained
 * jump the bars as they are. NULL if there is none. */
PenstockBars   *penstock_series_chart_bars (const char *symbol, PenstockBars *bars, GArray *actions, const PenstockQuote *quote,
                                            PenstockDay today, PenstockVerdict *verdict);

G_END_DECLS
