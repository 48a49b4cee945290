/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-evidence-private.h"

#include <math.h>

#include "penstock-money.h"

/* What was found, and no more than that. */

static char *
count_text (guint n)
{
  return penstock_format_number (n, 0);
}

/* How many shuffled graphs are below the real one, or above it. */
static guint
count_placebo (const PenstockEvidenceRow *row,
               gboolean                   below)
{
  guint n = 0;

  for (guint g = 0; g < PENSTOCK_PLACEBO_GRAPHS; g++)
    n += below ? row->placebo[g] < row->mean_ic : row->placebo[g] > row->mean_ic;

  return n;
}

static gboolean
needs_placebo (const PenstockEvidenceRow *row)
{
  return row->score == PENSTOCK_COLUMN_benefit_z || row->score == PENSTOCK_COLUMN_gap;
}

/* Does the sign of the mean IC stand out from that of shuffled graphs? */
static gboolean
stands_out (const PenstockEvidenceRow *row)
{
  if (!needs_placebo (row))
    return TRUE;

  return row->has_placebo && count_placebo (row, row->mean_ic > 0) >= PENSTOCK_EVIDENCE_RANK * PENSTOCK_PLACEBO_GRAPHS;
}

static PenstockFinding
find (const PenstockEvidence    *evidence,
      const PenstockEvidenceRow *row)
{
  if (row->days < PENSTOCK_EVIDENCE_LEAST_DAYS (row->horizon) || isnan (row->p_holm))
    return PENSTOCK_FINDING_NOT_COMPUTED;
  if (!evidence->look_ahead_ok || row->p_holm > PENSTOCK_EVIDENCE_P || !stands_out (row))
    return PENSTOCK_FINDING_NONE;

  return row->mean_ic > 0 ? PENSTOCK_FINDING_FOR : PENSTOCK_FINDING_AGAINST;
}

/* -- a row -- */

static char *
companies_with (PenstockColumn score,
                guint          n)
{
  g_autofree char *count = count_text (n);

  switch ((int)score)
    {
    case PENSTOCK_COLUMN_price_z:
      return g_strdup_printf (ngettext ("%s company with prices", "%s companies with prices", n), count);
    case PENSTOCK_COLUMN_revenue_z:
      return g_strdup_printf (ngettext ("%s company with revenue", "%s companies with revenue", n), count);
    case PENSTOCK_COLUMN_own:
      return g_strdup_printf (ngettext ("%s company with an own signal", "%s companies with an own signal", n), count);
    case PENSTOCK_COLUMN_gap:
      return g_strdup_printf (ngettext ("%s company with an unpriced benefit", "%s companies with an unpriced benefit", n), count);
    default:
      return g_strdup_printf (ngettext ("%s company with a benefit", "%s companies with a benefit", n), count);
    }
}

static char *
days_text (guint n)
{
  g_autofree char *count = count_text (n);

  return g_strdup_printf (ngettext ("%s day", "%s days", n), count);
}

static char *
not_computed_words (const PenstockEvidenceJob *job,
                    const PenstockEvidenceRow *row,
                    guint                      seen)
{
  const guint needed = PENSTOCK_EVIDENCE_LEAST_DAYS (row->horizon);
  g_autofree char *companies = companies_with (row->score, seen);
  g_autofree char *days = days_text (row->days > 0 ? row->days : job->n_days);
  g_autofree char *least = days_text (needed);

  if (row->days == 0)
    /* Translators: "5 companies with revenue, 63 days: not enough" */
    return g_strdup_printf (_("%s, %s: not enough"), companies, days);
  if (row->days < needed)
    /* Translators: "40 days with a rank correlation: too few to judge by (126 days needed)" */
    return g_strdup_printf (_("%s with a rank correlation: too few to judge by (%s needed)"), days, least);

  return g_strdup (_("The rank correlations do not vary in a way that can be tested"));
}

static char *
p_text (double p)
{
  g_autofree char *number = penstock_format_number (MAX (p, 0.001), 3);

  /* Translators: a probability */
  return g_strdup_printf (p < 0.001 ? _("p < %s") : _("p = %s"), number);
}

/* "mean IC +0.031, p = 0.012 after Holm" */
static char *
figures_text (const PenstockEvidenceRow *row)
{
  g_autofree char *mean = penstock_format_signed (row->mean_ic, 3);
  g_autofree char *p = p_text (row->p_holm);

  /* Translators: IC is the rank correlation of score and return; Holm's correction is for having tried many pairs */
  return g_strdup_printf (_("mean IC %s, %s after Holm"), mean, p);
}

static char *
placebo_text (const PenstockEvidenceRow *row)
{
  const gboolean below = row->mean_ic > 0;

  if (!row->has_placebo)
    return g_strdup (_("shuffled graphs gave nothing to compare with"));

  return g_strdup_printf (below ? _("above %u of %u shuffled graphs") : _("below %u of %u shuffled graphs"), count_placebo (row, below),
                          PENSTOCK_PLACEBO_GRAPHS);
}

static char *
row_words (const PenstockEvidenceJob *job,
           const PenstockEvidenceRow *row,
           guint                      seen)
{
  g_autofree char *figures = NULL, *placebo = NULL, *both = NULL;

  if (row->finding == PENSTOCK_FINDING_NOT_COMPUTED)
    return not_computed_words (job, row, seen);
  if (!job->evidence->look_ahead_ok)
    return g_strdup (_("Nothing can be said: a score used later data"));

  figures = figures_text (row);
  placebo = needs_placebo (row) ? placebo_text (row) : NULL;
  /* Translators: two findings about one score */
  both = placebo != NULL ? g_strdup_printf (_("%s, %s"), figures, placebo) : g_strdup (figures);
  switch (row->finding)
    {
    case PENSTOCK_FINDING_FOR:
      return g_strdup_printf (_("Evidence in this data: %s"), both);
    case PENSTOCK_FINDING_AGAINST:
      return g_strdup_printf (_("The wrong way round in this data: %s"), both);
    case PENSTOCK_FINDING_NONE:
    case PENSTOCK_FINDING_NOT_COMPUTED:
    default:
      return g_strdup_printf (_("No evidence in this data: %s"), both);
    }
}

/* -- the whole -- */

typedef struct { guint found, against, none, not_computed, companies; } Tally;

static Tally
count_findings (const PenstockEvidence *evidence)
{
  Tally tally = { 0 };

  for (guint i = 0; i < evidence->n_rows; i++)
    {
      const PenstockFinding finding = evidence->rows[i].finding;

      tally.found += finding == PENSTOCK_FINDING_FOR;
      tally.against += finding == PENSTOCK_FINDING_AGAINST;
      tally.none += finding == PENSTOCK_FINDING_NONE;
      tally.not_computed += finding == PENSTOCK_FINDING_NOT_COMPUTED;
      tally.companies = MAX (tally.companies, evidence->rows[i].companies);
    }

  return tally;
}

static const char *
verdict_of (const PenstockEvidence *evidence,
            const Tally            *tally)
{
  if (!evidence->look_ahead_ok)
    return _("Not to be relied on: a score used later data");
  if (tally->found + tally->against + tally->none == 0)
    return _("Not enough data");
  if (tally->found + tally->against == 0)
    return _("No evidence in this data");
  if (tally->found > 0 && tally->against > 0)
    return _("Mixed evidence in this data");
  if (tally->against > 0)
    return _("Evidence of the wrong way round in this data");

  return tally->none == 0 ? _("Evidence in this data") : _("Some evidence in this data");
}

static void
add_sentence (GString *words,
              char    *sentence)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, sentence);
  g_free (sentence);
}

static void
add_period (GString                   *words,
            const PenstockEvidenceJob *job,
            const Tally               *tally)
{
  g_autofree char *days = days_text (job->n_days);
  g_autofree char *from = penstock_format_day (job->evidence->from);
  g_autofree char *to = penstock_format_day (job->evidence->to);
  g_autofree char *companies = count_text (tally->companies);

  /* Translators: "2,515 days from 22 Aug 2016 to 19 Aug 2026, at most 24 companies." */
  add_sentence (words, g_strdup_printf (ngettext ("%s from %s to %s, at most %s company.", "%s from %s to %s, at most %s companies.", tally->companies),
                                        days, from, to, companies));
}

static void
add_look_ahead (GString                *words,
                const PenstockEvidence *evidence)
{
  g_autofree char *days = days_text (evidence->look_ahead_days);
  g_autofree char *fault = evidence->look_ahead_ok ? NULL : penstock_format_day (evidence->look_ahead_fault);

  if (fault != NULL)
    add_sentence (words, g_strdup_printf (_("Look-ahead check: without what became known later the scores of %s come out otherwise."), fault));
  else
    add_sentence (words, g_strdup_printf (_("Look-ahead check: computed again from data that ends on the day, the scores of %s are the same."), days));
}

static char *
whole_words (const PenstockEvidenceJob *job,
             const Tally               *tally)
{
  GString *words = g_string_new (NULL);

  if (job->n_days == 0)
    {
      add_sentence (words, g_strdup (_("There are no prices on any day of the period.")));
      return g_string_free (words, FALSE);
    }

  add_period (words, job, tally);
  add_sentence (words, g_strdup_printf (_("Of %u pairs of score and horizon %u show evidence, %u the wrong way round, %u none; %u have too little data."),
                                        job->evidence->n_rows, tally->found, tally->against, tally->none, tally->not_computed));
  add_look_ahead (words, job->evidence);
  add_sentence (words,
                g_strdup (_("The chain is today’s: who is in it and who supplies whom was chosen knowing what came later, which flatters every score.")));
  if (job->evidence->simulated)
    add_sentence (words, g_strdup (_("Prices and revenue are simulated: nothing follows for a real market.")));

  return g_string_free (words, FALSE);
}

void
penstock_evidence_judge (PenstockEvidenceJob *job)
{
  PenstockEvidence *evidence = job->evidence;
  Tally tally;

  for (guint i = 0; i < evidence->n_rows; i++)
    evidence->rows[i].finding = find (evidence, &evidence->rows[i]);
  for (guint i = 0; i < evidence->n_rows; i++)
    evidence->rows[i].words = row_words (job, &evidence->rows[i], job->seen[i / PENSTOCK_N_EVIDENCE_HORIZONS]);

  tally = count_findings (evidence);
  evidence->verdict = g_strdup (verdict_of (evidence, &tally));
  evidence->words = whole_words (job, &tally);
}
