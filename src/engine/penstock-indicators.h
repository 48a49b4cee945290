/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine.h"
#include "penstock-indicator.h"

G_BEGIN_DECLS

/* SCORING.md §10: outside series with their vintages. Everything here is cut at @as_of. Plain data, owned by who gets it. */

typedef enum { PENSTOCK_THRESHOLD_NONE, PENSTOCK_THRESHOLD_BELOW, PENSTOCK_THRESHOLD_WITHIN, PENSTOCK_THRESHOLD_ABOVE } PenstockThresholdState;

typedef struct { PenstockDay day; double value; gboolean assumed; const char *source; } PenstockVintage; /* @source borrowed */

/* All forecasts of one period, and what it came to. */
typedef struct
{
  char        *period;
  GArray      *vintages;    /* PenstockVintage by day, then source */
  double       outcome;     /* NAN = not known */
  PenstockDay  outcome_day;
} PenstockIndicatorPeriod;

/* How far a forecaster was off, over the periods that have an outcome: error = forecast − outcome, in the series' unit. */
typedef struct
{
  char  *source;
  guint  n;                 /* forecasts with an outcome */
  double mean_error;        /* bias */
  double mean_absolute_error;
  double last_error;        /* of its last forecast before the newest outcome */
} PenstockForecaster;

typedef struct
{
  char                   *id;          /* stable: series, unit and population */
  char                   *series, *unit, *population;
  int                     layer;       /* of the chain, for the golden triangle; -1 = none */
  double                  low, high;   /* the user's thresholds; NAN = none */
  double                  last;        /* newest statement: an outcome before a forecast of one day */
  char                   *last_period;
  gboolean                last_is_forecast;
  PenstockDay             last_day;
  char                   *last_source;
  double                  previous;    /* the statement before it of the same source and period, else the outcome of the period before; NAN */
  PenstockThresholdState  state;
  PenstockDay             state_since; /* PENSTOCK_DAY_NONE */
  GPtrArray              *periods;     /* PenstockIndicatorPeriod, ascending */
  GArray                 *forecasters; /* PenstockForecaster by source */
} PenstockIndicatorSeries;

/* The golden triangle: the three layers of the chain (compute supply, hardware manufacturing, application infrastructure), each with what is filed and what is
 * forecast. A corner is lit when its validation is above 0 and above that of 28 days before; its indicators are shown beside it and light nothing. */
typedef struct
{
  int         layer;
  double      validation, validation_before; /* now, 28 days before; NAN */
  gboolean    known, lit;
  GPtrArray  *series;       /* PenstockIndicatorSeries of this layer; borrowed */
} PenstockTriangleCorner;

GPtrArray *penstock_engine_dup_indicators   (PenstockEngine *self, PenstockDay as_of); /* PenstockIndicatorSeries, by id; owned with its elements */
GArray    *penstock_engine_dup_triangle     (PenstockEngine *self, PenstockDay as_of, GPtrArray *indicators); /* PenstockTriangleCorner, one a layer */
/* The same of a past and a board of one's own, either of which may be NULL: what a program without a main loop wants (penstock_engine_compute_history). */
GArray    *penstock_triangle_new            (const PenstockChain *chain, const struct PenstockHistory *history, const PenstockScoreboard *board,
                                             PenstockDay as_of, GPtrArray *indicators);
/* NAN clears. Stored. Signal "indicators-changed". */
void       penstock_engine_set_threshold    (PenstockEngine *self, const char *id, double low, double high);
void       penstock_engine_set_indicator_layer (PenstockEngine *self, const char *id, int layer);
void       penstock_engine_put_indicators_async  (PenstockEngine *self, GPtrArray *points, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data); /* PenstockIndicatorPoint */
gboolean   penstock_engine_put_indicators_finish (PenstockEngine *self, GAsyncResult *result, guint *n_new, GError **error);
/* The user's own addresses of JSON or CSV, polled like any feed (provider "indicators"); NULL-terminated. */
void       penstock_engine_set_indicator_addresses (PenstockEngine *self, const char *const *urls);

G_END_DECLS
