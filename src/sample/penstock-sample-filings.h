/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-revenue.h"
#include "penstock-sample-prices.h"

G_BEGIN_DECLS

/* Simulated quarterly revenue of the companies that have simulated prices and a number at the SEC, but file nothing by the month: from the same drifts as the
 * prices, some months later (penstock-sample-factors.h). Seeded; a pure function of the chain and the company. */
#define PENSTOCK_SAMPLE_FIRST_QUARTER (2020 * 4) /* the past of the default clock: a little over six years */

/* Calendar quarters, whole millions. @filed: 34 to 44 days after the end, never on a weekend. */
typedef struct { PenstockPeriod quarter; PenstockDay start, end, filed; gint64 value; } PenstockSampleQuarter;

gboolean penstock_sample_filings_has  (const PenstockSamplePrices *prices, guint company);
/* PenstockSampleQuarter, oldest first, to the end of 2028. Owned. */
GArray  *penstock_sample_filings_new  (const PenstockSamplePrices *prices, guint company);

/* data.sec.gov's companyconcept of one tag ("us-gaap/Revenues"), marked as simulated, with the filings that were out at @now: a day's filings are there
 * when the day is over in New York, as that is when they count as published. NULL: the company reports nothing under that tag. Owned. */
GBytes  *penstock_sample_concept_body (const PenstockSamplePrices *prices, guint company, const char *concept, gint64 now);

G_END_DECLS
