/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as the rules of news/ see it: NFKC, one apostrophe, no trademark signs, cut into words, numbers, single CJK characters and marks. */
typedef enum { PENSTOCK_NEWS_WORD, PENSTOCK_NEWS_NUMBER, PENSTOCK_NEWS_CJK, PENSTOCK_NEWS_MARK } PenstockNewsTokenKind;
typedef enum { PENSTOCK_NEWS_LOWER, PENSTOCK_NEWS_CAPITAL, PENSTOCK_NEWS_UPPER, PENSTOCK_NEWS_MIXED } PenstockNewsShape;

typedef struct
{
  const char            *word;        /* lower case; a Chinese character in its simplified form */
  const char            *written;     /* as written, after NFKC */
  gunichar               ch;          /* the first character of @word */
  PenstockNewsTokenKind  kind;
  PenstockNewsShape      shape;       /* of a word */
  gboolean               space;       /* white space stood before it */
} PenstockNewsToken;

typedef struct
{
  GArray       *tokens;
  GStringChunk *words;
  char         *flat;         /* the tokens' words with one blank before and after each Latin word, none between CJK characters: " nvidia beats " */
  gboolean      cjk;          /* at least two CJK characters */
  gboolean      german;       /* every noun has a capital: capitals say nothing */
  gboolean      title_case;   /* Nearly Every Word Has a Capital: capitals say nothing */
} PenstockNewsText;

PenstockNewsText *penstock_news_text_new  (const char *text, const char *language);
void              penstock_news_text_free (PenstockNewsText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockNewsText, penstock_news_text_free)

/* NULL beyond either end. */
const PenstockNewsToken *penstock_news_text_get (const PenstockNewsText *self, int i);
/* Is token @i that word (lower case)? */
gboolean          penstock_news_text_is (const PenstockNewsText *self, int i, const char *word);
/* Is @word one of the blank-separated words of @list? */
gboolean          penstock_news_in_list (const char *word, const char *list);
/* The simplified form of a character that occurs in the tables of news/ or in a chain's names. */
gunichar          penstock_news_simplify (gunichar c);

G_END_DECLS
