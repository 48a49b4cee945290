/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim-text-private.h"
#include "penstock-error.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define W "(?<![a-z])"
#define E "(?![a-z])"
#define ORDINAL "(?:(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[0-9]{1,2}(?:st|nd|rd|th))[- ])?"
#define TOP "highest|best|largest|biggest|strongest"
#define BOTTOM "lowest|worst|weakest|smallest"
#define PART PENSTOCK_CLAIM_MONTH "|(?:first|second|third|fourth)[- ]quarter|q[1-4]"

/* What it is, and what is said around it. Groups of a core: 1 ordinal, 2 highest or lowest, 3 "record". */
static const char english[] = W ORDINAL "(" TOP "|" BOTTOM ")[- ]?(?:ever)?" E "|" W "((?<!on )(?<!track )record|all[- ]time|"
                                        PENSTOCK_CLAIM_COUNT "-year|new)(?:[- ](?:high|low))?" E;
static const char chinese[] = "(?:第([二三四五六七八九十2-9])|(次))(高|低)|(?:最|新)(高|低|佳|强|旺)|(?:创|写|刷新|历史|单月)[^,;]{0,6}(纪录)";

typedef struct { int start, end; gboolean low; int place; } Core;

static int
place_of (const char *word)
{
  static const char *const words[][2] = {
    { "second", "二" }, { "third", "三" }, { "fourth", "四" }, { "fifth", "五" }, { "sixth", "六" }, { "seventh", "七" }, { "eighth", "八" }, { "ninth", "九" },
    { "tenth", "十" },
  };

  if (word == NULL)
    return 1;
  if (g_ascii_isdigit (*word))
    return MAX (atoi (word), 1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i][0]) || g_str_equal (word, words[i][1]))
      return (int)i + 2;

  return 1;
}

/* "a new office" is no rank: "new" and "five-year" need their high or low. */
static gboolean
find_english (const PenstockClaimReading *self,
              int                         from,
              Core                       *core)
{
  PenstockClaimMatch match;

  while (penstock_claim_match (self, english, from, self->length, &match))
    {
      g_autofree char *all = penstock_claim_dup_group (self, &match, 0);
      g_autofree char *ordinal = penstock_claim_dup_group (self, &match, 1);
      g_autofree char *superlative = penstock_claim_dup_group (self, &match, 2);
      const gboolean named = g_str_has_suffix (all, "high") || g_str_has_suffix (all, "low");

      from = match.end[0];
      if (superlative == NULL && !named && !g_str_has_prefix (all, "record"))
        continue;
      *core = (Core){ match.start[0], match.end[0], g_str_has_suffix (all, "low"), place_of (ordinal) };
      if (superlative != NULL)
        core->low = strstr (BOTTOM, superlative) != NULL;
      return TRUE;
    }

  return FALSE;
}

static gboolean
find_chinese (const PenstockClaimReading *self,
              int                         from,
              Core                       *core)
{
  PenstockClaimMatch match;
  g_autofree char *ordinal = NULL;
  g_autofree char *end = NULL;

  if (!penstock_claim_match (self, chinese, from, self->length, &match))
    return FALSE;

  ordinal = penstock_claim_dup_group (self, &match, 1);
  end = penstock_claim_dup_group (self, &match, match.start[3] >= 0 ? 3 : 4);
  *core = (Core){ match.start[0], match.end[0], g_strcmp0 (end, "低") == 0, match.start[2] >= 0 ? 2 : place_of (ordinal) };
  return TRUE;
}

/* The clause around the core. */
static void
widen (const PenstockClaimReading *self,
       const Core                 *core,
       int                        *start,
       int                        *end)
{
  PenstockClaimMatch match;

  *start = penstock_claim_match_last (self, "[,;:(]", 0, core->start, &match) ? match.end[0] : 0;
  *end = penstock_claim_match (self, "[;:)]|,(?!\\s?(?:20|'))|" W "(?:and|with|while|but)" E, core->end, self->length, &match) ? match.start[0] : self->length;
}

/* "in five years", "近五年", "five-year high". */
static int
read_years (PenstockClaimReading *self,
            int                   start,
            int                   end)
{
  static const char *const patterns[] = {
    W "(?:in|for|over|of)\\s(?:the\\s|at least\\s)?(?:past\\s|last\\s)?(?:more than\\s)?(a decade|" PENSTOCK_CLAIM_COUNT ")(?:[\\s-]years?)?" E,
    W "(" PENSTOCK_CLAIM_COUNT ")[- ]year[- ](?:high|low|record)" E,
    "(?:近|过去|最近)(" PENSTOCK_CLAIM_COUNT ")年", "(?<![0-9])(" PENSTOCK_CLAIM_COUNT ")年(?:来|以来|(?:同期)?(?:新|最))",
  };
  PenstockClaimMatch match;

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (penstock_claim_match (self, patterns[i], start, end, &match))
      {
        g_autofree char *all = penstock_claim_dup_group (self, &match, 0);
        g_autofree char *word = penstock_claim_dup_group (self, &match, 1);
        const int years = g_str_equal (word, "a decade") ? 10 : penstock_claim_count (word);

        if (years == 0 || (i == 0 && strstr (all, "year") == NULL && strstr (all, "decade") == NULL))
          continue;
        penstock_claim_blank (self, match.start[0], match.end[0], PENSTOCK_HOLE_USED);
        return years;
      }

  return 0;
}

/* "since March 2024", "自2024年3月以來": the month behind which it counts; a year: its December. */
static int
read_since (PenstockClaimReading *self,
            int                   start,
            int                   end,
            gboolean             *said)
{
  PenstockClaimMatch match;
  PenstockClaimSpan span;

  *said = penstock_claim_match (self, "以来|" W "since" E, start, end, &match);
  if (penstock_claim_match (self, W "since\\s|自(?=[0-9今去])", start, end, &match))
    start = match.end[0];
  else if (penstock_claim_match (self, "(?<![0-9])(?:20[0-9]{2}|1[01][0-9])年(?:[0-9]{1,2}月)?(?=以来)", start, end, &match))
    {
      start = match.start[0];
      end = match.end[0];
    }
  else
    return 0;
  if (!penstock_claim_take_span (self, start, end, &span))
    return 0;

  if (span.per_year == 1)
    return span.last * 12 + 11;
  return span.per_year == 4 ? span.last / 4 * 12 + span.last % 4 * 3 + 2 : span.last;
}

/* "highest April", "a record for the month", "歷年同期". "Record revenue for April" may be the record of all months, made in April: that is not sure. */
static gboolean
is_of_same_month (const PenstockClaimReading *self,
                  const Core                 *core,
                  int                         start,
                  int                         end)
{
  PenstockClaimMatch match;

  return penstock_claim_match (self, "同期|同月|同季|历年[0-9一二三四五六七八九十]{1,2}[月季]|最[强旺佳高][0-9]{1,2}月", start, end, &match) ||
         penstock_claim_match (self, W "(?:for|of|in) (?:any|all|the same) (?:month|period|quarter|" PART ")s?" E, start, end, &match) ||
         penstock_claim_match (self, "\\G(?:[- ](?:ever|high|low|level|figure|total))? (?:(?:for|of) )?(?:the |an? )?(?:"
                                     PART ")s?(?! (?:of )?'?[0-9])", core->end, end, &match) ||
         penstock_claim_match (self, "\\G(?:[- ](?:ever|high|low|level|figure|total))? (?:for|of) (?:the |that |a )?(?:month|period|"
                                     "quarter)" E, core->end, end, &match) ||
         penstock_claim_match (self, W "(?:" TOP "|" BOTTOM ")[- ](?:monthly )?(?:revenue|sales) (?:for|of) (?:the )?(?:month|period|quarter|"
                                       PART ")" E, start, end, &match);
}

/* What is no rank we could hold against filings: of this year so far, of some months, of a country. */
static const char others[] = W "(?:this year|so far|year-to-date|in (?:the )?(?:past |last )?(?:" PENSTOCK_CLAIM_COUNT ")[- ](?:months?|quarters?)|"
                               "in (?:taiwan|the world)|world's|taiwan's)" E
                             "|今年|年内|" PENSTOCK_CLAIM_COUNT "个月|全球|台湾|波段";

/* "Its growth was the highest in three years" ranks the growth, which has no share beside it. */
static const char of_growth[] = W "(?:growth|gains?|increases?|declines?|drops?|jumps?)" E "|[年月季]增率|[年月季]减率|[增减升降涨跌]幅|成长率";

gboolean
penstock_claim_find_rank (PenstockClaimReading  *self,
                          GError               **error)
{
  PenstockClaim *claim = self->claim;
  PenstockClaimMatch match;
  Core core, another;
  gboolean ever, same, since, unclear, loose;
  int start, end;

  if (!find_english (self, 0, &core) && !find_chinese (self, 0, &core))
    return TRUE;

  widen (self, &core, &start, &end);
  if (penstock_claim_match (self, others, start, end, &match) ||
      (penstock_claim_match (self, of_growth, start, end, &match) && !penstock_claim_match (self, "%|percent|百分", start, end, &match)))
    {
      penstock_claim_blank (self, core.start, core.end, PENSTOCK_HOLE_USED);
      return TRUE;
    }

  same = is_of_same_month (self, &core, start, end);
  ever = penstock_claim_match (self, W "(?:record|all[- ]time|ever|on file|in history|in its history)" E "|历史|历年|史上|纪录|新(?:高|低)|单月", start, end, &match);
  unclear = !same && penstock_claim_match (self, W "(?:for|of) (?:the |any |all |an? )?(?:same )?(?:month|period|quarter|" PART ")s?" E, start, end, &match);
  claim->rank_years = read_years (self, start, end);
  claim->rank_since = read_since (self, start, end, &since);
  loose = !penstock_claim_match (self, W "(?:all[- ]time|ever|on file|on record|in history|in its history|monthly|quarterly)" E "|历史|单月|史上|单季",
                                 start, end, &match);
  penstock_claim_blank (self, core.start, core.end, PENSTOCK_HOLE_USED);
  if (unclear || (since && claim->rank_since == 0))
    return TRUE;

  if (ever || same || claim->rank_years > 0 || claim->rank_since > 0)
    {
      claim->rank = core.low ? -core.place : core.place;
      claim->rank_same_month = same;
      claim->rank_loose = loose && !same && claim->rank_years == 0 && claim->rank_since == 0;
    }
  if (find_english (self, end, &another) || find_chinese (self, end, &another))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("It gives two ranks: check one at a time"));
      return FALSE;
    }

  return TRUE;
}
