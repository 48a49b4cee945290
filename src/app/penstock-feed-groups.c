/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-feed-groups.h"

static const struct { const char *title, *description; } groups[PENSTOCK_N_FEED_GROUPS] = {
  { N_("Prices"), N_("The first that is on and answers gives a listing’s prices; the others stand in for it.") },
  { N_("Revenue and filings"), N_("What companies report: monthly and quarterly revenue, filings, announcements.") },
  { N_("News"), N_("Headlines about the companies of the chain.") },
  { N_("Exchange rates, indicators and look-up"), N_("Reference rates, your own series, and lists of symbols.") },
};

PenstockFeedGroup
penstock_feed_group_of (const PenstockProvider *provider)
{
  if (provider->gives & (PENSTOCK_GIVES_BARS | PENSTOCK_GIVES_QUOTES))
    return PENSTOCK_FEED_GROUP_PRICES;
  if ((provider->gives & PENSTOCK_GIVES_REVENUE) != 0 || provider->rhythm == PENSTOCK_RHYTHM_FILINGS)
    return PENSTOCK_FEED_GROUP_FILINGS;
  if (provider->gives & PENSTOCK_GIVES_EVENTS)
    return PENSTOCK_FEED_GROUP_NEWS;

  return PENSTOCK_FEED_GROUP_OTHER;
}

const char *
penstock_feed_group_title (PenstockFeedGroup group)
{
  g_return_val_if_fail ((guint)group < PENSTOCK_N_FEED_GROUPS, "");

  return _(groups[group].title);
}

const char *
penstock_feed_group_description (PenstockFeedGroup group)
{
  g_return_val_if_fail ((guint)group < PENSTOCK_N_FEED_GROUPS, "");

  return _(groups[group].description);
}
