/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-market-plots.h"
#include "penstock-plot.h"

G_BEGIN_DECLS

/* Private to chart/: the plots of penstock-market-plots.h without their widgets. */

extern const PenstockPlotKind penstock_trend_plot, penstock_level_bars_plot, penstock_heat_strip_plot, penstock_heat_key_plot, penstock_plane_plot,
                              penstock_interval_plot, penstock_quantile_bars_plot, penstock_histogram_plot, penstock_vintage_plot;

/* The setters of the same name. */
void penstock_trend_fill         (PenstockPlot *plot, const char *title, const PenstockDay *day, const double *value, gsize n, double low, double high,
                                  double guide, int decimals);
void penstock_level_bars_fill    (PenstockPlot *plot, const PenstockLevelRow *rows, guint n, const char *value_heading, const char *change_heading);
void penstock_heat_strip_fill    (PenstockPlot *plot, const PenstockHeatRow *rows, guint n, const PenstockDay *weeks, guint n_weeks,
                                  PenstockHeatScale scale, double limit, const char *title);
void penstock_heat_key_fill      (PenstockPlot *plot, const char *low, const char *high);
void penstock_plane_fill         (PenstockPlot *plot, const PenstockPlaneTrail *trails, guint n, const PenstockDay *weeks, guint n_points);
void penstock_plane_light        (PenstockPlot *plot, guint trail);
void penstock_interval_fill      (PenstockPlot *plot, double value, double half, double limit);
void penstock_quantile_bars_fill (PenstockPlot *plot, const char *title, const PenstockQuantileGroup *groups, guint n);
void penstock_histogram_fill     (PenstockPlot *plot, const double *value, guint n, double real, const char *axis, const char *real_label,
                                  const char *reason);
void penstock_vintage_fill       (PenstockPlot *plot, const char *title, const char *unit, const PenstockVintageLine *lines, guint n,
                                  double low, double high);

G_END_DECLS
