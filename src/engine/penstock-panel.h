/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-history.h"
#include "penstock-inputs.h"

G_BEGIN_DECLS

/* Private to engine/. The builder of the past: the inputs, the benefit of every company on past days (benefit_rel needs a year of it), the rows of
 * the history as far as they are done, and what the last board can hand on to the next. What is of a past day is what the stored inputs gave at its
 * end, so it stays right until an input of that day or an earlier one changes; a live quote never touches it. One thread at a time. */
typedef struct PenstockPanel PenstockPanel;

/* The last board: what of it the next one of the same day can take over. */
typedef struct
{
  PenstockDay           day;    /* PENSTOCK_DAY_NONE: nothing to take over */
  double               *values; /* its columns, one after the other */
  PenstockCompanyFacts *facts;
  PenstockScoreYear    *year;   /* of each company's last trading days before the board's */
  guint8               *year_is; /* a PenstockYearState */
} PenstockLastBoard;

typedef enum { PENSTOCK_YEAR_UNKNOWN, PENSTOCK_YEAR_BEFORE, PENSTOCK_YEAR_AND_TODAY } PenstockYearState; /* …: the board's day is one of them */

PenstockPanel     *penstock_panel_new         (PenstockGraph *graph);
void               penstock_panel_free        (PenstockPanel *self);
/* Takes over what @market has now and forgets what it touches. */
void               penstock_panel_sync        (PenstockPanel *self, PenstockMarket *market);
PenstockInputs    *penstock_panel_get_inputs  (PenstockPanel *self);
PenstockLastBoard *penstock_panel_get_last    (PenstockPanel *self);
/* b of every company at the end of @day, from stored bars only; NAN for all where nobody has an own signal that day. Valid until the next sync. */
const double      *penstock_panel_row         (PenstockPanel *self, PenstockDay day);
/* How many days were computed so far, of the history's too: what a test counts. */
gsize              penstock_panel_get_work    (PenstockPanel *self);

/* -- penstock-history-build.c -- */
/* Computes the rows that are missing, oldest first, until @until (included) is reached or *@stop (may be NULL; atomic) is not 0. TRUE: all are there. */
gboolean           penstock_panel_grow        (PenstockPanel *self, PenstockDay until, const int *stop);
/* The rows there are up to @until. The same object as long as they are the same. Owned. */
PenstockHistory   *penstock_panel_get_history (PenstockPanel *self, PenstockDay until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockPanel, penstock_panel_free)

G_END_DECLS
