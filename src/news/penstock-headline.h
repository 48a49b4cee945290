/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-event.h"
#include "penstock-news-item.h"

G_BEGIN_DECLS

/* What a headline says, by stated keyword rules in English and Chinese (traditional and simplified), a form or an 8-K item. A guess wherever it is a rule on
 * words; HACKING.md lists the rules. Pure. */
typedef struct
{
  const char     *kind;     /* static: "results", "monthly_revenue", "guidance", "agreement", "partnership", "order", "capacity", "capex", "product",
                             * "restructuring", "layoffs", "regulation", "lawsuit", "rating", "ownership", "management", "incident", "filing", "news" */
  int             direction;  /* −1, 0, +1 for the companies it is about */
  gboolean        guessed;    /* the direction is a rule's guess: always, unless it is 0 because nothing was guessed */
  PenstockStatus  status;     /* rumour ("in talks", "sources say", "傳", "據傳"), reported, or confirmed where the item is official */
  gboolean        denial;     /* it denies or ends what was said before ("denies", "ends talks", "否認", "澄清") */
  const char     *rule;       /* static: the words that decided the direction, as stated in the rule; NULL where none did */
} PenstockHeadline;

void penstock_headline_read (const PenstockNewsItem *item, PenstockHeadline *headline);

G_END_DECLS
