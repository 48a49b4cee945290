/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-stories-private.h"

#include <math.h>
#include <string.h>

/* Numbers that differ by less are roundings of one. */
#define ROUNDING 0.015
/* At least so many words in common make a story. */
#define MIN_COMMON 3
/* A publisher behind the last dash or bar has at most so many words. */
#define MAX_PUBLISHER_WORDS 4

static const char silent[] =
  "the a an of to in on for and or as at by with from its it is are be was were will would that this after amid over under up down into out off than then "
  "has have had his her their our your "
  "say says said report reports reported update exclusive brief breaking news company companies inc corp corporation ltd co holdings group share shares "
  "stock stocks new latest today week source sources "
  "sees see more about but not no us u s der die das und für mit von auf im in den wegen";

static const char papers[] =
  "reuters bloomberg nikkei cnbc wsj ft digitimes yahoo zacks barron benzinga fool motley information journal street wall times news asia monday tuesday "
  "wednesday thursday friday saturday sunday exclusive update";

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  const guint32 first = *(const guint32 *)a, second = *(const guint32 *)b;

  return (first > second) - (first < second);
}

static void
sort_out (GArray *hashes)
{
  guint kept = 0;

  g_array_sort (hashes, compare_hashes);
  for (guint i = 0; i < hashes->len; i++)
    if (kept == 0 || g_array_index (hashes, guint32, i) != g_array_index (hashes, guint32, kept - 1))
      g_array_index (hashes, guint32, kept++) = g_array_index (hashes, guint32, i);
  g_array_set_size (hashes, kept);
}

static void
add_hash (GArray     *hashes,
          const char *word)
{
  const guint32 hash = g_str_hash (word);

  g_array_append_val (hashes, hash);
}

/* "forecasts", "forecast", "forecasting" are one word, "cutting" and "cuts" another. */
static char *
stem (const char *word)
{
  char *stemmed = g_strndup (word, 24);
  gsize length = strlen (stemmed);

  if (length > 5 && g_str_has_suffix (stemmed, "ing"))
    stemmed[length -= 3] = '\0';
  else if (length > 4 && g_str_has_suffix (stemmed, "ed"))
    stemmed[length -= 2] = '\0';
  else if (length > 3 && stemmed[length - 1] == 's')
    stemmed[--length] = '\0';
  if (length > 3 && length < strlen (word) && stemmed[length - 1] == stemmed[length - 2] && stemmed[length - 1] != 's')
    stemmed[--length] = '\0';
  if (length > 7 && g_str_is_ascii (stemmed))
    stemmed[7] = '\0';
  return stemmed;
}

static gboolean
next_is (const PenstockNewsText *text,
         int                     i,
         const char             *list)
{
  const PenstockNewsToken *token = penstock_news_text_get (text, i);

  return token != NULL && penstock_news_in_list (token->word, list);
}

/* 46.7 billion, 467 億, $46,700,000,000: as a plain number of units. */
static double
scale_at (const PenstockNewsText *text,
          int                     i)
{
  static const struct { const char *words; double factor; } scales[] = {
    { "thousand 万", 1e3 }, { "million mln mn m mio", 1e6 }, { "billion bln bn b mrd milliarden", 1e9 }, { "trillion trn tn", 1e12 }, { "亿 億", 1e8 },
    { "兆", 1e12 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (scales); k++)
    if (next_is (text, i, scales[k].words))
      return strcmp (scales[k].words, "thousand 万") == 0 && penstock_news_text_is (text, i, "万") ? 1e4 : scales[k].factor;

  return 0.0;
}

static void
add_number (PenstockTelling        *self,
            const PenstockNewsText *text,
            int                     i)
{
  g_auto(GStrv) groups = g_strsplit (penstock_news_text_get (text, i)->word, ",", -1);
  g_autofree char *digits = g_strjoinv ("", groups);
  double value = g_ascii_strtod (digits, NULL);
  const double scale = scale_at (text, i + 1);

  if (next_is (text, i - 1, "update") || !isfinite (value))
    return;
  if (next_is (text, i + 1, "% percent prozent pct 成"))
    g_array_append_val (self->percents, value);
  else if (scale > 0.0 || next_is (text, i - 1, "$ € £ ¥"))
    {
      value *= scale > 0.0 ? scale : 1.0;
      g_array_append_val (self->amounts, value);
    }
}

/* Quarters and months, as far as they say which figures these are. */
static void
add_period (PenstockTelling        *self,
            const PenstockNewsText *text,
            int                     i)
{
  static const char *const quarters[] = { "q1 first 1q", "q2 second 2q", "q3 third 3q", "q4 fourth 4q" };
  static const char *const months[] = {
    "january jan", "february feb", "march", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep", "october oct", "november nov",
    "december dec",
  };
  const char *word = penstock_news_text_get (text, i)->word;
  char name[16];

  for (guint q = 0; q < G_N_ELEMENTS (quarters); q++)
    if (penstock_news_in_list (word, quarters[q]) && (strlen (word) == 2 || next_is (text, i + 1, "quarter - fiscal")))
      {
        g_snprintf (name, sizeof name, "q%u", q + 1);
        add_hash (self->periods, name);
      }
  for (guint m = 0; m < G_N_ELEMENTS (months); m++)
    if (penstock_news_in_list (word, months[m]) && (next_is (text, i + 1, "revenue revenues sales") || (m != 4 && next_is (text, i - 1, "in for of"))))
      {
        g_snprintf (name, sizeof name, "m%u", m + 1);
        add_hash (self->periods, name);
      }
  if (penstock_news_text_get (text, i)->kind == PENSTOCK_NEWS_NUMBER && next_is (text, i + 1, "月 季"))
    {
      g_snprintf (name, sizeof name, "%c%.3s", penstock_news_text_is (text, i + 1, "月") ? 'm' : 'q', word);
      add_hash (self->periods, name);
    }
  if (next_is (text, i, "一 二 三 四") && next_is (text, i - 1, "第") && next_is (text, i + 1, "季"))
    {
      static const char *const numerals[] = { "一", "二", "三", "四", NULL };
      guint quarter = 0;

      while (strcmp (numerals[quarter], word) != 0)
        quarter++;
      g_snprintf (name, sizeof name, "q%u", quarter + 1);
      add_hash (self->periods, name);
    }
}

/* Short words of capitals are markets, countries and titles (US, CEO, AI), not partners. */
static gboolean
is_partner (const PenstockNewsText *text,
            int                     i)
{
  const PenstockNewsToken *token = penstock_news_text_get (text, i);

  return i > 0 && !text->title_case && !text->german && token->shape != PENSTOCK_NEWS_LOWER && strlen (token->word) > 2
         && !(token->shape == PENSTOCK_NEWS_UPPER && strlen (token->word) <= 4) && !penstock_news_in_list (token->word, papers);
}

static void
add_word (PenstockTelling        *self,
          const PenstockNewsText *text,
          int                     i)
{
  const PenstockNewsToken *token = penstock_news_text_get (text, i);
  g_autofree char *stemmed = NULL;

  if (strlen (token->word) < 2 || penstock_news_in_list (token->word, silent))
    return;

  stemmed = stem (token->word);
  add_hash (self->words, stemmed);
  if (is_partner (text, i))
    add_hash (self->names, stemmed);
}

static void
add_token (PenstockTelling        *self,
           const PenstockNewsText *text,
           const gboolean         *taken,
           int                     i)
{
  const PenstockNewsToken *token = penstock_news_text_get (text, i);
  const PenstockNewsToken *next = penstock_news_text_get (text, i + 1);

  add_period (self, text, i);
  switch (token->kind)
    {
    case PENSTOCK_NEWS_WORD:
      add_word (self, text, i);
      break;
    case PENSTOCK_NEWS_NUMBER:
      add_number (self, text, i);
      break;
    case PENSTOCK_NEWS_CJK:
      if (next != NULL && next->kind == PENSTOCK_NEWS_CJK && !taken[i + 1])
        {
          g_autofree char *pair = g_strconcat (token->word, next->word, NULL);

          add_hash (self->words, pair);
        }
      break;
    case PENSTOCK_NEWS_MARK:
    default:
      break;
    }
}

/* "… - Yahoo Finance", "… | Reuters": where the publisher begins. */
static char *
without_publisher (const char *title,
                   const char *publisher)
{
  static const char *const marks[] = { " - ", " | ", " – ", " — " };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *mark = g_strrstr (title, marks[i]);
      g_auto(GStrv) words = NULL;

      if (mark == NULL || mark == title)
        continue;
      words = g_strsplit (mark + strlen (marks[i]), " ", -1);
      if (g_strv_length (words) <= MAX_PUBLISHER_WORDS || (publisher != NULL && g_str_equal (mark + strlen (marks[i]), publisher)))
        return g_strndup (title, (gsize)(mark - title));
    }
  return g_strdup (title);
}

PenstockTelling *
penstock_telling_new (const PenstockNames *names,
                      const char          *title,
                      const char          *publisher)
{
  PenstockTelling *self = g_new0 (PenstockTelling, 1);
  g_autofree char *own = without_publisher (title, publisher);
  g_autoptr(PenstockNewsText) text = penstock_news_text_new (own, NULL);
  g_autofree gboolean *known = g_new0 (gboolean, names->chain->n_companies);
  g_autofree gboolean *taken = g_new0 (gboolean, text->tokens->len + 1);
  g_autoptr(GArray) hits = penstock_names_match (names, text, known);

  self->words = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->names = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->periods = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->percents = g_array_new (FALSE, FALSE, sizeof (double));
  self->amounts = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < hits->len; i++)
    for (int k = g_array_index (hits, PenstockNameHit, i).start; k < g_array_index (hits, PenstockNameHit, i).end; k++)
      taken[k] = TRUE;
  for (guint i = 0; i < text->tokens->len; i++)
    if (!taken[i])
      add_token (self, text, taken, (int)i);

  sort_out (self->words);
  sort_out (self->names);
  sort_out (self->periods);
  return self;
}

void
penstock_telling_free (PenstockTelling *self)
{
  g_array_unref (self->words);
  g_array_unref (self->names);
  g_array_unref (self->periods);
  g_array_unref (self->percents);
  g_array_unref (self->amounts);
  g_free (self);
}

static guint
count_common (const GArray *a,
              const GArray *b)
{
  guint i = 0, k = 0, n = 0;

  while (i < a->len && k < b->len)
    {
      const guint32 first = g_array_index (a, guint32, i), second = g_array_index (b, guint32, k);

      n += first == second;
      i += first <= second;
      k += second <= first;
    }
  return n;
}

static gboolean
disjoint (const GArray *a,
          const GArray *b)
{
  return a->len > 0 && b->len > 0 && count_common (a, b) == 0;
}

static gboolean
numbers_differ (const GArray *a,
                const GArray *b)
{
  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++)
      {
        const double first = g_array_index (a, double, i), second = g_array_index (b, double, k);

        if (fabs (first - second) <= ROUNDING * MAX (fabs (first), fabs (second)))
          return FALSE;
      }
  return a->len > 0 && b->len > 0;
}

double
penstock_telling_compare (const PenstockTelling *a,
                          const PenstockTelling *b)
{
  /* A number that both give is as good as a word. */
  const guint amounts = a->amounts->len > 0 && b->amounts->len > 0 && !numbers_differ (a->amounts, b->amounts);
  const guint percents = a->percents->len > 0 && b->percents->len > 0 && !numbers_differ (a->percents, b->percents);
  const guint common = count_common (a->words, b->words) + amounts + percents;

  if (common < MIN_COMMON)
    return 0.0;

  return (double)common / (MIN (a->words->len, b->words->len) + amounts + percents);
}

gboolean
penstock_telling_conflict (const PenstockTelling *a,
                           const PenstockTelling *b,
                           gboolean               parties)
{
  return disjoint (a->periods, b->periods) || numbers_differ (a->amounts, b->amounts) || numbers_differ (a->percents, b->percents)
         || (parties && disjoint (a->names, b->names));
}
