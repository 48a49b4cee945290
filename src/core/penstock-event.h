/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-day.h"

G_BEGIN_DECLS

typedef enum
{
  PENSTOCK_STATUS_RUMOUR,
  PENSTOCK_STATUS_REPORTED,
  PENSTOCK_STATUS_CONFIRMED,
  PENSTOCK_STATUS_DENIED,
  PENSTOCK_STATUS_EXPIRED,
} PenstockStatus;

typedef struct { PenstockDay day; PenstockStatus status; char *note; gboolean by_user; } PenstockStatusChange;
typedef struct { char *company; double relevance; } PenstockEventCompany; /* chain id; (0, 1] */

/* One telling of the event: the same story from several sources is one event with several of these. */
typedef struct
{
  char   *key;          /* penstock_news_item_dup_key(): an item with a key that is here is known */
  char   *source;       /* provider id */
  char   *publisher;    /* NULL = the source itself */
  char   *title;        /* as this source had it */
  char   *url;
  gint64  published_at; /* UTC seconds */
} PenstockEventSource;

/* Something that happened, with the history of what was known about it. Immutable, ref-counted, any thread. */
typedef struct
{
  gatomicrefcount ref_count;
  char           *id;
  char           *title;
  char           *kind;              /* "monthly_revenue", "partnership", … free text */
  int             direction;         /* -1, 0, +1 */
  gboolean        direction_guessed; /* set by a keyword rule */
  gboolean        direction_by_user; /* overruled; @direction is the user's */
  char           *source;
  char           *url;
  GArray         *history;           /* PenstockStatusChange, ascending by day */
  GArray         *companies;         /* PenstockEventCompany */
  GArray         *sources;           /* PenstockEventSource; empty where it was not a feed that told */
} PenstockEvent;

PenstockEvent *penstock_event_new   (const char *id, const char *title);
PenstockEvent *penstock_event_ref   (PenstockEvent *self);
void           penstock_event_unref (PenstockEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockEvent, penstock_event_unref)
void           penstock_event_add_status  (PenstockEvent *self, PenstockDay day, PenstockStatus status, const char *note);
/* The same, said by the user; feeds never change or drop it. */
void           penstock_event_add_user_status (PenstockEvent *self, PenstockDay day, PenstockStatus status, const char *note);
/* Adds what the user said of @known and @self does not have, behind what else is of its day. */
void           penstock_event_keep_user_statuses (PenstockEvent *self, const PenstockEvent *known);
void           penstock_event_add_company (PenstockEvent *self, const char *company, double relevance);
/* Takes a copy of @source, unless its key is there already. */
void           penstock_event_add_source   (PenstockEvent *self, const PenstockEventSource *source);
/* A copy to change: events are immutable once shared. */
PenstockEvent *penstock_event_copy         (const PenstockEvent *self);
/* Its last status change at or before @day, NULL if it was not known then. Borrowed. */
const PenstockStatusChange *penstock_event_status_at (const PenstockEvent *self, PenstockDay day);

gboolean       penstock_status_parse (const char *text, PenstockStatus *status); /* also "rumor", "reported_preliminary" */
const char    *penstock_status_id    (PenstockStatus status);

/* The JSON array of CLI.md ("import events"); faults name their JSON path. Element: owned PenstockEvent. */
GPtrArray     *penstock_events_parse (const char *json, gssize length, GError **error);
char          *penstock_events_to_json (GPtrArray *events);

G_END_DECLS
