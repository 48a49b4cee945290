/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-failover.h"
#include "penstock-memory.h"
#include "penstock-questions.h"
#include "penstock-timetable.h"

G_BEGIN_DECLS

/* Private to engine/: one look at the timetable. What all questions of the same exchange, feed or company have in common is worked out once, as there are
 * more than a thousand questions and a look every few seconds. On the stack, for one moment. */
typedef struct
{
  PenstockEngine        *engine;
  const PenstockMemory  *memory;
  gint64                 now;
  gint64                 answered_again;
  PenstockFailoverOrder  order;
  PenstockTrading       *trading;      /* by exchange of the chain */
  gboolean              *has_trading;
  guint64               *months;       /* by company: bit k = the month k before the newest is stored; NULL until needed */

  /* Of the feed whose questions are being listed: penstock_look_at(). */
  const PenstockProvider *provider;
  gboolean               local;
  gint64                 refused_until; /* its host */
  guint                  n_subjects;
  guint                  max_per_hour;
} PenstockLook;

#define PENSTOCK_LOOK_MONTHS 38 /* yoy_3m, accel and sue of the newest month need three years */

void           penstock_look_init       (PenstockLook *self, PenstockEngine *engine, gint64 answered_again);
void           penstock_look_clear      (PenstockLook *self);
/* Makes @provider the one whose questions follow. */
void           penstock_look_at         (PenstockLook *self, const PenstockProvider *provider);
/* Does the feed, at which we look, have anything to say about the company? */
gboolean       penstock_look_covers     (const PenstockLook *self, guint company);
/* Sets last_try, due, quote_only of a question of that feed. */
void           penstock_look_judge      (PenstockLook *self, PenstockQuestion *question);

/* The newest month that can be filed, and whether every filer whose symbol ends in @suffix has the month that is @back months before it. */
PenstockPeriod penstock_look_newest_month (const PenstockLook *self);
gboolean       penstock_look_has_month  (PenstockLook *self, const char *suffix, guint back);

G_END_DECLS
