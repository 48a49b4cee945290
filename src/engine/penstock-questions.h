/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine-private.h"

G_BEGIN_DECLS

#define PENSTOCK_HISTORY_DAYS 760 /* two years of bars, with room for the longest average */

/* Private to engine/: what there is to ask, of whom, and when by the timetable. */
typedef struct
{
  const PenstockProvider *provider;
  char                   *subject;   /* of the query; NULL for a table */
  char                   *key;       /* of the feed state: the symbol, group, part, month or address; "" for a table */
  const char             *symbol;    /* of a registrant; borrowed from the chain */
  guint64                 cik;       /* of a registrant */
  int                     company;   /* of a listing or registrant; the first of a group; -1 = none, or not of the chain */
  guint                   rank;      /* of what is stale the lower goes first: tier 1, tier 2, the rest, archives */
  PenstockDay             from;      /* PENSTOCK_DAY_NONE where there is no such thing */
  PenstockPeriod          month;
  gboolean                quote_only;
  gint64                  last_try;
  gint64                  due;       /* UTC seconds; at or before now: due */
} PenstockQuestion;

void              penstock_question_free       (PenstockQuestion *self);
/* Of one listing, in the chain or not: from a week before its newest bar, two years if it has none. */
PenstockQuestion *penstock_question_new_symbol (PenstockEngine *engine, const PenstockProvider *provider, const char *symbol);
/* Of several, joined by commas. */
PenstockQuestion *penstock_question_new_symbols (PenstockEngine *engine, const PenstockProvider *provider, const char *const *symbols, const char *key);
PenstockQuestion *penstock_question_new_table  (PenstockEngine *engine, const PenstockProvider *provider);
/* The user's own address, or what is looked up. */
PenstockQuestion *penstock_question_new_words  (PenstockEngine *engine, const PenstockProvider *provider, const char *words);
/* @part: NULL where the provider has none. */
PenstockQuestion *penstock_question_new_registrant (PenstockEngine *engine, const PenstockProvider *provider, guint company, const char *part);
/* The key under which a listing's state is kept: its own, or its group's. Owned. */
char             *penstock_question_dup_key    (PenstockEngine *engine, const PenstockProvider *provider, const char *symbol);

/* Everything that will ever be asked of enabled feeds by the timetable, in the order in which it should be asked: what is stale by its rank, then what was
 * tried longest ago. With @force all of it is due now. Questions that nobody answered before @answered_again count as never asked. Element: owned
 * PenstockQuestion. */
GPtrArray        *penstock_questions_list      (PenstockEngine *engine, gboolean force, gint64 answered_again);
/* Judges it again by what is known now (due, last_try, quote_only): is it to be asked now? It may have waited long. */
gboolean          penstock_question_is_due     (PenstockEngine *engine, PenstockQuestion *question, gint64 answered_again);
/* Nothing of it is known, or nothing of the last half day. */
gboolean          penstock_question_is_stale   (const PenstockQuestion *question, gint64 now);

/* Asked about listings, alone or in groups, and gives their prices. */
gboolean          penstock_question_by_symbol  (const PenstockProvider *provider);
gboolean          penstock_question_is_local   (PenstockEngine *engine, const PenstockProvider *provider); /* asks this machine, without limits */
/* A listed company of a tier that is polled. */
gboolean          penstock_question_is_followed (PenstockEngine *engine, guint company);

G_END_DECLS
