/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine-private.h"

G_BEGIN_DECLS

/* Private to the three files of a write: penstock-engine-write.c and penstock-engine-write-rows.c bring it to disk, penstock-engine-written.c into
 * memory. */

/* What was given of one listing, to be kept in memory even where the disk would not have it. */
typedef struct
{
  char         *symbol;
  PenstockBars *given;
  PenstockBars *stored;     /* as read back */
  gboolean      replace, failed;
} PenstockWrittenBars;

typedef struct { char *symbol; PenstockAction action; } PenstockWrittenAction;
typedef struct { char *symbol; PenstockQuote quote; } PenstockWrittenQuote;

/* Owned by the store operations under way: freed with the last one. */
struct PenstockWrite
{
  PenstockEngine      *engine;     /* NULL once cut */
  PenstockStore       *store;      /* owned: it must outlive its operations */
  PenstockWrittenFunc  written;
  gpointer             data;

  guint                pending;
  GError              *error;
  GPtrArray           *bars;       /* PenstockWrittenBars */
  GArray              *actions;    /* PenstockWrittenAction */
  GArray              *quotes;     /* PenstockWrittenQuote */
  GArray              *figures;    /* PenstockStoredFigure, given */
  GPtrArray           *events;     /* given; NULL = none */
  GPtrArray           *stories;    /* likewise, but made of what memory had: no need to read them back */
  GPtrArray           *many;       /* PenstockBars of many listings, given; NULL = none */
  GArray              *opinions;   /* PenstockSecondOpinion */
  GArray              *rates;      /* PenstockRate */
  GPtrArray           *feed_states;
  GPtrArray           *indicators; /* PenstockIndicatorPoint, given; NULL = none */
  guint               *n_indicators; /* where to say how many were new; NULL, or whoever asked has it */
  gboolean             indicators_failed;
  gboolean             reload;     /* revenue or events changed on disk */
  gboolean             revenue_failed, events_failed;
  PenstockStoreContents *contents; /* as read back */
};

/* One operation is done: whether it failed (the first failure is the one reported), and that it is over. @error is taken. FALSE if it failed. */
gboolean penstock_write_note (PenstockWrite *write, gboolean ok, GError *error);
void     penstock_write_done (PenstockWrite *write);

/* Everything that was given is in memory afterwards: as read back, or as given where the disk would not have it. */
void penstock_write_take (PenstockWrite *write);

G_END_DECLS
