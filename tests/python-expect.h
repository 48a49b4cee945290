/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-day.h"

#include <string.h>

/* As much of Python's expressions as feedparser's documents state their expectations in. */

G_GNUC_UNUSED static void
skip_blanks (const char **p)
{
  while (g_ascii_isspace (**p))
    (*p)++;
}

G_GNUC_UNUSED static void
read_escape (const char **p,
             GString     *out)
{
  char letter = *(*p)++;
  gsize n = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  g_autofree char *digits = g_strndup (*p, n);

  if (n > 0)
    {
      g_string_append_unichar (out, (gunichar)g_ascii_strtoull (digits, NULL, 16));
      *p += n;
    }
  else
    g_string_append_c (out, letter == 'n' ? '\n' : letter == 't' ? '\t' : letter);
}

/* 'text', u"text", """text"""; NULL if it is no string. Owned. */
G_GNUC_UNUSED static char *
read_string (const char **p)
{
  const char *start = *p;
  g_autoptr(GString) out = g_string_new (NULL);
  char quote;
  gboolean triple;

  skip_blanks (p);
  if (**p == 'u' || **p == 'b')
    (*p)++;
  quote = **p;
  if (quote != '\'' && quote != '"')
    {
      *p = start;
      return NULL;
    }

  triple = (*p)[1] == quote && (*p)[2] == quote;
  *p += triple ? 3 : 1;
  while (**p != '\0' && !(**p == quote && (!triple || ((*p)[1] == quote && (*p)[2] == quote))))
    if (**p == '\\')
      {
        (*p)++;
        read_escape (p, out);
      }
    else
      g_string_append_c (out, *(*p)++);
  *p += triple ? 3 : 1;

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* (2004, 1, 1, 19, 48, 21, 3, 1, 0) */
G_GNUC_UNUSED static gboolean
read_tuple (const char **p,
            gint64      *time)
{
  int value[9] = { 0 };
  const char *at = *p;

  skip_blanks (&at);
  if (*at++ != '(')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (value); i++)
    {
      char *end;

      value[i] = (int)g_ascii_strtoll (at, &end, 10);
      if (end == at)
        return FALSE;
      at = end;
      skip_blanks (&at);
      if (*at != ',' && *at != ')')
        return FALSE;
      at++;
    }

  *time = penstock_day_to_unix_utc (penstock_day_from_ymd (value[0], value[1], value[2])) + value[3] * 3600 + value[4] * 60 + value[5];
  *p = at;
  return TRUE;
}

/* "entries[0]['links'][0]['href']" → "entries 0 links 0 href"; NULL if it is no path. Owned. */
G_GNUC_UNUSED static char *
read_path (const char **p)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const char *at = *p;

  skip_blanks (&at);
  while (g_ascii_isalpha (*at) || *at == '_')
    g_string_append_c (out, *at++);
  if (out->len == 0)
    return NULL;

  for (;;)
    if (*at == '[')
      {
        g_autofree char *key = NULL;

        at++;
        key = read_string (&at);
        if (key == NULL)
          {
            gsize n = strspn (at, "0123456789");

            key = g_strndup (at, n);
            at += n;
          }
        if (*at++ != ']')
          return NULL;
        g_string_append_printf (out, " %s", key);
      }
    else if (*at == '.' && g_ascii_isalpha (at[1]))
      {
        g_string_append_c (out, ' ');
        for (at++; g_ascii_isalnum (*at) || *at == '_'; at++)
          g_string_append_c (out, *at);
      }
    else
      break;

  *p = at;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The expression cut at @word, where it stands outside of quotes and brackets. Owned. */
G_GNUC_UNUSED static char **
split_outside (const char *text,
               const char *word)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  const char *start = text;
  int depth = 0;
  char quote = 0;

  for (const char *p = text; *p != '\0'; p++)
    if (quote != 0)
      {
        if (*p == '\\' && p[1] != '\0')
          p++;
        else if (*p == quote)
          quote = 0;
      }
    else if (*p == '\'' || *p == '"')
      quote = *p;
    else if (strchr ("([{", *p) != NULL)
      depth++;
    else if (strchr (")]}", *p) != NULL)
      depth--;
    else if (depth == 0 && g_str_has_prefix (p, word))
      {
        g_ptr_array_add (parts, g_strndup (start, (gsize)(p - start)));
        p += strlen (word) - 1;
        start = p + 1;
      }

  g_ptr_array_add (parts, g_strdup (start));
  g_ptr_array_add (parts, NULL);
  return (char **)g_ptr_array_steal (parts, NULL);
}
