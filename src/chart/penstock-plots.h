/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-bars.h"
#include "penstock-revenue.h"

G_BEGIN_DECLS

/* The small plots of a row and a card. Each keeps a text description for the screen reader up to date. */

/* One month of closes as a line with a dot at the end. */
#define PENSTOCK_TYPE_SPARKLINE (penstock_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (PenstockSparkline, penstock_sparkline, PENSTOCK, SPARKLINE, GtkWidget)
GtkWidget *penstock_sparkline_new      (void);
void       penstock_sparkline_set_bars (PenstockSparkline *self, PenstockBars *bars); /* property "bars"; NULL = nothing drawn */

/* 26 × 6: a percentile. */
#define PENSTOCK_TYPE_SCORE_BAR (penstock_score_bar_get_type ())
G_DECLARE_FINAL_TYPE (PenstockScoreBar, penstock_score_bar, PENSTOCK, SCORE_BAR, GtkWidget)
GtkWidget *penstock_score_bar_new       (void);
void       penstock_score_bar_set_value (PenstockScoreBar *self, double value); /* property "value"; NAN = nothing drawn */

/* The bars of "Why this score": rows on one zero line, range ±3, guides at ±2. */
typedef struct
{
  const char *label;   /* "Price" */
  const char *weight;  /* "× 0.4"; NULL for a result */
  double      value;   /* NAN: @missing is shown in its place */
  const char *missing; /* "3 companies report, 5 are needed" */
  gboolean    result;  /* own, benefit, gap: thicker and bold */
} PenstockSignalRow;
#define PENSTOCK_TYPE_SIGNAL_BARS (penstock_signal_bars_get_type ())
G_DECLARE_FINAL_TYPE (PenstockSignalBars, penstock_signal_bars, PENSTOCK, SIGNAL_BARS, GtkWidget)
GtkWidget *penstock_signal_bars_new      (void);
void       penstock_signal_bars_set_rows (PenstockSignalBars *self, const PenstockSignalRow *rows, guint n); /* copied */

/* The last 13 periods of revenue with the same period of the two years before behind and to the left; a period that is due
 * but not received is a dashed frame. */
#define PENSTOCK_TYPE_REVENUE_BARS (penstock_revenue_bars_get_type ())
G_DECLARE_FINAL_TYPE (PenstockRevenueBars, penstock_revenue_bars, PENSTOCK, REVENUE_BARS, GtkWidget)
GtkWidget *penstock_revenue_bars_new         (void);
/* Figures published at or before @as_of count, newest vintage of each period. */
void       penstock_revenue_bars_set_revenue (PenstockRevenueBars *self, PenstockRevenue *revenue, PenstockDay as_of);

G_END_DECLS
