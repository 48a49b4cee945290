/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-settings.h"

/* A program in a build folder finds the schema that was compiled beside it. */
static GSettingsSchema *
lookup_beside_program (GSettingsSchemaSource *parent)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *dir = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *data = dir != NULL ? g_build_filename (dir, "..", "..", "data", NULL) : NULL;
  g_autoptr(GSettingsSchemaSource) source = NULL;

  if (data != NULL)
    source = g_settings_schema_source_new_from_directory (data, parent, TRUE, NULL);

  return source != NULL ? g_settings_schema_source_lookup (source, PENSTOCK_APP_ID, FALSE) : NULL;
}

GSettings *
penstock_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, PENSTOCK_APP_ID, TRUE);
  if (schema == NULL)
    schema = lookup_beside_program (source);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* An older schema may be installed beside a newer program. */
static gboolean
has_key (GSettings  *self,
         const char *key)
{
  g_autoptr(GSettingsSchema) schema = NULL;

  if (self == NULL)
    return FALSE;

  g_object_get (self, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key);
}

char *
penstock_settings_get_string (GSettings  *self,
                              const char *key,
                              const char *fallback)
{
  return has_key (self, key) ? g_settings_get_string (self, key) : g_strdup (fallback);
}

int
penstock_settings_get_int (GSettings  *self,
                           const char *key,
                           int         fallback)
{
  return has_key (self, key) ? g_settings_get_int (self, key) : fallback;
}

double
penstock_settings_get_double (GSettings  *self,
                              const char *key,
                              double      fallback)
{
  return has_key (self, key) ? g_settings_get_double (self, key) : fallback;
}

gboolean
penstock_settings_get_boolean (GSettings  *self,
                               const char *key,
                               gboolean    fallback)
{
  return has_key (self, key) ? g_settings_get_boolean (self, key) : fallback;
}

char **
penstock_settings_get_strv (GSettings  *self,
                            const char *key)
{
  return has_key (self, key) ? g_settings_get_strv (self, key) : g_new0 (char *, 1);
}

guint
penstock_settings_get_tier (GSettings *self)
{
  return has_key (self, "tier") ? CLAMP (g_settings_get_uint (self, "tier"), 1, 2) : 1;
}

void
penstock_settings_set_string (GSettings  *self,
                              const char *key,
                              const char *value)
{
  if (has_key (self, key))
    g_settings_set_string (self, key, value);
}

void
penstock_settings_set_int (GSettings  *self,
                           const char *key,
                           int         value)
{
  if (has_key (self, key))
    g_settings_set_int (self, key, value);
}

void
penstock_settings_set_boolean (GSettings  *self,
                               const char *key,
                               gboolean    value)
{
  if (has_key (self, key))
    g_settings_set_boolean (self, key, value);
}

void
penstock_settings_set_strv (GSettings         *self,
                            const char        *key,
                            const char *const *value)
{
  if (has_key (self, key))
    g_settings_set_strv (self, key, value);
}
