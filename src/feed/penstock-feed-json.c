/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-json-private.h"

#include <math.h>

#define FIRST_TIME  -5e9 /* UTC seconds, year 1811 to 5138: beyond it a number is no time */
#define LATEST_TIME 1e11

JsonNode *
penstock_feed_json_load (const char  *data,
                         gsize        length,
                         GError     **error)
{
  return penstock_json_load (data, length, error);
}

static JsonNode *
member_node (JsonObject   *object,
             const char   *member,
             JsonNodeType  type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_TYPE (node) == type ? node : NULL;
}

JsonObject *
penstock_feed_json_object (JsonObject *object,
                           const char *member)
{
  JsonNode *node = member_node (object, member, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

JsonArray *
penstock_feed_json_array (JsonObject *object,
                          const char *member)
{
  JsonNode *node = member_node (object, member, JSON_NODE_ARRAY);

  return node != NULL ? json_node_get_array (node) : NULL;
}

const char *
penstock_feed_json_string (JsonObject *object,
                           const char *member)
{
  JsonNode *node = member_node (object, member, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

double
penstock_feed_json_node_number (JsonNode *node)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : NAN;
}

double
penstock_feed_json_number (JsonObject *object,
                           const char *member)
{
  return object != NULL ? penstock_feed_json_node_number (json_object_get_member (object, member)) : NAN;
}

gint64
penstock_feed_json_time (JsonObject *object,
                         const char *member)
{
  double value = penstock_feed_json_number (object, member);

  return isfinite (value) && value > FIRST_TIME && value < LATEST_TIME ? (gint64)value : 0;
}

gboolean
penstock_feed_json_true (JsonObject *object,
                         const char *member)
{
  JsonNode *node = member_node (object, member, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

JsonObject *
penstock_feed_json_element_object (JsonArray *array,
                                   guint      index)
{
  JsonNode *node = array != NULL && index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
