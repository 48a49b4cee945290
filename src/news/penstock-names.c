/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-names.h"

#include "penstock-names-private.h"

#include <string.h>

/* How much an item is about a company. A registrant, an announcer and the only subject at the head of the line have all of it. */
#define RELEVANCE_FILER          1.0
#define RELEVANCE_SUBJECT        1.0
#define RELEVANCE_JOINT_SUBJECT  0.8
#define RELEVANCE_FIRST          0.7  /* the first one named, but not at the head */
#define RELEVANCE_LATER          0.5
#define RELEVANCE_ONE_OF_SEVERAL 0.4  /* three or more in one list */
#define RELEVANCE_HINT           0.3  /* only the source's tickers say so */
#define RELEVANCE_SUMMARY        0.2

/* A subject stands at most so many words behind the start: "Why …", "China's …", "UPDATE 2-…". */
#define HEAD_TOKENS 4

PenstockNames *
penstock_names_new (PenstockChain *chain)
{
  PenstockNames *self;

  g_return_val_if_fail (chain != NULL, NULL);

  self = g_new0 (PenstockNames, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->chain = penstock_chain_ref (chain);
  self->words = g_string_chunk_new (4096);
  self->forms = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  self->symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  penstock_names_build (self);
  return self;
}

PenstockNames *
penstock_names_ref (PenstockNames *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_names_unref (PenstockNames *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->forms);
  g_hash_table_unref (self->symbols);
  g_hash_table_unref (self->codes);
  g_string_chunk_free (self->words);
  penstock_chain_unref (self->chain);
  g_free (self);
}

PenstockChain *
penstock_names_get_chain (const PenstockNames *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->chain;
}

static int
company_of_cik (const PenstockNames *self,
                guint64              cik)
{
  for (guint i = 0; cik != 0 && i < self->chain->n_companies; i++)
    if (self->chain->companies[i].cik == cik)
      return (int)i;

  return -1;
}

static void
raise_to (double *relevance,
          int     company,
          double  value)
{
  relevance[company] = MAX (relevance[company], value);
}

/* What the source itself says: sure. */
static void
take_hints (const PenstockNames    *self,
            const PenstockNewsItem *item,
            double                 *relevance,
            gboolean               *known)
{
  const int filer = company_of_cik (self, item->cik);

  if (filer >= 0)
    {
      raise_to (relevance, filer, RELEVANCE_FILER);
      known[filer] = TRUE;
    }
  for (char **symbol = item->symbols; symbol != NULL && *symbol != NULL; symbol++)
    {
      const int company = penstock_names_symbol (self, *symbol);

      if (company < 0)
        continue;
      raise_to (relevance, company, item->official ? RELEVANCE_FILER : RELEVANCE_HINT);
      known[company] = TRUE;
    }
}

/* The title without the publisher that aggregators append: "… - Yahoo Finance". */
static char *
own_words (const PenstockNewsItem *item)
{
  const char *const marks[] = { " - ", " | ", " – ", " — " };

  for (gsize i = 0; item->publisher != NULL && i < G_N_ELEMENTS (marks); i++)
    {
      const char *mark = g_strrstr (item->title, marks[i]);

      if (mark != NULL && g_ascii_strcasecmp (mark + strlen (marks[i]), item->publisher) == 0)
        return g_strndup (item->title, (gsize)(mark - item->title));
    }
  return g_strdup (item->title);
}

/* Hits in one list, joined by commas and the like, count as one group. */
static guint
group_size (const GArray *hits,
            guint         first)
{
  guint n = 1;

  while (first + n < hits->len
         && g_array_index (hits, PenstockNameHit, first + n).start - g_array_index (hits, PenstockNameHit, first + n - 1).end <= 2)
    n++;
  return n;
}

static guint
count_companies (const GArray *hits,
                 guint         first,
                 guint         n)
{
  guint count = 0;

  for (guint i = first; i < first + n; i++)
    {
      gboolean seen = FALSE;

      for (guint k = first; k < i; k++)
        seen = seen || g_array_index (hits, PenstockNameHit, k).company == g_array_index (hits, PenstockNameHit, i).company;
      count += !seen;
    }
  return count;
}

static void
weigh_title (const GArray *hits,
             double       *relevance)
{
  for (guint i = 0; i < hits->len;)
    {
      const guint n = group_size (hits, i);
      const guint companies = count_companies (hits, i, n);
      const gboolean head = i == 0 && g_array_index (hits, PenstockNameHit, 0).start <= HEAD_TOKENS;
      double value = head ? RELEVANCE_SUBJECT : i == 0 ? RELEVANCE_FIRST : RELEVANCE_LATER;

      if (companies >= 3)
        value = RELEVANCE_ONE_OF_SEVERAL;
      else if (companies == 2)
        value = head ? RELEVANCE_JOINT_SUBJECT : MIN (value, RELEVANCE_LATER);
      for (guint k = i; k < i + n; k++)
        raise_to (relevance, g_array_index (hits, PenstockNameHit, k).company, value);
      i += n;
    }
}

static int
compare_mentions (gconstpointer a,
                  gconstpointer b)
{
  const PenstockMention *first = a, *second = b;

  if (first->relevance != second->relevance)
    return first->relevance > second->relevance ? -1 : 1;

  return (first->company > second->company) - (first->company < second->company);
}

static GArray *
collect (const PenstockNames *self,
         const double        *relevance)
{
  GArray *mentions = g_array_new (FALSE, FALSE, sizeof (PenstockMention));

  for (guint i = 0; i < self->chain->n_companies; i++)
    if (relevance[i] > 0.0)
      {
        PenstockMention mention = { i, relevance[i] };

        g_array_append_val (mentions, mention);
      }
  g_array_sort (mentions, compare_mentions);
  return mentions;
}

GArray *
penstock_names_find (const PenstockNames    *self,
                     const PenstockNewsItem *item)
{
  g_autofree double *relevance = NULL;
  g_autofree gboolean *known = NULL;
  g_autofree char *words = NULL;
  g_autoptr(PenstockNewsText) title = NULL;
  g_autoptr(PenstockNewsText) summary = NULL;
  g_autoptr(GArray) in_title = NULL;
  g_autoptr(GArray) in_summary = NULL;

  g_return_val_if_fail (self != NULL && item != NULL, NULL);

  relevance = g_new0 (double, self->chain->n_companies);
  known = g_new0 (gboolean, self->chain->n_companies);
  take_hints (self, item, relevance, known);

  words = own_words (item);
  title = penstock_news_text_new (words, item->language);
  if (item->summary != NULL)
    {
      summary = penstock_news_text_new (item->summary, item->language);
      in_summary = penstock_names_match (self, summary, known);
      for (guint i = 0; i < in_summary->len; i++)
        raise_to (relevance, g_array_index (in_summary, PenstockNameHit, i).company, RELEVANCE_SUMMARY);
    }
  in_title = penstock_names_match (self, title, known);
  weigh_title (in_title, relevance);

  return collect (self, relevance);
}
