/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-stories.h"

#include "penstock-stories-private.h"

#include <string.h>

#define DAY 86400

static void
story_free (gpointer data)
{
  PenstockStory *story = data;

  penstock_event_unref (story->event);
  g_clear_pointer (&story->tellings, g_ptr_array_unref);
  g_free (story);
}

static gboolean
is_official_source (const char *source)
{
  return g_str_has_prefix (source, "sec-") || g_str_has_prefix (source, "twse-") || g_str_has_prefix (source, "tpex-") || g_str_has_prefix (source, "mops");
}

static void
span (PenstockStory *story)
{
  const PenstockEvent *event = story->event;

  story->first = event->history->len > 0 ? (gint64)g_array_index (event->history, PenstockStatusChange, 0).day * DAY : 0;
  story->last = story->first;
  for (guint i = 0; i < event->history->len; i++)
    {
      const PenstockStatusChange *change = &g_array_index (event->history, PenstockStatusChange, i);

      /* That the user holds it to be so makes no filing of it. */
      story->official = story->official || (change->status == PENSTOCK_STATUS_CONFIRMED && !change->by_user);
    }
  for (guint i = 0; i < event->sources->len; i++)
    {
      const PenstockEventSource *source = &g_array_index (event->sources, PenstockEventSource, i);

      story->first = i == 0 ? source->published_at : MIN (story->first, source->published_at);
      story->last = i == 0 ? source->published_at : MAX (story->last, source->published_at);
      story->official = story->official || is_official_source (source->source);
    }
}

/* @event is taken over. */
static PenstockStory *
add_story (PenstockFold  *fold,
           PenstockEvent *event)
{
  PenstockStory *story = g_new0 (PenstockStory, 1);

  story->event = event;
  span (story);
  g_ptr_array_add (fold->stories, story);
  g_hash_table_add (fold->ids, g_strdup (event->id));
  for (guint i = 0; i < event->sources->len; i++)
    g_hash_table_add (fold->keys, g_strdup (g_array_index (event->sources, PenstockEventSource, i).key));
  for (guint i = 0; i < event->companies->len; i++)
    {
      const char *company = g_array_index (event->companies, PenstockEventCompany, i).company;
      GPtrArray *list = g_hash_table_lookup (fold->by_company, company);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (fold->by_company, g_strdup (company), list);
        }
      g_ptr_array_add (list, story);
    }
  return story;
}

static PenstockEventSource
source_of (const PenstockReading *reading)
{
  const PenstockNewsItem *item = reading->item;

  return (PenstockEventSource) {
    .key = (char *)reading->key, .source = (char *)item->source, .publisher = item->publisher,
    .title = item->title, .url = item->url, .published_at = item->published_at,
  };
}

static gboolean
changes_status (const PenstockReading *reading,
                PenstockStatus         now,
                PenstockStatus        *next)
{
  const PenstockHeadline *headline = &reading->headline;

  if (headline->denial)
    {
      *next = PENSTOCK_STATUS_DENIED;
      return now != PENSTOCK_STATUS_DENIED && (now != PENSTOCK_STATUS_CONFIRMED || reading->item->official);
    }
  *next = headline->status;
  if (headline->status == PENSTOCK_STATUS_CONFIRMED)
    return now != PENSTOCK_STATUS_CONFIRMED;

  return headline->status == PENSTOCK_STATUS_REPORTED && now == PENSTOCK_STATUS_RUMOUR;
}

/* One more telling. What was known of it on an earlier day stays as it was: an entry is only ever added behind the last one. */
static void
tell_again (PenstockStory         *story,
            const PenstockReading *reading)
{
  const PenstockEventSource source = source_of (reading);
  const PenstockDay day = penstock_day_from_unix_utc (reading->item->published_at);
  const char *note = reading->item->publisher != NULL ? reading->item->publisher : reading->item->source;
  PenstockStatus next;

  if (!story->changed)
    {
      PenstockEvent *copy = penstock_event_copy (story->event);

      penstock_event_unref (story->event);
      story->event = copy;
      story->changed = TRUE;
    }
  penstock_event_add_source (story->event, &source);
  if (story->event->history->len > 0 && day >= g_array_index (story->event->history, PenstockStatusChange, story->event->history->len - 1).day
      && changes_status (reading, penstock_story_status (story->event), &next))
    penstock_event_add_status (story->event, day, next, note);

  story->first = MIN (story->first, reading->item->published_at);
  story->last = MAX (story->last, reading->item->published_at);
  story->official = story->official || reading->item->official;
}

static char *
id_for (const char *key)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  return g_strdup_printf ("news-%.16s", hash);
}

static PenstockEvent *
new_event (const PenstockFold    *fold,
           const PenstockReading *reading,
           const char            *id)
{
  const PenstockNewsItem *item = reading->item;
  const PenstockEventSource source = source_of (reading);
  PenstockEvent *event = penstock_event_new (id, item->title);

  event->kind = g_strdup (reading->headline.kind);
  event->direction = reading->headline.direction;
  event->direction_guessed = reading->headline.guessed;
  event->source = g_strdup (item->publisher != NULL ? item->publisher : item->source);
  event->url = g_strdup (item->url);
  penstock_event_add_status (event, penstock_day_from_unix_utc (item->published_at),
                             reading->headline.denial ? PENSTOCK_STATUS_DENIED : reading->headline.status, event->source);
  for (guint i = 0; i < reading->mentions->len; i++)
    {
      const PenstockMention *mention = &g_array_index (reading->mentions, PenstockMention, i);

      penstock_event_add_company (event, penstock_fold_company_id (fold, mention), mention->relevance);
    }
  penstock_event_add_source (event, &source);
  return event;
}

static void
take (PenstockFold    *fold,
      PenstockReading *reading)
{
  PenstockStory *story;
  g_autofree char *id = NULL;

  penstock_headline_read (reading->item, &reading->headline);
  reading->telling = penstock_telling_new (fold->names, reading->item->title, reading->item->publisher);
  g_hash_table_add (fold->keys, g_strdup (reading->key));
  story = penstock_fold_find_story (fold, reading);
  if (story != NULL)
    {
      penstock_story_get_tellings (fold, story);
      tell_again (story, reading);
    }
  else
    {
      id = id_for (reading->key);
      if (!g_hash_table_contains (fold->ids, id))
        {
          story = add_story (fold, new_event (fold, reading, id));
          story->official = reading->item->official;
          story->changed = TRUE;
        }
    }
  if (story != NULL && story->tellings == NULL)
    story->tellings = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_telling_free);
  if (story != NULL && story->tellings->len < PENSTOCK_STORY_MAX_TELLINGS)
    g_ptr_array_add (story->tellings, g_steal_pointer (&reading->telling));
  g_clear_pointer (&reading->telling, penstock_telling_free);
}

typedef struct { const PenstockNewsItem *item; char *key; } Keyed;

static int
compare_keyed (gconstpointer a,
               gconstpointer b)
{
  const Keyed *first = a, *second = b;

  if (first->item->published_at != second->item->published_at)
    return first->item->published_at < second->item->published_at ? -1 : 1;

  if (strcmp (first->key, second->key) != 0)
    return strcmp (first->key, second->key);
  if (strcmp (first->item->source, second->item->source) != 0)
    return strcmp (first->item->source, second->item->source);

  return strcmp (first->item->title, second->item->title);
}

static void
clear_keyed (gpointer data)
{
  g_free (((Keyed *)data)->key);
}

static GArray *
in_order (GPtrArray *items)
{
  GArray *keyed = g_array_sized_new (FALSE, FALSE, sizeof (Keyed), items->len);

  g_array_set_clear_func (keyed, clear_keyed);
  for (guint i = 0; i < items->len; i++)
    {
      Keyed entry = { g_ptr_array_index (items, i), penstock_news_item_dup_key (g_ptr_array_index (items, i)) };

      g_array_append_val (keyed, entry);
    }
  g_array_sort (keyed, compare_keyed);
  return keyed;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp ((*(PenstockEvent *const *)a)->id, (*(PenstockEvent *const *)b)->id);
}

static GPtrArray *
collect_changed (const PenstockFold *fold)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);

  for (guint i = 0; i < fold->stories->len; i++)
    {
      PenstockStory *story = g_ptr_array_index (fold->stories, i);

      if (story->changed)
        g_ptr_array_add (events, penstock_event_ref (story->event));
    }
  g_ptr_array_sort (events, compare_ids);
  return events;
}

static void
fold_item (PenstockFold *fold,
           const Keyed  *keyed,
           guint        *dropped)
{
  PenstockReading reading = { .item = keyed->item, .key = keyed->key };

  if (g_hash_table_contains (fold->keys, keyed->key))
    return;

  reading.mentions = penstock_names_find (fold->names, keyed->item);
  if (reading.mentions->len > 0)
    take (fold, &reading);
  else
    (*dropped)++;
  g_array_unref (reading.mentions);
}

GPtrArray *
penstock_stories_fold (const PenstockNames *names,
                       GPtrArray           *known,
                       GPtrArray           *items,
                       guint               *n_dropped)
{
  g_autoptr(GArray) keyed = NULL;
  g_autoptr(GPtrArray) stories = g_ptr_array_new_with_free_func (story_free);
  g_autoptr(GHashTable) by_company = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  PenstockFold fold = { names, stories, by_company, keys, ids };
  guint dropped = 0;

  g_return_val_if_fail (names != NULL && items != NULL, NULL);

  for (guint i = 0; known != NULL && i < known->len; i++)
    add_story (&fold, penstock_event_ref (g_ptr_array_index (known, i)));
  keyed = in_order (items);
  for (guint i = 0; i < keyed->len; i++)
    fold_item (&fold, &g_array_index (keyed, Keyed, i), &dropped);

  if (n_dropped != NULL)
    *n_dropped = dropped;
  return collect_changed (&fold);
}
