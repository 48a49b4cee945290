/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chain.h"
#include "penstock-news-item.h"

G_BEGIN_DECLS

/* Finds the companies of one chain in text: by symbol, CIK, local code, name and alias, in Latin and in CJK. Short and common words ("Arm", "Meta", "Micron",
 * "Amphenol"… by HACKING.md's rules) count only with a second sign. Immutable, atomically ref-counted, any thread. */
typedef struct PenstockNames PenstockNames;

PenstockNames *penstock_names_new   (PenstockChain *chain);
PenstockNames *penstock_names_ref   (PenstockNames *self);
void           penstock_names_unref (PenstockNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockNames, penstock_names_unref)
PenstockChain *penstock_names_get_chain (const PenstockNames *self); /* borrowed */

typedef struct { guint company; double relevance; } PenstockMention; /* index in the chain; (0, 1] */

/* Companies the item is about, the most relevant first; by the chain's order among equals. 1: filed or announced by it, or the subject of the headline;
 * less for being one of several, or only in the summary. Never NULL. Element: PenstockMention. Owned. */
GArray        *penstock_names_find  (const PenstockNames *self, const PenstockNewsItem *item);

G_END_DECLS
