/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-feed-private.h"

#include <string.h>

/* Dates in the wild. The text is cut into words; each is a number, a month, a time, a zone or nothing, and where it stands decides what a number is. What
 * can mean two things ("04/06/2004") means nothing. Without a zone it is UTC, but for East Asia's own ways of writing. */

#define LONGEST     120 /* bytes */
#define MOST_WORDS  16
#define FIRST_YEAR  1970
#define LAST_YEAR   2200
#define PIVOT       70  /* two digits: 70 … 99 are 19xx */

typedef struct
{
  int      year, month, day;   /* 0 = not known yet */
  int      hour, minute, second;
  int      offset;             /* minutes east */
  int      local;              /* the offset if none is written */
  gboolean has_time, has_zone, morning, afternoon;
  gboolean bad;
} Date;

/* -- East Asia -- */

static gboolean
begins (const char *p,
        const char *const *words,
        gsize             *n)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (p, words[i]))
      {
        *n = strlen (words[i]);
        return TRUE;
      }

  return FALSE;
}

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ')
    p++;

  return p;
}

static void
set_local (Date *date,
           int   minutes)
{
  if (date->local == 0)
    date->local = minutes;
}

/* "2004년 5월 28일 오후 1:31", "2026年9月10日 下午3時05分" → "2004-5-28 pm 1:31", "2026-9-10 pm 3:05"; the rest stays. Owned. */
static char *
latinise (const char *text,
          Date       *date)
{
  static const char *const dashes[] = { "年", "月", "년", "월", NULL }, *const day[] = { "日", "号", "號", "일", NULL };
  static const char *const colons[] = { "時", "时", "点", "點", "시", NULL }, *const seconds[] = { "秒", "초", NULL };
  static const char *const minutes[] = { "分", "분", NULL };
  static const char *const am[] = { "上午", "午前", "오전", NULL }, *const pm[] = { "下午", "午後", "오후", NULL };
  GString *out = g_string_new (NULL);
  gsize n = 1;

  for (const char *p = text; *p != '\0'; p += n)
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xac00 && c <= 0xd7a3)
        set_local (date, 9 * 60);
      if (begins (p, dashes, &n) || begins (p, colons, &n) || begins (p, minutes, &n))
        {
          gboolean dash = begins (p, dashes, &n), colon = !dash && begins (p, colons, &n);

          set_local (date, 8 * 60);
          p = skip_blanks (p + n);
          n = 0;
          if (dash)
            g_string_append_c (out, '-');
          else if (colon)
            g_string_append (out, g_ascii_isdigit (*p) ? ":" : ":00");
          else
            g_string_append (out, g_ascii_isdigit (*p) ? ":" : " ");
        }
      else if (begins (p, day, &n) || begins (p, seconds, &n))
        g_string_append_c (out, ' ');
      else if (begins (p, am, &n) || begins (p, pm, &n))
        {
          if (g_str_has_prefix (p, "午")) /* Japan's way of saying it, where 年月日 alone may be Chinese */
            date->local = 9 * 60;
          set_local (date, 8 * 60);
          g_string_append (out, begins (p, am, &n) ? " am " : " pm ");
        }
      else
        {
          n = (gsize)(g_utf8_next_char (p) - p);
          g_string_append_len (out, p, (gssize)n);
        }
    }

  return g_string_free (out, FALSE);
}

/* Small letters without accents, full-width digits as digits. Owned; NULL if it is no text. */
static char *
simplify (const char *text,
          Date       *date)
{
  g_autofree char *head = g_strndup (text, LONGEST);
  g_autofree char *valid = g_utf8_make_valid (head, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKC);
  g_autofree char *latin = composed != NULL ? latinise (composed, date) : NULL;
  g_autofree char *folded = latin != NULL ? g_utf8_casefold (latin, -1) : NULL;
  g_autofree char *taken_apart = folded != NULL ? g_utf8_normalize (folded, -1, G_NORMALIZE_NFD) : NULL;
  GString *out;

  if (taken_apart == NULL)
    return NULL;

  out = g_string_new (NULL);
  for (const char *p = taken_apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == ',' || c == '(' || c == ')' || c == ';')
        g_string_append_c (out, ' ');
      else if (!g_unichar_ismark (c))
        g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

/* -- numbers -- */

/* Reads @most digits at most; returns how many there were. */
static gsize
read_number (const char **p,
             gsize        most,
             int         *value)
{
  gsize n = 0;

  *value = 0;
  for (; n < most && g_ascii_isdigit ((*p)[n]); n++)
    *value = *value * 10 + ((*p)[n] - '0');

  *p += n;
  return n;
}

static int
whole_year (int   year,
            gsize digits)
{
  return digits > 2 ? year : year < PIVOT ? 2000 + year : 1900 + year;
}

static gboolean
set_time (Date *date,
          int   hour,
          int   minute,
          int   second)
{
  if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
    return FALSE;

  date->hour = hour;
  date->minute = minute;
  date->second = MIN (second, 59);
  date->has_time = TRUE;
  return TRUE;
}

/* What follows a time in the same word: "z", "+01:00", "pm", "est". */
static gboolean
read_tail (Date       *date,
           const char *p)
{
  if (g_str_has_prefix (p, "am") || g_str_has_prefix (p, "a.m"))
    {
      date->morning = TRUE;
      p += strcspn (p, "m") + 1;
    }
  else if (g_str_has_prefix (p, "pm") || g_str_has_prefix (p, "p.m"))
    {
      date->afternoon = TRUE;
      p += strcspn (p, "m") + 1;
    }
  if (*p == '.' && p[1] == '\0')
    p++;
  if (*p == '\0')
    return TRUE;

  date->has_zone = penstock_news_feed_zone (p, &date->offset);
  return date->has_zone;
}

/* "9:05", "19:48:21.123z", "1948", "194821+0800" (the latter two behind a "t" only) */
static gboolean
read_time (Date       *date,
           const char *p,
           gboolean    compact)
{
  int hour, minute = 0, second = 0;
  gsize n = read_number (&p, 2, &hour);

  if (n == 0 || (compact && n != 2 && *p != ':'))
    return FALSE;
  if (*p == ':' || (*p == '.' && !compact))
    p++;
  else if (!compact)
    return FALSE;
  n = read_number (&p, 2, &minute);
  if (n == 0 && !compact)
    return FALSE;
  if (*p == ':' || *p == '.' || (compact && g_ascii_isdigit (*p)))
    {
      if (!g_ascii_isdigit (*p))
        p++;
      read_number (&p, 2, &second);
    }
  if ((*p == '.' || *p == ':') && g_ascii_isdigit (p[1]))
    for (p++; g_ascii_isdigit (*p); p++)
      ;

  return set_time (date, hour, minute, second) && read_tail (date, p);
}

static gboolean
set_ordinal (Date *date,
             int   year,
             int   day_of_year)
{
  PenstockDay first = penstock_day_from_ymd (year, 1, 1);

  if (first == PENSTOCK_DAY_NONE || day_of_year < 1 || day_of_year > 366)
    return FALSE;

  penstock_day_to_ymd (first + day_of_year - 1, &date->year, &date->month, &date->day);
  return date->year == year;
}

/* A year, and month and day behind it as far as they are written: "2004-01-01", "20040101", "2004/1", "2004-001", "2004-july-3", "04-01-01". @rest: what
 * follows, without the "t". */
static gboolean
read_year_first (Date        *date,
                 const char  *p,
                 const char **rest)
{
  int first, month = 1, day = 1;
  gsize n = read_number (&p, 4, &first), m;
  char separator = *p;

  if (n == 4 && g_ascii_isdigit (*p))
    {
      if (read_number (&p, 4, &month) != 4 || g_ascii_isdigit (*p))
        return FALSE;
      day = month % 100;
      month /= 100;
    }
  else if (separator == '-' || separator == '/' || separator == '.')
    {
      if (n != 4 && (n != 2 || separator != '-'))
        return FALSE;
      p++;
      m = read_number (&p, 3, &month);
      if (m == 3 && n == 4 && separator == '-')
        {
          *rest = *p == 't' ? p + 1 : p;
          return set_ordinal (date, first, month);
        }
      if (m == 0 && (month = penstock_news_feed_month (p)) != 0)
        p += strcspn (p, "-/. ");
      if (*p == separator)
        {
          p++;
          if (read_number (&p, 2, &day) == 0)
            return FALSE;
        }
      else if (n == 2)
        return FALSE;
    }
  else if (n != 4 || *p != '\0')
    return FALSE;

  date->year = whole_year (first, n);
  date->month = month;
  date->day = day;
  *rest = *p == 't' || *p == '-' ? p + 1 : p;
  return TRUE;
}

/* "9/10/2026", "10.9.2026": only where one of the two can be no month, dots stand between them, or a time of the American kind follows. */
static gboolean
read_year_last (Date       *date,
                const char *p,
                gboolean    american)
{
  int first, second, year;
  char separator;
  gsize n;

  if (read_number (&p, 2, &first) == 0)
    return FALSE;
  separator = *p;
  if (separator != '/' && separator != '.' && separator != '-')
    return FALSE;
  p++;
  if (read_number (&p, 2, &second) == 0 || *p != separator)
    return FALSE;
  p++;
  n = read_number (&p, 4, &year);
  if (n != 4 || *p != '\0')
    return FALSE;

  date->year = year;
  if (separator == '.' || first > 12)
    {
      date->day = first;
      date->month = second;
    }
  else if (second > 12 || american || first == second)
    {
      date->month = first;
      date->day = second;
    }
  else
    return FALSE;
  return TRUE;
}

/* -- words -- */

/* A bare number: the day, else the year. */
static void
take_number (Date       *date,
             const char *word)
{
  const char *p = word;
  int value;
  gsize n = read_number (&p, 5, &value);

  if (n > 4 || (*p != '\0' && *p != '.' && !g_ascii_isalpha (*p)))
    date->bad = TRUE;
  else if (n <= 2 && date->day == 0 && value > 0)
    date->day = value;
  else if (date->year == 0)
    date->year = whole_year (value, n);
}

static gboolean
take_day_word (Date       *date,
               const char *word,
               gboolean    american)
{
  const char *rest;

  if (date->year == 0 && date->month == 0 && read_year_last (date, word, american))
    return TRUE;
  if (date->year != 0 || !read_year_first (date, word, &rest))
    return FALSE;

  if (*rest != '\0' && !read_time (date, rest, TRUE) && !read_tail (date, rest))
    date->bad = TRUE;
  return TRUE;
}

static void
take_word (Date       *date,
           const char *word,
           gboolean    american)
{
  gboolean digits = g_ascii_isdigit (*word);
  gsize plain = strspn (word, "0123456789");
  int month;

  if (digits && (strpbrk (word, "-/") != NULL || plain >= 8 || (strchr (word, '.') != NULL && strchr (word, ':') == NULL && plain != strlen (word) - 1) ||
                 (plain == 4 && word[plain] == '\0' && date->day == 0 && date->month == 0)))
    {
      if (!take_day_word (date, word, american))
        date->bad = TRUE;
    }
  else if (digits && (strchr (word, ':') != NULL || strstr (word, "am") != NULL || strstr (word, "pm") != NULL))
    date->bad = !read_time (date, word, FALSE) || date->bad;
  else if (digits)
    take_number (date, word);
  else if (g_str_equal (word, "am") || g_str_equal (word, "a.m."))
    date->morning = TRUE;
  else if (g_str_equal (word, "pm") || g_str_equal (word, "p.m."))
    date->afternoon = TRUE;
  else if (penstock_news_feed_zone (word, &month))
    {
      if (!date->has_zone)
        date->offset = month;
      date->has_zone = TRUE;
    }
  else if ((month = penstock_news_feed_month (word)) != 0)
    date->month = month; /* "mar, 13 jul": a weekday may begin like a month, but stands before it */
}

/* "13-jul-2004" and "jul-13-2004" are three words; "2004-jul-13" is one. */
static void
split_months (char *text)
{
  char *start = text;

  for (char *p = text; *p != '\0'; p++)
    {
      if (*p == ' ')
        start = p + 1;
      if (*p != '-' || p == start)
        continue;
      if (g_ascii_isdigit (*start) ? p - start <= 2 && g_ascii_isalpha (p[1]) : g_ascii_isdigit (p[1]) && penstock_news_feed_month (start) != 0)
        {
          *p = ' ';
          start = p + 1;
        }
    }
}

static gboolean
finish (const Date *date,
        gint64     *time,
        gboolean   *whole_day)
{
  PenstockDay day;
  int hour = date->hour;

  if (date->bad || date->year < FIRST_YEAR || date->year > LAST_YEAR || date->month == 0)
    return FALSE;
  day = penstock_day_from_ymd (date->year, date->month, date->day != 0 ? date->day : 1);
  if (day == PENSTOCK_DAY_NONE)
    return FALSE;

  if (date->afternoon && hour < 12)
    hour += 12;
  else if (date->morning && hour == 12)
    hour = 0;
  *time = penstock_day_to_unix_utc (day) + hour * 3600 + date->minute * 60 + date->second;
  if (date->has_time)
    *time -= 60 * (gint64)(date->has_zone ? date->offset : date->local);
  if (whole_day != NULL)
    *whole_day = !date->has_time;
  return TRUE;
}

gboolean
penstock_news_feed_date (const char *text,
                         gint64     *time,
                         gboolean   *whole_day)
{
  Date date = { 0 };
  g_autofree char *simple = NULL;
  g_auto(GStrv) words = NULL;
  gboolean american;

  if (text == NULL || strlen (text) > LONGEST || (simple = simplify (text, &date)) == NULL)
    return FALSE;

  american = strstr (simple, "am") != NULL || strstr (simple, "pm") != NULL;
  split_months (simple);
  words = g_strsplit (simple, " ", -1);
  for (guint i = 0, n = 0; words[i] != NULL && n < MOST_WORDS; i++)
    if (*words[i] != '\0')
      {
        take_word (&date, words[i], american);
        n++;
      }

  return finish (&date, time, whole_day);
}
