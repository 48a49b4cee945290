/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chain.h"
#include "penstock-score.h"

G_BEGIN_DECLS

typedef struct { gsize n; guint32 *company; double *weight; } PenstockGraphGroup; /* members, ascending */

/* Private to engine/. A chain as numbers, built once and shared by every scoreboard: the graph of supply links and the exposures of
 * segments and layers. Immutable, atomically reference-counted, any thread. */
typedef struct
{
  gatomicrefcount     ref_count;
  PenstockChain      *chain;
  PenstockScoreGraph *graph;
  guint              *chain_link;      /* index in the chain of each link the graph was given */
  double             *segment_weight;  /* n_segments rows of n_companies: exposures, consolidated children taken out */
  double             *layer_weight;    /* n_layers rows of n_companies, likewise */
  guint               n_groups;
  PenstockGraphGroup *group;           /* the members of the segments, the layers, and the chain as a whole, see PENSTOCK_GROUP_SEGMENT () */
} PenstockGraph;

PenstockGraph *penstock_graph_new   (PenstockChain *chain);
PenstockGraph *penstock_graph_ref   (PenstockGraph *self);
void           penstock_graph_unref (PenstockGraph *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockGraph, penstock_graph_unref)

G_END_DECLS
