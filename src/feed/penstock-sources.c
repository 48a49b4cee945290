/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-paths.h"
#include "penstock-sources.h"
#include "penstock-transfer-private.h"

#include <glib/gi18n.h>

#define FORMAT         "penstock-sources/1"
#define LARGEST_FILE   (1024 * 1024)
#define LEAST_INTERVAL 100       /* milliseconds */
#define MOST_WAIT      604800    /* seconds; also of a spacing */
#define MOST_REQUESTS  1000000
#define LONGEST_KEY    48        /* of PenstockHostState.host_key, with room to spare */
#define LONGEST_TEXT   512

/* One provider's line of the file. The policy's strings are the provider's own, or owned here where the file gives them. */
typedef struct
{
  const PenstockProvider *provider;
  char                   *base_url, *terms_url;
  char                   *host_key, *user_agent;
  char                  **content_types;
  PenstockPolicy          policy;
} Source;

struct PenstockSources
{
  GHashTable *sources; /* provider id → Source */
};

static void
source_free (Source *source)
{
  g_free (source->base_url);
  g_free (source->terms_url);
  g_free (source->host_key);
  g_free (source->user_agent);
  g_strfreev (source->content_types);
  g_free (source);
}

PenstockSources *
penstock_sources_ref (PenstockSources *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  PenstockSources *self = data;

  g_hash_table_unref (self->sources);
}

void
penstock_sources_unref (PenstockSources *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/* -- members, each with the place of its fault -- */

typedef struct
{
  const char *provider;
  const char *member;
  JsonNode   *node;
} Place;

static gboolean
fail (const Place *place,
      const char  *what,
      GError     **error)
{
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "$.sources.%s.%s: %s", place->provider, place->member, what);
  return FALSE;
}

/* A line that goes into a request or on the screen: no control characters, which would end a header. */
static gboolean
is_line (const char *text,
         gsize       longest)
{
  const gsize length = strlen (text);

  if (length == 0 || length > longest)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;

  return TRUE;
}

/* FALSE on a fault; @text stays NULL where the member is null. */
static gboolean
take_line (const Place  *place,
           gsize         longest,
           char        **text,
           GError      **error)
{
  if (JSON_NODE_HOLDS_NULL (place->node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (place->node) || json_node_get_value_type (place->node) != G_TYPE_STRING)
    return fail (place, _("a text is wanted"), error);
  if (!is_line (json_node_get_string (place->node), longest))
    return fail (place, _("empty, too long, or with control characters"), error);

  *text = json_node_dup_string (place->node);
  return TRUE;
}

static gboolean
is_address (const char *uri)
{
  g_autoptr(GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *scheme = parsed != NULL ? g_uri_get_scheme (parsed) : "";

  if (parsed == NULL || g_uri_get_host (parsed) == NULL || *g_uri_get_host (parsed) == '\0' || g_uri_get_userinfo (parsed) != NULL)
    return FALSE;

  return g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && penstock_transfer_is_loopback (uri));
}

static gboolean
take_address (const Place  *place,
              char        **uri,
              GError      **error)
{
  if (!take_line (place, LONGEST_TEXT, uri, error))
    return FALSE;
  if (*uri != NULL && !is_address (*uri))
    return fail (place, _("an https address is wanted (or one of this machine)"), error);

  return TRUE;
}

static gboolean
take_number (const Place  *place,
             guint         least,
             guint         most,
             guint        *number,
             GError      **error)
{
  g_autofree char *what = NULL;
  gint64 value = -1;

  if (JSON_NODE_HOLDS_VALUE (place->node) && json_node_get_value_type (place->node) == G_TYPE_INT64)
    value = json_node_get_int (place->node);
  if (value < least || value > most)
    {
      what = g_strdup_printf (_("a whole number from %u to %u is wanted"), least, most);
      return fail (place, what, error);
    }

  *number = (guint)value;
  return TRUE;
}

static gboolean
take_types (const Place  *place,
            Source       *source,
            GError      **error)
{
  g_autoptr(GStrvBuilder) types = g_strv_builder_new ();
  JsonArray *array;

  source->policy.content_types = NULL;
  if (JSON_NODE_HOLDS_NULL (place->node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (place->node))
    return fail (place, _("a list of texts is wanted"), error);

  array = json_node_get_array (place->node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING || !is_line (json_node_get_string (node), LONGEST_TEXT))
        return fail (place, _("a list of texts is wanted"), error);
      g_strv_builder_add (types, json_node_get_string (node));
    }

  source->content_types = g_strv_builder_end (types);
  source->policy.content_types = (const char *const *)source->content_types;
  return TRUE;
}

static gboolean
take_boolean (const Place *place,
              gboolean    *value,
              GError     **error)
{
  if (!JSON_NODE_HOLDS_VALUE (place->node) || json_node_get_value_type (place->node) != G_TYPE_BOOLEAN)
    return fail (place, _("true or false is wanted"), error);

  *value = json_node_get_boolean (place->node);
  return TRUE;
}

/* Where there is an address in the provider there must be one in the file, and none where the user gives his own. */
static gboolean
take_base_url (const Place *place,
               Source      *source,
               GError     **error)
{
  char *end;

  if (!take_address (place, &source->base_url, error))
    return FALSE;
  if ((source->base_url == NULL) != (source->provider->base_url == NULL))
    return fail (place, source->base_url == NULL ? _("an address is wanted") : _("this feed asks the user’s own addresses"), error);
  if (source->base_url != NULL)
    for (end = source->base_url + strlen (source->base_url); end > source->base_url && end[-1] == '/';)
      *--end = '\0';

  return TRUE;
}

static gboolean
take_host_key (const Place *place,
               Source      *source,
               GError     **error)
{
  if (!take_line (place, LONGEST_KEY, &source->host_key, error))
    return FALSE;
  if (source->host_key != NULL && strchr (source->host_key, ':') != NULL)
    return fail (place, _("no colon may be in it"), error);
  if (source->host_key == NULL && source->provider->asks != PENSTOCK_ASKS_ADDRESS)
    return fail (place, _("a text is wanted"), error);

  source->policy.host_key = source->host_key;
  return TRUE;
}

static gboolean
take_member (const Place *place,
             Source      *source,
             GError     **error)
{
  PenstockPolicy *policy = &source->policy;

  if (g_str_equal (place->member, "base_url"))
    return take_base_url (place, source, error);
  if (g_str_equal (place->member, "terms_url"))
    return take_address (place, &source->terms_url, error);
  if (g_str_equal (place->member, "host_key"))
    return take_host_key (place, source, error);
  if (g_str_equal (place->member, "user_agent"))
    {
      gboolean good = take_line (place, LONGEST_TEXT, &source->user_agent, error);

      policy->user_agent = source->user_agent;
      return good;
    }
  if (g_str_equal (place->member, "min_interval_ms"))
    return take_number (place, LEAST_INTERVAL, MOST_WAIT * 1000, &policy->min_interval_ms, error);
  if (g_str_equal (place->member, "max_per_hour"))
    return take_number (place, 0, MOST_REQUESTS, &policy->max_per_hour, error);
  if (g_str_equal (place->member, "max_per_day"))
    return take_number (place, 0, MOST_REQUESTS, &policy->max_per_day, error);
  if (g_str_equal (place->member, "backoff_first_s"))
    return take_number (place, 1, MOST_WAIT, &policy->backoff_first_s, error);
  if (g_str_equal (place->member, "backoff_most_s"))
    return take_number (place, 1, MOST_WAIT, &policy->backoff_most_s, error);
  if (g_str_equal (place->member, "follow_redirects"))
    return take_boolean (place, &policy->follow_redirects, error);
  if (g_str_equal (place->member, "content_types"))
    return take_types (place, source, error);

  return fail (place, _("there is no such member"), error);
}

static gboolean
take_source (PenstockSources *self,
             const char      *id,
             JsonNode        *node,
             GError         **error)
{
  const PenstockProvider *provider = penstock_provider_find (id);
  JsonObjectIter iter;
  Source *source;
  Place place = { .provider = id };

  if (provider == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "$.sources.%s: %s", id,
                   provider == NULL ? _("there is no such feed") : _("an object is wanted"));
      return FALSE;
    }

  source = g_new0 (Source, 1);
  *source = (Source) { .provider = provider, .policy = *provider->policy };
  g_hash_table_insert (self->sources, (gpointer)provider->id, source);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &place.member, &place.node))
    if (!take_member (&place, source, error))
      return FALSE;

  if (source->policy.backoff_most_s < source->policy.backoff_first_s)
    {
      place.member = "backoff_most_s";
      return fail (&place, _("less than backoff_first_s"), error);
    }

  return TRUE;
}

static gboolean
check_root (JsonNode    *root,
            JsonObject **sources,
            GError     **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *format = penstock_feed_json_string (object, "format"), *member;
  JsonObjectIter iter;

  *sources = penstock_feed_json_object (object, "sources");
  if (g_strcmp0 (format, FORMAT) != 0)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "$.format: %s", _("“penstock-sources/1” is wanted"));
      return FALSE;
    }
  if (*sources == NULL)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "$.sources: %s", _("an object is wanted"));
      return FALSE;
    }

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, NULL))
    if (!g_str_equal (member, "format") && !g_str_equal (member, "sources"))
      {
        g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "$.%s: %s", member, _("there is no such member"));
        return FALSE;
      }

  return TRUE;
}

PenstockSources *
penstock_sources_parse (const char  *json,
                        gssize       length,
                        GError     **error)
{
  g_autoptr(PenstockSources) self = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonObject *sources;
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  g_return_val_if_fail (json != NULL, NULL);

  root = penstock_feed_json_load (json, length >= 0 ? (gsize)length : strlen (json), error);
  if (root == NULL || !check_root (root, &sources, error))
    return NULL;

  self = g_atomic_rc_box_new0 (PenstockSources);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)source_free);
  json_object_iter_init (&iter, sources);
  while (json_object_iter_next (&iter, &id, &node))
    if (!take_source (self, id, node, error))
      return NULL;

  return g_steal_pointer (&self);
}

/* NULL without @error if there is no such file. */
static PenstockSources *
load_file (const char  *path,
           GError     **error)
{
  g_autoptr(GError) fault = NULL;
  g_autoptr(PenstockSources) self = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &fault))
    {
      if (!g_error_matches (fault, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  if (length > LARGEST_FILE)
    g_set_error (&fault, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "%s", _("too large for what it should be"));
  else
    self = penstock_sources_parse (text, (gssize)length, &fault);

  if (fault != NULL)
    g_propagate_prefixed_error (error, g_steal_pointer (&fault), "%s: ", path);
  return g_steal_pointer (&self);
}

PenstockSources *
penstock_sources_load (const char  *user_dir,
                       GError     **error)
{
  g_autofree char *users = user_dir != NULL ? g_build_filename (user_dir, "sources.json", NULL) : NULL;
  g_autofree char *shipped = penstock_paths_data_file ("sources.json");
  g_autoptr(GError) fault = NULL;
  PenstockSources *self = users != NULL ? load_file (users, &fault) : NULL;

  /* The user's fault is the one to tell; of the shipped file only where it is the only one. */
  if (self == NULL && shipped != NULL)
    self = load_file (shipped, fault == NULL ? &fault : NULL);
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));

  return self;
}

/* -- what is in force -- */

static const Source *
find (const PenstockSources  *self,
      const PenstockProvider *provider)
{
  return self != NULL ? g_hash_table_lookup (self->sources, provider->id) : NULL;
}

const char *
penstock_sources_get_base_url (const PenstockSources  *self,
                               const PenstockProvider *provider)
{
  const Source *source;

  g_return_val_if_fail (provider != NULL, NULL);

  source = find (self, provider);
  return source != NULL && source->base_url != NULL ? source->base_url : provider->base_url;
}

const char *
penstock_sources_get_terms_url (const PenstockSources  *self,
                                const PenstockProvider *provider)
{
  const Source *source;

  g_return_val_if_fail (provider != NULL, NULL);

  source = find (self, provider);
  return source != NULL && source->terms_url != NULL ? source->terms_url : provider->terms_url;
}

const PenstockPolicy *
penstock_sources_get_policy (const PenstockSources  *self,
                             const PenstockProvider *provider)
{
  const Source *source;

  g_return_val_if_fail (provider != NULL, NULL);

  source = find (self, provider);
  return source != NULL ? &source->policy : provider->policy;
}
