/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-text-private.h"

#include <string.h>

/* Nobody writes a longer headline; a summary is cut here. */
#define MAX_BYTES 4096

/* Words that only German uses, for items whose source does not say the language. */
static const char german_words[] = "und für wegen auf nach wird hebt senkt steigert legt schreibt baut warnt wächst zum zur beim aktie aktien umsatz gewinn";

static gboolean
is_cjk (gunichar c)
{
  const GUnicodeScript script = g_unichar_get_script (c);

  return c == 0x30fc || script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA
         || script == G_UNICODE_SCRIPT_HANGUL;
}

/* NFKC would turn ™ into TM: such signs go first; so do soft hyphens and zero-width characters. */
static char *
normalise (const char *text)
{
  g_autoptr(GString) plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0' && plain->len < MAX_BYTES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2122 || c == 0xae || c == 0xa9 || c == 0x2120 || c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0xfeff)
        continue;
      if (c == 0x2018 || c == 0x2019 || c == 0x02bc)
        c = '\'';
      else if (c == 0x2010 || c == 0x2011)
        c = '-';
      else if (c == 0x2013 || c == 0x2014)
        c = 0x2014;
      g_string_append_unichar (plain, c);
    }
  return g_utf8_normalize (plain->str, -1, G_NORMALIZE_NFKC);
}

static PenstockNewsShape
shape_of (const char *word,
          const char *end)
{
  guint upper = 0, lower = 0;
  const gboolean first = g_unichar_isupper (g_utf8_get_char (word));

  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      upper += g_unichar_isupper (g_utf8_get_char (p));
      lower += g_unichar_islower (g_utf8_get_char (p));
    }
  if (upper == 0)
    return PENSTOCK_NEWS_LOWER;
  if (lower == 0)
    return PENSTOCK_NEWS_UPPER;
  return first && upper == 1 ? PENSTOCK_NEWS_CAPITAL : PENSTOCK_NEWS_MIXED;
}

/* A decimal point or a thousands comma between two digits belongs to the number. */
static gboolean
goes_on (const char *p,
         gboolean    number)
{
  const gunichar c = g_utf8_get_char (p);

  if (number && (c == '.' || c == ','))
    return g_ascii_isdigit (p[1]);
  return c != '\0' && g_unichar_isalnum (c) && !is_cjk (c);
}

static const char *
end_of_word (const char *start,
             gboolean   *number)
{
  const char *p = start;
  gboolean digits = g_ascii_isdigit (*p);

  *number = digits;
  while (goes_on (p, digits))
    {
      if (!g_ascii_isdigit (*p) && *p != '.' && *p != ',')
        digits = FALSE;
      p = g_utf8_next_char (p);
    }
  *number = digits;
  return p;
}

static const char *
add_token (PenstockNewsText *self,
           const char       *p,
           gboolean          space)
{
  PenstockNewsToken token = { .ch = g_utf8_get_char (p), .space = space };
  const char *end = g_utf8_next_char (p);

  if (is_cjk (token.ch))
    {
      char folded[8] = { 0 };

      token.kind = PENSTOCK_NEWS_CJK;
      token.ch = penstock_news_simplify (token.ch);
      g_unichar_to_utf8 (token.ch, folded);
      token.word = g_string_chunk_insert_const (self->words, folded);
      token.written = token.word;
    }
  else
    {
      gboolean number = FALSE;
      g_autofree char *lower = NULL;
      g_autofree char *written = NULL;

      token.kind = PENSTOCK_NEWS_MARK;
      if (g_unichar_isalnum (token.ch))
        {
          end = end_of_word (p, &number);
          token.kind = number ? PENSTOCK_NEWS_NUMBER : PENSTOCK_NEWS_WORD;
        }
      token.shape = shape_of (p, end);
      lower = g_utf8_strdown (p, end - p);
      written = g_strndup (p, (gsize)(end - p));
      token.word = g_string_chunk_insert_const (self->words, lower);
      token.written = g_string_chunk_insert_const (self->words, written);
    }
  g_array_append_val (self->tokens, token);
  return end;
}

static void
look_at_case (PenstockNewsText *self)
{
  guint words = 0, lower = 0, cjk = 0, german = 0;

  for (guint i = 0; i < self->tokens->len; i++)
    {
      const PenstockNewsToken *token = &g_array_index (self->tokens, PenstockNewsToken, i);

      cjk += token->kind == PENSTOCK_NEWS_CJK;
      if (token->kind != PENSTOCK_NEWS_WORD)
        continue;
      german += penstock_news_in_list (token->word, german_words);
      if (i == 0 || strlen (token->word) < 4)
        continue;
      words++;
      lower += token->shape == PENSTOCK_NEWS_LOWER;
    }
  self->cjk = cjk >= 2;
  self->german = self->german || german > 0;
  self->title_case = words > 0 && lower * 3 <= words;
}

static char *
flatten (const PenstockNewsText *self)
{
  GString *flat = g_string_new (" ");

  for (guint i = 0; i < self->tokens->len; i++)
    {
      const PenstockNewsToken *token = &g_array_index (self->tokens, PenstockNewsToken, i);

      if (token->kind != PENSTOCK_NEWS_CJK && flat->str[flat->len - 1] != ' ')
        g_string_append_c (flat, ' ');
      g_string_append (flat, token->word);
      if (token->kind != PENSTOCK_NEWS_CJK)
        g_string_append_c (flat, ' ');
    }
  if (flat->str[flat->len - 1] != ' ')
    g_string_append_c (flat, ' ');
  return g_string_free (flat, FALSE);
}

PenstockNewsText *
penstock_news_text_new (const char *text,
                        const char *language)
{
  PenstockNewsText *self = g_new0 (PenstockNewsText, 1);
  g_autofree char *plain = NULL;
  gboolean space = TRUE;

  self->tokens = g_array_new (FALSE, FALSE, sizeof (PenstockNewsToken));
  self->words = g_string_chunk_new (512);
  self->german = language != NULL && g_ascii_strncasecmp (language, "de", 2) == 0;
  plain = text != NULL && g_utf8_validate (text, -1, NULL) ? normalise (text) : NULL;

  for (const char *p = plain; p != NULL && *p != '\0';)
    if (g_unichar_isspace (g_utf8_get_char (p)) || g_unichar_iscntrl (g_utf8_get_char (p)))
      {
        space = TRUE;
        p = g_utf8_next_char (p);
      }
    else
      {
        p = add_token (self, p, space);
        space = FALSE;
      }

  look_at_case (self);
  self->flat = flatten (self);
  return self;
}

void
penstock_news_text_free (PenstockNewsText *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->tokens);
  g_string_chunk_free (self->words);
  g_free (self->flat);
  g_free (self);
}

const PenstockNewsToken *
penstock_news_text_get (const PenstockNewsText *self,
                        int                     i)
{
  return i < 0 || (guint)i >= self->tokens->len ? NULL : &g_array_index (self->tokens, PenstockNewsToken, i);
}

gboolean
penstock_news_text_is (const PenstockNewsText *self,
                       int                     i,
                       const char             *word)
{
  const PenstockNewsToken *token = penstock_news_text_get (self, i);

  return token != NULL && strcmp (token->word, word) == 0;
}

gboolean
penstock_news_in_list (const char *word,
                       const char *list)
{
  const gsize length = strlen (word);

  for (const char *p = list; length > 0 && (p = strstr (p, word)) != NULL; p += length)
    if ((p == list || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;

  return FALSE;
}
