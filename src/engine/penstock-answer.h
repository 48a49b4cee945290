/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine-private.h"

G_BEGIN_DECLS

/* Private to engine/. What rows of an answer are kept, and as what: bars of the preferred feed, bars that stand in, second opinions, quotes … */
typedef struct
{
  PenstockEngine         *engine;
  PenstockWrite          *write;
  const PenstockProvider *provider;
  const char             *subject;     /* of the question; NULL for a table */
  const char             *symbol;      /* of a registrant; NULL */
  const char *const      *symbols;     /* rows of a table that are wanted besides the chain's; NULL = the chain's */
  PenstockDay             from;
  gboolean                quote_only;
  gboolean                replace;     /* the whole history was asked for, to take the place of what is stored */
  gboolean                said_something; /* not refused and not broken */
} PenstockAnswer;

/* Adds what is kept to the write. @batch may be NULL. News are not looked at: see penstock_engine_take_news(). */
void     penstock_answer_write      (const PenstockAnswer *self, const PenstockBatch *batch);
/* Must the preferred feed be asked again about this listing before what it gave is any good? *@from: from which day; *@replace: and its answer is to
 * take the place of all that is stored. Asked once a run for the same reason, so that a feed that has nothing more is not asked twice each time. */
gboolean penstock_answer_needs_more (PenstockEngine *engine, const PenstockProvider *provider, const char *symbol, PenstockDay asked_from,
                                     const PenstockBatch *batch, PenstockDay *from, gboolean *replace);

G_END_DECLS
