/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-chain.h"
#include "penstock-json-private.h"

#include <glib/gi18n.h>

static void
fault_free (gpointer data)
{
  PenstockFault *fault = data;

  g_free (fault->path);
  g_free (fault->message);
  g_free (fault);
}

void
penstock_json_reader_init (PenstockJsonReader *self)
{
  self->path = g_string_new ("$");
  self->faults = g_ptr_array_new_with_free_func (fault_free);
}

void
penstock_json_reader_clear (PenstockJsonReader *self)
{
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  if (self->path != NULL)
    g_string_free (g_steal_pointer (&self->path), TRUE);
}

gsize
penstock_json_push (PenstockJsonReader *self,
                    const char         *member)
{
  gsize mark = self->path->len;

  g_string_append_printf (self->path, ".%s", member);
  return mark;
}

gsize
penstock_json_push_index (PenstockJsonReader *self,
                          guint               index)
{
  gsize mark = self->path->len;

  g_string_append_printf (self->path, "[%u]", index);
  return mark;
}

void
penstock_json_pop (PenstockJsonReader *self,
                   gsize               mark)
{
  g_string_truncate (self->path, mark);
}

static void
add_fault (PenstockJsonReader *self,
           char               *message)
{
  PenstockFault *fault = g_new (PenstockFault, 1);

  fault->path = g_strdup (self->path->str);
  fault->message = message;
  g_ptr_array_add (self->faults, fault);
}

void
penstock_json_fault (PenstockJsonReader *self,
                     const char         *format,
                     ...)
{
  va_list args;

  va_start (args, format);
  add_fault (self, g_strdup_vprintf (format, args));
  va_end (args);
}

void
penstock_json_fault_at (PenstockJsonReader *self,
                        const char         *member,
                        const char         *format,
                        ...)
{
  gsize mark = penstock_json_push (self, member);
  va_list args;

  va_start (args, format);
  add_fault (self, g_strdup_vprintf (format, args));
  va_end (args);
  penstock_json_pop (self, mark);
}

/* NULL where the member is missing or null. */
static JsonNode *
lookup (JsonObject *object,
        const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/* As lookup(), but a missing member is a fault. */
static JsonNode *
need (PenstockJsonReader *self,
      JsonObject         *object,
      const char         *member)
{
  JsonNode *node = lookup (object, member);

  if (node == NULL)
    penstock_json_fault_at (self, member, _("is missing"));
  return node;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

const char *
penstock_json_as_string (PenstockJsonReader *self,
                         JsonNode           *node)
{
  if (!holds (node, G_TYPE_STRING))
    {
      penstock_json_fault (self, _("is not a string"));
      return NULL;
    }
  if (*json_node_get_string (node) == '\0')
    {
      penstock_json_fault (self, _("is an empty string"));
      return NULL;
    }

  return json_node_get_string (node);
}

JsonObject *
penstock_json_as_object (PenstockJsonReader *self,
                         JsonNode           *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  penstock_json_fault (self, _("is not an object"));
  return NULL;
}

double
penstock_json_as_share (PenstockJsonReader *self,
                        JsonNode           *node)
{
  double value;

  if (!holds (node, G_TYPE_INT64) && !holds (node, G_TYPE_DOUBLE))
    {
      penstock_json_fault (self, _("is not a number"));
      return 0.0;
    }

  value = json_node_get_double (node);
  if (!(value > 0.0 && value <= 1.0))
    {
      penstock_json_fault (self, _("%g is not above 0 and at most 1"), value);
      return 0.0;
    }

  return value;
}

const char *
penstock_json_string (PenstockJsonReader *self,
                      JsonObject         *object,
                      const char         *member)
{
  JsonNode *node = need (self, object, member);
  const char *value = NULL;

  if (node != NULL)
    {
      gsize mark = penstock_json_push (self, member);

      value = penstock_json_as_string (self, node);
      penstock_json_pop (self, mark);
    }

  return value;
}

const char *
penstock_json_string_or (PenstockJsonReader *self,
                         JsonObject         *object,
                         const char         *member,
                         const char         *otherwise)
{
  JsonNode *node = lookup (object, member);

  if (node == NULL)
    return otherwise;
  if (holds (node, G_TYPE_STRING))
    return *json_node_get_string (node) != '\0' ? json_node_get_string (node) : otherwise;

  penstock_json_fault_at (self, member, _("is not a string"));
  return otherwise;
}

gboolean
penstock_json_boolean_or (PenstockJsonReader *self,
                          JsonObject         *object,
                          const char         *member,
                          gboolean            otherwise)
{
  JsonNode *node = lookup (object, member);

  if (node == NULL)
    return otherwise;
  if (holds (node, G_TYPE_BOOLEAN))
    return json_node_get_boolean (node);

  penstock_json_fault_at (self, member, _("is neither true nor false"));
  return otherwise;
}

gboolean
penstock_json_boolean (PenstockJsonReader *self,
                       JsonObject         *object,
                       const char         *member)
{
  return need (self, object, member) != NULL && penstock_json_boolean_or (self, object, member, FALSE);
}

gint64
penstock_json_integer_or (PenstockJsonReader *self,
                          JsonObject         *object,
                          const char         *member,
                          gint64              low,
                          gint64              high,
                          gint64              otherwise)
{
  JsonNode *node = lookup (object, member);
  gint64 value;

  if (node == NULL)
    return otherwise;
  if (!holds (node, G_TYPE_INT64))
    {
      penstock_json_fault_at (self, member, _("is not a whole number"));
      return otherwise;
    }

  value = json_node_get_int (node);
  if (value >= low && value <= high)
    return value;

  penstock_json_fault_at (self, member, _("%lld is not between %lld and %lld"),
                          (long long)value, (long long)low, (long long)high);
  return otherwise;
}

gint64
penstock_json_integer (PenstockJsonReader *self,
                       JsonObject         *object,
                       const char         *member,
                       gint64              low,
                       gint64              high)
{
  return need (self, object, member) != NULL ? penstock_json_integer_or (self, object, member, low, high, low) : low;
}

double
penstock_json_share (PenstockJsonReader *self,
                     JsonObject         *object,
                     const char         *member)
{
  JsonNode *node = need (self, object, member);
  double value = 0.0;

  if (node != NULL)
    {
      gsize mark = penstock_json_push (self, member);

      value = penstock_json_as_share (self, node);
      penstock_json_pop (self, mark);
    }

  return value;
}

static char *
list_words (const char *const *words,
            guint              n_words)
{
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", words[i]);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

guint
penstock_json_choice (PenstockJsonReader *self,
                      JsonObject         *object,
                      const char         *member,
                      const char *const  *words,
                      guint               n_words)
{
  g_autofree char *list = NULL;
  const char *word = penstock_json_string (self, object, member);

  if (word == NULL)
    return 0;

  for (guint i = 0; i < n_words; i++)
    if (g_str_equal (word, words[i]))
      return i;

  list = list_words (words, n_words);
  penstock_json_fault_at (self, member, _("`%s' is none of %s"), word, list);
  return 0;
}

JsonArray *
penstock_json_array_or_none (PenstockJsonReader *self,
                             JsonObject         *object,
                             const char         *member)
{
  JsonNode *node = lookup (object, member);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);

  penstock_json_fault_at (self, member, _("is not an array"));
  return NULL;
}

JsonArray *
penstock_json_array (PenstockJsonReader *self,
                     JsonObject         *object,
                     const char         *member)
{
  return need (self, object, member) != NULL ? penstock_json_array_or_none (self, object, member) : NULL;
}

JsonObject *
penstock_json_object (PenstockJsonReader *self,
                      JsonObject         *object,
                      const char         *member)
{
  JsonNode *node = need (self, object, member);
  JsonObject *value = NULL;

  if (node != NULL)
    {
      gsize mark = penstock_json_push (self, member);

      value = penstock_json_as_object (self, node);
      penstock_json_pop (self, mark);
    }

  return value;
}
