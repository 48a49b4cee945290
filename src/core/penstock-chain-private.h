/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-chain.h"
#include "penstock-json-private.h"

G_BEGIN_DECLS

/* What a PenstockChain really is: with the tables its lookups need, built once by penstock_chain_index(). */
typedef struct
{
  PenstockChain chain;       /* first: the public pointer is this one */
  GHashTable   *ids;         /* borrowed id → index */
  GHashTable   *symbols;     /* borrowed primary symbol → index */
  GHashTable   *segment_ids; /* borrowed id → index */
  GHashTable   *names;       /* owned folded name → owned GArray of PenstockNamed */
} PenstockChainIndexed;

PenstockChain *penstock_chain_new_empty (void);
void           penstock_chain_index     (PenstockChain *self);

/* As names are compared: compatibility forms and case folded, blanks around it cut. Valid UTF-8 only. Owned. */
char          *penstock_chain_fold      (const char *name);

/* One pass over the document: what each list is made of, the ids that others refer to, and what was found wrong. */
typedef struct
{
  PenstockJsonReader json;
  PenstockChain     *chain;
  GHashTable        *layers, *exchanges, *segments, *companies; /* borrowed id → GUINT_TO_POINTER (index) */
  GHashTable        *symbols;   /* the same of the primary symbols */
  GHashTable        *names;     /* owned folded id, symbol, and each alias read so far → GUINT_TO_POINTER (index) */
  guint              n_private; /* at the end of chain->companies */
} PenstockChainReader;

void penstock_chain_read_layers     (PenstockChainReader *self, JsonArray *array);
void penstock_chain_read_exchanges  (PenstockChainReader *self, JsonArray *array);
void penstock_chain_read_segments   (PenstockChainReader *self, JsonArray *array);
void penstock_chain_read_companies  (PenstockChainReader *self, JsonArray *array);
void penstock_chain_read_private    (PenstockChainReader *self, JsonArray *array);
void penstock_chain_read_ownerships (PenstockChainReader *self, JsonArray *array);
void penstock_chain_read_links      (PenstockChainReader *self, JsonArray *array);

/* The index that the member's id stands for; where it stands for nothing, a fault ("no layer `x'") and 0. */
guint penstock_chain_read_reference (PenstockChainReader *self, JsonObject *object, const char *member,
                                     GHashTable *table, const char *no_such);

extern const char *const penstock_confidence_words[3];
extern const char *const penstock_strength_words[3];

G_END_DECLS
