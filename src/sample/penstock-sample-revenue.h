/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-error.h"
#include "penstock-revenue.h"

G_BEGIN_DECLS

/* data/sample/monthly_revenue_tw.csv: what Taiwanese companies filed. Immutable. */
typedef struct { char *code; PenstockPeriod month; gint64 thousands; PenstockDay published; } PenstockSampleFigure;
typedef struct { GArray *figures; } PenstockSampleRevenue;

PenstockSampleRevenue *penstock_sample_revenue_load (const char *path, GError **error);
void                   penstock_sample_revenue_free (PenstockSampleRevenue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockSampleRevenue, penstock_sample_revenue_free)

/* The companies of the file, as the exchange names them; NULL-terminated by code. */
typedef struct { const char *code, *name, *industry; } PenstockSampleFiler;
extern const PenstockSampleFiler penstock_sample_filers[];

/* A row of the monthly tables, in thousand NTD; missing figures are -1 (none of the filers has a negative month). */
typedef struct
{
  const PenstockSampleFiler *filer;
  PenstockPeriod month;
  PenstockDay    published;
  gint64         value, last_month, year_before, to_date, to_date_year_before;
} PenstockSampleRow;

/* FALSE if that month was not published by @today. */
gboolean       penstock_sample_revenue_row    (const PenstockSampleRevenue *self, const PenstockSampleFiler *filer,
                                               PenstockPeriod month, PenstockDay today, PenstockSampleRow *row);
/* The newest month published by @today, G_MININT32 if there is none. */
PenstockPeriod penstock_sample_revenue_newest (const PenstockSampleRevenue *self, const PenstockSampleFiler *filer, PenstockDay today);

G_END_DECLS
