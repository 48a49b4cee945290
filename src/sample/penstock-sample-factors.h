/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chain.h"

G_BEGIN_DECLS

/* The returns of the sample market, before prices: day numbers count from PENSTOCK_SAMPLE_FIRST_DAY, weekends included. */
#define PENSTOCK_SAMPLE_FIRST_DAY 19723 /* 2024-01-01 */
#define PENSTOCK_SAMPLE_DAYS      1827  /* to the end of 2028 */

typedef struct _PenstockSampleFactors PenstockSampleFactors;

PenstockSampleFactors *penstock_sample_factors_new  (const PenstockChain *chain);
void                   penstock_sample_factors_free (PenstockSampleFactors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockSampleFactors, penstock_sample_factors_free)

/* The simple return of one company on each of the PENSTOCK_SAMPLE_DAYS days; between −0.5 and 0.5. */
void                   penstock_sample_factors_returns (const PenstockSampleFactors *self, guint company, double *returns);
/* How much the demand for what a company sells grew in the quarter of a year up to @day (days since 1970; from 2018 on): the slow drifts that moved the
 * prices of its own segments and of its customers', each as many months ago as that segment takes to turn them into sales, and the company's own. */
double                 penstock_sample_factors_demand  (const PenstockSampleFactors *self, guint company, gint32 day);

G_END_DECLS
