/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-http-private.h"

#include <string.h>

#define INSTEAD "KEY"

const char *
penstock_http_house (const PenstockProvider *provider)
{
  return provider->policy->host_key != NULL ? provider->policy->host_key : provider->id;
}

/* Removes every occurrence, in whatever case: an escape may be written %2f or %2F. */
static char *
replace (const char *text,
         const char *secret)
{
  const gsize length = strlen (secret);
  g_autoptr(GString) clean = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    if (g_ascii_strncasecmp (p, secret, length) == 0)
      {
        g_string_append (clean, INSTEAD);
        p += length;
      }
    else
      {
        g_string_append_c (clean, *p++);
      }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/* Every byte as %XX: the way a careful writer may put it. */
static char *
escape_all (const char *key)
{
  g_autoptr(GString) escaped = g_string_new (NULL);

  for (const char *p = key; *p != '\0'; p++)
    g_string_append_printf (escaped, "%%%02X", (guint8)*p);

  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

char *
penstock_http_without_key (const char *text,
                           const char *key)
{
  g_autofree char *clean = g_strdup (text);

  penstock_http_strip_key (&clean, key);
  return g_steal_pointer (&clean);
}

void
penstock_http_strip_key (char       **text,
                         const char  *key)
{
  g_autofree char *reserved = NULL;
  g_autofree char *path = NULL;
  g_autofree char *all = NULL;
  const char *spellings[4];

  if (*text == NULL || key == NULL || *key == '\0')
    return;

  reserved = g_uri_escape_string (key, NULL, FALSE);
  path = g_uri_escape_string (key, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
  all = escape_all (key);
  /* The longest first: a spelling may begin with another. */
  spellings[0] = all;
  spellings[1] = reserved;
  spellings[2] = path;
  spellings[3] = key;
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      char *clean = replace (*text, spellings[i]);

      g_free (*text);
      *text = clean;
    }
}
