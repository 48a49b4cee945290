/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-stories-private.h"

#include <string.h>

#define DAY 86400

/* A story is told within so many days of its last telling, and not longer than this after its first. */
#define STORY_DAYS   3
#define STORY_LENGTH 10
/* A rumour may be confirmed or denied for as long as it weighs anything (SCORING.md: five half-lives of seven days). */
#define RUMOUR_DAYS  35
/* A filing that says no more than its item is about what was reported so many days around it. */
#define FILING_DAYS  2

/* How alike the words must be: within days, with another kind, and weeks later. */
#define ALIKE            0.5
#define ALIKE_OTHER_KIND 0.7
/* Companies that only the source's tickers or the summary name tell no stories apart. */
#define NAMED_RELEVANCE  0.35

GPtrArray *
penstock_story_get_tellings (const PenstockFold *fold,
                             PenstockStory      *story)
{
  const PenstockEvent *event = story->event;

  if (story->tellings != NULL)
    return story->tellings;

  story->tellings = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_telling_free);
  g_ptr_array_add (story->tellings, penstock_telling_new (fold->names, event->title, event->source));
  for (guint i = 1; i < event->sources->len && story->tellings->len < PENSTOCK_STORY_MAX_TELLINGS; i++)
    {
      const PenstockEventSource *source = &g_array_index (event->sources, PenstockEventSource, i);

      if (source->title != NULL)
        g_ptr_array_add (story->tellings, penstock_telling_new (fold->names, source->title, source->publisher));
    }
  return story->tellings;
}

static double
relevance_in_event (const PenstockEvent *event,
                    const char          *company)
{
  for (guint i = 0; i < event->companies->len; i++)
    if (g_str_equal (g_array_index (event->companies, PenstockEventCompany, i).company, company))
      return g_array_index (event->companies, PenstockEventCompany, i).relevance;

  return 0.0;
}

const char *
penstock_fold_company_id (const PenstockFold    *fold,
                          const PenstockMention *mention)
{
  return penstock_names_get_chain (fold->names)->companies[mention->company].id;
}

/* The companies one tells of are all told of by the other, and at least one is named by both. */
static gboolean
same_companies (const PenstockFold  *fold,
                const PenstockEvent *event,
                const GArray        *mentions)
{
  guint common = 0, mine = 0, theirs = 0;

  for (guint i = 0; i < mentions->len; i++)
    {
      const PenstockMention *mention = &g_array_index (mentions, PenstockMention, i);

      if (mention->relevance < NAMED_RELEVANCE && i > 0)
        continue;
      mine++;
      common += relevance_in_event (event, penstock_fold_company_id (fold, mention)) > 0.0;
    }
  for (guint i = 0; i < event->companies->len; i++)
    theirs += i == 0 || g_array_index (event->companies, PenstockEventCompany, i).relevance >= NAMED_RELEVANCE;

  return common > 0 && (common >= mine || common >= theirs);
}

PenstockStatus
penstock_story_status (const PenstockEvent *event)
{
  return event->history->len > 0 ? g_array_index (event->history, PenstockStatusChange, event->history->len - 1).status : PENSTOCK_STATUS_REPORTED;
}

static gboolean
is_one_of (const char *kind,
           const char *list)
{
  return kind != NULL && penstock_news_in_list (kind, list);
}

/* "news" is no kind: the words did not say. */
static gboolean
same_kind (const char *a,
           const char *b)
{
  if (g_strcmp0 (a, b) == 0 || is_one_of (a, "news") || is_one_of (b, "news"))
    return TRUE;

  return (is_one_of (a, "results guidance monthly_revenue") && is_one_of (b, "results guidance monthly_revenue"))
         || (is_one_of (a, "agreement partnership order ownership") && is_one_of (b, "agreement partnership order ownership"))
         || (is_one_of (a, "layoffs restructuring") && is_one_of (b, "layoffs restructuring"));
}

/* 8-K items that are the story by themselves: results, lay-offs, a change of officers. */
static gboolean
speaks_by_item (const PenstockNewsItem *item,
                const PenstockStory    *story,
                const char             *kind)
{
  if (!item->official || story->official || item->items == NULL || ABS (item->published_at - story->first) > FILING_DAYS * DAY)
    return FALSE;

  return is_one_of (kind, "results restructuring management") && same_kind (kind, story->event->kind);
}

/* Two providers bring the same filing: the same day, company and kind. Two filings of one provider are two events. */
static gboolean
is_same_filing (const PenstockReading *reading,
                const PenstockStory   *story)
{
  return reading->item->official && story->official && story->event->sources->len > 0
         && !g_str_equal (g_array_index (story->event->sources, PenstockEventSource, 0).source, reading->item->source)
         && ABS (reading->item->published_at - story->first) <= DAY && g_strcmp0 (reading->headline.kind, story->event->kind) == 0;
}

static double
likeness (const PenstockFold    *fold,
          const PenstockReading *reading,
          PenstockStory         *story)
{
  const gboolean parties = is_one_of (reading->headline.kind, "order agreement partnership ownership capacity capex");
  GPtrArray *tellings = penstock_story_get_tellings (fold, story);
  double best = 0.0;

  for (guint i = 0; i < tellings->len; i++)
    {
      const PenstockTelling *telling = g_ptr_array_index (tellings, i);

      if (penstock_telling_conflict (telling, reading->telling, parties))
        return 0.0;
      best = MAX (best, penstock_telling_compare (telling, reading->telling));
    }
  return best;
}

/* What was told, whatever the user made of it: the same news must find the same story. */
static PenstockStatus
told_status (const PenstockEvent *event)
{
  for (guint i = event->history->len; i > 0; i--)
    if (!g_array_index (event->history, PenstockStatusChange, i - 1).by_user)
      return g_array_index (event->history, PenstockStatusChange, i - 1).status;

  return PENSTOCK_STATUS_REPORTED;
}

/* May this item still change what is thought of an old rumour? */
static gboolean
settles (const PenstockReading *reading,
         const PenstockStory   *story)
{
  const PenstockStatus status = told_status (story->event);

  return (reading->item->official || reading->headline.denial) && (status == PENSTOCK_STATUS_RUMOUR || status == PENSTOCK_STATUS_REPORTED)
         && !is_one_of (reading->headline.kind, "results monthly_revenue guidance rating filing");
}

static gboolean
in_time (const PenstockReading *reading,
         const PenstockStory   *story,
         gboolean              *weeks_later)
{
  const gint64 at = reading->item->published_at;

  *weeks_later = FALSE;
  if (at >= story->first - STORY_DAYS * DAY && at <= MIN (story->last + STORY_DAYS * DAY, story->first + STORY_LENGTH * DAY))
    return TRUE;

  *weeks_later = TRUE;
  return at > story->last && at <= story->last + RUMOUR_DAYS * DAY && settles (reading, story);
}

/* 0: another story. */
static double
match (const PenstockFold    *fold,
       const PenstockReading *reading,
       PenstockStory         *story)
{
  const int direction = story->event->direction;
  gboolean weeks_later;
  double alike;

  if (!in_time (reading, story, &weeks_later) || !same_companies (fold, story->event, reading->mentions))
    return 0.0;
  if (direction * reading->headline.direction < 0)
    return 0.0;
  if (is_same_filing (reading, story) || speaks_by_item (reading->item, story, reading->headline.kind))
    return 1.0;
  if (reading->item->official && story->official)
    return 0.0;

  alike = likeness (fold, reading, story);
  if (same_kind (reading->headline.kind, story->event->kind) || (reading->headline.denial && !weeks_later))
    return alike >= ALIKE ? alike : 0.0;

  return !weeks_later && alike >= ALIKE_OTHER_KIND ? alike : 0.0;
}

PenstockStory *
penstock_fold_find_story (const PenstockFold    *fold,
                          const PenstockReading *reading)
{
  PenstockStory *best = NULL;
  double most = 0.0;

  for (guint i = 0; i < reading->mentions->len; i++)
    {
      GPtrArray *list = g_hash_table_lookup (fold->by_company, penstock_fold_company_id (fold, &g_array_index (reading->mentions, PenstockMention, i)));

      for (guint k = 0; list != NULL && k < list->len; k++)
        {
          PenstockStory *story = g_ptr_array_index (list, k);
          const double alike = story == best ? 0.0 : match (fold, reading, story);

          if (alike > most || (alike > 0.0 && alike == most
                               && (story->first < best->first || (story->first == best->first && strcmp (story->event->id, best->event->id) < 0))))
            {
              most = alike;
              best = story;
            }
        }
    }
  return best;
}
