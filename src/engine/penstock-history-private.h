/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-graph.h"
#include "penstock-history.h"

G_BEGIN_DECLS

/* One day. Immutable once shared, atomically reference-counted. */
typedef struct
{
  gatomicrefcount    ref_count;
  PenstockDay        day;
  double             resonance;
  gboolean           triple;
  PenstockGroupPast *groups;   /* of the graph */
  double             values[]; /* the kept columns, one after the other */
} PenstockHistoryRow;

PenstockHistoryRow *penstock_history_row_new   (const PenstockGraph *graph, PenstockDay day);
PenstockHistoryRow *penstock_history_row_ref   (PenstockHistoryRow *self);
void                penstock_history_row_unref (PenstockHistoryRow *self);
/* Takes the columns that are kept. */
void                penstock_history_row_fill  (PenstockHistoryRow *self, const PenstockScoreTable *table);

/* The values of every group of @table, and what they mean after the @n rows of earlier days. @groups: room for the graph's. */
void                penstock_history_walk      (const PenstockGraph *graph, PenstockHistoryRow *const *rows, gsize n, PenstockDay day,
                                                const PenstockScoreTable *table, PenstockGroupPast *groups, double *resonance, gboolean *triple);

/* Of the first @n of @rows, which are referenced. */
PenstockHistory    *penstock_history_new       (PenstockGraph *graph, PenstockHistoryRow *const *rows, gsize n);

G_END_DECLS
