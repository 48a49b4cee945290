/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "penstock-provider.h"

G_BEGIN_DECLS

/* One concept of one registrant, "companyconcept": every report of it in every filing, by unit. */

typedef struct
{
  char        currency[4];  /* the unit with the most quarters; "" = there is none */
  guint       n_quarters;   /* reports of a quarter among them */
  GArray     *facts;        /* PenstockSecFact of that unit that have a beginning and an end; borrows from the tree */
  PenstockDay newest;       /* last end of them */
} PenstockSecFacts;
void     penstock_sec_facts_clear (PenstockSecFacts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PenstockSecFacts, penstock_sec_facts_clear)

/* Counts all rows into @batch and rejects what is no report. FALSE: @root is no concept, or not one of @parts ("us-gaap/Revenues"), or not @subject
 * (NULL = any of them), or of another registrant than @cik (0 = any). */
gboolean penstock_sec_facts_read  (PenstockSecFacts *self, JsonNode *root, const char *const *parts, const char *subject, guint64 cik,
                                   PenstockBatch *batch, GError **error);

G_END_DECLS
