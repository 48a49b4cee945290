/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim-text-private.h"
#include "penstock-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* The words a sentence may have and be judged. The patterns find what they know and would read past anything else: past "hardly", "was said to have", or a
 * partner's name. So what they do not know ends the reading. A word belongs here only if no sentence means something else by having it: no negation, no doubt,
 * no comparison but those that are read, nothing that makes another company, metric or period of it. Some belong here in one place only. */

#define W "(?<![a-z])"
#define E "(?![a-z])"

#define NUMBER "[0-9]+(?:[.,][0-9]+)*(?:\\s?(?:bn|tn|mn|mln|bln|trn|[kmbt]|yoy|mom|qoq|q|h)" E ")?"
/* before an amount or a share, and nothing else */
#define VALUE "(?=[\\s\\x01]*(?:the |a |an )?(?:nt|us|tw|twd|usd|[$€£¥])*\\s?[$€£¥]?[0-9])"
#define CHINESE_VALUE "(?=(?:了|新台币|台币|美元|人民币|nt\\$|\\$)?\\s?[0-9])"
#define COUNTS "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|" \
               "[0-9]{1,2}(?:st|nd|rd|th))"

static const char english[] = "\\G" W "(?:"
  /* why, which is not judged */
  "(?:on|amid|thanks to|driven by) (?:strong )?(?:ai )?(?:servers? )?demand|"
  /* small words */
  "the|a|an|its|of|in|for|from|to|at|on|by|with|and|than|over|versus|vs|against|compared|was|were|is|had|has|s|it|also|while|all|time|any|same|ever|since|"
  /* revenue */
  "revenues?|sales|turnover|net sales|consolidated|group|company|reported|reports|posted|posts|announced|recorded|booked|logged|disclosed|filed|generated|"
  "said(?! to)|says|"
  "came|come|stood|totall?ed|amounted|total|ended|saw|reached|reaches|hit|hits|"
  /* how long, which of them */
  "months?|monthly|quarters?|quarterly|years?|annual|annually|" COUNTS "|half|decade|"
  PENSTOCK_CLAIM_MONTH "(?![- ]quarter|-?\\s?'?[0-9]{2}(?![0-9]))|"
  "last(?= (?:year|month|quarter|[a-z]+ (?:year|month|quarter)s))|"
  "past(?= [a-z]+ (?:year|month|quarter)s)|this(?= (?:year|month|quarter))|fiscal|"
  "year-ago(?= (?:month|period|quarter|level))|ago|earlier|before|previous|prior|preceding|"
  "yoy|mom|qoq|y|m|q|o|h|year-on-year|month-on-month|quarter-on-quarter|year-over-year|sequential|sequentially|"
  /* up and down */
  "up|rose|risen|rises|rise|rising|grew|grow|grown|growth(?! (?:was|is|rate|has|had|slowed))|increased?|increases|gained|gains?|jumped|jumps?|surged|surges?|"
  "soared|climbed|climbs?|advanced|higher|expanded|down|fell|falls?|fallen|declined?|declines|dropped|drops?|decreased?|slumped|slid|slipped|plunged|tumbled|"
  "shrank|lower|contracted|dipped|doubled|more than doubled|nearly doubled|almost doubled|"
  /* how sure a number is */
  "(?:about|around|some|roughly|approximately|approx|circa|nearly|almost|just under|close to|more|less|above|below|under|exceeded|exceeding|at least|topped|"
  "surpassed|crossed|passed|broke|broke through|just short of|at most|up to|past|or)" VALUE "|or (?:more|higher|less|lower|so)|"
  "(?:nearly|almost|just under) (?:reached|reaches|hits?)|"
  "(?:more|less) than|higher than|"
  /* ranks */
  "highest|best|largest|biggest|strongest|lowest|worst|weakest|smallest|record|high|low|new(?= (?:record|high|low|monthly))|on file|history|"
  /* amounts and their signs */
  "billion|trillion|million|thousand|hundred|nt|us|tw|twd|ntd|usd|bn|tn|mn|dollars?|taiwan dollars|percent|per cent|pct|(?:percentage )?points?|mark"
  ")" E "\\.?";

static const char chinese[] = "\\G(?:"
  "公司|公布|公告|发布|披露|申报|(?:单月|月|季|年度?|全年)?(?:合并|自结)?(?:营收|营业额|营业收入|销售额)(?:报告|净额)?|合并|累计|"
  "(?:今|去|前|上|当|民国)年(?:同期|同月|同季)?|上个?月|上季|前一?季|前(?=[0-9一二三四五六七八九十]+(?:个?月|季))|民国(?=1[01][0-9]年)|上半年|下半年|同期|同月|同季|历年(?:来)?|历史|史上|单月|单季|以来|自|"
  "年增率(?!下|降|减|跌|上升|升|扩|收|缩|由|从)|月增率(?!下|降|减|跌|上升|升|扩|收|缩|由|从)|年增加?|年减少?|月增加?|月减少?|季增加?|季减少?|年成长|月成长|季成长|同比|环比|"
  "增长|增加|成长|减少|下降|上升|下滑|衰退|大好|倍增|翻倍|"
  "创(?:下|了)?|写(?:下)?|刷新|新高|新低|次高|次低|最高|最低|最佳|最旺|第[二三四五]高|纪录|新纪录|"
  "(?:约为|约合|约|大约|大概|将近|近|逾|超过|超|破|突破|未突破|未能突破|未跌破|跌破|失守|站上|站稳|跨越|守住|重返|高于|低于|不到|不足|不及|不超过|逼近|接近|达到?|为|是|至|到|共|计)" CHINESE_VALUE "|"
  "近(?=[0-9一二三四五六七八九十两]+年)|过去(?=[0-9一二三四五六七八九十两]+年)|最近(?=[0-9一二三四五六七八九十两]+年)|为(?=历|单|史|近|[0-9一二三四五六七八九十两]+年)|"
  "以上|之上|大关|关卡|以下|左右|上下|(?:与|和|跟|较|比)(?=去年|上|前|[0-9]|民国)|由(?=去年|上)|的|了|"
  "(?<![一二三四五六七八九十〇零])(?:十[一二]?|[一二三四五六七八九两])(?=年|个?月|季)|第[1-4一二三四](?=季)|年|月|季度?|份|个|日|号|度|"
  "新台币|台币|美元|人民币|多?[万亿兆千百]+|元|多(?=亿|兆|万|元)|百分点|倍"
  ")";

static const char signs[] = "\\G(?:[\\s\\x01-\\x03]|" NUMBER "|[%$€£¥+~≈<>&/\"():;,.]|(?<![a-z])-|-(?![0-9])|'(?![0-9]))";

/* Superscripts and the like become digits when the sentence is folded: "NT$821.76¹" would be another number. */
static const char *
find_footnote (const char *sentence)
{
  for (const char *p = sentence; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_type (g_utf8_get_char (p)) == G_UNICODE_OTHER_NUMBER)
      return p;

  return NULL;
}

static char *
word_at (const char *text)
{
  const char *end = text;

  if (g_ascii_isalnum (*text))
    while (g_ascii_isalnum (*end))
      end++;
  else
    end = g_utf8_next_char (text);

  return g_strndup (text, (gsize)(end - text));
}

gboolean
penstock_claim_is_understood (const PenstockClaimReading  *self,
                              const char                  *sentence,
                              GError                     **error)
{
  const char *unknown = find_footnote (sentence);
  g_autofree char *word = NULL;
  PenstockClaimMatch match;

  for (int at = 0; unknown == NULL && at < self->length; at = match.end[0])
    if (!penstock_claim_match (self, english, at, self->length, &match) && !penstock_claim_match (self, chinese, at, self->length, &match) &&
        !penstock_claim_match (self, signs, at, self->length, &match))
      unknown = self->left + at;
  if (unknown == NULL)
    return TRUE;

  word = word_at (unknown);
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("“%s” was not understood in it: shorten it to what is claimed"), word);
  return FALSE;
}
