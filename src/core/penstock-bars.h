/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "penstock-day.h"

G_BEGIN_DECLS

typedef enum
{
  PENSTOCK_BAR_OPEN,
  PENSTOCK_BAR_HIGH,
  PENSTOCK_BAR_LOW,
  PENSTOCK_BAR_CLOSE,
  PENSTOCK_BAR_VOLUME,
  PENSTOCK_BAR_ADJ_CLOSE, /* close adjusted for splits and dividends; NAN where the source gives none */
  PENSTOCK_BAR_N_FIELDS
} PenstockBarField;

/* Daily bars of one listing: columns of equal length, days strictly ascending, unknown is NAN.
 * Prices are in @currency's major unit (never pence), volume in shares.
 * Immutable once built, atomically reference-counted, any thread. */
typedef struct
{
  gatomicrefcount ref_count;
  char           *symbol;
  char           *currency;                    /* ISO 4217; NULL if the source does not say */
  char           *source;                      /* id of the provider or "file" */
  gboolean        simulated;
  gint64          fetched_at;                  /* UTC seconds of the newest write */
  gsize           n;
  gint32         *day;
  double         *field[PENSTOCK_BAR_N_FIELDS];
} PenstockBars;

GType         penstock_bars_get_type (void);
/* All fields NAN, all days 0: the builder fills them before it shares the value. */
PenstockBars *penstock_bars_new      (const char *symbol, const char *currency, const char *source, gsize n);
PenstockBars *penstock_bars_ref      (PenstockBars *self);
void          penstock_bars_unref    (PenstockBars *self);
/* The price scores use: ADJ_CLOSE where finite, else CLOSE. */
double        penstock_bars_price    (const PenstockBars *self, gsize i);
/* Index of the last bar at or before @day, -1 if there is none. */
gssize        penstock_bars_find     (const PenstockBars *self, PenstockDay day);
/* @newer's bars replace those of the same day in @older; either may be NULL. New value.
 * Two currencies never stand in one series: where both are known and differ, @newer's bars alone. */
PenstockBars *penstock_bars_merge    (const PenstockBars *older, const PenstockBars *newer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockBars, penstock_bars_unref)

/* A stock split, or a jump the user accepted as a true move. */
typedef enum
{
  PENSTOCK_ACTION_SPLIT_PROVIDER, /* already in the provider's bars; kept as the series' split signature */
  PENSTOCK_ACTION_SPLIT_USER,     /* adjusts the bars before @day when they are read */
  PENSTOCK_ACTION_ACCEPT,         /* the jump at @day is a true move */
} PenstockActionKind;

typedef struct
{
  PenstockActionKind kind;
  PenstockDay        day;         /* first day at the new level */
  double             numerator;   /* 10:1 means ten new shares for one old: numerator 10, denominator 1 */
  double             denominator;
} PenstockAction;

G_END_DECLS
