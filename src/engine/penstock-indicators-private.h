/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine-private.h"
#include "penstock-indicators.h"

G_BEGIN_DECLS

/* What an engine has of outside series: those that ship with Penstock, which are read at every start and never stored, and the user's own. */
struct PenstockIndicatorShelf
{
  GPtrArray  *shipped;   /* PenstockIndicatorPoint */
  GHashTable *layers;    /* id of a shipped series → id of the layer it stands beside, borrowed */
  GPtrArray  *stored;    /* PenstockIndicatorPoint */
  GHashTable *settings;  /* id → PenstockIndicatorSetting */
  char      **addresses; /* NULL = none */
};

/* -- penstock-indicators.c -- */

void   penstock_indicator_shelf_free         (struct PenstockIndicatorShelf *self);
/* What ships and what is stored. Elements: PenstockIndicatorPoint (the array is referenced), PenstockIndicatorSetting (copied). */
void   penstock_engine_take_indicators       (PenstockEngine *self, GPtrArray *points, GPtrArray *settings);
/* The user's addresses that @provider is to be asked at; NULL = none. Borrowed. */
char **penstock_engine_get_addresses         (PenstockEngine *self, const PenstockProvider *provider);
/* "series|unit|population"; a bar or a backslash in one of them is escaped by a backslash. Owned. */
char  *penstock_indicator_dup_id             (const PenstockIndicatorPoint *point);

/* -- penstock-indicators-write.c -- */

/* @points are referenced. @n_new (out, optional) is set before the write's function runs. */
void   penstock_write_indicators             (PenstockWrite *self, GPtrArray *points, guint *n_new);
void   penstock_write_indicator_setting      (PenstockWrite *self, const PenstockIndicatorSetting *setting);
/* The part of penstock_write_take() that is about them. */
void   penstock_write_take_indicators        (PenstockWrite *self);

/* -- penstock-indicators-series.c -- */

/* @points: of one series, every one of them known on the day it is made for; reordered. Without its settings and state. */
PenstockIndicatorSeries *penstock_indicator_series_new (GPtrArray *points);
void   penstock_indicator_series_free        (PenstockIndicatorSeries *self);
/* By its low and high, over @points in the order new left them. */
void   penstock_indicator_series_judge       (PenstockIndicatorSeries *self, GPtrArray *points);

G_END_DECLS
