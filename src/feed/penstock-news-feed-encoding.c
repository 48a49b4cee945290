/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-feed-private.h"

#include <string.h>

/* Which bytes are which characters: the first of HTTP charset, byte order mark, XML declaration and UTF-8 in which the document makes sense, else
 * windows-1252, which always does. A few bytes that fit nowhere become U+FFFD; many mean that the label is wrong. */

#define DECLARATION_WITHIN 1024 /* bytes; comments in front of it are not unheard of */
#define FAULTS_IN          20   /* one bad sequence in so many non-ASCII bytes is damage, more is another encoding */

/* 0x80 … 0x9f; 0 where windows-1252 has nothing */
static const guint16 windows[32] = {
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

gunichar
penstock_news_feed_windows (gunichar c)
{
  return c >= 0x80 && c < 0xa0 ? windows[c - 0x80] : c;
}

static char *
decode_windows (const char *data,
                gsize       length)
{
  GString *text = g_string_sized_new (length + length / 8 + 1);

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar)data[i];

      if (c == 0)
        g_string_append (text, "\xef\xbf\xbd");
      else if (c < 0x80)
        g_string_append_c (text, (char)c);
      else
        g_string_append_unichar (text, penstock_news_feed_windows (c) != 0 ? penstock_news_feed_windows (c) : 0xfffd);
    }

  return g_string_free (text, FALSE);
}

/* A charset as people write it, as iconv knows it and as they mean it: nobody's ISO-8859-1 lacks the windows characters. Owned; NULL if there is
 * none. */
static char *
canonical (const char *charset)
{
  static const struct { const char *said, *meant; } names[] = {
    { "iso-8859-1", "windows-1252" }, { "latin1", "windows-1252" }, { "latin-1", "windows-1252" }, { "iso8859-1", "windows-1252" },
    { "cp1252", "windows-1252" }, { "utf8", "utf-8" }, { "ascii", "us-ascii" }, { "gb2312", "gb18030" }, { "gbk", "gb18030" }, { "big5", "cp950" },
    { "shift_jis", "cp932" }, { "shift-jis", "cp932" }, { "x-sjis", "cp932" }, { "sjis", "cp932" }, { "euc-kr", "cp949" }, { "ks_c_5601-1987", "cp949" },
    { "x-mac-roman", "macintosh" }, { "ucs-2", "utf-16" },
  };
  g_autofree char *name = charset != NULL ? g_ascii_strdown (charset, (gssize)MIN (strlen (charset), 40)) : NULL;
  const char *plain;

  if (name == NULL)
    return NULL;

  g_strdelimit (name, "'\"", ' ');
  plain = g_strstrip (name);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (plain, names[i].said))
      plain = names[i].meant;

  return *plain != '\0' && g_str_is_ascii (plain) ? g_strdup (plain) : NULL;
}

static gsize
count_high (const char *data,
            gsize       length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    n += (guchar)data[i] >= 0x80;

  return n;
}

/* Converts all of it; a byte that fits nowhere becomes U+FFFD and the next is tried by itself. */
static char *
convert (const char *data,
         gsize       length,
         GIConv      conversion,
         gsize      *faults)
{
  GString *text = g_string_sized_new (length * 2 + 16);
  char *in = (char *)data;
  gsize left = length;

  *faults = 0;
  while (left > 0)
    {
      char buffer[4096];
      char *out = buffer;
      gsize room = sizeof buffer;
      gsize before = left;
      gboolean done = g_iconv (conversion, &in, &left, &out, &room) != (gsize)-1;

      g_string_append_len (text, buffer, out - buffer);
      if (done)
        break;
      if (room > 16 || left == before)
        {
          g_string_append (text, "\xef\xbf\xbd");
          in++;
          left--;
          (*faults)++;
        }
    }

  return g_string_free (text, FALSE);
}

static char *
decode_utf8 (const char *data,
             gsize       length)
{
  gsize faults = 0, high;

  if (memchr (data, '\0', length) != NULL)
    return NULL;
  if (g_utf8_validate_len (data, length, NULL))
    return g_strndup (data, length);

  high = count_high (data, length);
  for (const char *p = data, *end = data + length, *bad; p < end; p = bad + 1)
    {
      if (g_utf8_validate_len (p, (gsize)(end - p), &bad))
        break;
      if (++faults * FAULTS_IN > high)
        return NULL;
    }

  return g_utf8_make_valid (data, (gssize)length);
}

static char *
decode_as (const char *name,
           const char *data,
           gsize       length)
{
  g_autofree char *text = NULL;
  GIConv conversion;
  gsize faults;

  if (g_str_equal (name, "utf-8"))
    return decode_utf8 (data, length);
  if (g_str_equal (name, "windows-1252"))
    return memchr (data, '\0', length) == NULL ? decode_windows (data, length) : NULL;
  if (g_str_equal (name, "us-ascii"))
    return count_high (data, length) == 0 ? g_strndup (data, length) : NULL;

  conversion = g_iconv_open ("UTF-8", name);
  if (conversion == (GIConv)-1)
    return NULL;
  text = convert (data, length, conversion, &faults);
  g_iconv_close (conversion);

  return faults * FAULTS_IN <= count_high (data, length) ? g_steal_pointer (&text) : NULL;
}

/* Text that may be a feed: no NUL was cut off, and it does not begin with a byte order mark read as letters. */
static gboolean
makes_sense (const char *text)
{
  const char *p = text;

  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  if (g_str_has_prefix (p, "ï»¿") || g_str_has_prefix (p, "ÿþ") || g_str_has_prefix (p, "þÿ"))
    return FALSE;

  return strpbrk (p, "<{") != NULL;
}

/* By the byte order mark, or by where the zeros of "<" stand where there is none. */
static const char *
marked (const char *data,
        gsize       length)
{
  static const struct { const char *bytes; gsize n; const char *name; } marks[] = {
    { "\xff\xfe\0\0", 4, "utf-32" }, { "\0\0\xfe\xff", 4, "utf-32" }, { "\xef\xbb\xbf", 3, "utf-8" }, { "\xff\xfe", 2, "utf-16" }, { "\xfe\xff", 2, "utf-16" },
    { "\0\0\0<", 4, "utf-32be" }, { "<\0\0\0", 4, "utf-32le" }, { "\0<", 2, "utf-16be" }, { "<\0", 2, "utf-16le" },
    { "\0{", 2, "utf-16be" }, { "{\0", 2, "utf-16le" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].n && memcmp (data, marks[i].bytes, marks[i].n) == 0)
      return marks[i].name;

  return NULL;
}

/* What <?xml … encoding="…"?> says, however far down it stands. Owned. */
static char *
declared (const char *data,
          gsize       length)
{
  const char *start = g_strstr_len (data, (gssize)MIN (length, DECLARATION_WITHIN), "<?xml");
  const char *end = start != NULL ? g_strstr_len (start, (gssize)MIN ((gsize)(data + length - start), DECLARATION_WITHIN), "?>") : NULL;
  const char *p = end != NULL ? g_strstr_len (start, end - start, "encoding") : NULL;
  const char *quote;

  if (p == NULL)
    return NULL;

  for (p += strlen ("encoding"); p < end && (g_ascii_isspace (*p) || *p == '='); p++)
    ;
  if (p >= end || (*p != '"' && *p != '\''))
    return NULL;
  quote = memchr (p + 1, *p, (gsize)(end - p - 1));

  return quote != NULL ? g_strndup (p + 1, (gsize)(quote - p - 1)) : NULL;
}

static char *
decode_best (const char *data,
             gsize       length,
             const char *charset)
{
  g_autofree char *said = declared (data, length);
  const char *candidates[] = { charset, marked (data, length), said, "utf-8" };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      g_autofree char *name = canonical (candidates[i]);
      g_autofree char *text = name != NULL ? decode_as (name, data, length) : NULL;

      if (text != NULL && makes_sense (text))
        return g_steal_pointer (&text);
    }

  return decode_windows (data, length);
}

char *
penstock_news_feed_decode (const char *data,
                           gsize       length,
                           const char *charset,
                           gsize      *out_length)
{
  g_autofree char *text = decode_best (data != NULL ? data : "", length, charset);
  char *without_mark = g_strdup (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text);

  *out_length = strlen (without_mark);
  return without_mark;
}
