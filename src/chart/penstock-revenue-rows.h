/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-revenue.h"

G_BEGIN_DECLS

/* Private to chart/: what the revenue bars show, without a widget. */

#define PENSTOCK_REVENUE_ROWS 13

typedef struct
{
  PenstockPeriod period;
  double         value[3]; /* this period, one year before, two years before; NAN = not known */
  gboolean       due;      /* not known, and past the day it is due by law */
} PenstockRevenueRow;

/* The newest vintage of each period that was public on @as_of, up to the newest period that is known or due. */
void penstock_revenue_rows_fill (PenstockRevenueRow rows[PENSTOCK_REVENUE_ROWS], const PenstockRevenue *revenue, PenstockDay as_of);

G_END_DECLS
