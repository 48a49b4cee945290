/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-error.h"
#include "penstock-json-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_DEPTH 64

/* RFC 8259, nothing more. One level of the recursion below per level of nesting, so the depth is bounded. */
typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  guint       depth;
  gboolean    nul;       /* there is a \\u0000 */
  const char *complaint; /* first fault, at @p */
} Syntax;

static gboolean value (Syntax *s);

static gboolean
complain (Syntax     *s,
          const char *complaint)
{
  if (s->complaint == NULL)
    s->complaint = s->p >= s->end ? _("the file ends too early") : complaint;
  return FALSE;
}

static void
blank (Syntax *s)
{
  while (s->p < s->end && (*s->p == ' ' || *s->p == '\t' || *s->p == '\n' || *s->p == '\r'))
    s->p++;
}

static gboolean
next_is (Syntax *s,
         char    c)
{
  if (s->p >= s->end || *s->p != c)
    return FALSE;

  s->p++;
  return TRUE;
}

/* The code unit of four hexadecimal digits, or -1. */
static int
code_unit (Syntax *s)
{
  int unit = 0;

  for (int i = 0; i < 4; i++, s->p++)
    {
      if (s->p >= s->end || !g_ascii_isxdigit (*s->p))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (*s->p);
    }

  return unit;
}

static gboolean
unicode_escape (Syntax *s)
{
  int unit = code_unit (s);

  if (unit < 0)
    return complain (s, _("a \\u needs four hexadecimal digits"));
  if ((unit & 0xfc00) == 0xdc00)
    return complain (s, _("a \\u that is no character"));
  if (unit == 0)
    s->nul = TRUE;
  if ((unit & 0xfc00) == 0xd800 && (!next_is (s, '\\') || !next_is (s, 'u') || ((guint)code_unit (s) & 0xfffffc00u) != 0xdc00u))
    return complain (s, _("a \\u that is half a character"));

  return TRUE;
}

static gboolean
escape (Syntax *s)
{
  if (next_is (s, 'u'))
    return unicode_escape (s);
  if (s->p >= s->end || strchr ("\"\\/bfnrt", *s->p) == NULL || *s->p == '\0')
    return complain (s, _("no such escape in a string"));

  s->p++;
  return TRUE;
}

static gboolean
string (Syntax *s)
{
  if (!next_is (s, '"'))
    return complain (s, _("expected a string in double quotes"));

  while (s->p < s->end)
    {
      guchar c = (guchar)*s->p;

      if (c < 0x20)
        return complain (s, _("a control character or line break in a string"));
      s->p++;
      if (c == '"')
        return TRUE;
      if (c == '\\' && !escape (s))
        return FALSE;
    }

  return complain (s, NULL);
}

static gboolean
digits (Syntax *s)
{
  if (s->p >= s->end || !g_ascii_isdigit (*s->p))
    return complain (s, _("expected a digit"));

  while (s->p < s->end && g_ascii_isdigit (*s->p))
    s->p++;
  return TRUE;
}

static gboolean
number (Syntax *s)
{
  next_is (s, '-');
  if (!next_is (s, '0') && !digits (s))
    return FALSE;
  if (next_is (s, '.') && !digits (s))
    return FALSE;
  if (next_is (s, 'e') || next_is (s, 'E'))
    {
      if (!next_is (s, '+'))
        next_is (s, '-');
      return digits (s);
    }

  return TRUE;
}

static gboolean
word (Syntax     *s,
      const char *text)
{
  gsize length = strlen (text);

  if ((gsize)(s->end - s->p) < length || memcmp (s->p, text, length) != 0)
    return complain (s, _("expected a value"));

  s->p += length;
  return TRUE;
}

static gboolean
member (Syntax *s)
{
  blank (s);
  if (!string (s))
    return FALSE;
  blank (s);
  if (!next_is (s, ':'))
    return complain (s, _("expected `:' after the name of a member"));

  return value (s);
}

static gboolean
container (Syntax   *s,
           gboolean (*item) (Syntax *s),
           char      closing)
{
  if (++s->depth > MAX_DEPTH)
    return complain (s, _("nested too deeply"));

  s->p++;
  blank (s);
  if (next_is (s, closing))
    return s->depth--, TRUE;

  for (;;)
    {
      if (!item (s))
        return FALSE;
      blank (s);
      if (next_is (s, closing))
        return s->depth--, TRUE;
      if (!next_is (s, ','))
        return complain (s, closing == ']' ? _("expected `,' or `]'") : _("expected `,' or `}'"));
    }
}

static gboolean
value (Syntax *s)
{
  blank (s);
  if (s->p >= s->end)
    return complain (s, NULL);

  switch (*s->p)
    {
    case '{': return container (s, member, '}');
    case '[': return container (s, value, ']');
    case '"': return string (s);
    case 't': return word (s, "true");
    case 'f': return word (s, "false");
    case 'n': return word (s, "null");
    default:
      if (*s->p == '-' || g_ascii_isdigit (*s->p))
        return number (s);
      return complain (s, _("expected a value"));
    }
}

/* Columns count characters, as editors do. */
static void
place_of (const char *start,
          const char *p,
          guint      *line,
          guint      *column)
{
  const char *line_start = start;

  *line = 1;
  for (const char *q = start; q < p; q++)
    if (*q == '\n')
      {
        (*line)++;
        line_start = q + 1;
      }

  *column = 1;
  for (const char *q = line_start; q < p; q++)
    if (((guchar)*q & 0xc0) != 0x80)
      (*column)++;
}

static gboolean
fail_at (const char  *start,
         const char  *p,
         const char  *complaint,
         GError     **error)
{
  guint line, column;

  place_of (start, p, &line, &column);
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u, column %u: %s"), line, column, complaint);
  return FALSE;
}

/* @nul (out): whether a string has a NUL in it. */
static gboolean
check_syntax (const char  *data,
              gsize        length,
              gboolean    *nul,
              GError     **error)
{
  Syntax s = { .start = data, .p = data, .end = data + length };

  blank (&s);
  if (s.p == s.end)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("the file is empty"));
      return FALSE;
    }
  if (*s.p == '<')
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("this is HTML or XML, not JSON"));
      return FALSE;
    }

  if (value (&s))
    {
      blank (&s);
      if (s.p < s.end)
        complain (&s, _("something follows the end of the JSON value"));
    }

  *nul = s.nul;
  return s.complaint == NULL ? TRUE : fail_at (data, s.p, s.complaint, error);
}

/* A C string ends at a NUL, and what follows it would be lost without a word: U+FFFD in its place. Same length; owned. */
static char *
without_nul (const char *data,
             gsize       length)
{
  char *copy = g_memdup2 (data, length);

  for (gsize i = 0; i + 1 < length; i++)
    if (copy[i] == '\\')
      {
        if (i + 6 <= length && memcmp (copy + i, "\\u0000", 6) == 0)
          memcpy (copy + i, "\\ufffd", 6);
        i++;
      }

  return copy;
}

JsonNode *
penstock_json_load (const char  *data,
                    gsize        length,
                    GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autofree char *copy = NULL;
  const char *invalid = NULL;
  gboolean nul = FALSE;

  if (data == NULL)
    data = "";
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }

  if (length > 0 && !g_utf8_validate_len (data, length, &invalid))
    {
      fail_at (data, invalid, _("not UTF-8 text"), error);
      return NULL;
    }
  if (!check_syntax (data, length, &nul, error))
    return NULL;
  if (nul)
    data = copy = without_nul (data, length);

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize)length, &local_error))
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, local_error->message);
      return NULL;
    }

  return json_parser_steal_root (parser);
}
