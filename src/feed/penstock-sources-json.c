/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sources.h"

#include <json-glib/json-glib.h>

/* What is in force, as the file that would bring it about. */

static void
add_text (JsonBuilder *builder,
          const char  *member,
          const char  *text)
{
  json_builder_set_member_name (builder, member);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder,
            const char  *member,
            guint        number)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, number);
}

static void
add_types (JsonBuilder       *builder,
           const char *const *types)
{
  json_builder_set_member_name (builder, "content_types");
  if (types == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_array (builder);
  for (guint i = 0; types[i] != NULL; i++)
    json_builder_add_string_value (builder, types[i]);
  json_builder_end_array (builder);
}

static void
add_source (JsonBuilder            *builder,
            const PenstockSources  *self,
            const PenstockProvider *provider)
{
  const PenstockPolicy *policy = penstock_sources_get_policy (self, provider);

  json_builder_set_member_name (builder, provider->id);
  json_builder_begin_object (builder);
  add_text (builder, "base_url", penstock_sources_get_base_url (self, provider));
  add_text (builder, "terms_url", penstock_sources_get_terms_url (self, provider));
  add_text (builder, "host_key", policy->host_key);
  add_text (builder, "user_agent", policy->user_agent);
  add_number (builder, "min_interval_ms", policy->min_interval_ms);
  add_number (builder, "max_per_hour", policy->max_per_hour);
  add_number (builder, "max_per_day", policy->max_per_day);
  add_number (builder, "backoff_first_s", policy->backoff_first_s);
  add_number (builder, "backoff_most_s", policy->backoff_most_s);
  json_builder_set_member_name (builder, "follow_redirects");
  json_builder_add_boolean_value (builder, policy->follow_redirects);
  add_types (builder, policy->content_types);
  json_builder_end_object (builder);
}

char *
penstock_sources_to_json (const PenstockSources *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "format", "penstock-sources/1");
  json_builder_set_member_name (builder, "sources");
  json_builder_begin_object (builder);
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    add_source (builder, self, penstock_providers[i]);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);

  return g_strconcat (text, "\n", NULL);
}
