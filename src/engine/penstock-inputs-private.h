/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-event.h"
#include "penstock-inputs.h"

G_BEGIN_DECLS

/* Bars of a board's day that are kept: the longest look back is 252 bars and the last itself. */
#define PENSTOCK_INPUTS_TAIL 256

typedef struct { const PenstockEvent *event; double relevance; } PenstockNamedIn;

/* The price columns of some bars of one epoch. */
typedef struct
{
  double *value;       /* n of each of the seven, one after the other */
  guint   epoch;
  gsize   start, n;    /* bars of the epoch; the first of them only lead up to @valid */
  gsize   valid;
  gsize   last;        /* bars at or before the day asked for last */
} PenstockPriceBlock;

typedef struct
{
  PenstockPastBars      past;

  /* The last verified bars of the board's day, and the live one that took part */
  gint32               *tail_day;
  double               *tail_price;
  gboolean              live;
  PenstockDay           live_day;
  double                live_price;

  PenstockRevenue      *revenue;
  PenstockScoreFigure  *figures;
  gsize                 n_figures;
  GArray               *named_in;   /* PenstockNamedIn, by id of the event */
  PenstockScoreEvent   *events;     /* room for all */

  /* Of past days */
  PenstockPriceBlock    block;
  PenstockScoreRevenue  known;      /* on the days [known_from, known.until) */
  PenstockDay           known_from; /* G_MAXINT32: never */

  unsigned char         changed;    /* PENSTOCK_OWN_…, since the last board */
} PenstockCompanyInputs;

struct PenstockInputs
{
  PenstockGraph         *graph;
  PenstockMarket        *market;    /* of the last sync */
  guint                  n;
  PenstockCompanyInputs *company;

  PenstockDay            board_day;
  PenstockScoreCompany  *board;
  unsigned char         *board_kept;
  PenstockVerdict       *verdicts;
  PenstockScoreCompany  *past;
  unsigned char         *past_kept;

  /* A walk with a live bar needs room of its own */
  gsize                  room;
  gint32                *walk_day, *good_day;
  double                *walk_price, *good_price;
};

/* -- penstock-inputs-take.c: what a market brings; each returns the first day it touches -- */
PenstockDay penstock_inputs_take_company (PenstockCompanyInputs *self, const PenstockMarketCompany *from);
/* @before: the events so far, NULL if none were taken yet. */
PenstockDay penstock_inputs_take_events  (PenstockInputs *self, GPtrArray *before, GPtrArray *events);
void        penstock_inputs_clear        (PenstockCompanyInputs *self);

/* -- penstock-inputs.c -- */
/* The statuses its events had on @day; returns how many were known. */
gsize       penstock_inputs_fill_events  (PenstockCompanyInputs *self, PenstockDay day);

G_END_DECLS
