/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-history.h"

G_BEGIN_DECLS

/* A score over time, named by a word: what a pane of a chart shows. "own" is the charted company's own signal, "gap:intc" Intel's gap, "validation:seg:chips" a
 * segment's, "narrative:layer:compute" a layer's, "validation:chain" that of the chain. */
typedef struct
{
  char        *title;      /* translated */
  gsize        n;
  PenstockDay *day;
  double      *value;
  double       low, high;  /* of the axis at least; NAN = by the values */
  int          decimals;
} PenstockScoreLine;

/* @company: whose chart it is, -1 = of none. PENSTOCK_ERROR_INVALID or NOT_FOUND with @error in words if @name means nothing. */
PenstockScoreLine *penstock_score_line_new  (const PenstockHistory *history, const char *name, int company, GError **error);
void               penstock_score_line_free (PenstockScoreLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockScoreLine, penstock_score_line_free)

G_END_DECLS
