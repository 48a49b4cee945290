/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "penstock-news-feed-private.h"

#include <string.h>

/* RFC 3986 section 5 on text, as GUri would change the spelling of addresses that are identities here. */

#define LONGEST 2048 /* bytes */

typedef struct { const char *start; gsize length; } Part;
typedef struct { Part scheme, authority, path, query; } Address; /* scheme with ":", authority with "//", query with "?"; no fragment */

static Address
split (const char *text)
{
  Address a = { { 0 } };
  gsize n = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

  a.scheme = (Part) { text, n > 0 && text[n] == ':' && g_ascii_isalpha (*text) ? n + 1 : 0 };
  text += a.scheme.length;
  a.authority = (Part) { text, g_str_has_prefix (text, "//") ? 2 + strcspn (text + 2, "/?#") : 0 };
  text += a.authority.length;
  a.path = (Part) { text, strcspn (text, "?#") };
  text += a.path.length;
  a.query = (Part) { text, strcspn (text, "#") };
  return a;
}

static void
append (GString *out,
        Part     part)
{
  g_string_append_len (out, part.start, (gssize)part.length);
}

/* "/a/b/../c/./d" → "/a/c/d" */
static void
append_path (GString    *out,
             const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    {
      gboolean dots = g_str_equal (parts[i], "."), up = g_str_equal (parts[i], "..");

      if (up && kept->len > 1)
        g_ptr_array_remove_index (kept, kept->len - 1);
      if (!dots && !up)
        g_ptr_array_add (kept, parts[i]);
      else if (i + 1 == n)
        g_ptr_array_add (kept, (gpointer) "");
    }

  for (guint i = 0; i < kept->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "/" : "", (const char *)g_ptr_array_index (kept, i));
}

static char *
merge (const Address *base,
       const Address *reference)
{
  const char *slash = base->path.length > 0 ? memrchr (base->path.start, '/', base->path.length) : NULL;
  GString *path = g_string_new (NULL);

  if (*reference->path.start == '/' && reference->path.length > 0)
    append (path, reference->path);
  else if (reference->path.length == 0)
    append (path, base->path);
  else
    {
      g_string_append_len (path, slash != NULL ? base->path.start : "/", slash != NULL ? slash + 1 - base->path.start : 1);
      append (path, reference->path);
    }

  return g_string_free (path, FALSE);
}

/* Blanks within and around, which people leave there. */
static char *
tidy (const char *reference)
{
  g_autofree char *copy = g_strstrip (g_strdup (reference));
  GString *out = g_string_new (NULL);

  for (const char *p = copy; *p != '\0'; p++)
    if (*p == ' ')
      g_string_append (out, "%20");
    else if ((guchar)*p > 0x20 && *p != 0x7f)
      g_string_append_c (out, *p);

  return g_string_free (out, FALSE);
}

char *
penstock_news_feed_rebase (const char *base,
                           const char *reference)
{
  g_autofree char *tidied = reference != NULL ? tidy (reference) : NULL;
  g_autoptr(GString) out = NULL;
  g_autofree char *path = NULL;
  Address b, r;

  if (tidied == NULL || *tidied == '\0' || strlen (tidied) > LONGEST)
    return g_strdup (base);
  r = split (tidied);
  if (r.scheme.length > 0)
    return g_steal_pointer (&tidied);
  if (base == NULL)
    return NULL;

  b = split (base);
  out = g_string_new (NULL);
  append (out, b.scheme);
  append (out, r.authority.length > 0 ? r.authority : b.authority);
  path = r.authority.length > 0 ? g_strndup (r.path.start, r.path.length) : merge (&b, &r);
  append_path (out, path);
  append (out, r.path.length == 0 && r.authority.length == 0 && (r.query.length == 0) ? b.query : r.query);
  g_string_append (out, tidied + strcspn (tidied, "#"));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
penstock_news_feed_resolve (const char *base,
                            const char *reference)
{
  g_autofree char *tidied = reference != NULL ? tidy (reference) : NULL;
  g_autofree char *url = tidied != NULL && *tidied != '\0' ? penstock_news_feed_rebase (base, tidied) : NULL;
  const char *host;

  if (url == NULL || strlen (url) > LONGEST || !g_utf8_validate (url, -1, NULL))
    return NULL;
  if (g_ascii_strncasecmp (url, "http://", 7) == 0)
    host = url + 7;
  else if (g_ascii_strncasecmp (url, "https://", 8) == 0)
    host = url + 8;
  else
    return NULL;

  return *host != '\0' && *host != '/' ? g_steal_pointer (&url) : NULL;
}
