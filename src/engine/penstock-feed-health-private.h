/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-feed-health.h"
#include "penstock-provider.h"

G_BEGIN_DECLS

/* The engine's side of a feed's health. Strings are borrowed, never NULL. */
typedef struct
{
  const char *host, *state, *reason, *terms_url, *key_state;
  gboolean    enabled;
  gint64      last_success, next_try;
  guint       subjects, failing, standing_in;
  guint       requests_hour, most_per_hour, requests_today, most_per_day;
} PenstockHealth;

PenstockFeedHealth *penstock_feed_health_new (const PenstockProvider *provider);
/* Compares, stores, notifies what differs; TRUE if anything did. */
gboolean            penstock_feed_health_set (PenstockFeedHealth *self, const PenstockHealth *health);

G_END_DECLS
