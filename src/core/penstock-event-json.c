/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-chain.h"
#include "penstock-error.h"
#include "penstock-event.h"
#include "penstock-json-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_SECONDS G_GINT64_CONSTANT (253402300799) /* the end of the year 9999 */

/* [date, status] or [date, status, note] */
static void
read_status (PenstockJsonReader *reader,
             JsonNode           *node,
             PenstockEvent      *event)
{
  JsonArray *entry = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint length = entry != NULL ? json_array_get_length (entry) : 0;
  const char *part[3] = { NULL, NULL, NULL };
  PenstockStatus status = PENSTOCK_STATUS_RUMOUR;
  PenstockDay day;

  if (length < 2 || length > 3)
    {
      penstock_json_fault (reader, _("is not [date, status] or [date, status, note]"));
      return;
    }

  for (guint i = 0; i < length; i++)
    {
      gsize mark = penstock_json_push_index (reader, i);
      JsonNode *element = json_array_get_element (entry, i);

      if (i < 2 || !JSON_NODE_HOLDS_NULL (element))
        part[i] = penstock_json_as_string (reader, element);
      day = i == 0 ? penstock_day_parse (part[0]) : 0;
      if (i == 0 && part[0] != NULL && day == PENSTOCK_DAY_NONE)
        penstock_json_fault (reader, _("`%s' is no date like 2026-08-19"), part[0]);
      if (i == 1 && part[1] != NULL && !penstock_status_parse (part[1], &status))
        penstock_json_fault (reader, _("`%s' is none of rumour, reported, confirmed, denied, expired"), part[1]);
      penstock_json_pop (reader, mark);
    }

  day = penstock_day_parse (part[0]);
  if (day != PENSTOCK_DAY_NONE && part[1] != NULL)
    penstock_event_add_status (event, day, status, part[2]);
}

static void
read_history (PenstockJsonReader *reader,
              JsonObject         *object,
              PenstockEvent      *event)
{
  JsonArray *history = penstock_json_array (reader, object, "status_history");
  gsize mark;

  if (history == NULL)
    return;

  mark = penstock_json_push (reader, "status_history");
  if (json_array_get_length (history) == 0)
    penstock_json_fault (reader, _("is empty"));
  for (guint i = 0; i < json_array_get_length (history); i++)
    {
      gsize element = penstock_json_push_index (reader, i);

      read_status (reader, json_array_get_element (history, i), event);
      penstock_json_pop (reader, element);
    }
  penstock_json_pop (reader, mark);
}

static void
read_companies (PenstockJsonReader *reader,
                JsonObject         *object,
                PenstockEvent      *event)
{
  JsonObject *companies = penstock_json_object (reader, object, "companies");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gsize mark;

  if (companies == NULL)
    return;

  mark = penstock_json_push (reader, "companies");
  if (json_object_get_size (companies) == 0)
    penstock_json_fault (reader, _("is empty"));
  json_object_iter_init_ordered (&iter, companies);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      gsize member = penstock_json_push (reader, name);
      double relevance = penstock_json_as_share (reader, node);

      if (*name == '\0')
        penstock_json_fault (reader, _("a company without a name"));
      else if (relevance > 0.0)
        penstock_event_add_company (event, name, relevance);
      penstock_json_pop (reader, member);
    }
  penstock_json_pop (reader, mark);
}

static void
read_source (PenstockJsonReader *reader,
             JsonObject         *object,
             PenstockEvent      *event)
{
  const PenstockEventSource source = {
    .key = (char *)penstock_json_string (reader, object, "key"),
    .source = (char *)penstock_json_string (reader, object, "source"),
    .publisher = (char *)penstock_json_string_or (reader, object, "publisher", NULL),
    .title = (char *)penstock_json_string_or (reader, object, "title", NULL),
    .url = (char *)penstock_json_string_or (reader, object, "url", NULL),
    .published_at = penstock_json_integer (reader, object, "published_at", 0, MOST_SECONDS),
  };

  if (source.key != NULL && source.source != NULL)
    penstock_event_add_source (event, &source);
}

static void
read_sources (PenstockJsonReader *reader,
              JsonObject         *object,
              PenstockEvent      *event)
{
  JsonArray *sources = penstock_json_array_or_none (reader, object, "sources");
  gsize mark;

  if (sources == NULL)
    return;

  mark = penstock_json_push (reader, "sources");
  for (guint i = 0; i < json_array_get_length (sources); i++)
    {
      gsize element = penstock_json_push_index (reader, i);
      JsonObject *member = penstock_json_as_object (reader, json_array_get_element (sources, i));

      if (member != NULL)
        read_source (reader, member, event);
      penstock_json_pop (reader, element);
    }
  penstock_json_pop (reader, mark);
}

/* NULL only where the event has no id or title; then there is a fault. @ids: those of the events before. */
static PenstockEvent *
read_event (PenstockJsonReader *reader,
            JsonObject         *object,
            GHashTable         *ids)
{
  const char *id = penstock_json_string (reader, object, "id");
  const char *title = penstock_json_string (reader, object, "title");
  PenstockEvent *event;

  if (id != NULL && !g_hash_table_add (ids, (gpointer)id))
    penstock_json_fault_at (reader, "id", _("two events have the id `%s'"), id);
  if (id == NULL || title == NULL)
    return NULL;

  event = penstock_event_new (id, title);
  event->kind = g_strdup (penstock_json_string_or (reader, object, "kind", NULL));
  event->direction = (int)penstock_json_integer (reader, object, "direction", -1, 1);
  event->direction_guessed = penstock_json_boolean_or (reader, object, "direction_guessed", FALSE);
  read_companies (reader, object, event);
  read_history (reader, object, event);
  event->source = g_strdup (penstock_json_string_or (reader, object, "source", NULL));
  event->url = g_strdup (penstock_json_string_or (reader, object, "url", NULL));
  read_sources (reader, object, event);

  return event;
}

static GPtrArray *
read_events (PenstockJsonReader *reader,
             JsonNode           *root)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  if (array == NULL)
    penstock_json_fault (reader, _("is not an array of events"));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      gsize mark = penstock_json_push_index (reader, i);
      JsonObject *object = penstock_json_as_object (reader, json_array_get_element (array, i));
      PenstockEvent *event = object != NULL ? read_event (reader, object, ids) : NULL;

      if (event != NULL)
        g_ptr_array_add (events, event);
      penstock_json_pop (reader, mark);
    }

  return g_steal_pointer (&events);
}

GPtrArray *
penstock_events_parse (const char  *json,
                       gssize       length,
                       GError     **error)
{
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GPtrArray) events = NULL;
  PenstockJsonReader reader;

  g_return_val_if_fail (json != NULL || length == 0, NULL);

  root = penstock_json_load (json, length < 0 ? strlen (json) : (gsize)length, error);
  if (root == NULL)
    return NULL;

  penstock_json_reader_init (&reader);
  events = read_events (&reader, root);
  if (reader.faults->len > 0)
    {
      const PenstockFault *first = g_ptr_array_index (reader.faults, 0);

      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "%s: %s", first->path, first->message);
      g_clear_pointer (&events, g_ptr_array_unref);
    }
  penstock_json_reader_clear (&reader);

  return g_steal_pointer (&events);
}

static void
add_string (JsonBuilder *builder,
            const char  *member,
            const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

static void
build_sources (JsonBuilder         *builder,
               const PenstockEvent *event)
{
  if (event->sources->len == 0)
    return;

  json_builder_set_member_name (builder, "sources");
  json_builder_begin_array (builder);
  for (guint i = 0; i < event->sources->len; i++)
    {
      const PenstockEventSource *source = &g_array_index (event->sources, PenstockEventSource, i);

      json_builder_begin_object (builder);
      add_string (builder, "key", source->key);
      add_string (builder, "source", source->source);
      add_string (builder, "publisher", source->publisher);
      add_string (builder, "title", source->title);
      add_string (builder, "url", source->url);
      json_builder_set_member_name (builder, "published_at");
      json_builder_add_int_value (builder, source->published_at);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_event (JsonBuilder         *builder,
             const PenstockEvent *event)
{
  json_builder_begin_object (builder);
  add_string (builder, "id", event->id);
  add_string (builder, "title", event->title);
  add_string (builder, "kind", event->kind);
  json_builder_set_member_name (builder, "direction");
  json_builder_add_int_value (builder, event->direction);
  if (event->direction_guessed)
    {
      json_builder_set_member_name (builder, "direction_guessed");
      json_builder_add_boolean_value (builder, TRUE);
    }

  json_builder_set_member_name (builder, "companies");
  json_builder_begin_object (builder);
  for (guint i = 0; i < event->companies->len; i++)
    {
      const PenstockEventCompany *company = &g_array_index (event->companies, PenstockEventCompany, i);

      json_builder_set_member_name (builder, company->company);
      json_builder_add_double_value (builder, company->relevance);
    }
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "status_history");
  json_builder_begin_array (builder);
  for (guint i = 0; i < event->history->len; i++)
    {
      const PenstockStatusChange *change = &g_array_index (event->history, PenstockStatusChange, i);
      char day[16];

      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, penstock_day_format (change->day, day));
      json_builder_add_string_value (builder, penstock_status_id (change->status));
      if (change->note != NULL)
        json_builder_add_string_value (builder, change->note);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);

  add_string (builder, "source", event->source);
  add_string (builder, "url", event->url);
  build_sources (builder, event);
  json_builder_end_object (builder);
}

char *
penstock_events_to_json (GPtrArray *events)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (events != NULL, NULL);

  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    build_event (builder, g_ptr_array_index (events, i));
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
