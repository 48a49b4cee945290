/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-history-private.h"
#include "penstock-panel.h"

G_BEGIN_DECLS

/* The benefit of one company on its last trading days, as far as the history has come. */
typedef struct
{
  guint   epoch;
  gsize   next;    /* bars of the epoch that are in it or before it */
  gsize   n;
  double *benefit; /* room for 2 × PENSTOCK_REL_DAYS; the last ones count */
} PenstockPanelYear;

struct PenstockPanel
{
  PenstockGraph        *graph;
  PenstockInputs       *inputs;
  PenstockScoreSettings settings;
  PenstockLastBoard     last;
  gsize                 computed;

  /* The benefit of past days: by day less @first; NULL where it is not computed */
  PenstockDay           first;
  GPtrArray            *rows;

  /* The history: valid from its first row on, as far as it goes */
  GPtrArray            *draft;     /* PenstockHistoryRow */
  GArray               *days;      /* PenstockDay: of all rows there will be; NULL = to be listed */
  PenstockPanelYear    *year;
  PenstockHistory      *history;   /* made of the draft last; NULL = none, or not of it any more */

  /* Reused from row to row: first touch of fresh memory costs more than the arithmetic. A row of the history is computed while rows of benefit are
   * asked for, hence two. */
  PenstockScoreTable    table, draft_table;
  double               *work;
};

/* Every column of @day into @table, from stored inputs. */
void penstock_panel_compute_day  (PenstockPanel *self, PenstockDay day, PenstockScoreTable *table);
/* Keeps the benefit of @table as that of @day. */
void penstock_panel_keep_row     (PenstockPanel *self, PenstockDay day, const PenstockScoreTable *table);

/* -- penstock-history-build.c -- */
void penstock_panel_init_draft   (PenstockPanel *self);
void penstock_panel_forget_draft (PenstockPanel *self, PenstockDay from); /* rows of @from and later */
void penstock_panel_clear_draft  (PenstockPanel *self);

G_END_DECLS
