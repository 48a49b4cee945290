/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-headline.h"

#include "penstock-headline-private.h"

#include <string.h>

typedef struct
{
  GPtrArray *kinds, *directions, *rumours, *denials;  /* PenstockPattern, by the tables' order; never freed */
} Compiled;

static void
compile_lists (Compiled *compiled)
{
  for (const char *const *p = penstock_headline_rumours; *p != NULL; p++)
    g_ptr_array_add (compiled->rumours, penstock_pattern_new (*p));
  for (const char *const *p = penstock_headline_denials; *p != NULL; p++)
    g_ptr_array_add (compiled->denials, penstock_pattern_new (*p));
}

static gpointer
compile (gpointer unused)
{
  Compiled *compiled = g_new0 (Compiled, 1);

  compiled->kinds = g_ptr_array_new ();
  compiled->directions = g_ptr_array_new ();
  compiled->rumours = g_ptr_array_new ();
  compiled->denials = g_ptr_array_new ();
  for (const PenstockKindRule *rule = penstock_headline_kinds; rule->pattern != NULL; rule++)
    g_ptr_array_add (compiled->kinds, penstock_pattern_new (rule->pattern));
  for (const PenstockDirectionRule *rule = penstock_headline_directions; rule->pattern != NULL; rule++)
    g_ptr_array_add (compiled->directions, penstock_pattern_new (rule->pattern));
  compile_lists (compiled);
  return compiled;
}

static const Compiled *
get_compiled (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, compile, NULL);
}

static gboolean
any_fits (const GPtrArray        *patterns,
          const PenstockNewsText *text)
{
  int start, end;

  for (guint i = 0; i < patterns->len; i++)
    if (penstock_pattern_find (g_ptr_array_index (patterns, i), text, 0, &start, &end))
      return TRUE;

  return FALSE;
}

/* "傳蘋果砍單": 傳 by itself where a phrase starts or behind a name, but not in 傳統, 宣傳 and the like. */
static gboolean
passes_on (const PenstockNewsText *text)
{
  for (int i = 0; (guint)i < text->tokens->len; i++)
    {
      const PenstockNewsToken *before = penstock_news_text_get (text, i - 1);
      const PenstockNewsToken *next = penstock_news_text_get (text, i + 1);

      if (penstock_news_text_is (text, i, "传")
          && (before == NULL || strstr ("宣流遗祖谣相嫡真外", before->word) == NULL || before->kind != PENSTOCK_NEWS_CJK)
          && (next == NULL || strstr ("统产输真感递奇播动记票媒导承染授单家", next->word) == NULL || next->kind != PENSTOCK_NEWS_CJK))
        return TRUE;
    }
  return FALSE;
}

/* 8-K items, the weightiest first. What an item without a kind (7.01, 8.01) is about, its words say. */
static const char *
kind_of_items (const char *items)
{
  static const struct { const char *item; const char *kind; } table[] = {
    { "2.02", "results" }, { "2.05", "restructuring" }, { "1.05", "incident" }, { "1.03", "restructuring" }, { "2.01", "ownership" },
    { "1.01", "agreement" }, { "1.02", "agreement" },
    { "5.01", "ownership" }, { "3.02", "ownership" }, { "2.03", "agreement" }, { "2.06", "results" }, { "4.02", "results" }, { "5.02", "management" },
    { "3.01", "regulation" },
  };
  g_auto(GStrv) list = g_strsplit_set (items, ", ", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strv_contains ((const char *const *)list, table[i].item))
      return table[i].kind;

  return NULL;
}

static const char *
kind_of_form (const PenstockNewsItem *item)
{
  static const struct { const char *form; const char *kind; } table[] = {
    { "3", "ownership" }, { "4", "ownership" }, { "5", "ownership" }, { "144", "ownership" }, { "SC 13G", "ownership" }, { "SC 13D", "ownership" },
    { "SCHEDULE 13G", "ownership" },
    { "SCHEDULE 13D", "ownership" }, { "13F-HR", "ownership" }, { "10-Q", "filing" }, { "10-K", "filing" }, { "20-F", "filing" }, { "40-F", "filing" },
    { "DEF 14A", "filing" }, { "S-1", "filing" },
  };
  g_autofree char *form = NULL;

  if (item->items != NULL && *item->items != '\0')
    return kind_of_items (item->items);
  if (item->form == NULL)
    return NULL;

  form = g_strdup (item->form);
  if (g_str_has_suffix (form, "/A"))
    form[strlen (form) - 2] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (form, table[i].form))
      return table[i].kind;

  return NULL;
}

static const char *
find_kind (const PenstockNewsItem *item,
           const PenstockNewsText *text)
{
  const Compiled *compiled = get_compiled ();
  const char *kind = kind_of_form (item);
  int start, end;

  if (kind != NULL)
    return kind;
  for (guint i = 0; i < compiled->kinds->len; i++)
    if (penstock_pattern_find (g_ptr_array_index (compiled->kinds, i), text, 0, &start, &end))
      return penstock_headline_kinds[i].kind;

  return item->official ? "filing" : "news";
}

/* "did not miss", 未下修: said not to be so, nothing is guessed from it. */
static gboolean
is_negated (const PenstockNewsText *text,
            int                     start)
{
  for (int i = start - 2; i < start; i++)
    {
      const PenstockNewsToken *token = penstock_news_text_get (text, i);

      if (token == NULL)
        continue;
      if (token->kind == PENSTOCK_NEWS_WORD && penstock_news_in_list (token->word, "not no never without nicht kein keine won't unlikely"))
        return TRUE;
      if (i == start - 1 && token->kind == PENSTOCK_NEWS_CJK && strstr ("未没无不非", token->word) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_free (const guint8 *taken,
         int           start,
         int           end)
{
  for (int i = start; i < end; i++)
    if (taken[i] != 0)
      return FALSE;

  return TRUE;
}

static void
find_direction (const PenstockNewsText *text,
                PenstockHeadline       *headline)
{
  const Compiled *compiled = get_compiled ();
  g_autofree guint8 *taken = g_new0 (guint8, text->tokens->len + 1);
  int weight = 0;

  for (guint i = 0; i < compiled->directions->len; i++)
    {
      const PenstockDirectionRule *rule = &penstock_headline_directions[i];
      int start, end = 0;

      while (penstock_pattern_find (g_ptr_array_index (compiled->directions, i), text, end, &start, &end))
        {
          const gboolean mine = is_free (taken, start, end);

          if (!mine)
            {
              end = start + 1;
              continue;
            }
          memset (taken + start, 1, (gsize)(end - start));
          if (rule->direction == 0 || is_negated (text, start) || rule->weight < weight)
            continue;
          if (rule->weight == weight && headline->direction != rule->direction)
            headline->direction = 0;
          else
            headline->direction = rule->direction;
          headline->rule = headline->direction != 0 ? rule->pattern : NULL;
          weight = rule->weight;
        }
    }
}

/* The line asks: it says nothing. */
static gboolean
is_question (const PenstockNewsText *text)
{
  for (guint i = 0; i < text->tokens->len; i++)
    if (g_array_index (text->tokens, PenstockNewsToken, i).ch == '?')
      return TRUE;

  return FALSE;
}

void
penstock_headline_read (const PenstockNewsItem *item,
                        PenstockHeadline       *headline)
{
  g_autoptr(PenstockNewsText) text = NULL;

  g_return_if_fail (item != NULL && headline != NULL);

  text = penstock_news_text_new (item->title, item->language);
  *headline = (PenstockHeadline) { .kind = find_kind (item, text), .status = PENSTOCK_STATUS_REPORTED };
  headline->denial = any_fits (get_compiled ()->denials, text);
  if (item->official)
    headline->status = PENSTOCK_STATUS_CONFIRMED;
  else if (any_fits (get_compiled ()->rumours, text) || passes_on (text))
    headline->status = PENSTOCK_STATUS_RUMOUR;
  if (!headline->denial && !is_question (text))
    find_direction (text, headline);
  headline->guessed = headline->direction != 0;
}
