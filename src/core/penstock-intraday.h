/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "penstock-bars.h"
#include "penstock-quote.h"

G_BEGIN_DECLS

/* Bars of minutes within one day or a few: the columns of PenstockBars over UTC seconds (the start of each bar, strictly ascending) instead of
 * days. Prices in the major unit, volume in shares; unknown is NAN. Kept in memory, never in a score. Immutable, atomically ref-counted, any thread. */
typedef struct
{
  gatomicrefcount  ref_count;
  char            *symbol;
  char            *currency;                      /* NULL if the source does not say */
  char            *source;                        /* provider id */
  char            *zone;                          /* of the exchange, "America/New_York"; NULL if unknown */
  guint            interval;                      /* seconds a bar; 0 = unknown */
  gboolean         simulated;
  gint64           fetched_at;                    /* UTC seconds */
  gsize            n;
  gint64          *time;
  guint8          *session;                       /* PenstockSession of each bar */
  double          *field[PENSTOCK_BAR_ADJ_CLOSE]; /* OPEN … VOLUME */
} PenstockIntraday;

PenstockIntraday *penstock_intraday_new   (const char *symbol, const char *source, gsize n); /* all NAN and 0: the builder fills them */
PenstockIntraday *penstock_intraday_ref   (PenstockIntraday *self);
void              penstock_intraday_unref (PenstockIntraday *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockIntraday, penstock_intraday_unref)

G_END_DECLS
