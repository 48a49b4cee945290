/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One feed's health over all its subjects, for the header chip, its popover and `penstock-cli feeds`. Main thread.
 * Properties: "id" "title" "host" "state" ("ok", "refused", "broken", "offline", "idle", "off") "reason"
 * "last-success" "next-try" (UTC seconds) "requests-today". */
#define PENSTOCK_TYPE_FEED_HEALTH (penstock_feed_health_get_type ())
G_DECLARE_FINAL_TYPE (PenstockFeedHealth, penstock_feed_health, PENSTOCK, FEED_HEALTH, GObject)

const char *penstock_feed_health_get_id             (PenstockFeedHealth *self);
const char *penstock_feed_health_get_title          (PenstockFeedHealth *self); /* translated */
const char *penstock_feed_health_get_host           (PenstockFeedHealth *self);
const char *penstock_feed_health_get_state          (PenstockFeedHealth *self);
const char *penstock_feed_health_get_reason         (PenstockFeedHealth *self); /* "" when ok */
gint64      penstock_feed_health_get_last_success   (PenstockFeedHealth *self); /* 0 = never */
gint64      penstock_feed_health_get_next_try       (PenstockFeedHealth *self); /* 0 = none planned */
guint       penstock_feed_health_get_requests_today (PenstockFeedHealth *self);

G_END_DECLS
