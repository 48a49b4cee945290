/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-feed-private.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* What people read of a text: one pass that drops tags and decodes entities once. What an entity stands for is never looked at again, so "&lt;b&gt;" becomes
 * "<b>" on the screen and no tag. */

#define LONGEST_ENTITY 32 /* bytes */

static gunichar
numbered (const char  *text,
          const char **after)
{
  gboolean hexadecimal = text[1] == 'x' || text[1] == 'X';
  const char *digits = text + (hexadecimal ? 2 : 1);
  char *end;
  guint64 c;

  if (hexadecimal ? !g_ascii_isxdigit (*digits) : !g_ascii_isdigit (*digits))
    return 0;

  c = g_ascii_strtoull (digits, &end, hexadecimal ? 16 : 10);
  if (*end != ';')
    return 0;

  *after = end + 1;
  c = c < 0x110000 ? penstock_news_feed_windows ((gunichar)c) : 0;
  return c != 0 && g_unichar_validate ((gunichar)c) ? (gunichar)c : 0xfffd;
}

gunichar
penstock_news_feed_entity (const char  *text,
                           const char **after)
{
  static const char *const open[] = { "amp", "lt", "gt", "quot", "nbsp" }; /* written without a semicolon often enough */
  char name[LONGEST_ENTITY];
  gsize n = 0;
  const htmlEntityDesc *entity;

  if (*text == '#')
    return numbered (text, after);

  for (; n < sizeof name - 1 && g_ascii_isalnum (text[n]); n++)
    name[n] = text[n];
  name[n] = '\0';
  if (n == 0 || (text[n] != ';' && !g_strv_contains (open, name)))
    return 0;

  entity = htmlEntityLookup (BAD_CAST name);
  *after = text + n + (text[n] == ';');
  return entity != NULL ? entity->value : g_str_equal (name, "apos") ? '\'' : 0;
}

/* Letters that turn the direction of writing, or that nobody sees: good for nothing but deceit in a headline. */
static gboolean
is_unseen (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || c == 0x200b || c == 0xad ||
         (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x85;
}

typedef struct
{
  GString  *out;
  guint     n;      /* characters */
  guint     most;
  gboolean  gap;    /* white space waits to become one blank */
} Line;

/* FALSE once the line is full. */
static gboolean
put (Line     *line,
     gunichar  c)
{
  if (is_blank (c))
    {
      line->gap = line->n > 0;
      return TRUE;
    }
  if (is_unseen (c))
    return TRUE;
  if (line->n + line->gap >= line->most)
    {
      g_string_append (line->out, "…");
      return FALSE;
    }

  if (line->gap)
    g_string_append_c (line->out, ' ');
  g_string_append_unichar (line->out, c);
  line->n += 1 + line->gap;
  line->gap = FALSE;
  return TRUE;
}

static gboolean
begins_tag (const char *p)
{
  return g_ascii_isalpha (p[1]) || p[1] == '!' || p[1] == '?' || (p[1] == '/' && (g_ascii_isalpha (p[2]) || p[2] == '>'));
}

/* Behind the tag at @p, whose values may hold a ">" between quotes; its very end if it is never closed. */
static const char *
skip_tag (const char *p)
{
  char quote = 0;
  const char *start = p;

  if (g_str_has_prefix (p, "<!--"))
    return strstr (p, "-->") != NULL ? strstr (p, "-->") + 3 : p + strlen (p);

  for (p++; *p != '\0'; p++)
    {
      if (quote != 0)
        quote = *p == quote ? 0 : quote;
      else if ((*p == '"' || *p == '\'') && p[-1] == '=')
        quote = *p;
      else if (*p == '>')
        return p + 1;
    }

  p = strchr (start, '>'); /* a quote was never closed */
  return p != NULL ? p + 1 : start + strlen (start);
}

/* Words on both sides of these belong together; all other tags keep them apart. */
static gboolean
is_inline (const char *tag)
{
  static const char *const names[] = { "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub",
                                       "sup", "tt", "u" };
  char name[8] = "";
  gsize n = 0;

  tag += tag[1] == '/' ? 2 : 1;
  for (; n < sizeof name - 1 && g_ascii_isalnum (tag[n]); n++)
    name[n] = g_ascii_tolower (tag[n]);
  name[n] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return TRUE;

  return FALSE;
}

/* Behind the tag, and behind what nobody reads of it. */
static const char *
skip_element (const char *p)
{
  static const char *const unread[] = { "script", "style", "iframe", "object" };
  const char *after = skip_tag (p);

  for (guint i = 0; i < G_N_ELEMENTS (unread); i++)
    if (g_ascii_strncasecmp (p + 1, unread[i], strlen (unread[i])) == 0 && !g_ascii_isalnum (p[1 + strlen (unread[i])]))
      {
        const char *q = after;

        while ((q = strstr (q, "</")) != NULL && g_ascii_strncasecmp (q + 2, unread[i], strlen (unread[i])) != 0)
          q += 2;
        return q != NULL ? skip_tag (q) : after + strlen (after);
      }

  return after;
}

/* The next character of HTML, or a blank for a tag that keeps words apart; 0 for one that does not. */
static gunichar
next_of_html (const char **p)
{
  const char *tag = *p, *after;
  gunichar c = 0;

  if (*tag == '<' && begins_tag (tag))
    {
      *p = skip_element (tag);
      return is_inline (tag) ? 0 : ' ';
    }
  if (*tag == '&' && (c = penstock_news_feed_entity (tag + 1, &after)) != 0)
    {
      *p = after;
      return c;
    }

  *p = g_utf8_next_char (tag);
  return g_utf8_get_char (tag);
}

char *
penstock_news_feed_plain (const char         *text,
                          PenstockNewsMarkup  markup,
                          guint               most)
{
  Line line = { .most = most };

  if (text == NULL)
    return NULL;

  line.out = g_string_new (NULL);
  while (*text != '\0')
    {
      gunichar c;

      if (markup == PENSTOCK_NEWS_HTML)
        c = next_of_html (&text);
      else
        {
          c = g_utf8_get_char (text);
          text = g_utf8_next_char (text);
        }
      if (c != 0 && !put (&line, c))
        break;
    }

  return g_string_free (line.out, line.out->len == 0);
}

char *
penstock_news_feed_base64 (const char *text)
{
  g_autofree char *copy = g_strdup (text);
  gsize length = 0;

  g_strstrip (copy);
  if (strlen (copy) < 4 || strspn (copy, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n") != strlen (copy))
    return NULL;

  g_base64_decode_inplace (copy, &length);
  if (length == 0 || !g_utf8_validate_len (copy, length, NULL))
    return NULL;

  return g_strndup (copy, length);
}
