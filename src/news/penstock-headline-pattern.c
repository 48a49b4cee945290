/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-headline-private.h"

#include <string.h>

#define GAP_WORDS 6
#define GAP_CJK   8
#define MAX_PARTS 16

typedef enum { PART_WORDS, PART_GAP, PART_NUMBER } PartKind;

typedef struct
{
  PartKind   kind;
  int        gap;
  char     **words;  /* either of these; one that ends with ~ is the start of a word */
} Part;

struct PenstockPattern
{
  guint n;
  Part  parts[MAX_PARTS];
};

static void
add_part (PenstockPattern *self,
          PartKind         kind,
          int              gap,
          const char      *words)
{
  g_assert (self->n < MAX_PARTS);
  self->parts[self->n++] = (Part) { kind, gap, words != NULL ? g_strsplit (words, "|", -1) : NULL };
}

static void
add_cjk (PenstockPattern *self,
         const char      *chunk)
{
  for (const char *p = chunk; *p != '\0'; p = g_utf8_next_char (p))
    {
      char one[8] = { 0 };

      g_unichar_to_utf8 (penstock_news_simplify (g_utf8_get_char (p)), one);
      if (g_utf8_get_char (p) == 0x2026)
        add_part (self, PART_GAP, GAP_CJK, NULL);
      else
        add_part (self, PART_WORDS, 0, one);
    }
}

PenstockPattern *
penstock_pattern_new (const char *pattern)
{
  PenstockPattern *self = g_new0 (PenstockPattern, 1);
  g_auto(GStrv) chunks = g_strsplit (pattern, " ", -1);

  for (guint i = 0; chunks[i] != NULL; i++)
    if (g_str_equal (chunks[i], "*"))
      add_part (self, PART_GAP, GAP_WORDS, NULL);
    else if (g_str_equal (chunks[i], "#"))
      add_part (self, PART_NUMBER, 0, NULL);
    else if (g_utf8_get_char (chunks[i]) >= 0x2026 && strchr (chunks[i], '|') == NULL)
      add_cjk (self, chunks[i]);
    else
      add_part (self, PART_WORDS, 0, chunks[i]);

  return self;
}

static gboolean
part_fits (const Part              *part,
           const PenstockNewsToken *token)
{
  if (token == NULL)
    return FALSE;
  if (part->kind == PART_NUMBER)
    return token->kind == PENSTOCK_NEWS_NUMBER;

  for (char **word = part->words; *word != NULL; word++)
    {
      const gsize length = strlen (*word);

      if ((*word)[length - 1] == '~' ? strncmp (token->word, *word, length - 1) == 0 : strcmp (token->word, *word) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A gap does not reach over the end of a clause. */
static gboolean
ends_clause (const PenstockNewsToken *token)
{
  return token != NULL && token->kind == PENSTOCK_NEWS_MARK && (token->ch == ';' || token->ch == '?' || token->ch == '!' || token->ch == 0x3002);
}

/* Nested gaps are few and short: at most MAX_PARTS deep. Returns the end, −1 if it does not fit. */
static int
fit (const PenstockPattern  *self,
     const PenstockNewsText *text,
     guint                   part,
     int                     i)
{
  for (; part < self->n; part++)
    {
      if (self->parts[part].kind == PART_GAP)
        {
          for (int skip = 0; skip <= self->parts[part].gap; skip++)
            {
              const int end = fit (self, text, part + 1, i + skip);

              if (end >= 0)
                return end;
              if (ends_clause (penstock_news_text_get (text, i + skip)))
                return -1;
            }
          return -1;
        }
      if (!part_fits (&self->parts[part], penstock_news_text_get (text, i)))
        return -1;
      i++;
    }
  return i;
}

gboolean
penstock_pattern_find (const PenstockPattern  *self,
                       const PenstockNewsText *text,
                       int                     from,
                       int                    *start,
                       int                    *end)
{
  for (int i = from; (guint)i < text->tokens->len; i++)
    {
      const int stop = fit (self, text, 0, i);

      if (stop >= 0)
        {
          *start = i;
          *end = stop;
          return TRUE;
        }
    }
  return FALSE;
}
