/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-chain.h"

G_BEGIN_DECLS

/* The sidebar: all companies, then the segments in chain order, each with its number of companies.
 * Signal "segment-chosen" (int segment): -1 = all. */
#define PENSTOCK_TYPE_SEGMENT_LIST (penstock_segment_list_get_type ())
G_DECLARE_FINAL_TYPE (PenstockSegmentList, penstock_segment_list, PENSTOCK, SEGMENT_LIST, AdwBin)

/* Once. Companies of tiers 1…@tier are counted. */
void penstock_segment_list_set_chain (PenstockSegmentList *self, PenstockChain *chain, guint tier);
void penstock_segment_list_select    (PenstockSegmentList *self, int segment);

G_END_DECLS
