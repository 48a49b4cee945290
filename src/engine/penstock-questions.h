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
  char                   *key;       /* of the feed state */
  PenstockDay             from;      /* PENSTOCK_DAY_NONE where there is no such thing */
  PenstockPeriod          month;
  gboolean                quote_only;
  gint64                  last_try;
  gint64                  due;       /* UTC seconds; at or before now: due */
} PenstockQuestion;

void              penstock_question_free       (PenstockQuestion *self);
/* Of one listing, in the chain or not: from a week before its newest bar, two years if it has none. */
PenstockQuestion *penstock_question_new_symbol (PenstockEngine *engine, const PenstockProvider *provider, const char *symbol);
PenstockQuestion *penstock_question_new_table  (PenstockEngine *engine, const PenstockProvider *provider);

/* Everything that will ever be asked of enabled feeds, those tried longest ago first. With @force all of it is due now. Questions that
 * nobody answered before @answered_again count as never asked. Element: owned PenstockQuestion. */
GPtrArray        *penstock_questions_list      (PenstockEngine *engine, gboolean force, gint64 answered_again);

gboolean          penstock_question_by_symbol  (const PenstockProvider *provider);
gboolean          penstock_question_by_month   (const PenstockProvider *provider);
gboolean          penstock_question_is_local   (PenstockEngine *engine, const PenstockProvider *provider); /* asks this machine */

G_END_DECLS
