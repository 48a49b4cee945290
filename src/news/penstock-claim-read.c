/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim-text-private.h"
#include "penstock-error.h"
#include "penstock-names-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define W "(?<![a-z])"
#define E "(?![a-z])"

static gboolean
refuse (GError     **error,
        const char  *reason)
{
  g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, reason);
  return FALSE;
}

/* -- what is no statement about the past -- */

/* "beating estimates" says nothing about the future. */
static const char against_estimates[] = W "(?:beat(?:s|ing)?|topp(?:ed|ing)|tops|above|below|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|miss(?:es|ed|"
                                          "ing)?|ahead of|in line with|"
                                        "better than|despite)\\s(?:[a-z']+\\s){0,4}(?:expectations|estimates|forecasts?|consensus|guidance)" E
                                        "|[优高低]于(?:市场)?(?:预期|预估|财测)|符合(?:市场)?预期|不如(?:市场)?预期";
static const char forecast[] = W "(?:expect(?:s|ed|ing|ations?)?|forecasts?|forecasted|guid(?:es|ed|ance)|will|would|should|could|might|may|"
                                 "project(?:s|ed|ions?)|estimat(?:e|es|ed)|consensus|"
                               "outlook|targets?|predict(?:s|ed|ions?)?|aims?|plans? to|likely|set to|poised|anticipat(?:e|es|ed)|see(?:s|n) (?:at|"
                               "reaching)|hopes?|if|unless)" E
                               "|预期|预估|预计|预测|展望|财测|可望|有望|上看|将(?!近)|目标|看好|挑战|法人估|估计|推估|若|如果|料将|料达";
static const char denied[] = W "(?:not|never|didn't|doesn't|isn't|wasn't|wrong|falsely|false|den(?:y|ies|ied)|fake|failed to)" E "|否认|并非|并未|没有|不实|非属实|误传|谣";
static const char others[] = W "(?:supplier|suppliers|rivals?|customers?|clients?|partners?|unit|units|subsidiar(?:y|ies)|affiliates?|peers?|combined|"
                               "together|joint|industry|sector|market's)" E
                             "|供应商|对手|客户|子公司|转投资|概念股|同业|合计营收|旗下|集团合计|产业";

static gboolean
is_statement (const PenstockClaimReading  *self,
              GError                     **error)
{
  PenstockClaimMatch match;

  if (penstock_claim_has (self, "[?\\x{ff1f}]|[吗嗎]"))
    return refuse (error, _("A question states nothing that could be checked"));
  if (penstock_claim_has (self, denied))
    return refuse (error, _("It says what is not so; only what is said to be so can be checked"));

  for (int from = 0; penstock_claim_match (self, against_estimates, from, self->length, &match); from = match.end[0])
    penstock_claim_blank ((PenstockClaimReading *)self, match.start[0], match.end[0], PENSTOCK_HOLE_USED);
  if (penstock_claim_has (self, forecast))
    return refuse (error, _("It speaks of what is expected; filings only tell what was"));

  return TRUE;
}

/* -- who -- */

static void
blank_name (PenstockClaimReading *self,
            const char           *name)
{
  g_autofree char *folded = name != NULL ? penstock_claim_fold (name) : NULL;
  const gsize length = folded != NULL ? strlen (folded) : 0;

  if (length < 2)
    return;
  for (char *p = self->left; (p = strstr (p, folded)) != NULL; p += length)
    {
      const gboolean inside = g_ascii_isalnum (*folded) && ((p > self->left && g_ascii_isalnum (p[-1])) || g_ascii_isalnum (p[length]));

      if (!inside)
        memset (p, PENSTOCK_HOLE_USED, length);
    }
}

/* "Hon Hai Precision" of a longer name; one word of it only at the head: "Quanta's …". */
static void
blank_begin (PenstockClaimReading *self,
             const char           *name)
{
  g_autofree char *folded = penstock_claim_fold (name);
  g_auto(GStrv) words = g_strsplit_set (folded, " ,", -1);
  const gsize first = strlen (words[0]);

  for (guint n = g_strv_length (words); n >= 2; n--)
    {
      g_autofree char *begin = NULL;

      g_clear_pointer (&words[n], g_free);
      begin = g_strjoinv (" ", words);
      blank_name (self, begin);
    }
  if (g_str_has_prefix (self->left, words[0]) && !g_ascii_isalnum (self->left[first]))
    memset (self->left, PENSTOCK_HOLE_USED, first);
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  const gsize first = strlen (*(const char *const *)a), second = strlen (*(const char *const *)b);

  return first < second ? 1 : first > second ? -1 : 0;
}

/* The longer first: "台積電" before "台積". */
static void
blank_names (PenstockClaimReading  *self,
             const PenstockCompany *company)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, company->name);
  for (char **alias = company->aliases; alias != NULL && *alias != NULL; alias++)
    g_ptr_array_add (names, *alias);
  for (const PenstockNamesExtra *extra = penstock_names_extra; extra->id != NULL; extra++)
    if (g_str_equal (extra->id, company->id))
      g_ptr_array_add (names, (gpointer)extra->form);
  if (company->local_name != NULL)
    g_ptr_array_add (names, company->local_name);
  g_ptr_array_sort (names, compare_lengths);
  blank_begin (self, company->name);
  for (guint i = 0; i < names->len; i++)
    blank_name (self, g_ptr_array_index (names, i));
  blank_name (self, company->symbol);
  blank_name (self, company->alt_symbol);
  /* "2317" is a number until it is known to be a code: only in brackets, or at the head. */
  if (company->code != NULL && !penstock_claim_has (self, "[0-9]{4}年"))
    {
      g_autofree char *code = g_strdup_printf ("(%s)", company->code);

      blank_name (self, code);
    }
}

/* "Quanta" is Quanta Computer to the press; without a word of Taiwan's dollars it may as well be Quanta Services. A name or alias ("Foxconn") is sure. */
static gboolean
is_shared (const PenstockClaimReading *self,
           PenstockChain              *chain,
           int                         company,
           const char                 *head)
{
  const gsize length = strlen (head);

  if (g_strcmp0 (chain->companies[company].currency, "TWD") == 0 && penstock_claim_has (self, "nt\\$|ntd|twd|新台币|台币"))
    return FALSE;
  for (char **alias = chain->companies[company].aliases; alias != NULL && *alias != NULL; alias++)
    if (g_ascii_strcasecmp (*alias, head) == 0)
      return FALSE;
  for (guint i = 0; i < chain->n_companies; i++)
    if ((int)i != company && g_ascii_strncasecmp (chain->companies[i].name, head, length) == 0 && chain->companies[i].name[length] == ' ')
      return TRUE;

  return FALSE;
}

static gboolean
is_called (const PenstockCompany *company,
           const char            *head)
{
  if (g_ascii_strcasecmp (company->id, head) == 0 || g_ascii_strcasecmp (company->name, head) == 0 ||
      (company->symbol != NULL && g_ascii_strcasecmp (company->symbol, head) == 0))
    return TRUE;
  for (char **alias = company->aliases; alias != NULL && *alias != NULL; alias++)
    if (g_ascii_strcasecmp (*alias, head) == 0)
      return TRUE;

  return FALSE;
}

/* The first words as the chain knows them: "honhai April 2026 …", "2317.TW 4月…". */
static int
company_at_head (const PenstockClaimReading *self,
                 const PenstockNames        *names)
{
  g_auto(GStrv) words = g_strsplit_set (self->left, " ,:'", 5);
  PenstockChain *chain = penstock_names_get_chain (names);

  for (guint n = MIN (g_strv_length (words), 4); n > 0; n--)
    {
      g_autofree char *head = NULL;
      char *after = words[n];
      int company;

      words[n] = NULL; /* for the time of the join */
      head = g_strjoinv (" ", words);
      words[n] = after;
      company = *head != '\0' ? penstock_chain_find (chain, head, NULL) : -1;
      if (company >= 0 && is_called (&chain->companies[company], head) && !is_shared (self, chain, company, head))
        return company;
    }

  return -1;
}

/* Another name is joined to it: "Pegatron and Foxconn", "鴻海、和碩". Of what is not in the chain no name is known. */
static gboolean
is_joined (const PenstockNewsText *text,
           const PenstockNameHit  *hit)
{
  static const char joints[] = "and & 与 和 及 、 / plus";
  const PenstockNewsToken *before = penstock_news_text_get (text, hit->start - 1), *behind = penstock_news_text_get (text, hit->end);
  const PenstockNewsToken *next = penstock_news_text_get (text, hit->end + 1);

  if (before != NULL && hit->start >= 2 && penstock_news_in_list (before->word, joints))
    return TRUE;

  return behind != NULL && next != NULL && penstock_news_in_list (behind->word, joints) && next->kind != PENSTOCK_NEWS_NUMBER;
}

/* Firms and parts that bear its name: "Foxconn Interconnect", "Intel Foundry", "TSMC Arizona"; Foxconn Technology Group is Hon Hai. */
static const char namesake[] = "\\x01(?:'s)? ?(?:technology(?! group)|interconnect|foundry|arizona|cloud|display|nanjing|india|vietnam|china|japan|"
                               "semiconductor|solar|mobile|gaming|"
                               "capital|ventures|securities|health|studios)" E;

static gboolean
find_company (PenstockClaimReading  *self,
              const PenstockNames   *names,
              const char            *sentence,
              GError               **error)
{
  PenstockChain *chain = penstock_names_get_chain (names);
  g_autofree gboolean *known = g_new0 (gboolean, chain->n_companies + 1);
  g_autoptr(PenstockNewsText) text = penstock_news_text_new (sentence, NULL);
  g_autoptr(GArray) hits = penstock_names_match (names, text, known);
  int company = -1;

  for (guint i = 0; i < hits->len; i++)
    {
      const PenstockNameHit *hit = &g_array_index (hits, PenstockNameHit, i);

      if (hit->end == hit->start + 1 && !hit->symbol && is_shared (self, chain, hit->company, penstock_news_text_get (text, hit->start)->word))
        continue;
      if ((company >= 0 && hit->company != company) || is_joined (text, hit))
        return refuse (error, _("It names several companies: check one at a time"));
      company = hit->company;
    }
  if (company < 0)
    company = company_at_head (self, names);
  if (company < 0)
    return TRUE;

  if (penstock_claim_has (self, W "(?:aws|amazon web services)" E))
    return refuse (error, _("It may be about somebody else than the company it names: a supplier, a rival, a part of it"));
  blank_names (self, &chain->companies[company]);
  if (penstock_claim_has (self, others) || penstock_claim_has (self, namesake))
    return refuse (error, _("It may be about somebody else than the company it names: a supplier, a rival, a part of it"));

  self->claim->company = company;
  self->claim->subject = g_strdup (chain->companies[company].id);
  self->home = chain->companies[company].currency;
  return TRUE;
}

/* -- what -- */

#define REVENUE W "(?:revenues?|sales|turnover|net sales)" E "|营收|营业额|营业收入|销售额|业绩"
static const char other_metrics[] = W "(?:profits?|net income|income|earnings|eps|margins?|ebitda|capex|capital expenditures?|expenditures?|spending|"
                                      "cash|shipments?|shipped|orders?|backlog|"
                                    "bookings?|shares?|stock|stocks|price|pre-market|premarket|market cap(?:italization)?|market value|valuation|"
                                    "staff|employees|workforce|jobs|headcount|"
                                    "layoffs?|units|wafers|servers? shipped|capacity|dividends?|debt|loans?|bonds?|invest(?:s|ed|ment|ments)?|assets|"
                                    "inventor(?:y|ies)|users|tax|"
                                    "average|trailing|rolling|annuali[sz]ed|run[- ]rate|exports?|output|production|gdp|index|stake|contracts? worth|"
                                    "fund|funding|raised|"
                                    "constant currency|in (?:u\\.?s\\.? )?dollars?(?: terms)?|dollar terms|organic(?:ally)?|adjusted|excluding|pro forma)" E
                                    "|净利|获利|盈余|毛利|营业利益|营益|利润|每股|资本支出|资本开支|出货|订单|股价|市值|股息|股利|员工|裁员|产能|投资|贷款|平均|存货|外销|出口|产值|税前|税后|纯益|现金|募资|用户|美元计|以美元";
/* A part of the revenue is not the revenue. */
static const char of_a_part[] = W "(?:data[ -]?cent(?:er|re)s?|cloud|ai|server|servers|segment|division|business|gaming|automotive|smartphone|iphone|"
                                  "consumer|networking|services?|"
                                "software|hardware|advanced|hpc|memory|nand|dram|hbm|foundry|semiconductor|chip|chips|electronics|component|"
                                "components|international|overseas|china|us|domestic|"
                                "recurring|subscription|advertising|azure|aws|licensing|product|retail|online|"
                                "same-store)\\s(?:and [a-z]+\\s)?(?:revenues?|sales|turnover)" E
                                "|" W "(?:revenues?|sales)\\s(?:from|of (?:its|the|ai|servers?))\\s(?:[a-z]+\\s){0,3}(?:servers?|units?|business|"
                                "cent(?:er|re)s?|cloud|ai|chips?|china|division|segment|products?|customers?|iphones?)" E
                                "|(?:ai|伺服器|服务器|云端|云|消费性?|智能|手机|元件|组件|电脑|车用|先进制程|资料中心|数据中心|部门|事业群|业务|海外|中国|美国|产品)(?:的|类)?(?:营收|营业额|销售额)|营收(?:占比|比重)";

static void
find_metric (PenstockClaimReading *self)
{
  const gboolean named = penstock_claim_has (self, REVENUE);

  if (penstock_claim_has (self, other_metrics) || penstock_claim_has (self, of_a_part))
    return;

  /* A company's amount of a period, with a currency and nothing else named, is its revenue: "Foxconn April 2026 NT$648 bn". */
  if (named || (!isnan (self->claim->level.value) && *self->claim->currency != '\0' && self->claim->periods_per_year != 0))
    self->claim->metric = PENSTOCK_METRIC_REVENUE;
}

/* "A year ago in June it was …": what nothing is compared with tells of the period itself. */
static const char distance[] = W "(?:year|month|quarter)[- ](?:ago|earlier|before)" E "|" W "(?:previous|prior|preceding) (?:year|month|quarter)" E;

static gboolean
is_beside_the_point (const PenstockClaim *claim)
{
  return claim->company < 0 || claim->metric != PENSTOCK_METRIC_REVENUE;
}

/* -- the sentence -- */

static gboolean
read_parts (PenstockClaimReading  *self,
            const PenstockNames   *names,
            const char            *sentence,
            GError               **error)
{
  g_autoptr(GError) unknown = NULL;

  if (!is_statement (self, error) || !find_company (self, names, sentence, error))
    return FALSE;

  penstock_claim_is_understood (self, sentence, &unknown);
  penstock_claim_find_dates (self);
  if (self->claim->published != PENSTOCK_DAY_NONE)
    self->today = MIN (self->today, self->claim->published);
  if (!penstock_claim_find_rank (self, error) || !penstock_claim_find_percents (self, error) || !penstock_claim_find_amounts (self, error) ||
      !penstock_claim_find_period (self, error))
    return FALSE;
  penstock_claim_take_changes (self);
  if (!penstock_claim_take_amounts (self, error))
    return FALSE;
  find_metric (self);
  if (!penstock_claim_states (self->claim))
    return refuse (error, _("No number was found: an amount of revenue, a change with what it is compared with, or a rank like “highest April in five years”"));

  /* What is not judged anyway has a better reason. */
  if (is_beside_the_point (self->claim))
    return TRUE;
  if (unknown != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&unknown));
      return FALSE;
    }
  if (isnan (self->claim->earlier.value) && penstock_claim_has (self, distance))
    return refuse (error, _("It does not say for sure which month, quarter or year it is about"));

  return TRUE;
}

PenstockClaim *
penstock_claim_read (const PenstockNames  *names,
                     const char           *sentence,
                     PenstockDay           today,
                     GError              **error)
{
  g_autoptr(PenstockClaimReading) self = NULL;

  g_return_val_if_fail (names != NULL && sentence != NULL, NULL);

  self = penstock_claim_reading_new (sentence, today);
  if (self == NULL)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("A claim is one sentence, not longer than %d characters"), PENSTOCK_CLAIM_MAX_CHARS);
      return NULL;
    }
  if (!read_parts (self, names, sentence, error))
    return NULL;

  return g_steal_pointer (&self->claim);
}
