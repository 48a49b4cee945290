/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-feed-health.h"

G_BEGIN_DECLS

/* The engine's side of a feed's health. */
typedef struct
{
  const char *host, *state;
  const char *reason;
  gint64      last_success, next_try;
  guint       requests_today;
} PenstockHealth;

PenstockFeedHealth *penstock_feed_health_new (const char *id, const char *title);
/* Compares, stores, notifies what differs; TRUE if anything did. */
gboolean            penstock_feed_health_set (PenstockFeedHealth *self, const PenstockHealth *health);

G_END_DECLS
