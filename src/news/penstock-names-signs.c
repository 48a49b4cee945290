/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-names-private.h"

#include <string.h>

/* A clause begins at @i: the first word there has its capital for that reason alone. */
static gboolean
clause_starts (const PenstockNewsText *text,
               int                     i)
{
  const PenstockNewsToken *before = penstock_news_text_get (text, i - 1);

  if (before == NULL)
    return TRUE;
  if (before->kind == PENSTOCK_NEWS_MARK)
    return strchr ("-:;,|([\"'?!.*/", (int)before->ch % 128) != NULL || before->ch >= 128;

  return before->kind == PENSTOCK_NEWS_WORD && penstock_news_in_list (before->word, "after as while when why how because if and but says that");
}

/* Behind the name and its possessive. */
static int
behind (const PenstockNewsText *text,
        const PenstockNameHit  *hit,
        gboolean               *possessive)
{
  *possessive = penstock_news_text_is (text, hit->end, "'") && penstock_news_text_is (text, hit->end + 1, "s");
  return *possessive ? hit->end + 2 : hit->end;
}

static gboolean
word_in (const PenstockNewsText *text,
         int                     i,
         const char             *list)
{
  const PenstockNewsToken *token = penstock_news_text_get (text, i);

  return token != NULL && token->kind == PENSTOCK_NEWS_WORD && penstock_news_in_list (token->word, list);
}

static gboolean
has_capital (const PenstockNewsText *text,
             int                     i)
{
  const PenstockNewsToken *token = penstock_news_text_get (text, i);

  return token != NULL && token->kind == PENSTOCK_NEWS_WORD && token->shape != PENSTOCK_NEWS_LOWER;
}

/* In a line written like a sentence a capital inside it says that it is a name; a neighbour with a capital may make a longer name of it. */
static gboolean
capital_inside (const PenstockNewsText *text,
                const PenstockNameHit  *hit,
                gboolean                possessive)
{
  const PenstockNewsToken *before = penstock_news_text_get (text, hit->start - 1);

  if (text->title_case || text->german || before == NULL || clause_starts (text, hit->start))
    return FALSE;
  if (hit->class == PENSTOCK_FORM_NAME)
    return TRUE;

  return !has_capital (text, hit->start - 1) && (possessive || !has_capital (text, hit->end));
}

static gboolean
trade_is_spoken (const PenstockNewsText *text)
{
  for (guint i = 0; i < text->tokens->len; i++)
    if (word_in (text, (int)i, penstock_names_context))
      return TRUE;

  return FALSE;
}

/* In a CJK line a Latin word is a name, unless it is a design or a standard ("Arm架構"). */
static gboolean
among_cjk (const PenstockNewsText *text,
           const PenstockNameHit  *hit)
{
  const PenstockNewsToken *next = penstock_news_text_get (text, hit->end);

  return text->cjk && !(next != NULL && strstr ("架核版指版处音舞", next->word) != NULL && next->kind == PENSTOCK_NEWS_CJK);
}

static gboolean
latin_sign (const PenstockNewsText *text,
            const PenstockNameHit  *hit)
{
  gboolean possessive;
  const int next = behind (text, hit, &possessive);
  const PenstockNewsToken *mark = penstock_news_text_get (text, hit->end);
  const PenstockNewsToken *tail = penstock_news_text_get (text, hit->end + 1);

  if (word_in (text, hit->end, penstock_names_corporate))
    return TRUE;
  if (word_in (text, hit->start - 1, "mayor judge senator justice mr mrs ms miss dr professor prof governor gov sheriff coach sir lady rep sen pastor captain"))
    return FALSE;
  if (hit->class == PENSTOCK_FORM_ACRONYM)
    return word_in (text, next, "stock shares");
  if (mark != NULL && mark->ch == '-' && !mark->space && tail != NULL && !tail->space)
    return word_in (text, hit->end + 1, penstock_names_hyphen_tails);
  if (word_in (text, next, penstock_names_market_words) || word_in (text, next, penstock_names_context))
    return TRUE;
  if (word_in (text, next, penstock_names_verbs) && (hit->class == PENSTOCK_FORM_NAME || clause_starts (text, hit->start) || !text->title_case))
    return TRUE;
  if (hit->class == PENSTOCK_FORM_NAME && word_in (text, next, penstock_names_auxiliaries))
    return TRUE;
  if (among_cjk (text, hit) || capital_inside (text, hit, possessive))
    return TRUE;

  return hit->class == PENSTOCK_FORM_NAME && (possessive || text->german || trade_is_spoken (text));
}

static gboolean
starts_with (const PenstockNewsText *text,
             int                     i,
             const char             *phrase)
{
  g_autoptr(PenstockNewsText) wanted = penstock_news_text_new (phrase, NULL);

  for (guint k = 0; k < wanted->tokens->len; k++)
    if (!penstock_news_text_is (text, i + (int)k, g_array_index (wanted->tokens, PenstockNewsToken, k).word))
      return FALSE;

  return TRUE;
}

/* "創意9月營收", "力成董事長": at the start of a phrase, and followed by what only a company has. */
static gboolean
cjk_sign (const PenstockNewsText *text,
          const PenstockNameHit  *hit)
{
  const PenstockNewsToken *first = penstock_news_text_get (text, hit->start);
  const PenstockNewsToken *before = penstock_news_text_get (text, hit->start - 1);
  const PenstockNewsToken *next = penstock_news_text_get (text, hit->end);

  if (before != NULL && before->kind == PENSTOCK_NEWS_CJK && !first->space && strstr ("与和及、跟对向", before->word) == NULL)
    return FALSE;
  if (next != NULL && next->kind == PENSTOCK_NEWS_NUMBER && penstock_news_text_get (text, hit->end + 1) != NULL
      && strstr ("月季年", penstock_news_text_get (text, hit->end + 1)->word) != NULL)
    return TRUE;
  for (const char *const *sign = penstock_names_cjk_signs; *sign != NULL; sign++)
    if (starts_with (text, hit->end, *sign))
      return TRUE;

  return FALSE;
}

gboolean
penstock_names_has_sign (const PenstockNewsText *text,
                         const PenstockNameHit  *hit)
{
  return hit->cjk ? cjk_sign (text, hit) : latin_sign (text, hit);
}

/* 目前, 日前, 先前 … are times; 前 by itself before a name is "former". */
static gboolean
is_former_in_chinese (const PenstockNewsText *text,
                      int                     start)
{
  const PenstockNewsToken *before = penstock_news_text_get (text, start - 2);

  if (!penstock_news_text_is (text, start - 1, "前"))
    return FALSE;

  return before == NULL || before->kind != PENSTOCK_NEWS_CJK || strstr ("日目先之以盘年月提当空向眼事开季期午夕天周届史", before->word) == NULL;
}

gboolean
penstock_names_is_former (const PenstockNewsText *text,
                          int                     start)
{
  if (word_in (text, start - 1, "former ex ehemaliger ehemalige ehemaligen"))
    return TRUE;
  if (penstock_news_text_is (text, start - 1, "-") && word_in (text, start - 2, "ex former"))
    return TRUE;

  return is_former_in_chinese (text, start);
}
