/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

G_BEGIN_DECLS

/* Under which heading a feed is listed. */
typedef enum
{
  PENSTOCK_FEED_GROUP_PRICES,
  PENSTOCK_FEED_GROUP_FILINGS,
  PENSTOCK_FEED_GROUP_NEWS,
  PENSTOCK_FEED_GROUP_OTHER,
  PENSTOCK_N_FEED_GROUPS
} PenstockFeedGroup;

PenstockFeedGroup penstock_feed_group_of          (const PenstockProvider *provider);
const char       *penstock_feed_group_title       (PenstockFeedGroup group); /* translated */
const char       *penstock_feed_group_description (PenstockFeedGroup group); /* translated */

G_END_DECLS
