/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One feed's health over all its subjects, for the header chip, the Feeds page and `penstock-cli feeds`. Main thread. Every getter has a property of its name.
 * "state": "ok"; "refused" (until next-try); "broken"; "offline"; "idle" (never asked); "standby" (others are preferred and answer);
 * "no-key" (wants a key and has none); "off" (not agreed to). */
#define PENSTOCK_TYPE_FEED_HEALTH (penstock_feed_health_get_type ())
G_DECLARE_FINAL_TYPE (PenstockFeedHealth, penstock_feed_health, PENSTOCK, FEED_HEALTH, GObject)

const char *penstock_feed_health_get_id             (PenstockFeedHealth *self);
const char *penstock_feed_health_get_title          (PenstockFeedHealth *self); /* translated */
const char *penstock_feed_health_get_host           (PenstockFeedHealth *self); /* hosts it contacts, joined by ", " */
const char *penstock_feed_health_get_sends          (PenstockFeedHealth *self); /* translated: what is sent there */
const char *penstock_feed_health_get_terms_url      (PenstockFeedHealth *self); /* "" = none */
const char *penstock_feed_health_get_key_url        (PenstockFeedHealth *self); /* "" = none */
const char *penstock_feed_health_get_state          (PenstockFeedHealth *self);
const char *penstock_feed_health_get_reason         (PenstockFeedHealth *self); /* "" when ok */
const char *penstock_feed_health_get_key_state      (PenstockFeedHealth *self); /* "none" (wants none), "missing", "set" */
gboolean    penstock_feed_health_get_enabled        (PenstockFeedHealth *self);
gint64      penstock_feed_health_get_last_success   (PenstockFeedHealth *self); /* UTC seconds, 0 = never */
gint64      penstock_feed_health_get_next_try       (PenstockFeedHealth *self); /* UTC seconds, 0 = none planned */
guint       penstock_feed_health_get_subjects       (PenstockFeedHealth *self); /* asked about so far */
guint       penstock_feed_health_get_failing        (PenstockFeedHealth *self); /* of them, whose last answer was of no use */
guint       penstock_feed_health_get_standing_in    (PenstockFeedHealth *self); /* listings it gives because a preferred feed does not */
/* The host's budget, shared by all feeds of the host. 0 most = no limit known. */
guint       penstock_feed_health_get_requests_hour  (PenstockFeedHealth *self);
guint       penstock_feed_health_get_most_per_hour  (PenstockFeedHealth *self);
guint       penstock_feed_health_get_requests_today (PenstockFeedHealth *self);
guint       penstock_feed_health_get_most_per_day   (PenstockFeedHealth *self);

G_END_DECLS
