/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "penstock-claim-private.h"
#include "penstock-money.h"

const char *
penstock_claim_verdict_id (PenstockClaimVerdict verdict)
{
  static const char *const ids[] = { "confirmed", "contradicted", "inconsistent", "unverifiable" };

  g_return_val_if_fail (verdict < G_N_ELEMENTS (ids), NULL);

  return ids[verdict];
}

const char *
penstock_claim_part_id (PenstockClaimPartKind kind)
{
  static const char *const ids[] = { "level", "converted", "change", "base", "rank", "unit" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (ids), NULL);

  return ids[kind];
}

static void
clear_part (gpointer data)
{
  PenstockClaimPart *part = data;

  g_free (part->stated_text);
  g_free (part->filed_text);
  g_free (part->note);
}

void
penstock_claim_check_free (PenstockClaimCheck *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->claim, penstock_claim_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self->words);
  g_free (self);
}

/* -- what was filed, as it was known on the day -- */

static gboolean
lay_out_filings (PenstockClaimCase *self)
{
  const int per_year = self->revenue->periods_per_year, step = 12 / per_year;
  PenstockPeriod first = 0, last = -1;

  for (gsize i = 0; i < self->revenue->n; i++)
    if (penstock_claim_is_known (&self->revenue->figures[i], self->check->as_of))
      {
        first = last < first ? self->revenue->figures[i].period : first;
        last = self->revenue->figures[i].period;
      }
  if (last < first)
    return FALSE;

  self->values = g_new (double, (gsize)(last - first + 1));
  for (PenstockPeriod p = first; p <= last; p++)
    self->values[p - first] = NAN;
  /* By period, then by day: the last one holds. */
  for (gsize i = 0; i < self->revenue->n; i++)
    if (penstock_claim_is_known (&self->revenue->figures[i], self->check->as_of))
      self->values[self->revenue->figures[i].period - first] = self->revenue->figures[i].value;

  self->filings = (PenstockScoreFilings){ self->values, (gsize)(last - first + 1), first * step, step };
  return TRUE;
}

/* The figure of the newest published filing in a span, its value the sum of all and its period the last. */
static PenstockRevenueFigure
sum_figure (const PenstockClaimCase *self,
            int         first,
            int         last)
{
  PenstockRevenueFigure sum = { .value = penstock_score_filings_sum (&self->filings, first, last) };

  if (isnan (sum.value))
    return sum;

  for (int month = first; month <= last; month += self->filings.step)
    {
      const PenstockRevenueFigure *figure = penstock_claim_find_figure (self, month / self->filings.step, NULL);
      const double value = sum.value;

      if (figure == NULL || (month > first && figure->published_at < sum.published_at))
        continue;
      sum = *figure;
      sum.value = value;
    }
  sum.period = last / self->filings.step;

  return sum;
}

/* -- rates -- */

/* Of the day the claim was published, or else of the filing; never of a day after @as_of. */
static double
find_rate (const PenstockClaimCase  *self,
           const char               *currency,
           char                    **note)
{
  PenstockDay day = self->claim->published, rate_day = PENSTOCK_DAY_NONE;
  const char *source = NULL;
  g_autofree char *date = NULL;
  g_autofree char *number = NULL;
  double rate;

  if (*currency == '\0')
    return NAN;
  if (g_str_equal (currency, self->currency))
    return 1.0;

  if (day == PENSTOCK_DAY_NONE && !isnan (self->check->figure.value))
    day = penstock_day_from_unix_utc (self->check->figure.published_at);
  if (day == PENSTOCK_DAY_NONE)
    return NAN;
  rate = penstock_rates_find (penstock_engine_get_rates (self->engine), currency, self->currency, MIN (day, self->check->as_of), &rate_day, &source);
  if (isnan (rate))
    return NAN;

  date = penstock_format_day (rate_day);
  number = penstock_format_number (rate, 4);
  /* Translators: a rate of exchange: number, the two currencies, its day, who published it */
  *note = g_strdup_printf (_("at %s %s/%s of %s, %s"), number, self->currency, currency, date, penstock_engine_source_title (source));
  return 1.0 / rate;
}

/* -- the claim as the arithmetic takes it -- */

static PenstockScoreStated
stated (const PenstockStated *from)
{
  return (PenstockScoreStated){ from->value, from->half, (PenstockScoreBound)from->bound };
}

static void
set_months (PenstockClaimCase *self)
{
  const PenstockClaim *claim = self->claim;
  const int length = claim->periods_per_year > 0 ? 12 / claim->periods_per_year : 0;

  self->first = 0;
  self->last = -1;
  if (length == 0)
    return;

  self->last = (claim->period + 1) * length - 1;
  self->first = self->last - length * claim->n_periods + 1;
}

static void
state (PenstockClaimCase *self)
{
  const PenstockClaim *claim = self->claim;
  PenstockScoreClaim *to = &self->stated;

  *to = (PenstockScoreClaim){
    .first = self->first, .last = self->last,
    .level = stated (&claim->level), .converted = stated (&claim->converted), .earlier = stated (&claim->earlier),
    .change = { stated (&claim->change[0]), stated (&claim->change[1]) },
    .base = { (PenstockScoreBase)claim->base[0], (PenstockScoreBase)claim->base[1] },
    .earlier_base = (PenstockScoreBase)claim->earlier_base,
    .rank = claim->rank, .rank_years = claim->rank_years, .rank_since = claim->rank_since,
    .rank_same = claim->rank_same_month || claim->n_periods > 1, .rank_loose = claim->rank_loose,
    .rate = NAN, .converted_rate = NAN,
  };
}

/* -- why there is nothing to hold it against -- */

static char *
not_filed_words (const PenstockClaimCase *self)
{
  const PenstockClaim *claim = self->claim;
  g_autofree char *period = penstock_claim_period_text (claim);
  const int per_year = self->revenue->periods_per_year, step = 12 / per_year;
  const PenstockDay due = penstock_period_due (self->last / step, per_year);
  g_autofree char *date = NULL;

  if ((self->last + 1) % step != 0 || self->first % step != 0)
    return g_strdup_printf (_("%s files quarters, not single months"), self->company->name);
  if (due > self->check->as_of)
    {
      date = penstock_format_day (due);
      return g_strdup_printf (_("%s has not filed %s yet; it is due on %s"), self->company->name, period, date);
    }

  return g_strdup_printf (_("No filing of %s for %s is stored"), self->company->name, period);
}

/* NULL: there are filings of the period. Owned. */
static char *
why_unverifiable (PenstockClaimCase *self)
{
  const PenstockClaim *claim = self->claim;

  if (claim->fault != NULL)
    return g_strdup (claim->fault);
  if (!penstock_claim_states (claim))
    return g_strdup (_("It states no number that could be checked"));
  if (claim->metric != PENSTOCK_METRIC_REVENUE)
    return g_strdup (_("It is not about the revenue of a whole company, which is all that is filed here"));
  if (self->company == NULL)
    return g_strdup (_("It names no company of this chain"));
  if (!self->company->listed)
    return g_strdup_printf (_("%s is not listed and files no revenue"), self->company->name);
  if (self->revenue == NULL)
    return g_strdup_printf (_("No revenue filed by %s is stored"), self->company->name);
  if (penstock_revenue_is_simulated (self->revenue))
    return g_strdup_printf (_("The revenue of %s here is simulated, not filed"), self->company->name);
  if (claim->periods_per_year == 0)
    return g_strdup (_("It does not say for sure which month, quarter or year it is about"));
  if (self->revenue->periods_per_year == 4 && penstock_claim_has_own_calendar (self->company->id))
    return g_strdup_printf (_("The fiscal year of %s is not the calendar year, so it is not sure which months are meant"), self->company->name);
  if (!lay_out_filings (self))
    return g_strdup_printf (_("Nothing %s filed was known on that day"), self->company->name);
  if (isnan (penstock_score_filings_sum (&self->filings, self->first, self->last)))
    return not_filed_words (self);

  return NULL;
}

static void
settle (PenstockClaimCase       *self,
        const char *reason)
{
  PenstockScorePart parts[PENSTOCK_SCORE_CLAIM_PARTS];
  const gboolean agrees = penstock_score_claim_agrees (&self->stated);
  const gsize n = penstock_score_claim_parts (&self->filings, &self->stated, parts);

  for (gsize i = 0; i < n; i++)
    penstock_claim_add_part (self, &parts[i]);
  self->check->verdict = (PenstockClaimVerdict)penstock_score_claim_verdict (parts, n, agrees);
  self->check->words = penstock_claim_verdict_words (self, parts, agrees, reason);
}

static void
add_figures (PenstockClaimCase *self)
{
  const PenstockClaimBase base = self->claim->base[0] != PENSTOCK_BASE_NONE ? self->claim->base[0] : self->claim->earlier_base;
  int first;

  self->check->figure = sum_figure (self, self->first, self->last);
  self->check->n_filings = (guint)((self->last - self->first) / self->filings.step) + 1;
  if (base == PENSTOCK_BASE_NONE)
    return;
  first = penstock_score_claim_base_first (self->first, self->last, (PenstockScoreBase)base);
  self->check->base_figure = sum_figure (self, first, first + self->last - self->first);
}

PenstockClaimCheck *
penstock_engine_check_claim (PenstockEngine *self,
                             PenstockClaim  *claim,
                             PenstockDay     as_of)
{
  PenstockClaimCheck *check;
  g_autofree char *reason = NULL;
  PenstockClaimCase one = { .engine = self, .claim = claim, .currency = "", .filings = { .step = 1 } };

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);
  g_return_val_if_fail (claim != NULL, NULL);

  check = one.check = g_new0 (PenstockClaimCheck, 1);
  check->claim = penstock_claim_ref (claim);
  check->as_of = as_of;
  check->parts = g_array_new (FALSE, FALSE, sizeof (PenstockClaimPart));
  g_array_set_clear_func (check->parts, clear_part);
  check->figure.value = check->base_figure.value = NAN;
  if (claim->company >= 0 && (guint)claim->company < self->chain->n_companies)
    {
      one.company = &self->chain->companies[claim->company];
      one.revenue = penstock_engine_get_revenue (self, (guint)claim->company);
      one.currency = one.revenue != NULL && one.revenue->currency != NULL ? one.revenue->currency : one.company->currency != NULL ? one.company->currency : "";
    }

  set_months (&one);
  state (&one);
  reason = why_unverifiable (&one);
  if (reason == NULL)
    {
      add_figures (&one);
      one.stated.converted_rate = find_rate (&one, claim->converted_currency, &one.converted_note);
      one.stated.rate = find_rate (&one, claim->currency, &one.rate_note);
    }
  else
    one.filings.n = 0;
  settle (&one, reason);
  g_free (one.values);
  g_free (one.rate_note);
  g_free (one.converted_note);

  return check;
}
