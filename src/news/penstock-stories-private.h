/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-headline.h"
#include "penstock-names-private.h"
#include "penstock-stories.h"

G_BEGIN_DECLS

/* What one headline says, made comparable. All arrays hold sorted, distinct hashes, but for the amounts. */
typedef struct
{
  GArray *words;    /* guint32: stems of Latin words, pairs of CJK characters; without the companies' names and words that say nothing */
  GArray *names;    /* guint32: capitalised words that are nobody of the chain: customers, places */
  GArray *periods;  /* guint32: "q2", "april" */
  GArray *percents; /* double */
  GArray *amounts;  /* double: money */
} PenstockTelling;

PenstockTelling *penstock_telling_new   (const PenstockNames *names, const char *title, const char *publisher);
void             penstock_telling_free  (PenstockTelling *self);

/* Tellings of an event that new ones are compared with. */
#define PENSTOCK_STORY_MAX_TELLINGS 8

/* How alike two are: the share of the shorter one's words that the other has, 0 … 1; 0 where they have fewer than three words in common. */
double           penstock_telling_compare  (const PenstockTelling *a, const PenstockTelling *b);
/* Other periods, other amounts: two things that happened, however alike the words are. @parties: other partners too. */
gboolean         penstock_telling_conflict (const PenstockTelling *a, const PenstockTelling *b, gboolean parties);

typedef struct
{
  PenstockEvent *event;      /* owned */
  gboolean       changed;    /* then @event is ours to change */
  gint64         first, last;
  gboolean       official;
  GPtrArray     *tellings;   /* PenstockTelling; NULL until it is looked at */
} PenstockStory;

typedef struct
{
  const PenstockNames *names;
  GPtrArray           *stories;    /* PenstockStory, owned */
  GHashTable          *by_company; /* company's id → GPtrArray of PenstockStory */
  GHashTable          *keys;       /* of items that are known */
  GHashTable          *ids;        /* of events */
} PenstockFold;

/* One item, read. */
typedef struct
{
  const PenstockNewsItem *item;
  const char             *key;
  GArray                 *mentions;
  PenstockHeadline        headline;
  PenstockTelling        *telling;
} PenstockReading;

GPtrArray     *penstock_story_get_tellings (const PenstockFold *fold, PenstockStory *story);
const char    *penstock_fold_company_id    (const PenstockFold *fold, const PenstockMention *mention);
PenstockStatus penstock_story_status       (const PenstockEvent *event); /* the last that was said */
/* The story most like it; among equals the one known first; NULL: it is a new one. */
PenstockStory *penstock_fold_find_story    (const PenstockFold *fold, const PenstockReading *reading);

G_END_DECLS
