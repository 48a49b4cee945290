/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-day.h"

G_BEGIN_DECLS

/* One statement of an outside series: a forecast made on a day for a period, or (without a forecast day) what the period came to. Forecasts are kept with
 * their dates: each is a vintage. */
typedef struct
{
  char       *series;       /* "AI servers shipped, growth" */
  char       *unit;         /* "% YoY", "million units" */
  char       *population;   /* what is counted: "AI servers, world"; "" = not said */
  char       *period;       /* "2024", "2026Q1", "2026-04" */
  PenstockDay forecast_day; /* PENSTOCK_DAY_NONE = an outcome */
  PenstockDay known_day;    /* when it could be known: the forecast's day, or the day an outcome was published or first seen */
  gboolean    day_assumed;  /* only the month, quarter or half-year of it was given: its end */
  double      value;        /* finite */
  char       *source;       /* who forecasts: the forecaster's errors are its own */
  gint64      first_seen;   /* UTC seconds */
} PenstockIndicatorPoint;

PenstockIndicatorPoint *penstock_indicator_point_copy (const PenstockIndicatorPoint *self);
void                    penstock_indicator_point_free (PenstockIndicatorPoint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockIndicatorPoint, penstock_indicator_point_free)

/* "2024", "2026Q1", "2026-04" → first day, and first day after; FALSE if it is none. */
gboolean                penstock_indicator_period     (const char *text, PenstockDay *begin, PenstockDay *end);

/* A day as exactly as it was given: "2026-04-12", else the last day of "2026-04", "2026Q2", "2026 Q2", "2026H1" or "2026 H1". @begin (out, optional): its
 * first day, the same where it is exact. FALSE if it is none. */
gboolean                penstock_indicator_day        (const char *text, PenstockDay *begin, PenstockDay *day);

G_END_DECLS
