/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-questions.h"
#include "penstock-timetable.h"

G_BEGIN_DECLS

/* Private to engine/: what the answers of this run say about when to ask again. Not stored: what is forgotten costs one question. */
typedef struct
{
  PenstockEngine  *engine;
  GHashTable      *newest;   /* "feed\nkey" → PenstockDay: the newest day of the last answer */
  GHashTable      *answered; /* set of "feed\nkey": something, or that there is nothing */
  GHashTable      *filed;    /* CIK → gint64: the newest filing of results, UTC seconds */
  PenstockClosure *closures; /* by exchange of the chain */
} PenstockMemory;

void        penstock_memory_init    (PenstockMemory *self, PenstockEngine *engine);
void        penstock_memory_clear   (PenstockMemory *self);
void        penstock_memory_take    (PenstockMemory *self, const PenstockQuestion *question, const PenstockFetch *fetch);
/* A filing of results (8-K item 2.02, 10-Q, 10-K, 20-F, 40-F): its figures are worth asking for. */
void        penstock_memory_take_filing (PenstockMemory *self, const PenstockNewsItem *item);
/* PENSTOCK_DAY_NONE = not known. */
PenstockDay penstock_memory_newest  (const PenstockMemory *self, const PenstockProvider *provider, const char *key);
gboolean    penstock_memory_has_answered (const PenstockMemory *self, const PenstockProvider *provider, const char *key);
gint64      penstock_memory_filed_at (const PenstockMemory *self, guint64 cik);

G_END_DECLS
