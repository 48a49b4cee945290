/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_QUOTED 160 /* characters */

char *
penstock_recognise_quote (const char *text,
                          gssize      length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length >= 0 ? MIN (length, 4 * MOST_QUOTED) : -1);
  g_autoptr(GString) line = g_string_new ("“");
  guint n = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (n == MOST_QUOTED)
        {
          g_string_append (line, "…");
          break;
        }
      g_string_append_unichar (line, g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 ? ' ' : c);
    }

  g_string_append (line, "”");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

gboolean
penstock_recognise_says (GBytes     *body,
                         const char *text,
                         gsize       within)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);

  return length > 0 && memmem (data, MIN (length, within), text, strlen (text)) != NULL;
}

/* The first byte that is neither white space nor a byte order mark; 0 if there is none. */
static char
first_byte (GBytes *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  gsize i = 0;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (data[i]))
    i++;

  return i < length ? data[i] : '\0';
}

static PenstockOutcome
recognise_status (guint    status,
                  char   **reason)
{
  switch (status)
    {
    case 401:
      *reason = g_strdup (_("the source asks for a login (401)"));
      return PENSTOCK_OUTCOME_REFUSED;
    case 403:
      *reason = g_strdup (_("the source forbids us to ask (403)"));
      return PENSTOCK_OUTCOME_REFUSED;
    case 429:
      *reason = g_strdup (_("the source says we ask too often (429)"));
      return PENSTOCK_OUTCOME_REFUSED;
    case 999: /* Yahoo's own "request denied" */
      *reason = g_strdup (_("the source refuses us (999)"));
      return PENSTOCK_OUTCOME_REFUSED;
    case 0:
      *reason = g_strdup (_("no answer"));
      return PENSTOCK_OUTCOME_BROKEN;
    default:
      break;
    }

  if (status >= 300 && status < 400)
    *reason = g_strdup_printf (_("sent elsewhere (%u): there is no such address any more"), status);
  else if (status == 404 || status == 410)
    *reason = g_strdup_printf (_("there is no such address (%u)"), status);
  else if (status >= 500)
    *reason = g_strdup_printf (_("the source has a fault of its own (%u)"), status);
  else
    *reason = g_strdup_printf (_("the source did not understand the question (%u)"), status);

  return PENSTOCK_OUTCOME_BROKEN;
}

PenstockOutcome
penstock_recognise (guint     status,
                    GBytes   *body,
                    gboolean  html_is_data,
                    char    **reason)
{
  char first = first_byte (body);

  if (penstock_recognise_says (body, "Will be right back", 64 * 1024) && (first == '<' || status >= 500))
    {
      *reason = g_strdup (_("the source is down for maintenance"));
      return PENSTOCK_OUTCOME_REFUSED;
    }
  if (status < 200 || status > 299)
    return recognise_status (status, reason);
  if (first != '{' && first != '[' && penstock_recognise_says (body, "Too Many Requests", 64))
    {
      *reason = g_strdup (_("the source says we ask too often"));
      return PENSTOCK_OUTCOME_REFUSED;
    }
  if (first == '\0')
    {
      *reason = g_strdup (_("an empty body"));
      return PENSTOCK_OUTCOME_BROKEN;
    }
  if (first == '<' && !html_is_data)
    {
      *reason = g_strdup (_("HTML page instead of data"));
      return PENSTOCK_OUTCOME_BROKEN;
    }

  return PENSTOCK_OUTCOME_DATA;
}
