/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-day.h"
#include "penstock-figure.h"

G_BEGIN_DECLS

/* The plots of Overview, Evidence and Signals. Each copies what it is given, draws without computing, keeps a text description for the screen reader up to
 * date, can be walked by the arrow keys (the item under the cursor is spoken and outlined), tells about it in a tooltip, and looks right at 1, 1.25 and
 * 1.5 scale, in light, dark, high contrast and right-to-left. Strings are translated by who gives them. Missing values are NAN. */

/* ---- A value over time, with a guide and its last value beside it (resonance, 12 months) ---- */
#define PENSTOCK_TYPE_TREND (penstock_trend_get_type ())
G_DECLARE_FINAL_TYPE (PenstockTrend, penstock_trend, PENSTOCK, TREND, GtkWidget)
GtkWidget *penstock_trend_new        (void);
/* @low, @high: the axis, NAN = by the values. @guide: a line across, NAN = none. */
void       penstock_trend_set_values (PenstockTrend *self, const char *title, const PenstockDay *day, const double *value, gsize n,
                                      double low, double high, double guide, int decimals);

/* ---- Bars on one zero line with a tick for an earlier value (the layers' validation) ---- */
typedef struct
{
  const char *label;
  double      value, before;   /* bar and tick */
  const char *missing;         /* shown in the bar's place when value is NAN */
} PenstockLevelRow;
#define PENSTOCK_TYPE_LEVEL_BARS (penstock_level_bars_get_type ())
G_DECLARE_FINAL_TYPE (PenstockLevelBars, penstock_level_bars, PENSTOCK, LEVEL_BARS, GtkWidget)
GtkWidget *penstock_level_bars_new      (void);
/* @value_heading, @change_heading: over the figures at the right ("value", "28 days"). */
void       penstock_level_bars_set_rows (PenstockLevelBars *self, const PenstockLevelRow *rows, guint n, const char *value_heading, const char *change_heading);

/* ---- Heat strip: rows by weeks ---- */
typedef struct
{
  const char   *label;
  const double *value;         /* n_weeks of them, oldest first */
  double        now, change;   /* figures at the right */
  const char   *too_few;       /* "2 of 9: too few": the row is hatched; NULL = draw it */
} PenstockHeatRow;
typedef enum { PENSTOCK_HEAT_SIGNED, PENSTOCK_HEAT_SHARE } PenstockHeatScale; /* saturates at ±limit; 0–1 with its centre at 0.5 */
#define PENSTOCK_TYPE_HEAT_STRIP (penstock_heat_strip_get_type ())
G_DECLARE_FINAL_TYPE (PenstockHeatStrip, penstock_heat_strip, PENSTOCK, HEAT_STRIP, GtkWidget)
GtkWidget *penstock_heat_strip_new      (void);
void       penstock_heat_strip_set_rows (PenstockHeatStrip *self, const PenstockHeatRow *rows, guint n, const PenstockDay *weeks, guint n_weeks,
                                         PenstockHeatScale scale, double limit, const char *title);
/* Signal "row-activated" (guint row): Enter or click. */

/* ---- What its colours mean: "below ▇▇▇▇ above the chain", beside the card's heading ---- */
#define PENSTOCK_TYPE_HEAT_KEY (penstock_heat_key_get_type ())
G_DECLARE_FINAL_TYPE (PenstockHeatKey, penstock_heat_key, PENSTOCK, HEAT_KEY, GtkWidget)
GtkWidget *penstock_heat_key_new       (void);
void       penstock_heat_key_set_words (PenstockHeatKey *self, const char *low, const char *high);

/* ---- Validation plane: v over n with trails ---- */
typedef struct
{
  const char   *label;
  const double *x, *y;         /* n_points of them, oldest first; NAN lifts the pen */
  const char   *phase;         /* for the description: "accelerated validation" */
  gboolean      lit;           /* chosen: strong line, bold label */
} PenstockPlaneTrail;
#define PENSTOCK_PLANE_MOST_LIT 3
#define PENSTOCK_TYPE_PLANE (penstock_plane_get_type ())
G_DECLARE_FINAL_TYPE (PenstockPlane, penstock_plane, PENSTOCK, PLANE, GtkWidget)
GtkWidget *penstock_plane_new        (void);
/* @weeks: the day of each point, n_points. A dot every four weeks counted from the newest. Keeps which are lit when labels are the same as before. */
void       penstock_plane_set_trails (PenstockPlane *self, const PenstockPlaneTrail *trails, guint n, const PenstockDay *weeks, guint n_points);
/* At most PENSTOCK_PLANE_MOST_LIT are lit; a further one takes the place of the first.
 * Signal "trail-toggled" (guint trail): Enter, Space or click on a head. */
void       penstock_plane_toggle     (PenstockPlane *self, guint trail);
/* Trails, the one lit longest ago first. Borrowed, until the next change. */
const guint *penstock_plane_get_lit  (PenstockPlane *self, guint *n);
/* Axis titles, and the names in the corners, are the plot's own strings. */

/* ---- One rank IC: a dot and its 95 % line on a zero shared by all rows of a table ---- */
#define PENSTOCK_TYPE_INTERVAL (penstock_interval_get_type ())
G_DECLARE_FINAL_TYPE (PenstockInterval, penstock_interval, PENSTOCK, INTERVAL, GtkWidget)
GtkWidget *penstock_interval_new       (void);
/* @limit: the axis runs from −limit to +limit. */
void       penstock_interval_set_value (PenstockInterval *self, double value, double half, double limit);

/* ---- Quantile bars: mean later return by quantile of a score ---- */
typedef struct
{
  const char   *label;         /* "5 days" */
  guint         n;             /* quantiles; 0 = not computed */
  const double *value;         /* ratios, lowest scores first */
  double        top_minus_bottom;
} PenstockQuantileGroup;
#define PENSTOCK_TYPE_QUANTILE_BARS (penstock_quantile_bars_get_type ())
G_DECLARE_FINAL_TYPE (PenstockQuantileBars, penstock_quantile_bars, PENSTOCK, QUANTILE_BARS, GtkWidget)
GtkWidget *penstock_quantile_bars_new        (void);
void       penstock_quantile_bars_set_groups (PenstockQuantileBars *self, const char *title, const PenstockQuantileGroup *groups, guint n);

/* ---- Histogram with the real value and the 95 % mark (placebo) ---- */
#define PENSTOCK_TYPE_HISTOGRAM (penstock_histogram_get_type ())
G_DECLARE_FINAL_TYPE (PenstockHistogram, penstock_histogram, PENSTOCK, HISTOGRAM, GtkWidget)
GtkWidget *penstock_histogram_new        (void);
/* @value: ascending. @real NAN: no line. @axis: title under the axis; @real_label: "this graph". n = 0: @reason instead. */
void       penstock_histogram_set_values (PenstockHistogram *self, const double *value, guint n, double real, const char *axis, const char *real_label,
                                          const char *reason);

/* ---- Vintages: each forecast a faint line over the day it was made, the outcome bold ---- */
typedef struct
{
  const char        *label;    /* the period forecast: "2026" */
  guint              n;
  const PenstockDay *day;      /* ascending; when each was made */
  const double      *value;
  const char *const *source;   /* of each; NULL = not said */
  double             outcome;  /* NAN = none */
  PenstockDay        outcome_day;
} PenstockVintageLine;
#define PENSTOCK_TYPE_VINTAGE_CHART (penstock_vintage_chart_get_type ())
G_DECLARE_FINAL_TYPE (PenstockVintageChart, penstock_vintage_chart, PENSTOCK, VINTAGE_CHART, GtkWidget)
GtkWidget *penstock_vintage_chart_new       (void);
/* @low, @high: thresholds drawn as dashed lines; NAN = none. */
void       penstock_vintage_chart_set_lines (PenstockVintageChart *self, const char *title, const char *unit, const PenstockVintageLine *lines, guint n,
                                             double low, double high);

G_END_DECLS
