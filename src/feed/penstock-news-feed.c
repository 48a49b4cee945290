/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-error.h"
#include "penstock-news-feed-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_ENTRIES  1000
#define MOST_BYTES    (8 * 1024 * 1024) /* no news feed is as long; repairing can make five times as much of it */
#define EARLIEST_DAY  7305              /* 1990-01-01: dates before it are somebody's zero */
#define DAY_SECONDS   86400
#define MOST_MADE_UP  160               /* characters of a title made of the summary */

PenstockNewsEntry *
penstock_news_entry_new (void)
{
  PenstockNewsEntry *self = g_new0 (PenstockNewsEntry, 1);

  self->symbols = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
penstock_news_entry_free (PenstockNewsEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->link);
  g_free (self->publisher);
  g_free (self->language);
  g_ptr_array_unref (self->symbols);
  for (guint i = 0; i < PENSTOCK_NEWS_N_DATES; i++)
    g_free (self->dates[i]);
  g_free (self);
}

PenstockNewsFeed *
penstock_news_feed_new (void)
{
  PenstockNewsFeed *self = g_new0 (PenstockNewsFeed, 1);

  self->about = penstock_news_entry_new ();
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_news_entry_free);
  return self;
}

void
penstock_news_feed_free (PenstockNewsFeed *self)
{
  if (self == NULL)
    return;

  penstock_news_entry_free (self->about);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

PenstockNewsEntry *
penstock_news_feed_add (PenstockNewsFeed *self)
{
  PenstockNewsEntry *entry;

  if (self->entries->len == MOST_ENTRIES)
    {
      self->left_out++;
      return NULL;
    }

  entry = penstock_news_entry_new ();
  g_ptr_array_add (self->entries, entry);
  return entry;
}

PenstockNewsFeed *
penstock_news_feed_read (const char  *data,
                         gsize        length,
                         const char  *charset,
                         const char  *address,
                         GError     **error)
{
  g_autofree char *text = NULL;
  g_autofree char *xml = NULL;
  gboolean breaks_off;
  gsize n, start;

  if (length > MOST_BYTES)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("longer than any news feed is"));
      return NULL;
    }

  text = penstock_news_feed_decode (data, length, charset, &n);
  start = strspn (text, " \t\r\n");
  if (text[start] == '{' || text[start] == '[')
    return penstock_news_feed_read_json (text + start, n - start, address, error);

  xml = penstock_news_feed_repair (text, n, &n, &breaks_off);
  return penstock_news_feed_read_xml (xml, n, breaks_off, address, error);
}

/* -- as items -- */

/* "… - Reuters", of which the feed says the same elsewhere: it is the headline only without it. */
static void
cut_publisher (char       *title,
               const char *publisher)
{
  static const char *const dashes[] = { " - ", " – ", " — ", " | " };
  gsize length = strlen (title), n = publisher != NULL ? strlen (publisher) : 0;

  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (dashes); i++)
    {
      gsize dash = strlen (dashes[i]);

      if (length > n + dash && g_str_equal (title + length - n, publisher) && strncmp (title + length - n - dash, dashes[i], dash) == 0)
        {
          title[length - n - dash] = '\0';
          g_strchomp (title);
          return;
        }
    }
}

static char *
dup_title (const PenstockNewsEntry *entry)
{
  char *title = entry->title != NULL ? g_strdup (entry->title) : penstock_news_feed_plain (entry->summary, PENSTOCK_NEWS_TEXT, MOST_MADE_UP);

  if (title != NULL)
    cut_publisher (title, entry->publisher);

  return title;
}

/* When it was published, by what it says of itself; never sooner. A day without a time is known at its end. */
static gint64
published_at (const PenstockNewsEntry *entry,
              gint64                   now,
              gboolean                *assumed)
{
  *assumed = FALSE;
  for (guint i = 0; i < PENSTOCK_NEWS_N_DATES; i++)
    {
      gint64 time;
      gboolean whole_day;

      if (!penstock_news_feed_date (entry->dates[i], &time, &whole_day) || time < (gint64)EARLIEST_DAY * DAY_SECONDS)
        continue;
      if (whole_day && time <= now)
        return MIN (time + DAY_SECONDS - 1, now);
      if (time <= now)
        return time;
    }

  *assumed = TRUE;
  return now;
}

static PenstockNewsItem *
make_item (const PenstockNewsFeed  *feed,
           const PenstockNewsEntry *entry,
           const char              *source,
           gint64                   now)
{
  g_autofree char *title = dup_title (entry);
  PenstockNewsItem *item;
  gboolean assumed;

  if (title == NULL || *title == '\0')
    return NULL;

  item = penstock_news_item_new (title, source, published_at (entry, now, &assumed));
  item->date_assumed = assumed;
  item->id = g_strdup (entry->id);
  item->summary = g_strdup (entry->summary);
  item->url = g_strdup (entry->link);
  item->publisher = g_strdup (entry->publisher);
  item->language = g_strdup (entry->language != NULL ? entry->language : feed->about->language);
  if (entry->symbols->len > 0)
    {
      item->symbols = g_new0 (char *, entry->symbols->len + 1);
      for (guint i = 0; i < entry->symbols->len; i++)
        item->symbols[i] = g_strdup (g_ptr_array_index (entry->symbols, i));
    }

  return item;
}

void
penstock_news_feed_add_item (PenstockBatch    *batch,
                             GHashTable       *keys,
                             guint             line,
                             PenstockNewsItem *item)
{
  char *key = penstock_news_item_dup_key (item);

  if (!g_hash_table_add (keys, key))
    {
      penstock_batch_reject (batch, line, _("said twice"));
      penstock_news_item_free (item);
      return;
    }

  g_ptr_array_add (batch->news, item);
  batch->kept++;
}

void
penstock_news_feed_fill (const PenstockNewsFeed *self,
                         const char             *source,
                         gint64                  now,
                         PenstockBatch          *batch)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  batch->wait_minutes = self->wait_minutes;
  for (guint i = 0; i < self->entries->len; i++)
    {
      PenstockNewsItem *item = make_item (self, g_ptr_array_index (self->entries, i), source, now);

      batch->rows++;
      if (item != NULL)
        penstock_news_feed_add_item (batch, keys, i + 1, item);
      else
        penstock_batch_reject (batch, i + 1, _("neither a title nor a text"));
    }

  if (self->left_out > 0)
    penstock_batch_reject (batch, self->entries->len + 1, _("the last %u are not read: too many for a news feed"), self->left_out);
  if (self->breaks_off)
    penstock_batch_reject (batch, self->entries->len + 1, _("the document breaks off within this entry"));
  batch->rows += self->left_out + self->breaks_off;
}

gboolean
penstock_news_feed_parse (GBytes         *body,
                          const char     *charset,
                          const char     *address,
                          const char     *source,
                          gint64          now,
                          PenstockBatch  *batch,
                          GError        **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(PenstockNewsFeed) feed = penstock_news_feed_read (data != NULL ? data : "", length, charset, address, error);

  if (feed == NULL)
    return FALSE;

  penstock_news_feed_fill (feed, source, now, batch);
  return TRUE;
}
