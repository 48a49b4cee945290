/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

G_BEGIN_DECLS

/* A company changes the tag it reports its revenue under, and may use two side by side that differ by a little. Each part of penstock_provider_sec_revenue
 * is one tag's answer; stored side by side they would look like restatements of one another. Call this with all answers about one registrant instead.
 *
 * @answers: @n arrays of PenstockRevenueRow (batch->revenue of each part in the order of .parts; NULL = no answer, or an empty one).
 * The tag with the newest quarter goes first, then the one with the next newest, and so on; of equal ones the earlier part. A quarter has the figures
 * of the first tag that has it; where a tag behind it reported the quarter earlier, those earlier figures stay in front, as they were what was known.
 * A figure equal to the one before it is no vintage. Answers in another currency than the first tag's are left out.
 * Returns PenstockRevenueRow by period, then published_at, all of the first tag's symbol and currency; owned, with its own strings. Empty, never NULL. */
GArray *penstock_sec_revenue_merge (const GArray *const *answers, gsize n);

G_END_DECLS
