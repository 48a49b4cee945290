/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-bars.h"
#include "penstock-provider.h"
#include "penstock-store.h"

G_BEGIN_DECLS

/* Private to engine/. What feeds that are not preferred say of a day: kept beside the bar (a second opinion), or, where the preferred feed gave no
 * bar of that day, in its place until it does. Never over it. */

typedef struct _PenstockEngine PenstockEngine;
typedef struct PenstockListing PenstockListing;

/* Splits @bars of a feed that stands in: what may be stored as bars of @listing (NULL = nothing), and an opinion of each day (appended). */
PenstockBars *penstock_second_take     (PenstockEngine *engine, const PenstockListing *listing, const PenstockBars *bars, GArray *opinions);
/* The first bars there are of a listing, from a feed that stands in: that the newest of them do (appended). */
void          penstock_second_note     (PenstockEngine *engine, const PenstockBars *bars, GArray *opinions);
/* Opinions that stand in for a day that @bars now give: with that taken back. Owned; NULL where there are none. @listing may be NULL. */
GArray       *penstock_second_healed   (const PenstockListing *listing, const PenstockBars *bars);
/* Into memory. */
void          penstock_second_remember (PenstockListing *listing, const PenstockSecondOpinion *opinion);
/* Whose the stored bar of @day is: a stand-in's, or the listing's own source. May be NULL. Borrowed. */
const char   *penstock_second_source   (const PenstockListing *listing, PenstockDay day);
/* First day whose bar is a stand-in's; PENSTOCK_DAY_NONE = none. */
PenstockDay   penstock_second_first    (const PenstockListing *listing);
/* The newest disagreement about one of the last days before @today, in words; owned, "" if there is none. */
char         *penstock_second_words    (PenstockEngine *engine, const PenstockListing *listing, PenstockDay today);

G_END_DECLS
