/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-feed-private.h"

#include <string.h>

/* The words in dates: months by how they begin in some twenty languages, without accents; time zones by the names RFC 822 and the world give them. */

static const struct { int month; const char *begins; } months[] = {
  { 1, "jan" }, { 1, "ene" }, { 1, "gen" }, { 1, "sty" }, { 1, "oca" }, { 1, "ιαν" }, { 1, "янв" }, { 1, "ιανουαρ" },
  { 2, "feb" }, { 2, "fev" }, { 2, "lut" }, { 2, "sub" }, { 2, "φεβ" }, { 2, "фев" },
  { 3, "mar" }, { 3, "mrz" }, { 3, "maa" }, { 3, "mrt" }, { 3, "maerz" }, { 3, "μαρ" }, { 3, "мар" },
  { 4, "apr" }, { 4, "abr" }, { 4, "avr" }, { 4, "kwi" }, { 4, "nis" }, { 4, "απρ" }, { 4, "апр" },
  { 5, "may" }, { 5, "mai" }, { 5, "mag" }, { 5, "mei" }, { 5, "maj" }, { 5, "μαι" }, { 5, "μαϊ" }, { 5, "маи" }, { 5, "мая" }, { 5, "май" },
  { 6, "jun" }, { 6, "juin" }, { 6, "giu" }, { 6, "cze" }, { 6, "haz" }, { 6, "ιουν" }, { 6, "июн" },
  { 7, "jul" }, { 7, "juil" }, { 7, "lug" }, { 7, "lip" }, { 7, "tem" }, { 7, "ιουλ" }, { 7, "июл" },
  { 8, "aug" }, { 8, "ago" }, { 8, "aou" }, { 8, "agu" }, { 8, "agt" }, { 8, "sie" }, { 8, "αυγ" }, { 8, "авг" },
  { 9, "sep" }, { 9, "set" }, { 9, "sze" }, { 9, "wrz" }, { 9, "eyl" }, { 9, "σεπ" }, { 9, "сен" },
  { 10, "oct" }, { 10, "okt" }, { 10, "out" }, { 10, "ott" }, { 10, "paz" }, { 10, "eki" }, { 10, "οκτ" }, { 10, "окт" },
  { 11, "nov" }, { 11, "lis" }, { 11, "kas" }, { 11, "νοε" }, { 11, "ноя" },
  { 12, "dec" }, { 12, "dez" }, { 12, "dic" }, { 12, "des" }, { 12, "gru" }, { 12, "ara" }, { 12, "δεκ" }, { 12, "дек" },
};

int
penstock_news_feed_month (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_has_prefix (word, months[i].begins))
      return months[i].month;

  return 0;
}

/* "CST" and "IST" mean what they mean in feeds: Chicago and India. */
static const struct { const char *name; int minutes; } zones[] = {
  { "ut", 0 }, { "utc", 0 }, { "gmt", 0 }, { "z", 0 }, { "zulu", 0 }, { "wet", 0 },
  { "est", -300 }, { "edt", -240 }, { "et", -300 }, { "cst", -360 }, { "cdt", -300 }, { "ct", -360 }, { "mst", -420 }, { "mdt", -360 }, { "mt", -420 },
  { "pst", -480 }, { "pdt", -420 }, { "pt", -480 }, { "ast", -240 }, { "adt", -180 }, { "nst", -210 }, { "ndt", -150 }, { "akst", -540 }, { "akdt", -480 },
  { "hst", -600 }, { "brt", -180 }, { "art", -180 },
  { "bst", 60 }, { "west", 60 }, { "cet", 60 }, { "cest", 120 }, { "mez", 60 }, { "mesz", 120 }, { "met", 60 }, { "mest", 120 },
  { "eet", 120 }, { "eest", 180 },
  { "sast", 120 }, { "idt", 180 }, { "msk", 180 }, { "trt", 180 }, { "gst", 240 }, { "ist", 330 }, { "ict", 420 },
  { "wib", 420 }, { "hkt", 480 }, { "sgt", 480 },
  { "myt", 480 }, { "awst", 480 }, { "jst", 540 }, { "kst", 540 }, { "acst", 570 }, { "acdt", 630 }, { "aest", 600 }, { "aedt", 660 }, { "nzst", 720 },
  { "nzdt", 780 },
};

/* "+0800", "-05:00", "+8" */
static gboolean
read_offset (const char *word,
             int        *minutes)
{
  g_autofree char *digits = g_strdup (word + 1);
  gsize n;
  int number;

  for (char *p = digits, *q = digits; (*q = *p) != '\0'; p++)
    q += *p != ':';
  n = strspn (digits, "0123456789");
  if (n == 0 || n > 4 || digits[n] != '\0')
    return FALSE;

  number = (int)g_ascii_strtoll (digits, NULL, 10);
  *minutes = n <= 2 ? number * 60 : number / 100 * 60 + number % 100;
  if (*minutes > 14 * 60 || (n > 2 && number % 100 > 59))
    return FALSE;
  if (*word == '-')
    *minutes = -*minutes;
  return TRUE;
}

gboolean
penstock_news_feed_zone (const char *word,
                         int        *minutes)
{
  const char *sign;

  if (g_str_has_prefix (word, "etc/"))
    word += 4;
  sign = strpbrk (word, "+-");
  if (sign != NULL && (sign == word || g_str_has_prefix (word, "gmt") || g_str_has_prefix (word, "utc")))
    return read_offset (sign, minutes);

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (g_str_equal (word, zones[i].name))
      {
        *minutes = zones[i].minutes;
        return TRUE;
      }

  return FALSE;
}
