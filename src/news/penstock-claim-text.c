/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim-text-private.h"
#include "penstock-news-text-private.h"

#include <stdlib.h>
#include <string.h>

/* Characters that tell which of the two writings a Chinese sentence is in. */
#define TRADITIONAL "億萬營電減長環較歷約過達業兩個幣創紀錄單預積鴻廣"
#define SIMPLIFIED "亿万营电减长环较历约过达业两个币创纪录单预积鸿广"

static gboolean
has_any (const char *text,
         const char *characters)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (*p < 0 && g_utf8_strchr (characters, -1, g_utf8_get_char (p)) != NULL)
      return TRUE;

  return FALSE;
}

static gunichar
fold_character (gunichar c)
{
  switch (c)
    {
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: case 0x301c: case 0x2e3a:
      return '-';
    case 0x2018: case 0x2019: case 0x02bc:
      return '\'';
    case 0x201c: case 0x201d:
      return '"';
    case 0x3001: case 0x3002: case 0xff0c:
      return ',';
    case 0x5713: case 0x5706: /* 圓, 圆 */
      return 0x5143;          /* 元 */
    case 0x4edf:              /* 仟 */
      return 0x5343;          /* 千 */
    default:
      return penstock_news_simplify (g_unichar_tolower (c));
    }
}

/* "May" is a month, "may" is none: told apart before capitals are gone. */
static gboolean
is_may (const char *start,
        const char *p)
{
  const gboolean word = (strncmp (p, "May", 3) == 0 || strncmp (p, "MAY", 3) == 0) && !g_ascii_isalpha (p[3]);

  return word && (p == start || !g_ascii_isalpha (p[-1]));
}

char *
penstock_claim_fold (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  GString *out = g_string_new (NULL);

  for (const char *p = plain; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_iszerowidth (c) || c == 0xfeff)
        continue;
      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
          continue;
        }
      g_string_append_unichar (out, fold_character (c));
      if (is_may (plain, p))
        {
          g_string_append (out, "ayy");
          p += 2;
        }
    }

  return g_string_free (out, FALSE);
}

PenstockClaimReading *
penstock_claim_reading_new (const char  *sentence,
                            PenstockDay  today)
{
  PenstockClaimReading *self;

  if (!g_utf8_validate (sentence, -1, NULL) || g_utf8_strlen (sentence, -1) > PENSTOCK_CLAIM_MAX_CHARS)
    return NULL;

  self = g_new0 (PenstockClaimReading, 1);
  self->left = penstock_claim_fold (sentence);
  self->length = (int)strlen (self->left);
  self->simplified = has_any (sentence, SIMPLIFIED) && !has_any (sentence, TRADITIONAL);
  self->today = today;
  self->amounts = g_array_new (FALSE, FALSE, sizeof (PenstockClaimNumber));
  self->percents = g_array_new (FALSE, FALSE, sizeof (PenstockClaimNumber));
  self->claim = penstock_claim_new (NULL);
  self->claim->text = g_strdup (sentence);

  return self;
}

void
penstock_claim_reading_free (PenstockClaimReading *self)
{
  if (self == NULL)
    return;

  g_free (self->left);
  g_free (self->unchanged);
  g_array_unref (self->amounts);
  g_array_unref (self->percents);
  g_clear_pointer (&self->claim, penstock_claim_unref);
  g_free (self);
}

void
penstock_claim_blank (PenstockClaimReading *self,
                      int                   start,
                      int                   end,
                      char                  hole)
{
  memset (self->left + start, hole, (gsize)(end - start));
}

/* -- patterns -- */

static GMutex patterns_mutex;
static GHashTable *patterns; /* address → GRegex; kept for good */

static GRegex *
compiled (const char *pattern)
{
  GRegex *regex;

  g_mutex_lock (&patterns_mutex);
  if (patterns == NULL)
    patterns = g_hash_table_new (NULL, NULL);
  regex = g_hash_table_lookup (patterns, pattern);
  if (regex == NULL)
    {
      g_autoptr(GError) error = NULL;

      regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &error);
      if (regex == NULL)
        g_error ("claims: %s", error->message);
      g_hash_table_insert (patterns, (gpointer)pattern, regex);
    }
  g_mutex_unlock (&patterns_mutex);

  return regex;
}

gboolean
penstock_claim_match (const PenstockClaimReading *self,
                      const char                 *pattern,
                      int                         from,
                      int                         to,
                      PenstockClaimMatch         *match)
{
  g_autoptr(GMatchInfo) info = NULL;

  if (from >= to || !g_regex_match_full (compiled (pattern), self->left, to, from, 0, &info, NULL))
    return FALSE;

  for (int i = 0; i < PENSTOCK_CLAIM_GROUPS; i++)
    if (!g_match_info_fetch_pos (info, i, &match->start[i], &match->end[i]))
      match->start[i] = match->end[i] = -1;

  return match->end[0] > match->start[0];
}

gboolean
penstock_claim_match_last (const PenstockClaimReading *self,
                           const char                 *pattern,
                           int                         from,
                           int                         to,
                           PenstockClaimMatch         *match)
{
  PenstockClaimMatch next;
  gboolean found = FALSE;

  while (penstock_claim_match (self, pattern, from, to, &next))
    {
      *match = next;
      found = TRUE;
      from = next.end[0];
    }

  return found;
}

gboolean
penstock_claim_has (const PenstockClaimReading *self,
                    const char                 *pattern)
{
  PenstockClaimMatch match;

  return penstock_claim_match (self, pattern, 0, self->length, &match);
}

char *
penstock_claim_dup_group (const PenstockClaimReading *self,
                          const PenstockClaimMatch   *match,
                          int                         group)
{
  if (match->start[group] < 0 || match->end[group] == match->start[group])
    return NULL;

  return g_strndup (self->left + match->start[group], (gsize)(match->end[group] - match->start[group]));
}

int
penstock_claim_count (const char *word)
{
  static const char *const words[][2] = {
    { "one", "一" }, { "two", "二" }, { "three", "三" }, { "four", "四" }, { "five", "五" }, { "six", "六" },
    { "seven", "七" }, { "eight", "八" }, { "nine", "九" }, { "ten", "十" }, { "eleven", "十一" }, { "twelve", "十二" },
  };

  if (word == NULL)
    return 0;
  if (g_ascii_isdigit (*word))
    return atoi (word);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i][0]) || g_str_equal (word, words[i][1]))
      return (int)i + 1;

  return g_str_equal (word, "两") ? 2 : 0;
}

int
penstock_claim_month (const char *word)
{
  static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  char begin[4] = { 0 };
  const char *found;

  g_strlcpy (begin, word, sizeof begin);
  found = strlen (begin) == 3 ? strstr (names, begin) : NULL;

  return found != NULL ? (int)(found - names) / 3 + 1 : 0;
}

/* -- about, nearly, more than -- */

#define ABOUT "(?:(?<![a-z])(?:about|around|some|roughly|approximately|approx\\.?|circa|close to)(?![a-z])|~|≈|约|大约|约为)"
#define NEARLY "(?:(?<![a-z])(?:nearly|almost|just under)(?:\\s(?:reach(?:es|ed)|hits?))?(?![a-z])|(?<!最)近|将近|接近|逼近)"
#define MORE "(?:(?<![a-z])(?:more than|over|above|exceed(?:s|ed|ing)?|at least|topp(?:ed|ing)|tops|surpass(?:es|ed|ing)?|upwards? of|past|" \
             "pass(?:es|ed|ing)?|cross(?:es|ed|ing)?|breach(?:es|ed|ing)?|br(?:oke|eaks|eaking)(?: through)?)(?![a-z])|" \
             "逾|超过|超|(?<!跌)破|未跌破|站上|站稳|跨越|重返|守住|高于|大于|>)"
#define LESS "(?:(?<![a-z])(?:less than|under|below|short of|shy of|not quite|at most|up to)(?![a-z])|不到|不足|不及|(?<!未)跌破|失守|低于|小于|不超过|" \
             "未(?:能)?(?:达|突破|破|站上|超过|逾)|<)"
#define MORE_BEHIND "\\G\\s*(?:以上|之上|大关|关卡|or (?:more|higher)(?![a-z])|mark(?![a-z]))"
#define LESS_BEHIND "\\G\\s*(?:以下|or (?:less|lower)(?![a-z]))"

static gboolean
stands_before (const PenstockClaimReading *self,
               const char                 *pattern,
               int                         end)
{
  PenstockClaimMatch match;

  return penstock_claim_match (self, pattern, 0, end, &match);
}

/* "About" widens the rounding to one percent of an amount, to half a point of a change. "Nearly": see penstock-score-claims.h. */
void
penstock_claim_read_bound (const PenstockClaimReading *self,
                           PenstockClaimNumber        *number,
                           gboolean                    ratio)
{
  const int start = number->start;
  PenstockClaimMatch match;
  gboolean behind;

  if (stands_before (self, LESS "\\s*(?:了|的)?\\s*$", start))
    number->bound = PENSTOCK_BOUND_LESS;
  else if (stands_before (self, NEARLY "\\s*$", start))
    number->bound = PENSTOCK_BOUND_NEARLY;
  else if (stands_before (self, MORE "\\s*(?:了|the )?\\s*$", start))
    number->bound = PENSTOCK_BOUND_MORE;
  else if (penstock_claim_match (self, LESS_BEHIND, number->end, self->length, &match))
    number->bound = PENSTOCK_BOUND_LESS;
  else if (penstock_claim_match (self, MORE_BEHIND, number->end, self->length, &match))
    number->bound = PENSTOCK_BOUND_MORE;

  behind = penstock_claim_match (self, "\\G\\s*(?:左右|上下|or so)", number->end, self->length, &match);
  if (number->bound == PENSTOCK_BOUND_NONE && (behind || stands_before (self, ABOUT "\\s*$", start)))
    number->half = MAX (number->half, ratio ? 0.005 : 0.01 * number->value);
}
