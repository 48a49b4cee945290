/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The tree of an answer that is JSON (RFC 8259) and nothing else: no comments, no NaN, no more than 64 levels, valid UTF-8; a BOM is skipped.
 * PENSTOCK_ERROR_FORMAT names line and column. */
JsonNode   *penstock_feed_json_load   (const char *data, gsize length, GError **error);

/* What a member is if it is there and of that type; else NULL or NAN. @object may be NULL. Borrowed. */
JsonObject *penstock_feed_json_object (JsonObject *object, const char *member);
JsonArray  *penstock_feed_json_array  (JsonObject *object, const char *member);
const char *penstock_feed_json_string (JsonObject *object, const char *member);
double      penstock_feed_json_number (JsonObject *object, const char *member);
/* UTC seconds; 0 where missing or out of reason. */
gint64      penstock_feed_json_time   (JsonObject *object, const char *member);
gboolean    penstock_feed_json_true   (JsonObject *object, const char *member);
/* Element @index of the array, if it is there and an object. */
JsonObject *penstock_feed_json_element_object (JsonArray *array, guint index);
/* A number node's value, converting integers; NAN for null and for anything that is no number. */
double      penstock_feed_json_node_number    (JsonNode *node);

G_END_DECLS
