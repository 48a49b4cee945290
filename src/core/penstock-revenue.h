/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-day.h"

G_BEGIN_DECLS

/* A reporting period: a month or a quarter of a year, countable. Monthly: year*12 + month-1. Quarterly: year*4 + quarter-1. */
typedef gint32 PenstockPeriod;

typedef struct
{
  PenstockPeriod period;
  double         value;        /* currency units (never thousands), may be negative */
  gint64         published_at; /* UTC seconds; what a past score may know begins here */
  gint64         first_seen;   /* UTC seconds, when Penstock first had it */
  gboolean       assumed;      /* published_at is the filing deadline, not a recorded time */
  char           source[24];
} PenstockRevenueFigure;

/* The source of a figure that nobody filed: the sample market's. */
#define PENSTOCK_REVENUE_SIMULATED "simulated"
gboolean penstock_revenue_figure_is_simulated (const PenstockRevenueFigure *figure);

/* All vintages of one company's revenue, sorted by period, then published_at. A restatement is a further figure of the
 * same period. Immutable, atomically reference-counted, any thread. */
typedef struct
{
  gatomicrefcount        ref_count;
  char                  *symbol;
  char                  *currency;
  int                    periods_per_year; /* 12 or 4 */
  gsize                  n;
  PenstockRevenueFigure *figures;
} PenstockRevenue;

PenstockRevenue *penstock_revenue_new    (const char *symbol, const char *currency, int periods_per_year,
                                          const PenstockRevenueFigure *figures, gsize n); /* copies and sorts */
gboolean         penstock_revenue_is_simulated (const PenstockRevenue *self); /* any figure is */
PenstockRevenue *penstock_revenue_ref    (PenstockRevenue *self);
void             penstock_revenue_unref  (PenstockRevenue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockRevenue, penstock_revenue_unref)

/* "2026-04" or "2026Q1" → period and periods per year (12 or 4). */
gboolean         penstock_period_parse   (const char *text, PenstockPeriod *period, int *periods_per_year);
char            *penstock_period_format  (PenstockPeriod period, int periods_per_year, char buffer[static 16]);
/* When the figure is due by law: monthly, the 10th of the next month (Taiwan); quarterly, 45 days after the quarter. */
PenstockDay      penstock_period_due     (PenstockPeriod period, int periods_per_year);
/* First day after the period. */
PenstockDay      penstock_period_end     (PenstockPeriod period, int periods_per_year);

G_END_DECLS
