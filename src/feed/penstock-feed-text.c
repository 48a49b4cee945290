/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-error.h"
#include "penstock-feed-text-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define FIRST_GREGORIAN_YEAR 1912 /* ROC year 1: a greater number is no ROC year */

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0xfeff;
}

char *
penstock_feed_strip (char *text)
{
  char *end;

  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  for (end = text + strlen (text); end > text;)
    {
      char *last = g_utf8_prev_char (end);

      if (!is_blank (g_utf8_get_char (last)))
        break;
      end = last;
    }

  *end = '\0';
  return text;
}

/* The digits of a number with "1,234,567" made "1234567"; FALSE if a comma stands where no thousands end. */
static gboolean
copy_digits (const char **at,
             gboolean     commas,
             GString     *plain)
{
  const char *p = *at;
  gboolean grouped = FALSE;
  gsize run = 0;

  for (;; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          g_string_append_c (plain, *p);
          run++;
        }
      else if (*p == ',' && commas && (grouped ? run == 3 : run >= 1 && run <= 3))
        {
          grouped = TRUE;
          run = 0;
        }
      else
        break;
    }

  *at = p;
  return run > 0 && (!grouped || run == 3);
}

static gboolean
copy_number (const char *p,
             gboolean    commas,
             GString    *plain)
{
  if (*p == '-' || *p == '+')
    g_string_append_c (plain, *p++);
  if (*p == '$')
    p++;
  if (!(*p == '.' && g_ascii_isdigit (p[1])) && !copy_digits (&p, commas, plain))
    return FALSE;
  if (*p == '.')
    {
      g_string_append_c (plain, *p++);
      while (g_ascii_isdigit (*p))
        g_string_append_c (plain, *p++);
    }
  if (*p == 'e' || *p == 'E')
    {
      g_string_append_c (plain, *p++);
      if (*p == '-' || *p == '+')
        g_string_append_c (plain, *p++);
      if (!g_ascii_isdigit (*p))
        return FALSE;
      while (g_ascii_isdigit (*p))
        g_string_append_c (plain, *p++);
    }

  return *p == '\0';
}

PenstockNumber
penstock_feed_number (const char *text,
                      gboolean    commas,
                      double     *value)
{
  static const char *const unknown[] = { "", "-", "--", "---", "—", "N/A", "NA", "N/D", "null", "NaN", "None", "不適用" };
  g_autofree char *copy = g_strdup (text != NULL ? text : "");
  const char *stripped = penstock_feed_strip (copy);
  g_autoptr(GString) plain = g_string_new (NULL);

  *value = NAN;

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    if (g_ascii_strcasecmp (stripped, unknown[i]) == 0)
      return PENSTOCK_NUMBER_UNKNOWN;

  if (!copy_number (stripped, commas, plain))
    return PENSTOCK_NUMBER_BAD;

  *value = g_ascii_strtod (plain->str, NULL);
  if (isfinite (*value))
    return PENSTOCK_NUMBER_GOOD;

  *value = NAN;
  return PENSTOCK_NUMBER_BAD;
}

/* A run of @least to @most digits at the start of @text; returns what follows, NULL if there is no such run. */
static const char *
read_digits (const char *text,
             gsize       least,
             gsize       most,
             int        *value)
{
  gsize n = strspn (text, "0123456789");

  if (n < least || n > most)
    return NULL;

  *value = 0;
  for (gsize i = 0; i < n; i++)
    *value = *value * 10 + (text[i] - '0');

  return text + n;
}

gboolean
penstock_feed_roc_month (const char     *text,
                         PenstockPeriod *period)
{
  g_autofree char *copy = g_strdup (text != NULL ? text : "");
  const char *stripped = penstock_feed_strip (copy);
  const char *rest;
  int year, month;

  if (strchr (stripped, '/') != NULL)
    {
      rest = read_digits (stripped, 1, 4, &year);
      if (rest == NULL || *rest != '/' || (rest = read_digits (rest + 1, 1, 2, &month)) == NULL || *rest != '\0')
        return FALSE;
    }
  else
    {
      rest = read_digits (stripped, 3, 6, &month);
      if (rest == NULL || *rest != '\0')
        return FALSE;
      year = month / 100;
      month %= 100;
    }

  if (year < FIRST_GREGORIAN_YEAR)
    year += 1911;
  if (month < 1 || month > 12 || year <= 1911 || year > 2200)
    return FALSE;

  *period = year * 12 + month - 1;
  return TRUE;
}

/* Big5 with what every Taiwanese program adds to it. A byte that fits nowhere becomes U+FFFD, and the next one is tried by itself: a tag that
 * follows is never swallowed, as its first byte is no second byte of Big5. */
static char *
decode_big5 (const char  *data,
             gsize        length,
             gsize       *out_length,
             GError     **error)
{
  GIConv conversion = g_iconv_open ("UTF-8", "CP950");
  gsize size = length * 3 + 4;
  g_autofree char *text = NULL;
  char *in = (char *)data, *out;
  gsize in_left = length, out_left = size;

  if (conversion == (GIConv)-1)
    conversion = g_iconv_open ("UTF-8", "BIG5");
  if (conversion == (GIConv)-1)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("this system cannot read Big5"));
      return NULL;
    }

  text = g_malloc (size);
  out = text;
  while (in_left > 0)
    {
      if (g_iconv (conversion, &in, &in_left, &out, &out_left) != (gsize)-1)
        break;
      if (out_left < 4) /* cannot be: a byte of Big5 gives at most three of UTF-8 */
        break;
      memcpy (out, "\xef\xbf\xbd", 3);
      out += 3;
      out_left -= 3;
      in++;
      in_left--;
    }
  g_iconv_close (conversion);

  *out = '\0';
  *out_length = (gsize)(out - text);
  return g_steal_pointer (&text);
}

char *
penstock_feed_decode (const char  *data,
                      gsize        length,
                      gsize       *out_length,
                      GError     **error)
{
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }

  if (length > 0 && !g_utf8_validate_len (data, length, NULL) && memchr (data, '\0', length) == NULL)
    return decode_big5 (data, length, out_length, error);

  *out_length = length;
  return g_strndup (data, length);
}
