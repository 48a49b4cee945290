/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-event.h"
#include "penstock-names.h"

G_BEGIN_DECLS

/* Turns items into events. An item about no company of the chain is dropped; one whose key is known changes nothing; one that tells a known story (same
 * companies, similar words, within days) is one more source of that event, and may change its status from that day on: reported → confirmed by an
 * official item, → denied by a denial. Everything else is a new event, whose id is made of its first item's key and so is the same on every machine.
 * Point in time: a status is dated by the day the item was published, and no earlier entry is ever changed.
 *
 * @known: all PenstockEvent there are; @items: PenstockNewsItem, in any order (they are taken by time, then key). @n_dropped (out, optional).
 * Returns the events that are new or changed, by id: whole new values (penstock_event_copy), never the known ones themselves. Owned, never NULL.
 * Pure: any thread. */
GPtrArray *penstock_stories_fold (const PenstockNames *names, GPtrArray *known, GPtrArray *items, guint *n_dropped);

G_END_DECLS
