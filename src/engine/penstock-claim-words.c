/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "penstock-claim-private.h"
#include "penstock-money.h"

/* As many decimals as tell numbers apart that are @half off. */
static int
decimals_for (double half,
              double scale)
{
  const double unit = 2.0 * half / scale;

  return unit > 0.0 && isfinite (unit) ? CLAMP ((int)ceil (-log10 (unit) - 1e-9), 0, 6) : 0;
}

char *
penstock_claim_amount_text (double      value,
                            double      half,
                            const char *currency)
{
  const double size = fabs (value);
  const double scale = size >= 1e12 ? 1e12 : size >= 1e9 ? 1e9 : size >= 1e6 ? 1e6 : 1.0;
  g_autofree char *number = NULL;
  const char *sign = *currency != '\0' ? penstock_money_sign (currency) : "";

  if (!isfinite (value))
    return g_strdup ("—");

  number = penstock_format_number (value / scale, decimals_for (half, scale));
  if (scale == 1e12) /* Translators: an amount of money: currency sign, number, trillion (10¹²) */
    return g_strdup_printf (_("%s%s tn"), sign, number);
  if (scale == 1e9) /* Translators: an amount of money: currency sign, number, billion (10⁹) */
    return g_strdup_printf (_("%s%s bn"), sign, number);
  if (scale == 1e6) /* Translators: an amount of money: currency sign, number, million (10⁶) */
    return g_strdup_printf (_("%s%s M"), sign, number);
  return g_strconcat (sign, number, NULL);
}

char *
penstock_claim_ratio_text (double ratio,
                           double half)
{
  return penstock_format_percent (ratio, decimals_for (half, 0.01));
}

char *
penstock_claim_period_text (const PenstockClaim *claim)
{
  g_autofree char *last = NULL;
  g_autofree char *first = NULL;

  if (claim->periods_per_year == 0)
    return g_strdup ("—");
  if (claim->periods_per_year == 1)
    return g_strdup_printf ("%d", claim->period);

  last = penstock_format_period (claim->period, claim->periods_per_year, FALSE);
  if (claim->n_periods == 1) /* Translators: a month or quarter and its year: "April 2026" */
    return g_strdup_printf (_("%s %d"), last, claim->period / claim->periods_per_year);

  first = penstock_format_period (claim->period - claim->n_periods + 1, claim->periods_per_year, FALSE);
  /* Translators: months of one year: "January to April 2026" */
  return g_strdup_printf (_("%s to %s %d"), first, last, claim->period / claim->periods_per_year);
}

/* -- the parts in words -- */

static char *
unknown_note (const PenstockClaimCase *self,
              const PenstockScorePart *part)
{
  switch (part->unknown)
    {
    case PENSTOCK_SCORE_NOT_FILED:
      return g_strdup (_("nothing is filed"));
    case PENSTOCK_SCORE_BASE_NOT_FILED:
      return g_strdup (_("what it is compared with is not filed"));
    case PENSTOCK_SCORE_BASE_NOT_STATED:
      return g_strdup (_("it is not said for sure what it is compared with"));
    case PENSTOCK_SCORE_NO_RATE:
      if (*(part->kind == PENSTOCK_SCORE_PART_CONVERTED ? self->claim->converted_currency : self->claim->currency) == '\0')
        return g_strdup (_("its currency is not stated for sure"));
      return g_strdup (_("no rate of exchange of that day is stored"));
    case PENSTOCK_SCORE_TOO_SHORT:
      return g_strdup (_("too few periods are on file"));
    case PENSTOCK_SCORE_UNCLEAR:
      return g_strdup (_("it is so among the same months only, and it does not say among which"));
    case PENSTOCK_SCORE_KNOWN:
    default:
      return NULL;
    }
}

static const char *
unit_note (const PenstockScorePart *part,
           char                     buffer[static 64])
{
  g_autofree char *factor = penstock_format_number (pow (10.0, abs (part->power)), 0);

  g_snprintf (buffer, 64, part->power > 0 ? _("unit: too large by %s") : _("unit: too small by %s"), factor);
  return buffer;
}

static char *
restated_note (const PenstockClaimCase *self,
               const PenstockScorePart *part)
{
  const PenstockRevenueFigure *before = NULL;
  const int step = self->filings.step;
  const PenstockScoreStated *level = &self->stated.level;
  g_autofree char *amount = NULL;
  g_autofree char *date = NULL;

  if (part->kind != PENSTOCK_SCORE_PART_LEVEL || self->last - self->first + 1 != step)
    return NULL;
  penstock_claim_find_figure (self, self->first / step, &before);
  if (before == NULL)
    return NULL;

  amount = penstock_claim_amount_text (before->value, level->half / 10, self->currency);
  date = penstock_format_day (penstock_day_from_unix_utc (before->published_at));
  return g_strdup_printf (_("restated: %s by the filing of %s"), amount, date);
}

static char *
known_note (const PenstockClaimCase *self,
            const PenstockScorePart *part)
{
  const char *rate = part->kind == PENSTOCK_SCORE_PART_CONVERTED ? self->converted_note : part->kind == PENSTOCK_SCORE_PART_LEVEL ? self->rate_note : NULL;
  g_autofree char *period = NULL;
  char buffer[64];

  if (part->kind == PENSTOCK_SCORE_PART_UNIT && part->power != 0)
    return g_strdup (unit_note (part, buffer));
  if (part->kind == PENSTOCK_SCORE_PART_UNIT)
    return g_strdup_printf (_("unit: it is the number in %s, not in %s"), self->currency, self->claim->currency);
  if (part->kind == PENSTOCK_SCORE_PART_RANK && part->understated)
    {
      period = self->claim->n_periods == 1 && self->claim->periods_per_year == 12 && self->claim->rank_same_month
               ? penstock_format_period (self->claim->period, 12, FALSE) : NULL;
      if (period != NULL && self->claim->rank > 0) /* Translators: %s is a month */
        return g_strdup_printf (_("understated: highest %s on file"), period);
      return g_strdup (self->claim->rank > 0 ? _("understated: highest on file") : _("understated: lowest on file"));
    }
  if (rate != NULL)
    return g_strdup (rate);
  if (part->kind == PENSTOCK_SCORE_PART_LEVEL && self->last - self->first + 1 > self->filings.step && self->filings.step == 1)
    return g_strdup_printf (ngettext ("the sum of %d month", "the sum of %d months", (gulong)(self->last - self->first + 1)), self->last - self->first + 1);

  return restated_note (self, part);
}

static char *
rank_text (double rank,
           int    n)
{
  const int place = (int)fabs (rank);
  g_autofree char *text = NULL;

  if (!isfinite (rank))
    return g_strdup ("—");
  if (place == 1)
    text = g_strdup (rank > 0 ? _("highest") : _("lowest"));
  else /* Translators: a place among periods: "no. 2 from the top" */
    text = g_strdup_printf (rank > 0 ? _("no. %d from the top") : _("no. %d from the bottom"), place);
  if (n == 0)
    return g_steal_pointer (&text);

  /* Translators: "highest of 12" */
  return g_strdup_printf (_("%s of %d"), text, n);
}

static void
add_texts (const PenstockClaimCase *self,
           const PenstockScorePart *part,
           PenstockClaimPart       *out)
{
  const gboolean converted = part->kind == PENSTOCK_SCORE_PART_CONVERTED;
  const PenstockStated *from = converted ? &self->claim->converted : part->kind == PENSTOCK_SCORE_PART_EARLIER ? &self->claim->earlier : &self->claim->level;
  const char *currency = converted ? self->claim->converted_currency : self->claim->currency;
  double finer;

  if (part->kind == PENSTOCK_SCORE_PART_CHANGE)
    {
      out->stated_text = penstock_claim_ratio_text (part->stated, self->claim->change[part->index].half);
      out->filed_text = penstock_claim_ratio_text (part->filed, self->claim->change[part->index].half);
    }
  else if (part->kind == PENSTOCK_SCORE_PART_RANK)
    {
      out->stated_text = rank_text (part->stated, 0);
      out->filed_text = rank_text (part->filed, part->n_ranked);
    }
  else
    {
      out->stated_text = penstock_claim_amount_text (part->stated, from->half, currency);
      /* One digit more than is stated, and four at least. */
      finer = part->kind == PENSTOCK_SCORE_PART_UNIT ? fabs (part->filed) / 2000 : MIN (from->half / 10, fabs (part->filed) / 2000);
      out->filed_text = penstock_claim_amount_text (part->filed, finer, currency);
    }
  out->note = part->unknown == PENSTOCK_SCORE_KNOWN ? known_note (self, part) : unknown_note (self, part);
}

void
penstock_claim_add_part (const PenstockClaimCase *self,
                         const PenstockScorePart *part)
{
  PenstockClaimPart out = {
    .kind = (PenstockClaimPartKind)part->kind, .known = part->unknown == PENSTOCK_SCORE_KNOWN, .ok = part->ok, .stated = part->stated, .filed = part->filed,
  };

  add_texts (self, part, &out);
  g_array_append_val (self->check->parts, out);
}

/* -- the verdict in words -- */

static const char *
part_title (const PenstockClaimCase *self,
            const PenstockScorePart *part)
{
  switch (part->kind)
    {
    case PENSTOCK_SCORE_PART_LEVEL:
      return C_("claim", "level");
    case PENSTOCK_SCORE_PART_CONVERTED:
      return C_("claim", "converted amount");
    case PENSTOCK_SCORE_PART_CHANGE:
      if (self->claim->base[part->index] == PENSTOCK_BASE_YEAR)
        return C_("claim", "change against a year before");
      return self->claim->base[part->index] == PENSTOCK_BASE_PERIOD ? C_("claim", "change against the period before") : C_("claim", "change");
    case PENSTOCK_SCORE_PART_EARLIER:
      return C_("claim", "amount it is compared with");
    case PENSTOCK_SCORE_PART_RANK:
      return C_("claim", "rank");
    case PENSTOCK_SCORE_PART_UNIT:
    default:
      return C_("claim", "unit");
    }
}

static char *
part_words (const PenstockClaimCase *self,
            const PenstockScorePart *part,
            const PenstockClaimPart *shown)
{
  const char *title = part_title (self, part);
  g_autofree char *words = NULL;

  if (!shown->known) /* Translators: a part of a claim, what it says, why that cannot be checked */
    return g_strdup_printf (_("%s %s not checked (%s)"), title, shown->stated_text, shown->note);
  if (shown->ok) /* Translators: a part of a claim, what it says */
    words = g_strdup_printf (_("%s %s is right"), title, shown->stated_text);
  else /* Translators: a part of a claim, what it says, what was filed */
    words = g_strdup_printf (_("%s %s is wrong, filed is %s"), title, shown->stated_text, shown->filed_text);
  if (shown->note == NULL)
    return g_steal_pointer (&words);

  return g_strdup_printf ("%s (%s)", words, shown->note);
}

static const char *
verdict_title (PenstockClaimVerdict verdict)
{
  switch (verdict)
    {
    case PENSTOCK_VERDICT_CONFIRMED:
      return _("Confirmed");
    case PENSTOCK_VERDICT_CONTRADICTED:
      return _("Contradicted");
    case PENSTOCK_VERDICT_INCONSISTENT:
      return _("Inconsistent");
    case PENSTOCK_VERDICT_UNVERIFIABLE:
    default:
      return _("Unverifiable");
    }
}

/* Wrong parts first, then right ones, then those nobody can check. */
char *
penstock_claim_verdict_words (const PenstockClaimCase *self,
                              const PenstockScorePart *parts,
                              gboolean                 agrees,
                              const char              *reason)
{
  const GArray *shown = self->check->parts;
  GString *words = g_string_new (verdict_title (self->check->verdict));
  gboolean begun = FALSE;

  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < shown->len; i++)
      {
        const PenstockClaimPart *part = &g_array_index (shown, PenstockClaimPart, i);
        g_autofree char *text = NULL;

        if (reason != NULL || (!part->known ? 2u : part->ok ? 1u : 0u) != round)
          continue;
        text = part_words (self, &parts[i], part);
        g_string_append_printf (words, "%s%s", begun ? "; " : ": ", text);
        begun = TRUE;
      }
  if (!agrees)
    g_string_append_printf (words, "%s%s", begun ? "; " : ": ", _("its own numbers disagree: the two amounts do not give the change"));
  if (reason != NULL)
    g_string_append_printf (words, "%s%s", agrees ? ": " : "; ", reason);
  g_string_append_c (words, '.');

  return g_string_free (words, FALSE);
}
