/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-csv-private.h"
#include "penstock-feed-text-private.h"
#include "penstock-provider.h"

G_BEGIN_DECLS

/* Rows of outside series, whether they come in a file of the user's, ship with Penstock, or are polled as CSV or JSON: one rule says what is a row. */

typedef enum
{
  PENSTOCK_INDICATOR_SERIES,
  PENSTOCK_INDICATOR_UNIT,
  PENSTOCK_INDICATOR_POPULATION,
  PENSTOCK_INDICATOR_FORECAST_DATE,
  PENSTOCK_INDICATOR_PERIOD,
  PENSTOCK_INDICATOR_VALUE,
  PENSTOCK_INDICATOR_SOURCE,
  PENSTOCK_INDICATOR_PUBLISHED_AT,
  PENSTOCK_INDICATOR_N_COLUMNS
} PenstockIndicatorColumn;
extern const char *const penstock_indicator_columns[PENSTOCK_INDICATOR_N_COLUMNS]; /* their names: "forecast_date" */

typedef struct
{
  const char     *field[PENSTOCK_INDICATOR_N_COLUMNS]; /* borrowed; NULL = "" */
  PenstockNumber  kind;                                /* what the value is … */
  double          value;                               /* … and how much */
} PenstockIndicatorRow;

/* All rows of one body or file. On the stack. */
typedef struct
{
  gint64         now;
  PenstockBatch *batch;      /* borrowed: rows, kept, rejected, indicators */
  GHashTable    *seen;       /* key of a row → its number */
} PenstockIndicatorRows;
void     penstock_indicator_rows_init  (PenstockIndicatorRows *self, gint64 now, PenstockBatch *batch);
void     penstock_indicator_rows_clear (PenstockIndicatorRows *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PenstockIndicatorRows, penstock_indicator_rows_clear)

/* Adds the row to the batch, or rejects it where it has no value. FALSE: a fault of *@column (out), and *@what (out, owned) says which. @line: what the
 * row is called. */
gboolean penstock_indicator_rows_add   (PenstockIndicatorRows *self, const PenstockIndicatorRow *row, guint line, PenstockIndicatorColumn *column,
                                        char **what);

/* A whole CSV from its header on. With @strict the first fault is an error; else the row is rejected and the rest is read. A header that lacks a column
 * and a CSV that is none are errors either way. */
gboolean penstock_indicator_rows_read_csv (PenstockIndicatorRows *self, PenstockCsv *csv, gboolean strict, GError **error);

G_END_DECLS
