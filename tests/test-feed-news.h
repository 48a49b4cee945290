/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-news-feed-private.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1791300000) /* 2026-10-06T15:20:00Z, after the newest recording */
#define ADDRESS "https://feeds.example/news"

G_GNUC_UNUSED static const PenstockNewsItem *
item_at (const PenstockBatch *batch,
         guint                i)
{
  g_assert_cmpuint (i, <, batch->news->len);
  return g_ptr_array_index (batch->news, i);
}

G_GNUC_UNUSED static char *
format_time (gint64 time)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
}

/* "id | title | summary | url | publisher | language | symbols | date", "?" behind an assumed date. */
G_GNUC_UNUSED static char *
describe (const PenstockNewsItem *item)
{
  g_autofree char *time = format_time (item->published_at);
  g_autofree char *symbols = item->symbols != NULL ? g_strjoinv (",", item->symbols) : g_strdup ("");
  const char *texts[] = { item->id, item->title, item->summary, item->url, item->publisher, item->language };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_string_append_printf (out, "%s | ", texts[i] != NULL ? texts[i] : "");
  g_string_append_printf (out, "%s | %s%s", symbols, time, item->date_assumed ? "?" : "");
  return g_string_free (out, FALSE);
}

G_GNUC_UNUSED static PenstockOutcome
read_text (const char    *id,
           const char    *type,
           const char    *text,
           gssize         length,
           const char    *charset,
           PenstockBatch *batch,
           char         **reason)
{
  const PenstockQuery query = { .subject = ADDRESS, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE, .charset = charset };
  g_autoptr(GBytes) body = g_bytes_new (text, length >= 0 ? (gsize)length : strlen (text));

  return penstock_provider_read (penstock_provider_find (id), &query, 200, type, body, NOW, batch, reason);
}

G_GNUC_UNUSED static char *
fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}
