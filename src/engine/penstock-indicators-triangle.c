/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-indicators-private.h"

#include <math.h>

#include "penstock-history.h"

#define FRESH_DAYS 7 /* as in the cross-section: an older row is not of the day */

static void
clear_corner (gpointer data)
{
  g_ptr_array_unref (((PenstockTriangleCorner *)data)->series);
}

/* The groups of the last row at or before @day, if it is fresh; NULL. Borrowed. */
static const PenstockGroupPast *
layer_on (const PenstockHistory *history,
          PenstockDay            day,
          guint                  layer)
{
  const gssize row = history != NULL ? penstock_history_find (history, day) : -1;
  const PenstockChain *chain = history != NULL ? penstock_history_get_chain (history) : NULL;

  if (row < 0 || penstock_history_get_day (history, (gsize)row) < day - FRESH_DAYS)
    return NULL;

  return penstock_history_get_group (history, (gsize)row, PENSTOCK_GROUP_LAYER (chain, layer));
}

/* A layer of which too little is known to have a phase has no value to be lit by. */
static double
validation_of (const PenstockGroupPast *past)
{
  return past != NULL && past->phase != PENSTOCK_PHASE_UNDETERMINED ? past->values.validation : NAN;
}

GArray *
penstock_triangle_new (const PenstockChain      *chain,
                       const PenstockHistory    *history,
                       const PenstockScoreboard *board,
                       PenstockDay               as_of,
                       GPtrArray                *indicators)
{
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (PenstockTriangleCorner));
  g_autofree PenstockGroupPast *today = history != NULL && board != NULL && board->as_of == as_of
                                        ? penstock_history_phases_on (history, board, NULL, NULL) : NULL;

  g_array_set_clear_func (corners, clear_corner);
  for (guint layer = 0; layer < chain->n_layers; layer++)
    {
      const PenstockGroupPast *now = today != NULL ? &today[PENSTOCK_GROUP_LAYER (chain, layer)] : layer_on (history, as_of, layer);
      PenstockTriangleCorner corner = { .layer = (int)layer, .series = g_ptr_array_new () };

      corner.validation = validation_of (now);
      corner.validation_before = validation_of (layer_on (history, as_of - PENSTOCK_RESONANCE_DAYS, layer));
      corner.known = !isnan (corner.validation) && !isnan (corner.validation_before);
      corner.lit = corner.known && corner.validation > 0 && corner.validation > corner.validation_before;
      for (guint i = 0; indicators != NULL && i < indicators->len; i++)
        if (((PenstockIndicatorSeries *)g_ptr_array_index (indicators, i))->layer == (int)layer)
          g_ptr_array_add (corner.series, g_ptr_array_index (indicators, i));
      g_array_append_val (corners, corner);
    }

  return corners;
}

GArray *
penstock_engine_dup_triangle (PenstockEngine *self,
                              PenstockDay     as_of,
                              GPtrArray      *indicators)
{
  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  return penstock_triangle_new (self->chain, penstock_engine_get_history (self), self->board, as_of, indicators);
}
