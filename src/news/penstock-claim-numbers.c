/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim-text-private.h"
#include "penstock-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* A number as all of Penstock's languages write it: "832,097,956", "29.74". A comma stands between groups of three, or the number is none. */
#define NUMBER "((?<![0-9.])(?<![0-9],)(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\\.[0-9]{1,9})?(?![0-9]|[.,][0-9]))"
#define WORD_ENDS "(?![a-z])"
#define WORD_BEGINS "(?<![a-z])"

static const struct { const char *word, *code; } currencies[] = {
  { "nt$", "TWD" }, { "ntd$", "TWD" }, { "ntd", "TWD" }, { "nt", "TWD" }, { "twd", "TWD" }, { "新台币", "TWD" }, { "台币", "TWD" },
  { "new taiwan dollar", "TWD" }, { "taiwan dollar", "TWD" }, { "nt dollar", "TWD" },
  { "us$", "USD" }, { "usd", "USD" }, { "美元", "USD" }, { "美金", "USD" }, { "us dollar", "USD" }, { "u.s. dollar", "USD" },
  { "hk$", "HKD" }, { "hkd", "HKD" }, { "港元", "HKD" }, { "港币", "HKD" },
  { "rmb", "CNY" }, { "cny", "CNY" }, { "cn¥", "CNY" }, { "人民币", "CNY" }, { "renminbi", "CNY" }, { "yuan", "CNY" },
  { "jpy", "JPY" }, { "jp¥", "JPY" }, { "yen", "JPY" }, { "日元", "JPY" }, { "日币", "JPY" },
  { "krw", "KRW" }, { "₩", "KRW" }, { "won", "KRW" }, { "韩元", "KRW" },
  { "eur", "EUR" }, { "€", "EUR" }, { "euro", "EUR" }, { "欧元", "EUR" }, { "gbp", "GBP" }, { "£", "GBP" },
};

#define CURRENCY_BEFORE "(nt\\$|ntd\\$?|" WORD_BEGINS "nt(?=\\s?[0-9])|" WORD_BEGINS "twd|新台币|台币|us\\$|" WORD_BEGINS "usd|美元|hk\\$|" WORD_BEGINS "hkd|港元|港币|" \
                        WORD_BEGINS "rmb|" WORD_BEGINS "cny|cn¥|人民币|jp¥|" WORD_BEGINS "jpy|" WORD_BEGINS "krw|₩|" WORD_BEGINS "eur|€|" \
                        WORD_BEGINS "gbp|£|¥|(?<![a-z])\\$)"
#define CURRENCY_BEHIND "(new taiwan dollar|taiwan dollar|nt dollar|ntd|twd|u\\.s\\. dollar|us dollar|usd|dollar|yuan|renminbi|rmb|cny|yen|jpy|won|" \
                        "krw|euro|eur|" \
                        "新台币|台币|美元|美金|人民币|港元|港币|日元|日币|韩元|欧元|元)"

static const struct { const char *word; double value; gboolean weak; } magnitudes[] = {
  { "trillion", 1e12, FALSE }, { "trn", 1e12, FALSE }, { "tn", 1e12, FALSE }, { "t", 1e12, TRUE },
  { "billion", 1e9, FALSE }, { "bln", 1e9, FALSE }, { "bn", 1e9, FALSE }, { "b", 1e9, TRUE },
  { "million", 1e6, FALSE }, { "mln", 1e6, FALSE }, { "mn", 1e6, FALSE }, { "m", 1e6, TRUE }, { "thousand", 1e3, TRUE }, { "k", 1e3, TRUE },
  { "万亿", 1e12, FALSE }, { "兆", 1e12, FALSE }, { "千亿", 1e11, FALSE }, { "百亿", 1e10, FALSE }, { "十亿", 1e9, FALSE }, { "亿", 1e8, FALSE },
  { "千万", 1e7, TRUE }, { "百万", 1e6, TRUE }, { "十万", 1e5, TRUE }, { "万", 1e4, TRUE }, { "千", 1e3, TRUE },
};

#define MAGNITUDE "((?:trillion|trn|tn|t|billion|bln|bn|b|million|mln|mn|m|thousand|k)" WORD_ENDS "|万亿|兆|千亿|百亿|十亿|亿|千万|百万|十万|万|千)"

/* Groups: 1 currency before, 2 number, 3 "several more", 4 magnitude, 5, 6 and 7, 8 further numbers and magnitudes ("2兆9,616億"), 9 currency behind. */
#define AMOUNT CURRENCY_BEFORE "?\\s?" NUMBER "\\s?-?([多余])?" MAGNITUDE "?(?:" NUMBER "(亿|万))?(?:" NUMBER "(万))?(?:\\s?-?" CURRENCY_BEHIND "s?" WORD_ENDS ")?"

/* -- numbers -- */

static double
number_of (const char *text,
           double     *half)
{
  g_autoptr(GString) plain = g_string_new (NULL);
  const char *point = strchr (text, '.');

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ',')
      g_string_append_c (plain, *p);
  *half = 0.5 * pow (10.0, point != NULL ? -(double)strlen (point + 1) : 0.0);

  return g_ascii_strtod (plain->str, NULL);
}

static double
magnitude_of (const char *word,
              gboolean   *weak)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (magnitudes); i++)
    if (g_str_equal (word, magnitudes[i].word))
      {
        *weak = magnitudes[i].weak;
        return magnitudes[i].value;
      }

  *weak = TRUE;
  return 1.0;
}

/* -- percentages -- */

gboolean
penstock_claim_find_percents (PenstockClaimReading  *self,
                              GError               **error)
{
  static const char pattern[] = "(?:(?<![a-z0-9%+-])([+-]))?" NUMBER "\\s?(?:%|" WORD_BEGINS "(?:percent|per cent|pct)" WORD_ENDS ")(?!\\s?-?(?:age |"
                                "percentage )?points?|点)";
  PenstockClaimMatch match;
  int from = 0;

  if (penstock_claim_has (self, "[0-9]\\s?%?\\s?(?:-|~|to|至|到)\\s?[0-9][0-9.,]*\\s?(?:%|percent)"))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("A range of percentages is no single number that could be checked"));
      return FALSE;
    }

  while (penstock_claim_match (self, pattern, from, self->length, &match))
    {
      PenstockClaimNumber number = { .start = match.start[0], .end = match.end[0] };
      g_autofree char *digits = penstock_claim_dup_group (self, &match, 2);

      number.value = number_of (digits, &number.half) / 100.0;
      number.half /= 100.0;
      number.minus = match.start[1] >= 0 && self->left[match.start[1]] == '-';
      number.plus = match.start[1] >= 0 && !number.minus;
      penstock_claim_read_bound (self, &number, TRUE);
      g_array_append_val (self->percents, number);
      penstock_claim_blank (self, number.start, number.end, PENSTOCK_HOLE_PERCENT);
      from = number.end;
    }

  return TRUE;
}

/* -- amounts -- */

/* "$" is the filer's own where its filings are in dollars of the United States; else it may be any dollar. 元 and an amount without a currency are the
 * filer's own in its
 * own writing: traditional of a Taiwanese one, simplified of a mainland one. */
static void
take_currency (const PenstockClaimReading *self,
               const char                 *word,
               gboolean                    chinese,
               PenstockClaimNumber        *number)
{
  const char *code = NULL;

  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (currencies); i++)
    if (g_str_equal (word, currencies[i].word))
      code = currencies[i].code;

  if (code == NULL && self->home != NULL)
    {
      const gboolean dollar = word != NULL && (g_str_equal (word, "$") || g_str_equal (word, "dollar"));
      const gboolean yen = word != NULL && g_str_equal (word, "¥");
      const gboolean plain = chinese && !dollar && !yen;

      if ((dollar && g_str_equal (self->home, "USD")) || (yen && (g_str_equal (self->home, "JPY") || g_str_equal (self->home, "CNY"))) ||
          (plain && g_str_equal (self->home, self->simplified ? "CNY" : "TWD")))
        code = self->home;
    }
  if (code != NULL)
    g_strlcpy (number->currency, code, sizeof number->currency);
}

static void
add_further (const PenstockClaimReading *self,
             const PenstockClaimMatch   *match,
             int                         group,
             PenstockClaimNumber        *number)
{
  g_autofree char *digits = penstock_claim_dup_group (self, match, group);
  g_autofree char *word = penstock_claim_dup_group (self, match, group + 1);
  gboolean weak;
  double magnitude;

  if (digits == NULL)
    return;

  magnitude = magnitude_of (word, &weak);
  number->value += number_of (digits, &number->half) * magnitude;
  number->half *= magnitude;
}

/* FALSE: a number, but no amount of money ("3萬台", "1.6m units", "18A"). */
static gboolean
read_amount (const PenstockClaimReading *self,
             const PenstockClaimMatch   *match,
             PenstockClaimNumber        *number)
{
  g_autofree char *before = penstock_claim_dup_group (self, match, 1);
  g_autofree char *digits = penstock_claim_dup_group (self, match, 2);
  g_autofree char *word = penstock_claim_dup_group (self, match, 4);
  g_autofree char *behind = penstock_claim_dup_group (self, match, 9);
  gboolean weak;
  const double magnitude = magnitude_of (word, &weak);
  PenstockClaimMatch unit;

  if (before == NULL && g_strcmp0 (behind, "won") == 0 && word == NULL)
    return FALSE;
  if (before == NULL && behind == NULL &&
      (weak || penstock_claim_match (self, "\\G\\s?(?:units?|shares?|servers?|chips?|gpus?|wafers?|users?|people|台|颗|片|股|支|张|人|组)", match->end[0],
                                     self->length, &unit)))
    return FALSE;

  *number = (PenstockClaimNumber){ .start = match->start[0], .end = match->end[0] };
  number->value = number_of (digits, &number->half) * magnitude;
  number->half *= magnitude;
  add_further (self, match, 5, number);
  add_further (self, match, 7, number);
  take_currency (self, before != NULL ? before : behind, g_strcmp0 (behind, "元") == 0 || (word != NULL && !g_ascii_isalpha (*word)), number);
  penstock_claim_read_bound (self, number, FALSE);
  if (match->start[3] >= 0)
    number->bound = PENSTOCK_BOUND_MORE;

  return TRUE;
}

/* "8千3百億": of a number in pieces the last one alone is none. */
static gboolean
is_a_piece (const PenstockClaimReading *self,
            const PenstockClaimMatch   *match)
{
  PenstockClaimMatch before;

  return penstock_claim_match (self, "[0-9]\\s?[十百千万亿兆]\\s?$", 0, match->start[0], &before);
}

static gboolean
is_all_read (const PenstockClaimReading *self)
{
  return !penstock_claim_has (self, CURRENCY_BEFORE "\\s?-?[0-9]|" WORD_BEGINS "in (?:thousands|millions|billions)" WORD_ENDS "|单位:?[千万百]|"
                                                    "[0-9]\\s?(?:billion|bn|trillion|tn|亿|兆|%)");
}

gboolean
penstock_claim_find_amounts (PenstockClaimReading  *self,
                             GError               **error)
{
  PenstockClaimMatch match;
  gboolean pieces = FALSE;
  int from = 0;

  while (penstock_claim_match (self, AMOUNT, from, self->length, &match))
    {
      PenstockClaimNumber number;

      from = match.end[0];
      pieces |= is_a_piece (self, &match);
      if (!read_amount (self, &match, &number))
        continue;
      g_array_append_val (self->amounts, number);
      penstock_claim_blank (self, number.start, number.end, PENSTOCK_HOLE_AMOUNT);
    }

  if (!pieces && is_all_read (self))
    return TRUE;

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT,
               _("A number in it cannot be read for sure: thousands are grouped by commas, decimals follow a point"));
  return FALSE;
}

/* -- which amount is which -- */

#define FROM "(?:(?<![a-z])(?:from|versus|vs\\.?|against|(?:higher|lower|up) than|compared (?:with|to))\\s*(?:the |a |an |about |some |around |" \
             "(?:year[- ](?:earlier|ago|before)|(?:last|prior|previous) year|month (?:earlier|ago|before)|(?:last|prior|previous) month)(?:'s)? )*|" \
             "(?:较|比|从|由|自|去年|上年|上个?月|上一?季|前一?年)[^,;增减升降成达至为\\x03]{0,24})$"
#define BY "(?:(?<![a-z])(?:by|up|down|(?:increase|rise|gain|decline|drop|decrease|growth) (?:of|was)|rose|increased|grew|climbed|jumped|" \
           "fell|declined|dropped|decreased|" \
           "\\x03+,?\\s*(?:or|and|of))\\s*(?:about |some |around |more than |nearly )*|" \
           "(?:增加|减少|成长|增长|下滑|衰退|高出|多出|多|少|增|减)[了约近逾]*)\\s*$"
#define BY_BEHIND "\\G\\s*(?:higher|lower|more|less|above|below)\\s(?:than\\s|what\\s)?"
#define CONVERTED "(?:\\(\\s*|(?<![a-z])or\\s+|equivalent to\\s+|equal to\\s+|折合|约合|相当于|合|=\\s*)(?:about |around |approximately |roughly |some |" \
                  "nearly |约|近)*\\s*$"

static gboolean
is_preceded (const PenstockClaimReading *self,
             const char                 *pattern,
             int                         from,
             int                         to)
{
  PenstockClaimMatch match;

  return penstock_claim_match (self, pattern, from, to, &match);
}

/* Is it what the claim's own amount or change is compared with? "較去年同期的6413億元成長" was read as a change already. */
static gboolean
is_earlier (const PenstockClaimReading *self,
            int                         from,
            int                         to)
{
  PenstockClaimReading before = *self;

  before.left = self->unchanged != NULL ? self->unchanged : self->left;
  return is_preceded (&before, FROM, from, to);
}

/* In another currency than the level it cannot be held beside it: then it is not stated. Where there is no level it tells the currency. */
static void
settle_currencies (PenstockClaim *claim,
                   const char    *earlier)
{
  if (isnan (claim->earlier.value))
    return;
  if (isnan (claim->level.value))
    g_strlcpy (claim->currency, earlier, sizeof claim->currency);
  else if (*claim->currency != '\0' && *earlier != '\0' && !g_str_equal (claim->currency, earlier))
    {
      claim->earlier = (PenstockStated){ .value = NAN, .half = NAN };
      claim->earlier_base = PENSTOCK_BASE_NONE;
    }
}

static PenstockClaimBase
base_of_earlier (PenstockClaimReading *self,
                 int                   from,
                 int                   start,
                 int                   end)
{
  PenstockClaimSpan span;
  PenstockClaimMatch match;

  if (is_preceded (self, "(?:去年|上年|前一?年)[^,;]*$", from, start) ||
      penstock_claim_match (self, "\\G\\)?\\s*(?:in the )?(?:same (?:month|period|quarter) )?(?:(?:of )?(?:a |the )?(?:year (?:earlier|ago|before)|"
                                  "year-ago|(?:last|previous|prior) year))",
                            end, self->length, &match))
    return PENSTOCK_BASE_YEAR;
  if (is_preceded (self, "(?:上个?月|上一?季)[^,;]*$", from, start) ||
      penstock_claim_match (self, "\\G\\)?\\s*(?:in the )?(?:a )?(?:(?:month|quarter) (?:earlier|ago|before)|(?:last|previous|prior) (?:month|"
                                  "quarter))", end, self->length, &match))
    return PENSTOCK_BASE_PERIOD;
  if (penstock_claim_match (self, "\\G\\s*(?:in|for|of)\\s", end, self->length, &match) &&
      penstock_claim_take_span (self, match.end[0], MIN (match.end[0] + 20, self->length), &span))
    return penstock_claim_base_of (self->claim, &span);

  return self->claim->base[1] == PENSTOCK_BASE_NONE ? self->claim->base[0] : PENSTOCK_BASE_NONE;
}

static PenstockStated
stated (const PenstockClaimNumber *number)
{
  return (PenstockStated){ .value = number->value, .half = number->half, .bound = number->bound };
}

static gboolean
two_amounts (GError **error)
{
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("It gives two amounts, and it is not sure which one is meant: check one at a time"));
  return FALSE;
}

/* After the period and the changes, which say what an earlier amount may be of. */
gboolean
penstock_claim_take_amounts (PenstockClaimReading  *self,
                             GError               **error)
{
  PenstockClaim *claim = self->claim;
  const char *earlier = "";
  int from = 0;

  for (guint i = 0; i < self->amounts->len; i++)
    {
      const PenstockClaimNumber *number = &g_array_index (self->amounts, PenstockClaimNumber, i);

      if (is_preceded (self, BY, from, number->start) || is_preceded (self, BY_BEHIND, number->end, self->length))
        ;
      else if (is_earlier (self, from, number->start))
        {
          if (!isnan (claim->earlier.value))
            return two_amounts (error);
          claim->earlier = stated (number);
          earlier = number->currency;
          claim->earlier_base = base_of_earlier (self, from, number->start, number->end);
        }
      else if (isnan (claim->level.value))
        {
          claim->level = stated (number);
          g_strlcpy (claim->currency, number->currency, sizeof claim->currency);
        }
      else if (isnan (claim->converted.value) && !g_str_equal (number->currency, claim->currency) && is_preceded (self, CONVERTED, from, number->start))
        {
          claim->converted = stated (number);
          g_strlcpy (claim->converted_currency, number->currency, sizeof claim->converted_currency);
        }
      else
        return two_amounts (error);
      from = number->end;
    }
  settle_currencies (claim, earlier);

  return TRUE;
}
