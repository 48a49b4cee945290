/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine-private.h"

G_BEGIN_DECLS

/* Private to engine/. Failover by subject: of the feeds that give the bars, or the quotes, of a listing the preferred one serves; while it fails for
 * this very listing (refused, no usable answer, its host refusing) the next one that does not fail stands in, until it answers again. Tables of a
 * whole exchange take no part: they have a rhythm of their own and are for comparing. */

#define PENSTOCK_FAILOVER_MOST 16 /* feeds that give the same */

/* The rule itself. @failing: of @n feeds, the most preferred first. The first that does not fail serves: its index; @n if all fail. Those before it go
 * on being asked by their own rhythm, so that one comes back by itself; those after it are not asked. */
guint penstock_failover_serving (const gboolean *failing, guint n);

typedef struct
{
  const PenstockProvider *preferred;  /* NULL: nobody gives it */
  const PenstockProvider *serving;    /* NULL: all fail, or nobody gives it */
} PenstockFailover;

/* @gives is one of PENSTOCK_GIVES_BARS and PENSTOCK_GIVES_QUOTES. Somebody stands in where serving is neither NULL nor preferred. */
PenstockFailover penstock_failover_find (PenstockEngine *engine, const char *symbol, PenstockGives gives);
/* Who stands in for the quotes, or else the bars, of a listing; NULL = nobody does. */
const PenstockProvider *penstock_failover_find_stand_in (PenstockEngine *engine, const char *symbol);
/* Listings that are followed and that @provider gives because a preferred feed does not. */
guint    penstock_failover_count       (PenstockEngine *engine, const PenstockProvider *provider);
/* It gives prices by listing, and those before it answer for all that are followed. */
gboolean penstock_failover_is_standby  (PenstockEngine *engine, const PenstockProvider *provider);
/* What @provider last said about a listing, alone or with others; NULL = it was not asked. */
const PenstockFeedState *penstock_failover_state (PenstockEngine *engine, const PenstockProvider *provider, const char *symbol);

/* -- for looks at everything that can be asked: the order worked out once -- */
typedef struct
{
  PenstockEngine         *engine;
  guint                   n[2];      /* of bars, of quotes */
  const PenstockProvider *feed[2][PENSTOCK_FAILOVER_MOST];
  gboolean                refusing[2][PENSTOCK_FAILOVER_MOST]; /* its host */
} PenstockFailoverOrder;

void     penstock_failover_order_init  (PenstockFailoverOrder *self, PenstockEngine *engine);
/* Is @provider, which gives prices by listing, to be asked about @symbol now? */
gboolean penstock_failover_order_wants (const PenstockFailoverOrder *self, const PenstockProvider *provider, const char *symbol);

G_END_DECLS
