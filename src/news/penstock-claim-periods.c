/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim-text-private.h"
#include "penstock-error.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define W "(?<![a-z])"
#define E "(?![a-z])"
#define YEAR_WORD "('?20[0-9]{2}(?![0-9])|last year|this year)"
#define BEHIND "(?:,?\\s*(?:of\\s+|in\\s+)?" YEAR_WORD ")?"
#define CHINESE_YEAR "(?:(?:民国)?((?<![0-9])(?:20[0-9]{2}|1[01][0-9]|(?<![近十百])2[0-9])年|今年|去年|前年|当年)\\s*(?:的|,)?\\s*)?"
#define CHINESE_NUMBER "([0-9]{1,2}|十[一二]?|[一二三四五六七八九])"

/* -- days, which are no periods -- */

void
penstock_claim_find_dates (PenstockClaimReading *self)
{
  static const char *const patterns[] = {
    W PENSTOCK_CLAIM_MONTH "\\s([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9]|[.,]?[0-9]|\\s?(?:%|percent|bn|billion|tn|trillion|mn|million|"
                           "-))(?:,?\\s(20[0-9]{2})(?![0-9]))?",
    "(?<![0-9$.,])([0-9]{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?" PENSTOCK_CLAIM_MONTH "(?:,?\\s(20[0-9]{2})(?![0-9]))?",
    "(?<![0-9])(20[0-9]{2})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?![0-9])",
    "(?:(?<![0-9])(20[0-9]{2})年)?([0-9]{1,2})月([0-9]{1,2})[日号]",
  };
  static const int groups[][3] = { { 3, 1, 2 }, { 3, 2, 1 }, { 1, 2, 3 }, { 1, 2, 3 } }; /* year, month, day */
  PenstockClaimMatch match;

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    for (int from = 0; penstock_claim_match (self, patterns[i], from, self->length, &match); from = match.end[0])
      {
        g_autofree char *year = penstock_claim_dup_group (self, &match, groups[i][0]);
        g_autofree char *month = penstock_claim_dup_group (self, &match, groups[i][1]);
        g_autofree char *day = penstock_claim_dup_group (self, &match, groups[i][2]);
        const int m = g_ascii_isdigit (*month) ? atoi (month) : penstock_claim_month (month);
        const PenstockDay date = year != NULL ? penstock_day_from_ymd (atoi (year), m, atoi (day)) : PENSTOCK_DAY_NONE;

        penstock_claim_blank (self, match.start[0], match.end[0], PENSTOCK_HOLE_USED);
        if (date != PENSTOCK_DAY_NONE)
          self->claim->published = date;
      }
}

/* -- which year -- */

/* 0 = not said. */
static int
year_of (const PenstockClaimReading *self,
         const char                 *word)
{
  const int today = penstock_day_year (self->today);
  int year;

  if (word == NULL)
    return 0;
  if (g_str_equal (word, "this year") || g_str_equal (word, "今年") || g_str_equal (word, "当年"))
    return today;
  if (g_str_equal (word, "last year") || g_str_equal (word, "去年"))
    return today - 1;
  if (g_str_equal (word, "前年"))
    return today - 2;

  year = atoi (word + (*word == '\''));
  if (year < 100)
    return 2000 + year;
  return year < 1000 ? year + 1911 : year; /* the years of the Republic, 民國 */
}

/* The latest such period that is over. */
static PenstockPeriod
resolve (const PenstockClaimReading *self,
         int                         year,
         int                         part,
         int                         per_year)
{
  const int today = penstock_day_year (self->today);

  if (year == 0)
    year = penstock_period_end (today * per_year + part - 1, per_year) <= self->today ? today : today - 1;

  return year * per_year + part - 1;
}

static gboolean
set_span (const PenstockClaimReading *self,
          const PenstockClaimMatch   *match,
          int                         year,
          int                         part,
          int                         per_year,
          int                         n,
          PenstockClaimSpan          *span)
{
  if (part < 1 || part > per_year || n < 1 || n > per_year || (year != 0 && (year < 2000 || year > 2099)))
    return FALSE;

  *span = (PenstockClaimSpan){ match->start[0], match->end[0], per_year, n, resolve (self, year, part, per_year), year != 0 };
  return TRUE;
}

/* -- the ways to write a period; each has its reader -- */

typedef gboolean (*SpanReader) (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span);

static int
group_count (const PenstockClaimReading *self,
             const PenstockClaimMatch   *match,
             int                         group)
{
  g_autofree char *word = penstock_claim_dup_group (self, match, group);

  return penstock_claim_count (word);
}

static int
group_month (const PenstockClaimReading *self,
             const PenstockClaimMatch   *match,
             int                         group)
{
  g_autofree char *word = penstock_claim_dup_group (self, match, group);

  return word != NULL ? penstock_claim_month (word) : 0;
}

static int
group_year (const PenstockClaimReading *self,
            const PenstockClaimMatch   *match,
            int                         group)
{
  g_autofree char *word = penstock_claim_dup_group (self, match, group);

  return year_of (self, word);
}

/* 1 month, 2 month, 3 year */
static gboolean
read_months (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  const int first = group_month (self, match, 1), last = group_month (self, match, 2);

  return set_span (self, match, group_year (self, match, 3), last, 12, last - first + 1, span);
}

/* 1 number of months, or "quarter" or "year"; 2 month, 3 year: the months up to it */
static gboolean
read_months_to (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  g_autofree char *word = penstock_claim_dup_group (self, match, 1);
  const int n = g_str_equal (word, "quarter") ? 3 : g_str_equal (word, "year") ? 12 : group_count (self, match, 1);

  return set_span (self, match, group_year (self, match, 3), group_month (self, match, 2), 12, n, span);
}

/* 1 number of months, 2 year */
static gboolean
read_first_months (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  const int n = group_count (self, match, 1);

  return set_span (self, match, group_year (self, match, 2), n, 12, n, span);
}

/* 1 year, 2 number of months */
static gboolean
read_chinese_first_months (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  const int n = group_count (self, match, 2);

  return set_span (self, match, group_year (self, match, 1), n, 12, n, span);
}

/* 1 year, 2 month, 3 month */
static gboolean
read_chinese_months (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  const int first = group_count (self, match, 2), last = group_count (self, match, 3);

  return set_span (self, match, group_year (self, match, 1), last, 12, last - first + 1, span);
}

/* 1 and 3 year, 2 which half */
static gboolean
read_half (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  g_autofree char *word = penstock_claim_dup_group (self, match, 2);
  const gboolean second = strchr (word, '2') != NULL || g_str_has_prefix (word, "second") || g_str_has_prefix (word, "下");
  const int before = group_year (self, match, 1), behind = group_year (self, match, 3);

  return set_span (self, match, before != 0 ? before : behind, second ? 12 : 6, 12, 6, span);
}

/* 1 and 3 year, 2 which quarter */
static gboolean
read_quarter (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  static const char *const words[] = { "first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th" };
  g_autofree char *word = penstock_claim_dup_group (self, match, 2);
  const int before = group_year (self, match, 1), behind = group_year (self, match, 3);
  int part = g_str_equal (word, "首") ? 1 : penstock_claim_count (word);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      part = (int)i % 4 + 1;

  return set_span (self, match, before != 0 ? before : behind, part, 4, 1, span);
}

/* 1 and 3 year, 2 month */
static gboolean
read_month (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  const int before = group_year (self, match, 1), behind = group_year (self, match, 3);

  return set_span (self, match, before != 0 ? before : behind, group_month (self, match, 2), 12, 1, span);
}

/* 1 year, 2 month in digits */
static gboolean
read_numbered_month (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  return set_span (self, match, group_year (self, match, 1), group_count (self, match, 2), 12, 1, span);
}

/* 1 month in digits, 2 year */
static gboolean
read_month_of_year (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  return set_span (self, match, group_year (self, match, 2), group_count (self, match, 1), 12, 1, span);
}

static gboolean
read_last_month (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  int year, month, day;

  penstock_day_to_ymd (self->today, &year, &month, &day);
  *span = (PenstockClaimSpan){ match->start[0], match->end[0], 12, 1, year * 12 + month - 2, TRUE };
  return TRUE;
}

static gboolean
read_last_quarter (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  int year, month, day;

  penstock_day_to_ymd (self->today, &year, &month, &day);
  *span = (PenstockClaimSpan){ match->start[0], match->end[0], 4, 1, year * 4 + (month - 1) / 3 - 1, TRUE };
  return TRUE;
}

/* 1 year */
static gboolean
read_year (const PenstockClaimReading *self, const PenstockClaimMatch *match, PenstockClaimSpan *span)
{
  const int year = group_year (self, match, 1);

  if (year < 2000 || year > 2099)
    return FALSE;

  *span = (PenstockClaimSpan){ match->start[0], match->end[0], 1, 1, year, TRUE };
  return TRUE;
}

static const struct { const char *pattern; SpanReader read; } ways[] = {
  { W PENSTOCK_CLAIM_MONTH "\\s*(?:-|to|through|until)\\s*" PENSTOCK_CLAIM_MONTH BEHIND, read_months },
  { W "(" PENSTOCK_CLAIM_COUNT "(?=[\\s-]months)|quarter|year)(?:[\\s-]months)?\\s(?:period\\s)?(?:to|through|until|ended|ending)\\s(?:in\\s|the end of\\s)?"
    PENSTOCK_CLAIM_MONTH BEHIND, read_months_to },
  { W "first\\s(" PENSTOCK_CLAIM_COUNT ")[\\s-]?months?" E BEHIND, read_first_months },
  { CHINESE_YEAR CHINESE_NUMBER "月?(?:-|至|到|~)" CHINESE_NUMBER "月份?", read_chinese_months },
  { CHINESE_YEAR "(?:累计|合计)?(?:前|头)" CHINESE_NUMBER "个?月", read_chinese_first_months },
  { "(?:(?<![0-9])(20[0-9]{2})\\s?)?" W "([12]h|h[12]|(?:first|second)[ -]half)" E "(?:" BEHIND ")", read_half },
  { CHINESE_YEAR "([上下])半年()", read_half },
  { "(?:(?<![0-9])(20[0-9]{2})\\s?-?)?" W "q([1-4])(?![0-9])(?:\\s?(?:of\\s)?('?20[0-9]{2}(?![0-9])|'[0-9]{2}(?![0-9])|last year|this year))?", read_quarter },
  { "()(?<![0-9a-z])([1-4])q(?:\\s?'?(20[0-9]{2}|[0-9]{2})(?![0-9%.,]))?", read_quarter },
  { "()" W "(first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter" E BEHIND, read_quarter },
  { CHINESE_YEAR "(?:第)?(?:q)?([1-4一二三四首])季度?()", read_quarter },
  { CHINESE_YEAR "q([1-4])(?![0-9])()", read_quarter },
  { "(?<![0-9/.-])(20[0-9]{2})[-/](0?[1-9]|1[0-2])(?![0-9]|[-/.][0-9])", read_numbered_month },
  { "(?<![0-9/.-])(0?[1-9]|1[0-2])/(20[0-9]{2})(?![0-9]|[-/.][0-9])", read_month_of_year },
  { CHINESE_YEAR CHINESE_NUMBER "月份?(?!增|减|成长|衰退)", read_numbered_month },
  { CHINESE_YEAR CHINESE_NUMBER "月份?", read_numbered_month },
  { "(?:(?<![0-9])(20[0-9]{2})\\s)?" W PENSTOCK_CLAIM_MONTH BEHIND, read_month },
  { W "(?:last|previous) month" E "|(?:上个?|前)月", read_last_month },
  { W "(?:last|previous) quarter" E "|上一?季度?", read_last_quarter },
  { "(?<![0-9$.,])(20[0-9]{2})(?![0-9.,]*[0-9%])年?", read_year },
  { "((?<![0-9])1[01][0-9]年)", read_year },
  { "(今年|去年|前年)(?=全年|度|营收|合并|,|$)", read_year },
};

static gboolean
find_span (const PenstockClaimReading *self,
           int                         from,
           int                         to,
           PenstockClaimSpan          *span)
{
  PenstockClaimMatch match;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    for (int at = from; penstock_claim_match (self, ways[i].pattern, at, to, &match); at = match.end[0])
      if (ways[i].read (self, &match, span))
        return TRUE;

  return FALSE;
}

gboolean
penstock_claim_take_span (PenstockClaimReading *self,
                          int                   from,
                          int                   to,
                          PenstockClaimSpan    *span)
{
  if (!find_span (self, from, to, span))
    return FALSE;

  penstock_claim_blank (self, span->start, span->end, PENSTOCK_HOLE_USED);
  return TRUE;
}

PenstockClaimBase
penstock_claim_base_of (const PenstockClaim     *claim,
                        const PenstockClaimSpan *span)
{
  PenstockPeriod last = span->last;

  if (claim->periods_per_year == 0 || span->per_year != claim->periods_per_year || span->n != claim->n_periods)
    return PENSTOCK_BASE_NONE;

  /* "from March", said of April 2026: the one before it. */
  if (!span->has_year)
    while (last >= claim->period)
      last -= span->per_year;
  if (last == claim->period - span->per_year)
    return span->has_year ? PENSTOCK_BASE_YEAR : PENSTOCK_BASE_NONE;

  return last == claim->period - 1 && claim->n_periods == 1 ? PENSTOCK_BASE_PERIOD : PENSTOCK_BASE_NONE;
}

/* -- the period of the claim -- */

/* What it is compared with is not what it is about. */
static gboolean
is_compared_with (const PenstockClaimReading *self,
                  int                         start)
{
  PenstockClaimMatch match;

  return penstock_claim_match (self, "(?:" W "(?:from|than|over|versus|vs\\.?|against|since|compared (?:with|to))\\s+(?:the |in |"
                                     "that of )*(?:\\x02+\\s*(?:in|for|of)\\s+)?|较|比|自|对比|从)\\s*$", 0, start, &match);
}

typedef struct { int start; char *text; } Hidden;

static void
clear_hidden (gpointer data)
{
  g_free (((Hidden *)data)->text);
}

/* Of what is compared with, nothing is taken: it is hidden until the others are found. */
static gboolean
next_span (PenstockClaimReading *self,
           GArray               *hidden,
           PenstockClaimSpan    *span)
{
  while (find_span (self, 0, self->length, span))
    {
      if (is_compared_with (self, span->start))
        {
          Hidden one = { span->start, g_strndup (self->left + span->start, (gsize)(span->end - span->start)) };

          g_array_append_val (hidden, one);
        }
      penstock_claim_blank (self, span->start, span->end, PENSTOCK_HOLE_USED);
      if (hidden->len == 0 || g_array_index (hidden, Hidden, hidden->len - 1).start != span->start)
        return TRUE;
    }

  return FALSE;
}

static void
restore (PenstockClaimReading *self,
         GArray               *hidden)
{
  for (guint i = 0; i < hidden->len; i++)
    {
      const Hidden *one = &g_array_index (hidden, Hidden, i);

      memcpy (self->left + one->start, one->text, strlen (one->text));
    }
}

static gboolean
same_span (const PenstockClaimSpan *a,
           const PenstockClaimSpan *b)
{
  return a->per_year == b->per_year && a->n == b->n && a->last == b->last;
}

/* "April revenue in 2025": the month and its year stand apart. */
static gboolean
join_year (PenstockClaimSpan       *span,
           const PenstockClaimSpan *other)
{
  if (span->has_year || other->per_year != 1)
    return FALSE;

  span->last = other->last * span->per_year + span->last % span->per_year;
  span->has_year = TRUE;
  return TRUE;
}

static gboolean
merge (PenstockClaimSpan       *span,
       const PenstockClaimSpan *other)
{
  PenstockClaimSpan copy = *other;

  if (same_span (span, other) || join_year (span, other))
    return TRUE;
  if (!join_year (&copy, span))
    return FALSE;

  *span = copy;
  return TRUE;
}

/* "revenue to April": all up to it, from nobody knows when. */
static gboolean
is_up_to (const PenstockClaimReading *self,
          const PenstockClaimSpan    *span)
{
  PenstockClaimMatch match;

  return span->n == 1 && span->per_year > 1 &&
         penstock_claim_match (self, W "(?:to|through|until|till)(?: the end of)?\\s*$", 0, span->start, &match);
}

/* "nine-month 2025 revenue": of the year, but not all of it. */
static gboolean
is_part_of_year (const PenstockClaimReading *self,
                 const PenstockClaimSpan    *span)
{
  return span->per_year == 1 &&
         penstock_claim_has (self, W "(?:half|semester|" PENSTOCK_CLAIM_COUNT "[ -]?(?:months?|quarters?))" E "|半年|[0-9一二三四五六七八九十]个月");
}

gboolean
penstock_claim_find_period (PenstockClaimReading  *self,
                            GError               **error)
{
  g_autoptr(GArray) hidden = g_array_new (FALSE, FALSE, sizeof (Hidden));
  const gboolean to_date = penstock_claim_has (self, "累计|今年以来|截至|年初至|" W "(?:year[- ]to[- ]date|ytd|so far this year|cumulative|accumulated)" E);
  PenstockClaimSpan found = { .per_year = 0 }, span;
  gboolean clear = TRUE;

  g_array_set_clear_func (hidden, clear_hidden);
  while (clear && next_span (self, hidden, &span))
    if (found.per_year == 0)
      found = span;
    else
      clear = merge (&found, &span);
  restore (self, hidden);

  if (!clear)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("It speaks of two periods: check one at a time"));
      return FALSE;
    }
  /* A fiscal quarter is three months the sentence does not name; "to date" with one month may mean the month or all up to it. */
  if (found.per_year == 0 || penstock_claim_has (self, W "(?:fiscal|fy\\s?'?[0-9]|fq[1-4])|财年|会计年度|财季") || (to_date && found.n == 1) ||
      is_up_to (self, &found) || is_part_of_year (self, &found))
    return TRUE;

  self->claim->periods_per_year = found.per_year;
  self->claim->period = found.last;
  self->claim->n_periods = found.n;
  return TRUE;
}
