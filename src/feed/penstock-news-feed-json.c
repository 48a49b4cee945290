/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-error.h"
#include "penstock-feed-json-private.h"
#include "penstock-news-feed-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* JSON Feed 1.0 and 1.1. Lenient where its specification asks for it: an id may be a number. */

#define MOST_TITLE   500
#define MOST_SUMMARY 2000
#define MOST_NAME    120
#define MOST_ID      1000 /* bytes */

static char *
plain_member (JsonObject         *object,
              const char         *member,
              PenstockNewsMarkup  markup,
              guint               most)
{
  return penstock_news_feed_plain (penstock_feed_json_string (object, member), markup, most);
}

static char *
read_id (JsonObject *object)
{
  const char *text = penstock_feed_json_string (object, "id");
  JsonNode *node = json_object_get_member (object, "id");

  if (text != NULL && *text != '\0')
    {
      g_autofree char *head = g_strndup (text, MOST_ID);

      return g_utf8_make_valid (head, -1);
    }
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return NULL;
}

static char *
read_link (JsonObject *object,
           const char *address)
{
  char *link = penstock_news_feed_resolve (address, penstock_feed_json_string (object, "url"));

  return link != NULL ? link : penstock_news_feed_resolve (address, penstock_feed_json_string (object, "external_url"));
}

static void
read_item (JsonObject        *object,
           const char        *address,
           PenstockNewsEntry *entry)
{
  const char *language = penstock_feed_json_string (object, "language");

  entry->id = read_id (object);
  entry->title = plain_member (object, "title", PENSTOCK_NEWS_TEXT, MOST_TITLE);
  entry->summary = plain_member (object, "summary", PENSTOCK_NEWS_TEXT, MOST_SUMMARY);
  if (entry->summary == NULL)
    entry->summary = plain_member (object, "content_text", PENSTOCK_NEWS_TEXT, MOST_SUMMARY);
  if (entry->summary == NULL)
    entry->summary = plain_member (object, "content_html", PENSTOCK_NEWS_HTML, MOST_SUMMARY);
  entry->link = read_link (object, address);
  entry->language = language != NULL && strlen (language) <= 35 && *language != '\0' ? g_strdup (language) : NULL;
  entry->dates[PENSTOCK_NEWS_PUBLISHED] = plain_member (object, "date_published", PENSTOCK_NEWS_TEXT, MOST_NAME);
  entry->dates[PENSTOCK_NEWS_UPDATED] = plain_member (object, "date_modified", PENSTOCK_NEWS_TEXT, MOST_NAME);
}

static gboolean
read_feed (JsonObject        *object,
           const char        *address,
           PenstockNewsFeed  *feed,
           GError           **error)
{
  const char *version = penstock_feed_json_string (object, "version");
  const char *own = penstock_feed_json_string (object, "feed_url");
  JsonArray *items = penstock_feed_json_array (object, "items");

  if (items == NULL || version == NULL || strstr (version, "jsonfeed.org") == NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$: JSON that is no JSON Feed (no version of jsonfeed.org, or no items)"));
      return FALSE;
    }

  if (address == NULL)
    address = own;
  feed->about->title = plain_member (object, "title", PENSTOCK_NEWS_TEXT, MOST_TITLE);
  feed->about->link = penstock_news_feed_resolve (address, penstock_feed_json_string (object, "home_page_url"));
  feed->about->language = g_strdup (penstock_feed_json_string (object, "language"));
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = penstock_feed_json_element_object (items, i);
      PenstockNewsEntry *entry = penstock_news_feed_add (feed);

      if (entry != NULL && item != NULL)
        read_item (item, address, entry);
    }

  return TRUE;
}

PenstockNewsFeed *
penstock_news_feed_read_json (const char  *json,
                              gsize        length,
                              const char  *address,
                              GError     **error)
{
  g_autoptr(PenstockNewsFeed) feed = penstock_news_feed_new ();
  g_autoptr(JsonNode) root = penstock_feed_json_load (json, length, error);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (root == NULL)
    return NULL;
  if (!read_feed (object, address, feed, error))
    return NULL;

  return g_steal_pointer (&feed);
}
