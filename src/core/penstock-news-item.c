/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-item.h"

#include "penstock-day.h"

#include <string.h>

PenstockNewsItem *
penstock_news_item_new (const char *title,
                        const char *source,
                        gint64      published_at)
{
  PenstockNewsItem *self;

  g_return_val_if_fail (title != NULL && source != NULL, NULL);

  self = g_new0 (PenstockNewsItem, 1);
  self->title = g_strdup (title);
  self->published_at = published_at;
  g_strlcpy (self->source, source, sizeof self->source);
  return self;
}

PenstockNewsItem *
penstock_news_item_copy (const PenstockNewsItem *self)
{
  PenstockNewsItem *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->id = g_strdup (self->id);
  copy->title = g_strdup (self->title);
  copy->summary = g_strdup (self->summary);
  copy->url = g_strdup (self->url);
  copy->publisher = g_strdup (self->publisher);
  copy->language = g_strdup (self->language);
  copy->symbols = g_strdupv (self->symbols);
  copy->form = g_strdup (self->form);
  copy->items = g_strdup (self->items);
  return copy;
}

void
penstock_news_item_free (PenstockNewsItem *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->url);
  g_free (self->publisher);
  g_free (self->language);
  g_strfreev (self->symbols);
  g_free (self->form);
  g_free (self->items);
  g_free (self);
}

static gboolean
is_tracking (const char *parameter)
{
  static const char *const names[] = { ".tsrc", "oc", "fbclid", "gclid", "guccounter", "cmpid", "ncid", "mod", "ref", "src" };
  const gsize length = strcspn (parameter, "=");

  if (g_ascii_strncasecmp (parameter, "utm_", 4) == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (parameter, names[i], length) == 0)
      return TRUE;

  return FALSE;
}

char *
penstock_news_dup_canonical_url (const char *url)
{
  g_autoptr(GString) canonical = NULL;
  g_auto(GStrv) parameters = NULL;
  const char *query;
  gsize whole;
  char mark = '?';

  if (url == NULL)
    return NULL;

  whole = strcspn (url, "#");
  query = memchr (url, '?', whole);
  if (query == NULL)
    return g_strndup (url, whole);

  canonical = g_string_new_len (url, query - url);
  {
    g_autofree char *text = g_strndup (query + 1, whole - (gsize)(query + 1 - url));

    parameters = g_strsplit (text, "&", -1);
  }
  for (guint i = 0; parameters[i] != NULL; i++)
    if (*parameters[i] != '\0' && !is_tracking (parameters[i]))
      {
        g_string_append_printf (canonical, "%c%s", mark, parameters[i]);
        mark = '&';
      }

  return g_string_free (g_steal_pointer (&canonical), FALSE);
}

char *
penstock_news_item_dup_key (const PenstockNewsItem *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->id != NULL && *self->id != '\0')
    return g_strdup (self->id);
  if (self->url != NULL && *self->url != '\0')
    return penstock_news_dup_canonical_url (self->url);

  return g_strdup_printf ("%d %s", penstock_day_from_unix_utc (self->published_at), self->title);
}
